//! What the tests of the protocols share: a structure with a member of every kind, as generated
//! code would have it, and an operation of each protocol.

pub(crate) mod markup;

use bytes::Bytes;

use super::{EC2, JSON_1_0, Malformed, RawResponse, Reader, Writer};
use crate::call::{OperationSpec, Service};
use crate::shape::{
    Document, Map, Member, Put, Schema, Slot, Structure, Timestamp, TimestampFormat, Value,
    read_structure, read_union, write_structure, write_union,
};

/// A structure with a member of every kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Thing {
    pub(crate) text: Option<String>,
    pub(crate) flag: Option<bool>,
    pub(crate) count: Option<i32>,
    pub(crate) big: Option<i64>,
    pub(crate) ratio: Option<f64>,
    pub(crate) single: Option<f32>,
    pub(crate) data: Option<Bytes>,
    pub(crate) time: Option<Timestamp>,
    pub(crate) date: Option<Timestamp>,
    pub(crate) document: Option<Document>,
    pub(crate) names: Option<Vec<String>>,
    pub(crate) things: Option<Vec<Thing>>,
    pub(crate) child: Option<Box<Thing>>,
    pub(crate) tags: Option<Map<String>>,
    pub(crate) by_key: Option<Map<Thing>>,
    pub(crate) choice: Option<Choice>,
    pub(crate) flat: Option<Vec<String>>,
    pub(crate) flat_map: Option<Map<i32>>,
    pub(crate) lists: Option<Vec<Vec<i64>>>,
}

macro_rules! slots {
    ($this:ident, $index:ident, $($number:literal => $field:ident),* $(,)?) => {
        match $index {
            $($number => Some(&mut $this.$field),)*
            _ => None,
        }
    };
    (ref $this:ident, $index:ident, $($number:literal => $field:ident),* $(,)?) => {
        match $index {
            $($number => Some(&$this.$field),)*
            _ => None,
        }
    };
}

const PLAIN: Member = Member::element("member");

static THING: Schema = Schema::new(
    "Thing",
    &[
        Member::new("Text", "text", "text").written_as("Text"),
        Member::new("Flag", "flag", "flag").written_as("Flag"),
        Member::new("Count", "count", "count").written_as("Count"),
        Member::new("Big", "big", "big").written_as("Big"),
        Member::new("Ratio", "ratio", "ratio").written_as("Ratio"),
        Member::new("Single", "single", "single").written_as("Single"),
        Member::new("Data", "data", "data").written_as("Data"),
        Member::new("Time", "time", "time").written_as("Time"),
        Member::new("Date", "date", "date").written_as("Date").timestamp(TimestampFormat::Rfc822),
        Member::new("Document", "document", "document").written_as("Document"),
        Member::new("Names", "nameSet", "names").written_as("Name").of(&[PLAIN]),
        Member::new("Things", "thingSet", "things").written_as("Thing").of(&[PLAIN]),
        Member::new("Child", "child", "child").written_as("Child"),
        Member::new("Tags", "tags", "tags").written_as("Tags").of(&[PLAIN, PLAIN]),
        Member::new("ByKey", "byKey", "by_key")
            .written_as("ByKey")
            .of(&[Member::element("Name"), Member::element("Thing")]),
        Member::new("Choice", "choice", "choice").written_as("Choice"),
        Member::new("Flat", "flat", "flat").written_as("Flat").of(&[PLAIN]).flattened(),
        Member::new("FlatMap", "flatMap", "flat_map")
            .written_as("FlatMap")
            .of(&[PLAIN, PLAIN])
            .flattened(),
        Member::new("Lists", "lists", "lists").written_as("Lists").of(&[PLAIN.of(&[PLAIN])]),
    ],
);

impl Structure for Thing {
    fn schema(&self) -> &'static Schema {
        &THING
    }

    fn member(&self, index: usize) -> Option<&dyn Slot> {
        slots!(ref self, index, 0 => text, 1 => flag, 2 => count, 3 => big, 4 => ratio,
            5 => single, 6 => data, 7 => time, 8 => date, 9 => document, 10 => names,
            11 => things, 12 => child, 13 => tags, 14 => by_key, 15 => choice, 16 => flat,
            17 => flat_map, 18 => lists)
    }

    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        slots!(self, index, 0 => text, 1 => flag, 2 => count, 3 => big, 4 => ratio,
            5 => single, 6 => data, 7 => time, 8 => date, 9 => document, 10 => names,
            11 => things, 12 => child, 13 => tags, 14 => by_key, 15 => choice, 16 => flat,
            17 => flat_map, 18 => lists)
    }
}

impl Value for Thing {
    fn read(reader: &mut dyn Reader, _: &Member) -> Result<Option<Self>, Malformed> {
        read_structure(reader)
    }

    fn write(&self, writer: &mut dyn Writer, _: &Member) {
        write_structure(writer, self);
    }
}

/// A union that contains itself.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Choice {
    Text(String),
    Number(i64),
    List(Vec<Choice>),
    Unknown,
}

static CHOICE: Schema = Schema::new(
    "Choice",
    &[
        Member::new("S", "S", "s"),
        Member::new("N", "N", "n"),
        Member::new("L", "L", "l").of(&[PLAIN]),
    ],
);

fn variant(
    index: usize,
    reader: &mut dyn Reader,
    member: &Member,
) -> Result<Option<Choice>, Malformed> {
    Ok(match index {
        0 => Value::read(reader, member)?.map(Choice::Text),
        1 => Value::read(reader, member)?.map(Choice::Number),
        _ => Value::read(reader, member)?.map(Choice::List),
    })
}

impl Value for Choice {
    fn read(reader: &mut dyn Reader, _: &Member) -> Result<Option<Self>, Malformed> {
        read_union(reader, &CHOICE, || Choice::Unknown, variant)
    }

    fn write(&self, writer: &mut dyn Writer, _: &Member) {
        let active: Option<(usize, &dyn Put)> = match self {
            Choice::Text(value) => Some((0, value)),
            Choice::Number(value) => Some((1, value)),
            Choice::List(value) => Some((2, value)),
            Choice::Unknown => None,
        };
        write_union(writer, &CHOICE, active);
    }
}

/// An exception whose message has the lower-case name, as most have.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Exception {
    pub(crate) message: Option<String>,
    pub(crate) resource: Option<String>,
}

static EXCEPTION: Schema = Schema::new(
    "Exception",
    &[
        Member::new("message", "message", "message"),
        Member::new("Resource", "Resource", "resource"),
    ],
);

impl Structure for Exception {
    fn schema(&self) -> &'static Schema {
        &EXCEPTION
    }

    fn member(&self, index: usize) -> Option<&dyn Slot> {
        slots!(ref self, index, 0 => message, 1 => resource)
    }

    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        slots!(self, index, 0 => message, 1 => resource)
    }
}

static DYNAMODB: Service =
    Service::new("dynamodb", "DynamoDB", "2012-08-10", "dynamodb", &JSON_1_0)
        .target_prefix("DynamoDB_20120810");

static COMPUTE: Service = Service::new("ec2", "EC2", "2016-11-15", "ec2", &EC2);

const fn operation(
    service: &'static Service,
    name: &'static str,
    has_output: bool,
) -> OperationSpec {
    let spec = OperationSpec::new(service, name, "POST", "/");
    if has_output { spec } else { spec.without_output() }
}

pub(crate) static SCAN: OperationSpec = operation(&DYNAMODB, "Scan", true);
pub(crate) static TOUCH: OperationSpec = operation(&DYNAMODB, "Touch", false);
pub(crate) static DESCRIBE: OperationSpec = operation(&COMPUTE, "DescribeThings", true);
pub(crate) static DELETE: OperationSpec = operation(&COMPUTE, "DeleteThing", false);

/// A response with headers.
pub(crate) fn response(status: u16, headers: &[(&str, &str)], body: &str) -> RawResponse {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    let (parts, body) =
        response.body(Bytes::copy_from_slice(body.as_bytes())).unwrap().into_parts();
    RawResponse { status: parts.status, headers: parts.headers, body }
}

/// A structure with every member set, and nothing that does not come back the same.
pub(crate) fn full() -> Thing {
    let inner = Thing { text: Some("inner".to_owned()), ..Thing::default() };
    let tags = [("k", "v"), ("empty", ""), ("a b&=", "ü€😀\"\\\n")];
    Thing {
        text: Some("a \"quoted\" \u{1} <text> & ü€😀".to_owned()),
        flag: Some(true),
        count: Some(i32::MIN),
        big: Some(i64::MIN),
        ratio: Some(-1.5e-300),
        single: Some(0.1),
        data: Some(Bytes::from_static(b"\x00\xff\x10")),
        time: Some(Timestamp::new(1_422_172_800, 250_000_000)),
        date: Some(Timestamp::from_unix(1_422_172_800)),
        document: Some(serde_json::json!({"a": [1, null, "x", 2.5], "b": {}})),
        names: Some(vec!["a".to_owned(), String::new()]),
        things: Some(vec![inner.clone(), Thing::default()]),
        child: Some(Box::new(inner.clone())),
        tags: Some(tags.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect()),
        by_key: Some([("one".to_owned(), inner)].into_iter().collect()),
        choice: Some(Choice::List(vec![Choice::Text("s".to_owned()), Choice::Number(7)])),
        flat: Some(vec!["x".to_owned(), "y".to_owned()]),
        flat_map: Some([("one".to_owned(), 1), ("two".to_owned(), 2)].into_iter().collect()),
        lists: Some(vec![vec![1, 2], vec![], vec![3]]),
    }
}
