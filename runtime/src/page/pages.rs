//! A stream of pages: sends what the cursor prepared, and hands over what it accepted.
//!
//! The call under way lives in the stream, so dropping a future of [`Pages::next`] loses nothing:
//! the next one goes on waiting for the same answer. After an error the stream is at its end.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::stream::{FusedStream, Stream};

use super::Paginated;
use super::cursor::{Cursor, Fault, Next};
use super::spec::View;
use crate::Error;
use crate::call::{Call, Client, Purpose, start};
use crate::token::ResumeToken;

/// The pages of a listing.
///
/// Nothing is sent before the first page is asked for, and nothing ahead of need. The stream ends
/// after the last page, at the limit of items, or after an error; pages handed out before an error
/// stay valid, and [`resume_token`](Pages::resume_token) says how to try again.
#[must_use = "streams do nothing unless polled"]
pub struct Pages<O: Paginated> {
    client: Client,
    input: O::Input,
    cursor: Cursor,
    state: State<O>,
}

enum State<O: Paginated> {
    /// A request is to be sent.
    Ready,
    /// An answer is to come.
    Calling(Call<O>),
    /// The last page was handed out, but it must not be the last.
    Failing(Error),
    /// There is nothing more.
    Done,
}

impl<O: Paginated> Pages<O> {
    pub(super) fn new(client: Client, input: O::Input, cursor: Cursor) -> Self {
        Pages { client, input, cursor, state: State::Ready }
    }

    /// The next page; `None` after the last one, and after an error.
    ///
    /// Dropping the future before it is ready loses nothing.
    ///
    /// # Errors
    /// Whatever the call meets, unchanged; a starting token that makes no sense
    /// ([`Error::is_starting_token`]); a token that the listing used before
    /// ([`Error::is_repeated_token`]), after the page that names it.
    pub async fn next(&mut self) -> Option<Result<O::Output, Error>> {
        poll_fn(|cx| self.poll_page(cx)).await
    }

    /// The next page, for loops with `?`.
    ///
    /// # Errors
    /// Those of [`next`](Pages::next).
    pub async fn try_next(&mut self) -> Result<Option<O::Output>, Error> {
        self.next().await.transpose()
    }

    /// With what to go on after the pages handed out so far, in another run or in boto3.
    ///
    /// After a page that the limit of items cut, the token leads to the rest of that page; after a
    /// failed request, to that request; before the first page, to where the listing begins, if a
    /// starting token says so or, once the first request is on its way, a token set on the request.
    /// `None` where there is nothing to go on with.
    pub fn resume_token(&self) -> Option<ResumeToken> {
        self.cursor.resume_token()
    }

    pub(super) fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    pub(super) fn is_done(&self) -> bool {
        matches!(self.state, State::Done)
    }

    pub(super) fn poll_page(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<O::Output, Error>>> {
        if matches!(self.state, State::Ready)
            && let Err(fault) = self.send()
        {
            self.state = State::Failing(fault);
        }
        match &mut self.state {
            State::Calling(call) => {
                let answer = ready!(call.poll_answer(cx));
                Poll::Ready(Some(self.receive(answer.map(|answer| answer.output))))
            }
            State::Failing(_) => Poll::Ready(self.fail().map(Err)),
            State::Ready | State::Done => Poll::Ready(None),
        }
    }

    fn send(&mut self) -> Result<(), Error> {
        self.cursor.prepare(&mut self.input).map_err(error::<O>)?;
        self.state = State::Calling(start::<O>(&self.client, &self.input, Purpose::Page));
        Ok(())
    }

    fn receive(&mut self, answer: Result<O::Output, Error>) -> Result<O::Output, Error> {
        self.state = State::Done;
        let mut page = answer?;
        self.state = match self.cursor.accept(&mut View::<O>(&mut page)) {
            Next::Request => State::Ready,
            Next::End => State::Done,
            Next::Fault(fault) => State::Failing(error::<O>(fault)),
        };
        Ok(page)
    }

    fn fail(&mut self) -> Option<Error> {
        match std::mem::replace(&mut self.state, State::Done) {
            State::Failing(error) => Some(error),
            _ => None,
        }
    }
}

fn error<O: Paginated>(fault: Fault) -> Error {
    Error::new(fault.kind, fault.text).of(O::SPEC)
}

impl<O: Paginated> Stream for Pages<O> {
    type Item = Result<O::Output, Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_page(cx)
    }
}

impl<O: Paginated> FusedStream for Pages<O> {
    fn is_terminated(&self) -> bool {
        self.is_done()
    }
}

impl<O: Paginated> fmt::Debug for Pages<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Pages")
            .field("operation", &O::SPEC.name)
            .field("input", &self.input)
            .field("done", &self.is_done())
            .finish_non_exhaustive()
    }
}
