//! Calls from input to output, over a scripted transport and a clock that waits for nothing.

mod listings;
mod overrides;
mod places;

use std::time::Duration;

use super::*;
use crate::Config;
use crate::error::Error;
use crate::shape::{Member, Schema, Slot, Structure};
use crate::testing::{FakeClock, ScriptedTransport};
use crate::wire::JSON_1_0;

static SERVICE: Service = Service::new("things", "Thing Store", "2020-01-01", "things", &JSON_1_0)
    .signing_name("thingstore")
    .target_prefix("Things_20200101");

static SPEC: OperationSpec = OperationSpec::new(&SERVICE, "GetThing", "POST", "/").errors(&[
    ErrorSpec { shape: "BusyException", code: "BusyException", retryable: Some(false) },
    ErrorSpec { shape: "MissingException", code: "MissingException", retryable: None },
]);

static PREFIXED: OperationSpec =
    OperationSpec::new(&SERVICE, "GetPrefixed", "POST", "/").host_prefix("{Name}-data.");

#[derive(Debug, Clone, Default, PartialEq)]
struct Thing {
    name: Option<String>,
    token: Option<String>,
}

static THING: Schema = Schema::new(
    "Thing",
    &[
        Member::new("Name", "Name", "name"),
        Member::new("Token", "Token", "token").idempotency_token(),
    ],
);

impl Structure for Thing {
    fn schema(&self) -> &'static Schema {
        &THING
    }

    fn member(&self, index: usize) -> Option<&dyn Slot> {
        [&self.name as &dyn Slot, &self.token].into_iter().nth(index)
    }

    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        [&mut self.name as &mut dyn Slot, &mut self.token].into_iter().nth(index)
    }
}

macro_rules! operations {
    ($($name:ident = $spec:expr;)*) => {$(
        struct $name;

        impl Operation for $name {
            type Input = Thing;
            type Output = Thing;
            const SPEC: &'static OperationSpec = &$spec;
        }
    )*};
}

operations! {
    GetThing = SPEC;
    GetPrefixed = PREFIXED;
}

#[derive(Debug, Default)]
struct Missing(Thing);

impl Structure for Missing {
    fn schema(&self) -> &'static Schema {
        &THING
    }

    fn member(&self, index: usize) -> Option<&dyn Slot> {
        self.0.member(index)
    }

    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        self.0.member_mut(index)
    }
}

impl ModeledError for Missing {
    const CODE: &'static str = "MissingException";
    const SHAPE: &'static str = "MissingException";
}

struct Setting {
    clock: FakeClock,
    transport: ScriptedTransport,
    client: Client,
}

fn setting() -> Setting {
    let (clock, transport) = (FakeClock::new(), ScriptedTransport::new());
    let client = Client::new(&transport.config(&clock), &SERVICE);
    Setting { clock, transport, client }
}

fn named(name: &str) -> Thing {
    Thing { name: Some(name.to_owned()), token: None }
}

fn get(client: &Client, name: &str) -> Call<GetThing> {
    start(client, &named(name), Purpose::Call)
}

fn fault(code: &str) -> String {
    format!(r#"{{"__type":"com.example#{code}","message":"it is\nso","Name":"gone"}}"#)
}

fn header<'a>(request: &'a http::Request<bytes::Bytes>, name: &str) -> &'a str {
    request.headers().get(name).unwrap_or_else(|| panic!("no {name}")).to_str().unwrap()
}

#[tokio::test]
async fn a_call_gives_its_output_and_circumstances() {
    let setting = setting();
    setting.transport.answer(200, r#"{"Name":"one"}"#);
    let answer = get(&setting.client, "one").answer().await.unwrap();
    assert_eq!(answer.output, named("one"));
    assert_eq!((answer.status, answer.attempts), (200, 1));
    assert_eq!(answer.request_id.as_deref(), Some("test-request"));
    assert!(setting.clock.sleeps().is_empty());
}

#[tokio::test]
async fn a_request_has_its_headers_and_a_signature() {
    let setting = setting();
    setting.transport.answer(200, "{}");
    get(&setting.client, "one").await.unwrap();
    let request = &setting.transport.requests()[0];
    assert_eq!(request.uri(), "https://things.us-east-1.amazonaws.com/");
    assert_eq!(header(request, "host"), "things.us-east-1.amazonaws.com");
    assert_eq!(header(request, "x-amz-target"), "Things_20200101.GetThing");
    assert_eq!(header(request, "amz-sdk-request"), "attempt=1; max=3");
    assert_eq!(header(request, "amz-sdk-invocation-id").len(), 36);
    let authorization = header(request, "authorization");
    assert!(authorization.starts_with("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"));
    assert!(authorization.contains("/us-east-1/thingstore/aws4_request, "), "{authorization}");
}

#[tokio::test]
async fn r2_the_user_agent_says_what_a_call_is_part_of() {
    let setting = setting();
    let cases = [(Purpose::Call, "m/E"), (Purpose::Page, "m/C,E"), (Purpose::Poll, "m/B,E")];
    for (index, (purpose, expected)) in cases.into_iter().enumerate() {
        setting.transport.answer(200, "{}");
        start::<GetThing>(&setting.client, &named("x"), purpose).await.unwrap();
        let agent = header(&setting.transport.requests()[index], "user-agent").to_owned();
        assert!(agent.starts_with("maitred/0.1.0 ua/2.1 api/things#2020-01-01 "), "{agent}");
        assert!(agent.ends_with(expected), "{agent}");
    }
}

#[tokio::test]
async fn nothing_is_sent_before_the_first_poll() {
    let setting = setting();
    drop(get(&setting.client, "one"));
    assert!(setting.transport.requests().is_empty());
}

#[tokio::test]
async fn r4_tokens_are_fresh_for_each_call_and_kept_over_retries() {
    let setting = setting();
    setting.transport.answer(500, "").answer(200, "{}").answer(200, "{}");
    get(&setting.client, "one").await.unwrap();
    get(&setting.client, "one").await.unwrap();
    let [first, again, second] = setting.transport.bodies().try_into().unwrap();
    assert!(first.contains(r#""Token":""#), "{first}");
    assert_eq!(first, again);
    assert_ne!(first, second);
    let id = |index: usize| {
        header(&setting.transport.requests()[index], "amz-sdk-invocation-id").to_owned()
    };
    assert_eq!(id(0), id(1));
    assert_ne!(id(0), id(2));
}

#[tokio::test]
async fn r4_a_token_of_the_caller_stays() {
    let setting = setting();
    setting.transport.answer(200, "{}");
    let input = Thing { name: None, token: Some("mine".to_owned()) };
    start::<GetThing>(&setting.client, &input, Purpose::Call).await.unwrap();
    assert_eq!(setting.transport.bodies(), [r#"{"Token":"mine"}"#]);
}

#[tokio::test]
async fn transient_failures_are_retried_with_backoff() {
    let setting = setting();
    setting.transport.answer(503, "").fail(TransportErrorKind::Io).answer(200, "{}");
    let answer = get(&setting.client, "one").answer().await.unwrap();
    assert_eq!(answer.attempts, 3);
    let sleeps = setting.clock.sleeps();
    assert_eq!(sleeps.len(), 2);
    assert!(sleeps[0] < Duration::from_secs(1) && sleeps[1] < Duration::from_secs(2));
    let requests = setting.transport.requests();
    assert_eq!(header(&requests[2], "amz-sdk-request"), "attempt=3; max=3");
}

#[tokio::test]
async fn retries_end_with_the_last_failure() {
    let setting = setting();
    for _ in 0..3 {
        setting.transport.answer(400, fault("ThrottlingException"));
    }
    let error = get(&setting.client, "one").await.unwrap_err();
    assert!(error.is_throttling() && error.is_service());
    assert_eq!(error.attempts(), 3);
    assert_eq!(
        error.to_string(),
        "things GetThing: ThrottlingException: it is so \
         (status 400, request id test-request, after 3 attempts)"
    );
}

#[tokio::test]
async fn modelled_errors_are_typed_and_retried_only_if_the_model_says_so() {
    let setting = setting();
    setting.transport.answer(400, fault("MissingException"));
    let error = get(&setting.client, "one").await.unwrap_err();
    assert_eq!((error.attempts(), error.status()), (1, Some(400)));
    assert_eq!(error.code(), Some("MissingException"));
    assert_eq!(error.modeled::<Missing>().unwrap().0.name.as_deref(), Some("gone"));
    assert_eq!((error.service(), error.operation()), (Some("things"), Some("GetThing")));

    setting.transport.answer(400, fault("BusyException")).answer(200, "{}");
    assert_eq!(get(&setting.client, "one").answer().await.unwrap().attempts, 2);
}

#[tokio::test]
async fn each_client_has_a_quota_for_retries() {
    let setting = setting();
    for _ in 0..3 {
        setting.transport.fail(TransportErrorKind::Timeout);
    }
    let error = get(&setting.client, "one").await.unwrap_err();
    assert!(error.is_timeout() && error.is_transport() && !error.is_connect());
    assert_eq!(setting.client.quota().left(), 472);

    setting.transport.answer(500, "").answer(200, "{}").answer(200, "{}");
    get(&setting.client, "one").await.unwrap();
    assert_eq!(setting.client.quota().left(), 472, "the retry's cost came back");
    get(&setting.client, "one").await.unwrap();
    assert_eq!(setting.client.quota().left(), 473, "and one more");
}

#[tokio::test]
async fn an_empty_quota_ends_retries() {
    let setting = setting();
    while setting.client.quota().take(retry::COST) {}
    setting.transport.answer(500, "");
    let error = get(&setting.client, "one").await.unwrap_err();
    assert_eq!((error.attempts(), error.status()), (1, Some(500)));
    assert!(setting.clock.sleeps().is_empty());
}

#[tokio::test]
async fn an_answer_that_is_too_large_is_not_asked_for_again() {
    let setting = setting();
    setting.transport.fail(TransportErrorKind::TooLarge);
    let error = get(&setting.client, "one").await.unwrap_err();
    assert_eq!(error.attempts(), 1);
    assert!(error.to_string().contains("too large"), "{error}");
}

#[tokio::test]
async fn a_garbled_answer_is_an_error_with_its_place() {
    let setting = setting();
    setting.transport.answer(200, r#"{"Name":[1]}"#);
    let error = get(&setting.client, "one").await.unwrap_err();
    assert!(error.is_response() && !error.is_service());
    assert_eq!((error.status(), error.request_id()), (Some(200), Some("test-request")));
    let text = format!("{error:?}");
    assert!(text.contains("things GetThing: the response is no output of the operation"), "{text}");
    assert!(text.contains("\n  caused by: Name: "), "{text}");
}

#[test]
fn calls_clients_and_errors_move_between_threads() {
    fn moves<T: Send + 'static>() {}
    fn shared<T: Send + Sync + 'static>() {}
    moves::<Call<GetThing>>();
    shared::<Client>();
    shared::<Config>();
    shared::<Error>();
    assert_eq!(size_of::<Error>(), size_of::<usize>());
    assert_eq!(size_of::<Call<GetThing>>(), 2 * size_of::<usize>());
}

/// Ten thousand waiters may poll at once.
#[test]
fn a_call_under_way_is_small() {
    let setting = setting();
    let order = send::Order {
        operation: &SPEC,
        purpose: Purpose::Poll,
        request: Ok(SERVICE
            .protocol
            .encode(&SPEC, &crate::shape::StructureFields(&named("x")))
            .unwrap()),
        arguments: Vec::new(),
        host_prefix: Ok(String::new()),
        encoded_names: false,
        input: None,
    };
    let size = size_of_val(&send::send(setting.client.clone(), order));
    assert!(size <= 2048, "{size}");
}

#[test]
fn debug_shows_no_secret() {
    let setting = setting();
    let text = format!("{:?} {:?}", setting.client, get(&setting.client, "one"));
    assert!(!text.contains("secret") && !text.contains("AKIDEXAMPLE"), "{text}");
    assert!(text.contains("Call(things GetThing)") && text.contains("us-east-1"), "{text}");
}
