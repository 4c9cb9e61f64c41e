//! A transport that sends nothing.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use maitred::{Sending, Transport};

/// Keeps the head of each request, and answers with an error that is not retried.
#[derive(Debug, Clone, Default)]
pub struct Kept(Arc<Mutex<Vec<http::Request<()>>>>);

impl Kept {
    /// The last request, and how many there were.
    pub fn take(&self) -> (Option<http::Request<()>>, usize) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = kept.len();
        (kept.drain(..).next_back(), count)
    }
}

impl Transport for Kept {
    fn send(&self, request: http::Request<Bytes>) -> Sending {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push(request.map(drop));
        let mut answer = http::Response::new(Bytes::new());
        *answer.status_mut() = http::StatusCode::FORBIDDEN;
        Box::pin(async { Ok(answer) })
    }
}
