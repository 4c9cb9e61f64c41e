//! A call that begins later than it is made, or sooner than it is awaited.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::runtime::Handle;
use tokio::task::JoinHandle;

use super::future::Underway;
use super::send::Sent;
use super::{Call, Operation, Sleep};
use crate::error::{Error, Kind};

impl<O: Operation> Call<O> {
    /// The same call, sent when the pause is over.
    pub(crate) fn after(mut self, pause: Option<Sleep>) -> Self {
        if let Some(pause) = pause {
            self.sending = after(pause, self.sending);
        }
        self
    }

    /// The same call, sent in a task of this runtime, whether anybody awaits it or not. The response
    /// is read when somebody does. Dropping the call still cancels it.
    pub(crate) fn ahead(mut self, runtime: &Handle) -> Self {
        self.sending = Box::pin(Ahead(runtime.spawn(self.sending)));
        self
    }
}

fn after(pause: Sleep, sending: Underway) -> Underway {
    Box::pin(async move {
        pause.await;
        sending.await
    })
}

/// Underway in a task, which ends with this.
struct Ahead(JoinHandle<Result<Sent, Error>>);

impl Future for Ahead {
    type Output = Result<Sent, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(match ready!(Pin::new(&mut self.0).poll(context)) {
            Ok(sent) => sent,
            Err(error) => match error.try_into_panic() {
                // A transport or a clock of the caller's that panics does so where it is awaited.
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(error) => Err(ended(error)),
            },
        })
    }
}

fn ended(error: tokio::task::JoinError) -> Error {
    let text =
        "the request was sent ahead of need in a tokio runtime that has ended since; ask again";
    Error::new(Kind::Transport, text).caused_by(error)
}

impl Drop for Ahead {
    fn drop(&mut self) {
        self.0.abort();
    }
}
