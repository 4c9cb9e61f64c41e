//! Acceptors that can never match, by the model: mistakes of a definition, as there are some at AWS.
//!
//! They are generated as they stand, since botocore takes them so, and reported as warnings.

use super::types::code;
use super::{Context, Protocol};
use crate::diagnostics::{Diagnostic, Problems, nearest};
use crate::resolve::{AcceptorModel, Expected, ShapeId, ShapeKind, State, WaiterModel};

/// Why an acceptor can never match.
#[derive(Debug)]
pub(super) enum Never {
    /// The enum at the end of its path does not have the value.
    NoValue { of: ShapeId, expected: String },
    /// It names an error by its shape, but the service by this code.
    OtherCode { shape: String, code: String },
}

/// Warns of what can never match in a waiter; `never` has an entry for each acceptor.
pub(super) fn warn(
    context: &Context<'_>,
    waiter: &WaiterModel,
    never: &[Option<Never>],
    problems: &mut Problems,
) {
    let pairs = || waiter.acceptors.iter().zip(never);
    let can_succeed =
        pairs().any(|(acceptor, never)| acceptor.state == State::Success && never.is_none());
    for (acceptor, never) in pairs() {
        if let Some(never) = never {
            let what = consequence(acceptor.state, can_succeed, &waiter.name);
            problems.warn(context.warning(acceptor, never, &what));
        }
    }
}

fn consequence(state: State, can_succeed: bool, waiter: &str) -> String {
    match state {
        State::Success if can_succeed => format!("{waiter} succeeds by its other acceptors only"),
        State::Success => format!(
            "{waiter} can never succeed: it ends by an error or when its attempts are used up"
        ),
        State::Failure => format!("{waiter} does not notice this failure"),
        State::Retry => format!("it never makes {waiter} go on"),
    }
}

impl Context<'_> {
    /// The value is text that is none of the enum's.
    pub(super) fn no_value(&self, of: ShapeId, expected: &Expected) -> Option<Never> {
        let (ShapeKind::Enum(values), Expected::Text(text)) = (&self.model[of].kind, expected)
        else {
            return None;
        };
        (!values.contains(text)).then(|| Never::NoValue { of, expected: text.clone() })
    }

    /// The text names an error's shape, which is not what the protocol sends as its code.
    pub(super) fn other_code(&self, expected: &str) -> Option<Never> {
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

    fn warning(&self, acceptor: &AcceptorModel, never: &Never, consequence: &str) -> Diagnostic {
        let (why, help) = match never {
            Never::NoValue { of, expected } => {
                let shape = &self.model[*of];
                let why = format!(
                    "the enum {} has no value `{}`",
                    shape.name.escape_default(),
                    expected.escape_default()
                );
                (why, Some(self.instead(*of, expected)))
            }
            Never::OtherCode { shape, code } => {
                let (shape, code) = (shape.escape_default(), code.escape_default());
                let why = format!("the error {shape} has the code `{code}`, not its own name");
                (why, Some(format!("did you mean `{code}`?")))
            }
        };
        let message =
            format!("{why}, so by the definition this acceptor never matches, and {consequence}");
        acceptor.place.problem(message).help(help)
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
