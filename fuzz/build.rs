//! One definition, `things.json`, as a service of each protocol.

use std::path::{Path, PathBuf};

/// The module of each service, its protocol, and the operations it has.
const SERVICES: [(&str, &str, &[&str]); 6] = [
    ("json", "json", &["ListThings"]),
    ("cbor", "smithy-rpc-v2-cbor", &["ListThings"]),
    ("xml", "rest-xml", &["ListThings", "HeadThing"]),
    ("query", "query", &["ListThings"]),
    ("ec2", "ec2", &["ListThings"]),
    ("rest", "rest-json", &["ListThings", "HeadThing"]),
];

fn main() {
    let definitions = PathBuf::from(std::env::var_os("OUT_DIR").unwrap()).join("definitions");
    let things = std::fs::read_to_string("things.json").unwrap();
    println!("cargo::rerun-if-changed=things.json");
    let mut configuration = maitred_build::configure().definitions(&definitions);
    for (service, protocol, operations) in SERVICES {
        write(&definitions.join(service), &things.replace("$PROTOCOL", protocol));
        configuration = configuration.service(service, |wanted| {
            let wanted = wanted.paginator("ListThings");
            operations.iter().fold(wanted, |wanted, operation| wanted.operation(*operation))
        });
    }
    configuration.generate();
}

fn write(service: &Path, definition: &str) {
    let version = service.join("2020-01-01");
    std::fs::create_dir_all(&version).unwrap();
    std::fs::write(version.join("service-2.json"), definition).unwrap();
    let pages = r#"{"pagination": {"ListThings": {"input_token": "Token",
        "output_token": "NextToken", "limit_key": "Limit", "result_key": "Things"}}}"#;
    std::fs::write(version.join("paginators-1.json"), pages).unwrap();
}
