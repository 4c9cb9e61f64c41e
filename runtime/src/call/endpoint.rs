//! Where requests go, and how they are signed: the rules of the service, run on the region, the
//! options and, where the rules ask for it, the input.
//!
//! A region's text is checked before it becomes part of a host, so it cannot name another one.

mod arguments;
mod custom;
mod evaluate;
mod forms;
mod partition_table;
mod partitions;
mod plain;
pub(crate) mod probe;
mod region;
mod resolve;
pub(crate) mod rules;
mod settings;
mod values;

use http::{HeaderName, HeaderValue, Uri};

pub(crate) use super::label::is_host_label;
pub(crate) use arguments::{Arguments, arguments};
pub(crate) use custom::CustomEndpoint;
pub use forms::{DUAL_STACK, REGIONAL, REGIONAL_GOV};
pub use plain::PLAIN;
pub(crate) use resolve::resolve;

/// Where the requests of a call go.
#[derive(Debug, Clone)]
pub(crate) struct Endpoint {
    place: CustomEndpoint,
    takes_prefix: bool,
    is_custom: bool,
    /// Headers that go with each request.
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    /// The service in the scope of signatures.
    pub(crate) signing_name: String,
    /// The region in the scope of signatures.
    pub(crate) signing_region: String,
    pub(crate) signature: Signature,
}

/// How requests say in whose name they come.
#[derive(Debug, Clone)]
pub(crate) enum Signature {
    /// By the fourth version of the signature, or not at all.
    Usual,
    /// By the second version.
    V2,
    /// By a token, which is a header.
    Bearer(HeaderValue),
}

impl Endpoint {
    /// Is it set by hand?
    pub(crate) fn is_custom(&self) -> bool {
        self.is_custom
    }

    /// The URI of a request. Host prefixes are left out where the host cannot have subdomains.
    ///
    /// # Errors
    ///
    /// The parts make no URI; the text says which.
    pub(crate) fn uri(&self, host_prefix: &str, path_and_query: &str) -> Result<Uri, String> {
        self.place.uri(if self.takes_prefix { host_prefix } else { "" }, path_and_query)
    }
}

#[cfg(test)]
mod tests;
