//! What is wrong where a program and its script do not fit: a call too many, or an answer.

use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::fmt;

use super::record::Call;

/// An answer that can still be asked for.
#[derive(Debug, Clone)]
pub(super) struct Left {
    pub(super) service: &'static str,
    pub(super) operation: &'static str,
    /// Which one of its operation.
    pub(super) number: usize,
    /// Is it a standing one?
    pub(super) stands: bool,
}

/// A call that the script had no answer for.
///
/// ```
/// use maitred::testing::UnexpectedCall;
///
/// /// Is a test's failure one of its script?
/// fn is_unscripted(error: &maitred::Error) -> bool {
///     UnexpectedCall::of(error).is_some()
/// }
/// # let _ = is_unscripted;
/// ```
#[derive(Clone)]
pub struct UnexpectedCall {
    call: Call,
    given: usize,
    left: Vec<Left>,
}

impl UnexpectedCall {
    pub(super) fn new(call: &Call, given: usize, left: Vec<Left>) -> Self {
        UnexpectedCall { call: call.clone(), given, left }
    }

    /// The unexpected call that an error comes from, be it an [`Error`](crate::Error) or what a wait
    /// failed with.
    #[must_use]
    pub fn of<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a UnexpectedCall> {
        let mut error = error;
        loop {
            match error.downcast_ref() {
                Some(unexpected) => return Some(unexpected),
                None => error = error.source()?,
            }
        }
    }

    /// The call.
    #[must_use]
    pub fn call(&self) -> &Call {
        &self.call
    }

    fn expected(&self) -> String {
        if self.left.is_empty() {
            return "no other answer is left either".to_owned();
        }
        format!("what is left: {}", listed(&self.left))
    }
}

impl fmt::Display for UnexpectedCall {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "unexpected call of {:?}: ", self.call)?;
        let of_it = self.left.iter().filter(|left| {
            left.operation == self.call.operation() && left.service == self.call.service()
        });
        match (self.given, of_it.count()) {
            (0, _) => formatter.write_str("no answer was given for this operation")?,
            (given, 0) => write!(formatter, "all {given} answers of this operation are used up")?,
            (_, left) => write!(formatter, "none of the {left} answers left accepts the input")?,
        }
        write!(formatter, "; {}", self.expected())
    }
}

impl fmt::Debug for UnexpectedCall {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl StdError for UnexpectedCall {}

/// A script that was not played to its end, or beyond it. `Display` and `Debug` are the same text, so
/// that `unwrap` in a test says it in words.
pub struct Unfinished {
    left: Vec<Left>,
    unexpected: Vec<UnexpectedCall>,
}

impl Unfinished {
    pub(super) fn new(left: Vec<Left>, unexpected: Vec<UnexpectedCall>) -> Self {
        Unfinished { left, unexpected }
    }

    /// How many answers nobody asked for.
    #[must_use]
    pub fn left(&self) -> usize {
        self.left.len()
    }

    /// The calls for which there was no answer.
    #[must_use]
    pub fn unexpected(&self) -> &[UnexpectedCall] {
        &self.unexpected
    }
}

impl fmt::Display for Unfinished {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let left = (!self.left.is_empty())
            .then(|| format!("answers that nobody asked for: {}", listed(&self.left)));
        let unexpected = self.unexpected.iter().map(UnexpectedCall::to_string);
        let all: Vec<String> = left.into_iter().chain(unexpected).collect();
        write!(formatter, "the script does not fit the program: {}", all.join("; "))
    }
}

impl fmt::Debug for Unfinished {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl StdError for Unfinished {}

/// Answers by operation: `dynamodb DescribeTable (no. 2, no. 3)`.
fn listed(left: &[Left]) -> String {
    let mut numbers: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for Left { service, operation, number, stands } in left {
        let number = if *stands { "always".to_owned() } else { format!("no. {number}") };
        numbers.entry((service, operation)).or_default().push(number);
    }
    let all = numbers.iter().map(|((service, operation), numbers)| {
        format!("{service} {operation} ({})", numbers.join(", "))
    });
    all.collect::<Vec<_>>().join(", ")
}
