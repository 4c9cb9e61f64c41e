//! The `shapes` and `operations` of a service file.

use std::collections::{BTreeMap, BTreeSet};

use super::json::Node;
use super::model::*;
use crate::diagnostics::{Diagnostic, Problems, nearest};

/// Resolves every shape; `None` where there is no `shapes` object at all.
pub(super) fn resolve(root: &Node<'_>, problems: &mut Problems) -> Option<Shapes> {
    let mut entries = problems.keep(root.required("shapes").and_then(|node| node.entries()))?;
    entries.sort_by_key(|(name, _)| *name);
    let names = entries.iter().enumerate();
    let by_name: BTreeMap<String, ShapeId> =
        names.map(|(index, (name, _))| ((*name).to_owned(), ShapeId(index))).collect();
    let resolver = Resolver { by_name: &by_name };
    let mut all = Vec::with_capacity(entries.len());
    for (name, node) in &entries {
        // A shape that makes no sense is reported and stands in as text, so that ids stay right.
        let kind = problems.keep(resolver.kind(node)).unwrap_or(ShapeKind::Text);
        all.push(shape(name, node, kind));
    }
    Some(Shapes { all, by_name })
}

fn shape(name: &str, node: &Node<'_>, kind: ShapeKind) -> Shape {
    Shape {
        name: name.to_owned(),
        kind,
        sensitive: node.flag("sensitive"),
        documentation: node.optional_text("documentation"),
        limits: limits(node),
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
    fn kind(&self, node: &Node<'_>) -> Result<ShapeKind, Diagnostic> {
        let kind = node.required("type")?;
        Ok(match kind.text()? {
            "structure" if node.flag("document") => ShapeKind::Document,
            "structure" => ShapeKind::Structure(self.structure(node)?),
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
        Ok(member)
    }

    fn map(&self, node: &Node<'_>) -> Result<ShapeKind, Diagnostic> {
        let key = self.member("key", &node.required("key")?)?;
        let mut value = self.member("value", &node.required("value")?)?;
        value.flattened |= node.flag("flattened");
        Ok(ShapeKind::Map { key, value })
    }

    fn structure(&self, node: &Node<'_>) -> Result<StructureModel, Diagnostic> {
        let required = required_names(node)?;
        let entries = node.get("members").map_or(Ok(Vec::new()), |members| members.entries())?;
        let mut members = Vec::with_capacity(entries.len());
        for (name, member) in &entries {
            let mut member = self.member(name, member)?;
            member.required = required.contains(name);
            members.push(member);
        }
        let union = node.flag("union");
        let event_stream = node.flag("eventstream");
        Ok(StructureModel { members, union, exception: exception(node), event_stream })
    }

    fn member(&self, name: &str, node: &Node<'_>) -> Result<MemberModel, Diagnostic> {
        Ok(MemberModel {
            name: name.to_owned(),
            shape: self.reference(node)?,
            required: false,
            location_name: node.optional_text("locationName"),
            query_name: node.optional_text("queryName"),
            flattened: node.flag("flattened"),
            idempotency_token: node.flag("idempotencyToken"),
            streaming: node.flag("streaming"),
            timestamp: timestamp_format(node)?,
            deprecated: node.flag("deprecated"),
            documentation: node.optional_text("documentation"),
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

fn required_names<'a>(node: &Node<'a>) -> Result<BTreeSet<&'a str>, Diagnostic> {
    let Some(required) = node.get("required") else { return Ok(BTreeSet::new()) };
    Ok(required.texts()?.into_iter().map(|(name, _)| name).collect())
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
    let code = error.and_then(|error| error.optional_text("code")).unwrap_or_default();
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
        match problems.keep(operation(name, &node, &model.shapes)) {
            Some(operation) => drop(model.operations.insert(name.to_owned(), operation)),
            None => drop(model.broken.insert(name.to_owned())),
        }
    }
}

fn operation(name: &str, node: &Node<'_>, shapes: &Shapes) -> Result<OperationModel, Diagnostic> {
    let resolver = Resolver { by_name: &shapes.by_name };
    let reference = |key| node.get(key).map(|node| resolver.reference(&node)).transpose();
    let errors = node.get("errors").map_or(Ok(Vec::new()), |errors| errors.items())?;
    let http = node.get("http");
    let http_text = |key| http.as_ref().and_then(|http| http.optional_text(key));
    let endpoint = node.get("endpoint");
    Ok(OperationModel {
        name: name.to_owned(),
        method: http_text("method").unwrap_or_else(|| "POST".to_owned()),
        path: http_text("requestUri").unwrap_or_else(|| "/".to_owned()),
        host_prefix: endpoint.and_then(|endpoint| endpoint.optional_text("hostPrefix")),
        input: reference("input")?,
        output: reference("output")?,
        errors: errors.iter().map(|error| resolver.reference(error)).collect::<Result<_, _>>()?,
        deprecated: node.flag("deprecated"),
        documentation: node.optional_text("documentation"),
        place: node.place(),
    })
}
