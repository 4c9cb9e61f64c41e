//! The command line → what to do.

use std::time::{SystemTime, UNIX_EPOCH};

/// How much there is to list, and what chance begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Arguments {
    pub(crate) items: u64,
    pub(crate) seed: u64,
}

/// What this process is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Soak(Arguments),
    Server(Arguments),
}

/// The word that makes this process the server.
pub(crate) const SERVER: &str = "serve";

const SHORT: u64 = 50_000;

impl Arguments {
    pub(crate) fn read(words: impl IntoIterator<Item = String>) -> Result<Role, String> {
        let mut words = words.into_iter().peekable();
        let is_server = words.next_if(|word| word == SERVER).is_some();
        let mut arguments = Arguments { items: SHORT, seed: now() };
        while let Some(word) = words.next() {
            let value = words.next().and_then(|value| value.parse().ok());
            match (word.as_str(), value) {
                ("--items", Some(items)) => arguments.items = items,
                ("--seed", Some(seed)) => arguments.seed = seed,
                _ => return Err(format!("'{word}': expected --items N or --seed N")),
            }
        }
        Ok(if is_server { Role::Server(arguments) } else { Role::Soak(arguments) })
    }

    /// Of all items, those of one listing.
    pub(crate) fn share(&self) -> u64 {
        self.items.div_ceil(3)
    }
}

/// A seed for a run that nobody repeats.
fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    since.as_secs() % 1_000_000
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<Role, String> {
        Arguments::read(words.iter().map(|word| (*word).to_owned()))
    }

    #[test]
    fn a_run_can_be_repeated() {
        let arguments = Arguments { items: 10, seed: 7 };
        assert_eq!(read(&["--items", "10", "--seed", "7"]), Ok(Role::Soak(arguments)));
        assert_eq!(read(&[SERVER, "--seed", "7", "--items", "10"]), Ok(Role::Server(arguments)));
        assert!(matches!(read(&[]), Ok(Role::Soak(Arguments { items: SHORT, .. }))));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for words in [&["--itms", "1"][..], &["--items"], &["--seed", "x"]] {
            assert!(read(words).unwrap_err().ends_with("expected --items N or --seed N"));
        }
    }
}
