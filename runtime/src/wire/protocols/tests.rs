use crate::call::OperationSpec;
use crate::shape::{Empty, StructureFields};
use crate::wire::testing::{Exception, SCAN, TOUCH, Thing, response};
use crate::wire::{JSON_1_0, JSON_1_1, Protocol, ServiceFault};

fn fault(code: &str, message: Option<&str>, request_id: Option<&str>) -> Option<ServiceFault> {
    Some(ServiceFault {
        code: code.to_owned(),
        message: message.map(str::to_owned),
        request_id: request_id.map(str::to_owned),
    })
}

fn decoded(operation: &OperationSpec, body: &str) -> Result<Thing, String> {
    let mut output = Thing::default();
    let read = operation.service.protocol.decode(operation, &response(200, &[], body), &mut output);
    read.map(|()| output).map_err(|error| error.to_string())
}

#[test]
fn json_requests() {
    let input = Thing { text: Some("a".to_owned()), ..Thing::default() };
    for (protocol, content_type) in
        [(&JSON_1_0, "application/x-amz-json-1.0"), (&JSON_1_1, "application/x-amz-json-1.1")]
    {
        let request = protocol.encode(&SCAN, &StructureFields(&input)).unwrap();
        assert_eq!(request.method, http::Method::POST);
        assert_eq!(request.path_and_query, "/");
        assert_eq!(request.body, r#"{"Text":"a"}"#);
        let headers: Vec<(&str, &[u8])> =
            request.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
        assert_eq!(
            headers,
            [
                ("content-type", content_type.as_bytes()),
                ("x-amz-target", b"DynamoDB_20120810.Scan")
            ]
        );
    }
    let empty = JSON_1_0.encode(&SCAN, &StructureFields(&Empty::default())).unwrap();
    assert_eq!(empty.body, "{}");
}

#[test]
fn json_faults() {
    let id = [("x-amzn-RequestId", "id-1")];
    let cases = [
        (
            400,
            &id[..],
            r#"{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"gone"}"#,
            fault("ResourceNotFoundException", Some("gone"), Some("id-1")),
        ),
        (400, &[], r#"{"__type":"Simple","Message":"m"}"#, fault("Simple", Some("m"), None)),
        (400, &[], r#"{"__type":"a#Simple:http://x#y"}"#, fault("Simple", None, None)),
        (400, &[], r#"{"code":"Lower","errorMessage":"m"}"#, fault("Lower", Some("m"), None)),
        (400, &[], r#"{"Code":"Upper","message":5}"#, fault("Upper", None, None)),
        (400, &[], r#"{"code":17}"#, fault("400", None, None)),
        (400, &[], r#"{"__type":"","code":"B"}"#, fault("B", None, None)),
        (
            400,
            &[("x-amzn-ErrorType", "FromHeader:http://x")],
            "{}",
            fault("FromHeader", None, None),
        ),
        (
            400,
            &[("x-amzn-errortype", "FromHeader")],
            "",
            fault("FromHeader", Some("Bad Request"), None),
        ),
        (
            400,
            &[("x-amzn-errortype", "FromHeader")],
            r#"{"__type":"Body"}"#,
            fault("Body", None, None),
        ),
        (
            400,
            &[("x-amzn-query-error", "AWS.Old.Code;Sender")],
            r#"{"__type":"New","message":"m"}"#,
            fault("AWS.Old.Code", Some("m"), None),
        ),
        (
            400,
            &[("x-amzn-query-error", ";Sender")],
            r#"{"__type":"New"}"#,
            fault("New", None, None),
        ),
        (
            400,
            &[("x-amzn-query-error", "no type")],
            r#"{"__type":"New"}"#,
            fault("New", None, None),
        ),
        (400, &[("x-amzn-query-error", "a;b;c")], r#"{"__type":"New"}"#, fault("New", None, None)),
        (
            500,
            &[("x-amz-request-id", "id-2")],
            "",
            fault("500", Some("Internal Server Error"), Some("id-2")),
        ),
        (
            502,
            &[("x-amzn-request-id", "id-3")],
            "<html>Bad Gateway</html>",
            fault("502", Some("Bad Gateway"), Some("id-3")),
        ),
        (503, &[], "[1]", fault("503", Some("Service Unavailable"), None)),
        (599, &[], "{", fault("599", None, None)),
        (301, &[], "", fault("301", Some("Moved Permanently"), None)),
        (
            200,
            &[],
            r#"{"__type":"a#InTwoHundred","message":"m"}"#,
            fault("InTwoHundred", Some("m"), None),
        ),
        (200, &[], r#" { "message":"m", "__type" : "X" }"#, fault("X", Some("m"), None)),
        (
            200,
            &[],
            &format!(r#"{{"thingSet":[{}{{}}],"__type":"Late"}}"#, "{},".repeat(2000)),
            fault("Late", None, None),
        ),
        (200, &[], r#"{"text":"a"}"#, None),
        (200, &[], r#"{"__type":5}"#, None),
        (200, &[], r#"{"__type":null}"#, None),
        (200, &[], r#"{"child":{"__type":"X"}}"#, None),
        (200, &[], r#"{"text":"\"__type\""}"#, None),
        (200, &[], r#"{"__type":"X""#, None),
        (200, &[], "", None),
        (204, &[], "", None),
    ];
    for (status, headers, body, expected) in cases {
        let found = JSON_1_1.fault(&SCAN, &response(status, headers, body));
        assert_eq!(found, expected, "{status} {body}");
    }
}

#[test]
fn json_outputs() {
    let thing = decoded(&SCAN, r#"{"text":"a"}"#).unwrap();
    assert_eq!(thing.text.as_deref(), Some("a"));
    let cases = [
        ("", "expected a JSON object with the output of Scan, found an empty body"),
        (" \n", "expected a JSON object with the output of Scan, found an empty body"),
        ("null", "expected an object, found null"),
        ("[]", "expected an object, found a list (line 1 column 2)"),
        ("<html></html>", "invalid JSON: expected value (line 1 column 1)"),
    ];
    for (body, expected) in cases {
        let error = decoded(&SCAN, body).unwrap_err();
        assert_eq!(error, expected, "{body}");
    }
    for (body, fine) in [("", true), ("{}", true), (r#"{"new":1}"#, true), ("<html>", false)] {
        let read = JSON_1_0.decode(&TOUCH, &response(200, &[], body), &mut Empty::default());
        assert_eq!(read.is_ok(), fine, "{body}");
    }
}

#[test]
fn json_bodies_of_somebody_else_are_no_outputs() {
    let of_scan = "expected a JSON object with the output of Scan, found ";
    let cases = [
        (None, "{}", None),
        (Some("application/x-amz-json-1.0"), "{}", None),
        (Some("Application/JSON; charset=utf-8"), "{}", None),
        (Some("application/problem+json"), "{}", None),
        (Some("text/html"), r#"{"text":"a"}"#, None),
        (Some("text/plain"), r#"{"message":"m","text":null}"#, None),
        (
            None,
            r#"{"message":"hidden"}"#,
            Some(r#"an object with none of its members, but with "message""#),
        ),
        (
            Some("application/json"),
            r#"{"Error":{"hidden":1},"status":5}"#,
            Some(r#"an object with none of its members, but with "Error", "status""#),
        ),
        (Some("text/html"), "{}", Some(r#"a body of the content type "text/html""#)),
        (
            Some("text/html; charset=utf-8"),
            "<html>",
            Some(r#"a body of the content type "text/html""#),
        ),
        (
            Some("text/plain"),
            r#"{"message":1}"#,
            Some(r#"a body of the content type "text/plain""#),
        ),
    ];
    for (content_type, body, expected) in cases {
        let headers: Vec<_> = content_type.map(|kind| ("content-type", kind)).into_iter().collect();
        let response = response(200, &headers, body);
        let read = JSON_1_0.decode(&SCAN, &response, &mut Thing::default());
        let found = read.err().map(|error| error.to_string());
        assert_eq!(found, expected.map(|found| format!("{of_scan}{found}")), "{body}");
    }
    let many: String = (0..20).map(|number| format!("\"{number}{}\":0,", "x".repeat(90))).collect();
    let error = decoded(&SCAN, &format!("{{{many}\"message\":0}}")).unwrap_err();
    assert!(error.len() < 400, "{error}");
}

#[test]
fn json_outputs_without_members_take_any_but_errors() {
    for (body, fine) in [("{}", true), (r#"{"new":1}"#, true), (r#"{"Message":"m"}"#, false)] {
        let response = response(200, &[("content-type", "text/html")], body);
        let read = JSON_1_0.decode(&TOUCH, &response, &mut Empty::default());
        assert_eq!(read.is_ok(), fine, "{body}");
    }
}

#[test]
fn json_exceptions() {
    let body = r#"{"__type":"X","Message":"m","Resource":"r","other":[]}"#;
    let mut error = Exception::default();
    JSON_1_0.decode_error(&response(400, &[], body), &mut error).unwrap();
    let expected = Exception { message: Some("m".to_owned()), resource: Some("r".to_owned()) };
    assert_eq!(error, expected);
    let mut none = Exception::default();
    JSON_1_0.decode_error(&response(400, &[], ""), &mut none).unwrap();
    assert_eq!(none, Exception::default());
    assert!(JSON_1_0.decode_error(&response(400, &[], "<x>"), &mut none).is_err());
}
