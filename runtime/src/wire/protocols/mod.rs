//! The wire protocols that are complete: from an operation's input to a request, and from a
//! response to its output or its error.

mod ec2;
mod json;
mod query;
mod query_compatible;
mod rest_json;
mod rest_xml;
mod rpc_v2_cbor;
#[cfg(test)]
mod tests;
mod xml_errors;

pub use ec2::{EC2, Ec2};
pub use json::{JSON_1_0, JSON_1_1, Json};
pub use query::{QUERY, Query};
pub use rest_json::{REST_JSON, RestJson};
pub(crate) use rest_xml::encoded_names;
pub use rest_xml::{REST_XML, RestXml};
pub use rpc_v2_cbor::{RPC_V2_CBOR, RpcV2Cbor};

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};

use super::query::{Lists, QueryWriter};
use super::{EncodedRequest, Writer};
use crate::call::OperationSpec;
use crate::shape::Fields;

/// Where services put the id of a request, by preference.
const REQUEST_ID: [&str; 3] = ["x-amzn-requestid", "x-amz-request-id", "x-amzn-request-id"];

/// A header's value, if it is there, is text and is not empty.
fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let value = headers.get(name)?.to_str().ok()?.trim();
    (!value.is_empty()).then_some(value)
}

/// The id of a request in the headers of its response.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    REQUEST_ID.iter().find_map(|name| header(headers, name))
}

/// Is the response an error by its status? Redirects are not followed, so they are errors too.
fn is_error(status: StatusCode) -> bool {
    status.as_u16() >= 300
}

/// The message of a response that has none: what HTTP calls its status.
fn reason(status: StatusCode) -> Option<String> {
    status.canonical_reason().map(str::to_owned)
}

/// `com.amazonaws.dynamodb.v20120810#ResourceNotFoundException:http://…` without what is around it.
fn bare_code(text: &str) -> Option<String> {
    let code = text.split(':').next()?;
    let code = code.rsplit('#').next()?.trim();
    (!code.is_empty()).then(|| code.to_owned())
}

/// The content type of the query-like protocols.
const FORM: &str = "application/x-www-form-urlencoded; charset=utf-8";

/// Method and path are those of the definition, but a query in the path is not sent: for these
/// protocols every request is a POST to the root.
fn request(
    operation: &OperationSpec,
    content_type: &'static str,
    header: Option<(HeaderName, HeaderValue)>,
    body: impl Into<Bytes>,
) -> EncodedRequest {
    let path = operation.path.split('?').next().unwrap_or(operation.path);
    let mut headers = vec![(CONTENT_TYPE, HeaderValue::from_static(content_type))];
    headers.extend(header);
    EncodedRequest {
        method: operation.method.parse().unwrap_or(Method::POST),
        path_and_query: path.to_owned(),
        headers,
        body: body.into(),
    }
}

/// A request with a form body, the one of query and EC2: they differ in how lists are numbered.
fn form(lists: Lists, operation: &OperationSpec, input: &dyn Fields) -> EncodedRequest {
    let mut writer = QueryWriter::new(lists, operation.name, operation.service.api_version);
    writer.structure(input);
    request(operation, FORM, None, writer.finish())
}
