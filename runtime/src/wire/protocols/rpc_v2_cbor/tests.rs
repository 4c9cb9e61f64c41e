use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::*;
use crate::call::Service;
use crate::shape::{Empty, StructureFields};
use crate::wire::testing::{Exception, Thing};

static PLAIN: Service = Service::new("rpc", "RPC", "2020-07-14", "rpc", &RPC_V2_CBOR)
    .target_prefix("com.example.RpcV2Protocol_20200714");

static FORMER_QUERY: Service =
    Service::new("old", "Old", "2010-08-01", "old", &RPC_V2_CBOR).query_compatible();

/// The definition says GET, which does not count.
static GET_THING: OperationSpec = OperationSpec::new(&PLAIN, "GetThing", "GET", "/things/{Text}");
static TOUCH: OperationSpec = OperationSpec::new(&PLAIN, "Touch", "POST", "/").without_output();
static OLD_THING: OperationSpec = OperationSpec::new(&FORMER_QUERY, "GetThing", "POST", "/");

type Headers<'a> = &'a [(&'a str, &'a str)];

fn response(status: u16, headers: Headers<'_>, body: &[u8]) -> RawResponse {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    let (parts, body) = response.body(Bytes::copy_from_slice(body)).unwrap().into_parts();
    RawResponse { status: parts.status, headers: parts.headers, body }
}

fn base64(text: &str) -> Vec<u8> {
    BASE64_STANDARD.decode(text).unwrap()
}

fn headers(request: &EncodedRequest) -> Vec<(&str, &str)> {
    request.headers.iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect()
}

const SAYS_SO: (&str, &str) = ("smithy-protocol", "rpc-v2-cbor");
const TAKES: (&str, &str) = ("accept", "application/cbor");
const HAS: (&str, &str) = ("content-type", "application/cbor");

#[test]
fn a_request_names_the_operation_in_its_path() {
    let input = Thing { text: Some("a".to_owned()), ..Thing::default() };
    let request = RPC_V2_CBOR.encode(&GET_THING, &StructureFields(&input)).unwrap();
    assert_eq!(request.method, Method::POST);
    assert_eq!(
        request.path_and_query,
        "/service/com.example.RpcV2Protocol_20200714/operation/GetThing"
    );
    assert_eq!(headers(&request), [SAYS_SO, TAKES, HAS]);
    assert_eq!(request.body, &b"\xa1\x64Text\x61a"[..]);
}

#[test]
fn an_empty_input_is_a_map_and_no_input_is_no_body() {
    let request = RPC_V2_CBOR.encode(&GET_THING, &StructureFields(&Thing::default())).unwrap();
    assert_eq!(request.body, &b"\xa0"[..]);
    assert_eq!(headers(&request), [SAYS_SO, TAKES, HAS]);
    let request = RPC_V2_CBOR.encode(&TOUCH, &StructureFields(&Empty::default())).unwrap();
    assert_eq!(request.body, &b""[..]);
    assert_eq!(headers(&request), [SAYS_SO, TAKES]);
}

#[test]
fn services_that_spoke_query_are_asked_for_its_codes() {
    let request = RPC_V2_CBOR.encode(&OLD_THING, &StructureFields(&Empty::default())).unwrap();
    assert_eq!(headers(&request), [SAYS_SO, TAKES, ("x-amzn-query-mode", "true")]);
}

#[test]
fn outputs() {
    let decoded = |operation: &OperationSpec, headers: Headers<'_>, body: &[u8]| {
        let mut output = Thing::default();
        let read = RPC_V2_CBOR.decode(operation, &response(200, headers, body), &mut output);
        read.map(|()| output.text).map_err(|error| error.to_string())
    };
    let body = b"\xbf\x64text\x61a\xff";
    let found = Ok(Some("a".to_owned()));
    assert_eq!(decoded(&GET_THING, &[SAYS_SO, HAS], body), found);
    assert_eq!(decoded(&GET_THING, &[], body), found);
    let expected = "expected a CBOR map with the output of GetThing, found";
    let cases: [(Headers<'_>, &[u8], &str); 4] = [
        (&[SAYS_SO], b"", "an empty body"),
        (&[], b"", "an empty body"),
        (&[("smithy-protocol", "rpc-v2-json")], body, "a response of the protocol \"rpc-v2-json\""),
        (
            &[("smithy-protocol", &"x".repeat(9000))],
            body,
            &format!("a response of the protocol {:?}", "x".repeat(40)),
        ),
    ];
    for (headers, body, wrong) in cases {
        assert_eq!(decoded(&GET_THING, headers, body), Err(format!("{expected} {wrong}")));
    }
    for body in [&b""[..], b"\xa0", b"\xbf\xff", b"\xa1\x63new\x01"] {
        assert_eq!(decoded(&TOUCH, &[SAYS_SO], body), Ok(None));
    }
    assert!(decoded(&TOUCH, &[], b"<html></html>").is_err());
}

fn known(code: &str, message: Option<&str>) -> ServiceFault {
    ServiceFault { code: code.to_owned(), message: message.map(str::to_owned), request_id: None }
}

#[test]
fn faults_are_what_the_body_says() {
    let greeting = "v2ZfX3R5cGV4LnNtaXRoeS5wcm90b2NvbHRlc3RzLnJwY3YyQ2JvciNJbnZhbGlkR3JlZXRpbmdnTWVz\
        c2FnZWJIaf8=";
    let complex = "v2ZfX3R5cGV4K3NtaXRoeS5wcm90b2NvbHRlc3RzLnJwY3YyQ2JvciNDb21wbGV4RXJyb3JoVG9wTGV2\
        ZWxpVG9wIGxldmVsZk5lc3RlZL9jRm9vY2Jhcv//";
    let cases = [
        (400, base64(greeting), known("InvalidGreeting", Some("Hi"))),
        (500, base64(complex), known("ComplexError", None)),
        (400, b"\xa2\x67Message\x61u\x67message\x61l".to_vec(), known("400", Some("l"))),
        (400, b"\xa2\x67message\x61l\x67Message\x61u".to_vec(), known("400", Some("l"))),
        (400, b"\xa2\x66__type\x05\x67message\x80".to_vec(), known("400", None)),
        (400, b"\xa2\x66__type\xbf\x61a\x01\xff\x67message\x61m".to_vec(), known("400", Some("m"))),
        (400, b"\xa1\x66__type\x60".to_vec(), known("400", None)),
        (400, b"\xa1\x66__type\x6aa#b:http:/".to_vec(), known("b", None)),
        // Broken off after the code, and before it.
        (429, b"\xbf\x66__type\x61X".to_vec(), known("X", Some("Too Many Requests"))),
        (502, b"\xbf\x66__typ".to_vec(), known("502", Some("Bad Gateway"))),
        (502, b"<html>Bad Gateway</html>".to_vec(), known("502", Some("Bad Gateway"))),
        (503, b"".to_vec(), known("503", Some("Service Unavailable"))),
        (301, b"\xf6".to_vec(), known("301", Some("Moved Permanently"))),
        (599, b"\x80".to_vec(), known("599", None)),
    ];
    for (status, body, expected) in cases {
        let found = RPC_V2_CBOR.fault(&GET_THING, &response(status, &[SAYS_SO], &body));
        assert_eq!(found, Some(expected), "{status} {body:02x?}");
        assert_eq!(RPC_V2_CBOR.fault(&GET_THING, &response(200, &[SAYS_SO], &body)), None);
    }
}

#[test]
fn faults_are_also_what_the_headers_say() {
    let body = b"\xa1\x66__type\x63a#X";
    let cases: [(Headers<'_>, &[u8], &str); 6] = [
        (&[], body, "X"),
        (&[("x-amzn-query-error", "Old;Sender")], body, "Old"),
        (&[("x-amzn-query-error", ";Sender")], body, "X"),
        (&[("x-amzn-query-error", "Old;a;b")], body, "X"),
        (&[("x-amzn-errortype", "FromHeader:http://x")], b"", "FromHeader"),
        // What speaks another protocol is not looked into.
        (&[("smithy-protocol", "rpc-v2-json")], body, "400"),
    ];
    for (headers, body, code) in cases {
        let fault = RPC_V2_CBOR.fault(&OLD_THING, &response(400, headers, body)).unwrap();
        assert_eq!(fault.code, code, "{headers:?}");
    }
    let identified = response(400, &[("x-amzn-requestid", "id-1")], body);
    let fault = RPC_V2_CBOR.fault(&GET_THING, &identified).unwrap();
    assert_eq!(fault.request_id.as_deref(), Some("id-1"));
}

#[test]
fn exceptions() {
    let body = b"\xbf\x66__type\x61X\x67Message\x61m\x68Resource\x61r\xff";
    let mut error = Exception::default();
    RPC_V2_CBOR.decode_error(&response(400, &[SAYS_SO], body), &mut error).unwrap();
    let expected = Exception { message: Some("m".to_owned()), resource: Some("r".to_owned()) };
    assert_eq!(error, expected);
    let mut none = Exception::default();
    RPC_V2_CBOR.decode_error(&response(400, &[], b""), &mut none).unwrap();
    assert_eq!(none, Exception::default());
    assert!(RPC_V2_CBOR.decode_error(&response(400, &[], b"<x>"), &mut none).is_err());
}

#[test]
fn an_error_with_an_old_code_also_has_its_name() {
    let body = base64(
        "uQACZl9fdHlwZXgrYXdzLnByb3RvY29sdGVzdHMucnBjdjJjYm9yI0N1c3RvbUNvZGVFcnJvcmdtZXNzYWdlYkhp",
    );
    let old = response(400, &[SAYS_SO, ("x-amzn-query-error", "Customized;Sender")], &body);
    let expected = Some(known("Customized", Some("Hi")));
    assert_eq!(RPC_V2_CBOR.fault(&OLD_THING, &old), expected);
    assert_eq!(RPC_V2_CBOR.error_name(&old).as_deref(), Some("CustomCodeError"));
    assert_eq!(RPC_V2_CBOR.error_name(&response(400, &[SAYS_SO], &body)), None);
}
