//! One poll of a wait, as its observer sees it.

use std::fmt;
use std::num::NonZeroU32;
use std::time::Duration;

use super::machine::Decision;
use super::waited::Details;
use super::{Condition, Waited};
use crate::Error;

/// One poll of a wait: its outcome, what was made of it, and what is next.
///
/// [`Wait::on_poll`](super::Wait::on_poll) lends it, [`Polls`](super::Polls) gives it away.
/// `Display` is one line: `poll 3 of 25: path Table.TableStatus is not ACTIVE yet; again in 2s`.
#[derive(Debug)]
pub struct Poll<T> {
    pub(super) outcome: Result<T, Error>,
    pub(super) facts: Facts,
}

/// All but the outcome.
#[derive(Debug)]
pub(super) struct Facts {
    pub(super) attempt: u32,
    pub(super) limit: Option<u32>,
    pub(super) elapsed: Duration,
    pub(super) remaining: Option<Duration>,
    pub(super) matched: Option<Condition>,
    /// What is waited for: the waiter's first success acceptor.
    pub(super) wanted: Option<Condition>,
    pub(super) stable: Stable,
    pub(super) decision: Decision,
}

impl<T> Poll<T> {
    /// Which poll this is, counted from 1.
    pub fn attempt(&self) -> u32 {
        self.facts.attempt
    }

    /// How many polls there are at most; `None` where only a timeout limits them.
    pub fn max_attempts(&self) -> Option<u32> {
        self.facts.limit
    }

    /// The time since the wait began.
    pub fn elapsed(&self) -> Duration {
        self.facts.elapsed
    }

    /// The time until the [`timeout`](super::Wait::timeout); `None` where there is none.
    pub fn remaining(&self) -> Option<Duration> {
        self.facts.remaining
    }

    /// What the service answered, or why there is no answer.
    ///
    /// # Errors
    /// The error that the call ended in, which may well be what is waited for.
    pub fn result(&self) -> Result<&T, &Error> {
        self.outcome.as_ref()
    }

    /// The same, owned.
    ///
    /// # Errors
    /// As for [`result`](Poll::result).
    pub fn into_result(self) -> Result<T, Error> {
        self.outcome
    }

    /// The acceptor that matched, if any did.
    pub fn acceptor(&self) -> Option<Condition> {
        self.facts.matched
    }

    /// How many polls in a row matched an acceptor for success, this one included; 0 if it did not.
    /// [`Wait::stable_for`](super::Wait::stable_for) says how many it takes.
    pub fn stable(&self) -> u32 {
        self.facts.stable.polls
    }

    /// The time until the next poll; `None` if this was the last one.
    pub fn next_delay(&self) -> Option<Duration> {
        match self.facts.decision {
            Decision::Again(delay) => Some(delay),
            _ => None,
        }
    }

    /// Was this the last poll?
    pub fn is_final(&self) -> bool {
        self.next_delay().is_none()
    }

    /// Is what was waited for there?
    pub fn is_success(&self) -> bool {
        self.facts.decision == Decision::Success
    }

    /// What the wait gave; `None` unless this poll ended it with success.
    pub fn into_waited(self) -> Option<Waited<T>> {
        let Poll { outcome, facts } = self;
        let Facts { attempt, elapsed, matched, decision, .. } = facts;
        let acceptor = matched.filter(|_| decision == Decision::Success)?;
        Some(Details { outcome, acceptor, attempts: attempt, elapsed }.into())
    }
}

impl<T> fmt::Display for Poll<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.facts.write(self.outcome.as_ref().err(), formatter)
    }
}

impl Facts {
    fn write(&self, error: Option<&Error>, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "poll {}", self.attempt)?;
        if let Some(limit) = self.limit {
            write!(formatter, " of {limit}")?;
        }
        formatter.write_str(": ")?;
        self.what(error, formatter)?;
        write!(formatter, "{}", self.stable)?;
        match self.decision {
            Decision::Again(delay) => write!(formatter, "; again in {delay:?}"),
            Decision::Success => formatter.write_str("; done"),
            Decision::Terminal | Decision::Service => formatter.write_str("; failed"),
            Decision::Exhausted => formatter.write_str("; no polls left"),
            Decision::Deadline => formatter.write_str("; no time left"),
        }
    }

    fn what(&self, error: Option<&Error>, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.matched, error, self.wanted) {
            (Some(condition), ..) => write!(formatter, "{condition}"),
            (None, Some(error), _) => write!(formatter, "{error}"),
            (None, None, Some(wanted)) => write!(formatter, "{}", wanted.awaited()),
            (None, None, None) => formatter.write_str("no acceptor matches"),
        }
    }
}

/// How many successes in a row there were, and how many it takes: in words, if that is the question.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stable {
    pub(super) polls: u32,
    pub(super) wanted: NonZeroU32,
}

impl fmt::Display for Stable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.polls, self.wanted) {
            (0, _) | (_, NonZeroU32::MIN) => Ok(()),
            (polls, wanted) => write!(formatter, ", stable {polls} of {wanted}"),
        }
    }
}
