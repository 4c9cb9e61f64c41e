//! The four ways in which a wait ends without success, each with all that is known.

use std::error::Error as StdError;
use std::fmt::{self, Display, Formatter};
use std::time::Duration;

use super::Condition;
use super::machine::Matched;
use crate::Error;
use crate::call::OperationSpec;
use crate::error::Kind;

/// Why a wait did not succeed.
///
/// `?` turns it into an [`Error`] for which [`Error::is_wait`] holds. The error of the last poll,
/// if it ended in one, is the source of both.
#[derive(Debug)]
#[non_exhaustive]
pub enum WaitError<T> {
    /// An acceptor for failure matched: what was waited for cannot come any more.
    Terminal(WaitFailure<T>),
    /// A poll ended in an error that no acceptor expects.
    Service(WaitFailure<T>),
    /// There were as many polls as there may be, and none decided.
    Exhausted(WaitFailure<T>),
    /// The timeout passed, and no poll decided.
    Deadline(WaitFailure<T>),
}

/// How far a wait came that did not succeed.
#[derive(Debug)]
pub struct WaitFailure<T>(Box<Details<T>>);

pub(super) struct Details<T> {
    pub(super) waiter: &'static str,
    pub(super) operation: &'static OperationSpec,
    pub(super) outcome: Option<Result<T, Error>>,
    pub(super) matched: Option<Matched>,
    pub(super) attempts: u32,
    pub(super) elapsed: Duration,
}

/// With the operation's name instead of all that its definition says.
impl<T: fmt::Debug> fmt::Debug for Details<T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Details")
            .field("waiter", &self.waiter)
            .field("operation", &self.operation.name)
            .field("outcome", &self.outcome)
            .field("matched", &self.matched)
            .field("attempts", &self.attempts)
            .field("elapsed", &self.elapsed)
            .finish()
    }
}

impl<T> From<Details<T>> for WaitFailure<T> {
    fn from(details: Details<T>) -> Self {
        WaitFailure(Box::new(details))
    }
}

impl<T> WaitFailure<T> {
    /// The waiter, as the definition names it: `TableExists`.
    pub fn waiter(&self) -> &'static str {
        self.0.waiter
    }

    /// The operation that was polled: `DescribeTable`.
    pub fn operation(&self) -> &'static str {
        self.0.operation.name
    }

    /// What the last poll ended in; `None` where the time ran out before the first answer.
    pub fn outcome(&self) -> Option<Result<&T, &Error>> {
        self.0.outcome.as_ref().map(Result::as_ref)
    }

    /// The output of the last poll, if that is what it ended in.
    pub fn output(&self) -> Option<&T> {
        self.outcome()?.ok()
    }

    /// The error of the last poll, if that is what it ended in.
    pub fn error(&self) -> Option<&Error> {
        self.outcome()?.err()
    }

    /// The acceptor that matched last, in whichever poll; `None` if none ever did.
    pub fn acceptor(&self) -> Option<Condition> {
        self.0.matched.map(|matched| matched.condition)
    }

    /// The poll, counted from 1, in which that acceptor matched.
    pub fn matched_at(&self) -> Option<u32> {
        self.0.matched.map(|matched| matched.poll)
    }

    /// How many polls were answered, or failed.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// The time since the first poll began.
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed
    }
}

impl<T> WaitError<T> {
    /// How far the wait came, whichever way it ended.
    pub fn failure(&self) -> &WaitFailure<T> {
        match self {
            WaitError::Terminal(failure)
            | WaitError::Service(failure)
            | WaitError::Exhausted(failure)
            | WaitError::Deadline(failure) => failure,
        }
    }

    /// How far the wait came, owned: the last response is in it.
    pub fn into_failure(self) -> WaitFailure<T> {
        match self {
            WaitError::Terminal(failure)
            | WaitError::Service(failure)
            | WaitError::Exhausted(failure)
            | WaitError::Deadline(failure) => failure,
        }
    }
}

impl<T> WaitFailure<T> {
    /// The output or error of the last poll, owned.
    pub fn into_outcome(self) -> Option<Result<T, Error>> {
        self.0.outcome
    }
}

impl<T> Display for WaitError<T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let OperationSpec { service, name, .. } = self.failure().0.operation;
        write!(formatter, "{} {name}: {}", service.name, Reason(self))
    }
}

/// The text without the operation.
struct Reason<'a, T>(&'a WaitError<T>);

impl<T> Display for Reason<'_, T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let Details { waiter, attempts, elapsed, .. } = &*self.0.failure().0;
        write!(formatter, "waiter {waiter}: ")?;
        match self.0 {
            WaitError::Terminal(failure) => failure.terminal(formatter)?,
            WaitError::Service(failure) => failure.service(formatter)?,
            WaitError::Exhausted(failure) => {
                failure.undecided("max attempts exceeded", formatter)?
            }
            WaitError::Deadline(failure) => failure.undecided("timeout exceeded", formatter)?,
        }
        let polls = if *attempts == 1 { "poll" } else { "polls" };
        write!(formatter, " (after {attempts} {polls} in {elapsed:?})")
    }
}

impl<T> WaitFailure<T> {
    fn terminal(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("what was waited for cannot come any more")?;
        match self.0.matched {
            Some(Matched { condition, .. }) => write!(formatter, ", since {condition}"),
            None => Ok(()),
        }
    }

    fn service(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let Some(error) = self.error() else { return formatter.write_str("a poll failed") };
        match (error.code(), error.message()) {
            (Some(code), Some(message)) => write!(formatter, "unexpected error {code}: {message}"),
            (Some(code), None) => write!(formatter, "unexpected error {code}"),
            (None, _) => formatter.write_str("a poll got no answer"),
        }
    }

    fn undecided(&self, what: &str, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(what)?;
        match self.0.matched {
            Some(Matched { condition, poll }) => {
                write!(formatter, "; the last match was in poll {poll}: {condition}")
            }
            None => formatter.write_str("; no acceptor ever matched"),
        }
    }
}

impl<T: fmt::Debug> StdError for WaitError<T> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.failure().error().map(|error| error as &(dyn StdError + 'static))
    }
}

impl<T> From<WaitError<T>> for Error {
    fn from(wait: WaitError<T>) -> Self {
        let error = Error::new(Kind::Wait, Reason(&wait).to_string());
        let failure = wait.into_failure();
        let error = error.of(failure.0.operation);
        match failure.into_outcome() {
            Some(Err(source)) => error.caused_by(source),
            _ => error,
        }
    }
}
