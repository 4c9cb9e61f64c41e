//! Items, and resuming between any two of them.

use super::shapes::*;
use super::*;

fn primary(page: &mut Page) -> Option<Vec<i64>> {
    page.u.take()
}

fn secondary(page: &mut Page) -> Option<Vec<i64>> {
    page.g.take()
}

fn rest<O: Paginated<Input = Input>>(items: &mut Items<O, i64>) -> Vec<i64> {
    let mut rest = Vec::new();
    while let Some(item) = block_on(items.try_next()).unwrap() {
        rest.push(item);
    }
    rest
}

#[test]
fn items_of_all_pages_in_order() {
    let listing = Listing::new(&[3, 0, 2, 1]);
    let mut items = listing.paginate::<One>(None).items_of(0, primary);
    assert_eq!(rest(&mut items), listing.items());
    assert_eq!(items.resume_token(), None);
}

#[test]
fn items_stop_at_the_limit() {
    let listing = Listing::new(&[3, 2]);
    let mut items = listing.paginate::<One>(None).max_items(4).items_of(0, primary);
    assert_eq!(rest(&mut items), [0, 1, 2, 3]);
    let token = items.resume_token().unwrap();
    assert_eq!(text_of(&token), r#"{"M": "p1", "boto_truncate_amount": 1}"#);
}

#[test]
fn items_resumed_anywhere_come_exactly_once() {
    let listing = Listing::new(&[3, 0, 2, 1, 4]);
    for stop in 0..=10 {
        let mut items = listing.paginate::<One>(None).items_of(0, primary);
        let mut all: Vec<i64> =
            (0..stop).map(|_| block_on(items.try_next()).unwrap().unwrap()).collect();
        if let Some(token) = items.resume_token() {
            all.extend(rest(&mut listing.paginate::<One>(Some(token)).items_of(0, primary)));
        } else if stop == 0 {
            all.extend(rest(&mut items));
        }
        assert_eq!(all, listing.items(), "stopped after {stop}");
    }
}

#[test]
fn items_resumed_twice_in_one_page_come_exactly_once() {
    let listing = Listing::new(&[6, 2]);
    let mut all = Vec::new();
    let mut token = None;
    for count in [2, 1, 2, 2] {
        let mut items = listing.paginate::<One>(token).items_of(0, primary);
        all.extend((0..count).map(|_| block_on(items.try_next()).unwrap().unwrap()));
        token = items.resume_token();
    }
    all.extend(rest(&mut listing.paginate::<One>(token).items_of(0, primary)));
    assert_eq!(all, listing.items());
}

#[test]
fn within_a_page_the_token_counts_what_was_taken() {
    let mut items = Listing::new(&[2, 1]).paginate::<One>(None).items_of(0, primary);
    let expected =
        [Some(r#"{"M": null, "boto_truncate_amount": 1}"#), Some(r#"{"M": "p1"}"#), None];
    for expected in expected {
        assert!(block_on(items.next()).unwrap().is_ok());
        assert_eq!(items.resume_token().as_ref().map(text_of).as_deref(), expected);
    }
}

#[test]
fn within_a_page_other_results_are_resumed_with_the_whole_page() {
    let listing = Listing::new(&[2, 2]);
    let mut items = listing.paginate::<Two>(None).items_of(1, secondary);
    let expected = [
        Some(r#"{"A": null, "B": null}"#),
        Some(r#"{"A": "p1", "B": null}"#),
        Some(r#"{"A": "p1", "B": null}"#),
        None,
    ];
    for expected in expected {
        assert!(block_on(items.next()).unwrap().is_ok());
        assert_eq!(items.resume_token().as_ref().map(text_of).as_deref(), expected);
    }
}

#[test]
fn other_results_resumed_at_a_page_boundary_come_exactly_once() {
    let listing = Listing::new(&[2, 3, 1]);
    for stop in [2, 5] {
        let mut items = listing.paginate::<Two>(None).items_of(1, secondary);
        let mut all: Vec<i64> =
            (0..stop).map(|_| block_on(items.try_next()).unwrap().unwrap()).collect();
        let token = items.resume_token();
        all.extend(rest(&mut listing.paginate::<Two>(token).items_of(1, secondary)));
        assert_eq!(all, listing.items(), "stopped after {stop}");
    }
}

#[test]
fn an_error_between_pages_leaves_the_items_and_a_token() {
    let transport = ScriptedTransport::new();
    transport.answer(200, STD[0]).answer(400, r#"{"__type":"Boom"}"#);
    let client = Client::new(&transport.config(&FakeClock::new()), &SERVICE);
    let mut items = Paginate::<One>::new(client, Input::default()).items_of(0, primary);
    for expected in 1..=3 {
        assert_eq!(block_on(items.try_next()).unwrap(), Some(expected));
    }
    assert_eq!(block_on(items.try_next()).unwrap_err().code(), Some("Boom"));
    assert_eq!(text_of(&items.resume_token().unwrap()), r#"{"M": "a"}"#);
    assert!(block_on(items.next()).is_none());
}

#[test]
fn a_cycle_is_reported_after_the_items_before_it() {
    let transport = ScriptedTransport::new();
    transport.answer(200, STD[0]).answer(200, r#"{"U":[4],"N":"a"}"#);
    let client = Client::new(&transport.config(&FakeClock::new()), &SERVICE);
    let mut items = Paginate::<One>::new(client, Input::default()).items_of(0, primary);
    for expected in 1..=4 {
        assert_eq!(block_on(items.try_next()).unwrap(), Some(expected));
    }
    assert!(items.resume_token().is_none());
    assert!(block_on(items.try_next()).unwrap_err().is_repeated_token());
    assert!(block_on(items.next()).is_none());
}
