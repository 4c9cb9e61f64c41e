//! What is the same whatever a service speaks.

use std::path::Path;

use super::lower;
use crate::diagnostics::Problems;
use crate::files::{Memory, Sources};
use crate::plan::ServicePlan;
use crate::selection::ServiceSelection;
use crate::{load, resolve, select};

const PROTOCOLS: [&str; 6] =
    ["json", "rest-json", "rest-xml", "query", "ec2", "smithy-rpc-v2-cbor"];

const PAGINATORS: &str = r#"{"pagination": {"List": {
    "input_token": ["Marker", "Version"], "output_token": ["NextMarker || Things[-1].Name", "Next"],
    "more_results": "IsTruncated", "limit_key": "Max", "result_key": ["Things", "Tags"]
}}}"#;

const WAITERS: &str = r#"{"version": 2, "waiters": {"Ready": {
    "operation": "List", "delay": 1, "maxAttempts": 2, "acceptors": [
        {"state": "success", "matcher": "pathAll", "argument": "Things[].Name", "expected": "a"},
        {"state": "failure", "matcher": "error", "expected": "Gone"}
    ]
}}}"#;

fn service(protocol: &str) -> String {
    let service = r#"{
        "metadata": {"apiVersion": "2020-01-01", "endpointPrefix": "tiny", "protocol": "PROTOCOL"},
        "operations": {"List": {
            "http": {"method": "GET", "requestUri": "/things"},
            "input": {"shape": "In"}, "output": {"shape": "Out", "resultWrapper": "ListResult"}
        }},
        "shapes": {
            "In": {"type": "structure", "members": {
                "Marker": {"shape": "Text", "location": "querystring", "locationName": "marker"},
                "Version": {"shape": "Text", "location": "header", "locationName": "x-version"},
                "Max": {"shape": "Number", "location": "querystring", "locationName": "max"}
            }},
            "Out": {"type": "structure", "members": {
                "NextMarker": {"shape": "Text", "locationName": "next"}, "Next": {"shape": "Text"},
                "IsTruncated": {"shape": "Flag"}, "Things": {"shape": "Things", "flattened": true},
                "Tags": {"shape": "Tags"}
            }},
            "Things": {"type": "list", "member": {"shape": "Thing", "locationName": "thing"}},
            "Thing": {"type": "structure", "members": {"Name": {"shape": "Text"}}},
            "Tags": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Text"}},
            "Text": {"type": "string"}, "Number": {"type": "integer"}, "Flag": {"type": "boolean"}
        }
    }"#;
    service.replace("PROTOCOL", protocol)
}

fn planned(protocol: &str) -> ServicePlan {
    let directory = Path::new("specs/tiny/2020-01-01");
    let files = Memory::default()
        .with(directory.join("service-2.json"), service(protocol))
        .with(directory.join("paginators-1.json"), PAGINATORS)
        .with(directory.join("waiters-2.json"), WAITERS);
    let sources = Sources { definitions: vec!["specs".into()], models: Vec::new() };
    let mut problems = Problems::default();
    let raw = load::load(&files, &sources, "tiny", None, &mut problems).unwrap();
    let model = resolve::resolve(&raw, &mut problems).unwrap();
    let wanted = ServiceSelection::default().all_paginators().all_waiters();
    let wanted = select::select(&model, &wanted, &mut problems);
    let plan = lower(&model, &wanted, &mut problems).unwrap();
    assert!(problems.or(()).is_ok(), "{protocol}");
    plan
}

/// Paginators and waiters know nothing of the wire.
#[test]
fn one_paginator_gives_the_same_plan_under_every_protocol() {
    let of = |protocol| {
        let plan = planned(protocol);
        let operation = plan.operations.first().unwrap();
        assert!(operation.paginator.is_some() && operation.waiters.len() == 1, "{protocol}");
        format!("{:#?}\n{:#?}", operation.paginator, operation.waiters)
    };
    let first = of("json");
    for protocol in PROTOCOLS {
        assert_eq!(of(protocol), first, "{protocol}");
    }
}

/// Of several protocols the one that botocore would choose, whatever order they are listed in.
#[test]
fn the_best_protocol_of_several_is_spoken() {
    use crate::plan::Protocol::{Json10, Query, RestXml, RpcV2Cbor};
    for (listed, spoken) in [
        (r#"query", "protocols": ["query", "json", "smithy-rpc-v2-cbor"], "uid": ""#, Json10),
        (r#"query", "protocols": ["query", "smithy-rpc-v2-cbor"], "uid": ""#, RpcV2Cbor),
        (r#"rest-xml", "protocols": ["future", "query"], "uid": ""#, Query),
        (r#"rest-xml", "protocols": [], "uid": ""#, RestXml),
    ] {
        // The text stands where the protocol's name does, and brings in more keys.
        assert_eq!(planned(listed).facts.protocol, spoken, "{listed}");
    }
}
