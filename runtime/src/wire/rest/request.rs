//! An input to a request.

use http::Method;

use super::{Documents, body, header, uri};
use crate::call::OperationSpec;
use crate::shape::Fields;
use crate::wire::{EncodedRequest, Malformed};

/// Writes a request: path and query, headers, and the body with the protocol's documents.
///
/// # Errors
///
/// A label of the path is missing or empty, a value cannot stand in a header, or a document cannot
/// be written. The text names the member.
pub(crate) fn encode(
    documents: &dyn Documents,
    operation: &OperationSpec,
    input: &dyn Fields,
) -> Result<EncodedRequest, Malformed> {
    let path_and_query = uri::path_and_query(operation, input)?;
    let body = body::write(documents, operation, input)?;
    let headers = header::all(input, &body)?;
    Ok(EncodedRequest {
        method: operation.method.parse().unwrap_or(Method::POST),
        path_and_query,
        headers,
        body: body.bytes,
    })
}
