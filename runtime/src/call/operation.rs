//! What generated code says of services and operations.

use super::endpoint::PLAIN;
use super::endpoint::rules::{Argument, Endpoints, Rules};
use crate::shape::{Namespace, Structure};
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
    /// Did the service speak the query protocol once, so that its errors still have those codes?
    pub query_compatible: bool,
    /// How its endpoints are found.
    pub endpoints: Endpoints,
    /// How its requests are signed, unless by the fourth version: `v2`, `bearer`.
    pub signature: Option<&'static str>,
}

impl Service {
    /// A service of which the definition says no more: it signs as its endpoint's first label.
    pub const fn new(
        name: &'static str,
        id: &'static str,
        api_version: &'static str,
        endpoint_prefix: &'static str,
        protocol: &'static dyn Protocol,
    ) -> Self {
        Service {
            name,
            id,
            api_version,
            endpoint_prefix,
            signing_name: endpoint_prefix,
            target_prefix: "",
            protocol,
            query_compatible: false,
            endpoints: Endpoints { host: endpoint_prefix, rules: &PLAIN },
            signature: None,
        }
    }

    /// The service in the signing scope.
    pub const fn signing_name(mut self, name: &'static str) -> Self {
        self.signing_name = name;
        self
    }

    /// The operations' common prefix.
    pub const fn target_prefix(mut self, prefix: &'static str) -> Self {
        self.target_prefix = prefix;
        self
    }

    /// The rules of its endpoints, and the host that they share with those of other services.
    pub const fn endpoints(mut self, host: &'static str, rules: &'static Rules) -> Self {
        self.endpoints = Endpoints { host, rules };
        self
    }

    /// Its requests are not signed by the fourth version.
    pub const fn signature(mut self, name: &'static str) -> Self {
        self.signature = Some(name);
        self
    }

    /// Errors have the codes of the query protocol.
    pub const fn query_compatible(mut self) -> Self {
        self.query_compatible = true;
        self
    }
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
    /// The path of the request URI, labels in braces and a fixed query included.
    pub path: &'static str,
    /// A prefix of the host, labels in braces included.
    pub host_prefix: Option<&'static str>,
    /// What it gives to the rules of the endpoint.
    pub endpoint: &'static [Argument],
    /// Does the definition give the operation an output with members?
    pub has_output: bool,
    /// The errors that the definition lists.
    pub errors: &'static [ErrorSpec],
    /// The element around a body that is made of members (XML requests).
    pub input_root: Option<Root>,
    /// The element around the members of the output (the query protocol).
    pub result_wrapper: Option<&'static str>,
    /// The checksum of the request's body, where the definition speaks of one.
    pub checksum: Option<ChecksumSpec>,
    /// May a large body be sent compressed?
    pub compressed: bool,
    /// How the request is signed.
    pub signing: Signing,
    /// Is the body of a response the caller's data, with nothing of the protocol's in it?
    pub raw_output: bool,
}

/// The root element of a request.
#[derive(Debug, Clone, Copy)]
pub struct Root {
    /// Its name.
    pub name: &'static str,
    /// Its namespace.
    pub namespace: Option<&'static Namespace>,
}

/// What a definition says of the checksum of an operation's requests.
#[derive(Debug, Clone, Copy)]
pub struct ChecksumSpec {
    /// Does the service refuse a request without one?
    pub required: bool,
    /// The input's member that names the algorithm.
    pub algorithm_member: Option<&'static str>,
}

/// How the requests of an operation are signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Signing {
    /// Head and body.
    #[default]
    Full,
    /// The head only.
    UnsignedPayload,
    /// Not at all: no credentials are needed.
    Anonymous,
}

impl OperationSpec {
    /// An operation of which the definition says no more.
    pub const fn new(
        service: &'static Service,
        name: &'static str,
        method: &'static str,
        path: &'static str,
    ) -> Self {
        OperationSpec {
            service,
            name,
            method,
            path,
            host_prefix: None,
            endpoint: &[],
            has_output: true,
            errors: &[],
            input_root: None,
            result_wrapper: None,
            checksum: None,
            compressed: false,
            signing: Signing::Full,
            raw_output: false,
        }
    }

    /// A prefix of the host, labels in braces included.
    pub const fn host_prefix(mut self, prefix: &'static str) -> Self {
        self.host_prefix = Some(prefix);
        self
    }

    /// What it gives to the rules of the endpoint; the first for a slot counts.
    pub const fn endpoint(mut self, arguments: &'static [Argument]) -> Self {
        self.endpoint = arguments;
        self
    }

    /// The output has no members.
    pub const fn without_output(mut self) -> Self {
        self.has_output = false;
        self
    }

    /// The errors that the definition lists.
    pub const fn errors(mut self, errors: &'static [ErrorSpec]) -> Self {
        self.errors = errors;
        self
    }

    /// The element around a body that is made of members.
    pub const fn input_root(
        mut self,
        name: &'static str,
        namespace: Option<&'static Namespace>,
    ) -> Self {
        self.input_root = Some(Root { name, namespace });
        self
    }

    /// The element around the members of the output.
    pub const fn result_wrapper(mut self, name: &'static str) -> Self {
        self.result_wrapper = Some(name);
        self
    }

    /// The request has a checksum.
    pub const fn checksum(mut self, checksum: ChecksumSpec) -> Self {
        self.checksum = Some(checksum);
        self
    }

    /// A large body may be sent compressed.
    pub const fn compressed(mut self) -> Self {
        self.compressed = true;
        self
    }

    /// The body of a response is a blob, a text or a stream, as it is: it is not searched for an
    /// error.
    pub const fn raw_output(mut self) -> Self {
        self.raw_output = true;
        self
    }

    /// How the request is signed.
    pub const fn signing(mut self, signing: Signing) -> Self {
        self.signing = signing;
        self
    }
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
pub trait ModeledError: Structure + Default + 'static {
    /// The code on the wire.
    const CODE: &'static str;

    /// The shape's name.
    const SHAPE: &'static str;
}
