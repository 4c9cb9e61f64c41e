//! Bearer tokens: what some services take in place of a signature.

use std::fmt;

use super::environment::Environment;
use crate::shape::Map;

const PREFIX: &str = "AWS_BEARER_TOKEN_";

/// The tokens of a configuration.
#[derive(Clone, Default)]
pub(crate) struct BearerTokens {
    /// That of every service, set in code.
    own: Option<String>,
    /// By the service in the scope of signatures, as variables spell it.
    services: Map<String>,
}

impl BearerTokens {
    /// The token set in code, if there is one.
    pub(super) fn of(own: Option<String>) -> Self {
        BearerTokens { own, services: Map::new() }
    }

    /// The same, and those of the variables.
    pub(super) fn find(own: Option<String>, environment: &Environment) -> Self {
        let pairs = environment.with_prefix(PREFIX);
        let services = pairs.map(|(name, token)| (name.to_owned(), token.to_owned())).collect();
        BearerTokens { own, services }
    }

    /// The token for a service.
    ///
    /// # Errors
    ///
    /// There is none; the text says where one may be set.
    pub(crate) fn get(&self, signing_name: &str) -> Result<&str, String> {
        let key = signing_name.replace('-', "_").to_ascii_uppercase();
        let token = self.own.as_ref().or_else(|| self.services.get(&key));
        token.map(String::as_str).ok_or_else(|| {
            format!(
                "requests to {signing_name} carry a bearer token, and there is none: set \
                 {PREFIX}{key}, or `bearer_token` in code"
            )
        })
    }
}

/// Whose tokens there are, never the tokens.
impl fmt::Debug for BearerTokens {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let own = self.own.as_ref().map(|_| "set in code");
        formatter.debug_set().entries(own).entries(self.services.keys()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(own: Option<&str>) -> BearerTokens {
        let variables = [("AWS_BEARER_TOKEN_CODE_CATALYST", "from the variable")];
        let pairs = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
        BearerTokens::find(own.map(str::to_owned), &Environment::of(pairs))
    }

    #[test]
    fn code_goes_before_the_variable_of_the_service() {
        assert_eq!(tokens(Some("mine")).get("code-catalyst"), Ok("mine"));
        assert_eq!(tokens(None).get("code-catalyst"), Ok("from the variable"));
        let missing = tokens(None).get("other").unwrap_err();
        assert!(missing.contains("AWS_BEARER_TOKEN_OTHER"), "{missing}");
    }

    #[test]
    fn tokens_do_not_show() {
        assert_eq!(format!("{:?}", tokens(Some("mine"))), "{\"set in code\", \"CODE_CATALYST\"}");
    }
}
