//! Acceptors that never decide, since an earlier one matches whenever they would (botocore rule W6:
//! the first match decides).

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, Lint};
use crate::resolve::{AcceptorModel, Expected, Matcher, State};

/// The earlier acceptor that takes everything.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shadow {
    by: usize,
    /// Is the condition the same, not only a part?
    same: bool,
    /// Is the state the same?
    agrees: bool,
}

/// What an acceptor looks for, so that equal conditions are equal.
type Condition = (&'static str, String, String);

const ANY_ERROR: Condition = ("any error", String::new(), String::new());
const NO_ERROR: Condition = ("no error", String::new(), String::new());

/// The shadow of each acceptor that has one.
pub(super) fn find(acceptors: &[AcceptorModel]) -> Vec<Option<Shadow>> {
    let mut seen: BTreeMap<Condition, (usize, State)> = BTreeMap::new();
    let mut shadows = Vec::with_capacity(acceptors.len());
    for (index, acceptor) in acceptors.iter().enumerate() {
        let condition = condition(&acceptor.matcher);
        let same = seen.get(&condition).map(|found| (found, true));
        let wider = wider(&acceptor.matcher).into_iter();
        let wider = wider.filter_map(|wider| seen.get(&wider)).min_by_key(|(index, _)| *index);
        let found = same.or(wider.map(|found| (found, false)));
        shadows.push(found.map(|((by, state), same)| Shadow {
            by: *by,
            same,
            agrees: *state == acceptor.state,
        }));
        seen.entry(condition).or_insert((index, acceptor.state));
    }
    shadows
}

fn condition(matcher: &Matcher) -> Condition {
    let path = |kind, argument: &str, expected: &Expected| {
        (kind, argument.to_owned(), format!("{expected:?}"))
    };
    match matcher {
        Matcher::Path { argument, expected } => path("path", &argument.text, expected),
        Matcher::PathAll { argument, expected } => path("pathAll", &argument.text, expected),
        Matcher::PathAny { argument, expected } => path("pathAny", &argument.text, expected),
        Matcher::Status(status) => ("status", String::new(), status.to_string()),
        Matcher::ErrorCode(code) => ("error", String::new(), code.clone()),
        Matcher::AnyError => ANY_ERROR,
        Matcher::NoError => NO_ERROR,
    }
}

/// The conditions that hold whenever this one does.
fn wider(matcher: &Matcher) -> Vec<Condition> {
    match matcher {
        Matcher::PathAll { argument, expected } => {
            let any = ("pathAny", argument.text.clone(), format!("{expected:?}"));
            vec![any, NO_ERROR]
        }
        // Paths look at answers that are no errors (botocore rule W13).
        Matcher::Path { .. } | Matcher::PathAny { .. } => vec![NO_ERROR],
        Matcher::ErrorCode(_) => vec![ANY_ERROR],
        Matcher::Status(_) | Matcher::AnyError | Matcher::NoError => Vec::new(),
    }
}

impl Shadow {
    pub(super) fn warning(&self, acceptor: &AcceptorModel, consequence: &str) -> Diagnostic {
        let by = self.by;
        if self.same && self.agrees {
            let message = format!("says the same as acceptor {by}, so it never decides");
            let help = "leave it out, or correct one of them".to_owned();
            return acceptor.whole.lint(Lint::DuplicateAcceptor, message).help(Some(help));
        }
        let how = match self.same {
            true => format!("acceptor {by} has the same condition"),
            false => format!("acceptor {by} matches whenever this one does"),
        };
        let message = format!(
            "{how} and stands before it, so this acceptor never decides, and {consequence}"
        );
        let help = format!("put it before acceptor {by}, or correct one of them");
        acceptor.whole.lint(Lint::ShadowedAcceptor, message).help(Some(help))
    }
}
