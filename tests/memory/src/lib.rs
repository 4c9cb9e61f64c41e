//! An allocator that counts the bytes in use, and a generated waiter to count with it.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

/// What the build script names.
pub mod aws {
    maitred::include_services!();
}

/// The system's allocator, counting: what was asked for and not yet given back, in bytes.
#[derive(Debug)]
pub struct Counting(AtomicUsize);

impl Counting {
    /// Nothing is in use.
    #[allow(clippy::new_without_default, reason = "a static needs a const function")]
    pub const fn new() -> Self {
        Counting(AtomicUsize::new(0))
    }

    /// The bytes in use.
    pub fn in_use(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

// SAFETY: it does what the system's allocator does; counting does not touch the memory.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        self.0.fetch_add(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller keeps the contract, which is the same.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        self.0.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: as above; the pointer came from `alloc`, which is the system's.
        unsafe { System.dealloc(pointer, layout) }
    }
}
