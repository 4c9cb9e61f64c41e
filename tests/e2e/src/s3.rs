//! S3: keys of every kind, listed in both versions, and waited for by statuses.

use maitred::Config;
use serde_json::{Value, json};

use crate::aws::s3::types::{Delete, EncodingType, Object, ObjectIdentifier};
use crate::aws::s3::{Client, operation};
use crate::calls::{Call, same_request};
use crate::checks::Failure;
use crate::errors::{Refused, compare as compare_errors, failed};
use crate::front::Step;
use crate::listing::{Listing, ours};
use crate::thorough::thorough;
use crate::views;
use crate::waiting::{Scene, Waiter, compare};
use crate::world::World;

pub(crate) const BUCKET: &str = "keys";

/// Keys that are hard to write in paths, in queries, in XML or in all of them.
pub(crate) const KEYS: [&str; 26] = [
    "plain",
    "a b",
    "a+b",
    "a%b",
    "a%20b",
    "a%2Fb",
    "a&b=c",
    "q?x#y",
    "~tilde-._",
    "!*'()",
    "\"quoted\" and it's",
    "<tag>&amp;",
    "back\\slash",
    "tab\there",
    "colon:semi;at@comma,$",
    "{braces}[brackets]^|`",
    "dir/x",
    "dir/y z",
    "dir/é",
    "dir/sub/z",
    "dir/sub/😀",
    "été/ü",
    "e\u{301}te\u{301}",
    "emoji 😀/🎉",
    "日本語/キー",
    "trail/",
];

/// A key that moto's server cannot route.
const NEW_LINE: &str = "line\nbreak";

pub(crate) async fn run(world: &mut World) -> Result<(), Failure> {
    let client = Client::new(&world.config);
    client.create_bucket(BUCKET).send().await?;
    for key in keys(world) {
        put(world, BUCKET, key)?;
    }
    requests(world, &client).await?;
    let listings = [
        v2(&client, json!({}), |request| request),
        v2(&client, json!({ "Prefix": "dir/" }), |request| request.prefix("dir/")),
        v2(&client, json!({ "Prefix": "a", "FetchOwner": true }), |request| {
            request.prefix("a").fetch_owner(true)
        }),
        v2(&client, json!({ "EncodingType": "url" }), |request| {
            request.encoding_type(EncodingType::Url)
        }),
        v1(&client, json!({}), |request| request),
        v1(&client, json!({ "Prefix": "dir/" }), |request| request.prefix("dir/")),
    ];
    for listing in listings {
        thorough(world, &listing, Some(3)).await?;
    }
    with_prefixes(world, &client).await?;
    wait_for_buckets(world, &client).await?;
    wait_for_objects(world, &client).await?;
    errors(world, &client).await
}

fn keys(world: &World) -> impl Iterator<Item = &'static str> + use<> {
    let routed = (world.server.name != "moto").then_some(NEW_LINE);
    KEYS.into_iter().chain(routed)
}

/// Writes an object; its body is its key.
pub(crate) fn put(world: &mut World, bucket: &str, key: &str) -> Result<(), Failure> {
    let body = views::bytes(&bytes::Bytes::copy_from_slice(key.as_bytes()));
    let arguments = json!({ "Bucket": bucket, "Key": key, "Body": body });
    world.boto.call("s3", "put_object", arguments).map(drop)
}

/// Keys in paths, in headers and in bodies.
async fn requests(world: &mut World, client: &Client) -> Result<(), Failure> {
    for key in keys(world) {
        let call = |operation, arguments| Call { service: "s3", operation, arguments };
        let arguments = json!({ "Bucket": BUCKET, "Key": key });
        let what = format!("key {key:?}");
        let head = client.head_object(BUCKET, key).send();
        let (head, answer) =
            same_request(world, &what, call("head_object", arguments.clone()), head).await?;
        let found = json!([head.content_length, head.e_tag, head.content_type]);
        let theirs = &answer["output"];
        let theirs = json!([theirs["ContentLength"], theirs["ETag"], theirs["ContentType"]]);
        world.checks.equal(format!("s3 HeadObject, {what}: same output as boto3"), found, theirs);
    }
    for key in ["plain", "a b", "dir/é", "a+b"] {
        let gone = [ObjectIdentifier::new(format!("no {key}")), ObjectIdentifier::new("<&>")];
        let arguments = json!({
            "Bucket": BUCKET,
            "Delete": { "Objects": [{ "Key": format!("no {key}") }, { "Key": "<&>" }] },
        });
        let call = Call { service: "s3", operation: "delete_objects", arguments };
        let delete = client.delete_objects(BUCKET, Delete::new(gone)).send();
        same_request(world, &format!("{key:?}"), call, delete).await?;
    }
    Ok(())
}

fn object(object: &Object) -> Value {
    json!([
        object.key,
        object.size,
        object.e_tag,
        views::time(object.last_modified),
        object.storage_class.as_ref().map(|class| class.as_str()),
        object.owner.as_ref().map(|owner| json!([owner.id, owner.display_name])),
    ])
}

const OBJECTS: &str =
    "Contents[].[Key, Size, ETag, LastModified, StorageClass, Owner && Owner.[ID, DisplayName]]";

fn with_bucket(mut arguments: Value) -> Value {
    arguments["Bucket"] = json!(BUCKET);
    arguments
}

fn v2(
    client: &Client,
    arguments: Value,
    set: impl Fn(operation::ListObjectsV2) -> operation::ListObjectsV2,
) -> Listing {
    let request = set(client.list_objects_v2(BUCKET));
    let ours = ours!(request, contents, |page| page.contents(), object, {
        let prefixes = page.common_prefixes().iter().map(|prefix| json!(prefix.prefix)).collect();
        vec![prefixes, json!([page.prefix, page.delimiter, page.key_count, page.is_truncated])]
    });
    let others = &["CommonPrefixes[].Prefix || `[]`", "[Prefix, Delimiter, KeyCount, IsTruncated]"];
    Listing {
        others,
        ..Listing::new("s3", "list_objects_v2", with_bucket(arguments), OBJECTS, ours)
    }
}

fn v1(
    client: &Client,
    arguments: Value,
    set: impl Fn(operation::ListObjects) -> operation::ListObjects,
) -> Listing {
    let request = set(client.list_objects(BUCKET));
    let ours = ours!(request, contents, |page| page.contents(), object, {
        let prefixes = page.common_prefixes().iter().map(|prefix| json!(prefix.prefix)).collect();
        vec![prefixes, json!([page.prefix, page.delimiter, page.marker, page.next_marker])]
    });
    let others = &["CommonPrefixes[].Prefix || `[]`", "[Prefix, Delimiter, Marker, NextMarker]"];
    Listing { others, ..Listing::new("s3", "list_objects", with_bucket(arguments), OBJECTS, ours) }
}

/// With a delimiter: keys and common prefixes on one page. Servers cut such pages in ways of their
/// own, so that only what both sides make of them is compared.
async fn with_prefixes(world: &mut World, client: &Client) -> Result<(), Failure> {
    let slash = json!({ "Delimiter": "/" });
    let below = json!({ "Delimiter": "/", "Prefix": "dir/" });
    let strange = json!({ "Delimiter": "b&", "Prefix": "a" });
    let listings = [
        v2(client, slash.clone(), |request| request.delimiter("/")),
        v2(client, below.clone(), |request| request.delimiter("/").prefix("dir/")),
        v2(client, strange, |request| request.delimiter("b&").prefix("a")),
        v1(client, slash, |request| request.delimiter("/")),
        v1(client, below, |request| request.delimiter("/").prefix("dir/")),
    ];
    for listing in listings {
        listing.whole(world, &[None, Some(8)]).await?;
        listing.limited(world, Some(8), &[1, 2]).await?;
    }
    Ok(())
}

fn waiter(waiter: &'static str, max_attempts: Option<u32>) -> Waiter {
    Waiter { service: "s3", waiter, max_attempts }
}

async fn wait_for_buckets(world: &mut World, client: &Client) -> Result<(), Failure> {
    let exists = waiter("bucket_exists", None);
    let created = |world: &World, name: &'static str| {
        let create = move |config: Config| async move {
            Client::new(&config).create_bucket(name).send().await.map(drop)
        };
        vec![Step::Forward, Step::Forward, world.after(create)]
    };
    let theirs =
        Scene { wait: json!({ "Bucket": "late-one" }), script: created(world, "late-one") };
    let wait = client.head_bucket("late-two").wait_until_bucket_exists();
    let ours = Scene { wait, script: created(world, "late-two") };
    let _ = compare(world, &exists, "created before the third poll", theirs, ours).await?;

    let gone = waiter("bucket_not_exists", None);
    let deleted = |world: &World, name: &'static str| {
        let delete = move |config: Config| async move {
            Client::new(&config).delete_bucket(name).send().await.map(drop)
        };
        vec![Step::Forward, world.after(delete)]
    };
    let theirs =
        Scene { wait: json!({ "Bucket": "late-one" }), script: deleted(world, "late-one") };
    let wait = client.head_bucket("late-two").wait_until_bucket_not_exists();
    let ours = Scene { wait, script: deleted(world, "late-two") };
    let _ = compare(world, &gone, "deleted before the second poll", theirs, ours).await?;

    let theirs = Scene::still(json!({ "Bucket": "never" }));
    let ours = Scene::still(client.head_bucket("never").wait_until_bucket_exists());
    let _ = compare(world, &exists, "never", theirs, ours).await?;
    Ok(())
}

async fn wait_for_objects(world: &mut World, client: &Client) -> Result<(), Failure> {
    for key in ["a b", "dir/é", "a%20b", "emoji 😀/🎉"] {
        let named = json!({ "Bucket": BUCKET, "Key": key });
        let exists = waiter("object_exists", None);
        let ours = Scene::still(client.head_object(BUCKET, key).wait_until_object_exists());
        let what = format!("{key:?} is there");
        let _ = compare(world, &exists, &what, Scene::still(named), ours).await?;

        let away = format!("{key} away");
        let named = json!({ "Bucket": BUCKET, "Key": away });
        let gone = waiter("object_not_exists", None);
        let wait = client.head_object(BUCKET, &away).wait_until_object_not_exists();
        let what = format!("{away:?} is not there");
        let _ = compare(world, &gone, &what, Scene::still(named), Scene::still(wait)).await?;
    }
    let waiter = waiter("object_not_exists", Some(3));
    let wait = client.head_object(BUCKET, "plain").wait_until_object_not_exists();
    let ours = Scene::still(wait.max_attempts(std::num::NonZeroU32::MIN.saturating_add(2)));
    let theirs = Scene::still(json!({ "Bucket": BUCKET, "Key": "plain" }));
    let _ = compare(world, &waiter, "is there, at most 3 polls", theirs, ours).await?;
    Ok(())
}

/// An error in a body, and one without any.
async fn errors(world: &mut World, client: &Client) -> Result<(), Failure> {
    let refused = |operation, arguments| Refused { service: "s3", operation, arguments };
    world.front.begin([]);
    let error = failed(client.list_objects_v2("nowhere").send().await)?;
    let unknown = refused("list_objects_v2", json!({ "Bucket": "nowhere" }));
    compare_errors(world, &unknown, &error)?;
    world.front.begin([]);
    let error = failed(client.head_object(BUCKET, "nothing").send().await)?;
    let unknown = refused("head_object", json!({ "Bucket": BUCKET, "Key": "nothing" }));
    compare_errors(world, &unknown, &error)
}
