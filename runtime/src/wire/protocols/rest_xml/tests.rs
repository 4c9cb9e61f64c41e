mod errors;
mod listings;
mod outputs;
mod requests;

use crate::call::OperationSpec;
use crate::shape::Structure;
use crate::wire::testing::response;
use crate::wire::{Protocol, REST_XML, RawResponse};

/// What a call makes of a response: mended, and read if it is no error.
fn decoded<T: Structure + Default>(
    operation: &OperationSpec,
    response: RawResponse,
) -> Result<T, String> {
    let response = REST_XML.received(operation, response);
    if let Some(fault) = REST_XML.fault(operation, &response) {
        return Err(format!("{} {}", response.status.as_u16(), fault.code));
    }
    let mut output = T::default();
    let read = REST_XML.decode(operation, &response, &mut output);
    read.map(|()| output).map_err(|error| error.to_string())
}

fn ok(body: &str) -> RawResponse {
    response(200, &[], body)
}
