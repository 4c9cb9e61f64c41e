//! From any value to a [`Token`]: a writer that builds a tree, its names those of the definition.
//!
//! Botocore keeps tokens as it shows responses, so the names are `Member::name`, not the wire's.

use bytes::Bytes;

use super::Token;
use crate::shape::{Document, Fields, Member, Put, Timestamp, TimestampFormat};
use crate::wire::{Elements, Entries, Writer};

impl Token {
    /// The token for a value; `None` for a null document.
    pub fn of(value: &dyn Put, member: &Member) -> Option<Token> {
        let mut writer = TokenWriter(None);
        value.put(&mut writer, member);
        writer.0
    }
}

/// Holds what was written last.
struct TokenWriter(Option<Token>);

impl Writer for TokenWriter {
    fn null(&mut self) {
        self.0 = None;
    }

    fn text(&mut self, value: &str) {
        self.0 = Some(Token::Text(value.to_owned()));
    }

    fn boolean(&mut self, value: bool) {
        self.0 = Some(Token::Bool(value));
    }

    fn integer(&mut self, value: i64) {
        self.0 = Some(Token::Integer(value));
    }

    fn float(&mut self, value: f64) {
        self.0 = Some(Token::Float(value));
    }

    fn blob(&mut self, value: &[u8]) {
        self.0 = Some(Token::Bytes(Bytes::copy_from_slice(value)));
    }

    /// No token of a known definition holds a timestamp, and boto3 cannot write one: this is ours.
    fn timestamp(&mut self, value: Timestamp, _: TimestampFormat) {
        self.0 = Some(Token::Text(value.to_string()));
    }

    fn document(&mut self, value: &Document) {
        self.0 = from_document(value);
    }

    fn list(&mut self, list: &Member, elements: &dyn Elements) {
        let element = |index| Token::of(elements.element(index)?, list.first());
        self.0 = Some(Token::List((0..elements.count()).filter_map(element).collect()));
    }

    fn map(&mut self, map: &Member, entries: &dyn Entries) {
        let entry = |index| {
            let (key, value) = entries.entry(index)?;
            Some((key.to_owned(), Token::of(value, map.second())?))
        };
        self.0 = Some(Token::Map((0..entries.count()).filter_map(entry).collect()));
    }

    fn structure(&mut self, fields: &dyn Fields) {
        let members = fields.schema().members.iter().enumerate();
        let entry = |(index, member): (usize, &Member)| {
            Some((member.name.to_owned(), Token::of(fields.field(index)?, member)?))
        };
        self.0 = Some(Token::Map(members.filter_map(entry).collect()));
    }
}

fn from_document(document: &Document) -> Option<Token> {
    Some(match document {
        Document::Null => return None,
        Document::Bool(value) => Token::Bool(*value),
        Document::Number(number) => match number.as_i64() {
            Some(value) => Token::Integer(value),
            None => Token::Float(number.as_f64()?),
        },
        Document::String(value) => Token::Text(value.clone()),
        Document::Array(list) => Token::List(list.iter().filter_map(from_document).collect()),
        Document::Object(map) => {
            let entry = |(key, value): (&String, &_)| Some((key.clone(), from_document(value)?));
            Token::Map(map.iter().filter_map(entry).collect())
        }
    })
}
