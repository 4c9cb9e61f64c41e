//! Operations: request, output, errors.

use std::collections::BTreeSet;

use serde_json::Value;

use super::api::{flag, target, text};
use super::members::{self, Side};
use super::reach::{Reach, errors};
use super::{Finding, Kind, Notes, entries, only_in};

pub(super) fn compare(reach: &[Reach<'_>; 2], found: &mut Vec<Finding>) {
    let maps = reach.each_ref().map(|reach| reach.api.operations());
    entries(Kind::Operation, maps, found, |notes, before, after| {
        let both = [before, after];
        input(reach, both, notes);
        output(reach, both, notes);
        failures(both, notes);
        request(both, notes);
    });
}

/// Both sides of what the operations have under `key`.
fn sides<'a>(reach: &'a [Reach<'a>; 2], both: [&'a Value; 2], key: &str) -> [Option<Side<'a>>; 2] {
    let side = |reach: &'a Reach<'a>, operation: &'a Value| {
        Some(Side { api: reach.api, reach, shape: target(operation.get(key)?) })
    };
    let ([old, new], [before, after]) = (reach, both);
    [side(old, before), side(new, after)]
}

fn input<'a>(reach: &'a [Reach<'a>; 2], both: [&'a Value; 2], notes: &mut Notes<'_>) {
    match sides(reach, both, "input") {
        [Some(old), Some(new)] => {
            renamed(&old, &new, "input", notes);
            members::compare(&[old, new], "input member", true, notes);
        }
        [None, Some(new)] if new.requires_some() => {
            notes.breaking(format!("takes an input now, {}, with required members", new.shape));
        }
        [None, Some(new)] => notes.fine(format!("takes an input now, {}", new.shape)),
        [Some(old), None] => notes.breaking(format!("takes no input any more, was {}", old.shape)),
        [None, None] => {}
    }
}

fn output<'a>(reach: &'a [Reach<'a>; 2], both: [&'a Value; 2], notes: &mut Notes<'_>) {
    match sides(reach, both, "output") {
        [Some(old), Some(new)] => {
            renamed(&old, &new, "output", notes);
            members::compare(&[old, new], "output member", false, notes);
        }
        [None, Some(new)] => notes.fine(format!("gives an output now, {}", new.shape)),
        [Some(old), None] => notes.breaking(format!("gives no output any more, was {}", old.shape)),
        [None, None] => {}
    }
}

/// The shape's name is the type's.
fn renamed(old: &Side<'_>, new: &Side<'_>, what: &str, notes: &mut Notes<'_>) {
    if old.shape != new.shape {
        notes.breaking(format!("{what} was {}, is now {}", old.shape, new.shape));
    }
}

fn failures([before, after]: [&Value; 2], notes: &mut Notes<'_>) {
    let (before, after): (BTreeSet<_>, BTreeSet<_>) =
        (errors(before).collect(), errors(after).collect());
    notes.listed("error", &only_in(&before, &after), "removed", true);
    notes.listed("error", &only_in(&after, &before), "added", false);
}

/// What programs notice at run time only, or read in the documentation.
fn request([before, after]: [&Value; 2], notes: &mut Notes<'_>) {
    let line = |operation: &Value| {
        let http = operation.get("http").unwrap_or(&Value::Null);
        format!("{} {}", text(http, "method"), text(http, "requestUri"))
    };
    if line(before) != line(after) {
        notes.fine(format!("was sent as {}, is now {}", line(before), line(after)));
    }
    match (flag(before, "deprecated"), flag(after, "deprecated")) {
        (false, true) => notes.fine("is now deprecated".to_owned()),
        (true, false) => notes.fine("is no longer deprecated".to_owned()),
        _ => {}
    }
}
