//! How requests travel: one signed request in, one complete response out.
//!
//! A transport sends once. Retries, signatures and the reading of errors are above it, so a
//! [`Transport`] of your own (a proxy, a recorder, a script in a test) is a single function.

use std::error::Error as StdError;
use std::fmt::{self, Debug};
use std::future::Future;
use std::pin::Pin;

use bytes::Bytes;

/// A request under way.
pub type Sending =
    Pin<Box<dyn Future<Output = Result<http::Response<Bytes>, TransportError>> + Send>>;

/// Sends HTTP requests.
///
/// Set one with [`ConfigBuilder::transport`](crate::ConfigBuilder::transport); the default is
/// hyper over rustls, HTTP/1.1, with the certificates of webpki-roots.
pub trait Transport: Debug + Send + Sync + 'static {
    /// Sends one request, and gives the response with its whole body.
    ///
    /// The URI is absolute. An answer with an error status is an answer, not an error.
    fn send(&self, request: http::Request<Bytes>) -> Sending;

    /// The script that answers calls before they become requests, if this is one.
    #[doc(hidden)]
    #[cfg(any(test, feature = "testing"))]
    fn script(&self) -> Option<&crate::testing::Scripted> {
        None
    }
}

/// How a request failed to get an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// There was no connection: name, network, port or TLS.
    Connect,
    /// The connection, the answer or a part of it took too long.
    Timeout,
    /// The connection broke, or what came was no HTTP.
    Io,
    /// The answer is larger than the configuration allows.
    TooLarge,
}

/// A request without an answer. All kinds but [`TooLarge`](TransportErrorKind::TooLarge) are
/// retried.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Box<dyn StdError + Send + Sync + 'static>,
}

impl TransportError {
    /// An error of this kind; the source may be a text.
    pub fn new(
        kind: TransportErrorKind,
        source: impl Into<Box<dyn StdError + Send + Sync + 'static>>,
    ) -> Self {
        TransportError { kind, source: source.into() }
    }

    /// What kind of failure it was.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection",
            TransportErrorKind::Timeout => "no answer in time",
            TransportErrorKind::Io => "the connection broke",
            TransportErrorKind::TooLarge => "the answer is too large",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.source.as_ref())
    }
}
