//! The tokens of a document that matter, and whether its tags match.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::errors::{Error, IllFormedError};
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};

use super::plain::{self, Plain};
use crate::wire::Malformed;

/// How deep elements may be nested: as deep as serde_json lets JSON be.
pub(super) const MAX_DEPTH: usize = 128;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

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
///
/// What is plain is read without quick-xml; it gets the rest, one token at a time, which is therefore all that it
/// knows: that tags match is checked here.
#[derive(Clone)]
pub(super) struct Parser<'b> {
    body: &'b [u8],
    /// The body, if all of it is text.
    text: Option<&'b str>,
    /// The position after what was read last.
    place: usize,
    /// Where the names of the elements around it stand, the innermost last.
    open: Vec<Range<usize>>,
    /// An empty element's start has been handed out; its end comes next.
    ends_next: bool,
}

impl<'b> Parser<'b> {
    pub(super) fn new(body: &'b [u8]) -> Self {
        let body = body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body);
        let text = std::str::from_utf8(body).ok();
        Parser { body, text, place: 0, open: Vec::new(), ends_next: false }
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
            self.open.pop();
            return Ok(Token::End);
        }
        loop {
            if let Some((plain, length)) = self.plain() {
                self.place += length;
                return self.token(plain);
            }
            if let Some(token) = self.parsed()? {
                return Ok(token);
            }
        }
    }

    fn plain(&self) -> Option<(Plain<'b>, usize)> {
        plain::token(self.text?.get(self.place..)?, self.innermost())
    }

    fn token(&mut self, plain: Plain<'b>) -> Result<Token<'b>, Malformed> {
        match plain {
            Plain::Start { content, name, is_empty } => {
                self.start(BytesStart::from_content(content, name), is_empty)
            }
            Plain::End => {
                self.open.pop();
                Ok(Token::End)
            }
            Plain::Text(text) => Ok(Token::Text(Cow::Borrowed(text))),
            Plain::Char(character) => Ok(Token::Char(character)),
        }
    }

    /// What quick-xml sees here; `None` where that is to be passed over.
    fn parsed(&mut self) -> Result<Option<Token<'b>>, Malformed> {
        let (event, length) = self.event()?;
        let place = self.place;
        self.place = place.saturating_add(length);
        match event {
            Event::Start(start) => self.start(start, false).map(Some),
            Event::Empty(start) => self.start(start, true).map(Some),
            Event::End(end) => self.end_tag(&end, place).map(Some),
            Event::Text(text) => Ok(Some(Token::Text(text.into_inner()))),
            Event::CData(text) => Ok(Some(Token::Text(text.into_inner()))),
            Event::GeneralRef(reference) => self.reference(&reference).map(Token::Char).map(Some),
            Event::Eof if self.open.is_empty() => Ok(Some(Token::Finished)),
            Event::Eof => Err(self.wrong("an end tag", "the end of the document")),
            Event::DocType(_) => Err(self.malformed("document type definitions are not accepted")),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => Ok(None),
        }
    }

    /// One event, and how many bytes it takes.
    fn event(&self) -> Result<(Event<'b>, usize), Malformed> {
        let mut reader = Reader::from_reader(self.body.get(self.place..).unwrap_or_default());
        let settings = reader.config_mut();
        settings.check_end_names = false;
        settings.allow_unmatched_ends = true;
        let event = reader.read_event().map_err(|error| self.invalid(&error, &reader))?;
        Ok((event, usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)))
    }

    /// Passes over the rest of an element whose start has been read.
    pub(super) fn skip(&mut self) -> Result<(), Malformed> {
        let outside = self.open.len().saturating_sub(1);
        while self.open.len() > outside {
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
        Place(self.place)
    }

    #[cold]
    fn invalid(&self, error: &Error, reader: &Reader<&[u8]>) -> Malformed {
        let place = match error {
            Error::Syntax(_) | Error::IllFormed(_) => reader.error_position(),
            _ => reader.buffer_position(),
        };
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        Malformed::new(format!("invalid XML: {error}")).at(Place(self.place.saturating_add(place)))
    }

    /// Enters an element, whose tag ends here.
    fn start(&mut self, start: BytesStart<'b>, is_empty: bool) -> Result<Token<'b>, Malformed> {
        let name = self.place.saturating_sub(start.len() + 1 + usize::from(is_empty));
        self.open.push(name..name + start.name().as_ref().len());
        self.ends_next = is_empty;
        if self.open.len() > MAX_DEPTH {
            return Err(self.malformed(format!("elements are nested deeper than {MAX_DEPTH}")));
        }
        Ok(Token::Start(start))
    }

    /// Leaves an element, if this is the end of the innermost.
    fn end_tag(&mut self, end: &BytesEnd<'b>, place: usize) -> Result<Token<'b>, Malformed> {
        let found = end.name().into_inner();
        if self.open.is_empty() {
            return Err(ill_formed(IllFormedError::UnmatchedEndTag(found.to_owned()), place));
        }
        if self.innermost() != found.as_bytes() {
            let expected = String::from_utf8_lossy(self.innermost()).into_owned();
            let error = IllFormedError::MismatchedEndTag { expected, found: found.to_owned() };
            return Err(ill_formed(error, place));
        }
        self.open.pop();
        Ok(Token::End)
    }

    /// The name of the innermost element.
    fn innermost(&self) -> &'b [u8] {
        let name = self.open.last().and_then(|name| self.body.get(name.clone()));
        name.unwrap_or_default()
    }

    fn reference(&self, reference: &BytesRef<'_>) -> Result<char, Malformed> {
        let name: &str = reference.as_ref();
        let named = plain::ENTITIES.into_iter().find(|(entity, _)| *entity == name);
        let character = match named {
            Some((_, character)) => Some(character),
            None => reference.resolve_char_ref().ok().flatten(),
        };
        character.ok_or_else(|| self.malformed(format!("unknown entity &{name};")))
    }
}

#[cold]
fn ill_formed(error: IllFormedError, place: usize) -> Malformed {
    Malformed::new(format!("invalid XML: {}", Error::IllFormed(error))).at(Place(place))
}

/// A position in a body.
pub(super) struct Place(usize);

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "byte {}", self.0)
    }
}

/// Nothing but the white space between elements?
pub(super) fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace())
}
