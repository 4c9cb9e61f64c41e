//! What holds of the generator's own source: who may use what.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn walk(directory: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let (directories, files): (Vec<PathBuf>, Vec<PathBuf>) =
        entries.partition(|path| path.is_dir());
    files.into_iter().chain(directories.iter().flat_map(|path| walk(path))).collect()
}

/// Every source file below a directory of `src`, by its path there, without tests and comments.
fn sources(below: &str) -> Vec<(String, String)> {
    let root = package().join("src");
    let of_tests = |part: &std::ffi::OsStr| part == "tests" || part == "tests.rs";
    let is_test = |path: &PathBuf| path.strip_prefix(&root).unwrap().iter().any(of_tests);
    let files = walk(&root.join(below)).into_iter().filter(|path| !is_test(path));
    let code = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        // A module of tests in a file of its own says nothing of what follows.
        let text = text.replace("#[cfg(test)]\nmod tests;", "");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
        let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        let lines = lines.collect::<Vec<_>>().join("\n");
        (path.strip_prefix(&root).unwrap().display().to_string().replace('\\', "/"), lines)
    };
    let found: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|end| end == "rs")).map(code).collect();
    assert!(!found.is_empty(), "no sources below {below}");
    found
}

fn assert_absent(below: &str, words: &[&str], but_in: &[&str]) {
    for (path, code) in sources(below) {
        for (number, line) in code.lines().enumerate() {
            let found = words.iter().find(|word| line.contains(**word));
            let allowed = but_in.contains(&path.as_str());
            assert!(found.is_none() || allowed, "{path}, code line {}: {line}", number + 1);
        }
    }
}

#[test]
fn the_generator_does_not_depend_on_the_runtime() {
    let manifest = package().join("Cargo.toml");
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline", "--manifest-path"])
        .arg(&manifest)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let own = packages.iter().find(|package| package["name"] == "maitred-build").unwrap();
    let names = own["dependencies"].as_array().unwrap().iter();
    let names: Vec<&str> = names.filter_map(|dependency| dependency["name"].as_str()).collect();
    assert!(names.contains(&"maitred-specs"), "{names:?}");
    assert!(!names.contains(&"maitred"), "maitred-build depends on maitred");
}

#[test]
fn emitters_see_the_plan_and_nothing_before_it() {
    let before =
        ["crate::resolve", "crate::load", "crate::select", "crate::diagnostics", "crate::files"];
    assert_absent("emit", &before, &[]);
}

#[test]
fn each_stage_uses_those_before_it_alone() {
    assert_absent(
        "load",
        &["crate::resolve", "crate::select", "crate::lower", "crate::emit", "crate::plan"],
        &[],
    );
    assert_absent("resolve", &["crate::select", "crate::lower", "crate::emit", "crate::plan"], &[]);
    assert_absent("lower", &["crate::load", "crate::emit"], &[]);
    assert_absent("plan", &["crate::resolve", "crate::load", "crate::lower", "crate::emit"], &[]);
}

#[test]
fn nothing_is_hashed() {
    assert_absent("", &["HashMap", "HashSet", "RandomState"], &[]);
}

#[test]
fn only_the_entry_point_prints_and_reads_the_environment() {
    let words =
        ["println!", "eprintln!", "print!", "dbg!", "std::env", "env::var", "stdout", "stderr"];
    assert_absent("", &words, &["configure.rs"]);
    // Only if a build script asks for botocore's search path.
    assert_absent("", &["AWS_DATA_PATH", ".aws\"", "/.aws", "\"HOME\""], &["search_path.rs"]);
    assert_absent("", &["search_path::"], &["configure.rs"]);
}

#[test]
fn only_files_and_the_writer_touch_the_file_system() {
    let words = [
        "std::fs",
        "fs::read",
        "fs::write",
        "File::",
        "is_dir()",
        "is_file()",
        "std::net",
        "std::process",
        "std::time",
        "std::thread",
    ];
    assert_absent("", &words, &["files.rs", "write.rs", "configure.rs", "emit/print.rs"]);
}

#[test]
fn input_cannot_panic() {
    let words = [
        ".unwrap()",
        ".expect(",
        "panic!",
        "todo!",
        "unimplemented!",
        "unreachable!",
        "assert!",
        "assert_eq!",
        "unsafe ",
        ".unwrap_unchecked",
        "parse_quote!",
    ];
    assert_absent("", &words, &[]);
}

#[test]
fn modules_say_what_they_are_and_stay_small() {
    let root = package().join("src");
    let is_code = |path: &PathBuf| path.extension().is_some_and(|end| end == "rs");
    for path in walk(&root).into_iter().filter(is_code) {
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//! "), "{} does not say what it is", path.display());
        assert!(text.lines().count() <= 350, "{} is long", path.display());
    }
}
