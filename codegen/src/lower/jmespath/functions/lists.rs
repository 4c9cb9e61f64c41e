//! Functions of lists, and those that look at a key of each element.

use jmespath::ast::Ast;

use super::super::kind::Kind;
use super::super::{Compiled, Compiler, call};
use super::{Arguments, Called};
use crate::diagnostics::Diagnostic;
use crate::plan::Expr;
use crate::resolve::ShapeKind;

impl Compiler<'_> {
    pub(super) fn of_list(
        &mut self,
        called: Called,
        args: Arguments,
    ) -> Result<Compiled, Diagnostic> {
        let argument = args.into_iter().next().unwrap_or((Expr::Null, Kind::Null));
        match called.name {
            "reverse" => self.reverse(called, argument),
            "to_array" => Ok(self.to_array(argument)),
            _ => {
                let list = self.list(called, argument)?;
                let (list, element) = self.made_list(called, list)?;
                let current = Self::bound(&element, false);
                let key =
                    self.key(called, "a list of numbers or of texts", (current, element.clone()))?;
                Ok(self.by_key(called, list, element, key))
            }
        }
    }

    /// Functions with an expression reference.
    pub(super) fn by_reference(
        &mut self,
        called: Called,
        args: &[Ast],
        base: &Expr,
        kind: &Kind,
    ) -> Result<Compiled, Diagnostic> {
        // `map` has it first.
        let (list, reference) = match (called.name, args) {
            ("map", [reference, list]) | (_, [list, reference]) => (list, reference),
            _ => return Ok((Expr::Null, Kind::Null)),
        };
        let Ast::Expref { ast, .. } = reference else {
            let message =
                format!("`{}` takes an expression reference, such as `&Name`", called.name);
            return Err(self.problem(called.offset, message));
        };
        let list = self.compile(list, base, kind)?;
        let (of, element, nulls) = self.list(called, list)?;
        if called.name == "map" {
            let compiled = self.compile(ast, &Self::bound(&element, nulls), &element)?;
            let (body, kind) = self.settled(compiled);
            let (body, kind) = self.typed_null((body, kind));
            let mapped = Expr::Mapped { of: Box::new(of), body: Box::new(body) };
            return Ok((mapped, Kind::List(Box::new(kind), true)));
        }
        let (list, element) = self.made_list(called, (of, element, nulls))?;
        let compiled = self.compile(ast, &Self::bound(&element, false), &element)?;
        let key = self.key(called, "a key that is a number or text", compiled)?;
        Ok(self.by_key(called, list, element, key))
    }

    /// A list without nulls that can be looked at twice.
    fn made_list(
        &mut self,
        called: Called,
        list: (Expr, Kind, bool),
    ) -> Result<Compiled, Diagnostic> {
        let (of, element, nulls) = list;
        if !nulls {
            return Ok((Expr::Collect(Box::new(of)), element));
        }
        let takes = Expr::Text("a list without nulls".to_owned());
        let of = self.failing("all_set", [Expr::Text(called.name.to_owned()), takes, of]);
        Ok((Expr::Collect(Box::new(of)), element))
    }

    /// What elements are sorted by.
    fn key(&mut self, called: Called, takes: &str, key: Compiled) -> Result<Expr, Diagnostic> {
        let (expr, kind) = self.plain(key);
        match kind {
            Kind::Text | Kind::String | Kind::Integer | Kind::Number => Ok(expr),
            Kind::Document | Kind::Dynamic => Ok(call("key", [self.dynamic((expr, kind))])),
            // JSON has no timestamps, but they have an order.
            Kind::Shape(id) if matches!(self.context.model[id].kind, ShapeKind::Timestamp(_)) => {
                Ok(expr)
            }
            kind => Err(self.refused(called, takes, &kind)),
        }
    }

    fn by_key(&mut self, called: Called, list: Expr, element: Kind, key: Expr) -> Compiled {
        self.faults = true;
        let (of, key, name) = (Box::new(list), Box::new(key), called.name);
        let function = match name {
            "sort" | "sort_by" => "sort_by",
            "max" | "max_by" => "max_by",
            _ => "min_by",
        };
        let found = Expr::ByKey { function, name, of, key };
        match function {
            "sort_by" => (found, Kind::List(Box::new(element), false)),
            _ => (found, element),
        }
    }

    fn reverse(&mut self, called: Called, argument: Compiled) -> Result<Compiled, Diagnostic> {
        let (expr, kind) = self.plain(argument);
        let takes = "text or a list";
        match kind {
            Kind::Text | Kind::String => {
                let text = self.needed(called, takes, expr);
                Ok((call("reverse_text", [text]), Kind::String))
            }
            Kind::Document | Kind::Dynamic => {
                let document = self.dynamic((expr, kind));
                Ok((self.failing("reverse_document", [document]), Kind::Dynamic))
            }
            kind => {
                let Some((of, element, nulls)) = self.elements((expr, kind.clone())) else {
                    return Err(self.refused(called, takes, &kind));
                };
                let list = self.needed(called, takes, Expr::Collect(Box::new(of)));
                Ok((call("reverse", [list]), Kind::List(Box::new(element), nulls)))
            }
        }
    }

    /// A list stays one, and anything else becomes the only element of one, a null too.
    fn to_array(&self, argument: Compiled) -> Compiled {
        let (expr, kind) = self.settled(self.plain(argument));
        if self.is_document(&kind) {
            let document = self.dynamic((expr, kind));
            return (call("to_array_document", [document]), Kind::Dynamic);
        }
        match self.held(&kind) {
            Some((element, _)) => {
                let list = Kind::List(Box::new(element), true);
                (call("list_or_null", [self.coerced((expr, kind), &list)]), list)
            }
            None => {
                let (expr, kind) = self.typed_null((expr, kind));
                (Expr::ListOf(vec![expr]), Kind::List(Box::new(kind), true))
            }
        }
    }
}
