//! A call as a future, and how its request is written and its response read.
//!
//! The request is written when the call is made; nothing is sent before the first poll. One boxed
//! future does the sending, whatever the operation, so that a call costs the compiler little.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::compress::compress;
use super::endpoint::arguments;
use super::send::{Order, Sent, send};
use super::tokens::WithTokens;
use super::{Client, Operation, OperationSpec, Purpose, checksum, customs, label};
use crate::config::Requests;
use crate::error::Error;
use crate::shape::{Fields, Structure};
use crate::wire::{EncodedRequest, request_id};

/// The sending of a call, whatever its operation.
pub(crate) type Underway = Pin<Box<dyn Future<Output = Result<Sent, Error>> + Send>>;

/// A call under way.
///
/// Await it for the output. It is `Send`, it owns what it needs, and dropping it cancels it.
#[must_use = "a call is not sent before it is awaited"]
pub struct Call<O: Operation> {
    pub(super) sending: Underway,
    operation: PhantomData<fn() -> O>,
}

/// An output, and the circumstances of the response that it came in.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Answer<T> {
    /// The output.
    pub output: T,
    /// The HTTP status.
    pub status: u16,
    /// The request id of the response's headers.
    pub request_id: Option<String>,
    /// How many requests were sent: the first and its retries.
    pub attempts: u32,
}

/// Makes a call.
pub fn start<O: Operation>(client: &Client, input: &O::Input, purpose: Purpose) -> Call<O> {
    let order = order(client.settings().requests, O::SPEC, input, purpose);
    #[cfg(any(test, feature = "testing"))]
    let order = super::scripted::with_input(client, order, input);
    Call { sending: Box::pin(send(client.clone(), order)), operation: PhantomData }
}

fn order(
    settings: Requests,
    operation: &'static OperationSpec,
    input: &dyn Structure,
    purpose: Purpose,
) -> Order {
    let input = WithTokens::new(operation, input);
    let request = request(settings, operation, &input);
    let arguments = arguments(operation, &input);
    let host_prefix = host_prefix(operation, &input);
    let encoded_names = input.asks_for_encoded_names();
    Order {
        operation,
        purpose,
        request,
        host_prefix,
        arguments,
        encoded_names,
        #[cfg(any(test, feature = "testing"))]
        input: None,
    }
}

/// The request as it is to be sent: compressed, with the checksum of that.
fn request(
    settings: Requests,
    operation: &OperationSpec,
    input: &dyn Fields,
) -> Result<EncodedRequest, String> {
    customs::check(operation, input)?;
    let encoded = operation.service.protocol.encode(operation, input);
    let mut request = encoded.map_err(|error| error.to_string())?;
    customs::add_headers(operation, &mut request);
    compress(operation, &mut request, settings.compressed_from);
    checksum::add(operation, input, &mut request, settings.checksum_when_supported)?;
    Ok(request)
}

fn host_prefix(operation: &OperationSpec, input: &dyn Fields) -> Result<String, String> {
    operation.host_prefix.map_or(Ok(String::new()), |template| label::expand(template, input))
}

impl<O: Operation> Call<O> {
    /// The call without its types: [`answer`] reads what comes of it.
    pub(crate) fn into_underway(self) -> Underway {
        self.sending
    }

    /// Polls for the output and its circumstances. Not to be polled again once it is ready.
    pub fn poll_answer(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Result<Answer<O::Output>, Error>> {
        let sent = ready!(self.sending.as_mut().poll(context));
        Poll::Ready(sent.and_then(answer::<O>))
    }

    /// Waits for the output and its circumstances.
    ///
    /// # Errors
    ///
    /// As for the call itself.
    pub async fn answer(mut self) -> Result<Answer<O::Output>, Error> {
        std::future::poll_fn(|context| self.poll_answer(context)).await
    }
}

/// Reads the output.
pub(crate) fn answer<O: Operation>(sent: Sent) -> Result<Answer<O::Output>, Error> {
    let mut output = O::Output::default();
    #[cfg(any(test, feature = "testing"))]
    let sent = match super::scripted::output(sent, &mut output) {
        Ok(()) => return Ok(Answer { output, status: 200, request_id: None, attempts: 1 }),
        Err(sent) => *sent,
    };
    let sent = decode(O::SPEC, sent, &mut output)?;
    let request_id = request_id(&sent.response.headers).map(str::to_owned);
    let Sent { response, attempts, .. } = sent;
    Ok(Answer { output, status: response.status.as_u16(), request_id, attempts })
}

fn decode(
    operation: &'static OperationSpec,
    sent: Sent,
    output: &mut dyn Structure,
) -> Result<Sent, Error> {
    let protocol = operation.service.protocol;
    let read = match sent.encoded_names {
        true => protocol.decode_encoded(operation, &sent.response, output),
        false => protocol.decode(operation, &sent.response, output),
    };
    match read {
        Ok(()) => Ok(sent),
        Err(malformed) => {
            Err(Error::malformed(operation, sent.response, malformed).after(sent.attempts))
        }
    }
}

impl<O: Operation> Future for Call<O> {
    type Output = Result<O::Output, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.poll_answer(context).map_ok(|answer| answer.output)
    }
}

impl<O: Operation> fmt::Debug for Call<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Call({} {})", O::SPEC.service.name, O::SPEC.name)
    }
}
