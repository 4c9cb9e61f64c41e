//! Functions of objects, and those that take anything.

use super::super::kind::{HashField, Kind};
use super::super::unify::{bind, tuple_field};
use super::super::{Compiled, Compiler, call};
use super::{Arguments, Called};
use crate::diagnostics::Diagnostic;
use crate::plan::{Expr, LengthOf};
use crate::resolve::{ShapeId, ShapeKind};

/// What stands for a tuple that was bound.
const BOUND: Expr = Expr::Bound { owned: true, nullable: false };

impl Compiler<'_> {
    pub(super) fn of_object(
        &mut self,
        called: Called,
        args: Arguments,
    ) -> Result<Compiled, Diagnostic> {
        if called.name == "merge" {
            return self.merge(called, args);
        }
        if called.name == "not_null" {
            return self.not_null(called, args);
        }
        let argument = args.into_iter().next().unwrap_or((Expr::Null, Kind::Null));
        self.note_members(&argument.1);
        match called.name {
            "keys" => self.keys(called, argument),
            "values" => self.object_values(called, argument),
            "type" => Ok(self.type_of(argument)),
            _ => self.length(called, argument),
        }
    }

    fn length(&mut self, called: Called, argument: Compiled) -> Result<Compiled, Diagnostic> {
        self.faults = true;
        let takes = "text, a list or a map";
        if let Some((text, Kind::Text | Kind::String)) = self.scalar(argument.clone()) {
            return Ok(length(text, LengthOf::Text));
        }
        let found = argument.1.clone();
        let (expr, kind) = self.plain(argument);
        Ok(match &kind {
            Kind::Sequence(_) => length(expr, LengthOf::Sequence),
            Kind::List(..) => length(expr, LengthOf::Container),
            Kind::Shape(id) if self.is_container(*id) => length(expr, LengthOf::Container),
            kind if self.is_document(kind) || self.is_object(kind) && !is_hash(kind) => {
                let document = self.dynamic((expr, kind.clone()));
                (self.failing("document_length", [document]), Kind::Integer)
            }
            Kind::Hash(fields) => self.known_length(called, expr, fields.len()),
            Kind::Tuple(kinds) => self.known_length(called, expr, kinds.len()),
            _ => return Err(self.refused(called, takes, &found)),
        })
    }

    fn known_length(&mut self, called: Called, of: Expr, length: usize) -> Compiled {
        let of = self.needed(called, "text, a list or a map", of);
        let length = Expr::Integer(i64::try_from(length).unwrap_or(i64::MAX));
        (bind(of, length), Kind::Integer)
    }

    fn is_container(&self, id: ShapeId) -> bool {
        matches!(self.context.model[id].kind, ShapeKind::List(_) | ShapeKind::Map { .. })
    }

    fn keys(&mut self, called: Called, argument: Compiled) -> Result<Compiled, Diagnostic> {
        let (expr, kind) = self.plain(argument);
        let text = |nulls| Kind::List(Box::new(Kind::Text), nulls);
        let made = Kind::List(Box::new(Kind::String), false);
        match &kind {
            Kind::Hash(fields) => {
                let keys = fields.iter().map(|field| Expr::Text(field.key.clone()));
                let of = self.needed(called, "an object", expr);
                Ok((bind(of, Expr::ListOf(keys.collect())), text(true)))
            }
            Kind::Document | Kind::Dynamic => {
                let document = self.dynamic((expr, kind));
                Ok((self.failing("document_keys", [document]), made))
            }
            Kind::Shape(id) => match &self.context.model[*id].kind {
                ShapeKind::Map { .. } => {
                    let map = self.needed(called, "an object", expr);
                    Ok((call("map_keys", [map]), text(false)))
                }
                ShapeKind::Structure(_) => {
                    let document = self.dynamic((expr, kind));
                    Ok((self.failing("document_keys", [document]), made))
                }
                _ => Err(self.refused(called, "an object", &kind)),
            },
            kind => Err(self.refused(called, "an object", kind)),
        }
    }

    fn object_values(
        &mut self,
        called: Called,
        argument: Compiled,
    ) -> Result<Compiled, Diagnostic> {
        let (expr, kind) = self.plain(argument);
        let of = self.needed(called, "an object", expr);
        let Some((values, found)) = self.values_of((of, kind.clone())) else {
            return Err(self.refused(called, "an object", &kind));
        };
        if matches!(kind, Kind::Document | Kind::Dynamic) {
            return Ok((self.needed(called, "an object", values), found));
        }
        Ok((values, found))
    }

    /// Objects of known fields give one, anything else a document.
    fn merge(&mut self, called: Called, args: Arguments) -> Result<Compiled, Diagnostic> {
        for (_, kind) in &args {
            if !self.is_object(kind) && !self.is_document(kind) {
                return Err(self.refused(called, "objects", kind));
            }
        }
        let needed: Vec<Compiled> = args
            .into_iter()
            .map(|(expr, kind)| (self.needed(called, "objects", expr), kind))
            .collect();
        if let Some(merged) = self.merged(&needed) {
            return Ok(merged);
        }
        let documents = needed.into_iter().map(|argument| self.dynamic(self.plain(argument)));
        let list = Expr::ListOf(documents.collect());
        Ok((self.failing("merge", [list]), Kind::Dynamic))
    }

    fn merged(&self, args: &[Compiled]) -> Option<Compiled> {
        let mut fields: Vec<(HashField, Expr)> = Vec::new();
        for (index, (_, kind)) in args.iter().enumerate() {
            let Kind::Hash(of) = kind else { return None };
            let object = tuple_field(&BOUND, index, args.len());
            for (at, field) in of.iter().enumerate() {
                let value = tuple_field(&object, at, of.len());
                match fields.iter_mut().find(|(known, _)| known.key == field.key) {
                    Some(known) => *known = (field.clone(), value),
                    None => fields.push((field.clone(), value)),
                }
            }
        }
        let (fields, values) = fields.into_iter().unzip();
        let all = Expr::Tuple(args.iter().map(|(expr, _)| expr.clone()).collect());
        Some((bind(all, Expr::Tuple(values)), Kind::Hash(fields)))
    }

    fn not_null(&mut self, called: Called, args: Arguments) -> Result<Compiled, Diagnostic> {
        let args: Vec<Compiled> = args.into_iter().map(|argument| self.settled(argument)).collect();
        let kinds: Vec<String> = args.iter().map(|(_, kind)| self.described(kind)).collect();
        match self.list_of(args) {
            Some((list, Kind::List(kind, _))) => Ok((call("not_null", [list]), *kind)),
            _ => {
                let kinds = kinds.join(" or ");
                let message = format!("`not_null` gives {kinds}, which have no common type");
                Err(self.problem(called.offset, message))
            }
        }
    }

    fn type_of(&self, argument: Compiled) -> Compiled {
        let (expr, kind) = self.plain(argument);
        let name = match &kind {
            Kind::Text | Kind::String => "string",
            Kind::Number | Kind::Integer => "number",
            Kind::Bool => "boolean",
            Kind::Sequence(_) | Kind::List(..) | Kind::Tuple(_) => "array",
            Kind::Hash(_) => "object",
            Kind::Null => return (Expr::Text("null".to_owned()), Kind::Text),
            Kind::Document | Kind::Dynamic => {
                return (call("document_type", [self.dynamic((expr, kind))]), Kind::Text);
            }
            Kind::Shape(id) => match self.context.model[*id].kind {
                ShapeKind::List(_) => "array",
                ShapeKind::Structure(_) | ShapeKind::Map { .. } => "object",
                _ => "string",
            },
        };
        (call("type_name", [Expr::Text(name.to_owned()), expr]), Kind::Text)
    }
}

fn length(of: Expr, kind: LengthOf) -> Compiled {
    (Expr::Length { of: Box::new(of), kind }, Kind::Integer)
}

fn is_hash(kind: &Kind) -> bool {
    matches!(kind, Kind::Hash(_))
}
