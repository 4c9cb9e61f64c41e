//! Successes in a row.

use super::*;

fn stable(stage: &Stage, polls: u32) -> Wait<One> {
    stage.wait(&READY).max_attempts(attempts(9)).stable_for(attempts(polls))
}

#[test]
fn as_many_successes_in_a_row_are_one() {
    let stage = Stage::of(&[NO, YES, YES, YES]);
    let waited = stage.run(stable(&stage, 3)).unwrap();
    assert_eq!((waited.attempts(), waited.elapsed()), (4, seconds(21)));
    assert_eq!(
        stage.lines(),
        [
            "poll 1 of 9: path F is not Y yet; again in 7s",
            "poll 2 of 9: path F is Y, stable 1 of 3; again in 7s",
            "poll 3 of 9: path F is Y, stable 2 of 3; again in 7s",
            "poll 4 of 9: path F is Y, stable 3 of 3; done",
        ]
    );
}

#[test]
fn what_is_no_success_begins_the_row_anew() {
    let stage = Stage::of(&[YES, NO, YES, "R1", YES, YES]);
    let wait = stage.wait(&TOLERANT).max_attempts(attempts(9)).stable_for(attempts(2));
    assert_eq!(stage.run(wait).unwrap().attempts(), 6);
    let stage = throttled_between();
    let wait = stable(&stage, 2).tolerate_throttling(true);
    assert_eq!(stage.run(wait).unwrap().attempts(), 4);
}

fn throttled_between() -> Stage {
    let stage = Stage::of(&[YES]);
    let stage = (0..3).fold(stage, |stage, _| stage.failing(400, "ThrottlingException"));
    stage.then(YES).then(YES)
}

#[test]
fn a_failure_ends_the_wait_all_the_same() {
    let stage = Stage::of(&[YES, r#"{"s":"BAD"}"#]);
    let error = stage.run(stable(&stage, 2)).unwrap_err();
    assert_eq!((variant(&error), stage.calls()), ("terminal", 2));
    let stage = Stage::of(&[YES, "Boom"]);
    let error = stage.run(stable(&stage, 2)).unwrap_err();
    assert_eq!((variant(&error), stage.calls()), ("service", 2));
}

#[test]
fn an_error_that_is_waited_for_can_be_stable_too() {
    static GONE: Waiter<One> = waiter(&[error(Success, "NotFound")]);
    let stage = Stage::of(&["NotFound", YES, "NotFound", "NotFound"]);
    let wait = stage.wait(&GONE).max_attempts(attempts(4)).stable_for(attempts(2));
    let waited = stage.run(wait).unwrap();
    assert_eq!((waited.attempts(), waited.error().and_then(Error::code)), (4, Some("NotFound")));
}

#[test]
fn both_limits_end_a_row() {
    let stage = Stage::of(&[NO, YES, YES]);
    let error = stage.run(stable(&stage, 3).max_attempts(attempts(3))).unwrap_err();
    assert_eq!(variant(&error), "exhausted");
    let expected = "the last match was in poll 3: path F is Y, stable 2 of 3";
    assert!(error.to_string().contains(expected), "{error}");
    let stage = Stage::of(&[YES, YES, YES]);
    let error = stage.run(stable(&stage, 4).timeout(seconds(10))).unwrap_err();
    assert_eq!((variant(&error), stage.sleeps()), ("deadline", vec![7, 3]));
    assert_eq!(error.failure().output().unwrap().s.as_deref(), Some("Y"));
}

#[test]
fn the_last_poll_at_the_deadline_may_complete_a_row() {
    let stage = Stage::of(&[YES, YES, YES]);
    let waited = stage.run(stable(&stage, 3).timeout(seconds(10))).unwrap();
    assert_eq!((waited.elapsed(), stage.sleeps()), (seconds(10), vec![7, 3]));
}

#[test]
fn one_success_is_a_row_of_one() {
    let stage = Stage::of(&[YES]);
    assert!(stage.run(stable(&stage, 1)).is_ok());
    assert_eq!(stage.lines(), ["poll 1 of 9: path F is Y; done"]);
}
