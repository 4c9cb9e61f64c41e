//! The polls of a wait, one by one: makes the requests that the pace asks for, and judges the answers.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{self, Context, ready};
use std::time::Duration;

use futures_core::stream::{FusedStream, Stream};

use super::builder::Observer;
use super::error::Details;
use super::machine::{Decision, Limits};
use super::pacer::{Event, Pacer};
use super::{Poll, WaitError, Waiter};
use crate::Error;
use crate::call::{Answer, Client, Operation, Purpose, Sent, answer, asked, start};

/// The polls of a wait, for those who want to see each, or to do something in between.
///
/// Each is given as soon as it is answered; the time until the next one passes when that is asked
/// for. The last one is either the success or the error, and nothing follows it. Dropping the stream
/// cancels the request under way.
///
/// ```
/// use maitred::{Error, Wait};
/// # use maitred::__private::v1::Operation;
///
/// # async fn example<O: Operation>(wait: Wait<O>) -> Result<(), Error> {
/// let mut polls = wait.polls();
/// while let Some(poll) = polls.try_next().await? {
///     println!("{poll}");
///     if let Some(waited) = poll.into_waited() {
///         println!("{:?}", waited.output());
///     }
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "streams do nothing unless polled"]
pub struct Polls<O: Operation> {
    input: O::Input,
    waiter: &'static Waiter<O>,
    on_poll: Option<Observer<O::Output>>,
    pacer: Pacer,
}

type Item<O> = Result<Poll<<O as Operation>::Output>, WaitError<<O as Operation>::Output>>;

impl<O: Operation> Polls<O> {
    pub(super) fn new(
        client: Client,
        input: O::Input,
        waiter: &'static Waiter<O>,
        limits: Limits,
        on_poll: Option<Observer<O::Output>>,
    ) -> Self {
        Polls { input, waiter, on_poll, pacer: Pacer::new(client, limits) }
    }

    /// The next poll; `None` after the last one.
    ///
    /// Dropping the future before it is ready loses nothing.
    ///
    /// # Errors
    /// Why the wait did not succeed; the outcome of the last poll is in it.
    pub async fn next(&mut self) -> Option<Item<O>> {
        poll_fn(|cx| self.poll_one(cx)).await
    }

    /// The next poll, for loops with `?`.
    ///
    /// # Errors
    /// Those of [`next`](Polls::next).
    pub async fn try_next(&mut self) -> Result<Option<Poll<O::Output>>, WaitError<O::Output>> {
        self.next().await.transpose()
    }

    pub(super) fn is_done(&self) -> bool {
        self.pacer.is_done()
    }

    pub(super) fn poll_one(&mut self, cx: &mut Context<'_>) -> task::Poll<Option<Item<O>>> {
        let Polls { input, pacer, .. } = self;
        let begin = |client: &Client| start::<O>(client, input, Purpose::Poll).into_underway();
        let event = ready!(pacer.poll(cx, &begin));
        task::Poll::Ready(event.map(|event| match event {
            Event::Answered(sent) => self.receive(sent),
            Event::OutOfTime => Err(WaitError::Deadline(self.details(None).into())),
        }))
    }

    /// Takes the answer of a poll.
    fn receive(&mut self, sent: Result<Sent, Error>) -> Item<O> {
        let asked = asked_by(&sent);
        let answered = sent.and_then(answer::<O>);
        let judged = answered.as_ref().map(|Answer { output, status, .. }| (output, *status));
        let status = judged.map_or(0, |(_, status)| status);
        let result = judged.map(|(output, _)| output);
        let matched = self.waiter.judge_with_status(result, status);
        let facts = self.pacer.conclude(result.err(), matched, asked, self.waiter.wanted());
        let poll = Poll { outcome: answered.map(|answer| answer.output), facts };
        if let Some(on_poll) = &mut self.on_poll {
            on_poll(&poll);
        }
        self.end(poll)
    }

    fn end(&mut self, poll: Poll<O::Output>) -> Item<O> {
        let variant = match poll.facts.decision {
            Decision::Again(_) | Decision::Success => return Ok(poll),
            Decision::Terminal => WaitError::Terminal,
            Decision::Service => WaitError::Service,
            Decision::Exhausted => WaitError::Exhausted,
            Decision::Deadline => WaitError::Deadline,
        };
        Err(variant(self.details(Some(poll.outcome)).into()))
    }

    fn details(&mut self, outcome: Option<Result<O::Output, Error>>) -> Details<O::Output> {
        Details { outcome, reached: self.pacer.reached(self.waiter.name(), O::SPEC) }
    }
}

/// How long an answer asks the service to be left alone.
fn asked_by(sent: &Result<Sent, Error>) -> Option<Duration> {
    match sent {
        Ok(sent) => asked(&sent.response.headers),
        Err(error) => error.retry_after(),
    }
}

impl<O: Operation> Stream for Polls<O> {
    type Item = Item<O>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> task::Poll<Option<Self::Item>> {
        self.get_mut().poll_one(cx)
    }
}

impl<O: Operation> FusedStream for Polls<O> {
    fn is_terminated(&self) -> bool {
        self.is_done()
    }
}

impl<O: Operation> fmt::Debug for Polls<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Polls")
            .field("operation", &O::SPEC.name)
            .field("waiter", &self.waiter.name())
            .field("input", &self.input)
            .field("polls", &self.pacer.machine.polls())
            .finish_non_exhaustive()
    }
}
