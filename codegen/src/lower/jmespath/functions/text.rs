//! Functions of text, and `contains`, which looks into text or a list.

use super::super::kind::Kind;
use super::super::{Compiled, Compiler, call};
use super::{Arguments, Called};
use crate::diagnostics::Diagnostic;
use crate::plan::Expr;

impl Compiler<'_> {
    pub(super) fn textual(
        &mut self,
        called: Called,
        args: Arguments,
    ) -> Result<Compiled, Diagnostic> {
        let mut args = args.into_iter();
        let mut next = || args.next().unwrap_or((Expr::Null, Kind::Null));
        let first = next();
        match called.name {
            "to_string" => Ok(self.stringified(first)),
            "join" => self.join(called, first, next()),
            "contains" => self.contains(called, first, next()),
            name => {
                let function = if name == "starts_with" { "starts_with" } else { "ends_with" };
                let args = [self.text(called, first)?, self.text(called, next())?];
                Ok((self.failing(function, args), Kind::Bool))
            }
        }
    }

    fn join(
        &mut self,
        called: Called,
        glue: Compiled,
        list: Compiled,
    ) -> Result<Compiled, Diagnostic> {
        let glue = self.text(called, glue)?;
        let list = self.list(called, list)?;
        let (texts, _) = self.each_of(called, "a list of texts", list, |this, element| {
            let found = element.1.clone();
            let (expr, kind) = this.plain(element);
            match kind {
                Kind::Text | Kind::String => Ok((expr, kind)),
                Kind::Document | Kind::Dynamic => {
                    Ok((call("as_text", [this.dynamic((expr, kind))]), Kind::String))
                }
                _ => Err(this.refused_elements(called, "a list of texts", &found)),
            }
        })?;
        Ok((self.failing("join", [glue, texts]), Kind::String))
    }

    fn contains(
        &mut self,
        called: Called,
        subject: Compiled,
        search: Compiled,
    ) -> Result<Compiled, Diagnostic> {
        let (subject, search) = (self.plain(subject), self.plain(search));
        if let Kind::Text | Kind::String = subject.1 {
            let search = self.text(called, search)?;
            return Ok((self.failing("contains_text", [subject.0, search]), Kind::Bool));
        }
        if self.is_document(&subject.1) {
            let args = [self.dynamic(subject), self.dynamic(self.settled(search))];
            return Ok((self.failing("contains_document", args), Kind::Bool));
        }
        let described = self.described(&subject.1);
        let Some((of, element, nulls)) = self.elements(subject.clone()) else {
            return Err(self.refused(called, "text or a list", &subject.1));
        };
        let search = self.settled(search);
        let Some(kind) = self.comparable_kind(&element, &search.1) else {
            let (name, found) = (called.name, self.described(&search.1));
            let message = format!("`{name}` looks for {found} in {described}, which holds none");
            return Err(self.problem(called.offset, message));
        };
        let of = self.needed(called, "text or a list", of);
        Ok((self.found_in((of, element, nulls), search, &kind), Kind::Bool))
    }

    /// Is the value among the elements?
    fn found_in(
        &self,
        (of, element, nulls): (Expr, Kind, bool),
        search: Compiled,
        kind: &Kind,
    ) -> Expr {
        let current = Self::bound(&element, nulls);
        let as_compared = |value: Compiled| match kind {
            Kind::Dynamic => call("comparable", [self.dynamic(value)]),
            kind => self.coerced(value, kind),
        };
        let body = Box::new(as_compared((current, element)));
        let list = Expr::Mapped { of: Box::new(of), body };
        call("contains", [list, as_compared(search)])
    }

    /// Text stays as it is, and everything else becomes JSON, a null too.
    fn stringified(&mut self, argument: Compiled) -> Compiled {
        self.note_members(&argument.1);
        let (expr, kind) = self.plain(argument);
        let text = match kind {
            Kind::Text | Kind::String => call("text_or_null", [expr]),
            kind => call("json_text", [self.dynamic((expr, kind))]),
        };
        (text, Kind::String)
    }
}
