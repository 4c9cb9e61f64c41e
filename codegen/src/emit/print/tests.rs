//! No layout changes what the tokens say, and what comes out is worth reading.

use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

use super::*;

fn printed(code: &str) -> String {
    let tokens: TokenStream = code.parse().expect("Rust");
    let mut text = String::new();
    layout::write(&line::of(tokens), &mut text);
    text
}

/// Tokens one after the other; whether a sign is one operator with the next.
fn flat(tokens: TokenStream, into: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => {
                into.push(format!("open {:?}", group.delimiter()));
                flat(group.stream(), into);
                into.push("close".to_owned());
            }
            TokenTree::Punct(sign) => {
                let joined = sign.spacing() == Spacing::Joint
                    && matches!(tokens.get(index + 1), Some(TokenTree::Punct(next))
                        if is_operator(sign.as_char(), next.as_char()));
                into.push(format!("{} {joined}", sign.as_char()));
            }
            other => into.push(other.to_string()),
        }
    }
}

fn is_operator(first: char, second: char) -> bool {
    let both: String = [first, second].iter().collect();
    ["::", "->", "=>", "..", "&&", "||", "==", "!=", "<=", ">=", "+=", "//", "/*"]
        .contains(&both.as_str())
}

fn tokens(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    flat(code.parse().expect("Rust"), &mut found);
    found
}

fn assert_kept(name: &str, code: &str) -> usize {
    let text = printed(code);
    let (before, after) = (tokens(code), tokens(&text));
    let differs = before.iter().zip(&after).position(|(one, other)| one != other);
    let at = differs.unwrap_or_else(|| before.len().min(after.len()));
    let around = at.saturating_sub(5)..at + 5;
    assert!(
        before == after,
        "{name}: {:?} became {:?}",
        before.get(around.clone()),
        after.get(around)
    );
    assert_eq!(text, printed(&text), "{name}: printed again it is another text");
    before.len()
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
            assert_kept(&path.display().to_string(), &std::fs::read_to_string(path).expect("text"))
        })
        .sum();
    assert!(count > 20_000, "{count} tokens");
}

#[test]
fn signs_that_are_not_one_operator_do_not_become_one() {
    for code in [
        "fn f() { let a = b & &c; let d = &&e; let f = b - -g; let h = * *i; }",
        "fn f(a: Vec<Vec<<T as A>::B>>, b: fn(&X) -> Y, c: &'static ::core::Z) {}",
        "fn f() { a(1..=2, ..3, 4.., ..); b[1..c]; d.0.e(); 5.f(); }",
        "fn f() -> ! { let g = || h; let i = |j: &K| -> L { m }; n != !o }",
        "impl<'a> ::core::A for B<'a> where Self: 'a, {}",
        "fn f() { if a < b && c > d || e >= f {} g::<H<I>>(j); }",
        "const A: [u8; 2] = [1, 2]; static B: &[&[u8]] = &[&[]];",
    ] {
        assert_kept(code, code);
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
