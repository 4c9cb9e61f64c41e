//! What a request has of its own, beside its client's configuration: headers and limits.
//!
//! The texts that a caller gives become headers once, when the request is made; what cannot be one
//! is remembered, and told instead of sending anything.

use http::{HeaderMap, HeaderName, HeaderValue};

use super::hyper::LimitOverrides;
use crate::config::Overrides;
use crate::error::Error;

/// The headers that are made of the request itself: by the signature, the protocol, or the
/// connection.
const OURS: [&str; 20] = [
    "amz-sdk-invocation-id",
    "amz-sdk-request",
    "authorization",
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "x-amz-content-sha256",
    "x-amz-date",
    "x-amz-security-token",
    "x-amz-target",
    "x-amz-trailer",
];

/// Names and values, as a caller gives them.
pub(crate) struct OwnHeaders<'a>(pub(crate) &'a [(String, String)]);

/// What the requests of a client have of their own.
#[derive(Debug, Clone, Default)]
pub(super) struct Own {
    headers: HeaderMap,
    limits: LimitOverrides,
    problems: Vec<String>,
}

impl Own {
    /// The same with these overrides; what was found wrong before goes with it.
    pub(super) fn with(&self, overrides: &Overrides, mut problems: Vec<String>) -> Self {
        let (headers, limits) = overrides.request();
        let mut own = self.clone();
        own.limits = limits.or(own.limits);
        for (name, value) in headers.0 {
            match header(name, value) {
                Ok((name, value)) => drop(own.headers.insert(name, value)),
                Err(problem) => problems.push(problem),
            }
        }
        own.problems.append(&mut problems);
        own
    }

    /// # Errors
    ///
    /// Everything that is wrong with it.
    pub(super) fn check(&self) -> Result<(), Error> {
        if self.problems.is_empty() {
            return Ok(());
        }
        Err(Error::config(format!("the request's overrides: {}", self.problems.join("; "))))
    }

    /// Puts it on the head of a request.
    pub(super) fn put(&self, head: &mut http::request::Parts) {
        for (name, value) in &self.headers {
            head.headers.insert(name.clone(), value.clone());
        }
        if self.limits != LimitOverrides::default() {
            head.extensions.insert(self.limits);
        }
    }
}

/// Reads a header. Texts name it, and never its value: that may be a secret.
fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let read: HeaderName = name.parse().map_err(|_| {
        format!("'{}' is no name of a header: expected letters, digits and hyphens", shown(name))
    })?;
    if OURS.contains(&read.as_str()) {
        return Err(format!("the header '{read}' is made of the request itself: leave it out"));
    }
    let mut value: HeaderValue = value
        .parse()
        .map_err(|_| format!("the value of the header '{read}': expected visible ASCII"))?;
    value.set_sensitive(true);
    Ok((read, value))
}

/// A text that may be anything, short enough for a message.
fn shown(text: &str) -> String {
    const MOST: usize = 60;
    let start: String = text.chars().take(MOST).collect();
    if start.len() < text.len() { format!("{start}…") } else { start }
}
