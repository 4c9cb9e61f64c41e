//! Searches of a listing as a program has them: a stream of a generated structure.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

/// The fixture's modules, as its golden file has them.
pub mod generated {
    include!("fixtures/searches/volumes/expected.rs");
}

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use generated::tiny::{Client, operation::DescribeSnapshots, search, types::Output};
use http::{Request, Response};
use maitred::__private::v1::path::json;
use maitred::{Config, Search, Sending, Transport};
use serde_json::{Value, json};

/// Two pages; a third one comes only to those who ask for it.
#[derive(Debug, Clone, Default)]
struct Pages(Arc<Mutex<Vec<Value>>>);

impl Transport for Pages {
    fn send(&self, request: Request<Bytes>) -> Sending {
        let body: Value = serde_json::from_slice(request.body()).unwrap();
        let page = match body["NextToken"].as_str() {
            None => json!({"NextToken": "two", "Snapshots": [
                {"SnapshotId": "a", "VolumeSize": 50}, {"SnapshotId": "b", "VolumeSize": 500},
                {"SnapshotId": "c", "VolumeSize": 200},
            ]}),
            Some("two") => json!({"NextToken": "three"}),
            Some("three") => json!({"Snapshots": [
                {"VolumeSize": 101, "State": "completed", "Secret": "hidden", "Tags": [
                    {"Key": "k", "Value": "v"}, {},
                ]},
                {"SnapshotId": "e"},
            ]}),
            other => panic!("no page has this token: {other:?}"),
        };
        self.0.lock().unwrap().push(body);
        Box::pin(async move { Ok(Response::new(page.to_string().into())) })
    }
}

fn client() -> (Client, Pages) {
    let pages = Pages::default();
    let config = Config::builder()
        .region("eu-west-1")
        .credentials("access key id", "secret access key", None)
        .transport(pages.clone());
    (Client::new(&config.build().unwrap()), pages)
}

fn block_on<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    runtime.block_on(future)
}

fn found<T>(mut search: Search<DescribeSnapshots, T>) -> (Vec<T>, Vec<String>) {
    let (mut values, mut errors) = (Vec::new(), Vec::new());
    while let Some(next) = block_on(search.next()) {
        match next {
            Ok(value) => values.push(value),
            Err(error) => errors.push(error.to_string()),
        }
    }
    (values, errors)
}

fn ids(found: &[search::Big]) -> Vec<Option<&str>> {
    found.iter().map(|big| big.id.as_deref()).collect()
}

#[test]
fn p38_a_search_is_a_stream_of_a_generated_structure() {
    let (client, pages) = client();
    let (big, errors) = found(client.describe_snapshots().paginate().search_big());
    assert_eq!(ids(&big), [Some("b"), Some("c"), None]);
    assert_eq!(big.iter().map(|big| big.size).collect::<Vec<_>>(), [500, 200, 101].map(Some));
    assert_eq!(errors, [] as [String; 0]);
    assert_eq!(pages.0.lock().unwrap().len(), 3);
    assert_eq!(format!("{:?}", big[0]), "Big { id: \"b\", size: 500, .. }");
}

#[test]
fn p38_limits_and_tokens_cut_the_pages_before_they_are_searched() {
    let (client, _) = client();
    let mut cut = client.describe_snapshots().paginate().max_items(2).search_big();
    let first = block_on(cut.try_next()).unwrap();
    assert_eq!(first.and_then(|big| big.id).as_deref(), Some("b"));
    assert_eq!(block_on(cut.try_next()).unwrap(), None);
    let token = cut.resume_token().unwrap();
    let resumed = client.describe_snapshots().paginate().starting_token(token);
    assert_eq!(ids(&found(resumed.search_big()).0), [Some("c"), None]);
}

#[test]
fn d15_a_page_that_cannot_be_searched_is_named() {
    let (client, _) = client();
    let (counts, errors) = found(client.describe_snapshots().paginate().search_counted());
    assert_eq!(counts, [3, 2]);
    let text = "tiny DescribeSnapshots: the search `counted` failed: `length` takes text, a list or \
                a map, not null, on page 2";
    assert_eq!(errors, [text]);
    let error = search::counted(&Output::default()).unwrap_err();
    assert!(error.is_search() && !error.is_service(), "{error}");
    assert_eq!(
        search::counted(&Output { snapshots: Some(Vec::new()), ..Output::default() }).unwrap(),
        Some(0)
    );
}

#[test]
fn a_search_is_a_function_of_any_page_and_hides_what_is_sensitive() {
    let (client, _) = client();
    let request = client.describe_snapshots().next_token("three");
    let page = block_on(request.send()).unwrap();
    let owners = search::owners(&page).unwrap().unwrap();
    assert_eq!(owners.len(), 1);
    assert_eq!(owners[0].tags()[0].value.as_deref(), Some("v"));
    let shown = format!("{:?}", owners[0]);
    assert!(shown.contains("login: <sensitive>") && !shown.contains("hidden"), "{shown}");
    let tags = json!([{"key": "k", "value": "v"}, {"key": null, "value": null}]);
    let expected = json!([{"state": "completed", "tags": tags, "login": {"secret": "hidden"}}]);
    assert_eq!(json(Some(&owners)), Some(expected));
}
