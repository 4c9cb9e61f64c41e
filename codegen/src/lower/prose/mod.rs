//! Documentation text of a definition → lines of Markdown: HTML in, prose out.
//!
//! The text is data. Paragraphs, lists, notes, code, links and emphasis come out as what they are;
//! everything else that Markdown or rustdoc could give a meaning is escaped, so that no text becomes
//! a doctest, a warning or code. Malformed markup costs its meaning, never the text.

mod blocks;
mod entities;
mod escape;
mod inline;
mod tokens;

pub(super) use escape::{is_invisible, line};

use blocks::Blocks;
use tokens::{Token, Tokens};

/// The bytes of a text that are read. botocore's longest has 83 thousand.
const MOST: usize = 128 << 10;

/// The lines of a text, without one that is empty at either end.
pub(super) fn markdown(html: &str) -> Vec<String> {
    let kept = beginning(html);
    let mut blocks = Blocks::default();
    for token in Tokens::new(kept) {
        match token {
            Token::Text(text) => blocks.text(&entities::decoded(text)),
            Token::Open { name, attributes } => blocks.open(&name, attributes),
            Token::Close(name) => blocks.close(&name),
        }
    }
    if kept.len() < html.len() {
        blocks.text("…");
    }
    blocks.lines()
}

/// As much as is read, cut between two characters.
fn beginning(html: &str) -> &str {
    let end = (0..=MOST).rev().find(|end| html.is_char_boundary(*end)).unwrap_or_default();
    if html.len() <= MOST { html } else { html.get(..end).unwrap_or_default() }
}

#[cfg(test)]
mod tests;
