//! What S3's listings ask for unasked, and its errors in successes, through a whole call.

use super::*;
use crate::wire::testing::markup::{LIST_OBJECTS, LIST_UPLOADS, ListInput, Listing};

struct ListObjects;

impl Operation for ListObjects {
    type Input = ListInput;
    type Output = Listing;
    const SPEC: &'static OperationSpec = &LIST_OBJECTS;
}

struct ListUploads;

impl Operation for ListUploads {
    type Input = ListInput;
    type Output = Listing;
    const SPEC: &'static OperationSpec = &LIST_UPLOADS;
}

const ENCODED: &str =
    "<R><EncodingType>url</EncodingType><Contents><Key>a%2Fb+%C3%BC</Key></Contents></R>";

fn listing_setting() -> Setting {
    let (clock, transport) = (FakeClock::new(), ScriptedTransport::new());
    let builder = Config::builder().transport(transport.clone()).clock(clock.clone());
    let builder = builder.region("eu-west-1").credentials("id", "secret", None);
    let config = builder.endpoint_url("http://localhost:8000").build().unwrap();
    Setting { client: Client::new(&config, LIST_OBJECTS.service), clock, transport }
}

fn input(encoding: Option<&str>) -> ListInput {
    let encoding = encoding.map(str::to_owned);
    ListInput { bucket: Some("bucket".to_owned()), prefix: None, encoding }
}

async fn list<O: Operation<Input = ListInput, Output = Listing>>(
    setting: &Setting,
    encoding: Option<&str>,
) -> (String, String) {
    setting.transport.answer(200, ENCODED);
    let call = start::<O>(&setting.client, &input(encoding), Purpose::Page);
    let listing = call.await.unwrap();
    let key = listing.contents.into_iter().flatten().find_map(|object| object.key);
    let requests = setting.transport.requests();
    let query = requests.last().and_then(|request| request.uri().query()).unwrap_or_default();
    (query.to_owned(), key.unwrap_or_default())
}

#[tokio::test]
async fn r3_encoded_names_are_asked_for_and_decoded() {
    let setting = listing_setting();
    let (query, key) = list::<ListObjects>(&setting, None).await;
    assert!(query.contains("encoding-type=url"), "{query}");
    assert_eq!(key, "a/b ü");
}

#[tokio::test]
async fn r3_who_asks_for_encoded_names_gets_them() {
    let setting = listing_setting();
    let (query, key) = list::<ListObjects>(&setting, Some("url")).await;
    assert_eq!(query.matches("encoding-type=url").count(), 1, "{query}");
    assert_eq!(key, "a%2Fb+%C3%BC");
}

#[tokio::test]
async fn r3_other_listings_do_not_ask() {
    let setting = listing_setting();
    let (query, key) = list::<ListUploads>(&setting, None).await;
    assert!(!query.contains("encoding-type"), "{query}");
    assert_eq!(key, "a%2Fb+%C3%BC");
}

#[tokio::test]
async fn an_error_in_a_success_is_tried_again() {
    let setting = listing_setting();
    let error = "<Error><Code>AccessDenied</Code><Message>m</Message></Error>";
    setting.transport.answer(200, error);
    setting.transport.answer(200, &ENCODED[..40]);
    setting.transport.answer(200, ENCODED);
    let call = start::<ListObjects>(&setting.client, &input(None), Purpose::Call);
    assert_eq!(call.answer().await.unwrap().attempts, 3);
    for _ in 0..3 {
        setting.transport.answer(200, error);
    }
    let call = start::<ListObjects>(&setting.client, &input(None), Purpose::Call);
    let error = call.await.unwrap_err();
    assert_eq!((error.code(), error.status()), (Some("AccessDenied"), Some(500)));
    assert_eq!((error.message(), error.attempts()), (Some("m"), 3));
}
