//! The functions of rule sets → tests.

use super::scope::Kind;
use super::terms::Terms;
use crate::diagnostics::{Diagnostic, nearest};
use crate::plan::{AskPlan, OperandPlan, TermPlan};
use crate::resolve::{CallModel, ValueModel};

/// The functions that there are.
const FUNCTIONS: [&str; 12] = [
    "aws.isVirtualHostableS3Bucket",
    "aws.parseArn",
    "aws.partition",
    "booleanEquals",
    "getAttr",
    "isSet",
    "isValidHostLabel",
    "not",
    "parseURL",
    "stringEquals",
    "substring",
    "uriEncode",
];

/// A call as a test, and the kind of its answer.
pub(super) fn test(terms: &Terms<'_>, call: &CallModel) -> Result<(AskPlan, Kind), Diagnostic> {
    let of_text = |name, kind| -> Result<(AskPlan, Kind), Diagnostic> {
        let [text] = arguments(call)?;
        Ok((ask(name, [term(terms.of_kind(text, Kind::Text)?)]), kind))
    };
    match call.function.text.as_str() {
        "isSet" => Ok((is_set(terms, call)?, Kind::Bool)),
        "not" => Ok((not(terms, call)?, Kind::Bool)),
        "getAttr" => {
            let (part, kind) = terms.part_of(call)?;
            Ok((ask("Is", [term(part)]), kind))
        }
        "booleanEquals" => Ok((same_flag(terms, call)?, Kind::Bool)),
        "stringEquals" => Ok((same_text(terms, call)?, Kind::Bool)),
        "aws.partition" => of_text("Partition", Kind::Partition),
        "aws.parseArn" => of_text("Arn", Kind::Arn),
        "parseURL" => of_text("Url", Kind::Url),
        "uriEncode" => of_text("Encoded", Kind::Text),
        "isValidHostLabel" => Ok((with_flag("HostLabel", terms, call)?, Kind::Bool)),
        "aws.isVirtualHostableS3Bucket" => Ok((with_flag("BucketLabel", terms, call)?, Kind::Bool)),
        "substring" => Ok((slice(terms, call)?, Kind::Text)),
        other => Err(unknown(call, other)),
    }
}

fn unknown(call: &CallModel, name: &str) -> Diagnostic {
    let message = format!("there is no function `{}`", name.escape_default());
    call.function.place.problem(message).help(nearest(name, FUNCTIONS))
}

/// The arguments, of which there are as many as asked for.
fn arguments<const N: usize>(call: &CallModel) -> Result<[&ValueModel; N], Diagnostic> {
    let found: Vec<&ValueModel> = call.arguments.iter().collect();
    let count = found.len();
    found
        .try_into()
        .map_err(|_| call.function.place.problem(format!("expected {N} arguments, found {count}")))
}

fn ask<const N: usize>(name: &'static str, operands: [OperandPlan; N]) -> AskPlan {
    AskPlan::Of(name, operands.into())
}

fn term(term: TermPlan) -> OperandPlan {
    OperandPlan::Term(term)
}

/// `isSet`; of what a function gives, which is never `false`, the function itself.
fn is_set(terms: &Terms<'_>, call: &CallModel) -> Result<AskPlan, Diagnostic> {
    let [value] = arguments(call)?;
    match value {
        ValueModel::Call(inner) if inner.function.text != "getAttr" => {
            let (test, kind) = test(terms, inner)?;
            if kind == Kind::Bool {
                return Err(inner.function.place.problem("gives true or false: always set"));
            }
            Ok(test)
        }
        _ => Ok(ask("Set", [term(terms.term(value)?.0)])),
    }
}

fn not(terms: &Terms<'_>, call: &CallModel) -> Result<AskPlan, Diagnostic> {
    let [value] = arguments(call)?;
    match value {
        ValueModel::Call(inner) => Ok(test(terms, inner)?.0.not()),
        _ => Ok(ask("Is", [term(terms.term(value)?.0)]).not()),
    }
}

/// `booleanEquals`, whichever way round.
fn same_flag(terms: &Terms<'_>, call: &CallModel) -> Result<AskPlan, Diagnostic> {
    let [left, right] = arguments(call)?;
    let (left, right) = match left {
        ValueModel::Bool(..) => (right, left),
        _ => (left, right),
    };
    let left = terms.of_kind(left, Kind::Bool)?;
    match terms.of_kind(right, Kind::Bool)? {
        TermPlan::Bool(true) => Ok(ask("Is", [term(left)])),
        right => Ok(ask("Same", [term(left), term(right)])),
    }
}

fn same_text(terms: &Terms<'_>, call: &CallModel) -> Result<AskPlan, Diagnostic> {
    let [left, right] = arguments(call)?;
    let (left, right) = match left {
        ValueModel::Text(_) => (right, left),
        _ => (left, right),
    };
    let (left, right) = (terms.of_kind(left, Kind::Text)?, terms.of_kind(right, Kind::Text)?);
    Ok(ask("Same", [term(left), term(right)]))
}

/// A function of a text and a yes or no.
fn with_flag(
    name: &'static str,
    terms: &Terms<'_>,
    call: &CallModel,
) -> Result<AskPlan, Diagnostic> {
    let [text, flag] = arguments(call)?;
    let text = term(terms.of_kind(text, Kind::Text)?);
    match flag {
        ValueModel::Bool(flag, _) => Ok(ask(name, [text, OperandPlan::Bool(*flag)])),
        other => Err(other.place().problem("expected true or false")),
    }
}

fn slice(terms: &Terms<'_>, call: &CallModel) -> Result<AskPlan, Diagnostic> {
    let [text, start, stop, from_end] = arguments(call)?;
    let text = term(terms.of_kind(text, Kind::Text)?);
    match (start, stop, from_end) {
        (ValueModel::Number(start, _), ValueModel::Number(stop, _), ValueModel::Bool(end, _)) => {
            let (start, stop) = (OperandPlan::Number(*start), OperandPlan::Number(*stop));
            Ok(ask("Slice", [text, start, stop, OperandPlan::Bool(*end)]))
        }
        _ => Err(call.function.place.problem("expected a text, two numbers, and true or false")),
    }
}
