//! The path of a request as its signature sees it.
//!
//! S3 signs the path that is sent. All other services sign it as if it were text, so that its escapes
//! are escaped again, and without the segments that mean nothing: empty ones, `.`, and `..` with the
//! one before it.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but letters, digits and `-._~`; slashes stand between segments.
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The services, by their names in the signing scope, that follow S3's rule.
const AS_SENT: [&str; 4] = ["s3", "s3-outposts", "s3-object-lambda", "s3express"];

/// The path that is signed for one that is sent.
pub(super) fn signed<'a>(sent: &'a str, signing_name: &str) -> Cow<'a, str> {
    match sent {
        "" => Cow::Borrowed("/"),
        _ if AS_SENT.contains(&signing_name) => Cow::Borrowed(sent),
        _ => Cow::Owned(utf8_percent_encode(&normal(sent), ENCODED).to_string()),
    }
}

/// A path without empty segments, `.` and `..`, beginning with a slash.
pub(crate) fn normal(path: &str) -> String {
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
mod tests {
    use super::*;

    #[test]
    fn escapes_are_escaped_again_but_for_s3() {
        let cases = [
            ("", "/", "/"),
            ("/", "/", "/"),
            ("/tags/arn%3Aaws%3Ax", "/tags/arn%253Aaws%253Ax", "/tags/arn%3Aaws%3Ax"),
            ("/a/(b+)+/~x", "/a/%28b%2B%29%2B/~x", "/a/(b+)+/~x"),
            ("/a//b/./c/../d/", "/a/b/d/", "/a//b/./c/../d/"),
            ("/..//", "/", "/..//"),
            ("/a%20b", "/a%2520b", "/a%20b"),
        ];
        for (sent, elsewhere, by_s3) in cases {
            for (name, expected) in [
                ("execute-api", elsewhere),
                ("s3tables", elsewhere),
                ("s3", by_s3),
                ("s3-outposts", by_s3),
            ] {
                assert_eq!(signed(sent, name), expected, "{sent} of {name}");
            }
        }
    }
}
