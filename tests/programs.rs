//! Whole programs around generated code: some must compile, in every edition, and some must not,
//! each for the one reason that its name says. One run of cargo checks them all.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use maitred_build::{Disk, Selection, ServiceSelection, Sources, compile, specs};
use serde_json::Value;

/// The programs of `tests/misuse`, and the code of the error that each must give.
const MISUSE: [(&str, Option<&str>); 17] = [
    ("fine", None),
    ("missing_argument", Some("E0061")),
    ("missing_argument_of_structure", Some("E0061")),
    ("argument_of_another_type", Some("E0308")),
    ("no_limit_key", Some("E0599")),
    ("no_list_of_items", Some("E0599")),
    ("no_paginator", Some("E0599")),
    ("no_waiter", Some("E0599")),
    ("unknown_variant", Some("E0599")),
    ("unknown_member", Some("E0599")),
    ("idempotency_token_is_no_argument", Some("E0061")),
    ("negative_page_size", Some("E0600")),
    ("request_not_sent", Some("unused_must_use")),
    ("paginator_not_used", Some("unused_must_use")),
    ("call_not_awaited", Some("unused_must_use")),
    ("private_start", Some("E0624")),
    ("private_field", Some("E0616")),
];

const EDITIONS: [&str; 3] = ["2018", "2021", "2024"];

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("programs")
}

fn write(path: &Path, content: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    if std::fs::read_to_string(path).is_ok_and(|present| present == content) {
        return;
    }
    std::fs::write(path, content).unwrap();
}

fn copy(from: &str, to: &Path) {
    write(to, &std::fs::read_to_string(repository().join("tests").join(from)).unwrap());
}

fn manifest(name: &str, edition: &str, dependency: &str, targets: &str) -> String {
    let runtime = repository().join("runtime");
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"{edition}\"\n\
         autobins = false\npublish = false\n\n\
         [dependencies]\n{dependency} = {{ package = \"maitred\", path = {runtime:?} }}\n\n{targets}"
    )
}

fn bin(name: &str, path: &str) -> String {
    format!("[[bin]]\nname = \"{name}\"\npath = \"{path}\"\n\n")
}

/// The services as a build script would write them, below a directory.
fn generate(directory: &Path, runtime: &str) {
    let sources = Sources { definitions: vec![specs::dir().to_owned()], models: Vec::new() };
    let mut selection = Selection::default();
    let ec2 = ServiceSelection::default().paginator("DescribeSnapshots").waiter("InstanceRunning");
    selection.add("ec2", ec2);
    selection.add("dynamodb", ServiceSelection::default().waiter("TableExists").paginator("Scan"));
    selection.add("s3", ServiceSelection::default().paginator("ListObjectVersions"));
    for file in compile(&Disk::default(), &sources, &selection, runtime).unwrap() {
        write(&directory.join(file.path), &file.content);
    }
}

/// A program that has generated services in a private module and uses nothing of them.
const PRIVATE: &str = "//! A program.\n\
    #![deny(warnings)]\n\
    #![forbid(unsafe_code, dead_code, missing_docs)]\n\n\
    mod aws {\n    include!(\"services.rs\");\n}\n\n\
    fn main() {}\n";

fn set_up() {
    let root = workspace();
    let mut members = String::from("\"misuse\", \"documented\"");
    for edition in EDITIONS {
        let (name, directory) = (format!("edition-{edition}"), root.join(edition));
        // One of them calls its dependency by another name.
        let dependency = if edition == "2021" { "waiters_and_pages" } else { "maitred" };
        write(&directory.join("src/main.rs"), PRIVATE);
        generate(&directory.join("src"), &format!("::{dependency}"));
        let targets = bin(&name, "src/main.rs");
        write(&directory.join("Cargo.toml"), &manifest(&name, edition, dependency, &targets));
        write!(members, ", \"{edition}\"").unwrap();
    }
    set_up_misuse(&root.join("misuse"));
    set_up_documented(&root.join("documented"));
    let lock = std::fs::read_to_string(repository().join("Cargo.lock")).unwrap();
    write(
        &root.join("Cargo.toml"),
        &format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n"),
    );
    std::fs::write(root.join("Cargo.lock"), lock).unwrap();
}

/// Each program is a directory of its own, with what all of them include beside it.
fn set_up_misuse(directory: &Path) {
    for (module, fixture) in [
        ("required", "shapes/required"),
        ("single", "paginators/single"),
        ("no_list", "paginators/no_list"),
    ] {
        copy(&format!("fixtures/{fixture}/expected.rs"), &directory.join(format!("{module}.rs")));
    }
    let prelude = std::fs::read_to_string(repository().join("tests/misuse/prelude.rs")).unwrap();
    let mut targets = String::new();
    for (name, _) in MISUSE {
        let program = format!("tests/misuse/{name}.rs");
        let program = std::fs::read_to_string(repository().join(program)).unwrap();
        let program = program.replace("include!(\"../prelude.rs\");\n", &prelude);
        write(&directory.join(format!("{name}.rs")), &program);
        targets += &bin(name, &format!("{name}.rs"));
    }
    let single = std::fs::read_to_string(directory.join("single.rs")).unwrap();
    let newer = single.replace("::__generated_v1!", "::__generated_v2!");
    write(&directory.join("other_version.rs"), &format!("{newer}\nfn main() {{}}\n"));
    targets += &bin("other_version", "other_version.rs");
    write(&directory.join("Cargo.toml"), &manifest("misuse", "2024", "maitred", &targets));
}

/// A library whose documentation is that of definitions which try to break it.
fn set_up_documented(directory: &Path) {
    let fixtures = [
        ("documentation", "shapes"),
        ("hostile_text", "names"),
        ("hostile_characters", "names"),
        ("enums", "shapes"),
    ];
    let mut library = String::from("//! Generated documentation.\n#![deny(warnings)]\n");
    for (name, group) in fixtures {
        copy(
            &format!("fixtures/{group}/{name}/expected.rs"),
            &directory.join(format!("src/{name}/it.rs")),
        );
        write!(library, "/// A fixture.\npub mod {name} {{\n    include!(\"{name}/it.rs\");\n}}\n")
            .unwrap();
    }
    write(&directory.join("src/lib.rs"), &library);
    write(&directory.join("Cargo.toml"), &manifest("documented", "2024", "maitred", ""));
}

fn cargo(arguments: &[&str]) -> Output {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline", "--message-format", "json", "--manifest-path"])
        .arg(workspace().join("Cargo.toml"))
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
        .unwrap()
}

/// What the compiler said of each target: the codes of its errors, and their texts.
type Said = BTreeMap<String, (BTreeSet<String>, String)>;

fn said(output: &Output) -> Said {
    let mut said = Said::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(message) = serde_json::from_str::<Value>(line) else { continue };
        let Some(target) = message["target"]["name"].as_str() else { continue };
        let entry = said.entry(target.to_owned()).or_default();
        if message["message"]["level"] == "error" {
            entry.0.extend(message["message"]["code"]["code"].as_str().map(str::to_owned));
            entry.1 += message["message"]["rendered"].as_str().unwrap_or_default();
        }
    }
    said
}

/// Checks every program, once for all tests.
fn checked() -> &'static Said {
    static SAID: OnceLock<Said> = OnceLock::new();
    SAID.get_or_init(|| {
        set_up();
        let output = cargo(&["check", "--workspace", "--bins", "--keep-going"]);
        let said = said(&output);
        assert!(!said.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        said
    })
}

fn errors(target: &str) -> &'static (BTreeSet<String>, String) {
    checked().get(target).unwrap_or_else(|| panic!("{target} was not compiled"))
}

#[test]
fn generated_services_compile_in_a_private_module_of_every_edition() {
    for edition in EDITIONS {
        let (_, text) = errors(&format!("edition-{edition}"));
        assert_eq!(text, "", "edition {edition}");
    }
}

#[test]
fn misuse_does_not_compile_and_use_does() {
    for (name, code) in MISUSE {
        let (codes, text) = errors(name);
        let expected: BTreeSet<String> = code.into_iter().map(str::to_owned).collect();
        assert_eq!(*codes, expected, "{name}:\n{text}");
    }
}

#[test]
fn a_generator_that_does_not_fit_its_runtime_is_one_error() {
    let (_, text) = errors("other_version");
    assert_eq!(text.lines().filter(|line| line.starts_with("error")).count(), 1, "{text}");
    assert!(text.contains("`__generated_v2` in `maitred`"), "{text}");
}

#[test]
fn every_program_of_misuse_is_compiled() {
    let entries = std::fs::read_dir(repository().join("tests/misuse")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let programs: BTreeSet<String> =
        names.filter_map(|name| Some(name.strip_suffix(".rs")?.to_owned())).collect();
    let listed = MISUSE.iter().map(|(name, _)| (*name).to_owned());
    let listed: BTreeSet<String> = listed.chain(["prelude".to_owned()]).collect();
    assert_eq!(programs, listed);
}

#[test]
fn documentation_of_definitions_gives_no_warning_of_rustdoc() {
    checked();
    let output = cargo(&["doc", "--package", "documented", "--no-deps"]);
    let text = said(&output).remove("documented").unwrap_or_default().1;
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
}
