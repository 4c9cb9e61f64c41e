//! A paginator's case: pages, one after the other, and what was in them.

use maitred::__private::v1::{Paginate, Paginated};
use serde_json::{Value, json};

use crate::{Entry, client, finish, input, told};

/// The paginator of an operation.
pub fn paginator<O: Paginated>() -> Entry
where
    O::Input: Default,
{
    Entry {
        kind: "paginator",
        service: O::SPEC.service.name,
        name: O::SPEC.name,
        drive: Box::new(|config, case| {
            let paginate = Paginate::<O>::new(client::<O>(config), input::<O>(case)?);
            page(paginate, &Options::of(case))
        }),
    }
}

/// What the case says of paging.
struct Options {
    page_size: Option<u32>,
    max_items: Option<usize>,
    starting_token: Option<String>,
}

impl Options {
    fn of(case: &Value) -> Self {
        let number = |name| case.get(name).and_then(Value::as_u64);
        Options {
            page_size: number("page_size").and_then(|size| u32::try_from(size).ok()),
            max_items: number("max_items").and_then(|items| usize::try_from(items).ok()),
            starting_token: case.get("starting_token").and_then(Value::as_str).map(str::to_owned),
        }
    }
}

/// What was seen of a listing.
#[derive(Default)]
struct Seen {
    pages: Vec<Value>,
    error: Value,
    /// The resume tokens after each page.
    tokens: Vec<Value>,
}

fn page<O: Paginated>(mut paginate: Paginate<O>, options: &Options) -> Result<Value, String> {
    if let Some(size) = options.page_size {
        paginate = paginate.page_size(size);
    }
    if let Some(items) = options.max_items {
        paginate = paginate.max_items(items);
    }
    if let Some(token) = &options.starting_token {
        paginate = paginate.starting_token(token.as_str());
    }
    let mut pages = paginate.pages();
    let mut seen = Seen::default();
    while let Some(page) = finish(pages.next())? {
        match page {
            Ok(mut page) => seen.pages.push(counts::<O>(&mut page)),
            Err(error) => {
                seen.error = told(&error);
                break;
            }
        }
        seen.tokens.push(json!(pages.resume_token().map(|token| token.as_str().to_owned())));
    }
    let token = pages.resume_token().map(|token| token.as_str().to_owned());
    Ok(json!({ "pages": seen.pages, "error": seen.error, "tokens": seen.tokens, "token": token }))
}

/// How many items each result of a page has.
fn counts<O: Paginated>(page: &mut O::Output) -> Value {
    let keys = O::PAGINATOR.result_keys.len();
    (0..keys).map(|key| O::result(page, key).map_or(0, |result| result.length())).collect()
}
