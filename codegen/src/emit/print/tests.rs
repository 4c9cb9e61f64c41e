//! No layout changes what the tokens say, and what comes out is worth reading.

use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Punct, Spacing, TokenStream, TokenTree};

use super::*;
use crate::{Disk, Selection, ServiceSelection, Sources, compile, specs};

fn printed(code: &str) -> String {
    let tokens: TokenStream = code.parse().expect("Rust");
    let mut text = String::new();
    layout::write(&line::of(tokens), &mut text);
    text
}

/// The tokens of code, one after the other.
pub(in crate::emit) fn tokens(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    flat(code.parse().expect("Rust"), &mut found);
    found
}

fn flat(tokens: TokenStream, into: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => {
                into.push(format!("open {:?}", group.delimiter()));
                flat(group.stream(), into);
                into.push("close".to_owned());
            }
            TokenTree::Punct(one) => into.push(sign(one, tokens.get(index + 1))),
            TokenTree::Literal(text) => literal(&text.to_string(), into),
            TokenTree::Ident(word) => into.push(word.to_string()),
        }
    }
}

/// A sign; with the next one where the two could be an operator, and whether they are.
fn sign(sign: &Punct, next: Option<&TokenTree>) -> String {
    let Some(TokenTree::Punct(next)) = next else { return sign.as_char().to_string() };
    let both = [sign.as_char(), next.as_char()].iter().collect::<String>();
    let is_part = |operator: &&str| operator.contains(&both);
    match line::OPERATORS.iter().chain(&["//", "/*"]).any(is_part) {
        true if sign.spacing() == Spacing::Joint => format!("{both} together"),
        true => format!("{both} apart"),
        false => sign.as_char().to_string(),
    }
}

/// A literal as a parser gives it: a sign is none of its own, and a raw text any other.
fn literal(text: &str, into: &mut Vec<String>) {
    if let Some(number) = text.strip_prefix('-') {
        into.extend(["-".to_owned(), number.to_owned()]);
    } else if let Some(raw) = text.strip_prefix('r') {
        let inner = raw.trim_matches('#').trim_matches('"');
        into.push(proc_macro2::Literal::string(inner).to_string());
    } else {
        into.push(text.to_owned());
    }
}

/// These are the same to Rust where they are apart: `& &a`, `|| | b`, `Vec<Vec<u8> >`.
fn is_same(before: &str, after: &str) -> bool {
    let glued = ["&&", "||", "<<", ">>"].iter().any(|both| {
        before.strip_prefix(both) == Some(" apart") && after.strip_prefix(both) == Some(" together")
    });
    before == after || glued
}

/// What is printed says what the tokens say.
pub(super) fn assert_kept(name: &str, code: TokenStream, text: &str) {
    let (mut before, after) = (Vec::new(), tokens(text));
    flat(code, &mut before);
    let differs = before.iter().zip(&after).position(|(one, other)| !is_same(one, other));
    let around = |tokens: &[String]| {
        let at = differs.unwrap_or_else(|| before.len().min(after.len()));
        tokens.get(at.saturating_sub(5)..tokens.len().min(at + 5)).map(<[String]>::to_vec)
    };
    assert!(
        differs.is_none() && before.len() == after.len(),
        "{name}: {:?} became {:?}",
        around(&before),
        around(&after)
    );
}

/// The same of a source; what is printed is Rust, and the same when it is printed again.
fn assert_source_kept(name: &str, code: &str) -> usize {
    let text = printed(code);
    assert_kept(name, code.parse().expect("Rust"), &text);
    if let Err(error) = syn::parse_file(&text) {
        panic!("{name}: {error}\n{text}");
    }
    assert_eq!(text, printed(&text), "{name}: printed again it is another text");
    tokens(code).len()
}

fn sources(directory: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(directory).expect("a directory");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let nested = paths.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] });
    nested.filter(|path| path.extension().is_some_and(|end| end == "rs")).collect()
}

/// Far more of the language than emitters make: what is printed may be ugly, not something else.
#[test]
fn the_tokens_of_every_source_of_the_generator_are_kept() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let count: usize = sources(&root)
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(path).expect("text");
            assert_source_kept(&path.display().to_string(), &text)
        })
        .sum();
    assert!(count > 20_000, "{count} tokens");
}

/// [`file`] itself asserts it of whatever a test of this crate prints.
#[test]
fn the_tokens_of_whole_services_are_kept() {
    let sources = Sources { definitions: vec![specs::dir().to_owned()], models: Vec::new() };
    let whole = || ServiceSelection::default().all_operations().all_paginators().all_waiters();
    let big =
        "Snapshots[?VolumeSize > `-1` && Encrypted].{id: SnapshotId, size: to_string(VolumeSize)}";
    let ec2 = ServiceSelection::default().waiter("InstanceRunning").search(
        "DescribeSnapshots",
        "big",
        big,
    );
    let selected = [("ec2", ec2), ("dynamodb", whole()), ("s3", whole()), ("cloudfront", whole())];
    for (service, selected) in selected {
        let mut selection = Selection::default();
        selection.add(service, selected);
        let files = compile(&Disk::default(), &sources, &selection, "::maitred").expect("files");
        assert!(files.len() > 3, "{service}");
    }
}

#[test]
fn signs_that_are_not_one_operator_do_not_become_one() {
    for code in [
        "fn f() { let a = b << c >> 2; a <<= 3; a %= d::<E<F>>(); a ^= 1; A::<-1>::f(-1); }",
        "fn f() { let a = b & &c; let d = &&e; let f = b - -g; let h = * *i; }",
        "fn f(a: Vec<Vec<<T as A>::B>>, b: fn(&X) -> Y, c: &'static ::core::Z) {}",
        "fn f() { a(1..=2, ..3, 4.., ..); b[1..c]; d.0.e(); 5.f(); }",
        "fn f() -> ! { let g = || h; let i = |j: &K| -> L { m }; n != !o }",
        "impl<'a> ::core::A for B<'a> where Self: 'a, {}",
        "fn f() { if a < b && c > d || e >= f {} g::<H<I>>(j); }",
        "const A: [u8; 2] = [1, 2]; static B: &[&[u8]] = &[&[]];",
    ] {
        assert_source_kept(code, code);
    }
}

#[test]
fn lines_are_broken_where_a_reader_expects_it() {
    let code = r#"
        #[doc = " A \"thing\"."] #[doc = ""] #[derive(Clone)] pub struct Thing<'a, T> { pub(super) field: &'a T }
        impl<'a, T> ::core::fmt::Debug for Thing<'a, T> where T: ::core::fmt::Debug + ::core::marker::Send + 'static, {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result { self.write(formatter) }
            fn long(first: ::std::string::String, second: ::std::string::String) -> ::core::option::Option<usize> {
                let _ = first; match second.len() { 0usize => &first, 1 | 2 => return None, _ => {} }
                first.as_str().chars().map(|character| character.is_ascii_lowercase()).filter(|lower| *lower).count()
            }
        }
        static TABLE: &[(&str, u8)] = &[("a member with a long name", 1), ("another one with a long name", 2), ("b", -3)];
        const _: () = { let _ = Thing::<'_, u8>::long; };
    "#;
    let expected = r#"/// A "thing".
///
#[derive(Clone)]
pub struct Thing<'a, T> { pub(super) field: &'a T }
impl<'a, T> ::core::fmt::Debug for Thing<'a, T>
where T: ::core::fmt::Debug + ::core::marker::Send + 'static,
{
    fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        self.write(formatter)
    }
    fn long(
        first: ::std::string::String,
        second: ::std::string::String
    ) -> ::core::option::Option<usize> {
        let _ = first;
        match second.len() {
            0usize => &first,
            1 | 2 => return None,
            _ => {}
        }
        first
            .as_str()
            .chars()
            .map(|character| character.is_ascii_lowercase())
            .filter(|lower| *lower)
            .count()
    }
}
static TABLE: &[(&str, u8)] = &[
    ("a member with a long name", 1),
    ("another one with a long name", 2),
    ("b", -3)
];
const _: () = {
    let _ = Thing::<'_, u8>::long;
};
"#;
    let found = printed(code);
    assert!(found == expected, "{found}");
}

/// What a comment cannot say stays an attribute.
#[test]
fn documentation_is_a_comment_where_it_can_be() {
    for (attribute, expected) in [
        ("#[doc = \" A text.\"]", "/// A text.\n"),
        ("#[doc = r\" A raw \\n text.\"]", "/// A raw \\n text.\n"),
        ("#[doc = \" A \\\\ and a \\\".\"]", "/// A \\ and a \".\n"),
        ("#[doc = \"/ four slashes\"]", "#[doc = \"/ four slashes\"]\n"),
        ("#[doc = \" two\\nlines\"]", "#[doc = \" two\\nlines\"]\n"),
        ("#[doc = \" a \\u{202e} mark\"]", "#[doc = \" a \\u{202e} mark\"]\n"),
        ("#[doc = \" a \\u{1b} mark\"]", "#[doc = \" a \\u{1b} mark\"]\n"),
        ("#[doc = \" e\\u{301} \\u{ad}\"]", "/// e\u{301} \u{ad}\n"),
        ("#[doc = \" ends in \\\\\"]", "/// ends in \\\n"),
        ("#[doc(hidden)]", "#[doc(hidden)]\n"),
    ] {
        assert_eq!(printed(&format!("{attribute} struct A;")), format!("{expected}struct A;\n"));
    }
}

#[test]
fn nothing_is_no_file() {
    assert_eq!(file("a.rs".to_owned(), [TokenStream::new()]), None);
    assert_eq!(printed(""), "");
    assert_eq!(tokens("{}"), [format!("open {:?}", Delimiter::Brace), "close".to_owned()]);
}
