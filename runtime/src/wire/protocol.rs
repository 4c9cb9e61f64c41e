//! What a protocol does: input → request, response → output or error.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::{Fields, Malformed};
use crate::call::OperationSpec;
use crate::shape::Structure;

/// A request as a protocol makes it: everything but host, signature and user agent.
#[derive(Debug, Clone)]
pub struct EncodedRequest {
    /// The HTTP method.
    pub method: http::Method,
    /// Path and query of the URI, percent-encoded.
    pub path_and_query: String,
    /// The protocol's headers.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// The body.
    pub body: Bytes,
}

/// A response as it came, its body complete.
#[derive(Debug, Clone)]
pub struct RawResponse {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

/// What a service says went wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServiceFault {
    /// The code: `ResourceNotFoundException`; the status as text where the response names none.
    pub code: String,
    /// The message, if there is one.
    pub message: Option<String>,
    /// The request id, from the body or the headers.
    pub request_id: Option<String>,
}

/// A wire protocol. One static value of each implementation is all there is.
pub trait Protocol: std::fmt::Debug + Send + Sync {
    /// Writes a request.
    ///
    /// # Errors
    ///
    /// The input makes no request: a label of the path is empty, for one.
    fn encode(
        &self,
        operation: &OperationSpec,
        input: &dyn Fields,
    ) -> Result<EncodedRequest, Malformed>;

    /// Mends a response before anything else looks at it: some services say things otherwise than
    /// their protocol has it.
    fn received(&self, operation: &OperationSpec, response: RawResponse) -> RawResponse {
        let _ = operation;
        response
    }

    /// Looks for an error in a response: by status, and, where a protocol has such, in a 200.
    fn fault(&self, operation: &OperationSpec, response: &RawResponse) -> Option<ServiceFault>;

    /// Reads the output of a response that is no error.
    fn decode(
        &self,
        operation: &OperationSpec,
        response: &RawResponse,
        output: &mut dyn Structure,
    ) -> Result<(), Malformed>;

    /// The same for a request that asked for URL-encoded names without the caller's doing: they are
    /// decoded. Only S3 has such.
    fn decode_encoded(
        &self,
        operation: &OperationSpec,
        response: &RawResponse,
        output: &mut dyn Structure,
    ) -> Result<(), Malformed> {
        self.decode(operation, response, output)
    }

    /// Reads the members of a modelled exception from an error response.
    fn decode_error(
        &self,
        response: &RawResponse,
        error: &mut dyn Structure,
    ) -> Result<(), Malformed>;

    /// What the body of an error response calls the error. Where a service spoke the query protocol
    /// once, the fault's code is the one from then, and this is the name of the shape.
    fn error_name(&self, _: &RawResponse) -> Option<String> {
        None
    }
}
