//! What the streams promise beside the rules: cancellation, bounds, sizes, texts.

use futures_core::stream::{FusedStream, Stream};

use super::shapes::*;
use super::*;

#[test]
fn nothing_is_sent_before_the_first_page_is_asked_for() {
    let listing = Listing::new(&[1, 1]);
    let mut pages = listing.paginate::<One>(None).pages();
    assert_eq!(listing.requests.requests().len(), 0);
    assert!(block_on(pages.next()).unwrap().is_ok());
    assert_eq!(listing.requests.requests().len(), 1, "and nothing ahead of need");
}

#[test]
fn dropped_futures_lose_no_page() {
    let listing = Listing::new(&[2, 1, 3]).slow(5);
    let mut pages = listing.paginate::<One>(None).pages();
    let (mut items, mut vain) = (Vec::new(), 0);
    loop {
        match once(pages.next()) {
            Poll::Ready(Some(page)) => items.extend(page.unwrap().u.unwrap()),
            Poll::Ready(None) => break,
            Poll::Pending => vain += 1,
        }
    }
    assert_eq!(items, listing.items());
    assert_eq!(listing.requests.requests().len(), 3);
    assert!(vain >= 15, "{vain}");
}

#[test]
fn dropped_futures_lose_no_item() {
    let listing = Listing::new(&[2, 0, 3]).slow(4);
    let mut stream = listing.paginate::<One>(None).items_of(0, |page| page.u.take());
    let mut items = Vec::new();
    loop {
        match once(stream.try_next()) {
            Poll::Ready(item) => match item.unwrap() {
                Some(item) => items.push(item),
                None => break,
            },
            Poll::Pending => {}
        }
    }
    assert_eq!(items, listing.items());
    assert_eq!(listing.requests.requests().len(), 3);
}

#[test]
fn d2_what_the_caller_does_to_a_page_does_not_matter() {
    let listing = Listing::new(&[1, 1]);
    let mut pages = listing.paginate::<One>(None).pages();
    let mut page = block_on(pages.try_next()).unwrap().unwrap();
    page.next = None;
    assert!(block_on(pages.try_next()).unwrap().is_some());
}

fn is_stream<S: Stream + FusedStream + Send + Unpin + 'static + std::fmt::Debug>(_: &S) {}

fn is_send<T: Send>(value: T) -> T {
    value
}

#[test]
fn streams_can_be_sent_and_stored() {
    let listing = Listing::new(&[1]);
    let mut pages = listing.paginate::<One>(None).pages();
    let mut items = listing.paginate::<One>(None).items_of(0, |page| page.u.take());
    is_stream(&pages);
    is_stream(&items);
    assert!(block_on(is_send(pages.next())).is_some());
    assert!(block_on(is_send(items.next())).is_some());
}

/// An item type that is neither `Send` nor `Unpin` must not spoil the stream's other bounds.
#[test]
fn items_are_unpin_whatever_they_hold() {
    fn is_unpin<T: Unpin>() {}
    is_unpin::<Items<One, std::marker::PhantomPinned>>();
}

#[test]
fn streams_end_once_and_for_all() {
    let mut pages = Listing::new(&[1]).paginate::<One>(None).pages();
    assert!(!pages.is_terminated());
    assert!(block_on(pages.next()).is_some());
    assert!(pages.is_terminated());
    assert!(block_on(pages.next()).is_none());
    let mut items = Listing::new(&[2]).paginate::<One>(None).items_of(0, |page| page.u.take());
    assert!(block_on(items.next()).is_some());
    assert!(!items.is_terminated(), "an item is left");
    assert!(block_on(items.next()).is_some());
    assert!(items.is_terminated());
}

#[test]
fn streams_can_be_polled_through_the_trait() {
    let mut pages = Box::pin(Listing::new(&[1, 2]).paginate::<One>(None).pages());
    let mut count = 0;
    while let Some(page) = block_on(std::future::poll_fn(|cx| pages.as_mut().poll_next(cx))) {
        assert!(page.is_ok());
        count += 1;
    }
    assert_eq!(count, 2);
}

#[test]
fn debug_says_what_is_going_on() {
    let listing = Listing::new(&[2]);
    let paginate = listing.paginate::<One>(Some("p0".into())).page_size(5).max_items(9);
    let text = format!("{:?}", paginate.clone());
    assert!(text.contains("operation: \"One\"") && text.contains("max_items: Some(9)"), "{text}");
    let pages = format!("{:?}", paginate.clone().pages());
    assert!(pages.starts_with("Pages { operation: \"One\"") && pages.contains("done: false"));
    let items = format!("{:?}", paginate.items_of(0, |page| page.u.take()));
    assert!(items.contains("result: \"U\", waiting: 0"), "{items}");
}

#[test]
fn a_stream_is_little_more_than_its_input() {
    let own = size_of::<Pages<One>>() - size_of::<Input>();
    assert!(own <= 360, "{own} bytes");
}

#[test]
fn many_pages_cost_little_memory_and_are_not_mistaken_for_a_cycle() {
    let listing = Listing::new(&[1; 2000]);
    let mut items = listing.paginate::<One>(None).items_of(0, |page| page.u.take());
    let mut count = 0;
    while block_on(items.try_next()).unwrap().is_some() {
        count += 1;
    }
    assert_eq!(count, 2000);
}
