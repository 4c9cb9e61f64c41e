use bytes::Bytes;

use super::*;
use crate::call::Service;
use crate::call::tokens::WithTokens;
use crate::shape::{Fields, Location, Member, Slot};
use crate::wire::REST_JSON;

static ROUTE_53: Service = Service::new("route53", "Route 53", "2013-04-01", "route53", &REST_JSON);
static S3: Service = Service::new("s3", "S3", "2006-03-01", "s3", &REST_JSON);
static GLACIER: Service = Service::new("glacier", "Glacier", "2012-06-01", "glacier", &REST_JSON);
static GATEWAY: Service =
    Service::new("apigateway", "API Gateway", "2015-07-09", "apigateway", &REST_JSON);
static OTHER: Service = Service::new("other", "Other", "2020-01-01", "other", &REST_JSON);

const fn operation(service: &'static Service) -> OperationSpec {
    OperationSpec::new(service, "Get", "GET", "/{Id}")
}

static SCHEMA: Schema = Schema::new(
    "GetRequest",
    &[
        Member::new("Id", "Id", "id").at(Location::Uri),
        Member::new("Name", "Name", "name").at(Location::Query),
        Member::new("HostedZoneId", "id", "hosted_zone_id").at(Location::Query),
        Member::new("CopySource", "x-amz-copy-source", "copy_source").at(Location::Header),
    ],
);

#[derive(Debug, Default)]
struct Get([Option<String>; 4]);

impl Structure for Get {
    fn schema(&self) -> &'static Schema {
        &SCHEMA
    }

    fn member(&self, index: usize) -> Option<&dyn Slot> {
        self.0.get(index).map(|slot| slot as &dyn Slot)
    }

    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        self.0.get_mut(index).map(|slot| slot as &mut dyn Slot)
    }
}

fn path(service: &'static Service, id: &str, zone: Option<&str>) -> String {
    let zone = zone.map(str::to_owned);
    let input = Get([Some(id.to_owned()), Some("/a/b".to_owned()), zone, None]);
    let operation = operation(service);
    let fields = WithTokens::new(&operation, &input);
    assert_eq!(fields.schema().name, "GetRequest");
    service.protocol.encode(&operation, &fields).unwrap().path_and_query
}

#[test]
fn ids_of_route_53_are_sent_without_what_is_before_them() {
    let cases = [
        ("/hostedzone/Z1", Some("/hostedzone/Z2"), "/Z1?Name=%2Fa%2Fb&id=Z2"),
        ("/change/C1", None, "/C1?Name=%2Fa%2Fb"),
        ("Z1", Some("Z2"), "/Z1?Name=%2Fa%2Fb&id=Z2"),
    ];
    for (id, zone, expected) in cases {
        assert_eq!(path(&ROUTE_53, id, zone), expected);
    }
    assert_eq!(path(&OTHER, "/a/1", None), "/%2Fa%2F1?Name=%2Fa%2Fb");
}

#[test]
fn a_copy_source_of_s3_is_encoded_up_to_its_version() {
    let cases = [
        ("bucket/key", "bucket/key"),
        ("bucket/dir/a b+é%20", "bucket/dir/a%20b%2B%C3%A9%2520"),
        ("bucket/a b?versionId=v+1", "bucket/a%20b?versionId=v+1"),
        ("bucket/a?b", "bucket/a%3Fb"),
    ];
    for (source, expected) in cases {
        let input = Get([Some("id".to_owned()), None, None, Some(source.to_owned())]);
        let operation = operation(&S3);
        let fields = WithTokens::new(&operation, &input);
        let request = S3.protocol.encode(&operation, &fields).unwrap();
        let found = request.headers.iter().find(|(name, _)| name == "x-amz-copy-source");
        assert_eq!(found.unwrap().1, expected, "{source}");
    }
}

static OF_BUCKET: Schema = Schema::new(
    "HeadObjectRequest",
    &[
        Member::new("Bucket", "Bucket", "bucket").at(Location::Uri),
        Member::new("Key", "Key", "key").at(Location::Uri),
    ],
);

#[derive(Debug, Default)]
struct Head([Option<String>; 2]);

impl Structure for Head {
    fn schema(&self) -> &'static Schema {
        &OF_BUCKET
    }

    fn member(&self, index: usize) -> Option<&dyn Slot> {
        self.0.get(index).map(|slot| slot as &dyn Slot)
    }

    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        self.0.get_mut(index).map(|slot| slot as &mut dyn Slot)
    }
}

fn checked(service: &'static Service, bucket: Option<&str>) -> Result<(), String> {
    let input = Head([bucket.map(str::to_owned), Some("key".to_owned())]);
    let operation = operation(service);
    check(&operation, &WithTokens::new(&operation, &input))
}

#[test]
fn a_bucket_that_is_none_makes_no_request() {
    let long = "b".repeat(256);
    for bucket in ["my.bucket-1", "Old_Bucket", &long[1..], "arn:aws:s3:eu-west-1:1:accesspoint/a"]
    {
        assert_eq!(checked(&S3, Some(bucket)), Ok(()), "{bucket}");
    }
    for bucket in ["", ".", "..", "b/c", "b/../c", "b c", "b?c", "b#c", "é", "b%2Fc", &long] {
        let error = checked(&S3, Some(bucket)).unwrap_err();
        assert!(error.starts_with("Bucket: expected a name of at most 255 letters"), "{error}");
        assert_eq!(checked(&OTHER, Some(bucket)), Ok(()), "{bucket}");
    }
    assert!(checked(&S3, None).unwrap_err().ends_with(", found nothing"));
    assert!(checked(&S3, Some("")).unwrap_err().ends_with(", found an empty text"));
}

#[test]
fn some_services_need_a_header() {
    let cases = [
        (&GLACIER, Some(("x-amz-glacier-version", "2012-06-01"))),
        (&GATEWAY, Some(("accept", "application/json"))),
        (&OTHER, None),
    ];
    for (service, expected) in cases {
        let mut request = EncodedRequest {
            method: http::Method::GET,
            path_and_query: "/".to_owned(),
            headers: Vec::new(),
            body: Bytes::new(),
        };
        add_headers(&operation(service), &mut request);
        let added =
            request.headers.iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap()));
        assert_eq!(added.collect::<Vec<_>>(), expected.into_iter().collect::<Vec<_>>());
        add_headers(&operation(service), &mut request);
        assert_eq!(request.headers.len(), usize::from(expected.is_some()), "only once");
    }
}
