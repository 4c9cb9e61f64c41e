//! EventBridge's buses.

use ciborium::Value;

use super::Listing;

/// A map of two entries, and of one; the first is the list.
const START: [&[u8]; 2] = [b"\xa2\x6aEventBuses", b"\xa1\x6aEventBuses"];

/// ListEventBuses: all that a summary of a bus has.
pub fn buses(items: usize) -> Listing {
    let mut list = Vec::new();
    let buses = Value::Array((0..items).map(bus).collect());
    // A vector takes all that is written.
    let _ = ciborium::into_writer(&buses, &mut list);
    Listing {
        content_type: "application/cbor",
        start: START,
        items: list,
        // A text of nine bytes, as every token is.
        token: [b"\x69NextToken\x69", b""],
        no_token: b"",
        end: b"",
    }
}

fn bus(number: usize) -> Value {
    let name = format!("orders-{number:06}");
    let arn = format!("arn:aws:events:us-east-1:123456789012:event-bus/{name}");
    let seconds = |of: usize| Value::Tag(1, Box::new(Value::Float(of as f64 + 0.25)));
    let members = [
        ("Name", Value::Text(name)),
        ("EventBusArn", Value::Text(arn)),
        ("Description", Value::Text(format!("What happens to orders of shop {number}"))),
        ("CreationTime", seconds(1_715_932_800 + number)),
        ("LastModifiedTime", seconds(1_715_936_400 + number)),
        ("State", Value::Text("ACTIVE".to_owned())),
        ("EventBusAccountId", Value::Text("123456789012".to_owned())),
    ];
    Value::Map(members.map(|(name, value)| (Value::Text(name.to_owned()), value)).into())
}
