//! The `waiters` of a waiters file.

use serde_json::Value;

use super::json::Node;
use super::keys;
use super::model::*;
use super::paginators::one;
use crate::diagnostics::{Diagnostic, Problems, nearest};

pub(super) fn resolve(root: &Node<'_>, model: &mut Model, problems: &mut Problems) {
    if problems.keep(version(root)).is_none() {
        model.unread.insert("waiter");
        return;
    }
    keys::check(root, "a waiters file", keys::WAITERS, problems);
    let waiters = root.required("waiters").and_then(|waiters| waiters.entries());
    for (name, node) in problems.keep(waiters).unwrap_or_default() {
        if problems.is_full() {
            return;
        }
        match waiter(name, &node, model, problems) {
            Some(waiter) => drop(model.waiters.insert(name.to_owned(), waiter)),
            None => drop(model.broken.insert(name.to_owned())),
        }
    }
}

/// botocore rule W1: the number 2, and nothing else.
fn version(root: &Node<'_>) -> Result<(), Diagnostic> {
    let version = root.required("version")?;
    match version.value().as_f64() {
        Some(2.0) => Ok(()),
        _ => Err(version.mismatch("the waiter version 2, a number")),
    }
}

/// Every part is looked at, so that all that is wrong is reported at once.
fn waiter(
    name: &str,
    node: &Node<'_>,
    model: &Model,
    problems: &mut Problems,
) -> Option<WaiterModel> {
    keys::check(node, "a waiter", keys::WAITER, problems);
    let acceptors = problems.keep(node.required("acceptors").and_then(|list| list.items()));
    let acceptors: Vec<Option<AcceptorModel>> =
        acceptors.unwrap_or_default().iter().map(|node| acceptor(node, problems)).collect();
    let name = problems.keep(checked_name(name, node));
    let operation = problems.keep(operation(node, model));
    let delay = problems.keep(node.required("delay").and_then(|delay| delay.whole(0)));
    let attempts = node.required("maxAttempts").and_then(|attempts| max_attempts(&attempts));
    let max_attempts = problems.keep(attempts);
    Some(WaiterModel {
        place: node.place(),
        name: name?,
        operation: operation?,
        delay: delay?,
        max_attempts: max_attempts?,
        // A broken one was reported; the others go on, so that their paths are looked at too.
        acceptors: acceptors.into_iter().flatten().collect(),
    })
}

fn checked_name(name: &str, node: &Node<'_>) -> Result<String, Diagnostic> {
    // Other projects that keep waiters in this format write `job_complete`.
    let is_usual = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    if !name.starts_with(|first: char| first.is_ascii_alphanumeric()) || !name.chars().all(is_usual)
    {
        let message = format!("`{}` is no name for a waiter", name.escape_default());
        return Err(node
            .problem(message)
            .help(Some("use letters, digits and underscores".to_owned())));
    }
    Ok(name.to_owned())
}

fn operation(node: &Node<'_>, model: &Model) -> Result<String, Diagnostic> {
    let operation = node.required("operation")?;
    let name = operation.text()?;
    if !model.operations.contains_key(name) && !model.broken.contains(name) {
        let known = model.operations.keys().map(String::as_str);
        let message = format!("there is no operation `{}`", name.escape_default());
        return Err(operation.problem(message).help(nearest(name, known)));
    }
    Ok(name.to_owned())
}

fn max_attempts(node: &Node<'_>) -> Result<u32, Diagnostic> {
    let attempts = node.whole(1)?;
    u32::try_from(attempts).map_err(|_| node.mismatch("at most 4294967295 attempts"))
}

fn acceptor(node: &Node<'_>, problems: &mut Problems) -> Option<AcceptorModel> {
    keys::check(node, "an acceptor", keys::ACCEPTOR, problems);
    let state = problems.keep(state(node));
    let matcher = problems.keep(matcher(node));
    let whole = node.place();
    let place = whole.at("expected");
    Some(AcceptorModel { state: state?, matcher: matcher?, whole, place })
}

fn state(node: &Node<'_>) -> Result<State, Diagnostic> {
    let state = node.required("state")?;
    match state.text()? {
        "success" => Ok(State::Success),
        "retry" => Ok(State::Retry),
        "failure" => Ok(State::Failure),
        other => Err(unknown(&state, "state", other, &["success", "retry", "failure"])),
    }
}

fn matcher(node: &Node<'_>) -> Result<Matcher, Diagnostic> {
    let matcher = node.required("matcher")?;
    let expected = node.required("expected")?;
    let argument = || node.required("argument").and_then(|argument| one(&argument));
    Ok(match matcher.text()? {
        "path" => Matcher::Path { argument: argument()?, expected: value(&expected)? },
        "pathAll" => Matcher::PathAll { argument: argument()?, expected: value(&expected)? },
        "pathAny" => Matcher::PathAny { argument: argument()?, expected: value(&expected)? },
        "status" => Matcher::Status(status(&expected)?),
        "error" => error(&expected)?,
        other => {
            let known = ["path", "pathAll", "pathAny", "status", "error"];
            return Err(unknown(&matcher, "matcher", other, &known));
        }
    })
}

fn unknown(node: &Node<'_>, what: &str, found: &str, known: &[&str]) -> Diagnostic {
    let listed = format!("expected one of {}", known.join(", "));
    let help = nearest(found, known.iter().copied()).unwrap_or(listed);
    node.problem(format!("unknown {what} `{}`", found.escape_default())).help(Some(help))
}

fn value(node: &Node<'_>) -> Result<Expected, Diagnostic> {
    match node.value() {
        Value::String(text) => Ok(Expected::Text(text.clone())),
        Value::Bool(value) => Ok(Expected::Boolean(*value)),
        Value::Number(number) => Ok(Expected::Number(number.as_f64().unwrap_or(f64::NAN))),
        _ => Err(node.mismatch("text, a number or a boolean")),
    }
}

fn status(node: &Node<'_>) -> Result<u16, Diagnostic> {
    let number = node.value().as_f64().filter(|number| number.fract() == 0.0);
    match number {
        Some(number) if (100.0..=999.0).contains(&number) => Ok(number as u16),
        _ => Err(node.mismatch("an HTTP status, a number from 100 to 999")),
    }
}

fn error(node: &Node<'_>) -> Result<Matcher, Diagnostic> {
    match node.value() {
        Value::String(code) => Ok(Matcher::ErrorCode(code.clone())),
        Value::Bool(true) => Ok(Matcher::AnyError),
        Value::Bool(false) => Ok(Matcher::NoError),
        _ => Err(node.mismatch("an error code, `true` for any error, or `false` for none")),
    }
}
