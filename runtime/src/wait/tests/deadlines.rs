//! The timeout of a wait: it wins, and it is used to its end.

use super::*;

#[test]
fn a_last_poll_happens_when_the_time_is_up() {
    let stage = Stage::of(&[NO; 4]);
    let wait = stage.wait(&READY).delay(seconds(20)).timeout(seconds(50));
    let error = stage.run(wait).unwrap_err();
    assert_eq!(variant(&error), "deadline");
    assert_eq!((stage.calls(), stage.sleeps()), (4, vec![20, 20, 10]));
    let failure = error.failure();
    assert_eq!((failure.attempts(), failure.elapsed()), (4, seconds(50)));
    assert_eq!(failure.output().unwrap().s.as_deref(), Some("N"));
}

#[test]
fn that_poll_may_succeed() {
    let stage = Stage::of(&[NO, NO, YES]);
    let waited = stage.run(stage.wait(&READY).timeout(seconds(10))).unwrap();
    assert_eq!((waited.attempts(), waited.elapsed()), (3, seconds(10)));
    assert_eq!(stage.sleeps(), [7, 3]);
}

#[test]
fn a_timeout_that_is_a_multiple_of_the_delay_adds_no_poll() {
    let stage = Stage::of(&[NO; 3]);
    let error = stage.run(stage.wait(&READY).timeout(seconds(14))).unwrap_err();
    assert_eq!((variant(&error), stage.sleeps()), ("deadline", vec![7, 7]));
}

#[test]
fn with_a_timeout_the_definitions_attempts_do_not_count() {
    let stage = Stage::of(&[NO; 11]);
    let error = stage.run(stage.wait(&READY).timeout(seconds(70))).unwrap_err();
    assert_eq!((variant(&error), stage.calls()), ("deadline", 11));
}

#[test]
fn with_both_set_what_comes_first_ends_the_wait() {
    let stage = Stage::of(&[NO; 2]);
    let wait = stage.wait(&READY).timeout(seconds(70)).max_attempts(attempts(2));
    assert_eq!(variant(&stage.run(wait).unwrap_err()), "exhausted");
    let stage = Stage::of(&[NO; 3]);
    let wait = stage.wait(&READY).timeout(seconds(10)).max_attempts(attempts(9));
    assert_eq!(variant(&stage.run(wait).unwrap_err()), "deadline");
    assert_eq!(stage.calls(), 3);
}

#[test]
fn no_time_at_all_is_one_poll() {
    let stage = Stage::of(&[NO]);
    let error = stage.run(stage.wait(&READY).timeout(Duration::ZERO)).unwrap_err();
    assert_eq!((variant(&error), stage.calls()), ("deadline", 1));
    let stage = Stage::of(&[YES]);
    assert!(stage.run(stage.wait(&READY).timeout(Duration::ZERO)).is_ok());
}

#[test]
fn all_the_time_there_is_is_fine() {
    let stage = Stage::of(&[NO, YES]);
    assert!(stage.run(stage.wait(&READY).timeout(Duration::MAX)).is_ok());
}

#[test]
fn a_poll_without_an_answer_has_a_grace() {
    let stage = Stage::new();
    stage.transport.silence();
    let error = stage.run(stage.wait(&READY).timeout(seconds(10))).unwrap_err();
    assert_eq!(variant(&error), "deadline");
    let failure = error.failure();
    assert_eq!(failure.elapsed(), seconds(10) + GRACE);
    assert!(failure.outcome().is_none() && failure.attempts() == 0);
    assert!(stage.lines().is_empty(), "what has no outcome is no poll");
}

#[test]
fn a_poll_without_an_answer_does_not_hide_the_ones_before() {
    let stage = Stage::of(&[NO]);
    stage.transport.silence();
    let wait = stage.wait(&READY).delay(seconds(4)).timeout(seconds(10));
    let error = stage.run(wait).unwrap_err();
    let failure = error.into_failure();
    assert_eq!((failure.attempts(), failure.elapsed()), (1, seconds(10) + GRACE));
    assert_eq!(texts(failure.observed()), ["1× no acceptor matched"]);
    assert!(failure.into_outcome().is_none(), "a wait that sleeps holds no answer");
}

#[test]
fn time_that_passes_between_polls_counts() {
    let stage = Stage::of(&[NO; 2]);
    let clock = stage.clock.clone();
    let wait = stage.wait(&READY).timeout(seconds(20)).on_poll(move |_| clock.advance(seconds(15)));
    let error = stage.run(wait).unwrap_err();
    assert_eq!((variant(&error), stage.calls()), ("deadline", 2));
    assert_eq!(stage.sleeps(), [5], "the sleep of 7 s is cut to what is left of the time");
}

/// What comes of the second poll, for which nobody asked before so many seconds of a timeout of 20.
fn asked_after(away: u64) -> (Stage, WaitError<Page>) {
    let stage = Stage::of(&[NO; 2]);
    let mut polls = stage.wait(&READY).timeout(seconds(20)).polls();
    block_on(polls.try_next()).unwrap();
    stage.clock.advance(seconds(away));
    let error = block_on(polls.try_next()).unwrap_err();
    assert!(block_on(polls.next()).is_none());
    (stage, error)
}

#[test]
fn a_sleep_that_begins_late_ends_with_the_time() {
    for (away, elapsed) in [(19, 20), (20, 20), (24, 24)] {
        let (stage, error) = asked_after(away);
        assert_eq!((variant(&error), stage.calls()), ("deadline", 2), "{away}");
        assert_eq!(error.failure().elapsed(), seconds(elapsed));
    }
}

#[test]
fn nobody_is_asked_who_could_not_answer_in_time() {
    for away in [25, 9999] {
        let (stage, error) = asked_after(away);
        assert_eq!((variant(&error), stage.calls()), ("deadline", 1), "{away}");
        let failure = error.failure();
        assert_eq!((failure.attempts(), failure.elapsed()), (1, seconds(away)));
        assert!(failure.outcome().is_none());
    }
}

#[test]
fn a_sleep_that_ends_much_too_late_brings_no_poll() {
    let stage = Stage::of(&[NO]);
    let mut polls = stage.wait(&READY).timeout(seconds(20)).polls();
    block_on(polls.try_next()).unwrap();
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let mut next = Box::pin(polls.next());
    assert!(next.as_mut().poll(&mut context).is_pending());
    stage.clock.advance(seconds(9999));
    assert_eq!(variant(&block_on(next).unwrap().unwrap_err()), "deadline");
    assert_eq!(stage.calls(), 1);
}

#[test]
fn a_poll_that_begins_late_has_what_is_left_of_the_grace() {
    let stage = Stage::of(&[NO]);
    stage.transport.silence();
    let mut polls = stage.wait(&READY).timeout(seconds(20)).polls();
    block_on(polls.try_next()).unwrap();
    stage.clock.advance(seconds(22));
    let error = block_on(polls.try_next()).unwrap_err();
    assert_eq!((variant(&error), stage.calls()), ("deadline", 2));
    assert_eq!(error.failure().elapsed(), seconds(20) + GRACE);
}
