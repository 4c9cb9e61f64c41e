//! Programs against a script: what calls get, what is recorded, and what is told where they do not fit.

use std::error::Error as StdError;
use std::time::Duration;

use super::{Fault, Scripted, UnexpectedCall};
use crate::Error;
use crate::call::{
    Client, ModeledError, Operation, OperationSpec, Purpose, Service, TransportErrorKind, start,
};
use crate::config::Config;
use crate::page::Paginate;
use crate::page::tests::block_on;
use crate::page::tests::shapes::{Input, More, One, Page, SERVICE};
use crate::shape::{Empty, Schema, Slot, Structure};
use crate::wire::JSON_1_0;
use crate::wire::testing::Exception;

fn client(aws: &Scripted) -> Client {
    Client::new(&aws.config(), &SERVICE)
}

fn input(foo: &str) -> Input {
    Input { foo: Some(foo.to_owned()), ..Input::default() }
}

fn page(items: &[i64], next: Option<&str>) -> Page {
    Page { u: Some(items.to_vec()), next: next.map(str::to_owned), ..Page::default() }
}

fn call<O: Operation>(client: &Client, input: &O::Input) -> Result<O::Output, Error> {
    block_on(start::<O>(client, input, Purpose::Call))
}

#[test]
fn answers_come_in_order_and_inputs_are_recorded() {
    let aws = Scripted::new();
    aws.on::<One>().output(page(&[1], None)).error("Gone").then(|input| {
        assert_eq!(input.foo.as_deref(), Some("c"));
        Ok(page(&[3], None))
    });
    let client = client(&aws);
    assert_eq!(call::<One>(&client, &input("a")).unwrap().u, Some(vec![1]));
    let error = call::<One>(&client, &input("b")).unwrap_err();
    assert_eq!(
        (error.code(), error.operation(), error.status()),
        (Some("Gone"), Some("One"), Some(400))
    );
    assert_eq!(call::<One>(&client, &input("c")).unwrap().u, Some(vec![3]));
    aws.finish().unwrap();
    assert_eq!(aws.inputs::<One>(), [input("a"), input("b"), input("c")]);
    assert_eq!(aws.inputs::<More>(), []);
    assert!(aws.calls()[1].input::<More>().is_none());
}

#[test]
fn a_listing_pages_through_the_outputs() {
    let aws = Scripted::new();
    aws.on::<One>().outputs([page(&[1, 2], Some("a")), page(&[], Some("b")), page(&[3], None)]);
    let listing = Paginate::<One>::new(client(&aws), input("x"));
    let mut items = listing.items_of(0, |page| page.u.take());
    let mut all = Vec::new();
    while let Some(item) = block_on(items.try_next()).unwrap() {
        all.push(item);
    }
    assert_eq!(all, [1, 2, 3]);
    let tokens: Vec<_> = aws.inputs::<One>().into_iter().map(|input| input.m).collect();
    assert_eq!(tokens, [None, Some("a".to_owned()), Some("b".to_owned())]);
}

#[test]
fn answers_with_a_condition_go_to_the_inputs_that_fulfil_it() {
    let aws = Scripted::new();
    let is = |name: &'static str| move |input: &Input| input.foo.as_deref() == Some(name);
    aws.on::<One>().when(is("b")).output(page(&[2], None)).output(page(&[22], None));
    aws.on::<One>().when(is("a")).output(page(&[1], None));
    let client = client(&aws);
    let first = |name| call::<One>(&client, &input(name)).map(|page| page.u.unwrap()[0]);
    assert_eq!([first("a").unwrap(), first("b").unwrap(), first("b").unwrap()], [1, 2, 22]);
    assert!(first("b").is_err());
}

#[test]
fn a_standing_answer_comes_when_no_other_is_left() {
    let aws = Scripted::new();
    aws.on::<One>().always(|_| Err(Fault::new("Busy"))).output(page(&[1], None));
    let client = client(&aws);
    assert!(call::<One>(&client, &input("a")).is_ok());
    for _ in 0..3 {
        assert_eq!(call::<One>(&client, &input("a")).unwrap_err().code(), Some("Busy"));
    }
    aws.finish().unwrap();
}

#[test]
fn a_call_without_an_answer_says_what_was_asked_and_what_is_left() {
    let aws = Scripted::new();
    aws.on::<More>().output(Page::default()).output(Page::default());
    let error = call::<One>(&client(&aws), &input("a")).unwrap_err();
    assert_eq!((error.is_config(), error.operation()), (true, Some("One")));
    let unexpected = UnexpectedCall::of(&error).unwrap();
    assert_eq!(
        unexpected.to_string(),
        "unexpected call of tests One with Input { foo: Some(\"a\"), m: None, a: None, b: None, \
         l: None, s: None, k: None, i: None }: no answer was given for this operation; what is \
         left: tests More (no. 1, no. 2)"
    );
    assert_eq!(unexpected.call().operation(), "One");
    assert!(UnexpectedCall::of(&Error::config("something else")).is_none());
}

#[test]
fn used_up_and_refused_answers_are_told_apart() {
    let aws = Scripted::new();
    aws.on::<One>().output(Page::default());
    let client = client(&aws);
    call::<One>(&client, &input("a")).unwrap();
    let text = |error: &Error| UnexpectedCall::of(error).unwrap().to_string();
    let used_up = text(&call::<One>(&client, &input("a")).unwrap_err());
    assert!(
        used_up.ends_with(
            ": all 1 answers of this operation are used up; no other answer is left either"
        ),
        "{used_up}"
    );
    aws.on::<One>().when(|_| false).always(|_| Ok(Page::default()));
    let refused = text(&call::<One>(&client, &input("a")).unwrap_err());
    assert!(
        refused.contains(
            "none of the 1 answers left accepts the input; what is left: tests One (always)"
        ),
        "{refused}"
    );
}

#[test]
fn answers_that_nobody_asked_for_and_calls_too_many_are_told_at_the_end() {
    let aws = Scripted::new();
    aws.finish().unwrap();
    aws.on::<One>().output(Page::default()).output(Page::default());
    assert!(call::<More>(&client(&aws), &input("a")).is_err());
    call::<One>(&client(&aws), &input("a")).unwrap();
    let unfinished = aws.finish().unwrap_err();
    assert_eq!((unfinished.left(), unfinished.unexpected().len()), (1, 1));
    let text = format!("{unfinished:?}");
    let start = "the script does not fit the program: answers that nobody asked for: tests One \
                 (no. 2); unexpected call of tests More with ";
    assert!(text.starts_with(start), "{text}");
}

#[test]
fn an_empty_script_answers_nothing() {
    let aws = Scripted::new();
    let error = call::<One>(&client(&aws), &input("a")).unwrap_err();
    let text = UnexpectedCall::of(&error).unwrap().to_string();
    assert!(
        text.ends_with("no answer was given for this operation; no other answer is left either")
    );
}

#[test]
fn faults_are_errors_in_all_their_parts() {
    let aws = Scripted::new();
    let fault =
        Fault::new("ThrottlingException").message("slow down").status(429).request_id("r-7");
    aws.on::<One>().error(fault).error(Fault::transport(TransportErrorKind::Timeout));
    let client = client(&aws);
    let error = call::<One>(&client, &input("a")).unwrap_err();
    assert!(error.is_service() && error.is_throttling());
    assert_eq!((error.message(), error.status()), (Some("slow down"), Some(429)));
    assert_eq!((error.request_id(), error.attempts()), (Some("r-7"), 1));
    let error = call::<One>(&client, &input("a")).unwrap_err();
    assert!(error.is_timeout() && error.is_transport() && error.code().is_none());
    assert_eq!(error.source().unwrap().to_string(), "no answer in time");
}

#[test]
fn a_status_that_is_none_is_an_error_of_the_script() {
    let aws = Scripted::new();
    aws.on::<One>().error(Fault::new("X").status(7));
    let error = call::<One>(&client(&aws), &input("a")).unwrap_err();
    assert!(error.is_config());
    assert!(
        error.to_string().contains("the scripted error X has the status 7: expected 100 to 999"),
        "{error}"
    );
}

#[derive(Debug, Clone, Default, PartialEq)]
struct Missing(Option<String>);

static MISSING: Schema =
    Schema::new("Missing", &[crate::shape::Member::new("Message", "Message", "message")]);

impl Structure for Missing {
    fn schema(&self) -> &'static Schema {
        &MISSING
    }

    fn member(&self, _: usize) -> Option<&dyn Slot> {
        Some(&self.0)
    }

    fn member_mut(&mut self, _: usize) -> Option<&mut dyn Slot> {
        Some(&mut self.0)
    }
}

impl ModeledError for Missing {
    const CODE: &'static str = "MissingOnTheWire";
    const SHAPE: &'static str = "Missing";
}

#[derive(Debug, Default)]
struct Other(Exception);

impl Structure for Other {
    fn schema(&self) -> &'static Schema {
        self.0.schema()
    }

    fn member(&self, index: usize) -> Option<&dyn Slot> {
        self.0.member(index)
    }

    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        self.0.member_mut(index)
    }
}

impl ModeledError for Other {
    const CODE: &'static str = "Other";
    const SHAPE: &'static str = "Other";
}

#[test]
fn a_modelled_exception_comes_back_as_it_was_given() {
    let aws = Scripted::new();
    let given = Missing(Some("no such thing".to_owned()));
    aws.on::<One>().error(Fault::modeled(given.clone()).status(404));
    let error = call::<One>(&client(&aws), &input("a")).unwrap_err();
    assert_eq!((error.code(), error.status()), (Some("MissingOnTheWire"), Some(404)));
    assert_eq!(error.message(), Some("no such thing"));
    assert_eq!(error.modeled::<Missing>(), Some(given));
    assert!(error.modeled::<Other>().is_none());
}

static GREETER: Service = Service::new("greeter", "Greeter", "1", "greeter", &JSON_1_0);

struct Greet;

impl Operation for Greet {
    type Input = Empty;
    type Output = Empty;

    const SPEC: &'static OperationSpec =
        &OperationSpec::new(&GREETER, "Greet", "POST", "/").host_prefix("{Name}.");
}

#[test]
fn an_input_that_makes_no_request_is_an_error_here_too() {
    let aws = Scripted::new();
    aws.on::<Greet>().output(Empty::default());
    let client = Client::new(&aws.config(), &GREETER);
    let error = call::<Greet>(&client, &Empty::default()).unwrap_err();
    assert!(error.is_input(), "{error:?}");
    assert_eq!(aws.calls().len(), 0);
    assert_eq!(aws.finish().unwrap_err().left(), 1);
}

#[test]
#[should_panic(expected = "the test's own panic")]
fn a_panic_of_a_closure_reaches_the_test() {
    let aws = Scripted::new();
    aws.on::<One>().then(|_| panic!("the test's own panic"));
    let _ = call::<One>(&client(&aws), &input("a"));
}

#[test]
fn a_script_survives_a_closure_that_panics() {
    let aws = Scripted::new();
    aws.on::<One>().then(|_| panic!("as the test wants")).output(page(&[1], None));
    let client = client(&aws);
    let panicking = || call::<One>(&client, &input("a"));
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(panicking)).is_err());
    assert!(call::<One>(&client, &input("b")).is_ok());
    assert_eq!(aws.calls().len(), 2);
}

#[test]
fn a_closure_may_look_at_the_script_and_move_its_clock() {
    let aws = Scripted::new();
    let within = aws.clone();
    aws.on::<One>().then(move |_| {
        within.clock().advance(Duration::from_secs(5));
        within.on::<One>().filled(|page| page.n = Some(2.0));
        Ok(page(&[within.calls().len() as i64], None))
    });
    let client = client(&aws);
    assert_eq!(call::<One>(&client, &input("a")).unwrap().u, Some(vec![1]));
    assert_eq!(call::<One>(&client, &input("a")).unwrap().n, Some(2.0));
    let times: Vec<_> = aws.calls().iter().map(super::Call::at).collect();
    assert_eq!(times, [Duration::ZERO, Duration::from_secs(5)]);
}

#[test]
fn a_builder_asks_the_script_as_well() {
    let aws = Scripted::new();
    aws.on::<One>().output(Page::default());
    let config: Config = aws.builder().region("eu-west-1").build().unwrap();
    assert_eq!((config.region(), aws.config().region()), (Some("eu-west-1"), Some("us-east-1")));
    assert!(call::<One>(&Client::new(&config, &SERVICE), &input("a")).is_ok());
}

#[test]
fn nothing_is_asked_before_a_call_is_awaited() {
    let aws = Scripted::new();
    drop(start::<One>(&client(&aws), &input("a"), Purpose::Call));
    assert_eq!(aws.calls().len(), 0);
}

#[test]
fn services_that_take_a_token_are_answered_too() {
    let aws = Scripted::new();
    for config in [aws.config(), aws.builder().build().unwrap()] {
        assert_eq!(config.settings().bearer_tokens.get("codecatalyst"), Ok("scripted"));
    }
}
