//! Units to Rust, each by a run of the generator of its own, written as one set of files.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use maitred_build::{Disk, File, Files, Memory, Selection, ServiceSelection, Sources, compile};

use crate::unit::Unit;

/// What came of a unit.
pub(crate) enum Generated {
    /// The types, by their names in the definition: `operation::GetIt`, `error::NotThere`.
    Types { module: String, operations: BTreeMap<String, String>, errors: BTreeMap<String, String> },
    /// The generator's text.
    Refused(String),
}

/// Where the suites' definitions are, in memory.
const SUITES: &str = "/suites";

/// Generates all units into a directory.
pub(crate) fn all(units: &[Unit], directory: &Path) -> io::Result<Vec<Generated>> {
    let mut roots = String::new();
    let mut all = Vec::new();
    for unit in units {
        all.push(match one(unit) {
            Ok(files) => {
                for file in &files {
                    match file.path.to_str() {
                        Some("services.rs") => roots.push_str(&file.content),
                        _ => write(&directory.join(&file.path), &file.content)?,
                    }
                }
                types(&files)
            }
            Err(text) => Generated::Refused(text),
        });
    }
    write(&directory.join("services.rs"), &roots)?;
    Ok(all)
}

fn write(path: &Path, content: &str) -> io::Result<()> {
    path.parent().map(std::fs::create_dir_all).transpose()?;
    match std::fs::read_to_string(path) {
        Ok(present) if present == content => Ok(()),
        _ => std::fs::write(path, content),
    }
}

fn one(unit: &Unit) -> Result<Vec<File>, String> {
    let names = unit.uses.iter().map(|one| one.operation.as_str());
    let wanted = names.fold(ServiceSelection::default(), ServiceSelection::operation);
    let mut selection = Selection::default();
    selection.add(&unit.service, wanted);
    let result = match &unit.definition {
        Some(definition) => {
            let path = Path::new(SUITES).join(&unit.service).join("1/service-2.json");
            run(
                &Memory::default().with(path, definition.to_string()),
                Path::new(SUITES),
                &selection,
            )
        }
        None => run(&Disk::default(), maitred_build::specs::dir(), &selection),
    };
    result.map_err(|problems| problems.to_string())
}

fn run(
    files: &dyn Files,
    root: &Path,
    selection: &Selection,
) -> Result<Vec<File>, maitred_build::Diagnostics> {
    let sources = Sources { definitions: vec![root.to_owned()], models: Vec::new() };
    compile(files, &sources, selection, "::maitred")
}

/// The names that the generator chose, as they stand in what it wrote.
fn types(files: &[File]) -> Generated {
    let content = |kind: &str| {
        let file = files.iter().find(|file| file.path.ends_with(kind));
        file.map_or("", |file| file.content.as_str())
    };
    let module = files.iter().find(|file| file.path.ends_with("mod.rs"));
    let module = module.and_then(|file| file.path.parent()).unwrap_or(Path::new(""));
    Generated::Types {
        module: module.display().to_string(),
        operations: implemented(content("operation.rs"), "::Operation for ", "OperationSpec"),
        errors: implemented(content("error.rs"), "::ModeledError for ", "SHAPE"),
    }
}

/// The types that implement a trait, by the first text behind a word in the implementation.
fn implemented(content: &str, header: &str, word: &str) -> BTreeMap<String, String> {
    let implementations = content.split(header).skip(1);
    let found = implementations.filter_map(|implementation| {
        let name = implementation.split_whitespace().next()?;
        let (_, behind) = implementation.split_once(word)?;
        let text = behind.split('"').nth(1)?;
        Some((text.to_owned(), name.to_owned()))
    });
    found.collect()
}
