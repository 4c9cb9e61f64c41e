//! Where a script takes the place of sending: it is asked with the input, and gives the output.

use std::any::Any;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::send::{Order, Sent};
use super::{Client, OperationSpec};
use crate::error::Error;
use crate::testing::Recorded;
use crate::wire::RawResponse;

/// The order with its input, if the client asks a script.
pub(super) fn with_input<T: Recorded + Clone>(
    client: &Client,
    mut order: Order,
    input: &T,
) -> Order {
    if client.settings().transport.script().is_some() {
        order.input = Some(Arc::new(input.clone()));
    }
    order
}

/// What the script answers.
pub(super) fn answer(
    client: &Client,
    operation: &'static OperationSpec,
    input: Arc<dyn Recorded>,
) -> Result<Sent, Error> {
    let Some(script) = client.settings().transport.script() else {
        return Err(Error::config("there is no script").of(operation));
    };
    let output = Some(script.answer(operation, input)?);
    let (status, headers, body) = (StatusCode::OK, HeaderMap::new(), Bytes::new());
    let response = RawResponse { status, headers, body };
    Ok(Sent { response, attempts: 1, encoded_names: false, output })
}

/// Takes the output that a script gave; gives back what a service did.
pub(super) fn output<T: Any>(mut sent: Sent, output: &mut T) -> Result<(), Box<Sent>> {
    match sent.output.take().map(<Box<dyn Any + Send>>::downcast) {
        Some(Ok(given)) => {
            *output = *given;
            Ok(())
        }
        _ => Err(Box::new(sent)),
    }
}
