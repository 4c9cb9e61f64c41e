//! The cursor alone, on arbitrary pages: it always ends, and never asks twice for the same.

use std::collections::HashSet;

use super::shapes::*;
use super::*;
use crate::page::cursor::{Cursor, Next, Options};
use crate::page::spec::PageView;
use crate::shape::Slot;
use crate::token::{Token, TokenSet};

/// A page of arbitrary tokens and as many items.
struct Arbitrary {
    tokens: TokenSet,
    items: Option<Vec<i64>>,
}

impl PageView for Arbitrary {
    fn tokens(&self) -> TokenSet {
        self.tokens.clone()
    }

    fn has_more(&self) -> bool {
        true
    }

    fn result(&mut self, key: usize) -> Option<&mut dyn Slot> {
        (key == 0).then_some(&mut self.items as &mut dyn Slot)
    }
}

/// A sequence of numbers that looks arbitrary and is the same every time.
#[derive(Debug)]
pub(super) struct Numbers(pub(super) u64);

impl Numbers {
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) % limit
    }

    fn token(&mut self) -> Option<Token> {
        match self.below(6) {
            0 => None,
            1 => Some(Token::from("")),
            _ => Some(Token::Text(self.below(5).to_string())),
        }
    }

    fn page(&mut self) -> Arbitrary {
        let tokens = vec![self.token(), self.token()];
        Arbitrary { tokens, items: Some(vec![0; self.below(4) as usize]) }
    }
}

fn options(numbers: &mut Numbers) -> Options {
    let start = |number| (number == 0).then(|| "1___2___1".to_owned());
    let limit = |number: u64| (number < 20).then_some(number as usize);
    Options {
        page_size: None,
        max_items: limit(numbers.below(40)),
        starting_token: start(numbers.below(3)),
        ..Options::default()
    }
}

/// The cursor of a listing of many pages, and how many pages it took.
fn after_many(options: Options, most: u64) -> (Cursor, u64) {
    let mut cursor = Cursor::new(Two::PAGINATOR, Input::SCHEMA, options);
    let mut input = Input::default();
    for page in 1..=most {
        cursor.prepare(&mut input).unwrap();
        let tokens = vec![Some(Token::from((page % 70_000).to_string())), None];
        let next = cursor.accept(&mut Arbitrary { tokens, items: None });
        if next != Next::Request {
            return (cursor, page);
        }
    }
    (cursor, most)
}

#[test]
fn d4_a_listing_that_goes_on_remembers_nothing() {
    let general = PageOptions::new().on_repeated_token(RepeatedToken::GoOn);
    let (cursor, pages) = after_many(Options { general, ..Options::default() }, 200_000);
    assert_eq!((cursor.remembered(), pages), (0, 200_000));
}

#[test]
fn d4_a_long_listing_remembers_little_and_its_end_is_found() {
    let (cursor, pages) = after_many(Options::default(), 200_000);
    assert!(cursor.remembered() <= crate::page::seen::MOST);
    assert!((70_000..70_016).contains(&pages), "{pages}: the token of page 1 or one soon after");
}

#[test]
fn arbitrary_listings_end_and_never_ask_twice() {
    for seed in 0..2000 {
        let mut numbers = Numbers(seed);
        let options = options(&mut numbers);
        let limit = options.max_items.unwrap_or(usize::MAX);
        let mut cursor = Cursor::new(Two::PAGINATOR, Input::SCHEMA, options);
        let (mut input, mut asked, mut items) = (Input::default(), HashSet::new(), 0);
        let last = loop {
            cursor.prepare(&mut input).unwrap();
            assert!(asked.insert((input.a.clone(), input.b.clone())), "seed {seed}: {input:?}");
            let mut page = numbers.page();
            let next = cursor.accept(&mut page);
            items += page.items.map_or(0, |items| items.len());
            if next != Next::Request {
                break next;
            }
            assert!(input.a.is_some() || input.b.is_some() || asked.len() == 1);
        };
        assert!(items <= limit, "seed {seed}");
        assert!(asked.len() <= 37, "six times six sets of tokens, and the first request");
        if matches!(last, Next::Fault(_)) {
            assert!(cursor.resume_token().is_none(), "seed {seed}");
        }
    }
}
