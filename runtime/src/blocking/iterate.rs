//! A stream as an iterator: each step polls the stream on the thread that asks.

use std::fmt::Debug;
use std::pin::Pin;

use futures_core::stream::Stream;

use super::run;
use crate::error::Error;
use crate::page::{Items, Pages, Paginated, ResumeToken};

/// A stream of pages, items or polls as an iterator. Needs the feature `blocking`.
///
/// Made by [`Pages::blocking`], [`Items::blocking`] and
/// [`Polls::blocking`](crate::Polls::blocking). A step blocks this thread while the stream
/// would be awaited, and what ends the stream ends the iterator. To ask it something on the way, go
/// by reference:
///
/// ```text
/// let mut tables = client.list_tables().paginate().items().blocking();
/// for table in tables.by_ref().take(10) {
///     println!("{}", table?);
/// }
/// let token = tables.resume_token();
/// ```
///
/// # What is shared
///
/// The first blocking call of a program starts one thread, `maitred-blocking`, which drives
/// connections and timers for all of them, from whatever thread they come. Everything else happens on
/// the threads that call. Connections stay open between calls. Dropping the iterator cancels what is
/// under way, such as a page that is read ahead.
///
/// # Inside an asynchronous runtime
///
/// Blocking would hold up the runtime, so the first step is an error there
/// ([`Error::is_blocking`](crate::Error::is_blocking)) and the iterator at its end; nothing is sent,
/// and the [stream](Blocking::into_stream) is as it was. That goes for all threads
/// of a tokio runtime, those of `spawn_blocking` included: await the stream there, or call from a
/// thread of your own.
#[derive(Debug)]
#[must_use = "iterators do nothing unless asked"]
pub struct Blocking<S> {
    stream: S,
    /// Was a step made where none may be? Loops that pass over errors must come to an end.
    is_refused: bool,
}

impl<S> Blocking<S> {
    pub(crate) fn new(stream: S) -> Self {
        Blocking { stream, is_refused: false }
    }

    /// The stream.
    pub fn stream(&self) -> &S {
        &self.stream
    }

    /// The stream, to change it.
    pub fn stream_mut(&mut self) -> &mut S {
        &mut self.stream
    }

    /// The stream, to go on with in another way.
    pub fn into_stream(self) -> S {
        self.stream
    }
}

impl<S: Stream + Unpin> Blocking<S> {
    /// What the stream gives next.
    ///
    /// # Errors
    ///
    /// It may not be asked here. Only the first time; then it is at its end.
    pub(crate) fn step(&mut self) -> Result<Option<S::Item>, Error> {
        if self.is_refused {
            return Ok(None);
        }
        let stream = &mut self.stream;
        let step = run(|context| Pin::new(&mut *stream).poll_next(context));
        self.is_refused = step.is_err();
        step
    }
}

impl<T, S> Iterator for Blocking<S>
where
    S: Stream<Item = Result<T, Error>> + Unpin,
{
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.step().unwrap_or_else(|error| Some(Err(error)))
    }
}

impl<O: Paginated> Blocking<Pages<O>> {
    /// [`Pages::resume_token`].
    pub fn resume_token(&self) -> Option<ResumeToken> {
        self.stream.resume_token()
    }

    /// [`Pages::retry`].
    pub fn retry(&mut self) -> bool {
        self.stream.retry()
    }
}

impl<O: Paginated, T> Blocking<Items<O, T>> {
    /// [`Items::resume_token`].
    pub fn resume_token(&self) -> Option<ResumeToken> {
        self.stream.resume_token()
    }

    /// [`Items::retry`].
    pub fn retry(&mut self) -> bool {
        self.stream.retry()
    }
}

impl<O: Paginated> Pages<O> {
    /// The pages as an iterator, for programs without async. Needs the feature `blocking`.
    pub fn blocking(self) -> Blocking<Self> {
        Blocking::new(self)
    }
}

impl<O: Paginated, T> Items<O, T> {
    /// The items as an iterator, for programs without async. Needs the feature `blocking`.
    pub fn blocking(self) -> Blocking<Self> {
        Blocking::new(self)
    }
}
