//! Credentials: in whose name a request is signed.

use crate::error::{Error, Kind};

/// An access key, with the session token of temporary ones. Without `Debug`: they are secrets.
#[derive(Clone)]
pub(crate) struct Keys {
    pub(crate) id: String,
    pub(crate) secret: String,
    pub(crate) session_token: Option<String>,
}

impl Keys {
    /// Those of a script, which nobody checks.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) fn scripted() -> Self {
        Keys { id: "scripted".to_owned(), secret: "scripted".to_owned(), session_token: None }
    }

    /// # Errors
    ///
    /// They are set, but empty: what would be signed with them is refused by every service.
    pub(super) fn check(&self) -> Result<(), Error> {
        let missing = match (self.id.is_empty(), self.secret.is_empty()) {
            (true, _) => "the access key id",
            (_, true) => "the secret access key",
            _ => return Ok(()),
        };
        Err(unusable(missing, "is empty"))
    }
}

/// An error about a part of the credentials, which it does not show.
pub(super) fn unusable(part: &str, why: &str) -> Error {
    Error::new(Kind::Credentials, format!("no credentials: {part} {why}"))
}
