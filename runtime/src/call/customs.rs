//! What single services want of requests that no definition says.

use http::header::{ACCEPT, HeaderName, HeaderValue};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::OperationSpec;
use super::sign::ascii;
use crate::shape::{Fields, Put, Schema, Structure};
use crate::wire::{EncodedRequest, text_of};

/// The members that are ids of Route 53. Its outputs have them as paths, `/hostedzone/Z1`, and its
/// requests want the last part.
const ROUTE_53_IDS: [&str; 4] = ["Id", "HostedZoneId", "HostedZoneIdMarker", "DelegationSetId"];

const GLACIER_VERSION: HeaderName = HeaderName::from_static("x-amz-glacier-version");

/// The member of S3 that goes into a header as a path: bucket and key.
const COPY_SOURCE: [&str; 1] = ["CopySource"];

/// What stands behind the key in a copy source, and is not part of it.
const VERSION: &str = "?versionId=";

const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The member of S3 that names the bucket. It is no label of the path: the endpoint has it.
const BUCKET: &str = "Bucket";

/// The longest name of a bucket: the oldest ones may have this length.
const LONGEST_BUCKET: usize = 255;

/// What becomes of a text; `None` where it stays as it is.
type Rewrite = fn(&str) -> Option<String>;

/// The members, by index, that are sent otherwise than the caller has them, and how.
pub(super) fn rewritten(operation: &OperationSpec, input: &dyn Structure) -> Vec<(usize, String)> {
    let (names, rewrite): (&[&str], Rewrite) = match operation.service.name {
        "route53" => (&ROUTE_53_IDS, last_part),
        "s3" => (&COPY_SOURCE, encoded_source),
        _ => return Vec::new(),
    };
    let members = input.schema().members.iter().enumerate();
    let found = members.filter(|(_, member)| names.contains(&member.name));
    found.filter_map(|(index, _)| Some((index, rewrite(&text(input, index)?)?))).collect()
}

fn text(input: &dyn Structure, index: usize) -> Option<String> {
    let schema: &'static Schema = input.schema();
    let value: &dyn Put = input.member(index)?.get()?;
    text_of(schema.members.get(index)?, value)
}

fn last_part(text: &str) -> Option<String> {
    text.rsplit_once('/').map(|(_, last)| last.to_owned())
}

/// Headers have no room for most characters, so that keys are encoded as in a path.
fn encoded_source(text: &str) -> Option<String> {
    let end = text.find(VERSION).unwrap_or(text.len());
    let (source, version) = (text.get(..end)?, text.get(end..)?);
    Some(format!("{}{version}", utf8_percent_encode(source, ENCODED)))
}

/// Looks at the bucket of a request to S3. Without one the key would be taken for the bucket: a
/// request about an object would be one about the bucket of that name.
///
/// # Errors
///
/// The bucket is missing, or its name cannot be one.
pub(super) fn check(operation: &OperationSpec, input: &dyn Fields) -> Result<(), String> {
    let mut members = input.schema().members.iter().enumerate();
    let bucket = members.find(|(_, member)| member.name == BUCKET);
    let Some((index, member)) = bucket.filter(|_| operation.service.name == "s3") else {
        return Ok(());
    };
    let name = input.field(index).and_then(|value| text_of(member, value));
    let found = match name.as_deref() {
        None => "nothing",
        Some("") => "an empty text",
        Some(name) if is_bucket(name) => return Ok(()),
        Some(_) => "another text",
    };
    Err(format!(
        "{BUCKET}: expected a name of at most {LONGEST_BUCKET} letters, digits, dots, hyphens and \
         underscores, or an ARN, found {found}"
    ))
}

/// What an ARN says is looked at where the endpoint is found.
fn is_bucket(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
    let is_name = name.len() <= LONGEST_BUCKET && name.bytes().all(allowed);
    name.starts_with("arn:") || (is_name && !matches!(name, "." | ".."))
}

/// Adds the headers that a service needs: Glacier the version of its API, API Gateway the wish for
/// JSON as the definition has it.
pub(super) fn add_headers(operation: &OperationSpec, request: &mut EncodedRequest) {
    let service = operation.service;
    let header = match service.name {
        "glacier" => (GLACIER_VERSION, ascii(service.api_version)),
        "apigateway" => (ACCEPT, HeaderValue::from_static("application/json")),
        _ => return,
    };
    if request.headers.iter().all(|(name, _)| *name != header.0) {
        request.headers.push(header);
    }
}

#[cfg(test)]
mod tests;
