//! The reader of one XML element.

use std::borrow::Cow;

use bytes::Bytes;
use memchr::memchr;
use quick_xml::events::BytesStart;

use super::attributes;
use super::encoded::{Encoded, EncodedNames};
use super::local_name;
use super::parser::{Parser, Token, is_blank};
use crate::shape::{Document, Member, Schema, Timestamp, TimestampFormat};
use crate::wire::encoding::decode_blob;
use crate::wire::lookup::{self, Names};
use crate::wire::{Malformed, Reader, Visit, VisitEntry, VisitMember};

/// An element whose start tag has been read, or an attribute.
///
/// Empty elements are empty text, empty lists or structures without members. A number, boolean or
/// timestamp that is empty counts as absent. Nothing in XML is a null otherwise.
pub(crate) struct Element<'p, 'b> {
    parser: &'p mut Parser<'b>,
    state: State<'b>,
    names: Names,
    encoded: Encoded,
}

enum State<'b> {
    /// Its contents are still to be read.
    Open(BytesStart<'b>),
    /// It is an attribute with this value.
    Attribute(String),
    Read,
}

impl<'p, 'b> Element<'p, 'b> {
    pub(super) fn new(parser: &'p mut Parser<'b>, start: BytesStart<'b>) -> Self {
        let state = State::Open(start);
        Element { parser, state, names: Names::Exact, encoded: Encoded::Nothing }
    }

    /// Which members the elements in it can be, and how they may be spelled.
    pub(in crate::wire) fn named(&mut self, names: Names) -> &mut Self {
        self.names = names;
        self
    }

    /// The element as an output whose names are URL-encoded.
    pub(crate) fn with_encoded(&mut self, names: &'static EncodedNames) -> &mut Self {
        self.encoded = Encoded::Names(names);
        self
    }

    /// Is there text in it before any element? Nothing is read yet.
    pub(crate) fn begins_with_text(&self) -> bool {
        let mut ahead = self.parser.clone();
        loop {
            match ahead.next() {
                Ok(Token::Text(text)) if is_blank(&text) => {}
                Ok(Token::Text(_) | Token::Char(_)) => return true,
                _ => return false,
            }
        }
    }

    /// An error about something else standing here.
    pub(crate) fn wrong(&self, expected: &str, found: &str) -> Malformed {
        self.parser.wrong(expected, found)
    }

    /// Passes over the contents if nobody has read them.
    pub(super) fn close(&mut self) -> Result<(), Malformed> {
        match self.take() {
            State::Open(_) => self.parser.skip(),
            _ => Ok(()),
        }
    }

    fn take(&mut self) -> State<'b> {
        std::mem::replace(&mut self.state, State::Read)
    }

    /// Visits the child elements, by their names without prefix. What `visit` does not read is
    /// passed over, as is text beside elements; text alone is an error.
    pub(crate) fn children(
        &mut self,
        mut visit: impl FnMut(&str, &mut Element<'_, 'b>) -> Result<(), Malformed>,
    ) -> Result<(), Malformed> {
        if let State::Attribute(_) = self.take() {
            return Err(self.parser.wrong("elements", "an attribute"));
        }
        let mut text = None;
        let mut any = false;
        loop {
            match self.parser.next()? {
                Token::Start(start) => {
                    any = true;
                    let name = start.clone();
                    let mut child = Element::new(&mut *self.parser, start);
                    visit(local_name(&name), &mut child)?;
                    child.close()?;
                }
                Token::End | Token::Finished => break,
                Token::Text(found) if is_blank(&found) => {}
                Token::Text(_) | Token::Char(_) => {
                    text.get_or_insert_with(|| self.parser.wrong("elements", "text"));
                }
            }
        }
        text.filter(|_| !any).map_or(Ok(()), Err)
    }

    /// Visits the attributes of the start tag that are members.
    fn attributes(
        &mut self,
        schema: &'static Schema,
        member: VisitMember<'_>,
    ) -> Result<(), Malformed> {
        let State::Open(start) = &self.state else { return Ok(()) };
        // Nearly all elements have none.
        if start.attributes_raw().trim_ascii().is_empty() {
            return Ok(());
        }
        let start = start.clone();
        for (index, entry) in schema.members.iter().enumerate().filter(|(_, m)| m.is_attribute()) {
            let value = attributes::value(&start, entry.read)
                .map_err(|error| self.parser.malformed(format!("invalid XML: {error}")))?;
            let Some(value) = value else { continue };
            let mut attribute = Element::new(&mut *self.parser, start.clone());
            attribute.state = State::Attribute(value);
            attribute.visited(|reader| member(index, reader), || entry.name.to_owned())?;
        }
        Ok(())
    }

    /// The text of the element, borrowed from the body where it is in one piece.
    pub(crate) fn content(&mut self) -> Result<Cow<'b, str>, Malformed> {
        if let State::Attribute(value) = self.take() {
            return Ok(Cow::Owned(value));
        }
        let mut content = Cow::Borrowed("");
        loop {
            match self.parser.next()? {
                Token::End | Token::Finished => return Ok(content),
                Token::Text(text) => append(&mut content, with_plain_line_ends(text)),
                Token::Char(character) => content.to_mut().push(character),
                Token::Start(_) => return Err(self.parser.wrong("text", "an element")),
            }
        }
    }

    /// Reads a value out of the text without the space around it; empty text has none.
    fn parse<T>(
        &mut self,
        expected: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, Malformed> {
        let content = self.content()?;
        match content.trim_ascii() {
            "" => Ok(None),
            text => match parse(text) {
                Some(value) => Ok(Some(value)),
                None => Err(self.parser.wrong(expected, "text that is none")),
            },
        }
    }

    /// Lets the caller's function read this element, and notes in an error where it stood.
    fn visited(
        &mut self,
        visit: impl FnOnce(&mut dyn Reader) -> Result<(), Malformed>,
        segment: impl FnOnce() -> String,
    ) -> Result<(), Malformed> {
        match visit(self) {
            Ok(()) => Ok(()),
            Err(error) => Err(error.at(self.parser.place()).within(segment())),
        }
    }

    /// Reads one entry of a map.
    fn entry(&mut self, map: &Member, visit: VisitEntry<'_>) -> Result<(), Malformed> {
        let key_name = map.first().read_or("key");
        let value_name = map.second().read_or("value");
        let mut key = None;
        self.children(|name, child| {
            if name == key_name {
                key = Some(child.content()?);
            } else if name == value_name {
                let Some(key) = &key else {
                    return Err(child.parser.wrong("the key of a map entry", "its value"));
                };
                visit(key, child).map_err(|error| error.at(child.parser.place()))?;
            }
            Ok(())
        })
    }
}

impl Reader for Element<'_, '_> {
    fn text(&mut self, sink: &mut dyn FnMut(&str)) -> Result<bool, Malformed> {
        let content = self.content()?;
        sink(&self.encoded.decode(&content));
        Ok(true)
    }

    fn boolean(&mut self) -> Result<Option<bool>, Malformed> {
        self.parse("true or false", |text| match text {
            "1" => Some(true),
            "0" => Some(false),
            _ if text.eq_ignore_ascii_case("true") => Some(true),
            _ if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        })
    }

    fn integer(&mut self) -> Result<Option<i64>, Malformed> {
        self.parse("an integer of at most 64 bits", |text| text.parse().ok())
    }

    fn float(&mut self) -> Result<Option<f64>, Malformed> {
        self.parse("a number", |text| text.parse().ok())
    }

    fn blob(&mut self) -> Result<Option<Bytes>, Malformed> {
        let content = self.content()?;
        decode_blob(&content).map(Some)
    }

    fn timestamp(&mut self, format: TimestampFormat) -> Result<Option<Timestamp>, Malformed> {
        self.parse("a timestamp", |text| Timestamp::parse(text, format).ok())
    }

    /// XML has no documents: no protocol defines what one would look like.
    fn document(&mut self) -> Result<Option<Document>, Malformed> {
        Err(self.parser.wrong("a document", "XML, which has none"))
    }

    /// The name of an element of a list does not matter, as in botocore.
    fn list(&mut self, list: &Member, element: Visit<'_>) -> Result<bool, Malformed> {
        if list.is_flattened() {
            element(self)?;
            return Ok(true);
        }
        let mut index = 0_usize;
        let encoded = self.encoded;
        self.children(|_, child| {
            child.encoded = encoded;
            child.visited(&mut *element, || index.to_string())?;
            index += 1;
            Ok(())
        })?;
        Ok(true)
    }

    fn map(&mut self, map: &Member, entry: VisitEntry<'_>) -> Result<bool, Malformed> {
        if map.is_flattened() {
            self.entry(map, entry)?;
            return Ok(true);
        }
        let mut index = 0_usize;
        self.children(|_, child| {
            child.entry(map, entry).map_err(|error| error.within(index.to_string()))?;
            index += 1;
            Ok(())
        })?;
        Ok(true)
    }

    fn structure(
        &mut self,
        schema: &'static Schema,
        member: VisitMember<'_>,
    ) -> Result<bool, Malformed> {
        let (names, encoded) = (self.names, self.encoded);
        self.attributes(schema, member)?;
        let mut hint = 0;
        self.children(|name, child| {
            let found = lookup::find(schema, name, hint, names);
            let found = found.or_else(|| lookup::find_flattened(schema, name));
            let Some(index) = found else { return Ok(()) };
            // Not the next one: the elements of a flattened list repeat the name.
            hint = index;
            let of_definition = lookup::name_of(schema, index);
            child.encoded = encoded.of_member(of_definition);
            child.visited(|reader| member(index, reader), || of_definition.to_owned())
        })?;
        Ok(true)
    }
}

fn append<'b>(content: &mut Cow<'b, str>, text: Cow<'b, str>) {
    if content.is_empty() {
        *content = text;
    } else {
        content.to_mut().push_str(&text);
    }
}

/// XML takes `\r\n` and `\r` for `\n`, unless they are written as references.
fn with_plain_line_ends(text: Cow<'_, str>) -> Cow<'_, str> {
    if memchr(b'\r', text.as_bytes()).is_none() {
        return text;
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}
