//! The signature of a request: AWS Signature Version 4 over its head and the hash of its body, or
//! Version 2 over the parameters of a form.
//!
//! The date in a signature is the machine's, not that of the configured clock: the signing library
//! reads it itself, and a service compares it with its own.

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::header::{HOST, HeaderName};
use http::request::Parts;
use http::uri::Scheme;
use http::{HeaderValue, Uri};
use reqsign_aws_v4::{Credential, RequestSigner};
use reqsign_core::hash::hex_sha256;
use reqsign_core::{ErrorKind, Signer};

use super::{Signing, canonical};
use crate::error::{Error, Kind};

const CONTENT_SHA256: HeaderName = HeaderName::from_static("x-amz-content-sha256");

mod v2;

/// A signer for one service in one region, with the configuration's credentials.
pub(crate) fn signer(
    credentials: &Signer<Credential>,
    service: &str,
    region: &str,
) -> Signer<Credential> {
    // By itself it would take directory buckets to be signed by session.
    let signer = RequestSigner::new(service, region).with_standard_session_token();
    credentials.clone().with_request_signer(signer)
}

/// A signer for forms, by Version 2.
pub(crate) fn form_signer(credentials: &Signer<Credential>) -> Signer<Credential> {
    credentials.clone().with_request_signer(v2::QuerySigner)
}

/// Signs a request's head for this body. Headers that are added later are not covered.
pub(crate) async fn sign(
    signer: &Signer<Credential>,
    head: &mut Parts,
    body: &Bytes,
    signing: Signing,
) -> Result<(), Error> {
    head.headers.insert(HOST, ascii(host(&head.uri)));
    if signing == Signing::Anonymous {
        return Ok(());
    }
    // Without TLS nothing else protects the body.
    let is_signed = signing == Signing::Full || head.uri.scheme() != Some(&Scheme::HTTPS);
    let hash = if is_signed { hex_sha256(body) } else { UNSIGNED.to_owned() };
    head.headers.insert(CONTENT_SHA256, ascii(&hash));
    let sent = canonical::fold_spaces(&mut head.headers);
    let signed = signer.sign(head, None).await.map_err(failure);
    head.headers.extend(sent);
    signed
}

/// What stands for the hash of a body that is not signed.
const UNSIGNED: &str = "UNSIGNED-PAYLOAD";

/// Signs a form by Version 2, and gives it back with the parameters of the signature.
pub(crate) async fn sign_form(
    signer: &Signer<Credential>,
    head: &mut Parts,
    form: &Bytes,
) -> Result<Bytes, Error> {
    head.headers.insert(HOST, ascii(host(&head.uri)));
    v2::lend(head, form).map_err(failure)?;
    signer.sign(head, None).await.map_err(failure)?;
    v2::take_back(head).map_err(failure)
}

fn host(uri: &Uri) -> &str {
    uri.authority().map_or("", |authority| authority.as_str())
}

/// A header's value from a text that is known to be visible ASCII.
pub(crate) fn ascii(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static(""))
}

/// What the signing library reports: nearly always about credentials, which it loads itself.
fn failure(error: reqsign_core::Error) -> Error {
    let kind = match error.kind() {
        ErrorKind::RequestInvalid => Kind::Config,
        _ => Kind::Credentials,
    };
    let ours = Error::new(kind, error.to_string());
    if error.source().is_some() { ours.caused_by(Beneath(error)) } else { ours }
}

/// The cause of an error whose own text is told already.
#[derive(Debug)]
struct Beneath(reqsign_core::Error);

impl fmt::Display for Beneath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.source().map_or(Ok(()), |cause| write!(formatter, "{cause}"))
    }
}

impl StdError for Beneath {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source()?.source()
    }
}

#[cfg(test)]
mod tests;
