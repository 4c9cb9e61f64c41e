//! How long a wait sleeps between two polls: the number of the sleep → a duration.

use std::time::Duration;

use crate::random;

/// How long a wait sleeps between two polls.
///
/// A waiter's definition has one fixed delay. For what is often ready soon and sometimes takes an
/// hour, an exponential one asks early and, after a while, seldom:
///
/// ```
/// use std::time::Duration;
///
/// use maitred::{Backoff, Jitter};
///
/// // 1 s, 2 s, 4 s … 60 s; chance takes up to half of each.
/// let usual = Backoff::exponential(Duration::from_secs(1), Duration::from_secs(60));
/// assert_eq!(usual.longest(3), Duration::from_secs(4));
/// assert_eq!(usual.longest(100), Duration::from_secs(60));
///
/// // Anything from 0 to that, and the same in every run.
/// let other = usual.jitter(Jitter::Full).seed(7);
/// assert!(other.longest(3) == usual.longest(3) && other != usual);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    first: Duration,
    cap: Duration,
    jitter: Jitter,
    seed: Option<u64>,
}

/// What chance does to a delay, so that programs that began together do not ask together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Jitter {
    /// Nothing.
    None,
    /// Takes up to half of it.
    Equal,
    /// Takes up to all of it.
    Full,
}

impl Backoff {
    /// The same delay each time, as waiters' definitions have it. Without jitter.
    pub const fn fixed(delay: Duration) -> Self {
        Backoff { first: delay, cap: delay, jitter: Jitter::None, seed: None }
    }

    /// `first` after the first poll, and twice as long after each further one, but never longer than
    /// `cap`. With [`Jitter::Equal`].
    pub const fn exponential(first: Duration, cap: Duration) -> Self {
        Backoff { first, cap, jitter: Jitter::Equal, seed: None }
    }

    /// What chance does to the delays.
    pub const fn jitter(mut self, jitter: Jitter) -> Self {
        self.jitter = jitter;
        self
    }

    /// Chance is the same in every run, for tests: it is a function of this number alone.
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// The delay after this poll, counted from 1, before chance shortens it.
    pub fn longest(&self, poll: u32) -> Duration {
        let doubled = 2u32.saturating_pow(poll.saturating_sub(1));
        match self.first < self.cap {
            true => self.first.saturating_mul(doubled).min(self.cap),
            false => self.cap,
        }
    }

    /// The delay after this poll.
    pub(super) fn delay(&self, poll: u32) -> Duration {
        let longest = self.longest(poll);
        match self.jitter {
            Jitter::None => longest,
            Jitter::Equal => share(longest, 0.5 + self.chance(poll) / 2.0),
            Jitter::Full => share(longest, self.chance(poll)),
        }
    }

    /// A number in 0..1.
    fn chance(&self, poll: u32) -> f64 {
        self.seed.map_or_else(random::fraction, |seed| random::seeded(seed, u64::from(poll)))
    }
}

/// A part of a duration; the whole where it is too long for that to be computed.
fn share(duration: Duration, part: f64) -> Duration {
    Duration::try_from_secs_f64(duration.as_secs_f64() * part).unwrap_or(duration).min(duration)
}
