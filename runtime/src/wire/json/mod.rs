//! JSON bodies to values, and values to JSON bodies.
//!
//! The reader stands on serde_json's deserializer, which checks the grammar, keeps the recursion
//! limit, and lends text from the body where there is nothing to unescape.

mod reader;
#[cfg(test)]
mod tests;
mod visitor;
mod writer;

pub(crate) use writer::JsonWriter;

use std::str::Utf8Error;

use self::reader::JsonReader;
use super::lookup::Names;
use super::{Malformed, Reader};
use crate::shape::{Structure, read_into};

/// Reads a body that is one value, by whatever `read` does with it.
///
/// # Errors
///
/// The body is no JSON, or something follows the value; or what `read` returns.
pub(crate) fn with_reader(
    body: &[u8],
    read: &mut dyn FnMut(&mut dyn Reader) -> Result<(), Malformed>,
) -> Result<(), Malformed> {
    with_names(body, Names::Exact, read)
}

/// Reads a body that is an object into a structure.
///
/// # Errors
///
/// As of [`with_reader`]; or the body is not an object, or a member has another type than the
/// definition says.
pub(crate) fn read_structure(body: &[u8], target: &mut dyn Structure) -> Result<(), Malformed> {
    with_reader(body, &mut |reader| read_object(reader, target))
}

/// Reads the body of an error response: as [`read_structure`], with any spelling of `message`.
pub(crate) fn read_error(body: &[u8], target: &mut dyn Structure) -> Result<(), Malformed> {
    with_names(body, Names::OfError, &mut |reader| read_object(reader, target))
}

/// As [`read_structure`], for the body of a REST response: members that stand elsewhere in the
/// response are not looked for.
///
/// # Errors
///
/// As of [`read_structure`].
pub(crate) fn read_structure_body(
    body: &[u8],
    target: &mut dyn Structure,
) -> Result<(), Malformed> {
    with_names(body, Names::OfBody, &mut |reader| read_object(reader, target))
}

/// As [`read_error`], for the body of a REST response.
///
/// # Errors
///
/// As of [`read_structure`].
pub(crate) fn read_error_body(body: &[u8], target: &mut dyn Structure) -> Result<(), Malformed> {
    with_names(body, Names::OfErrorBody, &mut |reader| read_object(reader, target))
}

fn read_object(reader: &mut dyn Reader, target: &mut dyn Structure) -> Result<(), Malformed> {
    match read_into(reader, target)? {
        true => Ok(()),
        false => Err(Malformed::expected("an object", "null")),
    }
}

fn with_names(
    body: &[u8],
    names: Names,
    read: &mut dyn FnMut(&mut dyn Reader) -> Result<(), Malformed>,
) -> Result<(), Malformed> {
    // Checked at once, which is faster than text by text.
    let body = str::from_utf8(body).map_err(not_utf8)?;
    let mut deserializer = serde_json::Deserializer::from_str(body);
    let mut reader = JsonReader::new(&mut deserializer, names);
    read(&mut reader)?;
    reader.skip().map_err(reader::not_json)?;
    deserializer.end().map_err(reader::not_json)
}

fn not_utf8(error: Utf8Error) -> Malformed {
    let place = format!("byte {}", error.valid_up_to());
    Malformed::new("invalid JSON: the text is not UTF-8").at(place)
}
