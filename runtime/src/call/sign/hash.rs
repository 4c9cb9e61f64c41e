//! The hash functions of signatures.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// A keyed hash.
pub(super) fn hmac_sha256(key: &[u8], text: &[u8]) -> [u8; 32] {
    // A key of any length is one.
    Hmac::<Sha256>::new_from_slice(key)
        .map(|mac| mac.chain_update(text).finalize().into_bytes().into())
        .unwrap_or_default()
}

/// The hash of a body or text, as signatures have it.
pub(super) fn hex_sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Two lower-case digits for each byte.
pub(super) fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}
