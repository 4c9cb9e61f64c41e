//! A clock whose time passes only by sleeping, and then at once.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use maitred::{Clock, Sleep};

/// Clones share the time.
#[derive(Debug, Clone)]
pub struct NoTime(Arc<Mutex<Times>>);

#[derive(Debug)]
struct Times {
    now: Instant,
    sleeps: Vec<Duration>,
}

impl NoTime {
    /// A clock of its own.
    pub(crate) fn new() -> Self {
        NoTime(Arc::new(Mutex::new(Times { now: Instant::now(), sleeps: Vec::new() })))
    }

    /// The seconds slept between polls, in order. What is shorter is between attempts of one call.
    pub fn waits(&self) -> Vec<u64> {
        let sleeps = self.times().sleeps.clone();
        sleeps.iter().map(Duration::as_secs).filter(|seconds| *seconds > 0).collect()
    }

    fn times(&self) -> MutexGuard<'_, Times> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for NoTime {
    fn now(&self) -> Instant {
        self.times().now
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        let mut times = self.times();
        times.now += duration;
        times.sleeps.push(duration);
        Box::pin(std::future::ready(()))
    }
}
