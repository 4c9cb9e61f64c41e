//! A transport that answers every request with one body, and the output that it comes to.

use std::future::Future;

use bytes::Bytes;
use http::{Request, Response};
use maitred::{Config, Error, Sending, Transport};

#[derive(Debug)]
struct Always(Bytes);

impl Transport for Always {
    fn send(&self, _request: Request<Bytes>) -> Sending {
        let body = self.0.clone();
        Box::pin(async move { Ok(Response::new(body)) })
    }
}

/// A configuration with which every request is answered with this body.
pub(crate) fn always(body: &str) -> Config {
    Config::builder()
        .region("eu-west-1")
        .credentials("access key id", "secret access key", None)
        .transport(Always(Bytes::copy_from_slice(body.as_bytes())))
        .build()
        .unwrap()
}

/// Runs a call to its end.
pub(crate) fn block_on<T>(future: impl Future<Output = Result<T, Error>>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    runtime.block_on(future).unwrap()
}
