//! Makes `cases/` below a directory hold exactly what was converted.

use std::fs;
use std::path::{Path, PathBuf};

use super::Output;
use crate::error::{Error, Result};
use crate::store;

/// Writes what changed and removes what is no more; the number of files written.
pub(super) fn replace(into: &Path, output: &Output) -> Result<usize> {
    let mut written = 0;
    for (name, content) in output {
        let path = into.join(name);
        if fs::read(&path).is_ok_and(|present| present == *content) {
            continue;
        }
        path.parent().map(create).transpose()?;
        store::write(&path, content)?;
        written += 1;
    }
    let wanted: Vec<PathBuf> = output.keys().map(|name| into.join(name)).collect();
    let stale = present(&into.join("cases"))?.into_iter().filter(|path| !wanted.contains(path));
    stale
        .into_iter()
        .try_for_each(|path| fs::remove_file(&path).map_err(Error::io("remove", &path)))?;
    Ok(written)
}

fn create(directory: &Path) -> Result<()> {
    fs::create_dir_all(directory).map_err(Error::io("create", directory))
}

/// Every file below a directory.
fn present(directory: &Path) -> Result<Vec<PathBuf>> {
    let mut open = vec![directory.to_owned()];
    let mut files = Vec::new();
    while let Some(directory) = open.pop() {
        if !directory.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&directory).map_err(Error::io("list", &directory))? {
            let path = entry.map_err(Error::io("list", &directory))?.path();
            if path.is_dir() { open.push(path) } else { files.push(path) }
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changed_is_written_and_the_rest_goes() {
        let dir = tempfile::tempdir().unwrap();
        let output = |text: &str| Output::from([("cases/a/x.json".to_owned(), text.into())]);
        assert_eq!(replace(dir.path(), &output("1")).unwrap(), 1);
        assert_eq!(replace(dir.path(), &output("1")).unwrap(), 0);
        fs::write(dir.path().join("cases/old.json"), "").unwrap();
        fs::write(dir.path().join("README.md"), "").unwrap();
        assert_eq!(replace(dir.path(), &output("2")).unwrap(), 1);
        assert!(!dir.path().join("cases/old.json").exists());
        assert!(dir.path().join("README.md").exists());
    }
}
