use crate::shape::StructureFields;
use crate::wire::testing::markup::{
    Body, CREATE, Create, Grantee, LIST_OBJECTS, ListInput, PUT_ACL, Policy, PutAcl,
};
use crate::wire::{EncodedRequest, Protocol, REST_XML};

fn header<'r>(request: &'r EncodedRequest, name: &str) -> Option<&'r str> {
    let header = request.headers.iter().find(|(header, _)| header.as_str() == name);
    header.and_then(|(_, value)| value.to_str().ok())
}

#[test]
fn a_payload_is_the_root() {
    let grantee =
        Grantee { id: Some("i".to_owned()), kind: Some("CanonicalUser".to_owned()), level: None };
    let input = PutAcl {
        bucket: Some("b".to_owned()),
        policy: Some(Policy { grantees: Some(vec![grantee]), ..Policy::default() }),
    };
    let request = REST_XML.encode(&PUT_ACL, &StructureFields(&input)).unwrap();
    assert_eq!(request.method, http::Method::PUT);
    assert_eq!(request.path_and_query, "/b?acl");
    assert_eq!(header(&request, "content-type"), Some("application/xml"));
    let expected = "<AccessControlPolicy xmlns=\"http://s3.example.com/doc/\">\
        <AccessControlList xmlns=\"http://other.example.com/?a&amp;b\">\
        <Grant xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"CanonicalUser\">\
        <ID>i</ID></Grant></AccessControlList></AccessControlPolicy>";
    assert_eq!(request.body, expected);
    let none = PutAcl { bucket: Some("b".to_owned()), policy: None };
    let request = REST_XML.encode(&PUT_ACL, &StructureFields(&none)).unwrap();
    assert_eq!((&request.body[..], header(&request, "content-type")), (&b""[..], None));
}

#[test]
fn bytes_have_no_content_type_unless_the_caller_gives_one() {
    let input = Body { body: Some("<data>".into()), ..Body::default() };
    let request = REST_XML.encode(&CREATE, &StructureFields(&input)).unwrap();
    assert_eq!((&request.body[..], header(&request, "content-type")), (&b"<data>"[..], None));
}

#[test]
fn members_stand_in_the_root_of_the_operation() {
    let input = Create {
        id: Some("h".to_owned()),
        name: Some("a&b".to_owned()),
        caller: Some("c".to_owned()),
    };
    let request = REST_XML.encode(&CREATE, &StructureFields(&input)).unwrap();
    assert_eq!(header(&request, "x-id"), Some("h"));
    assert_eq!(header(&request, "content-type"), Some("application/xml"));
    let expected = "<CreateHostedZoneRequest xmlns=\"http://s3.example.com/doc/\">\
        <Name>a&amp;b</Name><Caller>c</Caller></CreateHostedZoneRequest>";
    assert_eq!(request.body, expected);
}

#[test]
fn a_request_without_members_in_the_body_has_none() {
    let only_header = Create { id: Some("h".to_owned()), ..Create::default() };
    let request = REST_XML.encode(&CREATE, &StructureFields(&only_header)).unwrap();
    assert_eq!((&request.body[..], header(&request, "content-type")), (&b""[..], None));
    let input =
        ListInput { bucket: Some("b".to_owned()), prefix: Some("a b".to_owned()), encoding: None };
    let request = REST_XML.encode(&LIST_OBJECTS, &StructureFields(&input)).unwrap();
    assert_eq!(request.path_and_query, "/b?list-type=2&prefix=a%20b");
    assert!(request.body.is_empty());
}
