//! Model and selection → plan: names chosen, every path typed. The last stage that may fail.

mod analysis;
mod bindings;
pub(crate) mod docs;
pub(crate) mod endpoints;
mod jmespath;
mod members;
pub(crate) mod names;
mod never;
mod operations;
mod paginators;
mod searches;
#[cfg(test)]
mod tests;
mod types;
mod waiters;

use std::collections::BTreeMap;

use crate::diagnostics::Problems;
use crate::plan::{Protocol, ServiceFacts, ServicePlan};
use crate::resolve::{Metadata, Model};
use crate::select::Wanted;
use analysis::Analysis;
use names::TypeNames;

/// What every part of the lowering looks at.
pub(crate) struct Context<'a> {
    model: &'a Model,
    wanted: &'a Wanted,
    names: TypeNames,
    /// Request types, client methods and waiters, by their names in the definition.
    requests: BTreeMap<String, String>,
    methods: BTreeMap<String, String>,
    waiters: BTreeMap<String, String>,
    /// Variants for the codes of errors.
    codes: BTreeMap<String, String>,
    analysis: Analysis,
    protocol: Protocol,
}

impl<'a> Context<'a> {
    /// Chooses every name, over the whole model.
    fn new(model: &'a Model, wanted: &'a Wanted, protocol: Protocol) -> Self {
        Context {
            model,
            wanted,
            names: TypeNames::choose(model),
            requests: names::distinct(model.operations.keys(), names::pascal, &[]),
            methods: names::distinct(model.operations.keys(), names::snake, &["new"]),
            waiters: names::distinct(model.waiters.keys(), names::snake, &[]),
            codes: types::codes(model),
            analysis: Analysis::of(model),
            protocol,
        }
    }
}

/// The name chosen for a name of the definition.
fn chosen(names: &BTreeMap<String, String>, name: &str) -> String {
    names.get(name).cloned().unwrap_or_default()
}

/// Lowers one service; `None` when something was wrong.
pub(crate) fn lower(
    model: &Model,
    wanted: &Wanted,
    problems: &mut Problems,
) -> Option<ServicePlan> {
    let protocol = problems.keep(protocol(&model.metadata))?;
    let endpoints = endpoints::lower(model, problems)?;
    let context = Context::new(model, wanted, protocol);
    let operations = operations::lower(&context, &endpoints, problems);
    searches::check_names(&context, &operations, problems);
    Some(ServicePlan {
        module: names::module(&model.name),
        facts: facts(model, protocol),
        types: types::lower(&context),
        errors: types::errors(&context),
        endpoints,
        operations,
    })
}

fn protocol(metadata: &Metadata) -> Result<Protocol, crate::diagnostics::Diagnostic> {
    let several = PROTOCOLS.into_iter().find(|name| metadata.protocols.iter().any(|p| p == name));
    match several.unwrap_or(&metadata.protocol) {
        "smithy-rpc-v2-cbor" => Ok(Protocol::RpcV2Cbor),
        "json" if metadata.json_version == "1.1" => Ok(Protocol::Json11),
        "json" => Ok(Protocol::Json10),
        "rest-json" => Ok(Protocol::RestJson),
        "rest-xml" => Ok(Protocol::RestXml),
        "query" => Ok(Protocol::Query),
        "ec2" => Ok(Protocol::Ec2),
        other => {
            let message = format!("protocol `{}` is not supported", other.escape_default());
            let help = Some(format!("the protocols are {}", PROTOCOLS.join(", ")));
            Err(metadata.place.at("protocol").problem(message).help(help))
        }
    }
}

/// The protocols, in the order in which botocore prefers them where a service speaks several.
const PROTOCOLS: [&str; 6] =
    ["json", "rest-json", "rest-xml", "smithy-rpc-v2-cbor", "query", "ec2"];

fn facts(model: &Model, protocol: Protocol) -> ServiceFacts {
    let metadata = &model.metadata;
    let named = !metadata.full_name.is_empty();
    let title = if named { &metadata.full_name } else { &model.name };
    ServiceFacts {
        name: model.name.clone(),
        id: metadata.service_id.clone(),
        title: docs::line(title),
        api_version: metadata.api_version.clone(),
        endpoint_prefix: metadata.endpoint_prefix.clone(),
        signing_name: metadata.signing_name.clone(),
        target_prefix: metadata.target_prefix.clone(),
        signature: endpoints::signature(metadata),
        protocol,
        query_compatible: metadata.query_compatible,
    }
}
