//! The answers that are left, which of them a call gets, and what was asked.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use super::Fault;
use super::record::Call;
use super::unfinished::{Left, UnexpectedCall, Unfinished};
use crate::call::OperationSpec;

/// Does an answer suit an input?
pub(super) type Accepts = Arc<dyn Fn(&dyn Any) -> bool + Send + Sync>;

/// An output, whatever its type, or a failure.
pub(super) type Outcome = Result<Box<dyn Any + Send>, Fault>;

type Once = Box<dyn FnOnce(&dyn Any) -> Outcome + Send>;
type Always = Arc<dyn Fn(&dyn Any) -> Outcome + Send + Sync>;

/// What makes an outcome of an input.
pub(super) enum Give {
    Once(Once),
    Always(Always),
}

impl Give {
    pub(super) fn outcome(self, input: &dyn Any) -> Outcome {
        match self {
            Give::Once(answer) => answer(input),
            Give::Always(answer) => answer(input),
        }
    }
}

struct Answer {
    operation: &'static OperationSpec,
    /// Which one it is of its operation, counted from 1.
    number: usize,
    accepts: Option<Accepts>,
    give: Give,
}

impl Answer {
    fn suits(&self, call: &Call) -> bool {
        call.is_of(self.operation)
            && self.accepts.as_ref().is_none_or(|accepts| accepts(call.any()))
    }

    fn stands(&self) -> bool {
        matches!(self.give, Give::Always(_))
    }
}

/// What is to be answered, and what was asked.
#[derive(Default)]
pub(super) struct Script {
    answers: Vec<Answer>,
    /// The operations of all answers ever given.
    given: Vec<&'static OperationSpec>,
    calls: Vec<Call>,
    unexpected: Vec<UnexpectedCall>,
}

impl Script {
    pub(super) fn give(
        &mut self,
        operation: &'static OperationSpec,
        accepts: Option<Accepts>,
        give: Give,
    ) {
        self.given.push(operation);
        let number = self.count(operation);
        self.answers.push(Answer { operation, number, accepts, give });
    }

    fn count(&self, operation: &OperationSpec) -> usize {
        let same = |given: &&&OperationSpec| {
            given.name == operation.name && given.service.name == operation.service.name
        };
        self.given.iter().filter(same).count()
    }

    pub(super) fn calls(&self) -> Vec<Call> {
        self.calls.clone()
    }

    /// What makes the outcome of this call, which is remembered.
    pub(super) fn next(&mut self, call: &Call) -> Result<Give, UnexpectedCall> {
        self.calls.push(call.clone());
        let once = self.answers.iter().position(|answer| !answer.stands() && answer.suits(call));
        if let Some(index) = once {
            return Ok(self.answers.remove(index).give);
        }
        let standing = self.answers.iter().find_map(|answer| match &answer.give {
            Give::Always(give) if answer.suits(call) => Some(Arc::clone(give)),
            _ => None,
        });
        standing.map(Give::Always).ok_or_else(|| self.unexpected(call))
    }

    fn unexpected(&mut self, call: &Call) -> UnexpectedCall {
        let given = self.given.iter().filter(|operation| call.is_of(operation)).count();
        let unexpected = UnexpectedCall::new(call, given, self.left());
        self.unexpected.push(unexpected.clone());
        unexpected
    }

    /// The answers that can still be asked for.
    fn left(&self) -> Vec<Left> {
        let left = |answer: &Answer| Left {
            service: answer.operation.service.name,
            operation: answer.operation.name,
            number: answer.number,
            stands: answer.stands(),
        };
        self.answers.iter().map(left).collect()
    }

    pub(super) fn finish(&self) -> Result<(), Unfinished> {
        let left: Vec<Left> = self.left().into_iter().filter(|left| !left.stands).collect();
        if left.is_empty() && self.unexpected.is_empty() {
            return Ok(());
        }
        Err(Unfinished::new(left, self.unexpected.clone()))
    }
}

impl fmt::Debug for Script {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Script")
            .field("answers left", &self.answers.len())
            .field("calls", &self.calls.len())
            .finish_non_exhaustive()
    }
}
