//! The options of a wait. Their types leave nothing to check: what is wrong does not compile.

use std::fmt;
use std::future::IntoFuture;
use std::num::NonZeroU32;
use std::time::Duration;

use super::machine::Limits;
use super::{Poll, WaitError, Waited, WaiterSpec, Waiting};
use crate::call::{Client, Operation};

/// What is called after each poll.
pub(super) type Observer<T> = Box<dyn FnMut(&Poll<'_, T>) + Send>;

/// A request that is going to be polled until a waiter is content, and how. Await it.
#[must_use = "nothing is sent before it is awaited"]
pub struct Wait<O: Operation> {
    client: Client,
    input: O::Input,
    spec: &'static WaiterSpec<O>,
    delay: Option<Duration>,
    max_attempts: Option<NonZeroU32>,
    timeout: Option<Duration>,
    on_poll: Option<Observer<O::Output>>,
}

impl<O: Operation> Wait<O> {
    /// Waits as the waiter's definition says.
    pub fn new(client: Client, input: O::Input, spec: &'static WaiterSpec<O>) -> Self {
        Wait { client, input, spec, delay: None, max_attempts: None, timeout: None, on_poll: None }
    }

    /// The time between two polls, instead of the definition's.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = Some(delay);
        self
    }

    /// How many polls there are at most, instead of the definition's number.
    pub fn max_attempts(mut self, attempts: NonZeroU32) -> Self {
        self.max_attempts = Some(attempts);
        self
    }

    /// How much time there is, from the first poll on. No poll starts after it; the last sleep is
    /// shortened so that one last poll happens when the time is up, and a poll under way then has
    /// [`GRACE`](super::GRACE) to be answered.
    ///
    /// The definition's number of polls does not count with a timeout;
    /// [`max_attempts`](Wait::max_attempts) does, and whichever comes first ends the wait.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Calls this after each poll, the last one included.
    pub fn on_poll(mut self, observer: impl FnMut(&Poll<'_, O::Output>) + Send + 'static) -> Self {
        self.on_poll = Some(Box::new(observer));
        self
    }

    fn limits(&self) -> Limits {
        let polls = match (self.max_attempts, self.timeout) {
            (Some(attempts), _) => Some(attempts.get()),
            (None, Some(_)) => None,
            (None, None) => Some(self.spec.max_attempts),
        };
        let delay = self.delay.unwrap_or(Duration::from_secs(self.spec.delay));
        Limits { delay, polls, timeout: self.timeout }
    }
}

impl<O: Operation> IntoFuture for Wait<O> {
    type Output = Result<Waited<O::Output>, WaitError<O::Output>>;
    type IntoFuture = Waiting<O>;

    fn into_future(self) -> Waiting<O> {
        let limits = self.limits();
        Waiting::new(self.client, self.input, self.spec, limits, self.on_poll)
    }
}

impl<O: Operation> fmt::Debug for Wait<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Wait")
            .field("operation", &O::SPEC.name)
            .field("waiter", &self.spec.name)
            .field("input", &self.input)
            .field("limits", &self.limits())
            .finish_non_exhaustive()
    }
}
