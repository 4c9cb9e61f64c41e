//! Pages as the services write them, but for the token's place.

mod cbor;
mod json;
mod xml;

use bytes::Bytes;
use hyper::header::{CONTENT_TYPE, HeaderName, HeaderValue};

pub use cbor::buses;
pub use json::{items, table};
pub use xml::{objects, snapshots};

/// A page, in the three parts of which it is put together.
pub struct Listing {
    pub content_type: &'static str,
    /// What comes first, in a page with a token and in the last.
    pub start: [&'static [u8]; 2],
    pub items: Vec<u8>,
    /// What a token stands between.
    pub token: [&'static [u8]; 2],
    /// What the last page has in its place.
    pub no_token: &'static [u8],
    pub end: &'static [u8],
}

impl Listing {
    pub fn body(&self, next: Option<&str>) -> Bytes {
        let [before, after] = self.token;
        let [start, start_of_last] = self.start;
        let parts: [&[u8]; 6] = match next {
            Some(token) => [start, &self.items, before, token.as_bytes(), after, self.end],
            None => [start_of_last, &self.items, self.no_token, &[], &[], self.end],
        };
        Bytes::from(parts.concat())
    }

    pub fn headers(&self) -> impl Iterator<Item = (HeaderName, HeaderValue)> {
        let protocol = self.content_type == "application/cbor";
        let protocol = protocol.then(|| {
            (HeaderName::from_static("smithy-protocol"), HeaderValue::from_static("rpc-v2-cbor"))
        });
        let content = (CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        [content].into_iter().chain(protocol)
    }
}
