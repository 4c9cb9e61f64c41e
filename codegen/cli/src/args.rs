//! The command line: what may be asked for, and what it means when left out.
//!
//! Nothing here looks at the file system; paths are taken as they are given.

use std::path::PathBuf;

use clap::{Args as Group, Parser, Subcommand};

/// Keeps the bundled service definitions up to date.
#[derive(Debug, Parser)]
#[command(name = "maitred", version, about, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) topic: Topic,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Topic {
    /// The definitions in specs/: get them from a botocore release, or check them against it
    #[command(subcommand)]
    Specs(Specs),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Specs {
    /// Rewrite definitions from a botocore release and report what changed
    Update(Update),
    /// Check that the definitions are exactly what the recorded release gives
    Verify(Verify),
}

#[derive(Debug, Group)]
pub(crate) struct Update {
    /// The botocore release to take, such as 1.44.5; the recorded one when left out
    #[arg(long, value_name = "VERSION")]
    pub(crate) release: Option<String>,
    /// A service to take, by its directory name (repeatable); those already there when left out
    #[arg(long = "service", value_name = "NAME", conflicts_with = "all")]
    pub(crate) services: Vec<String>,
    /// Take every service of the release
    #[arg(long)]
    pub(crate) all: bool,
    /// The SHA-256 that the release's wheel must have, for a release that is not recorded yet
    #[arg(long, value_name = "HEX", conflicts_with = "accept_new_hash")]
    pub(crate) sha256: Option<String>,
    /// Take the wheel of a release that is not recorded yet as it comes, and record its SHA-256
    #[arg(long)]
    pub(crate) accept_new_hash: bool,
    #[command(flatten)]
    pub(crate) origin: Origin,
    /// The directory that holds the definitions
    #[arg(long, value_name = "DIR", default_value = "specs")]
    pub(crate) into: PathBuf,
}

#[derive(Debug, Group)]
pub(crate) struct Verify {
    #[command(flatten)]
    pub(crate) origin: Origin,
    /// The directory that holds the definitions
    #[arg(long = "specs", value_name = "DIR", default_value = "specs")]
    pub(crate) specs: PathBuf,
}

/// Where the wheel comes from.
#[derive(Debug, Group)]
pub(crate) struct Origin {
    /// Use this wheel instead of downloading one; it is verified all the same
    #[arg(long, value_name = "FILE")]
    pub(crate) wheel: Option<PathBuf>,
    /// The Python whose pip downloads the wheel
    #[arg(long, value_name = "COMMAND", default_value = "python3")]
    pub(crate) python: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn definition_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn services_repeat() {
        let line = "maitred specs update --release 1.44.5 --service ec2 --service ecs --into x";
        let Topic::Specs(Specs::Update(update)) = Args::parse_from(line.split(' ')).topic else {
            panic!("not an update");
        };
        assert_eq!(update.services, ["ec2", "ecs"]);
        assert_eq!(update.release.as_deref(), Some("1.44.5"));
        assert_eq!(update.into, PathBuf::from("x"));
        assert_eq!(update.origin.python, "python3");
    }

    #[test]
    fn contradictions_are_refused() {
        for extra in ["--sha256 00 --accept-new-hash", "--all --service ec2"] {
            let line = format!("maitred specs update {extra}");
            assert!(Args::try_parse_from(line.split(' ')).is_err(), "{extra}");
        }
    }
}
