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

/// A text without its escapes; nothing if it has one that a comment cannot do without.
fn unescaped(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        plain.push_str(before);
        let (character, length) = match after.chars().next()? {
            quoted @ ('"' | '\'' | '\\') => (quoted, 1),
            'u' => by_number(after)?,
            _ => return None,
        };
        plain.push(character);
        rest = after.get(length..)?;
    }
    plain.push_str(rest);
    Some(plain)
}

/// `u{301}…`: the character, and how long its number is. Those that literals escape are not all harmful:
/// accents by themselves are not, what controls a terminal or turns the direction of writing is.
fn by_number(text: &str) -> Option<(char, usize)> {
    let (number, _) = text.strip_prefix("u{")?.split_once('}')?;
    let character = char::from_u32(u32::from_str_radix(number, 16).ok()?)?;
    let turns = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    (!character.is_control() && !turns).then_some((character, number.len() + 3))
}
