//! The command line: what may be asked for, and what it means when left out.
//!
//! Nothing here looks at the file system; paths are taken as they are given.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args as Group, Parser, Subcommand, ValueEnum};

/// Checks your own definitions, keeps the bundled ones up to date, and tries the generator on all.
#[derive(Debug, Parser)]
#[command(name = "maitred", version, about, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) topic: Topic,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Topic {
    /// Check definitions of your own without building: paginators, waiters, whole services
    Check(Check),
    /// The definitions in specs/: get them from a botocore release, or check them against it
    #[command(subcommand)]
    Specs(Specs),
    /// The tests that a botocore release brings along: take them as data
    #[command(subcommand)]
    Tests(Tests),
    /// Generate every service, and count; with --check, have the compiler look at the result
    Corpus(Corpus),
}

#[derive(Debug, Group)]
pub(crate) struct Check {
    /// Directories of models, as `models()` in build.rs takes them; when left out, the definitions
    /// themselves are checked
    #[arg(value_name = "DIR")]
    pub(crate) models: Vec<PathBuf>,
    /// The definitions that the models are for, in botocore's layout; the bundled ones when left out
    #[arg(long, value_name = "DIR")]
    pub(crate) definitions: Option<PathBuf>,
    /// A service to check, by its directory name (repeatable); every one when left out
    #[arg(long = "service", value_name = "NAME")]
    pub(crate) services: Vec<String>,
    /// How to tell what was found
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: Format,
    /// Fail if there are warnings, too
    #[arg(long)]
    pub(crate) deny_warnings: bool,
}

/// How the problems are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// With the line of the file, and what is meant underlined
    Human,
    /// A line for each, as compilers print them
    Short,
    /// One JSON document
    Json,
}

#[derive(Debug, Group)]
pub(crate) struct Corpus {
    /// The directory of definitions, in botocore's layout; the bundled ones when left out
    #[arg(long, value_name = "DIR")]
    pub(crate) definitions: Option<PathBuf>,
    /// A service to generate, by its directory name (repeatable); every one when left out
    #[arg(long = "service", value_name = "NAME", num_args = 1..)]
    pub(crate) services: Vec<String>,
    /// Take every operation, not just every paginator and waiter
    #[arg(long)]
    pub(crate) all_operations: bool,
    /// Where to write, and keep, what is generated; a temporary directory when left out
    #[arg(long, value_name = "DIR")]
    pub(crate) into: Option<PathBuf>,
    /// How many services to work on at once; as many as there are processors when left out
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
    /// Type-check each service, every warning an error
    #[arg(long)]
    pub(crate) check: bool,
    /// The runtime to check against; the one of this repository, or else the released one, when
    /// left out
    #[arg(long, value_name = "DIR", requires = "check")]
    pub(crate) runtime: Option<PathBuf>,
    /// Where cargo compiles the runtime for the check; beside what is generated when left out
    #[arg(long, value_name = "DIR", requires = "check")]
    pub(crate) target_dir: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Tests {
    /// Rewrite the cases from a botocore release's source distribution
    Import(Import),
    /// Rewrite the cases of JMESPath from a release of the crate jmespath
    ImportJmespath(ImportJmespath),
}

#[derive(Debug, Group)]
pub(crate) struct Import {
    /// The source distribution, such as botocore-1.44.5.tar.gz
    #[arg(long, value_name = "FILE")]
    pub(crate) sdist: PathBuf,
    /// The SHA-256 that it must have, for a release that is not recorded yet
    #[arg(long, value_name = "HEX", conflicts_with = "accept_new_hash")]
    pub(crate) sha256: Option<String>,
    /// Take a release that is not recorded yet as it comes, and record its SHA-256
    #[arg(long)]
    pub(crate) accept_new_hash: bool,
    /// The directory that holds the cases
    #[arg(long, value_name = "DIR", default_value = "tests/conformance")]
    pub(crate) into: PathBuf,
}

#[derive(Debug, Group)]
pub(crate) struct ImportJmespath {
    /// The package, such as jmespath-0.5.0.crate: cargo keeps it below registry/cache
    #[arg(long = "crate", value_name = "FILE")]
    pub(crate) package: PathBuf,
    /// The SHA-256 that it must have, for a release that is not recorded yet
    #[arg(long, value_name = "HEX", conflicts_with = "accept_new_hash")]
    pub(crate) sha256: Option<String>,
    /// Take a release that is not recorded yet as it comes, and record its SHA-256
    #[arg(long)]
    pub(crate) accept_new_hash: bool,
    /// The directory that holds the cases
    #[arg(long, value_name = "DIR", default_value = "tests/compliance")]
    pub(crate) into: PathBuf,
}

impl ImportJmespath {
    /// The same, as an import of any package.
    pub(crate) fn import(&self) -> Import {
        Import {
            sdist: self.package.clone(),
            sha256: self.sha256.clone(),
            accept_new_hash: self.accept_new_hash,
            into: self.into.clone(),
        }
    }
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
    /// Tell what would change, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Tell every change, however many a service has
    #[arg(long)]
    pub(crate) full: bool,
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
    fn a_corpus_is_of_every_service_if_none_is_named() {
        let corpus = |line: &str| match Args::parse_from(line.split(' ')).topic {
            Topic::Corpus(corpus) => corpus,
            _ => panic!("not a corpus"),
        };
        let all = corpus("maitred corpus");
        assert!(all.services.is_empty() && all.definitions.is_none() && !all.check);
        let some = corpus("maitred corpus --service ec2 ecs --service s3 --check --jobs 3");
        assert_eq!(
            (some.services, some.check),
            (["ec2", "ecs", "s3"].map(String::from).into(), true)
        );
        assert_eq!(some.jobs, NonZeroUsize::new(3));
    }

    #[test]
    fn contradictions_are_refused() {
        for line in ["maitred corpus --runtime x", "maitred corpus --jobs 0"] {
            assert!(Args::try_parse_from(line.split(' ')).is_err(), "{line}");
        }
        for extra in ["--sha256 00 --accept-new-hash", "--all --service ec2"] {
            let line = format!("maitred specs update {extra}");
            assert!(Args::try_parse_from(line.split(' ')).is_err(), "{extra}");
        }
    }
}
