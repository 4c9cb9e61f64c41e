//! A wait under way: polls, asks the machine, sleeps, and polls again.
//!
//! The call and the sleep under way live in the future; dropping it cancels them.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{self, Context, ready};
use std::time::{Duration, Instant};

use futures_core::future::FusedFuture;

use super::builder::Observer;
use super::error::Details;
use super::machine::{Decision, Ending, Limits, Machine};
use super::matching::first_match;
use super::{AcceptorState, Condition, Poll, WaitError, WaitFailure, Waited, WaiterSpec};
use crate::Error;
use crate::call::{Answer, Call, Client, Operation, Purpose, Sleep, start};

type Ended<T> = Result<Waited<T>, WaitError<T>>;

/// A wait under way.
///
/// Polling it again after it gave its result never completes; [`FusedFuture`] says whether it did.
#[must_use = "futures do nothing unless polled"]
pub struct Waiting<O: Operation> {
    client: Client,
    input: O::Input,
    spec: &'static WaiterSpec<O>,
    on_poll: Option<Observer<O::Output>>,
    machine: Machine,
    started: Option<Instant>,
    /// What the last poll ended in. Boxed, as it lies here while the wait sleeps.
    last: Option<Box<Result<O::Output, Error>>>,
    state: State<O>,
}

enum State<O: Operation> {
    /// A poll is to begin.
    Ready,
    /// A poll is under way, and how long it may be.
    Polling(Call<O>, Option<Sleep>),
    /// The next poll is to come after this.
    Sleeping(Sleep),
    /// The wait is over.
    Done,
}

impl<O: Operation> Waiting<O> {
    pub(super) fn new(
        client: Client,
        input: O::Input,
        spec: &'static WaiterSpec<O>,
        limits: Limits,
        on_poll: Option<Observer<O::Output>>,
    ) -> Self {
        let machine = Machine::new(limits);
        let (started, last, state) = (None, None, State::Ready);
        Waiting { client, input, spec, on_poll, machine, started, last, state }
    }

    #[cfg(feature = "blocking")]
    pub(super) fn waiter(&self) -> &'static str {
        self.spec.name
    }

    fn begin(&mut self) {
        self.started.get_or_insert_with(|| self.client.clock().now());
        let call = start::<O>(&self.client, &self.input, Purpose::Poll);
        let patience = self.machine.patience(self.elapsed());
        let limit = patience.map(|patience| self.client.clock().sleep(patience));
        self.state = State::Polling(call, limit);
    }

    fn elapsed(&self) -> Duration {
        let now = self.client.clock().now();
        self.started.map_or(Duration::ZERO, |started| now.saturating_duration_since(started))
    }

    /// Takes the answer of a poll; what the wait ends with, if it is over.
    fn receive(&mut self, answer: Result<Answer<O::Output>, Error>) -> Option<Ended<O::Output>> {
        let (status, outcome) = match answer {
            Ok(answer) => (answer.status, Ok(answer.output)),
            Err(error) => (0, Err(error)),
        };
        let judged = outcome.as_ref().map(|output| (output, status));
        let matched = first_match(self.spec.acceptors, judged);
        let ending = if outcome.is_ok() { Ending::Output } else { Ending::Error };
        let elapsed = self.elapsed();
        let decision = self.machine.step(ending, matched, elapsed);
        self.observe(outcome.as_ref(), matched, decision, elapsed);
        self.last = Some(Box::new(outcome));
        self.act(decision)
    }

    fn observe(
        &mut self,
        result: Result<&O::Output, &Error>,
        matched: Option<Condition>,
        decision: Decision,
        elapsed: Duration,
    ) {
        let Some(on_poll) = &mut self.on_poll else { return };
        let (attempt, limit) = (self.machine.polls(), self.machine.limit());
        let wanted = wanted(self.spec);
        on_poll(&Poll { attempt, limit, elapsed, result, matched, wanted, decision });
    }

    fn act(&mut self, decision: Decision) -> Option<Ended<O::Output>> {
        let variant = match decision {
            Decision::Again(delay) => {
                self.state = State::Sleeping(self.client.clock().sleep(delay));
                return None;
            }
            Decision::Success => return self.succeed(),
            Decision::Terminal => WaitError::Terminal,
            Decision::Service => WaitError::Service,
            Decision::Exhausted => WaitError::Exhausted,
            Decision::Deadline => WaitError::Deadline,
        };
        Some(Err(variant(self.fail())))
    }

    fn succeed(&mut self) -> Option<Ended<O::Output>> {
        self.state = State::Done;
        let (outcome, matched) = (*self.last.take()?, self.machine.matched()?);
        let (attempts, elapsed) = (self.machine.polls(), self.elapsed());
        Some(Ok(Waited { outcome, acceptor: matched.condition, attempts, elapsed }))
    }

    fn fail(&mut self) -> WaitFailure<O::Output> {
        self.state = State::Done;
        WaitFailure::from(Details {
            waiter: self.spec.name,
            operation: O::SPEC,
            outcome: self.last.take().map(|outcome| *outcome),
            matched: self.machine.matched(),
            attempts: self.machine.polls(),
            elapsed: self.elapsed(),
        })
    }
}

/// What a waiter waits for: its first acceptor for success.
fn wanted<O: Operation>(spec: &WaiterSpec<O>) -> Option<Condition> {
    let is_success = |acceptor: &super::Acceptor<_>| acceptor.state == AcceptorState::Success;
    let index = spec.acceptors.iter().position(is_success)?;
    Some(spec.acceptors.get(index)?.condition(index))
}

impl<O: Operation> Future for Waiting<O> {
    type Output = Ended<O::Output>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> task::Poll<Self::Output> {
        let this = self.get_mut();
        loop {
            match &mut this.state {
                State::Ready => this.begin(),
                State::Sleeping(sleep) => {
                    ready!(sleep.as_mut().poll(cx));
                    this.state = State::Ready;
                }
                State::Polling(call, limit) => match call.poll_answer(cx) {
                    task::Poll::Ready(answer) => {
                        if let Some(ended) = this.receive(answer) {
                            return task::Poll::Ready(ended);
                        }
                    }
                    task::Poll::Pending => {
                        let Some(limit) = limit else { return task::Poll::Pending };
                        ready!(limit.as_mut().poll(cx));
                        return task::Poll::Ready(Err(WaitError::Deadline(this.fail())));
                    }
                },
                // The result is given away. Only somebody who polls on regardless gets here.
                State::Done => return task::Poll::Pending,
            }
        }
    }
}

impl<O: Operation> FusedFuture for Waiting<O> {
    fn is_terminated(&self) -> bool {
        matches!(self.state, State::Done)
    }
}

impl<O: Operation> fmt::Debug for Waiting<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Waiting")
            .field("operation", &O::SPEC.name)
            .field("waiter", &self.spec.name)
            .field("input", &self.input)
            .field("polls", &self.machine.polls())
            .finish_non_exhaustive()
    }
}
