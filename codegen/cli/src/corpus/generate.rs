//! One service → files on the disk, and how many of what they hold.

use std::path::{Path, PathBuf};

use maitred_build::{
    Diagnostic, Disk, File, Selection, ServiceSelection, Sources, compile_with_warnings,
};

use super::services::Service;
use crate::error::Error;

/// The path of the runtime in what is generated.
const RUNTIME: &str = "::maitred";

/// Everything that is wrong with a service, a line each.
pub(super) type Problems = Vec<String>;

/// What one service became.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Generated {
    pub(super) operations: usize,
    pub(super) paginators: usize,
    pub(super) waiters: usize,
    pub(super) files: usize,
    pub(super) lines: usize,
    pub(super) warnings: Problems,
}

/// Generates services, each into a directory of its own.
pub(super) struct Generator<'a> {
    sources: Sources,
    all_operations: bool,
    into: &'a Path,
}

impl<'a> Generator<'a> {
    pub(super) fn new(definitions: &Path, all_operations: bool, into: &'a Path) -> Self {
        let sources = Sources { definitions: vec![definitions.to_owned()], models: Vec::new() };
        Self { sources, all_operations, into }
    }

    /// Generates a service, or says everything that is wrong with it.
    pub(super) fn generate(&self, service: &Service) -> Result<Generated, Problems> {
        let mut selection = Selection::default();
        selection.add(&service.name, self.wanted(service));
        let disk = Disk::default();
        let output = compile_with_warnings(&disk, &self.sources, &selection, RUNTIME);
        let output = output.map_err(|problems| lines(&problems))?;
        let directory = self.into.join(&service.name);
        let written = output.files.iter().try_for_each(|file| write(&directory, file));
        written.map_err(|error| vec![error.to_string()])?;
        let warnings = lines(&output.warnings);
        Ok(Generated { warnings, ..count(&output.files) })
    }

    /// Every paginator and every waiter; every operation where there is neither, or if all are
    /// asked for.
    fn wanted(&self, service: &Service) -> ServiceSelection {
        let wanted = ServiceSelection::default().all_paginators().all_waiters();
        match self.all_operations || !service.is_paged_or_waited_for {
            true => wanted.all_operations(),
            false => wanted,
        }
    }
}

/// A line for each.
fn lines<'a>(problems: impl IntoIterator<Item = &'a Diagnostic>) -> Problems {
    problems.into_iter().map(ToString::to_string).collect()
}

/// Writes a file, but leaves alone one that is as it should be.
fn write(directory: &Path, file: &File) -> Result<(), Error> {
    let path: PathBuf = directory.join(&file.path);
    if std::fs::read(&path).is_ok_and(|present| present == file.content.as_bytes()) {
        return Ok(());
    }
    let parent = path.parent().unwrap_or(directory);
    std::fs::create_dir_all(parent).map_err(Error::io("make", parent))?;
    std::fs::write(&path, &file.content).map_err(Error::io("write", &path))
}

/// Counts what was generated, not what was asked for: each of these has one line of its own.
fn count(files: &[File]) -> Generated {
    let with = |name: &str, mark: &str| {
        let files = files.iter().filter(|file| file.path.ends_with(name));
        files.map(|file| lines_with(&file.content, mark)).sum()
    };
    Generated {
        operations: with("operation.rs", "const SPEC:"),
        paginators: with("paginator.rs", "const PAGINATOR:"),
        waiters: with("waiter.rs", "pub static "),
        files: files.len(),
        lines: files.iter().map(|file| file.content.lines().count()).sum(),
        warnings: Vec::new(),
    }
}

/// The lines of code that begin with `mark`.
fn lines_with(code: &str, mark: &str) -> usize {
    code.lines().filter(|line| line.trim_start().starts_with(mark)).count()
}
