//! A case's request against the one that was sent.

use std::collections::BTreeSet;

use bytes::Bytes;
use http::{HeaderMap, Request};
use serde_json::Value;

use crate::body;
use crate::cases::Case;
use crate::road::ToRequest;

/// The idempotency token that cases expect where nobody sets one.
const TOKEN: &str = "00000000-0000-4000-8000-000000000000";

/// Runs the case; what differs.
pub fn run(case: &Case, road: ToRequest) -> Vec<String> {
    let endpoint = case.suite.get("clientEndpoint").and_then(Value::as_str);
    match road(case.get("params"), endpoint.unwrap_or("https://example.com")) {
        Ok(request) => differences(case, &with_token(case, request)),
        Err(text) => vec![text],
    }
}

fn differences(case: &Case, request: &Request<Bytes>) -> Vec<String> {
    let expected = case.get("serialized");
    let text = |key: &str| expected.get(key).and_then(Value::as_str);
    let mut found = Vec::new();
    found.extend(
        text("method").and_then(|method| differ("method", method, request.method().as_str())),
    );
    found.extend(text("uri").into_iter().flat_map(|uri| uri_differences(uri, request)));
    found.extend(text("host").and_then(|host| {
        let host = host.split_once('/').map_or(host, |(host, _)| host);
        differ("host", host, request.uri().host().unwrap_or_default())
    }));
    found.extend(header_differences(case, expected, request));
    found.extend(
        text("body").and_then(|body| body::difference(case.protocol(), body, request.body())),
    );
    found
}

fn differ(what: &str, expected: &str, found: &str) -> Option<String> {
    (expected != found).then(|| format!("{what}: expected {expected:?}, found {found:?}"))
}

/// The path must be the same byte for byte; of the query its pairs.
fn uri_differences(expected: &str, request: &Request<Bytes>) -> Vec<String> {
    let (path, query) = expected.split_once('?').unwrap_or((expected, ""));
    let found_query = request.uri().query().unwrap_or_default();
    let (wanted, found) = (body::pairs(query.as_bytes()), body::pairs(found_query.as_bytes()));
    let query =
        (wanted != found).then(|| format!("query: expected {query:?}, found {found_query:?}"));
    differ("path", path, request.uri().path()).into_iter().chain(query).collect()
}

fn header_differences(case: &Case, expected: &Value, request: &Request<Bytes>) -> Vec<String> {
    let lists = list_headers(case);
    let names = |key: &str| expected.get(key).and_then(Value::as_array).into_iter().flatten();
    let names = |key: &str| names(key).filter_map(Value::as_str);
    let headers = expected.get("headers").and_then(Value::as_object).into_iter().flatten();
    let wrong = headers.filter_map(|(name, value)| {
        let found = header(request.headers(), name);
        let value = value.as_str().unwrap_or_default();
        let same = found.as_deref().is_some_and(|found| is_same(name, value, found, &lists));
        (!same).then(|| format!("header {name}: expected {value:?}, found {found:?}"))
    });
    // The transport sets it, from the body that it is given whole.
    let required =
        names("requireHeaders").filter(|name| !name.eq_ignore_ascii_case("content-length"));
    let missing = required.filter(|name| header(request.headers(), name).is_none());
    let missing = missing.map(|name| format!("header {name}: expected one, found none"));
    let unwanted = names("forbidHeaders").filter_map(|name| {
        let found = header(request.headers(), name)?;
        Some(format!("header {name}: expected none, found {found:?}"))
    });
    wrong.chain(missing).chain(unwanted).collect()
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    let values = headers.get_all(name).iter();
    let values: Vec<String> =
        values.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).collect();
    (!values.is_empty()).then(|| values.join(","))
}

/// Space after the commas of a list means nothing, nor does naming UTF-8 as the encoding.
fn is_same(name: &str, expected: &str, found: &str, lists: &BTreeSet<String>) -> bool {
    if lists.contains(&name.to_lowercase()) || name.eq_ignore_ascii_case("content-encoding") {
        return expected.replace(", ", ",") == found.replace(", ", ",");
    }
    if name.eq_ignore_ascii_case("content-type") {
        let bare = |value: &str| value.trim_end_matches("; charset=utf-8").to_owned();
        return bare(expected) == bare(found);
    }
    expected == found
}

/// The headers that hold lists, in lower case.
fn list_headers(case: &Case) -> BTreeSet<String> {
    let input = case.value.pointer("/given/input/shape").unwrap_or(&Value::Null);
    let members = case.shape(input).and_then(|shape| shape.get("members"));
    let members = members.and_then(Value::as_object).into_iter().flatten();
    let lists = members.filter(|(_, member)| {
        let kind = member.get("shape").and_then(|name| case.shape(name)?.get("type"));
        kind.is_some_and(|kind| kind == "list")
    });
    let names = lists.filter_map(|(_, member)| member.get("locationName")?.as_str());
    names.map(str::to_lowercase).collect()
}

/// Where a case expects the token that nobody set, a random one is as good.
fn with_token(case: &Case, request: Request<Bytes>) -> Request<Bytes> {
    let expects = case.get("serialized").to_string().contains(TOKEN);
    let is_given = case.get("params").to_string().contains(TOKEN);
    if !expects || is_given {
        return request;
    }
    let (mut head, body) = request.into_parts();
    if let Ok(uri) = replace_uuid(&head.uri.to_string()).parse() {
        head.uri = uri;
    }
    for (name, value) in &mut head.headers {
        // Every request has an id of its own there, which is none of the case's business.
        if name != "amz-sdk-invocation-id"
            && let Ok(text) = value.to_str()
            && let Ok(new) = replace_uuid(text).parse()
        {
            *value = new;
        }
    }
    let body = replace_uuid(&String::from_utf8_lossy(&body));
    Request::from_parts(head, Bytes::from(body))
}

/// Puts the known token where a random one of version 4 stands.
fn replace_uuid(text: &str) -> String {
    let mut new = text.to_owned();
    for (start, _) in text.char_indices() {
        let end = start + TOKEN.len();
        if text.get(start..end).is_some_and(is_uuid) {
            new.replace_range(start..end, TOKEN);
        }
    }
    new
}

fn is_uuid(text: &str) -> bool {
    text.char_indices().all(|(index, letter)| match index {
        8 | 13 | 18 | 23 => letter == '-',
        14 => letter == '4',
        19 => matches!(letter, '8' | '9' | 'a' | 'b'),
        _ => letter.is_ascii_hexdigit(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::Kind;
    use serde_json::json;
    use std::sync::Arc;

    fn case(value: Value) -> Case {
        let suite = json!({
            "metadata": {"protocol": "rest-json"},
            "shapes": {
                "In": {"members": {"l": {"shape": "List", "locationName": "X-List"}}},
                "List": {"type": "list"},
            },
        });
        let (id, file) = (String::new(), String::new());
        Case { id, kind: Kind::Input, file, suite: Arc::new(suite), value }
    }

    fn found(serialized: Value, request: &Request<Bytes>) -> Vec<String> {
        let given = json!({"input": {"shape": "In"}});
        differences(&case(json!({"given": given, "serialized": serialized})), request)
    }

    fn request() -> Request<Bytes> {
        let request = Request::put("https://a.example.com/p%20q?b=2&a=1");
        let request = request.header("X-List", "a,b").header("X-One", "1, 2");
        request.body(Bytes::from_static(br#"{"a":1}"#)).unwrap()
    }

    #[test]
    fn what_is_the_same_differs_in_nothing() {
        let serialized = json!({
            "method": "PUT", "uri": "/p%20q?a=1&b=2", "host": "a.example.com",
            "headers": {"x-list": "a, b", "X-One": "1, 2"}, "requireHeaders": ["x-one"],
            "forbidHeaders": ["x-two"], "body": r#"{ "a": 1 }"#,
        });
        assert_eq!(found(serialized, &request()), [""; 0]);
    }

    #[test]
    fn each_part_is_looked_at() {
        let wrong = [
            json!({"method": "POST"}),
            json!({"uri": "/p q?a=1&b=2"}),
            json!({"uri": "/p%20q?a=1"}),
            json!({"host": "b.example.com"}),
            json!({"headers": {"x-one": "1,2"}}),
            json!({"headers": {"x-two": ""}}),
            json!({"requireHeaders": ["x-two"]}),
            json!({"forbidHeaders": ["X-ONE"]}),
            json!({"body": ""}),
        ];
        for serialized in wrong {
            assert_eq!(found(serialized.clone(), &request()).len(), 1, "{serialized}");
        }
    }

    #[test]
    fn a_random_token_is_the_known_one() {
        let random = "01234567-89ab-4cde-8f01-23456789abcd";
        assert_eq!(replace_uuid(&format!("ü{random}&t={random}")), format!("ü{TOKEN}&t={TOKEN}"));
        for other in ["01234567-89ab-1cde-8f01-23456789abcd", "01234567-89ab-4cde-8f01-23456789abc"]
        {
            assert_eq!(replace_uuid(other), other);
        }
    }
}
