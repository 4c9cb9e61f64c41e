//! The test suite of AWS, and what botocore signs of requests like ours, both as data.

use http::Request;
use serde_json::Value;

use super::*;

const TIME: &str = "20150830T123600Z";

fn keys(session_token: Option<&str>) -> Keys {
    Keys {
        id: "AKIDEXAMPLE".to_owned(),
        secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY".to_owned(),
        session_token: session_token.map(str::to_owned),
    }
}

/// The head of a case; `None` if it is no request that HTTP can carry.
fn head(case: &Value) -> Option<Parts> {
    let text = |key: &str| case[key].as_str().unwrap();
    let (path, query) = text("target").split_once('?').unwrap_or((text("target"), ""));
    // The suite has a query as text. What is sent, and signed, is encoded before.
    let query = percent_encoding::utf8_percent_encode(query, percent_encoding::CONTROLS);
    let uri = format!("https://example.amazonaws.com{path}?{query}");
    let mut head = Request::builder().method(text("method")).uri(uri).body(()).ok()?.into_parts().0;
    for header in case["headers"].as_array().unwrap() {
        let [name, value] = [0, 1].map(|index| header[index].as_str().unwrap());
        let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
        head.headers.append(name, HeaderValue::from_str(value).unwrap());
    }
    Some(head)
}

fn authorization(case: &Value, scope: &Scope<'_>) -> Option<String> {
    let mut head = head(case)?;
    let token = case["session_token"].as_str();
    let hash = hex_sha256(case["body"].as_str().unwrap().as_bytes());
    authorize(&mut head, &hash, &keys(token), scope, TIME).unwrap();
    Some(head.headers[AUTHORIZATION].to_str().unwrap().to_owned())
}

#[test]
fn every_case_of_the_suite_of_aws_is_signed_alike() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("cases.json")).unwrap();
    let scope = Scope { service: "service", region: "us-east-1" };
    let mut not_http = Vec::new();
    for case in &cases {
        let name = case["name"].as_str().unwrap();
        match authorization(case, &scope) {
            Some(found) => assert_eq!(found, case["authorization"], "{name}"),
            None => not_http.push(name),
        }
    }
    assert_eq!(not_http, ["normalize-path/get-space"], "a space ends the target of a request");
    assert_eq!(cases.len(), 34);
}

#[test]
fn requests_of_every_kind_are_signed_as_botocore_signs_them() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("botocore.json")).unwrap();
    for case in &cases {
        let [service, region] = ["service", "region"].map(|key| case[key].as_str().unwrap());
        let found = authorization(case, &Scope { service, region }).unwrap();
        assert_eq!(found, case["authorization"], "{case}");
    }
    assert_eq!(cases.len(), 24);
}

#[test]
fn what_no_header_can_have_is_told_without_showing_it() {
    let scope = Scope { service: "s3", region: "eu-west-1" };
    for (id, token, part) in
        [("AK\nID", None, "the access key id"), ("AKID", Some("a\u{7f}b"), "the session token")]
    {
        let (mut head, ()) = Request::get("https://x.example/").body(()).unwrap().into_parts();
        let keys = Keys { id: id.to_owned(), ..keys(token) };
        let error = authorize(&mut head, "", &keys, &scope, TIME).unwrap_err();
        assert!(error.is_credentials());
        let expected = format!("no credentials: {part} has characters that no header can have");
        assert_eq!(error.to_string(), expected);
    }
}

/// A header's value need not be text.
#[test]
fn bytes_are_signed_as_they_are() {
    let scope = Scope { service: "s3", region: "eu-west-1" };
    let signed = |value: &[u8]| {
        let (mut head, ()) = Request::get("https://x.example/").body(()).unwrap().into_parts();
        head.headers.insert("x-amz-meta-a", HeaderValue::from_bytes(value).unwrap());
        authorize(&mut head, "", &keys(None), &scope, TIME).unwrap();
        head.headers.remove(AUTHORIZATION).unwrap()
    };
    assert_ne!(signed(b"\xc3\xa9"), signed(b"\xc3\xa8"));
}
