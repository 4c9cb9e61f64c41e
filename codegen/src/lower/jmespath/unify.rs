//! Values of two kinds as values of one.

use super::kind::{HashField, Kind};
use super::{Compiled, Compiler, call};
use crate::plan::Expr;
use crate::resolve::ShapeKind;

impl Compiler<'_> {
    /// Text, numbers and booleans of shapes as plain values, and a document as one that is looked
    /// into; everything else as it is.
    pub(super) fn plain(&self, (expr, kind): Compiled) -> Compiled {
        let Kind::Shape(id) = kind else { return (expr, kind) };
        match self.context.model[id].kind {
            ShapeKind::Integer | ShapeKind::Long => {
                (Expr::AsInteger(Box::new(expr)), Kind::Integer)
            }
            ShapeKind::Document => (Expr::Document(Box::new(expr)), Kind::Document),
            _ => self.scalar((expr.clone(), kind.clone())).unwrap_or((expr, kind)),
        }
    }

    pub(super) fn is_document(&self, kind: &Kind) -> bool {
        match kind {
            Kind::Document | Kind::Dynamic => true,
            Kind::Shape(id) => matches!(self.context.model[*id].kind, ShapeKind::Document),
            _ => false,
        }
    }

    /// A sequence as a list: what can be looked at twice.
    pub(super) fn settled(&self, (expr, kind): Compiled) -> Compiled {
        match kind {
            Kind::Sequence(element) => (Expr::Collect(Box::new(expr)), Kind::List(element, false)),
            kind => (expr, kind),
        }
    }

    /// What a value of this kind is called where it was bound.
    pub(super) fn bound(kind: &Kind, nullable: bool) -> Expr {
        match (kind.is_owned(), nullable) {
            (false, false) => Expr::Current,
            (owned, nullable) => Expr::Bound { owned, nullable },
        }
    }

    /// The kind that values of both kinds can have.
    pub(super) fn joint(&self, one: &Kind, other: &Kind) -> Option<Kind> {
        if one == other {
            return Some(one.clone());
        }
        match (one, other) {
            (Kind::Null, kind) | (kind, Kind::Null) => return Some(kind.clone()),
            (Kind::Shape(one), Kind::Shape(other))
                if self.context.ty(*one) == self.context.ty(*other) =>
            {
                return Some(Kind::Shape(*one));
            }
            (Kind::Hash(one), Kind::Hash(other)) => return self.joint_hash(one, other),
            _ => {}
        }
        if self.is_document(one) || self.is_document(other) {
            return Some(Kind::Dynamic);
        }
        if let (Some((one, nulls)), Some((other, more))) = (self.held(one), self.held(other)) {
            return Some(Kind::List(Box::new(self.joint(&one, &other)?), nulls || more));
        }
        let plain = |kind: &Kind| self.plain((Expr::Current, kind.clone())).1;
        match (plain(one), plain(other)) {
            (one, other) if one == other && !matches!(one, Kind::Shape(_)) => Some(one),
            (Kind::Integer, Kind::Number) | (Kind::Number, Kind::Integer) => Some(Kind::Number),
            (Kind::Text, Kind::String) | (Kind::String, Kind::Text) => Some(Kind::String),
            _ => None,
        }
    }

    fn joint_hash(&self, one: &[HashField], other: &[HashField]) -> Option<Kind> {
        let same = one.len() == other.len()
            && one.iter().zip(other).all(|(one, other)| one.key == other.key);
        let fields = one.iter().zip(other).map(|(one, other)| {
            Some(HashField {
                key: one.key.clone(),
                kind: self.joint(&one.kind, &other.kind)?,
                sensitive: one.sensitive || other.sensitive,
            })
        });
        if same { Some(Kind::Hash(fields.collect::<Option<_>>()?)) } else { None }
    }

    /// What a list of any kind holds, and whether it may hold nulls.
    pub(super) fn held(&self, kind: &Kind) -> Option<(Kind, bool)> {
        match kind {
            Kind::Sequence(element) => Some(((**element).clone(), false)),
            Kind::List(element, nulls) => Some(((**element).clone(), *nulls)),
            Kind::Tuple(_) => Some((Kind::Dynamic, true)),
            Kind::Shape(id) => match &self.context.model[*id].kind {
                ShapeKind::List(member) => Some((Kind::Shape(member.shape), member.sparse)),
                _ => None,
            },
            _ => None,
        }
    }

    /// The value as one of another kind, which [`joint`](Self::joint) gave.
    pub(super) fn coerced(&self, (expr, kind): Compiled, to: &Kind) -> Expr {
        if kind == *to {
            return expr;
        }
        match (&kind, to) {
            (_, Kind::Dynamic) => self.dynamic((expr, kind)),
            (Kind::Null, _) | (Kind::Shape(_), Kind::Shape(_)) => expr,
            (_, Kind::Number) => self.scalar((expr.clone(), kind)).map_or(expr, |(expr, _)| expr),
            (Kind::String, Kind::String) => expr,
            (_, Kind::String) => call("owned_text", [self.plain((expr, kind)).0]),
            (_, Kind::List(element, nulls)) => self.coerced_list((expr, kind), element, *nulls),
            (Kind::Hash(from), Kind::Hash(to)) => self.coerced_hash(expr, from, to),
            _ => self.plain((expr, kind)).0,
        }
    }

    fn coerced_list(&self, list: Compiled, to: &Kind, nulls: bool) -> Expr {
        let Some((of, element, may_be_null)) = self.elements(list) else { return Expr::Null };
        if (&element, may_be_null) == (to, nulls) {
            return Expr::Collect(Box::new(of));
        }
        let current = Self::bound(&element, may_be_null);
        let body = Box::new(self.coerced((current, element), to));
        let of = Box::new(of);
        match nulls {
            true => Expr::Mapped { of, body },
            false => Expr::Collect(Box::new(Expr::Each { of, body })),
        }
    }

    fn coerced_hash(&self, expr: Expr, from: &[HashField], to: &[HashField]) -> Expr {
        let fields = from.iter().zip(to).enumerate().map(|(index, (from_field, to))| {
            let value =
                tuple_field(&Expr::Bound { owned: true, nullable: false }, index, from.len());
            self.coerced((value, from_field.kind.clone()), &to.kind)
        });
        bind(expr, Expr::Tuple(fields.collect()))
    }

    /// Values of one kind as a list of that kind; `None` if they have none in common.
    pub(super) fn list_of(&self, values: Vec<Compiled>) -> Option<Compiled> {
        let mut kinds = values.iter().map(|(_, kind)| kind);
        let first = kinds.next().cloned().unwrap_or(Kind::Null);
        let kind = kinds.try_fold(first, |joint, kind| self.joint(&joint, kind))?;
        let kind = if kind == Kind::Null { Kind::Dynamic } else { kind };
        let values = values.into_iter().map(|value| self.coerced(value, &kind)).collect();
        Some((Expr::ListOf(values), Kind::List(Box::new(kind), true)))
    }

    /// Any value as a document.
    pub(super) fn dynamic(&self, (expr, kind): Compiled) -> Expr {
        match &kind {
            Kind::Dynamic => expr,
            Kind::Null => call("nothing", []),
            Kind::Document => Expr::Cloned(Box::new(expr)),
            Kind::Sequence(element) | Kind::List(element, _) if is_json(element) => {
                call("json", [self.settled((expr, kind)).0])
            }
            Kind::Sequence(_) | Kind::List(..) => {
                call("json", [self.coerced_list((expr, kind), &Kind::Dynamic, true)])
            }
            Kind::Tuple(kinds) => {
                let list = bind(expr, Expr::ListOf(self.dynamic_fields(kinds.iter(), kinds.len())));
                call("json", [list])
            }
            Kind::Hash(fields) => {
                let kinds = fields.iter().map(|field| &field.kind);
                let values = self.dynamic_fields(kinds, fields.len());
                let keys = fields.iter().map(|field| field.key.clone());
                bind(expr, Expr::Object(keys.zip(values).collect()))
            }
            _ => call("json", [expr]),
        }
    }

    pub(super) fn dynamic_fields<'k>(
        &self,
        kinds: impl Iterator<Item = &'k Kind>,
        total: usize,
    ) -> Vec<Expr> {
        let bound = Expr::Bound { owned: true, nullable: false };
        let fields = kinds
            .enumerate()
            .map(|(index, kind)| self.dynamic((tuple_field(&bound, index, total), kind.clone())));
        fields.collect()
    }
}

/// Can the runtime make JSON of a list of it as it is?
fn is_json(kind: &Kind) -> bool {
    !matches!(
        kind,
        Kind::Hash(_) | Kind::Tuple(_) | Kind::Sequence(_) | Kind::List(..) | Kind::Document
    )
}

/// A field of a tuple.
pub(super) fn tuple_field(of: &Expr, index: usize, total: usize) -> Expr {
    // What a tuple is made of needs no tuple.
    match of {
        Expr::Tuple(fields) => fields.get(index).cloned().unwrap_or(Expr::Null),
        _ => Expr::TupleField { of: Box::new(of.clone()), index, of_total: total },
    }
}

/// An expression applied to a value that is not null.
pub(super) fn bind(of: Expr, body: Expr) -> Expr {
    Expr::Let { of: Box::new(of), body: Box::new(body), nullable: false }
}
