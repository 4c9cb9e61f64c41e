//! Error codes that nearly are one of the service's.
//!
//! AWS answers with many codes that no definition has, so that a code is unknown says nothing. That
//! it differs from a known one by a slip does.

use std::collections::BTreeSet;

use super::super::types::code;
use crate::resolve::{Matcher, Model};

/// The codes that a service answers with, as far as its definition says.
#[derive(Default)]
pub(in crate::lower) struct KnownCodes {
    codes: Vec<String>,
    /// The shapes' names too.
    all: BTreeSet<String>,
}

/// No service has as many; looking through them for every acceptor would take its time.
const MOST: usize = 5_000;

impl KnownCodes {
    pub(super) fn of(model: &Model) -> Self {
        let mut known = KnownCodes::default();
        for (id, shape) in model.shapes.iter() {
            let exception = model.structure(id).and_then(|shape| shape.exception.as_ref());
            if let Some(exception) = exception.filter(|_| known.codes.len() < MOST) {
                let code = code(&shape.name, exception);
                known.all.extend([code.clone(), shape.name.clone()]);
                known.codes.push(code);
            }
        }
        known
    }
}

impl KnownCodes {
    /// The code that is most likely meant, where another one stands.
    pub(super) fn misspelt(&self, matcher: &Matcher) -> Option<String> {
        let Matcher::ErrorCode(expected) = matcher else { return None };
        if expected.is_empty() || self.all.contains(expected) {
            return None;
        }
        self.codes.iter().find(|code| is_slip(expected, code)).cloned()
    }
}

/// Are they the same but for case, punctuation, or a letter or two?
fn is_slip(one: &str, other: &str) -> bool {
    const LONG: usize = 8;
    let (one, other) = (plain(one), plain(other));
    one == other
        || one.len().min(other.len()) >= LONG
            && one.len().abs_diff(other.len()) <= 2
            && strsim::damerau_levenshtein(&one, &other) <= 2
}

fn plain(code: &str) -> String {
    let letters = code.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn a_slip_is_a_letter_or_two_or_the_case() {
        for (slip, code) in [
            ("ResourceNotFoundExcpetion", "ResourceNotFoundException"),
            ("resourceNotFoundException", "ResourceNotFoundException"),
            ("Resource.NotFoundException", "ResourceNotFoundException"),
            ("DBInstanceNotFund", "DBInstanceNotFound"),
        ] {
            assert!(is_slip(slip, code), "{slip}");
        }
        for (other, code) in [
            ("ValidationException", "ThrottlingException"),
            ("NotFound", "Conflict"),
            ("404", "403"),
            ("ResourceNotFound", "ResourceNotFoundException"),
        ] {
            assert!(!is_slip(other, code), "{other}");
        }
    }
}
