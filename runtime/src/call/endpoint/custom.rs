//! Endpoints that are set by hand, and URLs that rules give.

use std::fmt;
use std::net::IpAddr;

use http::Uri;
use http::uri::Authority;

/// An endpoint that is set by hand: `http://localhost:8000`, `https://proxy.example/dynamodb`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CustomEndpoint {
    scheme: String,
    authority: String,
    /// Empty, or beginning with a slash.
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
        let authority = uri.authority().filter(|authority| has_port_or_none(authority));
        let authority = authority.ok_or(EXPECTED)?;
        // Behind a password with a slash the `@` seems to stand in the path.
        if url.contains('@') || uri.query().is_some() {
            return Err("a URL without user name, password and query");
        }
        let path = if uri.path() == "/" { "" } else { uri.path() };
        Ok(CustomEndpoint {
            scheme: scheme.to_owned(),
            authority: without_default_port(scheme, authority),
            path: path.to_owned(),
        })
    }

    /// Does nobody on the way read what is sent?
    pub(super) fn is_encrypted(&self) -> bool {
        self.scheme == "https"
    }

    /// Is the host one that has no subdomains: an address, or this machine?
    pub(super) fn is_local(&self) -> bool {
        let authority: Option<Authority> = self.authority.parse().ok();
        let host = authority.as_ref().map_or("", Authority::host);
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        bare == "localhost" || bare.ends_with(".localhost") || bare.parse::<IpAddr>().is_ok()
    }

    /// The URI of a request. A path of nothing but a slash adds nothing to the endpoint's own, as in
    /// botocore.
    ///
    /// # Errors
    ///
    /// The parts make no URI; the text says which.
    pub(super) fn uri(&self, host_prefix: &str, path_and_query: &str) -> Result<Uri, String> {
        let CustomEndpoint { scheme, authority, path } = self;
        let (own, query) = match path_and_query.split_once('?') {
            Some((own, query)) => (own, format!("?{query}")),
            None => (path_and_query, String::new()),
        };
        let whole = match (path.as_str(), own) {
            ("", "") => "/".to_owned(),
            (path, "" | "/") if !path.is_empty() => path.to_owned(),
            (path, own) if own.starts_with('/') => format!("{}{own}", path.trim_end_matches('/')),
            (path, own) => format!("{path}{own}"),
        };
        let uri = format!("{scheme}://{host_prefix}{authority}{whole}{query}");
        // Path and query hold values of the input, which no error text repeats.
        uri.parse().map_err(|error| {
            format!("no URI can be made for {scheme}://{host_prefix}{authority}: {error}")
        })
    }
}

/// The URL, as rules take it.
impl fmt::Display for CustomEndpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}://{}{}", self.scheme, self.authority, self.path)
    }
}

/// Is what stands behind the host, if anything does, a port?
pub(super) fn has_port_or_none(authority: &Authority) -> bool {
    authority.port_u16().is_some() || authority.as_str() == authority.host()
}

/// The host and port, without a port that goes without saying: the signature covers the text, and
/// servers see what HTTP clients send.
fn without_default_port(scheme: &str, authority: &Authority) -> String {
    match (scheme, authority.port_u16()) {
        ("http", Some(80)) | ("https", Some(443)) => authority.host().to_owned(),
        _ => authority.as_str().to_owned(),
    }
}
