//! Starting tokens and resume tokens: P27 to P32.

use super::shapes::*;
use super::*;

#[test]
fn p27_a_starting_token_replaces_the_tokens_of_the_request() {
    let input = || Input { m: Some("mine".to_owned()), ..Input::default() };
    let cases = [
        (tok(r#"{"M": null}"#), "{}"),
        (tok(r#"{"M": "z"}"#), r#"{"M":"z"}"#),
        ("raw".to_owned(), r#"{"M":"raw"}"#),
        ("None".to_owned(), "{}"),
        (String::new(), r#"{"M":""}"#),
    ];
    for (start, request) in cases {
        Case {
            input: input(),
            start: Some(start),
            pages: &[r#"{"U":[1]}"#],
            requests: &[request],
            out: &[r#"{"U": [1]}"#],
            ..Case::default()
        }
        .check::<One>();
    }
}

#[test]
fn d8_a_token_of_another_operation_is_passed_on_as_it_is() {
    let foreign = tok(r#"{"foo": "bar"}"#);
    Case {
        start: Some(foreign.clone()),
        pages: &["{}"],
        requests: &[&format!(r#"{{"M":"{foreign}"}}"#)],
        out: &["{}"],
        ..Case::default()
    }
    .check::<One>();
}

#[test]
fn p28_resumes_in_the_middle_of_a_page() {
    Case {
        start: Some(tok(r#"{"M": null, "boto_truncate_amount": 2}"#)),
        max: Some(3),
        pages: &[STD[0], r#"{"U":[4,5],"N":"b"}"#],
        requests: &["{}", r#"{"M":"a"}"#],
        out: &[r#"{"U": [3], "N": "a"}"#, r#"{"U": [4, 5], "N": "b"}"#],
        token: Some(r#"{"M": "b"}"#),
        ..Case::default()
    }
    .check::<One>();
}

#[test]
fn p28_what_was_cut_off_before_counts_in_the_next_token() {
    Case {
        start: Some(tok(r#"{"M": "z", "boto_truncate_amount": 1}"#)),
        max: Some(1),
        pages: STD,
        requests: &[r#"{"M":"z"}"#],
        out: &[r#"{"U": [2], "N": "a"}"#],
        token: Some(r#"{"M": "z", "boto_truncate_amount": 2}"#),
        ..Case::default()
    }
    .check::<One>();
}

#[test]
fn p28_an_amount_beyond_the_page_leaves_nothing_of_it() {
    for (page, out) in [(r#"{"U":[1,2]}"#, r#"{"U": []}"#), ("{}", "{}")] {
        Case {
            start: Some(tok(r#"{"M": null, "boto_truncate_amount": 5}"#)),
            pages: &[page],
            requests: &["{}"],
            out: &[out],
            ..Case::default()
        }
        .check::<One>();
    }
}

#[test]
fn p28_only_the_first_page_is_cut() {
    Case {
        start: Some("m___2".to_owned()),
        pages: STD,
        requests: &[r#"{"M":"m"}"#, r#"{"M":"a"}"#, r#"{"M":"b"}"#],
        out: &[r#"{"U": [3], "N": "a"}"#, r#"{"U": [4, 5, 6], "N": "b"}"#, r#"{"U": [7]}"#],
        ..Case::default()
    }
    .check::<One>();
}

#[test]
fn p28_texts_are_cut_by_characters() {
    Case {
        start: Some("m___1".to_owned()),
        pages: &[r#"{"s":"äöü"}"#],
        requests: &[r#"{"M":"m"}"#],
        out: &[r#"{"s": "\u00f6\u00fc"}"#],
        ..Case::default()
    }
    .check::<Text>();
}

#[test]
fn p29_the_other_results_of_that_page_were_delivered_before() {
    Case {
        start: Some(tok(r#"{"M": null, "boto_truncate_amount": 1}"#)),
        pages: &[r#"{"U":[1,2],"G":[1],"s":"x","n":3,"m":{"k":"v"}}"#],
        requests: &["{}"],
        out: &[r#"{"U": [2], "G": [], "s": "", "n": 3.0}"#],
        ..Case::default()
    }
    .check::<Mixed>();
}

#[test]
fn p30_without_an_amount_they_were_not() {
    let starts = [tok(r#"{"A": "s", "B": null}"#), "s".to_owned(), "s___None".to_owned()];
    for start in starts {
        Case {
            start: Some(start),
            pages: &[r#"{"U":[1],"G":[9],"NA":"x"}"#, r#"{"U":[2],"G":[8]}"#],
            requests: &[r#"{"A":"s"}"#, r#"{"A":"x"}"#],
            out: &[r#"{"U": [1], "G": [9], "NA": "x"}"#, r#"{"U": [2], "G": [8]}"#],
            ..Case::default()
        }
        .check::<Two>();
    }
}

#[test]
fn p30_an_amount_of_zero_is_an_amount() {
    Case {
        start: Some("s___None___0".to_owned()),
        pages: &[r#"{"U":[1],"G":[9]}"#],
        requests: &[r#"{"A":"s"}"#],
        out: &[r#"{"U": [1], "G": []}"#],
        ..Case::default()
    }
    .check::<Two>();
}

#[test]
fn p32_a_negative_amount_counts_from_the_end() {
    let cases = [
        ("m___-1", None, r#"{"U": [3]}"#, None),
        ("m___-9", None, r#"{"U": [1, 2, 3]}"#, None),
        ("m___-2", Some(1), r#"{"U": [2]}"#, Some(r#"{"M": "m", "boto_truncate_amount": 2}"#)),
    ];
    for (start, max, out, token) in cases {
        Case {
            start: Some(start.to_owned()),
            max,
            token,
            pages: &[r#"{"U":[1,2,3]}"#],
            requests: &[r#"{"M":"m"}"#],
            out: &[out],
            ..Case::default()
        }
        .check::<One>();
    }
}

#[test]
fn p32_a_legacy_token_gives_a_current_one() {
    Case {
        start: Some("a___None___1".to_owned()),
        max: Some(1),
        pages: &[r#"{"U":[1,2,3],"NA":"x"}"#],
        requests: &[r#"{"A":"a"}"#],
        out: &[r#"{"U": [2], "NA": "x"}"#],
        token: Some(r#"{"A": "a", "B": null, "boto_truncate_amount": 2}"#),
        ..Case::default()
    }
    .check::<Two>();
}

#[test]
fn p32a_a_number_in_base64_is_a_raw_token() {
    Case {
        start: Some("MTIz".to_owned()),
        pages: &["{}"],
        requests: &[r#"{"M":"MTIz"}"#],
        out: &["{}"],
        ..Case::default()
    }
    .check::<One>();
}

#[test]
fn d19_the_token_is_read_before_the_page_is_cut() {
    Case {
        start: Some(tok(r#"{"M": null, "boto_truncate_amount": 2}"#)),
        pages: &[r#"{"C":["a","b"]}"#, r#"{"C":["c"]}"#, "{}"],
        requests: &["{}", r#"{"M":"b"}"#, r#"{"M":"c"}"#],
        out: &[r#"{"C": []}"#, r#"{"C": ["c"]}"#, "{}"],
        ..Case::default()
    }
    .check::<Marker>();
    Case {
        max: Some(1),
        pages: &[r#"{"C":["a","b"]}"#],
        requests: &["{}"],
        out: &[r#"{"C": ["a"]}"#],
        token: Some(r#"{"M": null, "boto_truncate_amount": 1}"#),
        ..Case::default()
    }
    .check::<Marker>();
}

#[test]
fn p32b_there_is_a_token_after_every_page() {
    let transport = ScriptedTransport::new();
    for page in STD {
        transport.answer(200, *page);
    }
    let client = Client::new(&transport.config(&FakeClock::new()), &SERVICE);
    let mut pages = Paginate::<One>::new(client, Input::default()).pages();
    assert!(pages.resume_token().is_none(), "there is no page yet");
    for expected in [Some(r#"{"M": "a"}"#), Some(r#"{"M": "b"}"#), None] {
        assert!(block_on(pages.next()).unwrap().is_ok());
        assert_eq!(pages.resume_token().as_ref().map(text_of).as_deref(), expected);
    }
}

#[test]
fn p32b_before_the_first_page_the_token_is_the_starting_token() {
    let mut pages = Listing::new(&[1, 1]).slow(3).paginate::<One>(Some("p1".into())).pages();
    assert_eq!(pages.resume_token(), Some("p1".into()));
    assert!(once(pages.next()).is_pending());
    assert_eq!(pages.resume_token(), Some("p1".into()));
    assert!(block_on(pages.next()).unwrap().is_ok());
    assert_eq!(pages.resume_token(), None);
}

#[test]
fn d6_after_a_failed_first_request_the_token_is_that_of_the_request() {
    let cases = [
        (Input::default(), None),
        (
            Input { a: Some("mine".to_owned()), ..Input::default() },
            Some(r#"{"A": "mine", "B": null}"#),
        ),
    ];
    for (input, expected) in cases {
        let transport = ScriptedTransport::new();
        transport.answer(400, r#"{"__type":"Refused"}"#);
        let client = Client::new(&transport.config(&FakeClock::new()), &SERVICE);
        let mut pages = Paginate::<Two>::new(client, input).pages();
        assert_eq!(pages.resume_token(), None, "nothing is on its way");
        assert!(block_on(pages.next()).unwrap().is_err());
        assert_eq!(pages.resume_token().as_ref().map(text_of).as_deref(), expected);
    }
}

#[test]
fn starting_tokens_are_not_shown() {
    let paginate = Listing::new(&[1]).paginate::<One>(Some("confidential".into()));
    let shown = format!("{paginate:?}");
    assert!(shown.contains("starting_token: Some(ResumeToken(12 characters))"), "{shown}");
    assert!(!shown.contains("confidential"), "{shown}");
}

#[test]
fn p32c_runs_of_any_length_deliver_each_item_once() {
    let listing = Listing::new(&[3, 0, 2, 1, 4]);
    for max in 1..=12 {
        let (mut items, mut token) = (Vec::new(), None);
        loop {
            let mut pages = listing.paginate::<One>(token).max_items(max).pages();
            while let Some(page) = block_on(pages.try_next()).unwrap() {
                items.extend(page.u.unwrap_or_default());
            }
            token = pages.resume_token();
            if token.is_none() {
                break;
            }
        }
        assert_eq!(items, listing.items(), "at most {max}");
    }
}

#[test]
fn p32c_the_other_results_are_delivered_once_too() {
    let listing = Listing::new(&[3, 2, 4]);
    for max in 1..=9 {
        let (mut items, mut token) = (Vec::new(), None);
        loop {
            let mut pages = listing.paginate::<Two>(token).max_items(max).pages();
            while let Some(page) = block_on(pages.try_next()).unwrap() {
                items.extend(page.g.unwrap_or_default());
            }
            token = pages.resume_token();
            if token.is_none() {
                break;
            }
        }
        assert_eq!(items, listing.items(), "at most {max}");
    }
}

#[test]
fn dynamodb_keys_with_bytes_survive_a_resume() {
    let first = r#"{"U":[1,2,3],"n":3,"LEK":{"k":{"B":"AQ=="}}}"#;
    let out = r#"{"U": [1, 2], "n": 3.0, "LEK": {"k": {"B": "AQ=="}}, "boto_encoded_keys": [["LEK", "k", "B"]]}"#;
    Case {
        max: Some(2),
        pages: &[first],
        requests: &["{}"],
        out: &[out],
        token: Some(r#"{"K": null, "boto_truncate_amount": 2}"#),
        ..Case::default()
    }
    .check::<Dynamo>();
    Case {
        start: Some(tok(r#"{"K": null, "boto_truncate_amount": 2}"#)),
        pages: &[first, r#"{"U":[4],"n":1}"#],
        requests: &["{}", r#"{"K":{"k":{"B":"AQ=="}}}"#],
        out: &[&out.replace("[1, 2]", "[3]"), r#"{"U": [4], "n": 1.0}"#],
        ..Case::default()
    }
    .check::<Dynamo>();
    let token = r#"{"K": {"k": {"B": "AQ=="}}, "boto_encoded_keys": [["K", "k", "B"]]}"#;
    Case {
        start: Some(tok(token)),
        pages: &[r#"{"U":[4],"n":1}"#],
        requests: &[r#"{"K":{"k":{"B":"AQ=="}}}"#],
        out: &[r#"{"U": [4], "n": 1.0}"#],
        ..Case::default()
    }
    .check::<Dynamo>();
}
