//! A response to an output, or to a modelled error.

mod list;
mod prefixed;
mod reader;

use std::borrow::Cow;

use http::HeaderMap;

use self::prefixed::Prefixed;
use self::reader::HeaderReader;
use super::{Documents, payload};
use crate::call::OperationSpec;
use crate::shape::{Location, Member, Slot, Structure};
use crate::wire::{Malformed, RawResponse};

/// Reads an output: its members from headers, status and body. An empty body sets nothing.
///
/// # Errors
///
/// A header or the body is not what the definition says; the text names the member.
pub(crate) fn decode(
    documents: &dyn Documents,
    operation: &OperationSpec,
    response: &RawResponse,
    output: &mut dyn Structure,
) -> Result<(), Malformed> {
    head(response, output)?;
    let body_is_empty = response.body.trim_ascii().is_empty();
    match output.schema().payload {
        Some(index) => whole(documents, Some(operation), response, output, index),
        None if body_is_empty => Ok(()),
        None => documents.read_members(operation, response, output),
    }
}

/// Reads the members of a modelled error from headers, status and body.
///
/// # Errors
///
/// As of [`decode`].
pub(crate) fn decode_error(
    documents: &dyn Documents,
    response: &RawResponse,
    error: &mut dyn Structure,
) -> Result<(), Malformed> {
    head(response, error)?;
    let body = response.body.trim_ascii();
    match error.schema().payload {
        Some(index) => whole(documents, None, response, error, index),
        None if body.is_empty() => Ok(()),
        None => documents.read_error_members(body, error),
    }
}

/// Reads the body into the payload's slot. An empty one leaves it unset, whatever its type.
fn whole(
    documents: &dyn Documents,
    operation: Option<&OperationSpec>,
    response: &RawResponse,
    target: &mut dyn Structure,
    index: usize,
) -> Result<(), Malformed> {
    let schema = target.schema();
    let (Some(member), Some(slot)) = (schema.members.get(index), target.member_mut(index)) else {
        return Ok(());
    };
    if response.body.is_empty() {
        return Ok(());
    }
    let is_bare = payload::read(documents, &response.body, member, slot)
        .map_err(|error| error.within(member.name))?;
    match operation {
        Some(operation) if is_bare => documents.check_empty_payload(operation, response),
        _ => Ok(()),
    }
}

/// Reads what does not stand in the body.
fn head(response: &RawResponse, target: &mut dyn Structure) -> Result<(), Malformed> {
    let schema = target.schema();
    for (index, member) in schema.members.iter().enumerate() {
        if !matches!(member.location, Location::Header | Location::Headers | Location::Status) {
            continue;
        }
        let Some(slot) = target.member_mut(index) else { continue };
        read_member(response, member, slot).map_err(|error| error.within(member.name))?;
    }
    Ok(())
}

fn read_member(
    response: &RawResponse,
    member: &Member,
    slot: &mut dyn Slot,
) -> Result<(), Malformed> {
    match member.location {
        Location::Headers => slot.read(&mut Prefixed::new(&response.headers, member.read), member),
        Location::Status => {
            slot.read(&mut HeaderReader::new(response.status.as_str(), false), member)
        }
        _ => read_header(&response.headers, member, slot),
    }
}

fn read_header(headers: &HeaderMap, member: &Member, slot: &mut dyn Slot) -> Result<(), Malformed> {
    let at = |error: Malformed| error.at(format!("header {}", member.read));
    match value(headers, member.read).map_err(at)? {
        Some(text) => {
            slot.read(&mut HeaderReader::new(&text, member.is_json_text()), member).map_err(at)
        }
        None => Ok(()),
    }
}

/// The value of a header, without white space around it; those of one that is sent several times
/// make one list, as HTTP has it.
fn value<'h>(headers: &'h HeaderMap, name: &str) -> Result<Option<Cow<'h, str>>, Malformed> {
    let mut whole: Option<Cow<'h, str>> = None;
    for value in headers.get_all(name) {
        let text = str::from_utf8(value.as_bytes())
            .map_err(|_| Malformed::expected("text", "bytes that are not UTF-8"))?
            .trim();
        whole = Some(match whole {
            Some(before) => Cow::Owned(format!("{before}, {text}")),
            None => Cow::Borrowed(text),
        });
    }
    Ok(whole)
}
