//! The entry point of build scripts.

use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostics::{Diagnostic, Diagnostics, Place, Problems};
use crate::files::{Disk, Sources};
use crate::pipeline::compile_with_warnings;
use crate::search_path;
use crate::selection::{Selection, ServiceSelection};
use crate::write::write;

/// Begins the configuration of a build script; see the [crate documentation](crate).
pub fn configure() -> Configuration {
    Configuration {
        selection: Selection::default(),
        definitions: Vec::new(),
        models: Vec::new(),
        search_path: Vec::new(),
        runtime: "::maitred".to_owned(),
        out_dir: None,
    }
}

/// What to generate, and from what.
#[derive(Debug, Clone)]
#[must_use = "nothing is generated before `generate()`"]
pub struct Configuration {
    selection: Selection,
    definitions: Vec<PathBuf>,
    models: Vec<PathBuf>,
    search_path: Vec<PathBuf>,
    runtime: String,
    out_dir: Option<PathBuf>,
}

impl Configuration {
    /// Adds a service, by its boto3 name, and what is wanted of it. Asking twice adds up.
    pub fn service(
        mut self,
        name: impl Into<String>,
        wanted: impl FnOnce(ServiceSelection) -> ServiceSelection,
    ) -> Self {
        self.selection.add(name, wanted(ServiceSelection::default()));
        self
    }

    /// Uses the definitions in this directory instead of the bundled ones: botocore's layout,
    /// `.json` or `.json.gz`, an installed botocore's `data` among them. Called again, it adds a
    /// directory that is looked at where those before have nothing.
    ///
    /// A relative path is relative to the package.
    pub fn definitions(mut self, directory: impl Into<PathBuf>) -> Self {
        self.definitions.push(directory.into());
        self
    }

    /// Looks first where botocore does: in the directories of `AWS_DATA_PATH`, then in
    /// `~/.aws/models`. The first directory that has a file wins, whole; those that do not exist are
    /// passed over. What is generated depends on the machine then, so it is never done unasked.
    pub fn botocore_search_path(mut self) -> Self {
        self.search_path = search_path::roots(&|name| std::env::var(name).ok());
        for variable in search_path::VARIABLES {
            println!("cargo::rerun-if-env-changed={variable}");
        }
        self
    }

    /// Merges the paginators and waiters in this directory, botocore's layout too, over the
    /// definitions, entry by entry; a `service-2.json` in it replaces a whole service.
    pub fn models(mut self, directory: impl Into<PathBuf>) -> Self {
        self.models.push(directory.into());
        self
    }

    /// The path of the runtime crate, for a renamed dependency: `::my_maitred`.
    pub fn runtime_path(mut self, path: impl Into<String>) -> Self {
        self.runtime = path.into();
        self
    }

    /// Where to write, instead of cargo's `OUT_DIR`.
    pub fn out_dir(mut self, directory: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(directory.into());
        self
    }

    /// Generates. Every problem becomes a `cargo::error`, which fails the build after the script
    /// has ended, with each problem on a line of its own. What is most likely a mistake of a
    /// definition, such as a waiter that can never succeed, is generated as it stands and becomes
    /// a `cargo::warning`.
    pub fn generate(self) {
        match self.try_generate() {
            Ok(warnings) => print("warning", &warnings),
            Err(problems) => print("error", &problems),
        }
    }

    /// Generates, and gives back the warnings, or what is wrong, instead of printing them. Tells
    /// cargo which files to watch in either case.
    ///
    /// # Errors
    ///
    /// Every problem in the definitions and in the selection, at once.
    pub fn try_generate(self) -> Result<Vec<Diagnostic>, Diagnostics> {
        let disk = Disk::default();
        let result = self.run(&disk);
        for path in disk.seen() {
            println!("cargo::rerun-if-changed={}", path.display());
        }
        for directory in self.models.iter().chain(&self.definitions) {
            println!("cargo::rerun-if-changed={}", directory.display());
        }
        println!("cargo::rerun-if-changed=build.rs");
        result
    }

    fn run(&self, disk: &Disk) -> Result<Vec<Diagnostic>, Diagnostics> {
        let mut problems = Problems::default();
        self.check_paths(&mut problems);
        let out_dir = problems.keep(self.output());
        let sources = self.sources();
        let output = compile_with_warnings(disk, &sources, &self.selection, &self.runtime);
        let output = problems.keep_all(output);
        let (out_dir, output) = problems.or((out_dir, output))?;
        let (Some(out_dir), Some(output)) = (out_dir, output) else { return Ok(Vec::new()) };
        write(&out_dir.join("maitred"), &output.files)
            .map_err(|error| Diagnostics::one(unwritten(&error)))?;
        Ok(output.warnings)
    }

    fn sources(&self) -> Sources {
        let bundled = || vec![maitred_specs::dir().to_owned()];
        let definitions = match self.definitions.is_empty() {
            true => bundled(),
            false => self.definitions.clone(),
        };
        let definitions = self.search_path.iter().cloned().chain(definitions).collect();
        Sources { definitions, models: self.models.clone() }
    }

    fn output(&self) -> Result<PathBuf, Diagnostic> {
        let from_cargo = || std::env::var_os("OUT_DIR").map(PathBuf::from);
        self.out_dir.clone().or_else(from_cargo).ok_or_else(|| {
            let message = "OUT_DIR is not set, so there is no place to write to";
            let help = "call this from a build script, or set `out_dir`";
            Place::build_script("").problem(message).help(Some(help.to_owned()))
        })
    }

    fn check_paths(&self, problems: &mut Problems) {
        let directories = [("definitions", &self.definitions), ("models", &self.models)];
        for (call, list) in directories {
            for directory in list.iter().filter(|directory| !directory.is_dir()) {
                problems.push(no_directory(call, directory));
            }
        }
    }
}

fn no_directory(call: &str, directory: &Path) -> Diagnostic {
    let call = format!("{call}({:?})", directory.display().to_string());
    let help = "a relative path is relative to the package's directory".to_owned();
    Place::build_script(call).problem("there is no such directory").help(Some(help))
}

fn unwritten(error: &io::Error) -> Diagnostic {
    Place::build_script("generate()").problem(format!("cannot write the generated code: {error}"))
}

/// Tells cargo, in lines of this kind.
fn print<'a>(kind: &str, diagnostics: impl IntoIterator<Item = &'a Diagnostic>) {
    for diagnostic in diagnostics {
        println!("cargo::{kind}={}", one_line(&diagnostic.to_string()));
    }
}

/// cargo shows the first line of an error only.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
