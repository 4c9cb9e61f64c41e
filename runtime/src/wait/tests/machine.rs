//! The machine alone.

use super::super::machine::{Decision, Ending, Limits, Machine, Seen};
use super::*;

fn limits(delay: u64, polls: Option<u32>, timeout: Option<u64>) -> Limits {
    Limits {
        backoff: Backoff::fixed(seconds(delay)),
        initial: Duration::ZERO,
        polls,
        timeout: timeout.map(seconds),
        stable: NonZeroU32::MIN,
        tolerates_throttling: false,
    }
}

fn condition(state: AcceptorState) -> Condition {
    static ALL: [Acceptor<Page>; 3] =
        [Y, BAD, acceptor(Retry, "error", "", "R1", Test::ErrorCode("R1"))];
    let index = ALL.iter().position(|acceptor| acceptor.condition(0).state() == state).unwrap();
    ALL[index].condition(index)
}

fn seen(ending: Ending, matched: Option<Condition>, elapsed: Duration) -> Seen {
    Seen { ending, matched, asked: None, elapsed }
}

#[test]
fn w6_w9_w11_what_a_match_means() {
    let again = Decision::Again(seconds(7));
    let cases = [
        (Ending::Output, Some(Success), Decision::Success),
        (Ending::Error, Some(Success), Decision::Success),
        (Ending::Output, Some(Failure), Decision::Terminal),
        (Ending::Error, Some(Failure), Decision::Terminal),
        (Ending::Output, Some(Retry), again),
        (Ending::Error, Some(Retry), again),
        (Ending::Output, None, again),
        (Ending::Error, None, Decision::Service),
    ];
    for (ending, state, expected) in cases {
        let mut machine = Machine::new(limits(7, Some(3), None));
        let decision = machine.step(seen(ending, state.map(condition), Duration::ZERO));
        assert_eq!(decision, expected, "{ending:?} {state:?}");
    }
}

#[test]
fn w5_limits_are_checked_after_the_acceptors() {
    let mut machine = Machine::new(limits(7, Some(1), Some(0)));
    let decision = machine.step(seen(Ending::Output, Some(condition(Success)), seconds(99)));
    assert_eq!(decision, Decision::Success);
    let mut machine = Machine::new(limits(7, Some(0), None));
    assert_eq!(machine.step(seen(Ending::Output, None, Duration::ZERO)), Decision::Exhausted);
}

#[test]
fn a_clock_that_wakes_too_early_brings_no_second_last_poll() {
    let mut machine = Machine::new(limits(7, None, Some(5)));
    let step = |machine: &mut Machine, millis| {
        machine.step(seen(Ending::Output, None, Duration::from_millis(millis)))
    };
    assert_eq!(step(&mut machine, 0), Decision::Again(seconds(5)));
    assert_eq!(step(&mut machine, 4999), Decision::Deadline);
}

#[test]
fn nor_does_it_after_an_initial_delay_that_takes_all_the_time() {
    let mut machine = Machine::new(Limits { initial: seconds(5), ..limits(1, None, Some(5)) });
    assert_eq!(machine.initial(), Some(seconds(5)));
    let early = Duration::from_millis(4999);
    assert_eq!(machine.step(seen(Ending::Output, None, early)), Decision::Deadline);
}

#[test]
fn a_clock_that_wakes_late_brings_one_last_poll_within_the_grace_and_none_after_it() {
    let mut machine = Machine::new(limits(1, None, Some(5)));
    assert_eq!(
        machine.step(seen(Ending::Output, None, Duration::ZERO)),
        Decision::Again(seconds(1))
    );
    assert_eq!(machine.patience(seconds(6)), Some(seconds(4)));
    assert_eq!(machine.patience(seconds(60)), Some(Duration::ZERO));
    assert_eq!(machine.step(seen(Ending::Output, None, seconds(6))), Decision::Deadline);
}

#[test]
fn d16_the_last_match_is_kept() {
    let mut machine = Machine::new(limits(1, Some(9), None));
    machine.step(seen(Ending::Output, None, Duration::ZERO));
    assert_eq!(machine.matched(), None);
    machine.step(seen(Ending::Output, Some(condition(Retry)), Duration::ZERO));
    machine.step(seen(Ending::Output, None, Duration::ZERO));
    assert_eq!(machine.matched().map(|matched| matched.poll), Some(2));
    assert_eq!(machine.polls(), 3);
}
