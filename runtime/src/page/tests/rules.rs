//! The rules that are about the whole: order, counting, what is changed and what is not.

use super::shapes::*;
use super::*;

#[test]
fn p9_a_page_is_cut_in_front_then_counted_then_cut_behind() {
    // Of four items two were delivered before; one of the rest is wanted. The page says that it is
    // the last one, and repeats the token it was asked for with: neither is looked at any more.
    Case {
        start: Some(tok(r#"{"M": "t", "boto_truncate_amount": 2}"#)),
        max: Some(1),
        pages: &[r#"{"U":[1,2,3,4],"X":false,"N":"t"}"#],
        requests: &[r#"{"M":"t"}"#],
        out: &[r#"{"U": [3], "X": false, "N": "t"}"#],
        token: Some(r#"{"M": "t", "boto_truncate_amount": 3}"#),
        ..Case::default()
    }
    .check::<More>();
}

#[test]
fn p9_an_exact_limit_comes_before_the_check_for_repetitions_and_after_the_end() {
    let cases = [(r#"{"U":[2],"N":"t"}"#, Some(r#"{"M": "t"}"#)), (r#"{"U":[2]}"#, None)];
    for (last, token) in cases {
        let out = last.replace(':', ": ").replace(',', ", ");
        Case {
            max: Some(2),
            pages: &[r#"{"U":[1],"N":"t"}"#, last],
            requests: &["{}", r#"{"M":"t"}"#],
            out: &[r#"{"U": [1], "N": "t"}"#, &out],
            token,
            ..Case::default()
        }
        .check::<One>();
    }
}

#[test]
fn p10_a_missing_result_counts_as_none() {
    Case {
        max: Some(2),
        pages: &[r#"{"N":"a"}"#, r#"{"U":null,"N":"b"}"#, r#"{"U":[1,2,3]}"#],
        requests: &["{}", r#"{"M":"a"}"#, r#"{"M":"b"}"#],
        out: &[r#"{"N": "a"}"#, r#"{"N": "b"}"#, r#"{"U": [1, 2]}"#],
        token: Some(r#"{"M": "b", "boto_truncate_amount": 2}"#),
        ..Case::default()
    }
    .check::<One>();
    Case {
        max: Some(1),
        pages: &[r#"{"F":{"T":true},"N":"a"}"#, r#"{"F":{"K":[1]}}"#],
        requests: &["{}", r#"{"M":"a"}"#],
        out: &[r#"{"F": {"T": true}, "N": "a"}"#, r#"{"F": {"K": [1]}}"#],
        ..Case::default()
    }
    .check::<Nested>();
}

#[test]
fn d2_p11_a_page_whose_token_the_caller_takes_away_is_followed_all_the_same() {
    let listing = Listing::new(&[2, 2]);
    let mut pages = listing.paginate::<One>(None).pages();
    let mut first = block_on(pages.try_next()).unwrap().unwrap();
    (first.next, first.u) = (None, None);
    assert_eq!(text_of(&pages.resume_token().unwrap()), r#"{"M": "p1"}"#);
    assert!(block_on(pages.try_next()).unwrap().is_some());
}

#[test]
fn d7_p25_limits_are_counts_and_nothing_is_cut_from_the_end() {
    fn takes(_: fn(Paginate<One>, usize) -> Paginate<One>) {}
    takes(Paginate::max_items);
    Case {
        max: Some(usize::MAX),
        pages: STD,
        requests: &["{}", r#"{"M":"a"}"#, r#"{"M":"b"}"#],
        out: &[r#"{"U": [1, 2, 3], "N": "a"}"#, r#"{"U": [4, 5, 6], "N": "b"}"#, r#"{"U": [7]}"#],
        ..Case::default()
    }
    .check::<One>();
}

#[test]
fn p40_what_the_caller_holds_does_not_change() {
    let listing = Listing::new(&[2, 1]);
    let paginate = listing.paginate::<One>(None).page_size(1).max_items(3);
    let before = format!("{paginate:?}");
    for _ in 0..2 {
        let collected = block_on(paginate.clone().pages().collect()).unwrap();
        assert_eq!(collected.output.u, Some(listing.items()), "D12: a copy starts afresh");
        assert_eq!(format!("{paginate:?}"), before);
    }
}

#[test]
fn p41_d12_paging_the_same_request_twice_lists_everything_twice() {
    let listing = Listing::new(&[1, 1]);
    let paginate = listing.paginate::<One>(None);
    for _ in 0..2 {
        let mut pages = paginate.clone().pages();
        let mut count = 0;
        while block_on(pages.try_next()).unwrap().is_some() {
            count += 1;
        }
        assert_eq!(count, 2);
    }
    let bodies = listing.requests.bodies();
    assert_eq!(bodies, ["{}", r#"{"M":"p1"}"#, "{}", r#"{"M":"p1"}"#]);
}

#[test]
fn p42_what_looks_like_an_option_on_the_request_goes_to_the_service() {
    Case {
        input: Input { l: Some(2), s: Some("9".to_owned()), ..Input::default() },
        pages: &[r#"{"U":[1,2,3]}"#],
        requests: &[r#"{"L":2,"S":"9"}"#],
        out: &[r#"{"U": [1, 2, 3]}"#],
        ..Case::default()
    }
    .check::<One>();
}
