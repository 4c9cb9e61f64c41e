//! What the polls of a failed wait ended in, counted.

use super::*;

/// Goes on after whatever there is.
static PATIENT: Waiter<One> = waiter(&[Y, acceptor(Retry, "error", "", "true", Test::AnyError)]);

fn exhausted(answers: &[&str]) -> WaitError<Page> {
    let stage = Stage::of(answers);
    let count = u32::try_from(answers.len()).unwrap();
    stage.run(stage.wait(&PATIENT).max_attempts(attempts(count))).unwrap_err()
}

#[test]
fn the_most_frequent_comes_first() {
    let error = exhausted(&["Gone", NO, "Gone", "Denied", "Gone", NO]);
    let observed = error.failure().observed();
    assert_eq!(texts(observed), ["3× Gone (400)", "2× no acceptor matched", "1× Denied (400)"]);
    let gone = &observed[0];
    assert_eq!((gone.code(), gone.status(), gone.polls()), (Some("Gone"), Some(400), 3));
    assert!(gone.is_error() && gone.acceptor().is_some_and(|acceptor| acceptor.number() == 2));
    let nothing = &observed[1];
    assert!(!nothing.is_error() && nothing.acceptor().is_none() && nothing.code().is_none());
}

#[test]
fn the_text_of_the_error_has_the_counts() {
    let error = exhausted(&["Gone", NO, NO]);
    let expected = "(after 3 polls in 14s: 2× no acceptor matched, 1× Gone (400))";
    assert!(error.to_string().contains(expected), "{error}");
    let error = Error::from(error);
    assert!(error.to_string().contains(expected), "{error}");
}

#[test]
fn outputs_are_counted_by_acceptor() {
    static STEPS: Waiter<One> = waiter(&[path(Retry, "N", |page| page.s.as_deref() == Some("N"))]);
    let stage = Stage::of(&[NO, "{}", NO]);
    let error = stage.run(stage.wait(&STEPS)).unwrap_err();
    assert_eq!(texts(error.failure().observed()), ["2× path F is N", "1× no acceptor matched"]);
}

#[test]
fn what_is_counted_apart_is_limited() {
    let codes: Vec<String> = (0..20).map(|number| format!("Code{number}")).collect();
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let error = exhausted(&codes);
    let observed = error.failure().observed();
    assert_eq!(observed.len(), 9);
    assert_eq!(observed[0].to_string(), "12× something else");
    assert_eq!(observed.iter().map(Observed::polls).sum::<u32>(), 20);
}

#[test]
fn a_long_or_odd_code_is_kept_in_bounds() {
    let long = "é".repeat(300);
    let error = exhausted(&[&long, "line\\nbreak"]);
    let observed = error.failure().observed();
    assert_eq!(observed[0].code().map(str::len), Some(100));
    assert_eq!(observed[1].to_string(), "1× line break (400)");
}

#[test]
fn no_answer_is_counted_as_such() {
    let stage = Stage::new();
    for _ in 0..3 {
        stage.transport.fail(crate::call::TransportErrorKind::Io);
    }
    let error = stage.run(stage.wait(&PATIENT)).unwrap_err();
    assert_eq!(texts(error.failure().observed()), ["1× no answer"]);
    assert!(error.to_string().contains("a poll got no answer"), "{error}");
}
