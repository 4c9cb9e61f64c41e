//! `#[doc = "…"]` → `/// …`.

use proc_macro2::{Delimiter, TokenTree};

/// The text of a documentation attribute, where these are the tokens after its `#` and a comment can say
/// the same.
pub(super) fn documentation(tokens: &[TokenTree]) -> Option<String> {
    let Some(TokenTree::Group(group)) = tokens.first() else { return None };
    if group.delimiter() != Delimiter::Bracket {
        return None;
    }
    let mut inside = group.stream().into_iter();
    let is_doc = matches!(inside.next()?, TokenTree::Ident(name) if name == "doc");
    let is_set = matches!(inside.next()?, TokenTree::Punct(sign) if sign.as_char() == '=');
    match inside.next()? {
        TokenTree::Literal(text) if is_doc && is_set => comment(&text.to_string()),
        _ => None,
    }
}

/// What a string literal says, if a comment of one line can say it.
fn comment(literal: &str) -> Option<String> {
    let text = match literal.strip_prefix('r') {
        Some(raw) => raw.trim_matches('#').strip_prefix('"')?.strip_suffix('"')?.to_owned(),
        None => unescaped(literal.strip_prefix('"')?.strip_suffix('"')?)?,
    };
    // Four slashes begin a comment that documents nothing.
    (!text.starts_with('/') && !text.contains(['\n', '\r'])).then_some(text)
}

/// A text without its escapes; nothing if it has any but those of quotes and backslashes.
fn unescaped(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => plain.push(characters.next().filter(|next| matches!(next, '"' | '\'' | '\\'))?),
            other => plain.push(other),
        }
    }
    Some(plain)
}
