//! Which release the definitions come from, and the hash that its wheel must have.
//!
//! The record (`release.json` beside the definitions) is the only thing that is trusted: a
//! release that is not recorded needs a hash, or an explicit word that none is known.

use std::fs;
use std::io;
use std::path::Path;

use serde_json::Value;

use crate::digest;
use crate::error::{Error, Result};

/// The name of the record in the directory of the definitions.
pub(crate) const RECORD: &str = "release.json";

/// A botocore release and its wheel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Release {
    pub(crate) version: String,
    pub(crate) sha256: String,
}

/// What the wheel of a release is checked against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    /// This hash.
    Sha256(String),
    /// Nothing: the user takes the wheel as it comes.
    Anything,
}

/// The file name of a release's wheel.
pub(crate) fn wheel_name(version: &str) -> String {
    format!("botocore-{version}-py3-none-any.whl")
}

/// Whether `version` is a version number; it becomes an argument of pip.
pub(crate) fn check_version(version: &str) -> Result<()> {
    let known = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.';
    let fits = version.starts_with(|c: char| c.is_ascii_digit()) && version.bytes().all(known);
    if fits { Ok(()) } else { Err(Error::BadRelease(version.to_owned())) }
}

/// The recorded release of the definitions in `dir`, if there is a record.
pub(crate) fn load(dir: &Path) -> Result<Option<Release>> {
    let path = dir.join(RECORD);
    match fs::read_to_string(&path) {
        Ok(text) => parse(&text).map(Some).map_err(|reason| Error::Record { path, reason }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io("read", &path)(error)),
    }
}

fn parse(text: &str) -> std::result::Result<Release, String> {
    let record: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let field = |name: &str| match record.get(name) {
        Some(Value::String(text)) => Ok(text.clone()),
        _ => Err(format!("expected a text under \"{name}\"")),
    };
    let release = Release { version: field("release")?, sha256: field("sha256")? };
    check_version(&release.version).map_err(|error| error.to_string())?;
    digest::parse(&release.sha256).map_err(|error| error.to_string())?;
    Ok(release)
}

impl Release {
    /// The text of the record.
    pub(crate) fn record(&self) -> String {
        let Self { version, sha256 } = self;
        let file = wheel_name(version);
        format!(
            "{{\n  \"release\": \"{version}\",\n  \"file\": \"{file}\",\n  \"sha256\": \"{sha256}\"\n}}\n"
        )
    }
}

/// Decides what the wheel of `version` is checked against.
///
/// A recorded hash cannot be overruled: neither by another one nor by `accept`.
pub(crate) fn expected(
    version: &str,
    recorded: Option<&Release>,
    given: Option<&str>,
    accept: bool,
) -> Result<Expected> {
    let given = given.map(digest::parse).transpose()?;
    let known = recorded.filter(|record| record.version == version).map(|record| &record.sha256);
    match (known, given) {
        (Some(known), Some(given)) if *known != given => {
            Err(Error::HashConflict { release: version.to_owned(), recorded: known.clone(), given })
        }
        (Some(known), _) => Ok(Expected::Sha256(known.clone())),
        (None, Some(given)) => Ok(Expected::Sha256(given)),
        (None, None) if accept => Ok(Expected::Anything),
        (None, None) => Err(Error::HashUnknown {
            release: version.to_owned(),
            recorded: recorded.map(|record| record.version.clone()),
        }),
    }
}

/// The hash of the wheel, if it is the expected one.
pub(crate) fn check(file: &str, bytes: &[u8], expected: &Expected) -> Result<String> {
    let found = digest::sha256(bytes);
    match expected {
        Expected::Sha256(expected) if *expected != found => {
            Err(Error::HashMismatch { file: file.to_owned(), expected: expected.clone(), found })
        }
        _ => Ok(found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn release() -> Release {
        Release { version: "1.44.5".into(), sha256: digest::sha256(b"wheel") }
    }

    #[test]
    fn record_round_trip() {
        assert_eq!(parse(&release().record()), Ok(release()));
        assert!(release().record().contains("botocore-1.44.5-py3-none-any.whl"));
    }

    #[test]
    fn a_bad_record_says_what_is_missing() {
        assert!(parse(r#"{"release": "1.44.5"}"#).unwrap_err().contains("\"sha256\""));
        let text = release().record().replace("1.44.5", "--index");
        assert!(parse(&text).unwrap_err().contains("--index"));
    }

    #[test]
    fn versions_cannot_be_options() {
        assert!(check_version("1.44.5").is_ok() && check_version("2.0.0rc1").is_ok());
        for text in ["", "-r", "1.0 --pre", "1.0;x", "latest", "1.0/../x"] {
            assert!(check_version(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_recorded_hash_wins() {
        let record = release();
        let known = Expected::Sha256(record.sha256.clone());
        assert_eq!(expected("1.44.5", Some(&record), None, true).unwrap(), known);
        let other = digest::sha256(b"other");
        let conflict = expected("1.44.5", Some(&record), Some(&other), false);
        assert!(matches!(conflict, Err(Error::HashConflict { .. })));
    }

    #[test]
    fn a_new_release_needs_a_hash_or_a_word() {
        let record = release();
        let ask = |given, accept| expected("1.45.0", Some(&record), given, accept);
        assert!(matches!(ask(None, false), Err(Error::HashUnknown { .. })));
        assert_eq!(ask(None, true).unwrap(), Expected::Anything);
        let hash = digest::sha256(b"new");
        assert_eq!(ask(Some(&hash), false).unwrap(), Expected::Sha256(hash.clone()));
    }

    #[test]
    fn the_wheel_is_checked() {
        let known = Expected::Sha256(release().sha256);
        assert_eq!(check("w", b"wheel", &known).unwrap(), release().sha256);
        assert!(matches!(check("w", b"weasel", &known), Err(Error::HashMismatch { .. })));
        assert!(check("w", b"weasel", &Expected::Anything).is_ok());
    }
}
