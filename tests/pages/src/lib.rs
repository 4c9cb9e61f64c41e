//! Pages as EC2, DynamoDB, S3 and EventBridge write them, of as many items as one wants: what tests count with and
//! benchmarks measure with.

mod cbor;
mod json;
mod xml;

pub use cbor::buses;
pub use json::{items, table};
pub use xml::{objects, snapshots};

/// A page of one operation, but for its token: that of the next page, or none.
#[derive(Debug)]
pub struct Listing {
    content_type: &'static str,
    /// What comes first, in a page with a token and in the last.
    start: [&'static [u8]; 2],
    items: Vec<u8>,
    /// What a token stands between.
    token: [&'static [u8]; 2],
    /// What the last page has in its place.
    no_token: &'static [u8],
    end: &'static [u8],
}

impl Listing {
    /// The whole page. A token has nine bytes: `page00017`.
    pub fn body(&self, next: Option<&str>) -> Vec<u8> {
        let [before, after] = self.token;
        let [start, start_of_last] = self.start;
        let parts: [&[u8]; 6] = match next {
            Some(token) => [start, &self.items, before, token.as_bytes(), after, self.end],
            None => [start_of_last, &self.items, self.no_token, &[], &[], self.end],
        };
        parts.concat()
    }

    /// The headers that a service sends with it.
    pub fn headers(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let is_cbor = self.content_type == "application/cbor";
        let protocol = is_cbor.then_some(("smithy-protocol", "rpc-v2-cbor"));
        [("content-type", self.content_type)].into_iter().chain(protocol)
    }
}

/// The token of a page, counted from zero: what each of these listings calls it.
pub fn token(page: usize) -> String {
    format!("page{page:05}")
}

/// The page whose token stands somewhere in a request; `None` in a request for the first.
pub fn page_of_token(request: &[u8]) -> Option<usize> {
    let mut places = request.windows(9).filter(|place| place.starts_with(b"page"));
    places.find_map(|place| std::str::from_utf8(place.get(4..)?).ok()?.parse().ok())
}
