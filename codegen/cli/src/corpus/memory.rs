//! How much memory a process has, and had at most; known on Linux, where `/proc` says it.

use std::sync::atomic::{AtomicU64, Ordering};

/// A number of bytes of memory in use.
pub(super) type Bytes = u64;

/// What this process had at most.
pub(super) fn own_peak() -> Option<Bytes> {
    Usage::of("self").map(|usage| usage.peak)
}

/// The memory of a running process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Usage {
    pub(super) now: Bytes,
    pub(super) peak: Bytes,
}

impl Usage {
    /// Of a process by its number, or of `self`; nothing where it has ended, or cannot be known.
    pub(super) fn of(process: &str) -> Option<Self> {
        Self::parse(&std::fs::read_to_string(format!("/proc/{process}/status")).ok()?)
    }

    fn parse(status: &str) -> Option<Self> {
        let field = |name: &str| {
            let value = status.lines().find_map(|line| line.strip_prefix(name))?;
            let kibibytes: Bytes = value.strip_suffix("kB")?.trim().parse().ok()?;
            kibibytes.checked_mul(1024)
        };
        Some(Self { now: field("VmRSS:")?, peak: field("VmHWM:")? })
    }
}

/// The memory of several processes together.
#[derive(Debug, Default)]
pub(super) struct Total {
    now: AtomicU64,
    peak: AtomicU64,
}

impl Total {
    /// One of the processes has another amount than before.
    pub(super) fn change(&self, before: Bytes, now: Bytes) {
        self.now.fetch_add(now, Ordering::Relaxed);
        let with_before = self.now.fetch_sub(before, Ordering::Relaxed);
        self.peak.fetch_max(with_before.saturating_sub(before), Ordering::Relaxed);
    }

    /// What they had together at most; nothing where it cannot be known.
    pub(super) fn peak(&self) -> Option<Bytes> {
        Some(self.peak.load(Ordering::Relaxed)).filter(|peak| *peak > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_read() {
        let status = "Name:\trustc\nVmPeak:\t  900 kB\nVmHWM:\t  30 kB\nVmRSS:\t  20 kB\n";
        assert_eq!(Usage::parse(status), Some(Usage { now: 20 << 10, peak: 30 << 10 }));
    }

    #[test]
    fn a_process_that_has_ended_has_no_memory() {
        assert_eq!(Usage::parse("Name:\trustc\nState:\tZ (zombie)\n"), None);
    }

    #[test]
    fn the_peak_of_several_is_of_one_moment() {
        let total = Total::default();
        for (before, now) in [(0, 30), (30, 0), (0, 10), (0, 5), (10, 20)] {
            total.change(before, now);
        }
        assert_eq!(total.peak(), Some(30));
    }

    #[test]
    fn nothing_measured_is_not_zero() {
        assert_eq!(Total::default().peak(), None);
    }
}
