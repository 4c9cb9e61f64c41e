//! Makes the tables of the endpoint rules of every service; and, of a few services, operations to
//! call.

use std::path::Path;
use std::{env, fs};

use maitred_build::{Disk, Files, Sources, endpoint_rules, specs};

/// Services whose endpoints are special, and operations of theirs.
const CALLED: &[(&str, &[&str])] = &[
    ("cloudfront", &["ListDistributions"]),
    ("codecatalyst", &["ListSpaces"]),
    ("dynamodb", &["BatchGetItem", "ListTables", "Scan"]),
    ("events", &["PutEvents"]),
    ("iam", &["ListUsers"]),
    ("lambda", &["ListVersionsByFunction"]),
    ("organizations", &["ListRoots"]),
    ("route53", &["ListHostedZones"]),
    ("s3", &["GetBucketLocation", "HeadObject", "ListBuckets", "ListObjectsV2"]),
    ("s3control", &["ListAccessPoints"]),
    ("sqs", &["ListQueues"]),
    ("sts", &["AssumeRoleWithWebIdentity", "GetCallerIdentity"]),
];

fn main() {
    let directory = specs::dir();
    let rules = rules(directory);
    println!("cargo::rerun-if-changed={}", directory.display());
    let target = env::var_os("OUT_DIR").map(|out| Path::new(&out).join("rules.rs"));
    let written = target.map(|target| fs::write(target, rules));
    if !matches!(written, Some(Ok(()))) {
        println!("cargo::error=the rules could not be written: {written:?}");
    }
    let called = CALLED.iter().fold(maitred_build::configure(), |all, (service, operations)| {
        all.service(*service, |wanted| {
            operations.iter().fold(wanted, |wanted, operation| wanted.operation(*operation))
        })
    });
    called.generate();
}

fn rules(directory: &Path) -> String {
    let disk = Disk::default();
    let sources = Sources { definitions: vec![directory.to_owned()], models: Vec::new() };
    let names = disk.directories(directory).into_iter();
    let services: Vec<String> = names.filter(|name| is_service(directory, name)).collect();
    match endpoint_rules(&disk, &sources, &services, "::maitred") {
        Ok(file) => file.content,
        Err(problems) => format!("compile_error!({:?});", problems.to_string()),
    }
}

/// Is it a directory of definitions, and not one of the crate's own?
fn is_service(directory: &Path, name: &str) -> bool {
    let versions = Disk::default().directories(&directory.join(name)).into_iter();
    let mut versions = versions.map(|version| directory.join(name).join(version));
    versions.any(|version| version.join("endpoint-rule-set-1.json").is_file())
}
