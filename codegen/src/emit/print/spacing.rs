//! Where a space stands between two tokens.

use proc_macro2::Delimiter;

/// What stands before a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    None,
    Space,
}

/// What the last token says of the next one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Last {
    /// Nothing stands between them: it is the first, or follows `&`, `.`, `::`.
    #[default]
    Glue,
    /// An opening angle bracket: the same, but for `-`, since `<-` is one sign.
    Angle,
    /// A keyword, an operator between operands, a comma.
    Other,
    /// `fn`, `impl`, `for`, `pub`: generics or parentheses follow at once.
    Head,
    /// A value or a type; what may be called, if it is.
    Operand,
    /// A name that begins with a small letter, and so takes no generics.
    Small,
    /// An operand that no parentheses belong to: a literal, a lifetime.
    Closed,
    /// A block.
    Block,
}

/// The tokens of a part, up to now.
#[derive(Debug, Default)]
pub(super) struct Sequence {
    last: Last,
    /// The angle brackets that are open; whether one of `impl<…>` or `for<…>`.
    angles: Vec<bool>,
    /// Whether the arguments of a closure are open.
    closure: bool,
    /// Whether the name of a function follows.
    naming: bool,
    /// Whether `impl` or `for` was the last.
    binds: bool,
}

/// Words that are no operands.
const KEYWORDS: [&str; 31] = [
    "as", "async", "break", "const", "continue", "dyn", "else", "enum", "extern", "fn", "for",
    "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return",
    "static", "struct", "trait", "type", "unsafe", "use", "where", "while",
];

impl Sequence {
    /// Neither inside of angle brackets nor of a closure's arguments.
    pub(super) fn is_outside(&self) -> bool {
        self.angles.is_empty() && !self.closure
    }

    pub(super) fn word(&mut self, word: &str) -> Gap {
        let gap = self.gap();
        let named = std::mem::replace(&mut self.naming, word == "fn");
        self.binds = matches!(word, "impl" | "for");
        self.last = match word {
            "fn" | "impl" | "for" | "pub" => Last::Head,
            _ if KEYWORDS.binary_search(&word).is_ok() => Last::Other,
            _ if !named && word.starts_with(|first: char| first.is_ascii_lowercase()) => {
                Last::Small
            }
            _ => Last::Operand,
        };
        gap
    }

    pub(super) fn literal(&mut self) -> Gap {
        self.then(self.gap(), Last::Closed)
    }

    pub(super) fn lifetime(&mut self) -> Gap {
        self.then(self.gap(), Last::Closed)
    }

    pub(super) fn attribute(&mut self) -> Gap {
        self.then(self.gap(), Last::Other)
    }

    pub(super) fn group(&mut self, delimiter: Delimiter) -> Gap {
        let hugs = matches!(self.last, Last::Operand | Last::Small | Last::Glue | Last::Angle);
        match delimiter {
            Delimiter::Brace => self.then(self.gap(), Last::Block),
            // `pub(super)`, and not the type of a function.
            _ if self.last == Last::Head && !self.binds => self.then(Gap::None, Last::Other),
            _ if hugs => self.then(Gap::None, Last::Operand),
            _ => self.then(Gap::Space, Last::Operand),
        }
    }

    /// An operator; whether a group follows it.
    pub(super) fn operator(&mut self, sign: &str, before_group: bool) -> Gap {
        match sign {
            "," | ";" | ":" => self.then(Gap::None, Last::Other),
            "." => self.then(Gap::None, Last::Glue),
            "?" => self.then(Gap::None, Last::Operand),
            "::" if matches!(self.last, Last::Operand | Last::Small) => {
                self.then(Gap::None, Last::Glue)
            }
            ".." | "..=" if self.is_operand() => self.then(Gap::None, Last::Glue),
            "::" | ".." | "..=" => self.then(self.gap(), Last::Glue),
            "!" if self.is_operand() && before_group => self.then(Gap::None, Last::Operand),
            "<" if self.last != Last::Small => self.open(),
            "<<" if !matches!(self.last, Last::Small | Last::Closed) => {
                let gap = self.open();
                self.open();
                gap
            }
            ">" if !self.angles.is_empty() => self.close(),
            ">>" if !self.angles.is_empty() => {
                self.close();
                self.close()
            }
            "-" if self.last == Last::Angle => self.then(Gap::Space, Last::Glue),
            "|" if self.closure => self.end_closure(),
            "|" if !self.is_operand() => self.begin_closure(),
            "||" if !self.is_operand() => self.then(self.gap(), Last::Other),
            "&" | "&&" | "*" | "-" | "!" if !self.is_operand() => self.then(self.gap(), Last::Glue),
            _ => self.then(Gap::Space, Last::Other),
        }
    }

    fn open(&mut self) -> Gap {
        let hugs = self.is_operand() || self.last == Last::Head;
        let gap = if hugs { Gap::None } else { self.gap() };
        self.angles.push(self.binds);
        self.then(gap, Last::Angle)
    }

    fn close(&mut self) -> Gap {
        match self.angles.pop() {
            Some(true) => self.then(Gap::None, Last::Other),
            _ => self.then(Gap::None, Last::Operand),
        }
    }

    fn begin_closure(&mut self) -> Gap {
        self.closure = true;
        self.then(self.gap(), Last::Glue)
    }

    fn end_closure(&mut self) -> Gap {
        self.closure = false;
        self.then(Gap::None, Last::Other)
    }

    fn is_operand(&self) -> bool {
        matches!(self.last, Last::Operand | Last::Small | Last::Closed)
    }

    fn gap(&self) -> Gap {
        if matches!(self.last, Last::Glue | Last::Angle) { Gap::None } else { Gap::Space }
    }

    fn then(&mut self, gap: Gap, last: Last) -> Gap {
        self.last = last;
        self.binds = false;
        gap
    }
}
