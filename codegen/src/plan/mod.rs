//! The plan: everything the emitters print, decided. Nothing here refers to the model any more.
//!
//! Names are strings made by `lower::names`, which are identifiers whatever the definition held.

mod endpoints;
mod expression;

pub(crate) use endpoints::*;
pub(crate) use expression::{Expr, ExprTy, LengthOf, Step, Typed};

/// Everything to emit for one service.
#[derive(Debug)]
pub(crate) struct ServicePlan {
    pub(crate) module: String,
    pub(crate) facts: ServiceFacts,
    pub(crate) types: Vec<TypePlan>,
    pub(crate) errors: Vec<ErrorPlan>,
    pub(crate) endpoints: EndpointsPlan,
    pub(crate) operations: Vec<OperationPlan>,
}

/// What the runtime needs to know of the service.
#[derive(Debug)]
pub(crate) struct ServiceFacts {
    pub(crate) name: String,
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) api_version: String,
    pub(crate) endpoint_prefix: String,
    pub(crate) signing_name: String,
    pub(crate) target_prefix: String,
    /// How requests are signed, where the runtime cannot do that.
    pub(crate) signature: Option<String>,
    pub(crate) protocol: Protocol,
    pub(crate) query_compatible: bool,
}

/// A protocol, by the name of its static in the runtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Protocol {
    Json10,
    Json11,
    RestJson,
    RestXml,
    Query,
    Ec2,
    RpcV2Cbor,
}

#[derive(Debug)]
pub(crate) enum TypePlan {
    Structure(StructurePlan),
    Union(UnionPlan),
    Enum(EnumPlan),
}

#[derive(Debug)]
pub(crate) struct StructurePlan {
    pub(crate) name: String,
    pub(crate) shape: String,
    pub(crate) docs: Vec<String>,
    pub(crate) fields: Vec<FieldPlan>,
    /// The field that is the whole body of a REST message, and whether it is a structure.
    pub(crate) payload: Option<(usize, bool)>,
    /// Does any input hold the structure, so that users build it? Then these are the fields of its
    /// required members, in the order of the arguments.
    pub(crate) constructor: Option<Vec<usize>>,
    /// Does no input hold it, so that lists and maps have accessors?
    pub(crate) accessors: bool,
    pub(crate) sensitive: bool,
    /// Is a member that is not set a null where the structure becomes JSON?
    pub(crate) nulls: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct FieldPlan {
    pub(crate) name: String,
    pub(crate) setter: String,
    pub(crate) docs: Vec<String>,
    pub(crate) ty: Ty,
    pub(crate) boxed: bool,
    pub(crate) member: MemberPlan,
}

/// The entry of a member in its structure's table.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct MemberPlan {
    pub(crate) name: String,
    pub(crate) read: String,
    pub(crate) write: String,
    pub(crate) field: String,
    pub(crate) timestamp: Option<&'static str>,
    pub(crate) sensitive: bool,
    pub(crate) flattened: bool,
    pub(crate) idempotency_token: bool,
    /// The variant of the runtime's `Location`, unless it is the body.
    pub(crate) location: Option<&'static str>,
    pub(crate) namespace: Option<NamespacePlan>,
    pub(crate) attribute: bool,
    pub(crate) json_text: bool,
    pub(crate) inner: Vec<MemberPlan>,
}

/// An XML namespace.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NamespacePlan {
    pub(crate) prefix: String,
    pub(crate) uri: String,
}

/// A Rust type of a generated field.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Ty {
    Text,
    Bool,
    I32,
    I64,
    F32,
    F64,
    Blob,
    Timestamp,
    Document,
    Enum(TypeRef),
    Structure(TypeRef),
    List(Box<Ty>),
    Map(Box<Ty>),
    /// An element of a sparse list, or a value of a sparse map.
    Sparse(Box<Ty>),
    /// Values of different types, each of which may be null: what a search gives for `[A, B]`.
    Tuple(Vec<Ty>),
}

/// A generated type: its name and the module it stands in.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TypeRef {
    pub(crate) module: &'static str,
    pub(crate) name: String,
}

#[derive(Debug)]
pub(crate) struct UnionPlan {
    pub(crate) name: String,
    pub(crate) shape: String,
    pub(crate) docs: Vec<String>,
    pub(crate) variants: Vec<VariantPlan>,
    pub(crate) sensitive: bool,
    /// The name of the variant for a member that the definition does not have.
    pub(crate) unknown: String,
}

#[derive(Debug)]
pub(crate) struct VariantPlan {
    pub(crate) name: String,
    pub(crate) accessor: String,
    pub(crate) docs: Vec<String>,
    pub(crate) ty: Ty,
    pub(crate) boxed: bool,
    pub(crate) member: MemberPlan,
}

#[derive(Debug)]
pub(crate) struct EnumPlan {
    pub(crate) name: String,
    pub(crate) docs: Vec<String>,
    /// Variant and text, in the definition's order.
    pub(crate) values: Vec<(String, String)>,
    pub(crate) unknown: String,
    pub(crate) sensitive: bool,
}

#[derive(Debug)]
pub(crate) struct ErrorPlan {
    pub(crate) structure: StructurePlan,
    pub(crate) code: String,
    /// The variant of the codes' enum.
    pub(crate) variant: String,
}

#[derive(Debug)]
pub(crate) struct OperationPlan {
    /// The request's type.
    pub(crate) name: String,
    /// The client's method.
    pub(crate) method: String,
    pub(crate) shape: String,
    pub(crate) docs: Vec<String>,
    pub(crate) http_method: String,
    pub(crate) path: String,
    pub(crate) host_prefix: Option<String>,
    /// What it gives to the parameters of the endpoint rules.
    pub(crate) given: Vec<GivenPlan>,
    pub(crate) input: Option<InputPlan>,
    pub(crate) output: Option<TypeRef>,
    pub(crate) has_output: bool,
    pub(crate) input_root: Option<(String, Option<NamespacePlan>)>,
    /// Is the body of a response a blob or text?
    pub(crate) raw_output: bool,
    pub(crate) result_wrapper: Option<String>,
    /// Whether the checksum is required, and the member that chooses the algorithm.
    pub(crate) checksum: Option<(bool, Option<String>)>,
    pub(crate) compressed: bool,
    /// The variant of the runtime's `Signing`, unless it is the full one.
    pub(crate) signing: Option<&'static str>,
    /// Shape, code and retryable of each modelled error.
    pub(crate) errors: Vec<(String, String, Option<bool>)>,
    pub(crate) paginator: Option<PaginatorPlan>,
    pub(crate) waiters: Vec<WaiterPlan>,
    pub(crate) searches: Vec<SearchPlan>,
}

#[derive(Debug)]
pub(crate) struct InputPlan {
    pub(crate) ty: TypeRef,
    pub(crate) fields: Vec<FieldPlan>,
    /// The fields of required members, in the order of the arguments.
    pub(crate) required: Vec<usize>,
}

#[derive(Debug)]
pub(crate) struct PaginatorPlan {
    /// The type's name.
    pub(crate) name: String,
    pub(crate) docs: Vec<String>,
    /// Indices of the input's members.
    pub(crate) input_tokens: Vec<usize>,
    pub(crate) limit: Option<usize>,
    pub(crate) next_tokens: Vec<Typed>,
    pub(crate) more_results: Option<Expr>,
    pub(crate) results: Vec<ResultPlan>,
    /// The members that a full result keeps of its first page: outer ones before those inside of
    /// them.
    pub(crate) kept: Vec<Vec<Step>>,
}

#[derive(Debug)]
pub(crate) struct ResultPlan {
    pub(crate) expression: String,
    pub(crate) path: Vec<Step>,
    pub(crate) ty: Ty,
    /// The method that gives the items, where the result is a list.
    pub(crate) items: Option<String>,
}

/// A search that a build script declared.
#[derive(Debug)]
pub(crate) struct SearchPlan {
    /// The function.
    pub(crate) name: String,
    /// The method of the paginator.
    pub(crate) method: String,
    pub(crate) expression: String,
    pub(crate) docs: Vec<String>,
    /// The structures of its multi-select hashes, the outermost first.
    pub(crate) structures: Vec<StructurePlan>,
    /// What it gives, as an `Option` of this.
    pub(crate) ty: Ty,
    pub(crate) value: Expr,
    pub(crate) faults: bool,
}

#[derive(Debug)]
pub(crate) struct WaiterPlan {
    /// The waiter's name in the definition.
    pub(crate) shape: String,
    pub(crate) method: String,
    pub(crate) constant: String,
    pub(crate) docs: Vec<String>,
    pub(crate) delay: u64,
    pub(crate) max_attempts: u32,
    pub(crate) acceptors: Vec<AcceptorPlan>,
}

#[derive(Debug)]
pub(crate) struct AcceptorPlan {
    pub(crate) state: &'static str,
    pub(crate) matcher: &'static str,
    pub(crate) argument: String,
    pub(crate) expected: String,
    pub(crate) test: TestPlan,
}

#[derive(Debug)]
pub(crate) enum TestPlan {
    /// A condition on the output; `faults` where its evaluation can fail (`length` of a null).
    Output {
        condition: Expr,
        faults: bool,
    },
    Status(u16),
    AnyError,
    NoError,
    ErrorCode(String),
}
