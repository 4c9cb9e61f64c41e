//! What opens connections: TCP, with rustls over it where the feature `tls` is on.

use std::error::Error as StdError;

use http::Uri;
use http::uri::Scheme;
use hyper_util::client::legacy::connect::HttpConnector;

#[cfg(feature = "tls")]
pub(super) type Connector = hyper_rustls::HttpsConnector<HttpConnector>;
#[cfg(not(feature = "tls"))]
pub(super) type Connector = HttpConnector;

/// # Errors
///
/// No connection can be what this URI asks for.
pub(super) fn check(uri: &Uri) -> Result<(), &'static str> {
    match uri.scheme() == Some(&Scheme::HTTPS) && !cfg!(feature = "tls") {
        false => Ok(()),
        true => {
            Err("https needs the feature `tls` of maitred, or a transport of the program's own")
        }
    }
}

/// # Errors
///
/// The TLS library is not made for this machine.
#[cfg(feature = "tls")]
pub(super) fn connector() -> Result<Connector, Box<dyn StdError>> {
    let mut http = tcp();
    http.enforce_http(false);
    // Named, since the process-wide default of rustls is ambiguous where another crate of the
    // program asks for another provider.
    let provider = rustls::crypto::ring::default_provider();
    let builder = hyper_rustls::HttpsConnectorBuilder::new();
    let tls = builder.with_provider_and_webpki_roots(provider)?;
    Ok(tls.https_or_http().enable_http1().wrap_connector(http))
}

#[cfg(not(feature = "tls"))]
pub(super) fn connector() -> Result<Connector, Box<dyn StdError>> {
    Ok(tcp())
}

fn tcp() -> HttpConnector {
    let mut http = HttpConnector::new();
    http.set_nodelay(true);
    http
}
