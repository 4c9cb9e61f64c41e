//! Service, configuration and call → the endpoint.

use http::{HeaderName, HeaderValue};

use super::evaluate::{Found, Scope, evaluate};
use super::rules::{Parameter, Rules};
use super::settings::{GLOBAL, Given};
use super::values::Value;
use super::{Arguments, CustomEndpoint, Endpoint, Signature, region};
use crate::call::{OperationSpec, Signing};
use crate::config::{EndpointOptions, Settings};

/// Finds the endpoint of a call.
///
/// # Errors
///
/// There is none: the region is missing or wrong, or the service lacks an option.
pub(crate) fn resolve(
    settings: &Settings,
    operation: &OperationSpec,
    arguments: &Arguments,
) -> Result<Endpoint, String> {
    let custom = settings.endpoint(operation.service.id);
    let run = |region: &str| {
        let given = Given {
            service: operation.service,
            operation,
            options: &settings.endpoint_options,
            region,
            custom,
            bucket: bucket(operation, arguments),
        };
        found(&given, arguments)
    };
    match (&settings.region, custom) {
        (Ok(region), Some(_)) => endpoint(settings, operation, region, run(region)?),
        (Ok(region), None) => {
            region::check(region)?;
            endpoint(settings, operation, region, run(region)?)
        }
        (Err(missing), None) => {
            let global = run(GLOBAL).ok().filter(is_global).ok_or_else(|| missing.clone())?;
            endpoint(settings, operation, GLOBAL, global)
        }
        (Err(missing), Some(_)) => Err(missing.clone()),
    }
}

/// Is it the endpoint of a service that has no regions, which signs in one nevertheless?
fn is_global(found: &Found) -> bool {
    let signs = matches!(&found.scope, Scope::V4 { region: Some(region), .. } if region != GLOBAL);
    signs && !found.url.contains(GLOBAL)
}

/// The bucket that the call names, for rules that ask for one.
fn bucket<'a>(operation: &OperationSpec, arguments: &'a Arguments) -> Option<&'a str> {
    let parameters = operation.service.endpoints.rules.parameters;
    let slot = parameters.iter().position(|parameter| parameter.name == "Bucket")?;
    match argument(slot, arguments)? {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn argument(slot: usize, arguments: &Arguments) -> Option<&Value> {
    let found = arguments.iter().find(|(of, _)| usize::from(*of) == slot);
    found.map(|(_, value)| value)
}

/// Runs the rules.
fn found(given: &Given<'_>, arguments: &Arguments) -> Result<Found, String> {
    let rules: &Rules = given.service.endpoints.rules;
    let mut slots = Vec::with_capacity(rules.slots);
    for (slot, parameter) in rules.parameters.iter().enumerate() {
        let value = argument(slot, arguments).cloned();
        slots.push(value_of(parameter, given, value)?);
    }
    evaluate(rules, slots).map_err(|why| {
        let why = why.unwrap_or_else(|| "the definition has none for it".to_owned());
        format!("no endpoint in {}{}: {why}", given.region, described(given.options))
    })
}

fn value_of(
    parameter: &Parameter,
    given: &Given<'_>,
    argument: Option<Value>,
) -> Result<Option<Value>, String> {
    let value = argument.or_else(|| given.value(parameter.builtin?));
    let value = value.or_else(|| parameter.default.map(Value::from));
    if value.is_none() && parameter.required {
        return Err(format!("no endpoint: it depends on {}, which is not set", parameter.name));
    }
    Ok(value)
}

fn described(options: &EndpointOptions) -> &'static str {
    match (options.fips.unwrap_or(false), options.dual_stack.unwrap_or(false)) {
        (true, true) => " with FIPS and dual stack",
        (true, false) => " with FIPS",
        (false, true) => " with dual stack",
        (false, false) => "",
    }
}

fn endpoint(
    settings: &Settings,
    operation: &OperationSpec,
    region: &str,
    found: Found,
) -> Result<Endpoint, String> {
    let custom = settings.endpoint(operation.service.id);
    let place = CustomEndpoint::parse(&found.url)
        .map_err(|expected| format!("the endpoint is '{}': expected {expected}", found.url))?;
    let signature = signature(settings, operation, &found.scope)?;
    if matches!(signature, Signature::Bearer(_)) && !place.is_encrypted() {
        return Err(format!("the endpoint is '{}': a bearer token needs https", found.url));
    }
    let (signing_name, signing_region) = scope(operation, region, found.scope)?;
    let takes_prefix = custom.is_none() || !place.is_local();
    let is_custom = custom.is_some();
    let headers = found.headers.into_iter().map(header).collect::<Result<_, String>>()?;
    Ok(Endpoint {
        place,
        takes_prefix,
        is_custom,
        headers,
        signing_name,
        signing_region,
        signature,
    })
}

/// The second version, of which alone some old service's requests are signed.
const V2: &str = "v2";

/// A token in place of a signature.
const BEARER: &str = "bearer";

/// How requests say in whose name they come, unless by the usual signature.
fn signature(
    settings: &Settings,
    operation: &OperationSpec,
    scope: &Scope,
) -> Result<Signature, String> {
    match named(operation, scope) {
        Some(V2) => Ok(Signature::V2),
        Some(BEARER) => {
            let token = settings.bearer_tokens.get(operation.service.signing_name)?;
            let header = HeaderValue::try_from(format!("Bearer {token}"));
            let mut header = header.map_err(|_| "the bearer token is no header".to_owned())?;
            header.set_sensitive(true);
            Ok(Signature::Bearer(header))
        }
        _ => Ok(Signature::Usual),
    }
}

/// The name of a signature that is not the usual one.
fn named(operation: &OperationSpec, scope: &Scope) -> Option<&'static str> {
    match (scope, operation.signing) {
        (_, Signing::Anonymous) | (Scope::V4 { .. }, _) => None,
        (Scope::Unsupported(names), _) => Some(*names),
        (Scope::Usual, _) => operation.service.signature,
    }
}

/// Service and region in the scope of signatures.
fn scope(
    operation: &OperationSpec,
    region: &str,
    scope: Scope,
) -> Result<(String, String), String> {
    let service = operation.service;
    let unsupported = named(operation, &scope).filter(|name| ![V2, BEARER].contains(name));
    if let Some(names) = unsupported {
        return Err(format!(
            "requests to this endpoint are signed with {names}, but only sigv4 is supported"
        ));
    }
    let (name, own) = match scope {
        Scope::V4 { name, region } => (name, region),
        Scope::Usual | Scope::Unsupported(_) => (None, None),
    };
    let name = name.unwrap_or_else(|| service.signing_name.to_owned());
    Ok((name, own.unwrap_or_else(|| region.to_owned())))
}

fn header((name, value): (&'static str, String)) -> Result<(HeaderName, HeaderValue), String> {
    let parsed =
        HeaderName::from_bytes(name.as_bytes()).ok().zip(HeaderValue::try_from(value).ok());
    parsed.ok_or_else(|| format!("the endpoint's header {name} has no value that can be sent"))
}
