//! Gets the wheel of one exact botocore release with pip.
//!
//! pip knows where packages live; no host is named here. The file that comes back is not
//! trusted: the caller checks its hash.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::error::{Error, Result};
use crate::release::wheel_name;

/// Downloads the wheel of `version` with the pip of `python`.
pub(crate) fn download(python: &str, version: &str) -> Result<Vec<u8>> {
    let dir =
        tempfile::tempdir().map_err(Error::io("create a directory in", &std::env::temp_dir()))?;
    let output = command(python, version, dir.path())
        .output()
        .map_err(|source| Error::Python { command: python.to_owned(), source })?;
    if !output.status.success() {
        return Err(failure(python, version, &output));
    }
    let path = dir.path().join(wheel_name(version));
    fs::read(&path).map_err(Error::io("read", &path))
}

fn command(python: &str, version: &str, dir: &Path) -> Command {
    let mut command = Command::new(python);
    command.args(["-m", "pip", "download", "--disable-pip-version-check", "--no-input"]);
    // A wheel or nothing: building a source distribution would run its code.
    command.args(["--no-deps", "--only-binary", ":all:", "--progress-bar", "off"]);
    // The wheel is only read, so the Python that it wants does not matter.
    command.arg("--ignore-requires-python").arg("-d").arg(dir);
    command.arg(format!("botocore=={version}"));
    command
}

fn failure(python: &str, version: &str, output: &Output) -> Error {
    let text = String::from_utf8_lossy(&output.stderr);
    if text.contains("No module named pip") {
        Error::NoPip { command: python.to_owned() }
    } else if text.contains("No matching distribution found") {
        Error::NoSuchRelease { release: version.to_owned() }
    } else {
        Error::Pip { command: python.to_owned(), output: tail(&text, 8) }
    }
}

/// The last lines of what pip said, indented.
fn tail(text: &str, lines: usize) -> String {
    let all: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let last = all.iter().skip(all.len().saturating_sub(lines));
    last.map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(stderr: &str) -> Output {
        Output { status: Default::default(), stdout: Vec::new(), stderr: stderr.into() }
    }

    #[test]
    fn failures_are_told_apart() {
        let of = |stderr| failure("python3", "9.9.9", &output(stderr));
        assert!(matches!(of("python3: No module named pip\n"), Error::NoPip { .. }));
        let missing = "ERROR: No matching distribution found for botocore==9.9.9";
        assert!(matches!(of(missing), Error::NoSuchRelease { release } if release == "9.9.9"));
        assert!(
            matches!(of("ERROR: timed out"), Error::Pip { output, .. } if output == "  ERROR: timed out")
        );
    }

    #[test]
    fn no_python_is_said() {
        let error = download("no-such-python-anywhere", "1.44.5").unwrap_err();
        assert!(error.to_string().contains("cannot run no-such-python-anywhere"), "{error}");
    }

    #[test]
    fn a_long_output_is_cut() {
        assert_eq!(tail("a\nb\n\nc\n", 2), "  b\n  c");
    }
}
