//! The profile: one section of `~/.aws/config`, with that of `~/.aws/credentials` over it.
//!
//! Files that do not exist are empty, as for boto3. A profile that somebody named must exist.

use std::fmt;
use std::path::PathBuf;

use super::environment::Environment;
use crate::error::Error;
use crate::shape::Map;

#[cfg(feature = "credentials")]
mod files;

const PROFILE_VARIABLES: [&str; 2] = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"];
const DEFAULT: &str = "default";

/// Why there is no file to name.
const NO_FILE: &str = match cfg!(feature = "credentials") {
    true => "no home directory is known",
    false => "which needs the feature `credentials` of maitred",
};

/// A profile's settings.
#[derive(Clone, Default)]
pub(crate) struct Profile {
    pub(crate) name: String,
    /// Where it was looked for: `~/.aws/config`, unless there is no home directory.
    pub(crate) config_file: Option<PathBuf>,
    values: Map<String>,
    /// What stands below settings of the profile in `config`, such as `s3`, by setting.
    below: Map<Map<String>>,
    /// The `services` section that the profile names: settings by service, by setting.
    services: Map<Map<String>>,
}

impl Profile {
    /// The profile of this name, or that of the environment, or the default.
    ///
    /// # Errors
    ///
    /// A file cannot be read, or a profile that was named is in none of them.
    pub(crate) fn load(environment: &Environment, named: Option<&str>) -> Result<Self, Error> {
        match named {
            Some(name) => read(environment, Some("ConfigBuilder::profile"), name),
            None => match environment.first(&PROFILE_VARIABLES) {
                Some((variable, name)) => read(environment, Some(variable), name),
                None => read(environment, None, DEFAULT),
            },
        }
    }

    /// A setting's value, if it is there and not empty.
    pub(crate) fn get(&self, setting: &str) -> Option<&str> {
        self.values.get(setting).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// A setting below another, if it is there and not empty.
    pub(crate) fn nested(&self, outer: &str, setting: &str) -> Option<&str> {
        let found = self.below.get(outer)?.get(setting).map(String::as_str);
        found.filter(|value| !value.is_empty())
    }

    /// A setting of the services section, by service.
    pub(crate) fn of_services(&self, setting: &str) -> impl Iterator<Item = (&str, &str)> {
        self.services.iter().filter_map(move |(service, settings)| {
            Some((service.as_str(), settings.get(setting)?.as_str()))
        })
    }
}

/// `profile 'x' in /home/…/.aws/config`.
impl fmt::Display for Profile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.config_file {
            Some(file) => write!(formatter, "profile '{}' in {}", self.name, file.display()),
            None => write!(formatter, "profile '{}' ({NO_FILE})", self.name),
        }
    }
}

#[cfg(feature = "credentials")]
use files::read;

/// Without the feature no file is read. The default profile is empty then, and there is no other.
#[cfg(not(feature = "credentials"))]
fn read(_: &Environment, named_by: Option<&str>, name: &str) -> Result<Profile, Error> {
    match named_by {
        None => Ok(Profile { name: name.to_owned(), ..Profile::default() }),
        Some(by) => Err(Error::config(format!(
            "the profile '{name}' that {by} names cannot be read: that needs the feature \
             `credentials` of maitred"
        ))),
    }
}
