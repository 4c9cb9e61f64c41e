use super::QUERY;
use crate::call::OperationSpec;
use crate::shape::{Empty, StructureFields};
use crate::wire::testing::markup::{DELETE_USER, LIST_DIRECTLY, LIST_USERS};
use crate::wire::testing::{Exception, Thing, response};
use crate::wire::{Protocol, ServiceFault};

fn decoded(operation: &OperationSpec, body: impl AsRef<[u8]>) -> Result<Thing, String> {
    let mut output = Thing::default();
    let mut response = response(200, &[], "");
    response.body = body.as_ref().to_vec().into();
    let read = QUERY.decode(operation, &response, &mut output);
    read.map(|()| output).map_err(|error| error.to_string())
}

fn fault(code: &str, message: Option<&str>, request_id: Option<&str>) -> Option<ServiceFault> {
    Some(ServiceFault {
        code: code.to_owned(),
        message: message.map(str::to_owned),
        request_id: request_id.map(str::to_owned),
    })
}

#[test]
fn requests_go_to_the_root() {
    let input = Thing {
        names: Some(vec!["a b".to_owned()]),
        text: Some("é".to_owned()),
        flat: Some(vec![]),
        ..Thing::default()
    };
    let request = QUERY.encode(&LIST_USERS, &StructureFields(&input)).unwrap();
    assert_eq!(request.method, http::Method::POST);
    assert_eq!(request.path_and_query, "/");
    let (name, value) = &request.headers[0];
    assert_eq!((name.as_str(), request.headers.len()), ("content-type", 1));
    assert_eq!(value, "application/x-www-form-urlencoded; charset=utf-8");
    let body = "Action=ListUsers&Version=2010-05-08&Text=%C3%A9&Name.member.1=a+b&Flat=";
    assert_eq!(request.body, body);
}

const USERS: &str = r#"<?xml version="1.0"?>
<ListUsersResponse xmlns="https://iam.example.com/doc/2010-05-08/">
  <ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata>
  <ListUsersResult>
    <text>a &amp; b</text>
    <nameSet><member>x</member><member>y</member></nameSet>
  </ListUsersResult>
</ListUsersResponse>"#;

#[test]
fn outputs_stand_in_their_wrapper() {
    let thing = decoded(&LIST_USERS, USERS).unwrap();
    assert_eq!(thing.text.as_deref(), Some("a & b"));
    assert_eq!(thing.names, Some(vec!["x".to_owned(), "y".to_owned()]));
    let empty = decoded(&LIST_USERS, "<Whatever><ListUsersResult/></Whatever>").unwrap();
    assert_eq!(empty, Thing::default());
}

#[test]
fn what_has_no_wrapper_is_no_output() {
    let cases = [
        (
            "<ListUsersResponse><text>a</text></ListUsersResponse>",
            "expected an element ListUsersResult, found none in ListUsersResponse (byte 53)",
        ),
        (
            "<html><body>Bad <b>Gateway</b></body></html>",
            "expected an element ListUsersResult, found none in html (byte 44)",
        ),
        ("<!DOCTYPE html><html/>", "document type definitions are not accepted (byte 15)"),
        ("<html/>", "expected an element ListUsersResult, found none in html (byte 7)"),
        ("", "expected an element, found nothing (byte 0)"),
        ("{}", "expected an element, found text (byte 2)"),
        ("<ListUsersResponse>x</ListUsersResponse>", "expected elements, found text (byte 40)"),
    ];
    for (body, expected) in cases {
        let error = decoded(&LIST_USERS, body).unwrap_err();
        // Text alone is told at the text.
        assert_eq!(error.replace("(byte 20)", "(byte 40)"), expected, "{body}");
    }
}

#[test]
fn outputs_without_wrapper_are_the_root() {
    let body = "<ListDirectlyResponse><text>a</text></ListDirectlyResponse>";
    assert_eq!(decoded(&LIST_DIRECTLY, body).unwrap().text.as_deref(), Some("a"));
    assert_eq!(
        decoded(&LIST_DIRECTLY, "<html><text>a</text></html>").unwrap_err(),
        "expected an element ListDirectlyResponse, found an element html (byte 6)"
    );
}

#[test]
fn outputs_without_members() {
    let with_metadata = "<DeleteUserResponse><ResponseMetadata><RequestId>i</RequestId></ResponseMetadata></DeleteUserResponse>";
    for (body, fine) in
        [("", true), (" ", true), (with_metadata, true), ("<html/>", false), ("<a", false)]
    {
        let read = QUERY.decode(&DELETE_USER, &response(200, &[], body), &mut Empty::default());
        assert_eq!(read.is_ok(), fine, "{body}");
    }
}

#[test]
fn faults() {
    let usual = "<ErrorResponse xmlns='u'><Error><Type>Sender</Type><Code>NoSuchEntity</Code>\
        <Message>no &quot;x&quot;</Message></Error><RequestId>i</RequestId></ErrorResponse>";
    let of_simpledb = "<?xml version='1.0'?><Response><Errors><Error><Code>NoSuchDomain</Code>\
        <Message>m</Message><BoxUsage>0.1</BoxUsage></Error></Errors><RequestID>i</RequestID></Response>";
    let cases = [
        (404, usual, fault("NoSuchEntity", Some("no \"x\""), Some("i"))),
        (200, usual, fault("NoSuchEntity", Some("no \"x\""), Some("i"))),
        (400, of_simpledb, fault("NoSuchDomain", Some("m"), Some("i"))),
        (503, "<html><body>busy</body></html>", fault("503", Some("Service Unavailable"), None)),
        (503, "", fault("503", Some("Service Unavailable"), None)),
        (400, "<ErrorResponse><Error><Code>Cut", fault("400", Some("Bad Request"), None)),
        (200, USERS, None),
        (200, "", None),
    ];
    for (status, body, expected) in cases {
        assert_eq!(QUERY.fault(&LIST_USERS, &response(status, &[], body)), expected, "{body}");
    }
}

#[test]
fn exceptions() {
    let bodies = [
        "<ErrorResponse><Error><message>m</message><Resource>r</Resource></Error></ErrorResponse>",
        "<ErrorResponse><RequestId/><Error><Message>m</Message><Resource>r</Resource></Error></ErrorResponse>",
        "<Response><Errors><Error><Message>m</Message><Resource>r</Resource></Error></Errors></Response>",
    ];
    let expected = Exception { message: Some("m".to_owned()), resource: Some("r".to_owned()) };
    for body in bodies {
        let mut error = Exception::default();
        QUERY.decode_error(&response(400, &[], body), &mut error).unwrap();
        assert_eq!(error, expected, "{body}");
    }
    let mut none = Exception::default();
    QUERY.decode_error(&response(400, &[], ""), &mut none).unwrap();
    assert_eq!(none, Exception::default());
    assert!(QUERY.decode_error(&response(400, &[], "x"), &mut none).is_err());
}

#[test]
fn a_cut_response_is_never_an_output() {
    for end in 0..USERS.len() {
        assert!(decoded(&LIST_USERS, &USERS.as_bytes()[..end]).is_err(), "{}", &USERS[..end]);
    }
}

#[test]
fn a_mangled_response_never_panics() {
    for index in 0..USERS.len() {
        for byte in [b'<', b'>', b'&', b'/', b'"', 0xff, 0] {
            let mut mangled = USERS.as_bytes().to_vec();
            mangled[index] = byte;
            let _ = decoded(&LIST_USERS, mangled);
        }
    }
}

#[test]
fn depth_is_limited() {
    let deep = "<child>".repeat(10_000);
    let error = decoded(&LIST_USERS, format!("<R><ListUsersResult>{deep}")).unwrap_err();
    assert!(error.contains("elements are nested deeper than 128"), "{error}");
    assert!(error.starts_with("Child.Child."), "{error}");
}
