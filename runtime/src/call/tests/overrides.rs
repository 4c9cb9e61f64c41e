//! What one request has of its own, and what it shares with the others.

use std::num::NonZeroU32;

use super::*;
use crate::Overrides;

/// What a request is refused with; nothing is sent.
async fn refused(change: impl FnOnce(Overrides) -> Overrides) -> String {
    let setting = setting();
    let error = get(&setting.client.with(change), "one").await.unwrap_err();
    assert!(error.is_config(), "{error:?}");
    assert_eq!(error.attempts(), 0);
    assert!(setting.transport.requests().is_empty());
    error.to_string()
}

/// The request that is sent, and the one that the client itself sends after it.
async fn sent(change: impl FnOnce(Overrides) -> Overrides) -> [http::Request<bytes::Bytes>; 2] {
    let setting = setting();
    setting.transport.answer(200, "{}").answer(200, "{}");
    get(&setting.client.with(change), "one").await.unwrap();
    get(&setting.client, "one").await.unwrap();
    setting.transport.requests().try_into().unwrap()
}

#[tokio::test]
async fn headers_are_sent_and_signed_and_are_no_others_business() {
    let change = |o: Overrides| o.header("X-Own", "one").header("x-own", "two  three");
    let [own, others] = sent(change).await;
    assert_eq!(header(&own, "x-own"), "two  three", "the last one of a name");
    let authorization = header(&own, "authorization");
    assert!(authorization.contains(";x-own, Signature="), "{authorization}");
    assert!(!others.headers().contains_key("x-own"));
    assert!(!header(&others, "authorization").contains("x-own"));
}

#[tokio::test]
async fn a_header_takes_the_place_of_what_was_written_by_that_name() {
    let [own, _] = sent(|o| o.header("content-type", "application/x-amz-json-1.1")).await;
    let values: Vec<_> = own.headers().get_all("content-type").iter().collect();
    assert_eq!(values, ["application/x-amz-json-1.1"]);
}

#[tokio::test]
async fn overrides_of_overrides_add_to_them() {
    let setting = setting();
    setting.transport.answer(200, "{}");
    let client = setting.client.with(|o| o.header("x-a", "1").header("x-b", "1"));
    get(&client.with(|o| o.header("x-b", "2")), "one").await.unwrap();
    let request = &setting.transport.requests()[0];
    assert_eq!((header(request, "x-a"), header(request, "x-b")), ("1", "2"));
}

#[tokio::test]
async fn the_region_is_in_the_host_and_in_the_signature() {
    let [own, others] = sent(|o| o.region("eu-west-1")).await;
    assert_eq!(own.uri(), "https://things.eu-west-1.amazonaws.com/");
    assert!(header(&own, "authorization").contains("/eu-west-1/thingstore/aws4_request"));
    assert_eq!(others.uri(), "https://things.us-east-1.amazonaws.com/");
}

#[tokio::test]
async fn options_of_endpoints_can_be_set() {
    let text = refused(|o| o.use_fips(true).use_dual_stack(true)).await;
    let expected = "no endpoint in us-east-1 with FIPS and dual stack: ";
    assert!(text.contains(expected), "this service has none: {text}");
    let [own, _] = sent(|o| o.use_fips(false).use_dual_stack(false)).await;
    assert_eq!(own.uri(), "https://things.us-east-1.amazonaws.com/");
}

#[tokio::test]
async fn an_endpoint_goes_before_every_other() {
    let (clock, transport) = (FakeClock::new(), ScriptedTransport::new());
    let config = Config::builder()
        .region("us-east-1")
        .credentials("id", "secret", None)
        .endpoint_url_for("Thing Store", "http://elsewhere.example")
        .transport(transport.clone())
        .clock(clock)
        .build();
    let client = Client::new(&config.unwrap(), &SERVICE);
    transport.answer(200, "{}").answer(200, "{}");
    get(&client.with(|o| o.endpoint_url("http://localhost:8000/own")), "one").await.unwrap();
    get(&client.with(|o| o.region("eu-west-1")), "one").await.unwrap();
    let requests = transport.requests();
    assert_eq!(requests[0].uri(), "http://localhost:8000/own");
    assert_eq!(requests[1].uri(), "http://elsewhere.example/", "a region leaves an endpoint alone");
    assert!(header(&requests[1], "authorization").contains("/eu-west-1/"));
}

#[tokio::test]
async fn attempts_are_those_of_the_request() {
    let setting = setting();
    setting.transport.answer(500, "").answer(500, "").answer(200, "{}");
    let once = setting.client.with(|o| o.max_attempts(NonZeroU32::MIN));
    assert_eq!(get(&once, "one").await.unwrap_err().attempts(), 1);
    let answer = get(&setting.client, "one").answer().await.unwrap();
    assert_eq!(answer.attempts, 2, "as ever");
}

#[tokio::test]
async fn what_does_not_differ_is_shared() {
    let setting = setting();
    setting.transport.answer(500, "").answer(500, "").answer(500, "");
    let full = setting.client.quota().left();
    let client = setting.client.with(|o| o.header("x-a", "1"));
    get(&client, "one").await.unwrap_err();
    assert!(setting.client.quota().left() < full, "the budget for retries");
    let none = Vec::new();
    let [own, others] =
        [&client, &setting.client].map(|client| client.endpoint(&SPEC, &none).unwrap());
    assert!(std::sync::Arc::ptr_eq(&own, &others), "the endpoint, where nothing is said of it");
    let elsewhere = client.with(|o| o.region("eu-west-1")).endpoint(&SPEC, &none).unwrap();
    assert_eq!(elsewhere.signing_region, "eu-west-1");
}

#[tokio::test]
async fn headers_that_are_made_of_the_request_are_refused() {
    let ours = [
        "Authorization",
        "host",
        "Content-Length",
        "X-Amz-Date",
        "x-amz-security-token",
        "X-Amz-Target",
        "x-amz-content-sha256",
        "Transfer-Encoding",
        "user-agent",
    ];
    for name in ours {
        let text = refused(|o| o.header(name, "x")).await;
        let name = name.to_ascii_lowercase();
        let expected = format!("the header '{name}' is made of the request itself: leave it out");
        assert!(text.contains(&expected), "{text}");
    }
}

#[tokio::test]
async fn everything_that_is_wrong_is_told_at_once_and_no_value_is() {
    let text = refused(|o| {
        o.header("x y", "fine")
            .header("x-key", "secret\r\nhost: elsewhere")
            .header("x-kéy", "é")
            .region("eu west")
            .endpoint_url("localhost")
    })
    .await;
    assert_eq!(
        text,
        "things GetThing: the request's overrides: the region is 'eu west': expected letters, digits \
         and hyphens, such as eu-west-1; the endpoint_url is 'localhost': expected a URL such as \
         https://host:port/path; 'x y' is no name of a header: expected letters, digits and hyphens; \
         the value of the header 'x-key': expected visible ASCII; 'x-kéy' is no name of a header: \
         expected letters, digits and hyphens"
    );
}

#[tokio::test]
async fn what_is_wrong_stays_wrong_with_further_overrides() {
    let setting = setting();
    let client = setting.client.with(|o| o.header("", "x")).with(|o| o.header("x-a", "1"));
    let text = get(&client, "one").await.unwrap_err().to_string();
    assert!(text.contains("'' is no name of a header"), "{text}");
}

#[tokio::test]
async fn a_name_of_any_length_makes_a_short_message() {
    let text = refused(|o| o.header("é".repeat(100_000), "x")).await;
    assert!(text.len() < 400, "{} bytes", text.len());
}

#[test]
fn values_of_headers_are_not_shown() {
    let overrides =
        Overrides::default().header("x-key", "secret").endpoint_url("http://u:secret@h");
    let client = setting().client.with(|o| o.header("x-key", "secret"));
    let shown = format!("{overrides:?} {client:?} {:?}", client.own());
    assert!(shown.contains("x-key") && !shown.contains("secret"), "{shown}");
}
