//! What the fuzz targets share: generated clients, and a transport that answers with the input.
//!
//! The road is the one of every program: a request is made, encoded and signed, and the answer goes
//! through the protocol, the paginator and the error type. Nothing private is called.

use std::fmt::Debug;
use std::future::Future;
use std::num::NonZeroU32;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, Response};
use maitred::{Config, Error, Sending, Transport};

#[allow(missing_docs)]
pub mod services {
    maitred::include_services!();
}

/// Answers every request in the same way.
#[derive(Debug)]
struct Always(Response<Bytes>);

impl Transport for Always {
    fn send(&self, _: Request<Bytes>) -> Sending {
        let response = self.0.clone();
        Box::pin(async { Ok(response) })
    }
}

/// A configuration whose every request has this answer.
fn config(answer: Response<Bytes>) -> Config {
    Config::builder()
        .region("us-east-1")
        .credentials("AKIDEXAMPLE", "secret", None)
        .endpoint_url("http://things.example")
        .max_attempts(NonZeroU32::MIN)
        .transport(Always(answer))
        .build()
        .unwrap()
}

/// The answer that an input stands for: the first byte chooses the status, the rest is the body.
pub fn answer(input: &[u8], content_type: &'static str) -> Option<Config> {
    let (status, body) = input.split_first()?;
    let mut response = Response::new(Bytes::copy_from_slice(body));
    *response.status_mut() = status_of(*status);
    response.headers_mut().insert("content-type", HeaderValue::from_static(content_type));
    Some(config(response))
}

/// The answer that an input stands for, headers included: lines of `name:value` up to an empty one.
pub fn answer_with_headers(input: &[u8]) -> Option<Config> {
    let (status, mut rest) = input.split_first()?;
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = status_of(*status);
    while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
        let (line, after) = rest.split_at(end);
        rest = &after[1..];
        if line.is_empty() {
            break;
        }
        let colon = line.iter().position(|byte| *byte == b':')?;
        let name = HeaderName::from_bytes(&line[..colon]).ok()?;
        let value = HeaderValue::from_bytes(&line[colon + 1..]).ok()?;
        response.headers_mut().try_append(name, value).ok()?;
    }
    *response.body_mut() = Bytes::copy_from_slice(rest);
    Some(config(response))
}

fn status_of(byte: u8) -> http::StatusCode {
    let statuses = [200, 200, 400, 404, 500, 204, 302];
    let status = statuses[usize::from(byte) % statuses.len()];
    http::StatusCode::from_u16(status).unwrap()
}

/// Runs a future whose every step is ready.
pub fn run<F: Future>(future: F) -> F::Output {
    thread_local! {
        static RUNTIME: tokio::runtime::Runtime =
            tokio::runtime::Builder::new_current_thread().build().unwrap();
    }
    RUNTIME.with(|runtime| runtime.block_on(future))
}

/// What must hold of every result.
pub fn check<T: Debug>(result: Result<T, Error>) {
    match result {
        Ok(output) => drop(format!("{output:?}")),
        Err(error) => check_error(&error),
    }
}

fn check_error(error: &Error) {
    let text = error.to_string();
    assert!(!text.contains(char::is_control), "a text of more than one line: {text:?}");
    let expected = error.is_service() || error.is_response() || error.is_repeated_token();
    assert!(expected, "neither what the service said nor what it sent: {error:?}");
    let _ = format!("{error:?}");
}

/// Lists and sends with a service's client, and looks for its exception in what comes back.
#[macro_export]
macro_rules! list_things {
    ($service:ident, $config:expr) => {
        if let Some(config) = $config {
            let client = $crate::services::$service::Client::new(&config);
            $crate::run(async {
                let mut pages = client.list_things().paginate().pages();
                while let Some(page) = pages.next().await {
                    if let Err(error) = &page {
                        let _ = error.modeled::<$crate::services::$service::error::ThingMissing>();
                    }
                    let failed = page.is_err();
                    $crate::check(page);
                    if failed {
                        break;
                    }
                    let _ = pages.resume_token().map(|token| token.to_string());
                }
            });
        }
    };
}
