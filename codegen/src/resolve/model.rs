//! The model of one service.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Index;

use super::endpoints::EndpointsModel;
use crate::diagnostics::Place;

/// A service with everything its definition says, typed.
#[derive(Debug, Default)]
pub(crate) struct Model {
    pub(crate) name: String,
    pub(crate) metadata: Metadata,
    pub(crate) shapes: Shapes,
    pub(crate) operations: BTreeMap<String, OperationModel>,
    pub(crate) paginators: BTreeMap<String, PaginatorModel>,
    pub(crate) waiters: BTreeMap<String, WaiterModel>,
    pub(crate) endpoints: EndpointsModel,
    /// The service file.
    pub(crate) place: Place,
    /// Names of operations, paginators and waiters that are there, but make no sense: that was
    /// reported, and they are not reported as missing too.
    pub(crate) broken: BTreeSet<String>,
    /// `paginator`, `waiter`: the kinds of which a file could not be read. That was reported.
    pub(crate) unread: BTreeSet<&'static str>,
}

impl Index<ShapeId> for Model {
    type Output = Shape;

    fn index(&self, id: ShapeId) -> &Shape {
        &self.shapes.all[id.0]
    }
}

impl Model {
    /// Do all shapes make sense?
    pub(crate) fn is_sound(&self) -> bool {
        self.shapes.broken.is_empty()
    }

    /// The structure with this id, if it is one.
    pub(crate) fn structure(&self, id: ShapeId) -> Option<&StructureModel> {
        match &self[id].kind {
            ShapeKind::Structure(structure) => Some(structure),
            _ => None,
        }
    }

    /// The member of an operation that is an event stream or a streaming body, and which it is.
    pub(crate) fn stream<'a>(
        &'a self,
        operation: &OperationModel,
    ) -> Option<(&'a MemberModel, bool)> {
        let shapes = operation.input.iter().chain(&operation.output);
        let members = shapes.filter_map(|id| self.structure(*id)).flat_map(|shape| &shape.members);
        members
            .map(|member| {
                (member, self.structure(member.shape).is_some_and(|shape| shape.event_stream))
            })
            .find(|(member, events)| *events || member.streaming || self[member.shape].streaming)
    }
}

/// A shape's place in [`Shapes`]; only the resolver makes one, so that it always points somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ShapeId(pub(super) usize);

/// All shapes, sorted by name.
#[derive(Debug, Default)]
pub(crate) struct Shapes {
    pub(super) all: Vec<Shape>,
    pub(super) by_name: BTreeMap<String, ShapeId>,
    /// Shapes that were reported: what follows from them is no problem of its own.
    pub(super) broken: BTreeSet<ShapeId>,
}

impl Shapes {
    /// The shapes that make no sense.
    pub(crate) fn broken(&self) -> &BTreeSet<ShapeId> {
        &self.broken
    }

    /// Every shape with its id, in the order of the names.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (ShapeId, &Shape)> {
        self.all.iter().enumerate().map(|(index, shape)| (ShapeId(index), shape))
    }
}

#[derive(Debug, Default, Clone)]
pub(crate) struct Metadata {
    pub(crate) api_version: String,
    pub(crate) service_id: String,
    pub(crate) full_name: String,
    pub(crate) endpoint_prefix: String,
    pub(crate) signing_name: String,
    pub(crate) protocol: String,
    pub(crate) json_version: String,
    pub(crate) target_prefix: String,
    /// How requests are signed: `v4`.
    pub(crate) signature: Option<String>,
    /// The protocols that the service speaks, where the definition lists several.
    pub(crate) protocols: Vec<String>,
    /// Did it speak the query protocol once?
    pub(crate) query_compatible: bool,
    pub(crate) uid: String,
    pub(crate) place: Place,
}

#[derive(Debug)]
pub(crate) struct Shape {
    pub(crate) name: String,
    pub(crate) kind: ShapeKind,
    pub(crate) sensitive: bool,
    pub(crate) documentation: Option<String>,
    /// Limits in words, for the documentation of members: `1 to 50`.
    pub(crate) limits: Option<String>,
    /// What members of this shape are called on the wire if they do not say it themselves.
    pub(crate) location_name: Option<String>,
    pub(crate) namespace: Option<NamespaceModel>,
    pub(crate) streaming: bool,
}

/// An XML namespace; the prefix is empty for the default namespace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamespaceModel {
    pub(crate) prefix: String,
    pub(crate) uri: String,
}

/// Where a member stands in an HTTP message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Location {
    #[default]
    Body,
    Header,
    Headers,
    Query,
    Uri,
    Status,
}

#[derive(Debug)]
pub(crate) enum ShapeKind {
    Structure(StructureModel),
    List(MemberModel),
    Map { key: MemberModel, value: MemberModel },
    Text,
    Enum(Vec<String>),
    Boolean,
    Integer,
    Long,
    Float,
    Double,
    Blob,
    Timestamp(TimestampFormat),
    Document,
}

#[derive(Debug, Default)]
pub(crate) struct StructureModel {
    pub(crate) members: Vec<MemberModel>,
    pub(crate) union: bool,
    /// The member that is the whole body, by index.
    pub(crate) payload: Option<usize>,
    pub(crate) exception: Option<ExceptionModel>,
    pub(crate) event_stream: bool,
}

impl StructureModel {
    pub(crate) fn member(&self, name: &str) -> Option<(usize, &MemberModel)> {
        self.members.iter().enumerate().find(|(_, member)| member.name == name)
    }
}

#[derive(Debug)]
pub(crate) struct ExceptionModel {
    pub(crate) code: String,
    /// The model's `retryable` trait: present, and whether it is about throttling.
    pub(crate) retryable: Option<bool>,
}

/// A member of a structure, or what a list or map holds.
#[derive(Debug)]
pub(crate) struct MemberModel {
    pub(crate) name: String,
    pub(crate) shape: ShapeId,
    pub(crate) required: bool,
    pub(crate) location_name: Option<String>,
    pub(crate) query_name: Option<String>,
    pub(crate) flattened: bool,
    pub(crate) idempotency_token: bool,
    pub(crate) streaming: bool,
    pub(crate) timestamp: TimestampFormat,
    pub(crate) location: Location,
    pub(crate) namespace: Option<NamespaceModel>,
    /// An attribute of the XML element.
    pub(crate) attribute: bool,
    /// The text holds JSON.
    pub(crate) json_value: bool,
    /// Of a list's element or a map's value: may it be null?
    pub(crate) sparse: bool,
    pub(crate) deprecated: bool,
    pub(crate) documentation: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum TimestampFormat {
    #[default]
    Unstated,
    Iso8601,
    UnixTimestamp,
    Rfc822,
}

#[derive(Debug)]
pub(crate) struct OperationModel {
    pub(crate) name: String,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) host_prefix: Option<String>,
    pub(crate) input: Option<ShapeId>,
    pub(crate) output: Option<ShapeId>,
    /// The element around the members in the body, and its namespace.
    pub(crate) input_root: Option<(String, Option<NamespaceModel>)>,
    pub(crate) result_wrapper: Option<String>,
    pub(crate) checksum: Option<ChecksumModel>,
    pub(crate) compressed: bool,
    pub(crate) signing: Signing,
    pub(crate) errors: Vec<ShapeId>,
    pub(crate) deprecated: bool,
    pub(crate) documentation: Option<String>,
    pub(crate) place: Place,
}

/// The checksum of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ChecksumModel {
    pub(crate) required: bool,
    /// The input's member that chooses the algorithm.
    pub(crate) algorithm_member: Option<String>,
}

/// How the requests of an operation are signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Signing {
    #[default]
    Full,
    UnsignedPayload,
    Anonymous,
}

/// An expression, or a name, with its place.
#[derive(Debug, Clone)]
pub(crate) struct Located {
    pub(crate) text: String,
    pub(crate) place: Place,
}

#[derive(Debug)]
pub(crate) struct PaginatorModel {
    /// Input members and the output expressions that feed them, in pairs.
    pub(crate) tokens: Vec<(Located, Located)>,
    pub(crate) limit_key: Option<Located>,
    pub(crate) more_results: Option<Located>,
    pub(crate) result_keys: Vec<Located>,
    pub(crate) non_aggregate_keys: Vec<Located>,
    pub(crate) place: Place,
}

#[derive(Debug)]
pub(crate) struct WaiterModel {
    pub(crate) name: String,
    pub(crate) operation: String,
    pub(crate) delay: u64,
    pub(crate) max_attempts: u32,
    pub(crate) acceptors: Vec<AcceptorModel>,
    pub(crate) place: Place,
}

#[derive(Debug)]
pub(crate) struct AcceptorModel {
    pub(crate) state: State,
    pub(crate) matcher: Matcher,
    /// Where the acceptor stands.
    pub(crate) whole: Place,
    /// Where the expected value stands.
    pub(crate) place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Success,
    Retry,
    Failure,
}

#[derive(Debug)]
pub(crate) enum Matcher {
    Path { argument: Located, expected: Expected },
    PathAll { argument: Located, expected: Expected },
    PathAny { argument: Located, expected: Expected },
    Status(u16),
    ErrorCode(String),
    AnyError,
    NoError,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Expected {
    Text(String),
    Number(f64),
    Boolean(bool),
}
