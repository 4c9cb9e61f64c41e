//! Structures for what only XML and the query protocol have: named elements, attributes, namespaces.

use bytes::Bytes;

use crate::call::{OperationSpec, Service};
use crate::shape::{
    Location, Map, Member, Namespace, Schema, Slot, Structure, Value, read_structure,
    write_structure,
};
use crate::wire::{Malformed, QUERY, REST_XML, Reader, Writer};

/// A structure of optional fields with its table.
macro_rules! structure {
    ($(#[$docs:meta])* $name:ident $schema:path { $($index:literal $field:ident: $type:ty),* $(,)? }) => {
        $(#[$docs])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub(crate) struct $name {
            $(pub(crate) $field: Option<$type>,)*
        }

        impl Structure for $name {
            fn schema(&self) -> &'static Schema {
                &$schema
            }

            fn member(&self, index: usize) -> Option<&dyn Slot> {
                match index {
                    $($index => Some(&self.$field),)*
                    _ => None,
                }
            }

            fn member_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
                match index {
                    $($index => Some(&mut self.$field),)*
                    _ => None,
                }
            }
        }

        impl Value for $name {
            fn read(reader: &mut dyn Reader, _: &Member) -> Result<Option<Self>, Malformed> {
                read_structure(reader)
            }

            fn write(&self, writer: &mut dyn Writer, _: &Member) {
                write_structure(writer, self);
            }
        }
    };
}

pub(crate) use structure;

structure! {
    /// Lists and a map whose elements have names.
    Attributes ATTRIBUTES {
        0 own: Vec<String>,
        1 both: Vec<String>,
        2 nested: Vec<String>,
        3 map: Map<String>,
    }
}

static ATTRIBUTES: Schema = Schema::new(
    "Attributes",
    &[
        Member::new("Attributes", "Attributes", "own")
            .of(&[Member::element("Attribute")])
            .flattened(),
        Member::new("Both", "Given", "both").of(&[Member::element("Attribute")]).flattened(),
        Member::new("Nested", "Nested", "nested").of(&[Member::element("Item")]),
        Member::new("Map", "Map", "map")
            .of(&[Member::element("K"), Member::element("V")])
            .flattened(),
    ],
);

structure! {
    /// A structure with an attribute, as S3 has it.
    Grantee GRANTEE { 0 id: String, 1 kind: String, 2 level: i32 }
}

static INSTANCE: Namespace =
    Namespace { prefix: "xsi", uri: "http://www.w3.org/2001/XMLSchema-instance" };
static DOCUMENT: Namespace = Namespace { prefix: "", uri: "http://s3.example.com/doc/" };
static OTHER: Namespace = Namespace { prefix: "", uri: "http://other.example.com/?a&b" };

static GRANTEE: Schema = Schema::new(
    "Grantee",
    &[
        Member::new("ID", "ID", "id"),
        Member::new("Type", "xsi:type", "kind").attribute(),
        Member::new("Level", "level", "level").attribute(),
    ],
);

structure! {
    /// A structure with lists and a map in namespaces.
    Policy POLICY {
        0 owner: String,
        1 grantees: Vec<Grantee>,
        2 flat: Vec<Grantee>,
        3 tags: Map<String>,
        4 flat_tags: Map<Vec<i32>>,
    }
}

static POLICY: Schema = Schema::new(
    "AccessControlPolicy",
    &[
        Member::new("Owner", "Owner", "owner").namespace(&OTHER),
        Member::new("Grantees", "AccessControlList", "grantees")
            .namespace(&OTHER)
            .of(&[Member::element("Grant").namespace(&INSTANCE)]),
        Member::new("Flat", "Flat", "flat")
            .of(&[Member::element("member").namespace(&INSTANCE)])
            .flattened(),
        Member::new("Tags", "Tags", "tags")
            .namespace(&OTHER)
            .of(&[Member::element("K").namespace(&DOCUMENT), Member::element("value")]),
        Member::new("FlatTags", "FlatTag", "flat_tags")
            .of(&[Member::element("key"), Member::element("V").of(&[Member::element("member")])])
            .flattened(),
    ],
);

structure! {
    /// An input with a payload, which is also an output.
    PutAcl PUT_ACL_INPUT { 0 bucket: String, 1 policy: Policy }
}

static PUT_ACL_INPUT: Schema = Schema::new(
    "PutAclInput",
    &[
        Member::new("Bucket", "Bucket", "bucket").at(Location::Uri),
        Member::new("Policy", "AccessControlPolicy", "policy").namespace(&DOCUMENT),
    ],
)
.payload(1);

structure! {
    /// An input whose body is made of members.
    Create CREATE_INPUT { 0 id: String, 1 name: String, 2 caller: String }
}

static CREATE_INPUT: Schema = Schema::new(
    "CreateInput",
    &[
        Member::new("Id", "x-id", "id").at(Location::Header),
        Member::new("Name", "Name", "name"),
        Member::new("Caller", "Caller", "caller"),
    ],
);

structure! {
    /// An input of a listing.
    ListInput LIST_INPUT { 0 bucket: String, 1 prefix: String, 2 encoding: String }
}

static LIST_INPUT: Schema = Schema::new(
    "ListObjectsV2Request",
    &[
        Member::new("Bucket", "Bucket", "bucket").at(Location::Uri),
        Member::new("Prefix", "prefix", "prefix").at(Location::Query),
        Member::new("EncodingType", "encoding-type", "encoding").at(Location::Query),
    ],
);

structure! {
    /// An output of a listing.
    Listing LISTING {
        0 contents: Vec<Object>,
        1 prefixes: Vec<Prefix>,
        2 delimiter: String,
        3 prefix: String,
        4 encoding: String,
        5 token: String,
        6 charged: String,
    }
}

structure! {
    /// An object in a listing.
    Object OBJECT { 0 key: String, 1 size: i64, 2 etag: String }
}

structure! {
    /// A prefix in a listing.
    Prefix PREFIX { 0 prefix: String }
}

static LISTING: Schema = Schema::new(
    "ListObjectsV2Output",
    &[
        Member::new("Contents", "Contents", "contents")
            .of(&[Member::element("member")])
            .flattened(),
        Member::new("CommonPrefixes", "CommonPrefixes", "prefixes")
            .of(&[Member::element("member")])
            .flattened(),
        Member::new("Delimiter", "Delimiter", "delimiter"),
        Member::new("Prefix", "Prefix", "prefix"),
        Member::new("EncodingType", "EncodingType", "encoding"),
        Member::new("NextContinuationToken", "NextContinuationToken", "token"),
        Member::new("RequestCharged", "x-amz-request-charged", "charged").at(Location::Header),
    ],
);

static OBJECT: Schema = Schema::new(
    "Object",
    &[
        Member::new("Key", "Key", "key"),
        Member::new("Size", "Size", "size"),
        Member::new("ETag", "ETag", "etag"),
    ],
);

static PREFIX: Schema = Schema::new("CommonPrefix", &[Member::new("Prefix", "Prefix", "prefix")]);

structure! {
    /// An output whose only member is the root.
    Place PLACE { 0 constraint: String }
}

static PLACE: Schema = Schema::new(
    "GetBucketLocationOutput",
    &[Member::new("LocationConstraint", "LocationConstraint", "constraint")],
);

structure! {
    /// An output that is the caller's data.
    Body BODY { 0 etag: String, 1 expires: crate::shape::Timestamp, 2 body: Bytes }
}

static BODY: Schema = Schema::new(
    "GetObjectOutput",
    &[
        Member::new("ETag", "ETag", "etag").at(Location::Header),
        Member::new("Expires", "Expires", "expires")
            .at(Location::Header)
            .timestamp(crate::shape::TimestampFormat::Rfc822),
        Member::new("Body", "Body", "body"),
    ],
)
.payload(2);

static S3: Service = Service::new("s3", "S3", "2006-03-01", "s3", &REST_XML);
static ROUTE53: Service = Service::new("route53", "Route 53", "2013-04-01", "route53", &REST_XML);
static IAM: Service = Service::new("iam", "IAM", "2010-05-08", "iam", &QUERY);

pub(crate) static LIST_OBJECTS: OperationSpec =
    OperationSpec::new(&S3, "ListObjectsV2", "GET", "/{Bucket}?list-type=2");
pub(crate) static LIST_UPLOADS: OperationSpec =
    OperationSpec::new(&S3, "ListMultipartUploads", "GET", "/{Bucket}?uploads");
pub(crate) static GET_LOCATION: OperationSpec =
    OperationSpec::new(&S3, "GetBucketLocation", "GET", "/{Bucket}?location");
pub(crate) static GET_OBJECT: OperationSpec =
    OperationSpec::new(&S3, "GetObject", "GET", "/{Bucket}/{Key+}").raw_output();
pub(crate) static PUT_ACL: OperationSpec =
    OperationSpec::new(&S3, "PutBucketAcl", "PUT", "/{Bucket}?acl").without_output();
pub(crate) static CREATE: OperationSpec =
    OperationSpec::new(&ROUTE53, "CreateHostedZone", "POST", "/2013-04-01/hostedzone")
        .input_root("CreateHostedZoneRequest", Some(&DOCUMENT));
pub(crate) static LIST_ZONES: OperationSpec =
    OperationSpec::new(&ROUTE53, "ListHostedZones", "GET", "/2013-04-01/hostedzone");
pub(crate) static LIST_USERS: OperationSpec =
    OperationSpec::new(&IAM, "ListUsers", "POST", "/?ignored=1").result_wrapper("ListUsersResult");
pub(crate) static LIST_DIRECTLY: OperationSpec =
    OperationSpec::new(&IAM, "ListDirectly", "POST", "/");
pub(crate) static DELETE_USER: OperationSpec =
    OperationSpec::new(&IAM, "DeleteUser", "POST", "/").without_output();
