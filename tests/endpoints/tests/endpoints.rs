//! Every case of botocore's own endpoint tests, on the tables that generated code has: URL, headers,
//! the scope of signatures, and the texts of errors.
//!
//! The cases are in `tests/conformance/cases/endpoints`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use maitred::__private::probe::{Given, Probed, probe};
use maitred::__private::v1::endpoint::Endpoints;
use maitred_endpoint_tests::SERVICES;
use serde_json::Value;

fn main() -> ExitCode {
    let mut run = Run::new();
    for (service, endpoints) in SERVICES {
        let path = root().join(format!("tests/conformance/cases/endpoints/{service}.json"));
        for (number, case) in read(&path).as_array().into_iter().flatten().enumerate() {
            let name = format!("{service} case {number}");
            run.case(&name, service, endpoints, case);
        }
    }
    run.print();
    run.verdict()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &Path) -> Value {
    let text = std::fs::read(path).unwrap_or_default();
    serde_json::from_slice(&text).unwrap_or_default()
}

/// How many there are in the release: fewer would mean that some were lost on the way.
const SERVICES_OF_RELEASE: usize = 439;
const CASES_OF_RELEASE: usize = 14_589;

/// What was seen.
struct Run {
    /// Partitions by region.
    regions: BTreeMap<String, String>,
    services: BTreeSet<String>,
    partitions: BTreeSet<String>,
    regions_seen: BTreeSet<String>,
    options: BTreeMap<&'static str, usize>,
    cases: usize,
    failures: Vec<String>,
}

/// Options by the parameter that turns them on, or gives them.
const OPTIONS: [(&str, &str); 9] = [
    ("UseFIPS", "FIPS"),
    ("UseDualStack", "dual stack"),
    ("Endpoint", "custom endpoint"),
    ("Bucket", "bucket"),
    ("ForcePathStyle", "path style"),
    ("Accelerate", "acceleration"),
    ("UseGlobalEndpoint", "global endpoint"),
    ("AccountId", "account"),
    ("UseArnRegion", "region of the ARN"),
];

impl Run {
    fn new() -> Self {
        let file = read(&root().join("specs/partitions.json"));
        let mut regions = BTreeMap::new();
        for partition in file["partitions"].as_array().into_iter().flatten() {
            let name = partition["id"].as_str().unwrap_or_default();
            for (region, _) in partition["regions"].as_object().into_iter().flatten() {
                regions.insert(region.clone(), name.to_owned());
            }
        }
        Run {
            regions,
            services: BTreeSet::new(),
            partitions: BTreeSet::new(),
            regions_seen: BTreeSet::new(),
            options: BTreeMap::new(),
            cases: 0,
            failures: Vec::new(),
        }
    }

    fn case(&mut self, name: &str, service: &str, endpoints: &Endpoints, case: &Value) {
        self.cases += 1;
        self.services.insert(service.to_owned());
        self.count(&case["params"]);
        let found = probe(endpoints, &given(&case["params"]));
        if let Err(why) = check(&case["expect"], &found) {
            self.failures.push(format!("{name}: {why}\n    parameters: {}", case["params"]));
        }
    }

    fn count(&mut self, parameters: &Value) {
        if let Some(region) = parameters["Region"].as_str() {
            self.partitions.extend(self.regions.get(region).cloned());
            self.regions_seen.insert(region.to_owned());
        }
        for (parameter, option) in OPTIONS {
            let value = &parameters[parameter];
            let is_given = !value.is_null() && *value != Value::Bool(false);
            *self.options.entry(option).or_default() += usize::from(is_given);
        }
    }

    fn print(&self) {
        let passed = self.cases - self.failures.len();
        println!("{} services, {} cases: {passed} passed", self.services.len(), self.cases);
        let partitions: Vec<&str> = self.partitions.iter().map(String::as_str).collect();
        let (count, regions) = (partitions.len(), self.regions_seen.len());
        println!("{count} partitions: {}; {regions} regions", partitions.join(", "));
        let options = self.options.iter().map(|(option, count)| format!("{option} {count}"));
        println!("cases by option: {}", options.collect::<Vec<_>>().join(", "));
        let shared = SERVICES.iter().filter(|(_, endpoints)| !endpoints.host.is_empty()).count();
        println!("{shared} services share their rules with others");
        self.failures.iter().for_each(|failure| println!("FAILED {failure}"));
    }

    fn verdict(&self) -> ExitCode {
        let complete = self.services.len() == SERVICES_OF_RELEASE && self.cases == CASES_OF_RELEASE;
        if !complete {
            println!("expected {SERVICES_OF_RELEASE} services and {CASES_OF_RELEASE} cases");
        }
        ExitCode::from(u8::from(!complete || !self.failures.is_empty()))
    }
}

fn given(parameters: &Value) -> Vec<(String, Given)> {
    let parameters = parameters.as_object().into_iter().flatten();
    let all = parameters.filter_map(|(name, value)| {
        let given = match value {
            Value::String(text) => Given::Text(text.clone()),
            Value::Bool(value) => Given::Bool(*value),
            Value::Array(texts) => {
                Given::Texts(texts.iter().filter_map(Value::as_str).map(str::to_owned).collect())
            }
            _ => return None,
        };
        Some((name.clone(), given))
    });
    all.collect()
}

/// Is what was found what a case expects?
fn check(expected: &Value, found: &Result<Probed, String>) -> Result<(), String> {
    let found = match (expected["error"].as_str(), found) {
        (Some(error), Err(text)) if error == text => return Ok(()),
        (Some(error), other) => {
            return Err(format!("expected the error '{error}', found {other:?}"));
        }
        (None, Err(text)) => return Err(format!("expected an endpoint, found the error '{text}'")),
        (None, Ok(found)) => found,
    };
    let endpoint = &expected["endpoint"];
    if endpoint["url"] != found.url.as_str() {
        return Err(format!("expected {}, found {}", endpoint["url"], found.url));
    }
    check_headers(&endpoint["headers"], found)?;
    check_signature(endpoint["properties"]["authSchemes"].as_array(), found)
}

fn check_headers(expected: &Value, found: &Probed) -> Result<(), String> {
    let expected = expected.as_object().into_iter().flatten();
    let first = |value: &Value| value[0].as_str().unwrap_or_default().to_owned();
    let mut expected: Vec<(String, String)> =
        expected.map(|(name, values)| (name.clone(), first(values))).collect();
    expected.sort();
    let mut headers = found.headers.clone();
    headers.sort();
    if headers == expected {
        Ok(())
    } else {
        Err(format!("expected {expected:?}, found {headers:?}"))
    }
}

fn check_signature(schemes: Option<&Vec<Value>>, found: &Probed) -> Result<(), String> {
    let Some(schemes) = schemes else {
        let usual = found.scope.is_none() && found.unsupported.is_none();
        return if usual { Ok(()) } else { Err(format!("expected no signature, found {found:?}")) };
    };
    let text = |scheme: &Value, key: &str| scheme[key].as_str().map(str::to_owned);
    let expected = schemes.iter().find(|scheme| scheme["name"] == "sigv4");
    let expected =
        expected.map(|scheme| (text(scheme, "signingName"), text(scheme, "signingRegion")));
    let names: Vec<&str> = schemes.iter().filter_map(|scheme| scheme["name"].as_str()).collect();
    let unsupported = if expected.is_none() { Some(names.join(", ")) } else { None };
    if found.scope == expected && found.unsupported == unsupported.as_deref() {
        return Ok(());
    }
    Err(format!("expected the signatures {schemes:?}, found {found:?}"))
}
