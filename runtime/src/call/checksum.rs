//! The checksum of a request's body, where the definition speaks of one.
//!
//! It is always a header: a body is complete before it is sent, so that no trailer is needed.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::header::HeaderName;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};

use super::crc::{CRC32, CRC32C, CRC64_NVME};
use super::sign::ascii;
use super::{ChecksumSpec, OperationSpec};
use crate::shape::{Fields, Location, Member};
use crate::wire::EncodedRequest;

const PREFIX: &str = "x-amz-checksum-";

/// What computes a digest of bytes.
type Digester = fn(&[u8]) -> Vec<u8>;

/// The algorithms, by their names in definitions; the first is the default.
const ALGORITHMS: [(&str, Digester); 6] = [
    ("CRC32", |bytes| CRC32.digest(bytes)),
    ("CRC32C", |bytes| CRC32C.digest(bytes)),
    ("CRC64NVME", |bytes| CRC64_NVME.digest(bytes)),
    ("SHA1", |bytes| Sha1::digest(bytes).to_vec()),
    ("SHA256", |bytes| Sha256::digest(bytes).to_vec()),
    ("SHA512", |bytes| Sha512::digest(bytes).to_vec()),
];

/// Adds the checksum, unless a member of the input is one already. Without `when_supported` only
/// where the service refuses a request that has none, or the caller names an algorithm.
///
/// # Errors
///
/// The caller names an algorithm that is none of ours.
pub(super) fn add(
    operation: &OperationSpec,
    input: &dyn Fields,
    request: &mut EncodedRequest,
    when_supported: bool,
) -> Result<(), String> {
    let Some(spec) = &operation.checksum else { return Ok(()) };
    if request.headers.iter().any(|(name, _)| is_checksum(name)) {
        return Ok(());
    }
    let member = algorithm_member(spec, input);
    match member.and_then(|member| stated(request, member)) {
        Some(name) => add_digest(request, algorithm(&name, member)?),
        None if spec.required || (member.is_some() && when_supported) => {
            add_default(request, member);
        }
        None => {}
    }
    Ok(())
}

/// Is this the header of a checksum, whatever the algorithm? It may be one that is unknown here.
fn is_checksum(name: &HeaderName) -> bool {
    let algorithm = name.as_str().strip_prefix(PREFIX);
    algorithm.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

fn algorithm_member(spec: &ChecksumSpec, input: &dyn Fields) -> Option<&'static Member> {
    let name = spec.algorithm_member?;
    let mut members = input.schema().members.iter();
    members.find(|member| member.name == name && member.location == Location::Header)
}

/// The algorithm that the caller wants, as it stands in the request.
fn stated(request: &EncodedRequest, member: &Member) -> Option<String> {
    let (_, value) = request
        .headers
        .iter()
        .find(|(name, _)| name.as_str().eq_ignore_ascii_case(member.write))?;
    value.to_str().ok().map(str::to_owned)
}

fn algorithm(
    wanted: &str,
    member: Option<&Member>,
) -> Result<&'static (&'static str, Digester), String> {
    let known = ALGORITHMS.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
    known.ok_or_else(|| {
        let names: Vec<&str> = ALGORITHMS.iter().map(|(name, _)| *name).collect();
        let member = member.map_or("", |member| member.name);
        format!(
            "{member}: no checksum is computed with this algorithm: expected one of {}, \
             or the member with the checksum set by hand",
            names.join(", ")
        )
    })
}

fn add_default(request: &mut EncodedRequest, member: Option<&Member>) {
    let [default, ..] = &ALGORITHMS;
    add_digest(request, default);
    let name = member.and_then(|member| HeaderName::try_from(member.write).ok());
    request.headers.extend(name.map(|name| (name, ascii(default.0))));
}

fn add_digest(request: &mut EncodedRequest, (name, digest): &(&str, Digester)) {
    let value = ascii(&BASE64_STANDARD.encode(digest(&request.body)));
    // The names above are such that the header's is one.
    let name = HeaderName::try_from(format!("{PREFIX}{}", name.to_ascii_lowercase()));
    request.headers.extend(name.ok().map(|name| (name, value)));
}

#[cfg(test)]
mod tests;
