//! What nearly all of a body is: tags, text and entities as services write them, found without a parser, which
//! would take several times as long.

use memchr::{memchr, memchr2};

/// What stands at a place.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Plain<'b> {
    /// A start tag: what is between its brackets, and how much of that is the name. An empty element's slash is left
    /// out.
    Start {
        content: &'b str,
        name: usize,
        is_empty: bool,
    },
    /// The end tag of the innermost element.
    End,
    Text(&'b str),
    /// A character that was written as an entity.
    Char(char),
}

/// The entities that are there without a definition.
pub(super) const ENTITIES: [(&str, char); 5] =
    [("quot", '"'), ("amp", '&'), ("lt", '<'), ("gt", '>'), ("apos", '\'')];

/// What is plain at the beginning of `rest`, in an element called `innermost`, and how many bytes it takes.
///
/// `None` says nothing: whatever is not plain (comments, CDATA, characters as numbers, single quotes in a tag), and
/// whatever is wrong, is for the parser to judge.
// Inlined wherever the compiler puts it: called once for each tag, else an eighth of a page goes into calls.
#[inline]
pub(super) fn token<'b>(rest: &'b str, innermost: &[u8]) -> Option<(Plain<'b>, usize)> {
    match rest.as_bytes() {
        [b'<', b'/', end @ ..] => {
            let behind = end.strip_prefix(innermost)?;
            behind.starts_with(b">").then_some((Plain::End, 2 + innermost.len() + 1))
        }
        [b'<', ..] => start(rest.get(1..)?),
        [b'&', ..] => entity(rest.get(1..)?),
        bytes => {
            let length = memchr2(b'<', b'&', bytes)?;
            Some((Plain::Text(rest.get(..length)?), length))
        }
    }
}

#[inline]
fn start(inside: &str) -> Option<(Plain<'_>, usize)> {
    let tag = inside.get(..memchr(b'>', inside.as_bytes())?)?;
    let (content, is_empty) = match tag.strip_suffix('/') {
        Some(content) => (content, true),
        None => (tag, false),
    };
    let name = content.bytes().position(|byte| !is_of_name(byte)).unwrap_or(content.len());
    let attributes = content.get(name..)?;
    let is_plain = content.starts_with(|first: char| first.is_ascii_alphabetic())
        && (attributes.is_empty() || are_plain(attributes));
    is_plain.then_some((Plain::Start { content, name, is_empty }, tag.len() + 2))
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'-' | b'_' | b'.')
}

/// A closing bracket in an attribute would leave a quotation mark without its other.
fn are_plain(attributes: &str) -> bool {
    let quotes = attributes.bytes().filter(|byte| *byte == b'"').count();
    attributes.starts_with([' ', '\t', '\r', '\n'])
        && quotes.is_multiple_of(2)
        && !attributes.contains('\'')
}

fn entity(name: &str) -> Option<(Plain<'_>, usize)> {
    ENTITIES.iter().find_map(|(entity, character)| {
        let behind = name.strip_prefix(entity)?;
        behind.starts_with(';').then_some((Plain::Char(*character), 1 + entity.len() + 1))
    })
}
