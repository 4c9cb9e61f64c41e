//! How waits end: W5 to W18, D13 to D20.

use std::future::Future;

use super::*;
use crate::call::TransportErrorKind;

#[test]
fn w6_polls_until_an_acceptor_matches() {
    let stage = Stage::of(&[NO, NO, YES]);
    let waited = stage.run(stage.wait(&READY)).unwrap();
    assert_eq!((waited.attempts(), waited.elapsed()), (3, seconds(14)));
    assert_eq!((stage.calls(), stage.sleeps()), (3, vec![7, 7]));
}

#[test]
fn w6_n_attempts_are_n_calls_and_one_sleep_less() {
    let stage = Stage::of(&[NO; 3]);
    let error = stage.run(stage.wait(&READY)).unwrap_err();
    assert_eq!(variant(&error), "exhausted");
    assert_eq!((stage.calls(), stage.sleeps()), (3, vec![7, 7]));
    let failure = error.failure();
    assert_eq!((failure.attempts(), failure.elapsed()), (3, seconds(14)));
    assert_eq!(failure.output().and_then(|page| page.s.as_deref()), Some("N"));
    assert!(failure.error().is_none() && failure.acceptor().is_none());
}

#[test]
fn w6_the_first_poll_is_immediate() {
    let stage = Stage::of(&[YES]);
    let waited = stage.run(stage.wait(&READY)).unwrap();
    assert_eq!((waited.attempts(), waited.elapsed()), (1, Duration::ZERO));
    assert!(stage.sleeps().is_empty());
}

#[test]
fn w5_delay_and_attempts_replace_those_of_the_definition() {
    let stage = Stage::of(&[NO; 5]);
    let wait = stage.wait(&READY).delay(Duration::from_millis(500)).max_attempts(attempts(5));
    assert_eq!(variant(&stage.run(wait).unwrap_err()), "exhausted");
    assert_eq!(stage.clock.sleeps(), [Duration::from_millis(500); 4]);
}

#[test]
fn w5_one_attempt_is_one_call() {
    let stage = Stage::of(&[NO]);
    let error = stage.run(stage.wait(&READY).max_attempts(attempts(1))).unwrap_err();
    assert_eq!((variant(&error), stage.calls()), ("exhausted", 1));
    assert!(stage.sleeps().is_empty());
}

#[test]
fn w5_a_delay_of_zero_is_fine() {
    let stage = Stage::of(&[NO, YES]);
    assert!(stage.run(stage.wait(&READY).delay(Duration::ZERO)).is_ok());
    assert_eq!(stage.sleeps(), [0]);
}

#[test]
fn d13_delay_and_attempts_are_of_types_that_cannot_be_wrong() {
    let _: fn(Wait<One>, NonZeroU32) -> Wait<One> = Wait::max_attempts;
    let _: fn(Wait<One>, NonZeroU32) -> Wait<One> = Wait::stable_for;
    let _: fn(Wait<One>, Duration) -> Wait<One> = Wait::delay;
    let stage = Stage::of(&[NO, YES]);
    let wait = stage.wait(&READY).max_attempts(NonZeroU32::MAX).delay(Duration::MAX);
    let mut polls = wait.polls();
    let first = block_on(polls.try_next()).unwrap().unwrap();
    assert_eq!(first.next_delay(), Some(Duration::MAX));
}

#[test]
fn w7_every_poll_sends_the_same() {
    let stage = Stage::of(&[NO, YES]);
    let client = Client::new(&stage.transport.config(&stage.clock), &SERVICE);
    let input = Input { foo: Some("bar".to_owned()), ..Input::default() };
    assert!(stage.run(Wait::new(client, input, &READY)).is_ok());
    assert_eq!(stage.transport.bodies(), [r#"{"Foo":"bar"}"#; 2]);
}

#[test]
fn w8_what_is_no_answer_of_the_service_ends_the_wait_unchanged() {
    static ANY: Waiter<One> = waiter(&[whether("true", Test::AnyError)]);
    let stage = Stage::new();
    for _ in 0..10 {
        stage.transport.fail(TransportErrorKind::Connect);
    }
    let error = stage.run(stage.wait(&ANY)).unwrap_err();
    assert_eq!((variant(&error), error.failure().attempts()), ("service", 1));
    assert!(error.failure().error().unwrap().is_connect());
    assert!(std::error::Error::source(&error).unwrap().is::<Error>());
}

#[test]
fn w8_a_response_that_cannot_be_read_ends_the_wait() {
    let stage = Stage::of(&[r#"{"s":["#]);
    let error = stage.run(stage.wait(&READY)).unwrap_err();
    assert_eq!((variant(&error), stage.calls()), ("service", 1));
    assert!(error.failure().error().unwrap().is_response());
}

#[test]
fn w9_an_error_that_no_acceptor_expects_ends_the_wait() {
    let stage = Stage::of(&[NO, "Boom"]);
    let error = stage.run(stage.wait(&TOLERANT)).unwrap_err();
    assert_eq!((variant(&error), stage.calls()), ("service", 2));
    assert_eq!(error.failure().error().and_then(Error::code), Some("Boom"));
    assert_eq!(error.failure().operation(), "One");
    assert_eq!(error.failure().waiter(), "ThingReady");
}

#[test]
fn w10_d14_how_the_call_ended_decides_and_not_what_the_output_looks_like() {
    let stage = Stage::of(&[r#"{"s":"Y","Error":{"Code":"Modelled","Message":"hi"}}"#]);
    assert!(stage.run(stage.wait(&READY)).is_ok());
}

#[test]
fn w11_the_first_acceptor_that_matches_decides() {
    static SUCCESS_FIRST: Waiter<One> = waiter(&[Y, path(Failure, "Y", is_y)]);
    static FAILURE_FIRST: Waiter<One> = waiter(&[path(Failure, "Y", is_y), Y]);
    let stage = Stage::of(&[YES]);
    assert_eq!(stage.run(stage.wait(&SUCCESS_FIRST)).unwrap().acceptor().number(), 1);
    let stage = Stage::of(&[YES]);
    let error = stage.run(stage.wait(&FAILURE_FIRST)).unwrap_err();
    assert_eq!((variant(&error), stage.calls()), ("terminal", 1));
    assert_eq!(error.failure().acceptor().unwrap().number(), 1);
}

#[test]
fn w11_retry_tolerates_an_error() {
    let stage = Stage::of(&["R1", "R1", YES]);
    assert_eq!(stage.run(stage.wait(&TOLERANT)).unwrap().attempts(), 3);
}

#[test]
fn w11_retry_of_an_output_is_as_good_as_no_match() {
    static RETRY: Waiter<One> = waiter(&[path(Retry, "Y", is_y), BAD]);
    let stage = Stage::of(&[YES; 3]);
    let error = stage.run(stage.wait(&RETRY)).unwrap_err();
    assert_eq!(variant(&error), "exhausted");
    assert_eq!((error.failure().matched_at(), stage.calls()), (Some(3), 3));
}

#[test]
fn w12_without_acceptors_outputs_poll_on_and_errors_end() {
    static NONE: Waiter<One> = waiter(&[]);
    let stage = Stage::of(&[NO, YES, NO]);
    assert_eq!(variant(&stage.run(stage.wait(&NONE)).unwrap_err()), "exhausted");
    let stage = Stage::of(&["Boom"]);
    assert_eq!(variant(&stage.run(stage.wait(&NONE)).unwrap_err()), "service");
}

#[test]
fn w13_paths_never_match_an_error() {
    static ALWAYS: Waiter<One> = waiter(&[path(Success, "anything", |_| true)]);
    let stage = Stage::of(&["Boom"]);
    assert_eq!(variant(&stage.run(stage.wait(&ALWAYS)).unwrap_err()), "service");
}

#[test]
fn w19_an_expression_is_not_evaluated_on_an_error() {
    static LATER: Waiter<One> = waiter(&[
        path(Success, "anything", |_| panic!("there is no output to look at")),
        error(Success, "NotFound"),
    ]);
    let stage = Stage::of(&["NotFound"]);
    assert_eq!(stage.run(stage.wait(&LATER)).unwrap().acceptor().number(), 2);
}

const fn status(state: AcceptorState, expected: &'static str, number: u16) -> Acceptor<Page> {
    acceptor(state, "status", "", expected, Test::Status(number))
}

#[test]
fn w17_a_status_matches_outputs_and_errors() {
    static GONE: Waiter<One> = waiter(&[status(Retry, "200", 200), status(Success, "404", 404)]);
    let stage = Stage::of(&["{}"]).failing(404, "Nothing");
    let waited = stage.run(stage.wait(&GONE)).unwrap();
    assert_eq!(waited.error().and_then(Error::status), Some(404));
    assert!(waited.output().is_none());
    let stage = Stage::new().failing(403, "Forbidden");
    assert_eq!(variant(&stage.run(stage.wait(&GONE)).unwrap_err()), "service");
}

#[test]
fn r1_acceptors_see_what_retries_leave() {
    static PATIENT: Waiter<One> = waiter(&[Y, status(Retry, "500", 500)]);
    let stage = (0..3).fold(Stage::new(), |stage, _| stage.failing(500, "Internal")).then(YES);
    let waited = stage.run(stage.wait(&PATIENT)).unwrap();
    assert_eq!((waited.attempts(), stage.calls()), (2, 4), "a poll is a call with its retries");
}

const fn whether(expected: &'static str, test: Test<Page>) -> Acceptor<Page> {
    acceptor(Success, "error", "", expected, test)
}

#[test]
fn w18_error_matchers() {
    static NO_ERROR: Waiter<One> = waiter(&[whether("false", Test::NoError)]);
    static ANY: Waiter<One> = waiter(&[whether("true", Test::AnyError)]);
    static EMPTY: Waiter<One> = waiter(&[whether("", Test::ErrorCode(""))]);
    static CODE: Waiter<One> = waiter(&[whether("R1", Test::ErrorCode("R1"))]);
    let cases: [(&'static Waiter<One>, &str, bool); 8] = [
        (&NO_ERROR, "{}", true),
        (&NO_ERROR, "R1", false),
        (&ANY, "R1", true),
        (&ANY, "{}", false),
        (&EMPTY, "{}", true),
        (&EMPTY, "R1", false),
        (&CODE, "R1", true),
        (&CODE, "r1", false),
    ];
    for (spec, answer, matches) in cases {
        let stage = Stage::of(&[answer]);
        let ended = stage.run(stage.wait(spec).max_attempts(attempts(1)));
        assert_eq!(ended.is_ok(), matches, "{spec:?} on {answer}");
    }
}

#[test]
fn d18_success_gives_the_last_response() {
    let stage = Stage::of(&[NO, YES]);
    let waited = stage.run(stage.wait(&READY)).unwrap();
    assert_eq!(waited.output().unwrap().s.as_deref(), Some("Y"));
    assert!(waited.error().is_none());
    assert_eq!(waited.into_output().unwrap().s.as_deref(), Some("Y"));
}

#[test]
fn d18_success_by_an_error_gives_the_error() {
    static GONE: Waiter<One> = waiter(&[error(Success, "NotFound")]);
    let stage = Stage::of(&[YES, "NotFound"]);
    let waited = stage.run(stage.wait(&GONE)).unwrap();
    assert_eq!(waited.error().and_then(Error::code), Some("NotFound"));
    assert!(waited.output().is_none());
    assert!(waited.into_output().is_none());
}

#[test]
fn w23_d16_the_acceptor_is_the_one_that_matched() {
    static LAST: Waiter<One> =
        waiter(&[error(Retry, "R1"), Y, path(Failure, "LASTINLIST", |_| false)]);
    let stage = Stage::of(&["R1", NO, NO]);
    let error = stage.run(stage.wait(&LAST)).unwrap_err();
    assert_eq!((variant(&error), stage.calls()), ("exhausted", 3));
    let acceptor = error.failure().acceptor().unwrap();
    assert_eq!((acceptor.number(), acceptor.expected(), acceptor.state()), (1, "R1", Retry));
    assert_eq!(error.failure().matched_at(), Some(1));
    assert!(!error.to_string().contains("LASTINLIST"), "{error}");
}

#[test]
fn w21_failures_carry_what_botocore_leaves_out() {
    let stage = Stage::of(&["R1", r#"{"s":"BAD"}"#]);
    let error = stage.run(stage.wait(&TOLERANT)).unwrap_err();
    let failure = error.failure();
    assert_eq!((failure.waiter(), failure.operation()), ("ThingReady", "One"));
    assert_eq!((failure.attempts(), failure.elapsed()), (2, seconds(7)));
    assert_eq!((failure.matched_at(), failure.acceptor().unwrap().number()), (Some(2), 3));
    assert_eq!(failure.output().unwrap().s.as_deref(), Some("BAD"), "the last response");
}

#[test]
fn d20_each_reason_is_a_variant() {
    let ended = |answers: &[&str], timeout: Option<u64>| {
        let stage = Stage::of(answers);
        let wait = stage.wait(&READY);
        let wait = match timeout {
            Some(timeout) => wait.timeout(seconds(timeout)),
            None => wait,
        };
        stage.run(wait).unwrap_err()
    };
    assert!(matches!(ended(&[r#"{"s":"BAD"}"#], None), WaitError::Terminal(_)));
    assert!(matches!(ended(&["Boom"], None), WaitError::Service(_)));
    assert!(matches!(ended(&[NO; 3], None), WaitError::Exhausted(_)));
    assert!(matches!(ended(&[NO; 2], Some(5)), WaitError::Deadline(_)));
}

#[test]
fn dropping_a_wait_cancels_it() {
    let stage = Stage::of(&[NO]);
    let mut waiting = Box::pin(stage.wait(&READY).into_future());
    block_on(std::future::poll_fn(|context| {
        assert!(waiting.as_mut().poll(context).is_pending());
        std::task::Poll::Ready(())
    }));
    drop(waiting);
    assert_eq!(stage.calls(), 1);
}

fn is_sendable<T: Send + Unpin + 'static + std::fmt::Debug>(_: &T) {}

#[test]
fn waits_can_be_sent_and_stored_and_are_small() {
    let stage = Stage::of(&[YES]);
    let wait = stage.wait(&READY);
    assert!(format!("{wait:?}").contains("waiter: \"ThingReady\""));
    let waiting = wait.into_future();
    is_sendable(&waiting);
    assert!(size_of_val(&waiting) <= 1024, "{} bytes", size_of_val(&waiting));
    assert!(size_of::<Ended>() <= 2 * size_of::<usize>(), "a task keeps room for it");
}

#[test]
fn a_wait_that_is_over_says_so_and_stays_pending() {
    use std::future::Future;

    use futures_core::future::FusedFuture;

    for (answer, is_success) in [(YES, true), ("Refused", false)] {
        let stage = Stage::of(&[answer]);
        let mut waiting = stage.wait(&READY).into_future();
        assert!(!waiting.is_terminated());
        assert_eq!(block_on(&mut waiting).is_ok(), is_success);
        assert!(waiting.is_terminated());
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        assert!(std::pin::Pin::new(&mut waiting).poll(&mut context).is_pending());
        assert_eq!(stage.calls(), 1);
    }
}
