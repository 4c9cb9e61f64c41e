use super::ok;
use crate::wire::testing::markup::{LIST_OBJECTS, LIST_UPLOADS, LIST_ZONES, Listing};
use crate::wire::{Protocol, REST_XML, encoded_names};

const ENCODED: &str = "<R><Prefix>a%2F+b</Prefix><EncodingType>url</EncodingType><Delimiter>%2F</Delimiter>\
    <NextContinuationToken>t%2Ft+</NextContinuationToken>\
    <Contents><Key>%C3%BC+%2B%0A%01</Key><ETag>e%2Fe</ETag></Contents>\
    <Contents><Key>plain</Key></Contents><Contents/>\
    <CommonPrefixes><Prefix>p%20q%2f</Prefix></CommonPrefixes></R>";

fn listing(body: &str) -> Listing {
    let mut listing = Listing::default();
    REST_XML.decode_encoded(&LIST_OBJECTS, &ok(body), &mut listing).unwrap();
    listing
}

fn keys(listing: &Listing) -> Vec<&str> {
    let contents = listing.contents.iter().flatten();
    contents.filter_map(|object| object.key.as_deref()).collect()
}

#[test]
fn r3_names_are_decoded_and_nothing_else() {
    let found = listing(ENCODED);
    assert_eq!(keys(&found), ["ü +\n\u{1}", "plain"]);
    assert_eq!(found.prefix.as_deref(), Some("a/ b"));
    assert_eq!(found.delimiter.as_deref(), Some("/"));
    assert_eq!(found.token.as_deref(), Some("t%2Ft+"));
    assert_eq!(found.encoding.as_deref(), Some("url"));
    let contents = found.contents.unwrap_or_default();
    assert_eq!(contents[0].etag.as_deref(), Some("e%2Fe"));
    let prefixes = found.prefixes.unwrap_or_default();
    assert_eq!(prefixes[0].prefix.as_deref(), Some("p q/"));
}

#[test]
fn r3_the_response_decides_wherever_it_says_so() {
    let moved = ENCODED.replace("<EncodingType>url</EncodingType>", "");
    assert_eq!(keys(&listing(&moved))[0], "%C3%BC+%2B%0A%01");
    let last = moved.replace("</R>", "<EncodingType>url</EncodingType></R>");
    assert_eq!(keys(&listing(&last))[0], "ü +\n\u{1}");
    let other = ENCODED.replace(">url<", ">none<");
    assert_eq!(keys(&listing(&other))[0], "%C3%BC+%2B%0A%01");
    let nested =
        moved.replace("<Contents/>", "<Contents><EncodingType>url</EncodingType></Contents>");
    assert_eq!(keys(&listing(&nested))[0], "%C3%BC+%2B%0A%01");
}

#[test]
fn r3_what_the_caller_asked_for_is_left_as_it_is() {
    let mut found = Listing::default();
    REST_XML.decode(&LIST_OBJECTS, &ok(ENCODED), &mut found).unwrap();
    assert_eq!(keys(&found)[0], "%C3%BC+%2B%0A%01");
    assert_eq!(found.prefix.as_deref(), Some("a%2F+b"));
}

#[test]
fn text_that_is_not_encoded_well_is_taken_as_it_is() {
    let cases = [("%", "%"), ("%zz", "%zz"), ("a%2", "a%2"), ("%ff", "\u{fffd}"), ("%25%32", "%2")];
    for (text, expected) in cases {
        let body = ENCODED.replace("plain", text);
        assert_eq!(keys(&listing(&body))[1], expected, "{text}");
    }
}

#[test]
fn three_listings_of_s3_are_encoded() {
    assert!(encoded_names(&LIST_OBJECTS).is_some());
    // As in botocore.
    assert!(encoded_names(&LIST_UPLOADS).is_none());
    assert!(encoded_names(&LIST_ZONES).is_none());
}
