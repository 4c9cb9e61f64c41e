//! Why a response, or a token, could not be read.

use std::fmt;

/// What was wrong with a value, and where it stood.
///
/// One pointer in size: every value that is read is returned beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed(Box<Details>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Details {
    what: String,
    /// From the innermost segment to the outermost: it is noted while the error travels up.
    path: Vec<String>,
    position: Option<String>,
}

impl Malformed {
    /// An error about the value itself; whoever reads the value around it adds where it stands.
    pub fn new(what: impl Into<String>) -> Self {
        Malformed(Box::new(Details { what: what.into(), path: Vec::new(), position: None }))
    }

    /// A value of another type than the definition says.
    pub fn expected(expected: &str, found: impl fmt::Display) -> Self {
        Malformed::new(format!("expected {expected}, found {found}"))
    }

    /// Notes that the value stood in this member, or under this index of a list or map. Keys of
    /// maps are data, which no error text repeats.
    pub fn within(mut self, segment: impl Into<String>) -> Self {
        self.0.path.push(segment.into());
        self
    }

    /// Notes where in the body the value stood: `line 1 column 20`. The first note stays, as it is
    /// made nearest to the value.
    pub fn at(mut self, position: impl fmt::Display) -> Self {
        if self.0.position.is_none() {
            self.0.position = Some(position.to_string());
        }
        self
    }

    /// Where the value stood: `Snapshots.3.StartTime`; empty for the whole.
    pub fn path(&self) -> String {
        let segments: Vec<&str> = self.0.path.iter().rev().map(String::as_str).collect();
        segments.join(".")
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.path.is_empty() {
            write!(formatter, "{}: ", self.path())?;
        }
        formatter.write_str(&self.0.what)?;
        match &self.0.position {
            Some(position) => write!(formatter, " ({position})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Malformed {}
