//! Projections: lists and maps as sequences, and what is done to each element.

use jmespath::ast::Ast;

use super::kind::Kind;
use super::{Compiled, Compiler};
use crate::diagnostics::Diagnostic;
use crate::plan::Expr;
use crate::resolve::{Expected, ShapeId, ShapeKind};

impl Compiler<'_> {
    pub(super) fn index(
        &self,
        base: &Expr,
        kind: &Kind,
        index: i32,
        offset: usize,
    ) -> Result<Compiled, Diagnostic> {
        match self.list_element(kind) {
            Some((element, sparse)) => {
                let found = Expr::Index { of: Box::new(base.clone()), index };
                Ok((present(found, sparse), element))
            }
            None if matches!(kind, Kind::Sequence(_)) => {
                Err(self.unsupported(offset, "an index into a projection"))
            }
            None => Err(self.problem(offset, format!("{} has no elements", self.described(kind)))),
        }
    }

    pub(super) fn projection(
        &mut self,
        lhs: &Ast,
        rhs: &Ast,
        base: &Expr,
        kind: &Kind,
        offset: usize,
    ) -> Result<Compiled, Diagnostic> {
        let left = self.compile(lhs, base, kind)?;
        let (of, element) = self.sequence(left, offset)?;
        if let Ast::Condition { predicate, then, .. } = rhs {
            let predicate = self.compile(predicate, &Expr::Current, &element)?;
            let condition = Box::new(self.truthy(predicate));
            let filtered = Expr::Filter { of: Box::new(of), condition };
            return self.each(filtered, element, then);
        }
        self.each(of, element, rhs)
    }

    fn each(&mut self, of: Expr, element: Kind, body: &Ast) -> Result<Compiled, Diagnostic> {
        let (body, kind) = self.compile(body, &Expr::Current, &element)?;
        if body == Expr::Current {
            return Ok((of, Kind::Sequence(Box::new(kind))));
        }
        let each = Expr::Each { of: Box::new(of), body: Box::new(body) };
        Ok((each, Kind::Sequence(Box::new(kind))))
    }

    /// A list, or what is a sequence already, as a sequence with the kind of its elements.
    fn sequence(&self, (expr, kind): Compiled, offset: usize) -> Result<Compiled, Diagnostic> {
        match (&kind, self.list_element(&kind)) {
            (Kind::Sequence(element), _) => Ok((expr, (**element).clone())),
            (_, Some((element, sparse))) => {
                Ok((all_present(Expr::Elements(Box::new(expr)), sparse), element))
            }
            _ => Err(self.problem(offset, format!("{} is no list", self.described(&kind)))),
        }
    }

    /// What a list holds, and whether there are nulls in it.
    fn list_element(&self, kind: &Kind) -> Option<(Kind, bool)> {
        match &self.context.model[kind.shape()?].kind {
            ShapeKind::List(member) => Some((Kind::Shape(member.shape), member.sparse)),
            _ => None,
        }
    }

    /// `[]`: elements that are lists give way to their own elements, one level deep.
    pub(super) fn flatten(
        &mut self,
        node: &Ast,
        base: &Expr,
        kind: &Kind,
        offset: usize,
    ) -> Result<Compiled, Diagnostic> {
        let compiled = self.compile(node, base, kind)?;
        let (of, element) = self.sequence(compiled, offset)?;
        match self.list_element(&element) {
            Some((inner, sparse)) => {
                let flat = all_present(Expr::Flatten(Box::new(of)), sparse);
                Ok((flat, Kind::Sequence(Box::new(inner))))
            }
            None if matches!(element, Kind::Sequence(_)) => {
                Err(self.unsupported(offset, "`[]` on a list of projections"))
            }
            None => Ok((of, Kind::Sequence(Box::new(element)))),
        }
    }

    pub(super) fn values(
        &mut self,
        node: &Ast,
        base: &Expr,
        kind: &Kind,
        offset: usize,
    ) -> Result<Compiled, Diagnostic> {
        let (of, kind) = self.compile(node, base, kind)?;
        let shape = kind.shape().map(|id| &self.context.model[id].kind);
        match shape {
            Some(ShapeKind::Map { value, .. }) => {
                let element = Kind::Shape(value.shape);
                let values = all_present(Expr::Values(Box::new(of)), value.sparse);
                Ok((values, Kind::Sequence(Box::new(element))))
            }
            _ => {
                Err(self.problem(offset, format!("`*` needs a map, not {}", self.described(&kind))))
            }
        }
    }

    /// The elements of the whole expression, each as the type that a waiter's `expected` has.
    pub(super) fn elements_as_expected(
        &mut self,
        root: ShapeId,
        expected: &Expected,
    ) -> Result<Expr, Diagnostic> {
        let compiled = self.whole(root)?;
        let (of, element) = self.sequence(compiled, 0)?;
        // What is done to each element already, and the conversion, are one step.
        let (of, body) = match of {
            Expr::Each { of, body } => (of, *body),
            other => (Box::new(other), Expr::Current),
        };
        let body = self.as_expected((body, element), expected)?;
        Ok(Expr::Each { of, body: Box::new(body) })
    }
}

/// What was found in a sparse list or map may be a null.
pub(super) fn present(found: Expr, sparse: bool) -> Expr {
    if sparse { Expr::Present(Box::new(found)) } else { found }
}

/// No projection yields a null.
fn all_present(sequence: Expr, sparse: bool) -> Expr {
    if sparse { Expr::AllPresent(Box::new(sequence)) } else { sequence }
}
