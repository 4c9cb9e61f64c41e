//! A waiter, as its definition describes it: what is polled, how often, and what decides.

use std::fmt;
use std::time::Duration;

use super::Condition;
use super::matching::first_match;
use crate::Error;
use crate::call::Operation;

/// A waiter's definition: generated code has one in its module `waiter` for each waiter, such as
/// `dynamodb::waiter::TABLE_EXISTS`.
///
/// It judges answers that came from anywhere: from [`send`](crate::Call), from a test, from a file.
///
/// ```
/// use maitred::{AcceptorState, Error, Waiter};
/// # use maitred::__private::v1::Operation;
///
/// # fn example<O: Operation>(waiter: &'static Waiter<O>, ended: Result<O::Output, Error>) {
/// match waiter.judge(ended.as_ref()).map(|condition| condition.state()) {
///     Some(AcceptorState::Success) => println!("it is there"),
///     Some(AcceptorState::Failure) => println!("it will not come any more"),
///     Some(_) => println!("not yet"),
///     None if ended.is_ok() => println!("not yet"),
///     None => println!("something else is wrong"),
/// }
/// # }
/// ```
pub struct Waiter<O: Operation> {
    name: &'static str,
    /// The seconds between two polls.
    delay: u64,
    max_attempts: u32,
    /// In the definition's order.
    #[doc(hidden)]
    pub acceptors: &'static [Acceptor<O::Output>],
}

impl<O: Operation> Waiter<O> {
    /// What generated code says of a waiter: its name, the seconds between two polls, how many polls
    /// there are at most, and what decides, in the definition's order.
    #[doc(hidden)]
    pub const fn new(
        name: &'static str,
        delay: u64,
        max_attempts: u32,
        acceptors: &'static [Acceptor<O::Output>],
    ) -> Self {
        Waiter { name, delay, max_attempts, acceptors }
    }

    /// The name in the definition: `TableExists`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The operation that is polled: `DescribeTable`.
    pub fn operation(&self) -> &'static str {
        O::SPEC.name
    }

    /// The time between two polls, where the caller does not say otherwise.
    pub fn delay(&self) -> Duration {
        Duration::from_secs(self.delay)
    }

    /// How many polls there are at most, where the caller does not say otherwise.
    pub fn max_attempts(&self) -> u32 {
        self.max_attempts
    }

    /// What is looked for, in the definition's order: the first that matches decides.
    pub fn acceptors(&self) -> impl ExactSizeIterator<Item = Condition> + 'static {
        let acceptors = self.acceptors;
        acceptors.iter().enumerate().map(|(index, acceptor)| acceptor.condition(index))
    }

    /// The acceptor that decides on how a call ended; `None` if none matches.
    ///
    /// An error of no acceptor ends a wait, an output of none does not. An output counts as one with
    /// the status 200; where it came with another one, see
    /// [`judge_with_status`](Waiter::judge_with_status).
    pub fn judge(&self, ended: Result<&O::Output, &Error>) -> Option<Condition> {
        self.judge_with_status(ended, 200)
    }

    /// The acceptor that decides on how a call ended, whose output came with this HTTP status. Errors
    /// know their own.
    pub fn judge_with_status(
        &self,
        ended: Result<&O::Output, &Error>,
        status: u16,
    ) -> Option<Condition> {
        first_match(self.acceptors, ended.map(|output| (output, status)))
    }

    /// What is waited for: the first acceptor for success.
    pub(super) fn wanted(&self) -> Option<Condition> {
        self.acceptors().find(|condition| condition.state() == AcceptorState::Success)
    }
}

impl<O: Operation> fmt::Debug for Waiter<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Waiter")
            .field("name", &self.name)
            .field("operation", &O::SPEC.name)
            .field("delay", &self.delay())
            .field("max_attempts", &self.max_attempts)
            .field("acceptors", &self.acceptors)
            .finish()
    }
}

/// One thing that is looked for in a response, and what it means.
#[derive(Debug)]
pub struct Acceptor<T: 'static> {
    /// What a match means.
    pub state: AcceptorState,
    /// The matcher, as the definition names it: `path`, `pathAll`, `pathAny`, `status`, `error`.
    pub matcher: &'static str,
    /// The expression that a path matcher evaluates; empty for others.
    pub argument: &'static str,
    /// The value that is looked for, as text.
    pub expected: &'static str,
    /// The matcher, compiled.
    pub test: Test<T>,
}

impl<T> Acceptor<T> {
    /// The acceptor without its types; `index` is its place in the definition.
    pub(super) fn condition(&self, index: usize) -> Condition {
        let Acceptor { state, matcher, argument, expected, .. } = *self;
        Condition { state, number: index + 1, matcher, argument, expected }
    }
}

/// What it means if an acceptor matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum AcceptorState {
    /// The wait is over: what was waited for is there.
    Success,
    /// The wait goes on; an error that matches does not end it.
    Retry,
    /// The wait is over: what was waited for cannot come any more.
    Failure,
}

/// A compiled matcher.
#[derive(Debug)]
pub enum Test<T: 'static> {
    /// The output looks like this. Never matches an error.
    Output(fn(&T) -> bool),
    /// The HTTP status is this, of an output or of an error.
    Status(u16),
    /// The service answered with an error.
    AnyError,
    /// The service answered with an output.
    NoError,
    /// The service answered with an error of this code.
    ErrorCode(&'static str),
}
