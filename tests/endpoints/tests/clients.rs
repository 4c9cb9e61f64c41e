//! Where clients send requests, and how they sign them, without `AWS_ENDPOINT_URL`: global services,
//! partitions, options, and S3 in its forms. Nothing is sent.
#![allow(clippy::unwrap_used, clippy::panic)]

use maitred::{AccountIdEndpointMode, Config, ConfigBuilder, Error, S3Addressing};
use maitred_endpoint_tests::{Kept, aws};

/// The URL without its query, and `region/service` of the scope of the signature.
type Sent = Result<(String, String), String>;

fn config(set: impl FnOnce(ConfigBuilder) -> ConfigBuilder) -> (Kept, Config) {
    let kept = Kept::default();
    let builder = Config::builder().credentials("AKIDEXAMPLE", "secret", None);
    (kept.clone(), set(builder.transport(kept)).build().unwrap())
}

/// What became of a call.
fn sent<T>(kept: &Kept, result: Result<T, Error>) -> Sent {
    let error = result.err().map(|error| (error.is_config(), error.to_string()));
    match (kept.take(), error) {
        ((None, 0), Some((true, text))) => Err(text),
        ((Some(request), 1), _) => {
            let uri = request.uri().to_string();
            let url = uri.split('?').next().unwrap_or_default().to_owned();
            let scope = request.headers().get("authorization");
            let scope = scope.and_then(|text| text.to_str().ok()).unwrap_or_default();
            Ok((url, scope.split('/').skip(2).take(2).collect::<Vec<_>>().join("/")))
        }
        other => panic!("expected one request or an error, found {other:?}"),
    }
}

fn to(url: &str, scope: &str) -> Sent {
    Ok((url.to_owned(), scope.to_owned()))
}

/// Makes a call with a configuration.
macro_rules! call {
    ($set:expr, $service:ident, $call:expr) => {{
        let (kept, config) = config($set);
        let client = aws::$service::Client::new(&config);
        let call: fn(&aws::$service::Client) -> _ = $call;
        sent(&kept, call(&client).send().await)
    }};
}

#[tokio::test]
async fn global_services_have_one_endpoint_in_each_partition() {
    for (region, iam, zones, roots) in [
        (
            "eu-west-1",
            ("iam.amazonaws.com", "us-east-1/iam"),
            ("route53.amazonaws.com", "us-east-1/route53"),
            ("organizations.us-east-1.amazonaws.com", "us-east-1/organizations"),
        ),
        (
            "cn-north-1",
            ("iam.cn-north-1.amazonaws.com.cn", "cn-north-1/iam"),
            ("route53.amazonaws.com.cn", "cn-northwest-1/route53"),
            ("organizations.cn-northwest-1.amazonaws.com.cn", "cn-northwest-1/organizations"),
        ),
        (
            "us-gov-east-1",
            ("iam.us-gov.amazonaws.com", "us-gov-west-1/iam"),
            ("route53.us-gov.amazonaws.com", "us-gov-west-1/route53"),
            ("organizations.us-gov-west-1.amazonaws.com", "us-gov-west-1/organizations"),
        ),
    ] {
        let set = |builder: ConfigBuilder| builder.region(region);
        let https = |(host, scope): (&str, &str), path| to(&format!("https://{host}{path}"), scope);
        assert_eq!(call!(set, iam, |c| c.list_users()), https(iam, "/"));
        let path = "/2013-04-01/hostedzone";
        assert_eq!(call!(set, route53, |c| c.list_hosted_zones()), https(zones, path));
        assert_eq!(call!(set, organizations, |c| c.list_roots()), https(roots, "/"));
    }
}

#[tokio::test]
async fn global_services_need_no_region() {
    let set = |builder: ConfigBuilder| builder;
    assert_eq!(
        call!(set, iam, |c| c.list_users()),
        to("https://iam.amazonaws.com/", "us-east-1/iam")
    );
    let expected =
        to("https://cloudfront.amazonaws.com/2020-05-31/distribution", "us-east-1/cloudfront");
    assert_eq!(call!(set, cloudfront, |c| c.list_distributions()), expected);
    let expected = to("https://organizations.us-east-1.amazonaws.com/", "us-east-1/organizations");
    assert_eq!(call!(set, organizations, |c| c.list_roots()), expected);
    let expected = to("https://s3.amazonaws.com/", "us-east-1/s3");
    assert_eq!(call!(set, s3, |c| c.list_buckets()), expected);
    let expected = to("https://sts.amazonaws.com/", "us-east-1/sts");
    assert_eq!(call!(set, sts, |c| c.get_caller_identity()), expected);
    let error = call!(set, dynamodb, |c| c.list_tables()).unwrap_err();
    assert!(error.starts_with("dynamodb ListTables: no region: set one"), "{error}");
}

#[tokio::test]
async fn regional_services_in_each_partition() {
    for (region, host) in [
        ("eu-west-1", "sqs.eu-west-1.amazonaws.com"),
        ("cn-north-1", "sqs.cn-north-1.amazonaws.com.cn"),
        ("us-gov-west-1", "sqs.us-gov-west-1.amazonaws.com"),
        ("us-iso-east-1", "sqs.us-iso-east-1.c2s.ic.gov"),
        ("eusc-de-east-1", "sqs.eusc-de-east-1.amazonaws.eu"),
    ] {
        let found =
            call!(|builder: ConfigBuilder| builder.region(region), sqs, |c| c.list_queues());
        assert_eq!(found, to(&format!("https://{host}/"), &format!("{region}/sqs")));
    }
}

#[tokio::test]
async fn options_choose_endpoints_or_are_refused() {
    let fips = |b: ConfigBuilder| b.region("us-east-1").use_fips(true);
    assert_eq!(
        call!(fips, dynamodb, |c| c.list_tables()),
        to("https://dynamodb-fips.us-east-1.amazonaws.com/", "us-east-1/dynamodb")
    );
    let dual = |b: ConfigBuilder| b.region("eu-west-1").use_dual_stack(true);
    assert_eq!(
        call!(dual, lambda, |c| c.list_versions_by_function("f")),
        to("https://lambda.eu-west-1.api.aws/2015-03-31/functions/f/versions", "eu-west-1/lambda")
    );
    let china = |b: ConfigBuilder| b.region("cn-north-1").s3_use_accelerate(true);
    assert_eq!(
        call!(china, s3, |c| c.list_objects_v2("bucket")).unwrap_err(),
        "s3 ListObjectsV2: no endpoint in cn-north-1: \
         S3 Accelerate cannot be used in this region"
    );
    let both = |b: ConfigBuilder| b.region("us-east-1").use_fips(true).s3_use_accelerate(true);
    assert_eq!(
        call!(both, s3, |c| c.list_objects_v2("bucket")).unwrap_err(),
        "s3 ListObjectsV2: no endpoint in us-east-1 with FIPS: Accelerate cannot be used with FIPS"
    );
    let slip = |b: ConfigBuilder| b.region("us-esat-1");
    assert_eq!(
        call!(slip, sqs, |c| c.list_queues()).unwrap_err(),
        "sqs ListQueues: there is no region 'us-esat-1': did you mean us-east-1?"
    );
}

const OBJECTS: fn(&aws::s3::Client) -> aws::s3::operation::ListObjectsV2 =
    |client| client.list_objects_v2("bucket");

#[tokio::test]
async fn s3_has_the_bucket_in_the_host_where_it_can() {
    let ireland = |builder: ConfigBuilder| builder.region("eu-west-1");
    let expected = to("https://bucket.s3.eu-west-1.amazonaws.com/", "eu-west-1/s3");
    assert_eq!(call!(ireland, s3, OBJECTS), expected);
    let dotted = call!(ireland, s3, |c| c.list_objects_v2("my.bucket"));
    assert_eq!(dotted, to("https://s3.eu-west-1.amazonaws.com/my.bucket", "eu-west-1/s3"));
    let path = |b: ConfigBuilder| b.region("eu-west-1").s3_addressing(S3Addressing::Path);
    let expected = to("https://s3.eu-west-1.amazonaws.com/bucket", "eu-west-1/s3");
    assert_eq!(call!(path, s3, OBJECTS), expected);
    let location = call!(ireland, s3, |c| c.get_bucket_location("bucket"));
    assert_eq!(location, expected);
    let key = call!(ireland, s3, |c| c.head_object("bucket", "a b/c+d"));
    let expected = "https://bucket.s3.eu-west-1.amazonaws.com/a%20b/c%2Bd";
    assert_eq!(key, to(expected, "eu-west-1/s3"));
    let key = call!(path, s3, |c| c.head_object("bucket", "a//b"));
    assert_eq!(key, to("https://s3.eu-west-1.amazonaws.com/bucket/a//b", "eu-west-1/s3"));
}

#[tokio::test]
async fn s3_in_other_partitions_and_by_other_endpoints() {
    for (set, host, region) in [
        (
            (|b| b.region("us-east-1")) as fn(ConfigBuilder) -> ConfigBuilder,
            "bucket.s3.amazonaws.com",
            "us-east-1",
        ),
        (
            |b| b.region("us-east-1").s3_use_regional_us_east_1(true),
            "bucket.s3.us-east-1.amazonaws.com",
            "us-east-1",
        ),
        (|b| b.region("cn-north-1"), "bucket.s3.cn-north-1.amazonaws.com.cn", "cn-north-1"),
        (|b| b.region("us-gov-west-1"), "bucket.s3.us-gov-west-1.amazonaws.com", "us-gov-west-1"),
        (
            |b| b.region("us-gov-west-1").use_fips(true),
            "bucket.s3-fips.us-gov-west-1.amazonaws.com",
            "us-gov-west-1",
        ),
        (
            |b| b.region("eu-west-1").use_dual_stack(true),
            "bucket.s3.dualstack.eu-west-1.amazonaws.com",
            "eu-west-1",
        ),
        (
            |b| b.region("eu-west-1").s3_use_accelerate(true),
            "bucket.s3-accelerate.amazonaws.com",
            "eu-west-1",
        ),
    ] {
        let expected = to(&format!("https://{host}/"), &format!("{region}/s3"));
        assert_eq!(call!(set, s3, OBJECTS), expected);
    }
}

#[tokio::test]
async fn s3_takes_arns_for_buckets() {
    let virginia = |builder: ConfigBuilder| builder.region("us-east-1");
    let found = call!(virginia, s3, |c| {
        c.list_objects_v2("arn:aws:s3:us-west-2:123456789012:accesspoint:mine")
    });
    let host = "mine-123456789012.s3-accesspoint.us-west-2.amazonaws.com";
    assert_eq!(found, to(&format!("https://{host}/"), "us-west-2/s3"));
    let found = call!(virginia, s3, |c| {
        c.list_objects_v2(
            "arn:aws:s3-outposts:us-west-2:123456789012:outpost/op-1/accesspoint/mine",
        )
    });
    let host = "mine-123456789012.op-1.s3-outposts.us-west-2.amazonaws.com";
    assert_eq!(found, to(&format!("https://{host}/"), "us-west-2/s3-outposts"));
    let own = |b: ConfigBuilder| b.region("us-east-1").s3_use_arn_region(false);
    let error = call!(own, s3, |c| {
        c.list_objects_v2("arn:aws:s3:us-west-2:123456789012:accesspoint:mine")
    });
    let error = error.unwrap_err();
    assert!(error.contains("region from ARN `us-west-2` does not match client"), "{error}");
    let error = call!(virginia, s3, |c| c.list_objects_v2("arn:aws:s3:us-west-2:1:nothing:x"));
    assert!(error.unwrap_err().contains("Invalid ARN"));
}

#[tokio::test]
async fn what_s3_signs_in_other_ways_is_refused_or_signed_in_the_ordinary_one() {
    let virginia = |builder: ConfigBuilder| builder.region("us-east-1");
    let found = call!(virginia, s3, |c| c.list_objects_v2("mine--use1-az4--x-s3"));
    let host = "mine--use1-az4--x-s3.s3express-use1-az4.us-east-1.amazonaws.com";
    assert_eq!(found, to(&format!("https://{host}/"), "us-east-1/s3express"));
    let several = call!(virginia, s3, |c| {
        c.list_objects_v2("arn:aws:s3::123456789012:accesspoint:mfzwi23gnjvgw.mrap")
    });
    assert_eq!(
        several.unwrap_err(),
        "s3 ListObjectsV2: requests to this endpoint are signed with sigv4a, \
         but only sigv4 is supported"
    );
}

#[tokio::test]
async fn endpoints_that_are_set_by_hand_have_the_bucket_in_the_path() {
    let local = |b: ConfigBuilder| b.region("us-east-1").endpoint_url("http://localhost:5000");
    assert_eq!(call!(local, s3, OBJECTS), to("http://localhost:5000/bucket", "us-east-1/s3"));
    assert_eq!(
        call!(local, s3, |c| c.list_buckets()),
        to("http://localhost:5000/", "us-east-1/s3")
    );
    let below = |b: ConfigBuilder| b.region("eu-west-1").endpoint_url("https://x.example/y/");
    let found = call!(below, s3, |c| c.head_object("bucket", "a/b"));
    assert_eq!(found, to("https://x.example/y/bucket/a/b", "eu-west-1/s3"));
    let hosts = |b: ConfigBuilder| {
        b.region("eu-west-1").endpoint_url("https://x.example").s3_addressing(S3Addressing::Virtual)
    };
    assert_eq!(call!(hosts, s3, OBJECTS), to("https://bucket.x.example/", "eu-west-1/s3"));
    let found = call!(local, iam, |c| c.list_users());
    assert_eq!(found, to("http://localhost:5000/", "us-east-1/iam"));
    let fips = |b: ConfigBuilder| {
        b.region("us-east-1").endpoint_url("http://localhost:5000").use_fips(true)
    };
    assert_eq!(call!(fips, s3, OBJECTS), to("http://localhost:5000/bucket", "us-east-1/s3"));
}

#[tokio::test]
async fn accounts_become_part_of_hosts() {
    let own = |b: ConfigBuilder| b.region("us-east-1").account_id("123456789012");
    let found = call!(own, dynamodb, |c| c.scan("t"));
    let expected = "https://123456789012.ddb.us-east-1.amazonaws.com/";
    assert_eq!(found, to(expected, "us-east-1/dynamodb"));
    // The account of an ARN goes before the client's own.
    let found = call!(own, dynamodb, |c| c.scan("arn:aws:dynamodb:us-east-1:999999999999:table/t"));
    let expected = "https://999999999999.ddb.us-east-1.amazonaws.com/";
    assert_eq!(found, to(expected, "us-east-1/dynamodb"));
    let several = call!(own, dynamodb, |c| {
        let no_keys: Vec<maitred::Map<aws::dynamodb::types::AttributeValue>> = Vec::new();
        let keys = aws::dynamodb::types::KeysAndAttributes::new(no_keys);
        let table = "arn:aws:dynamodb:us-east-1:888888888888:table/t".to_owned();
        c.batch_get_item([(table, keys)])
    });
    let expected = "https://888888888888.ddb.us-east-1.amazonaws.com/";
    assert_eq!(several, to(expected, "us-east-1/dynamodb"));
    let without = |b: ConfigBuilder| {
        b.region("us-east-1")
            .account_id("123456789012")
            .account_id_endpoint_mode(AccountIdEndpointMode::Disabled)
    };
    let expected = to("https://dynamodb.us-east-1.amazonaws.com/", "us-east-1/dynamodb");
    assert_eq!(call!(without, dynamodb, |c| c.scan("t")), expected);
    let required = |b: ConfigBuilder| {
        b.region("us-east-1").account_id_endpoint_mode(AccountIdEndpointMode::Required)
    };
    let error = call!(required, dynamodb, |c| c.scan("t")).unwrap_err();
    assert!(error.contains("AccountIdEndpointMode is required but no AccountID"), "{error}");
    let found = call!(|b: ConfigBuilder| b.region("us-east-1"), s3control, |c| {
        c.list_access_points("123456789012")
    });
    let expected = "https://123456789012.s3-control.us-east-1.amazonaws.com/v20180820/accesspoint";
    assert_eq!(found, to(expected, "us-east-1/s3"));
}

#[tokio::test]
async fn signatures_that_are_none_or_not_supported() {
    let (kept, config) = config(|builder| builder.region("eu-west-1"));
    let client = aws::sts::Client::new(&config);
    let call = client.assume_role_with_web_identity("arn:aws:iam::1:role/r", "name", "token");
    let _ = call.send().await;
    let request = kept.take().0.unwrap();
    assert_eq!(request.uri(), "https://sts.eu-west-1.amazonaws.com/");
    assert!(request.headers().get("authorization").is_none());
    let set = |builder: ConfigBuilder| builder.region("us-west-2");
    assert_eq!(
        call!(set, codecatalyst, |c| c.list_spaces()).unwrap_err(),
        "codecatalyst ListSpaces: requests to codecatalyst carry a bearer token, and there is none: \
         set AWS_BEARER_TOKEN_CODECATALYST, or `bearer_token` in code"
    );
    let (kept, config) = self::config(|builder| builder.region("us-west-2").bearer_token("abc"));
    let _ = aws::codecatalyst::Client::new(&config).list_spaces().send().await;
    let request = kept.take().0.unwrap();
    assert_eq!(request.headers()["authorization"], "Bearer abc");
    assert!(request.headers().get("x-amz-content-sha256").is_none());
    let several = call!(set, events, |c| {
        let entries: Vec<aws::events::types::PutEventsRequestEntry> = Vec::new();
        c.put_events(entries).endpoint_id("abc123.456def")
    });
    assert!(several.unwrap_err().contains("signed with sigv4a, but only sigv4"));
}

#[tokio::test]
async fn the_region_of_a_signature_is_that_of_the_endpoint_and_arns_in_paths_are_escaped() {
    let set = |builder: ConfigBuilder| builder.region("us-east-1");
    let found = call!(set, lambda, |c| {
        c.list_versions_by_function("arn:aws:lambda:us-east-1:123456789012:function:x")
    });
    let escaped = "arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Ax";
    let url =
        format!("https://lambda.us-east-1.amazonaws.com/2015-03-31/functions/{escaped}/versions");
    assert_eq!(found, to(&url, "us-east-1/lambda"));
}
