//! What S3 does that no definition says.

use http::StatusCode;
use http::header::EXPIRES;

use crate::call::OperationSpec;
use crate::shape::{Timestamp, TimestampFormat};
use crate::wire::RawResponse;
use crate::wire::xml::{EncodedNames, is_document, with_root};

/// What tells that names are encoded.
const ENCODING_TYPE: &str = "EncodingType";

/// The listings for which encoded names are asked, and what is encoded in their outputs; see
/// botocore's rule R3.
static LISTINGS: [(&str, EncodedNames); 3] = [
    (
        "ListObjects",
        EncodedNames {
            members: &["Delimiter", "Marker", "NextMarker"],
            nested: &[("Contents", "Key"), ("CommonPrefixes", "Prefix")],
        },
    ),
    (
        "ListObjectsV2",
        EncodedNames {
            members: &["Delimiter", "Prefix", "StartAfter"],
            nested: &[("Contents", "Key"), ("CommonPrefixes", "Prefix")],
        },
    ),
    (
        "ListObjectVersions",
        EncodedNames {
            members: &["KeyMarker", "NextKeyMarker", "Prefix", "Delimiter"],
            nested: &[("Versions", "Key"), ("DeleteMarkers", "Key"), ("CommonPrefixes", "Prefix")],
        },
    ),
];

pub(super) fn is_s3(operation: &OperationSpec) -> bool {
    operation.service.name == "s3"
}

/// What of an operation's output is URL-encoded, if a request that says nothing of it is to ask for
/// that.
pub(crate) fn encoded_names(operation: &OperationSpec) -> Option<&'static EncodedNames> {
    let mut listings = LISTINGS.iter().filter(|_| is_s3(operation));
    listings.find(|(name, _)| *name == operation.name).map(|(_, names)| names)
}

/// Does the output say that names in it are encoded? Not every server does as it is asked.
pub(super) fn says_encoded(body: &[u8]) -> bool {
    let mut encoded = None;
    // The first one decides; where nothing was found, reading the output tells what is wrong.
    let _ = with_root(body, &mut |_, root| {
        root.children(|name, child| {
            if name != ENCODING_TYPE {
                return Ok(());
            }
            encoded = Some(child.content()? == "url");
            // No error: the rest, which may be long, need not be looked at.
            Err(child.wrong("nothing more", "the rest"))
        })
    });
    encoded == Some(true)
}

/// Mends a response.
///
/// S3 begins to answer before it knows whether a long operation succeeds, so a 200 may hold an
/// error, or break off: that is an internal error, which may be tried again. A date of expiry that
/// is none is left out.
pub(super) fn received(operation: &OperationSpec, mut response: RawResponse) -> RawResponse {
    if operation.has_output && !operation.raw_output && is_failed_success(&response) {
        response.status = StatusCode::INTERNAL_SERVER_ERROR;
    }
    let expires = response.headers.get(EXPIRES).map(|value| value.to_str().unwrap_or_default());
    if expires.is_some_and(|text| Timestamp::parse(text, TimestampFormat::Unstated).is_err()) {
        response.headers.remove(EXPIRES);
    }
    response
}

fn is_failed_success(response: &RawResponse) -> bool {
    response.status == StatusCode::OK
        && !response.body.is_empty()
        && !is_document(&response.body, |root| root != "Error")
}
