//! When a wait goes on, and when it is over: a pure state machine.
//!
//! n attempts are n polls and n-1 sleeps; the first poll is immediate, unless an initial delay is
//! asked for. A timeout shortens the last sleep so that one last poll happens when it is reached,
//! and none after it; whatever asks for a longer sleep.

use std::num::NonZeroU32;
use std::time::Duration;

use super::{AcceptorState, Backoff, Condition};

/// How long a poll may take beyond the timeout of its wait before it is given up. Where a wait wakes
/// even later than that, nothing is asked any more.
pub const GRACE: Duration = Duration::from_secs(5);

/// How long a service may ask to be left alone.
const LONGEST_ASKED: Duration = Duration::from_secs(60 * 60);

/// How long it is left alone at least after an answer that there are too many requests, and at most
/// where it does not say for how long.
const THROTTLED_FIRST: Duration = Duration::from_secs(1);
const THROTTLED_LONGEST: Duration = Duration::from_secs(20);

/// What limits a wait.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// The time between two polls.
    pub(super) backoff: Backoff,
    /// The time before the first one.
    pub(super) initial: Duration,
    /// How many polls there are at most.
    pub(super) polls: Option<u32>,
    /// How much time there is.
    pub(super) timeout: Option<Duration>,
    /// How many polls in a row must be successes.
    pub(super) stable: NonZeroU32,
    /// Does an error about too many requests that no acceptor expects end the wait?
    pub(super) tolerates_throttling: bool,
}

/// How a poll ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    Output,
    Error,
    /// An error that there are too many requests.
    Throttled,
}

/// What a poll comes down to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub(super) ending: Ending,
    pub(super) matched: Option<Condition>,
    /// How long the answer asks to be left alone.
    pub(super) asked: Option<Duration>,
    /// The time since the wait began.
    pub(super) elapsed: Duration,
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
    /// How many polls in a row were successes, up to now.
    stable: u32,
    /// How many in a row were answered that there are too many requests.
    throttled: u32,
}

impl Machine {
    pub(super) fn new(limits: Limits) -> Self {
        Machine { limits, polls: 0, last: false, matched: None, stable: 0, throttled: 0 }
    }

    /// What limits the wait.
    pub(super) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// How many polls ended.
    pub(super) fn polls(&self) -> u32 {
        self.polls
    }

    /// The acceptor that matched last.
    pub(super) fn matched(&self) -> Option<Matched> {
        self.matched
    }

    /// How many polls in a row were successes, up to now.
    pub(super) fn stable(&self) -> u32 {
        self.stable
    }

    /// How long to sleep before the first poll; `None` for not at all.
    pub(super) fn initial(&mut self) -> Option<Duration> {
        let Limits { initial, timeout, .. } = self.limits;
        self.last = timeout.is_some_and(|timeout| timeout <= initial && !initial.is_zero());
        Some(timeout.map_or(initial, |timeout| timeout.min(initial))).filter(|d| !d.is_zero())
    }

    /// How much time there is left; `None` where nothing limits it.
    pub(super) fn remaining(&self, elapsed: Duration) -> Option<Duration> {
        Some(self.limits.timeout?.saturating_sub(elapsed))
    }

    /// How long a poll that starts now may take; no time at all if it is too late for one.
    pub(super) fn patience(&self, elapsed: Duration) -> Option<Duration> {
        Some(self.limits.timeout?.saturating_add(GRACE).saturating_sub(elapsed))
    }

    /// How long a sleep that begins now lasts: until the deadline at most.
    pub(super) fn rest(&mut self, delay: Duration, elapsed: Duration) -> Duration {
        let Some(remaining) = self.remaining(elapsed) else { return delay };
        self.last |= delay >= remaining;
        delay.min(remaining)
    }

    /// Takes the outcome of a poll (W6, W9, W11).
    pub(super) fn step(&mut self, seen: Seen) -> Decision {
        self.count(&seen);
        match (seen.matched.map(|condition| condition.state()), seen.ending) {
            (Some(AcceptorState::Success), _) if self.stable >= self.limits.stable.get() => {
                Decision::Success
            }
            (Some(AcceptorState::Failure), _) => Decision::Terminal,
            (None, Ending::Error) => Decision::Service,
            (None, Ending::Throttled) if !self.limits.tolerates_throttling => Decision::Service,
            _ => self.again(&seen),
        }
    }

    fn count(&mut self, seen: &Seen) {
        self.polls = self.polls.saturating_add(1);
        let poll = self.polls;
        self.matched = seen.matched.map(|condition| Matched { condition, poll }).or(self.matched);
        let is_success =
            seen.matched.is_some_and(|condition| condition.state() == AcceptorState::Success);
        self.stable = row(self.stable, is_success);
        self.throttled = row(self.throttled, seen.ending == Ending::Throttled);
    }

    fn again(&mut self, seen: &Seen) -> Decision {
        if self.limits.polls.is_some_and(|polls| self.polls >= polls) {
            return Decision::Exhausted;
        }
        if self.last || self.remaining(seen.elapsed).is_some_and(|remaining| remaining.is_zero()) {
            return Decision::Deadline;
        }
        let delay = self.delay(seen.asked);
        Decision::Again(self.rest(delay, seen.elapsed))
    }

    /// The time until the next poll: the usual one, or longer where the service needs it.
    fn delay(&self, asked: Option<Duration>) -> Duration {
        let asked = asked.unwrap_or_default().min(LONGEST_ASKED);
        self.limits.backoff.delay(self.polls).max(asked).max(self.respite())
    }

    /// How long a service is left alone that says, time and again, that there are too many requests.
    fn respite(&self) -> Duration {
        let Some(before) = self.throttled.checked_sub(1) else { return Duration::ZERO };
        THROTTLED_FIRST.saturating_mul(2u32.saturating_pow(before)).min(THROTTLED_LONGEST)
    }
}

/// The length of a row of which there is one more, or none.
fn row(length: u32, goes_on: bool) -> u32 {
    if goes_on { length.saturating_add(1) } else { 0 }
}
