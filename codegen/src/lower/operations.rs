//! Operations: the client's methods and the request types.

use super::members::{namespace, required};
use super::{Context, bindings, chosen, docs, endpoints, paginators, searches, types, waiters};
use crate::diagnostics::{Diagnostic, Problems};
use crate::plan::{EndpointsPlan, InputPlan, NamespacePlan, OperationPlan, Protocol};
use crate::resolve::{Location, MemberModel, OperationModel, ShapeId, ShapeKind, Signing};

/// The methods of ours on a request; a member of such a name gets an underscore.
const RESERVED: [&str; 3] = ["send", "paginate", "with"];

/// Methods of the standard library's traits, which a setter of the same name would be taken for.
pub(super) const OF_TRAITS: [&str; 11] =
    ["add", "bitand", "bitor", "bitxor", "clone", "div", "mul", "rem", "shl", "shr", "sub"];

/// Lowers every wanted operation, by name.
pub(super) fn lower(
    context: &Context<'_>,
    rules: &EndpointsPlan,
    problems: &mut Problems,
) -> Vec<OperationPlan> {
    let wanted = context.wanted.operations.iter();
    let models = wanted.filter_map(|name| context.model.operations.get(name));
    models.filter_map(|operation| lower_one(context, rules, operation, problems)).collect()
}

fn lower_one(
    context: &Context<'_>,
    rules: &EndpointsPlan,
    operation: &OperationModel,
    problems: &mut Problems,
) -> Option<OperationPlan> {
    problems.keep(context.refuse_streams(operation))?;
    bindings::check(context, operation, problems);
    let paginator = paginators::lower(context, operation, problems);
    let waiters = waiters::lower(context, operation, problems);
    let searches = searches::lower(context, operation, paginator.as_ref(), problems);
    Some(OperationPlan {
        name: chosen(&context.requests, &operation.name),
        method: chosen(&context.methods, &operation.name),
        shape: operation.name.clone(),
        docs: docs::operation(context.model, operation),
        http_method: operation.method.clone(),
        path: endpoints::path(context.model, operation),
        host_prefix: endpoints::host_prefix(context.model, operation),
        given: endpoints::given(context.model, rules, operation, problems),
        input: operation.input.and_then(|id| context.input(id)),
        output: operation.output.map(|id| context.type_ref(id)),
        has_output: operation.output.is_some_and(|id| context.has_members(id)),
        input_root: context.input_root(operation),
        raw_output: context.has_raw_output(operation),
        result_wrapper: operation.result_wrapper.clone(),
        checksum: operation
            .checksum
            .as_ref()
            .map(|checksum| (checksum.required, checksum.algorithm_member.clone())),
        compressed: operation.compressed,
        signing: signing(operation.signing),
        errors: context.errors(operation),
        paginator,
        waiters,
        searches,
    })
}

/// The runtime's name for the way an operation is signed, unless it is the usual one.
fn signing(signing: Signing) -> Option<&'static str> {
    match signing {
        Signing::Full => None,
        Signing::UnsignedPayload => Some("UnsignedPayload"),
        Signing::Anonymous => Some("Anonymous"),
    }
}

impl Context<'_> {
    fn input(&self, id: ShapeId) -> Option<InputPlan> {
        let shape = self.model.structure(id)?;
        let fields = self.fields(id, shape, &[&RESERVED[..], &OF_TRAITS].concat());
        let fields = fields.into_iter().map(|mut field| {
            // Waiters are methods called `wait_until_…`.
            if field.setter.starts_with("wait_until_") {
                field.setter.push('_');
            }
            field
        });
        Some(InputPlan {
            ty: self.type_ref(id),
            fields: fields.collect(),
            required: required(shape),
        })
    }

    /// The element around the members that stand in the body of a request in XML.
    fn input_root(&self, operation: &OperationModel) -> Option<(String, Option<NamespacePlan>)> {
        let id = operation.input?;
        let input = self.model.structure(id)?;
        let in_body = |member: &MemberModel| member.location == Location::Body;
        let has_body = input.payload.is_none() && input.members.iter().any(in_body);
        if self.protocol != Protocol::RestXml || !has_body {
            return None;
        }
        let shape = &self.model[id];
        let (stated, space) = operation.input_root.clone().unzip();
        let name = shape.location_name.clone().or(stated).unwrap_or_else(|| shape.name.clone());
        Some((name, space.flatten().or(shape.namespace.clone()).as_ref().map(namespace)))
    }

    /// Is the body of a response the caller's data, so that nothing is looked for in it?
    fn has_raw_output(&self, operation: &OperationModel) -> bool {
        let output = operation.output.and_then(|id| self.model.structure(id));
        let payload = output.and_then(|shape| shape.members.get(shape.payload?));
        payload.is_some_and(|member| {
            let kind = &self.model[member.shape].kind;
            matches!(kind, ShapeKind::Blob | ShapeKind::Text | ShapeKind::Enum(_))
        })
    }

    fn has_members(&self, id: ShapeId) -> bool {
        self.model.structure(id).is_some_and(|shape| !shape.members.is_empty())
    }

    fn errors(&self, operation: &OperationModel) -> Vec<(String, String, Option<bool>)> {
        let errors = operation.errors.iter().filter_map(|id| {
            let exception = self.model.structure(*id)?.exception.as_ref()?;
            let name = self.model[*id].name.clone();
            Some((name.clone(), types::code(&name, exception), exception.retryable))
        });
        errors.collect()
    }

    /// Event streams and streaming bodies have neither pages nor states to wait for.
    fn refuse_streams(&self, operation: &OperationModel) -> Result<(), Diagnostic> {
        let Some((member, events)) = self.model.stream(operation) else { return Ok(()) };
        let what = if events { "an event stream" } else { "a streaming body" };
        let message = format!("{what}, `{}`, is not supported", member.name.escape_default());
        let help = Some("leave this operation out of build.rs".to_owned());
        Err(operation.place.problem(message).help(help))
    }
}
