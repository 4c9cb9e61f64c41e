//! What an expression yields, while it is compiled.

use jmespath::Variable;

use super::{Compiled, Compiler};
use crate::diagnostics::Diagnostic;
use crate::plan::{Expr, ExprTy, Typed};
use crate::resolve::{Expected, ShapeId, ShapeKind};

/// The kind of a value; every value may also be null.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    Shape(ShapeId),
    Number,
    Text,
    Bool,
    Sequence(Box<Kind>),
    Null,
}

impl Kind {
    pub(super) fn shape(&self) -> Option<ShapeId> {
        match self {
            Kind::Shape(id) => Some(*id),
            _ => None,
        }
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
            Kind::Number => "a number".to_owned(),
            Kind::Text => "text".to_owned(),
            Kind::Bool => "a boolean".to_owned(),
            Kind::Sequence(_) => "a list".to_owned(),
            Kind::Null => "null".to_owned(),
        }
    }

    /// Text, numbers and booleans of shapes as plain values; `None` for everything else.
    pub(super) fn scalar(&self, (expr, kind): Compiled) -> Option<Compiled> {
        let Kind::Shape(id) = kind else {
            return matches!(kind, Kind::Number | Kind::Text | Kind::Bool).then_some((expr, kind));
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
            Kind::Text => ExprTy::Text,
            Kind::Bool => ExprTy::Bool,
            Kind::Sequence(element) => ExprTy::Sequence(Box::new(self.expr_ty(element))),
            Kind::Null => ExprTy::Null,
        }
    }

    pub(super) fn truthy(&self, (expr, kind): Compiled) -> Expr {
        Expr::Truthy(Box::new(self.with_type(expr, kind)))
    }

    pub(super) fn literal(&self, value: &Variable, offset: usize) -> Result<Compiled, Diagnostic> {
        Ok(match value {
            Variable::Null => (Expr::Null, Kind::Null),
            Variable::String(text) => (Expr::Text(text.clone()), Kind::Text),
            Variable::Bool(value) => (Expr::Bool(*value), Kind::Bool),
            Variable::Number(number) => {
                (Expr::Number(number.as_f64().unwrap_or(f64::NAN)), Kind::Number)
            }
            _ => return Err(self.unsupported(offset, "a list or object as a literal")),
        })
    }

    /// The value, as the type that a waiter's `expected` has.
    pub(super) fn as_expected(
        &mut self,
        compiled: Compiled,
        expected: &Expected,
    ) -> Result<Expr, Diagnostic> {
        let kind = compiled.1.clone();
        self.looked_at = kind.shape();
        match (self.scalar(compiled), expected) {
            (Some((expr, Kind::Text)), Expected::Text(_)) => Ok(expr),
            (Some((expr, Kind::Number)), Expected::Number(_)) => Ok(expr),
            (Some((expr, Kind::Bool)), Expected::Boolean(_)) => Ok(expr),
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
