//! Elements and text → lines of Markdown, each behind the marks of the lists and notes it is in.

use super::entities::decoded;
use super::escape::{destination, is_invisible};
use super::inline::{Inline, Mark};
use super::tokens::attribute;

/// How deep lists and notes nest. What is deeper stands where it would not be.
const DEEPEST: usize = 12;

/// What a line may stand in.
#[derive(Debug)]
enum Container {
    List {
        /// The number of the next item, for lists that have numbers.
        number: Option<usize>,
        /// How many lines there were when its last line was written.
        end: usize,
    },
    Item {
        marker: String,
        /// Is the marker to be written with the next line?
        is_new: bool,
    },
    /// A quote.
    Note { is_new: bool },
}

/// The lines so far, and where the next one goes.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    lines: Vec<String>,
    containers: Vec<Container>,
    /// Elements beyond `DEEPEST` that are open.
    ignored: usize,
    paragraph: Inline,
    /// What kind of note begins with the next paragraph.
    label: Option<&'static str>,
    /// The text of a preformatted block under way.
    preformatted: Option<String>,
}

impl Blocks {
    pub(super) fn text(&mut self, text: &str) {
        match &mut self.preformatted {
            Some(block) => block.push_str(text),
            None => self.paragraph.text(text),
        }
    }

    pub(super) fn open(&mut self, name: &str, attributes: &str) {
        match name {
            "a" => self.link(attributes),
            "b" | "strong" => self.paragraph.open(Mark::Strong),
            "i" | "em" | "replaceable" => self.paragraph.open(Mark::Emphasis),
            "code" | "tt" if self.preformatted.is_none() => self.paragraph.open_code(),
            "td" | "th" => self.text(" "),
            "ul" | "dl" => self.list(None),
            "ol" => self.list(Some(1)),
            "li" => self.item(),
            "dt" => self.term(),
            "pre" => self.preformat(),
            _ if is_heading(name) => self.heading(),
            _ => match note(name) {
                Some(label) => self.note(label),
                None if is_block(name) => self.flush(),
                None => {}
            },
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        match name {
            "a" => self.paragraph.close(&Mark::Link(String::new())),
            "b" | "strong" => self.paragraph.close(&Mark::Strong),
            "i" | "em" | "replaceable" => self.paragraph.close(&Mark::Emphasis),
            "code" | "tt" if self.preformatted.is_none() => self.paragraph.close_code(),
            "ul" | "ol" | "dl" => {
                self.leave(|container| matches!(container, Container::List { .. }))
            }
            "li" => self.leave_item(),
            _ if note(name).is_some() => self.leave(|one| matches!(one, Container::Note { .. })),
            _ if is_block(name) || is_heading(name) || name == "dt" || name == "pre" => {
                self.flush()
            }
            _ => {}
        }
    }

    /// All lines.
    pub(super) fn lines(mut self) -> Vec<String> {
        self.flush();
        self.lines
    }

    fn link(&mut self, attributes: &str) {
        let href = attribute(attributes, "href").map(decoded);
        if let Some(to) = href.and_then(|href| destination(&href)) {
            self.paragraph.open(Mark::Link(to));
        }
    }

    fn list(&mut self, number: Option<usize>) {
        self.flush();
        self.labelled();
        self.enter(Container::List { number, end: 0 });
    }

    /// An item ends the one before it; outside of any list it begins one.
    fn item(&mut self) {
        if self.ignored > 0 {
            self.ignored += 1;
            return self.flush();
        }
        self.leave_item();
        let list = self.containers.iter_mut().rev().find_map(|container| match container {
            Container::List { number, .. } => Some(number),
            _ => None,
        });
        let Some(number) = list else {
            self.list(None);
            return self.item();
        };
        let marker = number.map_or("- ".to_owned(), |number| format!("{number}. "));
        *number = number.map(|number| number + 1);
        self.enter(Container::Item { marker, is_new: true });
    }

    /// A term is an item, and what explains it belongs to that.
    fn term(&mut self) {
        self.item();
        self.paragraph.open(Mark::Strong);
    }

    fn heading(&mut self) {
        self.flush();
        self.paragraph.open(Mark::Strong);
    }

    fn note(&mut self, label: &'static str) {
        self.flush();
        self.labelled();
        if self.enter(Container::Note { is_new: true }) {
            self.label = Some(label);
        }
    }

    /// Writes what kind of note it is, where the note does not begin with a paragraph.
    fn labelled(&mut self) {
        if let Some(label) = self.label.take() {
            self.write(&[format!("**{label}:**")]);
        }
    }

    fn preformat(&mut self) {
        self.flush();
        self.labelled();
        self.preformatted = Some(String::new());
    }

    fn enter(&mut self, container: Container) -> bool {
        let fits = self.containers.len() < DEEPEST;
        if fits {
            self.containers.push(container)
        } else {
            self.ignored += 1
        }
        fits
    }

    /// Leaves the innermost container of a kind, and those in it.
    fn leave(&mut self, is_wanted: impl Fn(&Container) -> bool) {
        self.flush();
        if self.ignored > 0 {
            self.ignored -= 1;
        } else if let Some(place) = self.containers.iter().rposition(is_wanted) {
            self.containers.truncate(place);
            self.label = None;
        }
    }

    /// Leaves the item of the innermost list.
    fn leave_item(&mut self) {
        let innermost =
            self.containers.iter().rev().find(|one| !matches!(one, Container::Note { .. }));
        if matches!(innermost, Some(Container::Item { .. })) || self.ignored > 0 {
            self.leave(|container| matches!(container, Container::Item { .. }));
        } else {
            self.flush();
        }
    }

    /// Ends the paragraph or the preformatted block, if one is under way.
    fn flush(&mut self) {
        if let Some(block) = self.preformatted.take() {
            self.fenced(&block);
        }
        if let Some(line) = self.paragraph.finish() {
            let label = self.label.take().map(|label| format!("**{label}:** "));
            self.write(&[label.unwrap_or_default() + &line]);
        }
    }

    /// A block in a fence that is longer than any in it, and marked as text: never a doctest.
    fn fenced(&mut self, block: &str) {
        let shown = |line: &str| {
            let line = line.replace('\t', "    ");
            line.trim_end().chars().filter(|letter| !is_invisible(*letter)).collect::<String>()
        };
        let lines: Vec<String> = block.lines().map(shown).collect();
        let is_empty = |line: &String| line.trim().is_empty();
        let Some(first) = lines.iter().position(|line| !is_empty(line)) else { return };
        let last = lines.iter().rposition(|line| !is_empty(line)).unwrap_or(first);
        let longest = block.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        let mut fenced = vec![format!("{fence}text")];
        fenced.extend(lines.into_iter().take(last + 1).skip(first));
        fenced.push(fence);
        self.write(&fenced);
    }

    /// Writes lines of one block, with an empty line before it where one is needed.
    fn write(&mut self, block: &[String]) {
        if !self.lines.is_empty() && !self.is_tight() {
            let empty = self.prefix(false).trim_end().to_owned();
            self.lines.push(empty);
        }
        for line in block {
            let line = format!("{}{line}", self.prefix(true));
            self.lines.push(line.trim_end().to_owned());
        }
        let written = self.lines.len();
        for container in &mut self.containers {
            if let Container::List { end, .. } = container {
                *end = written;
            }
        }
    }

    /// Items follow each other, and the line that they are in, without an empty line.
    fn is_tight(&self) -> bool {
        let new = self
            .containers
            .iter()
            .position(|one| matches!(one, Container::Item { is_new: true, .. }));
        let Some(place) = new else { return false };
        let before = self.containers.get(..place).unwrap_or_default();
        match before {
            [.., Container::Item { .. }, Container::List { end: 0, .. }] => true,
            [.., Container::List { end, .. }] => *end == self.lines.len(),
            _ => false,
        }
    }

    /// What stands before a line: the markers of new items once, their width afterwards.
    fn prefix(&mut self, marks: bool) -> String {
        let mut prefix = String::new();
        for container in &mut self.containers {
            match container {
                Container::List { .. } => {}
                Container::Note { is_new: true } | Container::Item { is_new: true, .. }
                    if !marks =>
                {
                    break;
                }
                Container::Note { is_new } => {
                    *is_new = false;
                    prefix.push_str("> ");
                }
                Container::Item { marker, is_new } => match std::mem::take(is_new) {
                    true => prefix.push_str(marker),
                    false => prefix.extend(std::iter::repeat_n(' ', marker.len())),
                },
            }
        }
        prefix
    }
}

fn note(name: &str) -> Option<&'static str> {
    Some(match name {
        "note" => "Note",
        "important" => "Important",
        "warning" => "Warning",
        "caution" => "Caution",
        "tip" => "Tip",
        _ => return None,
    })
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "title")
}

fn is_block(name: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "p",
        "para",
        "div",
        "br",
        "hr",
        "dd",
        "fullname",
        "table",
        "tr",
        "blockquote",
        "section",
        "body",
        "thead",
        "tbody",
        "center",
    ];
    BLOCKS.contains(&name)
}
