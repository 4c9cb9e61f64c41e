//! The rules of paging, driven through the real streams; tests are named after botocore's rules.

mod ahead;
mod collect;
mod everywhere;
mod hostile;
mod items;
mod limits;
mod machine;
mod options;
mod resuming;
mod retry;
mod rules;
mod search;
pub(crate) mod shapes;
mod streams;
mod tokens;

use std::future::Future;
use std::task::{Context, Poll, Waker};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::Request;

use super::*;
use crate::Error;
use crate::call::{Client, Sending, Transport};
use crate::config::Config;
use crate::testing::{FakeClock, ScriptedTransport};
use shapes::{Input, Page, SERVICE};

/// The pages that most rules are shown on.
pub(crate) const STD: &[&str] =
    &[r#"{"U":[1,2,3],"N":"a"}"#, r#"{"U":[4,5,6],"N":"b"}"#, r#"{"U":[7]}"#];

pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

/// The JSON in a resume token.
pub(crate) fn text_of(token: &ResumeToken) -> String {
    String::from_utf8(STANDARD.decode(token.as_str()).unwrap()).unwrap()
}

/// A resume token with this JSON in it.
fn tok(json: &str) -> String {
    STANDARD.encode(json)
}

/// A listing, what is set on it, and what should come of it.
#[derive(Default)]
struct Case<'a> {
    input: Input,
    max: Option<usize>,
    size: Option<u32>,
    start: Option<String>,
    options: PageOptions,
    /// What the service answers.
    pages: &'a [&'a str],
    /// The requests' bodies.
    requests: &'a [&'a str],
    /// The pages as they are handed out.
    out: &'a [&'a str],
    /// The JSON of the resume token after the last page.
    token: Option<&'a str>,
}

impl Case<'_> {
    fn paginate<O: Paginated<Input = Input>>(&self, client: Client) -> Paginate<O> {
        let mut paginate = Paginate::new(client, self.input.clone()).options(self.options.clone());
        if let Some(max) = self.max {
            paginate = paginate.max_items(max);
        }
        if let Some(size) = self.size {
            paginate = paginate.page_size(size);
        }
        if let Some(start) = &self.start {
            paginate = paginate.starting_token(start);
        }
        paginate
    }

    /// A client whose service answers with these pages.
    fn client(&self) -> (Client, ScriptedTransport) {
        let transport = ScriptedTransport::new();
        for page in self.pages {
            transport.answer(200, page.to_string());
        }
        (Client::new(&transport.config(&FakeClock::new()), &SERVICE), transport)
    }

    fn run<O: Paginated<Input = Input, Output = Page>>(&self) -> Option<Error> {
        let (client, transport) = self.client();
        let mut pages = self.paginate::<O>(client).pages();
        let (mut out, mut token, mut failure) = (Vec::new(), None, None);
        while let Some(page) = block_on(pages.next()) {
            match page {
                Ok(page) => out.push(page.json()),
                Err(error) => failure = Some(error),
            }
            token = pages.resume_token();
        }
        assert_eq!(transport.bodies(), self.requests, "requests");
        assert_eq!(out, self.out, "pages");
        assert_eq!(token.as_ref().map(text_of).as_deref(), self.token, "resume token");
        failure
    }

    /// Runs it; it must not fail.
    fn check<O: Paginated<Input = Input, Output = Page>>(self) {
        let failure = self.run::<O>();
        assert!(failure.is_none(), "{failure:?}");
    }

    /// Runs it; it must fail.
    fn fails<O: Paginated<Input = Input, Output = Page>>(self) -> Error {
        self.run::<O>().expect("this listing fails")
    }
}

/// A service with a listing: page `p3` holds the items at 3 and names `p4`.
#[derive(Debug, Clone)]
struct Listing {
    pages: Vec<Vec<i64>>,
    /// How often an answer lets itself be polled in vain.
    slowness: usize,
    requests: ScriptedTransport,
}

impl Listing {
    fn new(sizes: &[usize]) -> Self {
        let mut items = 0..;
        let pages = sizes.iter().map(|size| items.by_ref().take(*size).collect()).collect();
        Listing { pages, slowness: 0, requests: ScriptedTransport::new() }
    }

    fn slow(mut self, slowness: usize) -> Self {
        self.slowness = slowness;
        self
    }

    fn items(&self) -> Vec<i64> {
        self.pages.concat()
    }

    fn client(&self) -> Client {
        let config = Config::builder()
            .region("us-east-1")
            .credentials("AKIDEXAMPLE", "secret", None)
            .transport(self.clone())
            .clock(FakeClock::new());
        Client::new(&config.build().unwrap(), &SERVICE)
    }

    fn paginate<O: Paginated<Input = Input>>(&self, start: Option<ResumeToken>) -> Paginate<O> {
        let paginate = Paginate::new(self.client(), Input::default());
        match start {
            Some(token) => paginate.starting_token(token),
            None => paginate,
        }
    }

    /// The answer to a request: items in U and, for a secondary result, the same in G.
    fn answer(&self, body: &[u8]) -> String {
        let body: serde_json::Value = serde_json::from_slice(body).unwrap();
        let token = body.get("M").or(body.get("A")).and_then(|token| token.as_str());
        let index = token.map_or(0, |token| token[1..].parse().unwrap());
        let items = &self.pages[index];
        let next = if index + 1 < self.pages.len() {
            format!(r#","N":"p{0}","NA":"p{0}""#, index + 1)
        } else {
            String::new()
        };
        format!(r#"{{"U":{items:?},"G":{items:?}{next}}}"#)
    }
}

impl Transport for Listing {
    fn send(&self, request: Request<Bytes>) -> Sending {
        let answer = self.answer(request.body());
        let answered = self.requests.answer(200, answer).send(request);
        let mut vain = self.slowness;
        Box::pin(async move {
            std::future::poll_fn(|context| {
                if vain == 0 {
                    return Poll::Ready(());
                }
                vain -= 1;
                context.waker().wake_by_ref();
                Poll::Pending
            })
            .await;
            answered.await
        })
    }
}

/// Polls a future once, and drops it.
fn once<F: Future>(future: F) -> Poll<F::Output> {
    let mut future = std::pin::pin!(future);
    future.as_mut().poll(&mut Context::from_waker(Waker::noop()))
}
