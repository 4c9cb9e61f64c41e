//! `maitred tests import` from outside, with small source distributions made here.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const SUITES: &str = r#"[{"description": "Text", "metadata": {"protocol": "json"}, "shapes": {},
    "cases": [{"id": "One", "description": "text", "given": {"name": "Get"}, "params": {}}]}]"#;
const LAID_OUT: &str = r#"[
  {
    "metadata": {
      "protocol": "json"
    },
    "shapes": {},
    "cases": [
      {"id":"One","given":{"name":"Get"},"params":{}}
    ]
  }
]
"#;
const ENTRIES: [(&str, &str); 5] = [
    ("tests/unit/protocols/input/json.json", SUITES),
    ("tests/unit/protocols/legacy/input/json.json", "not looked at"),
    ("tests/unit/response_parsing/xml/responses/ec2-get-it.xml", "<a/>"),
    ("tests/unit/response_parsing/xml/responses/ec2-get-it.json", "{}"),
    ("botocore/data/ec2/service-2.json", "not looked at"),
];

struct Place(TempDir);

impl Place {
    fn new() -> Outcome<Self> {
        let place = Self(tempfile::tempdir()?);
        fs::create_dir(place.data())?;
        Ok(place)
    }

    fn data(&self) -> PathBuf {
        self.0.path().join("into")
    }

    fn sdist(&self, release: &str, entries: &[(&str, &str)]) -> Outcome<PathBuf> {
        let path = self.0.path().join(format!("botocore-{release}.tar.gz"));
        let gz = GzEncoder::new(fs::File::create(&path)?, Compression::fast());
        let mut archive = tar::Builder::new(gz);
        for (name, text) in entries {
            let mut header = tar::Header::new_gnu();
            header.set_size(text.len() as u64);
            header.set_mode(0o644);
            let name = format!("botocore-{release}/{name}");
            archive.append_data(&mut header, name, text.as_bytes())?;
        }
        archive.into_inner()?.finish()?;
        Ok(path)
    }

    fn run(&self, sdist: &Path, arguments: &[&str]) -> Outcome<Output> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_maitred"));
        command.args(["tests", "import", "--sdist"]).arg(sdist).arg("--into").arg(self.data());
        Ok(command.args(arguments).output()?)
    }

    fn read(&self, file: &str) -> Outcome<String> {
        Ok(fs::read_to_string(self.data().join(file))?)
    }
}

fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn failure(output: &Output) -> String {
    assert!(!output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn cases_are_imported_and_the_release_is_recorded() -> Outcome {
    let place = Place::new()?;
    let sdist = place.sdist("1.0.0", &ENTRIES)?;
    let report = stdout(&place.run(&sdist, &["--accept-new-hash"])?);
    assert!(report.contains("input: 1 cases\noutput: 0 cases\nxml-responses: 1 cases"), "{report}");
    assert!(report.contains("2 files written, 0 unchanged"), "{report}");
    assert_eq!(place.read("cases/input/json.json")?, LAID_OUT);
    assert!(place.read("cases/xml-responses/ec2.json")?.contains(r#""operation":"get-it""#));
    assert!(place.read("release.json")?.contains(r#""file": "botocore-1.0.0.tar.gz""#));
    let again = stdout(&place.run(&sdist, &[])?);
    assert!(again.contains("0 files written, 2 unchanged"), "{again}");
    Ok(())
}

#[test]
fn a_distribution_that_is_not_the_recorded_one_changes_nothing() -> Outcome {
    let place = Place::new()?;
    let sdist = place.sdist("1.0.0", &ENTRIES)?;
    stdout(&place.run(&sdist, &["--accept-new-hash"])?);
    let sdist = place.sdist("1.0.0", &[("tests/unit/protocols/input/json.json", "[]")])?;
    let error = failure(&place.run(&sdist, &["--accept-new-hash"])?);
    assert!(error.contains("botocore-1.0.0.tar.gz is not the expected file"), "{error}");
    assert_eq!(place.read("cases/input/json.json")?, LAID_OUT);
    Ok(())
}

#[test]
fn an_unknown_release_needs_a_hash() -> Outcome {
    let place = Place::new()?;
    let sdist = place.sdist("1.0.0", &ENTRIES)?;
    let error = failure(&place.run(&sdist, &[])?);
    assert!(error.contains("no SHA-256 is recorded for botocore 1.0.0"), "{error}");
    assert!(!place.data().join("cases").exists());
    Ok(())
}

#[test]
fn a_broken_test_names_its_file_and_nothing_is_written() -> Outcome {
    let place = Place::new()?;
    let sdist = place.sdist("1.0.0", &[("tests/unit/protocols/output/ec2.json", "{")])?;
    let error = failure(&place.run(&sdist, &["--accept-new-hash"])?);
    assert!(error.contains("tests/unit/protocols/output/ec2.json: no JSON: EOF"), "{error}");
    assert!(!place.data().join("release.json").exists());
    Ok(())
}
