//! What errors and observers say: W21 to W23.

use super::*;

#[test]
fn w22_conditions_in_words_name_expression_and_value() {
    let cases = [
        ("path", "ACTIVE", "path F.S is ACTIVE", "path F.S is not ACTIVE yet"),
        ("path", "true", "path F.S is true", "path F.S is not true yet"),
        ("pathAll", "ACTIVE", "all of F.S are ACTIVE", "not all of F.S are ACTIVE yet"),
        ("pathAny", "ACTIVE", "one of F.S is ACTIVE", "none of F.S is ACTIVE yet"),
        ("status", "404", "status is 404", "status is not 404 yet"),
        ("error", "true", "there is an error", "there is no error yet"),
        ("error", "false", "there is no error", "there is still an error"),
        ("error", "Gone", "error code is Gone", "error code is not Gone yet"),
    ];
    for (matcher, expected, holds, awaited) in cases {
        let argument = if matcher.starts_with("path") { "F.S" } else { "" };
        let condition = acceptor(Success, matcher, argument, expected, Test::NoError).condition(1);
        assert_eq!(condition.to_string(), holds);
        assert_eq!(condition.awaited().to_string(), awaited);
        assert_eq!(condition.argument().is_some(), matcher.starts_with("path"));
        assert_eq!((condition.matcher(), condition.number()), (matcher, 2));
    }
}

#[test]
fn w22_a_terminal_acceptor_is_named() {
    let stage = Stage::of(&[NO, r#"{"s":"BAD"}"#]);
    let error = stage.run(stage.wait(&READY)).unwrap_err();
    assert_eq!(variant(&error), "terminal");
    assert_eq!(
        error.to_string(),
        "tests One: waiter ThingReady: what was waited for cannot come any more, \
         since path F is BAD \
         (after 2 polls in 7s: 1× no acceptor matched, 1× path F is BAD)"
    );
    assert_eq!(error.failure().acceptor().unwrap().number(), 2);
}

#[test]
fn w9_an_unexpected_error_is_named() {
    let stage = Stage::of(&["Boom"]);
    let error = stage.run(stage.wait(&READY)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "tests One: waiter ThingReady: no acceptor expects the error Boom: msg \
         (after 1 poll in 0ns) (status 400, request id test-request)"
    );
    let stage = Stage::new();
    stage.transport.answer(400, r#"{"__type":"Boom"}"#);
    let error = stage.run(stage.wait(&READY)).unwrap_err();
    assert!(error.to_string().contains("the error Boom (after 1 poll"), "{error}");
}

#[test]
fn w22_what_is_exhausted_says_what_matched_last() {
    let stage = Stage::of(&[NO; 3]);
    let error = stage.run(stage.wait(&READY)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "tests One: waiter ThingReady: max attempts exceeded; no acceptor ever matched \
         (after 3 polls in 14s)"
    );
    let stage = Stage::of(&["R1", NO, NO]);
    let error = stage.run(stage.wait(&TOLERANT)).unwrap_err();
    let expected = "max attempts exceeded; the last match was in poll 1: error code is R1";
    assert!(error.to_string().contains(expected), "{error}");
}

#[test]
fn a_deadline_says_so() {
    let stage = Stage::of(&[NO]);
    let error = stage.run(stage.wait(&READY).timeout(Duration::ZERO)).unwrap_err();
    assert!(error.to_string().contains("timeout exceeded; no acceptor ever matched"), "{error}");
}

#[test]
fn w21_wait_errors_become_errors() {
    let stage = Stage::of(&["Boom"]);
    let error = Error::from(stage.run(stage.wait(&READY)).unwrap_err());
    assert!(error.is_wait());
    assert_eq!((error.service(), error.operation()), (Some("tests"), Some("One")));
    assert!(error.to_string().contains("tests One: waiter ThingReady: no acceptor expects"));
    let source = std::error::Error::source(&error).unwrap().downcast_ref::<Error>().unwrap();
    assert_eq!(source.code(), Some("Boom"));
    let stage = Stage::of(&[NO; 3]);
    let error = Error::from(stage.run(stage.wait(&READY)).unwrap_err());
    assert!(std::error::Error::source(&error).is_none());
}

#[test]
fn observers_see_every_poll() {
    let stage = Stage::of(&["R1", NO, YES]);
    assert!(stage.run(stage.wait(&TOLERANT).delay(Duration::from_millis(1500))).is_ok());
    assert_eq!(
        stage.lines(),
        [
            "poll 1 of 3: error code is R1; again in 1.5s",
            "poll 2 of 3: path F is not Y yet; again in 1.5s",
            "poll 3 of 3: path F is Y; done",
        ]
    );
}

#[test]
fn observers_see_how_a_wait_fails() {
    let last = |answers: &[&str], timeout: Option<u64>| {
        let stage = Stage::of(answers);
        let wait = stage.wait(&READY);
        let wait = match timeout {
            Some(timeout) => wait.timeout(seconds(timeout)),
            None => wait,
        };
        assert!(stage.run(wait).is_err());
        stage.lines().pop().unwrap()
    };
    assert_eq!(last(&[r#"{"s":"BAD"}"#], None), "poll 1 of 3: path F is BAD; failed");
    assert_eq!(last(&[NO; 3], None), "poll 3 of 3: path F is not Y yet; no polls left");
    assert_eq!(last(&[NO; 2], Some(5)), "poll 2: path F is not Y yet; no time left");
    let line = last(&["Boom"], None);
    assert!(line.starts_with("poll 1 of 3: tests One: Boom: msg") && line.ends_with("; failed"));
}

#[test]
fn observers_see_the_outcome() {
    let stage = Stage::of(&["R1", YES]);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let notes = seen.clone();
    let wait = stage.wait(&TOLERANT).on_poll(move |poll| {
        let result = poll.result().map(|page| page.s.clone()).map_err(|error| error.to_string());
        let acceptor = poll.acceptor().map(|acceptor| acceptor.number());
        let entry =
            (poll.attempt(), poll.max_attempts(), poll.next_delay(), acceptor, result.is_ok());
        assert_eq!(poll.is_final(), poll.next_delay().is_none());
        notes.lock().unwrap().push((entry, poll.elapsed()));
    });
    assert!(stage.run(wait).is_ok());
    assert_eq!(
        *seen.lock().unwrap(),
        [
            ((1, Some(3), Some(seconds(7)), Some(1), false), Duration::ZERO),
            ((2, Some(3), None, Some(2), true), seconds(7)),
        ]
    );
}

#[test]
fn debug_names_the_operation_instead_of_its_definition() {
    let stage = Stage::of(&[r#"{"s":"BAD"}"#]);
    let error = stage.run(stage.wait(&READY)).unwrap_err();
    let shown = format!("{error:?}");
    assert!(shown.contains("operation: \"One\""), "{shown}");
    assert!(!shown.contains("OperationSpec"), "{shown}");
}
