//! Multi-selects, sub-expressions, and which expressions give null for a null.

use jmespath::ast::{Ast, KeyValuePair};

use super::kind::{HashField, Kind};
use super::unify::{bind, tuple_field};
use super::{Compiled, Compiler, LARGEST};
use crate::diagnostics::Diagnostic;
use crate::plan::Expr;

impl Compiler<'_> {
    /// `lhs.rhs` and `lhs | rhs`: what is cheap to find again stands wherever the right side
    /// mentions it, anything else is bound.
    pub(super) fn applied(
        &mut self,
        lhs: &Ast,
        rhs: &Ast,
        base: &Expr,
        kind: &Kind,
    ) -> Result<Compiled, Diagnostic> {
        let left = self.compile(lhs, base, kind)?;
        if left.0.size() > LARGEST {
            return Err(self.problem(0, "is nested too deeply to be compiled"));
        }
        if is_place(&left.0) || mentions(rhs) < 2 {
            return self.compile(rhs, &left.0, &left.1);
        }
        let (of, kind) = self.settled(left);
        let nullable = !is_strict(rhs);
        let body = self.compile(rhs, &Self::bound(&kind, nullable), &kind)?;
        let (body, found) = self.settled(body);
        Ok((Expr::Let { of: Box::new(of), body: Box::new(body), nullable }, found))
    }

    /// Does something with a value that is not null.
    fn within(
        &mut self,
        base: &Expr,
        kind: &Kind,
        body: impl FnOnce(&mut Self, &Expr, &Kind) -> Result<Compiled, Diagnostic>,
    ) -> Result<Compiled, Diagnostic> {
        if matches!(base, Expr::Current | Expr::Bound { nullable: false, .. }) {
            return body(self, base, kind);
        }
        let (of, kind) = self.settled((base.clone(), kind.clone()));
        let (body, found) = body(self, &Self::bound(&kind, false), &kind)?;
        Ok((bind(of, body), found))
    }

    pub(super) fn multi_list(
        &mut self,
        elements: &[Ast],
        base: &Expr,
        kind: &Kind,
    ) -> Result<Compiled, Diagnostic> {
        self.within(base, kind, |this, base, kind| {
            let values = elements.iter().map(|element| {
                let compiled = this.compile(element, base, kind)?;
                Ok(this.settled(compiled))
            });
            let values = values.collect::<Result<Vec<Compiled>, Diagnostic>>()?;
            if let Some(list) = this.list_of(values.clone()) {
                return Ok(list);
            }
            this.check_width(values.len())?;
            let (fields, kinds) = values.into_iter().map(|value| this.typed_null(value)).unzip();
            Ok((Expr::Tuple(fields), Kind::Tuple(kinds)))
        })
    }

    pub(super) fn multi_hash(
        &mut self,
        pairs: &[KeyValuePair],
        base: &Expr,
        kind: &Kind,
    ) -> Result<Compiled, Diagnostic> {
        let before = std::mem::take(&mut self.sensitive);
        let found = self.within(base, kind, |this, base, kind| {
            let (mut values, mut fields): (Vec<Expr>, Vec<HashField>) = (Vec::new(), Vec::new());
            for pair in pairs {
                this.sensitive = false;
                let compiled = this.compile(&pair.value, base, kind)?;
                let (value, kind) = this.typed_null(this.settled(compiled));
                let field = HashField { key: pair.key.clone(), kind, sensitive: this.sensitive };
                // Of several values of one key the last is kept.
                match fields.iter().position(|field| field.key == pair.key) {
                    Some(at) => (values[at], fields[at]) = (value, field),
                    None => {
                        values.push(value);
                        fields.push(field);
                    }
                }
            }
            this.check_width(fields.len())?;
            this.sensitive = fields.iter().any(|field| field.sensitive);
            Ok((Expr::Tuple(values), Kind::Hash(fields)))
        });
        self.sensitive |= before;
        found
    }

    /// A tuple of tuples is as wide as the emitters make one.
    fn check_width(&self, fields: usize) -> Result<(), Diagnostic> {
        const WIDEST: usize = 144;
        match fields {
            0..=WIDEST => Ok(()),
            _ => Err(self.problem(0, format!("selects {fields} values; at most {WIDEST} are"))),
        }
    }

    /// The null of a literal has no type of its own in a tuple.
    pub(super) fn typed_null(&self, (expr, kind): Compiled) -> Compiled {
        match kind {
            Kind::Null => (self.dynamic((expr, Kind::Null)), Kind::Dynamic),
            kind => (expr, kind),
        }
    }

    /// A member of a multi-select hash.
    pub(super) fn hash_field(
        &self,
        base: &Expr,
        fields: &[HashField],
        name: &str,
        offset: usize,
    ) -> Result<Compiled, Diagnostic> {
        let at = fields.iter().position(|field| field.key == name);
        match at.and_then(|at| Some((at, fields.get(at)?))) {
            Some((at, field)) => Ok((tuple_field(base, at, fields.len()), field.kind.clone())),
            None => {
                let known = fields.iter().map(|field| field.key.as_str());
                let help = crate::diagnostics::nearest(name, known);
                let message = format!("the object has no member `{}`", name.escape_debug());
                Err(self.problem(offset, message).help(help))
            }
        }
    }
}

/// Is it cheap to find again?
fn is_place(expr: &Expr) -> bool {
    match expr {
        Expr::Current | Expr::Bound { .. } | Expr::Null => true,
        Expr::Field { of, .. }
        | Expr::Variant { of, .. }
        | Expr::Entry { of, .. }
        | Expr::Index { of, .. }
        | Expr::Present(of)
        | Expr::Document(of)
        | Expr::TupleField { of, .. } => is_place(of),
        _ => false,
    }
}

/// How often an expression looks at the value that it is applied to.
fn mentions(ast: &Ast) -> usize {
    match ast {
        Ast::Identity { .. } | Ast::Field { .. } | Ast::Index { .. } | Ast::Slice { .. } => 1,
        Ast::Subexpr { lhs, .. } | Ast::Projection { lhs, .. } => mentions(lhs),
        Ast::Flatten { node, .. } | Ast::ObjectValues { node, .. } | Ast::Not { node, .. } => {
            mentions(node)
        }
        Ast::And { lhs, rhs, .. } | Ast::Or { lhs, rhs, .. } | Ast::Comparison { lhs, rhs, .. } => {
            mentions(lhs) + mentions(rhs)
        }
        Ast::Function { args, .. } => args.iter().map(mentions).sum(),
        // They bind it themselves.
        Ast::MultiList { .. } | Ast::MultiHash { .. } => 1,
        Ast::Literal { .. } | Ast::Expref { .. } | Ast::Condition { .. } => 0,
    }
}

/// Is the expression null for a null?
pub(super) fn is_strict(ast: &Ast) -> bool {
    match ast {
        Ast::Identity { .. }
        | Ast::Field { .. }
        | Ast::Index { .. }
        | Ast::Slice { .. }
        | Ast::MultiList { .. }
        | Ast::MultiHash { .. } => true,
        Ast::Subexpr { lhs, rhs, .. } => is_strict(lhs) && is_strict(rhs),
        Ast::Projection { lhs, .. } => is_strict(lhs),
        Ast::Flatten { node, .. } | Ast::ObjectValues { node, .. } => is_strict(node),
        Ast::And { lhs, .. } => is_strict(lhs),
        Ast::Or { lhs, rhs, .. } => is_strict(lhs) && is_strict(rhs),
        Ast::Condition { predicate, then, .. } => is_strict(predicate) || is_strict(then),
        _ => false,
    }
}
