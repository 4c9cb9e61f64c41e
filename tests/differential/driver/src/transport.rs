//! HTTP/1.1 to a port of this machine, whatever the host's name, blocking and one at a time.
//!
//! The runtime's own transport has its tests elsewhere; here a case is to cost as little as can be.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{Request, Response};
use maitred::{Sending, Transport, TransportError, TransportErrorKind};

/// A connection that is kept while it lasts.
#[derive(Debug, Clone)]
pub(crate) struct Loopback {
    port: u16,
    open: Arc<Mutex<Option<BufReader<TcpStream>>>>,
}

impl Loopback {
    pub(crate) fn to(port: u16) -> Self {
        Loopback { port, open: Arc::default() }
    }

    fn exchange(&self, request: &Request<Bytes>) -> std::io::Result<Response<Bytes>> {
        let mut open = self.open.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut stream = match open.take() {
            Some(stream) => stream,
            None => BufReader::new(TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?),
        };
        stream.get_mut().write_all(&written(request))?;
        let response = read(&mut stream, request.method() == http::Method::HEAD)?;
        *open = Some(stream);
        Ok(response)
    }
}

impl Transport for Loopback {
    fn send(&self, request: Request<Bytes>) -> Sending {
        let answer = self.exchange(&request);
        Box::pin(std::future::ready(
            answer.map_err(|error| TransportError::new(TransportErrorKind::Io, error)),
        ))
    }
}

fn written(request: &Request<Bytes>) -> Vec<u8> {
    let target = request.uri().path_and_query().map_or("/", |target| target.as_str());
    let mut head = format!("{} {target} HTTP/1.1\r\n", request.method()).into_bytes();
    if !request.headers().contains_key("host") {
        let host = request.uri().authority().map_or("", |authority| authority.as_str());
        head.extend_from_slice(format!("host: {host}\r\n").as_bytes());
    }
    for (name, value) in request.headers() {
        head.extend_from_slice(name.as_str().as_bytes());
        head.extend_from_slice(b": ");
        head.extend_from_slice(value.as_bytes());
        head.extend_from_slice(b"\r\n");
    }
    if !request.headers().contains_key("content-length") {
        head.extend_from_slice(format!("content-length: {}\r\n", request.body().len()).as_bytes());
    }
    head.extend_from_slice(b"\r\n");
    head.extend_from_slice(request.body());
    head
}

/// The server always says how long its body is; that of a HEAD does not come.
fn read(stream: &mut BufReader<TcpStream>, is_head: bool) -> std::io::Result<Response<Bytes>> {
    let broken = |text: &str| std::io::Error::other(text.to_owned());
    let mut line = String::new();
    stream.read_line(&mut line)?;
    let status = line.split(' ').nth(1).ok_or_else(|| broken("no status line"))?;
    let mut response = Response::builder().status(status);
    let mut length = 0;
    loop {
        line.clear();
        stream.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.parse().map_err(|_| broken("no length"))?;
        }
        response = response.header(name, value);
    }
    let mut body = vec![0; if is_head { 0 } else { length }];
    stream.read_exact(&mut body)?;
    response.body(Bytes::from(body)).map_err(std::io::Error::other)
}
