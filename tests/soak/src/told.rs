//! What is told of a listing when it is over.

use std::fmt;

/// A listing that came to its end.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    pub(crate) name: &'static str,
    /// The items that must come exactly once.
    pub(crate) items: u64,
    /// Those of other lists, which a token cannot count.
    pub(crate) others: u64,
    /// Of these, how many came again.
    pub(crate) repeated: u64,
    /// How often it was stopped and resumed.
    pub(crate) stops: u64,
    /// How often it ended in an error, and was resumed.
    pub(crate) errors: u64,
}

impl fmt::Display for Told {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Told { name, items, others, repeated, stops, errors } = self;
        write!(formatter, "{name}: {items} items, stopped {stops} times, {errors} errors")?;
        if *others > 0 {
            write!(formatter, "; {others} of other lists, and {repeated} of these again")?;
        }
        Ok(())
    }
}
