//! Bodies by meaning: values of JSON, trees of XML, pairs of a form, items of CBOR.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ciborium::Value as Cbor;
use serde_json::Value;

/// What differs between the body that a case expects and the one that was written.
pub fn difference(protocol: &str, expected: &str, found: &[u8]) -> Option<String> {
    let same = match protocol {
        "smithy-rpc-v2-cbor" => same_cbor(expected, found),
        "query" | "ec2" => pairs(expected.as_bytes()) == pairs(found),
        "rest-xml" => same_tree(expected, found),
        _ => same_values(expected, found),
    };
    let shown = match protocol {
        "smithy-rpc-v2-cbor" => STANDARD.encode(found),
        _ => String::from_utf8_lossy(found).into_owned(),
    };
    (!same).then(|| format!("body: expected {expected:?}, found {shown:?}"))
}

/// JSON where both are; otherwise, as for a text that is the payload, the same bytes.
fn same_values(expected: &str, found: &[u8]) -> bool {
    let parse = |text: &[u8]| serde_json::from_slice::<Value>(text);
    match (parse(expected.as_bytes()), parse(found)) {
        (Ok(expected), Ok(found)) => same_json(&expected, &found),
        _ => expected.as_bytes() == found,
    }
}

/// Are the values the same, whatever the order of their keys, and `1` the same as `1.0`?
pub fn same_json(expected: &Value, found: &Value) -> bool {
    match (expected, found) {
        (Value::Number(expected), Value::Number(found)) => {
            expected == found || expected.as_f64() == found.as_f64()
        }
        (Value::Array(expected), Value::Array(found)) => {
            expected.len() == found.len()
                && expected.iter().zip(found).all(|(one, other)| same_json(one, other))
        }
        (Value::Object(expected), Value::Object(found)) => {
            expected.len() == found.len()
                && expected
                    .iter()
                    .all(|(key, one)| found.get(key).is_some_and(|other| same_json(one, other)))
        }
        _ => expected == found,
    }
}

/// The pairs of a form or a query string, sorted: their order means nothing.
pub fn pairs(text: &[u8]) -> Vec<(String, String)> {
    let mut pairs: Vec<_> = form_urlencoded::parse(text).into_owned().collect();
    pairs.sort();
    pairs
}

/// XML where both are; otherwise the same bytes.
fn same_tree(expected: &str, found: &[u8]) -> bool {
    match (tree(expected), std::str::from_utf8(found).ok().and_then(tree)) {
        (Some(expected), Some(found)) => expected == found,
        _ => expected.as_bytes() == found,
    }
}

/// An element: its namespace and name, its attributes sorted, its children.
#[derive(Debug, PartialEq)]
struct Element {
    name: (String, String),
    attributes: Vec<(String, String, String)>,
    children: Vec<Node>,
}

#[derive(Debug, PartialEq)]
enum Node {
    Element(Element),
    Text(String),
}

fn tree(text: &str) -> Option<Element> {
    let document = roxmltree::Document::parse(text).ok()?;
    Some(element(document.root_element()))
}

fn element(node: roxmltree::Node<'_, '_>) -> Element {
    let mut attributes: Vec<_> = node
        .attributes()
        .map(|one| (owned(one.namespace()), one.name().to_owned(), one.value().to_owned()))
        .collect();
    attributes.sort();
    let name = (owned(node.tag_name().namespace()), node.tag_name().name().to_owned());
    Element { name, attributes, children: node.children().filter_map(child).collect() }
}

/// White space between elements means nothing.
fn child(node: roxmltree::Node<'_, '_>) -> Option<Node> {
    if node.is_element() {
        return Some(Node::Element(element(node)));
    }
    let text = node.text().filter(|_| node.is_text())?.trim();
    (!text.is_empty()).then(|| Node::Text(text.to_owned()))
}

fn owned(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

/// The case has its CBOR in base64.
fn same_cbor(expected: &str, found: &[u8]) -> bool {
    let Ok(expected) = STANDARD.decode(expected) else { return false };
    if expected.is_empty() || found.is_empty() {
        return expected == found;
    }
    match (item(&expected), item(found)) {
        (Some(expected), Some(found)) => same_items(&expected, &found),
        _ => false,
    }
}

/// The one item that the bytes are.
fn item(mut bytes: &[u8]) -> Option<Cbor> {
    let item = ciborium::from_reader(&mut bytes).ok()?;
    bytes.is_empty().then_some(item)
}

fn same_items(expected: &Cbor, found: &Cbor) -> bool {
    match (expected, found) {
        (Cbor::Float(expected), Cbor::Float(found)) => {
            expected == found || (expected.is_nan() && found.is_nan())
        }
        (Cbor::Array(expected), Cbor::Array(found)) => {
            expected.len() == found.len()
                && expected.iter().zip(found).all(|(one, other)| same_items(one, other))
        }
        (Cbor::Map(expected), Cbor::Map(found)) => {
            let value = |key| found.iter().find(|(other, _)| *other == key).map(|(_, value)| value);
            expected.len() == found.len()
                && expected.iter().all(|(key, one)| {
                    value(key.clone()).is_some_and(|other| same_items(one, other))
                })
        }
        (Cbor::Tag(1, expected), Cbor::Tag(1, found)) => seconds(expected) == seconds(found),
        _ => expected == found,
    }
}

/// A time may be an integer or a float.
fn seconds(item: &Cbor) -> Option<f64> {
    match item {
        Cbor::Integer(seconds) => Some(i128::from(*seconds) as f64),
        Cbor::Float(seconds) => Some(*seconds),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_same(protocol: &str, expected: &str, found: &str) -> bool {
        difference(protocol, expected, found.as_bytes()).is_none()
    }

    #[test]
    fn json_by_values() {
        assert!(is_same("json", r#"{"a": 1, "b": [1.0]}"#, r#"{"b":[1],"a":1}"#));
        assert!(!is_same("json", r#"{"a": 1}"#, r#"{"a":1,"b":null}"#));
        assert!(!is_same("json", r#"{"a": [1, 2]}"#, r#"{"a":[2,1]}"#));
        assert!(!is_same("json", r#"{"a": "1"}"#, r#"{"a":1}"#));
        assert!(is_same("rest-json", "plain text", "plain text"));
        assert!(!is_same("rest-json", "", "{}"));
    }

    #[test]
    fn forms_by_pairs() {
        assert!(is_same("query", "A=1&B=a%20b", "B=a+b&A=1"));
        assert!(!is_same("query", "A=1&A=1", "A=1"));
        assert!(!is_same("query", "A=1", "A=2"));
    }

    #[test]
    fn xml_by_trees() {
        let one = "<a xmlns='u' x='1' y='2'>\n  <b>t</b><c></c>\n</a>";
        assert!(is_same("rest-xml", one, r#"<a xmlns="u" y="2" x="1"><b>t</b><c/></a>"#));
        assert!(is_same("rest-xml", "<p:a xmlns:p='u'/>", "<q:a xmlns:q='u'/>"));
        assert!(!is_same("rest-xml", "<a xmlns='u'/>", "<a/>"));
        assert!(!is_same("rest-xml", "<a><b/><c/></a>", "<a><c/><b/></a>"));
        assert!(!is_same("rest-xml", "<a><b>1</b></a>", "<a><b>2</b></a>"));
        assert!(!is_same("rest-xml", "", "<a/>"));
    }

    #[test]
    fn cbor_by_items() {
        let same = |expected: &[u8], found: &[u8]| {
            difference("smithy-rpc-v2-cbor", &STANDARD.encode(expected), found).is_none()
        };
        // {"a": 1, "b": 2}, of definite and of indefinite length, in either order.
        let definite = [0xa2, 0x61, b'a', 1, 0x61, b'b', 2];
        assert!(same(&definite, &[0xbf, 0x61, b'b', 2, 0x61, b'a', 1, 0xff]));
        assert!(!same(&definite, &[0xa1, 0x61, b'a', 1]));
        // A half and a double.
        assert!(same(&[0xf9, 0x3c, 0], &[0xfb, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0]));
        assert!(!same(&[0xf9, 0x3c, 0], &[1]));
        // A time, as an integer and as a float.
        assert!(same(&[0xc1, 1], &[0xc1, 0xf9, 0x3c, 0]));
        assert!(!same(&definite, &[definite.as_slice(), &[0]].concat()));
        assert!(!same(&[], &[0xa0]));
    }
}
