//! What the user-agent header says: this library, the service, and what the call is part of.
//!
//! The form is the AWS SDKs': `maitred/0.1.0 ua/2.1 api/ec2#2016-11-15 … m/C,E`. Each letter after
//! `m/` is a feature that AWS counts (botocore rule R2): `C` pages, `B` a waiter's polls.

use http::HeaderValue;

use super::Service;

/// What a call is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Purpose {
    /// Nothing: it is sent for itself.
    #[default]
    Call,
    /// The pages of a listing.
    Page,
    /// A wait.
    Poll,
}

impl Purpose {
    fn feature(self) -> Option<&'static str> {
        match self {
            Purpose::Call => None,
            Purpose::Page => Some("C"),
            Purpose::Poll => Some("B"),
        }
    }
}

/// Retries in standard mode.
const STANDARD_RETRIES: &str = "E";

/// An endpoint that is set by hand.
const CUSTOM_ENDPOINT: &str = "N";

/// The header's value.
pub(crate) fn user_agent(
    service: &Service,
    purpose: Purpose,
    custom_endpoint: bool,
    app_name: Option<&str>,
) -> HeaderValue {
    let custom = custom_endpoint.then_some(CUSTOM_ENDPOINT);
    let features: Vec<&str> =
        purpose.feature().into_iter().chain([STANDARD_RETRIES]).chain(custom).collect();
    let mut text = format!(
        "maitred/{} ua/2.1 api/{}#{} os/{} md/arch#{} lang/rust m/{}",
        env!("CARGO_PKG_VERSION"),
        service.name,
        service.api_version,
        std::env::consts::OS,
        std::env::consts::ARCH,
        features.join(","),
    );
    if let Some(name) = app_name {
        text.push_str(" app/");
        text.extend(name.chars().map(printable));
    }
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("maitred"))
}

/// Replaces what the header's grammar gives another meaning, or none.
fn printable(character: char) -> char {
    let allowed = character.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(character);
    if allowed { character } else { '-' }
}
