//! Tokens → the text of a resume token, to the byte what botocore writes (its rule P31).
//!
//! JSON as Python's `json.dumps` prints it by default, in base64. Bytes, which JSON lacks, become
//! base64 text, and `boto_encoded_keys` lists the paths at which they stand.

use std::fmt::Write;

use super::resume::{AMOUNT, ENCODED_KEYS, bounded};
use super::{ResumeToken, Token, base64};

/// The resume token for these tokens, one for each name, and the number of items to skip.
pub(crate) fn encode<'a>(
    names: impl IntoIterator<Item = &'a str>,
    tokens: &[Option<Token>],
    amount: Option<i64>,
) -> ResumeToken {
    ResumeToken::from(base64::encode(dump(names, tokens, amount).as_bytes()))
}

/// The tokens for an error text: the same JSON, shortened.
pub(crate) fn show<'a>(
    names: impl IntoIterator<Item = &'a str>,
    tokens: &[Option<Token>],
) -> String {
    bounded(&dump(names, tokens, None))
}

fn dump<'a>(
    names: impl IntoIterator<Item = &'a str>,
    tokens: &[Option<Token>],
    amount: Option<i64>,
) -> String {
    let mut dump = Dump::default();
    for (index, name) in names.into_iter().enumerate() {
        dump.entry(index, name, tokens.get(index).and_then(Option::as_ref));
    }
    if let Some(amount) = amount {
        dump.entry(1, AMOUNT, Some(&Token::Integer(amount)));
    }
    if !dump.encoded.is_empty() {
        let keys = Token::List(std::mem::take(&mut dump.encoded));
        dump.entry(1, ENCODED_KEYS, Some(&keys));
    }
    format!("{{{}}}", dump.text)
}

#[derive(Default)]
struct Dump {
    text: String,
    /// Where the value being written stands: keys and indices.
    path: Vec<Token>,
    /// The paths of the bytes so far, each a list.
    encoded: Vec<Token>,
}

impl Dump {
    fn entry(&mut self, index: usize, key: &str, value: Option<&Token>) {
        self.separate(index);
        self.string(key);
        self.text.push_str(": ");
        match value {
            Some(token) => self.within(Token::from(key), token),
            None => self.text.push_str("null"),
        }
    }

    fn within(&mut self, step: Token, token: &Token) {
        self.path.push(step);
        self.token(token);
        self.path.pop();
    }

    fn separate(&mut self, index: usize) {
        if index > 0 {
            self.text.push_str(", ");
        }
    }

    fn token(&mut self, token: &Token) {
        match token {
            Token::Bool(value) => self.text.push_str(if *value { "true" } else { "false" }),
            Token::Integer(value) => self.text.push_str(&value.to_string()),
            Token::Float(value) => self.text.push_str(&float(*value)),
            Token::Text(value) => self.string(value),
            Token::Bytes(value) => self.bytes(value),
            Token::List(list) => self.list(list),
            Token::Map(map) => self.map(map),
        }
    }

    fn bytes(&mut self, value: &[u8]) {
        self.encoded.push(Token::List(self.path.clone()));
        self.string(&base64::encode(value));
    }

    fn list(&mut self, list: &[Token]) {
        self.text.push('[');
        for (index, token) in list.iter().enumerate() {
            self.separate(index);
            self.within(Token::Integer(i64::try_from(index).unwrap_or(i64::MAX)), token);
        }
        self.text.push(']');
    }

    fn map(&mut self, map: &[(String, Token)]) {
        self.text.push('{');
        for (index, (key, token)) in map.iter().enumerate() {
            self.entry(index, key, Some(token));
        }
        self.text.push('}');
    }

    fn string(&mut self, text: &str) {
        self.text.push('"');
        text.chars().for_each(|character| self.character(character));
        self.text.push('"');
    }

    fn character(&mut self, character: char) {
        match character {
            '"' => self.text.push_str("\\\""),
            '\\' => self.text.push_str("\\\\"),
            '\n' => self.text.push_str("\\n"),
            '\r' => self.text.push_str("\\r"),
            '\t' => self.text.push_str("\\t"),
            '\u{8}' => self.text.push_str("\\b"),
            '\u{c}' => self.text.push_str("\\f"),
            ' '..='~' => self.text.push(character),
            _ => self.escape(character),
        }
    }

    /// Anything else as its UTF-16 units.
    fn escape(&mut self, character: char) {
        for unit in character.encode_utf16(&mut [0; 2]) {
            // Writing to a String cannot fail.
            let _ = write!(self.text, "\\u{unit:04x}");
        }
    }
}

/// A float as Python prints it: as Rust does, but for the exponent and for what is not finite.
fn float(value: f64) -> String {
    if value.is_infinite() {
        return String::from(if value > 0.0 { "Infinity" } else { "-Infinity" });
    }
    let text = format!("{value:?}");
    match text.split_once('e') {
        Some((digits, small)) if small.starts_with('-') => {
            format!("{digits}e-{:0>2}", &small[1..])
        }
        Some((digits, large)) => format!("{digits}e+{large:0>2}"),
        None => text,
    }
}
