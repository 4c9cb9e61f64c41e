//! What the polls of a wait ended in, counted: twenty times nothing matched, five times there were too
//! many requests.
//!
//! It stays in memory while the wait sleeps, so both the kinds and the length of a code are limited.

use std::fmt::{self, Write};

use super::Condition;
use crate::Error;
use crate::error::OneLine;

/// How many kinds of outcome are counted apart.
const KINDS: usize = 8;

/// How much of an error code is kept.
const LONGEST_CODE: usize = 100;

/// A kind of outcome that polls of a wait had, and how many had it.
///
/// `Display` is one part of a sentence: `20× no acceptor matched`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observed {
    kind: Kind,
    polls: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Output {
        acceptor: Option<Condition>,
    },
    Error {
        acceptor: Option<Condition>,
        code: Option<Box<str>>,
        status: Option<u16>,
    },
    /// Those for which there was no room.
    Other,
}

impl Observed {
    /// The acceptor that matched, if one did.
    pub fn acceptor(&self) -> Option<Condition> {
        match self.kind {
            Kind::Output { acceptor } | Kind::Error { acceptor, .. } => acceptor,
            Kind::Other => None,
        }
    }

    /// Were these errors?
    pub fn is_error(&self) -> bool {
        matches!(self.kind, Kind::Error { .. })
    }

    /// The error code, at most its first hundred bytes; `None` for outputs, and for requests that got
    /// no answer.
    pub fn code(&self) -> Option<&str> {
        match &self.kind {
            Kind::Error { code, .. } => code.as_deref(),
            _ => None,
        }
    }

    /// The HTTP status of the errors.
    pub fn status(&self) -> Option<u16> {
        match self.kind {
            Kind::Error { status, .. } => status,
            _ => None,
        }
    }

    /// How many polls ended so.
    pub fn polls(&self) -> u32 {
        self.polls
    }
}

impl fmt::Display for Observed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}× ", self.polls)?;
        match &self.kind {
            Kind::Output { acceptor: Some(condition) } => write!(formatter, "{condition}"),
            Kind::Output { acceptor: None } => formatter.write_str("no acceptor matched"),
            Kind::Error { code: Some(code), status: Some(status), .. } => {
                write!(OneLine(formatter), "{code} ({status})")
            }
            Kind::Error { status: Some(_), .. } => formatter.write_str("no readable answer"),
            Kind::Error { .. } => formatter.write_str("no answer"),
            Kind::Other => formatter.write_str("something else"),
        }
    }
}

/// Counts outcomes.
#[derive(Debug, Default)]
pub(super) struct Tally(Vec<Observed>);

impl Tally {
    pub(super) fn count(&mut self, acceptor: Option<Condition>, error: Option<&Error>) {
        let kind = match error {
            None => Kind::Output { acceptor },
            Some(error) => {
                Kind::Error { acceptor, code: error.code().map(shortened), status: error.status() }
            }
        };
        let kind = if self.0.len() < KINDS || self.has(&kind) { kind } else { Kind::Other };
        match self.0.iter_mut().find(|observed| observed.kind == kind) {
            Some(observed) => observed.polls = observed.polls.saturating_add(1),
            None => {
                // One at a time: most waits see one or two, and hold them for long.
                self.0.reserve_exact(1);
                self.0.push(Observed { kind, polls: 1 });
            }
        }
    }

    fn has(&self, kind: &Kind) -> bool {
        self.0.iter().any(|observed| observed.kind == *kind)
    }

    /// The kinds, the most frequent first, and of two the one that came first.
    pub(super) fn into_observed(mut self) -> Vec<Observed> {
        self.0.sort_by_key(|observed| std::cmp::Reverse(observed.polls));
        self.0
    }
}

fn shortened(code: &str) -> Box<str> {
    let ends = (0..=LONGEST_CODE.min(code.len())).rev();
    let kept = ends.filter_map(|end| code.get(..end)).next();
    kept.unwrap_or_default().into()
}

/// What there is to say of several kinds; nothing of a single one.
pub(super) struct Several<'a>(pub(super) &'a [Observed]);

impl fmt::Display for Several<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.len() < 2 {
            return Ok(());
        }
        self.0.iter().enumerate().try_for_each(|(index, observed)| {
            let separator = if index == 0 { ": " } else { ", " };
            write!(formatter, "{separator}{observed}")
        })
    }
}
