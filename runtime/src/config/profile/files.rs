//! The shared files: sections of settings, some with settings of their own below them.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use ini::{Ini, ParseOption, Properties};

use super::{DEFAULT, Profile};
use crate::config::environment::Environment;
use crate::error::Error;
use crate::shape::Map;

/// Reads the profile of this name; what named it is for errors.
pub(super) fn read(
    environment: &Environment,
    named_by: Option<&str>,
    name: &str,
) -> Result<Profile, Error> {
    let config_file = environment.file("AWS_CONFIG_FILE", ".aws/config");
    let credentials_file = environment.file("AWS_SHARED_CREDENTIALS_FILE", ".aws/credentials");
    let config = parse(config_file.as_deref())?;
    let credentials = parse(credentials_file.as_deref())?;
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

fn unknown(name: &str, by: &str, files: [Option<PathBuf>; 2]) -> Error {
    let files: Vec<String> =
        files.into_iter().flatten().map(|file| file.display().to_string()).collect();
    Error::config(format!(
        "the profile '{name}' that {by} names is not there: expected [profile {name}] or [{name}] in {}",
        files.join(" or ")
    ))
}

fn parse(file: Option<&Path>) -> Result<Ini, Error> {
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
fn values(sections: [Option<&Properties>; 2]) -> Map<String> {
    let settings = sections.into_iter().flatten().flat_map(Properties::iter);
    let outer = settings.filter(|(name, _)| !name.starts_with(char::is_whitespace));
    outer.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// The settings below each setting: indented lines belong to the line above that is not.
fn nested(section: &Properties) -> Map<Map<String>> {
    let mut all: Map<Map<String>> = Map::new();
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
