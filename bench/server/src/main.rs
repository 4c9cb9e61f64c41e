//! `bench-server PAGES ITEMS`: answers on loopback as EC2, DynamoDB, S3 and EventBridge do, PAGES pages of ITEMS
//! items each. Prints its address, and ends when its input does.

mod answers;

use std::convert::Infallible;
use std::rc::Rc;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{Request, Response, server::conn::http1};
use hyper_util::rt::TokioIo;
use tokio::io::AsyncReadExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::LocalSet;

use answers::{Answers, Asked};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let answers = Rc::new(arguments()?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    LocalSet::new().block_on(&runtime, serve(answers))
}

fn arguments() -> Result<Answers, Failure> {
    let numbers: Vec<usize> =
        std::env::args().skip(1).map(|word| word.parse()).collect::<Result<_, _>>()?;
    match numbers[..] {
        [pages @ 1..=99_999, items] => Ok(Answers::new(pages, items)),
        _ => Err("usage: bench-server PAGES ITEMS, at least one page".into()),
    }
}

async fn serve(answers: Rc<Answers>) -> Result<(), Failure> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    tokio::task::spawn_local(async move {
        // A connection that cannot be accepted shows at its client.
        while let Ok((stream, _)) = listener.accept().await {
            tokio::task::spawn_local(connection(stream, answers.clone()));
        }
    });
    let mut unread = Vec::new();
    tokio::io::stdin().read_to_end(&mut unread).await?;
    Ok(())
}

/// Answers one connection's requests. What breaks it shows at its client.
async fn connection(stream: TcpStream, answers: Rc<Answers>) {
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request| answer(request, answers.clone()));
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

async fn answer(
    request: Request<Incoming>,
    answers: Rc<Answers>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map(|body| body.to_bytes()).unwrap_or_default();
    let target = head.headers.get("x-amz-target").and_then(|value| value.to_str().ok());
    let asked =
        Asked { uri: &head.uri.to_string(), target: target.unwrap_or_default(), body: &body };
    Ok(answers.to(&asked))
}
