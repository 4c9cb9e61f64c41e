//! Finding a member by its name on the wire.

use crate::shape::Schema;

/// The exact name, or also another spelling of `message`?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// The names of the table.
    Exact,
    /// Errors: services write the message's member as `message` or `Message`, whatever their
    /// definition says.
    OfError,
}

/// The index of a member, or `None` for a name that the table does not have. Members mostly come in
/// the order of the table, so the search begins at `hint`, where the next one should be.
pub(super) fn find(schema: &Schema, name: &str, hint: usize, names: Names) -> Option<usize> {
    let exact = find_exact(schema, name, hint);
    match names {
        Names::OfError if exact.is_none() => find_message(schema, name),
        _ => exact,
    }
}

fn find_exact(schema: &Schema, name: &str, hint: usize) -> Option<usize> {
    let (before, after) = schema.members.split_at_checked(hint).unwrap_or((&[], schema.members));
    let skipped = before.len();
    match after.iter().position(|member| member.read == name) {
        Some(index) => Some(skipped + index),
        None => before.iter().position(|member| member.read == name),
    }
}

fn find_message(schema: &Schema, name: &str) -> Option<usize> {
    if !name.eq_ignore_ascii_case("message") {
        return None;
    }
    schema.members.iter().position(|member| member.read.eq_ignore_ascii_case(name))
}

/// The member's name as users know it, for the path of an error.
pub(super) fn name_of(schema: &Schema, index: usize) -> &'static str {
    schema.members.get(index).map_or("", |member| member.name)
}
