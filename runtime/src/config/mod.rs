//! Configuration: region, credentials, endpoints, limits, and where each may come from.
//!
//! A [`Config`] never changes. What the environment and the profile say is read once, when it is
//! loaded; credentials are looked up when the first request is signed, and kept for all clients.

mod bearer;
mod builder;
mod credentials;
mod environment;
mod load;
mod options;
mod overrides;
mod profile;
mod requests;

use std::fmt;
use std::num::NonZeroU32;
use std::sync::Arc;

pub(crate) use bearer::BearerTokens;
pub use builder::ConfigBuilder;
pub(crate) use credentials::Credentials;
pub(crate) use options::EndpointOptions;
pub use options::{AccountIdEndpointMode, S3Addressing};
pub use overrides::Overrides;
pub(crate) use requests::Requests;

use crate::call::{Clock, CustomEndpoint, Transport};
use crate::error::Error;
use crate::shape::Map;

/// What all clients need: region, credentials, endpoints, limits, clock and transport.
///
/// Cheap to clone; clones share the connections and the credentials. Clients that are made of one
/// configuration look credentials up once between them.
///
/// ```no_run
/// # async fn run() -> Result<(), maitred::Error> {
/// let config = maitred::Config::from_env().await?;
/// # let _ = config;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Config(Arc<Settings>);

#[derive(Clone)]
pub(crate) struct Settings {
    /// Or the text that says where one was looked for.
    pub(crate) region: Result<String, String>,
    /// The first that knows the service wins.
    pub(crate) endpoints: Vec<Endpoints>,
    pub(crate) max_attempts: Option<NonZeroU32>,
    pub(crate) app_name: Option<String>,
    pub(crate) bearer_tokens: BearerTokens,
    pub(crate) requests: Requests,
    pub(crate) endpoint_options: EndpointOptions,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) transport: Arc<dyn Transport>,
    /// Shared by all clients, and by what differs from this in other things.
    pub(crate) credentials: Credentials,
}

/// The endpoints that one source sets: the environment, say, or the profile.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Endpoints {
    pub(crate) general: Option<CustomEndpoint>,
    /// By service key.
    pub(crate) services: Map<CustomEndpoint>,
}

impl Endpoints {
    fn get(&self, key: &str) -> Option<&CustomEndpoint> {
        self.services.get(key).or(self.general.as_ref())
    }
}

/// The service id as environment variables spell it: `DynamoDB Streams` is `DYNAMODB_STREAMS`.
fn service_key(id: &str) -> String {
    id.replace([' ', '-'], "_").to_ascii_uppercase()
}

impl Config {
    /// What the environment and the shared files say, as boto3 reads them:
    ///
    /// - the region of `AWS_REGION`, which goes first as in the other AWS SDKs (boto3 does not know
    ///   it), `AWS_DEFAULT_REGION`, or the profile;
    /// - the profile of `AWS_PROFILE`, in the files `~/.aws/config` and `~/.aws/credentials`, or
    ///   `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE`;
    /// - the endpoints of `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL`, or the profile, unless
    ///   `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` is `true`;
    /// - `AWS_MAX_ATTEMPTS`, or the profile's `max_attempts`;
    /// - what endpoints depend on, as the profile has it or `AWS_USE_FIPS_ENDPOINT`,
    ///   `AWS_USE_DUALSTACK_ENDPOINT` and `AWS_ACCOUNT_ID_ENDPOINT_MODE`; for S3 also the settings of
    ///   the profile's `s3` section, and the variables for them;
    /// - what is done to bodies: `AWS_REQUEST_CHECKSUM_CALCULATION`,
    ///   `AWS_DISABLE_REQUEST_COMPRESSION`, `AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES`, or the profile;
    /// - credentials, when the first request needs them: environment, shared files, single sign-on,
    ///   web identity, process, container, instance metadata.
    ///
    /// These profiles are not supported yet: with `sso_session`; with a role and
    /// `credential_source` or `mfa_serial`; with a `source_profile` that has no keys of its own,
    /// but is itself one of a role, single sign-on or a process. The first request fails then. The
    /// variables that `aws configure export-credentials` prints always work.
    ///
    /// Without the feature `credentials` of this crate no file is read, and nothing else is asked:
    /// credentials are those of the environment variables, and a profile that is named is an error.
    ///
    /// The same as [`Config::builder`] and [`ConfigBuilder::load`].
    ///
    /// # Errors
    ///
    /// A value that is set is none: an endpoint that is no URL, a profile that does not exist, a
    /// file that cannot be read. A missing region and missing credentials are errors of the first
    /// request.
    pub async fn from_env() -> Result<Config, Error> {
        Config::builder().load().await
    }

    /// A configuration by hand, of which [`ConfigBuilder::load`] takes the rest from the
    /// environment, and [`ConfigBuilder::build`] nothing.
    pub fn builder() -> ConfigBuilder {
        ConfigBuilder::default()
    }

    /// The region, if one is known.
    pub fn region(&self) -> Option<&str> {
        self.0.region.as_deref().ok()
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.0
    }
}

/// A configuration for tests of programs.
#[cfg(any(test, feature = "testing"))]
impl Config {
    /// One that takes nothing from anywhere, in `us-east-1`.
    pub(crate) fn scripted(transport: Arc<dyn Transport>, clock: Arc<dyn Clock>) -> Config {
        Config(Arc::new(Settings {
            region: Ok("us-east-1".to_owned()),
            endpoints: Vec::new(),
            max_attempts: None,
            app_name: None,
            bearer_tokens: BearerTokens::of(Some("scripted".to_owned())),
            requests: Requests::default(),
            endpoint_options: EndpointOptions::default(),
            clock,
            transport,
            credentials: Credentials::Fixed(crate::call::Keys::scripted()),
        }))
    }
}

impl Settings {
    /// The endpoint that is set by hand for the service of this id.
    pub(crate) fn endpoint(&self, service_id: &str) -> Option<&CustomEndpoint> {
        let key = service_key(service_id);
        self.endpoints.iter().find_map(|source| source.get(&key))
    }
}

/// Everything but credentials.
impl fmt::Debug for Config {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Config")
            .field("region", &self.region())
            .field("endpoints", &self.0.endpoints)
            .field("endpoint_options", &self.0.endpoint_options)
            .field("max_attempts", &self.0.max_attempts)
            .field("app_name", &self.0.app_name)
            .field("clock", &self.0.clock)
            .field("transport", &self.0.transport)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
#[cfg(feature = "credentials")]
mod tests;
#[cfg(test)]
#[cfg(not(feature = "credentials"))]
mod tests_without_files;
