//! From a [`Token`] to any value: a reader over a tree, its names those of the definition.
//!
//! A token goes back into the member type it came from; the one conversion is integer → text, for
//! services that name a limit or a marker a string and mean a number (botocore rule P19).

use bytes::Bytes;

use super::{Token, base64};
use crate::shape::{Document, Member, Schema, Timestamp, TimestampFormat};
use crate::wire::{Malformed, Reader, Visit, VisitEntry, VisitMember};

/// 2^53.
const MAX_EXACT: f64 = 9_007_199_254_740_992.0;

/// Reads one token.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TokenReader<'a>(&'a Token);

impl<'a> TokenReader<'a> {
    /// A reader of this token.
    pub(crate) fn new(token: &'a Token) -> Self {
        TokenReader(token)
    }

    fn unexpected(&self, expected: &str) -> Malformed {
        Malformed::expected(expected, self.0.kind())
    }
}

impl Reader for TokenReader<'_> {
    fn text(&mut self, sink: &mut dyn FnMut(&str)) -> Result<bool, Malformed> {
        match self.0 {
            Token::Text(text) => sink(text),
            Token::Integer(number) => sink(&number.to_string()),
            _ => return Err(self.unexpected("text")),
        }
        Ok(true)
    }

    fn boolean(&mut self) -> Result<Option<bool>, Malformed> {
        match self.0 {
            Token::Bool(value) => Ok(Some(*value)),
            _ => Err(self.unexpected("a boolean")),
        }
    }

    fn integer(&mut self) -> Result<Option<i64>, Malformed> {
        match self.0 {
            Token::Integer(value) => Ok(Some(*value)),
            // Below 2^53 a float without a fraction is an exact integer.
            Token::Float(value) if value.fract() == 0.0 && value.abs() < MAX_EXACT => {
                Ok(Some(*value as i64))
            }
            _ => Err(self.unexpected("an integer")),
        }
    }

    fn float(&mut self) -> Result<Option<f64>, Malformed> {
        match self.0 {
            Token::Float(value) => Ok(Some(*value)),
            Token::Integer(value) => Ok(Some(*value as f64)),
            _ => Err(self.unexpected("a number")),
        }
    }

    fn blob(&mut self) -> Result<Option<Bytes>, Malformed> {
        match self.0 {
            Token::Bytes(value) => Ok(Some(value.clone())),
            _ => Err(self.unexpected("bytes")),
        }
    }

    fn timestamp(&mut self, _: TimestampFormat) -> Result<Option<Timestamp>, Malformed> {
        let Token::Text(text) = self.0 else { return Err(self.unexpected("a timestamp")) };
        text.parse().map(Some).map_err(|_| Malformed::expected("a timestamp", "text that is none"))
    }

    fn document(&mut self) -> Result<Option<Document>, Malformed> {
        Ok(Some(to_document(self.0)))
    }

    fn list(&mut self, _: &Member, element: Visit<'_>) -> Result<bool, Malformed> {
        let Token::List(tokens) = self.0 else { return Err(self.unexpected("a list")) };
        for (index, token) in tokens.iter().enumerate() {
            let read = element(&mut TokenReader(token));
            read.map_err(|malformed| malformed.within(index.to_string()))?;
        }
        Ok(true)
    }

    fn map(&mut self, _: &Member, entry: VisitEntry<'_>) -> Result<bool, Malformed> {
        let Token::Map(entries) = self.0 else { return Err(self.unexpected("a map")) };
        for (index, (key, token)) in entries.iter().enumerate() {
            let read = entry(key, &mut TokenReader(token));
            read.map_err(|malformed| malformed.within(index.to_string()))?;
        }
        Ok(true)
    }

    fn structure(
        &mut self,
        schema: &'static Schema,
        member: VisitMember<'_>,
    ) -> Result<bool, Malformed> {
        let Token::Map(entries) = self.0 else { return Err(self.unexpected("a structure")) };
        for (name, token) in entries {
            if let Some(index) = schema.members.iter().position(|known| known.name == name) {
                let read = member(index, &mut TokenReader(token));
                read.map_err(|malformed| malformed.within(name))?;
            }
        }
        Ok(true)
    }
}

fn to_document(token: &Token) -> Document {
    match token {
        Token::Bool(value) => Document::from(*value),
        Token::Integer(value) => Document::from(*value),
        Token::Float(value) => Document::from(*value),
        Token::Text(value) => Document::from(value.as_str()),
        Token::Bytes(value) => Document::from(base64::encode(value)),
        Token::List(tokens) => tokens.iter().map(to_document).collect(),
        Token::Map(entries) => {
            entries.iter().map(|(key, token)| (key.clone(), to_document(token))).collect()
        }
    }
}
