//! The options of a wait. Their types leave nothing to check: what is wrong does not compile.

use std::fmt;
use std::future::IntoFuture;
use std::num::NonZeroU32;
use std::time::Duration;

use super::machine::Limits;
use super::{Backoff, Poll, Polls, WaitError, Waited, Waiter, Waiting};
use crate::call::{Client, Operation};

/// What is called after each poll.
pub(super) type Observer<T> = Box<dyn FnMut(&Poll<T>) + Send>;

/// A request that is going to be polled until a waiter is content, and how. Await it.
///
/// Without options it does what the definition says: a poll at once, then one after each delay, as many
/// as there may be. Each poll is a call with retries of its own, so a poll that fails for a passing
/// reason is not the end.
///
/// ```
/// use std::time::Duration;
///
/// use maitred::{Backoff, Error, Wait};
/// # use maitred::__private::v1::Operation;
///
/// # async fn example<O: Operation>(wait: Wait<O>) -> Result<(), Error> {
/// let waited = wait
///     .backoff(Backoff::exponential(Duration::from_secs(1), Duration::from_secs(30)))
///     .timeout(Duration::from_secs(20 * 60))
///     .on_poll(|poll| println!("{poll}"))
///     .await?;
/// println!("{:?} after {} polls", waited.output(), waited.attempts());
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is sent before it is awaited"]
pub struct Wait<O: Operation> {
    client: Client,
    input: O::Input,
    waiter: &'static Waiter<O>,
    backoff: Backoff,
    initial_delay: Duration,
    max_attempts: Option<NonZeroU32>,
    timeout: Option<Duration>,
    stable_for: NonZeroU32,
    tolerates_throttling: bool,
    on_poll: Option<Observer<O::Output>>,
}

impl<O: Operation> Wait<O> {
    /// Waits as the waiter's definition says.
    pub fn new(client: Client, input: O::Input, waiter: &'static Waiter<O>) -> Self {
        Wait {
            client,
            input,
            waiter,
            backoff: Backoff::fixed(waiter.delay()),
            initial_delay: Duration::ZERO,
            max_attempts: None,
            timeout: None,
            stable_for: NonZeroU32::MIN,
            tolerates_throttling: false,
            on_poll: None,
        }
    }

    /// The time between two polls, instead of the definition's.
    ///
    /// ```
    /// # use maitred::{__private::v1::Operation, Wait};
    /// # use std::time::Duration;
    /// # fn example<O: Operation>(wait: Wait<O>) -> Wait<O> {
    /// wait.delay(Duration::from_millis(500))
    /// # }
    /// ```
    pub fn delay(self, delay: Duration) -> Self {
        self.backoff(Backoff::fixed(delay))
    }

    /// The times between polls, where they are not all the same. Of this and
    /// [`delay`](Wait::delay) the one that is called last counts.
    ///
    /// ```
    /// # use maitred::{__private::v1::Operation, Wait};
    /// # use std::time::Duration;
    /// use maitred::{Backoff, Jitter};
    ///
    /// # fn example<O: Operation>(wait: Wait<O>) -> Wait<O> {
    /// let backoff = Backoff::exponential(Duration::from_secs(1), Duration::from_secs(60));
    /// wait.backoff(backoff.jitter(Jitter::Full))
    /// # }
    /// ```
    pub fn backoff(mut self, backoff: Backoff) -> Self {
        self.backoff = backoff;
        self
    }

    /// The time before the first poll, for what cannot be there at once. Without it the first poll is
    /// immediate. A [`timeout`](Wait::timeout) runs meanwhile.
    ///
    /// ```
    /// # use maitred::{__private::v1::Operation, Wait};
    /// # use std::time::Duration;
    /// # fn example<O: Operation>(wait: Wait<O>) -> Wait<O> {
    /// // A cluster takes a quarter of an hour.
    /// wait.initial_delay(Duration::from_secs(12 * 60))
    /// # }
    /// ```
    pub fn initial_delay(mut self, delay: Duration) -> Self {
        self.initial_delay = delay;
        self
    }

    /// How many polls there are at most, instead of the definition's number.
    ///
    /// ```
    /// # use maitred::{__private::v1::Operation, Wait};
    /// use std::num::NonZeroU32;
    ///
    /// # fn example<O: Operation>(wait: Wait<O>) -> Wait<O> {
    /// // Is it there? One poll, no sleep.
    /// wait.max_attempts(NonZeroU32::MIN)
    /// # }
    /// ```
    pub fn max_attempts(mut self, attempts: NonZeroU32) -> Self {
        self.max_attempts = Some(attempts);
        self
    }

    /// How much time there is, from the moment at which the wait is awaited. No poll is due after it;
    /// the last sleep is shortened so that one last poll happens when the time is up, whatever made
    /// that sleep long, and a poll under way then has [`GRACE`](super::GRACE) to be answered. A wait
    /// that wakes only after that, as on a machine that was suspended, asks nothing any more.
    ///
    /// The definition's number of polls does not count with a timeout;
    /// [`max_attempts`](Wait::max_attempts) does, and whichever comes first ends the wait.
    ///
    /// ```
    /// # use maitred::{__private::v1::Operation, Wait};
    /// # use std::time::Duration;
    /// # fn example<O: Operation>(wait: Wait<O>) -> Wait<O> {
    /// wait.timeout(Duration::from_secs(30 * 60))
    /// # }
    /// ```
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How many polls in a row must be successes, for services that answer from several places: one
    /// of them knows a new thing before the others do. Without it one is enough.
    ///
    /// A poll that is no success begins the row anew; one that is a failure ends the wait as ever. The
    /// polls of a row have the usual delay between them, and count against the limits.
    ///
    /// ```
    /// # use maitred::{__private::v1::Operation, Wait};
    /// use std::num::NonZeroU32;
    ///
    /// # fn example<O: Operation>(wait: Wait<O>) -> Wait<O> {
    /// wait.stable_for(NonZeroU32::MIN.saturating_add(2))
    /// # }
    /// ```
    pub fn stable_for(mut self, polls: NonZeroU32) -> Self {
        self.stable_for = polls;
        self
    }

    /// Does an error that there are too many requests, which the retries within a poll did not get
    /// rid of, just lead to another poll? Without this it ends the wait like any other error that no
    /// acceptor expects, as in boto3.
    ///
    /// After such an error, and after one that an acceptor tolerates, the service is left alone for at
    /// least a second, doubled each time up to 20 s; after any answer with `Retry-After` or
    /// `x-amz-retry-after`, for that long, up to an hour.
    ///
    /// ```
    /// # use maitred::{__private::v1::Operation, Wait};
    /// # fn example<O: Operation>(wait: Wait<O>) -> Wait<O> {
    /// wait.tolerate_throttling(true)
    /// # }
    /// ```
    pub fn tolerate_throttling(mut self, tolerate: bool) -> Self {
        self.tolerates_throttling = tolerate;
        self
    }

    /// Calls this after each poll, the last one included: with what came, the acceptor that matched, and
    /// the time until the next one.
    ///
    /// ```
    /// # use maitred::{__private::v1::Operation, Wait};
    /// # fn example<O: Operation>(wait: Wait<O>) -> Wait<O> {
    /// wait.on_poll(|poll| match (poll.result(), poll.next_delay()) {
    ///     (Ok(_), Some(delay)) => println!("not yet, again in {delay:?}"),
    ///     (Ok(_), None) => println!("{poll}"),
    ///     (Err(error), _) => println!("{:?} {:?}", error.code(), poll.acceptor()),
    /// })
    /// # }
    /// ```
    pub fn on_poll(mut self, observer: impl FnMut(&Poll<O::Output>) + Send + 'static) -> Self {
        self.on_poll = Some(Box::new(observer));
        self
    }

    /// The polls one by one, instead of the end alone. Nothing is sent before the first is asked for.
    pub fn polls(self) -> Polls<O> {
        let limits = self.limits();
        Polls::new(self.client, self.input, self.waiter, limits, self.on_poll)
    }

    fn limits(&self) -> Limits {
        let polls = match (self.max_attempts, self.timeout) {
            (Some(attempts), _) => Some(attempts.get()),
            (None, Some(_)) => None,
            (None, None) => Some(self.waiter.max_attempts()),
        };
        Limits {
            backoff: self.backoff,
            initial: self.initial_delay,
            polls,
            timeout: self.timeout,
            stable: self.stable_for,
            tolerates_throttling: self.tolerates_throttling,
        }
    }
}

impl<O: Operation> IntoFuture for Wait<O> {
    type Output = Result<Waited<O::Output>, WaitError<O::Output>>;
    type IntoFuture = Waiting<O>;

    fn into_future(self) -> Waiting<O> {
        Waiting::new(self.polls())
    }
}

impl<O: Operation> fmt::Debug for Wait<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Wait")
            .field("operation", &O::SPEC.name)
            .field("waiter", &self.waiter.name())
            .field("input", &self.input)
            .field("limits", &self.limits())
            .finish_non_exhaustive()
    }
}
