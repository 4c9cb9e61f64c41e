//! How much a program pays for: the number of crates in the tree of `examples/quickstart`, its build
//! script's included.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// The most that there may be. It goes down gladly, and up only for a reason.
const MOST: usize = 103;

#[test]
#[cfg(target_os = "linux")]
fn the_quickstart_has_no_more_crates_than_recorded() {
    let quickstart = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/quickstart");
    for file in ["Cargo.toml", "Cargo.lock"] {
        let path = quickstart.join(file);
        assert!(path.is_file(), "{} is missing, so its crates cannot be counted", path.display());
    }
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--locked",
            "--edges",
            "normal,build",
            "--prefix",
            "none",
            "--format",
            "{p}",
        ])
        .arg("--manifest-path")
        .arg(quickstart.join("Cargo.toml"))
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo tree: {errors}");
    let text = String::from_utf8(output.stdout).unwrap();
    let name_and_version = |line: &str| {
        let mut words = line.split_whitespace();
        Some(format!("{} {}", words.next()?, words.next()?))
    };
    let crates: BTreeSet<String> = text.lines().filter_map(name_and_version).collect();
    assert!(crates.iter().any(|name| name.starts_with("maitred-build ")), "{crates:?}");
    let names: Vec<&str> = crates.iter().map(String::as_str).collect();
    assert!(
        crates.len() <= MOST,
        "{} crates instead of at most {MOST}:\n{}",
        crates.len(),
        names.join("\n")
    );
}
