//! A package: its name, and the entries that hold tests.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use flate2::read::GzDecoder;

use crate::error::{Error, Result};
use crate::release;

/// A path below the distribution's one directory → the content.
pub(crate) type Entries = BTreeMap<String, Vec<u8>>;

/// A package that tests are taken from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Package {
    /// What its file name is called around the version.
    around: [&'static str; 2],
    /// What is unpacked.
    wanted: &'static [&'static str],
}

/// botocore's source distribution; all of it is several hundred megabytes.
pub(crate) const BOTOCORE: Package = Package {
    around: ["botocore-", ".tar.gz"],
    wanted: &[
        "tests/unit/protocols/",
        "tests/unit/response_parsing/xml/",
        "tests/functional/endpoint-rules/",
    ],
};

/// The crate `jmespath`, which has the cases of JMESPath's own test suite.
pub(crate) const JMESPATH: Package =
    Package { around: ["jmespath-", ".crate"], wanted: &["tests/compliance/"] };

/// The largest entry that is read. botocore's largest test file has a few megabytes.
const LARGEST: u64 = 64 << 20;

/// The last part of a path.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

impl Package {
    /// The file name of a release.
    pub(crate) fn name(self, version: &str) -> String {
        self.around.join(version)
    }

    /// The release that a file's name says it is.
    pub(crate) fn version(self, file: &str) -> Result<String> {
        let [before, behind] = self.around;
        let version = file.strip_prefix(before).and_then(|rest| rest.strip_suffix(behind));
        let example = self.name("1.2.3");
        let version = version.ok_or_else(|| {
            refused(file, &format!("expected a file of a release, such as {example}"))
        })?;
        release::check_version(version)?;
        Ok(version.to_owned())
    }

    /// Unpacks what holds tests, into memory.
    pub(crate) fn entries(self, file: &str, bytes: &[u8]) -> Result<Entries> {
        let mut archive = tar::Archive::new(GzDecoder::new(bytes));
        let broken =
            |error: std::io::Error| refused(file, &format!("no readable archive: {error}"));
        let mut entries = Entries::new();
        for entry in archive.entries().map_err(broken)? {
            let mut entry = entry.map_err(broken)?;
            let path = entry.path().map_err(broken)?.to_string_lossy().into_owned();
            let Some((_, inner)) = path.split_once('/') else { continue };
            let is_wanted = self.wanted.iter().any(|dir| inner.starts_with(dir));
            if !entry.header().entry_type().is_file() || !is_wanted {
                continue;
            }
            if entry.size() > LARGEST {
                return Err(refused(file, &format!("the entry \"{path}\" is too large")));
            }
            let mut content = Vec::new();
            entry.read_to_end(&mut content).map_err(broken)?;
            entries.insert(inner.to_owned(), content);
        }
        Ok(entries)
    }
}

/// An error about the distribution.
pub(crate) fn refused(file: &str, reason: &str) -> Error {
    Error::Sdist { file: file.to_owned(), reason: reason.to_owned() }
}

/// The entries of a directory itself, those of its subdirectories left out, by their file name
/// without `extension`.
pub(crate) fn within<'a>(
    entries: &'a Entries,
    directory: &'a str,
    extension: &'a str,
) -> impl Iterator<Item = (&'a str, &'a str, &'a [u8])> {
    entries.iter().filter_map(move |(path, content)| {
        let stem = path.strip_prefix(directory)?.strip_suffix(extension)?;
        (!stem.contains('/')).then_some((path.as_str(), stem, content.as_slice()))
    })
}

/// An entry as JSON.
pub(crate) fn json(path: &str, content: &[u8]) -> Result<serde_json::Value> {
    serde_json::from_slice(content).map_err(|error| refused(path, &format!("no JSON: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_says_the_release() {
        assert_eq!(BOTOCORE.version("botocore-1.44.5.tar.gz").unwrap(), "1.44.5");
        assert_eq!(JMESPATH.version(&JMESPATH.name("0.5.0")).unwrap(), "0.5.0");
        for name in ["botocore-1.44.5.zip", "boto3-1.44.5.tar.gz", "botocore---x.tar.gz", ""] {
            assert!(BOTOCORE.version(name).is_err(), "{name}");
        }
    }

    #[test]
    fn what_is_no_archive_is_refused_with_its_name() {
        let error = BOTOCORE.entries("x.tar.gz", b"no archive").unwrap_err().to_string();
        assert!(error.starts_with("x.tar.gz: no readable archive: "), "{error}");
    }
}
