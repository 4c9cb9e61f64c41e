//! Which acceptor matches an outcome: the first in the definition's order.

use super::{Acceptor, Condition, Test};
use crate::Error;

/// How a poll ended: an output and its HTTP status, or an error.
pub(super) type Outcome<'a, T> = Result<(&'a T, u16), &'a Error>;

/// The first acceptor that matches. Acceptors judge what a service answered: an error of any
/// other kind matches none (botocore rule W8).
pub(super) fn first_match<T>(
    acceptors: &[Acceptor<T>],
    outcome: Outcome<'_, T>,
) -> Option<Condition> {
    if outcome.is_err_and(|error| !error.is_service()) {
        return None;
    }
    let index = acceptors.iter().position(|acceptor| matches(&acceptor.test, outcome))?;
    Some(acceptors.get(index)?.condition(index))
}

fn matches<T>(test: &Test<T>, outcome: Outcome<'_, T>) -> bool {
    match test {
        Test::Output(test) => outcome.is_ok_and(|(output, _)| test(output)),
        Test::Status(expected) => status(outcome) == Some(*expected),
        Test::AnyError => outcome.is_err(),
        Test::NoError => outcome.is_ok(),
        Test::ErrorCode(expected) => code(outcome) == *expected,
    }
}

fn status<T>(outcome: Outcome<'_, T>) -> Option<u16> {
    match outcome {
        Ok((_, status)) => Some(status),
        Err(error) => error.status(),
    }
}

/// The error code; empty for an output, as botocore has it (W18).
fn code<'a, T>(outcome: Outcome<'a, T>) -> &'a str {
    outcome.err().and_then(Error::code).unwrap_or_default()
}
