//! Page limit, interval, and what a repeated token does.

use std::time::Duration;

use super::shapes::*;
use super::*;
use crate::testing::FakeClock;

const MS: fn(u64) -> Duration = Duration::from_millis;

fn answer_std(transport: &ScriptedTransport) {
    for page in STD {
        transport.answer(200, *page);
    }
}

fn at_most(pages: u64) -> PageOptions {
    PageOptions::new().max_pages(pages)
}

#[test]
fn a_limit_of_pages_ends_with_the_token_of_the_next() {
    let requests = ["{}", r#"{"M":"a"}"#, r#"{"M":"b"}"#];
    let out = [r#"{"U": [1, 2, 3], "N": "a"}"#, r#"{"U": [4, 5, 6], "N": "b"}"#, r#"{"U": [7]}"#];
    for (limit, token) in [(1, Some(r#"{"M": "a"}"#)), (2, Some(r#"{"M": "b"}"#)), (3, None)] {
        Case {
            options: at_most(limit as u64),
            pages: STD,
            requests: &requests[..limit],
            out: &out[..limit],
            token,
            ..Case::default()
        }
        .check::<One>();
    }
}

#[test]
fn a_limit_of_no_pages_sends_nothing() {
    Case { options: at_most(0), ..Case::default() }.check::<One>();
    let pages =
        Listing::new(&[1, 1]).paginate::<One>(Some("p1".into())).options(at_most(0)).pages();
    assert_eq!(pages.resume_token(), Some("p1".into()));
}

#[test]
fn of_two_limits_the_first_that_is_reached_counts() {
    Case {
        options: at_most(2),
        max: Some(4),
        pages: STD,
        requests: &["{}", r#"{"M":"a"}"#],
        out: &[r#"{"U": [1, 2, 3], "N": "a"}"#, r#"{"U": [4], "N": "b"}"#],
        token: Some(r#"{"M": "a", "boto_truncate_amount": 1}"#),
        ..Case::default()
    }
    .check::<One>();
    Case {
        options: at_most(1),
        max: Some(4),
        pages: STD,
        requests: &["{}"],
        out: &[r#"{"U": [1, 2, 3], "N": "a"}"#],
        token: Some(r#"{"M": "a"}"#),
        ..Case::default()
    }
    .check::<One>();
}

#[test]
fn a_limit_of_pages_ends_items_and_full_results_too() {
    let listing = Listing::new(&[2, 3, 1]);
    let paginate = listing.paginate::<One>(None).options(at_most(2));
    let mut items = paginate.clone().items_of(0, |page| page.u.take());
    let mut count = 0;
    while block_on(items.try_next()).unwrap().is_some() {
        count += 1;
    }
    assert_eq!(count, 5);
    let collected = block_on(paginate.pages().collect()).unwrap();
    assert_eq!(collected.output.u.as_deref(), Some(&[0, 1, 2, 3, 4][..]));
    assert_eq!(text_of(&collected.resume_token.unwrap()), r#"{"M": "p2"}"#);
}

#[test]
fn at_the_limit_of_pages_a_repeated_token_is_no_error() {
    let pages = [r#"{"N":"t"}"#, r#"{"N":"t"}"#];
    Case {
        options: at_most(2),
        pages: &pages,
        requests: &["{}", r#"{"M":"t"}"#],
        out: &[r#"{"N": "t"}"#, r#"{"N": "t"}"#],
        token: Some(r#"{"M": "t"}"#),
        ..Case::default()
    }
    .check::<One>();
}

#[test]
fn d4_a_repeated_token_can_end_the_listing() {
    Case {
        options: PageOptions::new().on_repeated_token(RepeatedToken::Stop),
        pages: &[r#"{"U":[1],"N":"t"}"#, r#"{"U":[2],"N":"t"}"#],
        requests: &["{}", r#"{"M":"t"}"#],
        out: &[r#"{"U": [1], "N": "t"}"#, r#"{"U": [2], "N": "t"}"#],
        token: Some(r#"{"M": "t"}"#),
        ..Case::default()
    }
    .check::<One>();
}

/// A log as GetLogEvents gives it: at its end the token is the one asked with.
#[test]
fn d4_the_end_of_a_log_leaves_the_token_to_ask_with_next_time() {
    let stop = || PageOptions::new().on_repeated_token(RepeatedToken::Stop);
    Case {
        options: stop(),
        start: Some("f1".to_owned()),
        pages: &[r#"{"U":[],"N":"f1"}"#],
        requests: &[r#"{"M":"f1"}"#],
        out: &[r#"{"U": [], "N": "f1"}"#],
        token: Some(r#"{"M": "f1"}"#),
        ..Case::default()
    }
    .check::<One>();
    Case {
        options: stop(),
        start: Some(tok(r#"{"M": "f1"}"#)),
        pages: &[r#"{"U":[8],"N":"f2"}"#, r#"{"U":[],"N":"f2"}"#],
        requests: &[r#"{"M":"f1"}"#, r#"{"M":"f2"}"#],
        out: &[r#"{"U": [8], "N": "f2"}"#, r#"{"U": [], "N": "f2"}"#],
        token: Some(r#"{"M": "f2"}"#),
        ..Case::default()
    }
    .check::<One>();
}

#[test]
fn d4_a_log_can_be_followed() {
    let clock = FakeClock::new();
    let transport = ScriptedTransport::new();
    for _ in 0..100 {
        transport.answer(200, r#"{"U":[],"N":"f"}"#);
    }
    transport.answer(200, r#"{"U":[8],"N":"f"}"#);
    let client = Client::new(&transport.config(&clock), &SERVICE);
    let options = PageOptions::new().on_repeated_token(RepeatedToken::GoOn).min_interval(MS(1000));
    let paginate = Paginate::<One>::new(client, Input::default()).options(options);
    let mut items = paginate.items_of(0, |page| page.u.take());
    assert_eq!(block_on(items.try_next()).unwrap(), Some(8));
    assert_eq!(clock.elapsed(), MS(100_000));
    assert_eq!(text_of(&items.resume_token().unwrap()), r#"{"M": "f"}"#);
}

#[test]
fn an_interval_lies_between_the_beginnings_of_requests() {
    let clock = FakeClock::new();
    let transport = ScriptedTransport::new();
    answer_std(&transport);
    let mut pages = twice_a_second(&transport, &clock);
    assert!(block_on(pages.next()).unwrap().is_ok());
    assert_eq!(clock.elapsed(), MS(0), "the first request waits for nothing");
    clock.advance(MS(200));
    assert!(block_on(pages.next()).unwrap().is_ok());
    assert_eq!(clock.elapsed(), MS(500), "the caller's own time counts");
    clock.advance(MS(700));
    assert!(block_on(pages.next()).unwrap().is_ok());
    assert_eq!(clock.elapsed(), MS(1200), "who is slower waits for nothing");
    assert_eq!(clock.sleeps(), [MS(300)]);
}

#[test]
fn an_interval_is_kept_when_a_page_is_asked_for_again() {
    let clock = FakeClock::new();
    let transport = ScriptedTransport::new();
    transport.answer(400, r#"{"__type":"Boom"}"#).answer(200, "{}");
    let mut pages = twice_a_second(&transport, &clock);
    assert!(block_on(pages.next()).unwrap().is_err());
    assert!(pages.retry());
    assert!(block_on(pages.next()).unwrap().is_ok());
    assert_eq!(clock.elapsed(), MS(500));
}

/// Pages that are asked for every 500 ms.
fn twice_a_second(transport: &ScriptedTransport, clock: &FakeClock) -> Pages<One> {
    let client = Client::new(&transport.config(clock), &SERVICE);
    let options = PageOptions::new().min_interval(MS(500));
    Paginate::<One>::new(client, Input::default()).options(options).pages()
}

#[test]
fn a_dropped_future_does_not_make_the_interval_longer() {
    let clock = FakeClock::new();
    let transport = ScriptedTransport::new();
    answer_std(&transport);
    let mut pages = twice_a_second(&transport, &clock);
    assert!(block_on(pages.next()).unwrap().is_ok());
    assert!(once(pages.next()).is_pending());
    assert!(block_on(pages.next()).unwrap().is_ok());
    assert_eq!(clock.sleeps(), [MS(500)]);
}

#[test]
fn an_interval_counts_from_when_the_request_began_and_not_from_when_it_was_due() {
    let clock = FakeClock::new();
    let transport = ScriptedTransport::new();
    answer_std(&transport);
    let mut pages = twice_a_second(&transport, &clock);
    assert!(block_on(pages.next()).unwrap().is_ok());
    // Asked for at once, and put aside until long after it was due.
    assert!(once(pages.next()).is_pending());
    clock.advance(MS(900));
    assert!(block_on(pages.next()).unwrap().is_ok());
    assert_eq!(clock.elapsed(), MS(900));
    assert!(block_on(pages.next()).unwrap().is_ok());
    assert_eq!(clock.elapsed(), MS(1400));
}

#[test]
fn an_interval_without_end_is_a_day() {
    let clock = FakeClock::new();
    let transport = ScriptedTransport::new();
    answer_std(&transport);
    let client = Client::new(&transport.config(&clock), &SERVICE);
    let options = PageOptions::new().min_interval(Duration::MAX);
    let pages = Paginate::<One>::new(client, Input::default()).options(options).pages();
    assert_eq!(block_on(pages.collect()).unwrap().pages, 3);
    assert_eq!(clock.elapsed(), Duration::from_secs(2 * 24 * 3600));
}
