//! A case's answer: what the client makes of it, against the case's result or error.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::Response;
use maitred::Error;
use serde_json::{Map, Value};

use crate::cases::{Case, Kind};
use crate::expected;
use crate::road::{ToException, ToOutput, told};
use crate::seen::Seen;

/// Runs the case; what differs.
pub fn run(case: &Case, road: ToOutput, exceptions: &[ToException]) -> Vec<String> {
    let answer = match answer(case) {
        Ok(answer) => answer,
        Err(text) => return vec![text],
    };
    let result = road(answer);
    match (case.kind, result) {
        (Kind::Recorded, result) => recorded(case, result),
        (_, Ok(output)) if case.get("error").is_null() => {
            expected::differences(case.get("result"), &output)
        }
        (_, Err(error)) if !case.get("error").is_null() => failure(case, &error, exceptions),
        (_, Ok(output)) => vec![format!("expected an error, found {output:?}")],
        (_, Err(error)) => vec![format!("expected an output, found {}", told(&error))],
    }
}

fn answer(case: &Case) -> Result<Response<Bytes>, String> {
    let parts = match case.kind {
        Kind::Recorded => &case.value,
        _ => case.get("response"),
    };
    let status = parts.get("status_code").and_then(Value::as_u64).unwrap_or_default();
    let mut response = Response::builder().status(u16::try_from(status).unwrap_or_default());
    let headers = parts.get("headers").and_then(Value::as_object).into_iter().flatten();
    for (name, value) in headers {
        response = response.header(name, value.as_str().unwrap_or_default());
    }
    let body = body(case, parts.get("body").and_then(Value::as_str).unwrap_or_default())?;
    response.body(body).map_err(|error| format!("the case is no answer: {error}"))
}

fn body(case: &Case, text: &str) -> Result<Bytes, String> {
    if case.protocol() != "smithy-rpc-v2-cbor" {
        return Ok(Bytes::from(text.replace(PATTERN, DATE)));
    }
    let bytes = STANDARD.decode(text);
    bytes.map(Bytes::from).map_err(|error| format!("the case's body is no base64: {error}"))
}

/// Code and message, and the members of the exception that the error is.
fn failure(case: &Case, error: &Error, exceptions: &[ToException]) -> Vec<String> {
    let mut found = Vec::new();
    found.extend(differ("code", case.get("errorCode"), error.code()));
    found.extend(differ("message", case.get("errorMessage"), error.message()));
    let members = exceptions.iter().find_map(|exception| exception(error));
    let nothing = Seen::Map(Vec::new());
    found.extend(expected::differences(case.get("error"), members.as_ref().unwrap_or(&nothing)));
    if members.is_none() {
        found.push(format!("the code {:?} is none of the operation's exceptions", error.code()));
    }
    found
}

/// What a case does not state, it does not expect either way.
fn differ(what: &str, expected: &Value, found: Option<&str>) -> Option<String> {
    let is_same = expected.is_null() || expected.as_str() == found;
    (!is_same).then(|| format!("{what}: expected {expected}, found {found:?}"))
}

/// Recorded answers have the metadata of the response beside the members.
fn recorded(case: &Case, result: Result<Seen, Error>) -> Vec<String> {
    let expected = case.get("result").as_object().cloned().unwrap_or_default();
    let mut members: Map<String, Value> =
        expected.into_iter().map(|(name, value)| (name, dated(value))).collect();
    let metadata = members.remove("ResponseMetadata").unwrap_or_default();
    let fault = members.remove("Error").filter(|_| case.get("status_code") != 200);
    match (fault, result) {
        (None, Ok(output)) => expected::differences(&Value::Object(members), &output),
        (Some(fault), Err(error)) => {
            let stated = |value: &Value, key: &str| value.get(key).cloned().unwrap_or_default();
            let mut found = Vec::new();
            found.extend(differ("code", &stated(&fault, "Code"), error.code()));
            found.extend(differ("message", &stated(&fault, "Message"), error.message()));
            let id = stated(&metadata, "RequestId");
            found.extend(differ("request id", &id, error.request_id()));
            found
        }
        (None, Err(error)) => vec![format!("expected an output, found {}", told(&error))],
        (Some(_), Ok(output)) => vec![format!("expected an error, found {output:?}")],
    }
}

/// Some answers were recorded with the pattern of a timestamp instead of one.
const PATTERN: &str = "YYYY-MM-DDTHH:MM:SS.000Z";
const DATE: &str = "2013-05-08T10:11:12.000Z";

fn dated(value: Value) -> Value {
    match value {
        Value::String(text) if text == PATTERN => Value::from(DATE),
        Value::Array(list) => list.into_iter().map(dated).collect(),
        Value::Object(map) => map.into_iter().map(|(key, value)| (key, dated(value))).collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::sync::Arc;

    fn case(kind: Kind, value: Value) -> Case {
        let suite = Arc::new(json!({"metadata": {"protocol": "ec2"}}));
        Case { id: String::new(), kind, file: String::new(), suite, value }
    }

    /// A road whose output is the answer's status, one header and body.
    fn echo(answer: Response<Bytes>) -> Result<Seen, Error> {
        let text = |text: &str| Seen::Text(text.to_owned());
        let header = answer.headers().get("x-a").and_then(|value| value.to_str().ok());
        Ok(Seen::Map(vec![
            ("Status".to_owned(), Seen::Integer(answer.status().as_u16().into())),
            ("Header".to_owned(), text(header.unwrap_or_default())),
            ("Body".to_owned(), text(&String::from_utf8_lossy(answer.body()))),
        ]))
    }

    fn refuse(_: Response<Bytes>) -> Result<Seen, Error> {
        maitred::Config::builder().endpoint_url("none").build().map(|_| Seen::Null)
    }

    #[test]
    fn an_answer_is_given_and_its_output_compared() {
        let response = json!({"status_code": 201, "headers": {"X-A": "h"}, "body": "b"});
        let good = json!({"Status": 201, "Header": "h", "Body": "b"});
        let output = case(Kind::Output, json!({"response": response, "result": good}));
        assert_eq!(run(&output, echo, &[]), [""; 0]);
        assert!(run(&output, refuse, &[])[0].starts_with("expected an output, found "));
        let other = case(Kind::Output, json!({"response": response, "result": {}}));
        assert_eq!(run(&other, echo, &[]).len(), 3);
    }

    #[test]
    fn an_error_is_expected_where_the_case_has_one() {
        let value = json!({"response": {"status_code": 400}, "errorCode": "Gone", "error": {}});
        let error = case(Kind::Output, value);
        assert!(run(&error, echo, &[])[0].starts_with("expected an error, found "));
        // No code, and no exception of the operation.
        assert_eq!(run(&error, refuse, &[]).len(), 2);
    }

    #[test]
    fn a_pattern_in_a_recorded_answer_becomes_a_date() {
        let result = json!({"Status": 200, "Header": "", "Body": PATTERN, "ResponseMetadata": {}});
        let value = json!({"status_code": 200, "body": PATTERN, "result": result});
        assert_eq!(run(&case(Kind::Recorded, value), echo, &[]), [""; 0]);
        let error = json!({"status_code": 400, "body": "", "result": {"Error": {"Code": "Gone"}}});
        let error = case(Kind::Recorded, error);
        assert!(run(&error, echo, &[])[0].starts_with("expected an error, found "));
        assert_eq!(run(&error, refuse, &[]), ["code: expected \"Gone\", found None"]);
    }
}
