//! A quick look at a document, for a large one that is only checked for being whole.

use std::str::from_utf8;

use memchr::{memchr, memchr2};

use super::parser::MAX_DEPTH;

/// Is this a whole document, as plain as services write them? The name of its root element, then.
///
/// `None` says nothing: whatever is not plain (comments, CDATA, odd entities, single quotes in a tag), and
/// whatever is wrong, is for the parser to judge, which takes several times as long.
pub(super) fn root_of_plain_document(body: &[u8]) -> Option<&str> {
    let text = from_utf8(body).ok()?;
    let mut scan = Scan { rest: after_declaration(text)?, open: Vec::new() };
    scan.white_space();
    let root = scan.tag()?.start()?;
    scan.open.push(root);
    while !scan.open.is_empty() {
        scan.text()?;
        scan.element()?;
    }
    scan.white_space();
    scan.rest.is_empty().then_some(root)
}

/// What is between two angle brackets.
struct Tag<'t>(&'t str);

impl<'t> Tag<'t> {
    /// The name, of a start tag that has contents.
    fn start(&self) -> Option<&'t str> {
        let Some(length) = self.0.bytes().position(|byte| !is_of_name(byte)) else {
            return Some(self.0).filter(|name| is_name(name));
        };
        let (name, attributes) = self.0.split_at_checked(length)?;
        (is_name(name) && are_plain(attributes)).then_some(name)
    }
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'-' | b'_' | b'.')
}

fn is_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
}

/// A closing bracket in an attribute would leave a quotation mark without its other. A slash would make the tag
/// that of an empty element.
fn are_plain(attributes: &str) -> bool {
    let quotes = attributes.bytes().filter(|byte| *byte == b'"').count();
    attributes.starts_with([' ', '\t', '\r', '\n'])
        && quotes.is_multiple_of(2)
        && !attributes.contains('\'')
        && !attributes.ends_with('/')
}

struct Scan<'t> {
    rest: &'t str,
    /// The names of the elements around this place.
    open: Vec<&'t str>,
}

impl<'t> Scan<'t> {
    fn white_space(&mut self) {
        self.rest = self.rest.trim_ascii_start();
    }

    /// Passes a tag, which begins here.
    fn tag(&mut self) -> Option<Tag<'t>> {
        let inside = self.rest.strip_prefix('<')?;
        let (tag, rest) = inside.split_at_checked(memchr(b'>', inside.as_bytes())?)?;
        self.rest = rest.get(1..)?;
        Some(Tag(tag))
    }

    /// Passes text up to the next tag.
    fn text(&mut self) -> Option<()> {
        loop {
            self.rest = self.rest.get(memchr2(b'<', b'&', self.rest.as_bytes())?..)?;
            if self.rest.starts_with('<') {
                return Some(());
            }
            let entities = ["&quot;", "&amp;", "&lt;", "&gt;", "&apos;"];
            self.rest = entities.iter().find_map(|entity| self.rest.strip_prefix(entity))?;
        }
    }

    /// Passes a tag, of an element's start or end or of one that is empty.
    fn element(&mut self) -> Option<()> {
        let tag = self.tag()?;
        if let Some(ended) = tag.0.strip_prefix('/') {
            return (self.open.pop()? == ended).then_some(());
        }
        match tag.0.strip_suffix('/') {
            Some(empty) => drop(Tag(empty).start()?),
            None => self.open.push(tag.start()?),
        }
        (self.open.len() < MAX_DEPTH).then_some(())
    }
}

fn after_declaration(text: &str) -> Option<&str> {
    match text.strip_prefix("<?xml ") {
        Some(declaration) => declaration.split_once("?>").map(|(_, rest)| rest),
        None => Some(text),
    }
}
