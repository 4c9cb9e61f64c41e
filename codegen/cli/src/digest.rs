//! SHA-256 in the form in which it is written down: 64 lower-case hexadecimal digits.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::error::{Error, Result};

/// The SHA-256 of `bytes`.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// A SHA-256 that somebody typed, in the form that [`sha256`] gives.
pub(crate) fn parse(text: &str) -> Result<String> {
    let hash = text.trim().to_ascii_lowercase();
    let fits = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    if fits { Ok(hash) } else { Err(Error::BadHash(text.to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_value() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(sha256(b""), empty);
        assert_eq!(parse(&empty.to_uppercase()).unwrap(), empty);
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "abc", &"g".repeat(64), &"a".repeat(65)] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
