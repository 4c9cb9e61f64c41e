//! A token as a tree, independent of any protocol.
//!
//! There is no null: a null entry of a map or list is left out, as no protocol gives it a meaning.

use std::hash::{Hash, Hasher};

use bytes::Bytes;

/// The value of one token member.
#[derive(Debug, Clone, PartialEq)]
pub enum Token {
    /// A boolean.
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// A floating-point number.
    Float(f64),
    /// Text.
    Text(String),
    /// Bytes; base64 in the text of a resume token.
    Bytes(Bytes),
    /// A list.
    List(Vec<Token>),
    /// A map or structure, in its order.
    Map(Vec<(String, Token)>),
}

/// The tokens of one request or page, one entry for each input token of the paginator, in its
/// order; `None` where a token is absent.
pub type TokenSet = Vec<Option<Token>>;

impl Token {
    /// Does the token count as absent, so that it ends the listing (botocore rule P15)? Empty
    /// text, zero, `false`, and empty lists, maps and bytes do.
    pub fn is_absent(&self) -> bool {
        match self {
            Token::Bool(value) => !value,
            Token::Integer(value) => *value == 0,
            Token::Float(value) => *value == 0.0,
            Token::Text(value) => value.is_empty(),
            Token::Bytes(value) => value.is_empty(),
            Token::List(value) => value.is_empty(),
            Token::Map(value) => value.is_empty(),
        }
    }

    /// The type in words, for error texts.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Token::Bool(_) => "a boolean",
            Token::Integer(_) => "an integer",
            Token::Float(_) => "a floating-point number",
            Token::Text(_) => "text",
            Token::Bytes(_) => "bytes",
            Token::List(_) => "a list",
            Token::Map(_) => "a map",
        }
    }
}

impl Hash for Token {
    /// Tokens that are equal have equal hashes, except that 0.0 and -0.0 differ.
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self).hash(state);
        match self {
            Token::Bool(value) => value.hash(state),
            Token::Integer(value) => value.hash(state),
            Token::Float(value) => value.to_bits().hash(state),
            Token::Text(value) => value.hash(state),
            Token::Bytes(value) => value.hash(state),
            Token::List(value) => value.hash(state),
            Token::Map(value) => value.hash(state),
        }
    }
}

impl From<&str> for Token {
    fn from(value: &str) -> Self {
        Token::Text(value.to_owned())
    }
}

impl From<String> for Token {
    fn from(value: String) -> Self {
        Token::Text(value)
    }
}

impl From<i64> for Token {
    fn from(value: i64) -> Self {
        Token::Integer(value)
    }
}
