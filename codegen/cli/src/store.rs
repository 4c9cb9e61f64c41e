//! The directory of the definitions: `<service>/<version>/<type>.json`.
//!
//! Files are replaced as a whole or not at all, and only when their content changes, so that a
//! second run touches nothing.

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

    /// Makes the directory of a service hold exactly `wanted`; the names of the files written.
    pub(crate) fn replace(&self, wanted: &Definitions) -> Result<Vec<String>> {
        let dir = self.root.join(&wanted.service).join(&wanted.version);
        let present = self.read(&wanted.service, &wanted.version)?.files;
        fs::create_dir_all(&dir).map_err(Error::io("create", &dir))?;
        let mut written = Vec::new();
        for (name, content) in &wanted.files {
            if present.get(name) != Some(content) {
                write(&dir.join(name), content)?;
                written.push(name.clone());
            }
        }
        let stale = present.keys().filter(|name| !wanted.files.contains_key(*name));
        stale
            .map(|name| dir.join(name))
            .try_for_each(|path| fs::remove_file(&path).map_err(Error::io("remove", &path)))?;
        self.remove_other_versions(wanted)?;
        Ok(written)
    }

    fn remove_other_versions(&self, wanted: &Definitions) -> Result<()> {
        for version in self.versions(&wanted.service)? {
            if version != wanted.version {
                let path = self.root.join(&wanted.service).join(version);
                fs::remove_dir_all(&path).map_err(Error::io("remove", &path))?;
            }
        }
        Ok(())
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

    fn definitions(version: &str, files: &[(&str, &str)]) -> Definitions {
        let own = |&(name, text): &(&str, &str)| (name.to_owned(), text.as_bytes().to_vec());
        let files = files.iter().map(own).collect();
        Definitions { service: "a".into(), version: version.into(), files }
    }

    #[test]
    fn only_what_changed_is_written() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::new(dir.path());
        let first = definitions("1", &[("service-2.json", "x"), ("waiters-2.json", "y")]);
        assert_eq!(store.replace(&first).unwrap(), ["service-2.json", "waiters-2.json"]);
        assert_eq!(store.replace(&first).unwrap(), [""; 0]);
        let second = definitions("1", &[("service-2.json", "z")]);
        assert_eq!(store.replace(&second).unwrap(), ["service-2.json"]);
        assert_eq!(store.newest("a").unwrap(), Some(second));
    }

    #[test]
    fn older_versions_go() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::new(dir.path());
        store.replace(&definitions("1", &[("service-2.json", "x")])).unwrap();
        store.replace(&definitions("2", &[("service-2.json", "x")])).unwrap();
        assert_eq!(store.versions("a").unwrap(), ["2"]);
    }

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
