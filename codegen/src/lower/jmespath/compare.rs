//! Comparisons and the boolean operators.

use jmespath::ast::{Ast, Comparator};

use super::kind::Kind;
use super::{Compiled, Compiler};
use crate::diagnostics::Diagnostic;
use crate::plan::Expr;

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
        let (left, right) = self.comparable(left, right, offset)?;
        let kinds = (left.1, right.1);
        let (left, right) = (Box::new(left.0), Box::new(right.0));
        let operator = match comparator {
            Comparator::Equal => return Ok(equal(left, right, false)),
            Comparator::NotEqual => return Ok(equal(left, right, true)),
            Comparator::LessThan => "<",
            Comparator::LessThanEqual => "<=",
            Comparator::GreaterThan => ">",
            Comparator::GreaterThanEqual => ">=",
        };
        if kinds != (Kind::Number, Kind::Number) {
            return Err(self.problem(offset, format!("`{operator}` compares numbers only")));
        }
        Ok((Expr::Order { left, right, operator }, Kind::Bool))
    }

    /// Two values of one plain type, or one and the literal null, which comes to the right.
    fn comparable(
        &self,
        left: Compiled,
        right: Compiled,
        offset: usize,
    ) -> Result<(Compiled, Compiled), Diagnostic> {
        let words = format!("{} with {}", self.described(&left.1), self.described(&right.1));
        match (&left.1, &right.1) {
            (_, Kind::Null) => return Ok((left, right)),
            (Kind::Null, _) => return Ok((right, left)),
            _ => {}
        }
        match (self.scalar(left), self.scalar(right)) {
            (Some(left), Some(right)) if left.1 == right.1 => Ok((left, right)),
            _ => Err(self.problem(offset, format!("cannot compare {words}"))),
        }
    }

    /// `&&`: the left value if it is false, else the right one. Of booleans, or of conditions.
    pub(super) fn both(
        &mut self,
        lhs: &Ast,
        rhs: &Ast,
        base: &Expr,
        kind: &Kind,
        offset: usize,
    ) -> Result<Compiled, Diagnostic> {
        let (left, right) = self.operands(lhs, rhs, base, kind)?;
        match (self.scalar(left), self.scalar(right)) {
            (Some((left, Kind::Bool)), Some((right, Kind::Bool))) => {
                Ok((Expr::Both { left: Box::new(left), right: Box::new(right) }, Kind::Bool))
            }
            _ => Err(self.unsupported(offset, "`&&` of values that are not booleans")),
        }
    }

    /// `||`: the left value if it is true, else the right one. Both must have one type.
    pub(super) fn either(
        &mut self,
        lhs: &Ast,
        rhs: &Ast,
        base: &Expr,
        kind: &Kind,
        offset: usize,
    ) -> Result<Compiled, Diagnostic> {
        let (left, right) = self.operands(lhs, rhs, base, kind)?;
        let words = format!("{} or {}", self.described(&left.1), self.described(&right.1));
        match (self.scalar(left.clone()), self.scalar(right.clone())) {
            (Some(left), Some(right)) if left.1 == right.1 => Ok(self.joined(left, right)),
            _ if matches!(left.1, Kind::Sequence(_) | Kind::Null) => {
                Err(self.unsupported(offset, "`||` of projections or of nulls"))
            }
            _ if left.1 == right.1 => Ok(self.joined(left, right)),
            _ => {
                Err(self.problem(offset, format!("`||` gives {words}, which have no common type")))
            }
        }
    }

    fn joined(&self, left: Compiled, right: Compiled) -> Compiled {
        let kind = right.1;
        let left = Box::new(self.with_type(left.0, left.1));
        (Expr::Either { left, right: Box::new(right.0) }, kind)
    }
}

fn equal(left: Box<Expr>, right: Box<Expr>, negated: bool) -> Compiled {
    let equal = Expr::Equal { left, right, negated };
    (Expr::Known(Box::new(equal)), Kind::Bool)
}
