//! The `pagination` of a paginators file.

use super::json::Node;
use super::model::*;
use crate::diagnostics::{Diagnostic, Problems, nearest};

/// The keys of an entry (botocore rule P1); another key in a file is a slip, but botocore reads
/// over it, and so do we.
pub(super) fn resolve(root: &Node<'_>, model: &mut Model, problems: &mut Problems) {
    let Some(pagination) = root.get("pagination") else {
        problems.push(root.problem("expected a key `pagination`"));
        return;
    };
    for (name, node) in problems.keep(pagination.entries()).unwrap_or_default() {
        match problems.keep(paginator(name, &node, model)) {
            Some(paginator) => drop(model.paginators.insert(name.to_owned(), paginator)),
            None => drop(model.broken.insert(name.to_owned())),
        }
    }
}

fn paginator(name: &str, node: &Node<'_>, model: &Model) -> Result<PaginatorModel, Diagnostic> {
    if !model.operations.contains_key(name) {
        let known = model.operations.keys().map(String::as_str);
        let message = format!("there is no operation `{}`", name.escape_default());
        return Err(node.problem(message).help(nearest(name, known)));
    }
    let inputs = located(&node.required("input_token")?)?;
    let outputs = located(&node.required("output_token")?)?;
    let result_keys = located(&node.required("result_key")?)?;
    if result_keys.is_empty() {
        return Err(node.problem("expected at least one `result_key`"));
    }
    let optional = |key| node.get(key).map(|node| one(&node)).transpose();
    let non_aggregate = node.get("non_aggregate_keys");
    Ok(PaginatorModel {
        // What one side has too much of is dropped (botocore rule P15).
        tokens: inputs.into_iter().zip(outputs).collect(),
        limit_key: optional("limit_key")?,
        more_results: optional("more_results")?,
        result_keys,
        non_aggregate_keys: non_aggregate.map_or(Ok(Vec::new()), |keys| located(&keys))?,
        place: node.place(),
    })
}

fn located(node: &Node<'_>) -> Result<Vec<Located>, Diagnostic> {
    let texts = node.text_or_texts()?.into_iter();
    Ok(texts.map(|(text, node)| Located { text: text.to_owned(), place: node.place() }).collect())
}

pub(super) fn one(node: &Node<'_>) -> Result<Located, Diagnostic> {
    Ok(Located { text: node.text()?.to_owned(), place: node.place() })
}
