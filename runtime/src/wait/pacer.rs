//! The pace of a wait: sleeps, has a request made, waits for its answer, and sleeps again, as the
//! machine decides.
//!
//! It knows nothing of the operation's types, so that it is compiled once. The request or the sleep
//! under way lives in it: dropping it cancels either.

use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use super::Condition;
use super::error::Reached;
use super::machine::{Decision, Ending, Limits, Machine, Seen};
use super::poll::{Facts, Stable};
use super::tally::Tally;
use crate::Error;
use crate::call::{Client, OperationSpec, Sent, Sleep, Underway};

/// What happened.
pub(super) enum Event {
    /// A poll was answered, or failed.
    Answered(Result<Sent, Error>),
    /// The time is up, and the poll under way has no answer, or it is too late for one.
    OutOfTime,
}

pub(super) struct Pacer {
    client: Client,
    started: Option<Instant>,
    phase: Phase,
    pub(super) machine: Machine,
    tally: Tally,
}

enum Phase {
    /// Nothing happened yet.
    New,
    /// A poll is to begin.
    Ready,
    /// A poll is under way, and how long it may be.
    Polling(Underway, Option<Sleep>),
    /// A poll was answered, and nothing is decided yet.
    Judging,
    /// The next poll is to come after so long. That begins when it is asked for.
    Resting(Duration),
    /// The next poll is to come after this.
    Sleeping(Sleep),
    /// The wait is over.
    Done,
}

impl Pacer {
    pub(super) fn new(client: Client, limits: Limits) -> Self {
        let (machine, tally) = (Machine::new(limits), Tally::default());
        Pacer { client, started: None, phase: Phase::New, machine, tally }
    }

    /// The time since the wait began.
    pub(super) fn elapsed(&self) -> Duration {
        let now = self.client.clock().now();
        self.started.map_or(Duration::ZERO, |started| now.saturating_duration_since(started))
    }

    /// Is the wait over?
    pub(super) fn is_done(&self) -> bool {
        matches!(self.phase, Phase::Done)
    }

    /// Goes on until something happens; `None` if the wait is over. `begin` makes a request.
    pub(super) fn poll(
        &mut self,
        cx: &mut Context<'_>,
        begin: &dyn Fn(&Client) -> Underway,
    ) -> Poll<Option<Event>> {
        loop {
            match &mut self.phase {
                Phase::New => self.start(),
                Phase::Resting(delay) => {
                    let delay = *delay;
                    self.sleep(delay);
                }
                Phase::Ready => {
                    if self.is_too_late() {
                        self.phase = Phase::Done;
                        return Poll::Ready(Some(Event::OutOfTime));
                    }
                    self.begin(begin(&self.client));
                }
                Phase::Sleeping(sleep) => {
                    ready!(sleep.as_mut().poll(cx));
                    self.phase = Phase::Ready;
                }
                Phase::Polling(underway, limit) => {
                    let event = match (underway.as_mut().poll(cx), limit) {
                        (Poll::Ready(answer), _) => Event::Answered(answer),
                        (Poll::Pending, None) => return Poll::Pending,
                        (Poll::Pending, Some(limit)) => {
                            ready!(limit.as_mut().poll(cx));
                            Event::OutOfTime
                        }
                    };
                    self.phase = after(&event);
                    return Poll::Ready(Some(event));
                }
                Phase::Judging | Phase::Done => return Poll::Ready(None),
            }
        }
    }

    fn start(&mut self) {
        self.started = Some(self.client.clock().now());
        self.phase = match self.machine.initial() {
            Some(delay) => Phase::Sleeping(self.client.clock().sleep(delay)),
            None => Phase::Ready,
        };
    }

    /// What the caller did since the poll took time too, so the deadline may be nearer by now.
    fn sleep(&mut self, delay: Duration) {
        let rest = self.machine.rest(delay, self.elapsed());
        self.phase = Phase::Sleeping(self.client.clock().sleep(rest));
    }

    /// Could no poll that begins now be answered in time?
    fn is_too_late(&self) -> bool {
        self.machine.patience(self.elapsed()) == Some(Duration::ZERO)
    }

    fn begin(&mut self, underway: Underway) {
        let patience = self.machine.patience(self.elapsed());
        let limit = patience.map(|patience| self.client.clock().sleep(patience));
        self.phase = Phase::Polling(underway, limit);
    }

    /// Decides what is next after a poll that ended in this error, or else in an output.
    pub(super) fn conclude(
        &mut self,
        error: Option<&Error>,
        matched: Option<Condition>,
        asked: Option<Duration>,
        wanted: Option<Condition>,
    ) -> Facts {
        self.tally.count(matched, error);
        let elapsed = self.elapsed();
        let ending = error.map_or(Ending::Output, ending);
        let decision = self.machine.step(Seen { ending, matched, asked, elapsed });
        self.phase = match decision {
            Decision::Again(delay) => Phase::Resting(delay),
            _ => Phase::Done,
        };
        let machine = &self.machine;
        let (attempt, limit) = (machine.polls(), machine.limits().polls);
        let (remaining, stable) = (machine.remaining(elapsed), self.stable());
        Facts { attempt, limit, elapsed, remaining, matched, wanted, stable, decision }
    }

    fn stable(&self) -> Stable {
        Stable { polls: self.machine.stable(), wanted: self.machine.limits().stable }
    }

    /// How far the wait came.
    pub(super) fn reached(
        &mut self,
        waiter: &'static str,
        operation: &'static OperationSpec,
    ) -> Reached {
        Reached {
            waiter,
            operation,
            matched: self.machine.matched(),
            attempts: self.machine.polls(),
            elapsed: self.elapsed(),
            stable: self.stable(),
            observed: std::mem::take(&mut self.tally).into_observed(),
        }
    }
}

fn ending(error: &Error) -> Ending {
    if error.is_throttling() { Ending::Throttled } else { Ending::Error }
}

fn after(event: &Event) -> Phase {
    match event {
        Event::Answered(_) => Phase::Judging,
        Event::OutOfTime => Phase::Done,
    }
}
