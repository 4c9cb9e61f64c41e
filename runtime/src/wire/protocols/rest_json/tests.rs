use crate::call::{OperationSpec, Service};
use crate::shape::{Member, Schema, Slot, Structure};
use crate::wire::testing::response;
use crate::wire::{Protocol, REST_JSON, ServiceFault};

use super::*;

static SERVICE: Service = Service::new("things", "Things", "2020-01-01", "things", &REST_JSON);
static LIST: OperationSpec = OperationSpec::new(&SERVICE, "ListThings", "GET", "/things");

/// An error with a member in each place.
#[derive(Debug, Default, PartialEq)]
struct Throttled {
    message: Option<String>,
    retry_after: Option<i32>,
    error_type: Option<String>,
    details: Option<Vec<String>>,
}

static SCHEMA: Schema = Schema::new(
    "ThrottlingException",
    &[
        Member::new("message", "message", "message"),
        Member::new("retryAfterSeconds", "Retry-After", "retry_after").at(Location::Header),
        Member::new("errorType", "x-amzn-ErrorType", "error_type").at(Location::Header),
        Member::new("Details", "details", "details").of(&[Member::element("member")]),
    ],
);

impl Structure for Throttled {
    fn schema(&self) -> &'static Schema {
        &SCHEMA
    }

    fn member(&self, index: usize) -> Option<&dyn Slot> {
        let slots: [&dyn Slot; 4] =
            [&self.message, &self.retry_after, &self.error_type, &self.details];
        slots.get(index).copied()
    }

    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slots: [&mut dyn Slot; 4] =
            [&mut self.message, &mut self.retry_after, &mut self.error_type, &mut self.details];
        slots.into_iter().nth(index)
    }
}

/// Headers.
type Pairs<'a> = &'a [(&'a str, &'a str)];

fn fault(code: &str, message: Option<&str>) -> Option<ServiceFault> {
    let message = message.map(str::to_owned);
    Some(ServiceFault { code: code.to_owned(), message, request_id: None })
}

#[test]
fn codes_come_from_every_place_and_the_header_goes_first() {
    const TYPE: &str = "X-Amzn-Errortype";
    let cases: [(u16, Pairs<'_>, &str, _); 19] = [
        (500, &[(TYPE, "FooError")], "", fault("FooError", Some("Internal Server Error"))),
        (400, &[(TYPE, "FooError:http://internal/")], "{}", fault("FooError", None)),
        (400, &[(TYPE, "aws.tests#FooError:http://internal/")], "{}", fault("FooError", None)),
        (500, &[], r#"{"code":"FooError"}"#, fault("FooError", None)),
        (500, &[], r#"{"Code":"aws.tests#FooError"}"#, fault("FooError", None)),
        (500, &[], r#"{"code":"aws.tests#FooError:http://x"}"#, fault("FooError", None)),
        (500, &[], r#"{"__type":"FooError"}"#, fault("FooError", None)),
        (500, &[], r#"{"__type":"aws.tests#FooError:http://x"}"#, fault("FooError", None)),
        (400, &[(TYPE, "A")], r#"{"__type":"B","code":"C"}"#, fault("A", None)),
        (400, &[], r#"{"__type":"B","code":"C","Code":"D"}"#, fault("C", None)),
        (400, &[(TYPE, "")], r#"{"code":17,"__type":"B"}"#, fault("B", None)),
        (404, &[], r#"{"message":"a"}"#, fault("404", Some("a"))),
        (404, &[], r#"{"Message":"a"}"#, fault("404", Some("a"))),
        (400, &[(TYPE, "A")], r#"{"error":"a","error_description":"b"}"#, fault("A", Some("b"))),
        (503, &[], "<html>busy</html>", fault("503", Some("Service Unavailable"))),
        (304, &[], "", fault("304", Some("Not Modified"))),
        (200, &[(TYPE, "A")], r#"{"__type":"B","message":"m"}"#, None),
        (202, &[], "", None),
        (204, &[], "", None),
    ];
    for (status, headers, body, expected) in cases {
        let found = REST_JSON.fault(&LIST, &response(status, headers, body));
        assert_eq!(found, expected, "{status} {headers:?} {body}");
    }
    let id = response(400, &[("x-amz-request-id", "id-1")], "");
    assert_eq!(REST_JSON.fault(&LIST, &id).unwrap().request_id.as_deref(), Some("id-1"));
}

#[test]
fn members_of_an_error_come_from_headers_and_body() {
    let headers = [("retry-after", "7"), ("x-amzn-errortype", "ThrottlingException")];
    let body = r#"{"Message":"slow","details":["a"],"Retry-After":"x","new":1}"#;
    let mut error = Throttled::default();
    REST_JSON.decode_error(&response(429, &headers, body), &mut error).unwrap();
    let expected = Throttled {
        message: Some("slow".to_owned()),
        retry_after: Some(7),
        error_type: Some("ThrottlingException".to_owned()),
        details: Some(vec!["a".to_owned()]),
    };
    assert_eq!(error, expected);
    let mut of_header = Throttled::default();
    REST_JSON.decode_error(&response(429, &headers, " "), &mut of_header).unwrap();
    assert_eq!(of_header, Throttled { message: None, details: None, ..expected });
}

#[test]
fn errors_that_cannot_be_read_say_where() {
    let cases: [(Pairs<'_>, &str, &str); 3] = [
        (&[], r#"{"details":{}}"#, "Details: expected a list, found an object"),
        (&[], "<html>", "invalid JSON: expected value (line 1 column 1)"),
        (
            &[("retry-after", "soon")],
            "{}",
            "retryAfterSeconds: expected an integer, found text that is none (header Retry-After)",
        ),
    ];
    for (headers, body, expected) in cases {
        let mut error = Throttled::default();
        let failure = REST_JSON.decode_error(&response(429, headers, body), &mut error);
        let text = failure.unwrap_err().to_string();
        assert!(text.starts_with(expected), "{text}");
    }
}
