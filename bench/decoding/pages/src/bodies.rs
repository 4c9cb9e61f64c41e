//! Pages of a thousand items, as the services write them.

use std::fmt::Write;

pub const ITEMS: usize = 1000;

/// DescribeSnapshots: indented, with what nearly every snapshot has.
pub fn snapshots() -> String {
    let mut body = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <DescribeSnapshotsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">\n    \
         <requestId>7ae9f9e1-1d41-4c1c-a7b4-d6c2e5c0f7a1</requestId>\n    <snapshotSet>\n",
    );
    (0..ITEMS).for_each(|number| snapshot(&mut body, number));
    body.push_str(
        "    </snapshotSet>\n    <nextToken>bmV4dA==</nextToken>\n</DescribeSnapshotsResponse>",
    );
    body
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

/// Scan: items of nine attributes of all common types.
pub fn items() -> String {
    let mut body = String::from("{\"Count\":1000,\"Items\":[");
    for number in 0..ITEMS {
        body.push_str(if number == 0 { "" } else { "," });
        item(&mut body, number);
    }
    body.push_str("],\"LastEvaluatedKey\":{\"customer\":{\"S\":\"last\"}},\"ScannedCount\":1000}");
    body
}

fn item(body: &mut String, number: usize) {
    let _ = write!(
        body,
        r#"{{"customer":{{"S":"customer-{number:06}"}},"order":{{"S":"2024-05-17#{:012}"}},"#,
        number * 7919,
    );
    let _ = write!(
        body,
        r#""total":{{"N":"{}.95"}},"count":{{"N":"{}"}},"paid":{{"BOOL":{}}},"gift":{{"NULL":true}},"#,
        number * 3,
        number % 9,
        number.is_multiple_of(2),
    );
    let _ = write!(
        body,
        r#""labels":{{"SS":["new","express"]}},"note":{{"S":"left at the \"front\" door"}},"address":{{"M":{{"#,
    );
    let _ = write!(
        body,
        r#""street":{{"S":"Main Street {number}"}},"city":{{"S":"Springfield"}},"codes":{{"L":[{{"N":"1"}},{{"S":"b"}}]}}}}}}}}"#,
    );
}
