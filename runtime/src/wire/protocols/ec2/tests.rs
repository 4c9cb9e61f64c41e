use super::EC2;
use crate::call::OperationSpec;
use crate::shape::{Empty, StructureFields};
use crate::wire::testing::{DELETE, DESCRIBE, Exception, Thing, response};
use crate::wire::{Protocol, ServiceFault};

fn fault(code: &str, message: Option<&str>, request_id: Option<&str>) -> Option<ServiceFault> {
    Some(ServiceFault {
        code: code.to_owned(),
        message: message.map(str::to_owned),
        request_id: request_id.map(str::to_owned),
    })
}

fn decoded(operation: &OperationSpec, body: &str) -> Result<Thing, String> {
    let mut output = Thing::default();
    let read = EC2.decode(operation, &response(200, &[], body), &mut output);
    read.map(|()| output).map_err(|error| error.to_string())
}

#[test]
fn ec2_requests() {
    let input = Thing {
        names: Some(vec!["self".to_owned()]),
        text: Some("a b".to_owned()),
        ..Thing::default()
    };
    let request = EC2.encode(&DESCRIBE, &StructureFields(&input)).unwrap();
    assert_eq!(request.method, http::Method::POST);
    assert_eq!(request.path_and_query, "/");
    assert_eq!(request.headers.len(), 1);
    let (name, value) = &request.headers[0];
    assert_eq!(name, "content-type");
    assert_eq!(value, "application/x-www-form-urlencoded; charset=utf-8");
    assert_eq!(request.body, "Action=DescribeThings&Version=2016-11-15&Text=a+b&Name.1=self");
}

const EC2_ERROR: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Response><Errors><Error><Code>InvalidInstanceID.NotFound</Code><Message>The instance ID 'i-1' does not exist</Message>
<Resource>i-1</Resource></Error><Error><Code>Second</Code></Error></Errors><RequestID>id-1</RequestID></Response>"#;

#[test]
fn ec2_faults() {
    let known = || {
        fault(
            "InvalidInstanceID.NotFound",
            Some("The instance ID 'i-1' does not exist"),
            Some("id-1"),
        )
    };
    let cases = [
        (400, EC2_ERROR, known()),
        (200, EC2_ERROR, known()),
        (
            400,
            "<ErrorResponse><Error><Type>Sender</Type><Code>A</Code><Message>m &amp; n</Message></Error><RequestId>i</RequestId></ErrorResponse>",
            fault("A", Some("m & n"), Some("i")),
        ),
        (
            400,
            "<Error><Code>A</Code><Message/><requestId>i</requestId></Error>",
            fault("A", None, Some("i")),
        ),
        (200, "<Error><Code>A</Code></Error>", fault("A", None, None)),
        (200, "<ErrorResponse/>", fault("200", None, None)),
        (503, "<Response/>", fault("503", Some("Service Unavailable"), None)),
        (503, "<html><body>busy</body></html>", fault("503", Some("Service Unavailable"), None)),
        (503, "<!DOCTYPE html><html></html>", fault("503", Some("Service Unavailable"), None)),
        (500, "", fault("500", Some("Internal Server Error"), None)),
        (500, "garbage", fault("500", Some("Internal Server Error"), None)),
        (
            500,
            "<Response><Errors><Error><Code>Cut</Code>",
            fault("500", Some("Internal Server Error"), None),
        ),
        (599, "", fault("599", None, None)),
        (307, "", fault("307", Some("Temporary Redirect"), None)),
        (200, "<DescribeThingsResponse><Code>x</Code></DescribeThingsResponse>", None),
        (
            200,
            "<DescribeThingsResponse><Response><Code>x</Code></Response></DescribeThingsResponse>",
            None,
        ),
        (200, "<Response><Other/></Response>", None),
        (200, "", None),
        (200, "garbage", None),
    ];
    for (status, body, expected) in cases {
        let found = EC2.fault(&DESCRIBE, &response(status, &[], body));
        assert_eq!(found, expected, "{status} {body}");
    }
    let by_header = EC2.fault(&DESCRIBE, &response(500, &[("x-amzn-requestid", "h")], ""));
    assert_eq!(by_header.and_then(|fault| fault.request_id).as_deref(), Some("h"));
}

#[test]
fn ec2_outputs() {
    let body =
        "<DescribeThingsResponse><requestId>i</requestId><text>a</text></DescribeThingsResponse>";
    let thing = decoded(&DESCRIBE, body).unwrap();
    assert_eq!(thing.text.as_deref(), Some("a"));
    let bare = decoded(&DESCRIBE, "<DescribeThings><text>a</text></DescribeThings>").unwrap();
    assert_eq!(bare, thing);
    let cases = [
        (
            "<html><body/></html>",
            "expected an element DescribeThingsResponse, found an element html (byte 6)",
        ),
        (
            "<Response/>",
            "expected an element DescribeThingsResponse, found an element Response (byte 11)",
        ),
        (
            "<DescribeOthers/>",
            "expected an element DescribeThingsResponse, found an element DescribeOthers (byte 17)",
        ),
        ("", "expected an element, found nothing (byte 0)"),
        ("{}", "expected an element, found text (byte 2)"),
    ];
    for (body, expected) in cases {
        assert_eq!(decoded(&DESCRIBE, body).unwrap_err(), expected, "{body}");
    }
    let returned = "<DeleteThingResponse><return>true</return></DeleteThingResponse>";
    for (body, fine) in [("", true), (returned, true), ("<html/>", false)] {
        let read = EC2.decode(&DELETE, &response(200, &[], body), &mut Empty::default());
        assert_eq!(read.is_ok(), fine, "{body}");
    }
}

#[test]
fn ec2_exceptions() {
    let bodies = [
        EC2_ERROR,
        "<ErrorResponse><Error><message>The instance ID 'i-1' does not exist</message><Resource>i-1</Resource></Error></ErrorResponse>",
    ];
    for body in bodies {
        let mut error = Exception::default();
        EC2.decode_error(&response(400, &[], body), &mut error).unwrap();
        assert_eq!(error.resource.as_deref(), Some("i-1"));
        assert_eq!(error.message.as_deref(), Some("The instance ID 'i-1' does not exist"));
    }
    let mut none = Exception::default();
    EC2.decode_error(&response(400, &[], ""), &mut none).unwrap();
    assert!(EC2.decode_error(&response(400, &[], "x"), &mut none).is_err());
}
