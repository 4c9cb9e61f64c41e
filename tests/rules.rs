//! The table of rules in `docs/rules.md`: every rule is there, each has a test, every test that it
//! names exists, and every test that carries a rule's name is listed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Where tests are.
const PLACES: [&str; 6] = ["runtime", "codegen", "specs", "generated", "tests", "examples"];

/// A test: the file that it is in, and its name.
type Test = (String, String);

struct Row {
    /// What stands before the tests: rule, sentence, and how it is here.
    start: Vec<String>,
    tests: BTreeSet<Test>,
}

impl Row {
    fn rule(&self) -> &str {
        &self.start[0]
    }

    fn line(&self) -> String {
        let tests = self.tests.iter().map(|(file, name)| format!("`{name}` in `{file}`"));
        let tests = tests.collect::<Vec<_>>().join("<br>");
        format!("| {} | {tests} |", self.start.join(" | "))
    }
}

/// The rules, in order.
fn rules() -> Vec<String> {
    let parts = |rule: &str| match rule {
        "P18" | "P32" => ["", "a", "b", "c"].iter().map(|part| format!("{rule}{part}")).collect(),
        _ => vec![rule.to_owned()],
    };
    let numbered = |(letter, last): (&str, u32)| {
        (1..=last).map(|n| format!("{letter}{n}")).collect::<Vec<_>>()
    };
    let groups = [("P", 42), ("W", 24), ("R", 5), ("L", 8), ("D", 23)];
    groups.into_iter().flat_map(numbered).flat_map(|rule| parts(&rule)).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn table() -> PathBuf {
    root().join("docs/rules.md")
}

/// The row that a line is, if it is one of a rule.
fn row(line: &str) -> Option<Row> {
    let cells = line.strip_prefix("| ")?.strip_suffix(" |")?;
    let cells: Vec<&str> = cells.split(" | ").collect();
    let (tests, start) = cells.split_last()?;
    if start.len() != 3 || start[0] == "rule" {
        return None;
    }
    let test = |text: &str| {
        let (name, file) = text.strip_prefix('`')?.strip_suffix('`')?.split_once("` in `")?;
        Some((file.to_owned(), name.to_owned()))
    };
    let tests = tests.split("<br>").filter(|text| !text.is_empty());
    let tests = tests.map(|text| test(text).unwrap_or_else(|| panic!("{line}: {text} is no test")));
    Some(Row {
        start: start.iter().map(|cell| (*cell).to_owned()).collect(),
        tests: tests.collect(),
    })
}

fn rows() -> Vec<Row> {
    std::fs::read_to_string(table()).unwrap().lines().filter_map(row).collect()
}

fn sources(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap();
        if path.is_dir() && name != "target" && name != "fixtures" {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// The functions that are marked as tests, of all sources.
fn tests() -> BTreeSet<Test> {
    let mut files = Vec::new();
    PLACES.iter().for_each(|place| sources(&root().join(place), &mut files));
    files.iter().flat_map(|path| tests_of(path)).collect()
}

fn tests_of(path: &Path) -> Vec<Test> {
    let file = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
    let text = std::fs::read_to_string(path).unwrap();
    let mut is_test = false;
    let mut found = Vec::new();
    for line in text.lines().map(str::trim_start) {
        let function = line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ");
        if let Some((name, _)) = function.and_then(|line| line.split_once('('))
            && std::mem::take(&mut is_test)
        {
            found.push((file.clone(), name.to_owned()));
        }
        is_test |= line.starts_with("#[test]") || line.starts_with("#[tokio::test");
    }
    found
}

/// The rules whose names a test begins with: `w6_w9_w11_what_a_match_means` has three.
fn named(test: &str) -> Vec<String> {
    let is_rule = |part: &&str| {
        let digits = part.get(1..).unwrap_or_default().trim_end_matches(['a', 'b', 'c']);
        part.starts_with(['p', 'w', 'r', 'l', 'd'])
            && !digits.is_empty()
            && digits.chars().all(|digit| digit.is_ascii_digit())
    };
    let upper = |part: &str| format!("{}{}", part[..1].to_ascii_uppercase(), &part[1..]);
    test.split('_').take_while(is_rule).map(upper).collect()
}

/// The tests that carry each rule's name.
fn by_rule(tests: &BTreeSet<Test>) -> BTreeMap<String, BTreeSet<Test>> {
    let mut by_rule: BTreeMap<String, BTreeSet<Test>> = BTreeMap::new();
    for test in tests {
        for rule in named(&test.1) {
            by_rule.entry(rule).or_default().insert(test.clone());
        }
    }
    by_rule
}

/// Takes what is not there any more out of the table, and puts in what carries a rule's name.
fn update(tests: &BTreeSet<Test>) {
    let by_rule = by_rule(tests);
    let updated = |line: &str| {
        let Some(mut row) = row(line) else { return line.to_owned() };
        row.tests.retain(|test| tests.contains(test));
        row.tests.extend(by_rule.get(row.rule()).cloned().unwrap_or_default());
        row.line()
    };
    let text = std::fs::read_to_string(table()).unwrap();
    let lines: Vec<String> = text.lines().map(updated).collect();
    std::fs::write(table(), lines.join("\n") + "\n").unwrap();
}

#[test]
fn every_rule_is_in_the_table_and_has_tests_that_exist() {
    let tests = tests();
    if std::env::var_os("MAITRED_UPDATE").is_some() {
        update(&tests);
    }
    let rows = rows();
    let listed: Vec<&str> = rows.iter().map(Row::rule).collect();
    assert_eq!(listed, rules());
    let mut problems = Vec::new();
    for row in &rows {
        if row.tests.is_empty() {
            problems.push(format!("{} has no test", row.rule()));
        }
        let missing = row.tests.iter().filter(|test| !tests.contains(*test));
        problems.extend(missing.map(|(file, name)| format!("{file} has no test {name}")));
    }
    let by_rule = by_rule(&tests);
    for (rule, named) in &by_rule {
        let row = rows.iter().find(|row| row.rule() == rule);
        let listed = row.map(|row| row.tests.clone()).unwrap_or_default();
        let unlisted = named.difference(&listed);
        problems.extend(unlisted.map(|(file, name)| format!("{rule} lacks {name} in {file}")));
    }
    let help = "MAITRED_UPDATE=1 cargo test --test rules";
    assert!(problems.is_empty(), "docs/rules.md, {help}:\n{}", problems.join("\n"));
}

#[test]
fn every_rule_says_how_it_is_here() {
    for row in rows() {
        let (says, here) = (&row.start[1], &row.start[2]);
        assert!(says.ends_with('.') && !says.contains(". "), "{}: one sentence", row.rule());
        let known = ["as botocore", "better", "types", "more"];
        assert!(known.iter().any(|word| here.starts_with(word)), "{}: {here}", row.rule());
        for deviation in here.split(['(', ')']).filter(|part| part.starts_with('D')) {
            assert!(rules().iter().any(|rule| rule == deviation), "{}: {deviation}", row.rule());
        }
    }
}

#[test]
fn names_of_tests_are_read_as_rules() {
    assert_eq!(named("w6_w9_w11_what_a_match_means"), ["W6", "W9", "W11"]);
    assert_eq!(named("p18a_none_is_a_token"), ["P18a"]);
    assert!(named("pages_of_p22").is_empty() && named("d_x").is_empty());
}
