//! Why a wait did not succeed, in one line.

use std::fmt::{self, Display, Formatter, Write};

use super::WaitError;
use super::error::Reached;
use super::machine::Matched;
use super::tally::Several;
use crate::Error;
use crate::call::OperationSpec;
use crate::error::OneLine;

impl<T> Display for WaitError<T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let OperationSpec { service, name, .. } = self.failure().0.reached.operation;
        let mut line = OneLine(formatter);
        write!(line, "{} {name}: {}", service.name, Reason::of(self))?;
        self.failure().error().map_or(Ok(()), |error| answered(error, &mut line))
    }
}

/// What identifies the answer, as [`Error`] has it.
fn answered(error: &Error, line: &mut OneLine<'_, '_>) -> fmt::Result {
    match (error.status(), error.request_id()) {
        (Some(status), Some(id)) => write!(line, " (status {status}, request id {id})"),
        (Some(status), None) => write!(line, " (status {status})"),
        (None, _) => Ok(()),
    }
}

/// The text without the operation, and without what identifies the answer.
pub(super) struct Reason<'a> {
    end: End<'a>,
    reached: &'a Reached,
}

enum End<'a> {
    Terminal,
    Service(Option<&'a Error>),
    /// What ran out.
    Undecided(&'static str),
}

impl<'a> Reason<'a> {
    pub(super) fn of<T>(error: &'a WaitError<T>) -> Self {
        let end = match error {
            WaitError::Terminal(_) => End::Terminal,
            WaitError::Service(failure) => End::Service(failure.error()),
            WaitError::Exhausted(_) => End::Undecided("max attempts exceeded"),
            WaitError::Deadline(_) => End::Undecided("timeout exceeded"),
        };
        Reason { end, reached: &error.failure().0.reached }
    }
}

impl Display for Reason<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let Reached { waiter, attempts, elapsed, matched, .. } = self.reached;
        write!(formatter, "waiter {waiter}: ")?;
        match self.end {
            End::Terminal => terminal(*matched, formatter)?,
            End::Service(error) => service(error, formatter)?,
            End::Undecided(what) => self.undecided(what, formatter)?,
        }
        let polls = if *attempts == 1 { "poll" } else { "polls" };
        let several = Several(&self.reached.observed);
        write!(formatter, " (after {attempts} {polls} in {elapsed:?}{several})")
    }
}

impl Reason<'_> {
    fn undecided(&self, what: &str, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(what)?;
        match self.reached.matched {
            Some(Matched { condition, poll }) => {
                let stable = self.reached.stable;
                write!(formatter, "; the last match was in poll {poll}: {condition}{stable}")
            }
            None => formatter.write_str("; no acceptor ever matched"),
        }
    }
}

fn terminal(matched: Option<Matched>, formatter: &mut Formatter<'_>) -> fmt::Result {
    formatter.write_str("what was waited for cannot come any more")?;
    match matched {
        Some(Matched { condition, .. }) => write!(formatter, ", since {condition}"),
        None => Ok(()),
    }
}

fn service(error: Option<&Error>, formatter: &mut Formatter<'_>) -> fmt::Result {
    let Some(error) = error else { return formatter.write_str("a poll failed") };
    let Some(code) = error.code() else { return formatter.write_str(unanswered(error)) };
    write!(formatter, "no acceptor expects the error {code}")?;
    if let Some(message) = error.message() {
        write!(formatter, ": {message}")?;
    }
    match error.is_throttling() {
        true => formatter.write_str("; tolerate_throttling(true) polls on after such errors"),
        false => Ok(()),
    }
}

/// What happened where the service answered with no error; the cause says more.
fn unanswered(error: &Error) -> &'static str {
    match () {
        () if error.is_transport() => "a poll got no answer",
        () if error.is_response() => "a poll got an answer that cannot be read",
        () => "no request could be sent",
    }
}
