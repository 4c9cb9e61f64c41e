//! Rust names for the names of definitions: casing, keywords and collisions, all decided here.
//!
//! Every function is deterministic, and type names are chosen over the whole model, so that the
//! name of a thing does not depend on what else was selected.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Span};

use crate::resolve::{Model, ShapeId, ShapeKind};
use crate::sorted;

/// Keywords of every edition, and identifiers that cannot be raw.
const KEYWORDS: [&str; 53] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "Self", "static", "struct", "super", "trait", "true", "try", "type",
    "typeof", "union", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// `DescribeDBInstances` → `describe_db_instances`, as boto3 calls its methods.
pub(crate) fn snake(name: &str) -> String {
    let joined = words(name).join("_").to_lowercase();
    usable(joined, "empty")
}

/// `PAY_PER_REQUEST` → `PayPerRequest`, `DBInstance` → `DbInstance`.
pub(crate) fn pascal(name: &str) -> String {
    let mut joined = String::new();
    for word in words(name) {
        // `x86_64` is `X86_64`, as rustc's own lint would have it.
        if ends_in_digit(&joined) && word.starts_with(|first: char| first.is_ascii_digit()) {
            joined.push('_');
        }
        joined.push_str(&capitalized(&word));
    }
    usable(joined, "Empty")
}

fn ends_in_digit(name: &str) -> bool {
    name.ends_with(|last: char| last.is_ascii_digit())
}

/// `as`, `1Foo` → `as_1_foo`: a snake name behind a word needs no underscores of its own.
pub(crate) fn prefixed(prefix: &str, name: &str) -> String {
    format!("{prefix}_{}", snake(name).trim_matches('_'))
}

/// A module name for a service: `dynamodb`, `cognito_idp`.
pub(crate) fn module(service: &str) -> String {
    snake(service)
}

/// Makes an identifier of what the casing left: no keyword, no leading digit, `empty` for nothing.
fn usable(name: String, empty: &str) -> String {
    let starts_badly = name.starts_with(|first: char| first.is_ascii_digit());
    let name = if starts_badly { format!("_{name}") } else { name };
    match name.as_str() {
        "" => empty.to_owned(),
        keyword if KEYWORDS.contains(&keyword) => format!("{name}_"),
        _ => name,
    }
}

/// The identifier for a name made by this module. What is no identifier, which this module never
/// makes, would become `_invalid` rather than a panic.
pub(crate) fn ident(name: &str) -> Ident {
    Ident::new(if is_identifier(name) { name } else { "_invalid" }, Span::call_site())
}

/// Can the text stand in code as a name?
pub(crate) fn is_identifier(name: &str) -> bool {
    let mut letters = name.chars();
    let first = letters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_');
    let rest = letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    first && rest && name != "_" && !KEYWORDS.contains(&name)
}

/// Splits a name where its case or its punctuation does.
fn words(name: &str) -> Vec<String> {
    let name = with_known_words(name);
    let runs = name.split(|letter: char| !letter.is_ascii_alphanumeric());
    runs.filter(|run| !run.is_empty()).flat_map(camel_words).collect()
}

/// Words whose case misleads; the first four are exceptions in botocore too.
fn with_known_words(name: &str) -> String {
    const KNOWN: [(&str, &str); 5] = [
        ("iSCSI", "Iscsi"),
        ("PartiQL", "Partiql"),
        ("HITs", "Hits"),
        ("IPv", "Ipv"),
        ("OAuth", "Oauth"),
    ];
    KNOWN.iter().fold(name.to_owned(), |name, (from, to)| name.replace(from, to))
}

fn camel_words(run: &str) -> Vec<String> {
    let letters: Vec<char> = run.chars().collect();
    let plural_acronym = plural_acronym_start(&letters);
    let mut words: Vec<String> = Vec::new();
    for (index, letter) in letters.iter().enumerate() {
        if index == 0 || starts_word(&letters, index, plural_acronym) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(*letter);
        }
    }
    words
}

/// Where `ARNs` begins in `DBInstanceARNs`: two or more capitals and a final `s` stay together.
fn plural_acronym_start(letters: &[char]) -> usize {
    let Some((&'s', front)) = letters.split_last() else { return letters.len() };
    let capitals = front.iter().rev().take_while(|letter| letter.is_ascii_uppercase()).count();
    if capitals >= 2 { front.len() - capitals } else { letters.len() }
}

fn starts_word(letters: &[char], index: usize, plural_acronym: usize) -> bool {
    if index >= plural_acronym {
        return index == plural_acronym;
    }
    let upper = letters[index].is_ascii_uppercase();
    let after_lower = !letters[index - 1].is_ascii_uppercase();
    let before_lower = letters.get(index + 1).is_some_and(char::is_ascii_lowercase);
    upper && (after_lower || before_lower)
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters.map(|letter| letter.to_ascii_lowercase())).collect()
}

/// The name, or the name with the smallest number that makes it new.
pub(crate) fn unique(wanted: String, taken: &mut BTreeSet<String>) -> String {
    if taken.insert(wanted.clone()) {
        return wanted;
    }
    // `Self_` goes on with `Self2`: rustc's lint wants no underscore inside.
    let base = wanted.trim_end_matches('_');
    let mut number = first_free(base, taken);
    loop {
        let name = format!("{base}{number}");
        if taken.insert(name.clone()) {
            return name;
        }
        number += 1;
    }
}

/// A number from 2 on below which all are taken, found by doubling: many names may be alike.
fn first_free(base: &str, taken: &BTreeSet<String>) -> usize {
    let is_taken = |number: usize| taken.contains(&format!("{base}{number}"));
    let (mut low, mut high) = (1, 2);
    while is_taken(high) {
        (low, high) = (high, high * 2);
    }
    while low + 1 < high {
        let middle = low.midpoint(high);
        if is_taken(middle) { low = middle } else { high = middle }
    }
    high
}

/// The name, or the name with trailing underscores until it is new and not reserved.
pub(crate) fn underscored(
    wanted: String,
    reserved: &[&str],
    taken: &mut BTreeSet<String>,
) -> String {
    let mut name = wanted;
    while reserved.contains(&name.as_str()) || taken.contains(&name) {
        name.push('_');
    }
    taken.insert(name.clone());
    name
}

/// A name for each of the definition's names, no two the same, chosen in their order.
pub(crate) fn distinct<'a>(
    names: impl Iterator<Item = &'a String>,
    make: fn(&str) -> String,
    reserved: &[&str],
) -> BTreeMap<String, String> {
    let mut taken = sorted::set(reserved.iter().map(|name| (*name).to_owned()));
    sorted::map(names.map(|name| (name.clone(), unique(make(name), &mut taken))))
}

/// The Rust names of the shapes that become types.
#[derive(Debug)]
pub(crate) struct TypeNames(BTreeMap<ShapeId, String>);

impl TypeNames {
    /// Names every structure, union and enum of the model, in the order of the shapes' names.
    pub(crate) fn choose(model: &Model) -> Self {
        let mut taken = sorted::set(["ErrorCode".to_owned()]);
        let named = model.shapes.iter().filter(|(_, shape)| is_type(&shape.kind));
        let named = named.map(|(id, shape)| (id, unique(pascal(&shape.name), &mut taken)));
        TypeNames(sorted::map(named))
    }

    /// The name of a shape's type.
    pub(crate) fn get(&self, id: ShapeId) -> &str {
        self.0.get(&id).map_or("_invalid", String::as_str)
    }
}

fn is_type(kind: &ShapeKind) -> bool {
    matches!(kind, ShapeKind::Structure(_) | ShapeKind::Enum(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snake_names_are_those_of_boto3() {
        let cases = [
            ("DescribeSnapshots", "describe_snapshots"),
            ("ListObjectsV2", "list_objects_v2"),
            ("DBInstanceARNs", "db_instance_arns"),
            ("VpcIDs", "vpc_ids"),
            ("EBSOptimized", "ebs_optimized"),
            ("MD5OfBody", "md5_of_body"),
            ("Route53Url", "route53_url"),
            ("ExecutePartiQLStatement", "execute_partiql_statement"),
            ("DescribeCachediSCSIVolumes", "describe_cached_iscsi_volumes"),
            ("IPv6Addresses", "ipv6_addresses"),
            ("nextToken", "next_token"),
        ];
        for (name, expected) in cases {
            assert_eq!(snake(name), expected, "{name}");
        }
    }

    #[test]
    fn pascal_names_follow_rust() {
        let cases = [
            ("PAY_PER_REQUEST", "PayPerRequest"),
            ("t2.micro", "T2Micro"),
            ("us-east-1", "UsEast1"),
            ("DBInstance", "DbInstance"),
            ("HTTPS", "Https"),
            ("__listOf__string", "ListOfString"),
            ("x86_64_mac", "X86_64Mac"),
        ];
        for (name, expected) in cases {
            assert_eq!(pascal(name), expected, "{name}");
        }
    }

    #[test]
    fn whatever_a_definition_holds_an_identifier_comes_out() {
        let hostile = [
            "",
            "_",
            "1",
            "type",
            "Self",
            "self",
            "fn x(){} //",
            "\"; panic!()",
            "é",
            "日本",
            "a\nb",
            "r#x",
            "{}",
        ];
        for name in hostile {
            for made in [snake(name), pascal(name)] {
                assert_ne!(ident(&made).to_string(), "_invalid", "{name:?} became {made:?}");
            }
        }
    }

    #[test]
    fn collisions_are_numbered_in_order() {
        let mut taken = BTreeSet::new();
        let named: Vec<String> =
            ["M5", "M5", "M52"].map(|name| unique(name.to_owned(), &mut taken)).into();
        assert_eq!(named, ["M5", "M52", "M522"]);
    }
}
