//! A waiter's definition by itself: what it looks for, and what it makes of answers that are there.

use super::*;

static ALL: Waiter<One> = waiter(&[
    error(Retry, "R1"),
    Y,
    BAD,
    acceptor(Retry, "status", "", "202", Test::Status(202)),
    acceptor(Failure, "error", "", "true", Test::AnyError),
]);

fn page(text: &str) -> Page {
    Page { s: Some(text.to_owned()), ..Page::default() }
}

fn place(condition: Option<Condition>) -> Option<(usize, AcceptorState)> {
    condition.map(|condition| (condition.number(), condition.state()))
}

#[test]
fn a_saved_output_is_judged() {
    assert_eq!(place(ALL.judge(Ok(&page("Y")))), Some((2, Success)));
    assert_eq!(place(ALL.judge(Ok(&page("BAD")))), Some((3, Failure)));
    assert_eq!(place(ALL.judge(Ok(&page("N")))), None);
    assert_eq!(place(ALL.judge_with_status(Ok(&page("N")), 202)), Some((4, Retry)));
}

/// The error of a poll with this answer.
fn fault(status: u16, code: &str) -> Error {
    let stage = Stage::new().failing(status, code);
    let wait = stage.wait(&READY).max_attempts(attempts(1));
    stage.run(wait).unwrap_err().into_failure().into_outcome().unwrap().unwrap_err()
}

#[test]
fn a_saved_error_is_judged() {
    assert_eq!(place(ALL.judge(Err(&fault(400, "R1")))), Some((1, Retry)));
    assert_eq!(place(ALL.judge(Err(&fault(400, "Boom")))), Some((5, Failure)));
    assert_eq!(place(READY.judge(Err(&fault(400, "Boom")))), None);
    let unsent = Error::config("no region");
    assert_eq!(place(ALL.judge(Err(&unsent))), None, "the service answered nothing (W8)");
}

#[test]
fn judging_is_what_waiting_does() {
    for answer in [YES, NO, r#"{"s":"BAD"}"#, "R1", "Boom"] {
        let stage = Stage::of(&[answer]);
        let mut polls = stage.wait(&ALL).max_attempts(attempts(1)).polls();
        let (acceptor, outcome) = match block_on(polls.next()).unwrap() {
            Ok(poll) => (poll.acceptor(), poll.into_result()),
            Err(error) => {
                let failure = error.into_failure();
                (failure.acceptor(), failure.into_outcome().unwrap())
            }
        };
        assert_eq!(ALL.judge(outcome.as_ref()), acceptor, "{answer}");
    }
}

#[test]
fn a_waiter_says_what_it_is() {
    assert_eq!((ALL.name(), ALL.operation()), ("ThingReady", "One"));
    assert_eq!((ALL.delay(), ALL.max_attempts()), (seconds(7), 3));
    let acceptors: Vec<String> = ALL.acceptors().map(|condition| condition.to_string()).collect();
    assert_eq!(
        acceptors,
        ["error code is R1", "path F is Y", "path F is BAD", "status is 202", "there is an error"]
    );
    assert_eq!(
        format!("{:?}", ALL.acceptors().nth(1).unwrap()),
        "Condition(2, Success: path F is Y)"
    );
    assert!(format!("{ALL:?}").contains("operation: \"One\""));
}
