//! Where credentials come from: keys that were set by hand, the environment variables, and, with the
//! feature `credentials`, the other places in which the AWS tools look.

#[cfg(feature = "credentials")]
mod machine;
#[cfg(feature = "credentials")]
mod search;

use std::sync::Arc;

use super::environment::Environment;
use super::profile::Profile;
use crate::call::{Clock, Keys, Transport};
use crate::error::{Error, Kind};

/// Where a configuration's credentials come from.
pub(super) enum Source {
    /// Nothing was said.
    Missing,
    /// They were set by hand.
    Fixed(Keys),
    /// They are looked for.
    Search { environment: Environment, profile: Box<Profile>, uses_variables: bool },
}

/// The credentials of a configuration. Clones share what is looked up.
#[derive(Clone)]
pub(crate) enum Credentials {
    /// The text says what is missing.
    Missing(String),
    Fixed(Keys),
    #[cfg(feature = "credentials")]
    Search(search::Search),
}

impl Credentials {
    pub(super) fn of(
        source: Source,
        region: Option<&str>,
        transport: &Arc<dyn Transport>,
        clock: &Arc<dyn Clock>,
    ) -> Self {
        match source {
            Source::Missing => Credentials::Missing(NOTHING_SET.to_owned()),
            Source::Fixed(keys) => Credentials::Fixed(keys),
            Source::Search { environment, profile, uses_variables } => {
                looked_for(&environment, &profile, region, uses_variables, (transport, clock))
            }
        }
    }

    /// The keys to sign with.
    ///
    /// # Errors
    ///
    /// There are none; the text says where they were looked for.
    pub(crate) async fn keys(&self) -> Result<Keys, Error> {
        match self {
            Credentials::Missing(text) => Err(Error::new(Kind::Credentials, text.clone())),
            Credentials::Fixed(keys) => Ok(keys.clone()),
            #[cfg(feature = "credentials")]
            Credentials::Search(search) => search.keys().await,
        }
    }
}

const NOTHING_SET: &str = "no credentials: set them with ConfigBuilder::credentials, or use \
    ConfigBuilder::load to look in the environment and the profile";

#[cfg(feature = "credentials")]
fn looked_for(
    environment: &Environment,
    profile: &Profile,
    region: Option<&str>,
    uses_variables: bool,
    machine: (&Arc<dyn Transport>, &Arc<dyn Clock>),
) -> Credentials {
    let search = search::Search::new(environment, profile, region, uses_variables, machine);
    Credentials::Search(search)
}

/// Without the feature: the variables. No profile was named, so that they count.
#[cfg(not(feature = "credentials"))]
fn looked_for(
    environment: &Environment,
    _: &Profile,
    _: Option<&str>,
    _: bool,
    _: (&Arc<dyn Transport>, &Arc<dyn Clock>),
) -> Credentials {
    match of_variables(environment) {
        Ok(Some(keys)) => Credentials::Fixed(keys),
        Ok(None) => Credentials::Missing(format!(
            "no credentials: tried {VARIABLES}; other places need the feature `credentials` of maitred"
        )),
        Err(why) => Credentials::Missing(format!("no credentials: {VARIABLES} failed: {why}")),
    }
}

/// What the variables are called in texts.
const VARIABLES: &str = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";

/// The keys in the environment; one without the other is a mistake, not a reason to look elsewhere.
fn of_variables(environment: &Environment) -> Result<Option<Keys>, &'static str> {
    let text = |name| environment.get(name).map(str::to_owned);
    match (text("AWS_ACCESS_KEY_ID"), text("AWS_SECRET_ACCESS_KEY")) {
        (Some(id), Some(secret)) => {
            Ok(Some(Keys { id, secret, session_token: text("AWS_SESSION_TOKEN") }))
        }
        (None, None) => Ok(None),
        _ => Err("one of the two is set, and the other is not"),
    }
}
