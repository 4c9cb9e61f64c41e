//! Reads definitions out of a wheel, which is a zip archive, without unpacking it.
//!
//! What comes out of an entry is bounded, so a damaged or malicious archive cannot fill the
//! memory.

use std::io::{Cursor, Read};

use flate2::read::GzDecoder;
use zip::ZipArchive;

use crate::catalog::{Catalog, Entries, PARTITIONS};
use crate::convert;
use crate::error::{Error, Result};
use crate::store::{Definitions, Files};

/// No definition is near this size; the greatest (EC2's) has 4 MB.
const LIMIT: u64 = 256 << 20;

/// An open wheel of a release.
#[derive(Debug)]
pub(crate) struct Wheel {
    release: String,
    file: String,
    archive: ZipArchive<Cursor<Vec<u8>>>,
    catalog: Catalog,
}

impl Wheel {
    /// Opens the wheel `file` of `release`, whose content is `bytes`.
    pub(crate) fn open(release: &str, file: &str, bytes: Vec<u8>) -> Result<Self> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(file, error))?;
        let catalog = Catalog::new(file, archive.file_names())?;
        Ok(Self { release: release.to_owned(), file: file.to_owned(), archive, catalog })
    }

    /// The names of all services of the release.
    pub(crate) fn services(&self) -> Vec<String> {
        self.catalog.services().map(str::to_owned).collect()
    }

    /// The definitions of the newest version of a service, as they belong into specs/.
    pub(crate) fn definitions(&mut self, service: &str) -> Result<Definitions> {
        let (version, entries) = self.newest(service)?;
        let mut files = Files::new();
        for (file, entry) in entries {
            let text = convert::convert(&file, &entry, &self.read(&entry)?)?;
            files.insert(file, text);
        }
        Ok(Definitions { service: service.to_owned(), version, files })
    }

    /// The partitions, as they belong into specs/.
    pub(crate) fn partitions(&mut self) -> Result<Vec<u8>> {
        let entry = self.catalog.partitions().to_owned();
        convert::convert(PARTITIONS, &entry, &self.read(&entry)?)
    }

    fn newest(&self, service: &str) -> Result<(String, Entries)> {
        let found = self.catalog.newest(service);
        let (version, entries) = found.ok_or_else(|| Error::UnknownService {
            name: service.to_owned(),
            release: self.release.clone(),
            nearest: self.catalog.nearest(service),
        })?;
        Ok((version.to_owned(), entries.clone()))
    }

    /// The content of an entry, decompressed.
    fn read(&mut self, entry: &str) -> Result<Vec<u8>> {
        let inner = self.archive.by_name(entry).map_err(|error| damaged(&self.file, error))?;
        let bytes =
            if entry.ends_with(".gz") { bounded(GzDecoder::new(inner)) } else { bounded(inner) };
        bytes.map_err(|error| damaged(&format!("{}: {entry}", self.file), error))
    }
}

fn bounded(source: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LIMIT {
        return Err(std::io::Error::other(format!("more than {LIMIT} bytes")));
    }
    Ok(bytes)
}

fn damaged(file: &str, error: impl std::fmt::Display) -> Error {
    Error::Wheel { file: file.to_owned(), reason: format!("cannot be read: {error}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_zip_is_said() {
        let error = Wheel::open("1.0", "x.whl", b"not a zip".to_vec()).unwrap_err();
        assert!(error.to_string().starts_with("x.whl: cannot be read: "), "{error}");
    }

    #[test]
    fn an_endless_entry_is_refused() {
        assert!(bounded(std::io::repeat(0)).unwrap_err().to_string().contains("more than"));
    }
}
