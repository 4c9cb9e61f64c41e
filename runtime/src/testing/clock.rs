//! A clock whose time passes only by sleeping, and then at once.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use super::lock;
use crate::call::{Clock, Sleep};

/// How often a sleep lets itself be polled in vain for one that would end sooner, but that nobody
/// polls. Far more than a fair executor needs to come round.
const PATIENCE: u32 = 1000;

/// A clock whose time passes only by sleeping, and then at once: a wait of twenty minutes takes no
/// time, and [`elapsed`](PausedClock::elapsed) says that they passed.
///
/// Of several sleeps under way the one that ends first moves the time to its end, once the futures
/// around it had a turn; the others sleep on until it is theirs. So tasks, `select!` and deadlines see
/// the order that they would see in real time. A sleep that nobody polls, as in a future that was put
/// aside, holds the others up for a moment only.
///
/// The time does not wait for input and output, and tokio's own timers know nothing of it. The order
/// is exact on one thread; on several, a sleep may end late where its task had no turn.
///
/// Clones share the time.
///
/// ```
/// use std::time::Duration;
///
/// use maitred::Clock;
/// use maitred::testing::PausedClock;
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let clock = PausedClock::new();
/// clock.sleep(Duration::from_secs(20 * 60)).await;
/// clock.advance(Duration::from_secs(1));
/// assert_eq!(clock.elapsed(), Duration::from_secs(1201));
/// assert_eq!(clock.sleeps(), [Duration::from_secs(1200)]);
/// # });
/// ```
#[derive(Debug, Clone)]
pub struct PausedClock(Arc<Mutex<Times>>);

#[derive(Debug)]
struct Times {
    now: Instant,
    start: Instant,
    sleeps: Vec<Duration>,
    /// The sleeps under way, by when they end and which they are.
    pending: BTreeMap<(Instant, u64), Turns>,
    next_id: u64,
}

/// How a sleep was polled.
#[derive(Debug, Default, Clone, Copy)]
struct Turns {
    polls: u64,
    /// Others gave up waiting for it to be polled.
    is_idle: bool,
}

impl PausedClock {
    /// A clock of its own. Its time begins now.
    #[must_use]
    pub fn new() -> Self {
        let (start, pending) = (Instant::now(), BTreeMap::new());
        let times = Times { now: start, start, sleeps: vec![], pending, next_id: 0 };
        PausedClock(Arc::new(Mutex::new(times)))
    }

    /// The durations slept for, in the order in which the sleeps began: pauses between polls and
    /// pages, and time limits too.
    #[must_use]
    pub fn sleeps(&self) -> Vec<Duration> {
        lock(&self.0).sleeps.clone()
    }

    /// How much time has passed.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        let times = lock(&self.0);
        times.now - times.start
    }

    /// Lets time pass without a sleep, as a slow answer would.
    pub fn advance(&self, duration: Duration) {
        let mut times = lock(&self.0);
        times.now = later(times.now, duration);
    }
}

impl Default for PausedClock {
    fn default() -> Self {
        PausedClock::new()
    }
}

impl Clock for PausedClock {
    fn now(&self) -> Instant {
        lock(&self.0).now
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        Box::pin(PausedSleep { clock: self.clone(), duration, place: None, waiting: None, vain: 0 })
    }
}

impl Times {
    fn begin(&mut self, duration: Duration) -> (Instant, u64) {
        let place = (later(self.now, duration), self.next_id);
        self.next_id += 1;
        self.pending.insert(place, Turns::default());
        self.sleeps.push(duration);
        place
    }

    /// The sleep whose turn it is: of those that are polled, the one that ends first.
    fn first(&self) -> Option<((Instant, u64), u64)> {
        let awake = self.pending.iter().find(|(_, turns)| !turns.is_idle);
        awake.map(|(place, turns)| (*place, turns.polls))
    }

    fn note_poll(&mut self, place: (Instant, u64)) {
        if let Some(turns) = self.pending.get_mut(&place) {
            turns.polls += 1;
            turns.is_idle = false;
        }
    }
}

/// What is longer than a century is one: an instant may know no later time.
fn later(now: Instant, duration: Duration) -> Instant {
    const CENTURY: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);
    now.checked_add(duration.min(CENTURY)).unwrap_or(now)
}

struct PausedSleep {
    clock: PausedClock,
    duration: Duration,
    place: Option<(Instant, u64)>,
    /// For which sleep it waits, and how often that was polled.
    waiting: Option<((Instant, u64), u64)>,
    vain: u32,
}

impl PausedSleep {
    /// Counts how often it was polled while the sleep whose turn it is was not.
    fn wait_for(&mut self, first: ((Instant, u64), u64), times: &mut Times) {
        self.vain = if self.waiting == Some(first) { self.vain + 1 } else { 0 };
        self.waiting = Some(first);
        if self.vain >= PATIENCE
            && let Some(turns) = times.pending.get_mut(&first.0)
        {
            turns.is_idle = true;
        }
    }
}

impl Future for PausedSleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let clock = self.clock.clone();
        let mut times = lock(&clock.0);
        cx.waker().wake_by_ref();
        let Some(place) = self.place else {
            self.place = Some(times.begin(self.duration));
            return Poll::Pending;
        };
        times.note_poll(place);
        let first = times.first().filter(|(first, _)| first.0 < place.0 && times.now < place.0);
        if let Some(first) = first {
            self.wait_for(first, &mut times);
            return Poll::Pending;
        }
        times.now = times.now.max(place.0);
        times.pending.remove(&place);
        Poll::Ready(())
    }
}

impl Drop for PausedSleep {
    fn drop(&mut self) {
        if let Some(place) = self.place {
            lock(&self.clock.0).pending.remove(&place);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::task::Waker;

    use super::*;
    use crate::page::tests::block_on;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn of_two_sleeps_the_shorter_ends_first_whichever_is_polled_first() {
        let clock = PausedClock::new();
        let ended = Mutex::new(Vec::new());
        let sleep = async |seconds: u32| {
            clock.sleep(SECOND * seconds).await;
            lock(&ended).push((seconds, clock.elapsed()));
        };
        let (mut long, mut short) = (Box::pin(sleep(5)), Box::pin(sleep(2)));
        block_on(std::future::poll_fn(|cx| {
            let is_over = long.as_mut().poll(cx).is_ready();
            if lock(&ended).is_empty() {
                let _ = short.as_mut().poll(cx);
            }
            if is_over { Poll::Ready(()) } else { Poll::Pending }
        }));
        assert_eq!(*lock(&ended), [(2, SECOND * 2), (5, SECOND * 5)]);
    }

    #[test]
    fn a_sleep_that_nobody_polls_holds_no_other_up() {
        let clock = PausedClock::new();
        let mut aside = clock.sleep(SECOND);
        let mut context = Context::from_waker(Waker::noop());
        assert!(aside.as_mut().poll(&mut context).is_pending());
        block_on(clock.sleep(SECOND * 9));
        assert_eq!(clock.elapsed(), SECOND * 9);
        // It is over, as in real time.
        block_on(aside);
        assert_eq!(clock.elapsed(), SECOND * 9);
    }

    #[test]
    fn a_sleep_that_is_dropped_moves_no_time() {
        let clock = PausedClock::new();
        let mut dropped = clock.sleep(SECOND);
        let mut context = Context::from_waker(Waker::noop());
        assert!(dropped.as_mut().poll(&mut context).is_pending());
        drop(dropped);
        block_on(clock.sleep(SECOND * 3));
        assert_eq!((clock.elapsed(), clock.sleeps().len()), (SECOND * 3, 2));
        assert!(lock(&clock.0).pending.is_empty());
    }

    #[test]
    fn what_lasts_for_ever_lasts_a_century() {
        let clock = PausedClock::new();
        clock.advance(Duration::MAX);
        block_on(clock.sleep(Duration::MAX));
        assert_eq!(clock.elapsed().as_secs(), 200 * 365 * 24 * 60 * 60);
        assert_eq!(clock.sleeps(), [Duration::MAX]);
    }
}
