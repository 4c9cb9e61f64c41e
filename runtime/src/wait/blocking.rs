//! A wait, and its polls, on the thread that asks for them.

use std::future::{Future, IntoFuture};
use std::pin::Pin;

use super::{Poll, Polls, Wait, WaitError, Waited};
use crate::blocking::{Blocking, run};
use crate::call::Operation;

impl<O: Operation> Wait<O> {
    /// Waits on this thread, instead of being awaited. Needs the feature `blocking`.
    ///
    /// # Errors
    ///
    /// As if it were awaited; and [`WaitError::Service`] without a poll, with an error for which
    /// [`Error::is_blocking`](crate::Error::is_blocking) holds, inside an asynchronous runtime.
    pub fn blocking(self) -> Result<Waited<O::Output>, WaitError<O::Output>> {
        let mut waiting = self.into_future();
        let ended = run(|context| Pin::new(&mut waiting).poll(context));
        ended.unwrap_or_else(|error| Err(waiting.refused(error)))
    }
}

impl<O: Operation> Polls<O> {
    /// The polls as an iterator, for programs without async. Needs the feature `blocking`.
    pub fn blocking(self) -> Blocking<Self> {
        Blocking::new(self)
    }
}

impl<O: Operation> Iterator for Blocking<Polls<O>> {
    type Item = Result<Poll<O::Output>, WaitError<O::Output>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.step().unwrap_or_else(|error| Some(Err(self.stream_mut().refused(error))))
    }
}
