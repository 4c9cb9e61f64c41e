//! How listings and waits ended, in few words.

use std::future::poll_fn;
use std::pin::Pin;

use futures_core::stream::Stream;
use maitred::{Error, ResumeToken, WaitError, Waited};
use serde_json::Value;

/// All that a stream of pages or items gave.
#[derive(Debug)]
pub struct Listing<T> {
    /// What came, in order.
    pub all: Vec<T>,
    /// The error at the end, if there was one.
    pub error: Option<Error>,
}

impl<T> Listing<T> {
    /// Takes everything that there is.
    pub async fn of<S>(stream: &mut S) -> Self
    where
        S: Stream<Item = Result<T, Error>> + Unpin,
    {
        let mut listing = Listing { all: Vec::new(), error: None };
        while let Some(next) = poll_fn(|cx| Pin::new(&mut *stream).poll_next(cx)).await {
            match next {
                Ok(one) => listing.all.push(one),
                Err(error) => listing.error = Some(error),
            }
        }
        listing
    }

    /// Everything, of a listing that ended without an error.
    ///
    /// # Errors
    ///
    /// The one at its end.
    pub fn complete(self) -> Result<Vec<T>, Error> {
        self.error.map_or(Ok(self.all), Err)
    }
}

/// The JSON in a resume token; null where there is no token.
pub fn resume(token: Option<ResumeToken>) -> Value {
    use base64::Engine as _;
    let text = token.map(String::from).unwrap_or_default();
    let bytes = base64::engine::general_purpose::STANDARD.decode(text).unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

/// How a wait ended: the number of the acceptor that decided, counted from 1, and of the polls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// What was waited for is there.
    Success(usize, u32),
    /// It cannot come any more.
    Failure(usize, u32),
    /// A poll ended in an error that no acceptor expects.
    Unexpected(u32),
    /// No poll decided.
    Exhausted(u32),
    /// Something else.
    Other,
}

/// How a wait ended.
pub fn verdict<T>(ended: &Result<Waited<T>, WaitError<T>>) -> Verdict {
    let error = match ended {
        Ok(waited) => return Verdict::Success(waited.acceptor().number(), waited.attempts()),
        Err(error) => error,
    };
    let polls = error.failure().attempts();
    let acceptor = error.failure().acceptor().map_or(0, |acceptor| acceptor.number());
    match error {
        WaitError::Terminal(_) => Verdict::Failure(acceptor, polls),
        WaitError::Service(_) => Verdict::Unexpected(polls),
        WaitError::Exhausted(_) => Verdict::Exhausted(polls),
        _ => Verdict::Other,
    }
}
