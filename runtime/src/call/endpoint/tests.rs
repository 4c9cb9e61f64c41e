mod arguments;
mod custom;
mod options;
mod running;

use super::*;
use crate::call::{OperationSpec, Service};
use crate::config::{Config, ConfigBuilder};
use crate::wire::JSON_1_0;

/// A service that lives as long as the tests.
fn service(host: &'static str, rules: &'static rules::Rules) -> &'static Service {
    let service = Service::new("x", "X", "", host, &JSON_1_0);
    Box::leak(Box::new(service.signing_name("x").endpoints(host, rules)))
}

fn operation(service: &'static Service) -> &'static OperationSpec {
    Box::leak(Box::new(OperationSpec::new(service, "Get", "GET", "/")))
}

fn resolved(
    service: &'static Service,
    set: impl FnOnce(ConfigBuilder) -> ConfigBuilder,
) -> Result<Endpoint, String> {
    let config = set(Config::builder()).build().map_err(|error| error.to_string())?;
    resolve(config.settings(), operation(service), &Vec::new())
}

/// The endpoint of such a service in a region.
fn in_region(host: &'static str, rules: &'static rules::Rules, region: &str) -> String {
    let found = resolved(service(host, rules), |builder| builder.region(region));
    found.and_then(|endpoint| endpoint.uri("", "/?a=b")).unwrap().to_string()
}

#[test]
fn each_partition_has_its_domain() {
    for (prefix, region, host) in [
        ("ec2", "us-east-1", "ec2.us-east-1.amazonaws.com"),
        ("streams.dynamodb", "eu-west-1", "streams.dynamodb.eu-west-1.amazonaws.com"),
        ("ecs", "cn-north-1", "ecs.cn-north-1.amazonaws.com.cn"),
        ("ec2", "us-gov-west-1", "ec2.us-gov-west-1.amazonaws.com"),
        ("ec2", "us-iso-east-1", "ec2.us-iso-east-1.c2s.ic.gov"),
        ("ec2", "us-isob-east-1", "ec2.us-isob-east-1.sc2s.sgov.gov"),
        ("ec2", "us-isof-south-1", "ec2.us-isof-south-1.csp.hci.ic.gov"),
        ("ec2", "eu-isoe-west-1", "ec2.eu-isoe-west-1.cloud.adc-e.uk"),
        ("ec2", "eusc-de-east-1", "ec2.eusc-de-east-1.amazonaws.eu"),
        ("ec2", "mars-1", "ec2.mars-1.amazonaws.com"),
    ] {
        let expected = format!("https://{host}/?a=b");
        assert_eq!(in_region(prefix, &PLAIN, region), expected);
        assert_eq!(in_region(prefix, &REGIONAL, region), expected);
    }
    let dual = in_region("x", &DUAL_STACK, "cn-north-1");
    assert_eq!(dual, "https://x.cn-north-1.api.amazonwebservices.com.cn/?a=b");
}

#[test]
fn a_region_that_is_new_is_taken_and_a_slip_is_not() {
    for region in ["us-east-7", "ap-southwest-1", "mars", "mars-1", "us-gov-central-1"] {
        assert!(resolved(service("x", &REGIONAL), |builder| builder.region(region)).is_ok());
    }
    let refused = |region: &'static str| {
        resolved(service("x", &REGIONAL), |builder| builder.region(region)).unwrap_err()
    };
    assert_eq!(refused("us-esat-1"), "there is no region 'us-esat-1': did you mean us-east-1?");
    assert_eq!(refused("eu-wst-1"), "there is no region 'eu-wst-1': did you mean eu-west-1?");
    let text = refused("us-gov-somewhere-1");
    assert_eq!(text, "there is no region 'us-gov-somewhere-1': expected one such as eu-west-1");
    // Behind an endpoint of the caller's, a region is whatever is agreed upon there.
    let custom = resolved(service("x", &REGIONAL), |builder| {
        builder.region("us-esat-1").endpoint_url("http://localhost:1")
    });
    assert_eq!(custom.unwrap().signing_region, "us-esat-1");
}

#[test]
fn host_labels() {
    for label in ["a", "eu-west-1", "A1", &"a".repeat(63)] {
        assert!(is_host_label(label), "{label}");
    }
    for text in ["", "-a", "a-", "a.b", "a/b", "a@b", "ä", "a b", "a:1", "a#", &"a".repeat(64)] {
        assert!(!is_host_label(text), "{text}");
    }
}
