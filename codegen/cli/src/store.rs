//! The directory of the definitions: `<service>/<version>/<type>.json`, read only.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// File name → content.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The definitions of one version of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Definitions {
    pub(crate) service: String,
    pub(crate) version: String,
    pub(crate) files: Files,
}

#[derive(Debug)]
pub(crate) struct Store {
    root: PathBuf,
}

impl Store {
    pub(crate) fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The services that are there: directories with a version that holds `service-2.json`.
    pub(crate) fn services(&self) -> Result<Vec<String>> {
        let mut services = Vec::new();
        for service in directories(&self.root)? {
            if self.newest_version(&service)?.is_some() {
                services.push(service);
            }
        }
        Ok(services)
    }

    /// The content of a file beside the services; nothing if it is missing.
    pub(crate) fn file(&self, name: &str) -> Result<Option<Vec<u8>>> {
        let path = self.root.join(name);
        match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            other => other.map(Some).map_err(Error::io("read", &path)),
        }
    }

    /// The versions of a service, in alphabetical order.
    pub(crate) fn versions(&self, service: &str) -> Result<Vec<String>> {
        directories(&self.root.join(service))
    }

    /// What is there of a service, in its newest version.
    pub(crate) fn newest(&self, service: &str) -> Result<Option<Definitions>> {
        let version = self.newest_version(service)?;
        version.map(|version| self.read(service, &version)).transpose()
    }

    fn newest_version(&self, service: &str) -> Result<Option<String>> {
        let dir = self.root.join(service);
        let mut versions = self.versions(service)?;
        versions.retain(|version| dir.join(version).join("service-2.json").is_file());
        Ok(versions.pop())
    }

    /// What is there of one version of a service; nothing if the directory is missing.
    pub(crate) fn read(&self, service: &str, version: &str) -> Result<Definitions> {
        let dir = self.root.join(service).join(version);
        let mut files = Files::new();
        for name in names(&dir, |kind| kind.is_file())? {
            let path = dir.join(&name);
            files.insert(name, fs::read(&path).map_err(Error::io("read", &path))?);
        }
        Ok(Definitions { service: service.to_owned(), version: version.to_owned(), files })
    }
}

/// Writes a file beside its place and moves it there, so that no half of it is ever seen.
pub(crate) fn write(path: &Path, content: &[u8]) -> Result<()> {
    let part = path.with_extension("part");
    let done = fs::write(&part, content).and_then(|()| fs::rename(&part, path));
    done.map_err(|error| {
        let _ = fs::remove_file(&part);
        Error::io("write", path)(error)
    })
}

fn directories(dir: &Path) -> Result<Vec<String>> {
    names(dir, |kind| kind.is_dir())
}

/// The names in a directory of entries of a kind, sorted; none if the directory is missing.
fn names(dir: &Path, wanted: impl Fn(fs::FileType) -> bool) -> Result<Vec<String>> {
    let entries = match fs::read_dir(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.map_err(Error::io("list", dir))?,
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(Error::io("list", dir))?;
        if wanted(entry.file_type().map_err(Error::io("list", dir))?) {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_directories_are_no_services() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("src/deep")).unwrap();
        fs::create_dir_all(dir.path().join("b/1")).unwrap();
        fs::write(dir.path().join("b/1/service-2.json"), "{}").unwrap();
        let store = Store::new(dir.path());
        assert_eq!(store.services().unwrap(), ["b"]);
        assert_eq!(Store::new(&dir.path().join("none")).services().unwrap(), [""; 0]);
    }

    #[test]
    fn a_failed_write_names_the_file_and_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("missing/x.json");
        let error = write(&path, b"x").unwrap_err();
        assert!(error.to_string().contains("x.json") && !path.with_extension("part").exists());
    }
}
