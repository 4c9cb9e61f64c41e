//! What a search gives: the value of an expression, owned, with a structure for each hash in it.

use super::kind::{HashField, Kind};
use super::project::items;
use super::unify::{bind, tuple_field};
use super::{Compiled, Compiler, call};
use crate::diagnostics::Diagnostic;
use crate::lower::{docs, names};
use crate::plan::{Expr, FieldPlan, MemberPlan, StructurePlan, Ty, TypeRef};
use crate::resolve::ShapeId;
use std::collections::BTreeSet;

/// The most fields of a tuple that a search gives: the standard library knows no wider ones.
const WIDEST: usize = 12;

/// The result of a search.
pub(in crate::lower) struct Found {
    pub(in crate::lower) value: Expr,
    pub(in crate::lower) ty: Ty,
    /// The structures of its hashes, the outermost first.
    pub(in crate::lower) structures: Vec<StructurePlan>,
    pub(in crate::lower) faults: bool,
}

impl Compiler<'_> {
    /// The value of the expression as a caller gets it; `name` is what structures are called.
    pub(in crate::lower) fn found(
        &mut self,
        root: ShapeId,
        name: &str,
    ) -> Result<Found, Diagnostic> {
        self.searching = true;
        let compiled = self.whole(root)?;
        let mut owner = Owner { compiler: self, structures: Vec::new(), taken: BTreeSet::new() };
        let (value, ty) = owner.owned(compiled, name)?;
        let structures = owner.structures;
        Ok(Found { value, ty, structures, faults: self.faults })
    }
}

struct Owner<'o, 'c> {
    compiler: &'o Compiler<'c>,
    structures: Vec<StructurePlan>,
    taken: BTreeSet<String>,
}

impl Owner<'_, '_> {
    fn owned(&mut self, (expr, kind): Compiled, name: &str) -> Result<(Expr, Ty), Diagnostic> {
        let text = |expr| call("owned_text", [expr]);
        Ok(match kind {
            Kind::Shape(id) => (Expr::Cloned(Box::new(expr)), self.compiler.context.ty(id)),
            Kind::Text => (text(expr), Ty::Text),
            Kind::String => (expr, Ty::Text),
            Kind::Integer => (expr, Ty::I64),
            Kind::Number => (expr, Ty::F64),
            Kind::Bool => (expr, Ty::Bool),
            Kind::Document => (Expr::Cloned(Box::new(expr)), Ty::Document),
            Kind::Dynamic => (expr, Ty::Document),
            Kind::Null => (call("nothing", []), Ty::Document),
            Kind::Sequence(element) => self.sequence(expr, *element, name)?,
            Kind::List(element, nulls) => self.list(expr, *element, nulls, name)?,
            Kind::Tuple(kinds) => self.tuple(expr, kinds, name)?,
            Kind::Hash(fields) => self.hash(expr, fields, name)?,
        })
    }

    fn sequence(&mut self, of: Expr, element: Kind, name: &str) -> Result<(Expr, Ty), Diagnostic> {
        // What is done to each element already, and the cloning, are one step.
        let (of, body) = match of {
            Expr::Each { of, body } => (of, *body),
            of => (Box::new(of), Compiler::bound(&element, false)),
        };
        let (body, ty) = self.owned((body, element), name)?;
        let each = Expr::Each { of, body: Box::new(body) };
        Ok((Expr::Collect(Box::new(each)), Ty::List(Box::new(ty))))
    }

    fn list(
        &mut self,
        of: Expr,
        element: Kind,
        nulls: bool,
        name: &str,
    ) -> Result<(Expr, Ty), Diagnostic> {
        if !nulls {
            return self.sequence(items(of), element, name);
        }
        let current = Compiler::bound(&element, true);
        let (body, ty) = self.owned((current, element), name)?;
        let (of, body) = (Box::new(items(of)), Box::new(body));
        Ok((Expr::Mapped { of, body }, Ty::List(Box::new(Ty::Sparse(Box::new(ty))))))
    }

    fn tuple(&mut self, of: Expr, kinds: Vec<Kind>, name: &str) -> Result<(Expr, Ty), Diagnostic> {
        if kinds.len() > WIDEST {
            let message = format!("a list of {} values of different types", kinds.len());
            let help = "use a multi-select hash, `{name: value}`".to_owned();
            return Err(self.compiler.problem(0, message).help(Some(help)));
        }
        let total = kinds.len();
        let (bound, of) = taken_apart(of);
        let mut parts = Vec::new();
        for (index, kind) in kinds.into_iter().enumerate() {
            let part = tuple_field(&bound, index, total);
            parts.push(self.owned((part, kind), &format!("{name}{index}"))?);
        }
        let (values, types) = parts.into_iter().unzip();
        Ok((put_together(of, Expr::Tuple(values)), Ty::Tuple(types)))
    }

    fn hash(
        &mut self,
        of: Expr,
        fields: Vec<HashField>,
        name: &str,
    ) -> Result<(Expr, Ty), Diagnostic> {
        let ty =
            TypeRef { module: "search", name: names::unique(name.to_owned(), &mut self.taken) };
        let place = self.structures.len();
        self.structures.push(structure(&ty.name));
        let (bound, of) = taken_apart(of);
        let (total, mut taken, mut values) = (fields.len(), BTreeSet::new(), Vec::new());
        for (index, field) in fields.into_iter().enumerate() {
            let part = tuple_field(&bound, index, total);
            let inner = format!("{name}{}", names::pascal(&field.key).trim_matches('_'));
            let (value, field_ty) = self.owned((part, field.kind.clone()), &inner)?;
            let plan = planned(&field, field_ty, &mut taken);
            values.push((plan.name.clone(), value));
            if let Some(structure) = self.structures.get_mut(place) {
                structure.fields.push(plan);
            }
        }
        let made = Expr::Construct { ty: ty.clone(), fields: values };
        Ok((put_together(of, made), Ty::Structure(ty)))
    }
}

/// A tuple as its fields where it is made, else a name for it and what the name stands for.
fn taken_apart(of: Expr) -> (Expr, Option<Expr>) {
    match of {
        Expr::Tuple(_) => (of, None),
        of => (Expr::Bound { owned: true, nullable: false }, Some(of)),
    }
}

fn put_together(of: Option<Expr>, made: Expr) -> Expr {
    match of {
        None => made,
        // What was bound already needs no second name.
        Some(Expr::Bound { owned: true, nullable: false }) => made,
        Some(of) => bind(of, made),
    }
}

fn structure(name: &str) -> StructurePlan {
    StructurePlan {
        name: name.to_owned(),
        shape: name.to_owned(),
        docs: Vec::new(),
        fields: Vec::new(),
        payload: None,
        constructor: None,
        accessors: true,
        sensitive: false,
        nulls: true,
    }
}

fn planned(field: &HashField, ty: Ty, taken: &mut BTreeSet<String>) -> FieldPlan {
    let name = names::underscored(names::snake(&field.key), &[], taken);
    FieldPlan {
        setter: name.clone(),
        docs: vec![format!("What the search calls {}.", docs::code(&field.key))],
        ty,
        boxed: false,
        member: MemberPlan {
            name: field.key.clone(),
            read: field.key.clone(),
            write: field.key.clone(),
            field: name.clone(),
            sensitive: field.sensitive,
            ..MemberPlan::default()
        },
        name,
    }
}
