//! Inputs and outputs with a member in every place, over the documents of rest-json.

mod bodies;
mod headers;
mod hostile;
mod responses;
mod uris;

use bytes::Bytes;

use crate::call::{OperationSpec, Service};
use crate::shape::{
    Document, Location, Map, Member, Schema, Slot, Structure, StructureFields, Timestamp,
    TimestampFormat, Value, read_structure, write_structure,
};
use crate::wire::{EncodedRequest, Malformed, Protocol, REST_JSON, RawResponse, Reader, Writer};

const PLAIN: Member = Member::element("member");

pub(super) static SERVICE: Service =
    Service::new("parcels", "Parcels", "2020-01-01", "parcels", &REST_JSON);

/// Generates what generated code has: a structure, its table, and its slots.
macro_rules! structure {
    ($name:ident, $schema:ident: $table:expr, { $($field:ident: $type:ty,)* }) => {
        #[derive(Clone, Debug, Default, PartialEq)]
        pub(super) struct $name {
            $(pub(super) $field: Option<$type>,)*
        }

        static $schema: Schema = $table;

        impl Structure for $name {
            fn schema(&self) -> &'static Schema {
                &$schema
            }

            fn member(&self, index: usize) -> Option<&dyn Slot> {
                let slots: Vec<&dyn Slot> = vec![$(&self.$field),*];
                slots.into_iter().nth(index)
            }

            fn member_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
                let slots: Vec<&mut dyn Slot> = vec![$(&mut self.$field),*];
                slots.into_iter().nth(index)
            }
        }

        impl Value for $name {
            fn read(reader: &mut dyn Reader, _: &Member) -> Result<Option<Self>, Malformed> {
                read_structure(reader)
            }

            fn write(&self, writer: &mut dyn Writer, _: &Member) {
                write_structure(writer, self);
            }
        }
    };
}

const fn header(name: &'static str, wire: &'static str) -> Member {
    Member::new(name, wire, name).at(Location::Header)
}

const fn query(name: &'static str, wire: &'static str) -> Member {
    Member::new(name, wire, name).at(Location::Query)
}

structure!(Located, LOCATED: Schema::new("Located", &[
    Member::new("Bucket", "bucket", "bucket").at(Location::Uri),
    Member::new("Key", "key", "key").at(Location::Uri),
    Member::new("Number", "number", "number").at(Location::Uri),
    query("Prefix", "prefix"),
    query("Names", "name").of(&[PLAIN]),
    query("Deep", "deep"),
    query("Since", "since"),
    query("Until", "until").timestamp(TimestampFormat::UnixTimestamp),
    query("Ratios", "ratio").of(&[PLAIN]),
    query("Extra", "Extra").of(&[PLAIN, PLAIN]),
    query("Filters", "Filters").of(&[PLAIN, PLAIN.of(&[PLAIN])]),
    header("Text", "X-Text"),
    header("Flag", "X-Flag"),
    header("Count", "X-Count"),
    header("Ratio", "X-Ratio"),
    header("Time", "X-Time"),
    header("Date", "X-Date").timestamp(TimestampFormat::Iso8601),
    header("Labels", "X-Labels").of(&[PLAIN]),
    header("Numbers", "X-Numbers").of(&[PLAIN]),
    header("Times", "X-Times").of(&[PLAIN]),
    header("Json", "X-Json").json_text(),
    header("Kind", "Content-Type"),
    header("Length", "Content-Length"),
    Member::new("Metadata", "X-Meta-", "metadata").at(Location::Headers).of(&[PLAIN, PLAIN]),
    Member::new("Status", "Status", "status").at(Location::Status),
    Member::new("Text2", "text", "text2"),
    Member::new("Child", "child", "child"),
    Member::new("Policy", "policy", "policy").json_text(),
]), {
    bucket: String,
    key: String,
    number: i64,
    prefix: String,
    names: Vec<String>,
    deep: bool,
    since: Timestamp,
    until: Timestamp,
    ratios: Vec<f64>,
    extra: Map<String>,
    filters: Map<Vec<String>>,
    text: String,
    flag: bool,
    count: i32,
    ratio: f64,
    time: Timestamp,
    date: Timestamp,
    labels: Vec<String>,
    numbers: Vec<i64>,
    times: Vec<Timestamp>,
    json: Document,
    kind: String,
    length: i64,
    metadata: Map<String>,
    status: i32,
    text2: String,
    child: Box<Located>,
    policy: Document,
});

structure!(Blob, BLOB: Schema::new("Blob", &[
    header("Kind", "Content-Type"),
    header("Length", "Content-Length"),
    Member::new("Data", "Data", "data"),
    Member::new("Lost", "Lost", "lost"),
]).payload(2), { kind: String, length: i64, data: Bytes, lost: String, });

structure!(Text, TEXT: Schema::new("Text", &[Member::new("Data", "Data", "data")]).payload(0), {
    data: String,
});

structure!(Whole, WHOLE: Schema::new("Whole", &[
    header("Kind", "Content-Type"),
    Member::new("Data", "Data", "data"),
]).structure_payload(1), { kind: String, data: Located, });

structure!(Free, FREE: Schema::new("Free", &[Member::new("Data", "Data", "data")]).payload(0), {
    data: Document,
});

pub(super) const fn operation(path: &'static str) -> OperationSpec {
    OperationSpec::new(&SERVICE, "SendParcel", "PUT", path)
}

pub(super) fn encoded(
    operation: &OperationSpec,
    input: &dyn Structure,
) -> Result<EncodedRequest, String> {
    REST_JSON.encode(operation, &StructureFields(input)).map_err(|error| error.to_string())
}

/// What is sent to the root.
pub(super) fn sent(input: &dyn Structure) -> EncodedRequest {
    encoded(&operation("/"), input).unwrap()
}

/// The header's values, as text.
pub(super) fn headers(request: &EncodedRequest) -> Vec<(&str, &str)> {
    let headers = request.headers.iter();
    headers.map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect()
}

pub(super) fn response(status: u16, headers: &[(&str, &[u8])], body: &[u8]) -> RawResponse {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    let (head, body) = response.body(Bytes::copy_from_slice(body)).unwrap().into_parts();
    RawResponse { status: head.status, headers: head.headers, body }
}

pub(super) fn decoded<S: Structure + Default>(response: &RawResponse) -> Result<S, String> {
    let mut output = S::default();
    let read = REST_JSON.decode(&operation("/"), response, &mut output);
    read.map(|()| output).map_err(|error| error.to_string())
}

pub(super) fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

pub(super) fn map(pairs: &[(&str, &str)]) -> Map<String> {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}
