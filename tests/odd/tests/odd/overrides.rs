//! What one request has of its own goes with each page and each poll, and with nothing else.

use maitred_odd::aws::{dynamodb, s3};
use maitred_odd::{Answer, Script, Sent};
use serde_json::json;

use crate::all;

fn is_own(sent: &Sent) -> bool {
    let authorization = sent.header("authorization").unwrap_or_default();
    let signed = authorization.contains("/eu-west-1/") && authorization.contains(";x-team");
    sent.header("x-team") == Some("blue") && sent.host().contains("eu-west-1") && signed
}

fn own(overrides: maitred::Overrides) -> maitred::Overrides {
    overrides.header("x-team", "blue").region("eu-west-1")
}

#[tokio::test]
async fn every_page_has_the_overrides() {
    let page = |next: Option<&str>| {
        let mut page = json!({ "Items": [{ "k": { "S": "x" } }], "Count": 1 });
        page["LastEvaluatedKey"] = next.map_or(json!(null), |next| json!({ "k": { "S": next } }));
        page
    };
    let script = Script::of([page(Some("a")), page(Some("b")), page(None), page(None)]);
    let client = dynamodb::Client::new(&script.config().unwrap());
    assert_eq!(all(client.scan("t").with(own).paginate().items()).await.len(), 3);
    client.scan("t").send().await.unwrap();
    let sent: Vec<bool> = script.sent().iter().map(is_own).collect();
    assert_eq!(sent, [true, true, true, false]);
}

#[tokio::test]
async fn every_poll_has_the_overrides() {
    let script = Script::of([Answer::bare(404), Answer::bare(404), Answer::bare(200)]);
    let client = s3::Client::new(&script.config().unwrap());
    let team = String::from("blue");
    let request = client.head_bucket("logs").with(|o| o.header("x-team", team).region("eu-west-1"));
    assert_eq!(request.wait_until_bucket_exists().await.unwrap().attempts(), 3);
    assert_eq!(script.sent().iter().filter(|sent| is_own(sent)).count(), 3);
}

#[tokio::test]
async fn what_is_wrong_ends_a_listing_and_a_wait_before_anything_is_sent() {
    let script = Script::of([Answer::bare(200)]);
    let client = s3::Client::new(&script.config().unwrap());
    let mut pages = client.list_objects("b").with(|o| o.header("Host", "x")).paginate().pages();
    let error = pages.next().await.unwrap().unwrap_err();
    assert!(error.is_config(), "{error}");
    let wait = client.head_bucket("b").with(|o| o.header("Host", "x")).wait_until_bucket_exists();
    let error = wait.await.unwrap_err();
    assert!(error.failure().error().is_some_and(maitred::Error::is_config), "{error}");
    assert!(script.sent().is_empty());
}
