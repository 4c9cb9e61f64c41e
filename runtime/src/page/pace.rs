//! When the next request for a page may begin, and whether it is read ahead.

use std::time::{Duration, Instant};

use super::PageOptions;
use crate::call::{Clock, Sleep};

/// The pace of a listing.
#[derive(Debug, Clone)]
pub(crate) struct Pace {
    interval: Duration,
    /// When the interval after the latest request is over.
    due: Option<Instant>,
    pub(super) reads_ahead: bool,
}

impl Pace {
    pub(super) fn new(options: &PageOptions) -> Self {
        Pace { interval: options.min_interval, due: None, reads_ahead: options.read_ahead }
    }

    /// What a request that is made now has to wait for. It counts as begun when that is over.
    pub(super) fn pause(&mut self, clock: &dyn Clock) -> Option<Sleep> {
        if self.interval.is_zero() {
            return None;
        }
        let now = clock.now();
        let begins = self.due.map_or(now, |due| due.max(now));
        self.due = begins.checked_add(self.interval);
        let pause = begins.saturating_duration_since(now);
        (!pause.is_zero()).then(|| clock.sleep(pause))
    }
}
