//! The `shapes` and `operations` of a service file.

use std::collections::{BTreeMap, BTreeSet};

use super::http;
use super::json::Node;
use super::keys;
use super::model::*;
use crate::diagnostics::{Diagnostic, Problems, nearest};
use crate::sorted;

/// Resolves every shape; `None` where there is no `shapes` object at all.
pub(super) fn resolve(root: &Node<'_>, problems: &mut Problems) -> Option<Shapes> {
    let mut entries = problems.keep(root.required("shapes").and_then(|node| node.entries()))?;
    entries.sort_by_key(|(name, _)| *name);
    let names = entries.iter().enumerate();
    let by_name = sorted::map(names.map(|(index, (name, _))| ((*name).to_owned(), ShapeId(index))));
    let resolver = Resolver { by_name: &by_name };
    let mut all = Vec::with_capacity(entries.len());
    let mut broken = BTreeSet::new();
    for (index, (name, node)) in entries.iter().enumerate() {
        if problems.is_full() {
            return None;
        }
        let before = problems.count();
        // A shape that makes no sense is reported and stands in as text, so that ids stay right.
        let kind = resolver.kind(node, problems);
        let kind = problems.keep(kind).unwrap_or(ShapeKind::Text);
        keys::check_shape(node, problems);
        all.push(shape(name, node, kind, problems));
        if problems.count() > before {
            broken.insert(ShapeId(index));
        }
    }
    for (index, (_, node)) in entries.iter().enumerate() {
        if problems.is_full() {
            return None;
        }
        if holds_only_itself(&all, ShapeId(index)) {
            problems.push(node.problem("contains itself without a structure between"));
            broken.insert(ShapeId(index));
        } else if nests_too_deeply(&all, ShapeId(index)) {
            let message = format!("nests more than {DEEPEST} lists and maps");
            problems.push(node.problem(message));
            broken.insert(ShapeId(index));
        }
    }
    Some(Shapes { all, by_name, broken })
}

/// How deeply lists and maps nest, without a structure between: types that nest deeper would be more
/// than the compiler takes.
const DEEPEST: usize = 16;

/// Does a list or map lead back to itself through lists and maps alone? Its type would have no end.
fn holds_only_itself(all: &[Shape], id: ShapeId) -> bool {
    // A key is text, so there is one way to go. A longer ring nests too deeply, too.
    std::iter::successors(held(all, id), |at| held(all, *at)).take(DEEPEST).any(|at| at == id)
}

fn nests_too_deeply(all: &[Shape], id: ShapeId) -> bool {
    std::iter::successors(held(all, id), |at| held(all, *at)).take(DEEPEST + 1).count() > DEEPEST
}

/// What a list or map holds.
fn held(all: &[Shape], id: ShapeId) -> Option<ShapeId> {
    match &all[id.0].kind {
        ShapeKind::List(member) => Some(member.shape),
        ShapeKind::Map { value, .. } => Some(value.shape),
        _ => None,
    }
}

fn shape(name: &str, node: &Node<'_>, kind: ShapeKind, problems: &mut Problems) -> Shape {
    let namespace = problems.keep(http::namespace(node)).flatten();
    let location_name = problems.keep(node.optional_text("locationName")).flatten();
    Shape {
        name: name.to_owned(),
        kind,
        sensitive: node.flag("sensitive"),
        documentation: node.prose("documentation"),
        limits: limits(node),
        location_name,
        namespace,
        streaming: node.flag("streaming"),
    }
}

fn limits(node: &Node<'_>) -> Option<String> {
    let bound = |key: &str| node.value().get(key).filter(|bound| bound.is_number());
    match (bound("min"), bound("max")) {
        (Some(min), Some(max)) => Some(format!("{min} to {max}")),
        (Some(min), None) => Some(format!("at least {min}")),
        (None, Some(max)) => Some(format!("at most {max}")),
        (None, None) => None,
    }
}

struct Resolver<'a> {
    by_name: &'a BTreeMap<String, ShapeId>,
}

impl Resolver<'_> {
    fn kind(&self, node: &Node<'_>, problems: &mut Problems) -> Result<ShapeKind, Diagnostic> {
        let kind = node.required("type")?;
        Ok(match kind.text()? {
            "structure" if node.flag("document") => ShapeKind::Document,
            "structure" => ShapeKind::Structure(self.structure(node, problems)?),
            "list" => ShapeKind::List(self.list(node)?),
            "map" => self.map(node)?,
            "string" | "character" => text_kind(node)?,
            "boolean" => ShapeKind::Boolean,
            "integer" | "short" | "byte" => ShapeKind::Integer,
            "long" | "biginteger" => ShapeKind::Long,
            "float" => ShapeKind::Float,
            "double" | "bigdecimal" => ShapeKind::Double,
            "blob" => ShapeKind::Blob,
            "timestamp" => ShapeKind::Timestamp(timestamp_format(node)?),
            other => return Err(unknown_type(&kind, other)),
        })
    }

    fn list(&self, node: &Node<'_>) -> Result<MemberModel, Diagnostic> {
        let mut member = self.member("member", &node.required("member")?)?;
        member.flattened |= node.flag("flattened");
        member.sparse = node.flag("sparse");
        Ok(member)
    }

    fn map(&self, node: &Node<'_>) -> Result<ShapeKind, Diagnostic> {
        let key = self.member("key", &node.required("key")?)?;
        let mut value = self.member("value", &node.required("value")?)?;
        value.flattened |= node.flag("flattened");
        value.sparse = node.flag("sparse");
        Ok(ShapeKind::Map { key, value })
    }

    fn structure(
        &self,
        node: &Node<'_>,
        problems: &mut Problems,
    ) -> Result<StructureModel, Diagnostic> {
        let entries = node.get("members").map_or(Ok(Vec::new()), |members| members.entries())?;
        let required = required_names(node, &entries, problems)?;
        let mut members = Vec::with_capacity(entries.len());
        for (name, member) in &entries {
            if let Some(mut member) = problems.keep(self.member(name, member)) {
                member.required = required.contains(name);
                members.push(member);
            }
        }
        let union = node.flag("union");
        let event_stream = node.flag("eventstream");
        let payload = http::payload(node, &members)?;
        Ok(StructureModel { members, union, payload, exception: exception(node), event_stream })
    }

    fn member(&self, name: &str, node: &Node<'_>) -> Result<MemberModel, Diagnostic> {
        Ok(MemberModel {
            name: name.to_owned(),
            shape: self.reference(node)?,
            required: false,
            location_name: node.optional_text("locationName")?,
            query_name: node.optional_text("queryName")?,
            flattened: node.flag("flattened"),
            idempotency_token: node.flag("idempotencyToken"),
            streaming: node.flag("streaming"),
            timestamp: timestamp_format(node)?,
            location: http::location(node)?,
            namespace: http::namespace(node)?,
            attribute: node.flag("xmlAttribute"),
            json_value: node.flag("jsonvalue"),
            sparse: false,
            deprecated: node.flag("deprecated"),
            documentation: node.prose("documentation"),
        })
    }

    fn reference(&self, node: &Node<'_>) -> Result<ShapeId, Diagnostic> {
        let target = node.required("shape")?;
        let name = target.text()?;
        self.by_name.get(name).copied().ok_or_else(|| {
            let known = self.by_name.keys().map(String::as_str);
            target.problem(format!("there is no shape `{name}`")).help(nearest(name, known))
        })
    }
}

fn required_names<'a>(
    node: &Node<'a>,
    members: &[(&str, Node<'_>)],
    problems: &mut Problems,
) -> Result<BTreeSet<&'a str>, Diagnostic> {
    let Some(required) = node.get("required") else { return Ok(BTreeSet::new()) };
    let required = required.texts()?;
    let known = sorted::set(members.iter().map(|(name, _)| *name));
    for (name, node) in required.iter().filter(|(name, _)| !known.contains(name)) {
        if problems.is_full() {
            break;
        }
        let message = format!("there is no member `{}`", name.escape_debug());
        problems.push(node.problem(message).help(nearest(name, known.iter().copied())));
    }
    Ok(sorted::set(required.into_iter().map(|(name, _)| name)))
}

fn text_kind(node: &Node<'_>) -> Result<ShapeKind, Diagnostic> {
    let Some(values) = node.get("enum") else { return Ok(ShapeKind::Text) };
    let values = values.texts()?.into_iter().map(|(text, _)| text.to_owned());
    Ok(ShapeKind::Enum(values.collect()))
}

fn exception(node: &Node<'_>) -> Option<ExceptionModel> {
    let error = node.get("error");
    if error.is_none() && !node.flag("exception") {
        return None;
    }
    let code = error.and_then(|error| error.prose("code")).unwrap_or_default();
    let retryable = node.get("retryable").map(|retryable| retryable.flag("throttling"));
    Some(ExceptionModel { code, retryable })
}

fn timestamp_format(node: &Node<'_>) -> Result<TimestampFormat, Diagnostic> {
    let Some(format) = node.get("timestampFormat") else { return Ok(TimestampFormat::Unstated) };
    match format.text()? {
        "iso8601" => Ok(TimestampFormat::Iso8601),
        "unixTimestamp" => Ok(TimestampFormat::UnixTimestamp),
        "rfc822" => Ok(TimestampFormat::Rfc822),
        other => {
            let message = format!("unknown timestamp format `{}`", other.escape_default());
            Err(format
                .problem(message)
                .help(Some("expected iso8601, unixTimestamp or rfc822".to_owned())))
        }
    }
}

fn unknown_type(node: &Node<'_>, found: &str) -> Diagnostic {
    let known = [
        "structure",
        "list",
        "map",
        "string",
        "boolean",
        "integer",
        "long",
        "float",
        "double",
        "blob",
        "timestamp",
    ];
    let message = format!("unknown type `{}`", found.escape_default());
    node.problem(message).help(nearest(found, known))
}

/// Resolves every operation.
pub(super) fn operations(root: &Node<'_>, model: &mut Model, problems: &mut Problems) {
    let entries = problems.keep(root.required("operations").and_then(|node| node.entries()));
    for (name, node) in entries.unwrap_or_default() {
        if problems.is_full() {
            return;
        }
        keys::check_operation(&node, problems);
        match operation(name, &node, &model.shapes, problems) {
            Some(operation) => drop(model.operations.insert(name.to_owned(), operation)),
            None => drop(model.broken.insert(name.to_owned())),
        }
    }
}

fn operation(
    name: &str,
    node: &Node<'_>,
    shapes: &Shapes,
    problems: &mut Problems,
) -> Option<OperationModel> {
    let reference = |key| node.get(key).map(|node| structure(&node, shapes)).transpose();
    let input = problems.keep(reference("input"));
    let output = problems.keep(reference("output"));
    let errors = errors(node, shapes, problems);
    let input_root = problems.keep(http::input_root(node));
    let request = problems.keep(http::request(node));
    let host_prefix = problems.keep(http::host_prefix(node));
    let result_wrapper = problems.keep(http::result_wrapper(node));
    let checksum = problems.keep(http::checksum(node));
    let (method, path) = request?;
    Some(OperationModel {
        name: name.to_owned(),
        method,
        path,
        host_prefix: host_prefix?,
        input: input?,
        output: output?,
        input_root: input_root?,
        result_wrapper: result_wrapper?,
        checksum: checksum?,
        compressed: node.get("requestcompression").is_some(),
        signing: http::signing(node),
        errors: errors?,
        deprecated: node.flag("deprecated"),
        documentation: node.prose("documentation"),
        place: node.place(),
    })
}

fn errors(node: &Node<'_>, shapes: &Shapes, problems: &mut Problems) -> Option<Vec<ShapeId>> {
    let resolver = Resolver { by_name: &shapes.by_name };
    let errors = node.get("errors").map_or(Ok(Vec::new()), |errors| errors.items());
    let errors = problems.keep(errors)?.into_iter();
    let found: Vec<Option<ShapeId>> =
        errors.map(|error| problems.keep(resolver.reference(&error))).collect();
    found.into_iter().collect()
}

/// Inputs and outputs are structures, and no unions: they have members to set and to look at.
fn structure(node: &Node<'_>, shapes: &Shapes) -> Result<ShapeId, Diagnostic> {
    let id = Resolver { by_name: &shapes.by_name }.reference(node)?;
    let shape = &shapes.all[id.0];
    match &shape.kind {
        ShapeKind::Structure(structure) if !structure.union => Ok(id),
        _ if shapes.broken.contains(&id) => Ok(id),
        _ => {
            let message = format!("expected a structure, but {} is none", shape.name);
            Err(node.problem(message))
        }
    }
}
