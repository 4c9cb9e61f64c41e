use bytes::Bytes;
use http::HeaderValue;

use super::*;
use crate::call::Service;
use crate::shape::{Fields, Put, Schema};
use crate::wire::JSON_1_0;

static SERVICE: Service = Service::new("things", "Things", "2020-01-01", "things", &JSON_1_0);

static SCHEMA: Schema = Schema::new(
    "PutThing",
    &[
        Member::new("Algorithm", "x-amz-sdk-checksum-algorithm", "algorithm").at(Location::Header),
        Member::new("InBody", "InBody", "in_body"),
    ],
);

/// An input of which only the table is looked at.
struct Input;

impl Fields for Input {
    fn schema(&self) -> &'static Schema {
        &SCHEMA
    }

    fn field(&self, _: usize) -> Option<&dyn Put> {
        None
    }
}

fn operation(required: bool, algorithm_member: Option<&'static str>) -> OperationSpec {
    OperationSpec::new(&SERVICE, "PutThing", "PUT", "/")
        .checksum(ChecksumSpec { required, algorithm_member })
}

/// The headers after a checksum was added to a request for `123456789`.
fn headers(
    operation: &OperationSpec,
    headers: &[(&'static str, &'static str)],
    when_supported: bool,
) -> Result<Vec<(String, String)>, String> {
    let headers = headers
        .iter()
        .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
    let mut request = EncodedRequest {
        method: http::Method::PUT,
        path_and_query: "/".to_owned(),
        headers: headers.collect(),
        body: Bytes::from_static(b"123456789"),
    };
    add(operation, &Input, &mut request, when_supported)?;
    let text = |value: &HeaderValue| value.to_str().unwrap().to_owned();
    Ok(request.headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect())
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// Headers.
type Pairs<'a> = &'a [(&'a str, &'a str)];

const CRC32: (&str, &str) = ("x-amz-checksum-crc32", "y/Q5Jg==");
const BY_DEFAULT: (&str, &str) = ("x-amz-sdk-checksum-algorithm", "CRC32");

#[test]
fn the_default_is_crc32_where_a_checksum_is_needed_or_taken() {
    let cases: [(bool, Option<&str>, bool, Pairs<'_>); 8] = [
        (true, None, true, &[CRC32]),
        (true, None, false, &[CRC32]),
        (true, Some("Algorithm"), true, &[CRC32, BY_DEFAULT]),
        (true, Some("Algorithm"), false, &[CRC32, BY_DEFAULT]),
        (false, Some("Algorithm"), true, &[CRC32, BY_DEFAULT]),
        (false, Some("Algorithm"), false, &[]),
        (false, None, true, &[]),
        (false, Some("InBody"), true, &[]),
    ];
    for (required, member, when_supported, expected) in cases {
        let found = headers(&operation(required, member), &[], when_supported);
        assert_eq!(found, Ok(pairs(expected)), "{required} {member:?} {when_supported}");
    }
}

#[test]
fn the_caller_s_algorithm_is_used() {
    let cases = [
        ("CRC32", CRC32),
        ("crc32c", ("x-amz-checksum-crc32c", "4waSgw==")),
        ("CRC64NVME", ("x-amz-checksum-crc64nvme", "rosUhgp5mIg=")),
        ("SHA1", ("x-amz-checksum-sha1", "98O8HYCOBHMq32eZZczDTKeuNEE=")),
        ("SHA256", ("x-amz-checksum-sha256", "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=")),
    ];
    for (algorithm, expected) in cases {
        for (required, when_supported) in [(true, true), (false, false)] {
            let stated = ("x-amz-sdk-checksum-algorithm", algorithm);
            let operation = operation(required, Some("Algorithm"));
            let found = headers(&operation, &[stated], when_supported);
            assert_eq!(found, Ok(pairs(&[stated, expected])));
        }
    }
    let sha512 = headers(
        &operation(true, Some("Algorithm")),
        &[("x-amz-sdk-checksum-algorithm", "SHA512")],
        true,
    );
    let (name, value) = sha512.unwrap().pop().unwrap();
    assert_eq!((name.as_str(), value.len()), ("x-amz-checksum-sha512", 88));
}

#[test]
fn a_checksum_of_the_caller_s_is_the_only_one() {
    for name in ["x-amz-checksum-sha256", "x-amz-checksum-new", "x-amz-checksum-algorithm"] {
        let stated = [("x-amz-sdk-checksum-algorithm", "CRC32"), (name, "by hand")];
        let found = headers(&operation(true, Some("Algorithm")), &stated, true);
        assert_eq!(found, Ok(pairs(&stated)));
    }
}

#[test]
fn an_algorithm_that_is_unknown_is_an_error() {
    let stated = [("x-amz-sdk-checksum-algorithm", "XXHASH3")];
    let error = headers(&operation(false, Some("Algorithm")), &stated, true).unwrap_err();
    assert_eq!(
        error,
        "Algorithm: no checksum is computed with this algorithm: expected one of CRC32, CRC32C, \
         CRC64NVME, SHA1, SHA256, SHA512, or the member with the checksum set by hand"
    );
}

#[test]
fn without_a_word_of_the_definition_there_is_none() {
    let operation = OperationSpec::new(&SERVICE, "GetThing", "GET", "/");
    assert_eq!(headers(&operation, &[], true), Ok(Vec::new()));
}
