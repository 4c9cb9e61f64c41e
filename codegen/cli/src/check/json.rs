//! What was found → one JSON document, for programs.

use maitred_build::Diagnostic;
use serde_json::{Value, json};

use super::Found;
use super::source::Texts;

pub(super) fn report(found: &Found, texts: &Texts) -> String {
    let part = |severity: &'static str, all: &[Diagnostic]| -> Vec<Value> {
        all.iter().map(|one| problem(severity, one, texts)).collect()
    };
    let diagnostics = [part("error", &found.errors), part("warning", &found.warnings)].concat();
    let document = json!({
        "services": found.services,
        "paginators": found.paginators,
        "waiters": found.waiters,
        "errors": found.errors.len(),
        "warnings": found.warnings.len(),
        "diagnostics": diagnostics,
    });
    format!("{document:#}\n")
}

fn problem(severity: &str, one: &Diagnostic, texts: &Texts) -> Value {
    let spot = texts.spot(one);
    let excerpt = one.expression.as_ref();
    json!({
        "severity": severity,
        "lint": one.lint.map(|lint| lint.name()),
        "file": one.file,
        "line": spot.as_ref().map(|spot| spot.line),
        "column": spot.as_ref().map(|spot| spot.column),
        "pointer": one.pointer,
        "expression": excerpt.map(|at| json!({ "text": at.text, "offset": at.offset })),
        "message": one.message,
        "help": one.help,
    })
}
