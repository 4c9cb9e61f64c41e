//! A word of text → Markdown that shows just that word.

/// The characters that are escaped wherever they stand.
const ALWAYS: &str = "\\`*[]<>&~|$";

/// A line of plain prose.
pub(in crate::lower) fn line(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(escaped).collect();
    at_start(words.join(" "))
}

/// A word, its addresses of the web as links.
pub(super) fn linked(word: &str) -> String {
    let Some((before, address, after)) = address(word) else { return escaped(word) };
    format!("{}<{address}>{}", escaped(before), escaped(after))
}

/// A word, without links.
pub(super) fn escaped(word: &str) -> String {
    let letters: Vec<char> = word.chars().filter(|letter| !is_invisible(*letter)).collect();
    let mut safe = String::with_capacity(word.len());
    for (place, letter) in letters.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|place| letters.get(place));
        if needs_escape(*letter, before, letters.get(place + 1..).unwrap_or_default()) {
            safe.push('\\');
        }
        safe.push(*letter);
    }
    safe
}

/// An underscore within a word means nothing; `--` would become a dash, and `://` a bare address,
/// which rustdoc warns of.
fn needs_escape(letter: char, before: Option<&char>, after: &[char]) -> bool {
    let is_of_word = |letter: Option<&char>| letter.is_some_and(|letter| letter.is_alphanumeric());
    match letter {
        '_' => !is_of_word(before) || !is_of_word(after.first()),
        '-' => after.first() == Some(&'-'),
        ':' => after.starts_with(&['/', '/']),
        _ => ALWAYS.contains(letter),
    }
}

/// A line whose beginning cannot be taken for a heading, a list or a quote.
pub(super) fn at_start(line: String) -> String {
    if line.starts_with(['#', '+', '-', '=', ':']) {
        return format!("\\{line}");
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.split_at_checked(digits) {
        Some((number, rest)) if digits > 0 && rest.starts_with(['.', ')']) => {
            format!("{number}\\{rest}")
        }
        _ => line,
    }
}

/// The address in a word that is whole: what stands beside it is no part of it, such as a
/// placeholder would be.
fn address(word: &str) -> Option<(&str, &str, &str)> {
    let start = ["https://", "http://"].iter().find_map(|scheme| word.find(scheme))?;
    let (before, rest) = word.split_at_checked(start)?;
    let end = rest.find(|letter| !is_of_address(letter)).unwrap_or(rest.len());
    let address = rest.get(..end)?.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
    let after = rest.get(address.len()..)?;
    let (_, host) = address.split_once("//")?;
    let is_whole = after.chars().all(|letter| ".,;:!?'\")]".contains(letter));
    let is_address = host.starts_with(|letter: char| letter.is_ascii_alphanumeric())
        && host.split('/').next().is_some_and(|host| host.contains('.'));
    (is_whole && is_address).then_some((before, address, after))
}

fn is_of_address(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-._~:/?#@!,;='%+".contains(letter)
}

/// The destination of a link, if it is one on the web. What could end it is percent-encoded.
pub(super) fn destination(href: &str) -> Option<String> {
    const LONGEST: usize = 2048;
    let href = href.trim();
    let scheme = href.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    if href.len() > LONGEST || !matches!(scheme.as_deref(), Some("http" | "https")) {
        return None;
    }
    let mut safe = String::with_capacity(href.len());
    for letter in href.chars().filter(|letter| !is_invisible(*letter)) {
        match letter {
            '&' => safe.push_str("&amp;"),
            _ if is_of_address(letter) || letter == '$' => safe.push(letter),
            _ => {
                let mut bytes = [0; 4];
                let bytes = letter.encode_utf8(&mut bytes).bytes();
                safe.extend(bytes.map(|byte| format!("%{byte:02X}")));
            }
        }
    }
    Some(safe)
}

/// Controls, and the marks that change the order or the width of the text around them: rustc refuses
/// some of them in comments.
pub(in crate::lower) fn is_invisible(letter: char) -> bool {
    let marks = ['\u{61c}', '\u{2028}', '\u{2029}', '\u{feff}'];
    let ranges = ['\u{200b}'..='\u{200f}', '\u{202a}'..='\u{202e}', '\u{2060}'..='\u{206f}'];
    letter.is_control()
        || marks.contains(&letter)
        || ranges.iter().any(|range| range.contains(&letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_a_meaning_is_escaped() {
        assert_eq!(escaped("snake_case"), "snake_case");
        assert_eq!(escaped("_a_"), "\\_a\\_");
        assert_eq!(escaped("a*b`c<d>[e]&f"), "a\\*b\\`c\\<d\\>\\[e\\]\\&f");
        assert_eq!(escaped("--cli-input"), "\\--cli-input");
        assert_eq!(escaped("a\u{0}\u{202e}b\u{feff}"), "ab");
    }

    #[test]
    fn nothing_begins_a_block() {
        for text in ["# a", "- a", "+ a", "=== a", "1. a", "12) a", ": a"] {
            assert_eq!(line(text).replacen('\\', "", 1), text);
            assert!(line(text).contains('\\'), "{text}");
        }
        assert_eq!(line("1.5 GB"), "1\\.5 GB");
        assert_eq!(line("10 GB"), "10 GB");
    }

    #[test]
    fn whole_addresses_become_links() {
        assert_eq!(linked("(https://a.b/c_d),"), "(<https://a.b/c_d>),");
        assert_eq!(linked("https://a.b/c."), "<https://a.b/c>.");
        for text in ["https://a.{x}.b", "https://", "http://localhost", "https://<a>.b"] {
            assert!(linked(text).contains("\\://"), "{text}");
        }
    }

    #[test]
    fn destinations_are_of_the_web_and_cannot_end_early() {
        assert_eq!(destination("https://a.b/c?d=e&f").unwrap(), "https://a.b/c?d=e&amp;f");
        assert_eq!(destination(" HTTP://a/(b) \\é`").unwrap(), "HTTP://a/%28b%29%20%5C%C3%A9%60");
        for href in ["javascript:evil", "/a", "mailto:a@b.c", "", "x", "ftp://a"] {
            assert_eq!(destination(href), None, "{href}");
        }
        assert_eq!(destination(&format!("https://{}", "a".repeat(3000))), None);
    }
}
