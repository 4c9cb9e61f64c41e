//! Time as calls, waiters and pages see it: what now is, and how to sleep.
//!
//! Backoff, waiters and paging wait through a [`Clock`] only, so a test that brings its own waits
//! for nothing. Two things keep to the machine's own clock: the date in a signature, and the time
//! limits of the default transport.

use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, Instant};

/// A sleep under way.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send + 'static>>;

/// What now is, and how to sleep.
///
/// Set one with [`ConfigBuilder::clock`](crate::ConfigBuilder::clock); the default is tokio's.
pub trait Clock: Debug + Send + Sync + 'static {
    /// A point in time that only ever grows.
    fn now(&self) -> Instant;

    /// A future that is ready once the duration has passed.
    fn sleep(&self, duration: Duration) -> Sleep;
}

/// The clock of the tokio runtime that polls.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct TokioClock;

impl Clock for TokioClock {
    fn now(&self) -> Instant {
        tokio::time::Instant::now().into_std()
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        // Made when first polled, as tokio's timers need a runtime to be made in.
        Box::pin(async move { tokio::time::sleep(duration).await })
    }
}
