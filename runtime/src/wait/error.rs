//! The four ways in which a wait ends without success, each with all that is known.

use std::error::Error as StdError;
use std::fmt::{self, Formatter};
use std::time::Duration;

use super::machine::Matched;
use super::poll::Stable;
use super::text::Reason;
use super::{Condition, Observed};
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
    /// A poll ended in an error that no acceptor expects: access was denied, the input is wrong, there
    /// was no connection.
    Service(WaitFailure<T>),
    /// There were as many polls as there may be, and none decided.
    Exhausted(WaitFailure<T>),
    /// The timeout passed, and no poll decided.
    Deadline(WaitFailure<T>),
}

/// How far a wait came that did not succeed.
#[derive(Debug)]
pub struct WaitFailure<T>(pub(super) Box<Details<T>>);

pub(super) struct Details<T> {
    pub(super) outcome: Option<Result<T, Error>>,
    pub(super) reached: Reached,
}

/// All but the outcome.
pub(super) struct Reached {
    pub(super) waiter: &'static str,
    pub(super) operation: &'static OperationSpec,
    pub(super) matched: Option<Matched>,
    pub(super) attempts: u32,
    pub(super) elapsed: Duration,
    pub(super) stable: Stable,
    pub(super) observed: Vec<Observed>,
}

/// With the operation's name instead of all that its definition says.
impl<T: fmt::Debug> fmt::Debug for Details<T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let Reached { waiter, operation, matched, attempts, elapsed, observed, .. } = &self.reached;
        formatter
            .debug_struct("Details")
            .field("waiter", waiter)
            .field("operation", &operation.name)
            .field("outcome", &self.outcome)
            .field("matched", matched)
            .field("attempts", attempts)
            .field("elapsed", elapsed)
            .field("observed", observed)
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
        self.0.reached.waiter
    }

    /// The operation that was polled: `DescribeTable`.
    pub fn operation(&self) -> &'static str {
        self.0.reached.operation.name
    }

    /// What the last poll ended in; `None` where the time ran out before it was answered or sent.
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
        self.0.reached.matched.map(|matched| matched.condition)
    }

    /// The poll, counted from 1, in which that acceptor matched.
    pub fn matched_at(&self) -> Option<u32> {
        self.0.reached.matched.map(|matched| matched.poll)
    }

    /// How many polls were answered, or failed.
    pub fn attempts(&self) -> u32 {
        self.0.reached.attempts
    }

    /// The time since the wait began.
    pub fn elapsed(&self) -> Duration {
        self.0.reached.elapsed
    }

    /// What the polls ended in, counted, the most frequent first: how often nothing matched, how often
    /// which acceptor did, how often there was which error.
    ///
    /// At most eight kinds are counted apart, and the rest together.
    pub fn observed(&self) -> &[Observed] {
        &self.0.reached.observed
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

impl<T: fmt::Debug> StdError for WaitError<T> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.failure().error().map(|error| error as &(dyn StdError + 'static))
    }
}

impl<T> From<WaitError<T>> for Error {
    fn from(wait: WaitError<T>) -> Self {
        let error = Error::new(Kind::Wait, Reason::of(&wait).to_string());
        let failure = wait.into_failure();
        let error = error.of(failure.0.reached.operation);
        match failure.into_outcome() {
            Some(Err(source)) => error.caused_by(source),
            _ => error,
        }
    }
}
