//! The runtime's table of partitions is that of `specs/partitions.json`.
//!
//! `MAITRED_UPDATE=1 cargo test --test partitions` writes the table anew.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::fmt::Write;
use std::path::Path;

use serde_json::Value;

const TABLE: &str = "runtime/src/call/endpoint/partition_table.rs";

const HEADER: &str = "\
//! The partitions of the release in `specs/`, and their regions.
//!
//! Kept equal to `specs/partitions.json` by a test; `MAITRED_UPDATE=1 cargo test --test partitions`
//! writes this file.

use super::partitions::Partition;

";

#[test]
fn the_table_is_that_of_the_release() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read(root.join("specs/partitions.json")).unwrap();
    let expected = table(&serde_json::from_slice(&text).unwrap());
    let path = root.join(TABLE);
    if std::env::var_os("MAITRED_UPDATE").is_some() {
        std::fs::write(&path, &expected).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap();
    assert!(found == expected, "{TABLE} differs: MAITRED_UPDATE=1 cargo test --test partitions");
}

#[test]
fn the_patterns_of_regions_are_read_or_refused() {
    assert_eq!(prefixes(r"^cn\-\w+\-\d+$"), Some(vec!["cn".to_owned()]));
    assert_eq!(prefixes(r"^us\-iso\-\w+\-\d+$"), Some(vec!["us-iso".to_owned()]));
    assert_eq!(prefixes(r"^eusc\-(de)\-\w+\-\d+$"), Some(vec!["eusc-de".to_owned()]));
    assert_eq!(prefixes(r"^(us|eu)\-\w+\-\d+$"), Some(vec!["us".to_owned(), "eu".to_owned()]));
    for other in [r"^cn\-\w+\-\d+", r"^cn.*\-\w+\-\d+$", r"^c[nm]\-\w+\-\d+$", r"^\w+\-\d+$"] {
        assert_eq!(prefixes(other), None, "{other}");
    }
}

/// The source of the table.
fn table(partitions: &Value) -> String {
    let partitions = partitions["partitions"].as_array().unwrap();
    let mut text = HEADER.to_owned();
    let count = partitions.len();
    writeln!(text, "pub(super) static PARTITIONS: [Partition; {count}] = [").unwrap();
    for partition in partitions {
        text.push_str(&entry(partition));
    }
    text + "];\n"
}

fn entry(partition: &Value) -> String {
    let outputs = &partition["outputs"];
    assert_eq!(partition["id"], outputs["name"], "the name of a partition is its id");
    let pattern = partition["regionRegex"].as_str().unwrap();
    let prefixes =
        prefixes(pattern).unwrap_or_else(|| panic!("a pattern of a new form: {pattern}"));
    let regions = partition["regions"].as_object().unwrap();
    for (region, own) in regions {
        let described = own.as_object().unwrap().keys().all(|key| key == "description");
        assert!(described, "{region} has outputs of its own: the runtime knows none such");
    }
    let regions: Vec<String> = regions.keys().cloned().collect();
    let text = |key: &str| outputs[key].as_str().unwrap().to_owned();
    let flag = |key: &str| outputs[key].as_bool().unwrap();
    format!(
        "    Partition {{
        name: {:?},
        dns_suffix: {:?},
        dual_stack_dns_suffix: {:?},
        implicit_global_region: {:?},
        supports_fips: {},
        supports_dual_stack: {},
        prefixes: {},
        regions: {},
    }},\n",
        text("name"),
        text("dnsSuffix"),
        text("dualStackDnsSuffix"),
        text("implicitGlobalRegion"),
        flag("supportsFIPS"),
        flag("supportsDualStack"),
        list(&prefixes),
        list(&regions),
    )
}

/// A list as rustfmt writes it.
fn list(texts: &[String]) -> String {
    let quoted: Vec<String> = texts.iter().map(|text| format!("{text:?}")).collect();
    let line = format!("&[{}]", quoted.join(", "));
    if line.len() <= 60 {
        return line;
    }
    let lines: String = quoted.iter().map(|text| format!("            {text},\n")).collect();
    format!("&[\n{lines}        ]")
}

/// What the regions of a pattern begin with, before a word and a number; `None` where the pattern
/// has another form.
fn prefixes(pattern: &str) -> Option<Vec<String>> {
    let before = pattern.strip_prefix('^')?.strip_suffix(r"\-\w+\-\d+$")?;
    let mut found = vec![String::new()];
    for part in before.split(r"\-") {
        let grouped = part.strip_prefix('(').and_then(|part| part.strip_suffix(')'));
        let ways: Vec<&str> = grouped.map_or(vec![part], |part| part.split('|').collect());
        let plain =
            |way: &&str| !way.is_empty() && way.bytes().all(|byte| byte.is_ascii_lowercase());
        if !ways.iter().all(plain) {
            return None;
        }
        let longer = found.iter().flat_map(|start| ways.iter().map(move |way| joined(start, way)));
        found = longer.collect();
    }
    Some(found)
}

fn joined(start: &str, way: &str) -> String {
    if start.is_empty() { way.to_owned() } else { format!("{start}-{way}") }
}
