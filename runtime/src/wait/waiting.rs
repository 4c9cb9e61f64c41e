//! A wait as a future: the polls, all but the last of which are dropped.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{self, Context, ready};

use futures_core::future::FusedFuture;

use super::{Polls, WaitError, Waited};
use crate::call::Operation;

/// A wait under way.
///
/// While it sleeps it holds its input and less than a kilobyte beside: neither the last answer nor
/// anything of a request. Polling it again after it gave its result never completes; [`FusedFuture`]
/// says whether it did. Dropping it cancels the request under way.
#[must_use = "futures do nothing unless polled"]
pub struct Waiting<O: Operation>(Polls<O>);

impl<O: Operation> Waiting<O> {
    pub(super) fn new(polls: Polls<O>) -> Self {
        Waiting(polls)
    }
}

impl<O: Operation> Future for Waiting<O> {
    type Output = Result<Waited<O::Output>, WaitError<O::Output>>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> task::Poll<Self::Output> {
        let Waiting(polls) = self.get_mut();
        loop {
            match ready!(polls.poll_one(cx)) {
                Some(Ok(poll)) => {
                    if let Some(waited) = poll.into_waited() {
                        return task::Poll::Ready(Ok(waited));
                    }
                }
                Some(Err(error)) => return task::Poll::Ready(Err(error)),
                // The result is given away. Only somebody who polls on regardless gets here.
                None => return task::Poll::Pending,
            }
        }
    }
}

impl<O: Operation> FusedFuture for Waiting<O> {
    fn is_terminated(&self) -> bool {
        self.0.is_done()
    }
}

impl<O: Operation> fmt::Debug for Waiting<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Waiting").field(&self.0).finish()
    }
}
