//! An acceptor in words: what it looks for, for messages and for those who read them.

use std::fmt;

use super::AcceptorState;

/// What an acceptor of a waiter looks for, and what it means.
///
/// `Display` is the condition in words: `path Table.TableStatus is ACTIVE`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    pub(super) state: AcceptorState,
    pub(super) number: usize,
    pub(super) matcher: &'static str,
    pub(super) argument: &'static str,
    pub(super) expected: &'static str,
}

impl Condition {
    /// What a match means.
    pub fn state(&self) -> AcceptorState {
        self.state
    }

    /// The acceptor's place in the definition, counted from 1.
    pub fn number(&self) -> usize {
        self.number
    }

    /// The matcher: `path`, `pathAll`, `pathAny`, `status` or `error`.
    pub fn matcher(&self) -> &'static str {
        self.matcher
    }

    /// The expression that a path matcher evaluates; `None` for others.
    pub fn argument(&self) -> Option<&'static str> {
        Some(self.argument).filter(|argument| !argument.is_empty())
    }

    /// The value that is looked for, as text.
    pub fn expected(&self) -> &'static str {
        self.expected
    }

    /// The condition while it does not hold.
    pub(super) fn awaited(self) -> Awaited {
        Awaited(self)
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Condition { argument, expected, .. } = self;
        match (self.matcher, *expected) {
            ("pathAll", _) => write!(formatter, "all of {argument} are {expected}"),
            ("pathAny", _) => write!(formatter, "one of {argument} is {expected}"),
            ("status", _) => write!(formatter, "status is {expected}"),
            ("error", "true") => formatter.write_str("there is an error"),
            ("error", "false") => formatter.write_str("there is no error"),
            ("error", _) => write!(formatter, "error code is {expected}"),
            (matcher, _) => write!(formatter, "{matcher} {argument} is {expected}"),
        }
    }
}

impl fmt::Debug for Condition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Condition({}, {:?}: {self})", self.number, self.state)
    }
}

/// A condition that does not hold yet, in words.
pub(super) struct Awaited(Condition);

impl fmt::Display for Awaited {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Condition { argument, expected, .. } = self.0;
        match (self.0.matcher, expected) {
            ("pathAll", _) => write!(formatter, "not all of {argument} are {expected} yet"),
            ("pathAny", _) => write!(formatter, "none of {argument} is {expected} yet"),
            ("status", _) => write!(formatter, "status is not {expected} yet"),
            ("error", "true") => formatter.write_str("there is no error yet"),
            ("error", "false") => formatter.write_str("there is still an error"),
            ("error", _) => write!(formatter, "error code is not {expected} yet"),
            (matcher, _) => write!(formatter, "{matcher} {argument} is not {expected} yet"),
        }
    }
}
