//! The items of several results in one pass, stopped and resumed anywhere.

use super::shapes::*;
use super::*;

/// An item of `Two`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Item {
    U(i64),
    G(i64),
}

fn list(page: &mut Page, key: usize) -> Option<Vec<Item>> {
    match key {
        0 => each(page.u.take(), Item::U),
        1 => each(page.g.take(), Item::G),
        _ => None,
    }
}

type Everything = Items<Two, Item>;

fn take(items: &mut Everything, most: usize) -> Vec<Item> {
    let mut taken = Vec::new();
    while taken.len() < most
        && let Some(item) = block_on(items.try_next()).unwrap()
    {
        taken.push(item);
    }
    taken
}

fn client(pages: &[&str]) -> (Client, ScriptedTransport) {
    let transport = ScriptedTransport::new();
    for page in pages {
        transport.answer(200, page.to_string());
    }
    (Client::new(&transport.config(&FakeClock::new()), &SERVICE), transport)
}

/// Everything in order, over these pages.
fn of(pages: &[&str]) -> Vec<Item> {
    let (client, transport) = client(pages);
    let mut items = Paginate::<Two>::new(client, Input::default()).all_items(list);
    let all = take(&mut items, usize::MAX);
    assert_eq!(transport.requests().len(), pages.len(), "one request for each page");
    all
}

#[test]
fn p39_several_results_come_in_one_pass_page_by_page() {
    use Item::{G, U};
    let pages = [
        r#"{"U":[1,2],"G":[7],"NA":"p1"}"#,
        r#"{"G":[8,9],"NA":"p2"}"#,
        r#"{"U":[],"NA":"p3"}"#,
        r#"{"U":[3]}"#,
    ];
    assert_eq!(of(&pages), [G(7), U(1), U(2), G(8), G(9), U(3)]);
}

/// Of the items of a page those that were handed out before, if it is asked for again.
fn stopped(listing: &Listing, stop: usize) -> (Vec<Item>, Vec<Item>) {
    let mut items = listing.paginate::<Two>(None).all_items(list);
    let before = take(&mut items, stop);
    assert_eq!(before.len(), stop);
    let rest = match items.resume_token() {
        Some(token) => take(&mut listing.paginate::<Two>(Some(token)).all_items(list), usize::MAX),
        None if stop == 0 => take(&mut items, usize::MAX),
        None => Vec::new(),
    };
    (before, rest)
}

#[test]
fn stopped_anywhere_nothing_is_lost_and_primary_items_come_exactly_once() {
    let listing = Listing::new(&[3, 0, 2, 1]);
    let everything = take(&mut listing.paginate::<Two>(None).all_items(list), usize::MAX);
    assert_eq!(everything.len(), 12);
    for stop in 0..=everything.len() {
        let (before, rest) = stopped(&listing, stop);
        let mut all = [before.clone(), rest.clone()].concat();
        all.sort_unstable();
        let repeated: Vec<Item> =
            all.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        all.dedup();
        let mut expected = everything.clone();
        expected.sort_unstable();
        assert_eq!(all, expected, "stopped after {stop}");
        assert!(repeated.iter().all(|item| matches!(item, Item::G(_))), "{stop}: {repeated:?}");
        let among_others =
            matches!((before.last(), rest.first()), (Some(Item::G(_)), Some(Item::G(_))));
        assert!(among_others || repeated.is_empty(), "{stop}: {repeated:?}");
    }
}

#[test]
fn the_token_counts_primary_items_once_the_others_are_handed_out() {
    let listing = Listing::new(&[2, 1]);
    let mut items = listing.paginate::<Two>(None).all_items(list);
    let expected = [
        r#"{"A": null, "B": null}"#,
        r#"{"A": null, "B": null, "boto_truncate_amount": 0}"#,
        r#"{"A": null, "B": null, "boto_truncate_amount": 1}"#,
        r#"{"A": "p1", "B": null}"#,
        r#"{"A": "p1", "B": null, "boto_truncate_amount": 0}"#,
    ];
    for expected in expected {
        assert!(block_on(items.next()).unwrap().is_ok());
        assert_eq!(text_of(&items.resume_token().unwrap()), expected);
    }
    assert!(block_on(items.next()).unwrap().is_ok());
    assert_eq!(items.resume_token(), None);
}

#[test]
fn limits_count_primary_items_and_cut_no_others() {
    let listing = Listing::new(&[3, 3]);
    let mut items = listing.paginate::<Two>(None).max_items(4).all_items(list);
    let begun = take(&mut items, usize::MAX);
    let of_g = |items: &[Item]| items.iter().filter(|item| matches!(item, Item::G(_))).count();
    assert_eq!((begun.len(), of_g(&begun)), (10, 6));
    let token = items.resume_token();
    assert_eq!(
        token.as_ref().map(text_of).unwrap(),
        r#"{"A": "p1", "B": null, "boto_truncate_amount": 1}"#
    );
    let rest = take(&mut listing.paginate::<Two>(token).all_items(list), usize::MAX);
    assert_eq!(rest, [Item::U(4), Item::U(5)]);
}

/// Where the primary result is no list, a token counts nothing that is handed out.
#[test]
fn without_a_primary_list_a_page_is_repeated() {
    let listing = Listing::new(&[2, 1]);
    let others = |page: &mut Page, key: usize| if key == 0 { None } else { list(page, key) };
    let mut items = listing.paginate::<Two>(None).all_items(others);
    let expected = [Some(r#"{"A": null, "B": null}"#), Some(r#"{"A": "p1", "B": null}"#), None];
    for expected in expected {
        assert!(block_on(items.next()).unwrap().is_ok());
        assert_eq!(items.resume_token().as_ref().map(text_of).as_deref(), expected);
    }
}

#[test]
fn debug_says_that_it_is_all() {
    let items = Listing::new(&[1]).paginate::<Two>(None).all_items(list);
    assert!(format!("{items:?}").contains("result: \"all\", waiting: 0"));
}
