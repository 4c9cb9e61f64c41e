//! The events of a document that matter, from quick-xml's reader, which checks that tags match.

use std::borrow::Cow;
use std::fmt;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Error, Reader};

use crate::wire::Malformed;

/// How deep elements may be nested: as deep as serde_json lets JSON be.
pub(super) const MAX_DEPTH: usize = 128;

/// What comes next.
pub(super) enum Token<'b> {
    Start(BytesStart<'b>),
    End,
    /// Text as it stands between tags; line ends are not normalized yet.
    Text(Cow<'b, str>),
    /// A character that was written as a reference.
    Char(char),
    /// The end of the document, outside of every element.
    Finished,
}

/// The place in a document.
#[derive(Clone)]
pub(super) struct Parser<'b> {
    reader: Reader<&'b [u8]>,
    depth: usize,
    /// An empty element's start has been handed out; its end comes next.
    ends_next: bool,
}

impl<'b> Parser<'b> {
    pub(super) fn new(body: &'b [u8]) -> Self {
        Parser { reader: Reader::from_reader(body), depth: 0, ends_next: false }
    }

    /// The start of the root element.
    pub(super) fn root(&mut self) -> Result<BytesStart<'b>, Malformed> {
        loop {
            match self.next()? {
                Token::Start(start) => return Ok(start),
                Token::Text(text) if is_blank(&text) => {}
                Token::Finished => return Err(self.wrong("an element", "nothing")),
                _ => return Err(self.wrong("an element", "text")),
            }
        }
    }

    /// Checks that nothing follows the root element.
    pub(super) fn end(&mut self) -> Result<(), Malformed> {
        loop {
            match self.next()? {
                Token::Finished => return Ok(()),
                Token::Text(text) if is_blank(&text) => {}
                _ => return Err(self.wrong("the end of the document", "something after it")),
            }
        }
    }

    /// The next token; comments, declarations and processing instructions are passed over.
    pub(super) fn next(&mut self) -> Result<Token<'b>, Malformed> {
        if std::mem::take(&mut self.ends_next) {
            self.depth -= 1;
            return Ok(Token::End);
        }
        loop {
            return match self.reader.read_event() {
                Ok(Event::Start(start)) => self.start(start),
                Ok(Event::Empty(start)) => {
                    self.ends_next = true;
                    self.start(start)
                }
                Ok(Event::End(_)) => {
                    self.depth = self.depth.saturating_sub(1);
                    Ok(Token::End)
                }
                Ok(Event::Text(text)) => Ok(Token::Text(text.into_inner())),
                Ok(Event::CData(text)) => Ok(Token::Text(text.into_inner())),
                Ok(Event::GeneralRef(reference)) => self.reference(&reference).map(Token::Char),
                Ok(Event::Eof) if self.depth == 0 => Ok(Token::Finished),
                Ok(Event::Eof) => Err(self.wrong("an end tag", "the end of the document")),
                Ok(Event::DocType(_)) => {
                    Err(self.malformed("document type definitions are not accepted"))
                }
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_)) => continue,
                Err(error) => Err(self.invalid(&error)),
            };
        }
    }

    /// Passes over the rest of an element whose start has been read.
    pub(super) fn skip(&mut self) -> Result<(), Malformed> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    /// An error about what stands here.
    pub(super) fn malformed(&self, what: impl Into<String>) -> Malformed {
        Malformed::new(what).at(self.place())
    }

    /// An error about something else standing here.
    pub(super) fn wrong(&self, expected: &str, found: &str) -> Malformed {
        Malformed::expected(expected, found).at(self.place())
    }

    /// The position after what was read last.
    pub(super) fn place(&self) -> Place {
        Place(self.reader.buffer_position())
    }

    #[cold]
    fn invalid(&self, error: &Error) -> Malformed {
        let place = match error {
            Error::Syntax(_) | Error::IllFormed(_) => self.reader.error_position(),
            _ => self.reader.buffer_position(),
        };
        Malformed::new(format!("invalid XML: {error}")).at(Place(place))
    }

    fn start(&mut self, start: BytesStart<'b>) -> Result<Token<'b>, Malformed> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.malformed(format!("elements are nested deeper than {MAX_DEPTH}")));
        }
        Ok(Token::Start(start))
    }

    fn reference(&self, reference: &BytesRef<'_>) -> Result<char, Malformed> {
        let name: &str = reference.as_ref();
        let character = match name {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "apos" => Some('\''),
            "quot" => Some('"'),
            _ => reference.resolve_char_ref().ok().flatten(),
        };
        character.ok_or_else(|| self.malformed(format!("unknown entity &{name};")))
    }
}

/// A position in a body.
pub(super) struct Place(u64);

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "byte {}", self.0)
    }
}

/// Nothing but the white space between elements?
pub(super) fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace())
}
