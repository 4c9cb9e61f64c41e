//! The loop of attempts: sign, send, look for an error, wait, again.
//!
//! Nothing here is generic. An [`Order`] is all that it needs to know of an operation and its
//! input, and a [`Sent`] is all that it gives: what the response means is read later.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{AUTHORIZATION, HeaderName, USER_AGENT};
use http::request::Parts;
use http::{HeaderMap, Request, Response};

use super::client::Client;
use super::endpoint::{Arguments, Endpoint, Signature};
use super::retry::Reason;
use super::sign::{Scope, ascii, name_host, sign, sign_form};
use super::user_agent::user_agent;
use super::{OperationSpec, Purpose, Signing, TransportError, TransportErrorKind, retry};
use crate::error::{Error, Kind};
use crate::random;
use crate::wire::{EncodedRequest, RawResponse, ServiceFault};

const INVOCATION_ID: HeaderName = HeaderName::from_static("amz-sdk-invocation-id");
const ATTEMPT: HeaderName = HeaderName::from_static("amz-sdk-request");

/// A request to send.
pub(crate) struct Order {
    pub(crate) operation: &'static OperationSpec,
    pub(crate) purpose: Purpose,
    /// What is to be sent; or why the input makes no request.
    pub(crate) request: Result<EncodedRequest, String>,
    /// Empty for most; or why it could not be made.
    pub(crate) host_prefix: Result<String, String>,
    /// What it gives to the rules of the endpoint.
    pub(crate) arguments: Arguments,
    /// Does the request ask for encoded names unasked?
    pub(crate) encoded_names: bool,
    /// The input itself, for a script.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) input: Option<Arc<dyn crate::testing::Recorded>>,
}

/// A response that is no error, and what it took to get it.
pub(crate) struct Sent {
    pub(crate) response: RawResponse,
    pub(crate) attempts: u32,
    /// Of the order: it says how the response is to be read.
    pub(crate) encoded_names: bool,
    /// The output itself, of a script.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) output: Option<Box<dyn std::any::Any + Send>>,
}

/// Why an attempt gave no response worth having.
enum Failure {
    /// There was nothing to send.
    Unsent(Error),
    Transport(TransportError),
    Fault(ServiceFault, RawResponse),
}

/// Sends a request, again where that may help.
pub(crate) async fn send(client: Client, order: Order) -> Result<Sent, Error> {
    let Order { operation, encoded_names, .. } = order;
    #[cfg(any(test, feature = "testing"))]
    let input = order.input.clone();
    let prepared = Prepared::new(&client, order).map_err(|error| error.of(operation))?;
    #[cfg(any(test, feature = "testing"))]
    if let Some(input) = input {
        return super::scripted::answer(&client, operation, input);
    }
    let service = operation.service;
    let most = retry::attempts(service, client.settings().max_attempts);
    let mut attempt = 1;
    let mut taken = None;
    loop {
        let failure = match prepared.attempt(attempt, most).await {
            Ok(response) => {
                client.quota().reward(taken);
                return Ok(Sent {
                    response,
                    attempts: attempt,
                    encoded_names,
                    #[cfg(any(test, feature = "testing"))]
                    output: None,
                });
            }
            Err(failure) => failure,
        };
        let reason = failure.reason(operation).filter(|_| attempt < most);
        let Some(reason) = reason.filter(|reason| client.quota().take(reason.cost())) else {
            return Err(failure.into_error(operation, attempt, &prepared));
        };
        taken = Some(reason.cost());
        let random = random::fraction();
        let pause = retry::backoff(service, reason, attempt, random, failure.asked());
        client.clock().sleep(pause).await;
        attempt += 1;
    }
}

/// What all attempts of one call share.
struct Prepared<'a> {
    client: &'a Client,
    endpoint: Arc<Endpoint>,
    operation: &'static OperationSpec,
    purpose: Purpose,
    head: Parts,
    body: Bytes,
}

impl<'a> Prepared<'a> {
    fn new(client: &'a Client, order: Order) -> Result<Self, Error> {
        client.own().check()?;
        let endpoint = client.endpoint(order.operation, &order.arguments)?;
        let prefix = order.host_prefix.map_err(Error::input)?;
        let request = order
            .request
            .map_err(|why| Error::input(format!("the input makes no request: {why}")))?;
        let EncodedRequest { method, path_and_query, headers, body } = request;
        let uri = endpoint.uri(&prefix, &path_and_query).map_err(Error::config)?;
        let (mut head, ()) = Request::new(()).into_parts();
        head.method = method;
        head.uri = uri;
        head.headers = HeaderMap::from_iter(headers);
        head.headers.extend(endpoint.headers.iter().cloned());
        client.own().put(&mut head);
        head.headers.insert(INVOCATION_ID, ascii(&random::uuid()));
        Ok(Prepared {
            client,
            endpoint,
            operation: order.operation,
            purpose: order.purpose,
            head,
            body,
        })
    }

    async fn attempt(&self, attempt: u32, most: u32) -> Result<RawResponse, Failure> {
        let request = self.signed(attempt, most).await.map_err(Failure::Unsent)?;
        let sending = self.client.settings().transport.send(request);
        let response = raw(sending.await.map_err(Failure::Transport)?);
        let protocol = self.operation.service.protocol;
        let response = protocol.received(self.operation, response);
        match protocol.fault(self.operation, &response) {
            Some(fault) => Err(Failure::Fault(fault, response)),
            None => Ok(response),
        }
    }

    async fn signed(&self, attempt: u32, most: u32) -> Result<Request<Bytes>, Error> {
        let mut head = self.head.clone();
        head.headers.insert(ATTEMPT, ascii(&format!("attempt={attempt}; max={most}")));
        let body = self.sign(&mut head).await?;
        // Not signed: proxies may change it.
        head.headers.insert(USER_AGENT, self.user_agent());
        Ok(Request::from_parts(head, body))
    }

    /// Signs the head, as far as the operation wants it. Gives the body, of which a signature may be
    /// part.
    async fn sign(&self, head: &mut Parts) -> Result<Bytes, Error> {
        name_host(head);
        let (signing, body) = (self.operation.signing, self.body.clone());
        if signing == Signing::Anonymous {
            return Ok(body);
        }
        let credentials = &self.client.settings().credentials;
        match &self.endpoint.signature {
            Signature::V2 => return sign_form(head, &body, &credentials.keys().await?),
            Signature::Bearer(token) => drop(head.headers.insert(AUTHORIZATION, token.clone())),
            Signature::Usual => {
                let keys = credentials.keys().await?;
                sign(head, &body, signing, &keys, &self.scope())?;
            }
        }
        Ok(body)
    }

    fn scope(&self) -> Scope<'_> {
        Scope { service: &self.endpoint.signing_name, region: &self.endpoint.signing_region }
    }

    fn user_agent(&self) -> http::HeaderValue {
        let app_name = self.client.settings().app_name.as_deref();
        let custom = self.endpoint.is_custom();
        user_agent(self.client.service(), self.purpose, custom, app_name)
    }

    /// Where it went: the text of errors about connections.
    fn host(&self) -> &str {
        self.head.uri.authority().map_or("the service", |authority| authority.as_str())
    }
}

fn raw(response: Response<Bytes>) -> RawResponse {
    let (head, body) = response.into_parts();
    RawResponse { status: head.status, headers: head.headers, body }
}

impl Failure {
    /// Why another attempt makes sense; `None` if it makes none.
    fn reason(&self, operation: &OperationSpec) -> Option<Reason> {
        match self {
            Failure::Unsent(_) => None,
            Failure::Transport(error) => retry::after_transport(error.kind()),
            Failure::Fault(fault, response) => {
                retry::after_fault(operation, &fault.code, response.status.as_u16())
            }
        }
    }

    /// How long the service asks to be left alone.
    fn asked(&self) -> Option<Duration> {
        match self {
            Failure::Fault(_, response) => retry::asked(&response.headers),
            Failure::Unsent(_) | Failure::Transport(_) => None,
        }
    }

    fn into_error(
        self,
        operation: &'static OperationSpec,
        attempts: u32,
        prepared: &Prepared<'_>,
    ) -> Error {
        match self {
            Failure::Unsent(error) => error.of(operation).after(attempts - 1),
            Failure::Transport(error) => unanswered(error, prepared).of(operation).after(attempts),
            Failure::Fault(fault, response) => {
                Error::fault(operation, fault, response).after(attempts)
            }
        }
    }
}

fn unanswered(error: TransportError, prepared: &Prepared<'_>) -> Error {
    let host = prepared.host();
    let (kind, message) = match error.kind() {
        TransportErrorKind::Connect => (Kind::Connect, format!("no connection to {host}")),
        TransportErrorKind::Timeout => (Kind::Timeout, format!("no answer from {host} in time")),
        TransportErrorKind::Io => (Kind::Transport, format!("the connection to {host} broke")),
        TransportErrorKind::TooLarge => {
            (Kind::Transport, format!("the answer of {host} is too large"))
        }
    };
    Error::new(kind, message).caused_by(error)
}
