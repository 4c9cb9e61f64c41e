//! The one error type: what happened, to which operation, and what the service said.
//!
//! An [`Error`] is one pointer wide, whatever it holds, so a `Result` of a page costs nothing more.

mod text;

use std::error::Error as StdError;
use std::time::Duration;

use crate::call::{ModeledError, OperationSpec, asked, retry};
use crate::wire::{Malformed, RawResponse, ServiceFault, request_id};

pub(crate) use text::OneLine;

type Source = Box<dyn StdError + Send + Sync + 'static>;

/// What went wrong, in which operation.
///
/// Ask with the `is_*` methods; [`code`](Error::code), [`request_id`](Error::request_id) and
/// [`status`](Error::status) say what the service answered, and [`modeled`](Error::modeled) gives
/// the exception with its members where the definition has one. `Display` is one line without the
/// sources, which [`source`](StdError::source) gives; `Debug` is that line and the sources.
pub struct Error(Box<Inner>);

struct Inner {
    kind: Kind,
    operation: Option<&'static OperationSpec>,
    message: String,
    fault: Option<ServiceFault>,
    response: Option<RawResponse>,
    attempts: u32,
    source: Option<Source>,
    /// The exception itself, of a script.
    #[cfg(any(test, feature = "testing"))]
    exception: Option<crate::testing::Exception>,
}

/// The kinds of failure. Each has a predicate on [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Configuration is missing or contradicts itself.
    Config,
    /// The input makes no request.
    Input,
    /// No credentials, or they could not be had.
    Credentials,
    /// No connection.
    Connect,
    /// The server took too long.
    Timeout,
    /// The connection broke, or what came was no HTTP.
    Transport,
    /// The service answered with an error.
    Service,
    /// The service answered with something that is no output of the operation.
    Response,
    /// A listing came back to a token it had used before.
    RepeatedToken,
    /// A starting token that is none of this operation.
    StartingToken,
    /// A wait ended without success.
    Wait,
    /// A blocking call where none may be.
    #[cfg(feature = "blocking")]
    Blocking,
    /// A search could not be evaluated.
    Search,
}

/// How errors are made.
impl Error {
    /// An error with its text: lower case, what, where, what was expected, what to do.
    pub(crate) fn new(kind: Kind, message: impl Into<String>) -> Self {
        Error(Box::new(Inner {
            kind,
            operation: None,
            message: message.into(),
            fault: None,
            response: None,
            attempts: 0,
            source: None,
            #[cfg(any(test, feature = "testing"))]
            exception: None,
        }))
    }

    /// Keeps the exception that a script gave.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) fn given(mut self, exception: Option<crate::testing::Exception>) -> Self {
        self.0.exception = exception;
        self
    }

    /// An error about an input that makes no request.
    pub(crate) fn input(message: impl Into<String>) -> Self {
        Error::new(Kind::Input, message)
    }

    /// An error about the configuration.
    pub(crate) fn config(message: impl Into<String>) -> Self {
        Error::new(Kind::Config, message)
    }

    /// What a service answered instead of an output.
    pub(crate) fn fault(
        operation: &'static OperationSpec,
        fault: ServiceFault,
        response: RawResponse,
    ) -> Self {
        let mut error = Error::new(Kind::Service, "").of(operation);
        error.0.fault = Some(fault);
        error.0.response = Some(response);
        error
    }

    /// A response that could not be read as the operation's output.
    pub(crate) fn malformed(
        operation: &'static OperationSpec,
        response: RawResponse,
        malformed: Malformed,
    ) -> Self {
        let mut error = Error::new(Kind::Response, "the response is no output of the operation");
        error.0.response = Some(response);
        error.of(operation).caused_by(malformed)
    }

    /// Names the operation.
    pub(crate) fn of(mut self, operation: &'static OperationSpec) -> Self {
        self.0.operation = Some(operation);
        self
    }

    /// Says on which page of a listing it happened, counted from 1.
    pub(crate) fn on_page(mut self, page: u64) -> Self {
        self.0.message.push_str(&format!(", on page {page}"));
        self
    }

    /// Says how many requests were sent.
    pub(crate) fn after(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// Keeps what caused it.
    pub(crate) fn caused_by(mut self, source: impl Into<Source>) -> Self {
        self.0.source = Some(source.into());
        self
    }
}

/// What is known about the failure.
impl Error {
    /// Where the service's answer is: for a wait that ended in an error, in that error.
    fn told(&self) -> &Inner {
        let source = self.0.source.as_ref().filter(|_| self.0.kind == Kind::Wait);
        source.and_then(|source| source.downcast_ref::<Error>()).map_or(&self.0, |error| &error.0)
    }

    /// The operation, as AWS calls it: `DescribeSnapshots`; `None` before there is one.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation.map(|operation| operation.name)
    }

    /// The service, as boto3 calls its client: `dynamodbstreams`.
    pub fn service(&self) -> Option<&'static str> {
        self.0.operation.map(|operation| operation.service.name)
    }

    /// The error code of the service's answer: `ResourceNotFoundException`; the status as text
    /// where the answer names none. `None` where the service did not answer with an error.
    pub fn code(&self) -> Option<&str> {
        self.told().fault.as_ref().map(|fault| fault.code.as_str())
    }

    /// The message of the service's answer.
    pub fn message(&self) -> Option<&str> {
        self.told().fault.as_ref()?.message.as_deref()
    }

    /// The request id of the service's answer, which AWS support asks for.
    pub fn request_id(&self) -> Option<&str> {
        let of_fault = self.told().fault.as_ref().and_then(|fault| fault.request_id.as_deref());
        of_fault.or_else(|| request_id(&self.told().response.as_ref()?.headers))
    }

    /// The second id of an answer of S3, for which AWS support asks beside the request id.
    pub fn host_id(&self) -> Option<&str> {
        let headers = &self.told().response.as_ref()?.headers;
        headers.get("x-amz-id-2")?.to_str().ok()
    }

    /// The HTTP status of the answer, if there was one.
    pub fn status(&self) -> Option<u16> {
        self.told().response.as_ref().map(|response| response.status.as_u16())
    }

    /// For how long the service asks to be left alone: `x-amz-retry-after` or `Retry-After` of its
    /// answer.
    pub fn retry_after(&self) -> Option<Duration> {
        asked(&self.told().response.as_ref()?.headers)
    }

    /// How many requests were sent: the first and its retries; 0 if none was.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// The exception with its members, if this is that exception.
    ///
    /// Members that could not be read are left unset: what decides is the code.
    pub fn modeled<E: ModeledError>(&self) -> Option<E> {
        let told = self.told();
        let protocol = told.operation.map(|operation| operation.service.protocol);
        let answer = protocol.zip(told.response.as_ref());
        // A service that spoke the query protocol once has a name for the error beside the code.
        let name = || answer.and_then(|(protocol, response)| protocol.error_name(response));
        let is_it = |code: &str| code == E::CODE || code == E::SHAPE;
        if !is_it(self.code()?) && !name().as_deref().is_some_and(is_it) {
            return None;
        }
        #[cfg(any(test, feature = "testing"))]
        if let Some(given) = told.exception.as_ref().and_then(crate::testing::Exception::get) {
            return Some(given);
        }
        let mut error = E::default();
        if let Some((protocol, response)) = answer {
            let _ = protocol.decode_error(response, &mut error);
        }
        Some(error)
    }
}

/// What kind of failure it is.
impl Error {
    /// The service answered with an error: there are a code and a status.
    pub fn is_service(&self) -> bool {
        self.0.kind == Kind::Service
    }

    /// The service answered that there are too many requests, and retries did not help.
    pub fn is_throttling(&self) -> bool {
        match (&self.told().fault, self.told().operation) {
            (Some(fault), Some(operation)) => {
                retry::is_throttling(operation, &fault.code, self.status())
            }
            _ => false,
        }
    }

    /// A time limit passed: of the connection, of the answer, or between its parts.
    pub fn is_timeout(&self) -> bool {
        self.0.kind == Kind::Timeout
    }

    /// There was no connection.
    pub fn is_connect(&self) -> bool {
        self.0.kind == Kind::Connect
    }

    /// There was no complete answer: no connection, a time limit, or a connection that broke.
    pub fn is_transport(&self) -> bool {
        matches!(self.0.kind, Kind::Connect | Kind::Timeout | Kind::Transport)
    }

    /// Configuration is missing or wrong; nothing was sent.
    pub fn is_config(&self) -> bool {
        self.0.kind == Kind::Config
    }

    /// The input makes no request, as a text that becomes part of the path is empty, for one; nothing
    /// was sent.
    pub fn is_input(&self) -> bool {
        self.0.kind == Kind::Input
    }

    /// There are no credentials, or they could not be had; nothing was sent.
    pub fn is_credentials(&self) -> bool {
        self.0.kind == Kind::Credentials
    }

    /// The service answered with something that is no output of the operation.
    pub fn is_response(&self) -> bool {
        self.0.kind == Kind::Response
    }

    /// A listing came back to a token that it had used before.
    pub fn is_repeated_token(&self) -> bool {
        self.0.kind == Kind::RepeatedToken
    }

    /// The starting token is none of this operation.
    pub fn is_starting_token(&self) -> bool {
        self.0.kind == Kind::StartingToken
    }

    /// A function of a search's expression was given what it does not take: the length of a null,
    /// for one. The text names the search, the function and, in a stream, the page.
    pub fn is_search(&self) -> bool {
        self.0.kind == Kind::Search
    }

    /// A wait ended without success.
    pub fn is_wait(&self) -> bool {
        self.0.kind == Kind::Wait
    }

    /// A blocking call where none may be: inside an asynchronous runtime, which it would hold up.
    /// Nothing was sent.
    #[cfg(feature = "blocking")]
    pub fn is_blocking(&self) -> bool {
        self.0.kind == Kind::Blocking
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_ref().map(|source| source.as_ref() as &(dyn StdError + 'static))
    }
}

#[cfg(test)]
mod tests;
