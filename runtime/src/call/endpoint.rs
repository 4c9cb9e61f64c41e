//! Where requests go: the region's host of a service, or an endpoint of the caller's.
//!
//! A region's text is checked before it becomes part of a host, so it cannot name another one.

use std::net::IpAddr;

use http::Uri;
use http::uri::Authority;

use super::Service;
pub(crate) use super::label::is_host_label;

/// The partitions by the beginning of their regions' names, and their domains.
const PARTITIONS: [(&str, &str); 7] = [
    ("cn-", "amazonaws.com.cn"),
    ("us-gov-", "amazonaws.com"),
    ("us-iso-", "c2s.ic.gov"),
    ("us-isob-", "sc2s.sgov.gov"),
    ("us-isof-", "csp.hci.ic.gov"),
    ("eu-isoe-", "cloud.adc-e.uk"),
    ("eusc-", "amazonaws.eu"),
];

/// The domain of the `aws` partition, and of regions of which nothing is known.
const STANDARD_DOMAIN: &str = "amazonaws.com";

/// An endpoint that is set by hand: `http://localhost:8000`, `https://proxy.example/dynamodb`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CustomEndpoint {
    scheme: String,
    authority: String,
    /// Without a slash at its end.
    path: String,
}

impl CustomEndpoint {
    /// Reads a URL.
    ///
    /// # Errors
    ///
    /// What was expected instead.
    pub(crate) fn parse(url: &str) -> Result<Self, &'static str> {
        const EXPECTED: &str = "a URL such as https://host:port/path";
        let uri: Uri = url.trim().parse().map_err(|_| EXPECTED)?;
        let scheme = uri.scheme_str().ok_or(EXPECTED)?;
        if scheme != "http" && scheme != "https" {
            return Err("a URL that begins with http:// or https://");
        }
        let authority = uri.authority().ok_or(EXPECTED)?;
        // Behind a password with a slash the `@` seems to stand in the path.
        if url.contains('@') || uri.query().is_some() {
            return Err("a URL without user name, password and query");
        }
        Ok(CustomEndpoint {
            scheme: scheme.to_owned(),
            authority: without_default_port(scheme, authority),
            path: uri.path().trim_end_matches('/').to_owned(),
        })
    }

    /// Is the host one that has no subdomains: an address, or this machine?
    fn is_local(&self) -> bool {
        let authority: Option<Authority> = self.authority.parse().ok();
        let host = authority.as_ref().map_or("", Authority::host);
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        bare == "localhost" || bare.ends_with(".localhost") || bare.parse::<IpAddr>().is_ok()
    }
}

/// The host and port, without a port that goes without saying: the signature covers the text, and
/// servers see what HTTP clients send.
fn without_default_port(scheme: &str, authority: &Authority) -> String {
    match (scheme, authority.port_u16()) {
        ("http", Some(80)) | ("https", Some(443)) => authority.host().to_owned(),
        _ => authority.as_str().to_owned(),
    }
}

/// Where the requests of one client go.
#[derive(Debug, Clone)]
pub(crate) struct Endpoint {
    place: CustomEndpoint,
    takes_prefix: bool,
    is_custom: bool,
}

impl Endpoint {
    /// The service's own endpoint in a region. The region is a host label.
    pub(crate) fn of_region(service: &Service, region: &str) -> Self {
        let authority = format!("{}.{region}.{}", service.endpoint_prefix, domain(region));
        let place = CustomEndpoint { scheme: "https".to_owned(), authority, path: String::new() };
        Endpoint { place, takes_prefix: true, is_custom: false }
    }

    /// An endpoint that is set by hand. Host prefixes are left out where the host cannot have
    /// subdomains.
    pub(crate) fn custom(place: CustomEndpoint) -> Self {
        Endpoint { takes_prefix: !place.is_local(), place, is_custom: true }
    }

    /// Is it set by hand?
    pub(crate) fn is_custom(&self) -> bool {
        self.is_custom
    }

    /// The URI of a request.
    ///
    /// # Errors
    ///
    /// The parts make no URI; the text says which.
    pub(crate) fn uri(&self, host_prefix: &str, path_and_query: &str) -> Result<Uri, String> {
        let CustomEndpoint { scheme, authority, path } = &self.place;
        let prefix = if self.takes_prefix { host_prefix } else { "" };
        let uri = format!("{scheme}://{prefix}{authority}{path}{path_and_query}");
        uri.parse().map_err(|error| format!("'{uri}' is no URI: {error}"))
    }
}

fn domain(region: &str) -> &'static str {
    let known = PARTITIONS.iter().find(|(prefix, _)| region.starts_with(prefix));
    known.map_or(STANDARD_DOMAIN, |(_, domain)| domain)
}

#[cfg(test)]
mod tests;
