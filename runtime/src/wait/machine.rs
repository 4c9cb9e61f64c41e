//! When a wait goes on, and when it is over: a pure state machine.
//!
//! n attempts are n polls and n-1 sleeps; the first poll is immediate. A timeout shortens the last
//! sleep so that one last poll happens when it is reached, and none after it.

use std::time::Duration;

use super::{AcceptorState, Condition};

/// How long a poll may take beyond the timeout of its wait before it is given up.
pub const GRACE: Duration = Duration::from_secs(5);

/// What limits a wait.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// The time between two polls.
    pub(super) delay: Duration,
    /// How many polls there are at most.
    pub(super) polls: Option<u32>,
    /// How much time there is.
    pub(super) timeout: Option<Duration>,
}

/// How a poll ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    Output,
    Error,
}

/// What is next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decision {
    /// What was waited for is there.
    Success,
    /// A failure acceptor matched.
    Terminal,
    /// There was an error that no acceptor expects.
    Service,
    /// There were as many polls as there may be.
    Exhausted,
    /// There is no time left.
    Deadline,
    /// Another poll, after a sleep.
    Again(Duration),
}

/// An acceptor that matched, and in which poll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Matched {
    pub(super) condition: Condition,
    pub(super) poll: u32,
}

#[derive(Debug)]
pub(super) struct Machine {
    limits: Limits,
    polls: u32,
    /// Is the next poll the one at the deadline?
    last: bool,
    matched: Option<Matched>,
}

impl Machine {
    pub(super) fn new(limits: Limits) -> Self {
        Machine { limits, polls: 0, last: false, matched: None }
    }

    /// How many polls there may be.
    pub(super) fn limit(&self) -> Option<u32> {
        self.limits.polls
    }

    /// How many polls ended.
    pub(super) fn polls(&self) -> u32 {
        self.polls
    }

    /// The acceptor that matched last.
    pub(super) fn matched(&self) -> Option<Matched> {
        self.matched
    }

    /// How long a poll that starts now may take.
    pub(super) fn patience(&self, elapsed: Duration) -> Option<Duration> {
        let timeout = self.limits.timeout?;
        Some(timeout.saturating_sub(elapsed).saturating_add(GRACE))
    }

    /// Takes the outcome of a poll (W6, W9, W11).
    pub(super) fn step(
        &mut self,
        ending: Ending,
        matched: Option<Condition>,
        elapsed: Duration,
    ) -> Decision {
        self.polls = self.polls.saturating_add(1);
        let poll = self.polls;
        self.matched = matched.map(|condition| Matched { condition, poll }).or(self.matched);
        match (matched.map(|condition| condition.state()), ending) {
            (Some(AcceptorState::Success), _) => Decision::Success,
            (Some(AcceptorState::Failure), _) => Decision::Terminal,
            (None, Ending::Error) => Decision::Service,
            (Some(AcceptorState::Retry), _) | (None, Ending::Output) => self.again(elapsed),
        }
    }

    fn again(&mut self, elapsed: Duration) -> Decision {
        let Limits { delay, polls, timeout } = self.limits;
        if polls.is_some_and(|polls| self.polls >= polls) {
            return Decision::Exhausted;
        }
        let Some(timeout) = timeout else { return Decision::Again(delay) };
        let remaining = timeout.saturating_sub(elapsed);
        if self.last || remaining.is_zero() {
            return Decision::Deadline;
        }
        self.last = delay >= remaining;
        Decision::Again(delay.min(remaining))
    }
}
