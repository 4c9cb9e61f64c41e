//! Waiters: the operation that has the method, and how the waiting goes.

use serde_json::Value;

use super::api::{Api, text};
use super::{Finding, Kind, Notes, entries};

pub(super) fn compare(old: &Api, new: &Api, found: &mut Vec<Finding>) {
    let maps = [old.waiters(), new.waiters()];
    entries(Kind::Waiter, maps, found, |notes, before, after| one(before, after, notes));
}

fn one(before: &Value, after: &Value, notes: &mut Notes<'_>) {
    let (was, is) = (text(before, "operation"), text(after, "operation"));
    if was != is {
        notes.breaking(format!("waits on {is} (was {was})"));
    }
    for (key, what) in [("delay", "seconds between polls"), ("maxAttempts", "attempts at most")] {
        let (was, is) = (&before[key], &after[key]);
        if was != is {
            notes.fine(format!("{is} {what} (was {was})"));
        }
    }
    if before["acceptors"] != after["acceptors"] {
        notes.fine("ends on other conditions".to_owned());
    }
}
