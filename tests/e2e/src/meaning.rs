//! What a request means, as a value that is the same for all ways to write it.

use serde_json::{Value, json};

use crate::http::Message;

/// A request as a value, whatever the order of what has none: method, host, path, query, the headers
/// that mean something to the service, and the body.
pub(crate) fn meaning(request: &Message) -> Value {
    let (method, target) = request.asked();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    // The protocols want this type of XML. boto3 leaves it out.
    let is_unsaid = |(_, value): &(String, &str)| *value == "application/xml";
    let kept = request.headers().filter(|header| is_meant(&header.0) && !is_unsaid(header));
    let headers: Value = kept.map(|(name, value)| (name, Value::from(value))).collect();
    json!({
        "method": method,
        "path": path,
        "query": pairs(query),
        "headers": headers,
        "body": body(&request.body),
    })
}

/// Does the service see a meaning in it? Signatures and attempts have their own tests.
fn is_meant(header: &str) -> bool {
    let signed = ["x-amz-date", "x-amz-content-sha256", "x-amz-security-token"];
    let named = ["host", "content-type", "content-md5", "content-encoding"];
    named.contains(&header) || (header.starts_with("x-amz") && !signed.contains(&header))
}

/// The body of a request: JSON, XML, or the pairs of a form.
fn body(body: &[u8]) -> Value {
    let text = || String::from_utf8_lossy(body);
    serde_json::from_slice(body).unwrap_or_else(|_| match body.first() {
        Some(b'<') => tree(&text()),
        _ => pairs(&text().replace('+', " ")),
    })
}

/// What a form or a query holds, decoded and in order.
fn pairs(text: &str) -> Value {
    let decoded =
        |part| percent_encoding::percent_decode_str(part).decode_utf8_lossy().into_owned();
    let pairs = text.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        [decoded(name), decoded(value)]
    });
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort();
    json!(pairs)
}

/// An XML document as [tag, text, children], the children of an element in the order of their tags:
/// boto3 writes members in the order in which the caller named them. Of one tag, they keep theirs.
fn tree(text: &str) -> Value {
    let mut open = vec![Element::default()];
    for part in text.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        if tag.starts_with('?') {
            continue;
        }
        if !tag.starts_with('/') {
            let tag = tag.trim_end_matches('/').trim_end().to_owned();
            open.push(Element { tag, ..Element::default() });
        }
        if tag.starts_with('/') || tag.ends_with('/') {
            close(&mut open);
        }
        if let Some(element) = open.last_mut() {
            element.text.push_str(text.trim_end_matches('\n'));
        }
    }
    open.into_iter().next().map_or(Value::Null, Element::value)
}

#[derive(Default)]
struct Element {
    tag: String,
    text: String,
    children: Vec<Element>,
}

impl Element {
    fn value(mut self) -> Value {
        self.children.sort_by(|one, other| one.tag.cmp(&other.tag));
        let children: Vec<_> = self.children.into_iter().map(Element::value).collect();
        json!([self.tag, self.text, children])
    }
}

fn close(open: &mut Vec<Element>) {
    if let Some(element) = open.pop()
        && let Some(parent) = open.last_mut()
    {
        parent.children.push(element);
    }
}
