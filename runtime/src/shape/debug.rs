//! `Debug` for generated types: what is set, by its Rust name, without what is sensitive.

use std::fmt::{Debug, Formatter, Result};

use super::{Fields, Member, Put, Schema, Structure, StructureFields, UnionFields};

struct Redacted;

impl Debug for Redacted {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        formatter.write_str("<sensitive>")
    }
}

/// Formats a structure: the members that are set, or nothing of it if it is sensitive.
pub fn debug_structure(value: &dyn Structure, formatter: &mut Formatter<'_>) -> Result {
    debug_fields(&StructureFields(value), formatter)
}

/// Formats a union: the member that is set, or nothing of it if it is sensitive.
pub fn debug_union(
    schema: &'static Schema,
    active: Option<(usize, &dyn Put)>,
    formatter: &mut Formatter<'_>,
) -> Result {
    debug_fields(&UnionFields { schema, active }, formatter)
}

fn debug_fields(fields: &dyn Fields, formatter: &mut Formatter<'_>) -> Result {
    let schema = fields.schema();
    if schema.is_sensitive() {
        return Redacted.fmt(formatter);
    }
    let mut output = formatter.debug_struct(schema.name);
    for (index, member) in schema.members.iter().enumerate() {
        if let Some(value) = fields.field(index) {
            output.field(member.field, shown(member, value));
        }
    }
    output.finish_non_exhaustive()
}

fn shown<'a>(member: &Member, value: &'a dyn Put) -> &'a dyn Debug {
    if member.is_sensitive() { &Redacted } else { value.as_debug() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::Slot;

    struct Login(Schema, Option<String>, Option<String>);

    impl Structure for &'static Login {
        fn schema(&self) -> &'static Schema {
            &self.0
        }

        fn member(&self, index: usize) -> Option<&dyn Slot> {
            [&self.1 as &dyn Slot, &self.2].into_iter().nth(index)
        }

        fn member_mut(&mut self, _: usize) -> Option<&mut dyn Slot> {
            None
        }
    }

    const MEMBERS: &[Member] =
        &[Member::new("User", "User", "user"), Member::new("Key", "Key", "key").sensitive()];

    fn login(schema: Schema) -> &'static Login {
        Box::leak(Box::new(Login(schema, Some("me".to_owned()), Some("hidden".to_owned()))))
    }

    struct Shown<F>(F);

    impl<F: Fn(&mut Formatter<'_>) -> Result> Debug for Shown<F> {
        fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
            (self.0)(formatter)
        }
    }

    #[test]
    fn sensitive_members_and_structures_are_not_shown() {
        let open = login(Schema::new("Login", MEMBERS));
        let shown = format!(
            "{:?}",
            Shown(|formatter: &mut Formatter<'_>| { debug_structure(&open, formatter) })
        );
        assert_eq!(shown, "Login { user: \"me\", key: <sensitive>, .. }");
        let closed = login(Schema::new("Login", MEMBERS).sensitive());
        let shown = format!(
            "{:#?}",
            Shown(|formatter: &mut Formatter<'_>| { debug_structure(&closed, formatter) })
        );
        assert_eq!(shown, "<sensitive>");
    }

    #[test]
    fn sensitive_unions_are_not_shown() {
        static CLOSED: Schema = Schema::new("Login", MEMBERS).sensitive();
        let value = "me".to_owned();
        let active: Option<(usize, &dyn Put)> = Some((0, &value));
        let shown = format!(
            "{:?}",
            Shown(|formatter: &mut Formatter<'_>| { debug_union(&CLOSED, active, formatter) })
        );
        assert_eq!(shown, "<sensitive>");
    }
}
