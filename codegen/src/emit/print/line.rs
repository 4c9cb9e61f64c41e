//! Tokens as one endless line, and where it may be broken.

use std::vec::IntoIter;

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

use super::comments;
use super::spacing::{Gap, Sequence};

/// The line.
pub(super) struct Line {
    /// All of it.
    pub(super) text: String,
    /// The whole, as a part without delimiters.
    pub(super) whole: Part,
}

/// What stands between two delimiters: places are bytes of the line's text.
#[derive(Default)]
pub(super) struct Part {
    /// After the opening delimiter.
    pub(super) from: usize,
    /// Before the closing one.
    pub(super) to: usize,
    /// Whether it cannot stay on one line.
    pub(super) broken: bool,
    /// Where a line may end: after its commas, semicolons, attributes, and blocks.
    pub(super) ends: Vec<usize>,
    /// The dots of its method calls.
    pub(super) calls: Vec<usize>,
    /// The `where` of an item, if there is one.
    pub(super) bounds: Vec<usize>,
    /// The parts in it.
    pub(super) parts: Vec<Part>,
}

/// The operators of more than one character, longest first.
pub(super) const OPERATORS: [&str; 24] = [
    "<<=", ">>=", "...", "..=", "::", "->", "=>", "..", "&&", "||", "==", "!=", "<=", ">=", "<<",
    ">>", "+=", "-=", "*=", "/=", "%=", "^=", "|=", "&=",
];

/// Writes tokens as one line.
pub(super) fn of(tokens: TokenStream) -> Line {
    let mut writer = Writer { text: String::new() };
    let mut whole = writer.part(tokens);
    whole.broken = true;
    Line { text: writer.text, whole }
}

struct Writer {
    text: String,
}

impl Writer {
    fn part(&mut self, tokens: TokenStream) -> Part {
        let mut part = Part { from: self.text.len(), ..Part::default() };
        let mut sequence = Sequence::default();
        let mut tokens: IntoIter<TokenTree> = tokens.into_iter().collect::<Vec<_>>().into_iter();
        while let Some(token) = tokens.next() {
            self.token(token, &mut tokens, &mut sequence, &mut part);
        }
        part.to = self.text.len();
        part
    }

    fn token(
        &mut self,
        token: TokenTree,
        rest: &mut IntoIter<TokenTree>,
        sequence: &mut Sequence,
        part: &mut Part,
    ) {
        match token {
            TokenTree::Ident(word) => self.word(&word.to_string(), sequence, part),
            TokenTree::Literal(literal) => self.put(sequence.literal(), &literal.to_string()),
            TokenTree::Group(group) => self.group(group, rest.as_slice(), sequence, part),
            TokenTree::Punct(sign) => match operator(sign.as_char(), sign.spacing(), rest) {
                Operator::One('#') if is_attribute(rest.as_slice()) => {
                    self.attribute(rest, sequence, part);
                }
                Operator::One('\'') => self.lifetime(rest, sequence),
                Operator::One(sign) => {
                    let mut buffer = [0; 4];
                    let text = sign.encode_utf8(&mut buffer);
                    self.operator(text, rest.as_slice(), sequence, part);
                }
                Operator::Long(text) => self.operator(text, rest.as_slice(), sequence, part),
            },
        }
    }

    fn put(&mut self, gap: Gap, text: &str) {
        if gap == Gap::Space {
            self.text.push(' ');
        }
        self.text.push_str(text);
    }

    fn word(&mut self, word: &str, sequence: &mut Sequence, part: &mut Part) {
        if word == "where" {
            part.bounds.push(self.text.len());
        }
        self.put(sequence.word(word), word);
    }

    fn operator(
        &mut self,
        sign: &str,
        rest: &[TokenTree],
        sequence: &mut Sequence,
        part: &mut Part,
    ) {
        if sign == "." && calls(rest) {
            part.calls.push(self.text.len());
        }
        self.put(sequence.operator(sign, matches!(rest.first(), Some(TokenTree::Group(_)))), sign);
        part.broken |= matches!(sign, ";" | "=>");
        if sign == ";" || sign == "," && sequence.is_outside() {
            part.ends.push(self.text.len());
        }
    }

    fn lifetime(&mut self, rest: &mut IntoIter<TokenTree>, sequence: &mut Sequence) {
        self.put(sequence.lifetime(), "'");
        if let Some(name) = rest.next() {
            self.text.push_str(&name.to_string());
        }
    }

    /// An attribute is on a line of its own.
    fn attribute(
        &mut self,
        rest: &mut IntoIter<TokenTree>,
        sequence: &mut Sequence,
        part: &mut Part,
    ) {
        let gap = sequence.attribute();
        match comments::documentation(rest.as_slice()) {
            Some(text) => {
                self.put(gap, "///");
                self.text.push_str(&text);
                rest.next();
            }
            None => {
                self.put(gap, "#");
                for token in rest.by_ref() {
                    match token {
                        TokenTree::Group(group) => {
                            self.inside(group, part);
                            break;
                        }
                        // Of the file, `#![…]`.
                        sign => self.text.push_str(&sign.to_string()),
                    }
                }
            }
        }
        part.broken = true;
        part.ends.push(self.text.len());
    }

    fn group(
        &mut self,
        group: Group,
        rest: &[TokenTree],
        sequence: &mut Sequence,
        part: &mut Part,
    ) {
        let delimiter = group.delimiter();
        self.put(sequence.group(delimiter), "");
        self.inside(group, part);
        if delimiter == Delimiter::Brace && sequence.is_outside() && !goes_on(rest) {
            part.ends.push(self.text.len());
        }
    }

    /// A group with its delimiters.
    fn inside(&mut self, group: Group, part: &mut Part) {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace if group.stream().is_empty() => ("{", "}"),
            Delimiter::Brace => ("{ ", " }"),
            Delimiter::None => ("", ""),
        };
        self.text.push_str(open);
        let tokens = group.stream();
        // Its tokens are moved out of it, not copied, once nobody else has them.
        drop(group);
        let inner = self.part(tokens);
        self.text.push_str(close);
        part.broken |= inner.broken;
        part.parts.push(inner);
    }
}

/// A sign, or those that are one operator with it.
enum Operator {
    One(char),
    Long(&'static str),
}

fn operator(first: char, spacing: Spacing, rest: &mut IntoIter<TokenTree>) -> Operator {
    if spacing == Spacing::Alone {
        return Operator::One(first);
    }
    let found = OPERATORS.into_iter().find(|operator| begins(operator, first, rest.as_slice()));
    let Some(operator) = found else { return Operator::One(first) };
    for _ in 1..operator.len() {
        rest.next();
    }
    Operator::Long(operator)
}

/// Whether the signs are this operator: each but the last is together with the next.
fn begins(operator: &str, first: char, rest: &[TokenTree]) -> bool {
    let mut signs = operator.chars();
    let last = operator.len() - 2;
    signs.next() == Some(first)
        && signs.enumerate().all(|(index, expected)| match rest.get(index) {
            Some(TokenTree::Punct(sign)) => {
                sign.as_char() == expected && (index == last || sign.spacing() == Spacing::Joint)
            }
            _ => false,
        })
}

/// Whether what follows a `#` makes it an attribute.
fn is_attribute(rest: &[TokenTree]) -> bool {
    let brackets = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket);
    let of_the_file = matches!(rest.first(), Some(TokenTree::Punct(sign)) if sign.as_char() == '!');
    brackets(rest.first()) || of_the_file && brackets(rest.get(1))
}

/// Whether what follows a dot is a call.
fn calls(rest: &[TokenTree]) -> bool {
    let follows = match rest.get(1) {
        Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Parenthesis,
        Some(TokenTree::Punct(sign)) => sign.as_char() == ':',
        _ => false,
    };
    follows && matches!(rest.first(), Some(TokenTree::Ident(_)))
}

/// Whether an expression goes on after its block.
fn goes_on(rest: &[TokenTree]) -> bool {
    match rest.first() {
        None => true,
        Some(TokenTree::Punct(sign)) => {
            !matches!(sign.as_char(), '#' | '\'' | ':' | '&' | '*' | '<')
        }
        Some(TokenTree::Ident(word)) => word == "else" || word == "as",
        Some(TokenTree::Group(_) | TokenTree::Literal(_)) => false,
    }
}
