//! What a wait ended with when it succeeded.

use std::fmt;
use std::time::Duration;

use super::Condition;
use crate::Error;

/// A wait that succeeded: its last response, and how it got there.
///
/// It is one pointer wide: tasks and joins reserve the room for what a future gives while it waits,
/// and outputs may be large.
pub struct Waited<T>(Box<Details<T>>);

pub(super) struct Details<T> {
    pub(super) outcome: Result<T, Error>,
    pub(super) acceptor: Condition,
    pub(super) attempts: u32,
    pub(super) elapsed: Duration,
}

impl<T> From<Details<T>> for Waited<T> {
    fn from(details: Details<T>) -> Self {
        Waited(Box::new(details))
    }
}

impl<T> Waited<T> {
    /// How many polls it took.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// The time from the beginning of the wait to the last answer.
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed
    }

    /// The last output; `None` where an error was what was waited for.
    pub fn output(&self) -> Option<&T> {
        self.0.outcome.as_ref().ok()
    }

    /// The last output, owned.
    pub fn into_output(self) -> Option<T> {
        self.0.outcome.ok()
    }

    /// The error that was waited for, as with `TableNotExists`; `None` where it was an output.
    pub fn error(&self) -> Option<&Error> {
        self.0.outcome.as_ref().err()
    }

    /// The acceptor that matched.
    pub fn acceptor(&self) -> Condition {
        self.0.acceptor
    }
}

impl<T: fmt::Debug> fmt::Debug for Waited<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Waited")
            .field("outcome", &self.0.outcome)
            .field("acceptor", &self.0.acceptor)
            .field("attempts", &self.0.attempts)
            .field("elapsed", &self.0.elapsed)
            .finish()
    }
}
