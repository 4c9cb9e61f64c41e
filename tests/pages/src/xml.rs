//! EC2's snapshots and S3's objects.

use std::fmt::Write;

use super::Listing;

/// DescribeSnapshots: indented, with what nearly every snapshot has.
pub fn snapshots(items: usize) -> Listing {
    let mut body = String::new();
    (0..items).for_each(|number| snapshot(&mut body, number));
    let start: &[u8] = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <DescribeSnapshotsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">\n    \
        <requestId>7ae9f9e1-1d41-4c1c-a7b4-d6c2e5c0f7a1</requestId>\n    <snapshotSet>\n";
    Listing {
        content_type: "text/xml;charset=UTF-8",
        start: [start, start],
        items: body.into_bytes(),
        token: [b"    </snapshotSet>\n    <nextToken>", b"</nextToken>\n"],
        no_token: b"    </snapshotSet>\n",
        end: b"</DescribeSnapshotsResponse>",
    }
}

fn snapshot(body: &mut String, number: usize) {
    let id = format!("{:017x}", number * 0x9e37_79b9);
    let minute = number % 60;
    let lines = [
        format!("<snapshotId>snap-{id}</snapshotId>"),
        format!("<volumeId>vol-{id}</volumeId>"),
        "<status>completed</status>".to_owned(),
        format!("<startTime>2024-05-17T08:{minute:02}:31.482Z</startTime>"),
        format!("<completionTime>2024-05-17T09:{minute:02}:02.017Z</completionTime>"),
        "<progress>100%</progress>".to_owned(),
        "<ownerId>123456789012</ownerId>".to_owned(),
        format!("<volumeSize>{}</volumeSize>", 8 + number % 500),
        format!("<description>Created by CreateImage(i-{id}) for ami-{id}</description>"),
        format!("<encrypted>{}</encrypted>", number.is_multiple_of(2)),
        "<storageTier>standard</storageTier>".to_owned(),
        "<transferType>standard</transferType>".to_owned(),
        format!("<fullSnapshotSizeInBytes>{}</fullSnapshotSizeInBytes>", number * 1_048_576),
        "<tagSet>".to_owned(),
        format!("<item><key>Name</key><value>backup &amp; restore {number}</value></item>"),
        "<item><key>team</key><value>storage</value></item>".to_owned(),
        "</tagSet>".to_owned(),
    ];
    body.push_str("        <item>\n");
    for line in lines {
        let _ = writeln!(body, "            {line}");
    }
    body.push_str("        </item>\n");
}

/// ListObjectsV2: on one line, as S3 writes it.
pub fn objects(items: usize) -> Listing {
    let mut body = String::new();
    (0..items).for_each(|number| object(&mut body, number));
    let start: &[u8] = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
        <Name>bucket</Name><Prefix></Prefix><KeyCount>1000</KeyCount><MaxKeys>1000</MaxKeys>\
        <EncodingType>url</EncodingType>";
    Listing {
        content_type: "application/xml",
        start: [start, start],
        items: body.into_bytes(),
        token: [
            b"<IsTruncated>true</IsTruncated><NextContinuationToken>",
            b"</NextContinuationToken>",
        ],
        no_token: b"<IsTruncated>false</IsTruncated>",
        end: b"</ListBucketResult>",
    }
}

fn object(body: &mut String, number: usize) {
    let _ = write!(
        body,
        "<Contents><Key>logs/2024/05/17/part-{number:06}.parquet</Key>\
         <LastModified>2024-05-17T08:{:02}:31.000Z</LastModified>\
         <ETag>&quot;{:032x}&quot;</ETag><Size>{}</Size>\
         <StorageClass>STANDARD</StorageClass></Contents>",
        number % 60,
        number * 0x9e37_79b9,
        number * 4096,
    );
}
