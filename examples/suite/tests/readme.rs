//! The README shows the quickstart as it is: a block behind a line such as `**build.rs**` holds
//! that file.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn quickstart(file: &str) -> Outcome<String> {
    Ok(fs::read_to_string(root().join("examples/quickstart").join(file))?)
}

/// The fenced block behind the line with the file's name.
fn shown(file: &str) -> Outcome<String> {
    let readme = fs::read_to_string(root().join("README.md"))?;
    let name = format!("**{file}**");
    let mut lines = readme.lines().skip_while(|line| **line != name).skip(1);
    let fence = lines.find(|line| !line.is_empty());
    if !fence.is_some_and(|line| line.starts_with("```")) {
        return Err(format!("README.md has no line {name} with a fenced block behind it").into());
    }
    Ok(lines.take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect())
}

/// A dependency that is found by its path, as a user finds it: `a = "0.1"`.
fn released(line: &str) -> String {
    match line.split_once("{ version = ").and_then(|(name, rest)| {
        let (version, path) = rest.split_once(", path = ")?;
        path.ends_with('}').then(|| format!("{name}{version}"))
    }) {
        Some(dependency) => dependency,
        None => line.to_owned(),
    }
}

#[test]
fn the_programs_are_the_quickstarts() -> Outcome {
    for file in ["build.rs", "src/main.rs"] {
        assert_eq!(shown(file)?, quickstart(file)?, "{file}: left in README.md, right the file");
    }
    Ok(())
}

#[test]
fn the_dependencies_are_the_quickstarts() -> Outcome {
    let manifest: String =
        quickstart("Cargo.toml")?.lines().map(|line| released(line) + "\n").collect();
    let shown = shown("Cargo.toml")?;
    assert!(manifest.contains(&shown), "README.md:\n{shown}\nexamples/quickstart:\n{manifest}");
    Ok(())
}
