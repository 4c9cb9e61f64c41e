//! A request as it went over the wire, taken apart.

use bytes::Bytes;
use http::{HeaderMap, Request};
use serde_json::Value;

/// A request that was sent.
#[derive(Debug, Clone)]
pub struct Sent {
    method: String,
    path: String,
    query: Vec<(String, String)>,
    host: String,
    headers: HeaderMap,
    body: Bytes,
}

impl From<Request<Bytes>> for Sent {
    fn from(request: Request<Bytes>) -> Self {
        let uri = request.uri();
        Sent {
            method: request.method().to_string(),
            path: uri.path().to_owned(),
            query: pairs(uri.query().unwrap_or_default().as_bytes()),
            host: uri.host().unwrap_or_default().to_owned(),
            headers: request.headers().clone(),
            body: request.into_body(),
        }
    }
}

fn pairs(text: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(text).into_owned().collect()
}

fn find<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

impl Sent {
    /// The method and the path.
    pub fn line(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// The host.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// A header, where it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// A parameter of the URI's query, decoded.
    pub fn query(&self, name: &str) -> Option<&str> {
        find(&self.query, name)
    }

    /// A parameter of the body's form, decoded.
    pub fn form(&self, name: &str) -> Option<String> {
        find(&pairs(&self.body), name).map(str::to_owned)
    }

    /// The body, as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body, as JSON; null if it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}
