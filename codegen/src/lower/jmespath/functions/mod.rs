//! Functions: how many arguments each takes, and of which types.
//!
//! What a type decides is decided here; what a null decides is left to the runtime, which raises a
//! fault.

mod lists;
mod numbers;
mod objects;
mod text;

use jmespath::ast::Ast;

use super::kind::Kind;
use super::{Compiled, Compiler};
use crate::diagnostics::{Diagnostic, nearest};
use crate::plan::Expr;

/// Every function, and the least and most arguments of it.
const FUNCTIONS: [(&str, usize, usize); 26] = [
    ("abs", 1, 1),
    ("avg", 1, 1),
    ("ceil", 1, 1),
    ("contains", 2, 2),
    ("ends_with", 2, 2),
    ("floor", 1, 1),
    ("join", 2, 2),
    ("keys", 1, 1),
    ("length", 1, 1),
    ("map", 2, 2),
    ("max", 1, 1),
    ("max_by", 2, 2),
    ("merge", 1, usize::MAX),
    ("min", 1, 1),
    ("min_by", 2, 2),
    ("not_null", 1, usize::MAX),
    ("reverse", 1, 1),
    ("sort", 1, 1),
    ("sort_by", 2, 2),
    ("starts_with", 2, 2),
    ("sum", 1, 1),
    ("to_array", 1, 1),
    ("to_number", 1, 1),
    ("to_string", 1, 1),
    ("type", 1, 1),
    ("values", 1, 1),
];

/// A function that is called, and where.
#[derive(Debug, Clone, Copy)]
pub(super) struct Called {
    name: &'static str,
    offset: usize,
}

/// The arguments of a call that are no expression references, compiled.
type Arguments = Vec<Compiled>;

impl Compiler<'_> {
    pub(super) fn function(
        &mut self,
        name: &str,
        args: &[Ast],
        base: &Expr,
        kind: &Kind,
        offset: usize,
    ) -> Result<Compiled, Diagnostic> {
        let called = self.known(name, args.len(), self.beginning(name, offset))?;
        if let "map" | "max_by" | "min_by" | "sort_by" = called.name {
            return self.by_reference(called, args, base, kind);
        }
        let args = args.iter().map(|arg| self.compile(arg, base, kind));
        let args = args.collect::<Result<Arguments, Diagnostic>>()?;
        match called.name {
            "abs" | "avg" | "ceil" | "floor" | "sum" | "to_number" => self.numeric(called, args),
            "contains" | "ends_with" | "join" | "starts_with" | "to_string" => {
                self.textual(called, args)
            }
            "max" | "min" | "reverse" | "sort" | "to_array" => self.of_list(called, args),
            _ => self.of_object(called, args),
        }
    }

    /// Where the function's name is: the parser tells where its arguments are.
    fn beginning(&self, name: &str, offset: usize) -> usize {
        let before = self.source.text.get(..offset).unwrap_or_default().trim_end();
        before.strip_suffix(name).map_or(offset, str::len)
    }

    fn known(&self, name: &str, count: usize, offset: usize) -> Result<Called, Diagnostic> {
        let found = FUNCTIONS.iter().find(|(known, _, _)| *known == name);
        let Some((name, least, most)) = found else {
            let help = nearest(name, FUNCTIONS.iter().map(|(name, _, _)| *name));
            let message = format!("there is no function `{}`", name.escape_debug());
            return Err(self.problem(offset, message).help(help));
        };
        if (*least..=*most).contains(&count) {
            return Ok(Called { name, offset });
        }
        let at_least = if *most == usize::MAX { "at least " } else { "" };
        let noun = if *least == 1 { "argument" } else { "arguments" };
        Err(self.problem(offset, format!("`{name}` takes {at_least}{least} {noun}, not {count}")))
    }

    /// That an argument is of no type that the function takes.
    fn refused(&self, called: Called, takes: &str, found: &Kind) -> Diagnostic {
        let (name, found) = (called.name, self.described(found));
        self.problem(called.offset, format!("`{name}` takes {takes}, not {found}"))
    }

    /// The same of the elements of a list.
    fn refused_elements(&self, called: Called, takes: &str, found: &Kind) -> Diagnostic {
        let (name, found) = (called.name, self.described(found));
        self.problem(called.offset, format!("`{name}` takes {takes}, and its list holds {found}"))
    }

    /// A function of the runtime that can fail.
    fn failing(&mut self, function: &'static str, args: impl IntoIterator<Item = Expr>) -> Expr {
        self.faults = true;
        Expr::Call { function, faults: true, args: args.into_iter().collect() }
    }

    /// A value that must not be null.
    fn needed(&mut self, called: Called, takes: &str, value: Expr) -> Expr {
        let name = Expr::Text(called.name.to_owned());
        self.failing("needed", [name, Expr::Text(format!("{takes}, not null")), value])
    }

    /// Text, of a document too.
    fn text(&mut self, called: Called, argument: Compiled) -> Result<Expr, Diagnostic> {
        let found = argument.1.clone();
        let (expr, kind) = self.plain(argument);
        match kind {
            Kind::Text | Kind::String => Ok(expr),
            Kind::Document | Kind::Dynamic => {
                let name = Expr::Text(called.name.to_owned());
                let document = self.dynamic((expr, kind));
                Ok(self.failing("text_of", [name, document]))
            }
            _ => Err(self.refused(called, "text", &found)),
        }
    }

    /// A list that is not null, as an iterator, with the kind of its elements and whether those may
    /// be null.
    fn list(
        &mut self,
        called: Called,
        argument: Compiled,
    ) -> Result<(Expr, Kind, bool), Diagnostic> {
        let kind = argument.1.clone();
        match self.elements(argument) {
            Some((of, element, nulls)) => Ok((self.needed(called, "a list", of), element, nulls)),
            None => Err(self.refused(called, "a list", &kind)),
        }
    }

    /// The elements of a list, each made something of, none of which may be null then.
    fn each_of(
        &mut self,
        called: Called,
        takes: &str,
        (of, element, nulls): (Expr, Kind, bool),
        make: impl FnOnce(&mut Self, Compiled) -> Result<Compiled, Diagnostic>,
    ) -> Result<Compiled, Diagnostic> {
        let current = Self::bound(&element, nulls);
        let documents = self.is_document(&element);
        let (body, kind) = make(self, (current.clone(), element))?;
        if !nulls && !documents {
            let of = if body == current { of } else { each(of, body) };
            return Ok((of, kind));
        }
        let made = Expr::Mapped { of: Box::new(of), body: Box::new(body) };
        let (name, takes) = (Expr::Text(called.name.to_owned()), Expr::Text(takes.to_owned()));
        Ok((self.failing("all_set", [name, takes, Expr::Items(Box::new(made))]), kind))
    }
}

fn each(of: Expr, body: Expr) -> Expr {
    Expr::Each { of: Box::new(of), body: Box::new(body) }
}
