//! Functions of numbers. Integers stay integers.

use super::super::kind::Kind;
use super::super::{Compiled, Compiler, call};
use super::{Arguments, Called};
use crate::diagnostics::Diagnostic;
use crate::plan::Expr;

impl Compiler<'_> {
    pub(super) fn numeric(
        &mut self,
        called: Called,
        args: Arguments,
    ) -> Result<Compiled, Diagnostic> {
        let argument = args.into_iter().next().unwrap_or((Expr::Null, Kind::Null));
        match called.name {
            "to_number" => Ok(self.to_number(argument)),
            "sum" | "avg" => self.added(called, argument),
            _ => self.rounded(called, argument),
        }
    }

    /// `abs`, `ceil` and `floor`.
    fn rounded(&mut self, called: Called, argument: Compiled) -> Result<Compiled, Diagnostic> {
        let (number, kind) = self.number(called, argument)?;
        let number = self.needed(called, "a number", number);
        let function = match (called.name, &kind) {
            ("abs", Kind::Integer) => "abs_integer",
            ("abs", _) => "abs",
            (_, Kind::Integer) => return Ok((number, kind)),
            ("ceil", _) => "ceil",
            _ => "floor",
        };
        Ok((call(function, [number]), kind))
    }

    /// `sum` and `avg`.
    fn added(&mut self, called: Called, argument: Compiled) -> Result<Compiled, Diagnostic> {
        let list = self.list(called, argument)?;
        let (numbers, kind) =
            self.each_of(called, "a list of numbers", list, |this, element| {
                let (number, kind) = this.numeric_element(called, element)?;
                match called.name {
                    "avg" => Ok((this.coerced((number, kind), &Kind::Number), Kind::Number)),
                    _ => Ok((number, kind)),
                }
            })?;
        match (called.name, &kind) {
            ("avg", _) => Ok((call("avg", [numbers]), kind)),
            (_, Kind::Integer) => Ok((self.failing("sum_integers", [numbers]), kind)),
            _ => Ok((call("sum", [numbers]), kind)),
        }
    }

    fn number(&mut self, called: Called, argument: Compiled) -> Result<Compiled, Diagnostic> {
        let (expr, kind) = self.plain(argument);
        match kind {
            Kind::Integer | Kind::Number => Ok((expr, kind)),
            Kind::Document | Kind::Dynamic => {
                Ok((call("as_number", [self.dynamic((expr, kind))]), Kind::Number))
            }
            kind => Err(self.refused(called, "a number", &kind)),
        }
    }

    fn numeric_element(
        &mut self,
        called: Called,
        element: Compiled,
    ) -> Result<Compiled, Diagnostic> {
        let found = element.1.clone();
        self.number(called, element).map_err(|_| {
            self.refused(called, "a list of numbers", &Kind::List(Box::new(found), false))
        })
    }

    /// What is neither text nor a number is null.
    fn to_number(&self, argument: Compiled) -> Compiled {
        let (expr, kind) = self.plain(argument);
        match kind {
            Kind::Integer | Kind::Number => (expr, kind),
            Kind::Text | Kind::String => (call("parsed_number", [expr]), Kind::Number),
            Kind::Document | Kind::Dynamic => {
                (call("document_to_number", [self.dynamic((expr, kind))]), Kind::Number)
            }
            _ => (Expr::Null, Kind::Null),
        }
    }
}
