//! Which tokens a listing has used, in a few bytes for each, and never more than a megabyte.
//!
//! Tokens are kept as 128-bit hashes with keys of their own for each listing: a service cannot
//! make two tokens collide, and by accident none do. Of a listing of many pages only every second
//! token is kept, then every fourth, and so on: a cycle is then found a little later, when it comes
//! to a token that was kept, and one that repeats the token before at once, as ever.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use crate::token::Token;

/// How many tokens are kept; with more, every second one is forgotten.
pub(super) const MOST: usize = 16_384;

type Hash = [u64; 2];

#[derive(Debug)]
pub(super) struct Seen {
    keys: [RandomState; 2],
    pages: HashMap<Hash, u64>,
    latest: Option<(Hash, u64)>,
    /// Tokens of pages whose number this divides are kept.
    stride: u64,
}

impl Default for Seen {
    fn default() -> Self {
        Seen { keys: Default::default(), pages: HashMap::new(), latest: None, stride: 1 }
    }
}

impl Seen {
    /// Notes that this page named these tokens; gives the page that named them before, if any.
    pub(super) fn note(&mut self, tokens: &[Option<Token>], page: u64) -> Option<u64> {
        let hash = [self.keys[0].hash_one(tokens), self.keys[1].hash_one(tokens)];
        let latest = self.latest.replace((hash, page));
        let adjacent = latest.filter(|(latest, _)| *latest == hash).map(|(_, page)| page);
        let before = self.pages.get(&hash).copied().or(adjacent);
        if before.is_none() && page.is_multiple_of(self.stride) {
            self.keep(hash, page);
        }
        before
    }

    fn keep(&mut self, hash: Hash, page: u64) {
        if self.pages.len() == MOST {
            self.stride = self.stride.saturating_mul(2);
            let stride = self.stride;
            self.pages.retain(|_, page| page.is_multiple_of(stride));
        }
        self.pages.insert(hash, page);
    }

    #[cfg(test)]
    pub(super) fn kept(&self) -> usize {
        self.pages.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page at which a listing is found to go round in a cycle, and the page it returned to.
    fn found(before: u64, length: u64) -> (u64, u64) {
        let mut seen = Seen::default();
        let token =
            |page: u64| if page < before { page } else { before + (page - before) % length };
        for page in 0.. {
            let token = Token::Text(token(page).to_string());
            if let Some(earlier) = seen.note(&[Some(token)], page) {
                return (page, earlier);
            }
            assert!(seen.kept() <= MOST);
        }
        unreachable!()
    }

    #[test]
    fn d4_a_cycle_is_found_where_it_closes() {
        for (before, length) in [(0, 1), (3, 1), (0, 2), (5, 7), (1000, 9000)] {
            assert_eq!(found(before, length), (before + length, before), "{before} {length}");
        }
    }

    #[test]
    fn d4_in_a_long_listing_a_cycle_is_found_soon_after_and_memory_stays_bounded() {
        let many = MOST as u64;
        for (before, length) in [(3 * many, 5), (many, 20_001), (100_003, 2), (0, 9 * many)] {
            let (page, earlier) = found(before, length);
            let late = page - before - length;
            assert!(late <= 2 * page / many + 1, "{late} pages late: {before} {length}");
            assert_eq!((page - earlier) % length, 0, "the page named is one with that token");
        }
    }

    #[test]
    fn p18b_however_long_the_listing_a_token_that_repeats_the_one_before_is_found_at_once() {
        let before = 100_001;
        assert_eq!(found(before, 1), (before + 1, before));
    }

    #[test]
    fn the_memory_of_a_million_pages_is_bounded() {
        let mut seen = Seen::default();
        for page in 0..1_000_000 {
            let token = Token::Integer(page);
            assert_eq!(seen.note(&[Some(token)], page.unsigned_abs()), None);
        }
        let bytes = seen.pages.capacity() * (size_of::<(Hash, u64)>() + 1);
        assert!(bytes <= 1 << 20, "{bytes} bytes");
    }
}
