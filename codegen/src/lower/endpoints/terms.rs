//! Values of rules → typed terms; texts with `{names}` → pieces.

use super::scope::{Kind, Scope};
use crate::diagnostics::Diagnostic;
use crate::plan::TermPlan;
use crate::resolve::{CallModel, Located, ValueModel};

/// A host that the rules share with other services: texts that begin with it are cut there.
pub(super) struct SharedHost {
    pub(super) name: String,
    pub(super) slot: u16,
}

/// Lowers values within a scope.
pub(super) struct Terms<'a> {
    pub(super) scope: &'a Scope,
    pub(super) host: Option<&'a SharedHost>,
}

impl Terms<'_> {
    /// A value, and of what kind it is.
    pub(super) fn term(&self, value: &ValueModel) -> Result<(TermPlan, Kind), Diagnostic> {
        match value {
            ValueModel::Text(text) => Ok((self.text(text)?, Kind::Text)),
            ValueModel::Bool(value, _) => Ok((TermPlan::Bool(*value), Kind::Bool)),
            ValueModel::Reference(name) => {
                let (slot, kind) = self.scope.get(name, &name.text)?;
                Ok((TermPlan::Slot(slot), kind))
            }
            ValueModel::Call(call) if call.function.text == "getAttr" => self.part_of(call),
            ValueModel::Call(call) => {
                let name = call.function.text.escape_default();
                Err(call.function.place.problem(format!("`{name}` is not supported here")))
            }
            ValueModel::Number(_, place) => Err(place.problem("a number is not supported here")),
        }
    }

    /// A value of this kind.
    pub(super) fn of_kind(&self, value: &ValueModel, wanted: Kind) -> Result<TermPlan, Diagnostic> {
        let (term, kind) = self.term(value)?;
        if kind == wanted {
            return Ok(term);
        }
        let (wanted, found) = (wanted.described(), kind.described());
        Err(value.place().problem(format!("expected {wanted}, found {found}")))
    }

    /// `getAttr(value, "path")`.
    pub(super) fn part_of(&self, call: &CallModel) -> Result<(TermPlan, Kind), Diagnostic> {
        match call.arguments.as_slice() {
            [ValueModel::Reference(name), ValueModel::Text(path)] => {
                self.part(name, &name.text, path, &path.text)
            }
            _ => Err(call.function.place.problem("expected a reference and the name of a part")),
        }
    }

    fn part(
        &self,
        source: &Located,
        name: &str,
        part_source: &Located,
        path: &str,
    ) -> Result<(TermPlan, Kind), Diagnostic> {
        let (slot, kind) = self.scope.get(source, name)?;
        let Some((part, place, found)) = kind.part(path) else {
            let (kind, path) = (kind.described(), path.escape_default());
            return Err(part_source.place.problem(format!("{kind} has no part `{path}`")));
        };
        Ok((TermPlan::Part(slot, part, place), found))
    }

    /// A text, with what stands in braces filled in.
    pub(super) fn text(&self, source: &Located) -> Result<TermPlan, Diagnostic> {
        let mut pieces = Vec::new();
        let mut rest = self.after_host(&source.text, &mut pieces);
        let mut literal = String::new();
        while let Some(at) = rest.find(['{', '}']) {
            literal.push_str(&rest[..at]);
            let (brace, after) = rest[at..].split_at(1);
            if let Some(after) = after.strip_prefix(brace) {
                literal.push_str(brace);
                rest = after;
                continue;
            }
            let Some((name, after)) = after.split_once('}').filter(|_| brace == "{") else {
                return Err(source.place.problem("a brace without its other one"));
            };
            push_text(&mut pieces, std::mem::take(&mut literal));
            pieces.push(self.named(source, name)?);
            rest = after;
        }
        literal.push_str(rest);
        push_text(&mut pieces, literal);
        Ok(joined(pieces))
    }

    /// `name` or `name#part`, as a text.
    fn named(&self, source: &Located, name: &str) -> Result<TermPlan, Diagnostic> {
        let (term, kind) = match name.split_once('#') {
            Some((name, part)) => self.part(source, name, source, part)?,
            None => {
                let (slot, kind) = self.scope.get(source, name)?;
                (TermPlan::Slot(slot), kind)
            }
        };
        if kind == Kind::Text {
            return Ok(term);
        }
        let (name, kind) = (name.escape_default(), kind.described());
        Err(source.place.problem(format!("`{name}` is {kind}: expected text")))
    }

    /// Cuts the shared host off a URL.
    fn after_host<'t>(&self, text: &'t str, pieces: &mut Vec<TermPlan>) -> &'t str {
        let Some(host) = self.host else { return text };
        let rest = text.strip_prefix(SCHEME).and_then(|rest| rest.strip_prefix(&host.name));
        match rest.filter(|rest| rest.starts_with('.') || rest.starts_with("-fips.")) {
            Some(rest) => {
                pieces.extend([TermPlan::Text(SCHEME.to_owned()), TermPlan::Slot(host.slot)]);
                rest
            }
            None => text,
        }
    }
}

/// What the URLs of rules begin with.
pub(super) const SCHEME: &str = "https://";

fn push_text(pieces: &mut Vec<TermPlan>, text: String) {
    if !text.is_empty() {
        pieces.push(TermPlan::Text(text));
    }
}

fn joined(mut pieces: Vec<TermPlan>) -> TermPlan {
    match (pieces.len(), pieces.pop()) {
        (1, Some(only)) => only,
        (_, Some(last)) => {
            pieces.push(last);
            TermPlan::Join(pieces)
        }
        (_, None) => TermPlan::Text(String::new()),
    }
}
