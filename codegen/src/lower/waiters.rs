//! Waiters: acceptors as typed conditions.

use super::jmespath::Compiler;
use super::lints::{self, Never};
use super::{Context, chosen, docs};
use crate::diagnostics::{Diagnostic, Problems};
use crate::plan::{AcceptorPlan, TestPlan, WaiterPlan};
use crate::resolve::{
    AcceptorModel, Expected, Located, Matcher, OperationModel, ShapeId, State, WaiterModel,
};

/// The wanted waiters of an operation, by name.
pub(super) fn lower(
    context: &Context<'_>,
    operation: &OperationModel,
    problems: &mut Problems,
) -> Vec<WaiterPlan> {
    let wanted = context.wanted.waiters.iter();
    let models = wanted.filter_map(|name| context.model.waiters.get(name));
    let of_operation = models.filter(|waiter| waiter.operation == operation.name);
    of_operation.filter_map(|waiter| lower_one(context, operation, waiter, problems)).collect()
}

fn lower_one(
    context: &Context<'_>,
    operation: &OperationModel,
    waiter: &WaiterModel,
    problems: &mut Problems,
) -> Option<WaiterPlan> {
    let acceptors = waiter.acceptors.iter();
    let acceptors: Vec<Option<(AcceptorPlan, Option<Never>)>> = acceptors
        .map(|acceptor| problems.keep(context.acceptor(operation.output, acceptor)))
        .collect();
    let never = acceptors.iter().map(|acceptor| acceptor.as_ref()?.1.as_ref()).collect();
    lints::waiter(context, waiter, never, problems);
    let acceptors: Option<Vec<_>> =
        acceptors.into_iter().map(|acceptor| Some(acceptor?.0)).collect();
    let acceptors = acceptors?;
    let snake = chosen(&context.waiters, &waiter.name);
    Some(WaiterPlan {
        shape: waiter.name.clone(),
        method: format!("wait_until_{}", snake.trim_matches('_')),
        constant: snake.trim_end_matches('_').to_uppercase(),
        docs: docs::waiter(waiter),
        delay: waiter.delay,
        max_attempts: waiter.max_attempts,
        acceptors,
    })
}

impl Context<'_> {
    /// An acceptor, and why it can never match, if it cannot.
    fn acceptor(
        &self,
        output: Option<ShapeId>,
        acceptor: &AcceptorModel,
    ) -> Result<(AcceptorPlan, Option<Never>), Diagnostic> {
        let state = match acceptor.state {
            State::Success => "Success",
            State::Retry => "Retry",
            State::Failure => "Failure",
        };
        let (matcher, argument, expected) = described(&acceptor.matcher);
        let (test, never) = self.test(output, acceptor)?;
        Ok((AcceptorPlan { state, matcher, argument, expected, test }, never))
    }

    fn test(
        &self,
        output: Option<ShapeId>,
        acceptor: &AcceptorModel,
    ) -> Result<(TestPlan, Option<Never>), Diagnostic> {
        let (argument, expected, all) = match &acceptor.matcher {
            Matcher::Path { argument, expected } => (argument, expected, None),
            Matcher::PathAll { argument, expected } => (argument, expected, Some(true)),
            Matcher::PathAny { argument, expected } => (argument, expected, Some(false)),
            Matcher::Status(status) => return Ok((TestPlan::Status(*status), None)),
            Matcher::ErrorCode(code) => {
                return Ok((TestPlan::ErrorCode(code.clone()), self.other_code(code)));
            }
            Matcher::AnyError => return Ok((TestPlan::AnyError, None)),
            Matcher::NoError => return Ok((TestPlan::NoError, None)),
        };
        let output = output.ok_or_else(|| no_output(argument))?;
        let mut compiler = Compiler::new(self, argument);
        let condition = match all {
            None => compiler.is(output, expected)?,
            Some(true) => compiler.all(output, expected)?,
            Some(false) => compiler.any(output, expected)?,
        };
        let never = compiler.looked_at().and_then(|shape| self.no_value(shape, expected));
        Ok((TestPlan::Output { condition, faults: compiler.can_fault() }, never))
    }
}

fn no_output(argument: &Located) -> Diagnostic {
    argument.place.problem("the operation has no output to look at")
}

/// Matcher, argument and expected value, as error texts show them.
fn described(matcher: &Matcher) -> (&'static str, String, String) {
    let shown = |name, argument: &Located, expected: &Expected| {
        (name, argument.text.clone(), expected_text(expected))
    };
    match matcher {
        Matcher::Path { argument, expected } => shown("path", argument, expected),
        Matcher::PathAll { argument, expected } => shown("pathAll", argument, expected),
        Matcher::PathAny { argument, expected } => shown("pathAny", argument, expected),
        Matcher::Status(status) => ("status", String::new(), status.to_string()),
        Matcher::ErrorCode(code) => ("error", String::new(), code.clone()),
        Matcher::AnyError => ("error", String::new(), "true".to_owned()),
        Matcher::NoError => ("error", String::new(), "false".to_owned()),
    }
}

fn expected_text(expected: &Expected) -> String {
    match expected {
        Expected::Text(text) => text.clone(),
        Expected::Number(number) => number.to_string(),
        Expected::Boolean(value) => value.to_string(),
    }
}
