//! End-to-end tests: maitred beside boto3, against several servers and against some that misbehave.
//!
//! `tests/e2e/run` starts this. Each section makes what it needs in a server, asks both sides the
//! same, and compares what they give and what they sent; each check is a line. Arguments are the
//! names of the sections to run.

mod boto;
mod calls;
mod checks;
mod cloudformation;
mod cloudwatch;
mod dynamodb;
mod ec2;
mod ecs;
mod errors;
mod front;
mod glue;
mod hostile;
mod http;
mod iam;
mod kinesis;
mod lambda;
mod listing;
mod logs;
mod meaning;
mod organizations;
mod route53;
mod s3;
mod s3_hosts;
mod s3_versions;
mod settings;
mod sns;
mod sqs;
mod ssm;
mod stepfunctions;
mod streams;
mod thorough;
mod views;
mod waiting;
mod world;

/// What the build script names.
mod aws {
    maitred::include_services!();
}

use std::future::Future;
use std::pin::Pin;
use std::process::ExitCode;

use checks::{Checks, Failure};
use world::{Server, World};

/// A section under way.
type Running<'a> = Pin<Box<dyn Future<Output = Result<(), Failure>> + 'a>>;

/// The name of a section, and what it does.
type Section = (&'static str, fn(&mut World) -> Running<'_>);

/// The sections of these names, which are those of their modules.
macro_rules! sections {
    ($($name:ident),+ $(,)?) => {
        &[$((stringify!($name), |world| Box::pin($name::run(world)))),+]
    };
}

const MOTO: Server = Server { name: "moto", variable: "E2E_MOTO", key: ("e2e", "secret") };
const S3RVER: Server = Server { name: "s3rver", variable: "E2E_S3RVER", key: ("S3RVER", "S3RVER") };
const DYNALITE: Server =
    Server { name: "dynalite", variable: "E2E_DYNALITE", key: ("e2e", "secret") };

/// The servers, and what is asked of each.
const ALL: [(Server, &[Section]); 3] = [
    (
        MOTO,
        sections!(
            dynamodb,
            ec2,
            kinesis,
            ecs,
            streams,
            errors,
            hostile,
            settings,
            s3,
            s3_hosts,
            s3_versions,
            route53,
            iam,
            sqs,
            sns,
            cloudformation,
            lambda,
            ssm,
            cloudwatch,
            logs,
            stepfunctions,
            glue,
            organizations,
        ),
    ),
    (S3RVER, sections!(s3, s3_hosts)),
    (DYNALITE, sections!(dynamodb)),
];

fn main() -> Result<ExitCode, Failure> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let names: Vec<_> =
        ALL.iter().flat_map(|(_, sections)| *sections).map(|found| found.0).collect();
    if let Some(unknown) = wanted.iter().find(|name| !names.contains(&name.as_str())) {
        return Err(format!("there is no section {unknown}, only {}", names.join(", ")).into());
    }
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|wanted| wanted == name);
    let mut checks = Checks::default();
    for (server, sections) in ALL {
        let mut world = World::new(server, checks)?;
        for section in sections.iter().filter(|section| is_wanted(section.0)) {
            run(section, &mut world)?;
        }
        checks = world.checks;
    }
    Ok(if checks.summary() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs a section; what stops it is a failed check.
fn run((name, section): &Section, world: &mut World) -> Result<(), Failure> {
    world.checks.begin(world.server.name, name);
    if let Err(failure) = world::runtime()?.block_on(section(world)) {
        world.checks.record(format!("section {name}"), Err(failure.to_string()));
    }
    Ok(())
}
