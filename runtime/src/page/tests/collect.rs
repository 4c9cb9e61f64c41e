//! Full results: P33 to P37, and the better ones D10, D11 and D21.

use super::shapes::*;
use super::*;

impl Case<'_> {
    /// Collects the listing: the output, as Python prints it, and the JSON of its resume token.
    fn collect<O: Paginated<Input = Input, Output = Page>>(&self) -> (String, Option<String>) {
        let (client, transport) = self.client();
        let collected = block_on(self.paginate::<O>(client).pages().collect()).unwrap();
        assert_eq!(collected.pages, transport.requests().len() as u64);
        (collected.output.json(), collected.resume_token.as_ref().map(text_of))
    }
}

fn full<O: Paginated<Input = Input, Output = Page>>(pages: &[&str]) -> String {
    let (output, token) = Case { pages, ..Case::default() }.collect::<O>();
    assert_eq!(token, None);
    output
}

#[test]
fn p33_lists_numbers_texts_and_maps_are_put_together() {
    let output = full::<Mixed>(&[
        r#"{"U":[1],"n":1,"s":"x","m":{"k":"v"},"N":"t"}"#,
        r#"{"U":[2],"n":2.5,"s":"y","m":{"l":"w"}}"#,
    ]);
    assert_eq!(output, r#"{"U": [1, 2], "s": "xy", "n": 3.5, "m": {"k": "v", "l": "w"}}"#);
}

#[test]
fn p33_an_empty_result_is_empty_and_a_missing_one_is_missing() {
    assert_eq!(full::<Two>(&[r#"{"U":[],"NA":"t"}"#, r#"{"U":[]}"#]), r#"{"U": []}"#);
    assert_eq!(full::<Two>(&[r#"{"NA":"t"}"#, r#"{"G":[1]}"#]), r#"{"G": [1]}"#);
    assert_eq!(full::<Two>(&["{}"]), "{}");
}

#[test]
fn p33_results_of_different_lengths_keep_their_own() {
    let output = full::<Two>(&[r#"{"U":[1],"G":[1,2,3],"NA":"x"}"#, r#"{"U":[2,3],"G":[4]}"#]);
    assert_eq!(output, r#"{"U": [1, 2, 3], "G": [1, 2, 3, 4]}"#);
}

#[test]
fn d10_pages_of_maps_are_joined() {
    let output = full::<Mapped>(&[r#"{"P":{"a":1,"b":2},"N":"t"}"#, r#"{"P":{"b":3,"c":4}}"#]);
    assert_eq!(output, r#"{"P": {"a": 1, "b": 3, "c": 4}}"#);
}

#[test]
fn p34_nothing_else_of_a_page_is_kept() {
    let output = full::<One>(&[r#"{"U":[1],"G":[7],"s":"x","C":["c"],"X":true,"N":"t"}"#, "{}"]);
    assert_eq!(output, r#"{"U": [1]}"#);
}

const BESIDE: [&str; 2] =
    [r#"{"F":{"K":[1],"T":true},"s":"o1","n":7,"N":"t"}"#, r#"{"F":{"K":[2],"T":false},"s":"o2"}"#];

#[test]
fn p35_what_is_kept_is_the_first_pages() {
    assert_eq!(full::<Beside>(&BESIDE), r#"{"s": "o1", "F": {"T": true, "K": [1, 2]}}"#);
    let missing = [r#"{"F":{"K":[1]},"N":"t"}"#, BESIDE[1]];
    assert_eq!(full::<Beside>(&missing), r#"{"F": {"K": [1, 2]}}"#, "and unset if it is not there");
}

#[test]
fn p35_what_is_kept_is_taken_after_the_page_was_cut() {
    let start = Some(tok(r#"{"M": null, "boto_truncate_amount": 1}"#));
    let pages = [r#"{"F":{"K":[1,2],"T":true},"s":"o"}"#];
    let case = Case { start, pages: &pages, ..Case::default() };
    let (output, _) = case.collect::<Around>();
    assert_eq!(output, r#"{"F": {"T": true, "K": [2]}}"#);
}

#[test]
fn p36_a_kept_structure_around_a_result_brings_the_first_pages_along() {
    let output = full::<Around>(&BESIDE);
    assert_eq!(output, r#"{"F": {"T": true, "K": [1, 2]}}"#);
}

#[test]
fn d11_a_kept_structure_that_the_first_page_lacks_loses_no_result() {
    let output = full::<Around>(&[r#"{"N":"t"}"#, r#"{"F":{"K":[2],"T":true}}"#]);
    assert_eq!(output, r#"{"F": {"K": [2]}}"#);
    let output = full::<Beside>(&[r#"{"s":"o","N":"t"}"#, r#"{"F":{"K":[2],"T":true}}"#]);
    assert_eq!(output, r#"{"s": "o", "F": {"K": [2]}}"#);
}

#[test]
fn p37_the_resume_token_comes_beside_the_output() {
    let case = Case { max: Some(4), pages: STD, ..Case::default() };
    let (output, token) = case.collect::<One>();
    assert_eq!(output, r#"{"U": [1, 2, 3, 4]}"#);
    assert_eq!(token.as_deref(), Some(r#"{"M": "a", "boto_truncate_amount": 1}"#));
    let (_, token) = Case { max: Some(7), pages: STD, ..Case::default() }.collect::<One>();
    assert_eq!(token, None);
}

#[test]
fn dynamodb_full_results_cut_and_resumed() {
    let first = r#"{"U":[1,2,3],"n":3,"LEK":{"k":{"B":"AQ=="}}}"#;
    let pages = [first, r#"{"U":[4],"n":1}"#];
    let (output, token) =
        Case { max: Some(2), pages: &pages, ..Case::default() }.collect::<Dynamo>();
    assert_eq!(output, r#"{"U": [1, 2], "n": 3.0}"#);
    assert_eq!(token.as_deref(), Some(r#"{"K": null, "boto_truncate_amount": 2}"#));
    let start = token.as_deref().map(tok);
    let (output, token) = Case { start, pages: &pages, ..Case::default() }.collect::<Dynamo>();
    assert_eq!(output, r#"{"U": [3, 4], "n": 4.0}"#, "the first page's number counts again");
    assert_eq!(token, None);
}

#[test]
fn d21_pages_that_were_handed_out_are_not_collected_again() {
    let listing = Listing::new(&[2, 1, 3]);
    let mut pages = listing.paginate::<One>(None).pages();
    let first = block_on(pages.try_next()).unwrap().unwrap();
    let collected = block_on(pages.collect()).unwrap();
    assert_eq!(first.u.as_deref(), Some(&[0, 1][..]));
    assert_eq!(collected.output.u.as_deref(), Some(&[2, 3, 4, 5][..]));
    assert_eq!(collected.pages, 2);
}

/// A listing whose second request is refused once.
fn broken() -> (Paginate<One>, ScriptedTransport) {
    let transport = ScriptedTransport::new();
    transport.answer(200, STD[0]).answer(400, r#"{"__type":"Boom"}"#);
    transport.answer(200, STD[1]).answer(200, STD[2]);
    let client = Client::new(&transport.config(&FakeClock::new()), &SERVICE);
    (Paginate::new(client, Input::default()), transport)
}

#[test]
fn an_error_gives_back_what_was_collected() {
    let error = block_on(broken().0.pages().collect()).unwrap_err();
    assert_eq!(error.error().code(), Some("Boom"));
    assert_eq!(error.collected().output.json(), r#"{"U": [1, 2, 3]}"#);
    assert_eq!(error.collected().pages, 1);
    let shown = error.to_string();
    assert!(shown.starts_with("the listing broke off after page 1: tests One"), "{shown}");
    assert!(format!("{error:?}").contains("resume_token: Some(ResumeToken("), "{error:?}");
    let (error, collected) = error.into_parts();
    assert_eq!(error.code(), Some("Boom"));
    assert_eq!(text_of(&collected.resume_token.unwrap()), r#"{"M": "a"}"#);
}

#[test]
fn after_an_error_collecting_goes_on_with_the_page_that_failed() {
    let (paginate, transport) = broken();
    let error = block_on(paginate.pages().collect()).unwrap_err();
    let collected = block_on(error.retry().unwrap()).unwrap();
    assert_eq!(collected.output.json(), r#"{"U": [1, 2, 3, 4, 5, 6, 7]}"#);
    assert_eq!(collected.pages, 3);
    assert_eq!(transport.bodies(), ["{}", r#"{"M":"a"}"#, r#"{"M":"a"}"#, r#"{"M":"b"}"#]);
}

#[test]
fn a_repeated_token_cannot_be_asked_for_again_and_leaves_what_was_collected() {
    let pages = [r#"{"U":[1],"N":"t"}"#, r#"{"U":[2],"N":"t"}"#];
    let case = Case { pages: &pages, ..Case::default() };
    let (client, _) = case.client();
    let error = block_on(case.paginate::<One>(client).pages().collect()).unwrap_err();
    let error = error.retry().unwrap_err();
    assert!(error.error().is_repeated_token());
    assert_eq!(error.collected().output.u.as_deref(), Some(&[1, 2][..]));
}

#[test]
fn question_mark_makes_the_plain_error() {
    let full = || -> Result<Page, Error> {
        let collected = block_on(broken().0.pages().collect())?;
        Ok(collected.output)
    };
    assert_eq!(full().unwrap_err().code(), Some("Boom"));
}

#[test]
fn collecting_survives_dropped_awaits_and_can_be_sent() {
    fn is_error<E: std::error::Error + Send + Sync + 'static>(_: &E) {}
    fn is_future<F: Future + Send + Unpin + 'static + std::fmt::Debug>(_: &F) {}
    is_error(&block_on(broken().0.pages().collect()).unwrap_err());
    let listing = Listing::new(&[2, 1, 3]).slow(5);
    let mut collect = listing.paginate::<One>(None).pages().collect();
    is_future(&collect);
    let mut vain = 0;
    let collected = loop {
        match once(&mut collect) {
            Poll::Ready(collected) => break collected.unwrap(),
            Poll::Pending => vain += 1,
        }
    };
    assert_eq!(collected.output.u, Some(listing.items()));
    assert_eq!(vain, 15);
    assert!(once(&mut collect).is_pending(), "there is nothing more to come");
}
