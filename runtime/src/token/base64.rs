//! Base64 as Python's `base64.b64decode` reads it: what is not of the alphabet is skipped, and
//! what follows complete padding is not looked at.

use base64::Engine;
use base64::alphabet::STANDARD as ALPHABET;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};

/// Data without its padding; bits beyond the last byte are ignored, as Python ignores them.
static BARE: GeneralPurpose = GeneralPurpose::new(
    &ALPHABET,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::RequireNone),
);

/// Standard alphabet, padded.
pub(crate) fn encode(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// The bytes, or `None` where padding is missing or a lone character is left.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    BARE.decode(data(text)?).ok()
}

/// The characters that carry data, if they form whole groups.
fn data(text: &str) -> Option<Vec<u8>> {
    let mut data = Vec::with_capacity(text.len());
    let mut pads = 0;
    for byte in text.bytes() {
        if byte == b'=' {
            pads += 1;
            // A group of two or three characters is complete with its padding, and ends the text.
            if data.len() % 4 >= 2 && data.len() % 4 + pads >= 4 {
                return Some(data);
            }
        } else if is_data(byte) {
            pads = 0;
            data.push(byte);
        }
    }
    data.len().is_multiple_of(4).then_some(data)
}

fn is_data(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/'
}
