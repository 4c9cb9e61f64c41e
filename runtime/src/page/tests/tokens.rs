//! Which requests are sent: P7 to P18.

use super::shapes::*;
use super::*;

fn text(value: &str) -> Option<String> {
    Some(value.to_owned())
}

#[test]
fn p7_a_bad_starting_token_is_reported_before_anything_is_sent() {
    for start in ["a___b___c".to_owned(), tok(r#"{"M": "x", "boto_truncate_amount": "x"}"#)] {
        let error = Case { start: Some(start.clone()), ..Case::default() }.fails::<One>();
        assert!(error.is_starting_token());
        assert_eq!(error.operation(), Some("One"));
        assert!(error.to_string().contains(&start[..start.len().min(40)]), "{error}");
    }
}

#[test]
fn p7_a_starting_token_of_another_type_is_reported_before_anything_is_sent() {
    let cases = [tok(r#"{"I": "x"}"#), "x".to_owned()];
    for start in cases {
        let error = Case { start: Some(start), ..Case::default() }.fails::<Parts>();
        assert!(error.is_starting_token());
        assert!(error.to_string().contains("I: expected an integer, found text"), "{error}");
    }
    let error = Case { start: Some(tok(r#"{"M": ["x"]}"#)), ..Case::default() }.fails::<One>();
    assert!(error.to_string().contains("M: expected text, found a list"), "{error}");
}

#[test]
fn p8_all_other_arguments_are_repeated() {
    Case {
        input: Input { foo: text("foo"), ..Input::default() },
        pages: &[r#"{"N":"token1"}"#, r#"{"N":"token2"}"#, "{}"],
        requests: &[
            r#"{"Foo":"foo"}"#,
            r#"{"Foo":"foo","M":"token1"}"#,
            r#"{"Foo":"foo","M":"token2"}"#,
        ],
        out: &[r#"{"N": "token1"}"#, r#"{"N": "token2"}"#, "{}"],
        ..Case::default()
    }
    .check::<One>();
}

#[test]
fn p12_empty_pages_do_not_end_a_listing() {
    Case {
        pages: &[r#"{"U":[],"N":"a"}"#, r#"{"N":"b"}"#, r#"{"U":[1]}"#],
        requests: &["{}", r#"{"M":"a"}"#, r#"{"M":"b"}"#],
        out: &[r#"{"U": [], "N": "a"}"#, r#"{"N": "b"}"#, r#"{"U": [1]}"#],
        ..Case::default()
    }
    .check::<One>();
}

#[test]
fn p13_an_error_is_passed_on_and_the_token_leads_to_the_failed_request() {
    let transport = ScriptedTransport::new();
    transport.answer(200, STD[0]).answer(400, r#"{"__type":"Boom","message":"no"}"#);
    let client = Client::new(&transport.config(&FakeClock::new()), &SERVICE);
    let mut pages = Paginate::<One>::new(client, Input::default()).pages();
    assert_eq!(block_on(pages.try_next()).unwrap().unwrap().u, Some(vec![1, 2, 3]));
    let error = block_on(pages.try_next()).unwrap_err();
    assert_eq!(error.code(), Some("Boom"));
    assert_eq!(text_of(&pages.resume_token().unwrap()), r#"{"M": "a"}"#);
    assert!(block_on(pages.next()).is_none(), "after an error the stream has ended");
    assert!(block_on(pages.next()).is_none());
    assert_eq!(transport.bodies(), ["{}", r#"{"M":"a"}"#]);
}

#[test]
fn p15_absent_tokens_end_a_listing() {
    for page in [r#"{"U":[1],"N":null}"#, r#"{"U":[1],"N":""}"#, r#"{"U":[1]}"#] {
        let out = if page.contains(r#""""#) { r#"{"U": [1], "N": ""}"# } else { r#"{"U": [1]}"# };
        Case { pages: &[page], requests: &["{}"], out: &[out], ..Case::default() }.check::<One>();
    }
    let empty = r#"{"LEK":{}}"#;
    Case { pages: &[empty], requests: &["{}"], out: &[r#"{"LEK": {}}"#], ..Case::default() }
        .check::<Dynamo>();
}

#[test]
fn p15_zero_ends_a_listing_whose_tokens_are_numbers() {
    Case {
        pages: &[r#"{"NI":5}"#, r#"{"NI":0}"#],
        requests: &["{}", r#"{"I":5}"#],
        out: &[r#"{"NI": 5}"#, r#"{"NI": 0}"#],
        ..Case::default()
    }
    .check::<Parts>();
}

#[test]
fn p15_texts_that_look_empty_are_tokens() {
    for value in ["0", " ", "null", "false", "None"] {
        let (page, request) = (format!(r#"{{"N":"{value}"}}"#), format!(r#"{{"M":"{value}"}}"#));
        Case {
            pages: &[&page, "{}"],
            requests: &["{}", &request],
            out: &[&format!(r#"{{"N": "{value}"}}"#), "{}"],
            ..Case::default()
        }
        .check::<One>();
    }
}

#[test]
fn p15_surplus_tokens_are_dropped() {
    Case {
        pages: &[r#"{"N":"a","NA":"x"}"#, r#"{"NA":"x"}"#],
        requests: &["{}", r#"{"M":"a"}"#],
        out: &[r#"{"N": "a", "NA": "x"}"#, r#"{"NA": "x"}"#],
        ..Case::default()
    }
    .check::<Surplus>();
    Case {
        max: Some(0),
        pages: &[r#"{"N":"a"}"#],
        requests: &["{}"],
        out: &[r#"{"N": "a"}"#],
        token: Some(r#"{"A": "a", "B": null}"#),
        ..Case::default()
    }
    .check::<Deficit>();
}

#[test]
fn p16_the_last_key_stands_in_for_a_missing_marker() {
    Case {
        pages: &[r#"{"C":["a","b"]}"#, r#"{"G":[1]}"#],
        requests: &["{}", r#"{"M":"b"}"#],
        out: &[r#"{"C": ["a", "b"]}"#, r#"{"G": [1]}"#],
        ..Case::default()
    }
    .check::<Marker>();
}

#[test]
fn p17_a_page_that_says_there_is_no_more_is_the_last() {
    Case {
        pages: &[r#"{"F":{"T":true},"N":"t1"}"#, r#"{"F":{"T":false},"N":"t2"}"#],
        requests: &["{}", r#"{"M":"t1"}"#],
        out: &[r#"{"F": {"T": true}, "N": "t1"}"#, r#"{"F": {"T": false}, "N": "t2"}"#],
        ..Case::default()
    }
    .check::<Nested>();
    for page in [r#"{"X":true}"#, r#"{"N":"t"}"#, r#"{"X":false,"N":"t"}"#] {
        let out = page.replace(':', ": ").replace(',', ", ");
        Case { pages: &[page], requests: &["{}"], out: &[&out], ..Case::default() }.check::<More>();
    }
}

#[test]
fn p18_absent_tokens_are_taken_off_the_request() {
    Case {
        input: Input { a: text("A0"), b: text("B0"), ..Input::default() },
        pages: &[r#"{"NA":"a"}"#, r#"{"NB":"b"}"#, "{}"],
        requests: &[r#"{"A":"A0","B":"B0"}"#, r#"{"A":"a"}"#, r#"{"B":"b"}"#],
        out: &[r#"{"NA": "a"}"#, r#"{"NB": "b"}"#, "{}"],
        ..Case::default()
    }
    .check::<Two>();
}

#[test]
fn p18a_none_is_a_token_like_any_other() {
    let page = r#"{"N":"None"}"#;
    let error = Case {
        input: Input { m: text("mine"), ..Input::default() },
        pages: &[page, page],
        requests: &[r#"{"M":"mine"}"#, r#"{"M":"None"}"#],
        out: &[r#"{"N": "None"}"#, r#"{"N": "None"}"#],
        ..Case::default()
    }
    .fails::<One>();
    assert!(error.is_repeated_token());
    assert!(error.to_string().contains(r#"{"M": "None"}"#), "{error}");
}

#[test]
fn p18b_a_repeated_token_is_an_error_after_the_page_that_repeats_it() {
    let error = Case {
        pages: &[r#"{"U":[1],"N":"t"}"#, r#"{"U":[2],"N":"t"}"#],
        requests: &["{}", r#"{"M":"t"}"#],
        out: &[r#"{"U": [1], "N": "t"}"#, r#"{"U": [2], "N": "t"}"#],
        ..Case::default()
    }
    .fails::<One>();
    assert!(error.is_repeated_token());
    assert_eq!(
        error.to_string(),
        r#"tests One: page 2 names the token of page 1 again: {"M": "t"}; going on would never end"#
    );
}

#[test]
fn p18b_at_the_limit_a_repeated_token_is_no_error() {
    Case {
        max: Some(2),
        pages: &[r#"{"U":[1],"N":"t"}"#, r#"{"U":[2],"N":"t"}"#],
        requests: &["{}", r#"{"M":"t"}"#],
        out: &[r#"{"U": [1], "N": "t"}"#, r#"{"U": [2], "N": "t"}"#],
        token: Some(r#"{"M": "t"}"#),
        ..Case::default()
    }
    .check::<One>();
}

#[test]
fn d4_a_cycle_of_any_length_is_an_error() {
    let (a, b) = (r#"{"N":"a"}"#, r#"{"N":"b"}"#);
    let error = Case {
        pages: &[a, b, a],
        requests: &["{}", r#"{"M":"a"}"#, r#"{"M":"b"}"#],
        out: &[r#"{"N": "a"}"#, r#"{"N": "b"}"#, r#"{"N": "a"}"#],
        ..Case::default()
    }
    .fails::<One>();
    assert!(error.to_string().contains("page 3 names the token of page 1 again"), "{error}");
}

#[test]
fn d4_the_first_requests_token_counts_too() {
    let starts = [
        Case { start: Some("t".to_owned()), ..Case::default() },
        Case { input: Input { m: text("t"), ..Input::default() }, ..Case::default() },
    ];
    for case in starts {
        let error = Case {
            pages: &[r#"{"N":"t"}"#],
            requests: &[r#"{"M":"t"}"#],
            out: &[r#"{"N": "t"}"#],
            ..case
        }
        .fails::<One>();
        assert!(error.to_string().contains("page 1 names the token of the first request again"));
    }
}

#[test]
fn p18c_tokens_of_any_type_are_passed_on() {
    Case {
        pages: &[r#"{"LEK":{"z":{"B":"AQ=="},"k":{"S":"é"}}}"#, "{}"],
        requests: &["{}", r#"{"K":{"z":{"B":"AQ=="},"k":{"S":"é"}}}"#],
        out: &[
            r#"{"LEK": {"z": {"B": "AQ=="}, "k": {"S": "\u00e9"}}, "boto_encoded_keys": [["LEK", "z", "B"]]}"#,
            "{}",
        ],
        ..Case::default()
    }
    .check::<Dynamo>();
}

#[test]
fn p18c_equal_maps_are_equal_tokens() {
    let page = r#"{"LEK":{"k":{"B":"AQ=="}}}"#;
    let out = r#"{"LEK": {"k": {"B": "AQ=="}}, "boto_encoded_keys": [["LEK", "k", "B"]]}"#;
    let error = Case {
        pages: &[page, page],
        requests: &["{}", r#"{"K":{"k":{"B":"AQ=="}}}"#],
        out: &[out, out],
        ..Case::default()
    }
    .fails::<Dynamo>();
    assert!(error.is_repeated_token());
}
