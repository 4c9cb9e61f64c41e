//! Compiled JMESPath: every node typed, nothing left to look up.

use super::Ty;

/// A field on a path.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Step {
    pub(crate) field: String,
    pub(crate) boxed: bool,
}

/// An expression and what it yields.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Typed {
    pub(crate) expr: Expr,
    pub(crate) ty: ExprTy,
}

/// What an expression yields. Each may be null: the Rust expression is an `Option`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ExprTy {
    /// A reference to a generated or runtime type.
    Value(Ty),
    /// `f64`.
    Number,
    /// `&str`.
    Text,
    /// `bool`.
    Bool,
    /// An iterator over non-null elements.
    Sequence(Box<ExprTy>),
    /// Always null.
    Null,
}

/// A compiled expression. `Current` is the output, or the element inside a projection.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Expr {
    Current,
    Null,
    Number(f64),
    Text(String),
    Bool(bool),
    /// A structure's member.
    Field {
        of: Box<Expr>,
        step: Step,
    },
    /// A union's member, by its accessor.
    Variant {
        of: Box<Expr>,
        accessor: String,
    },
    /// A map's value.
    Entry {
        of: Box<Expr>,
        key: String,
    },
    /// A list's element; counted from the end when negative.
    Index {
        of: Box<Expr>,
        index: i32,
    },
    /// A list as a sequence.
    Elements(Box<Expr>),
    /// An element of a sparse list, or a value of a sparse map: null where it is a null.
    Present(Box<Expr>),
    /// A sequence out of a sparse list or map, without its nulls.
    AllPresent(Box<Expr>),
    /// A map's values as a sequence.
    Values(Box<Expr>),
    /// A sequence of lists as a sequence of their elements.
    Flatten(Box<Expr>),
    /// An expression for each element, nulls dropped.
    Each {
        of: Box<Expr>,
        body: Box<Expr>,
    },
    /// The elements for which a condition holds.
    Filter {
        of: Box<Expr>,
        condition: Box<Expr>,
    },
    /// Text or enum as `&str`.
    AsText {
        of: Box<Expr>,
        is_enum: bool,
    },
    /// Any number as `f64`.
    AsNumber(Box<Expr>),
    /// A boolean member as `bool`.
    AsBool(Box<Expr>),
    /// `length()`; null is a fault.
    Length {
        of: Box<Expr>,
        kind: LengthOf,
    },
    /// `==` and `!=`: a `bool`, never null.
    Equal {
        left: Box<Expr>,
        right: Box<Expr>,
        negated: bool,
    },
    /// `<`, `<=`, `>`, `>=` between numbers; null where a side is null.
    Order {
        left: Box<Expr>,
        right: Box<Expr>,
        operator: &'static str,
    },
    /// A condition (a plain `bool`) as a value that is never null.
    Known(Box<Expr>),
    /// The first operand that is true, by JMESPath's falsiness, or the last.
    Either {
        left: Box<Typed>,
        right: Box<Expr>,
    },
    /// The first operand that is false, or the last; of booleans only.
    Both {
        left: Box<Expr>,
        right: Box<Expr>,
    },
    /// A value as a condition: a plain `bool`.
    Truthy(Box<Typed>),
    Not(Box<Expr>),
    /// Is the value equal to what a waiter expects? A plain `bool`.
    Is {
        of: Box<Expr>,
        expected: Box<Expr>,
    },
    /// Are all elements equal to it, and is there one? A plain `bool`.
    All {
        of: Box<Expr>,
        expected: Box<Expr>,
    },
    /// Is one element equal to it? A plain `bool`.
    Any {
        of: Box<Expr>,
        expected: Box<Expr>,
    },
}

/// What `length` counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LengthOf {
    /// Characters of text.
    Text,
    /// Elements or entries of a list or map.
    Container,
    /// What a sequence yields.
    Sequence,
}

impl Expr {
    /// How many nodes there are.
    pub(crate) fn size(&self) -> usize {
        1 + self.children().into_iter().map(Expr::size).sum::<usize>()
    }

    fn children(&self) -> Vec<&Expr> {
        match self {
            Expr::Current | Expr::Null | Expr::Number(_) | Expr::Text(_) | Expr::Bool(_) => {
                Vec::new()
            }
            Expr::Field { of, .. }
            | Expr::Variant { of, .. }
            | Expr::Entry { of, .. }
            | Expr::Index { of, .. }
            | Expr::AsText { of, .. }
            | Expr::Length { of, .. }
            | Expr::Elements(of)
            | Expr::Present(of)
            | Expr::AllPresent(of)
            | Expr::Values(of)
            | Expr::Flatten(of)
            | Expr::AsNumber(of)
            | Expr::AsBool(of)
            | Expr::Known(of)
            | Expr::Not(of) => vec![of],
            Expr::Truthy(typed) => vec![&typed.expr],
            Expr::Either { left, right } => vec![&left.expr, right],
            Expr::Each { of: left, body: right }
            | Expr::Filter { of: left, condition: right }
            | Expr::Is { of: left, expected: right }
            | Expr::All { of: left, expected: right }
            | Expr::Any { of: left, expected: right }
            | Expr::Equal { left, right, .. }
            | Expr::Order { left, right, .. }
            | Expr::Both { left, right } => vec![left, right],
        }
    }
}
