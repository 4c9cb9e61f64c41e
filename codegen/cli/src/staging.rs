//! All of an update or nothing: what is new is written beside the definitions, and when all of it
//! is there, everything is moved to its place. A move that fails undoes those before it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::store::Definitions;

/// The directory, inside that of the definitions, in which an update is prepared.
const PLACE: &str = ".maitred-update";

/// An update that is being prepared. Dropped without a commit, it leaves nothing.
#[derive(Debug)]
pub(crate) struct Staging {
    root: PathBuf,
    dir: PathBuf,
    /// Was the directory of the definitions made for this update?
    made_root: bool,
    /// What becomes new, or goes, in the order in which it is moved.
    names: Vec<String>,
    /// Something could not be put back: what is here must stay.
    keep: bool,
}

impl Staging {
    /// Begins an update of the definitions in `root`.
    pub(crate) fn begin(root: &Path) -> Result<Self> {
        let dir = root.join(PLACE);
        let made_root = !root.exists();
        fs::create_dir_all(root).map_err(Error::io("create", root))?;
        fs::create_dir(&dir).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Error::Unfinished(dir.clone()),
            _ => Error::io("create", &dir)(error),
        })?;
        let staging =
            Self { root: root.to_owned(), dir, made_root, names: Vec::new(), keep: false };
        for part in ["new", "old"] {
            create(&staging.dir.join(part))?;
        }
        Ok(staging)
    }

    /// The file `name` is to have this content.
    pub(crate) fn file(&mut self, name: &str, content: &[u8]) -> Result<()> {
        self.names.push(name.to_owned());
        self.write(&self.dir.join("new").join(name), content)
    }

    /// The directory of a service is to hold exactly these definitions.
    pub(crate) fn service(&mut self, wanted: &Definitions) -> Result<()> {
        self.names.push(wanted.service.clone());
        let dir = self.dir.join("new").join(&wanted.service).join(&wanted.version);
        create(&dir)?;
        wanted.files.iter().try_for_each(|(name, text)| self.write(&dir.join(name), text))
    }

    /// The service is to go.
    pub(crate) fn remove(&mut self, service: &str) {
        self.names.push(service.to_owned());
    }

    fn write(&self, path: &Path, content: &[u8]) -> Result<()> {
        fs::write(path, content).map_err(Error::io("write", path))
    }

    /// Moves everything to its place, or leaves all as it was.
    pub(crate) fn commit(mut self) -> Result<()> {
        for done in 0..self.names.len() {
            if let Err(error) = self.names.get(done).map_or(Ok(()), |name| self.exchange(name)) {
                self.undo(done)?;
                return Err(error);
            }
        }
        self.made_root = false;
        fs::remove_dir_all(&self.dir).map_err(Error::io("remove", &self.dir))
    }

    /// Puts aside what is there under a name, and what is new in its place.
    fn exchange(&self, name: &str) -> Result<()> {
        let [place, new, old] = self.places(name);
        let aside = place.exists();
        if aside {
            rename(&place, &old)?;
        }
        let moved = if new.exists() { rename(&new, &place) } else { Ok(()) };
        if moved.is_err() && aside {
            rename(&old, &place)?;
        }
        moved
    }

    /// Undoes the first exchanges.
    fn undo(&mut self, done: usize) -> Result<()> {
        let names: Vec<String> = self.names.iter().take(done).rev().cloned().collect();
        let undone = names.iter().try_for_each(|name| self.put_back(name));
        self.keep = undone.is_err();
        undone.map_err(|_| Error::Unfinished(self.dir.clone()))
    }

    fn put_back(&self, name: &str) -> Result<()> {
        let [place, new, old] = self.places(name);
        if place.exists() {
            rename(&place, &new)?;
        }
        if old.exists() { rename(&old, &place) } else { Ok(()) }
    }

    fn places(&self, name: &str) -> [PathBuf; 3] {
        let part = |part: &str| self.dir.join(part).join(name);
        [self.root.join(name), part("new"), part("old")]
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if self.keep {
            return;
        }
        let _ = fs::remove_dir_all(&self.dir);
        if self.made_root {
            // Only if it is empty: something else may have been put there.
            let _ = fs::remove_dir(&self.root);
        }
    }
}

fn create(dir: &Path) -> Result<()> {
    fs::create_dir_all(dir).map_err(Error::io("create", dir))
}

fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).map_err(Error::io("move to its place", from))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn definitions(service: &str, text: &str) -> Definitions {
        let files = [("service-2.json".to_owned(), text.as_bytes().to_vec())].into();
        Definitions { service: service.into(), version: "1".into(), files }
    }

    /// A directory with the services `a` and `b` and a record.
    fn started() -> (tempfile::TempDir, PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("specs");
        let mut staging = Staging::begin(&root).unwrap();
        staging.service(&definitions("a", "old")).unwrap();
        staging.service(&definitions("b", "old")).unwrap();
        staging.file("release.json", b"old").unwrap();
        staging.commit().unwrap();
        (dir, root)
    }

    fn names(root: &Path) -> Vec<String> {
        let entries = fs::read_dir(root).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn text(root: &Path, file: &str) -> String {
        fs::read_to_string(root.join(file)).unwrap()
    }

    #[test]
    fn everything_is_exchanged() {
        let (_dir, root) = started();
        let mut staging = Staging::begin(&root).unwrap();
        staging.service(&definitions("a", "new")).unwrap();
        staging.remove("b");
        staging.file("release.json", b"new").unwrap();
        assert_eq!(text(&root, "a/1/service-2.json"), "old");
        staging.commit().unwrap();
        assert_eq!(names(&root), ["a", "release.json"]);
        assert_eq!(text(&root, "a/1/service-2.json"), "new");
        assert_eq!(text(&root, "release.json"), "new");
    }

    #[test]
    fn what_is_dropped_leaves_nothing() {
        let (dir, root) = started();
        let mut staging = Staging::begin(&root).unwrap();
        staging.service(&definitions("a", "new")).unwrap();
        drop(staging);
        assert_eq!(names(&root), ["a", "b", "release.json"]);
        assert_eq!(text(&root, "a/1/service-2.json"), "old");
        drop(Staging::begin(&dir.path().join("fresh")).unwrap());
        assert!(!dir.path().join("fresh").exists());
    }

    #[test]
    fn a_move_that_fails_undoes_the_others() {
        let (_dir, root) = started();
        let mut staging = Staging::begin(&root).unwrap();
        staging.service(&definitions("a", "new")).unwrap();
        staging.remove("b");
        staging.service(&definitions("c", "new")).unwrap();
        staging.file("release.json", b"new").unwrap();
        // A directory with something in it stands where the old record would go.
        fs::create_dir_all(root.join(PLACE).join("old/release.json/x")).unwrap();
        let error = staging.commit().unwrap_err().to_string();
        assert!(error.starts_with("cannot move to its place "), "{error}");
        assert_eq!(names(&root), ["a", "b", "release.json"]);
        assert_eq!(text(&root, "a/1/service-2.json"), "old");
        assert_eq!(text(&root, "b/1/service-2.json"), "old");
        assert_eq!(text(&root, "release.json"), "old");
    }

    #[test]
    fn another_update_is_not_disturbed() {
        let (_dir, root) = started();
        let first = Staging::begin(&root).unwrap();
        let error = Staging::begin(&root).unwrap_err().to_string();
        assert!(error.contains(PLACE) && error.contains("under way"), "{error}");
        first.commit().unwrap();
        assert!(Staging::begin(&root).is_ok());
    }
}
