//! What compiled JMESPath calls: the few operations that are more than field access.
//!
//! A value that may be null is an `Option`. Null, truth and equality are JMESPath's here; what
//! counts as an absent token is decided elsewhere, and differently (botocore rules P15 and P16).

mod dynamic;
mod json;
mod lists;
mod numbers;
mod objects;
mod text;

use std::cell::Cell;

pub use dynamic::*;
pub use json::{Json, json, nothing, object, parsed};
pub use lists::*;
pub use numbers::*;
pub use objects::*;
pub use text::*;

use crate::Error;
use crate::call::Operation;
use crate::error::Kind;
use crate::shape::{PLAIN, Put, Value};
use crate::token::Token;

/// Whether an evaluation failed, as `length` of a null does, and in which function. A condition
/// whose evaluation failed did not match.
#[derive(Debug, Default)]
pub struct Fault(Cell<Option<(&'static str, &'static str)>>);

impl Fault {
    /// No failure yet.
    pub fn new() -> Self {
        Fault::default()
    }

    /// Did anything fail?
    pub fn is_raised(&self) -> bool {
        self.0.get().is_some()
    }

    /// This function was given something else than what it takes. The first failure is kept.
    pub(crate) fn raise(&self, function: &'static str, takes: &'static str) {
        if !self.is_raised() {
            self.0.set(Some((function, takes)));
        }
    }
}

/// What a search found, unless its evaluation failed.
///
/// # Errors
/// The search, the function that failed, and what it takes.
pub fn outcome<O: Operation, T>(
    search: &str,
    fault: &Fault,
    found: Option<T>,
) -> Result<Option<T>, Error> {
    match fault.0.get() {
        None => Ok(found),
        Some((function, takes)) => {
            let text = format!("the search `{search}` failed: `{function}` takes {takes}");
            Err(Error::new(Kind::Search, text).of(O::SPEC))
        }
    }
}

/// A value that a function takes no null for.
pub fn needed<T>(
    fault: &Fault,
    function: Option<&'static str>,
    takes: Option<&'static str>,
    value: Option<T>,
) -> Option<T> {
    if value.is_none() {
        fault.raise(function.unwrap_or_default(), takes.unwrap_or_default());
    }
    value
}

/// A list whose elements must not be null, nor anything else that was made null.
pub fn all_set<T>(
    fault: &Fault,
    function: Option<&'static str>,
    takes: Option<&'static str>,
    elements: Option<impl Iterator<Item = Option<T>>>,
) -> Option<std::vec::IntoIter<T>> {
    let all = elements?.collect::<Option<Vec<T>>>();
    needed(fault, function, takes, all).map(Vec::into_iter)
}

/// `length()` among numbers.
pub fn length(fault: &Fault, length: Option<usize>) -> Option<f64> {
    count(fault, length).map(|count| count as f64)
}

/// `length()`: raises the fault for a null.
pub fn count(fault: &Fault, count: Option<usize>) -> Option<i64> {
    if count.is_none() {
        fault.raise("length", "text, a list or a map, not null");
    }
    count.map(|count| i64::try_from(count).unwrap_or(i64::MAX))
}

/// `<`, `<=`, `>` and `>=`: null where a side is null.
pub fn order(left: Option<f64>, right: Option<f64>, compare: fn(f64, f64) -> bool) -> Option<bool> {
    Some(compare(left?, right?))
}

/// `&&`: the left value if it is false or null, or else the right one.
pub fn both(left: Option<bool>, right: impl FnOnce() -> Option<bool>) -> Option<bool> {
    if left == Some(true) { right() } else { left }
}

/// `[n]`, counted from the end when negative.
pub fn index<T>(list: &[T], index: i32) -> Option<&T> {
    let distance = usize::try_from(index.unsigned_abs()).ok()?;
    if index < 0 {
        list.len().checked_sub(distance).and_then(|at| list.get(at))
    } else {
        list.get(distance)
    }
}

/// `pathAll`: is there an element, and is every one the expected (botocore rule W15)?
pub fn all<T: PartialEq>(elements: Option<impl Iterator<Item = T>>, expected: Option<T>) -> bool {
    let Some(mut elements) = elements.map(Iterator::peekable) else { return false };
    elements.peek().is_some() && elements.all(|element| Some(element) == expected)
}

/// `pathAny`: is one element the expected (botocore rule W15)? Looks at every element, since
/// evaluating a later one may fail, and then nothing matches.
pub fn any<T: PartialEq>(elements: Option<impl Iterator<Item = T>>, expected: Option<T>) -> bool {
    let elements = elements.into_iter().flatten();
    elements.fold(false, |found, element| found | (Some(element) == expected))
}

/// Is a structure or document true: is anything in it? A document may be a number, and every number
/// is true here.
pub fn is_set(value: &dyn Put) -> bool {
    Token::of(value, &PLAIN).is_some_and(|token| {
        matches!(token, Token::Integer(_) | Token::Float(_)) || !token.is_absent()
    })
}

/// A member as a token.
pub fn token<T: Value>(value: Option<&T>) -> Option<Token> {
    Token::of(value?, &PLAIN)
}

/// Text as a token.
pub fn text_token(text: Option<&str>) -> Option<Token> {
    text.map(|text| Token::Text(text.to_owned()))
}

/// A number as a token: an integer where it is one, as the service sent it.
pub fn number_token(number: Option<f64>) -> Option<Token> {
    let number = number?;
    let whole = number as i64;
    Some(if whole as f64 == number { Token::Integer(whole) } else { Token::Float(number) })
}

/// An integer as a token.
pub fn integer_token(number: Option<i64>) -> Option<Token> {
    number.map(Token::Integer)
}

/// Text that was made as a token.
pub fn string_token(text: Option<String>) -> Option<Token> {
    text.map(Token::Text)
}

/// A boolean as a token.
pub fn bool_token(value: Option<bool>) -> Option<Token> {
    value.map(Token::Bool)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_counts_from_either_end() {
        let list = [1, 2, 3];
        let cases =
            [(0, Some(&1)), (2, Some(&3)), (3, None), (-1, Some(&3)), (-3, Some(&1)), (-4, None)];
        for (at, expected) in cases {
            assert_eq!(index(&list, at), expected, "{at}");
        }
        assert_eq!(index(&list, i32::MIN), None);
    }

    #[test]
    fn w15_all_needs_an_element_and_any_finds_one() {
        let list = |items: &'static [&'static str]| Some(items.iter().copied());
        assert!(all(list(&["a", "a"]), Some("a")));
        assert!(!all(list(&["a", "b"]), Some("a")));
        assert!(!all(list(&[]), Some("a")));
        assert!(!all(None::<std::iter::Empty<&str>>, Some("a")));
        assert!(any(list(&["b", "a"]), Some("a")));
        assert!(!any(list(&["b"]), Some("a")));
        assert!(!any(None::<std::iter::Empty<&str>>, Some("a")));
    }

    #[test]
    fn d15_the_length_of_a_null_is_a_fault() {
        let fault = Fault::new();
        assert_eq!(length(&fault, Some(2)), Some(2.0));
        assert!(!fault.is_raised());
        assert_eq!(length(&fault, None), None);
        assert!(fault.is_raised());
    }

    #[test]
    fn w20_operators_follow_jmespath() {
        assert_eq!(order(Some(1.0), Some(2.0), |left, right| left < right), Some(true));
        assert_eq!(order(None, Some(2.0), |left, right| left < right), None);
        assert_eq!(both(Some(true), || Some(false)), Some(false));
        assert_eq!(both(None, || Some(true)), None);
    }
}
