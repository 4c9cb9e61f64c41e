//! Compiled JMESPath: every node typed, nothing left to look up.

use super::{Ty, TypeRef};

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
    /// `i64`.
    Integer,
    /// `&str`.
    Text,
    /// `String`.
    String,
    /// `bool`.
    Bool,
    /// An iterator over non-null elements.
    Sequence(Box<ExprTy>),
    /// A `Vec`.
    List,
    /// A tuple: a multi-select that stays inside the expression.
    Tuple,
    /// A reference to a document that is not null.
    Document,
    /// A document that is not null.
    Dynamic,
    /// Always null.
    Null,
}

/// A compiled expression. `Current` is the output, or the element inside a projection.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Expr {
    /// What can be copied and is not null.
    Current,
    /// The same for what must be cloned, or may be null.
    Bound {
        owned: bool,
        nullable: bool,
    },
    Null,
    Integer(i64),
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
    /// The elements for which a condition holds; `owned` where they cannot be copied.
    Filter {
        of: Box<Expr>,
        condition: Box<Expr>,
        owned: bool,
    },
    /// A sequence as a `Vec`.
    Collect(Box<Expr>),
    /// A `Vec` as a sequence.
    Items(Box<Expr>),
    /// Something done to each element of a sequence, nulls kept: a `Vec` of options.
    Mapped {
        of: Box<Expr>,
        body: Box<Expr>,
    },
    /// An expression applied to a value; where `nullable`, to a null too.
    Let {
        of: Box<Expr>,
        body: Box<Expr>,
        nullable: bool,
    },
    /// A multi-select as a tuple of options, and its fields.
    Tuple(Vec<Expr>),
    TupleField {
        of: Box<Expr>,
        index: usize,
        of_total: usize,
    },
    /// A `Vec` of options.
    ListOf(Vec<Expr>),
    /// A generated structure: its fields in order.
    Construct {
        ty: TypeRef,
        fields: Vec<(String, Expr)>,
    },
    /// A document that is an object.
    Object(Vec<(String, Expr)>),
    /// A function of the runtime.
    Call {
        function: &'static str,
        faults: bool,
        args: Vec<Expr>,
    },
    /// A function of the runtime that looks at a key of each element of a `Vec`.
    ByKey {
        function: &'static str,
        /// What error texts call it.
        name: &'static str,
        of: Box<Expr>,
        key: Box<Expr>,
    },
    /// A reference as a value.
    Cloned(Box<Expr>),
    /// A document of a definition, null where it is a null.
    Document(Box<Expr>),
    /// Any integer as `i64`.
    AsInteger(Box<Expr>),
    /// `i64` as `f64`.
    ToNumber(Box<Expr>),
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
    /// The same for other values.
    BothOf {
        left: Box<Typed>,
        right: Box<Expr>,
    },
    /// Two conditions as one: a plain `bool`.
    Conditions {
        left: Box<Expr>,
        right: Box<Expr>,
        all: bool,
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

    /// Does it look at the value that it is applied to?
    pub(crate) fn mentions_current(&self) -> bool {
        match self {
            Expr::Current | Expr::Bound { .. } => true,
            // Their second part is applied to something else.
            Expr::Each { of, .. }
            | Expr::Mapped { of, .. }
            | Expr::Let { of, .. }
            | Expr::ByKey { of, .. }
            | Expr::Filter { of, .. } => of.mentions_current(),
            _ => self.children().into_iter().any(Expr::mentions_current),
        }
    }

    fn children(&self) -> Vec<&Expr> {
        match self {
            Expr::Current
            | Expr::Bound { .. }
            | Expr::Null
            | Expr::Integer(_)
            | Expr::Number(_)
            | Expr::Text(_)
            | Expr::Bool(_) => Vec::new(),
            Expr::Field { of, .. }
            | Expr::Variant { of, .. }
            | Expr::Entry { of, .. }
            | Expr::Index { of, .. }
            | Expr::AsText { of, .. }
            | Expr::Length { of, .. }
            | Expr::TupleField { of, .. }
            | Expr::Elements(of)
            | Expr::Present(of)
            | Expr::AllPresent(of)
            | Expr::Values(of)
            | Expr::Flatten(of)
            | Expr::Collect(of)
            | Expr::Items(of)
            | Expr::Cloned(of)
            | Expr::Document(of)
            | Expr::AsInteger(of)
            | Expr::ToNumber(of)
            | Expr::AsNumber(of)
            | Expr::AsBool(of)
            | Expr::Known(of)
            | Expr::Not(of) => vec![of],
            Expr::Truthy(typed) => vec![&typed.expr],
            Expr::Either { left, right } | Expr::BothOf { left, right } => vec![&left.expr, right],
            Expr::Tuple(list) | Expr::ListOf(list) | Expr::Call { args: list, .. } => {
                list.iter().collect()
            }
            Expr::Construct { fields, .. } | Expr::Object(fields) => {
                fields.iter().map(|(_, value)| value).collect()
            }
            Expr::Each { of: left, body: right }
            | Expr::Mapped { of: left, body: right }
            | Expr::Let { of: left, body: right, .. }
            | Expr::ByKey { of: left, key: right, .. }
            | Expr::Filter { of: left, condition: right, .. }
            | Expr::Is { of: left, expected: right }
            | Expr::All { of: left, expected: right }
            | Expr::Any { of: left, expected: right }
            | Expr::Equal { left, right, .. }
            | Expr::Order { left, right, .. }
            | Expr::Conditions { left, right, .. }
            | Expr::Both { left, right } => vec![left, right],
        }
    }
}
