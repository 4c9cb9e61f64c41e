//! The profile: one section of `~/.aws/config`, with that of `~/.aws/credentials` over it.
//!
//! Files that do not exist are empty, as for boto3. A profile that somebody named must exist.

use std::collections::BTreeMap;
use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use ini::{Ini, ParseOption, Properties};

use super::environment::Environment;
use crate::error::Error;

const PROFILE_VARIABLES: [&str; 2] = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"];
const DEFAULT: &str = "default";

/// A profile's settings.
#[derive(Clone)]
pub(crate) struct Profile {
    pub(crate) name: String,
    /// Where it was looked for: `~/.aws/config`, unless there is no home directory.
    pub(crate) config_file: Option<PathBuf>,
    values: BTreeMap<String, String>,
    /// What stands below settings of the profile in `config`, such as `s3`, by setting.
    below: BTreeMap<String, BTreeMap<String, String>>,
    /// The `services` section that the profile names: settings by service, by setting.
    services: BTreeMap<String, BTreeMap<String, String>>,
}

impl Profile {
    /// Reads the profile of this name, or that of the environment, or the default.
    ///
    /// # Errors
    ///
    /// A file cannot be read, or a profile that was named is in none of them.
    pub(crate) fn load(environment: &Environment, named: Option<&str>) -> Result<Self, Error> {
        let (named_by, name) = match named {
            Some(name) => (Some("ConfigBuilder::profile"), name),
            None => match environment.first(&PROFILE_VARIABLES) {
                Some((variable, name)) => (Some(variable), name),
                None => (None, DEFAULT),
            },
        };
        let config_file = environment.file("AWS_CONFIG_FILE", ".aws/config");
        let credentials_file = environment.file("AWS_SHARED_CREDENTIALS_FILE", ".aws/credentials");
        let config = read(config_file.as_deref())?;
        let credentials = read(credentials_file.as_deref())?;
        let sections = [section(&config, "profile", name), credentials.section(Some(name))];
        if let Some(by) = named_by
            && sections.iter().all(Option::is_none)
        {
            return Err(unknown(name, by, [config_file, credentials_file]));
        }
        let below = sections[0].map(nested).unwrap_or_default();
        let values = values(sections);
        let services = values.get("services").and_then(|name| section(&config, "services", name));
        let services = services.map(nested).unwrap_or_default();
        Ok(Profile { name: name.to_owned(), config_file, values, below, services })
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
            None => write!(formatter, "profile '{}' (no home directory is known)", self.name),
        }
    }
}

fn unknown(name: &str, by: &str, files: [Option<PathBuf>; 2]) -> Error {
    let files: Vec<String> =
        files.into_iter().flatten().map(|file| file.display().to_string()).collect();
    Error::config(format!(
        "the profile '{name}' that {by} names is not there: expected [profile {name}] or [{name}] in {}",
        files.join(" or ")
    ))
}

fn read(file: Option<&Path>) -> Result<Ini, Error> {
    let Some(file) = file else { return Ok(Ini::new()) };
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Ini::new()),
        Err(error) => {
            let text = format!("{} could not be read", file.display());
            return Err(Error::config(text).caused_by(error));
        }
    };
    let option = ParseOption {
        enabled_quote: false,
        enabled_escape: false,
        // Tells settings within a service from those of the section itself.
        enabled_preserve_key_leading_whitespace: true,
        ..ParseOption::default()
    };
    Ini::load_from_str_opt(&text, option).map_err(|error| {
        let text = format!("{}: expected [sections] and settings = values", file.display());
        Error::config(text).caused_by(error)
    })
}

/// `[profile x]`, `[profile "x"]`; the default profile is also `[default]`.
fn section<'a>(ini: &'a Ini, kind: &str, name: &str) -> Option<&'a Properties> {
    let is_named = |title: &str| {
        let rest = title.strip_prefix(kind).filter(|rest| rest.starts_with(char::is_whitespace));
        rest.is_some_and(|rest| rest.trim().trim_matches(['"', '\'']) == name)
    };
    let titled = ini.iter().find(|(title, _)| title.is_some_and(is_named));
    let titled = titled.map(|(_, properties)| properties);
    let default =
        if kind == "profile" && name == DEFAULT { ini.section(Some(DEFAULT)) } else { None };
    default.or(titled)
}

/// The settings of the sections, the last first.
fn values(sections: [Option<&Properties>; 2]) -> BTreeMap<String, String> {
    let settings = sections.into_iter().flatten().flat_map(Properties::iter);
    let outer = settings.filter(|(name, _)| !name.starts_with(char::is_whitespace));
    outer.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// The settings below each setting: indented lines belong to the line above that is not.
fn nested(section: &Properties) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut all: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let mut service = String::new();
    for (name, value) in section.iter() {
        if name.starts_with(char::is_whitespace) {
            let settings = all.entry(service.clone()).or_default();
            settings.insert(name.trim().to_owned(), value.to_owned());
        } else {
            name.clone_into(&mut service);
        }
    }
    all
}
