//! Finding a member by its name on the wire.

use crate::shape::{Location, Member, Schema};

/// The exact name, or also another spelling of `message`? Of all members, or of those of the body?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// The names of the table.
    Exact,
    /// Errors: services write the message's member as `message` or `Message`, whatever their
    /// definition says.
    OfError,
    /// The names of the members that stand in the body of a REST response.
    OfBody,
    /// Both.
    OfErrorBody,
}

impl Names {
    fn is_of_error(self) -> bool {
        matches!(self, Names::OfError | Names::OfErrorBody)
    }

    /// Can the member stand there? A response has neither path nor query, so that members with such
    /// a location stand in its body.
    fn include(self, member: &Member) -> bool {
        let elsewhere =
            matches!(member.location, Location::Header | Location::Headers | Location::Status);
        !elsewhere || matches!(self, Names::Exact | Names::OfError)
    }
}

/// The index of a member, or `None` for a name that the table does not have. Members mostly come in
/// the order of the table, so the search begins at `hint`, where the next one should be.
pub(super) fn find(schema: &Schema, name: &str, hint: usize, names: Names) -> Option<usize> {
    let exact = find_by(schema, hint, |member| member.read == name && names.include(member));
    match exact {
        None if names.is_of_error() && name.eq_ignore_ascii_case("message") => {
            find_by(schema, 0, |member| {
                member.read.eq_ignore_ascii_case(name) && names.include(member)
            })
        }
        _ => exact,
    }
}

/// The index of the flattened list whose elements the definition gives this name.
pub(super) fn find_flattened(schema: &Schema, name: &str) -> Option<usize> {
    let of_elements = |member: &Member| {
        member.is_flattened() && member.inner.len() == 1 && member.first().read_or("") == name
    };
    schema.members.iter().position(of_elements)
}

fn find_by(schema: &Schema, hint: usize, fits: impl Fn(&Member) -> bool) -> Option<usize> {
    let (before, after) = schema.members.split_at_checked(hint).unwrap_or((&[], schema.members));
    match after.iter().position(&fits) {
        Some(index) => Some(before.len() + index),
        None => before.iter().position(fits),
    }
}

/// The member's name as users know it, for the path of an error.
pub(super) fn name_of(schema: &Schema, index: usize) -> &'static str {
    schema.members.get(index).map_or("", |member| member.name)
}
