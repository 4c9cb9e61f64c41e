//! The reader of one CBOR value.

use std::borrow::Cow;

use bytes::Bytes;

use super::parser::{Parser, Place, Token};
use crate::shape::{Document, Member, Schema, Timestamp, TimestampFormat};
use crate::wire::encoding::{integral, too_large};
use crate::wire::lookup::{self, Names};
use crate::wire::{Malformed, Reader, Visit, VisitEntry, VisitMember};

/// One value, not read yet.
pub(crate) struct Item<'p, 'b> {
    parser: &'p mut Parser<'b>,
    place: Place,
    /// It is still to be read.
    open: bool,
    names: Names,
}

impl<'p, 'b> Item<'p, 'b> {
    pub(super) fn new(parser: &'p mut Parser<'b>, names: Names) -> Self {
        let place = parser.place();
        Item { parser, place, open: true, names }
    }

    /// Lets `read` have the value, passes over what it left, and notes in an error where the value
    /// stood.
    pub(super) fn visit(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<(), Malformed>,
    ) -> Result<(), Malformed> {
        let read = match read(self) {
            Ok(()) => self.close(),
            error => error,
        };
        read.map_err(|error| error.at(self.place))
    }

    /// The value if it is text; anything else is passed over.
    pub(crate) fn text_only(&mut self) -> Result<Option<Cow<'b, str>>, Malformed> {
        match self.take()? {
            Token::Text(text) => checked(text).map(Some),
            Token::TextInPieces => self.joined_text().map(Some),
            token => self.parser.skip_rest(token).map(|()| None),
        }
    }

    /// Visits the keys and values of a map; `false` for a null. What `visit` does not read is
    /// passed over.
    pub(crate) fn entries(
        &mut self,
        visit: &mut dyn FnMut(&str, &mut Item<'_, 'b>) -> Result<(), Malformed>,
    ) -> Result<bool, Malformed> {
        let mut left = match self.take()? {
            Token::Null => return Ok(false),
            Token::Map(count) => count,
            other => return Err(Malformed::expected("a map", other)),
        };
        while self.parser.more(&mut left)? {
            let key = self.inner().key()?;
            self.inner().visit(|value| visit(&key, value))?;
        }
        Ok(true)
    }

    /// The next value inside of this one.
    fn inner(&mut self) -> Item<'_, 'b> {
        Item::new(self.parser, Names::Exact)
    }

    fn take(&mut self) -> Result<Token<'b>, Malformed> {
        match std::mem::take(&mut self.open) {
            true => self.parser.value(),
            false => Err(Malformed::new("the value has been read before")),
        }
    }

    /// Passes over the value if nobody has read it.
    fn close(&mut self) -> Result<(), Malformed> {
        match std::mem::take(&mut self.open) {
            true => self.parser.skip(),
            false => Ok(()),
        }
    }

    fn key(mut self) -> Result<Cow<'b, str>, Malformed> {
        match self.content() {
            Ok(Some(key)) => Ok(key),
            Ok(None) => Err(Malformed::expected("a key that is text", "null").at(self.place)),
            Err(error) => Err(error.at(self.place)),
        }
    }

    /// The text, borrowed from the body where it is in one piece.
    fn content(&mut self) -> Result<Option<Cow<'b, str>>, Malformed> {
        match self.take()? {
            Token::Null => Ok(None),
            Token::Text(text) => checked(text).map(Some),
            Token::TextInPieces => self.joined_text().map(Some),
            other => Err(Malformed::expected("text", other)),
        }
    }

    fn joined_text(&mut self) -> Result<Cow<'b, str>, Malformed> {
        String::from_utf8(self.joined(true)?).map(Cow::Owned).map_err(|_| not_utf8())
    }

    fn joined(&mut self, of_text: bool) -> Result<Vec<u8>, Malformed> {
        let mut joined = Vec::new();
        self.parser.pieces(of_text, &mut |piece| joined.extend_from_slice(piece))?;
        Ok(joined)
    }

    /// Reads a number or another value of one token.
    fn scalar<T>(
        &mut self,
        expected: &str,
        read: impl FnOnce(Token<'_>) -> Option<Result<T, Malformed>>,
    ) -> Result<Option<T>, Malformed> {
        match self.take()? {
            Token::Null => Ok(None),
            token => match read(token) {
                Some(value) => value.map(Some),
                None => Err(Malformed::expected(expected, token)),
            },
        }
    }
}

impl Reader for Item<'_, '_> {
    fn text(&mut self, sink: &mut dyn FnMut(&str)) -> Result<bool, Malformed> {
        let content = self.content()?;
        if let Some(text) = &content {
            sink(text);
        }
        Ok(content.is_some())
    }

    fn boolean(&mut self) -> Result<Option<bool>, Malformed> {
        self.scalar("a boolean", |token| match token {
            Token::Boolean(value) => Some(Ok(value)),
            _ => None,
        })
    }

    fn integer(&mut self) -> Result<Option<i64>, Malformed> {
        self.scalar("an integer", |token| match token {
            Token::Integer(value) => Some(Ok(value)),
            Token::Large(_) => Some(Err(too_large())),
            Token::Float(value) => Some(integral(value)),
            _ => None,
        })
    }

    fn float(&mut self) -> Result<Option<f64>, Malformed> {
        self.scalar("a number", |token| match token {
            Token::Integer(value) => Some(Ok(value as f64)),
            Token::Large(value) if !value.is_finite() => Some(Err(too_large())),
            Token::Large(value) | Token::Float(value) => Some(Ok(value)),
            _ => None,
        })
    }

    fn blob(&mut self) -> Result<Option<Bytes>, Malformed> {
        match self.take()? {
            Token::Null => Ok(None),
            Token::Bytes(bytes) => Ok(Some(Bytes::copy_from_slice(bytes))),
            Token::BytesInPieces => self.joined(false).map(|bytes| Some(bytes.into())),
            other => Err(Malformed::expected("bytes", other)),
        }
    }

    /// Seconds since 1970, with and without the tag that says so.
    fn timestamp(&mut self, format: TimestampFormat) -> Result<Option<Timestamp>, Malformed> {
        self.scalar("a timestamp", |token| match token {
            Token::Integer(seconds) => Some(Ok(Timestamp::from_unix(seconds))),
            Token::Float(seconds) => Some(Timestamp::from_float(seconds).ok_or_else(too_large)),
            Token::Large(_) => Some(Err(too_large())),
            Token::Text(text) => Some(parsed(text, format)),
            _ => None,
        })
    }

    /// CBOR has no documents: no protocol defines what one would look like.
    fn document(&mut self) -> Result<Option<Document>, Malformed> {
        Err(Malformed::expected("a document", "CBOR, which has none"))
    }

    fn list(&mut self, _: &Member, element: Visit<'_>) -> Result<bool, Malformed> {
        let mut left = match self.take()? {
            Token::Null => return Ok(false),
            Token::List(count) => count,
            other => return Err(Malformed::expected("a list", other)),
        };
        let mut index = 0_usize;
        while self.parser.more(&mut left)? {
            let read = self.inner().visit(|value| element(value));
            read.map_err(|error| error.within(index.to_string()))?;
            index += 1;
        }
        Ok(true)
    }

    fn map(&mut self, _: &Member, entry: VisitEntry<'_>) -> Result<bool, Malformed> {
        let mut index = 0_usize;
        self.entries(&mut |key, value| {
            // Not the key, which is data.
            entry(key, value).map_err(|error| error.within(index.to_string()))?;
            index += 1;
            Ok(())
        })
    }

    fn structure(
        &mut self,
        schema: &'static Schema,
        member: VisitMember<'_>,
    ) -> Result<bool, Malformed> {
        let names = self.names;
        let mut hint = 0;
        self.entries(&mut |name, value| {
            let Some(index) = lookup::find(schema, name, hint, names) else { return Ok(()) };
            hint = index + 1;
            member(index, value).map_err(|error| error.within(lookup::name_of(schema, index)))
        })
    }
}

fn checked(text: &[u8]) -> Result<Cow<'_, str>, Malformed> {
    str::from_utf8(text).map(Cow::Borrowed).map_err(|_| not_utf8())
}

fn not_utf8() -> Malformed {
    Malformed::new("invalid CBOR: the text is not UTF-8")
}

fn parsed(text: &[u8], format: TimestampFormat) -> Result<Timestamp, Malformed> {
    match Timestamp::parse(&checked(text)?, format) {
        Ok(time) => Ok(time),
        Err(_) => Err(Malformed::expected("a timestamp", "text that is none")),
    }
}
