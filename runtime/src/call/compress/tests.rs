use std::io::Read;

use bytes::Bytes;
use flate2::read::GzDecoder;
use http::header::{CONTENT_ENCODING, HeaderValue};

use super::compress;
use crate::call::{OperationSpec, Service};
use crate::wire::{EncodedRequest, JSON_1_0};

static SERVICE: Service = Service::new("things", "Things", "2020-01-01", "things", &JSON_1_0);
static PLAIN: OperationSpec = OperationSpec::new(&SERVICE, "Put", "POST", "/");
static COMPRESSED: OperationSpec = OperationSpec::new(&SERVICE, "Put", "POST", "/").compressed();

fn request(size: usize) -> EncodedRequest {
    EncodedRequest {
        method: http::Method::POST,
        path_and_query: "/".to_owned(),
        headers: Vec::new(),
        body: Bytes::from(vec![b'a'; size]),
    }
}

#[test]
fn large_bodies_are_compressed_where_the_definition_says_so() {
    let cases = [
        (&COMPRESSED, 10_240, Some(10_240), true),
        (&COMPRESSED, 10_239, Some(10_240), false),
        (&COMPRESSED, 10_240, None, false),
        (&PLAIN, 10_240, Some(10_240), false),
    ];
    for (operation, size, from, expected) in cases {
        let mut request = request(size);
        compress(operation, &mut request, from);
        assert_eq!(!request.headers.is_empty(), expected, "{size} {from:?}");
        if expected {
            assert_eq!(request.headers, [(CONTENT_ENCODING, HeaderValue::from_static("gzip"))]);
            let mut body = Vec::new();
            GzDecoder::new(&request.body[..]).read_to_end(&mut body).unwrap();
            assert_eq!(body, vec![b'a'; size]);
        } else {
            assert_eq!(request.body.len(), size);
        }
    }
}

#[test]
fn an_encoding_that_is_there_stays_before_it() {
    let mut request = request(10);
    request.headers.push((CONTENT_ENCODING, HeaderValue::from_static("custom")));
    compress(&COMPRESSED, &mut request, Some(1));
    assert_eq!(request.headers, [(CONTENT_ENCODING, HeaderValue::from_static("custom,gzip"))]);
}
