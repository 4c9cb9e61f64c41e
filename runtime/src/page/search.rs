//! A stream of what a search finds, page after page.
//!
//! A list gives its elements, one level deep, and anything else itself (contract P38); a page for
//! which the expression is null gives nothing, where botocore gives a null. Limits and starting
//! tokens apply to the pages before they are searched.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec::IntoIter;

use futures_core::stream::{FusedStream, Stream};

use super::{Pages, Paginated};
use crate::Error;
use crate::shape::Document;
use crate::token::ResumeToken;

/// Searches one page.
type Find<O, R> = fn(&<O as crate::call::Operation>::Output) -> Result<Option<R>, Error>;

/// What is done to each page.
enum Searched<O: Paginated, T> {
    Lists(Find<O, Vec<T>>),
    Values(Find<O, T>),
    Documents(Find<O, Document>, fn(Document) -> Vec<T>),
}

/// What a search finds in a listing.
///
/// Nothing is sent before the first value is asked for; the next page is asked for when what was
/// found in the last one is used up. After an error of a request the stream is at its end; a page
/// that cannot be searched gives one error ([`Error::is_search`]), and the next page follows.
#[must_use = "streams do nothing unless polled"]
pub struct Search<O: Paginated, T> {
    pages: Pages<O>,
    name: &'static str,
    searched: Searched<O, T>,
    found: IntoIter<T>,
    /// How many pages were searched.
    count: u64,
}

/// What was found lies on the heap, and nothing here points into itself.
impl<O: Paginated, T> Unpin for Search<O, T> {}

impl<O: Paginated, T> Search<O, T> {
    /// A search that gives a list for each page.
    pub fn of_lists(pages: Pages<O>, name: &'static str, find: Find<O, Vec<T>>) -> Self {
        Search::new(pages, name, Searched::Lists(find))
    }

    /// A search that gives one value for each page.
    pub fn of_values(pages: Pages<O>, name: &'static str, find: Find<O, T>) -> Self {
        Search::new(pages, name, Searched::Values(find))
    }

    fn new(pages: Pages<O>, name: &'static str, searched: Searched<O, T>) -> Self {
        Search { pages, name, searched, found: Vec::new().into_iter(), count: 0 }
    }

    /// The next value; `None` after the last one, and after a request failed.
    ///
    /// Dropping the future before it is ready loses nothing.
    ///
    /// # Errors
    /// Those of [`Pages::next`]; and that a page cannot be searched ([`Error::is_search`]).
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|cx| self.poll_found(cx)).await
    }

    /// The next value, for loops with `?`.
    ///
    /// # Errors
    /// Those of [`next`](Search::next).
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        self.next().await.transpose()
    }

    /// With what to go on after the pages that are used up, in another run or in boto3.
    ///
    /// As long as something found in the current page is left, it leads to that page, and so
    /// repeats what was handed out of it already. `None` where there is nothing to go on with.
    pub fn resume_token(&self) -> Option<ResumeToken> {
        if self.found.len() == 0 {
            return self.pages.resume_token();
        }
        Some(self.pages.cursor().resume_within(None))
    }

    fn poll_found(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(value) = self.found.next() {
                return Poll::Ready(Some(Ok(value)));
            }
            let searched = match ready!(self.pages.poll_page(cx)) {
                Some(Ok(page)) => self.open(&page),
                Some(Err(error)) => Err(error),
                None => return Poll::Ready(None),
            };
            if let Err(error) = searched {
                return Poll::Ready(Some(Err(error)));
            }
        }
    }

    fn open(&mut self, page: &O::Output) -> Result<(), Error> {
        self.count += 1;
        let found = match self.searched {
            Searched::Lists(find) => find(page).map(Option::unwrap_or_default),
            Searched::Values(find) => find(page).map(|value| value.into_iter().collect()),
            Searched::Documents(find, spread) => {
                find(page).map(|document| document.map(spread).unwrap_or_default())
            }
        };
        self.found = found.map_err(|error| error.on_page(self.count))?.into_iter();
        Ok(())
    }
}

impl<O: Paginated> Search<O, Document> {
    /// A search that gives a document for each page, which may be a list.
    pub fn of_documents(pages: Pages<O>, name: &'static str, find: Find<O, Document>) -> Self {
        let spread = |document| match document {
            Document::Array(list) => list,
            other => vec![other],
        };
        Search::new(pages, name, Searched::Documents(find, spread))
    }
}

impl<O: Paginated, T> Stream for Search<O, T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_found(cx)
    }
}

impl<O: Paginated, T> FusedStream for Search<O, T> {
    fn is_terminated(&self) -> bool {
        self.found.len() == 0 && self.pages.is_done()
    }
}

impl<O: Paginated, T> fmt::Debug for Search<O, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Search")
            .field("pages", &self.pages)
            .field("search", &self.name)
            .field("waiting", &self.found.len())
            .finish_non_exhaustive()
    }
}
