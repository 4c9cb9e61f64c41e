//! The shared rules of the runtime are those that the generator knows.

use std::path::Path;

use super::*;
use crate::emit::print;
use crate::lower::endpoints::{FORMS, plan};

const SHARED: &str = "../runtime/src/call/endpoint/forms.rs";

const HEADER: &str = "\
//! The rules that most services share but for their host.
//!
//! Written by the generator from its own copies, and kept equal to them by a test:
//! `MAITRED_UPDATE=1 cargo test -p maitred-build --lib shared_rules` writes this file.

";

#[test]
fn the_shared_rules_are_those_of_the_runtime() {
    let plans: Vec<(&str, RulesPlan)> =
        FORMS.iter().map(|(name, json)| (*name, plan(json).expect("rules"))).collect();
    let tables: Vec<(&str, &RulesPlan)> = plans.iter().map(|(name, plan)| (*name, plan)).collect();
    let tokens = file(&Paths::new("crate::maitred"), &tables);
    let file = print::file("forms.rs".to_owned(), [tokens]).expect("a file");
    let code = file.content;
    let code = code.strip_prefix(print::HEADER).expect("a header");
    let code = code.replace("crate::maitred::__private::v1::endpoint as e", "super::rules as e");
    let expected = format!("{HEADER}{code}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(SHARED);
    if std::env::var_os("MAITRED_UPDATE").is_some() {
        std::fs::write(&path, &expected).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap();
    assert!(tokens_of(&found) == tokens_of(&expected), "{SHARED} differs: see its head");
}

/// Tokens without the last commas of lists: rustfmt has its own way with those.
fn tokens_of(code: &str) -> Vec<String> {
    let tokens = print::tests::tokens(code);
    let ends_a_list = |index: usize| tokens[index] == "," && tokens[index + 1] == "close";
    (0..tokens.len())
        .filter(|index| !ends_a_list(*index))
        .map(|index| tokens[index].clone())
        .collect()
}

#[test]
fn every_shared_rule_set_has_one_form() {
    let plans: Vec<RulesPlan> = FORMS.iter().filter_map(|(_, json)| plan(json)).collect();
    assert_eq!(plans.len(), FORMS.len());
    for (index, one) in plans.iter().enumerate() {
        assert!(plans.iter().skip(index + 1).all(|other| one != other));
    }
}
