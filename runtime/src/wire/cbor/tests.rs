mod hostile;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::half::widen;
use super::{CborWriter, read_error, read_structure};
use crate::shape::{Map, StructureFields, Timestamp, Value};
use crate::wire::testing::{Choice, Exception, Thing, full};
use crate::wire::{Malformed, Writer};

const NULL: &[u8] = b"\xf6";

/// The first byte or bytes of an item, as short as they can be.
pub(crate) fn head(major: u8, value: u64) -> Vec<u8> {
    let major = major << 5;
    let bytes = value.to_be_bytes();
    match value {
        0..24 => vec![major | value as u8],
        24..0x100 => [&[major | 24], &bytes[7..]].concat(),
        0x100..0x1_0000 => [&[major | 25], &bytes[6..]].concat(),
        0x1_0000..0x1_0000_0000 => [&[major | 26], &bytes[4..]].concat(),
        _ => [&[major | 27], &bytes[..]].concat(),
    }
}

pub(crate) fn text(text: &str) -> Vec<u8> {
    [head(3, text.len() as u64).as_slice(), text.as_bytes()].concat()
}

fn bytes(bytes: &[u8]) -> Vec<u8> {
    [head(2, bytes.len() as u64).as_slice(), bytes].concat()
}

fn list(elements: &[&[u8]]) -> Vec<u8> {
    [head(4, elements.len() as u64), elements.concat()].concat()
}

/// A map with these entries.
pub(crate) fn map(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let entries = entries.iter().flat_map(|(key, value)| [text(key), value.to_vec()].concat());
    [head(5, entries.clone().count() as u64 * 0), Vec::new()].concat();
    entries.collect()
}
