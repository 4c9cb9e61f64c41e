//! `maitred corpus` from outside, with a few small definitions and with some of the bundled ones:
//! what is counted, what is written, and what is said of what does not work.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// A service with two operations, one of which comes in pages and is waited for; and with an enum
/// that is nothing but the keys of a map.
const SERVICE: &str = r#"{
    "metadata": {"apiVersion": "2020-01-01", "endpointPrefix": "thing", "jsonVersion": "1.0",
        "protocol": "json", "serviceFullName": "Thing", "serviceId": "Thing",
        "signatureVersion": "v4", "targetPrefix": "Thing"},
    "operations": {
        "List": {"name": "List", "http": {"method": "POST", "requestUri": "/"},
            "input": {"shape": "In"}, "output": {"shape": "Out"}},
        "Put": {"name": "Put", "http": {"method": "POST", "requestUri": "/"}}},
    "shapes": {
        "In": {"type": "structure", "members": {"Token": {"shape": "Text"}}},
        "Out": {"type": "structure",
            "members": {"Token": {"shape": "Text"}, "Names": {"shape": "Texts"},
                "Tags": {"shape": "Tags"}}},
        "Tags": {"type": "map", "key": {"shape": "Key"}, "value": {"shape": "Text"}},
        "Key": {"type": "string", "enum": ["owner", "cost"]},
        "Text": {"type": "string"},
        "Texts": {"type": "list", "member": {"shape": "Text"}}}}"#;
const PAGINATORS: &str = r#"{"pagination": {"List":
    {"input_token": "Token", "output_token": "Token", "result_key": "Names"}}}"#;
const WAITERS: &str = r#"{"version": 2, "waiters": {"Here": {"operation": "List", "delay": 1,
    "maxAttempts": 2, "acceptors": [{"matcher": "pathAny", "argument": "Names[]", "expected": "x",
    "state": "success"}]}}}"#;

/// A directory with definitions in it.
struct Place(TempDir);

impl Place {
    /// With the service `thing`, which has a paginator and a waiter.
    fn new() -> Outcome<Self> {
        let place = Self(tempfile::tempdir()?);
        place.define("thing", "service-2.json", SERVICE)?;
        place.define("thing", "paginators-1.json", PAGINATORS)?;
        place.define("thing", "waiters-2.json", WAITERS)?;
        Ok(place)
    }

    fn define(&self, service: &str, file: &str, text: &str) -> Outcome {
        let version = self.0.path().join("specs").join(service).join("2020-01-01");
        fs::create_dir_all(&version)?;
        Ok(fs::write(version.join(file), text)?)
    }

    fn run(&self, arguments: &[&str]) -> Outcome<Output> {
        run(self.0.path(), &[&["--definitions", "specs"], arguments].concat())
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }
}

fn run(directory: &Path, arguments: &[&str]) -> Outcome<Output> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_maitred"));
    Ok(command.current_dir(directory).arg("corpus").args(arguments).output()?)
}

/// What a run said, if it ended well or not as it should have.
fn said(output: &Output, well: bool) -> String {
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    let said = text(&output.stdout);
    assert_eq!(output.status.success(), well, "{said}{}", text(&output.stderr));
    said
}

fn last(text: &str) -> &str {
    text.lines().last().unwrap_or_default()
}

#[test]
fn every_service_is_generated_and_counted() -> Outcome {
    let place = Place::new()?;
    place.define("other", "service-2.json", SERVICE)?;
    let report = said(&place.run(&[])?, true);
    let sum = "2 services, 1 paginator, 1 waiter, 0 failed; 3 operations, ";
    assert!(last(&report).starts_with(sum), "{report}");
    let operations = said(&place.run(&["--all-operations"])?, true);
    assert!(last(&operations).contains("0 failed; 4 operations, "), "{operations}");
    Ok(())
}

#[test]
fn what_is_generated_is_kept_where_it_is_wanted() -> Outcome {
    let place = Place::new()?;
    said(&place.run(&["--into", "out"])?, true);
    let file = place.path("out/thing/thing/paginator.rs");
    assert!(fs::read_to_string(&file)?.contains("pub struct ListPaginator"));
    let before = file.metadata()?.modified()?;
    said(&place.run(&["--into", "out"])?, true);
    assert_eq!(file.metadata()?.modified()?, before, "what is as it should be is left alone");
    Ok(())
}

#[test]
fn every_problem_of_a_service_is_said_and_the_others_go_on() -> Outcome {
    let place = Place::new()?;
    let broken =
        SERVICE.replace("\"member\": {\"shape\": \"Text\"}", "\"member\": {\"shape\": \"T\"}");
    place.define("broken", "service-2.json", &broken.replace("\"In\"}", "\"I\"}"))?;
    let report = said(&place.run(&[])?, false);
    assert!(report.starts_with("broken: not generated, 2 problems\n"), "{report}");
    for pointer in ["/operations/List/input", "/shapes/Texts/member"] {
        assert!(report.contains(pointer), "{pointer} in {report}");
    }
    assert!(last(&report).starts_with("2 services, 1 paginator, 1 waiter, 1 failed; "), "{report}");
    Ok(())
}

#[test]
fn a_service_of_streams_alone_has_a_warning() -> Outcome {
    let place = Place::new()?;
    let streams = SERVICE.replace(
        r#"{"Token": {"shape": "Text"}}"#,
        r#"{"Body": {"shape": "Blob", "streaming": true}}"#,
    );
    let streams =
        streams.replace(r#""Text": {"type""#, r#""Blob": {"type": "blob"}, "Text": {"type""#);
    let put = r#""Put": {"name": "Put", "#;
    place.define(
        "flow",
        "service-2.json",
        &streams.replace(put, &format!(r#"{put}"input": {{"shape": "In"}}, "#)),
    )?;
    let report = said(&place.run(&["--service", "flow"])?, true);
    assert!(report.starts_with("flow: warning: "), "{report}");
    assert!(report.contains("each of them streams"), "{report}");
    assert!(
        last(&report).starts_with("1 service, 0 paginators, 0 waiters, 0 failed; 0 operations")
    );
    Ok(())
}

#[test]
fn an_unknown_service_is_met_with_the_nearest() -> Outcome {
    let place = Place::new()?;
    let report = said(&place.run(&["--service", "things"])?, false);
    assert!(report.contains("did you mean `thing`?"), "{report}");
    Ok(())
}

#[test]
fn a_directory_without_definitions_is_said() -> Outcome {
    let place = Place::new()?;
    fs::create_dir(place.path("empty"))?;
    for (directory, text) in [("empty", "empty holds no definition"), ("none", "cannot read none")]
    {
        let output = run(place.0.path(), &["--definitions", directory])?;
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && error.contains(text), "{error}");
    }
    Ok(())
}

#[test]
fn the_bundled_definitions_are_the_default() -> Outcome {
    let place = Place::new()?;
    let services = ["--service", "ecs", "dynamodbstreams", "--jobs", "2"];
    let report = said(&run(place.0.path(), &services)?, true);
    let sum = "2 services, 12 paginators, 9 waiters, 0 failed; ";
    assert!(last(&report).starts_with(sum), "{report}");
    Ok(())
}

#[test]
fn the_compiler_has_the_last_word() -> Outcome {
    let place = Place::new()?;
    let check = ["--into", "out", "--check", "--target-dir"];
    let target = concat!(env!("CARGO_TARGET_TMPDIR"), "/corpus");
    let report = said(&place.run(&[&check[..], &[target]].concat())?, true);
    assert!(report.starts_with("thing: checked, "), "{report}");
    assert!(report.contains("\n1 service checked, 0 failed; "), "{report}");

    // A runtime that lacks what is generated for.
    let runtime = place.path("empty");
    fs::create_dir_all(runtime.join("src"))?;
    let manifest = "[package]\nname = \"maitred\"\nversion = \"0.1.0\"\n\n[workspace]\n";
    fs::write(runtime.join("Cargo.toml"), manifest)?;
    fs::write(runtime.join("src/lib.rs"), "")?;
    let other = place.path("target").display().to_string();
    let report = said(&place.run(&[&check[..], &[&other, "--runtime", "empty"]].concat())?, false);
    assert!(report.starts_with("thing: does not compile, 1 problem\n"), "{report}");
    assert!(report.contains("__generated_v1"), "{report}");
    Ok(())
}
