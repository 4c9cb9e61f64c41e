//! Where definitions come from: directories in botocore's layout, or memory.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

/// The files a run may read. `compile` sees the world through this alone.
pub trait Files {
    /// The names of the directories in a directory, sorted; empty where there is no such directory.
    fn directories(&self, path: &Path) -> Vec<String>;

    /// Is there such a file?
    fn exists(&self, path: &Path) -> bool;

    /// A file's content; `None` where there is no such file.
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>>;
}

/// The file system. It remembers what was looked at, so that a build script can ask cargo to watch
/// exactly that.
#[derive(Debug, Default)]
pub struct Disk {
    seen: RefCell<BTreeSet<PathBuf>>,
}

impl Disk {
    /// Every file and directory that was looked at and exists.
    pub fn seen(&self) -> Vec<PathBuf> {
        self.seen.borrow().iter().cloned().collect()
    }
}

impl Files for Disk {
    fn directories(&self, path: &Path) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(path) else { return Vec::new() };
        self.seen.borrow_mut().insert(path.to_owned());
        let mut names: Vec<String> = entries
            .filter_map(Result::ok)
            .filter(|entry| entry.path().is_dir())
            .filter_map(|entry| entry.file_name().into_string().ok())
            .collect();
        names.sort();
        names
    }

    fn exists(&self, path: &Path) -> bool {
        path.is_file()
    }

    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        match std::fs::read(path) {
            Ok(content) => {
                self.seen.borrow_mut().insert(path.to_owned());
                Ok(Some(content))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Files in memory, for tests and tools.
#[derive(Debug, Clone, Default)]
pub struct Memory(BTreeMap<PathBuf, Vec<u8>>);

impl Memory {
    /// Adds a file.
    #[must_use]
    pub fn with(mut self, path: impl Into<PathBuf>, content: impl Into<Vec<u8>>) -> Self {
        self.0.insert(path.into(), content.into());
        self
    }
}

impl Files for Memory {
    fn directories(&self, path: &Path) -> Vec<String> {
        let names: BTreeSet<String> = self
            .0
            .keys()
            .filter_map(|file| file.strip_prefix(path).ok())
            .filter(|rest| rest.components().count() > 1)
            .filter_map(|rest| rest.components().next())
            .map(|first| first.as_os_str().to_string_lossy().into_owned())
            .collect();
        names.into_iter().collect()
    }

    fn exists(&self, path: &Path) -> bool {
        self.0.contains_key(path)
    }

    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        Ok(self.0.get(path).cloned())
    }
}

/// Where to look, in order.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// Roots in botocore's layout; the first that has a file wins (botocore rule L2).
    pub definitions: Vec<PathBuf>,
    /// Roots whose paginators and waiters are merged over those, entry by entry, and whose service
    /// files replace them.
    pub models: Vec<PathBuf>,
}
