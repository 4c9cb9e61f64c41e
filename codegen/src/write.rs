//! Files → the output directory: only what changed, so that nothing is rebuilt for nothing.

use std::io;
use std::path::Path;

use crate::emit::File;

/// Writes the files below a directory.
///
/// # Errors
///
/// What the file system says, with the path.
pub(crate) fn write(directory: &Path, files: &[File]) -> io::Result<()> {
    for file in files {
        let path = directory.join(&file.path);
        write_one(&path, file.content.as_bytes()).map_err(|error| {
            io::Error::new(error.kind(), format!("{}: {error}", path.display()))
        })?;
    }
    Ok(())
}

fn write_one(path: &Path, content: &[u8]) -> io::Result<()> {
    if std::fs::read(path).is_ok_and(|present| present == content) {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent)?;
    }
    std::fs::write(path, content)
}
