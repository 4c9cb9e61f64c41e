//! Page size and the limit of items: P19 to P26.

use super::shapes::*;
use super::*;

#[test]
fn p19_the_page_size_is_sent_with_every_request() {
    Case {
        size: Some(5),
        input: Input { l: Some(99), ..Input::default() },
        pages: &[r#"{"N":"a"}"#, "{}"],
        requests: &[r#"{"L":5}"#, r#"{"M":"a","L":5}"#],
        out: &[r#"{"N": "a"}"#, "{}"],
        ..Case::default()
    }
    .check::<One>();
}

#[test]
fn p19_a_limit_that_is_text_gets_digits() {
    Case {
        size: Some(5),
        pages: &[r#"{"N":"a"}"#, "{}"],
        requests: &[r#"{"S":"5"}"#, r#"{"M":"a","S":"5"}"#],
        out: &[r#"{"N": "a"}"#, "{}"],
        ..Case::default()
    }
    .check::<TextLimit>();
}

#[test]
fn p19_without_a_page_size_the_callers_limit_stays() {
    Case {
        input: Input { l: Some(99), ..Input::default() },
        pages: &[r#"{"N":"a"}"#, "{}"],
        requests: &[r#"{"L":99}"#, r#"{"M":"a","L":99}"#],
        out: &[r#"{"N": "a"}"#, "{}"],
        ..Case::default()
    }
    .check::<One>();
}

#[test]
fn p19_zero_is_sent_and_operations_without_a_limit_ignore_a_size() {
    let case = || Case { size: Some(0), pages: &["{}"], out: &["{}"], ..Case::default() };
    Case { requests: &[r#"{"L":0}"#], ..case() }.check::<One>();
    Case { requests: &["{}"], ..case() }.check::<Surplus>();
}

#[test]
fn p19_a_page_size_that_does_not_fit_is_reported_before_anything_is_sent() {
    let error = Case { size: Some(u32::MAX), ..Case::default() }.fails::<One>();
    assert!(error.is_config());
    assert!(error.to_string().contains("page size 4294967295 does not fit L:"), "{error}");
}

#[test]
fn p20_the_limit_counts_primary_items_only() {
    Case {
        max: Some(2),
        pages: &[r#"{"U":[1],"G":[1,2,3],"NA":"x","NB":"y"}"#, r#"{"U":[2,3],"G":[4]}"#],
        requests: &["{}", r#"{"A":"x","B":"y"}"#],
        out: &[r#"{"U": [1], "G": [1, 2, 3], "NA": "x", "NB": "y"}"#, r#"{"U": [2], "G": [4]}"#],
        token: Some(r#"{"A": "x", "B": "y", "boto_truncate_amount": 1}"#),
        ..Case::default()
    }
    .check::<Two>();
}

const REQUESTS: [&str; 3] = ["{}", r#"{"M":"a"}"#, r#"{"M":"b"}"#];
const OUT: [&str; 3] =
    [r#"{"U": [1, 2, 3], "N": "a"}"#, r#"{"U": [4, 5, 6], "N": "b"}"#, r#"{"U": [7]}"#];

#[test]
fn p21_at_a_page_boundary_the_token_is_the_next_pages() {
    let cases = [
        (Some(3), 1, Some(r#"{"M": "a"}"#)),
        (Some(6), 2, Some(r#"{"M": "b"}"#)),
        (Some(7), 3, None),
        (Some(8), 3, None),
        (Some(usize::MAX), 3, None),
        (None, 3, None),
    ];
    for (max, count, token) in cases {
        Case {
            max,
            token,
            pages: STD,
            requests: &REQUESTS[..count],
            out: &OUT[..count],
            ..Case::default()
        }
        .check::<One>();
    }
}

#[test]
fn p21_absent_tokens_are_written_as_null() {
    Case {
        max: Some(1),
        pages: &[r#"{"U":[1],"NB":"y"}"#],
        requests: &["{}"],
        out: &[r#"{"U": [1], "NB": "y"}"#],
        token: Some(r#"{"A": null, "B": "y"}"#),
        ..Case::default()
    }
    .check::<Two>();
}

#[test]
fn p22_truncates_the_page_and_names_the_amount() {
    Case {
        max: Some(4),
        pages: STD,
        requests: &REQUESTS[..2],
        out: &[OUT[0], r#"{"U": [4], "N": "b"}"#],
        token: Some(r#"{"M": "a", "boto_truncate_amount": 1}"#),
        ..Case::default()
    }
    .check::<One>();
}

#[test]
fn p22_a_truncated_last_page_can_be_resumed() {
    Case {
        max: Some(1),
        pages: &[r#"{"U":[1,2],"X":false}"#],
        requests: &["{}"],
        out: &[r#"{"U": [1], "X": false}"#],
        token: Some(r#"{"M": null, "boto_truncate_amount": 1}"#),
        ..Case::default()
    }
    .check::<More>();
}

#[test]
fn p22_a_result_within_a_parent_is_truncated_there() {
    Case {
        max: Some(1),
        pages: &[r#"{"F":{"T":true,"K":[1,2]},"N":"a"}"#],
        requests: &["{}"],
        out: &[r#"{"F": {"T": true, "K": [1]}, "N": "a"}"#],
        token: Some(r#"{"M": null, "boto_truncate_amount": 1}"#),
        ..Case::default()
    }
    .check::<Nested>();
}

#[test]
fn p23_the_token_set_on_the_request_is_not_forgotten() {
    let input = || Input { m: Some("mine".to_owned()), ..Input::default() };
    Case {
        input: input(),
        max: Some(1),
        pages: STD,
        requests: &[r#"{"M":"mine"}"#],
        out: &[r#"{"U": [1], "N": "a"}"#],
        token: Some(r#"{"M": "mine", "boto_truncate_amount": 1}"#),
        ..Case::default()
    }
    .check::<One>();
    Case {
        input: input(),
        start: Some(tok(r#"{"M": "mine", "boto_truncate_amount": 1}"#)),
        max: Some(1),
        pages: STD,
        requests: &[r#"{"M":"mine"}"#],
        out: &[r#"{"U": [2], "N": "a"}"#],
        token: Some(r#"{"M": "mine", "boto_truncate_amount": 2}"#),
        ..Case::default()
    }
    .check::<One>();
}

#[test]
fn p24_a_limit_of_zero_still_sends_one_request() {
    let cases = [
        (STD[0], r#"{"U": [], "N": "a"}"#, Some(r#"{"M": null, "boto_truncate_amount": 0}"#)),
        (r#"{"U":[],"N":"a"}"#, r#"{"U": [], "N": "a"}"#, Some(r#"{"M": "a"}"#)),
        (r#"{"U":[]}"#, r#"{"U": []}"#, None),
        ("{}", "{}", None),
    ];
    for (page, out, token) in cases {
        Case {
            max: Some(0),
            token,
            pages: &[page],
            requests: &["{}"],
            out: &[out],
            ..Case::default()
        }
        .check::<One>();
    }
}

#[test]
fn p26_maps_are_counted_and_truncated_by_entries() {
    let page = r#"{"P":{"a":1,"b":2},"N":"t"}"#;
    let cases = [
        (2, r#"{"P": {"a": 1, "b": 2}, "N": "t"}"#, r#"{"M": "t"}"#),
        (1, r#"{"P": {"a": 1}, "N": "t"}"#, r#"{"M": null, "boto_truncate_amount": 1}"#),
    ];
    for (max, out, token) in cases {
        Case {
            max: Some(max),
            pages: &[page],
            requests: &["{}"],
            out: &[out],
            token: Some(token),
            ..Case::default()
        }
        .check::<Mapped>();
    }
}

#[test]
fn p26_texts_are_counted_and_truncated_by_characters() {
    let cases = [
        ("hello", 3, r#"{"s": "hel"}"#, Some(r#"{"M": null, "boto_truncate_amount": 3}"#)),
        ("hello", 5, r#"{"s": "hello"}"#, None),
        ("äöü", 2, r#"{"s": "\u00e4\u00f6"}"#, Some(r#"{"M": null, "boto_truncate_amount": 2}"#)),
    ];
    for (text, max, out, token) in cases {
        Case {
            max: Some(max),
            pages: &[&format!(r#"{{"s":"{text}"}}"#)],
            requests: &["{}"],
            out: &[out],
            token,
            ..Case::default()
        }
        .check::<Text>();
    }
}
