//! Character references → the characters.

use std::borrow::Cow;

/// The longest reference, `&` and `;` not counted.
const LONGEST: usize = 10;

const NAMED: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("bull", "•"),
    ("middot", "·"),
    ("times", "×"),
    ("divide", "÷"),
    ("plusmn", "±"),
    ("le", "≤"),
    ("ge", "≥"),
    ("ne", "≠"),
    ("larr", "←"),
    ("rarr", "→"),
    ("deg", "°"),
    ("micro", "µ"),
    ("sect", "§"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("cent", "¢"),
    ("pound", "£"),
    ("euro", "€"),
    ("laquo", "«"),
    ("raquo", "»"),
];

/// What HTML reads the numbers 128 to 159 as, which Unicode has controls for.
const WINDOWS: &[char] = &[
    '€', ' ', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', ' ', 'Ž', ' ', ' ', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', ' ', 'ž', 'Ÿ',
];

/// The text with its references replaced; what is no known reference stays.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut parts = text.split('&');
    let mut decoded = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match reference(part) {
            Some((letters, rest)) => decoded.extend([letters.as_ref(), rest]),
            None => decoded.extend(["&", part]),
        }
    }
    Cow::Owned(decoded)
}

/// The characters of the reference before the first `;`, and what is behind it.
fn reference(part: &str) -> Option<(Cow<'static, str>, &str)> {
    let end = part.bytes().take(LONGEST + 1).position(|byte| byte == b';')?;
    let (name, rest) = (part.get(..end)?, part.get(end + 1..)?);
    if let Some(number) = name.strip_prefix('#') {
        return Some((Cow::Owned(numbered(number)?.to_string()), rest));
    }
    let (_, letters) = NAMED.iter().find(|(known, _)| *known == name)?;
    Some((Cow::Borrowed(letters), rest))
}

fn numbered(number: &str) -> Option<char> {
    let hex = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
    let code = hex.unwrap_or_else(|| number.parse()).ok()?;
    let windows = code.checked_sub(128).and_then(|place| WINDOWS.get(usize::try_from(place).ok()?));
    windows.copied().or_else(|| char::from_u32(code))
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn named_and_numbered_references() {
        let text = "&lt;a&gt; &amp;lt; &#39;&#x27; &#150; &#x2014; &hellip;";
        assert_eq!(decoded(text), "<a> &lt; '' – — …");
    }

    #[test]
    fn what_is_no_reference_stays() {
        for text in ["a & b", "&unknown;", "&#xd800;", "&#;", "&", "&;", "&#99999999999;", "&é;"] {
            assert_eq!(decoded(text), text);
        }
    }
}
