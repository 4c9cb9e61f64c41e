//! A diagnostic and the text of its file → line, column, and what is to be underlined.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use maitred_build::{Diagnostic, Lint, locate};

/// The texts of the files that something is said about, each read once.
#[derive(Default)]
pub(super) struct Texts(RefCell<BTreeMap<String, Option<Rc<str>>>>);

/// Where a problem stands, and how that looks.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// From 1 on.
    pub(super) line: usize,
    /// In characters, from 1 on.
    pub(super) column: usize,
    /// The line, or a part of it where it is long.
    pub(super) shown: String,
    /// How many characters of `shown` stand before what is meant.
    pub(super) before: usize,
    /// How many characters are meant, at least one.
    pub(super) width: usize,
}

impl Texts {
    /// Where a problem stands, if it stands in a file that is text.
    pub(super) fn spot(&self, diagnostic: &Diagnostic) -> Option<Spot> {
        let text = self.text(&diagnostic.file)?;
        spot(&text, range(&text, diagnostic)?)
    }

    fn text(&self, file: &str) -> Option<Rc<str>> {
        if !file.ends_with(".json") {
            return None;
        }
        let mut texts = self.0.borrow_mut();
        let read = || std::fs::read_to_string(file).ok().map(Rc::from);
        texts.entry(file.to_owned()).or_insert_with(read).clone()
    }
}

/// What is meant, in bytes.
fn range(text: &str, diagnostic: &Diagnostic) -> Option<Range<usize>> {
    if let Some((line, column)) = diagnostic.position {
        let (line, column) = (line.max(1) as usize, column.max(1) as usize);
        let before: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let at = (before + column - 1).min(text.len());
        return Some(at..at);
    }
    let mut pointer = diagnostic.pointer.as_str();
    // What is missing has no place; what it is missing from has.
    let span = loop {
        match locate(text, pointer) {
            Some(span) => break span,
            None => pointer = &pointer[..pointer.rfind('/')?],
        }
    };
    if let Some(inside) = in_expression(text, &span.value, diagnostic) {
        return Some(inside);
    }
    let is_about_key = matches!(diagnostic.lint, Some(Lint::UnknownKey | Lint::RepeatedKey));
    let is_scalar = !is_about_key && !text.get(span.value.clone())?.starts_with(['{', '[']);
    match span.key {
        _ if is_scalar => Some(span.value),
        Some(key) => Some(key),
        None => Some(span.value.start..span.value.start + 1),
    }
}

/// The part of the text that an offset into an expression stands for.
fn in_expression(
    text: &str,
    value: &Range<usize>,
    diagnostic: &Diagnostic,
) -> Option<Range<usize>> {
    let excerpt = diagnostic.expression.as_ref()?;
    let raw = text.get(value.clone())?;
    if serde_json::to_string(&excerpt.text).ok()? != raw {
        // It is written with other escapes.
        return None;
    }
    let escaped = |part: &str| serde_json::to_string(part).map_or(0, |text| text.len() - 2);
    let before = excerpt.text.get(..excerpt.offset)?;
    let rest = excerpt.text.get(excerpt.offset..)?;
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    let end = rest.find(|letter| !is_name(letter)).unwrap_or(rest.len());
    let start = value.start + 1 + escaped(before);
    Some(start..start + escaped(rest.get(..end)?))
}

/// A line longer than this is cut.
const LONGEST: usize = 100;

fn spot(text: &str, range: Range<usize>) -> Option<Spot> {
    let before = text.get(..range.start)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line: Vec<char> = text.get(start..)?.lines().next().unwrap_or_default().chars().collect();
    let column = text.get(start..range.start)?.chars().count();
    let width = text.get(range).map_or(1, |text| text.lines().next().unwrap_or("").chars().count());
    let (first, shown) = window(&line, column);
    let mark = usize::from(first > 0);
    let room = shown.chars().count().saturating_sub(column - first + mark).max(1);
    Some(Spot {
        line: before.matches('\n').count() + 1,
        column: column + 1,
        before: column - first + mark,
        width: width.clamp(1, room),
        shown,
    })
}

/// The part of a line around a column: its first character, and the text with a mark where it is
/// cut.
fn window(line: &[char], column: usize) -> (usize, String) {
    let first = if line.len() <= LONGEST { 0 } else { column.saturating_sub(LONGEST / 2) };
    let last = line.len().min(first + LONGEST);
    let part: String = line.get(first..last).unwrap_or_default().iter().collect();
    let (cut, end) = (if first > 0 { "…" } else { "" }, if last < line.len() { "…" } else { "" });
    (first, format!("{cut}{}{end}", visible(&part)))
}

/// Characters that would move or hide others on a terminal become dots.
pub(super) fn visible(text: &str) -> String {
    let hides = |letter: char| {
        letter.is_control() && letter != '\n'
            || ('\u{200b}'..='\u{200f}').contains(&letter)
            || ('\u{2028}'..='\u{202e}').contains(&letter)
            || ('\u{2060}'..='\u{206f}').contains(&letter)
            || letter == '\u{feff}'
    };
    let shown = |letter| match letter {
        '\t' => ' ',
        letter if hides(letter) => '·',
        letter => letter,
    };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn underlined(text: &str, range: Range<usize>) -> (usize, usize, String) {
        let spot = spot(text, range).unwrap_or_else(|| panic!("no spot"));
        let part: String = spot.shown.chars().skip(spot.before).take(spot.width).collect();
        (spot.line, spot.column, part)
    }

    #[test]
    fn what_is_meant_is_underlined() {
        let text = "{\n  \"é\": \"abc\"\n}";
        let at = text.find("abc").unwrap_or_default();
        assert_eq!(underlined(text, at..at + 3), (2, 9, "abc".to_owned()));
        assert_eq!(underlined(text, 0..text.len()), (1, 1, "{".to_owned()));
    }

    #[test]
    fn a_long_line_is_cut_around_it() {
        let text = format!("{}needle{}", "a".repeat(3000), "b".repeat(3000));
        assert_eq!(underlined(&text, 3000..3006), (1, 3001, "needle".to_owned()));
        let shown = spot(&text, 3000..3006).map(|spot| spot.shown).unwrap_or_default();
        assert!(shown.starts_with("…a") && shown.ends_with("b…"), "{shown}");
        assert_eq!(shown.chars().count(), LONGEST + 2);
    }

    #[test]
    fn nothing_in_a_file_moves_the_cursor() {
        assert_eq!(visible("a\u{1b}[31m\tb\u{202e}"), "a·[31m b·");
    }

    #[test]
    fn the_end_of_a_text_has_a_spot() {
        assert_eq!(underlined("{", 1..1), (1, 2, String::new()));
    }
}
