//! A call as the script saw it.

use std::any::Any;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::call::{Operation, OperationSpec};

/// An input, whatever its type.
pub(crate) trait Recorded: Any + fmt::Debug + Send + Sync {}

impl<T: Any + fmt::Debug + Send + Sync> Recorded for T {}

/// A call that was made: its operation, its input, and when.
#[derive(Clone)]
pub struct Call {
    operation: &'static OperationSpec,
    input: Arc<dyn Recorded>,
    at: Duration,
}

impl Call {
    pub(super) fn new(
        operation: &'static OperationSpec,
        input: Arc<dyn Recorded>,
        at: Duration,
    ) -> Self {
        Call { operation, input, at }
    }

    /// The service, as boto3 calls its client.
    #[must_use]
    pub fn service(&self) -> &'static str {
        self.operation.service.name
    }

    /// The operation, as AWS calls it.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation.name
    }

    /// The input, if it was a call of that operation.
    #[must_use]
    pub fn input<O: Operation>(&self) -> Option<&O::Input> {
        if !same(self.operation, O::SPEC) {
            return None;
        }
        self.any().downcast_ref()
    }

    /// When it was made, on the script's clock: the time since its beginning.
    #[must_use]
    pub fn at(&self) -> Duration {
        self.at
    }

    pub(super) fn is_of(&self, operation: &OperationSpec) -> bool {
        same(self.operation, operation)
    }

    pub(super) fn any(&self) -> &dyn Any {
        &*self.input
    }
}

fn same(one: &OperationSpec, other: &OperationSpec) -> bool {
    one.name == other.name && one.service.name == other.service.name
}

/// The operation and what is set on the input, without what is sensitive.
impl fmt::Debug for Call {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {} with {:?}", self.service(), self.operation(), self.input)
    }
}
