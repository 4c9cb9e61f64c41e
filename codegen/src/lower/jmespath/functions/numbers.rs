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
                let found = element.1.clone();
                let number = this.as_a_number(element);
                let (number, kind) = number
                    .ok_or_else(|| this.refused_elements(called, "a list of numbers", &found))?;
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
        let found = argument.1.clone();
        self.as_a_number(argument).ok_or_else(|| self.refused(called, "a number", &found))
    }

    /// A number of a document too: null for what is none.
    fn as_a_number(&self, value: Compiled) -> Option<Compiled> {
        let (expr, kind) = self.plain(value);
        match kind {
            Kind::Integer | Kind::Number => Some((expr, kind)),
            Kind::Document | Kind::Dynamic => {
                Some((call("as_number", [self.dynamic((expr, kind))]), Kind::Number))
            }
            _ => None,
        }
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
