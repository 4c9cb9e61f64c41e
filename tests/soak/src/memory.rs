//! An allocator that counts what lives, and whether that grows.

#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::Outcome;

/// The system's allocator; counts.
pub(crate) struct Counting;

static LIVE: AtomicUsize = AtomicUsize::new(0);

/// The most that lived in each part of the run.
static MOST: [AtomicUsize; PARTS] = [const { AtomicUsize::new(0) }; PARTS];

const PARTS: usize = 4;

/// How much more the later parts may need than the first: pages differ in size, and more of them may
/// be under way at once.
const SLACK: usize = 256 << 10;

// SAFETY: everything is the system allocator's; counting allocates nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        LIVE.fetch_add(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller's promise is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller's promise is passed on.
        unsafe { System.dealloc(pointer, layout) }
    }
}

/// Notes what lives now, when so much of the whole is done.
pub(crate) fn sample(done: u64, whole: u64) {
    let part = usize::try_from(done.saturating_mul(PARTS as u64) / whole.max(1)).unwrap_or(0);
    if let Some(most) = MOST.get(part.min(PARTS - 1)) {
        most.fetch_max(LIVE.load(Ordering::Relaxed), Ordering::Relaxed);
    }
}

/// Prints what lived at most, and fails if it grew.
pub(crate) fn report() -> Outcome {
    let most: Vec<usize> = MOST.iter().map(|most| most.load(Ordering::Relaxed)).collect();
    let shown: Vec<String> = most.iter().map(|bytes| format!("{} KiB", bytes >> 10)).collect();
    println!("memory, the most of each quarter: {}", shown.join(", "));
    check(&most)
}

fn check(most: &[usize]) -> Outcome {
    let (Some((first, later)), false) = (most.split_first(), most.contains(&0)) else {
        return Err("memory was not looked at in each quarter".into());
    };
    match later.iter().max().filter(|later| **later > first + SLACK) {
        Some(later) => Err(format!("memory grew from {first} to {later} bytes").into()),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_is_seen_and_so_is_looking_away() {
        assert!(check(&[1 << 20, 1 << 20, 5 << 18, 1 << 20]).is_ok());
        assert!(check(&[1 << 20, 1 << 20, 1 << 20, 2 << 20]).is_err());
        assert!(check(&[1 << 20, 0, 1 << 20, 1 << 20]).is_err());
    }

    #[test]
    fn what_lives_is_counted() {
        let before = LIVE.load(Ordering::Relaxed);
        let held = vec![0u8; 64 << 20];
        assert!(LIVE.load(Ordering::Relaxed) >= before.saturating_add(32 << 20), "{}", held.len());
    }
}
