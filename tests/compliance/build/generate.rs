//! Services to Rust: each search is tried by itself first, and those that compile are generated
//! together, a service for each file.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use maitred_build::{File, Memory, Selection, ServiceSelection, Sources, compile};

use crate::suites::{self, Case, Suite};

/// The generator's text for each case that it refuses.
pub(crate) type Refused = BTreeMap<String, String>;

/// Where the definitions are, in memory.
const ROOT: &str = "/suites";

/// Generates all files into a directory.
pub(crate) fn all(files: &[suites::File], directory: &Path) -> io::Result<Refused> {
    let (mut roots, mut refused) = (String::new(), Refused::new());
    for file in files {
        let mut wanted = ServiceSelection::default();
        for suite in &file.suites {
            wanted = tried(file, suite, wanted, &mut refused);
        }
        let generated = run(&file.service, &file.suites, wanted).map_err(io::Error::other)?;
        for file in generated {
            match file.path.to_str() {
                Some("services.rs") => roots.push_str(&file.content),
                _ => write(&directory.join(&file.path), &file.content)?,
            }
        }
    }
    write(&directory.join("services.rs"), &roots)?;
    Ok(refused)
}

/// The selection with the searches of a suite that compile.
fn tried(
    file: &suites::File,
    suite: &Suite,
    mut wanted: ServiceSelection,
    refused: &mut Refused,
) -> ServiceSelection {
    wanted = wanted.operation(&suite.operation);
    for case in &suite.cases {
        match run(&file.service, [suite], with(ServiceSelection::default(), suite, case)) {
            Ok(_) => wanted = with(wanted, suite, case),
            Err(text) => {
                refused.insert(case.id.clone(), text);
            }
        }
    }
    wanted
}

fn with(wanted: ServiceSelection, suite: &Suite, case: &Case) -> ServiceSelection {
    wanted.search(&suite.operation, &case.search, &case.expression)
}

fn run<'a>(
    service: &str,
    suites: impl IntoIterator<Item = &'a Suite>,
    wanted: ServiceSelection,
) -> Result<Vec<File>, String> {
    let mut selection = Selection::default();
    selection.add(service, wanted);
    let path = Path::new(ROOT).join(service).join("1/service-2.json");
    let files = Memory::default().with(path, suites::definition(suites).to_string());
    let sources = Sources { definitions: vec![PathBuf::from(ROOT)], models: Vec::new() };
    compile(&files, &sources, &selection, "::maitred").map_err(|problems| problems.to_string())
}

fn write(path: &Path, content: &str) -> io::Result<()> {
    path.parent().map(std::fs::create_dir_all).transpose()?;
    match std::fs::read_to_string(path) {
        Ok(present) if present == content => Ok(()),
        _ => std::fs::write(path, content),
    }
}
