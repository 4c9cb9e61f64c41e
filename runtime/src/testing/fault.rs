//! How a scripted call fails, and the error that becomes of it.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode};

use crate::call::{ModeledError, OperationSpec, TransportError, TransportErrorKind};
use crate::error::{Error, Kind};
use crate::shape::Structure;
use crate::wire::{RawResponse, ServiceFault, text_of};

/// A request id that says where an error came from.
const REQUEST_ID: &str = "scripted";

/// How a scripted call fails: what the program sees when all attempts are over.
///
/// A text is a code: `"ResourceNotFoundException".into()`.
///
/// ```
/// use maitred::testing::Fault;
///
/// let slow_down = Fault::new("SlowDown").status(503).message("reduce your request rate");
/// # let _ = slow_down;
/// ```
#[derive(Debug, Clone)]
pub struct Fault(Failure);

#[derive(Debug, Clone)]
enum Failure {
    Service(Box<Answered>),
    Transport(TransportErrorKind),
}

#[derive(Clone)]
struct Answered {
    code: String,
    message: Option<String>,
    status: u16,
    request_id: String,
    exception: Option<Exception>,
}

impl Fault {
    /// The service answers with this error code: status 400, without a message.
    #[must_use]
    pub fn new(code: impl Into<String>) -> Self {
        let (code, request_id) = (code.into(), REQUEST_ID.to_owned());
        let answered = Answered { code, message: None, status: 400, request_id, exception: None };
        Fault(Failure::Service(Box::new(answered)))
    }

    /// The service answers with this modelled exception, which
    /// [`Error::modeled`](crate::Error::modeled) gives back as it is. Its code is the definition's,
    /// and its message the member of that name.
    #[must_use]
    pub fn modeled<E: ModeledError + Clone + Send + Sync>(exception: E) -> Self {
        let message = message(&exception);
        let mut fault = Fault::new(E::CODE);
        if let Failure::Service(answered) = &mut fault.0 {
            answered.message = message;
            answered.exception = Some(Exception::new(exception));
        }
        fault
    }

    /// There is no answer at all: no connection, a time limit that passed, a connection that broke.
    #[must_use]
    pub fn transport(kind: TransportErrorKind) -> Self {
        Fault(Failure::Transport(kind))
    }

    /// The message of the service's answer.
    #[must_use]
    pub fn message(self, message: impl Into<String>) -> Self {
        self.answered(|answered| answered.message = Some(message.into()))
    }

    /// The HTTP status of the service's answer, 100 to 999.
    #[must_use]
    pub fn status(self, status: u16) -> Self {
        self.answered(|answered| answered.status = status)
    }

    /// The request id of the service's answer; `scripted` is the default.
    #[must_use]
    pub fn request_id(self, id: impl Into<String>) -> Self {
        self.answered(|answered| answered.request_id = id.into())
    }

    /// Changes what the service says, if it says anything.
    fn answered(mut self, change: impl FnOnce(&mut Answered)) -> Self {
        if let Failure::Service(answered) = &mut self.0 {
            change(answered);
        }
        self
    }

    /// The error that a call of this operation ends in.
    pub(super) fn into_error(self, operation: &'static OperationSpec) -> Error {
        match self.0 {
            Failure::Service(answered) => answered.into_error(operation),
            Failure::Transport(kind) => unanswered(kind),
        }
        .of(operation)
        .after(1)
    }
}

impl From<&str> for Fault {
    fn from(code: &str) -> Self {
        Fault::new(code)
    }
}

impl Answered {
    fn into_error(self, operation: &'static OperationSpec) -> Error {
        let Answered { code, message, status, request_id, exception } = self;
        let Ok(status) = StatusCode::from_u16(status) else {
            let text =
                format!("the scripted error {code} has the status {status}: expected 100 to 999");
            return Error::config(text);
        };
        let mut headers = HeaderMap::new();
        if let Ok(value) = HeaderValue::from_str(&request_id) {
            headers.insert("x-amzn-requestid", value);
        }
        let fault = ServiceFault { code, message, request_id: Some(request_id) };
        let response = RawResponse { status, headers, body: Bytes::new() };
        Error::fault(operation, fault, response).given(exception)
    }
}

fn unanswered(kind: TransportErrorKind) -> Error {
    let cause = TransportError::new(kind, "as scripted");
    let kind = match kind {
        TransportErrorKind::Connect => Kind::Connect,
        TransportErrorKind::Timeout => Kind::Timeout,
        TransportErrorKind::Io | TransportErrorKind::TooLarge => Kind::Transport,
    };
    Error::new(kind, "the script gives no answer").caused_by(cause)
}

/// What an exception says: its member of that name, in whatever case.
fn message(exception: &dyn Structure) -> Option<String> {
    let members = exception.schema().members.iter().enumerate();
    let found = members.filter(|(_, member)| member.name.eq_ignore_ascii_case("message"));
    found.into_iter().find_map(|(index, member)| text_of(member, exception.member(index)?.get()?))
}

impl fmt::Debug for Answered {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Answered")
            .field("code", &self.code)
            .field("message", &self.message)
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            .finish_non_exhaustive()
    }
}

/// A modelled exception, whichever it is.
#[derive(Clone)]
pub(crate) struct Exception {
    value: Arc<dyn Any + Send + Sync>,
    copy: fn(&dyn Any) -> Option<Box<dyn Any>>,
}

impl Exception {
    fn new<E: Clone + Send + Sync + 'static>(value: E) -> Self {
        let copy = |value: &dyn Any| {
            let value = value.downcast_ref::<E>()?.clone();
            Some(Box::new(value) as Box<dyn Any>)
        };
        Exception { value: Arc::new(value), copy }
    }

    /// It, if it is of that type.
    pub(crate) fn get<E: 'static>(&self) -> Option<E> {
        (self.copy)(&*self.value)?.downcast::<E>().ok().map(|exception| *exception)
    }
}
