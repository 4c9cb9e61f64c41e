//! The default transport: hyper, with rustls by the feature `tls`; HTTP/1.1, with time limits on every
//! part of the way.
//!
//! Connections are pooled for each tokio runtime by itself, since the tasks that drive them stop
//! with the runtime that they were made in: a request never waits for another runtime to be polled.

mod connector;

use std::collections::VecDeque;
use std::error::Error as StdError;
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::Poll;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::{Body, Incoming};
use hyper_util::client::legacy::connect::{CaptureConnection, capture_connection};
use hyper_util::client::legacy::{Client, Error as HyperError};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tokio::runtime::{Handle, Id};
use tokio::time::timeout;

use connector::{Connector, connector};

use super::{Sending, Transport, TransportError, TransportErrorKind as Kind};

type Pool = Client<Connector, Full<Bytes>>;

/// How long the parts of a request may take, and how much may come back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// For name, network and TLS.
    pub(crate) connect: Duration,
    /// For the head of the response, and then for each part of its body.
    pub(crate) read: Duration,
    /// For the body, in bytes.
    pub(crate) body: usize,
}

impl Default for Limits {
    /// Botocore's limits of 60 seconds each, and 512 MiB.
    fn default() -> Self {
        let minute = Duration::from_secs(60);
        Limits { connect: minute, read: minute, body: 512 << 20 }
    }
}

/// Limits that a request has of its own, in its extensions. What is `None` is the transport's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct LimitOverrides {
    pub(crate) connect: Option<Duration>,
    pub(crate) read: Option<Duration>,
    pub(crate) body: Option<usize>,
}

impl LimitOverrides {
    /// These, and those others where there are none.
    pub(crate) fn or(self, others: Self) -> Self {
        LimitOverrides {
            connect: self.connect.or(others.connect),
            read: self.read.or(others.read),
            body: self.body.or(others.body),
        }
    }
}

impl Limits {
    /// The limits of a request.
    fn of(self, request: &Request<Bytes>) -> Self {
        let own = request.extensions().get::<LimitOverrides>().copied().unwrap_or_default();
        Limits {
            connect: own.connect.unwrap_or(self.connect),
            read: own.read.unwrap_or(self.read),
            body: own.body.unwrap_or(self.body),
        }
    }
}

/// hyper, as a [`Transport`].
#[derive(Debug, Clone)]
pub(crate) struct HyperTransport(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    limits: Limits,
    connector: OnceLock<Result<Connector, String>>,
    /// The one that was used last comes last.
    pools: Mutex<VecDeque<(Id, Pool)>>,
}

/// How many runtimes keep their connections. More than a few in one process are test runs, where
/// the old ones are gone.
const MOST_POOLS: usize = 16;

impl HyperTransport {
    pub(crate) fn new(limits: Limits) -> Self {
        let pools = Mutex::new(VecDeque::new());
        HyperTransport(Arc::new(Inner { limits, connector: OnceLock::new(), pools }))
    }
}

impl Transport for HyperTransport {
    fn send(&self, request: Request<Bytes>) -> Sending {
        let inner = Arc::clone(&self.0);
        Box::pin(async move {
            connector::check(request.uri()).map_err(|why| failed(Kind::Connect, why))?;
            let pool = inner.pool()?;
            let limits = inner.limits.of(&request);
            let head = head(&pool, request.map(Full::new), limits).await?;
            complete(head, limits).await
        })
    }
}

impl Inner {
    /// The pool of the runtime that polls.
    fn pool(&self) -> Result<Pool, TransportError> {
        let runtime = Handle::try_current().map_err(|error| failed(Kind::Io, error))?.id();
        let mut pools = self.pools.lock().unwrap_or_else(PoisonError::into_inner);
        let place = pools.iter().position(|(id, _)| *id == runtime);
        let pool = match place.and_then(|place| pools.remove(place)) {
            Some((_, pool)) => pool,
            None => pool(self.connector()?),
        };
        // The one idle for longest: the oldest may be the program's own, in use all along.
        if pools.len() == MOST_POOLS {
            pools.pop_front();
        }
        pools.push_back((runtime, pool.clone()));
        Ok(pool)
    }

    fn connector(&self) -> Result<Connector, TransportError> {
        let made = self.connector.get_or_init(|| connector().map_err(|error| error.to_string()));
        made.clone().map_err(|error| failed(Kind::Connect, error))
    }
}

fn pool(connector: Connector) -> Pool {
    Client::builder(TokioExecutor::new())
        .timer(TokioTimer::new())
        .pool_timer(TokioTimer::new())
        .build(connector)
}

/// Connects and sends, and waits for the head of the response.
async fn head(
    pool: &Pool,
    mut request: Request<Full<Bytes>>,
    limits: Limits,
) -> Result<Response<Incoming>, TransportError> {
    let mut connection = capture_connection(&mut request);
    let mut response = pin!(pool.request(request));
    let connecting = connected(response.as_mut(), &mut connection);
    let early = timeout(limits.connect, connecting)
        .await
        .map_err(|_| failed(Kind::Timeout, format!("no connection within {:?}", limits.connect)))?;
    if let Some(answer) = early {
        return answer.map_err(unanswered);
    }
    let late = timeout(limits.read, response).await;
    late.map_err(|_| silence(limits))?.map_err(unanswered)
}

/// Ready when there is a connection, with `None`; or with the answer or error, if that is first.
async fn connected<F: Future + Unpin>(
    mut response: F,
    connection: &mut CaptureConnection,
) -> Option<F::Output> {
    let mut connecting = pin!(connection.wait_for_connection_metadata());
    std::future::poll_fn(|context| {
        if let Poll::Ready(answer) = pin!(&mut response).poll(context) {
            return Poll::Ready(Some(answer));
        }
        connecting.as_mut().poll(context).map(|_| None)
    })
    .await
}

/// Collects the body.
async fn complete(
    response: Response<Incoming>,
    limits: Limits,
) -> Result<Response<Bytes>, TransportError> {
    let (head, mut body) = response.into_parts();
    let announced = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    check_size(announced, limits)?;
    let mut collected = Collected::new(announced);
    loop {
        let frame = timeout(limits.read, body.frame()).await.map_err(|_| silence(limits))?;
        let Some(frame) = frame else { break };
        let Ok(data) = frame.map_err(|error| failed(Kind::Io, error))?.into_data() else {
            continue;
        };
        check_size(collected.length().saturating_add(data.len()), limits)?;
        collected.push(data);
    }
    Ok(Response::from_parts(head, collected.into_bytes()))
}

/// The parts of a body so far. One part alone is not copied.
enum Collected {
    Empty(usize),
    One(Bytes, usize),
    Many(BytesMut),
}

/// What is reserved at most for a body whose length a server only announced.
const MOST_RESERVED: usize = 16 << 20;

impl Collected {
    fn new(announced: usize) -> Self {
        Collected::Empty(announced.min(MOST_RESERVED))
    }

    fn length(&self) -> usize {
        match self {
            Collected::Empty(_) => 0,
            Collected::One(part, _) => part.len(),
            Collected::Many(parts) => parts.len(),
        }
    }

    fn push(&mut self, data: Bytes) {
        *self = match std::mem::replace(self, Collected::Empty(0)) {
            Collected::Empty(announced) => Collected::One(data, announced),
            Collected::One(first, announced) => {
                let mut parts = BytesMut::with_capacity(announced.max(first.len() + data.len()));
                parts.extend_from_slice(&first);
                parts.extend_from_slice(&data);
                Collected::Many(parts)
            }
            Collected::Many(mut parts) => {
                parts.extend_from_slice(&data);
                Collected::Many(parts)
            }
        };
    }

    fn into_bytes(self) -> Bytes {
        match self {
            Collected::Empty(_) => Bytes::new(),
            Collected::One(part, _) => part,
            Collected::Many(parts) => parts.freeze(),
        }
    }
}

fn check_size(size: usize, limits: Limits) -> Result<(), TransportError> {
    if size <= limits.body {
        return Ok(());
    }
    let text = format!(
        "expected at most {} bytes: ask for smaller pages, or raise max_response_bytes",
        limits.body
    );
    Err(failed(Kind::TooLarge, text))
}

fn silence(limits: Limits) -> TransportError {
    failed(Kind::Timeout, format!("nothing came for {:?}", limits.read))
}

fn unanswered(error: HyperError) -> TransportError {
    failed(if error.is_connect() { Kind::Connect } else { Kind::Io }, error)
}

fn failed(
    kind: Kind,
    source: impl Into<Box<dyn StdError + Send + Sync + 'static>>,
) -> TransportError {
    TransportError::new(kind, source)
}

#[cfg(test)]
mod tests;
