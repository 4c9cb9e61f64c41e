use super::{decoded, ok};
use crate::shape::{Empty, Timestamp};
use crate::wire::testing::markup::{
    Body, CREATE, GET_LOCATION, GET_OBJECT, LIST_OBJECTS, LIST_ZONES, Listing, PUT_ACL, Place,
    Policy, PutAcl,
};
use crate::wire::testing::response;

const LISTING: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name><Prefix/>
<Contents><Key>a</Key><Size>5</Size><ETag>&quot;e&quot;</ETag><Owner><ID>o</ID></Owner></Contents>
<CommonPrefixes><Prefix>p/</Prefix></CommonPrefixes><Contents><Key>b</Key></Contents>
<x-amz-request-charged>not from here</x-amz-request-charged></ListBucketResult>"#;

#[test]
fn members_come_from_body_and_headers() {
    let response = response(200, &[("x-amz-request-charged", "requester")], LISTING);
    let listing: Listing = decoded(&LIST_OBJECTS, response).unwrap();
    assert_eq!(listing.charged.as_deref(), Some("requester"));
    assert_eq!(listing.prefix.as_deref(), Some(""));
    let contents = listing.contents.unwrap_or_default();
    assert_eq!(contents.len(), 2);
    assert_eq!((contents[0].size, contents[0].etag.as_deref()), (Some(5), Some("\"e\"")));
    assert_eq!(listing.prefixes.map(|prefixes| prefixes.len()), Some(1));
    let none: Listing = decoded(&LIST_OBJECTS, ok(LISTING)).unwrap();
    assert_eq!(none.charged, None);
}

#[test]
fn a_payload_has_any_root() {
    for root in ["AccessControlPolicy", "Other"] {
        let body = format!("<{root}><Owner>o</Owner></{root}>");
        let output: PutAcl = decoded(&LIST_ZONES, ok(&body)).unwrap();
        assert_eq!(output.policy.and_then(|policy| policy.owner).as_deref(), Some("o"));
    }
    let output: PutAcl = decoded(&LIST_ZONES, ok("<A/>")).unwrap();
    assert_eq!(output.policy, Some(Policy::default()));
    let error = decoded::<PutAcl>(&LIST_ZONES, ok("<A><Owner><x/></Owner></A>")).unwrap_err();
    assert_eq!(error, "Policy.Owner: expected text, found an element (byte 14)");
}

#[test]
fn a_single_member_may_be_the_root_itself() {
    let cases = [
        ("<LocationConstraint xmlns='u'>EU</LocationConstraint>", Some("EU")),
        ("<?xml version='1.0'?>\n<LocationConstraint>a&amp;b</LocationConstraint>", Some("a&b")),
        ("<LocationConstraint/>", None),
        ("<LocationConstraint> </LocationConstraint>", None),
        ("<C><LocationConstraint>EU</LocationConstraint></C>", Some("EU")),
        (
            "<LocationConstraint><LocationConstraint>EU</LocationConstraint></LocationConstraint>",
            Some("EU"),
        ),
    ];
    for (body, expected) in cases {
        let place: Place = decoded(&GET_LOCATION, ok(body)).unwrap();
        assert_eq!(place.constraint.as_deref(), expected, "{body}");
    }
    let error = decoded::<Place>(&GET_LOCATION, ok("<Location>EU</Location>")).unwrap_err();
    assert_eq!(error, "expected elements, found text (byte 12)");
}

#[test]
fn data_is_not_looked_into() {
    for data in ["<Error><Code>mine</Code></Error>", "<html>", "<cut", "\0\u{ff}", " "] {
        let body: Body = decoded(&GET_OBJECT, ok(data)).unwrap();
        assert_eq!(body.body.as_deref(), Some(data.as_bytes()), "{data:?}");
    }
    let empty: Body = decoded(&GET_OBJECT, response(200, &[("etag", "e")], "")).unwrap();
    assert_eq!(empty, Body { etag: Some("e".to_owned()), ..Body::default() });
}

#[test]
fn a_date_of_expiry_that_is_none_is_left_out() {
    let cases = [
        ("Sun, 25 Jan 2015 08:00:00 GMT", Some(1_422_172_800)),
        ("2015-01-25T08:00:00Z", Some(1_422_172_800)),
        ("0", Some(0)),
        ("-1", Some(-1)),
        ("soon", None),
        ("Sun, 31 Feb 2015 08:00:00 GMT", None),
    ];
    for (value, expected) in cases {
        let response = response(200, &[("Expires", value)], "x");
        let body: Body = decoded(&GET_OBJECT, response).unwrap();
        assert_eq!(body.expires, expected.map(Timestamp::from_unix), "{value}");
    }
}

#[test]
fn a_page_of_somebody_else_is_no_output() {
    let of_zones = "expected an XML document with the output of ListHostedZones, found ";
    let cases = [
        ("<html><body>busy</body></html>", Some("a page of HTML (byte 6)")),
        ("<HTML><Prefix>a</Prefix></HTML>", Some("a page of HTML (byte 6)")),
        (
            "<r><Message>m</Message></r>",
            Some("none of its members, but an element message (byte 12)"),
        ),
        ("<r><x/><fault/></r>", Some("none of its members, but an element fault (byte 15)")),
        ("<r><Message>m</Message><Prefix>a</Prefix></r>", None),
        ("<r><New>n</New></r>", None),
        ("<r/>", None),
        ("", Some("an empty body")),
        (" \n", Some("an empty body")),
    ];
    for (body, expected) in cases {
        let found = decoded::<Listing>(&LIST_ZONES, ok(body)).err();
        assert_eq!(found, expected.map(|found| format!("{of_zones}{found}")), "{body}");
    }
    let html = decoded::<PutAcl>(&LIST_ZONES, ok("<html><body/></html>")).unwrap_err();
    assert_eq!(html, format!("{of_zones}a page of HTML (byte 6)"));
    assert_eq!(
        decoded::<PutAcl>(&LIST_ZONES, ok("")).unwrap_err(),
        format!("{of_zones}an empty body")
    );
    for body in ["<!DOCTYPE html><html/>", "{}", "busy"] {
        assert!(decoded::<Listing>(&LIST_ZONES, ok(body)).is_err(), "{body}");
    }
}

#[test]
fn what_was_done_may_be_answered_with_nothing() {
    assert_eq!(decoded::<Listing>(&CREATE, ok("")).unwrap(), Listing::default());
    assert_eq!(decoded::<PutAcl>(&CREATE, ok("")).unwrap(), PutAcl::default());
    decoded::<Empty>(&PUT_ACL, ok("")).unwrap();
    decoded::<Empty>(&PUT_ACL, response(204, &[], "")).unwrap();
}

#[test]
fn a_cut_or_mangled_listing_is_an_error_and_never_panics() {
    for end in 1..LISTING.len() {
        let found = decoded::<Listing>(&LIST_OBJECTS, ok(&LISTING[..end]));
        assert_eq!(found.unwrap_err(), "500 500", "{end}");
        assert!(decoded::<Listing>(&LIST_ZONES, ok(&LISTING[..end])).is_err(), "{end}");
    }
    for index in 0..LISTING.len() {
        for byte in [b'<', b'>', b'&', b'/', b'"', 0xff, 0] {
            let mut mangled = ok("");
            let mut body = LISTING.as_bytes().to_vec();
            body[index] = byte;
            mangled.body = body.into();
            let _ = decoded::<Listing>(&LIST_ZONES, mangled);
        }
    }
    let deep = format!("<r>{}", "<Contents>".repeat(10_000));
    let error = decoded::<Listing>(&LIST_ZONES, ok(&deep)).unwrap_err();
    assert!(error.contains("elements are nested deeper than 128"), "{error}");
}
