//! Acceptors that can never match, by the model: mistakes of a definition, as there are some at AWS.

use super::super::types::code;
use super::super::{Context, Protocol};
use crate::diagnostics::{Lint, nearest};
use crate::resolve::{Expected, ShapeId, ShapeKind};

/// Why an acceptor can never match.
#[derive(Debug)]
pub(in crate::lower) enum Never {
    /// The enum at the end of its path does not have the value.
    NoValue { of: ShapeId, expected: String },
    /// It names an error by its shape, but the service by this code.
    OtherCode { shape: String, code: String },
}

impl Never {
    pub(super) fn lint(&self) -> Lint {
        match self {
            Never::NoValue { .. } => Lint::NoSuchValue,
            Never::OtherCode { .. } => Lint::OtherCode,
        }
    }
}

impl Context<'_> {
    /// The value is text that is none of the enum's.
    pub(in crate::lower) fn no_value(&self, of: ShapeId, expected: &Expected) -> Option<Never> {
        let (ShapeKind::Enum(values), Expected::Text(text)) = (&self.model[of].kind, expected)
        else {
            return None;
        };
        (!values.contains(text)).then(|| Never::NoValue { of, expected: text.clone() })
    }

    /// The text names an error's shape, which is not what the protocol sends as its code.
    pub(in crate::lower) fn other_code(&self, expected: &str) -> Option<Never> {
        let sends_codes =
            matches!(self.protocol, Protocol::Query | Protocol::Ec2 | Protocol::RestXml)
                || self.model.metadata.query_compatible;
        let errors = self.model.shapes.iter().filter_map(|(id, shape)| {
            let exception = self.model.structure(id)?.exception.as_ref()?;
            Some((shape, code(&shape.name, exception)))
        });
        let mut other = None;
        for (shape, code) in errors.filter(|_| sends_codes) {
            if code == expected {
                return None;
            }
            if shape.name == expected {
                other = Some(Never::OtherCode { shape: shape.name.clone(), code });
            }
        }
        other
    }

    /// Why it never matches, in words, and what to do about it.
    pub(super) fn why_never(&self, never: &Never) -> (String, Option<String>) {
        match never {
            Never::NoValue { of, expected } => {
                let (shape, expected) =
                    (self.model[*of].name.escape_default(), expected.escape_default());
                let why = format!("the enum {shape} has no value `{expected}`");
                (why, Some(self.instead(*of, &expected.to_string())))
            }
            Never::OtherCode { shape, code } => {
                let (shape, code) = (shape.escape_default(), code.escape_default());
                let why = format!("the error {shape} has the code `{code}`, not its own name");
                (why, Some(format!("did you mean `{code}`?")))
            }
        }
    }

    /// What the enum has instead.
    fn instead(&self, of: ShapeId, expected: &str) -> String {
        const SHOWN: usize = 8;
        let ShapeKind::Enum(values) = &self.model[of].kind else { return String::new() };
        let values = || values.iter().map(String::as_str);
        nearest(expected, values()).unwrap_or_else(|| {
            let shown: Vec<&str> = values().take(SHOWN).collect();
            format!("expected one of {}", shown.join(", ").escape_default())
        })
    }
}
