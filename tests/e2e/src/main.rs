//! End-to-end tests: maitred beside boto3, against moto's server and against servers that misbehave.
//!
//! `tests/e2e/run` starts this. Each section makes what it needs in moto, asks both sides the same,
//! and compares what they give and what they sent; each check is a line. Arguments are the names of
//! the sections to run.

mod boto;
mod checks;
mod dynamodb;
mod ec2;
mod ecs;
mod errors;
mod front;
mod hostile;
mod http;
mod kinesis;
mod listing;
mod settings;
mod streams;
mod views;
mod waiting;
mod world;

/// What the build script names.
mod aws {
    maitred::include_services!();
}

use std::process::ExitCode;

use checks::Failure;
use world::World;

const SECTIONS: [&str; 8] =
    ["dynamodb", "ec2", "kinesis", "ecs", "streams", "errors", "hostile", "settings"];

fn main() -> Result<ExitCode, Failure> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if let Some(unknown) = wanted.iter().find(|name| !SECTIONS.contains(&name.as_str())) {
        return Err(format!("there is no section {unknown}, only {}", SECTIONS.join(", ")).into());
    }
    let mut world = World::new()?;
    let chosen = |name: &&str| wanted.is_empty() || wanted.iter().any(|wanted| wanted == name);
    world::runtime()?.block_on(async {
        for name in SECTIONS.into_iter().filter(chosen) {
            if let Err(failure) = section(name, &mut world).await {
                world.checks.record(format!("section {name}"), Err(failure.to_string()));
            }
        }
    });
    let (passed, failed) = world.checks.counts();
    println!("{passed} passed, {failed} failed");
    Ok(if failed == 0 && passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn section(name: &str, world: &mut World) -> Result<(), Failure> {
    match name {
        "dynamodb" => dynamodb::run(world).await,
        "ec2" => ec2::run(world).await,
        "kinesis" => kinesis::run(world).await,
        "ecs" => ecs::run(world).await,
        "streams" => streams::run(world).await,
        "errors" => errors::run(world).await,
        "hostile" => hostile::run(world).await,
        _ => settings::run(world).await,
    }
}
