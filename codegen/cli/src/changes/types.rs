//! Types that belong to no single operation: each change is told once, with who meets it.

use std::collections::{BTreeMap, BTreeSet};

use super::api::{Api, texts};
use super::members::{self, Side};
use super::reach::{Names, Reach};
use super::{Finding, Kind, Notes, only_in};

pub(super) fn compare(reach: &[Reach<'_>; 2], found: &mut Vec<Finding>) {
    let [before, after] = reach;
    let both = before.nested.intersection(&after.nested).copied();
    let mut about = Vec::new();
    for shape in both {
        one(reach, shape, &mut Notes { kind: Kind::Type, subject: shape, found: &mut about });
    }
    let changed: BTreeSet<String> = about.iter().map(|note| note.subject.clone()).collect();
    let changed: Names<'_> = changed.iter().map(String::as_str).collect();
    let users = after.users(&after.nested.intersection(&changed).copied().collect());
    found.extend(about.into_iter().map(|note| with_users(note, &users)));
}

fn with_users(mut note: Finding, users: &BTreeMap<&str, Vec<&str>>) -> Finding {
    let users = users.get(note.subject.as_str()).map(Vec::as_slice).unwrap_or_default();
    note.text += &match users {
        [] => String::new(),
        [one] => format!(", in {one}"),
        [one, other] => format!(", in {one} and {other}"),
        [one, rest @ ..] => format!(", in {one} and {} more operations", rest.len()),
    };
    note
}

fn one(reach: &[Reach<'_>; 2], shape: &str, notes: &mut Notes<'_>) {
    let [old, new] = reach;
    match (old.api.named(shape), new.api.named(shape)) {
        (Some(was), Some(is)) if was != is => {
            notes.breaking(format!("was {}, is now {}", article(was), article(is)));
        }
        (Some("enum"), Some(_)) => values(old.api, new.api, shape, notes),
        (Some(kind), Some(_)) => structure(reach, shape, kind, notes),
        // Where either is no type of its own, the members that hold it tell of the change.
        _ => {}
    }
}

fn article(kind: &str) -> String {
    format!("{} {kind}", if kind.starts_with(['e', 'u']) && kind != "union" { "an" } else { "a" })
}

/// Enums are open: a new value was an unknown one before.
fn values(old: &Api, new: &Api, shape: &str, notes: &mut Notes<'_>) {
    let set = |api| texts(Api::shape(api, shape), "enum").into_iter().collect::<Names<'_>>();
    let (before, after) = (set(old), set(new));
    notes.listed("value", &only_in(&before, &after), "removed", true);
    notes.listed("value", &only_in(&after, &before), "added", false);
}

fn structure(reach: &[Reach<'_>; 2], shape: &str, kind: &str, notes: &mut Notes<'_>) {
    let built = reach.each_ref().map(|reach| kind == "structure" && reach.built.contains(shape));
    let sides = reach.each_ref().map(|reach| Side { api: reach.api, reach, shape });
    match built {
        [false, true] if has_accessors(&sides[0]) => {
            notes.breaking("is now part of an input: setters stand for its accessors".to_owned());
        }
        [false, true] => notes.fine("is now part of an input, and can be built".to_owned()),
        [true, false] => {
            notes.breaking("is part of no input any more, and cannot be built".to_owned());
        }
        _ => {}
    }
    members::compare(&sides, "member", built == [true, true], notes);
}

/// Structures that are only read have accessors for their lists and maps.
fn has_accessors(side: &Side<'_>) -> bool {
    let members = side.api.members(side.shape).values();
    members
        .map(|member| side.api.ty(member))
        .any(|ty| ty.starts_with("list") || ty.starts_with("map"))
}
