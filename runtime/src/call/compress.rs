//! Large bodies compressed, where a definition allows it and the feature `compression` is on.
//!
//! One operation of all is like that, CloudWatch's `PutMetricData`, and it takes bodies as they are
//! too: so the crates that it takes are not everybody's.

use crate::call::OperationSpec;
use crate::wire::EncodedRequest;

/// Compresses a body that has at least the size.
#[cfg(feature = "compression")]
pub(super) fn compress(
    operation: &OperationSpec,
    request: &mut EncodedRequest,
    from: Option<usize>,
) {
    let is_large = from.is_some_and(|from| request.body.len() >= from);
    if operation.compressed
        && is_large
        && let Some(body) = gzip::compressed(&request.body)
    {
        request.body = body.into();
        gzip::add_encoding(&mut request.headers);
    }
}

/// Does nothing: the feature is off.
#[cfg(not(feature = "compression"))]
pub(super) fn compress(_: &OperationSpec, _: &mut EncodedRequest, _: Option<usize>) {}

#[cfg(feature = "compression")]
mod gzip {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use http::header::CONTENT_ENCODING;
    use http::{HeaderName, HeaderValue};

    /// Writing to memory cannot fail, but if it does the body is sent as it is.
    pub(super) fn compressed(body: &[u8]) -> Option<Vec<u8>> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(body).ok()?;
        encoder.finish().ok()
    }

    /// The last encoding in the header is the last one that was done.
    pub(super) fn add_encoding(headers: &mut Vec<(HeaderName, HeaderValue)>) {
        match headers.iter_mut().find(|(name, _)| *name == CONTENT_ENCODING) {
            Some((_, value)) => {
                let mut both = value.as_bytes().to_vec();
                both.extend_from_slice(b",gzip");
                *value = HeaderValue::from_bytes(&both).unwrap_or_else(|_| value.clone());
            }
            None => headers.push((CONTENT_ENCODING, HeaderValue::from_static("gzip"))),
        }
    }
}

#[cfg(all(test, feature = "compression"))]
mod tests;
