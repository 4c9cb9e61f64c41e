//! The signature of a request: AWS Signature Version 4 over its head and the hash of its body, or
//! Version 2 over the parameters of a form.
//!
//! The date in a signature is the machine's, not that of the configured clock: a service compares it
//! with its own.

mod hash;
mod keys;
mod path;
mod v2;
mod v4;

use std::time::SystemTime;

use bytes::Bytes;
use http::HeaderValue;
use http::header::{HOST, HeaderName};
use http::request::Parts;
use http::uri::Scheme;

pub(crate) use keys::Keys;
pub(crate) use path::normal;

use super::Signing;
use crate::error::Error;
use crate::shape::{Timestamp, TimestampFormat};

const CONTENT_SHA256: HeaderName = HeaderName::from_static("x-amz-content-sha256");

/// What stands for the hash of a body that is not signed.
const UNSIGNED: &str = "UNSIGNED-PAYLOAD";

/// What a signature holds for, besides its day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub(crate) service: &'a str,
    pub(crate) region: &'a str,
}

/// Signs a request's head, which has its host, for this body. Headers that are added later are not
/// covered.
///
/// # Errors
///
/// The credentials are empty, or have characters that no header can have.
pub(crate) fn sign(
    head: &mut Parts,
    body: &Bytes,
    signing: Signing,
    keys: &Keys,
    scope: &Scope<'_>,
) -> Result<(), Error> {
    keys.check()?;
    // Without TLS nothing else protects the body.
    let is_signed = signing == Signing::Full || head.uri.scheme() != Some(&Scheme::HTTPS);
    let hash = if is_signed { hash::hex_sha256(body) } else { UNSIGNED.to_owned() };
    head.headers.insert(CONTENT_SHA256, ascii(&hash));
    v4::authorize(head, &hash, keys, scope, &time(SystemTime::now().into()))
}

/// Adds the host of a request's URI to its head: it is signed.
pub(crate) fn name_host(head: &mut Parts) {
    let host = ascii(head.uri.authority().map_or("", |authority| authority.as_str()));
    head.headers.insert(HOST, host);
}

/// Signs a request's head that has no host yet, and says itself what the hash of its body is.
///
/// # Errors
///
/// The credentials are empty, or have characters that no header can have.
#[cfg(feature = "credentials")]
pub(crate) fn sign_stated(head: &mut Parts, keys: &Keys, scope: &Scope<'_>) -> Result<(), Error> {
    keys.check()?;
    name_host(head);
    let hash = head.headers.get(CONTENT_SHA256).and_then(|hash| hash.to_str().ok());
    let hash = hash.unwrap_or(UNSIGNED).to_owned();
    v4::authorize(head, &hash, keys, scope, &time(SystemTime::now().into()))
}

/// The form with the parameters of a signature by Version 2.
///
/// # Errors
///
/// The credentials are empty.
pub(crate) fn sign_form(head: &Parts, form: &Bytes, keys: &Keys) -> Result<Bytes, Error> {
    keys.check()?;
    Ok(v2::signed(head, form, keys, SystemTime::now().into()))
}

/// `20150830T123600Z`.
fn time(now: Timestamp) -> String {
    let now = Timestamp::from_unix(now.seconds());
    now.format(TimestampFormat::Iso8601).replace(['-', ':'], "")
}

/// A header's value from a text that is known to be visible ASCII.
pub(crate) fn ascii(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests;
