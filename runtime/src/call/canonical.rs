//! The path of a request as its signature sees it.
//!
//! The signing library knows S3's rule: what is sent is what is signed. All other services sign the
//! path that is sent as if it were text, so that its escapes are escaped again, and without the
//! segments that mean nothing: empty ones, `.`, and `..` with the one before it.

use http::Uri;
use http::uri::PathAndQuery;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but letters, digits and `-._~`; slashes stand between segments.
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The services, by their names in the signing scope, that follow S3's rule.
const AS_SENT: [&str; 4] = ["s3", "s3-outposts", "s3-object-lambda", "s3express"];

/// The URI that is given to the signing library in place of the one that is sent.
pub(crate) fn uri(sent: &Uri, signing_name: &str) -> Uri {
    if AS_SENT.contains(&signing_name) {
        return sent.clone();
    }
    let mut parts = sent.clone().into_parts();
    let path = utf8_percent_encode(&normal(sent.path()), ENCODED).to_string();
    let whole = match sent.query() {
        Some(query) => format!("{path}?{query}"),
        None => path,
    };
    // An encoded path is always one.
    parts.path_and_query = PathAndQuery::try_from(whole).ok().or(parts.path_and_query);
    Uri::from_parts(parts).unwrap_or_else(|_| sent.clone())
}

/// A path without empty segments, `.` and `..`, beginning with a slash.
pub(super) fn normal(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            _ => segments.push(segment),
        }
    }
    let end = if path.ends_with('/') && !segments.is_empty() { "/" } else { "" };
    format!("/{}{end}", segments.join("/"))
}

#[cfg(test)]
mod tests;
