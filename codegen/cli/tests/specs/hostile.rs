//! `maitred specs` and what may go wrong with wheels and disks: a clear error, and the definitions
//! as they were.

use std::fs;
use std::path::Path;

use super::support::*;

/// A release with one more service than the first, and another definition of the first's.
fn second(place: &Place) -> Outcome<std::path::PathBuf> {
    let changed = ("botocore/data/thing/2020-01-01/service-2.json.gz", r#"{"operations":{}}"#);
    let other = ("botocore/data/other/2020-01-01/service-2.json", SERVICE);
    place.wheel("1.1.0", &[changed, other])
}

const SECOND: [&str; 5] = ["update", "--all", "--accept-new-hash", "--release", "1.1.0"];

/// What is said, and that nothing but the directory's content of before is there.
fn refused(place: &Place, arguments: &[&str], wheel: &Path) -> Outcome<String> {
    let before = changed_at(&place.specs())?;
    let text = failure(&place.run(arguments, wheel)?);
    assert_eq!(changed_at(&place.specs())?, before);
    assert!(!place.specs().join(".maitred-update").exists());
    Ok(text)
}

#[test]
fn wheels_that_break_off_are_refused() -> Outcome {
    let (place, _) = started()?;
    let wheel = second(&place)?;
    let whole = fs::read(&wheel)?;
    for length in (0..whole.len()).step_by(whole.len() / 20) {
        fs::write(&wheel, &whole[..length])?;
        let text = refused(&place, &SECOND, &wheel)?;
        assert!(text.contains("botocore-1.1.0-py3-none-any.whl: cannot be read: "), "{text}");
        assert!(text.contains("get it again"), "{text}");
    }
    Ok(())
}

#[test]
fn damaged_entries_are_refused() -> Outcome {
    let (place, _) = started()?;
    let wheel = second(&place)?;
    let whole = fs::read(&wheel)?;
    // Behind the name of an entry its content begins; the archive's directory names it again.
    let name = b"other/2020-01-01/service-2.json";
    let at = whole.windows(name.len()).position(|window| window == name).ok_or("no entry")?;
    let mut damaged = whole;
    damaged[at + name.len() + 3] ^= 0xff;
    fs::write(&wheel, damaged)?;
    let text = refused(&place, &SECOND, &wheel)?;
    assert!(
        text.contains("botocore/data/other/2020-01-01/service-2.json: cannot be read"),
        "{text}"
    );
    Ok(())
}

#[test]
fn wheels_of_something_else_are_refused() -> Outcome {
    let (place, _) = started()?;
    let empty = place.bare_wheel("1.1.0", &[("other/__init__.py", "")])?;
    let text = refused(&place, &SECOND, &empty)?;
    assert!(text.contains("has no botocore/data/<service>/<API version>/service-2.json"), "{text}");
    let bare = place.bare_wheel("1.1.0", &FIRST)?;
    let text = refused(&place, &SECOND, &bare)?;
    assert!(text.contains("has no botocore/data/partitions.json"), "{text}");
    Ok(())
}

#[test]
fn a_file_in_place_of_the_directory_is_named() -> Outcome {
    let place = Place::new()?;
    let wheel = second(&place)?;
    fs::write(place.specs(), "here is a file")?;
    let text = failure(&place.run(&SECOND, &wheel)?);
    assert!(text.contains("specs"), "{text}");
    assert_eq!(fs::read_to_string(place.specs())?, "here is a file");
    Ok(())
}

#[test]
fn an_update_that_was_cut_off_is_told_of() -> Outcome {
    let (place, _) = started()?;
    let wheel = second(&place)?;
    let left = place.specs().join(".maitred-update");
    fs::create_dir(&left)?;
    let before = changed_at(&place.specs())?;
    let text = failure(&place.run(&SECOND, &wheel)?);
    assert!(text.contains(".maitred-update is there: another update is under way"), "{text}");
    assert_eq!(changed_at(&place.specs())?, before);
    fs::remove_dir(left)?;
    stdout(&place.run(&SECOND, &wheel)?);
    Ok(())
}

/// A limit on the size of files stands for a full disk: writing fails half-way.
#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more_leaves_all_as_it_was() -> Outcome {
    let (place, _) = started()?;
    let long = format!("{{\"operations\":{{\"{}\":{{}}}}}}", "x".repeat(100_000));
    let entry = ("botocore/data/worse/1/service-2.json", long.as_str());
    let wheel = place.wheel(
        "1.1.0",
        &[FIRST[1], entry, ("botocore/data/thing/2020-01-01/service-2.json", "{}")],
    )?;
    let before = changed_at(&place.specs())?;
    let script = format!(
        "trap '' XFSZ; ulimit -f 64; exec \"$0\" specs {} --wheel \"$1\"",
        SECOND.join(" ")
    );
    let mut shell = std::process::Command::new("sh");
    shell
        .current_dir(place.root())
        .args(["-c", &script, env!("CARGO_BIN_EXE_maitred")])
        .arg(&wheel);
    let text = failure(&shell.output()?);
    assert!(
        text.contains("cannot write specs/.maitred-update/new/worse/1/service-2.json"),
        "{text}"
    );
    assert_eq!(changed_at(&place.specs())?, before);
    assert!(!place.specs().join(".maitred-update").exists());
    Ok(())
}

#[test]
fn a_dry_run_writes_nothing() -> Outcome {
    let (place, _) = started()?;
    let wheel = second(&place)?;
    let before = changed_at(&place.specs())?;
    let report = stdout(&place.run(&[&SECOND[..], &["--dry-run"]].concat(), &wheel)?);
    assert!(
        report.contains("(nothing is written)") && report.contains("thing Get: removed"),
        "{report}"
    );
    assert_eq!(changed_at(&place.specs())?, before);
    let fresh = Place::new()?;
    stdout(&fresh.run(&[&SECOND[..], &["--dry-run"]].concat(), &wheel)?);
    assert!(!fresh.specs().exists());
    Ok(())
}

#[test]
fn services_that_a_release_has_no_more_go() -> Outcome {
    let (place, _) = started()?;
    let other = ("botocore/data/other/2020-01-01/service-2.json", SERVICE);
    let wheel = place.wheel("1.1.0", &[other])?;
    let report = stdout(&place.run(&SECOND, &wheel)?);
    assert!(report.contains("thing: removed, the release has it no more (breaking)"), "{report}");
    assert!(report.contains("1 service (1 added, 1 removed)"), "{report}");
    assert!(!place.specs().join("thing").exists());
    assert!(place.specs().join("other/2020-01-01/service-2.json").is_file());
    Ok(())
}
