//! The members of a structure, union or error, seen as what a program does with it.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::api::{Api, flag, target, texts};
use super::reach::Reach;
use super::{Notes, only_in};

/// One side of the comparison.
pub(super) struct Side<'a> {
    pub(super) api: &'a Api,
    pub(super) reach: &'a Reach<'a>,
    pub(super) shape: &'a str,
}

/// Compares the members of two shapes. `what` begins each text, such as `input member`; `given`
/// says that programs give them, so that the required ones are arguments.
pub(super) fn compare([old, new]: &[Side<'_>; 2], what: &str, given: bool, notes: &mut Notes<'_>) {
    let (before, after) = (old.api.members(old.shape), new.api.members(new.shape));
    notes.listed(what, &only_in(&names(before), &names(after)), "removed", true);
    let added = only_in(&names(after), &names(before)).into_iter();
    let (must, may): (Vec<_>, Vec<_>) = added.partition(|name| given && new.is_required(name));
    notes.listed(what, &must, "added, and required", true);
    notes.listed(what, &may, "added", false);
    for (name, before) in before {
        let Some(after) = after.get(name) else { continue };
        let what = format!("{what} {name}");
        let (was, is) = (old.ty(before), new.ty(after));
        if was != is {
            notes.breaking(format!("{what} was {was}, is now {is}"));
        }
        match [old, new].map(|side| given && side.is_required(name)) {
            [false, true] => notes.breaking(format!("{what} is now required")),
            [true, false] => notes.breaking(format!("{what} is no longer required")),
            _ => {}
        }
    }
}

fn names(members: &Map<String, Value>) -> BTreeSet<&str> {
    members.keys().map(String::as_str).collect()
}

impl Side<'_> {
    /// A member's type, with the box that it may be kept in.
    fn ty(&self, member: &Value) -> String {
        let ty = self.api.ty(member);
        let boxed = self.reach.is_boxed(self.shape, target(member));
        if boxed { format!("{ty} in a box") } else { ty }
    }

    /// Must a program give the member? Idempotency tokens fill themselves in.
    pub(super) fn is_required(&self, member: &str) -> bool {
        let listed = texts(self.api.shape(self.shape), "required").contains(&member);
        let value = self.api.members(self.shape).get(member);
        listed && !value.is_some_and(|member| flag(member, "idempotencyToken"))
    }

    /// Does the shape have members that a program must give?
    pub(super) fn requires_some(&self) -> bool {
        self.api.members(self.shape).keys().any(|member| self.is_required(member))
    }
}
