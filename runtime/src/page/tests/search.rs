//! Searches over the pages of a listing.

use super::shapes::*;
use super::*;
use crate::path::{Fault, count, outcome};

/// `U`
fn numbers(page: &Page) -> Result<Option<Vec<i64>>, Error> {
    Ok(page.u.clone())
}

/// `U[0]`
fn first(page: &Page) -> Result<Option<i64>, Error> {
    Ok(page.u.as_ref().and_then(|list| list.first().copied()))
}

/// `length(U)`
fn length(page: &Page) -> Result<Option<i64>, Error> {
    let fault = Fault::new();
    let found = count(&fault, page.u.as_ref().map(Vec::len));
    outcome::<One, _>("how_many", &fault, found)
}

fn pages(answers: &[&str], max: Option<usize>, start: Option<&str>) -> Pages<One> {
    let transport = ScriptedTransport::new();
    for answer in answers {
        transport.answer(200, (*answer).to_owned());
    }
    let client = Client::new(&transport.config(&FakeClock::new()), &SERVICE);
    let mut paginate = Paginate::<One>::new(client, Input::default());
    if let Some(max) = max {
        paginate = paginate.max_items(max);
    }
    if let Some(start) = start {
        paginate = paginate.starting_token(start);
    }
    paginate.pages()
}

fn rest<T>(search: &mut Search<One, T>) -> Vec<Result<T, String>> {
    let mut rest = Vec::new();
    while let Some(found) = block_on(search.next()) {
        rest.push(found.map_err(|error| error.to_string()));
    }
    rest
}

#[test]
fn p38_lists_are_flattened_one_level_and_anything_else_comes_once() {
    let mut lists = Search::of_lists(pages(STD, None, None), "numbers", numbers);
    assert_eq!(rest(&mut lists), (1..=7).map(Ok).collect::<Vec<_>>());
    let mut values = Search::of_values(pages(STD, None, None), "first", first);
    assert_eq!(rest(&mut values), [Ok(1), Ok(4), Ok(7)]);
}

#[test]
fn p38_documents_that_are_lists_are_flattened_too() {
    let find = |page: &Page| Ok(page.u.as_ref().map(|list| serde_json::json!(list)));
    let mut documents = Search::of_documents(pages(&STD[2..], None, None), "numbers", find);
    assert_eq!(rest(&mut documents), [Ok(serde_json::json!(7))]);
    let find = |page: &Page| Ok(page.u.as_ref().map(|list| serde_json::json!({ "u": list })));
    let mut documents = Search::of_documents(pages(&STD[2..], None, None), "object", find);
    assert_eq!(rest(&mut documents), [Ok(serde_json::json!({"u": [7]}))]);
}

#[test]
fn p38_a_page_without_a_result_gives_nothing_where_botocore_gives_a_null() {
    let answers = [r#"{"N":"a"}"#, r#"{"U":[],"N":"b"}"#, r#"{"U":[5]}"#];
    let mut values = Search::of_values(pages(&answers, None, None), "first", first);
    assert_eq!(rest(&mut values), [Ok(5)]);
    let mut lists = Search::of_lists(pages(&answers, None, None), "numbers", numbers);
    assert_eq!(rest(&mut lists), [Ok(5)]);
}

#[test]
fn p38_limits_and_starting_tokens_apply_before_the_search() {
    let mut cut = Search::of_lists(pages(STD, Some(4), None), "numbers", numbers);
    assert_eq!(rest(&mut cut), [Ok(1), Ok(2), Ok(3), Ok(4)]);
    let token = cut.resume_token().unwrap();
    assert_eq!(text_of(&token), r#"{"M": "a", "boto_truncate_amount": 1}"#);
    let mut resumed =
        Search::of_lists(pages(&STD[1..], None, Some(token.as_str())), "numbers", numbers);
    assert_eq!(rest(&mut resumed), [Ok(5), Ok(6), Ok(7)]);
}

#[test]
fn p38_a_resume_token_leads_to_the_page_of_what_is_left() {
    let mut search = Search::of_lists(pages(STD, None, None), "numbers", numbers);
    assert_eq!(search.resume_token(), None, "nothing was sent");
    for _ in 0..4 {
        block_on(search.next()).unwrap().unwrap();
    }
    assert_eq!(text_of(&search.resume_token().unwrap()), r#"{"M": "a"}"#);
    for _ in 0..2 {
        block_on(search.next()).unwrap().unwrap();
    }
    assert_eq!(text_of(&search.resume_token().unwrap()), r#"{"M": "b"}"#);
    assert_eq!(rest(&mut search), [Ok(7)]);
    assert_eq!(search.resume_token(), None);
}

#[test]
fn p38_what_an_earlier_run_used_up_does_not_come_again() {
    let start = tok(r#"{"M": "a", "boto_truncate_amount": 1}"#);
    let mut search = Search::of_lists(pages(&STD[1..], None, Some(&start)), "numbers", numbers);
    assert_eq!(block_on(search.next()).unwrap().unwrap(), 5);
    let again = search.resume_token().unwrap();
    assert_eq!(text_of(&again), r#"{"M": "a", "boto_truncate_amount": 1}"#);
}

/// A token that counts no items still says that the page's other results were delivered.
#[test]
fn p38_nor_does_what_came_beside_no_items_at_all() {
    let both = |page: &Page| {
        Ok(Some([page.u.clone(), page.g.clone()].into_iter().flatten().flatten().collect()))
    };
    let mut start = tok(r#"{"A": "a", "B": null, "boto_truncate_amount": 0}"#);
    for _ in 0..2 {
        let transport = ScriptedTransport::new();
        transport.answer(200, r#"{"U":[1,2],"G":[8,9]}"#);
        let client = Client::new(&transport.config(&FakeClock::new()), &SERVICE);
        let paginate = Paginate::<Two>::new(client, Input::default()).starting_token(start);
        let mut search = Search::<_, i64>::of_lists(paginate.pages(), "both", both);
        assert_eq!(block_on(search.try_next()).unwrap(), Some(1));
        start = search.resume_token().unwrap().as_str().to_owned();
        assert_eq!(block_on(search.try_next()).unwrap(), Some(2));
        assert_eq!(block_on(search.try_next()).unwrap(), None, "no 8 and 9");
    }
}

#[test]
fn d15_a_page_that_cannot_be_searched_is_an_error_and_the_next_one_follows() {
    let answers = [r#"{"U":[1],"N":"a"}"#, r#"{"N":"b"}"#, r#"{"U":[]}"#];
    let mut search = Search::of_values(pages(&answers, None, None), "how_many", length);
    assert_eq!(block_on(search.next()).unwrap().unwrap(), 1);
    let error = block_on(search.next()).unwrap().unwrap_err();
    assert!(error.is_search());
    assert!(
        error.to_string().ends_with(
            "the search `how_many` failed: `length` takes text, a list or a map, not null, on page 2"
        ),
        "{error}"
    );
    assert_eq!(rest(&mut search), [Ok(0)]);
}

#[test]
fn a_dropped_future_loses_nothing() {
    let listing = Listing::new(&[2, 1]).slow(3);
    let mut search = Search::of_lists(listing.paginate::<One>(None).pages(), "numbers", numbers);
    for _ in 0..2 {
        assert!(once(search.next()).is_pending());
    }
    assert_eq!(rest(&mut search), [Ok(0), Ok(1), Ok(2)]);
    assert!(format!("{search:?}").starts_with("Search { pages: "), "{search:?}");
}
