//! One endless line → lines.

use super::line::{Line, Part};

/// What a line has room for, in bytes, where it can be broken.
const WIDTH: usize = 100;
const INDENT: usize = 4;

/// Appends the line to a text, broken where it is too long or has to be.
pub(super) fn write(line: &Line, out: &mut String) {
    let mut layout = Layout { text: &line.text, out, column: 0 };
    layout.lines(&line.whole, 0);
}

struct Layout<'a> {
    text: &'a str,
    out: &'a mut String,
    /// How much the line has that is being written.
    column: usize,
}

impl Layout<'_> {
    /// What a part holds, each piece on lines of its own.
    fn lines(&mut self, part: &Part, indent: usize) {
        let mut from = part.from;
        for to in part.ends.iter().copied().chain([part.to]) {
            from = self.after_space(from);
            if from < to {
                self.begin(indent);
                self.piece(part, from, to, indent);
                self.out.push('\n');
            }
            from = to.max(from);
        }
    }

    /// A piece: on this line if there is room, else broken at its method calls or inside its parts.
    fn piece(&mut self, part: &Part, from: usize, to: usize, indent: usize) {
        let parts = within(&part.parts, |part| part.from, from, to);
        if !parts.iter().any(|part| part.broken) && self.fits(to - from) {
            return self.copy(from, to);
        }
        let head = parts.iter().find(|part| part.broken).map_or(to, |part| part.from);
        let bounds = within(&part.bounds, |place| *place, from, head);
        let calls = within(&part.calls, |place| *place, from, to);
        match (bounds.first(), calls.len()) {
            (Some(&bounds), _) if !self.fits(head - from) => {
                self.run(parts, from, bounds, indent);
                self.out.push('\n');
                self.begin(indent);
                self.run(
                    within(parts, |part| part.from, bounds, to),
                    self.after_space(bounds),
                    to,
                    indent,
                );
            }
            (_, 2..) if !self.fits(head - from) || calls.last() > Some(&head) => {
                self.calls(parts, calls, from, to, indent);
            }
            _ => self.run(parts, from, to, indent),
        }
    }

    /// Each method call on a line of its own.
    fn calls(&mut self, parts: &[Part], calls: &[usize], from: usize, to: usize, indent: usize) {
        let mut from = from;
        for (index, &next) in calls.iter().chain([&to]).enumerate() {
            if index > 0 {
                self.out.push('\n');
                self.begin(indent + INDENT);
            }
            let indent = if index > 0 { indent + INDENT } else { indent };
            self.run(within(parts, |part| part.from, from, next), from, next, indent);
            from = next;
        }
    }

    /// Text with parts in it, of which those are broken that have no room.
    fn run(&mut self, parts: &[Part], from: usize, to: usize, indent: usize) {
        let mut from = from;
        let parts = within(parts, |part| part.from, from, to);
        for (index, part) in parts.iter().enumerate() {
            // Up to where it can be broken next.
            let next = parts.get(index + 1..).unwrap_or_default();
            let end = next.iter().find(|part| part.from < part.to).map_or(to, |part| part.from);
            self.copy(from, part.from);
            from = part.from;
            if part.from < part.to && (part.broken || !self.fits(end - from)) {
                from = self.broken(part, indent);
            }
        }
        self.copy(from, to);
    }

    /// A part that does not stay on its line; where the text goes on after it.
    fn broken(&mut self, part: &Part, indent: usize) -> usize {
        match self.only(part) {
            Some(only) if self.fits(only.from - part.from) => {
                self.run(&part.parts, part.from, part.to, indent);
                part.to
            }
            _ => {
                self.inside(part, indent);
                self.after_space(part.to)
            }
        }
    }

    /// What a part ends with, if it is one thing that can be broken in its stead: `f(&[…])`.
    fn only<'a>(&self, part: &'a Part) -> Option<&'a Part> {
        let last = part.parts.last().filter(|last| last.from < last.to)?;
        let rest = self.text.get(last.to..part.to)?.trim_start();
        let is_one = part.ends.is_empty() && part.calls.len() < 2 && rest.len() == 1;
        let encloses = !self.text.get(part.to..)?.starts_with(' ');
        (is_one && encloses).then_some(last)
    }

    /// A part on lines of its own, up to the one that its closing delimiter begins.
    fn inside(&mut self, part: &Part, indent: usize) {
        self.trim();
        self.out.push('\n');
        self.lines(part, indent + INDENT);
        self.begin(indent);
    }

    fn begin(&mut self, indent: usize) {
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.column = indent;
    }

    fn trim(&mut self) {
        if self.out.ends_with(' ') {
            self.out.pop();
        }
    }

    fn copy(&mut self, from: usize, to: usize) {
        let text = self.text.get(from..to).unwrap_or_default();
        self.out.push_str(text);
        self.column += text.len();
    }

    fn fits(&self, length: usize) -> bool {
        self.column + length <= WIDTH
    }

    fn after_space(&self, place: usize) -> usize {
        place + usize::from(self.text.as_bytes().get(place) == Some(&b' '))
    }
}

/// Those of sorted things that begin in a range of the text.
fn within<T>(things: &[T], place: impl Fn(&T) -> usize, from: usize, to: usize) -> &[T] {
    let begin = things.partition_point(|thing| place(thing) < from);
    let end = things.partition_point(|thing| place(thing) < to);
    things.get(begin..end).unwrap_or_default()
}
