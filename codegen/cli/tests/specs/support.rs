//! Small wheels, a directory to update from them, and what the command says.

use std::error::Error;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error>>;

pub(crate) const PARTITIONS: (&str, &str) = (
    "botocore/data/partitions.json",
    r#"{"partitions":[{"id":"p","regions":{"r-1":{"description":"Somewhere"}}}],"version":"1.1"}"#,
);
pub(crate) const SERVICE: &str = r#"{"documentation":"<p>x</p>","operations":{"Get":{"name":"Get"}},
    "shapes":{"In":{"members":{"documentation":{"shape":"T","documentation":"y"}}}}}"#;
pub(crate) const WAITERS: &str =
    r#"{"version":2,"waiters":{"Here":{"description":"z","delay":1}}}"#;

/// A directory with wheels and definitions in it.
pub(crate) struct Place(TempDir);

impl Place {
    pub(crate) fn new() -> Outcome<Self> {
        Ok(Self(tempfile::tempdir()?))
    }

    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn specs(&self) -> PathBuf {
        self.0.path().join("specs")
    }

    /// Writes a wheel of `release` with these entries (`.gz` ones compressed), and partitions.
    pub(crate) fn wheel(&self, release: &str, entries: &[(&str, &str)]) -> Outcome<PathBuf> {
        self.bare_wheel(release, &[entries, &[PARTITIONS]].concat())
    }

    pub(crate) fn bare_wheel(&self, release: &str, entries: &[(&str, &str)]) -> Outcome<PathBuf> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in entries {
            zip.start_file(*name, SimpleFileOptions::default())?;
            zip.write_all(&content(name, text)?)?;
        }
        let path = self.0.path().join(format!("botocore-{release}-py3-none-any.whl"));
        fs::write(&path, zip.finish()?.into_inner())?;
        Ok(path)
    }

    pub(crate) fn run(&self, arguments: &[&str], wheel: &Path) -> Outcome<Output> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_maitred"));
        command.current_dir(self.0.path()).arg("specs").args(arguments);
        Ok(command.arg("--wheel").arg(wheel).output()?)
    }

    pub(crate) fn read(&self, file: &str) -> Outcome<String> {
        Ok(fs::read_to_string(self.specs().join(file))?)
    }
}

/// When each file below was written.
pub(crate) fn changed_at(dir: &Path) -> Outcome<Vec<(PathBuf, SystemTime)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        match path.is_dir() {
            true => found.extend(changed_at(&path)?),
            false => found.push((path.clone(), path.metadata()?.modified()?)),
        }
    }
    found.sort();
    Ok(found)
}

pub(crate) fn content(name: &str, text: &str) -> Outcome<Vec<u8>> {
    if !name.ends_with(".gz") {
        return Ok(text.as_bytes().to_vec());
    }
    let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
    gz.write_all(text.as_bytes())?;
    Ok(gz.finish()?)
}

pub(crate) fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{}", stderr(output));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What a run that must fail says.
pub(crate) fn failure(output: &Output) -> String {
    assert!(!output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    stderr(output)
}

pub(crate) const FIRST: [(&str, &str); 3] = [
    ("botocore/data/thing/2020-01-01/service-2.json.gz", SERVICE),
    ("botocore/data/thing/2020-01-01/waiters-2.json", WAITERS),
    ("botocore/data/thing/2020-01-01/service-2.sdk-extras.json", " {\"merge\": {}}"),
];
pub(crate) const NEW: [&str; 4] = ["update", "--accept-new-hash", "--service", "thing"];

/// A directory to which the first release was taken, and its wheel.
pub(crate) fn started() -> Outcome<(Place, PathBuf)> {
    let place = Place::new()?;
    let wheel = place.wheel("1.0.0", &FIRST)?;
    let output = place.run(&[&NEW[..], &["--release", "1.0.0"]].concat(), &wheel)?;
    let report = stdout(&output);
    assert!(report.contains("thing 2020-01-01 (new): 3 files changed, 0 unchanged"), "{report}");
    assert!(report.contains("1 operation, 0 paginators, 1 waiter"), "{report}");
    Ok((place, wheel))
}
