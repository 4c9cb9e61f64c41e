//! What only an optimized build tells: the instructions of a page and of an item of each protocol, and the bytes of
//! the quickstart's program. Valgrind counts the instructions; where it is missing, that is said, and where
//! `REQUIRE_VALGRIND` is set, it is an error.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output};

use maitred_costs::Listed;

/// The most bytes of the quickstart's stripped program. They go down gladly, and up only for a reason.
const MOST_BYTES: u64 = 5_720_000;

/// The most instructions of an item and of a page, of those of [`Listed::ALL`]: a fifth above what was counted, as
/// compilers and processors differ.
const MOST_INSTRUCTIONS: [(Listed, u64, u64); 4] = [
    (Listed::Snapshots, 47_500, 222_000),
    (Listed::Items, 46_700, 257_000),
    (Listed::Objects, 18_500, 303_000),
    (Listed::Buses, 9_800, 215_000),
];

fn main() -> ExitCode {
    // Tools that only want to know which tests there are.
    if std::env::args().any(|argument| argument == "--list") {
        return ExitCode::SUCCESS;
    }
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        println!("nothing is counted here: the figures are those of Linux on x86-64");
        return ExitCode::SUCCESS;
    }
    let mut faults = Vec::from_iter(bytes_of_the_quickstart());
    faults.extend(instructions());
    for fault in &faults {
        println!("{fault}");
    }
    if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn bytes_of_the_quickstart() -> Option<String> {
    let manifest = repository().join("examples/quickstart/Cargo.toml");
    let program = build(&manifest, "quickstart");
    let bytes = std::fs::metadata(program).unwrap().len();
    println!("the quickstart's program: {bytes} bytes");
    (bytes > MOST_BYTES).then(|| format!("{bytes} bytes instead of at most {MOST_BYTES}"))
}

fn instructions() -> Vec<String> {
    if Command::new("valgrind").arg("--version").output().is_err() {
        let missing = "instructions are not counted: valgrind is not installed";
        println!("{missing}");
        let required = std::env::var_os("REQUIRE_VALGRIND").is_some();
        return required.then(|| missing.to_owned()).into_iter().collect();
    }
    let program = build(&repository().join("tests/costs/Cargo.toml"), "follow-pages");
    MOST_INSTRUCTIONS.into_iter().flat_map(|most| too_many_instructions(&program, most)).collect()
}

fn too_many_instructions(program: &Path, most: (Listed, u64, u64)) -> Vec<String> {
    let (listed, of_item, of_page) = most;
    let count = |pages, items| instructions_of(program, listed, pages, items);
    let page = (count(22, 0) - count(2, 0)) / 20;
    let item = (count(2, 1000) - count(2, 500)) / 1000;
    println!("{listed:?}: {item} instructions an item, {page} a page");
    assert!(item > 0 && page > 0, "{listed:?}: nothing was counted");
    [("item", item, of_item), ("page", page, of_page)]
        .into_iter()
        .filter(|(_, counted, most)| counted > most)
        .map(|(of, counted, most)| {
            format!("{listed:?}: {counted} for a {of} instead of at most {most}")
        })
        .collect()
}

/// The instructions of following so many pages of so many items, without those of writing the pages.
fn instructions_of(program: &Path, listed: Listed, pages: usize, items: usize) -> u64 {
    let (name, _) = Listed::ALL.into_iter().find(|(_, other)| *other == listed).unwrap();
    let (pages, items) = (pages.to_string(), items.to_string());
    let written = counted(program, &[name, &pages, &items, "unread"]);
    counted(program, &[name, &pages, &items]) - written
}

fn counted(program: &Path, arguments: &[&str]) -> u64 {
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(program);
    let text = String::from_utf8(output(command.args(arguments)).stderr).unwrap();
    let counted = text.lines().find_map(|line| line.split_once("Collected :"));
    counted.and_then(|(_, count)| count.trim().parse().ok()).unwrap_or_else(|| panic!("{text}"))
}

/// Builds a program with optimizations and without symbols.
fn build(manifest: &Path, program: &str) -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("optimized");
    output(
        Command::new(env!("CARGO"))
            .args(["build", "--locked", "--release", "--config", "profile.release.strip=true"])
            .args(["--bin", program, "--manifest-path"])
            .arg(manifest)
            .arg("--target-dir")
            .arg(&target),
    );
    target.join("release").join(program)
}

fn output(command: &mut Command) -> Output {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}\n{errors}");
    output
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
