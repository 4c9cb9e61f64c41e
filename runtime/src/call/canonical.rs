//! The path and the headers of a request as its signature sees them.
//!
//! The signing library knows S3's rule: what is sent is what is signed. All other services sign the
//! path that is sent as if it were text, so that its escapes are escaped again, and without the
//! segments that mean nothing: empty ones, `.`, and `..` with the one before it.

use http::uri::PathAndQuery;
use http::{HeaderMap, HeaderValue, Uri};
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

/// Makes one space of each run of white space in the values of headers, as signatures have it, and
/// takes it away at the ends. The signing library does the latter only.
///
/// The headers that are changed come out as they were: they are to be sent so.
pub(crate) fn fold_spaces(headers: &mut HeaderMap) -> HeaderMap {
    let mut sent = HeaderMap::new();
    for (name, value) in headers.iter_mut() {
        if let Some(folded) = folded(value) {
            sent.append(name.clone(), std::mem::replace(value, folded));
        }
    }
    sent
}

fn folded(value: &HeaderValue) -> Option<HeaderValue> {
    let text = value.to_str().ok()?;
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let folded = words.join(" ");
    (folded != text).then(|| HeaderValue::try_from(folded).ok()).flatten()
}

#[cfg(test)]
mod tests;
