use super::{decoded, ok};
use crate::error::Error;
use crate::shape::{
    Location, Member, Schema, Slot, Structure, Value, read_structure, write_structure,
};
use crate::wire::testing::markup::{
    CREATE, GET_OBJECT, LIST_OBJECTS, LIST_ZONES, Listing, PUT_ACL, structure,
};
use crate::wire::testing::{Exception, response};
use crate::wire::{Malformed, Protocol, REST_XML, Reader, ServiceFault, Writer};

fn fault(code: &str, message: Option<&str>, request_id: Option<&str>) -> Option<ServiceFault> {
    Some(ServiceFault {
        code: code.to_owned(),
        message: message.map(str::to_owned),
        request_id: request_id.map(str::to_owned),
    })
}

const OF_S3: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>NoSuchBucket</Code>\
    <Message>The bucket &lt;b&gt; does not exist</Message><BucketName>b</BucketName>\
    <RequestId>body-id</RequestId><HostId>h</HostId></Error>";

const OF_OTHERS: &str = "<ErrorResponse xmlns='u'><Error><Type>Sender</Type><Code>NoSuchHostedZone</Code>\
    <Message>m</Message></Error><RequestId>i</RequestId></ErrorResponse>";

#[test]
fn faults() {
    let id = [("x-amz-request-id", "head-id"), ("x-amz-id-2", "h")];
    let message = Some("The bucket <b> does not exist");
    let cases = [
        (404, &id[..], OF_S3, fault("NoSuchBucket", message, Some("body-id"))),
        (404, &[], OF_OTHERS, fault("NoSuchHostedZone", Some("m"), Some("i"))),
        (200, &[], OF_OTHERS, fault("NoSuchHostedZone", Some("m"), Some("i"))),
        (404, &id, "", fault("404", Some("Not Found"), Some("head-id"))),
        (403, &[], "", fault("403", Some("Forbidden"), None)),
        (400, &[], "", fault("400", Some("Bad Request"), None)),
        (412, &[], "", fault("412", Some("Precondition Failed"), None)),
        (304, &[], "", fault("304", Some("Not Modified"), None)),
        (301, &[], "", fault("301", Some("Moved Permanently"), None)),
        (
            301,
            &[],
            "<Error><Code>PermanentRedirect</Code><Message>m</Message><Endpoint>e</Endpoint></Error>",
            fault("PermanentRedirect", Some("m"), None),
        ),
        (
            503,
            &id,
            "<html><body/></html>",
            fault("503", Some("Service Unavailable"), Some("head-id")),
        ),
        (500, &[], "busy", fault("500", Some("Internal Server Error"), None)),
        (403, &[], "<Error><Code>Cut</Code>", fault("403", Some("Forbidden"), None)),
        (200, &[], "", None),
        (204, &[], "", None),
        (206, &[], "<ListBucketResult/>", None),
    ];
    for (status, headers, body, expected) in cases {
        let found = REST_XML.fault(&LIST_OBJECTS, &response(status, headers, body));
        assert_eq!(found, expected, "{status} {body}");
    }
    // What comes with an error status is an error, whatever the operation gives.
    assert_eq!(
        REST_XML.fault(&GET_OBJECT, &response(404, &[], OF_S3)).map(|fault| fault.code).as_deref(),
        Some("NoSuchBucket")
    );
}

#[test]
fn s3_gives_two_ids() {
    let response = response(404, &[("x-amz-request-id", "r"), ("x-amz-id-2", "h+/=")], "");
    let fault = REST_XML.fault(&LIST_OBJECTS, &response).unwrap();
    let error = Error::fault(&LIST_OBJECTS, fault, response);
    assert_eq!((error.request_id(), error.host_id()), (Some("r"), Some("h+/=")));
    assert_eq!(Error::config("none").host_id(), None);
}

#[test]
fn an_error_in_a_success_of_s3_is_an_internal_error() {
    let cases = [
        ("<Error><Code>InternalError</Code><Message>m</Message></Error>", "500 InternalError"),
        ("<?xml version='1.0'?>\n  \n<Error><Code>SlowDown</Code></Error>", "500 SlowDown"),
        ("<Error/>", "500 500"),
        ("<CompleteMultipartUploadResult><Key>k</Key>", "500 500"),
        ("   \n", "500 500"),
        ("busy", "500 500"),
        ("<a/><b/>", "500 500"),
    ];
    for (body, expected) in cases {
        assert_eq!(decoded::<Listing>(&LIST_OBJECTS, ok(body)).unwrap_err(), expected, "{body}");
    }
    let fine = ["<R/>", "\n \n<R><Prefix>p</Prefix></R>", "<R><Error><Code>x</Code></Error></R>"];
    for body in fine {
        let found = REST_XML.received(&LIST_OBJECTS, ok(body));
        assert_eq!(found.status.as_u16(), 200, "{body}");
    }
}

#[test]
fn other_responses_keep_their_status() {
    let cut = "<Error><Code>x</Code>";
    // Not of S3; data; nothing to come back; no 200; no body.
    let cases = [
        (&LIST_ZONES, 200, cut),
        (&CREATE, 200, "<Error/>"),
        (&GET_OBJECT, 200, "<Error/>"),
        (&PUT_ACL, 200, "<Error/>"),
        (&LIST_OBJECTS, 206, cut),
        (&LIST_OBJECTS, 404, cut),
        (&LIST_OBJECTS, 200, ""),
    ];
    for (operation, status, body) in cases {
        let found = REST_XML.received(operation, response(status, &[], body));
        assert_eq!(found.status.as_u16(), status, "{} {status} {body}", operation.name);
    }
}

structure! {
    /// An exception with a member in a header.
    Complex COMPLEX { 0 header: String, 1 level: String, 2 message: String }
}

static COMPLEX: Schema = Schema::new(
    "ComplexError",
    &[
        Member::new("Header", "X-Header", "header").at(Location::Header),
        Member::new("TopLevel", "TopLevel", "level"),
        Member::new("message", "message", "message"),
    ],
);

#[test]
fn exceptions() {
    let inside = "<Code>ComplexError</Code><Message>Hi</Message><TopLevel>t</TopLevel><X-Header>no</X-Header>";
    let bodies = [
        format!("<ErrorResponse><Error>{inside}</Error><RequestId>i</RequestId></ErrorResponse>"),
        format!("<Error>{inside}</Error>"),
    ];
    let some = |text: &str| Some(text.to_owned());
    let expected = Complex { header: some("h"), level: some("t"), message: some("Hi") };
    for body in bodies {
        let mut error = Complex::default();
        let response = response(403, &[("x-header", "h")], &body);
        REST_XML.decode_error(&response, &mut error).unwrap();
        assert_eq!(error, expected, "{body}");
    }
    let mut none = Exception::default();
    REST_XML.decode_error(&response(404, &[], ""), &mut none).unwrap();
    assert_eq!(none, Exception::default());
    assert!(REST_XML.decode_error(&response(404, &[], "x"), &mut none).is_err());
}
