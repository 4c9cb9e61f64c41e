//! Bodies for tests, made of their items by hand.

/// The first byte or bytes of an item, as short as they can be.
pub(super) fn head(major: u8, value: u64) -> Vec<u8> {
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

pub(super) fn text(text: &str) -> Vec<u8> {
    [head(3, text.len() as u64).as_slice(), text.as_bytes()].concat()
}

pub(super) fn blob(bytes: &[u8]) -> Vec<u8> {
    [head(2, bytes.len() as u64).as_slice(), bytes].concat()
}

pub(super) fn list(elements: &[&[u8]]) -> Vec<u8> {
    [head(4, elements.len() as u64), elements.concat()].concat()
}

pub(super) fn map(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let entry = |(key, value): &(&str, &[u8])| [text(key).as_slice(), value].concat();
    let entries_bytes: Vec<u8> = entries.iter().flat_map(entry).collect();
    [head(5, entries.len() as u64), entries_bytes].concat()
}

/// A map with one entry.
pub(super) fn one(key: &str, value: impl AsRef<[u8]>) -> Vec<u8> {
    map(&[(key, value.as_ref())])
}

/// The same, without its length before it.
pub(super) fn one_indefinite(key: &str, value: impl AsRef<[u8]>) -> Vec<u8> {
    [b"\xbf", text(key).as_slice(), value.as_ref(), b"\xff"].concat()
}
