//! The keys that definitions have; others are read by nobody, and most likely slips.

use super::json::Node;
use crate::diagnostics::{Lint, Problems, nearest};

/// Of a paginators file. Some of AWS's state a version, which means nothing.
pub(super) const PAGINATORS: &[&str] = &["pagination", "version"];

/// Of a paginator (botocore rule P1). Old files of AWS have the last one.
pub(super) const PAGINATOR: &[&str] = &[
    "input_token",
    "output_token",
    "result_key",
    "limit_key",
    "more_results",
    "non_aggregate_keys",
    "py_input_token",
];

/// Of a waiters file.
pub(super) const WAITERS: &[&str] = &["version", "waiters"];

/// Of a waiter (botocore rule W2).
pub(super) const WAITER: &[&str] =
    &["operation", "delay", "maxAttempts", "acceptors", "description"];

/// Of an acceptor (botocore rule W2).
pub(super) const ACCEPTOR: &[&str] = &["state", "matcher", "expected", "argument"];

/// Of a shape, as far as a slip in it would go unnoticed.
const SHAPE: &[&str] = &[
    "type",
    "members",
    "member",
    "key",
    "value",
    "required",
    "enum",
    "error",
    "exception",
    "fault",
    "payload",
    "locationName",
    "flattened",
    "sensitive",
    "streaming",
    "timestampFormat",
    "union",
    "wrapper",
    "document",
    "sparse",
    "retryable",
    "deprecated",
    "deprecatedSince",
    "deprecatedMessage",
    "documentation",
    "xmlNamespace",
    "xmlOrder",
    "eventstream",
    "event",
    "pattern",
    "synthetic",
    "requiresLength",
    "box",
    "min",
    "max",
];

/// Of an operation.
const OPERATION: &[&str] = &[
    "name",
    "http",
    "input",
    "output",
    "errors",
    "documentation",
    "documentationUrl",
    "endpoint",
    "endpointdiscovery",
    "endpointoperation",
    "idempotent",
    "readonly",
    "httpChecksum",
    "httpChecksumRequired",
    "staticContextParams",
    "operationContextParams",
    "deprecated",
    "deprecatedSince",
    "deprecatedMessage",
    "authtype",
    "auth",
    "unsignedPayload",
    "requestcompression",
    "internal",
    "alias",
];

/// Warns of every key that is none of these: botocore reads over it, so a slip goes unnoticed.
pub(super) fn check(
    node: &Node<'_>,
    what: &str,
    known: &'static [&'static str],
    problems: &mut Problems,
) {
    for key in strange(node, known) {
        let help = nearest(key, known.iter().copied())
            .unwrap_or_else(|| format!("the keys are {}", known.join(", ")));
        problems.warn(unknown(node, what, key).help(Some(help)));
    }
}

/// Of shapes and operations AWS adds keys from time to time; here a key is worth a warning only if
/// it nearly is a known one.
pub(super) fn check_shape(node: &Node<'_>, problems: &mut Problems) {
    check_near(node, "a shape", SHAPE, problems);
}

/// The same, of an operation.
pub(super) fn check_operation(node: &Node<'_>, problems: &mut Problems) {
    check_near(node, "an operation", OPERATION, problems);
}

fn check_near(
    node: &Node<'_>,
    what: &str,
    known: &'static [&'static str],
    problems: &mut Problems,
) {
    for key in strange(node, known) {
        let near = known.iter().find(|known| strsim::damerau_levenshtein(key, known) <= 2);
        if let Some(near) = near.filter(|near| near.len() > 4) {
            let help = format!("did you mean `{near}`?");
            problems.warn(unknown(node, what, key).help(Some(help)));
        }
    }
}

/// The keys that nobody knows, but for those that are comments.
fn strange<'a>(
    node: &Node<'a>,
    known: &'static [&'static str],
) -> impl Iterator<Item = &'a str> + use<'a> {
    let keys = node.value().as_object().into_iter().flatten().map(|(key, _)| key.as_str());
    let is_comment = |key: &str| key.starts_with(['_', '$', '/', '#']) || key == "comment";
    keys.filter(move |key| !known.contains(key) && !is_comment(key))
}

fn unknown(node: &Node<'_>, what: &str, key: &str) -> crate::diagnostics::Diagnostic {
    let message = format!("{what} has no key `{}`, so nobody reads it", key.escape_debug());
    node.place().at(key).lint(Lint::UnknownKey, message)
}
