//! Answers as the services give them.

use bytes::Bytes;
use http::Response;
use serde_json::Value;

/// One answer: status, headers and body.
#[derive(Debug, Clone)]
pub struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Bytes,
}

impl Answer {
    /// An answer with this status and body.
    pub fn new(status: u16, body: impl Into<Bytes>) -> Self {
        Answer { status, headers: Vec::new(), body: body.into() }
    }

    /// An answer of nothing but its status.
    pub fn bare(status: u16) -> Self {
        Answer::new(status, Bytes::new())
    }

    /// With this header.
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// An error of a service that speaks JSON.
    pub fn json_error(status: u16, code: &str) -> Self {
        let body = serde_json::json!({ "__type": code, "message": "as scripted" });
        Answer::new(status, body.to_string()).header("x-amzn-errortype", code)
    }

    /// An error of a service that speaks the query protocol.
    pub fn query_error(status: u16, code: &str) -> Self {
        Answer::new(
            status,
            format!(
                "<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code>\
                 <Message>as scripted</Message></Error><RequestId>r</RequestId></ErrorResponse>"
            ),
        )
    }

    pub(crate) fn response(self) -> Result<Response<Bytes>, http::Error> {
        let mut builder = Response::builder().status(self.status);
        for (name, value) in self.headers {
            builder = builder.header(name, value);
        }
        builder.body(self.body)
    }
}

/// 200 with this body.
impl From<&str> for Answer {
    fn from(body: &str) -> Self {
        Answer::new(200, body.to_owned())
    }
}

/// 200 with this body.
impl From<String> for Answer {
    fn from(body: String) -> Self {
        Answer::new(200, body)
    }
}

/// 200 with this JSON.
impl From<Value> for Answer {
    fn from(body: Value) -> Self {
        Answer::new(200, body.to_string())
    }
}

/// This status, and no body.
impl From<u16> for Answer {
    fn from(status: u16) -> Self {
        Answer::bare(status)
    }
}
