//! What a definition says about HTTP and XML: where members stand, what elements are called, how a
//! request is signed and summed.

use super::json::Node;
use super::model::*;
use crate::diagnostics::{Diagnostic, nearest};

/// Where a member stands.
pub(super) fn location(node: &Node<'_>) -> Result<Location, Diagnostic> {
    let Some(location) = node.get("location") else { return Ok(Location::Body) };
    Ok(match location.text()? {
        "header" => Location::Header,
        "headers" => Location::Headers,
        "querystring" => Location::Query,
        "uri" => Location::Uri,
        "statusCode" => Location::Status,
        other => {
            let known = ["header", "headers", "querystring", "uri", "statusCode"];
            let message = format!("unknown location `{}`", other.escape_default());
            let listed = format!("expected one of {}", known.join(", "));
            let help = nearest(other, known).unwrap_or(listed);
            return Err(location.problem(message).help(Some(help)));
        }
    })
}

/// The namespace of an element. A text alone is that of the default namespace.
pub(super) fn namespace(node: &Node<'_>) -> Result<Option<NamespaceModel>, Diagnostic> {
    let Some(namespace) = node.get("xmlNamespace") else { return Ok(None) };
    if let Ok(uri) = namespace.text() {
        return Ok(Some(NamespaceModel { prefix: String::new(), uri: uri.to_owned() }));
    }
    let uri = namespace.required("uri")?.text()?.to_owned();
    let prefix = namespace.optional_text("prefix")?.unwrap_or_default();
    Ok(Some(NamespaceModel { prefix, uri }))
}

/// The member of a structure that is the whole body.
pub(super) fn payload(
    node: &Node<'_>,
    members: &[MemberModel],
) -> Result<Option<usize>, Diagnostic> {
    let Some(payload) = node.get("payload") else { return Ok(None) };
    let name = payload.text()?;
    let index = members.iter().position(|member| member.name == name);
    index.map(Some).ok_or_else(|| {
        let known = members.iter().map(|member| member.name.as_str());
        let message = format!("there is no member `{}`", name.escape_debug());
        payload.problem(message).help(nearest(name, known))
    })
}

/// The element around the members of an operation's input, where the definition names one.
pub(super) fn input_root(
    operation: &Node<'_>,
) -> Result<Option<(String, Option<NamespaceModel>)>, Diagnostic> {
    let Some(input) = operation.get("input") else { return Ok(None) };
    let Some(name) = input.optional_text("locationName")? else { return Ok(None) };
    Ok(Some((name, namespace(&input)?)))
}

/// What is said about the checksum of a request, if anything is.
pub(super) fn checksum(operation: &Node<'_>) -> Result<Option<ChecksumModel>, Diagnostic> {
    let always = operation.flag("httpChecksumRequired");
    let Some(checksum) = operation.get("httpChecksum") else {
        return Ok(always.then_some(ChecksumModel { required: true, algorithm_member: None }));
    };
    checksum.object()?;
    let required = always || checksum.flag("requestChecksumRequired");
    let algorithm_member = checksum.optional_text("requestAlgorithmMember")?;
    let said = required || algorithm_member.is_some();
    Ok(said.then_some(ChecksumModel { required, algorithm_member }))
}

/// Method and path of the requests.
pub(super) fn request(operation: &Node<'_>) -> Result<(String, String), Diagnostic> {
    let usual = ("POST".to_owned(), "/".to_owned());
    let Some(http) = operation.get("http") else { return Ok(usual) };
    http.object()?;
    let (method, path) = (http.optional_text("method")?, http.optional_text("requestUri")?);
    Ok((method.unwrap_or(usual.0), path.unwrap_or(usual.1)))
}

/// What stands before the host.
pub(super) fn host_prefix(operation: &Node<'_>) -> Result<Option<String>, Diagnostic> {
    let Some(endpoint) = operation.get("endpoint") else { return Ok(None) };
    endpoint.object()?;
    endpoint.optional_text("hostPrefix")
}

/// The element around the results of the query protocol.
pub(super) fn result_wrapper(operation: &Node<'_>) -> Result<Option<String>, Diagnostic> {
    operation.get("output").map_or(Ok(None), |output| output.optional_text("resultWrapper"))
}

/// How the requests are signed.
pub(super) fn signing(operation: &Node<'_>) -> Signing {
    let auth = operation.prose("authtype");
    let first = operation.get("auth").and_then(|auth| auth.texts().ok()?.first().map(|(t, _)| *t));
    match (auth.as_deref(), first) {
        (Some("none"), _) | (_, Some("smithy.api#noAuth")) => Signing::Anonymous,
        (Some("v4-unsigned-body"), _) => Signing::UnsignedPayload,
        _ if operation.flag("unsignedPayload") => Signing::UnsignedPayload,
        _ => Signing::Full,
    }
}
