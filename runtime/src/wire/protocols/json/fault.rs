//! What JSON says of an error.

use serde_json::{Map, Value};

use super::super::query_compatible::query_code;
use super::super::{bare_code, header, reason, request_id};
use super::object;
use crate::wire::{RawResponse, ServiceFault};

/// Where an error's code stands, the more telling places first.
#[derive(Debug, Clone, Copy)]
pub(in crate::wire::protocols) enum Codes {
    /// The body, then the header: AWS JSON.
    BodyFirst,
    /// The header, then the members `code` and `Code`, then `__type`: rest-json.
    HeaderFirst,
}

/// The error of a response that is one.
pub(in crate::wire::protocols) fn fault(response: &RawResponse, codes: Codes) -> ServiceFault {
    let body = object(&response.body);
    let status = response.status;
    ServiceFault {
        code: query_code(response)
            .or_else(|| code(response, body.as_ref(), codes))
            .unwrap_or_else(|| status.as_u16().to_string()),
        message: match &body {
            Some(body) => message(body),
            None => reason(status),
        },
        request_id: request_id(&response.headers).map(str::to_owned),
    }
}

fn code(response: &RawResponse, body: Option<&Map<String, Value>>, codes: Codes) -> Option<String> {
    let of_header = || header(&response.headers, "x-amzn-errortype").and_then(bare_code);
    let of_body = || code_in_body(body?, codes);
    match codes {
        Codes::BodyFirst => of_body().or_else(of_header),
        Codes::HeaderFirst => of_header().or_else(of_body),
    }
}

/// The code that a body names.
pub(in crate::wire::protocols) fn code_in_body(
    body: &Map<String, Value>,
    codes: Codes,
) -> Option<String> {
    let names = match codes {
        Codes::BodyFirst => ["__type", "code", "Code"],
        Codes::HeaderFirst => ["code", "Code", "__type"],
    };
    names.iter().find_map(|name| bare_code(body.get(*name)?.as_str()?))
}

fn message(body: &Map<String, Value>) -> Option<String> {
    // The last is OAuth's, which the services for single sign-on speak.
    let names = ["message", "Message", "errorMessage", "error_description"];
    names.iter().find_map(|name| body.get(*name)?.as_str()).map(str::to_owned)
}
