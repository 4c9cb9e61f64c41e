//! maitred's own decoding of a response, as its client does it after the transport.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use maitred::__private::v1::{OperationSpec, RawResponse, Service, Structure};

/// Looks for an error in a response, as a client does, and decodes it.
pub fn decode<T: Structure + Default>(
    service: &'static Service,
    operation: &'static str,
    body: &Bytes,
) -> Result<T, String> {
    let mut output = T::default();
    decode_into(service, operation, body, &mut output)?;
    Ok(output)
}

fn decode_into(
    service: &'static Service,
    operation: &'static str,
    body: &Bytes,
    output: &mut dyn Structure,
) -> Result<(), String> {
    let spec = OperationSpec::new(service, operation, "POST", "/");
    let response =
        RawResponse { status: StatusCode::OK, headers: HeaderMap::new(), body: body.clone() };
    if let Some(fault) = service.protocol.fault(&spec, &response) {
        return Err(fault.code);
    }
    service.protocol.decode(&spec, &response, output).map_err(|error| error.to_string())
}
