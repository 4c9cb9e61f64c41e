//! When the next request for a page may begin, and whether it is read ahead.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::PageOptions;
use crate::call::{Clock, Sleep};

/// The pace of a listing.
#[derive(Debug)]
pub(crate) struct Pace {
    interval: Option<Interval>,
    pub(super) reads_ahead: bool,
}

/// The time between the beginnings of two requests.
#[derive(Debug, Clone)]
struct Interval {
    length: Duration,
    /// When the latest request began. Requests note it themselves: one may be put aside, or wait for
    /// its task's turn, long after it was due.
    begun: Arc<Mutex<Option<Instant>>>,
}

impl Pace {
    pub(super) fn new(options: &PageOptions) -> Self {
        let length = options.min_interval;
        let interval = (!length.is_zero()).then(|| Interval { length, begun: Arc::default() });
        Pace { interval, reads_ahead: options.read_ahead }
    }

    /// What the next request has to wait for, as the first thing that it does. It counts as begun
    /// when that is over.
    pub(super) fn pause(&self, clock: &Arc<dyn Clock>) -> Option<Sleep> {
        let (interval, clock) = (self.interval.clone()?, Arc::clone(clock));
        Some(Box::pin(async move {
            let rest = interval.rest(clock.now());
            if !rest.is_zero() {
                clock.sleep(rest).await;
            }
            interval.begin(clock.now());
        }))
    }
}

impl Interval {
    /// What is left of it since the latest request.
    fn rest(&self, now: Instant) -> Duration {
        let begun = *self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        let passed = |begun| now.saturating_duration_since(begun);
        begun.map_or(Duration::ZERO, |begun| self.length.saturating_sub(passed(begun)))
    }

    fn begin(&self, now: Instant) {
        *self.begun.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
    }
}
