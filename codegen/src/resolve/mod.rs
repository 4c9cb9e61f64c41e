//! Raw definitions → model: typed, with ids instead of names, every reference checked.
//!
//! The whole model is resolved, not only what was asked for: names and boxes are functions of all
//! of it, and a broken definition is better found at once.

mod endpoints;
mod http;
mod json;
mod keys;
mod model;
mod paginators;
mod shapes;
mod waiters;

pub(crate) use endpoints::{
    CallModel, EndpointsModel, GivenModel, GivenValue, LiteralModel, ParameterModel, RuleModel,
    RuleSetModel, SchemeModel, ThenModel, ValueModel,
};
pub(crate) use model::{
    AcceptorModel, ExceptionModel, Expected, Located, Location, Matcher, MemberModel, Metadata,
    Model, NamespaceModel, OperationModel, PaginatorModel, Shape, ShapeId, ShapeKind, Signing,
    State, StructureModel, TimestampFormat, WaiterModel,
};

use crate::diagnostics::{Place, Problems};
use crate::load::{RawFile, RawService};
use json::Node;

/// Resolves a service; `None` when its shapes cannot be made sense of.
pub(crate) fn resolve(raw: &RawService, problems: &mut Problems) -> Option<Model> {
    let root = Node::root(&raw.service);
    let metadata = problems.keep(metadata(&root))?;
    let shapes = shapes::resolve(&root, problems)?;
    let (name, place) = (raw.name.clone(), root.place());
    let unread = raw.unread.clone();
    let mut model = Model { name, place, metadata, shapes, unread, ..Model::default() };
    shapes::operations(&root, &mut model, problems);
    model.endpoints = endpoints::resolve(&root, raw.endpoints.as_ref(), problems);
    for file in &raw.paginators {
        paginators::resolve(&Node::root(file), &mut model, problems);
    }
    for file in &raw.waiters {
        waiters::resolve(&Node::root(file), &mut model, problems);
    }
    Some(model)
}

fn metadata(root: &Node<'_>) -> Result<Metadata, crate::diagnostics::Diagnostic> {
    let node = root.required("metadata")?;
    let endpoint_prefix = node.required("endpointPrefix")?.text()?.to_owned();
    let optional = |key: &str| -> Result<Option<String>, crate::diagnostics::Diagnostic> {
        node.get(key).map(|value| value.text().map(str::to_owned)).transpose()
    };
    let full_name = optional("serviceFullName")?;
    Ok(Metadata {
        api_version: node.required("apiVersion")?.text()?.to_owned(),
        service_id: optional("serviceId")?.or_else(|| full_name.clone()).unwrap_or_default(),
        full_name: full_name.unwrap_or_default(),
        signing_name: optional("signingName")?.unwrap_or_else(|| endpoint_prefix.clone()),
        endpoint_prefix,
        protocol: node.required("protocol")?.text()?.to_owned(),
        json_version: optional("jsonVersion")?.unwrap_or_else(|| "1.0".to_owned()),
        target_prefix: optional("targetPrefix")?.unwrap_or_default(),
        signature: optional("signatureVersion")?,
        protocols: protocols(&node)?,
        query_compatible: node.get("awsQueryCompatible").is_some(),
        uid: optional("uid")?.unwrap_or_default(),
        place: node.place(),
    })
}

fn protocols(metadata: &Node<'_>) -> Result<Vec<String>, crate::diagnostics::Diagnostic> {
    let Some(protocols) = metadata.get("protocols") else { return Ok(Vec::new()) };
    Ok(protocols.texts()?.into_iter().map(|(protocol, _)| protocol.to_owned()).collect())
}

/// The rules of endpoints, without a service.
pub(crate) fn endpoints(file: Option<&RawFile>, problems: &mut Problems) -> EndpointsModel {
    let rules = file.and_then(|file| problems.keep(endpoints::rule_set(&Node::root(file))));
    EndpointsModel { rules, ..EndpointsModel::default() }
}

/// A rule set that does not stand in a file.
pub(crate) fn rule_set(json: serde_json::Value) -> Option<RuleSetModel> {
    let file = RawFile { place: Place::default(), json };
    endpoints::rule_set(&Node::root(&file)).ok()
}
