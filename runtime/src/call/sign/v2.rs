//! Signature Version 2, which two old services take and no other: parameters of the form, signed.
//!
//! The signing library hands a signer the head of a request only, so the form travels through it as
//! the query of the URI.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::Uri;
use http::request::Parts;
use http::uri::PathAndQuery;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqsign_aws_v4::Credential;
use reqsign_core::hash::base64_hmac_sha256;
use reqsign_core::{Context, Error, ErrorKind, Result, SignRequest};

use crate::shape::{Timestamp, TimestampFormat};

/// Everything but what a signature leaves as it is.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'_').remove(b'.').remove(b'-').remove(b'~');

/// Signs the query of a request's URI.
#[derive(Debug)]
pub(super) struct QuerySigner;

impl SignRequest for QuerySigner {
    type Credential = Credential;

    async fn sign_request(
        &self,
        _: &Context,
        head: &mut Parts,
        credential: Option<&Credential>,
        _: Option<Duration>,
    ) -> Result<()> {
        let Some(credential) = credential else { return Ok(()) };
        let query = signed(head, credential, SystemTime::now().into());
        head.uri = with_query(&head.uri, &query)?;
        Ok(())
    }
}

/// Puts a form where the signer looks for it.
pub(super) fn lend(head: &mut Parts, form: &[u8]) -> Result<()> {
    let form = str::from_utf8(form).map_err(|_| too_large())?;
    head.uri = with_query(&head.uri, form)?;
    Ok(())
}

/// Takes the form back, signed by now.
pub(super) fn take_back(head: &mut Parts) -> Result<Bytes> {
    let form = Bytes::copy_from_slice(head.uri.query().unwrap_or_default().as_bytes());
    let mut parts = head.uri.clone().into_parts();
    parts.path_and_query = head.uri.path().parse().ok();
    head.uri = Uri::from_parts(parts).map_err(|_| too_large())?;
    Ok(form)
}

fn with_query(uri: &Uri, query: &str) -> Result<Uri> {
    let mut parts = uri.clone().into_parts();
    let path = PathAndQuery::try_from(format!("{}?{query}", uri.path()));
    parts.path_and_query = Some(path.map_err(|_| too_large())?);
    Uri::from_parts(parts).map_err(|_| too_large())
}

fn too_large() -> Error {
    let text = "the request is too large for signature version 2, which takes at most 64 KiB";
    Error::new(ErrorKind::RequestInvalid, text)
}

/// The parameters with those of the signature.
fn signed(head: &Parts, credential: &Credential, now: Timestamp) -> String {
    let mut form = head.uri.query().unwrap_or_default().to_owned();
    let mut add = |name: &str, value: &str| {
        form.push_str(&format!("&{name}={}", utf8_percent_encode(value, ENCODED)));
    };
    add("AWSAccessKeyId", &credential.access_key_id);
    add("SignatureVersion", "2");
    add("SignatureMethod", "HmacSHA256");
    add("Timestamp", &now.format(TimestampFormat::Iso8601));
    if let Some(token) = &credential.session_token {
        add("SecurityToken", token);
    }
    let signature = signature(head, &form, &credential.secret_access_key);
    form.push_str(&format!("&Signature={}", utf8_percent_encode(&signature, ENCODED)));
    form
}

/// Over method, host, path and the parameters in the order of their names.
fn signature(head: &Parts, form: &str, secret: &str) -> String {
    let host = head.uri.authority().map_or("", |authority| authority.as_str());
    // A form writes a space as a plus, a signature does not.
    let form = form.replace('+', "%20");
    let mut pairs: Vec<(&str, &str)> =
        form.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, ""))).collect();
    pairs.sort_unstable();
    let pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let text = format!("{}\n{host}\n{}\n{}", head.method, head.uri.path(), pairs.join("&"));
    base64_hmac_sha256(secret.as_bytes(), text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "Action=Select&Version=2009-04-15\
        &SelectExpression=select+%2A+from+%60d%60+where+a+%3D+%27%C3%A9~b%2Bc%27\
        &NextToken=x+y%2Fz%3D";

    fn head() -> Parts {
        http::Request::post("https://sdb.amazonaws.com/").body(()).unwrap().into_parts().0
    }

    fn credential(token: Option<&str>) -> Credential {
        Credential {
            access_key_id: "AKIDEXAMPLE".to_owned(),
            secret_access_key: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY".to_owned(),
            session_token: token.map(str::to_owned),
            expires_in: None,
        }
    }

    /// The signatures are botocore's, for the same parameters at the same time.
    #[test]
    fn the_signature_is_that_of_botocore() {
        let now = Timestamp::parse("2026-11-23T03:04:05Z", TimestampFormat::Iso8601).unwrap();
        for (token, signature) in [
            (None, "Yjl7ZiclEKrGZsXAU23Qj4zuiD4sqFX1RphxIOITeKw%3D"),
            (Some("a/b+c=="), "AXW%2FDQR6CFdGVk1rijz1yFMuzmAsumGf6oNsYATxN8s%3D"),
        ] {
            let mut head = head();
            lend(&mut head, FORM.as_bytes()).unwrap();
            let form = signed(&head, &credential(token), now);
            assert!(form.starts_with(FORM), "{form}");
            assert!(form.ends_with(&format!("&Signature={signature}")), "{form}");
        }
    }

    #[test]
    fn the_form_goes_through_the_uri_and_comes_back() {
        let mut head = head();
        lend(&mut head, b"A=1&B=x+y").unwrap();
        assert_eq!(head.uri, "https://sdb.amazonaws.com/?A=1&B=x+y");
        assert_eq!(take_back(&mut head).unwrap(), "A=1&B=x+y");
        assert_eq!(head.uri, "https://sdb.amazonaws.com/");
    }

    #[test]
    fn what_is_too_large_is_an_error_that_says_so() {
        let form = vec![b'a'; 70_000];
        let error = lend(&mut head(), &form).unwrap_err();
        assert!(error.to_string().contains("64 KiB"), "{error}");
    }
}
