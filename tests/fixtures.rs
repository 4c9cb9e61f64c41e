//! Golden tests: each fixture gives exactly the Rust, or exactly the errors, that stand beside it.
//!
//! `MAITRED_UPDATE=1 cargo test --test fixtures` writes what comes out; read it before you keep it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/fixture.rs"]
mod fixture;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use fixture::Outcome;

include!("fixtures/list.rs");

macro_rules! tests {
    ($($group:ident { $($name:ident)* })*) => {
        $(mod $group {
            $(#[test]
            fn $name() {
                super::check(stringify!($group), stringify!($name));
            })*
        })*
    };
}

macro_rules! paths {
    ($($group:ident { $($name:ident)* })*) => {
        [$($(concat!(stringify!($group), "/", stringify!($name)),)*)*]
    };
}

mod golden {
    golden!(tests);

    fn check(group: &str, name: &str) {
        super::check(group, name, "expected.rs");
    }
}

mod refused {
    refused!(tests);

    fn check(group: &str, name: &str) {
        super::check(group, name, "expected.err");
    }
}

fn check(group: &str, name: &str, file: &str) {
    let directory = fixture::root().join(group).join(name);
    let (found, warnings) = match (fixture::run(&directory), file) {
        (Outcome::Rust { text, warnings }, "expected.rs") => (text, warnings),
        (Outcome::Errors(text), "expected.err") => (text, String::new()),
        (Outcome::Rust { .. }, _) => panic!("{group}/{name} compiles, but errors were expected"),
        (Outcome::Errors(text), _) => panic!("{group}/{name} has errors:\n{text}"),
    };
    check_file(&directory.join(file), &found);
    check_warnings(&directory.join(WARNINGS), &warnings);
}

/// The file that is there if there are warnings.
const WARNINGS: &str = "expected.warn";

fn check_file(expected: &Path, found: &str) {
    if is_updating() {
        std::fs::write(expected, found).unwrap();
    }
    compare(expected, found);
}

fn check_warnings(expected: &Path, found: &str) {
    match found.is_empty() {
        false => check_file(expected, found),
        true => assert!(!expected.exists(), "{}: there are no warnings", expected.display()),
    }
}

fn is_updating() -> bool {
    std::env::var_os("MAITRED_UPDATE").is_some_and(|value| value == "1")
}

fn compare(path: &Path, found: &str) {
    let expected = std::fs::read_to_string(path).unwrap_or_else(|error| {
        panic!("{}: {error}; MAITRED_UPDATE=1 writes it", path.display());
    });
    if let Some(difference) = difference(&expected, found) {
        panic!("{} is not what comes out; {difference}", path.display());
    }
}

/// The first line that differs, with three lines before it.
fn difference(expected: &str, found: &str) -> Option<String> {
    if expected == found {
        return None;
    }
    let (expected, found): (Vec<_>, Vec<_>) = (expected.lines().collect(), found.lines().collect());
    let same = expected.iter().zip(&found).take_while(|(one, other)| one == other).count();
    let show = |mark: &str, lines: &[&str], from: usize| -> String {
        let lines = lines.iter().skip(from).take(3);
        lines.map(|line| format!("{mark} {line}\n")).collect()
    };
    let context = show(" ", &expected[..same], same.saturating_sub(3));
    let (old, new) = (show("-", &expected, same), show("+", &found, same));
    Some(format!("at line {} (- expected, + found):\n{context}{old}{new}", same + 1))
}

#[test]
fn a_difference_is_shown_with_what_stands_before_it() {
    assert_eq!(difference("a\nb\n", "a\nb\n"), None);
    let shown = difference("a\nb\nc\nd\ne\n", "a\nb\nc\nX\ne\n").unwrap();
    assert_eq!(shown, "at line 4 (- expected, + found):\n  a\n  b\n  c\n- d\n- e\n+ X\n+ e\n");
    let shortened = difference("a\nb\n", "a\n").unwrap();
    assert_eq!(shortened, "at line 2 (- expected, + found):\n  a\n- b\n");
}

/// `<group>/<name>` of every directory that there is.
fn present() -> BTreeSet<String> {
    let directories = |path: &Path| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| path.is_dir()).collect()
    };
    let groups = directories(&fixture::root());
    let names = groups.iter().flat_map(|group| directories(group));
    let relative = names.map(|path| path.strip_prefix(fixture::root()).unwrap().to_owned());
    relative.map(|path| path.to_str().unwrap().replace('\\', "/")).collect()
}

#[test]
fn every_fixture_is_listed_once() {
    let listed: Vec<&str> = golden!(paths).into_iter().chain(refused!(paths)).collect();
    let distinct: BTreeSet<String> = listed.iter().map(|path| (*path).to_owned()).collect();
    assert_eq!(distinct.len(), listed.len(), "a fixture is listed twice in tests/fixtures/list.rs");
    assert_eq!(distinct, present(), "tests/fixtures/list.rs and the directories differ");
}

#[test]
fn every_fixture_is_a_description_and_one_expectation() {
    if is_updating() {
        return;
    }
    let expected =
        [("expected.rs", golden!(paths).to_vec()), ("expected.err", refused!(paths).to_vec())];
    for (file, fixtures) in expected {
        for fixture in fixtures {
            let entries = std::fs::read_dir(fixture::root().join(fixture)).unwrap();
            let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
            let names: BTreeSet<String> = names.filter(|name| name != WARNINGS).collect();
            let wanted = BTreeSet::from([file.to_owned(), "fixture.json".to_owned()]);
            assert_eq!(names, wanted, "{fixture}");
        }
    }
}
