//! Configuration by hand.

use std::borrow::Cow;
use std::fmt;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use super::bearer::BearerTokens;
use super::credentials::Source;
use super::environment::Environment;
use super::load::{Found, settle};
use super::requests::RequestOptions;
use super::{Config, EndpointOptions, Endpoints, Requests, service_key};
use crate::call::{Clock, CustomEndpoint, Keys, Limits, Transport};
use crate::error::Error;

/// A [`Config`] in the making: see [`Config::builder`].
///
/// [`load`](ConfigBuilder::load) takes what is not set here from the environment and the profile;
/// [`build`](ConfigBuilder::build) takes nothing from anywhere.
///
/// ```
/// # fn run() -> Result<(), maitred::Error> {
/// let config = maitred::Config::builder()
///     .region("eu-west-1")
///     .credentials("access key id", "secret access key", None)
///     .endpoint_url("http://localhost:8000")
///     .build()?;
/// assert_eq!(config.region(), Some("eu-west-1"));
/// # Ok(())
/// # }
/// # run().unwrap();
/// ```
#[derive(Default)]
#[must_use = "a builder does nothing before build() or load()"]
pub struct ConfigBuilder {
    pub(super) region: Option<String>,
    pub(super) keys: Option<Keys>,
    pub(super) profile: Option<String>,
    pub(super) environment: Option<Environment>,
    endpoint_url: Option<String>,
    service_endpoint_urls: Vec<(String, String)>,
    pub(super) max_attempts: Option<NonZeroU32>,
    pub(super) app_name: Option<String>,
    pub(super) bearer_token: Option<String>,
    pub(super) options: EndpointOptions,
    pub(super) requests: RequestOptions,
    pub(super) limits: Limits,
    pub(super) clock: Option<Arc<dyn Clock>>,
    pub(super) transport: Option<Arc<dyn Transport>>,
}

impl ConfigBuilder {
    /// The region: `eu-west-1`. It is part of the host and of the signature.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// Fixed credentials, with the session token of temporary ones.
    pub fn credentials(
        mut self,
        access_key_id: impl Into<String>,
        secret_access_key: impl Into<String>,
        session_token: Option<String>,
    ) -> Self {
        let (id, secret) = (access_key_id.into(), secret_access_key.into());
        self.keys = Some(Keys { id, secret, session_token });
        self
    }

    /// The profile that [`load`](ConfigBuilder::load) reads, whatever `AWS_PROFILE` says.
    ///
    /// Credentials in environment variables are not used then, as in boto3.
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    /// The variables that [`load`](ConfigBuilder::load) reads instead of the process's: those that
    /// begin with `AWS_`, and `HOME` for where the shared files are.
    pub fn environment<N, V>(mut self, variables: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: Into<String>,
        V: Into<String>,
    {
        let pairs = variables.into_iter().map(|(name, value)| (name.into(), value.into()));
        self.environment = Some(Environment::of(pairs));
        self
    }

    /// Where all services are, instead of the region's hosts: `http://localhost:8000`. A path is
    /// kept.
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.endpoint_url = Some(url.into());
        self
    }

    /// Where one service is, by its service id: `DynamoDB Streams`. Goes before
    /// [`endpoint_url`](ConfigBuilder::endpoint_url).
    pub fn endpoint_url_for(
        mut self,
        service_id: impl Into<String>,
        url: impl Into<String>,
    ) -> Self {
        self.service_endpoint_urls.push((service_id.into(), url.into()));
        self
    }

    /// How often a request is sent at most, the first time included. The default is botocore's: 4
    /// for DynamoDB and DynamoDB Streams, 3 for all others.
    pub fn max_attempts(mut self, attempts: NonZeroU32) -> Self {
        self.max_attempts = Some(attempts);
        self
    }

    /// The token that requests carry to services that take one in place of a signature, such as
    /// CodeCatalyst; otherwise that of `AWS_BEARER_TOKEN_<SERVICE>`.
    pub fn bearer_token(mut self, token: impl Into<String>) -> Self {
        self.bearer_token = Some(token.into());
        self
    }

    /// The name of the program, for the user-agent header.
    pub fn app_name(mut self, name: impl Into<String>) -> Self {
        self.app_name = Some(name.into());
        self
    }

    /// How long the default transport waits for a connection, TLS included. The default is 60 s.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.limits.connect = limit;
        self
    }

    /// How long the default transport waits for the head of a response, and then for each part of
    /// its body. The default is 60 s.
    pub fn read_timeout(mut self, limit: Duration) -> Self {
        self.limits.read = limit;
        self
    }

    /// How large a response may be for the default transport. The default is 512 MiB.
    pub fn max_response_bytes(mut self, limit: usize) -> Self {
        self.limits.body = limit;
        self
    }

    /// What tells the time and sleeps. The default is tokio.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }

    /// What sends requests. The default is hyper over rustls.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// The configuration, of nothing but what is set here.
    ///
    /// # Errors
    ///
    /// A region that is none, or an endpoint that is no URL. A missing region and missing
    /// credentials are errors of the first request.
    pub fn build(self) -> Result<Config, Error> {
        let found = Found {
            region: Err("no region: set one with ConfigBuilder::region, or use \
                         ConfigBuilder::load to look in the environment and the profile"
                .to_owned()),
            credentials: Source::Missing,
            endpoints: Vec::new(),
            max_attempts: None,
            app_name: None,
            bearer_tokens: BearerTokens::of(self.bearer_token.clone()),
            requests: Requests::default(),
            options: EndpointOptions::default(),
        };
        settle(self, found)
    }

    /// The configuration, with what is not set here from the environment and the profile: see
    /// [`Config::from_env`].
    ///
    /// # Errors
    ///
    /// As for [`Config::from_env`] and [`build`](ConfigBuilder::build).
    pub async fn load(self) -> Result<Config, Error> {
        let found = super::load::find(&self)?;
        settle(self, found)
    }

    /// The endpoints that are set here.
    pub(super) fn endpoints(&self) -> Result<Endpoints, Error> {
        let general = self.endpoint_url.as_deref();
        let general = general.map(|url| endpoint("the endpoint_url", url)).transpose()?;
        let services = self.service_endpoint_urls.iter().map(|(id, url)| {
            Ok((service_key(id), endpoint(&format!("the endpoint_url_for '{id}'"), url)?))
        });
        Ok(Endpoints { general, services: services.collect::<Result<_, Error>>()? })
    }
}

/// Reads an endpoint; `what` says where it was set.
pub(super) fn endpoint(what: &str, url: &str) -> Result<CustomEndpoint, Error> {
    CustomEndpoint::parse(url).map_err(|expected| {
        let url = without_user_info(url);
        Error::config(format!("{what} is '{url}': expected {expected}"))
    })
}

/// The URL with `***` for user name and password. A password may be written without the escapes
/// that it needs, so whatever stands before the last `@` is hidden.
fn without_user_info(url: &str) -> Cow<'_, str> {
    let Some((before, after)) = url.rsplit_once('@') else { return Cow::Borrowed(url) };
    match before.split_once("//") {
        Some((scheme, _)) => Cow::Owned(format!("{scheme}//***@{after}")),
        None => Cow::Owned(format!("***@{after}")),
    }
}

/// Everything but credentials.
impl fmt::Debug for ConfigBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ConfigBuilder")
            .field("region", &self.region)
            .field("profile", &self.profile)
            .field("endpoint_url", &self.endpoint_url.as_deref().map(without_user_info))
            .field("max_attempts", &self.max_attempts)
            .finish_non_exhaustive()
    }
}
