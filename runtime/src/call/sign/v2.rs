//! Signature Version 2, which two old services take and no other: parameters of the form, signed.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use http::request::Parts;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::hash::hmac_sha256;
use super::keys::Keys;
use crate::shape::{Timestamp, TimestampFormat};

/// Everything but what a signature leaves as it is.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'_').remove(b'.').remove(b'-').remove(b'~');

/// The parameters of a form with those of the signature.
pub(super) fn signed(head: &Parts, form: &[u8], keys: &Keys, now: Timestamp) -> Bytes {
    // Our own encoding of a form is text.
    let mut form = String::from_utf8_lossy(form).into_owned();
    let mut add = |name: &str, value: &str| {
        form.push_str(&format!("&{name}={}", utf8_percent_encode(value, ENCODED)));
    };
    add("AWSAccessKeyId", &keys.id);
    add("SignatureVersion", "2");
    add("SignatureMethod", "HmacSHA256");
    add("Timestamp", &now.format(TimestampFormat::Iso8601));
    if let Some(token) = &keys.session_token {
        add("SecurityToken", token);
    }
    let signature = signature(head, &form, &keys.secret);
    form.push_str(&format!("&Signature={}", utf8_percent_encode(&signature, ENCODED)));
    Bytes::from(form)
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
    BASE64_STANDARD.encode(hmac_sha256(secret.as_bytes(), text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "Action=Select&Version=2009-04-15\
        &SelectExpression=select+%2A+from+%60d%60+where+a+%3D+%27%C3%A9~b%2Bc%27\
        &NextToken=x+y%2Fz%3D";

    fn keys(token: Option<&str>) -> Keys {
        Keys {
            id: "AKIDEXAMPLE".to_owned(),
            secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY".to_owned(),
            session_token: token.map(str::to_owned),
        }
    }

    /// The signatures are botocore's, for the same parameters at the same time.
    #[test]
    fn the_signature_is_that_of_botocore() {
        let now = Timestamp::parse("2026-11-23T03:04:05Z", TimestampFormat::Iso8601).unwrap();
        let head = http::Request::post("https://sdb.amazonaws.com/").body(()).unwrap();
        let (head, ()) = head.into_parts();
        for (token, signature) in [
            (None, "Yjl7ZiclEKrGZsXAU23Qj4zuiD4sqFX1RphxIOITeKw%3D"),
            (Some("a/b+c=="), "AXW%2FDQR6CFdGVk1rijz1yFMuzmAsumGf6oNsYATxN8s%3D"),
        ] {
            let form = signed(&head, FORM.as_bytes(), &keys(token), now);
            let form = str::from_utf8(&form).unwrap();
            assert!(form.starts_with(FORM), "{form}");
            assert!(form.ends_with(&format!("&Signature={signature}")), "{form}");
        }
    }
}
