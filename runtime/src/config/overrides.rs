//! What a caller changes for one request, and the settings that come of it.

use std::fmt;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use super::builder::endpoint;
use super::load::usable;
use super::{Config, Endpoints, Settings};
use crate::call::{LimitOverrides, OwnHeaders};

/// What differs for one request: headers and configuration.
///
/// The method `with` of every request takes it. It holds for whatever is sent for the request: each
/// attempt, each page, each poll. Everything else is the client's, and credentials, connections and
/// the budget for retries are shared with it.
///
/// What is wrong, a header that is none or a region that cannot be, is an error of the first
/// request ([`Error::is_config`](crate::Error::is_config)), before anything is sent, and names all
/// that is wrong at once.
///
/// ```
/// use std::num::NonZeroU32;
/// use std::time::Duration;
///
/// fn patiently(overrides: maitred::Overrides) -> maitred::Overrides {
///     overrides
///         .header("x-amz-expected-bucket-owner", "111122223333")
///         .region("eu-central-1")
///         .max_attempts(NonZeroU32::MIN)
///         .read_timeout(Duration::from_secs(300))
/// }
/// // client.list_objects_v2("logs").with(patiently).paginate().items()
/// # let _ = patiently(maitred::Overrides::default());
/// ```
#[derive(Clone, Default)]
#[must_use = "overrides do nothing unless they are given back"]
pub struct Overrides {
    headers: Vec<(String, String)>,
    region: Option<String>,
    endpoint_url: Option<String>,
    max_attempts: Option<NonZeroU32>,
    fips: Option<bool>,
    dual_stack: Option<bool>,
    limits: LimitOverrides,
}

impl Overrides {
    /// A header of the request, in place of one of that name, and covered by the signature.
    ///
    /// The value is visible ASCII. Headers that are made of the request itself are refused: those of
    /// the signature and of the connection, the length, and what names the operation.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The region, in the host and in the signature. An endpoint that is set by hand stays.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// Where the service is, whatever else says so: `http://localhost:8000`.
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.endpoint_url = Some(url.into());
        self
    }

    /// How often the request is sent at most, the first time included; of a listing, each page.
    pub fn max_attempts(mut self, attempts: NonZeroU32) -> Self {
        self.max_attempts = Some(attempts);
        self
    }

    /// Endpoints that are validated under FIPS, or not.
    pub fn use_fips(mut self, yes: bool) -> Self {
        self.fips = Some(yes);
        self
    }

    /// Endpoints that are reached by IPv6 too, or not.
    pub fn use_dual_stack(mut self, yes: bool) -> Self {
        self.dual_stack = Some(yes);
        self
    }

    /// How long the default transport waits for a connection. Another transport decides by itself.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.limits.connect = Some(limit);
        self
    }

    /// How long the default transport waits for the head of a response, and then for each part of
    /// its body. Another transport decides by itself.
    pub fn read_timeout(mut self, limit: Duration) -> Self {
        self.limits.read = Some(limit);
        self
    }

    /// How large a response may be for the default transport. Another transport decides by itself.
    pub fn max_response_bytes(mut self, limit: usize) -> Self {
        self.limits.body = Some(limit);
        self
    }

    /// What of it goes with the request itself, instead of into the configuration.
    pub(crate) fn request(&self) -> (OwnHeaders<'_>, LimitOverrides) {
        (OwnHeaders(&self.headers), self.limits)
    }

    /// Do requests go elsewhere than those of the client?
    pub(crate) fn lead_elsewhere(&self) -> bool {
        self.region.is_some()
            || self.endpoint_url.is_some()
            || self.fips.is_some()
            || self.dual_stack.is_some()
    }
}

/// The names of headers only: values may be secrets.
impl fmt::Debug for Overrides {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        formatter
            .debug_struct("Overrides")
            .field("headers", &headers)
            .field("region", &self.region)
            .field("max_attempts", &self.max_attempts)
            .field("fips", &self.fips)
            .field("dual_stack", &self.dual_stack)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

impl Config {
    /// The configuration with what a request has of its own. What cannot be is left as it was, and
    /// told.
    pub(crate) fn overridden(&self, overrides: &Overrides, problems: &mut Vec<String>) -> Config {
        if !overrides.lead_elsewhere() && overrides.max_attempts.is_none() {
            return self.clone();
        }
        let mut settings = self.settings().clone();
        settings.max_attempts = overrides.max_attempts.or(settings.max_attempts);
        settings.place(overrides, problems);
        Config(Arc::new(settings))
    }
}

impl Settings {
    fn place(&mut self, overrides: &Overrides, problems: &mut Vec<String>) {
        let options = &mut self.endpoint_options;
        options.fips = overrides.fips.or(options.fips);
        options.dual_stack = overrides.dual_stack.or(options.dual_stack);
        if let Some(region) = overrides.region.clone() {
            match usable(region, options) {
                Ok(region) => self.region = Ok(region),
                Err(error) => problems.push(error.to_string()),
            }
        }
        match overrides.endpoint_url.as_deref().map(|url| endpoint("the endpoint_url", url)) {
            None => {}
            Some(Ok(url)) => {
                let first = Endpoints { general: Some(url), ..Endpoints::default() };
                self.endpoints.insert(0, first);
            }
            Some(Err(error)) => problems.push(error.to_string()),
        }
    }
}
