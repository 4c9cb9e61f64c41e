use std::rc::Rc;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{Method, Request};
use hyper_util::client::legacy::Client as Connections;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use report::Failure;

/// Sends to one place.
#[derive(Clone)]
pub struct Client {
    endpoint: Rc<str>,
    connections: Connections<HttpConnector, Full<Bytes>>,
}

impl Client {
    pub fn new(endpoint: String) -> Self {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        let connections = Connections::builder(TokioExecutor::new()).build(connector);
        Client { endpoint: endpoint.into(), connections }
    }

    pub async fn get(&self, path: &str) -> Result<Bytes, Failure> {
        self.send(Method::GET, path, &[], Bytes::new()).await
    }

    pub async fn post(
        &self,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Result<Bytes, Failure> {
        self.send(Method::POST, path, headers, Bytes::from(body)).await
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Bytes,
    ) -> Result<Bytes, Failure> {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.endpoint));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self.connections.request(request.body(Full::new(body))?).await?;
        let status = response.status();
        let body = response.into_body().collect().await?.to_bytes();
        if !status.is_success() {
            return Err(format!("{status}: {}", String::from_utf8_lossy(&body)).into());
        }
        Ok(body)
    }
}
