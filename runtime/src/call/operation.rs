//! What generated code says of services and operations.

use crate::shape::Structure;
use crate::wire::Protocol;

/// A service, as its definition's metadata describes it.
#[derive(Debug)]
pub struct Service {
    /// boto3's name of the client: `dynamodbstreams`.
    pub name: &'static str,
    /// The service id: `DynamoDB Streams`. It names `AWS_ENDPOINT_URL_DYNAMODB_STREAMS`.
    pub id: &'static str,
    /// The API version: `2012-08-10`.
    pub api_version: &'static str,
    /// The first label of the host: `streams.dynamodb`.
    pub endpoint_prefix: &'static str,
    /// The service in the signing scope: `dynamodb`.
    pub signing_name: &'static str,
    /// The operations' common prefix in `X-Amz-Target`, where the protocol has one.
    pub target_prefix: &'static str,
    /// How requests and responses are written.
    pub protocol: &'static dyn Protocol,
}

/// An operation, as its definition describes it.
#[derive(Debug)]
pub struct OperationSpec {
    /// The service it belongs to.
    pub service: &'static Service,
    /// The name in the definition: `DescribeSnapshots`.
    pub name: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The path of the request URI.
    pub path: &'static str,
    /// A prefix of the host, labels in braces included.
    pub host_prefix: Option<&'static str>,
    /// Does the definition give the operation an output with members?
    pub has_output: bool,
    /// The errors that the definition lists.
    pub errors: &'static [ErrorSpec],
}

/// A modelled error of an operation.
#[derive(Debug)]
pub struct ErrorSpec {
    /// The shape's name.
    pub shape: &'static str,
    /// The code on the wire.
    pub code: &'static str,
    /// Does the definition call the error retryable, and is it a throttling error?
    pub retryable: Option<bool>,
}

/// An operation with its types. Implemented by generated code.
pub trait Operation: Send + Sync + 'static {
    /// The input structure.
    type Input: Structure + Clone + std::fmt::Debug + Send + Sync + Unpin + 'static;

    /// The output structure.
    type Output: Structure + Default + std::fmt::Debug + Send + Sync + Unpin + 'static;

    /// The operation's table.
    const SPEC: &'static OperationSpec;
}

/// A modelled exception with its members. Implemented by generated code.
pub trait ModeledError: Structure + Default {
    /// The code on the wire.
    const CODE: &'static str;

    /// The shape's name.
    const SHAPE: &'static str;
}
