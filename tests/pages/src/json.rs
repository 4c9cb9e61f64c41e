//! DynamoDB's items, and its descriptions of tables.

use std::fmt::Write;

use super::Listing;

/// Scan: items of nine attributes of all common types.
pub fn items(items: usize) -> Listing {
    let mut body = String::new();
    for number in 0..items {
        body.push_str(if number == 0 { "" } else { "," });
        item(&mut body, number);
    }
    let _ = write!(body, "],\"Count\":{items},\"ScannedCount\":{items}");
    Listing {
        content_type: "application/x-amz-json-1.0",
        start: [b"{\"Items\":[", b"{\"Items\":["],
        items: body.into_bytes(),
        token: [b",\"LastEvaluatedKey\":{\"customer\":{\"S\":\"", b"\"}}"],
        no_token: b"",
        end: b"}",
    }
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

/// DescribeTable, of a table without indexes.
pub fn table(status: &str) -> String {
    format!(
        r#"{{"Table":{{"TableName":"orders","TableStatus":"{status}","ItemCount":1,"KeySchema":[{{"AttributeName":"id","KeyType":"HASH"}}]}}}}"#
    )
}
