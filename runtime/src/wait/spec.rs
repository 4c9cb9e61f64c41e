//! What generated code says of a waiter.

use std::fmt;

use super::Condition;
use crate::call::Operation;

/// A waiter, as the definition describes it.
pub struct WaiterSpec<O: Operation> {
    /// The name in the definition: `TableExists`.
    pub name: &'static str,
    /// The seconds between two polls.
    pub delay: u64,
    /// How many polls there are at most.
    pub max_attempts: u32,
    /// What is looked for, in the definition's order: the first that matches decides.
    pub acceptors: &'static [Acceptor<O::Output>],
}

impl<O: Operation> fmt::Debug for WaiterSpec<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("WaiterSpec")
            .field("name", &self.name)
            .field("delay", &self.delay)
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
