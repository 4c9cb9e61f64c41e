//! What the text formats have in common: bytes as base64, numbers that JSON has no literals for.
//!
//! No error here repeats the text that it is about: it may be a secret.

use std::borrow::Cow;

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;

use super::Malformed;

const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);

/// Writes padding; reads with and without.
const BASE64: GeneralPurpose = GeneralPurpose::new(&STANDARD, LENIENT);

/// Bytes from base64. White space, as in wrapped lines, is passed over.
pub(super) fn decode_blob(text: &str) -> Result<Bytes, Malformed> {
    let text = without_space(text);
    match BASE64.decode(text.as_bytes()) {
        Ok(bytes) => Ok(Bytes::from(bytes)),
        Err(_) => Err(Malformed::expected("base64", "text that is none")),
    }
}

/// Bytes to base64.
pub(super) fn encode_blob(bytes: &[u8]) -> String {
    BASE64.encode(bytes)
}

/// The three numbers that are text in every protocol.
pub(super) fn special_float(text: &str) -> Option<f64> {
    match text {
        "NaN" => Some(f64::NAN),
        "Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        _ => None,
    }
}

/// An integer that is written as a number with a point: `5.0`.
pub(super) fn integral(value: f64) -> Result<i64, Malformed> {
    // 2^63, which is the first float above the range.
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if value.fract() != 0.0 {
        return Err(Malformed::expected("an integer", "a number with a fraction"));
    }
    // Below the range an integer may come as a float too, rounded to its edge.
    if value <= -LIMIT || value >= LIMIT {
        return Err(too_large());
    }
    Ok(value as i64)
}

/// An error about an integer, or a count of seconds.
pub(super) fn too_large() -> Malformed {
    Malformed::new("the number does not fit 64 bits")
}

/// The text of a number that is not finite.
pub(super) fn special_text(value: f64) -> Option<&'static str> {
    match value {
        _ if value.is_finite() => None,
        _ if value.is_nan() => Some("NaN"),
        _ if value > 0.0 => Some("Infinity"),
        _ => Some("-Infinity"),
    }
}

fn without_space(text: &str) -> Cow<'_, str> {
    if text.contains(|part: char| part.is_ascii_whitespace()) {
        return Cow::Owned(text.split_ascii_whitespace().collect());
    }
    Cow::Borrowed(text)
}
