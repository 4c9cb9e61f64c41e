//! JMESPath → typed expressions: the grammar is the `jmespath` crate's, the types are the shapes'.
//!
//! Whatever has no typed form is an error that names file, pointer and offset, never wrong code.

mod compare;
mod functions;
mod kind;
mod literal;
mod parse;
mod project;
mod search;
mod select;
mod unify;

use jmespath::ast::Ast;

use super::Context;
use super::analysis::is_sensitive;
use super::members::is_json_text;
use crate::diagnostics::{Diagnostic, nearest};
use crate::plan::{Expr, Step, Typed};
use crate::resolve::{Expected, Located, MemberModel, ShapeId, ShapeKind};
use kind::Kind;
pub(super) use parse::parse;

/// Compiles one expression.
pub(super) struct Compiler<'a> {
    context: &'a Context<'a>,
    source: &'a Located,
    faults: bool,
    /// Was anything looked at that must not be shown?
    sensitive: bool,
    /// Does the value go to a caller, so that integers must stay integers and enums enums?
    searching: bool,
    looked_at: Option<ShapeId>,
}

/// The largest value, in nodes, that another expression may be applied to: it may mention it more
/// than once, and so on.
const LARGEST: usize = 400;

/// How deep the lists and objects that an expression makes may nest, as deep as those of shapes.
const DEEPEST: usize = 16;

/// An expression with the kind of its value.
type Compiled = (Expr, Kind);

impl<'a> Compiler<'a> {
    pub(super) fn new(context: &'a Context<'a>, source: &'a Located) -> Self {
        Compiler {
            context,
            source,
            faults: false,
            sensitive: false,
            searching: false,
            looked_at: None,
        }
    }

    /// Can evaluation fail at run time? Known after compiling.
    pub(super) fn can_fault(&self) -> bool {
        self.faults
    }

    /// The shape that is compared with what a waiter expects, if it is one. Known after compiling.
    pub(super) fn looked_at(&self) -> Option<ShapeId> {
        self.looked_at
    }

    /// The value of the expression.
    pub(super) fn typed(&mut self, root: ShapeId) -> Result<Typed, Diagnostic> {
        let (expr, kind) = self.infallible(root)?;
        Ok(self.with_type(expr, kind))
    }

    /// The value of the expression as the token that an input member of type `taken` takes.
    pub(super) fn token(&mut self, root: ShapeId, taken: ShapeId) -> Result<Typed, Diagnostic> {
        let (expr, kind) = self.infallible(root)?;
        // Text that was made is text too.
        let given = if kind == Kind::String { Kind::Text } else { kind.clone() };
        if self.plain_ty(&given) != self.plain_ty(&Kind::Shape(taken)) {
            let (found, wanted) = (self.described(&kind), self.described(&Kind::Shape(taken)));
            let message = format!("gives {found}, but the next request takes {wanted}");
            return Err(self.problem(0, message));
        }
        Ok(self.with_type(expr, kind))
    }

    /// The expression as a condition, by JMESPath's falsiness.
    pub(super) fn condition(&mut self, root: ShapeId) -> Result<Expr, Diagnostic> {
        let compiled = self.infallible(root)?;
        Ok(self.truthy(compiled))
    }

    /// Is the value what a waiter expects?
    pub(super) fn is(&mut self, root: ShapeId, expected: &Expected) -> Result<Expr, Diagnostic> {
        let compiled = self.whole(root)?;
        let (of, constant) = self.as_expected(compiled, expected)?;
        Ok(Expr::Is { of: Box::new(of), expected: Box::new(constant) })
    }

    /// Are all elements what a waiter expects?
    pub(super) fn all(&mut self, root: ShapeId, expected: &Expected) -> Result<Expr, Diagnostic> {
        let (of, constant) = self.elements_as_expected(root, expected)?;
        Ok(Expr::All { of: Box::new(of), expected: Box::new(constant) })
    }

    /// Is one element what a waiter expects?
    pub(super) fn any(&mut self, root: ShapeId, expected: &Expected) -> Result<Expr, Diagnostic> {
        let (of, constant) = self.elements_as_expected(root, expected)?;
        Ok(Expr::Any { of: Box::new(of), expected: Box::new(constant) })
    }

    /// A dotted path of structure members: what can be written as well as read (botocore rule P3).
    pub(super) fn path(&mut self, root: ShapeId) -> Result<(Vec<Step>, ShapeId), Diagnostic> {
        let ast = self.parse()?;
        let (mut expr, kind) = self.compile(&ast, &Expr::Current, &Kind::Shape(root))?;
        let mut steps = Vec::new();
        while let Expr::Field { of, step } = expr {
            steps.push(step);
            expr = *of;
        }
        steps.reverse();
        match (expr, kind) {
            (Expr::Current, Kind::Shape(id)) if !steps.is_empty() => Ok((steps, id)),
            _ => Err(self.problem(
                0,
                "is written in full results, so it must be a path of member names, such as `A.B`",
            )),
        }
    }

    /// An expression of a paginator. There, a failing evaluation would end a listing in silence.
    fn infallible(&mut self, root: ShapeId) -> Result<Compiled, Diagnostic> {
        let compiled = self.whole(root)?;
        if self.faults {
            let message =
                "a function that fails on what is missing, such as `length`, is for waiters";
            return Err(self.problem(0, message));
        }
        Ok(compiled)
    }

    fn whole(&mut self, root: ShapeId) -> Result<Compiled, Diagnostic> {
        let ast = self.parse()?;
        self.compile(&ast, &Expr::Current, &Kind::Shape(root))
    }

    fn parse(&self) -> Result<Ast, Diagnostic> {
        parse(self.source)
    }

    fn problem(&self, offset: usize, message: impl Into<String>) -> Diagnostic {
        parse::problem(self.source, offset, message)
    }

    /// Compiles a node of the tree, applied to `base`.
    fn compile(&mut self, ast: &Ast, base: &Expr, kind: &Kind) -> Result<Compiled, Diagnostic> {
        let compiled = self.node(ast, base, kind)?;
        if compiled.1.depth() > DEEPEST {
            let message = format!("gives lists and objects nested more than {DEEPEST} deep");
            return Err(self.problem(0, message));
        }
        Ok(compiled)
    }

    fn node(&mut self, ast: &Ast, base: &Expr, kind: &Kind) -> Result<Compiled, Diagnostic> {
        match ast {
            Ast::Identity { .. } => Ok((base.clone(), kind.clone())),
            Ast::Field { name, offset } => self.field(base, kind, name, *offset),
            Ast::Subexpr { lhs, rhs, .. } => self.applied(lhs, rhs, base, kind),
            Ast::Index { idx, offset } => self.index(base, kind, *idx, *offset),
            Ast::Projection { lhs, rhs, offset } => self.projection(lhs, rhs, base, kind, *offset),
            Ast::Flatten { node, offset } => self.flatten(node, base, kind, *offset),
            Ast::ObjectValues { node, offset } => self.values(node, base, kind, *offset),
            Ast::Comparison { comparator, lhs, rhs, offset } => {
                let (left, right) = self.operands(lhs, rhs, base, kind)?;
                self.comparison(comparator, left, right, *offset)
            }
            Ast::And { lhs, rhs, offset } => {
                let (left, right) = self.operands(lhs, rhs, base, kind)?;
                self.both(left, right, *offset)
            }
            Ast::Or { lhs, rhs, offset } => {
                let (left, right) = self.operands(lhs, rhs, base, kind)?;
                self.either(left, right, *offset)
            }
            Ast::Not { node, .. } => {
                let condition = Expr::Not(Box::new(self.test(node, base, kind)?));
                Ok((Expr::Known(Box::new(condition)), Kind::Bool))
            }
            Ast::Literal { value, .. } => Ok(self.literal(value)),
            Ast::Function { name, args, offset } => self.function(name, args, base, kind, *offset),
            Ast::Slice { start, stop, step, offset } => {
                self.slice(base, kind, (*start, *stop, *step), *offset)
            }
            Ast::MultiList { elements, .. } => self.multi_list(elements, base, kind),
            Ast::MultiHash { elements, .. } => self.multi_hash(elements, base, kind),
            Ast::Expref { offset, .. } => {
                Err(self.problem(*offset, "an expression reference is an argument of a function"))
            }
            Ast::Condition { offset, .. } => {
                Err(self.unsupported(*offset, "a filter without a list"))
            }
        }
    }

    fn unsupported(&self, offset: usize, what: &str) -> Diagnostic {
        self.problem(offset, format!("{what} is not supported here"))
    }

    fn field(
        &mut self,
        base: &Expr,
        kind: &Kind,
        name: &str,
        offset: usize,
    ) -> Result<Compiled, Diagnostic> {
        let of = Box::new(base.clone());
        let key = Expr::Text(name.to_owned());
        let id = match kind {
            Kind::Shape(id) => *id,
            Kind::Hash(fields) => return self.hash_field(base, fields, name, offset),
            Kind::Document => return Ok((call("get", [*of, key]), Kind::Document)),
            Kind::Dynamic => return Ok((call("into_get", [*of, key]), Kind::Dynamic)),
            _ => {
                let message = format!("{} has no member `{name}`", self.described(kind));
                return Err(self.problem(offset, message));
            }
        };
        match &self.context.model[id].kind {
            ShapeKind::Structure(structure) => {
                let Some((index, member)) = structure.member(name) else {
                    return Err(self.unknown_member(id, name, offset));
                };
                self.sensitive |= is_sensitive(self.context.model, member.shape);
                Ok(self.member_value(of, id, (index, member)))
            }
            ShapeKind::Document => {
                let (of, kind) = self.plain((*of, kind.clone()));
                self.field(&of, &kind, name, offset)
            }
            ShapeKind::Map { value, .. } => {
                let found = Expr::Entry { of, key: name.to_owned() };
                Ok((project::present(found, value.sparse), Kind::Shape(value.shape)))
            }
            _ => Err(self.problem(
                offset,
                format!("{} has no members, so no `{name}`", self.described(kind)),
            )),
        }
    }

    fn member(&self, of: Box<Expr>, owner: ShapeId, index: usize) -> Expr {
        let context = self.context;
        match context.member_access(owner, index) {
            super::types::Access::Field(step) => Expr::Field { of, step },
            super::types::Access::Variant(accessor) => Expr::Variant { of, accessor },
        }
    }

    /// A member that holds JSON as text is a document.
    fn member_value(
        &self,
        of: Box<Expr>,
        owner: ShapeId,
        (index, member): (usize, &MemberModel),
    ) -> Compiled {
        let value = self.member(of, owner, index);
        match is_json_text(member) {
            true => (Expr::Document(Box::new(value)), Kind::Document),
            false => (value, Kind::Shape(member.shape)),
        }
    }

    fn unknown_member(&self, owner: ShapeId, name: &str, offset: usize) -> Diagnostic {
        let shape = &self.context.model[owner];
        let known = self.context.model.structure(owner);
        let known =
            known.iter().flat_map(|shape| &shape.members).map(|member| member.name.as_str());
        let message = format!("{} has no member `{}`", shape.name, name.escape_debug());
        self.problem(offset, message).help(nearest(name, known))
    }
}

/// A function of the runtime that cannot fail.
fn call(function: &'static str, args: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Call { function, faults: false, args: args.into_iter().collect() }
}

fn constant(expected: &Expected) -> Expr {
    match expected {
        Expected::Text(text) => Expr::Text(text.clone()),
        Expected::Number(number) => Expr::Number(*number),
        Expected::Boolean(value) => Expr::Bool(*value),
    }
}
