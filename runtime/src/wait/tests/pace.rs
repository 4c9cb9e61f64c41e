//! How long a wait sleeps: backoff, initial delay, and what services ask for; and that a timeout wins.

use super::*;

fn fixed(first: u64, cap: u64) -> Backoff {
    Backoff::exponential(seconds(first), seconds(cap)).jitter(Jitter::None)
}

#[test]
fn an_exponential_delay_doubles_up_to_its_cap() {
    let stage = Stage::of(&[NO; 7]);
    let wait = stage.wait(&READY).backoff(fixed(2, 20)).max_attempts(attempts(7));
    assert_eq!(variant(&stage.run(wait).unwrap_err()), "exhausted");
    assert_eq!(stage.sleeps(), [2, 4, 8, 16, 20, 20]);
}

#[test]
fn delays_at_their_limits() {
    let longest = |first, cap, poll| Backoff::exponential(first, cap).longest(poll);
    assert_eq!(longest(seconds(9), seconds(5), 1), seconds(5), "the cap counts");
    assert_eq!(longest(Duration::ZERO, seconds(5), 40), Duration::ZERO);
    assert_eq!(longest(seconds(1), Duration::MAX, u32::MAX), seconds(u64::from(u32::MAX)));
    assert_eq!(longest(Duration::MAX, Duration::MAX, 9), Duration::MAX);
    for jitter in [Jitter::None, Jitter::Equal, Jitter::Full] {
        let delay = Backoff::fixed(Duration::MAX).jitter(jitter).delay(1);
        assert!(delay <= Duration::MAX && delay > Duration::ZERO, "{jitter:?}");
    }
}

#[test]
fn jitter_takes_none_half_or_all() {
    let shares = |jitter| {
        let backoff = Backoff::fixed(seconds(100)).jitter(jitter).seed(1);
        (1..2000).map(|poll| backoff.delay(poll).as_secs_f64()).collect::<Vec<f64>>()
    };
    let range = |delays: &[f64]| {
        (
            delays.iter().copied().fold(f64::MAX, f64::min),
            delays.iter().copied().fold(0.0, f64::max),
        )
    };
    assert_eq!(range(&shares(Jitter::None)), (100.0, 100.0));
    let (least, most) = range(&shares(Jitter::Equal));
    assert!((50.0..51.0).contains(&least) && (99.0..100.0).contains(&most), "{least} {most}");
    let (least, most) = range(&shares(Jitter::Full));
    assert!((0.0..1.0).contains(&least) && (99.0..100.0).contains(&most), "{least} {most}");
}

#[test]
fn a_seed_repeats_and_without_one_nothing_does() {
    let sleeps = |backoff: Backoff| {
        let stage = Stage::of(&[NO; 6]);
        let wait = stage.wait(&READY).backoff(backoff).max_attempts(attempts(6));
        assert!(stage.run(wait).is_err());
        stage.clock.sleeps()
    };
    let jittered = Backoff::exponential(seconds(8), seconds(100));
    assert_eq!(sleeps(jittered.seed(3)), sleeps(jittered.seed(3)));
    assert_ne!(sleeps(jittered.seed(3)), sleeps(jittered.seed(4)));
    assert_ne!(sleeps(jittered), sleeps(jittered));
}

#[test]
fn the_last_of_delay_and_backoff_counts() {
    let stage = Stage::of(&[NO, YES]);
    let wait = stage.wait(&READY).backoff(fixed(1, 9)).delay(seconds(5));
    assert!(stage.run(wait).is_ok());
    assert_eq!(stage.sleeps(), [5]);
}

#[test]
fn an_initial_delay_comes_before_the_first_poll() {
    let stage = Stage::of(&[NO, YES]);
    let waited = stage.run(stage.wait(&READY).initial_delay(seconds(30))).unwrap();
    assert_eq!((waited.attempts(), waited.elapsed()), (2, seconds(37)));
    assert_eq!(stage.sleeps(), [30, 7]);
}

#[test]
fn an_initial_delay_is_part_of_the_timeout() {
    let stage = Stage::of(&[NO; 3]);
    let wait = stage.wait(&READY).initial_delay(seconds(30)).timeout(seconds(40));
    let error = stage.run(wait).unwrap_err();
    assert_eq!((variant(&error), error.failure().elapsed()), ("deadline", seconds(40)));
    assert_eq!(stage.sleeps()[..], [30, 7, 3]);
}

#[test]
fn an_initial_delay_beyond_the_timeout_leaves_one_poll() {
    for initial in [10, 11, 9999] {
        let stage = Stage::of(&[NO]);
        let wait = stage.wait(&READY).initial_delay(seconds(initial)).timeout(seconds(10));
        let error = stage.run(wait).unwrap_err();
        assert_eq!((variant(&error), stage.sleeps()), ("deadline", vec![10]), "{initial}");
        assert_eq!(error.failure().attempts(), 1);
    }
    let stage = Stage::of(&[YES]);
    let wait = stage.wait(&READY).initial_delay(Duration::MAX).timeout(seconds(10));
    assert!(stage.run(wait).is_ok());
}

#[test]
fn a_timeout_shortens_a_backoff() {
    let stage = Stage::of(&[NO; 5]);
    let wait = stage.wait(&READY).backoff(fixed(1, 60)).timeout(seconds(10));
    assert_eq!(variant(&stage.run(wait).unwrap_err()), "deadline");
    assert_eq!(stage.sleeps(), [1, 2, 4, 3], "at 0, 1, 3, 7 and 10 seconds");
}

/// A stage whose first poll ends in an error that the waiter tolerates, with this header.
fn tolerated(name: &str, value: &str) -> Stage {
    let stage = Stage::new();
    let headers = [("x-amzn-requestid", "r"), (name, value)];
    stage.transport.answer_with(400, &headers, r#"{"__type":"R1"}"#);
    stage
}

#[test]
fn what_a_service_asks_for_makes_a_delay_longer_but_not_shorter() {
    for (name, value, expected) in [
        ("retry-after", "120", 120),
        ("x-amz-retry-after", "30000", 30),
        ("retry-after", "1", 7),
        ("retry-after", "99999999", 3600),
        ("retry-after", "soon", 7),
    ] {
        let stage = tolerated(name, value).then(YES);
        assert!(stage.run(stage.wait(&TOLERANT)).is_ok());
        assert_eq!(stage.sleeps(), [expected], "{name}: {value}");
    }
}

#[test]
fn an_output_may_ask_for_it_too() {
    let stage = Stage::new();
    stage.transport.answer_with(200, &[("retry-after", "50")], NO);
    let stage = stage.then(YES);
    assert!(stage.run(stage.wait(&READY)).is_ok());
    assert_eq!(stage.sleeps(), [50]);
}

#[test]
fn a_timeout_wins_over_what_a_service_asks_for() {
    let stage = tolerated("retry-after", "120").then(NO);
    let error = stage.run(stage.wait(&TOLERANT).timeout(seconds(60))).unwrap_err();
    assert_eq!((variant(&error), stage.sleeps()), ("deadline", vec![60]));
    assert_eq!(error.failure().attempts(), 2);
}

/// The three attempts of a poll whose answer is that there are too many requests.
fn throttled(stage: Stage) -> Stage {
    (0..3).fold(stage, |stage, _| stage.failing(400, "ThrottlingException"))
}

#[test]
fn w9_an_unlisted_throttling_error_ends_the_wait() {
    let stage = throttled(Stage::new());
    let error = stage.run(stage.wait(&READY)).unwrap_err();
    assert_eq!((variant(&error), stage.calls()), ("service", 3));
    assert!(error.failure().error().unwrap().is_throttling());
    assert!(error.to_string().contains("tolerate_throttling(true)"), "{error}");
}

#[test]
fn w9_unless_it_is_asked_to_tolerate_it() {
    let stage = throttled(throttled(Stage::new())).then(NO).then(YES);
    let wait = stage.wait(&READY).max_attempts(attempts(4)).delay(Duration::ZERO);
    let waited = stage.run(wait.tolerate_throttling(true)).unwrap();
    assert_eq!((waited.attempts(), stage.calls()), (4, 8));
    let lines = stage.lines();
    assert!(
        lines[0].ends_with("; again in 1s") && lines[1].ends_with("; again in 2s"),
        "{lines:?}"
    );
    assert!(lines[2].ends_with("; again in 0ns"), "{lines:?}");
}

#[test]
fn what_is_tolerated_is_throttling_and_nothing_else() {
    let stage = Stage::of(&["AccessDeniedException"]);
    let error = stage.run(stage.wait(&READY).tolerate_throttling(true)).unwrap_err();
    assert_eq!((variant(&error), stage.calls()), ("service", 1));
    assert!(!error.to_string().contains("tolerate"), "{error}");
}

#[test]
fn acceptors_come_before_tolerance() {
    static NEVER: Waiter<One> = waiter(&[Y, error(Failure, "ThrottlingException")]);
    let stage = throttled(Stage::new());
    let error = stage.run(stage.wait(&NEVER).tolerate_throttling(true)).unwrap_err();
    assert_eq!(variant(&error), "terminal");
}

#[test]
fn tolerated_throttling_counts_against_the_limits() {
    let stage = throttled(throttled(Stage::new()));
    let wait = stage.wait(&READY).max_attempts(attempts(2)).tolerate_throttling(true);
    let error = stage.run(wait).unwrap_err();
    assert_eq!(variant(&error), "exhausted");
    assert_eq!(texts(error.failure().observed()), ["2× ThrottlingException (400)"]);
}
