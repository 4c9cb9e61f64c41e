//! Services that spoke the query protocol once: they are asked for its error codes, which programs
//! know, and send them in a header.

use http::{HeaderName, HeaderValue};

use super::header;
use crate::call::OperationSpec;
use crate::wire::RawResponse;

/// The header that asks for the codes, for the services that have them.
pub(super) fn query_mode(operation: &OperationSpec) -> Option<(HeaderName, HeaderValue)> {
    let wanted = operation.service.query_compatible;
    let name = HeaderName::from_static("x-amzn-query-mode");
    wanted.then(|| (name, HeaderValue::from_static("true")))
}

/// The code that the error had in the query protocol: `Code;Type` in a header.
pub(super) fn query_code(response: &RawResponse) -> Option<String> {
    let (code, kind) = header(&response.headers, "x-amzn-query-error")?.split_once(';')?;
    (!code.is_empty() && !kind.contains(';')).then(|| code.to_owned())
}

#[cfg(test)]
mod tests;
