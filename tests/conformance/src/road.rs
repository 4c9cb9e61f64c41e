//! The ways a case goes: what is generic over an operation is here, and nothing else is.

use std::error::Error as _;

use bytes::Bytes;
use http::{Request, Response};
use maitred::__private::v1::{Client, Location, ModeledError, Operation, Purpose, Structure};
use maitred::__private::v1::{Reader, read_into, start};
use maitred::{Config, Error};
use serde_json::Value;

use crate::filler::Filler;
use crate::given::Given;
use crate::seen::Seen;
use crate::transport::Kept;

/// A case and the way it goes.
#[derive(Debug)]
pub struct Entry {
    /// `input/ec2/Ec2Lists`
    pub case: &'static str,
    /// Its way.
    pub road: Road,
}

/// Parameters and an endpoint to a request.
pub type ToRequest = fn(&Value, &str) -> Result<Request<Bytes>, String>;

/// An answer to an output, or to an error.
pub type ToOutput = fn(Response<Bytes>) -> Result<Seen, Error>;

/// An error to the exception of one type, if it is that.
pub type ToException = fn(&Error) -> Option<Seen>;

/// The way of a case.
#[derive(Debug)]
pub enum Road {
    /// Parameters to a request.
    Request(ToRequest),
    /// An answer to an output or an error, with the exceptions that the error may be.
    Response(ToOutput, &'static [ToException]),
    /// The generator refused the definition.
    Refused(&'static str),
}

/// The request that a program's call would send.
///
/// # Errors
///
/// The parameters do not fit the input, or nothing was sent.
pub fn request<O: Operation>(params: &Value, endpoint: &str) -> Result<Request<Bytes>, String>
where
    O::Input: Default,
{
    let mut input = O::Input::default();
    fill(&mut Given(params), &mut input)?;
    let kept = Kept::answering(Response::new(Bytes::new()));
    let client = client::<O>(endpoint, &kept).map_err(|error| told(&error))?;
    // What the answer means is another case's business.
    let result = block_on(start::<O>(&client, &input, Purpose::Call));
    match (kept.request(), result) {
        (Some(request), _) => Ok(request),
        (None, Err(error)) => Err(format!("nothing was sent: {}", told(&error))),
        (None, Ok(_)) => Err("nothing was sent".to_owned()),
    }
}

fn fill(reader: &mut dyn Reader, target: &mut dyn Structure) -> Result<(), String> {
    match read_into(reader, target) {
        Ok(_) => Ok(()),
        Err(error) => Err(format!("the parameters do not fit the input: {error}")),
    }
}

/// The output that a program would get.
///
/// # Errors
///
/// The error that a program would get.
pub fn respond<O: Operation>(answer: Response<Bytes>) -> Result<Seen, Error>
where
    O::Input: Default,
{
    let mut input = O::Input::default();
    let _ = read_into(&mut Filler::of_requests(O::SPEC), &mut input);
    let client = client::<O>("https://example.com", &Kept::answering(answer))?;
    block_on(start::<O>(&client, &input, Purpose::Call)).map(|output| Seen::of(&output))
}

/// The exception, if the error is that.
pub fn modeled<E: ModeledError>(error: &Error) -> Option<Seen> {
    error.modeled::<E>().map(|exception| Seen::of(&exception))
}

fn client<O: Operation>(endpoint: &str, kept: &Kept) -> Result<Client, Error> {
    let config = Config::builder()
        .region("us-east-1")
        .credentials("AKIDEXAMPLE", "secret", None)
        .endpoint_url(endpoint)
        .max_attempts(std::num::NonZeroU32::MIN)
        .transport(kept.clone())
        .build()?;
    Ok(Client::new(&config, O::SPEC.service))
}

/// An error with everything that caused it.
pub fn told(error: &Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(&format!(": {cause}"));
        source = cause.source();
    }
    text
}

/// Does the member stand in the path?
pub(crate) fn is_label(location: Location) -> bool {
    location == Location::Uri
}

fn block_on<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    match runtime {
        Ok(runtime) => runtime.block_on(future),
        Err(error) => unreachable!("no runtime: {error}"),
    }
}
