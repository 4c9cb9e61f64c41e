//! `maitred specs` from outside, with small wheels made here: what ends up in the directory, and
//! what is said when something is wrong.

use std::error::Error;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const SERVICE: &str = r#"{"documentation":"<p>x</p>","operations":{"Get":{"name":"Get"}},
    "shapes":{"In":{"members":{"documentation":{"shape":"T","documentation":"y"}}}}}"#;
const LAID_OUT: &str = r#"{
  "operations": {
    "Get": {"name":"Get"}
  },
  "shapes": {
    "In": {"members":{"documentation":{"shape":"T"}}}
  }
}
"#;
const WAITERS: &str = r#"{"version":2,"waiters":{"Here":{"description":"z","delay":1}}}"#;

/// A directory with wheels and definitions in it.
struct Place(TempDir);

impl Place {
    fn new() -> Outcome<Self> {
        Ok(Self(tempfile::tempdir()?))
    }

    fn specs(&self) -> PathBuf {
        self.0.path().join("specs")
    }

    /// Writes a wheel of `release` with these entries (`.gz` ones compressed).
    fn wheel(&self, release: &str, entries: &[(&str, &str)]) -> Outcome<PathBuf> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in entries {
            zip.start_file(*name, SimpleFileOptions::default())?;
            zip.write_all(&content(name, text)?)?;
        }
        let path = self.0.path().join(format!("botocore-{release}-py3-none-any.whl"));
        fs::write(&path, zip.finish()?.into_inner())?;
        Ok(path)
    }

    fn run(&self, arguments: &[&str], wheel: &Path) -> Outcome<Output> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_maitred"));
        command.current_dir(self.0.path()).arg("specs").args(arguments);
        Ok(command.arg("--wheel").arg(wheel).output()?)
    }

    fn read(&self, file: &str) -> Outcome<String> {
        Ok(fs::read_to_string(self.specs().join(file))?)
    }
}

fn content(name: &str, text: &str) -> Outcome<Vec<u8>> {
    if !name.ends_with(".gz") {
        return Ok(text.as_bytes().to_vec());
    }
    let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
    gz.write_all(text.as_bytes())?;
    Ok(gz.finish()?)
}

fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{}", stderr(output));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What a run that must fail says.
fn failure(output: &Output) -> String {
    assert!(!output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    stderr(output)
}

const FIRST: [(&str, &str); 3] = [
    ("botocore/data/thing/2020-01-01/service-2.json.gz", SERVICE),
    ("botocore/data/thing/2020-01-01/waiters-2.json", WAITERS),
    ("botocore/data/thing/2020-01-01/service-2.sdk-extras.json", " {\"merge\": {}}"),
];
const NEW: [&str; 4] = ["update", "--accept-new-hash", "--service", "thing"];

fn started() -> Outcome<(Place, PathBuf)> {
    let place = Place::new()?;
    let wheel = place.wheel("1.0.0", &FIRST)?;
    let output = place.run(&[&NEW[..], &["--release", "1.0.0"]].concat(), &wheel)?;
    let report = stdout(&output);
    assert!(report.contains("thing 2020-01-01 (new): 3 files written, 0 unchanged"), "{report}");
    assert!(report.contains("1 operation, 1 shape, 0 paginators, 1 waiter"), "{report}");
    Ok((place, wheel))
}

#[test]
fn update_writes_the_definitions() -> Outcome {
    let (place, _) = started()?;
    assert_eq!(place.read("thing/2020-01-01/service-2.json")?, LAID_OUT);
    assert_eq!(place.read("thing/2020-01-01/service-2.sdk-extras.json")?, " {\"merge\": {}}");
    assert!(place.read("release.json")?.contains("\"release\": \"1.0.0\""));
    Ok(())
}

#[test]
fn a_second_update_changes_nothing() -> Outcome {
    let (place, wheel) = started()?;
    let report = stdout(&place.run(&["update"], &wheel)?);
    assert!(report.contains("thing 2020-01-01: 0 files written, 3 unchanged"), "{report}");
    Ok(())
}

#[test]
fn a_new_release_replaces_the_old_version() -> Outcome {
    let (place, old) = started()?;
    fs::write(place.specs().join("README.md"), "from 1.0.0")?;
    let entry = ("botocore/data/thing/2021-01-01/service-2.json", "{\"operations\":{\"New\":{}}}");
    let wheel = place.wheel("1.1.0", &[&FIRST[..], &[entry]].concat())?;
    let release = ["update", "--release", "1.1.0"];
    assert!(failure(&place.run(&release, &old)?).contains("recorded release: 1.0.0"));
    let report = stdout(&place.run(&[&NEW[..], &release[1..]].concat(), &wheel)?);
    assert!(report.contains("(now recorded)"), "{report}");
    assert!(report.contains("thing 2021-01-01 (was 2020-01-01): 1 file written"), "{report}");
    for line in ["+ operation New", "- operation Get", "- waiter Here"] {
        assert!(report.contains(line), "{line} in {report}");
    }
    assert!(!place.specs().join("thing/2020-01-01").exists());
    assert_eq!(place.read("README.md")?, "from 1.1.0");
    Ok(())
}

#[test]
fn services_left_behind_are_named() -> Outcome {
    let (place, _) = started()?;
    let wheel = place.wheel("1.1.0", &[("botocore/data/other/1/service-2.json", SERVICE)])?;
    let arguments = ["update", "--release", "1.1.0", "--accept-new-hash", "--service", "other"];
    let report = stdout(&place.run(&arguments, &wheel)?);
    assert!(report.contains("not updated, still of another release: thing"), "{report}");
    assert_eq!(place.read("thing/2020-01-01/service-2.json")?, LAID_OUT);
    Ok(())
}

#[test]
fn verify_names_what_differs() -> Outcome {
    let (place, wheel) = started()?;
    let report = stdout(&place.run(&["verify"], &wheel)?);
    assert_eq!(report, "no difference from botocore 1.0.0 in 1 service\n");
    fs::write(place.specs().join("thing/2020-01-01/waiters-2.json"), "{\n}\n")?;
    let text = failure(&place.run(&["verify"], &wheel)?);
    assert!(text.contains("thing/2020-01-01/waiters-2.json: differs from line 2 on"), "{text}");
    Ok(())
}

#[test]
fn another_wheel_is_refused() -> Outcome {
    let (place, _) = started()?;
    let wheel = place.wheel("1.0.0", &FIRST[..1])?;
    for command in ["update", "verify"] {
        let text = failure(&place.run(&[command], &wheel)?);
        assert!(text.contains("expected SHA-256: ") && text.contains("found SHA-256: "), "{text}");
    }
    assert!(place.specs().join("thing/2020-01-01/waiters-2.json").exists());
    Ok(())
}

#[test]
fn path_tricks_write_nothing() -> Outcome {
    let place = Place::new()?;
    let wheel = place.wheel("1.0.0", &[FIRST[0], ("botocore/data/../../../evil", "x")])?;
    let text = failure(&place.run(&[&NEW[..], &["--release", "1.0.0"]].concat(), &wheel)?);
    assert!(text.contains("leaves its directory"), "{text}");
    assert!(!place.specs().exists());
    Ok(())
}

#[test]
fn a_bad_definition_writes_nothing() -> Outcome {
    let place = Place::new()?;
    let bad = ("botocore/data/worse/1/service-2.json", "{");
    let wheel = place.wheel("1.0.0", &[FIRST[0], bad])?;
    let arguments = ["update", "--all", "--accept-new-hash", "--release", "1.0.0"];
    let text = failure(&place.run(&arguments, &wheel)?);
    assert!(
        text.contains("botocore/data/worse/1/service-2.json in the wheel is not JSON"),
        "{text}"
    );
    assert!(!place.specs().exists());
    Ok(())
}

#[test]
fn an_unknown_service_is_met_with_the_nearest() -> Outcome {
    let (place, wheel) = started()?;
    let text = failure(&place.run(&["update", "--service", "things"], &wheel)?);
    assert!(text.contains("did you mean \"thing\"?"), "{text}");
    Ok(())
}
