//! The headers of a request.

use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderName, HeaderValue};

use super::body::Body;
use super::text::{Place, Texts, texts};
use crate::shape::{Fields, Location, Member, Put};
use crate::wire::Malformed;

/// A header that is ready to be sent.
type Header = (HeaderName, HeaderValue);

/// The content type of the body, and the members that are headers, one for each name. A header of
/// its own goes before one that a map brings along, and any before the body's content type.
///
/// # Errors
///
/// A name or value that cannot be sent.
pub(super) fn all(input: &dyn Fields, body: &Body) -> Result<Vec<Header>, Malformed> {
    let mut headers: Vec<Header> = Vec::new();
    for location in [Location::Header, Location::Headers] {
        for (index, member) in input.schema().members.iter().enumerate() {
            if member.location == location
                && let Some(value) = input.field(index)
            {
                add(&mut headers, member, value).map_err(|error| error.within(member.name))?;
            }
        }
    }
    without_length(&mut headers, input, body)?;
    if let Some(kind) = body.content_type {
        push(&mut headers, (CONTENT_TYPE, HeaderValue::from_static(kind)));
    }
    Ok(headers)
}

fn add(headers: &mut Vec<Header>, member: &Member, value: &dyn Put) -> Result<(), Malformed> {
    match texts(Place::Header, member, value) {
        Texts::One(text) => push(headers, header(member.write, &text)?),
        Texts::Many(texts) => push(headers, header(member.write, &texts.join(","))?),
        Texts::Map(map) => {
            for (key, values) in &map {
                push(headers, header(&format!("{}{key}", member.write), &values.join(","))?);
            }
        }
        Texts::None => {}
    }
    Ok(())
}

fn push(headers: &mut Vec<Header>, header: Header) {
    if headers.iter().all(|(name, _)| *name != header.0) {
        headers.push(header);
    }
}

/// Nothing that ends a line, or that has no one encoding in headers, gets into one.
fn header(name: &str, value: &str) -> Result<Header, Malformed> {
    const NAME: &str = "letters, digits and hyphens for the name of a header";
    const VALUE: &str = "text of printable ASCII characters for a header";
    let name = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| Malformed::expected(NAME, "other characters"))?;
    // Bytes beyond ASCII are let through by HTTP, but not by the signature.
    let value = Some(value).filter(|value| value.is_ascii());
    let value = value.and_then(|value| HeaderValue::from_str(value).ok());
    let value = value.ok_or_else(|| Malformed::expected(VALUE, "other characters"))?;
    Ok((name, value))
}

/// The length of a body that is complete is no choice: the transport states it. One that is wrong
/// would break the connection.
fn without_length(
    headers: &mut Vec<Header>,
    input: &dyn Fields,
    body: &Body,
) -> Result<(), Malformed> {
    let Some(at) = headers.iter().position(|(name, _)| *name == CONTENT_LENGTH) else {
        return Ok(());
    };
    let (_, stated) = headers.remove(at);
    let length = body.bytes.len();
    if stated.as_bytes() == length.to_string().as_bytes() {
        return Ok(());
    }
    let is_length = |member: &&Member| member.write.eq_ignore_ascii_case(CONTENT_LENGTH.as_str());
    let name = input.schema().members.iter().find(is_length).map_or("", |member| member.name);
    let expected = format!("the length of the body, {length}, or nothing");
    Err(Malformed::expected(&expected, "another length").within(name))
}
