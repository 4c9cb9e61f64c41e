//! `maitred check` from outside: what it finds, how it says it, and how it ends.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// Runs the command in `tests/check`, so that paths are the same everywhere.
fn check(arguments: &[&str]) -> Outcome<Output> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check");
    check_in(&directory, arguments)
}

fn check_in(directory: &Path, arguments: &[&str]) -> Outcome<Output> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_maitred"));
    command.current_dir(directory).arg("check").args(arguments);
    Ok(command.env_remove("CLICOLOR_FORCE").output()?)
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What the command prints is what stands in a file; `MAITRED_UPDATE=1` writes the file.
fn is_golden(name: &str, found: &str) -> Outcome {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check").join(name);
    if std::env::var_os("MAITRED_UPDATE").is_some_and(|value| value == "1") {
        fs::write(&path, found)?;
    }
    let expected = fs::read_to_string(&path)?;
    assert!(expected == found, "{name} differs; MAITRED_UPDATE=1 writes it:\n{found}");
    Ok(())
}

#[test]
fn twenty_mistakes_are_found_in_one_run() -> Outcome {
    let output = check(&["twenty"])?;
    let found = text(&output);
    assert_eq!(output.status.code(), Some(1), "{found}");
    let heads =
        found.lines().filter(|line| line.starts_with("error: ") || line.starts_with("warning["));
    assert_eq!(heads.count(), 20, "{found}");
    is_golden("twenty.txt", &found)
}

#[test]
fn each_problem_is_a_line_if_that_is_wanted() -> Outcome {
    let found = text(&check(&["twenty", "--format", "short"])?);
    assert_eq!(found.lines().count(), 20, "{found}");
    let line = "twenty/dynamodb/2012-08-10/waiters-2.json:9:69: error: TableDescription has no \
                member `TableState`; did you mean `TableStatus`?";
    assert!(found.lines().any(|found| found == line), "{found}");
    Ok(())
}

#[test]
fn programs_get_json() -> Outcome {
    let document: Value = serde_json::from_slice(&check(&["twenty", "--format", "json"])?.stdout)?;
    let all = document["diagnostics"].as_array().ok_or("a list")?;
    let with = |severity: &str| all.iter().filter(|one| one["severity"] == severity).count();
    assert_eq!(
        (json!(with("error")), json!(with("warning"))),
        (document["errors"].clone(), document["warnings"].clone())
    );
    assert_eq!(all.len(), 20);
    let member = all.iter().find(|one| one["expression"]["text"] == "Table.TableState");
    let member = member.ok_or("the misspelt member")?;
    assert_eq!(member["expression"]["offset"], 6);
    assert_eq!((&member["line"], &member["column"]), (&json!(9), &json!(69)));
    assert_eq!(member["pointer"], "/waiters/MisspeltMember/acceptors/0/argument");
    let lints = all.iter().filter(|one| one["severity"] == "warning" && one["lint"].is_string());
    assert_eq!(lints.count(), with("warning"));
    Ok(())
}

#[test]
fn a_service_can_be_chosen() -> Outcome {
    let found = text(&check(&["twenty", "--service", "sqs", "--format", "short"])?);
    assert!(
        found.contains("sqs/2012-11-05/paginators-1.json:7:5: error: malformed JSON"),
        "{found}"
    );
    assert!(!found.contains("MisspeltMember") && !found.contains("TableState"), "{found}");
    let output = check(&["twenty", "--service", "sqz"])?;
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("did you mean \"sqs\"?"), "{error}");
    Ok(())
}

/// A waiter in the format that other projects keep theirs in.
fn models(delay: u32) -> Outcome<TempDir> {
    let place = tempfile::tempdir()?;
    let version = place.path().join("models/dynamodb/2012-08-10");
    fs::create_dir_all(&version)?;
    let acceptor = json!({ "matcher": "path", "argument": "Table.TableStatus", "expected": "ACTIVE",
        "state": "success" });
    let waiter = json!({ "operation": "DescribeTable", "delay": delay, "maxAttempts": 60,
        "acceptors": [acceptor] });
    let file = json!({ "version": 2, "waiters": { "TableActive": waiter } });
    fs::write(version.join("waiters-2.json"), file.to_string())?;
    Ok(place)
}

#[test]
fn sound_models_are_sound() -> Outcome {
    let place = models(30)?;
    let output = check_in(place.path(), &["models", "--deny-warnings"])?;
    assert_eq!(output.status.code(), Some(0));
    let expected = "checked 1 service, 6 paginators, ";
    assert!(
        text(&output).starts_with(expected) && text(&output).ends_with(": 0 errors, 0 warnings\n"),
        "{}",
        text(&output)
    );
    Ok(())
}

#[test]
fn warnings_fail_only_if_they_are_denied() -> Outcome {
    let place = models(0)?;
    let output = check_in(place.path(), &["models"])?;
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert!(text(&output).starts_with("warning[odd-timing]: TableActive asks without a pause"));
    let output = check_in(place.path(), &["models", "--deny-warnings"])?;
    assert_eq!(output.status.code(), Some(1));
    Ok(())
}

#[test]
fn without_models_the_definitions_are_checked() -> Outcome {
    let output = check(&["--service", "appconfig", "--service", "rds", "--format", "short"])?;
    assert_eq!(output.status.code(), Some(0));
    let found = text(&output);
    assert_eq!(found.lines().filter(|line| line.contains(": warning: ")).count(), 4, "{found}");
    Ok(())
}

#[test]
fn what_is_no_directory_is_said() -> Outcome {
    let output = check(&["nowhere"])?;
    assert_eq!(output.status.code(), Some(1));
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(error, "error: nowhere is no directory; expected one of models\n");
    Ok(())
}

#[test]
fn colours_are_there_if_they_are_forced_and_never_by_default() -> Outcome {
    let place = models(0)?;
    let mut command = Command::new(env!("CARGO_BIN_EXE_maitred"));
    command.current_dir(place.path()).args(["check", "models"]);
    assert!(!text(&command.output()?).contains('\u{1b}'));
    assert!(text(&command.env("CLICOLOR_FORCE", "1").output()?).contains("\u{1b}[33m"));
    Ok(())
}
