//! Functions of numbers in compiled JMESPath. Integers stay integers as long as they fit.

use super::Fault;
use crate::shape::Document;

/// `abs()`.
pub fn abs(number: Option<f64>) -> Option<f64> {
    number.map(f64::abs)
}

/// `abs()` of an integer.
pub fn abs_integer(number: Option<i64>) -> Option<i64> {
    number.map(i64::saturating_abs)
}

/// `ceil()`.
pub fn ceil(number: Option<f64>) -> Option<f64> {
    number.map(f64::ceil)
}

/// `floor()`.
pub fn floor(number: Option<f64>) -> Option<f64> {
    number.map(f64::floor)
}

/// `avg()`: null for no numbers.
pub fn avg(numbers: Option<impl Iterator<Item = f64>>) -> Option<f64> {
    let (count, sum) =
        numbers?.fold((0.0, 0.0), |(count, sum), number| (count + 1.0, sum + number));
    (count > 0.0).then(|| sum / count)
}

/// `sum()`.
pub fn sum(numbers: Option<impl Iterator<Item = f64>>) -> Option<f64> {
    Some(numbers?.fold(0.0, |sum, number| sum + number))
}

/// `sum()` of integers: raises the fault where the sum does not fit 64 bits.
pub fn sum_integers(fault: &Fault, numbers: Option<impl Iterator<Item = i64>>) -> Option<i64> {
    let sum = numbers?.try_fold(0_i64, i64::checked_add);
    if sum.is_none() {
        fault.raise("sum", "integers whose sum fits 64 bits");
    }
    sum
}

/// `to_number()` of text: null for what is no number.
pub fn parsed_number(text: Option<impl AsRef<str>>) -> Option<f64> {
    number_in(text?.as_ref())
}

fn number_in(text: &str) -> Option<f64> {
    serde_json::from_str::<serde_json::Number>(text).ok()?.as_f64()
}

/// `to_number()` of a document.
pub fn document_to_number(document: Option<Document>) -> Option<f64> {
    match document? {
        Document::String(text) => number_in(&text),
        other => other.as_f64(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_stay_integers_or_fail() {
        let fault = Fault::new();
        assert_eq!(sum_integers(&fault, Some([1, 2, i64::MAX - 3].into_iter())), Some(i64::MAX));
        assert!(!fault.is_raised());
        assert_eq!(sum_integers(&fault, Some([1, i64::MAX].into_iter())), None);
        assert!(fault.is_raised());
        assert_eq!(abs_integer(Some(i64::MIN)), Some(i64::MAX));
    }

    #[test]
    fn the_average_of_nothing_is_null_and_the_sum_is_zero() {
        assert_eq!(avg(Some(std::iter::empty())), None);
        assert_eq!(avg(Some([1.0, 2.0].into_iter())), Some(1.5));
        assert_eq!(sum(Some(std::iter::empty())), Some(0.0));
        assert_eq!(sum(None::<std::iter::Empty<f64>>), None);
    }

    #[test]
    fn only_numbers_of_json_are_numbers() {
        let cases = [("12", Some(12.0)), ("-1.5e3", Some(-1500.0)), ("", None), ("1x", None)];
        for (text, expected) in cases {
            assert_eq!(parsed_number(Some(text)), expected, "{text}");
        }
    }
}
