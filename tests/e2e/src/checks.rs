//! The checks: each a line on standard output, counted.

use std::fmt::{Debug, Display};

/// What stops a section before its end: an error that no check expected.
pub(crate) type Failure = Box<dyn std::error::Error + Send + Sync>;

/// How much of a value the line of a failed check shows.
const SHOWN: usize = 600;

/// Counts checks, and prints them.
#[derive(Debug, Default)]
pub(crate) struct Checks {
    passed: usize,
    failed: usize,
}

impl Checks {
    /// A check that says itself what is wrong.
    pub(crate) fn record(&mut self, what: impl Display, result: Result<(), String>) {
        match result {
            Ok(()) => {
                self.passed += 1;
                println!("ok  {what}");
            }
            Err(why) => {
                self.failed += 1;
                println!("FAILED  {what}: {why}");
            }
        }
    }

    /// Checks that two values are the same.
    pub(crate) fn equal<T: PartialEq + Debug>(&mut self, what: impl Display, ours: T, theirs: T) {
        let result = if ours == theirs { Ok(()) } else { Err(difference(&ours, &theirs)) };
        self.record(what, result);
    }

    /// Checks that something holds of a value, which the line shows if it does not.
    pub(crate) fn holds(&mut self, what: impl Display, holds: bool, value: &dyn Debug) {
        self.record(what, if holds { Ok(()) } else { Err(shown(value)) });
    }

    /// How many passed, and how many failed.
    pub(crate) fn counts(&self) -> (usize, usize) {
        (self.passed, self.failed)
    }
}

fn difference(ours: &dyn Debug, theirs: &dyn Debug) -> String {
    format!("got {}; expected {}", shown(ours), shown(theirs))
}

fn shown(value: &dyn Debug) -> String {
    let text = format!("{value:?}");
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
