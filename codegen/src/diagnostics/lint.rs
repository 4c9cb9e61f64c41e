//! The kinds of warnings, by name.

use std::fmt;

/// What a warning is about. The names are stable: `maitred check --format json` prints them.
///
/// ```
/// # use maitred_build::Lint;
/// assert_eq!(Lint::NoSuchValue.name(), "no-such-value");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Lint {
    /// A waiter expects a value that the enum does not have.
    NoSuchValue,
    /// A waiter names an error by its shape, but the service by another code.
    OtherCode,
    /// A waiter names an error code that nearly is one of the service's.
    MisspeltCode,
    /// A waiter has no acceptor that ends it well.
    NoSuccess,
    /// An acceptor says what an earlier one says.
    DuplicateAcceptor,
    /// An acceptor matches only what an earlier one takes first.
    ShadowedAcceptor,
    /// Two names of a definition become one in Rust, so that one of them is changed.
    NameCollision,
    /// A waiter that asks without a pause, or for days.
    OddTiming,
    /// A key that nobody reads.
    UnknownKey,
    /// A key that an object has twice; the last one counts.
    RepeatedKey,
    /// A file or directory that nobody reads.
    IgnoredFile,
    /// A paginator has more tokens on one side than on the other.
    UnevenTokens,
    /// A service of which nothing can be called.
    NothingToCall,
}

impl Lint {
    /// The name, such as `no-such-value`.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoSuchValue => "no-such-value",
            Self::OtherCode => "other-code",
            Self::MisspeltCode => "misspelt-code",
            Self::NoSuccess => "no-success",
            Self::DuplicateAcceptor => "duplicate-acceptor",
            Self::ShadowedAcceptor => "shadowed-acceptor",
            Self::NameCollision => "name-collision",
            Self::OddTiming => "odd-timing",
            Self::UnknownKey => "unknown-key",
            Self::RepeatedKey => "repeated-key",
            Self::IgnoredFile => "ignored-file",
            Self::UnevenTokens => "uneven-tokens",
            Self::NothingToCall => "nothing-to-call",
        }
    }
}

impl fmt::Display for Lint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
