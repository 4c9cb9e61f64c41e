//! The command line and the environment → where an example sends its requests.
//!
//! Real AWS is never meant by accident: only the argument `--real` leads there.

use std::error::Error;
use std::fmt;

use maitred::Config;

use crate::Server;

/// Where an example sends its requests.
#[derive(Debug)]
pub struct Target {
    config: Config,
    place: Place,
}

#[derive(Debug)]
enum Place {
    /// It lives as long as the target.
    Own(Server),
    Url(String),
    Aws,
}

/// What the user asked for.
#[derive(Debug, PartialEq, Eq)]
enum Choice {
    Own,
    Url(String),
    Aws,
}

impl Target {
    /// What the command line and the environment say: the server behind `AWS_ENDPOINT_URL` if that
    /// is set, real AWS with the argument `--real`, and otherwise a [`Server`] of its own.
    ///
    /// The first two take region and credentials from the environment, as [`Config::from_env`].
    ///
    /// # Errors
    ///
    /// Another argument than `--real`; what [`Config::from_env`] fails with; no free port.
    pub async fn choose() -> Result<Self, Box<dyn Error>> {
        let url = std::env::var("AWS_ENDPOINT_URL").ok();
        match choice(std::env::args().skip(1), url)? {
            Choice::Own => Self::own().await,
            Choice::Url(url) => {
                // Set by hand, so that no other setting can lead elsewhere.
                let config = Config::builder().endpoint_url(&url).load().await?;
                Ok(Target { config, place: Place::Url(url) })
            }
            Choice::Aws => Ok(Target { config: Config::from_env().await?, place: Place::Aws }),
        }
    }

    async fn own() -> Result<Self, Box<dyn Error>> {
        let server = Server::start().await?;
        Ok(Target { config: server.config()?, place: Place::Own(server) })
    }

    /// The configuration for the clients.
    pub fn config(&self) -> &Config {
        &self.config
    }
}

fn choice(
    arguments: impl IntoIterator<Item = String>,
    url: Option<String>,
) -> Result<Choice, String> {
    let mut choice = Choice::Own;
    for argument in arguments {
        if argument != "--real" {
            return Err(format!("unknown argument '{argument}': expected nothing, or --real"));
        }
        choice = Choice::Aws;
    }
    Ok(url.filter(|url| !url.is_empty()).map_or(choice, Choice::Url))
}

/// One line for the user.
impl fmt::Display for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Own(server) => write!(
                formatter,
                "Talking to a server of my own at {} (AWS_ENDPOINT_URL names another, --real means AWS).",
                server.url()
            ),
            Place::Url(url) => write!(formatter, "Talking to {url}, as AWS_ENDPOINT_URL says."),
            Place::Aws => write!(
                formatter,
                "Talking to real AWS, region {}: what this creates stays there until you delete it.",
                self.config.region().unwrap_or("unknown")
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(arguments: &[&str], url: Option<&str>) -> Result<Choice, String> {
        choice(arguments.iter().map(|&argument| argument.to_owned()), url.map(str::to_owned))
    }

    #[test]
    fn real_aws_is_never_meant_by_accident() {
        assert_eq!(chosen(&[], None), Ok(Choice::Own));
        assert_eq!(chosen(&[], Some("")), Ok(Choice::Own));
        assert_eq!(chosen(&["--real"], None), Ok(Choice::Aws));
        let error = chosen(&["--rael"], None).unwrap_err();
        assert_eq!(error, "unknown argument '--rael': expected nothing, or --real");
    }

    #[test]
    fn an_endpoint_in_the_environment_is_used() {
        let url = "http://localhost:5000";
        assert_eq!(chosen(&[], Some(url)), Ok(Choice::Url(url.to_owned())));
        assert_eq!(chosen(&["--real"], Some(url)), Ok(Choice::Url(url.to_owned())));
    }
}
