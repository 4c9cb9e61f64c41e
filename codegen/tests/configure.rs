//! The entry point of build scripts: what it writes, what it refuses, what it prints.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::Command;

use maitred_build::{Configuration, configure};

/// A fresh directory below the one that cargo gives to tests.
fn directory(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("configure").join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

fn streams() -> Configuration {
    configure().service("dynamodbstreams", |streams| streams.operation("ListStreams"))
}

fn problems(configuration: Configuration) -> Vec<String> {
    let problems = configuration.try_generate().unwrap_err();
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn it_writes_the_modules_below_the_output_directory() {
    let out = directory("writes");
    streams().out_dir(&out).try_generate().unwrap();
    let names = |path: &Path| -> Vec<String> {
        let entries = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<_> = entries.map(|name| name.into_string().unwrap()).collect();
        names.sort();
        names
    };
    assert_eq!(names(&out.join("maitred")), ["dynamodbstreams", "services.rs"]);
    let modules = names(&out.join("maitred/dynamodbstreams"));
    assert_eq!(modules, ["endpoint.rs", "error.rs", "mod.rs", "operation.rs", "types.rs"]);
}

#[test]
fn what_did_not_change_is_not_written_again() {
    let out = directory("again");
    let file = out.join("maitred/dynamodbstreams/mod.rs");
    let modified = || std::fs::metadata(&file).unwrap().modified().unwrap();
    streams().out_dir(&out).try_generate().unwrap();
    let first = modified();
    std::thread::sleep(std::time::Duration::from_millis(20));
    streams().out_dir(&out).try_generate().unwrap();
    assert_eq!(modified(), first);
    let more = streams().service("dynamodbstreams", |streams| streams.operation("GetRecords"));
    more.out_dir(&out).try_generate().unwrap();
    assert!(modified() > first);
}

#[test]
fn a_renamed_runtime_is_named_everywhere() {
    let out = directory("renamed");
    streams().runtime_path("::waiters::rt").out_dir(&out).try_generate().unwrap();
    let root = std::fs::read_to_string(out.join("maitred/services.rs")).unwrap();
    assert!(root.contains("::waiters::rt::__generated_v1!"), "{root}");
    for name in ["mod.rs", "operation.rs", "types.rs", "error.rs"] {
        let text = std::fs::read_to_string(out.join("maitred/dynamodbstreams").join(name)).unwrap();
        assert!(text.contains("::waiters::rt::") && !text.contains("::maitred::"), "{name}");
    }
}

#[test]
fn every_problem_is_reported_at_once() {
    let out = directory("problems");
    let configuration = streams()
        .service("dynamodbstreams", |streams| streams.operation("ListStream").waiter("Up"))
        .service("kinesys", |kinesis| kinesis)
        .models("no/such/models")
        .runtime_path("not a path")
        .out_dir(out);
    let problems = problems(configuration);
    let expected = [
        "build.rs: models(\"no/such/models\"): there is no such directory",
        "build.rs: runtime_path(\"not a path\"): is no path of a crate or module",
        "build.rs: service(\"dynamodbstreams\").operation(\"ListStream\"): `dynamodbstreams` has no operation `ListStream`; did you mean `ListStreams`?",
        "build.rs: service(\"dynamodbstreams\").waiter(\"Up\"): `dynamodbstreams` has no waiter `Up`",
        "build.rs: service(\"kinesys\"): there is no definition of a service `kinesys`; did you mean `kinesis`?",
    ];
    for text in expected {
        assert!(
            problems.iter().any(|problem| problem.starts_with(text)),
            "{text}\nin {problems:#?}"
        );
    }
    assert_eq!(problems.len(), expected.len(), "{problems:#?}");
}

#[test]
fn an_output_directory_that_cannot_be_written_is_an_error() {
    let out = directory("file").join("in-the-way");
    std::fs::write(&out, "").unwrap();
    let problems = problems(streams().out_dir(out));
    assert!(problems[0].contains("cannot write the generated code"), "{problems:?}");
}

#[test]
fn models_of_ones_own_are_merged_over_the_bundled_definitions() {
    let models = directory("models");
    let version = models.join("dynamodbstreams/2012-08-10");
    std::fs::create_dir_all(&version).unwrap();
    let waiter = r#"{"version": 2, "waiters": {"Enabled": {"operation": "DescribeStream", "delay": 1,
        "maxAttempts": 2, "acceptors": [{"state": "success", "matcher": "path",
        "argument": "StreamDescription.StreamStatus", "expected": "ENABLED"}]}}}"#;
    std::fs::write(version.join("waiters-2.json"), waiter).unwrap();
    let out = directory("models-out");
    let wanted = |models: &Path| {
        let configuration =
            configure().service("dynamodbstreams", |streams| streams.waiter("Enabled"));
        configuration.models(models).out_dir(&out).try_generate()
    };
    wanted(&models).unwrap();
    let operation = std::fs::read_to_string(out.join("maitred/dynamodbstreams/operation.rs"));
    assert!(operation.unwrap().contains("fn wait_until_enabled(self)"));
    let typo = waiter.replace("StreamStatus", "StreamState");
    std::fs::write(version.join("waiters-2.json"), typo).unwrap();
    let problems = wanted(&models).unwrap_err().to_string();
    let expected = "/waiters/Enabled/acceptors/0/argument: `StreamDescription.StreamState`, offset 18: StreamDescription has no member `StreamState`; did you mean `StreamStatus`?";
    assert!(problems.contains(expected), "{problems}");
}

/// A waiter for what can never be there.
fn hopeless() -> Configuration {
    configure().service("appconfig", |appconfig| appconfig.waiter("EnvironmentReadyForDeployment"))
}

#[test]
fn warnings_come_with_what_was_generated() {
    let out = directory("hopeless");
    let warnings = hopeless().out_dir(&out).try_generate().unwrap();
    assert_eq!(warnings.len(), 3, "{warnings:#?}");
    let operation = std::fs::read_to_string(out.join("maitred/appconfig/operation.rs"));
    assert!(operation.unwrap().contains("fn wait_until_environment_ready_for_deployment(self)"));
    let none = streams().out_dir(directory("no-warnings")).try_generate().unwrap();
    assert_eq!(none, []);
}

/// What [`prints`] prints, with this variable set to anything.
const WARNINGS: &str = "PRINTS_WARNINGS";

fn printed(warnings: bool) -> String {
    let tests = std::env::current_exe().unwrap();
    let arguments = ["--ignored", "--exact", "prints", "--nocapture", "--test-threads=1"];
    let mut command = Command::new(tests);
    command.args(arguments).env_remove(WARNINGS);
    let command = if warnings { command.env(WARNINGS, "1") } else { &mut command };
    let output = command.output().unwrap();
    assert!(output.status.success(), "generate() returns, whatever is wrong");
    String::from_utf8(output.stdout).unwrap()
}

/// Not a test of its own: [`printed`] runs it.
#[test]
#[ignore = "run by another test"]
fn prints() {
    if std::env::var_os(WARNINGS).is_some() {
        return hopeless().out_dir(directory("prints-warnings")).generate();
    }
    let configuration = streams().service("dynamodbstreams", |streams| {
        streams.operation("List\nStreams").operation("cargo::warning=x").waiter("Nope")
    });
    configuration.out_dir(directory("prints")).generate();
}

#[test]
fn cargo_is_told_one_line_for_each_problem() {
    let text = printed(false);
    let errors: Vec<&str> = text.lines().filter(|line| line.starts_with("cargo::error=")).collect();
    assert_eq!(errors.len(), 3, "{text}");
    assert!(errors[0].contains("`dynamodbstreams` has no operation `List\\nStreams`"), "{text}");
    assert!(!text.contains("\ncargo::warning"), "{text}");
    let watched = "cargo::rerun-if-changed=";
    let definition = "dynamodbstreams/2012-08-10/service-2.json";
    let watches =
        |end: &str| text.lines().any(|line| line.starts_with(watched) && line.ends_with(end));
    assert!(watches(definition) && watches("=build.rs"), "{text}");
}

#[test]
fn cargo_is_told_one_line_for_each_warning() {
    let text = printed(true);
    let with = |mark: &str| text.lines().filter(|line| line.starts_with(mark)).count();
    assert_eq!((with("cargo::warning="), with("cargo::error=")), (3, 0), "{text}");
    let first = "cargo::warning=";
    let first = text.lines().find_map(|line| line.strip_prefix(first)).unwrap();
    assert!(first.contains("waiters-2.json: /waiters/EnvironmentReadyForDeployment/"), "{first}");
    assert!(first.ends_with("did you mean `READY_FOR_DEPLOYMENT`?"), "{first}");
}

/// What [`looks_where_botocore_does`] generates from, asked or not.
fn found_by(data_path: &Path, is_asked: bool) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--ignored", "--exact", "looks_where_botocore_does", "--nocapture"]);
    command.env("AWS_DATA_PATH", data_path).env("ASKED", is_asked.to_string());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Not a test of its own: [`found_by`] runs it.
#[test]
#[ignore = "run by another test"]
fn looks_where_botocore_does() {
    let configuration =
        configure().service("mine", |mine| mine.operation("Get")).out_dir(directory("search-out"));
    match std::env::var("ASKED").as_deref() {
        Ok("true") => configuration.botocore_search_path().generate(),
        _ => configuration.generate(),
    }
}

#[test]
fn l1_only_who_asks_for_botocores_search_path_gets_what_is_there() {
    let root = directory("data-path");
    let version = root.join("mine/2020-01-01");
    std::fs::create_dir_all(&version).unwrap();
    let service = r#"{"metadata": {"apiVersion": "2020-01-01", "endpointPrefix": "mine",
        "protocol": "json"}, "operations": {"Get": {}}, "shapes": {}}"#;
    std::fs::write(version.join("service-2.json"), service).unwrap();
    let asked = found_by(&root, true);
    assert!(!asked.contains("cargo::error"), "{asked}");
    assert!(asked.contains("cargo::rerun-if-env-changed=AWS_DATA_PATH"), "{asked}");
    assert!(asked.contains("mine/2020-01-01/service-2.json"), "{asked}");
    let unasked = found_by(&root, false);
    assert!(unasked.contains("there is no definition of a service `mine`"), "{unasked}");
    assert!(!unasked.contains("AWS_DATA_PATH"), "{unasked}");
}
