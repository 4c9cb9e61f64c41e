use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The system's allocator, counting.
#[derive(Debug)]
pub struct Counting {
    bytes: AtomicUsize,
    times: AtomicUsize,
}

impl Counting {
    /// Nothing is in use.
    #[allow(clippy::new_without_default, reason = "a static needs a const function")]
    pub const fn new() -> Self {
        Counting { bytes: AtomicUsize::new(0), times: AtomicUsize::new(0) }
    }

    /// What was asked for and not yet given back, in bytes.
    pub fn in_use(&self) -> usize {
        self.bytes.load(Ordering::Relaxed)
    }

    /// How often memory was asked for; a block that grows asks again.
    pub fn allocations(&self) -> usize {
        self.times.load(Ordering::Relaxed)
    }

    fn asked(&self, bytes: usize) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        self.times.fetch_add(1, Ordering::Relaxed);
    }
}

// SAFETY: it does what the system's allocator does; counting does not touch the memory.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        self.asked(layout.size());
        // SAFETY: the caller keeps the contract, which is the same.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        self.bytes.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: as above; the pointer came from `alloc`, which is the system's.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        self.asked(size);
        self.bytes.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: as above.
        unsafe { System.realloc(pointer, layout, size) }
    }
}
