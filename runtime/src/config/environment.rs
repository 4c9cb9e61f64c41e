//! The environment as a value: read once from the process, or made up by a test.
//!
//! Only what begins with `AWS_` is kept, and an empty value counts as none.

use std::fmt;
use std::path::PathBuf;

use crate::shape::Map;

/// Environment variables and the home directory.
#[derive(Clone)]
pub(crate) struct Environment {
    variables: Map<String>,
    #[cfg_attr(not(feature = "credentials"), expect(dead_code))]
    home: Option<PathBuf>,
}

impl Environment {
    /// That of this process.
    pub(crate) fn of_process() -> Self {
        let pairs = std::env::vars_os();
        let texts = pairs.filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        });
        Environment { home: std::env::home_dir(), ..Environment::of(texts) }
    }

    /// One that consists of these variables; the home directory is their `HOME` or `USERPROFILE`.
    pub(crate) fn of(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let (mut variables, mut home, mut profile) = (Map::new(), None, None);
        for (name, value) in pairs.into_iter().filter(|(_, value)| !value.is_empty()) {
            match name.as_str() {
                "HOME" => home = Some(value),
                "USERPROFILE" => profile = Some(value),
                // Sorted: what is found first does not depend on the order that a shell has them in.
                _ if name.starts_with("AWS_") => _ = variables.insert_sorted(name, value),
                _ => {}
            }
        }
        Environment { variables, home: home.or(profile).map(PathBuf::from) }
    }

    /// A variable's value, if it is set and not empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str)
    }

    /// The first of these variables that is set, with its name.
    pub(crate) fn first<'a>(&'a self, names: &[&'static str]) -> Option<(&'static str, &'a str)> {
        names.iter().find_map(|name| Some((*name, self.get(name)?)))
    }

    /// The variables whose name begins like this, by the rest of their name.
    pub(crate) fn with_prefix(&self, prefix: &str) -> impl Iterator<Item = (&str, &str)> {
        self.variables
            .iter()
            .filter_map(move |(name, value)| Some((name.strip_prefix(prefix)?, value.as_str())))
    }

    /// The file that a variable names, or one in the home directory; `~/` is the home directory.
    #[cfg(feature = "credentials")]
    pub(crate) fn file(&self, variable: &str, in_home: &str) -> Option<PathBuf> {
        let named = self.get(variable);
        let below_home = match named {
            Some(path) => path.strip_prefix("~/"),
            None => Some(in_home),
        };
        match (below_home, named) {
            (Some(rest), _) => Some(self.home.as_ref()?.join(rest)),
            (None, named) => named.map(PathBuf::from),
        }
    }

    /// The same for the library that looks for credentials.
    #[cfg(feature = "credentials")]
    pub(crate) fn to_static(&self) -> reqsign_core::StaticEnv {
        let envs = self.variables.clone().into_iter().collect();
        reqsign_core::StaticEnv { home_dir: self.home.clone(), envs }
    }
}

/// The names only: values may be secrets.
impl fmt::Debug for Environment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.variables.keys()).finish()
    }
}
