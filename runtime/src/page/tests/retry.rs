//! Asking for a page again after an error: P13, P41 and D12.

use futures_core::stream::FusedStream;

use super::shapes::*;
use super::*;

const BOOM: &str = r#"{"__type":"Boom"}"#;

/// Answers of status 200, and `BOOM` in between where there is a `None`.
fn listing(answers: &[Option<&str>]) -> (Client, ScriptedTransport) {
    let transport = ScriptedTransport::new();
    for answer in answers {
        match answer {
            Some(page) => transport.answer(200, (*page).to_owned()),
            None => transport.answer(400, BOOM),
        };
    }
    (Client::new(&transport.config(&FakeClock::new()), &SERVICE), transport)
}

#[test]
fn d12_after_an_error_the_same_page_can_be_asked_for_again() {
    let (client, transport) = listing(&[Some(STD[0]), None, None, Some(STD[1]), Some(STD[2])]);
    let mut pages = Paginate::<One>::new(client, Input::default()).pages();
    assert!(block_on(pages.next()).unwrap().is_ok());
    for _ in 0..2 {
        assert_eq!(block_on(pages.next()).unwrap().unwrap_err().code(), Some("Boom"));
        assert!(pages.is_terminated());
        assert!(block_on(pages.next()).is_none(), "without a word nothing is sent again");
        assert!(pages.retry());
        assert!(!pages.is_terminated());
    }
    let page = block_on(pages.try_next()).unwrap().unwrap();
    assert_eq!(page.u.as_deref(), Some(&[4, 5, 6][..]));
    assert!(block_on(pages.next()).unwrap().is_ok());
    let (a, b) = (r#"{"M":"a"}"#, r#"{"M":"b"}"#);
    assert_eq!(transport.bodies(), ["{}", a, a, a, b]);
    assert!(!pages.retry() && block_on(pages.next()).is_none(), "P41: it ended, and stays ended");
}

#[test]
fn d12_the_first_request_can_be_sent_again() {
    let starts = [
        (None, Input::default(), "{}"),
        (None, Input { m: Some("mine".to_owned()), ..Input::default() }, r#"{"M":"mine"}"#),
        (Some("raw___1"), Input::default(), r#"{"M":"raw"}"#),
    ];
    for (start, input, request) in starts {
        let (client, transport) = listing(&[None, Some(STD[0])]);
        let mut paginate = Paginate::<One>::new(client, input).max_items(1);
        if let Some(start) = start {
            paginate = paginate.starting_token(start);
        }
        let mut pages = paginate.pages();
        assert!(block_on(pages.next()).unwrap().is_err());
        assert!(pages.retry());
        let page = block_on(pages.try_next()).unwrap().unwrap();
        let first = if start.is_some() { 2 } else { 1 };
        assert_eq!(page.u, Some(vec![first]), "what was delivered before is skipped once");
        assert_eq!(transport.bodies(), [request, request]);
    }
}

#[test]
fn d12_before_an_error_there_is_nothing_to_ask_for_again() {
    let (client, transport) = listing(&[Some(STD[0])]);
    let mut pages = Paginate::<One>::new(client, Input::default()).pages();
    assert!(!pages.retry());
    assert!(block_on(pages.next()).unwrap().is_ok());
    assert!(!pages.retry());
    assert_eq!(transport.requests().len(), 1);
}

#[test]
fn p41_errors_that_would_come_again_are_final() {
    let pages: &[&str] = &[r#"{"N":"t"}"#, r#"{"N":"t"}"#];
    let cases = [
        Case { pages, ..Case::default() },
        Case { start: Some("a___b___c".to_owned()), ..Case::default() },
        Case { size: Some(u32::MAX), ..Case::default() },
    ];
    for case in cases {
        let (client, _) = case.client();
        let mut pages = case.paginate::<One>(client).pages();
        while let Some(Ok(_)) = block_on(pages.next()) {}
        assert!(!pages.retry());
        assert!(block_on(pages.next()).is_none());
    }
}

#[test]
fn a_page_that_could_not_be_read_can_be_asked_for_again() {
    let (client, _) = listing(&[Some(r#"{"U":["no number"]}"#), Some(STD[0])]);
    let mut pages = Paginate::<One>::new(client, Input::default()).pages();
    assert!(block_on(pages.next()).unwrap().unwrap_err().is_response());
    assert!(pages.retry());
    assert!(block_on(pages.next()).unwrap().is_ok());
}

#[test]
fn d12_items_go_on_without_losing_or_repeating_one() {
    let answers = [None, Some(STD[0]), None, None, Some(STD[1]), None, Some(STD[2])];
    let (client, _) = listing(&answers);
    let mut items =
        Paginate::<One>::new(client, Input::default()).items_of(0, |page| page.u.take());
    let (mut all, mut errors) = (Vec::new(), 0);
    loop {
        match block_on(items.next()) {
            Some(Ok(item)) => all.push(item),
            Some(Err(_)) => errors += 1,
            None if items.retry() => {}
            None => break,
        }
    }
    assert_eq!(all, [1, 2, 3, 4, 5, 6, 7]);
    assert_eq!(errors, 4);
    assert!(items.is_terminated());
}

#[test]
fn p41_a_configuration_that_is_wrong_stays_wrong() {
    let config = Config::builder().transport(ScriptedTransport::new()).build().unwrap();
    let client = Client::new(&config, &SERVICE);
    let mut pages = Paginate::<One>::new(client, Input::default()).pages();
    assert!(block_on(pages.next()).unwrap().unwrap_err().is_config());
    assert!(!pages.retry());
    assert!(pages.is_terminated());
}

#[test]
fn debug_does_not_show_the_token_of_the_service() {
    let (client, _) = listing(&[Some(r#"{"N":"secret-token"}"#), Some("{}")]);
    let mut pages = Paginate::<One>::new(client, Input::default()).pages();
    block_on(pages.next()).unwrap().unwrap();
    block_on(pages.next()).unwrap().unwrap();
    assert!(!format!("{pages:?}").contains("secret-token"), "{pages:?}");
}
