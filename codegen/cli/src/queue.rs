//! A few threads that take one item after the other.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{Builder, scope};
use std::{io, panic};

/// What a build script's main thread has.
const STACK: usize = 8 << 20;

/// Does `work` on every item, `jobs` at once, beginning with the first ones; the results are in the
/// items' order.
///
/// # Errors
///
/// When the system gives no thread.
pub(crate) fn each<T: Sync, R: Send>(
    jobs: NonZeroUsize,
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
) -> io::Result<Vec<R>> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else { return done };
            done.push((index, work(item)));
        }
    };
    let mut done = scope(|scope| {
        let start = |_| Builder::new().stack_size(STACK).spawn_scoped(scope, worker);
        let threads =
            (0..jobs.get().min(items.len())).map(start).collect::<io::Result<Vec<_>>>()?;
        let join = |thread: std::thread::ScopedJoinHandle<'_, _>| {
            thread.join().unwrap_or_else(|panicked| panic::resume_unwind(panicked))
        };
        Ok::<Vec<(usize, R)>, io::Error>(threads.into_iter().flat_map(join).collect())
    })?;
    done.sort_by_key(|(index, _)| *index);
    Ok(done.into_iter().map(|(_, result)| result).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Barrier;

    fn jobs(number: usize) -> NonZeroUsize {
        NonZeroUsize::new(number).unwrap_or(NonZeroUsize::MIN)
    }

    #[test]
    fn results_are_in_the_order_of_the_items() -> io::Result<()> {
        let items: Vec<usize> = (0..100).collect();
        for number in [1, 3, 200] {
            let doubled = each(jobs(number), &items, |item| item * 2)?;
            assert_eq!(doubled, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        }
        Ok(())
    }

    #[test]
    fn items_are_worked_on_at_once() -> io::Result<()> {
        // Each waits for the other, which one thread alone would do for ever.
        let barrier = Barrier::new(2);
        each(jobs(2), &[(), ()], |()| barrier.wait().is_leader())
            .map(|leaders| assert_eq!(leaders.iter().filter(|leader| **leader).count(), 1))
    }

    #[test]
    fn nothing_to_do_is_done() -> io::Result<()> {
        each(jobs(2), &[(); 0], |()| ()).map(|done| assert!(done.is_empty()))
    }
}
