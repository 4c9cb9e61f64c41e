//! What a wait ended with when it succeeded.

use std::time::Duration;

use super::Condition;
use crate::Error;

/// A wait that succeeded: its last response, and how it got there.
#[derive(Debug)]
pub struct Waited<T> {
    pub(super) outcome: Result<T, Error>,
    pub(super) acceptor: Condition,
    pub(super) attempts: u32,
    pub(super) elapsed: Duration,
}

impl<T> Waited<T> {
    /// How many polls it took.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The time from the first poll to the last answer.
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// The last output; `None` where an error was what was waited for.
    pub fn output(&self) -> Option<&T> {
        self.outcome.as_ref().ok()
    }

    /// The last output, owned.
    pub fn into_output(self) -> Option<T> {
        self.outcome.ok()
    }

    /// The error that was waited for, as with `TableNotExists`; `None` where it was an output.
    pub fn error(&self) -> Option<&Error> {
        self.outcome.as_ref().err()
    }

    /// The acceptor that matched.
    pub fn acceptor(&self) -> Condition {
        self.acceptor
    }
}
