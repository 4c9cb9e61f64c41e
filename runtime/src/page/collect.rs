//! All pages → one output.
//!
//! Every page's results are moved into an output of its own, through their slots, so that an
//! operation costs the compiler no more than the types of its results. What the definition keeps
//! beside the results is taken from the first page, before the results: a kept structure around
//! them brings the first page's results along, and later ones are added to those.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::pages::Listing;
use super::{Pages, Paginated};
use crate::Error;
use crate::token::ResumeToken;

/// All pages of a listing in one output, and how to go on.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Collected<T> {
    /// The results of all pages put together, and what the first page says beside them.
    pub output: T,
    /// How many pages there were.
    pub pages: u64,
    /// With what to go on, where a limit ended the listing (botocore's `NextToken`).
    pub resume_token: Option<ResumeToken>,
}

/// The pages of a listing on their way into one output. Await it.
///
/// Dropping it loses what was collected; to give up waiting without that, await it by reference.
#[must_use = "futures do nothing unless awaited"]
pub struct Collect<O: Paginated>(Option<Box<(Pages<O>, Sum<O>)>>);

/// What was collected so far.
struct Sum<O: Paginated> {
    output: O::Output,
    pages: u64,
}

impl<O: Paginated> Collect<O> {
    pub(super) fn new(pages: Pages<O>) -> Self {
        Collect(Some(Box::new((pages, Sum { output: O::Output::default(), pages: 0 }))))
    }

    fn end(&mut self, error: Option<Error>) -> Poll<<Self as Future>::Output> {
        // Whoever polls again what was ready waits for ever.
        let Some((pages, sum)) = self.0.take().map(|parts| *parts) else { return Poll::Pending };
        let Sum { output, pages: count } = sum;
        let collected = Collected { output, pages: count, resume_token: pages.resume_token() };
        Poll::Ready(match error {
            None => Ok(collected),
            Some(error) => {
                let listing = pages.into_failed();
                Err(CollectError(Box::new(Broken { error, collected, listing })))
            }
        })
    }
}

impl<O: Paginated> Sum<O> {
    fn add(&mut self, page: &mut O::Output) {
        if self.pages == 0 {
            O::keep(&mut self.output, page);
        }
        self.pages += 1;
        (0..O::PAGINATOR.result_keys.len()).for_each(|key| self.add_result(page, key));
    }

    fn add_result(&mut self, page: &mut O::Output, key: usize) {
        let Some(later) = O::result(page, key).filter(|slot| slot.get().is_some()) else { return };
        if O::result(&mut self.output, key).is_none() {
            O::open(&mut self.output, key);
        }
        if let Some(result) = O::result(&mut self.output, key) {
            result.take_over(later);
        }
    }
}

impl<O: Paginated> Future for Collect<O> {
    type Output = Result<Collected<O::Output>, CollectError<O>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            let Some((pages, sum)) = self.0.as_deref_mut() else { return Poll::Pending };
            match ready!(pages.poll_page(cx)) {
                Some(Ok(mut page)) => sum.add(&mut page),
                Some(Err(error)) => return self.end(Some(error)),
                None => return self.end(None),
            }
        }
    }
}

/// The future is in a box, and nothing points into it.
impl<O: Paginated> Unpin for Collect<O> {}

/// A listing that broke off before it was collected, and what there was by then.
///
/// `?` makes the plain [`Error`] of it, where that is all that is wanted. Otherwise the collected
/// part is here, with a resume token that leads to the page that failed, and
/// [`retry`](CollectError::retry) goes on as if nothing had happened.
pub struct CollectError<O: Paginated>(Box<Broken<O>>);

struct Broken<O: Paginated> {
    error: Error,
    collected: Collected<O::Output>,
    listing: Option<Listing<O>>,
}

impl<O: Paginated> CollectError<O> {
    /// What went wrong.
    pub fn error(&self) -> &Error {
        &self.0.error
    }

    /// What was collected before.
    pub fn collected(&self) -> &Collected<O::Output> {
        &self.0.collected
    }

    /// What went wrong, and what was collected before.
    pub fn into_parts(self) -> (Error, Collected<O::Output>) {
        (self.0.error, self.0.collected)
    }

    /// Goes on collecting with the page that failed.
    ///
    /// # Errors
    /// This error, where the page cannot be asked for again: see [`Pages::retry`].
    pub fn retry(mut self) -> Result<Collect<O>, Self> {
        let Some(listing) = self.0.listing.take() else { return Err(self) };
        let Collected { output, pages, .. } = self.0.collected;
        Ok(Collect(Some(Box::new((listing.again(), Sum { output, pages })))))
    }
}

impl<O: Paginated> From<CollectError<O>> for Error {
    fn from(error: CollectError<O>) -> Self {
        error.0.error
    }
}

impl<O: Paginated> fmt::Display for CollectError<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Broken { error, collected, .. } = &*self.0;
        write!(formatter, "the listing broke off after page {}: {error}", collected.pages)
    }
}

impl<O: Paginated> StdError for CollectError<O> {
    /// The error's own source: its text is in this one's.
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.error.source()
    }
}

impl<O: Paginated> fmt::Debug for CollectError<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("CollectError")
            .field("error", &self.0.error)
            .field("pages", &self.0.collected.pages)
            .field("resume_token", &self.0.collected.resume_token)
            .finish_non_exhaustive()
    }
}

impl<O: Paginated> fmt::Debug for Collect<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (listing, sum) = self.0.as_deref().map(|(pages, sum)| (pages, sum)).unzip();
        formatter
            .debug_struct("Collect")
            .field("listing", &listing)
            .field("pages", &sum.map(|sum| sum.pages))
            .finish_non_exhaustive()
    }
}
