//! A stream of items: the list of one result, page after page.
//!
//! Between any two items it can say how to go on: for the primary result to the item, for any
//! other to the page.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec::IntoIter;

use futures_core::stream::{FusedStream, Stream};

use super::{Pages, Paginated};
use crate::Error;
use crate::token::ResumeToken;

/// The items of a listing.
///
/// Nothing is sent before the first item is asked for; the next page is asked for when the last
/// one is used up, or ahead of that if [`PageOptions::read_ahead`](crate::PageOptions::read_ahead)
/// says so. After an error the stream is at its end, until [`retry`](Items::retry).
#[must_use = "streams do nothing unless polled"]
pub struct Items<O: Paginated, T> {
    pages: Pages<O>,
    key: usize,
    take: fn(&mut O::Output) -> Option<Vec<T>>,
    items: IntoIter<T>,
    /// How many items of the current page were handed out.
    taken: usize,
}

/// Items lie on the heap, and nothing here points into itself.
impl<O: Paginated, T> Unpin for Items<O, T> {}

impl<O: Paginated, T> Items<O, T> {
    pub(super) fn new(
        pages: Pages<O>,
        key: usize,
        take: fn(&mut O::Output) -> Option<Vec<T>>,
    ) -> Self {
        Items { pages, key, take, items: Vec::new().into_iter(), taken: 0 }
    }

    /// The next item; `None` after the last one, and after an error.
    ///
    /// Dropping the future before it is ready loses nothing.
    ///
    /// # Errors
    /// Those of [`Pages::next`].
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|cx| self.poll_item(cx)).await
    }

    /// The next item, for loops with `?`.
    ///
    /// # Errors
    /// Those of [`Pages::next`].
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        self.next().await.transpose()
    }

    /// After an error, asks for the same page again: the items go on where they broke off. See
    /// [`Pages::retry`], also for what `false` means.
    pub fn retry(&mut self) -> bool {
        self.pages.retry()
    }

    /// With what to go on after the items handed out so far, in another run or in boto3.
    ///
    /// For the primary result it leads to the very next item. For any other it leads to the
    /// current page as long as items of it are left, and so repeats those handed out already.
    /// `None` where there is nothing to go on with.
    pub fn resume_token(&self) -> Option<ResumeToken> {
        if self.items.len() == 0 {
            return self.pages.resume_token();
        }
        let taken = (self.key == 0).then_some(self.taken);
        Some(self.pages.cursor().resume_within(taken))
    }

    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(item) = self.items.next() {
                self.taken += 1;
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_page(cx)) {
                Some(Ok(mut page)) => self.open(&mut page),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }

    fn open(&mut self, page: &mut O::Output) {
        self.items = (self.take)(page).unwrap_or_default().into_iter();
        self.taken = 0;
    }
}

impl<O: Paginated, T> Stream for Items<O, T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(cx)
    }
}

impl<O: Paginated, T> FusedStream for Items<O, T> {
    fn is_terminated(&self) -> bool {
        self.items.len() == 0 && self.pages.is_done()
    }
}

impl<O: Paginated, T> fmt::Debug for Items<O, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let result = O::PAGINATOR.result_keys.get(self.key).copied().unwrap_or_default();
        formatter
            .debug_struct("Items")
            .field("pages", &self.pages)
            .field("result", &result)
            .field("waiting", &self.items.len())
            .finish_non_exhaustive()
    }
}
