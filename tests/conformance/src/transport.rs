//! A transport that keeps the request and gives the one answer that it has.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http::{Request, Response};
use maitred::{Sending, Transport};

/// Keeps the last request. Clones share it.
#[derive(Clone, Debug)]
pub struct Kept(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    answer: Response<Bytes>,
    request: Mutex<Option<Request<Bytes>>>,
}

impl Kept {
    /// Gives this answer to every request.
    pub fn answering(answer: Response<Bytes>) -> Self {
        Kept(Arc::new(Inner { answer, request: Mutex::default() }))
    }

    /// The request, if one was sent.
    pub fn request(&self) -> Option<Request<Bytes>> {
        self.0.request.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Transport for Kept {
    fn send(&self, request: Request<Bytes>) -> Sending {
        *self.0.request.lock().unwrap_or_else(PoisonError::into_inner) = Some(request);
        let answer = self.0.answer.clone();
        Box::pin(async { Ok(answer) })
    }
}
