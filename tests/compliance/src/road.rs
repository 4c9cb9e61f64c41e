//! The ways a case goes: what is generic over an operation is here, and nothing else is.

use std::future::Future;

use bytes::Bytes;
use http::{Request, Response};
use maitred::__private::v1::path::{Json, json};
use maitred::__private::v1::{Client, Operation, Purpose, start};
use maitred::{Config, Error, Sending, Transport};
use serde_json::Value;

/// A case and the way it goes.
#[derive(Debug)]
pub struct Entry {
    /// `filters/0/12`
    pub case: &'static str,
    /// Its way.
    pub road: Road,
}

/// A body to what is found in it; null where there is nothing.
pub type ToFound = fn(&str) -> Result<Value, Error>;

/// The way of a case.
#[derive(Debug)]
pub enum Road {
    /// The search was compiled.
    Search(ToFound),
    /// The generator refused it, with this text.
    Refused(&'static str),
}

/// What a search finds in the output that an answer comes to.
///
/// # Errors
/// The answer cannot be read, or the search cannot be evaluated on it.
pub fn search<O, T>(
    body: &str,
    find: fn(&O::Output) -> Result<Option<T>, Error>,
) -> Result<Value, Error>
where
    O: Operation,
    O::Input: Default,
    for<'a> &'a T: Json,
{
    let config = Config::builder()
        .region("eu-west-1")
        .credentials("access key id", "secret access key", None)
        .transport(Always(Bytes::copy_from_slice(body.as_bytes())))
        .build()?;
    let client = Client::new(&config, O::SPEC.service);
    let output = block_on(start::<O>(&client, &O::Input::default(), Purpose::Call))?;
    Ok(json(find(&output)?.as_ref()).unwrap_or_default())
}

/// Gives one body to every request.
#[derive(Debug)]
struct Always(Bytes);

impl Transport for Always {
    fn send(&self, _request: Request<Bytes>) -> Sending {
        let body = self.0.clone();
        Box::pin(async move { Ok(Response::new(body)) })
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    match runtime {
        Ok(runtime) => runtime.block_on(future),
        Err(error) => unreachable!("no runtime: {error}"),
    }
}
