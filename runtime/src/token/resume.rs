//! Resume tokens: the text with which a listing goes on later, here or in boto3.
//!
//! Text → the tokens of the first request and the number of items to skip. A text counts as a
//! current token only if its keys are exactly the paginator's, so that it sets nothing but tokens;
//! one that is recognizably of another listing, or damaged, is an error. Everything else is a legacy
//! token or a raw token of the service, so that base64 JSON of a service is never taken for ours.

use std::fmt;

use bytes::Bytes;

use super::json::{self, Object};
use super::{Token, TokenSet, base64, legacy};

pub(super) const AMOUNT: &str = "boto_truncate_amount";
pub(super) const ENCODED_KEYS: &str = "boto_encoded_keys";

/// Where a listing goes on: the text that boto3 calls `StartingToken` and `NextToken`.
///
/// It stands for the same operation with the same arguments, in another run or another program;
/// boto3 reads it, and what boto3 wrote is read here. It is as confidential as the service's own
/// tokens, which are all that it holds beside a number of items to skip: `Debug` shows its length
/// only.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ResumeToken(String);

impl ResumeToken {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ResumeToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ResumeToken({} characters)", self.0.chars().count())
    }
}

impl fmt::Display for ResumeToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl AsRef<str> for ResumeToken {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<String> for ResumeToken {
    fn from(text: String) -> Self {
        ResumeToken(text)
    }
}

impl From<&str> for ResumeToken {
    fn from(text: &str) -> Self {
        ResumeToken(text.to_owned())
    }
}

impl From<ResumeToken> for String {
    fn from(token: ResumeToken) -> Self {
        token.0
    }
}

impl From<&ResumeToken> for String {
    fn from(token: &ResumeToken) -> Self {
        token.0.clone()
    }
}

/// A starting token, read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Start {
    /// The tokens of the first request.
    pub(crate) tokens: TokenSet,
    /// The primary items of the first page to skip, or, if negative, to keep of its end; `None`
    /// where the token names no amount, and then nothing of that page was delivered before.
    pub(crate) amount: Option<i64>,
}

/// A starting token that cannot be read: the text, shortened, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BadToken {
    text: String,
    why: String,
}

impl BadToken {
    pub(super) fn new(text: &str, why: impl Into<String>) -> Self {
        BadToken { text: bounded(text), why: why.into() }
    }
}

impl fmt::Display for BadToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "starting token {:?} cannot be read: {}", self.text, self.why)
    }
}

impl std::error::Error for BadToken {}

/// How many characters of a token an error text shows.
const SHOWN: usize = 40;

/// The beginning of a text.
pub(crate) fn bounded(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}… ({} bytes)", &text[..end], text.len()),
        None => text.to_owned(),
    }
}

/// Reads a starting token for a paginator with these input tokens.
///
/// # Errors
/// A current token of another listing, or damaged; one with an amount or a list of encoded keys that
/// makes no sense; a legacy token with more parts than the paginator has tokens; and anything that
/// is too long to be a token.
pub(crate) fn decode(text: &str, names: &[&str]) -> Result<Start, BadToken> {
    if text.len() > LONGEST {
        let why = format!("it is too long; expected at most {LONGEST} bytes");
        return Err(BadToken::new(text, why));
    }
    let read = match current(text) {
        Some(object) if has_exactly(&object, names) => from_object(object, names),
        Some(object) if is_marked(&object) => Err(foreign(&object, names)),
        None if begins_as_current(text, names) => Err(damaged(names)),
        Some(_) | None => return legacy::decode(text, names.len()),
    };
    read.map_err(|why| BadToken::new(text, why))
}

/// The longest text that is looked at: no request has room for a longer token.
const LONGEST: usize = 1 << 20;

/// Does the object say itself that it is a resume token, of whatever listing?
fn is_marked(object: &Object) -> bool {
    object.contains_key(AMOUNT) || object.contains_key(ENCODED_KEYS)
}

fn foreign(object: &Object, names: &[&str]) -> String {
    let keys = object.keys().filter(|key| *key != AMOUNT && *key != ENCODED_KEYS);
    let found = keys.map(String::as_str).collect::<Vec<_>>().join(", ");
    format!(
        "it is of another listing, with tokens [{}]; expected {}",
        bounded(&found),
        keyed(names)
    )
}

/// Does the text begin as every current token of this listing does, to the space that Python puts
/// behind a colon?
fn begins_as_current(text: &str, names: &[&str]) -> bool {
    let Some(first) = names.first() else { return false };
    let expected = format!("{{\"{first}\": ");
    let groups = expected.len().div_ceil(3) * 4;
    let beginning = text.get(..groups).and_then(base64::decode);
    beginning.is_some_and(|beginning| beginning.starts_with(expected.as_bytes()))
}

fn damaged(names: &[&str]) -> String {
    format!("it begins as a resume token but is incomplete or altered; expected {}", keyed(names))
}

fn keyed(names: &[&str]) -> String {
    format!("JSON in base64 with exactly the tokens [{}], as it was given out", names.join(", "))
}

/// The object in a current token.
fn current(text: &str) -> Option<Object> {
    json::object(&String::from_utf8(base64::decode(text)?).ok()?)
}

fn has_exactly(object: &Object, names: &[&str]) -> bool {
    let known =
        |key: &String| key == AMOUNT || key == ENCODED_KEYS || names.contains(&key.as_str());
    names.iter().all(|name| object.contains_key(*name)) && object.keys().all(known)
}

fn from_object(mut object: Object, names: &[&str]) -> Result<Start, String> {
    let amount = object.shift_remove(AMOUNT).map(amount).transpose()?;
    if let Some(Some(keys)) = object.shift_remove(ENCODED_KEYS) {
        decode_keys(&keys, &mut object)?;
    }
    let tokens = names.iter().map(|name| object.shift_remove(*name).flatten()).collect();
    Ok(Start { tokens, amount })
}

fn amount(token: Option<Token>) -> Result<i64, String> {
    match token {
        Some(Token::Integer(amount)) => Ok(amount),
        Some(other) => Err(format!("{AMOUNT} is {}; expected an integer", other.kind())),
        None => Err(format!("{AMOUNT} is null; expected an integer")),
    }
}

/// Turns the base64 texts at these paths into bytes.
fn decode_keys(keys: &Token, object: &mut Object) -> Result<(), String> {
    let Token::List(paths) = keys else {
        return Err(format!("{ENCODED_KEYS} is {}; expected a list of paths", keys.kind()));
    };
    paths.iter().try_for_each(|path| decode_key(path, object).ok_or_else(|| bad_path(path)))
}

fn bad_path(path: &Token) -> String {
    let path = bounded(&format!("{path:?}"));
    format!("{ENCODED_KEYS} names {path}; expected the keys and indices that lead to base64 text")
}

fn decode_key(path: &Token, object: &mut Object) -> Option<()> {
    let Token::List(steps) = path else { return None };
    let (Token::Text(name), rest) = steps.split_first()? else { return None };
    let mut token = object.get_mut(name)?.as_mut()?;
    for step in rest {
        token = child(token, step)?;
    }
    let Token::Text(text) = &*token else { return None };
    *token = Token::Bytes(Bytes::from(base64::decode(text)?));
    Some(())
}

fn child<'a>(token: &'a mut Token, step: &Token) -> Option<&'a mut Token> {
    match (token, step) {
        (Token::Map(entries), Token::Text(key)) => {
            entries.iter_mut().find(|(name, _)| name == key).map(|(_, token)| token)
        }
        (Token::List(list), Token::Integer(index)) => list.get_mut(usize::try_from(*index).ok()?),
        _ => None,
    }
}
