//! Signature Version 4: a header over method, path, query, headers and the hash of the body.
//!
//! Rules: "Signing AWS API requests" of the IAM user guide; what it leaves open is as in botocore.

use std::borrow::Cow;

use bytes::BytesMut;
use http::header::{AUTHORIZATION, HeaderName};
use http::request::Parts;
use http::{HeaderMap, HeaderValue};

use super::hash::{hex, hex_sha256, hmac_sha256};
use super::keys::{Keys, unusable};
use super::{Scope, path};
use crate::error::Error;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";
const DATE: HeaderName = HeaderName::from_static("x-amz-date");
const SESSION_TOKEN: HeaderName = HeaderName::from_static("x-amz-security-token");

/// Adds date, session token and signature to a head whose other headers are all signed.
///
/// `hash` stands for the body; `time` is `20150830T123600Z`.
///
/// # Errors
///
/// The credentials have characters that no header can have.
pub(super) fn authorize(
    head: &mut Parts,
    hash: &str,
    keys: &Keys,
    scope: &Scope<'_>,
    time: &str,
) -> Result<(), Error> {
    head.headers.insert(DATE, super::ascii(time));
    if let Some(token) = &keys.session_token {
        head.headers.insert(SESSION_TOKEN, secret(token, "the session token")?);
    }
    let names = names(&head.headers);
    let request = canonical(head, &names, hash, scope.service);
    let (day, _) = time.split_once('T').unwrap_or((time, ""));
    let scoped = format!("{day}/{}/{}/aws4_request", scope.region, scope.service);
    let text = format!("{ALGORITHM}\n{time}\n{scoped}\n{}", hex_sha256(&request));
    let signature = hex(&hmac_sha256(&key(keys, day, scope), text.as_bytes()));
    let value = format!(
        "{ALGORITHM} Credential={}/{scoped}, SignedHeaders={}, Signature={signature}",
        keys.id,
        names.join(";")
    );
    head.headers.insert(AUTHORIZATION, secret(&value, "the access key id")?);
    Ok(())
}

fn secret(text: &str, part: &str) -> Result<HeaderValue, Error> {
    let value = HeaderValue::from_str(text);
    let mut value = value.map_err(|_| unusable(part, "has characters that no header can have"))?;
    value.set_sensitive(true);
    Ok(value)
}

/// The names of headers, each once, in order.
fn names(headers: &HeaderMap) -> Vec<&str> {
    let mut names: Vec<&str> = headers.keys().map(HeaderName::as_str).collect();
    names.sort_unstable();
    names
}

/// The key for one day, region and service.
fn key(keys: &Keys, day: &str, scope: &Scope<'_>) -> [u8; 32] {
    let first = hmac_sha256(format!("AWS4{}", keys.secret).as_bytes(), day.as_bytes());
    let rest = [scope.region, scope.service, "aws4_request"];
    rest.iter().fold(first, |key, part| hmac_sha256(&key, part.as_bytes()))
}

/// The request in the one form that both sides sign. Bytes: the value of a header need not be text.
fn canonical(head: &Parts, names: &[&str], hash: &str, service: &str) -> BytesMut {
    let path = path::signed(head.uri.path(), service);
    let query = query(head.uri.query().unwrap_or_default());
    let mut text = BytesMut::with_capacity(1024);
    for line in [head.method.as_str(), &path, &query] {
        text.extend_from_slice(line.as_bytes());
        text.extend_from_slice(b"\n");
    }
    for name in names {
        text.extend_from_slice(name.as_bytes());
        text.extend_from_slice(b":");
        text.extend_from_slice(&values(&head.headers, name));
        text.extend_from_slice(b"\n");
    }
    text.extend_from_slice(format!("\n{}\n{hash}", names.join(";")).as_bytes());
    text
}

/// The parameters, in order, each with a value. Their escapes are those that are sent.
fn query(sent: &str) -> Cow<'_, str> {
    if sent.is_empty() {
        return Cow::Borrowed("");
    }
    let parameters = sent.split('&');
    let mut pairs: Vec<(&str, &str)> =
        parameters.map(|pair| pair.split_once('=').unwrap_or((pair, ""))).collect();
    pairs.sort_unstable();
    let pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
    Cow::Owned(pairs.join("&"))
}

/// A header's values: runs of white space are one space, and there is none at the ends.
fn values(headers: &HeaderMap, name: &str) -> Vec<u8> {
    let mut folded: Vec<u8> = Vec::new();
    for (index, value) in headers.get_all(name).iter().enumerate() {
        if index > 0 {
            folded.push(b',');
        }
        let words = value.as_bytes().split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
        for (index, word) in words.enumerate() {
            if index > 0 {
                folded.push(b' ');
            }
            folded.extend_from_slice(word);
        }
    }
    folded
}

#[cfg(test)]
mod tests;
