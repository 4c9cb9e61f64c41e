//! S3: versions, uploads in parts, parts, and buckets: markers of two texts, and of a number.

use serde_json::{Value, json};

use crate::aws::s3::types::{
    Bucket, BucketVersioningStatus, CompletedMultipartUpload, CompletedPart, DeleteMarkerEntry,
    MultipartUpload, ObjectVersion, Part, Tag, Tagging, VersioningConfiguration,
};
use crate::aws::s3::{Client, operation};
use crate::calls::{Call, same_request};
use crate::checks::Failure;
use crate::listing::{Listing, ours};
use crate::s3::{KEYS, put};
use crate::thorough::thorough;
use crate::views::{self, word};
use crate::world::World;

const BUCKET: &str = "versions";

pub(crate) async fn run(world: &mut World) -> Result<(), Failure> {
    let client = Client::new(&world.config);
    for number in 0..7 {
        client.create_bucket(format!("bucket-{number}")).send().await?;
    }
    client.create_bucket(BUCKET).send().await?;
    let status = VersioningConfiguration::new().status(BucketVersioningStatus::Enabled);
    let call = Call {
        service: "s3",
        operation: "put_bucket_versioning",
        arguments: json!({ "Bucket": BUCKET, "VersioningConfiguration": { "Status": "Enabled" } }),
    };
    let enable = client.put_bucket_versioning(BUCKET, status).send();
    same_request(world, "enabled", call, enable).await?;
    thorough(world, &buckets(&client), Some(3)).await?;
    versions(world, &client).await?;
    uploads(world, &client).await?;
    parts(world, &client).await?;
    tags(world, &client).await
}

fn buckets(client: &Client) -> Listing {
    let view = |bucket: &Bucket| {
        json!([bucket.name, views::time(bucket.creation_date), bucket.bucket_region])
    };
    let ours = ours!(client.list_buckets(), items, |page| page.buckets(), view);
    Listing::new(
        "s3",
        "list_buckets",
        json!({}),
        "Buckets[].[Name, CreationDate, BucketRegion]",
        ours,
    )
}

/// Every key in two versions, some of them deleted after that.
async fn versions(world: &mut World, client: &Client) -> Result<(), Failure> {
    for key in KEYS.iter().chain(&KEYS) {
        put(world, BUCKET, key)?;
    }
    for key in ["a b", "dir/x", "été/ü", "a%20b"] {
        client.delete_object(BUCKET, key).send().await?;
    }
    let plain = versions_of(client, json!({}), |request| request);
    thorough(world, &plain, Some(5)).await?;
    let dir = versions_of(client, json!({ "Prefix": "dir/" }), |request| request.prefix("dir/"));
    thorough(world, &dir, Some(2)).await?;
    let slash = json!({ "Delimiter": "/" });
    let split = versions_of(client, slash, |request| request.delimiter("/"));
    split.whole(world, &[None, Some(8)]).await?;
    split.limited(world, Some(8), &[1, 9]).await
}

const VERSIONS: &str = "Versions[].[Key, VersionId, IsLatest, Size, ETag, LastModified]";

fn versions_of(
    client: &Client,
    mut arguments: Value,
    set: impl Fn(operation::ListObjectVersions) -> operation::ListObjectVersions,
) -> Listing {
    let view = |version: &ObjectVersion| {
        let time = views::time(version.last_modified);
        let ObjectVersion { key, version_id, is_latest, size, e_tag, .. } = version;
        json!([key, version_id, is_latest, size, e_tag, time])
    };
    let marker = |marker: &DeleteMarkerEntry| {
        json!([marker.key, marker.version_id, marker.is_latest, views::time(marker.last_modified)])
    };
    let request = set(client.list_object_versions(BUCKET));
    let ours = ours!(request, versions, |page| page.versions(), view, {
        let prefixes = page.common_prefixes().iter().map(|prefix| json!(prefix.prefix)).collect();
        vec![page.delete_markers().iter().map(marker).collect(), prefixes]
    });
    arguments["Bucket"] = json!(BUCKET);
    let others = &[
        "DeleteMarkers[].[Key, VersionId, IsLatest, LastModified] || `[]`",
        "CommonPrefixes[].Prefix || `[]`",
    ];
    Listing { others, ..Listing::new("s3", "list_object_versions", arguments, VERSIONS, ours) }
}

async fn uploads(world: &mut World, client: &Client) -> Result<(), Failure> {
    for key in KEYS.iter().take(9).chain(["a b", "a b", "été/ü", "emoji 😀/🎉"].iter()) {
        let arguments = json!({ "Bucket": BUCKET, "Key": key });
        let call = Call { service: "s3", operation: "create_multipart_upload", arguments };
        let create = client.create_multipart_upload(BUCKET, *key).send();
        let (created, _) = same_request(world, &format!("{key:?}"), call, create).await?;
        let what = format!("s3 CreateMultipartUpload, {key:?}: the key comes back");
        world.checks.equal(what, created.key.as_deref(), Some(*key));
    }
    let view = |upload: &MultipartUpload| {
        let initiator = upload.initiator.as_ref().and_then(|initiator| initiator.id.clone());
        json!([upload.key, upload.upload_id, views::time(upload.initiated), initiator])
    };
    let request = client.list_multipart_uploads(BUCKET);
    let ours = ours!(request, uploads, |page| page.uploads(), view);
    let items = "Uploads[].[Key, UploadId, Initiated, Initiator.ID]";
    let arguments = json!({ "Bucket": BUCKET });
    let listing = Listing::new("s3", "list_multipart_uploads", arguments, items, ours);
    thorough(world, &listing, Some(4)).await
}

/// Parts, copied from objects whose keys stand in a header.
async fn parts(world: &mut World, client: &Client) -> Result<(), Failure> {
    let key = "dir/in parts é";
    let created = client.create_multipart_upload(BUCKET, key).send().await?;
    let id = created.upload_id.ok_or("the upload has no id")?;
    for (number, source) in (1..).zip(["plain", "a b", "dir/x", "dir/y z", "a+b", "q?x#y", "été/ü"])
    {
        put(world, BUCKET, source)?;
        let copied = format!("{BUCKET}/{source}");
        let copy = client.upload_part_copy(BUCKET, &copied, key, number, &id).send();
        let arguments = json!({
            "Bucket": BUCKET, "Key": key, "UploadId": id, "PartNumber": number,
            "CopySource": copied,
        });
        let call = Call { service: "s3", operation: "upload_part_copy", arguments };
        let (copied, answer) = same_request(world, source, call, copy).await?;
        let found = copied.copy_part_result.and_then(|result| result.e_tag);
        let theirs = answer["output"]["CopyPartResult"]["ETag"].as_str();
        let what = format!("s3 UploadPartCopy, {source:?}: same tag as boto3");
        world.checks.equal(what, found.as_deref(), theirs);
    }
    let view = |part: &Part| {
        json!([part.part_number, part.size, part.e_tag, views::time(part.last_modified)])
    };
    let request = client.list_parts(BUCKET, key, &id);
    let ours = ours!(
        request,
        items,
        |page| page.parts(),
        view,
        vec![json!([page.key, page.upload_id, word!(page.storage_class)])]
    );
    let arguments = json!({ "Bucket": BUCKET, "Key": key, "UploadId": id });
    let items = "Parts[].[PartNumber, Size, ETag, LastModified]";
    let others = &["[Key, UploadId, StorageClass]"];
    let listing = Listing::new("s3", "list_parts", arguments, items, ours).others(others);
    thorough(world, &listing, Some(2)).await?;
    complete(world, key, &id).await
}

async fn complete(world: &mut World, key: &str, id: &str) -> Result<(), Failure> {
    let client = Client::new(&world.config);
    let listed = client.list_parts(BUCKET, key, id).send().await?;
    let parts = listed.parts().iter().take(1).map(|part| {
        let number = part.part_number.unwrap_or_default();
        CompletedPart::new().part_number(number).e_tag(part.e_tag.clone().unwrap_or_default())
    });
    let parts: Vec<_> = parts.collect();
    let request = client.complete_multipart_upload(BUCKET, key, id);
    let request = request.multipart_upload(CompletedMultipartUpload::new().parts(parts));
    let done = request.send().await?;
    let what = "s3 CompleteMultipartUpload: bucket and key come back";
    let found = (done.bucket.as_deref(), done.key.as_deref());
    world.checks.equal(what, found, (Some(BUCKET), Some(key)));
    Ok(())
}

/// Tags in an XML body, there and back.
async fn tags(world: &mut World, client: &Client) -> Result<(), Failure> {
    for key in ["plain", "dir/é", "q?x#y"] {
        let tagging = Tagging::new([Tag::new("a b=@", "x/y+z"), Tag::new("b", "1")]);
        let set = json!([{ "Key": "a b=@", "Value": "x/y+z" }, { "Key": "b", "Value": "1" }]);
        let arguments = json!({ "Bucket": BUCKET, "Key": key, "Tagging": { "TagSet": set } });
        let call = Call { service: "s3", operation: "put_object_tagging", arguments };
        let put = client.put_object_tagging(BUCKET, key, tagging).send();
        same_request(world, key, call, put).await?;
        let tags = client.get_object_tagging(BUCKET, key).send().await?;
        let found = tags.tag_set().iter().map(|tag| json!({ "Key": tag.key, "Value": tag.value }));
        let what = format!("s3 GetObjectTagging of {key:?}: the tags come back");
        world.checks.equal(what, found.collect::<Value>(), set);
    }
    Ok(())
}
