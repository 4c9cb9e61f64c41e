//! One poll of a wait, as its observer sees it.

use std::fmt;
use std::time::Duration;

use super::Condition;
use super::machine::Decision;
use crate::Error;

/// One poll of a wait: its outcome, what was made of it, and what is next.
///
/// `Display` is one line: `poll 3 of 25: path Table.TableStatus is not ACTIVE yet; again in 2s`.
#[derive(Debug)]
pub struct Poll<'a, T> {
    pub(super) attempt: u32,
    pub(super) limit: Option<u32>,
    pub(super) elapsed: Duration,
    pub(super) result: Result<&'a T, &'a Error>,
    pub(super) matched: Option<Condition>,
    /// What is waited for: the waiter's first success acceptor.
    pub(super) wanted: Option<Condition>,
    pub(super) decision: Decision,
}

impl<'a, T> Poll<'a, T> {
    /// Which poll this is, counted from 1.
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// How many polls there are at most; `None` where only a timeout limits them.
    pub fn max_attempts(&self) -> Option<u32> {
        self.limit
    }

    /// The time since the first poll began.
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// What the service answered, or why there is no answer.
    ///
    /// # Errors
    /// The error that the call ended in, which may well be what is waited for.
    pub fn result(&self) -> Result<&'a T, &'a Error> {
        self.result
    }

    /// The acceptor that matched, if any did.
    pub fn acceptor(&self) -> Option<Condition> {
        self.matched
    }

    /// The time until the next poll; `None` if this was the last one.
    pub fn next_delay(&self) -> Option<Duration> {
        match self.decision {
            Decision::Again(delay) => Some(delay),
            _ => None,
        }
    }

    /// Was this the last poll?
    pub fn is_final(&self) -> bool {
        self.next_delay().is_none()
    }

    fn what(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.matched, self.result, self.wanted) {
            (Some(condition), ..) => write!(formatter, "{condition}"),
            (None, Err(error), _) => write!(formatter, "{error}"),
            (None, Ok(_), Some(wanted)) => write!(formatter, "{}", wanted.awaited()),
            (None, Ok(_), None) => formatter.write_str("no acceptor matches"),
        }
    }
}

impl<T> fmt::Display for Poll<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "poll {}", self.attempt)?;
        if let Some(limit) = self.limit {
            write!(formatter, " of {limit}")?;
        }
        formatter.write_str(": ")?;
        self.what(formatter)?;
        match self.decision {
            Decision::Again(delay) => write!(formatter, "; again in {delay:?}"),
            Decision::Success => formatter.write_str("; done"),
            Decision::Terminal | Decision::Service => formatter.write_str("; failed"),
            Decision::Exhausted => formatter.write_str("; no polls left"),
            Decision::Deadline => formatter.write_str("; no time left"),
        }
    }
}
