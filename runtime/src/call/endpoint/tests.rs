use super::*;
use crate::wire::JSON_1_0;

fn service(prefix: &'static str) -> Service {
    Service::new("x", "X", "", prefix, &JSON_1_0).signing_name("x")
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
        let uri = Endpoint::of_region(&service(prefix), region).uri("", "/?a=b").unwrap();
        assert_eq!(uri.to_string(), format!("https://{host}/?a=b"));
    }
}

#[test]
fn custom_endpoints_are_read() {
    for (url, uri) in [
        ("http://localhost:8000", "http://localhost:8000/"),
        (" https://x.example/ ", "https://x.example/"),
        ("https://x.example:443", "https://x.example/"),
        ("http://x.example:443", "http://x.example:443/"),
        ("http://x.example:80/a/b/", "http://x.example/a/b/"),
        ("HTTP://[::1]:99", "http://[::1]:99/"),
    ] {
        let place = CustomEndpoint::parse(url).unwrap_or_else(|text| panic!("{url}: {text}"));
        assert_eq!(Endpoint::custom(place).uri("", "/").unwrap().to_string(), uri);
    }
}

#[test]
fn what_is_no_endpoint_is_refused() {
    for url in [
        "",
        "localhost",
        "localhost:8000",
        "/path",
        "ftp://x.example",
        "http://",
        "http://user:secret@x.example",
        "http://user:12/secret@x.example",
        "http://x.example/?a=b",
        "http://x example",
    ] {
        let expected = CustomEndpoint::parse(url).expect_err(url);
        assert!(expected.starts_with("a URL"), "{url}: {expected}");
    }
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
