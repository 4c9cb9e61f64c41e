//! A port on loopback → requests for the services, and their answers back.
//!
//! HTTP is hyper's business; which service is meant, and what it says, is [`Services`]'s.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use maitred::Config;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

use crate::services::{Answer, Services};

/// The largest request that is read, in bytes.
const LARGEST_REQUEST: usize = 1 << 20;

/// EC2, DynamoDB and DynamoDB Streams, or the little of them that the examples use, on a port of
/// this machine. Stops when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    services: Arc<Services>,
    task: JoinHandle<()>,
}

impl Server {
    /// Starts on a free port.
    ///
    /// # Errors
    ///
    /// There is none.
    pub async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let services = Arc::new(Services::default());
        let task = tokio::spawn(accept(listener, Arc::clone(&services)));
        Ok(Server { address, services, task })
    }

    /// Where it is: `http://127.0.0.1:40123`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A configuration that leads here and nowhere else, whatever the environment says.
    ///
    /// # Errors
    ///
    /// None in practice: region and endpoint are well-formed.
    pub fn config(&self) -> Result<Config, maitred::Error> {
        Config::builder()
            .region("us-east-1")
            .credentials("example", "example", None)
            .endpoint_url(self.url())
            .build()
    }

    /// How many requests for this operation came so far, `DescribeSnapshots` for one.
    pub fn requests(&self, operation: &str) -> usize {
        self.services.requests(operation)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, services: Arc<Services>) {
    // Dropped with this future, and the connections with it.
    let mut connections = JoinSet::new();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => connections.spawn(serve(stream, Arc::clone(&services))),
            // One connection failed, or there are too many for now: not the end of the server.
            Err(_) => connections.spawn(tokio::time::sleep(Duration::from_millis(10))),
        };
        while connections.try_join_next().is_some() {}
    }
}

async fn serve(stream: TcpStream, services: Arc<Services>) {
    let service = service_fn(|request| respond(request, &services));
    // A client that goes away in the middle is its own business.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

async fn respond(
    request: Request<Incoming>,
    services: &Services,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    let Ok(body) = Limited::new(body, LARGEST_REQUEST).collect().await else {
        return Ok(status(StatusCode::PAYLOAD_TOO_LARGE));
    };
    let target = head.headers.get("x-amz-target").map(|target| target.as_bytes());
    let answer = services.answer(target, &body.to_bytes(), Instant::now());
    Ok(response(answer))
}

fn response(answer: Answer) -> Response<Full<Bytes>> {
    Response::builder()
        .status(answer.status)
        .header("content-type", answer.content_type)
        .header("x-amzn-requestid", answer.request_id)
        .body(Full::from(answer.body))
        .unwrap_or_else(|_| status(StatusCode::INTERNAL_SERVER_ERROR))
}

fn status(status: StatusCode) -> Response<Full<Bytes>> {
    let mut response = Response::default();
    *response.status_mut() = status;
    response
}
