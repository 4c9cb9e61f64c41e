//! Comparisons and the boolean operators.

use jmespath::ast::{Ast, Comparator};

use super::kind::Kind;
use super::{Compiled, Compiler, call};
use crate::diagnostics::Diagnostic;
use crate::plan::Expr;
use crate::resolve::ShapeKind;

impl Compiler<'_> {
    /// Both sides of an operator, applied to the same value.
    pub(super) fn operands(
        &mut self,
        lhs: &Ast,
        rhs: &Ast,
        base: &Expr,
        kind: &Kind,
    ) -> Result<(Compiled, Compiled), Diagnostic> {
        Ok((self.compile(lhs, base, kind)?, self.compile(rhs, base, kind)?))
    }

    pub(super) fn comparison(
        &self,
        comparator: &Comparator,
        left: Compiled,
        right: Compiled,
        offset: usize,
    ) -> Result<Compiled, Diagnostic> {
        let operator = match comparator {
            Comparator::Equal => return self.equality(left, right, false, offset),
            Comparator::NotEqual => return self.equality(left, right, true, offset),
            Comparator::LessThan => "<",
            Comparator::LessThanEqual => "<=",
            Comparator::GreaterThan => ">",
            Comparator::GreaterThanEqual => ">=",
        };
        match (self.ordered(left), self.ordered(right)) {
            (Some(left), Some(right)) => {
                let (left, right) = (Box::new(left), Box::new(right));
                Ok((Expr::Order { left, right, operator }, Kind::Bool))
            }
            _ => Err(self.problem(offset, format!("`{operator}` compares numbers only"))),
        }
    }

    fn equality(
        &self,
        left: Compiled,
        right: Compiled,
        negated: bool,
        offset: usize,
    ) -> Result<Compiled, Diagnostic> {
        let (left, right) = self.comparable(left, right, offset)?;
        let (left, right) = (Box::new(left.0), Box::new(right.0));
        let equal = Expr::Equal { left, right, negated };
        Ok((Expr::Known(Box::new(equal)), Kind::Bool))
    }

    /// A side of `<` as a number; what is none in a document counts as null.
    fn ordered(&self, side: Compiled) -> Option<Expr> {
        if self.is_document(&side.1) {
            return Some(call("as_number", [self.dynamic(self.plain(side))]));
        }
        match self.scalar(side.clone()) {
            Some((expr, Kind::Number)) => Some(expr),
            None if side.1 == Kind::Null => Some(side.0),
            _ => None,
        }
    }

    /// Two values of one type, or one and the literal null, which comes to the right.
    fn comparable(
        &self,
        left: Compiled,
        right: Compiled,
        offset: usize,
    ) -> Result<(Compiled, Compiled), Diagnostic> {
        match (&left.1, &right.1) {
            (_, Kind::Null) => return Ok((left, right)),
            (Kind::Null, _) => return Ok((right, left)),
            _ => {}
        }
        if let (Some(left), Some(right)) = (self.scalar(left.clone()), self.scalar(right.clone()))
            && left.1 == right.1
        {
            return Ok((left, right));
        }
        let words = format!("{} with {}", self.described(&left.1), self.described(&right.1));
        let (left, right) = (self.settled(left), self.settled(right));
        match self.comparable_kind(&left.1, &right.1) {
            Some(Kind::Dynamic) => Ok((
                (call("comparable", [self.dynamic(left)]), Kind::Dynamic),
                (call("comparable", [self.dynamic(right)]), Kind::Dynamic),
            )),
            Some(kind) => {
                let (left, right) = (self.coerced(left, &kind), self.coerced(right, &kind));
                Ok(((left, kind.clone()), (right, kind)))
            }
            None => Err(self.problem(offset, format!("cannot compare {words}"))),
        }
    }

    /// As what two kinds are compared: containers of different types as JSON.
    pub(super) fn comparable_kind(&self, left: &Kind, right: &Kind) -> Option<Kind> {
        if let Some(joint) = self.joint(left, right) {
            return Some(joint);
        }
        let lists = self.held(left).is_some() && self.held(right).is_some();
        let objects = self.is_object(left) && self.is_object(right);
        (lists || objects).then_some(Kind::Dynamic)
    }

    pub(super) fn is_object(&self, kind: &Kind) -> bool {
        match kind {
            Kind::Hash(_) => true,
            Kind::Shape(id) => matches!(
                self.context.model[*id].kind,
                ShapeKind::Structure(_) | ShapeKind::Map { .. }
            ),
            _ => false,
        }
    }

    /// An expression as a condition. `&&` and `||` need no common type there.
    pub(super) fn test(&mut self, ast: &Ast, base: &Expr, kind: &Kind) -> Result<Expr, Diagnostic> {
        self.tested(ast, base, kind).map(|(condition, _)| condition)
    }

    /// The condition, and the value, where it has a type. Each operand is compiled once.
    fn tested(
        &mut self,
        ast: &Ast,
        base: &Expr,
        kind: &Kind,
    ) -> Result<(Expr, Option<Compiled>), Diagnostic> {
        let (lhs, rhs, offset, all) = match ast {
            Ast::And { lhs, rhs, offset } => (lhs, rhs, *offset, true),
            Ast::Or { lhs, rhs, offset } => (lhs, rhs, *offset, false),
            _ => {
                let compiled = self.compile(ast, base, kind)?;
                return Ok((self.truthy(compiled.clone()), Some(compiled)));
            }
        };
        let (left, left_value) = self.tested(lhs, base, kind)?;
        let (right, right_value) = self.tested(rhs, base, kind)?;
        let value = left_value.zip(right_value).and_then(|(left, right)| match all {
            true => self.both(left, right, offset).ok(),
            false => self.either(left, right, offset).ok(),
        });
        let condition = match &value {
            Some(value) => self.truthy(value.clone()),
            None => Expr::Conditions { left: Box::new(left), right: Box::new(right), all },
        };
        Ok((condition, value))
    }

    /// `&&`: the left value if it is false, else the right one.
    pub(super) fn both(
        &self,
        left: Compiled,
        right: Compiled,
        offset: usize,
    ) -> Result<Compiled, Diagnostic> {
        if let (Some((left, Kind::Bool)), Some((right, Kind::Bool))) =
            (self.scalar(left.clone()), self.scalar(right.clone()))
        {
            return Ok((Expr::Both { left: Box::new(left), right: Box::new(right) }, Kind::Bool));
        }
        let (left, right, kind) = self.operands_as_one("&&", left, right, offset)?;
        let left = Box::new(self.with_type(left, kind.clone()));
        Ok((Expr::BothOf { left, right: Box::new(right) }, kind))
    }

    /// `||`: the left value if it is true, else the right one. Both must have one type.
    pub(super) fn either(
        &self,
        left: Compiled,
        right: Compiled,
        offset: usize,
    ) -> Result<Compiled, Diagnostic> {
        if left.1 == Kind::Null {
            return Ok(right);
        }
        if let (Some(left), Some(right)) = (self.scalar(left.clone()), self.scalar(right.clone()))
            && left.1 == right.1
            && !self.searching
        {
            return Ok(self.joined(left, right));
        }
        let (left, right, kind) = self.operands_as_one("||", left, right, offset)?;
        Ok(self.joined((left, kind.clone()), (right, kind)))
    }

    fn operands_as_one(
        &self,
        operator: &str,
        left: Compiled,
        right: Compiled,
        offset: usize,
    ) -> Result<(Expr, Expr, Kind), Diagnostic> {
        let (one, other) = (self.described(&left.1), self.described(&right.1));
        let (left, right) = (self.settled(left), self.settled(right));
        match self.joint(&left.1, &right.1) {
            Some(kind) => {
                let (left, right) = (self.coerced(left, &kind), self.coerced(right, &kind));
                Ok((left, right, kind))
            }
            None => {
                let message =
                    format!("`{operator}` gives {one} or {other}, which have no common type");
                Err(self.problem(offset, message))
            }
        }
    }

    fn joined(&self, left: Compiled, right: Compiled) -> Compiled {
        let kind = right.1;
        let left = Box::new(self.with_type(left.0, left.1));
        (Expr::Either { left, right: Box::new(right.0) }, kind)
    }
}
