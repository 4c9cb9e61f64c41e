//! Which exception an error is, where the service spoke the query protocol once: its code is the
//! one from then, and some definitions know it, while others know the shape's name only.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode};

use crate::call::{ModeledError, OperationSpec, Service};
use crate::error::Error;
use crate::shape::{Schema, Slot, Structure};
use crate::wire::testing::Exception;
use crate::wire::{JSON_1_0, RPC_V2_CBOR, RawResponse};

static JSON: Service = Service::new("json", "JSON", "1", "json", &JSON_1_0).query_compatible();
static CBOR: Service = Service::new("cbor", "CBOR", "1", "cbor", &RPC_V2_CBOR).query_compatible();
static GET_JSON: OperationSpec = OperationSpec::new(&JSON, "Get", "POST", "/");
static GET_CBOR: OperationSpec = OperationSpec::new(&CBOR, "Get", "POST", "/");

const JSON_BODY: &[u8] = br#"{"__type":"a#QueueMissing","message":"m"}"#;
const CBOR_BODY: &[u8] = b"\xa2\x66__type\x6ea#QueueMissing\x67message\x61m";

macro_rules! exception {
    ($name:ident, $code:literal, $shape:literal) => {
        #[derive(Debug, Default)]
        struct $name(Exception);

        impl Structure for $name {
            fn schema(&self) -> &'static Schema {
                self.0.schema()
            }

            fn member(&self, index: usize) -> Option<&dyn Slot> {
                self.0.member(index)
            }

            fn member_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
                self.0.member_mut(index)
            }
        }

        impl ModeledError for $name {
            const CODE: &'static str = $code;
            const SHAPE: &'static str = $shape;
        }
    };
}

exception!(KnownByBoth, "Old.Missing", "QueueMissing");
exception!(KnownByName, "QueueMissing", "QueueMissing");
exception!(KnownByCode, "Old.Missing", "QueueMissingFault");
exception!(Another, "Old.Other", "QueueOther");

fn error(operation: &'static OperationSpec, header: Option<&str>, body: &'static [u8]) -> Error {
    let mut headers = HeaderMap::new();
    if let Some(value) = header {
        headers.insert("x-amzn-query-error", HeaderValue::from_str(value).unwrap());
    }
    let body = Bytes::from_static(body);
    let response = RawResponse { status: StatusCode::BAD_REQUEST, headers, body };
    let fault = operation.service.protocol.fault(operation, &response).unwrap();
    Error::fault(operation, fault, response)
}

fn message<E: ModeledError>(error: &Error, of: fn(E) -> Exception) -> Option<String> {
    of(error.modeled::<E>()?).message
}

#[test]
fn an_old_code_and_a_new_name_both_say_which_exception_it_is() {
    for (operation, body) in [(&GET_JSON, JSON_BODY), (&GET_CBOR, CBOR_BODY)] {
        let error = error(operation, Some("Old.Missing;Sender"), body);
        assert_eq!(error.code(), Some("Old.Missing"));
        assert_eq!(message::<KnownByBoth>(&error, |it| it.0).as_deref(), Some("m"));
        assert_eq!(message::<KnownByName>(&error, |it| it.0).as_deref(), Some("m"));
        assert_eq!(message::<KnownByCode>(&error, |it| it.0).as_deref(), Some("m"));
        assert!(error.modeled::<Another>().is_none());
    }
}

#[test]
fn without_an_old_code_the_name_is_the_code() {
    for (operation, body) in [(&GET_JSON, JSON_BODY), (&GET_CBOR, CBOR_BODY)] {
        let error = error(operation, None, body);
        assert_eq!(error.code(), Some("QueueMissing"));
        assert!(error.modeled::<KnownByBoth>().is_some());
        assert!(error.modeled::<KnownByName>().is_some());
        assert!(error.modeled::<KnownByCode>().is_none());
    }
}
