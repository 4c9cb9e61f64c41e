//! Random numbers for backoff, and UUIDs for idempotency tokens and invocation ids.
//!
//! The numbers come from the keys of the standard library's hash maps, which the operating system
//! seeds. They are spread well and do not repeat; they are no secrets.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};

static DRAWN: AtomicU64 = AtomicU64::new(0);

/// 64 random bits.
pub(crate) fn bits() -> u64 {
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_u64(DRAWN.fetch_add(1, Ordering::Relaxed));
    hasher.finish()
}

/// A number in 0..1.
pub(crate) fn fraction() -> f64 {
    in_unit(bits())
}

/// A number in 0..1 that only depends on these two: the `index`th of the series that `seed` begins.
/// The series is SplitMix64's.
pub(crate) fn seeded(seed: u64, index: u64) -> f64 {
    let step = index.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = seed.wrapping_add(step);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    in_unit(mixed ^ (mixed >> 31))
}

fn in_unit(bits: u64) -> f64 {
    // 53 bits: as many as a double holds exactly.
    (bits >> 11) as f64 / (1u64 << 53) as f64
}

/// A UUID of version 4 in its usual text form.
pub(crate) fn uuid() -> String {
    let random = (u128::from(bits()) << 64) | u128::from(bits());
    format_uuid(random)
}

fn format_uuid(random: u128) -> String {
    const VERSION: u128 = 0xf << 76;
    const VARIANT: u128 = 0b11 << 62;
    let value = (random & !VERSION & !VARIANT) | (4 << 76) | (0b10 << 62);
    let hex = format!("{value:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn a_uuid_has_version_and_variant() {
        assert_eq!(format_uuid(0), "00000000-0000-4000-8000-000000000000");
        assert_eq!(format_uuid(u128::MAX), "ffffffff-ffff-4fff-bfff-ffffffffffff");
    }

    #[test]
    fn uuids_differ_across_threads() {
        let draw = || std::thread::spawn(|| (0..1000).map(|_| uuid()).collect::<Vec<_>>());
        let threads: Vec<_> = (0..4).map(|_| draw()).collect();
        let all: HashSet<String> = threads.into_iter().flat_map(|t| t.join().unwrap()).collect();
        assert_eq!(all.len(), 4000);
    }

    #[test]
    fn fractions_stay_in_their_range_and_spread() {
        let drawn: Vec<f64> = (0..2000).map(|_| fraction()).collect();
        assert!(drawn.iter().all(|value| (0.0..1.0).contains(value)));
        let mean = drawn.iter().sum::<f64>() / 2000.0;
        assert!((0.45..0.55).contains(&mean), "{mean}");
    }

    #[test]
    fn seeded_fractions_repeat_and_spread() {
        let drawn = |seed| (0..2000).map(|index| seeded(seed, index)).collect::<Vec<f64>>();
        let (some, others) = (drawn(1), drawn(2));
        assert_eq!(some, drawn(1));
        assert_ne!(some, others);
        assert!(some.iter().all(|value| (0.0..1.0).contains(value)));
        let mean = some.iter().sum::<f64>() / 2000.0;
        assert!((0.45..0.55).contains(&mean), "{mean}");
        // The first number that the reference implementation gives for the seed 0.
        assert_eq!(seeded(0, 0), in_unit(0xe220_a839_7b1d_cdaf));
    }
}
