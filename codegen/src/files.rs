//! Where definitions come from: directories in botocore's layout, or memory.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use crate::sorted;

/// The files a run may read. `compile` sees the world through this alone.
pub trait Files {
    /// The names of the directories in a directory, sorted; empty where there is no such directory.
    fn directories(&self, path: &Path) -> Vec<String>;

    /// Everything that stands in a directory, sorted by name; nothing where there is no such
    /// directory.
    ///
    /// # Errors
    ///
    /// What keeps the directory from being read.
    fn entries(&self, path: &Path) -> io::Result<Vec<Entry>>;

    /// Is there such a file?
    fn exists(&self, path: &Path) -> bool;

    /// A file's content; `None` where there is no such file.
    ///
    /// # Errors
    ///
    /// What keeps the file from being read: it is a directory, for instance, or larger than any
    /// definition.
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>>;
}

/// Something that stands in a directory.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: EntryKind,
}

/// What an entry of a directory is, links followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// A directory.
    Directory,
    /// A file.
    File,
    /// A link that leads nowhere or to itself, or what is neither file nor directory.
    Other,
}

/// The greatest definition has 4 MB; reading one of this size takes half a gigabyte.
pub(crate) const LARGEST: u64 = 16 << 20;

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

    fn entries(&self, path: &Path) -> io::Result<Vec<Entry>> {
        let entries = match std::fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        self.seen.borrow_mut().insert(path.to_owned());
        let mut found = entries.map(|entry| entry.map(entry_of)).collect::<io::Result<Vec<_>>>()?;
        found.sort();
        Ok(found)
    }

    fn exists(&self, path: &Path) -> bool {
        path.is_file()
    }

    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        match read_file(path) {
            Ok(content) => {
                self.seen.borrow_mut().insert(path.to_owned());
                Ok(Some(content))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn entry_of(entry: std::fs::DirEntry) -> Entry {
    let kind = match std::fs::metadata(entry.path()) {
        Ok(found) if found.is_dir() => EntryKind::Directory,
        Ok(found) if found.is_file() => EntryKind::File,
        _ => EntryKind::Other,
    };
    Entry { name: entry.file_name().to_string_lossy().into_owned(), kind }
}

/// A pipe would keep the build waiting, and a device has no end.
fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    let found = std::fs::metadata(path)?;
    if !found.is_file() {
        return Err(io::Error::other("is no file"));
    }
    if found.len() > LARGEST {
        let (megabytes, most) = (found.len() >> 20, LARGEST >> 20);
        let text = format!("is {megabytes} MB, and no definition is larger than {most} MB");
        return Err(io::Error::other(text));
    }
    std::fs::read(path)
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
        let below = self.0.keys().filter_map(|file| file.strip_prefix(path).ok());
        let firsts = below
            .filter(|rest| rest.components().count() > 1)
            .filter_map(|rest| rest.components().next())
            .map(|first| first.as_os_str().to_string_lossy().into_owned());
        sorted::set(firsts).into_iter().collect()
    }

    fn entries(&self, path: &Path) -> io::Result<Vec<Entry>> {
        let directories = self.directories(path).into_iter();
        let directories = directories.map(|name| Entry { name, kind: EntryKind::Directory });
        let beside = self.0.keys().filter(|file| file.parent() == Some(path));
        let names = beside.filter_map(|file| file.file_name()?.to_str());
        let files = names.map(|name| Entry { name: name.to_owned(), kind: EntryKind::File });
        let mut entries: Vec<Entry> = directories.chain(files).collect();
        entries.sort();
        Ok(entries)
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
