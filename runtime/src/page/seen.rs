//! Which tokens a listing has used, in a few bytes for each.
//!
//! Tokens are kept as 128-bit hashes with keys of their own for each listing: a service cannot
//! make two tokens collide, and by accident none do.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use crate::token::Token;

#[derive(Debug, Default)]
pub(super) struct Seen {
    keys: [RandomState; 2],
    pages: HashMap<[u64; 2], u64>,
}

impl Seen {
    /// Notes that this page named these tokens; gives the page that named them before, if any.
    pub(super) fn note(&mut self, tokens: &[Option<Token>], page: u64) -> Option<u64> {
        let hash = [self.keys[0].hash_one(tokens), self.keys[1].hash_one(tokens)];
        let before = self.pages.get(&hash).copied();
        if before.is_none() {
            self.pages.insert(hash, page);
        }
        before
    }
}
