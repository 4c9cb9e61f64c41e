//! The items of a body that matter, one after the other, from cbor4ii's decoder.

use std::convert::Infallible;
use std::fmt;

use cbor4ii::core::dec::{Decode, Error, Read, Reference, if_major, is_break};
use cbor4ii::core::{major, marker, types};

use super::half::widen;
use crate::wire::Malformed;

/// How deep lists and maps may be nested: as deep as serde_json lets JSON be.
pub(super) const MAX_DEPTH: usize = 128;

/// Bytes with these tags are an integer of any size: zero or more, and below zero.
const BIG: u64 = 2;
const BIG_NEGATIVE: u64 = 3;

/// What comes next.
#[derive(Clone, Copy, Debug)]
pub(super) enum Token<'b> {
    /// Null or undefined.
    Null,
    Boolean(bool),
    Integer(i64),
    /// An integer outside the range of `i64`, as near as a float comes to it.
    Large(f64),
    Float(f64),
    Bytes(&'b [u8]),
    /// Text that has not been checked yet.
    Text(&'b [u8]),
    /// Pieces follow, and a break.
    BytesInPieces,
    /// Pieces follow, and a break.
    TextInPieces,
    /// So many elements follow; or elements and a break.
    List(Option<usize>),
    /// So many keys and values follow; or keys, values and a break.
    Map(Option<usize>),
    /// What the next item means.
    Tag(u64),
    /// The end of a list, a map or of pieces.
    Break,
}

impl fmt::Display for Token<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Token::Null => "null",
            Token::Boolean(_) => "a boolean",
            Token::Integer(_) | Token::Large(_) | Token::Float(_) => "a number",
            Token::Bytes(_) | Token::BytesInPieces => "bytes",
            Token::Text(_) | Token::TextInPieces => "text",
            Token::List(_) => "a list",
            Token::Map(_) => "a map",
            Token::Tag(_) => "a tag",
            Token::Break => "a break",
        })
    }
}

/// The place in a body.
pub(super) struct Parser<'b> {
    body: &'b [u8],
    position: usize,
    depth: usize,
}

impl<'b> Parser<'b> {
    pub(super) fn new(body: &'b [u8]) -> Self {
        Parser { body, position: 0, depth: 0 }
    }

    /// The position of the next item.
    pub(super) fn place(&self) -> Place {
        Place(self.position)
    }

    /// Checks that nothing follows.
    pub(super) fn end(&self) -> Result<(), Malformed> {
        match self.rest() {
            [] => Ok(()),
            _ => Err(Malformed::expected("the end of the body", "something after the value")
                .at(self.place())),
        }
    }

    /// The next value. Tags that change nothing are passed over.
    pub(super) fn value(&mut self) -> Result<Token<'b>, Malformed> {
        let place = self.place();
        let mut tag = None;
        loop {
            match (self.next()?, tag) {
                (Token::Tag(found), _) => tag = Some(found),
                (Token::Break, _) => {
                    return Err(Malformed::expected("a value", Token::Break).at(place));
                }
                (Token::Bytes(bytes), Some(BIG)) => return Ok(big(bytes, false)),
                (Token::Bytes(bytes), Some(BIG_NEGATIVE)) => return Ok(big(bytes, true)),
                (token, _) => return Ok(token),
            }
        }
    }

    /// Is there another element or key, of so many left? Called until there is none.
    pub(super) fn more(&mut self, left: &mut Option<usize>) -> Result<bool, Malformed> {
        let more = match left {
            Some(0) => false,
            Some(count) => {
                *count -= 1;
                true
            }
            None => {
                let place = self.place();
                !is_break(self).map_err(|error| invalid(&error).at(place))?
            }
        };
        if !more {
            self.depth = self.depth.saturating_sub(1);
        }
        Ok(more)
    }

    /// The pieces of bytes or text, up to the break.
    pub(super) fn pieces(
        &mut self,
        of_text: bool,
        sink: &mut dyn FnMut(&[u8]),
    ) -> Result<(), Malformed> {
        loop {
            let place = self.place();
            match (self.next()?, of_text) {
                (Token::Bytes(piece), false) | (Token::Text(piece), true) => sink(piece),
                (Token::Break, _) => return Ok(()),
                (other, true) => {
                    return Err(Malformed::expected("a piece of text", other).at(place));
                }
                (other, false) => {
                    return Err(Malformed::expected("a piece of bytes", other).at(place));
                }
            }
        }
    }

    /// Passes over a value. What it claims to hold must be there.
    pub(super) fn skip(&mut self) -> Result<(), Malformed> {
        let token = self.value()?;
        self.skip_rest(token)
    }

    /// Passes over what belongs to a token that has been read.
    pub(super) fn skip_rest(&mut self, token: Token<'b>) -> Result<(), Malformed> {
        match token {
            Token::List(count) => self.skip_items(count, 1),
            Token::Map(count) => self.skip_items(count, 2),
            Token::BytesInPieces => self.pieces(false, &mut |_| ()),
            Token::TextInPieces => self.pieces(true, &mut |_| ()),
            _ => Ok(()),
        }
    }

    fn skip_items(&mut self, mut left: Option<usize>, each: usize) -> Result<(), Malformed> {
        while self.more(&mut left)? {
            for _ in 0..each {
                self.skip()?;
            }
        }
        Ok(())
    }

    /// The next item.
    fn next(&mut self) -> Result<Token<'b>, Malformed> {
        let place = self.place();
        let token = self.token().map_err(|error| invalid(&error).at(place))?;
        if matches!(token, Token::List(_) | Token::Map(_)) {
            self.depth += 1;
            if self.depth > MAX_DEPTH {
                let what = format!("lists and maps are nested deeper than {MAX_DEPTH}");
                return Err(Malformed::new(what).at(place));
            }
        }
        Ok(token)
    }

    fn token(&mut self) -> Result<Token<'b>, Error<Infallible>> {
        if is_break(self)? {
            return Ok(Token::Break);
        }
        let first = self.rest().first().copied().unwrap_or(marker::BREAK);
        let in_pieces = first & marker::START == marker::START;
        Ok(match if_major(first) {
            major::UNSIGNED => integer(u64::decode(self)?, false),
            major::NEGATIVE => integer(types::Negative::<u64>::decode(self)?.0, true),
            major::BYTES if in_pieces => self.passing(Token::BytesInPieces),
            major::STRING if in_pieces => self.passing(Token::TextInPieces),
            major::BYTES => Token::Bytes(types::Bytes::<&[u8]>::decode(self)?.0),
            major::STRING => Token::Text(types::UncheckedStr::<&[u8]>::decode(self)?.0),
            major::ARRAY => Token::List(types::Array::len(self)?),
            major::MAP => Token::Map(types::Map::len(self)?),
            major::TAG => Token::Tag(types::Tag::tag(self)?),
            _ => self.simple(first)?,
        })
    }

    fn simple(&mut self, first: u8) -> Result<Token<'b>, Error<Infallible>> {
        Ok(match first {
            marker::NULL | marker::UNDEFINED => self.passing(Token::Null),
            marker::FALSE => self.passing(Token::Boolean(false)),
            marker::TRUE => self.passing(Token::Boolean(true)),
            marker::F16 => Token::Float(widen(types::F16::decode(self)?.0)),
            marker::F32 => Token::Float(f64::from(f32::decode(self)?)),
            marker::F64 => Token::Float(f64::decode(self)?),
            found => return Err(Error::Unsupported { name: &"value", found }),
        })
    }

    /// The token that one byte is.
    fn passing(&mut self, token: Token<'b>) -> Token<'b> {
        self.advance(1);
        token
    }

    fn rest(&self) -> &'b [u8] {
        self.body.get(self.position..).unwrap_or_default()
    }
}

/// How cbor4ii sees a body: all of it lasts, so text and bytes are lent from it.
impl<'b> Read<'b> for Parser<'b> {
    type Error = Infallible;

    fn fill<'short>(&'short mut self, want: usize) -> Result<Reference<'b, 'short>, Infallible> {
        let rest = self.rest();
        Ok(Reference::Long(rest.get(..want).unwrap_or(rest)))
    }

    fn advance(&mut self, count: usize) {
        self.position = self.position.saturating_add(count).min(self.body.len());
    }
}

/// An integer; those below zero are written as their distance from -1.
fn integer(value: u64, negative: bool) -> Token<'static> {
    match (i64::try_from(value), negative) {
        (Ok(value), false) => Token::Integer(value),
        (Ok(value), true) => Token::Integer(-1 - value),
        (Err(_), false) => Token::Large(value as f64),
        (Err(_), true) => Token::Large(-1.0 - value as f64),
    }
}

/// An integer as bytes, the highest first.
fn big(bytes: &[u8], negative: bool) -> Token<'static> {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let digits = bytes.get(zeros..).unwrap_or_default();
    if digits.len() <= size_of::<u64>() {
        let value = digits.iter().fold(0_u64, |value, digit| value << 8 | u64::from(*digit));
        return integer(value, negative);
    }
    let value = digits.iter().fold(0.0, |value, digit| value * 256.0 + f64::from(*digit));
    Token::Large(if negative { -value } else { value })
}

/// What cbor4ii says is wrong. Of the bytes only the first of an item is named, which is no data.
#[cold]
fn invalid(error: &Error<Infallible>) -> Malformed {
    let what = match error {
        Error::Eof { .. } | Error::RequireLength { .. } => {
            "the body ends within a value".to_owned()
        }
        Error::Mismatch { found, .. } | Error::Unsupported { found, .. } => {
            format!("no value begins with the byte {found:#04x}")
        }
        Error::CastOverflow { .. } => "a length is beyond all memory".to_owned(),
        other => other.to_string(),
    };
    Malformed::new(format!("invalid CBOR: {what}"))
}

/// A position in a body.
#[derive(Clone, Copy)]
pub(super) struct Place(usize);

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "byte {}", self.0)
    }
}
