//! A wait on the thread that asks for it.

use std::future::{Future, IntoFuture};
use std::pin::pin;
use std::time::Duration;

use super::error::Details;
use super::{Wait, WaitError, WaitFailure, Waited};
use crate::Error;
use crate::blocking::run;
use crate::call::Operation;

impl<O: Operation> Wait<O> {
    /// Waits on this thread, instead of being awaited. Needs the feature `blocking`.
    ///
    /// # Errors
    ///
    /// As if it were awaited; and [`WaitError::Service`] without a poll, with an error for which
    /// [`Error::is_blocking`](crate::Error::is_blocking) holds, inside an asynchronous runtime.
    pub fn blocking(self) -> Result<Waited<O::Output>, WaitError<O::Output>> {
        let waiting = self.into_future();
        let waiter = waiting.waiter();
        let mut waiting = pin!(waiting);
        let ended = run(|context| waiting.as_mut().poll(context));
        ended.unwrap_or_else(|error| Err(WaitError::Service(unpolled::<O>(waiter, error))))
    }
}

/// A wait that did not begin.
fn unpolled<O: Operation>(waiter: &'static str, error: Error) -> WaitFailure<O::Output> {
    WaitFailure::from(Details {
        waiter,
        operation: O::SPEC,
        outcome: Some(Err(error.of(O::SPEC))),
        matched: None,
        attempts: 0,
        elapsed: Duration::ZERO,
    })
}
