//! The static tables that describe generated structures.

use super::TimestampFormat;

/// A structure or union: its name in the definition and its members, in the definition's order.
#[derive(Debug)]
pub struct Schema {
    /// The shape's name in the definition.
    pub name: &'static str,
    /// The members, in the order of the definition; a member's index is its identity.
    pub members: &'static [Member],
    /// The member that is the whole body of a REST message, by index.
    pub payload: Option<usize>,
    structure_payload: bool,
    sensitive: bool,
    nulls: bool,
}

impl Schema {
    /// A structure or union that may be shown.
    pub const fn new(name: &'static str, members: &'static [Member]) -> Self {
        Schema {
            name,
            members,
            payload: None,
            structure_payload: false,
            sensitive: false,
            nulls: false,
        }
    }

    /// The member with this index is the whole body of the message.
    pub const fn payload(mut self, index: usize) -> Self {
        self.payload = Some(index);
        self
    }

    /// The same for a structure that is no union: where it is unset, rest-json sends an empty one.
    pub const fn structure_payload(mut self, index: usize) -> Self {
        self.structure_payload = true;
        self.payload(index)
    }

    /// Is the payload a structure, and no union?
    pub const fn has_structure_payload(&self) -> bool {
        self.structure_payload
    }

    /// Nothing of it appears in `Debug` output, wherever it stands.
    pub const fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }

    /// What a search made of a multi-select hash: a member that is not set is a null.
    pub const fn with_nulls(mut self) -> Self {
        self.nulls = true;
        self
    }

    /// Is a member that is not set a null, instead of none?
    pub(crate) const fn has_nulls(&self) -> bool {
        self.nulls
    }

    /// Is the whole hidden from `Debug`?
    pub const fn is_sensitive(&self) -> bool {
        self.sensitive
    }
}

/// Where a member of an input or output stands in an HTTP message. Only the REST protocols put
/// anything elsewhere than in the body; the others do not look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Location {
    /// The body, or the structure around it.
    #[default]
    Body,
    /// The header with the member's name on the wire.
    Header,
    /// A map: all headers whose names begin with the member's name on the wire.
    Headers,
    /// The query string; a map, or a map of lists, is many parameters.
    Query,
    /// A label of the path.
    Uri,
    /// The status of the response.
    Status,
}

/// An XML namespace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Namespace {
    /// What `xmlns:` declares it as; empty for the default namespace.
    pub prefix: &'static str,
    /// Its name.
    pub uri: &'static str,
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
    /// Where it stands in an HTTP message.
    pub location: Location,
    /// The namespace of its element, in requests in XML.
    pub namespace: Option<&'static Namespace>,
    flags: u8,
}

const SENSITIVE: u8 = 1;
const FLATTENED: u8 = 2;
const IDEMPOTENCY_TOKEN: u8 = 4;
const ATTRIBUTE: u8 = 8;
const JSON_TEXT: u8 = 16;

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
            location: Location::Body,
            namespace: None,
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

    /// Where it stands in an HTTP message.
    pub const fn at(mut self, location: Location) -> Self {
        self.location = location;
        self
    }

    /// The namespace of its element, in requests in XML.
    pub const fn namespace(mut self, namespace: &'static Namespace) -> Self {
        self.namespace = Some(namespace);
        self
    }

    /// An attribute of the structure's element (XML).
    pub const fn attribute(mut self) -> Self {
        self.flags |= ATTRIBUTE;
        self
    }

    /// A document that travels as the text of its JSON, in a header as base64 of that.
    pub const fn json_text(mut self) -> Self {
        self.flags |= JSON_TEXT;
        self
    }

    /// Is this an attribute of the structure's element?
    pub const fn is_attribute(&self) -> bool {
        self.flags & ATTRIBUTE != 0
    }

    /// Does the document travel as text?
    pub const fn is_json_text(&self) -> bool {
        self.flags & JSON_TEXT != 0
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
    pub(crate) fn written_or(&self, otherwise: &'static str) -> &'static str {
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
