//! Rules run by themselves, on parameters by name: how botocore's own cases are put.

use super::evaluate::{Scope, evaluate};
use super::rules::Endpoints;
use super::values::Value;

/// A parameter's value.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    /// Text.
    Text(String),
    /// Yes or no.
    Bool(bool),
    /// Texts.
    Texts(Vec<String>),
}

/// What rules came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probed {
    /// The URL.
    pub url: String,
    /// Headers that go with each request.
    pub headers: Vec<(String, String)>,
    /// The scope of signatures: service and region, where they are said. `None` where signatures
    /// are the service's usual ones.
    pub scope: Option<(Option<String>, Option<String>)>,
    /// The names of the signatures, where none of them is supported.
    pub unsupported: Option<&'static str>,
}

/// Runs rules.
///
/// # Errors
///
/// What they say is wrong.
pub fn probe(endpoints: &Endpoints, given: &[(String, Given)]) -> Result<Probed, String> {
    let mut slots = Vec::new();
    for parameter in endpoints.rules.parameters {
        let found = given.iter().find(|(name, _)| name == parameter.name);
        let value = match (found, parameter.name) {
            (Some((_, given)), _) => Some(value(given)),
            (None, "host") => Some(Value::Text(endpoints.host.to_owned())),
            (None, _) => parameter.default.map(Value::from),
        };
        if value.is_none() && parameter.required {
            return Err(format!("{} is not set", parameter.name));
        }
        slots.push(value);
    }
    let found = evaluate(endpoints.rules, slots)
        .map_err(|why| why.unwrap_or_else(|| "no rule says anything".to_owned()))?;
    let headers = found.headers.into_iter().map(|(name, value)| (name.to_owned(), value));
    let (scope, unsupported) = match found.scope {
        Scope::Usual => (None, None),
        Scope::V4 { name, region } => (Some((name, region)), None),
        Scope::Unsupported(names) => (None, Some(names)),
    };
    Ok(Probed { url: found.url, headers: headers.collect(), scope, unsupported })
}

fn value(given: &Given) -> Value {
    match given {
        Given::Text(text) => Value::Text(text.clone()),
        Given::Bool(value) => Value::Bool(*value),
        Given::Texts(texts) => Value::List(texts.clone()),
    }
}
