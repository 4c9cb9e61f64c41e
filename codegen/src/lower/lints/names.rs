//! Waiters whose names become the same in Rust, or read oddly there.

use super::super::{Context, chosen, names};
use crate::diagnostics::{Lint, Problems};
use crate::resolve::WaiterModel;

/// No service has as many waiters; each is compared with each.
const MOST: usize = 5_000;

pub(super) fn check(context: &Context<'_>, waiter: &WaiterModel, problems: &mut Problems) {
    let wanted = names::snake(&waiter.name);
    let own = chosen(&context.waiters, &waiter.name);
    let alike =
        |other: &&WaiterModel| other.name != waiter.name && names::snake(&other.name) == wanted;
    let other = match context.waiters.len() > MOST || own == wanted && context.is_alone(&own) {
        true => None,
        false => context.model.waiters.values().find(alike),
    };
    if let Some(other) = other {
        // Of two in one file the later one is told of, of two in two files both.
        if own != wanted || !other.place.is_beside(&waiter.place) {
            problems
                .warn(waiter.place.lint(Lint::NameCollision, collision(context, waiter, other)));
        }
    }
    if wanted.starts_with("wait_until_") {
        let message = format!("its method would be `wait_until_{own}`");
        let help = "leave `WaitUntil` out of the name".to_owned();
        problems.warn(waiter.place.lint(Lint::NameCollision, message).help(Some(help)));
    }
}

fn collision(context: &Context<'_>, waiter: &WaiterModel, other: &WaiterModel) -> String {
    let own = chosen(&context.waiters, &waiter.name);
    let theirs = chosen(&context.waiters, &other.name);
    format!(
        "differs from the waiter {} in case or punctuation only: their methods are \
         `wait_until_{own}` and `wait_until_{theirs}`",
        other.name
    )
}

impl Context<'_> {
    /// Has no other waiter a name that was changed because of this one?
    fn is_alone(&self, snake: &str) -> bool {
        let numbered = format!("{snake}2");
        !self.waiters.values().any(|name| *name == numbered)
    }
}
