//! What a waiter says and most likely does not mean. It is generated as it stands, since botocore
//! takes it so, and reported as a warning.

mod codes;
mod names;
mod never;
mod shadow;

use super::Context;
use crate::diagnostics::{Diagnostic, Lint, Problems};
use crate::resolve::{AcceptorModel, State, WaiterModel};
pub(super) use codes::KnownCodes;
pub(super) use never::Never;
use shadow::Shadow;

/// Why an acceptor never decides.
enum Dead<'a> {
    Never(&'a Never),
    Misspelt(String),
    Shadowed(Shadow),
}

/// Warns of everything odd in a waiter; `never` has an entry for each acceptor.
pub(super) fn waiter(
    context: &Context<'_>,
    waiter: &WaiterModel,
    never: Vec<Option<&Never>>,
    problems: &mut Problems,
) {
    let known = context.known_codes.get_or_init(|| KnownCodes::of(context.model));
    let shadows = shadow::find(&waiter.acceptors);
    let dead: Vec<Option<Dead<'_>>> = waiter
        .acceptors
        .iter()
        .zip(never)
        .zip(shadows)
        .map(|((acceptor, never), shadow)| {
            let never = never.map(Dead::Never);
            never
                .or_else(|| known.misspelt(&acceptor.matcher).map(Dead::Misspelt))
                .or_else(|| shadow.map(Dead::Shadowed))
        })
        .collect();
    acceptors(context, waiter, &dead, problems);
    names::check(context, waiter, problems);
    timing(waiter, problems);
}

fn acceptors(
    context: &Context<'_>,
    waiter: &WaiterModel,
    dead: &[Option<Dead<'_>>],
    problems: &mut Problems,
) {
    let pairs = || waiter.acceptors.iter().zip(dead);
    let is_success = |acceptor: &AcceptorModel| acceptor.state == State::Success;
    let can_succeed = pairs().any(|(acceptor, dead)| is_success(acceptor) && dead.is_none());
    for (acceptor, dead) in pairs() {
        if let Some(dead) = dead {
            let what = consequence(acceptor.state, can_succeed, &waiter.name);
            problems.warn(warning(context, acceptor, dead, &what));
        }
    }
    if !waiter.acceptors.iter().any(is_success) {
        let message = format!(
            "{} has no acceptor with the state `success`, so it can never succeed: it ends by a \
             failure, an error, or when its attempts are used up",
            waiter.name
        );
        problems.warn(waiter.place.at("acceptors").lint(Lint::NoSuccess, message));
    }
}

fn consequence(state: State, can_succeed: bool, waiter: &str) -> String {
    match state {
        State::Success if can_succeed => format!("{waiter} succeeds by its other acceptors only"),
        State::Success => format!(
            "{waiter} can never succeed: it ends by an error or when its attempts are used up"
        ),
        State::Failure => format!("{waiter} does not notice this failure"),
        State::Retry => format!("it never makes {waiter} go on"),
    }
}

fn warning(
    context: &Context<'_>,
    acceptor: &AcceptorModel,
    dead: &Dead<'_>,
    consequence: &str,
) -> Diagnostic {
    let by_definition = |why: String| {
        format!("{why}, so by the definition this acceptor never matches, and {consequence}")
    };
    match dead {
        Dead::Never(never) => {
            let (why, help) = context.why_never(never);
            acceptor.place.lint(never.lint(), by_definition(why)).help(help)
        }
        Dead::Misspelt(code) => {
            let why = "no error of the service has this code".to_owned();
            let help = Some(format!("did you mean `{}`?", code.escape_default()));
            acceptor.place.lint(Lint::MisspeltCode, by_definition(why)).help(help)
        }
        Dead::Shadowed(shadow) => shadow.warning(acceptor, consequence),
    }
}

/// A day.
const LONGEST: u64 = 24 * 60 * 60;

/// A delay of milliseconds makes a wait of days.
fn timing(waiter: &WaiterModel, problems: &mut Problems) {
    let place = waiter.place.at("delay");
    let total = waiter.delay.saturating_mul(waiter.max_attempts.saturating_sub(1).into());
    if waiter.delay == 0 && waiter.max_attempts > 1 {
        let message = format!("{} asks without a pause between its polls", waiter.name);
        let help = "the delay is in seconds".to_owned();
        problems.warn(place.lint(Lint::OddTiming, message).help(Some(help)));
    } else if total > LONGEST {
        let message = format!(
            "{} asks every {} seconds, {} times, which takes up to {} days",
            waiter.name,
            waiter.delay,
            waiter.max_attempts,
            total / LONGEST
        );
        let help = "the delay is in seconds".to_owned();
        problems.warn(place.lint(Lint::OddTiming, message).help(Some(help)));
    }
}
