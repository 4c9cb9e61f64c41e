//! `maitred specs` from outside, with small wheels made here: what ends up in the directory, and
//! what is said when something is wrong.

mod hostile;
mod support;

use std::fs;

use support::*;

const LAID_OUT: &str = r#"{
  "operations": {
    "Get": {"name":"Get"}
  },
  "shapes": {
    "In": {"members":{"documentation":{"shape":"T"}}}
  }
}
"#;

#[test]
fn update_writes_the_definitions() -> Outcome {
    let (place, _) = started()?;
    assert_eq!(place.read("thing/2020-01-01/service-2.json")?, LAID_OUT);
    let extras = place.read("thing/2020-01-01/service-2.sdk-extras.json")?;
    assert_eq!(extras, "{\n  \"merge\": {}\n}\n");
    let partitions = place.read("partitions.json")?;
    assert!(partitions.contains("\n        \"r-1\": {}\n"), "{partitions}");
    assert!(place.read("release.json")?.contains("\"release\": \"1.0.0\""));
    Ok(())
}

#[test]
fn a_second_update_changes_nothing() -> Outcome {
    let (place, wheel) = started()?;
    let before = changed_at(&place.specs())?;
    let report = stdout(&place.run(&["update"], &wheel)?);
    assert!(report.ends_with("1 waiter\nnothing changed\n"), "{report}");
    assert_eq!(changed_at(&place.specs())?, before);
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
    assert!(report.contains("thing 2021-01-01 (was 2020-01-01): 1 file changed"), "{report}");
    for line in [
        "  thing New: added\n",
        "  thing Get: removed (breaking)\n",
        "  thing waiter Here: removed (breaking)\n",
        "3 changes for users; breaking: thing 2\n",
    ] {
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
    assert_eq!(report, "no difference from botocore 1.0.0 in 1 service and partitions.json\n");
    fs::write(place.specs().join("thing/2020-01-01/waiters-2.json"), "{\n}\n")?;
    let text = failure(&place.run(&["verify"], &wheel)?);
    assert!(text.contains("thing/2020-01-01/waiters-2.json: differs from line 2 on"), "{text}");
    fs::write(place.specs().join("partitions.json"), "{}\n")?;
    let text = failure(&place.run(&["verify"], &wheel)?);
    assert!(text.contains("\n  partitions.json: differs from line 1 on"), "{text}");
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
