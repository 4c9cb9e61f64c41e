//! The options of paging that every listing has: how many pages, how fast, and what ends it.

use std::time::Duration;

/// How a listing goes, beside what it lists.
///
/// ```
/// use std::time::Duration;
/// use maitred::{PageOptions, RepeatedToken};
///
/// let options = PageOptions::new()
///     .max_pages(100)
///     .min_interval(Duration::from_millis(200))
///     .on_repeated_token(RepeatedToken::Stop)
///     .read_ahead(true);
/// # let _ = options;
/// ```
///
/// A paginator takes it: `.paginate().options(options)`. None of it is in botocore.
#[derive(Debug, Clone, Default)]
#[must_use = "options do nothing until a paginator has them"]
pub struct PageOptions {
    pub(super) max_pages: Option<u64>,
    pub(super) min_interval: Duration,
    pub(super) on_repeated_token: RepeatedToken,
    pub(super) read_ahead: bool,
}

impl PageOptions {
    /// All pages, as fast as they are asked for; a repeated token is an error.
    pub fn new() -> Self {
        PageOptions::default()
    }

    /// Ends after so many pages; the resume token then leads to the next one.
    ///
    /// Unlike a limit of items it never cuts a page, so nothing that was received is dropped. 0
    /// sends nothing at all.
    pub fn max_pages(mut self, pages: u64) -> Self {
        self.max_pages = Some(pages);
        self
    }

    /// Lets at least so much time pass between the beginnings of two requests for pages, by the
    /// clock of the configuration.
    ///
    /// For services that throttle listings. The first request waits for nothing, and neither do the
    /// client's own repetitions of a failed request, which have a pace of theirs. More than a day
    /// counts as a day.
    pub fn min_interval(mut self, interval: Duration) -> Self {
        self.min_interval = interval.min(LONGEST);
        self
    }

    /// What to do when a page names a token that the listing used before.
    pub fn on_repeated_token(mut self, then: RepeatedToken) -> Self {
        self.on_repeated_token = then;
        self
    }

    /// Sends the request for the next page as soon as its token is known, so that it is on its way
    /// while the caller works on the page before.
    ///
    /// One page is read ahead, never more: its successor's token is in it. It costs a request that
    /// nobody needs where the caller stops early, and the memory of one response, which is held as
    /// it came until it is asked for. Nothing is read ahead of a limit of items or pages that is
    /// reached. [`resume_token`](crate::Pages::resume_token) leads to what was handed out, whatever
    /// was read ahead; dropping the stream cancels the request.
    ///
    /// The request runs in a task of the tokio runtime that the stream is polled in. Without one,
    /// with a transport that needs none, nothing is read ahead. A listing whose stream is moved to
    /// another runtime, after the first has ended, meets a transport error once, and
    /// [`retry`](crate::Pages::retry) helps.
    pub fn read_ahead(mut self, ahead: bool) -> Self {
        self.read_ahead = ahead;
        self
    }
}

/// A longer interval is a slip, and an instant so far ahead may not exist.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// What happens when a page names a token that the listing used before.
///
/// For most services it is a fault: the listing would never end. Some mean something by it. The
/// `nextForwardToken` of CloudWatch Logs' GetLogEvents is the token of the request itself once the
/// end of the stream is reached, and the same request finds later what was logged since:
///
/// - [`Stop`](RepeatedToken::Stop) lists what is there and ends; the resume token is the one to ask
///   with next time.
/// - [`GoOn`](RepeatedToken::GoOn) follows the log for ever, with pages that are empty as long as
///   nothing happens: set an interval with [`PageOptions::min_interval`], and end the loop.
///
/// (botocore has no paginator for GetLogEvents, but a definition of one's own can add it: input and
/// output token `nextToken` and `nextForwardToken`, result `events`.)
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum RepeatedToken {
    /// An error ([`Error::is_repeated_token`](crate::Error::is_repeated_token)), after the page.
    #[default]
    Error,
    /// The listing ends with the page, and its resume token is the repeated one.
    Stop,
    /// The listing goes on with the token. No token is remembered then, so that a listing without
    /// end needs no more memory as it goes.
    GoOn,
}
