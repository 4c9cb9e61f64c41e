//! One call: from an input structure to an output structure, over one or more HTTP requests.
//!
//! `start` writes the request, `send` signs it and sends it until there is an answer worth having,
//! and [`Call`] reads the output. Only the first and the last step know the operation's types, and
//! both are a few lines.

mod ahead;
mod checksum;
mod client;
mod clock;
mod compress;
mod crc;
mod customs;
pub(crate) mod endpoint;
mod future;
mod hyper;
mod label;
mod operation;
mod own;
pub(crate) mod retry;
mod retry_after;
#[cfg(any(test, feature = "testing"))]
mod scripted;
mod send;
mod sign;
mod tokens;
mod transport;
mod user_agent;

pub use client::Client;
pub use clock::{Clock, Sleep};
pub use future::{Answer, Call, start};
pub(crate) use future::{Underway, answer};
pub use operation::{
    ChecksumSpec, ErrorSpec, ModeledError, Operation, OperationSpec, Root, Service, Signing,
};
pub use transport::{Sending, Transport, TransportError, TransportErrorKind};
pub use user_agent::Purpose;

pub(crate) use clock::TokioClock;
pub(crate) use endpoint::{CustomEndpoint, is_host_label};
pub(crate) use hyper::{HyperTransport, LimitOverrides, Limits};
pub(crate) use own::OwnHeaders;
pub(crate) use retry_after::asked;
pub(crate) use send::Sent;
pub(crate) use sign::Keys;
#[cfg(feature = "credentials")]
pub(crate) use sign::{Scope, sign_stated};

#[cfg(test)]
mod tests;
