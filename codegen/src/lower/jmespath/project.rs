//! Projections: lists and maps as sequences, and what is done to each element.

use jmespath::ast::Ast;

use super::kind::Kind;
use super::select::is_strict;
use super::unify::{bind, tuple_field};
use super::{Compiled, Compiler, call};
use crate::diagnostics::Diagnostic;
use crate::lower::analysis::is_sensitive;
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
        if let (Kind::Shape(_), Some((element, sparse))) = (kind, self.held(kind)) {
            let found = Expr::Index { of: Box::new(base.clone()), index };
            return Ok((present(found, sparse), element));
        }
        if let Kind::Tuple(kinds) = kind {
            return Ok(tuple_index(base, kinds, index));
        }
        let list = (base.clone(), kind.clone());
        let Some((of, element, nulls)) = self.elements(list) else {
            return Err(self.problem(offset, format!("{} has no elements", self.described(kind))));
        };
        let list = Expr::Collect(Box::new(of));
        let found = call("take", [list, Expr::Integer(i64::from(index))]);
        if !nulls {
            return Ok((found, element));
        }
        let inner = Expr::Bound { owned: false, nullable: true };
        Ok((bind(found, inner), element))
    }

    pub(super) fn slice(
        &self,
        base: &Expr,
        kind: &Kind,
        bounds: (Option<i32>, Option<i32>, i32),
        offset: usize,
    ) -> Result<Compiled, Diagnostic> {
        let (start, stop, step) = bounds;
        if step == 0 {
            return Err(self.problem(offset, "the step of a slice cannot be 0"));
        }
        let Some((of, element, nulls)) = self.elements((base.clone(), kind.clone())) else {
            let message = format!("a slice needs a list, not {}", self.described(kind));
            return Err(self.problem(offset, message));
        };
        let number =
            |bound: Option<i32>| bound.map_or(Expr::Null, |bound| Expr::Integer(i64::from(bound)));
        let list = Expr::Collect(Box::new(of));
        let found = call("slice", [list, number(start), number(stop), number(Some(step))]);
        Ok((found, Kind::List(Box::new(element), nulls)))
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
        let described = self.described(&left.1);
        let Some((of, element, nulls)) = self.elements(left) else {
            return Err(self.problem(offset, format!("{described} is no list")));
        };
        // An expression that gives null for a null drops it by itself.
        let (of, nulls) = match nulls && is_strict(rhs) {
            true => (all_present(of, true), false),
            false => (of, nulls),
        };
        let current = Self::bound(&element, nulls);
        if let Ast::Condition { predicate, then, .. } = rhs {
            let condition = Box::new(self.test(predicate, &current, &element)?);
            let owned = element.is_owned();
            let filtered = Expr::Filter { of: Box::new(of), condition, owned };
            return self.each(filtered, &current, element, then);
        }
        self.each(of, &current, element, rhs)
    }

    fn each(
        &mut self,
        of: Expr,
        current: &Expr,
        element: Kind,
        body: &Ast,
    ) -> Result<Compiled, Diagnostic> {
        let compiled = self.compile(body, current, &element)?;
        let (body, kind) = self.settled(compiled);
        let kind = Kind::Sequence(Box::new(kind));
        if body == *current && !matches!(current, Expr::Bound { nullable: true, .. }) {
            return Ok((of, kind));
        }
        Ok((Expr::Each { of: Box::new(of), body: Box::new(body) }, kind))
    }

    /// A list of any kind as an iterator, with the kind of its elements and whether they may be
    /// null: then they are options.
    pub(super) fn elements(&self, (expr, kind): Compiled) -> Option<(Expr, Kind, bool)> {
        let (element, nulls) = match &kind {
            Kind::Document => (Kind::Document, true),
            Kind::Dynamic => (Kind::Dynamic, true),
            kind if self.is_document(kind) => {
                return self.elements(self.plain((expr, kind.clone())));
            }
            kind => self.held(kind)?,
        };
        let of = Box::new(expr);
        let elements = match kind {
            Kind::Sequence(_) if adaptors(&of) > LONGEST => {
                Expr::Items(Box::new(Expr::Collect(of)))
            }
            Kind::Sequence(_) => *of,
            Kind::List(..) => items(*of),
            Kind::Document => call("elements", [*of]),
            Kind::Dynamic => call("into_elements", [*of]),
            Kind::Tuple(kinds) => Expr::Items(Box::new(bind(
                *of,
                Expr::ListOf(self.dynamic_fields(kinds.iter(), kinds.len())),
            ))),
            _ if nulls => call("options", [Expr::Elements(of)]),
            _ => Expr::Elements(of),
        };
        Some((elements, element, nulls))
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
        let described = self.described(&compiled.1);
        let Some((of, element, nulls)) = self.elements(compiled) else {
            return Err(self.problem(offset, format!("{described} is no list")));
        };
        if self.is_document(&element) {
            let body = Box::new(self.dynamic((Self::bound(&element, nulls), element)));
            let list = Expr::Mapped { of: Box::new(of), body };
            return Ok((call("flatten", [list]), Kind::List(Box::new(Kind::Dynamic), true)));
        }
        let Some((inner, more)) = self.held(&element) else {
            let element = Box::new(element);
            return Ok(match nulls {
                true => (Expr::Collect(Box::new(of)), Kind::List(element, true)),
                false => (of, Kind::Sequence(element)),
            });
        };
        let of = all_present(of, nulls);
        let of = self.inner_lists(of, &element);
        let flat = Expr::Flatten(Box::new(of));
        if more && !matches!(element, Kind::Shape(_)) {
            return Ok((Expr::Collect(Box::new(flat)), Kind::List(Box::new(inner), true)));
        }
        Ok((all_present(flat, more), Kind::Sequence(Box::new(inner))))
    }

    /// Elements that are tuples become lists; those that are lists can be iterated over.
    fn inner_lists(&self, of: Expr, element: &Kind) -> Expr {
        match element {
            Kind::Tuple(kinds) => {
                let list = Expr::ListOf(self.dynamic_fields(kinds.iter(), kinds.len()));
                Expr::Each { of: Box::new(of), body: Box::new(list) }
            }
            _ => of,
        }
    }

    pub(super) fn values(
        &mut self,
        node: &Ast,
        base: &Expr,
        kind: &Kind,
        offset: usize,
    ) -> Result<Compiled, Diagnostic> {
        let compiled = self.compile(node, base, kind)?;
        let described = self.described(&compiled.1);
        self.note_members(&compiled.1);
        match self.values_of(compiled) {
            Some(values) => Ok(values),
            None => Err(self.problem(offset, format!("`*` needs a map, not {described}"))),
        }
    }

    /// The values of a map or of an object: typed, if they all have one type.
    pub(super) fn values_of(&self, (of, kind): Compiled) -> Option<Compiled> {
        match &kind {
            Kind::Hash(fields) => {
                let bound = Expr::Bound { owned: true, nullable: false };
                let values = fields.iter().enumerate().map(|(index, field)| {
                    (tuple_field(&bound, index, fields.len()), field.kind.clone())
                });
                Some(self.one_list(of, values.collect()))
            }
            Kind::Document => {
                Some((call("values", [of]), Kind::List(Box::new(Kind::Document), true)))
            }
            Kind::Dynamic => {
                Some((call("into_values", [of]), Kind::List(Box::new(Kind::Dynamic), true)))
            }
            Kind::Shape(id) => match &self.context.model[*id].kind {
                ShapeKind::Map { value, .. } => {
                    let values = all_present(Expr::Values(Box::new(of)), value.sparse);
                    Some((values, Kind::Sequence(Box::new(Kind::Shape(value.shape)))))
                }
                ShapeKind::Structure(_) => Some(self.member_values(of, *id)),
                ShapeKind::Document => self.values_of(self.plain((of, kind))),
                _ => None,
            },
            _ => None,
        }
    }

    /// Notes whether a structure that is looked at as a whole holds what must not be shown.
    pub(super) fn note_members(&mut self, kind: &Kind) {
        let model = self.context.model;
        let Some(shape) = kind.shape().and_then(|id| model.structure(id)) else { return };
        self.sensitive |= shape.members.iter().any(|member| is_sensitive(model, member.shape));
    }

    /// The members that are set.
    fn member_values(&self, of: Expr, id: ShapeId) -> Compiled {
        let members = self.context.model.structure(id).map_or(&[][..], |shape| &shape.members);
        let values = members
            .iter()
            .enumerate()
            .map(|(index, member)| self.member_value(Box::new(Expr::Current), id, (index, member)));
        let (list, kind) = self.one_list(of, values.collect());
        match kind {
            // A member that is not set is no member.
            Kind::List(element, _) => {
                let values = all_present(Expr::Items(Box::new(list)), true);
                (values, Kind::Sequence(element))
            }
            kind => (list, kind),
        }
    }

    fn one_list(&self, of: Expr, values: Vec<Compiled>) -> Compiled {
        let typed = self.list_of(values.clone());
        let (list, kind) = typed.unwrap_or_else(|| {
            let values = values.into_iter().map(|value| self.dynamic(value));
            let list = Expr::ListOf(values.collect());
            (list, Kind::List(Box::new(Kind::Dynamic), true))
        });
        (bind(of, list), kind)
    }

    /// The elements of the whole expression, each as the type that a waiter's `expected` has.
    pub(super) fn elements_as_expected(
        &mut self,
        root: ShapeId,
        expected: &Expected,
    ) -> Result<(Expr, Expr), Diagnostic> {
        let compiled = self.whole(root)?;
        let described = self.described(&compiled.1);
        let Some((of, element, nulls)) = self.elements(compiled) else {
            return Err(self.problem(0, format!("{described} is no list")));
        };
        let of = all_present(of, nulls);
        // What is done to each element already, and the conversion, are one step.
        let (of, body) = match of {
            Expr::Each { of, body } => (of, *body),
            other => (Box::new(other), Self::bound(&element, false)),
        };
        let (body, constant) = self.as_expected((body, element), expected)?;
        Ok((Expr::Each { of, body: Box::new(body) }, constant))
    }
}

/// What was found in a sparse list or map may be a null.
pub(super) fn present(found: Expr, sparse: bool) -> Expr {
    if sparse { Expr::Present(Box::new(found)) } else { found }
}

/// An element of a multi-select list, known where the build runs.
fn tuple_index(base: &Expr, kinds: &[Kind], index: i32) -> Compiled {
    let distance = usize::try_from(index.unsigned_abs()).unwrap_or(usize::MAX);
    let at = if index < 0 { kinds.len().checked_sub(distance) } else { Some(distance) };
    match at.and_then(|at| Some((at, kinds.get(at)?))) {
        Some((at, kind)) => (tuple_field(base, at, kinds.len()), kind.clone()),
        None => (Expr::Null, Kind::Null),
    }
}

/// The most iterators inside one another: each is a part of the type of the next, and what rustc does
/// for a type grows faster than the type.
const LONGEST: usize = 8;

/// How many iterators a sequence is made of.
fn adaptors(sequence: &Expr) -> usize {
    match sequence {
        Expr::Each { of, .. }
        | Expr::Filter { of, .. }
        | Expr::AllPresent(of)
        | Expr::Flatten(of) => 1 + adaptors(of),
        Expr::Call { args, .. } => args.iter().map(adaptors).max().unwrap_or_default(),
        _ => 0,
    }
}

/// A list that was made as a sequence; one that was a sequence is that again.
pub(super) fn items(list: Expr) -> Expr {
    match list {
        Expr::Collect(sequence) => *sequence,
        list => Expr::Items(Box::new(list)),
    }
}

/// No projection yields a null.
fn all_present(sequence: Expr, sparse: bool) -> Expr {
    match sequence {
        // References to options are iterated over as they are.
        Expr::Call { function: "options", args, .. } if sparse => {
            Expr::AllPresent(Box::new(args.into_iter().next().unwrap_or(Expr::Null)))
        }
        sequence if sparse => Expr::AllPresent(Box::new(sequence)),
        sequence => sequence,
    }
}
