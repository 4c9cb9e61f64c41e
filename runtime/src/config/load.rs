//! What the environment and the profile say, and how it comes together with what was set by hand.

use std::num::NonZeroU32;
use std::sync::Arc;

use super::bearer::BearerTokens;
use super::builder::{ConfigBuilder, endpoint};
use super::credentials::{Credentials, Source};
use super::environment::Environment;
use super::options::account_id;
use super::profile::Profile;
use super::{Config, EndpointOptions, Endpoints, Requests, Settings, service_key};
use crate::call::{HyperTransport, TokioClock, is_host_label};
use crate::error::Error;

const REGION_VARIABLES: [&str; 2] = ["AWS_REGION", "AWS_DEFAULT_REGION"];
const ENDPOINT_VARIABLE: &str = "AWS_ENDPOINT_URL";
const SERVICE_ENDPOINT_PREFIX: &str = "AWS_ENDPOINT_URL_";
const IGNORE_ENDPOINTS_VARIABLE: &str = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";
const MAX_ATTEMPTS_VARIABLE: &str = "AWS_MAX_ATTEMPTS";
const APP_NAME_VARIABLE: &str = "AWS_SDK_UA_APP_ID";

/// What stands behind the settings of a builder.
pub(super) struct Found {
    /// Or where it was looked for.
    pub(super) region: Result<String, String>,
    pub(super) credentials: Source,
    pub(super) endpoints: Vec<Endpoints>,
    pub(super) max_attempts: Option<NonZeroU32>,
    pub(super) app_name: Option<String>,
    pub(super) bearer_tokens: BearerTokens,
    pub(super) requests: Requests,
    pub(super) options: EndpointOptions,
}

/// Looks into the environment and the profile.
pub(super) fn find(builder: &ConfigBuilder) -> Result<Found, Error> {
    let environment = builder.environment.clone().unwrap_or_else(Environment::of_process);
    let profile = Profile::load(&environment, builder.profile.as_deref())?;
    let app_name = environment.get(APP_NAME_VARIABLE).or(profile.get("sdk_ua_app_id"));
    Ok(Found {
        region: region(&environment, &profile),
        endpoints: endpoints(&environment, &profile)?,
        max_attempts: max_attempts(&environment, &profile)?,
        app_name: app_name.map(str::to_owned),
        bearer_tokens: BearerTokens::find(builder.bearer_token.clone(), &environment),
        requests: Requests::find(&environment, &profile)?,
        options: options(builder, &environment, &profile)?,
        credentials: Source::Search {
            uses_variables: builder.profile.is_none(),
            environment,
            profile: Box::new(profile),
        },
    })
}

/// Puts the two together.
pub(super) fn settle(builder: ConfigBuilder, found: Found) -> Result<Config, Error> {
    let mut options = builder.options.clone().or(found.options);
    let region = match builder.region.clone().map_or(found.region, Ok) {
        Ok(region) => Ok(usable(region, &mut options)?),
        missing => missing,
    };
    check_account(options.account_id.as_deref())?;
    let endpoints = std::iter::once(builder.endpoints()?).chain(found.endpoints).collect();
    let clock = builder.clock.unwrap_or_else(|| Arc::new(TokioClock));
    let transport =
        builder.transport.unwrap_or_else(|| Arc::new(HyperTransport::new(builder.limits)));
    let credentials = builder.keys.map_or(found.credentials, Source::Fixed);
    let credentials = Credentials::of(credentials, region.as_deref().ok(), &transport, &clock);
    Ok(Config(Arc::new(Settings {
        region,
        endpoints,
        max_attempts: builder.max_attempts.or(found.max_attempts),
        app_name: builder.app_name.or(found.app_name),
        bearer_tokens: found.bearer_tokens,
        requests: builder.requests.or(found.requests),
        endpoint_options: options,
        clock,
        transport,
        credentials,
    })))
}

/// The region as hosts and signatures have it, and what it says of endpoints.
pub(super) fn usable(region: String, options: &mut EndpointOptions) -> Result<String, Error> {
    checked(without_fips(region, options))
}

/// `fips-us-east-1` and `us-gov-west-1-fips` were regions once; they mean an option.
fn without_fips(region: String, options: &mut EndpointOptions) -> String {
    let plain = region.strip_prefix("fips-").or_else(|| region.strip_suffix("-fips"));
    match plain.map(str::to_owned) {
        Some(plain) => {
            options.fips = Some(true);
            plain
        }
        None => region,
    }
}

/// The account may become part of a host.
fn check_account(account: Option<&str>) -> Result<(), Error> {
    match account.filter(|account| !is_host_label(account)) {
        None => Ok(()),
        Some(other) => {
            Err(Error::config(format!("the account id is '{other}': expected twelve digits")))
        }
    }
}

/// What the environment and the profile say of endpoints. The account goes with the credentials.
fn options(
    builder: &ConfigBuilder,
    environment: &Environment,
    profile: &Profile,
) -> Result<EndpointOptions, Error> {
    let mut options = EndpointOptions::find(environment, profile)?;
    if builder.keys.is_none() {
        options.account_id = account_id(environment, profile, builder.profile.is_none());
    }
    Ok(options)
}

fn checked(region: String) -> Result<String, Error> {
    if is_host_label(&region) {
        return Ok(region);
    }
    Err(Error::config(format!(
        "the region is '{region}': expected letters, digits and hyphens, such as eu-west-1"
    )))
}

fn region(environment: &Environment, profile: &Profile) -> Result<String, String> {
    let variable = environment.first(&REGION_VARIABLES).map(|(_, region)| region);
    variable.or(profile.get("region")).map(str::to_owned).ok_or_else(|| {
        format!(
            "no region: tried {}, and the region of {profile}; set one of them, \
             or ConfigBuilder::region",
            REGION_VARIABLES.join(", ")
        )
    })
}

/// The environment's endpoints and the profile's, of which the former go first altogether.
fn endpoints(environment: &Environment, profile: &Profile) -> Result<Vec<Endpoints>, Error> {
    let ignored = environment
        .get(IGNORE_ENDPOINTS_VARIABLE)
        .or(profile.get("ignore_configured_endpoint_urls"))
        .is_some_and(|value| value.eq_ignore_ascii_case("true"));
    if ignored {
        return Ok(Vec::new());
    }
    Ok(vec![of_environment(environment)?, of_profile(profile)?])
}

fn of_environment(environment: &Environment) -> Result<Endpoints, Error> {
    let general = environment.get(ENDPOINT_VARIABLE);
    let general = general.map(|url| endpoint(ENDPOINT_VARIABLE, url)).transpose()?;
    let services = environment.with_prefix(SERVICE_ENDPOINT_PREFIX).map(|(service, url)| {
        let variable = format!("{SERVICE_ENDPOINT_PREFIX}{service}");
        Ok((service.to_owned(), endpoint(&variable, url)?))
    });
    Ok(Endpoints { general, services: services.collect::<Result<_, Error>>()? })
}

fn of_profile(profile: &Profile) -> Result<Endpoints, Error> {
    let what = format!("endpoint_url of {profile}");
    let general = profile.get("endpoint_url").map(|url| endpoint(&what, url)).transpose()?;
    let services = profile.of_services("endpoint_url").map(|(service, url)| {
        let what = format!("the endpoint_url for {service} of {profile}");
        Ok((service_key(service), endpoint(&what, url)?))
    });
    Ok(Endpoints { general, services: services.collect::<Result<_, Error>>()? })
}

fn max_attempts(environment: &Environment, profile: &Profile) -> Result<Option<NonZeroU32>, Error> {
    let variable = environment.get(MAX_ATTEMPTS_VARIABLE);
    let (what, value) = match (variable, profile.get("max_attempts")) {
        (Some(value), _) => (MAX_ATTEMPTS_VARIABLE.to_owned(), value),
        (None, Some(value)) => (format!("max_attempts of {profile}"), value),
        (None, None) => return Ok(None),
    };
    value.trim().parse().map(Some).map_err(|_| {
        Error::config(format!("{what} is '{value}': expected a whole number, at least 1"))
    })
}
