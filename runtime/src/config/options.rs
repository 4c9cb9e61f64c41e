//! Options of endpoints: FIPS, dual stack, accounts in hosts, and how S3 is addressed.

use super::ConfigBuilder;
use super::environment::Environment;
use super::profile::Profile;
use crate::error::Error;

/// What an endpoint depends on besides the region. What is `None` is not set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct EndpointOptions {
    pub(crate) fips: Option<bool>,
    pub(crate) dual_stack: Option<bool>,
    pub(crate) account_id: Option<String>,
    pub(crate) account_id_mode: Option<AccountIdEndpointMode>,
    pub(crate) s3: S3Options,
}

/// The options of S3.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct S3Options {
    pub(crate) addressing: Option<S3Addressing>,
    pub(crate) accelerate: Option<bool>,
    pub(crate) dual_stack: Option<bool>,
    pub(crate) use_arn_region: Option<bool>,
    pub(crate) regional_us_east_1: Option<bool>,
    pub(crate) disable_multi_region: Option<bool>,
}

/// Where the bucket stands in requests to S3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum S3Addressing {
    /// In the host where that is possible, but in the path behind an endpoint that is set by hand.
    #[default]
    Auto,
    /// In the path.
    Path,
    /// In the host, where the bucket's name can be part of one.
    Virtual,
}

/// Whether the account of the credentials becomes part of the host, for services that have such
/// endpoints (DynamoDB).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum AccountIdEndpointMode {
    /// It does where it is known.
    #[default]
    Preferred,
    /// It does not.
    Disabled,
    /// It must be known.
    Required,
}

impl AccountIdEndpointMode {
    /// As rules and profiles spell it.
    pub(crate) fn text(self) -> &'static str {
        match self {
            AccountIdEndpointMode::Preferred => "preferred",
            AccountIdEndpointMode::Disabled => "disabled",
            AccountIdEndpointMode::Required => "required",
        }
    }
}

impl EndpointOptions {
    pub(crate) fn account_id_mode(&self) -> AccountIdEndpointMode {
        self.account_id_mode.unwrap_or_default()
    }

    /// These options, and those of another source where they are not set.
    pub(super) fn or(self, other: Self) -> Self {
        let (s3, others) = (self.s3, other.s3);
        EndpointOptions {
            fips: self.fips.or(other.fips),
            dual_stack: self.dual_stack.or(other.dual_stack),
            account_id: self.account_id.or(other.account_id),
            account_id_mode: self.account_id_mode.or(other.account_id_mode),
            s3: S3Options {
                addressing: s3.addressing.or(others.addressing),
                accelerate: s3.accelerate.or(others.accelerate),
                dual_stack: s3.dual_stack.or(others.dual_stack),
                use_arn_region: s3.use_arn_region.or(others.use_arn_region),
                regional_us_east_1: s3.regional_us_east_1.or(others.regional_us_east_1),
                disable_multi_region: s3.disable_multi_region.or(others.disable_multi_region),
            },
        }
    }

    /// What the environment and the profile say.
    pub(super) fn find(environment: &Environment, profile: &Profile) -> Result<Self, Error> {
        let source = Source { environment, profile };
        Ok(EndpointOptions {
            fips: source.get("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint", flag)?,
            dual_stack: source.get("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint", flag)?,
            account_id: None,
            account_id_mode: source.get(
                "AWS_ACCOUNT_ID_ENDPOINT_MODE",
                "account_id_endpoint_mode",
                mode,
            )?,
            s3: S3Options::find(&source)?,
        })
    }
}

impl S3Options {
    fn find(source: &Source<'_>) -> Result<Self, Error> {
        Ok(S3Options {
            addressing: source.of_s3("", "addressing_style", addressing)?,
            accelerate: source.of_s3("", "use_accelerate_endpoint", flag)?,
            dual_stack: source.of_s3("", "use_dualstack_endpoint", flag)?,
            use_arn_region: source.of_s3("AWS_S3_USE_ARN_REGION", "use_arn_region", flag)?,
            regional_us_east_1: source.of_s3(
                "AWS_S3_US_EAST_1_REGIONAL_ENDPOINT",
                "us_east_1_regional_endpoint",
                regional,
            )?,
            disable_multi_region: source.of_s3(
                "AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS",
                "s3_disable_multiregion_access_points",
                flag,
            )?,
        })
    }
}

/// The account of the credentials, if they come from where it is said too: the environment or the
/// profile.
pub(super) fn account_id(
    environment: &Environment,
    profile: &Profile,
    uses_variables: bool,
) -> Option<String> {
    let own = environment.get("AWS_ACCESS_KEY_ID").filter(|_| uses_variables);
    let found = match own {
        Some(_) => environment.get("AWS_ACCOUNT_ID"),
        None => {
            profile.get("aws_account_id").filter(|_| profile.get("aws_access_key_id").is_some())
        }
    };
    found.map(str::to_owned)
}

/// Reads a value, or says what was expected.
type Read<T> = fn(&str) -> Result<T, &'static str>;

/// Where options may be set.
struct Source<'a> {
    environment: &'a Environment,
    profile: &'a Profile,
}

impl Source<'_> {
    fn get<T>(&self, variable: &str, setting: &str, read: Read<T>) -> Result<Option<T>, Error> {
        let own = self.profile.get(setting);
        self.first(variable, self.environment.get(variable), setting, own, read)
    }

    /// A setting of the profile's `s3` section, or of the profile itself as `s3_…`.
    fn of_s3<T>(&self, variable: &str, setting: &str, read: Read<T>) -> Result<Option<T>, Error> {
        let long = if setting.starts_with("s3_") { setting } else { &format!("s3_{setting}") };
        let own = self.profile.get(long).or_else(|| self.profile.nested("s3", setting));
        self.first(variable, self.environment.get(variable), setting, own, read)
    }

    fn first<T>(
        &self,
        variable: &str,
        of_environment: Option<&str>,
        setting: &str,
        of_profile: Option<&str>,
        read: Read<T>,
    ) -> Result<Option<T>, Error> {
        let (what, value) = match (of_environment, of_profile) {
            (Some(value), _) => (variable.to_owned(), value),
            (None, Some(value)) => (format!("{setting} of {}", self.profile), value),
            (None, None) => return Ok(None),
        };
        let lower = value.trim().to_ascii_lowercase();
        read(&lower)
            .map(Some)
            .map_err(|expected| Error::config(format!("{what} is '{value}': expected {expected}")))
    }
}

fn flag(text: &str) -> Result<bool, &'static str> {
    match text {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err("true or false"),
    }
}

fn mode(text: &str) -> Result<AccountIdEndpointMode, &'static str> {
    use AccountIdEndpointMode::{Disabled, Preferred, Required};
    let known = [Preferred, Disabled, Required].into_iter().find(|mode| mode.text() == text);
    known.ok_or("preferred, disabled or required")
}

fn addressing(text: &str) -> Result<S3Addressing, &'static str> {
    match text {
        "auto" => Ok(S3Addressing::Auto),
        "path" => Ok(S3Addressing::Path),
        "virtual" => Ok(S3Addressing::Virtual),
        _ => Err("auto, path or virtual"),
    }
}

/// Does `us-east-1` use its own endpoint?
fn regional(text: &str) -> Result<bool, &'static str> {
    match text {
        "regional" => Ok(true),
        "legacy" => Ok(false),
        _ => Err("regional or legacy"),
    }
}

/// Options of endpoints.
impl ConfigBuilder {
    /// Endpoints whose cryptography is validated under FIPS. A service that has none where the
    /// client is fails at the first request, before anything is sent. Without effect on endpoints
    /// that are set by hand.
    pub fn use_fips(mut self, yes: bool) -> Self {
        self.options.fips = Some(yes);
        self
    }

    /// Endpoints that are reached by IPv6 too; as [`use_fips`](ConfigBuilder::use_fips) otherwise.
    pub fn use_dual_stack(mut self, yes: bool) -> Self {
        self.options.dual_stack = Some(yes);
        self
    }

    /// The account that the credentials belong to. DynamoDB has an endpoint for each.
    pub fn account_id(mut self, account: impl Into<String>) -> Self {
        self.options.account_id = Some(account.into());
        self
    }

    /// Whether the account becomes part of the host. It does by default, where it is known.
    pub fn account_id_endpoint_mode(mut self, mode: AccountIdEndpointMode) -> Self {
        self.options.account_id_mode = Some(mode);
        self
    }

    /// Where the bucket stands in requests to S3.
    pub fn s3_addressing(mut self, addressing: S3Addressing) -> Self {
        self.options.s3.addressing = Some(addressing);
        self
    }

    /// S3's transfer acceleration.
    pub fn s3_use_accelerate(mut self, yes: bool) -> Self {
        self.options.s3.accelerate = Some(yes);
        self
    }

    /// Where a bucket is given as an ARN: requests go to the ARN's region, not the client's. That
    /// is the default for S3, but not for S3 Control.
    pub fn s3_use_arn_region(mut self, yes: bool) -> Self {
        self.options.s3.use_arn_region = Some(yes);
        self
    }

    /// S3 in `us-east-1` by its own endpoint, instead of the global one that botocore uses there.
    pub fn s3_use_regional_us_east_1(mut self, yes: bool) -> Self {
        self.options.s3.regional_us_east_1 = Some(yes);
        self
    }

    /// No access points of several regions.
    pub fn s3_disable_multi_region_access_points(mut self, yes: bool) -> Self {
        self.options.s3.disable_multi_region = Some(yes);
        self
    }
}

#[cfg(test)]
#[cfg(feature = "credentials")]
mod tests;
