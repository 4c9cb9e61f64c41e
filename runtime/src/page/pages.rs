//! A stream of pages: sends what the cursor prepared, and hands over what it accepted.
//!
//! The call under way lives in the stream, so dropping a future of [`Pages::next`] loses nothing:
//! the next one goes on waiting for the same answer. After an error the stream is at its end, until
//! it is told to ask again.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::stream::{FusedStream, Stream};
use tokio::runtime::Handle;

use super::collect::Collect;
use super::cursor::{Cursor, Fault, Next};
use super::pace::Pace;
use super::spec::View;
use super::{PageOptions, Paginated};
use crate::Error;
use crate::call::{Call, Client, Purpose, start};
use crate::token::ResumeToken;

/// The pages of a listing.
///
/// Nothing is sent before the first page is asked for, and nothing ahead of need unless
/// [`PageOptions::read_ahead`] says so. The stream ends after the last page, at a limit, or after an
/// error; pages handed out before an error stay valid, [`retry`](Pages::retry) asks for the page
/// that failed again, and [`resume_token`](Pages::resume_token) says how to go on another time.
///
/// As a [`FusedStream`] it is terminated whenever the next thing it gives is `None`; after
/// [`retry`](Pages::retry) it no longer is.
#[must_use = "streams do nothing unless polled"]
pub struct Pages<O: Paginated> {
    listing: Listing<O>,
    state: State<O>,
}

/// A listing between two requests.
pub(super) struct Listing<O: Paginated> {
    client: Client,
    input: O::Input,
    cursor: Cursor,
    pace: Pace,
}

enum State<O: Paginated> {
    /// A request is to be sent.
    Ready,
    /// An answer is to come.
    Calling(Call<O>),
    /// The last page was handed out, but it must not be the last.
    Failing(Error),
    /// A request failed; it can be sent again.
    Failed,
    /// There is nothing more.
    Done,
}

impl<O: Paginated> Pages<O> {
    pub(super) fn new(
        client: Client,
        input: O::Input,
        cursor: Cursor,
        options: &PageOptions,
    ) -> Self {
        let state = if cursor.may_begin() { State::Ready } else { State::Done };
        let listing = Listing { client, input, cursor, pace: Pace::new(options) };
        Pages { listing, state }
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

    /// All pages that are still to come in one output, as botocore's `build_full_result` makes it.
    ///
    /// The results of all pages are put together: lists are joined, numbers added, texts strung
    /// together, and maps joined key by key, where botocore keeps the first page's; of a structure
    /// the first page's counts. The members that the definition calls non-aggregate keys are those
    /// of the first page. Everything else, such as tokens, is unset. See [`Collected`] for what comes
    /// with it, and [`CollectError`] for what is left when a request fails.
    ///
    /// It holds everything in memory at once: set a limit of items or pages on a listing that may be
    /// long. (The method of the same name of `futures`' `StreamExt` collects the pages themselves;
    /// its `try_collect` can be called as ever.)
    ///
    /// [`Collected`]: crate::Collected
    /// [`CollectError`]: crate::CollectError
    pub fn collect(self) -> Collect<O> {
        Collect::new(self)
    }

    /// After an error, asks for the same page again; gives `false` and changes nothing where there
    /// was no error, or one that would come again.
    ///
    /// Requests that fail for a passing reason were sent again already before the error came: this
    /// is for a caller who knows better, or waits longer. A starting token that makes no sense and a
    /// repeated token stay errors.
    ///
    /// ```text
    /// loop {
    ///     match pages.try_next().await {
    ///         Ok(Some(page)) => handle(page),
    ///         Ok(None) => break,
    ///         Err(error) if error.is_throttling() && pages.retry() => sleep(a_minute).await,
    ///         Err(error) => return Err(error),
    ///     }
    /// }
    /// ```
    pub fn retry(&mut self) -> bool {
        let failed = matches!(self.state, State::Failed);
        if failed {
            self.state = State::Ready;
        }
        failed
    }

    /// With what to go on after the pages handed out so far, in another run or in boto3.
    ///
    /// After a page that the limit of items cut, the token leads to the rest of that page; after a
    /// failed request, to that request; before the first page, to where the listing begins, if a
    /// starting token says so or, once the first request is on its way, a token set on the request.
    /// `None` where there is nothing to go on with. What is read ahead does not count.
    pub fn resume_token(&self) -> Option<ResumeToken> {
        self.cursor().resume_token()
    }

    pub(super) fn cursor(&self) -> &Cursor {
        &self.listing.cursor
    }

    pub(super) fn is_done(&self) -> bool {
        matches!(self.state, State::Failed | State::Done)
    }

    /// A listing that failed, if the page can be asked for again.
    pub(super) fn into_failed(self) -> Option<Listing<O>> {
        matches!(self.state, State::Failed).then_some(self.listing)
    }

    pub(super) fn poll_page(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<O::Output, Error>>> {
        if matches!(self.state, State::Ready) {
            self.state = self.listing.send(None);
        }
        match &mut self.state {
            State::Calling(call) => {
                let answer = ready!(call.poll_answer(cx));
                Poll::Ready(Some(self.receive(answer.map(|answer| answer.output))))
            }
            State::Failing(_) => Poll::Ready(self.fail().map(Err)),
            State::Ready | State::Failed | State::Done => Poll::Ready(None),
        }
    }

    fn receive(&mut self, answer: Result<O::Output, Error>) -> Result<O::Output, Error> {
        // What is wrong with the configuration or the input is wrong the next time too.
        let comes_again = |error: &Error| error.is_config() || error.is_input();
        self.state = match &answer {
            Err(error) if comes_again(error) => State::Done,
            _ => State::Failed,
        };
        let mut page = answer?;
        self.state = match self.listing.cursor.accept(&mut View::<O>(&mut page)) {
            Next::Request => self.listing.next(),
            Next::End => State::Done,
            Next::Fault(fault) => State::Failing(error::<O>(fault)),
        };
        Ok(page)
    }

    fn fail(&mut self) -> Option<Error> {
        self.listing.cursor.end();
        match std::mem::replace(&mut self.state, State::Done) {
            State::Failing(error) => Some(error),
            _ => None,
        }
    }
}

impl<O: Paginated> Listing<O> {
    /// Asks for the page again that failed.
    pub(super) fn again(self) -> Pages<O> {
        Pages { listing: self, state: State::Ready }
    }

    /// What follows a page that names another.
    fn next(&mut self) -> State<O> {
        match Handle::try_current() {
            Ok(runtime) if self.pace.reads_ahead => self.send(Some(&runtime)),
            _ => State::Ready,
        }
    }

    /// Makes a request; sends it at once, if there is a runtime for it.
    fn send(&mut self, ahead: Option<&Handle>) -> State<O> {
        if let Err(fault) = self.cursor.prepare(&mut self.input) {
            return State::Failing(error::<O>(fault));
        }
        let pause = self.pace.pause(self.client.clock());
        let call = start::<O>(&self.client, &self.input, Purpose::Page).after(pause);
        State::Calling(match ahead {
            Some(runtime) => call.ahead(runtime),
            None => call,
        })
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
            // Not the input: the service's token stands in it, and is confidential.
            .field("operation", &O::SPEC.name)
            .field("done", &self.is_done())
            .finish_non_exhaustive()
    }
}
