//! What an expression yields, while it is compiled.

use super::{Compiled, Compiler};
use crate::diagnostics::Diagnostic;
use crate::plan::{Expr, ExprTy, Typed};
use crate::resolve::{Expected, ShapeId, ShapeKind};

/// The kind of a value; every value may also be null.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    Shape(ShapeId),
    Number,
    Integer,
    Text,
    /// Text that was made.
    String,
    Bool,
    /// An iterator over what is not null.
    Sequence(Box<Kind>),
    /// A `Vec`; of options, where its elements may be null.
    List(Box<Kind>, bool),
    /// A multi-select hash, as a tuple.
    Hash(Vec<HashField>),
    /// A multi-select list of different types.
    Tuple(Vec<Kind>),
    /// A reference to a document.
    Document,
    /// A document that was made.
    Dynamic,
    Null,
}

/// A field of a multi-select hash.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct HashField {
    pub(super) key: String,
    pub(super) kind: Kind,
    /// Does it look at anything that must not be shown?
    pub(super) sensitive: bool,
}

impl Kind {
    pub(super) fn shape(&self) -> Option<ShapeId> {
        match self {
            Kind::Shape(id) => Some(*id),
            _ => None,
        }
    }

    /// How deep lists and objects nest that are no shapes.
    pub(super) fn depth(&self) -> usize {
        match self {
            Kind::Sequence(element) | Kind::List(element, _) => 1 + element.depth(),
            Kind::Tuple(kinds) => 1 + kinds.iter().map(Kind::depth).max().unwrap_or_default(),
            Kind::Hash(fields) => {
                1 + fields.iter().map(|field| field.kind.depth()).max().unwrap_or_default()
            }
            _ => 0,
        }
    }

    /// Is a value of it cloned where it is mentioned?
    pub(super) fn is_owned(&self) -> bool {
        matches!(
            self,
            Kind::String | Kind::List(..) | Kind::Hash(_) | Kind::Tuple(_) | Kind::Dynamic
        )
    }
}

impl Compiler<'_> {
    /// The kind in words, for error texts.
    pub(super) fn described(&self, kind: &Kind) -> String {
        match kind {
            Kind::Shape(id) => {
                let shape = &self.context.model[*id];
                let what = match shape.kind {
                    ShapeKind::Structure(_) => "structure",
                    ShapeKind::List(_) => "list",
                    ShapeKind::Map { .. } => "map",
                    ShapeKind::Text | ShapeKind::Enum(_) => "text",
                    ShapeKind::Boolean => "boolean",
                    ShapeKind::Blob => "blob",
                    ShapeKind::Timestamp(_) => "timestamp",
                    ShapeKind::Document => "document",
                    _ => "number",
                };
                format!("the {what} {}", shape.name)
            }
            Kind::Number | Kind::Integer => "a number".to_owned(),
            Kind::Text | Kind::String => "text".to_owned(),
            Kind::Bool => "a boolean".to_owned(),
            Kind::Sequence(_) | Kind::List(..) | Kind::Tuple(_) => "a list".to_owned(),
            Kind::Hash(_) => "an object".to_owned(),
            Kind::Document | Kind::Dynamic => "a document".to_owned(),
            Kind::Null => "null".to_owned(),
        }
    }

    /// Text, numbers and booleans of shapes as plain values; `None` for everything else.
    pub(super) fn scalar(&self, (expr, kind): Compiled) -> Option<Compiled> {
        let id = match kind {
            Kind::Shape(id) => id,
            Kind::Number | Kind::Text | Kind::String | Kind::Bool => return Some((expr, kind)),
            Kind::Integer => return Some((Expr::ToNumber(Box::new(expr)), Kind::Number)),
            _ => return None,
        };
        let of = Box::new(expr);
        match self.context.model[id].kind {
            ShapeKind::Text => Some((Expr::AsText { of, is_enum: false }, Kind::Text)),
            ShapeKind::Enum(_) => Some((Expr::AsText { of, is_enum: true }, Kind::Text)),
            ShapeKind::Boolean => Some((Expr::AsBool(of), Kind::Bool)),
            ShapeKind::Integer | ShapeKind::Long | ShapeKind::Float | ShapeKind::Double => {
                Some((Expr::AsNumber(of), Kind::Number))
            }
            _ => None,
        }
    }

    /// The type of a kind, the same for all that is text, and for all that is a number.
    pub(super) fn plain_ty(&self, kind: &Kind) -> ExprTy {
        let plain = self.scalar((Expr::Current, kind.clone()));
        self.expr_ty(plain.as_ref().map_or(kind, |(_, kind)| kind))
    }

    pub(super) fn with_type(&self, expr: Expr, kind: Kind) -> Typed {
        Typed { expr, ty: self.expr_ty(&kind) }
    }

    fn expr_ty(&self, kind: &Kind) -> ExprTy {
        match kind {
            Kind::Shape(id) => ExprTy::Value(self.context.ty(*id)),
            Kind::Number => ExprTy::Number,
            Kind::Integer => ExprTy::Integer,
            Kind::Text => ExprTy::Text,
            Kind::String => ExprTy::String,
            Kind::Bool => ExprTy::Bool,
            Kind::List(..) => ExprTy::List,
            Kind::Hash(_) | Kind::Tuple(_) => ExprTy::Tuple,
            Kind::Document => ExprTy::Document,
            Kind::Dynamic => ExprTy::Dynamic,
            Kind::Sequence(element) => ExprTy::Sequence(Box::new(self.expr_ty(element))),
            Kind::Null => ExprTy::Null,
        }
    }

    pub(super) fn truthy(&self, (expr, kind): Compiled) -> Expr {
        Expr::Truthy(Box::new(self.with_type(expr, kind)))
    }

    /// The value, as the type that a waiter's `expected` has.
    pub(super) fn as_expected(
        &mut self,
        compiled: Compiled,
        expected: &Expected,
    ) -> Result<(Expr, Expr), Diagnostic> {
        let kind = compiled.1.clone();
        let constant = super::constant(expected);
        if matches!(kind, Kind::Document | Kind::Dynamic) || self.is_document(&kind) {
            let comparable = |value| super::call("comparable", [self.dynamic(value)]);
            return Ok((comparable(self.plain(compiled)), comparable(constant_of(expected))));
        }
        self.looked_at = kind.shape();
        match (self.scalar(compiled), expected) {
            (Some((expr, Kind::String)), Expected::Text(_)) => {
                Ok((expr, super::call("owned_text", [constant])))
            }
            (Some((expr, Kind::Text)), Expected::Text(_)) => Ok((expr, constant)),
            (Some((expr, Kind::Number)), Expected::Number(_)) => Ok((expr, constant)),
            (Some((expr, Kind::Bool)), Expected::Boolean(_)) => Ok((expr, constant)),
            _ => {
                let wanted = match expected {
                    Expected::Text(_) => "text",
                    Expected::Number(_) => "a number",
                    Expected::Boolean(_) => "a boolean",
                };
                let found = self.described(&kind);
                Err(self.problem(0, format!("expects {wanted}, but the path gives {found}")))
            }
        }
    }
}

/// What a waiter expects, with its kind.
fn constant_of(expected: &Expected) -> Compiled {
    let kind = match expected {
        Expected::Text(_) => Kind::Text,
        Expected::Number(_) => Kind::Number,
        Expected::Boolean(_) => Kind::Bool,
    };
    (super::constant(expected), kind)
}
