//! The `pagination` of a paginators file.

use super::json::Node;
use super::keys;
use super::model::*;
use crate::diagnostics::{Diagnostic, Lint, Problems, nearest};

/// Resolves every paginator of a file.
pub(super) fn resolve(root: &Node<'_>, model: &mut Model, problems: &mut Problems) {
    keys::check(root, "a paginators file", keys::PAGINATORS, problems);
    let pagination = root.required("pagination").and_then(|pagination| pagination.entries());
    for (name, node) in problems.keep(pagination).unwrap_or_default() {
        if problems.is_full() {
            return;
        }
        match paginator(name, &node, model, problems) {
            Some(paginator) => drop(model.paginators.insert(name.to_owned(), paginator)),
            None => drop(model.broken.insert(name.to_owned())),
        }
    }
}

fn paginator(
    name: &str,
    node: &Node<'_>,
    model: &Model,
    problems: &mut Problems,
) -> Option<PaginatorModel> {
    problems.keep(known_operation(name, node, model))?;
    keys::check(node, "a paginator", keys::PAGINATOR, problems);
    let mut required = |key| problems.keep(node.required(key).and_then(|node| located(&node)));
    let (inputs, outputs) = (required("input_token"), required("output_token"));
    let result_keys = required("result_key");
    if result_keys.as_ref().is_some_and(Vec::is_empty) {
        problems.push(node.problem("expected at least one `result_key`"));
    }
    let mut optional = |key| problems.keep(node.get(key).map(|node| one(&node)).transpose());
    let (limit_key, more_results) = (optional("limit_key"), optional("more_results"));
    let non_aggregate = node.get("non_aggregate_keys").map(|node| located(&node)).transpose();
    let non_aggregate = problems.keep(non_aggregate);
    let (inputs, outputs) = (inputs?, outputs?);
    if inputs.len() != outputs.len() {
        problems.warn(uneven(node, inputs.len(), outputs.len()));
    }
    Some(PaginatorModel {
        // What one side has too much of is dropped (botocore rule P15).
        tokens: inputs.into_iter().zip(outputs).collect(),
        limit_key: limit_key?,
        more_results: more_results?,
        result_keys: result_keys?,
        non_aggregate_keys: non_aggregate?.unwrap_or_default(),
        place: node.place(),
    })
}

fn uneven(node: &Node<'_>, inputs: usize, outputs: usize) -> Diagnostic {
    let message = format!(
        "`input_token` names {inputs}, `output_token` {outputs}: they are taken in pairs, and \
         what is left over is dropped"
    );
    node.place().lint(Lint::UnevenTokens, message)
}

fn known_operation(name: &str, node: &Node<'_>, model: &Model) -> Result<(), Diagnostic> {
    if model.operations.contains_key(name) || model.broken.contains(name) {
        return Ok(());
    }
    let known = model.operations.keys().map(String::as_str);
    let message = format!("there is no operation `{}`", name.escape_default());
    Err(node.problem(message).help(nearest(name, known)))
}

fn located(node: &Node<'_>) -> Result<Vec<Located>, Diagnostic> {
    let texts = node.text_or_texts()?.into_iter();
    Ok(texts.map(|(text, node)| Located { text: text.to_owned(), place: node.place() }).collect())
}

pub(super) fn one(node: &Node<'_>) -> Result<Located, Diagnostic> {
    Ok(Located { text: node.text()?.to_owned(), place: node.place() })
}
