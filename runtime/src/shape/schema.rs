//! The static tables that describe generated structures.

use super::TimestampFormat;

/// A structure or union: its name in the definition and its members, in the definition's order.
#[derive(Debug)]
pub struct Schema {
    /// The shape's name in the definition.
    pub name: &'static str,
    /// The members, in the order of the definition; a member's index is its identity.
    pub members: &'static [Member],
    sensitive: bool,
}

impl Schema {
    /// A structure or union that may be shown.
    pub const fn new(name: &'static str, members: &'static [Member]) -> Self {
        Schema { name, members, sensitive: false }
    }

    /// Nothing of it appears in `Debug` output, wherever it stands.
    pub const fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }

    /// Is the whole hidden from `Debug`?
    pub const fn is_sensitive(&self) -> bool {
        self.sensitive
    }
}

/// One member of a structure, one element of a list, or one value of a map.
#[derive(Debug)]
pub struct Member {
    /// The name in the definition, as boto3 shows it: `OwnerIds`.
    pub name: &'static str,
    /// The name in responses, and in requests of protocols that use one name for both.
    pub read: &'static str,
    /// The name in requests: differs from `read` for the query-like protocols only.
    pub write: &'static str,
    /// The Rust field: `owner_ids`.
    pub field: &'static str,
    /// How a timestamp here is written; of no meaning for other types.
    pub timestamp: TimestampFormat,
    /// A list's element, a map's key and value; empty otherwise.
    pub inner: &'static [Member],
    flags: u8,
}

const SENSITIVE: u8 = 1;
const FLATTENED: u8 = 2;
const IDEMPOTENCY_TOKEN: u8 = 4;

impl Member {
    /// A member whose name is the same in requests and responses.
    pub const fn new(name: &'static str, wire: &'static str, field: &'static str) -> Self {
        Member {
            name,
            read: wire,
            write: wire,
            field,
            timestamp: TimestampFormat::Unstated,
            inner: &[],
            flags: 0,
        }
    }

    /// An element, a key or a value: `name` is what the definition calls it, if it does.
    pub const fn element(name: &'static str) -> Self {
        Member::new(name, name, name)
    }

    /// The name in requests, where it differs.
    pub const fn written_as(mut self, write: &'static str) -> Self {
        self.write = write;
        self
    }

    /// What the list holds, or the map's key and value.
    pub const fn of(mut self, inner: &'static [Member]) -> Self {
        self.inner = inner;
        self
    }

    /// The format of a timestamp here.
    pub const fn timestamp(mut self, format: TimestampFormat) -> Self {
        self.timestamp = format;
        self
    }

    /// The value does not appear in `Debug` output.
    pub const fn sensitive(mut self) -> Self {
        self.flags |= SENSITIVE;
        self
    }

    /// The elements stand in the structure itself, without an element around them (XML, query).
    pub const fn flattened(mut self) -> Self {
        self.flags |= FLATTENED;
        self
    }

    /// A fresh token is sent where the caller sets none.
    pub const fn idempotency_token(mut self) -> Self {
        self.flags |= IDEMPOTENCY_TOKEN;
        self
    }

    /// Is the value hidden from `Debug`?
    pub const fn is_sensitive(&self) -> bool {
        self.flags & SENSITIVE != 0
    }

    /// Are the elements written without an element around them?
    pub const fn is_flattened(&self) -> bool {
        self.flags & FLATTENED != 0
    }

    /// Is this filled in where the caller sets nothing?
    pub const fn is_idempotency_token(&self) -> bool {
        self.flags & IDEMPOTENCY_TOKEN != 0
    }

    /// A list's element, or a map's key.
    pub fn first(&self) -> &Member {
        self.inner.first().unwrap_or(&PLAIN)
    }

    /// A map's value.
    pub fn second(&self) -> &Member {
        self.inner.get(1).unwrap_or(&PLAIN)
    }

    /// The name in responses that the definition gives to a key or value, if it does.
    pub(crate) fn read_or<'m>(&'m self, otherwise: &'m str) -> &'m str {
        stated(self.read, otherwise)
    }

    /// The name in requests that the definition gives to a key or value, if it does.
    pub(crate) fn written_or<'m>(&'m self, otherwise: &'m str) -> &'m str {
        stated(self.write, otherwise)
    }
}

/// `member` is what stands for no name: see [`PLAIN`].
fn stated<'m>(name: &'m str, otherwise: &'m str) -> &'m str {
    match name {
        "" | "member" => otherwise,
        name => name,
    }
}

/// What stands in for an element about which a definition says nothing.
pub(crate) static PLAIN: Member = Member::element("member");
