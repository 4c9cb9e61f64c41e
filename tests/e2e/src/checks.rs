//! The checks: each a line on standard output, counted for each server and section.

use std::fmt::{Debug, Display};
use std::time::{Duration, Instant};

/// What stops a section before its end: an error that no check expected.
pub(crate) type Failure = Box<dyn std::error::Error + Send + Sync>;

/// How much of a value the line of a failed check shows.
const SHOWN: usize = 1200;

/// Counts checks, and prints them.
#[derive(Debug, Default)]
pub(crate) struct Checks {
    tallies: Vec<Tally>,
}

/// What one section found with one server.
#[derive(Debug)]
struct Tally {
    server: &'static str,
    section: &'static str,
    passed: usize,
    failed: usize,
    began: Instant,
    took: Duration,
}

impl Checks {
    /// What follows belongs to this section.
    pub(crate) fn begin(&mut self, server: &'static str, section: &'static str) {
        let (began, took) = (Instant::now(), Duration::ZERO);
        self.tallies.push(Tally { server, section, passed: 0, failed: 0, began, took });
    }

    /// A check that says itself what is wrong.
    pub(crate) fn record(&mut self, what: impl Display, result: Result<(), String>) {
        let (mut passed, mut failed) = (0, 0);
        let server = self.tallies.last().map_or("", |tally| tally.server);
        match result {
            Ok(()) => {
                passed += 1;
                println!("ok  {server}: {what}");
            }
            Err(why) => {
                failed += 1;
                println!("FAILED  {server}: {what}: {why}");
            }
        }
        if let Some(tally) = self.tallies.last_mut() {
            tally.passed += passed;
            tally.failed += failed;
            tally.took = tally.began.elapsed();
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

    /// Prints how many passed for each server and section, and says whether all of them did.
    pub(crate) fn summary(&self) -> bool {
        println!(
            "\n{:<10}{:<16}{:>7}{:>7}{:>9}",
            "server", "section", "passed", "failed", "seconds"
        );
        for Tally { server, section, passed, failed, took, .. } in &self.tallies {
            let seconds = took.as_secs_f64();
            println!("{server:<10}{section:<16}{passed:>7}{failed:>7}{seconds:>9.1}");
        }
        let passed: usize = self.tallies.iter().map(|tally| tally.passed).sum();
        let failed: usize = self.tallies.iter().map(|tally| tally.failed).sum();
        println!("{passed} passed, {failed} failed");
        failed == 0 && self.tallies.iter().all(|tally| tally.passed > 0) && passed > 0
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
