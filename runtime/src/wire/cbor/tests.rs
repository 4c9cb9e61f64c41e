mod build;
mod hostile;
mod items;
mod written;

use super::{CborWriter, read_structure};
use crate::shape::StructureFields;
use crate::wire::testing::{Thing, full};
use crate::wire::{Malformed, Writer};

fn read(body: impl AsRef<[u8]>) -> Result<Thing, Malformed> {
    let mut thing = Thing::default();
    read_structure(body.as_ref(), &mut thing).map(|()| thing)
}

fn good(body: impl AsRef<[u8]>) -> Thing {
    read(body.as_ref()).unwrap_or_else(|error| panic!("{:02x?}: {error}", body.as_ref()))
}

/// The text of the error, its path and position included.
fn bad(body: impl AsRef<[u8]>) -> String {
    match read(body.as_ref()) {
        Ok(thing) => panic!("{:02x?}: read {thing:?}", body.as_ref()),
        Err(error) => error.to_string(),
    }
}

fn written(thing: &Thing) -> Vec<u8> {
    let mut writer = CborWriter::default();
    writer.structure(&StructureFields(thing));
    writer.finish()
}

/// Everything but a document, which CBOR does not have.
fn whole() -> Thing {
    Thing { document: None, ..full() }
}

/// What `whole()` reads back from: the writer uses other names than the reader.
fn whole_body() -> Vec<u8> {
    let mut body = written(&whole());
    let names = [
        "Text", "Flag", "Count", "Big", "Ratio", "Single", "Data", "Time", "Date", "Child", "Tags",
        "Choice", "Flat", "Lists",
    ];
    for name in names {
        body = renamed(&body, name, &name.to_lowercase());
    }
    for (from, to) in
        [("Name", "nameSet"), ("Thing", "thingSet"), ("ByKey", "byKey"), ("FlatMap", "flatMap")]
    {
        body = renamed(&body, from, to);
    }
    body
}

/// The body with one text for another, wherever it stands.
fn renamed(body: &[u8], from: &str, to: &str) -> Vec<u8> {
    let (from, to) = (build::text(from), build::text(to));
    let mut renamed = Vec::new();
    let mut rest = body;
    while let Some((first, after)) = rest.split_first() {
        if let Some(after) = rest.strip_prefix(from.as_slice()) {
            renamed.extend_from_slice(&to);
            rest = after;
        } else {
            renamed.push(*first);
            rest = after;
        }
    }
    renamed
}

#[test]
fn everything_comes_back_as_it_was_written() {
    assert_eq!(good(whole_body()), whole());
}

#[test]
fn nothing_is_an_empty_map() {
    assert_eq!(written(&Thing::default()), b"\xa0");
    assert_eq!(good(b"\xa0"), Thing::default());
    assert_eq!(good(b"\xbf\xff"), Thing::default());
}
