//! What single services want of requests that no definition says.

use http::header::{ACCEPT, HeaderName, HeaderValue};

use super::OperationSpec;
use super::sign::ascii;
use crate::shape::{Put, Schema, Structure};
use crate::wire::{EncodedRequest, text_of};

/// The members that are ids of Route 53. Its outputs have them as paths, `/hostedzone/Z1`, and its
/// requests want the last part.
const ROUTE_53_IDS: [&str; 4] = ["Id", "HostedZoneId", "HostedZoneIdMarker", "DelegationSetId"];

const GLACIER_VERSION: HeaderName = HeaderName::from_static("x-amz-glacier-version");

/// The members, by index, that are sent otherwise than the caller has them, and how.
pub(super) fn rewritten(operation: &OperationSpec, input: &dyn Structure) -> Vec<(usize, String)> {
    if operation.service.name != "route53" {
        return Vec::new();
    }
    let members = input.schema().members.iter().enumerate();
    let ids = members.filter(|(_, member)| ROUTE_53_IDS.contains(&member.name));
    ids.filter_map(|(index, _)| Some((index, last_part(input, index)?))).collect()
}

fn last_part(input: &dyn Structure, index: usize) -> Option<String> {
    let schema: &'static Schema = input.schema();
    let value: &dyn Put = input.member(index)?.get()?;
    let text = text_of(schema.members.get(index)?, value)?;
    text.rsplit_once('/').map(|(_, last)| last.to_owned())
}

/// Adds the headers that a service needs: Glacier the version of its API, API Gateway the wish for
/// JSON as the definition has it.
pub(super) fn add_headers(operation: &OperationSpec, request: &mut EncodedRequest) {
    let service = operation.service;
    let header = match service.name {
        "glacier" => (GLACIER_VERSION, ascii(service.api_version)),
        "apigateway" => (ACCEPT, HeaderValue::from_static("application/json")),
        _ => return,
    };
    if request.headers.iter().all(|(name, _)| *name != header.0) {
        request.headers.push(header);
    }
}

#[cfg(test)]
mod tests;
