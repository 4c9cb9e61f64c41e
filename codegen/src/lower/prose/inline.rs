//! Text, code, emphasis and links of one paragraph → its line of Markdown.
//!
//! Markdown reads `*` as emphasis only where it touches the words that it is about, so that space
//! inside an element goes outside; an emphasis that Markdown would not read is left out.

use super::escape::{at_start, escaped, linked};
use crate::lower::docs::code;

/// What an element does to the text in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    Emphasis,
    Strong,
    /// To a destination that needs no more escaping.
    Link(String),
}

impl Mark {
    fn is_link(&self) -> bool {
        matches!(self, Mark::Link(_))
    }

    fn is_like(&self, other: &Mark) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    fn delimiter(&self) -> &'static str {
        if *self == Mark::Strong { "**" } else { "*" }
    }
}

/// A part of the line. Delimiters come in pairs and do not nest.
#[derive(Debug)]
enum Chunk {
    Source(String),
    Delimiter(&'static str),
}

/// A paragraph under way.
#[derive(Debug, Default)]
pub(super) struct Inline {
    chunks: Vec<Chunk>,
    /// The elements that the text is in; those from `written` on have no text yet.
    open: Vec<Mark>,
    written: usize,
    /// The text of a code element under way.
    code: Option<String>,
    space: bool,
}

impl Inline {
    /// Text, its references decoded. White space separates words and is nothing else.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            return code.push_str(text);
        }
        self.space |= text.starts_with(char::is_whitespace);
        // The space before the end of an element is no space before the full stop behind it.
        self.space &= !text.starts_with(['.', ',', ';', ':', ')']);
        for word in text.split_whitespace() {
            let is_link = self.open.iter().any(Mark::is_link);
            let word = if is_link { escaped(word) } else { linked(word) };
            self.word(word);
            self.space = true;
        }
        if !text.trim().is_empty() {
            self.space = text.ends_with(char::is_whitespace);
        }
    }

    /// An element begins. Links do not nest, nor does emphasis; code has none.
    pub(super) fn open(&mut self, mark: Mark) {
        if self.code.is_some() && !mark.is_link() {
            return;
        }
        let is_in = self.open.iter().any(|open| open.is_link() == mark.is_link());
        if is_in {
            return;
        }
        let code = self.code.take();
        let resumes = code.is_some();
        self.code_text(code);
        self.open.push(mark);
        self.code = resumes.then(String::new);
    }

    /// The nearest such element ends, and those in it.
    pub(super) fn close(&mut self, mark: &Mark) {
        let is_open = self.open.iter().any(|open| open.is_like(mark));
        if !is_open || (self.code.is_some() && !mark.is_link()) {
            return;
        }
        let code = self.code.take();
        let resumes = code.is_some();
        self.code_text(code);
        while let Some(open) = self.open.pop() {
            self.end(&open);
            if open.is_like(mark) {
                break;
            }
        }
        self.code = resumes.then(String::new);
    }

    pub(super) fn open_code(&mut self) {
        self.code.get_or_insert_default();
    }

    pub(super) fn close_code(&mut self) {
        let code = self.code.take();
        self.code_text(code);
    }

    /// The line. Nothing is left of the paragraph.
    pub(super) fn finish(&mut self) -> Option<String> {
        self.close_code();
        while let Some(open) = self.open.pop() {
            self.end(&open);
        }
        let chunks = std::mem::take(self).chunks;
        let line = joined(&chunks);
        (!line.is_empty()).then(|| at_start(line))
    }

    fn code_text(&mut self, text: Option<String>) {
        let Some(text) = text.filter(|text| !text.is_empty()) else { return };
        let words: Vec<&str> = text.split_whitespace().collect();
        let touches =
            matches!(self.chunks.last(), Some(Chunk::Source(last)) if last.ends_with('`'));
        self.space |= touches || text.starts_with(char::is_whitespace);
        if !words.is_empty() {
            self.word(code(&words.join(" ")));
            self.space = text.ends_with(char::is_whitespace);
        }
    }

    /// Writes the space before a word, the elements that begin with it, and the word.
    fn word(&mut self, word: String) {
        if word.is_empty() {
            return;
        }
        if std::mem::take(&mut self.space) && !self.chunks.is_empty() {
            self.chunks.push(Chunk::Source(" ".to_owned()));
        }
        for mark in self.open.iter().skip(self.written) {
            self.chunks.push(match mark {
                Mark::Link(_) => Chunk::Source("[".to_owned()),
                mark => Chunk::Delimiter(mark.delimiter()),
            });
        }
        self.written = self.open.len();
        self.chunks.push(Chunk::Source(word));
    }

    /// Ends an element that is no longer open; one without text leaves nothing.
    fn end(&mut self, mark: &Mark) {
        if self.written <= self.open.len() {
            return;
        }
        self.written = self.open.len();
        self.chunks.push(match mark {
            Mark::Link(to) => Chunk::Source(format!("]({to})")),
            mark => Chunk::Delimiter(mark.delimiter()),
        });
    }
}

/// The chunks as text, without the pairs of delimiters that Markdown would show.
fn joined(chunks: &[Chunk]) -> String {
    let mut line = String::new();
    let mut is_kept = None;
    for (place, chunk) in chunks.iter().enumerate() {
        match (chunk, is_kept) {
            (Chunk::Source(text), _) => line.push_str(text),
            (Chunk::Delimiter(delimiter), None) => {
                let keep = is_read(chunks, place, line.chars().next_back());
                line.push_str(if keep { delimiter } else { "" });
                is_kept = Some(keep);
            }
            (Chunk::Delimiter(delimiter), Some(keep)) => {
                line.push_str(if keep { delimiter } else { "" });
                is_kept = None;
            }
        }
    }
    line
}

/// Does Markdown read the pair whose first delimiter stands here as one?
fn is_read(chunks: &[Chunk], place: usize, before: Option<char>) -> bool {
    let rest = chunks.get(place + 1..).unwrap_or_default();
    let length = rest.iter().position(|chunk| matches!(chunk, Chunk::Delimiter(_)));
    let (inner, behind) = rest.split_at_checked(length.unwrap_or(rest.len())).unwrap_or_default();
    let first = inner.iter().find_map(|chunk| source(chunk).chars().next());
    let last = inner.iter().rev().find_map(|chunk| source(chunk).chars().next_back());
    let after = behind.get(1).map_or(Some(' '), |chunk| source(chunk).chars().next());
    flanks(before, first) && flanks(after, last) && before != Some('*')
}

fn source(chunk: &Chunk) -> &str {
    match chunk {
        Chunk::Source(text) => text,
        Chunk::Delimiter(delimiter) => delimiter,
    }
}

/// Beside punctuation, a delimiter needs space or punctuation on its other side.
fn flanks(outside: Option<char>, inside: Option<char>) -> bool {
    let is_apart = outside.is_none_or(|letter| !letter.is_alphanumeric() && letter != '*');
    is_apart || inside.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link() -> Mark {
        Mark::Link("https://a.b/".to_owned())
    }

    #[test]
    fn space_goes_out_of_elements() {
        let mut line = Inline::default();
        line.text("See ");
        line.open(Mark::Strong);
        line.text(" this: ");
        line.close(&Mark::Strong);
        line.text("and");
        line.open(link());
        line.text(" that ");
        line.close(&link());
        line.text(".");
        assert_eq!(line.finish().unwrap(), "See **this:** and [that](https://a.b/).");
        assert_eq!(line.finish(), None);
    }

    #[test]
    fn emphasis_that_would_not_be_read_is_left_out() {
        let mut line = Inline::default();
        line.text("a");
        line.open(Mark::Emphasis);
        line.text("(b)");
        line.close(&Mark::Emphasis);
        line.text("c");
        line.open(Mark::Emphasis);
        line.text("d");
        line.close(&Mark::Emphasis);
        assert_eq!(line.finish().unwrap(), "a(b)c*d*");
    }

    #[test]
    fn code_has_no_emphasis() {
        let mut line = Inline::default();
        line.open(Mark::Strong);
        line.open_code();
        line.text("a/");
        line.open(Mark::Emphasis);
        line.text("b");
        line.close(&Mark::Emphasis);
        line.close_code();
        assert_eq!(line.finish().unwrap(), "**`a/b`**");
    }

    #[test]
    fn links_split_code() {
        let mut line = Inline::default();
        line.open_code();
        line.text(" a ");
        line.open(link());
        line.text("b");
        line.close(&link());
        line.close_code();
        line.open_code();
        line.text("`");
        assert_eq!(line.finish().unwrap(), "`a` [`b`](https://a.b/)`` ` ``");
    }

    #[test]
    fn elements_end_in_any_order_and_empty_ones_leave_nothing() {
        let mut line = Inline::default();
        line.open(Mark::Strong);
        line.open(link());
        line.close(&link());
        line.open(link());
        line.text("x");
        line.close(&Mark::Strong);
        line.close(&link());
        line.close(&Mark::Emphasis);
        line.text("y");
        assert_eq!(line.finish().unwrap(), "[x](https://a.b/)y");
    }
}
