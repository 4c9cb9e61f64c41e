//! HTML → tags and the text between them.
//!
//! What is no tag is text: a `<` before a number, a tag without an end, and placeholders such as
//! `<account-id>`, which are names that HTML does not have and that nothing closes.

use std::collections::BTreeSet;

use crate::sorted;

/// The longest tag, in bytes. It bounds how often a text is read again.
const LONGEST_TAG: usize = 2 << 10;

/// Elements that need no end to be taken for elements.
const KNOWN: &[&str] = &[
    "a",
    "b",
    "body",
    "br",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "fullname",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "important",
    "li",
    "link",
    "note",
    "ol",
    "p",
    "para",
    "pre",
    "span",
    "strong",
    "td",
    "tr",
    "tt",
    "u",
    "ul",
];

/// A piece of HTML. Names are in lower case.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// As it stands, entities included.
    Text(&'a str),
    /// What stands behind the name is kept as it is.
    Open {
        name: String,
        attributes: &'a str,
    },
    Close(String),
}

/// The tokens of a text.
pub(super) struct Tokens<'a> {
    rest: &'a str,
    /// The names that are closed anywhere.
    closed: BTreeSet<String>,
    /// Does a comment end in what is left?
    comments: bool,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        let ends = html.split("</").skip(1).map(|rest| name(rest).to_ascii_lowercase());
        Tokens { rest: html, closed: sorted::set(ends), comments: true }
    }

    /// The tag that `rest` begins with, and what follows it.
    fn tag(&mut self) -> Option<(Option<Token<'a>>, &'a str)> {
        let inner = self.rest.strip_prefix('<')?;
        if let Some(comment) = inner.strip_prefix("!--") {
            return self.behind_comment(comment).map(|rest| (None, rest));
        }
        let (tag, rest) = split_tag(inner)?;
        if tag.starts_with(['!', '?']) {
            return Some((None, rest));
        }
        if let Some(closing) = tag.strip_prefix('/') {
            let name = name(closing).to_ascii_lowercase();
            return (!name.is_empty()).then_some((Some(Token::Close(name)), rest));
        }
        let found = name(tag);
        let attributes = tag.get(found.len()..)?;
        let name = found.to_ascii_lowercase();
        let is_element = KNOWN.contains(&name.as_str()) || self.closed.contains(&name);
        is_element.then_some((Some(Token::Open { name, attributes }), rest))
    }

    fn behind_comment(&mut self, comment: &'a str) -> Option<&'a str> {
        let end = if self.comments { comment.split_once("-->") } else { None };
        self.comments = end.is_some();
        end.map(|(_, rest)| rest)
    }

    /// Text up to the next `<`; a `<` at its beginning belongs to it.
    fn text(&mut self) -> Token<'a> {
        let own = self.rest.chars().next().map_or(0, char::len_utf8);
        let behind = self.rest.get(own..).unwrap_or_default();
        let end = own + behind.find('<').unwrap_or(behind.len());
        let (text, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        Token::Text(text)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        while !self.rest.is_empty() {
            let Some((token, rest)) = self.tag() else { return Some(self.text()) };
            self.rest = rest;
            if token.is_some() {
                return token;
            }
        }
        None
    }
}

/// What stands between `<` and `>`, and what follows. A `>` in quotes is none, if the quotes end.
fn split_tag(inner: &str) -> Option<(&str, &str)> {
    let first = inner.chars().next()?;
    if !first.is_ascii_alphabetic() && !"/!?".contains(first) {
        return None;
    }
    let (mut quote, mut fallback) = (None, None);
    for (place, byte) in inner.bytes().enumerate().take(LONGEST_TAG) {
        match (quote, byte) {
            (None, b'>') => return split_around(inner, place),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            (Some(_), b'>') => fallback = fallback.or(Some(place)),
            _ => {}
        }
    }
    fallback.and_then(|place| split_around(inner, place))
}

fn split_around(text: &str, place: usize) -> Option<(&str, &str)> {
    Some((text.get(..place)?, text.get(place + 1..)?))
}

fn name(tag: &str) -> &str {
    let is_of_name = |letter: char| letter.is_ascii_alphanumeric() || "-_:".contains(letter);
    tag.split(|letter| !is_of_name(letter)).next().unwrap_or_default()
}

/// The value of an attribute, entities included.
pub(super) fn attribute<'a>(attributes: &'a str, wanted: &str) -> Option<&'a str> {
    let mut rest = attributes;
    while let Some((before, after)) = rest.split_once('=') {
        let name = before.split_whitespace().next_back().unwrap_or_default();
        let (value, behind) = value(after.trim_start());
        if name.eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = behind;
    }
    None
}

fn value(text: &str) -> (&str, &str) {
    let quoted = ['"', '\''].iter().find_map(|quote| text.strip_prefix(*quote)?.split_once(*quote));
    let bare = || text.split_once(|letter: char| letter.is_whitespace()).unwrap_or((text, ""));
    quoted.unwrap_or_else(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(html: &str) -> Vec<Token<'_>> {
        Tokens::new(html).collect()
    }

    fn open<'a>(name: &str, attributes: &'a str) -> Token<'a> {
        Token::Open { name: name.to_owned(), attributes }
    }

    #[test]
    fn tags_are_told_from_text() {
        let close = |name: &str| Token::Close(name.to_owned());
        let text = Token::Text;
        let found = tokens("a<P class=\"x>y\">b</p ><br/>1 < 2 <!-- <b> -->c");
        let expected = [
            text("a"),
            open("p", " class=\"x>y\""),
            text("b"),
            close("p"),
            open("br", "/"),
            text("1 "),
            text("< 2 "),
            text("c"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn placeholders_are_text() {
        assert_eq!(tokens("<region>:x"), [Token::Text("<region>:x")]);
        assert_eq!(tokens("<odd>x</odd>").len(), 3, "closed, so an element");
    }

    #[test]
    fn what_has_no_end_is_text() {
        for html in ["<a href=", "<", "</", "<!-- x", "<!--", "<p \u{e9}"] {
            let text: String = tokens(html)
                .iter()
                .map(|token| if let Token::Text(text) = token { text } else { "TAG" })
                .collect();
            assert_eq!(text, html);
        }
        assert_eq!(tokens("<a href=\"x>y"), [open("a", " href=\"x"), Token::Text("y")]);
    }

    #[test]
    fn attributes_in_quotes_or_bare() {
        assert_eq!(attribute(" a='1' HREF = \"x=y\" b", "href"), Some("x=y"));
        assert_eq!(attribute(" href=x target=_blank", "target"), Some("_blank"));
        assert_eq!(attribute(" href", "href"), None);
        assert_eq!(attribute(" href=\"open", "href"), Some("\"open"));
    }

    #[test]
    fn many_beginnings_without_ends_take_no_time() {
        for html in ["<a \"", "<!--", "<", "</", "&", "<a "] {
            let many = html.repeat(10_000);
            assert!(tokens(&format!("{many}>")).len() <= many.len());
        }
    }
}
