mod hostile;

use super::{JsonWriter, read_error, read_structure, with_reader};
use crate::shape::{Map, StructureFields, Timestamp, Value};
use crate::wire::testing::{Choice, Exception, Thing, full};
use crate::wire::{Malformed, Writer};

fn read(body: impl AsRef<[u8]>) -> Result<Thing, Malformed> {
    let mut thing = Thing::default();
    read_structure(body.as_ref(), &mut thing).map(|()| thing)
}

fn good(body: &str) -> Thing {
    read(body).unwrap_or_else(|error| panic!("{body}: {error}"))
}

/// The text of the error, its path and position included.
fn bad(body: impl AsRef<[u8]>) -> String {
    match read(body) {
        Ok(thing) => panic!("read {thing:?}"),
        Err(error) => error.to_string(),
    }
}

fn written(thing: &Thing) -> String {
    let mut writer = JsonWriter::default();
    writer.structure(&StructureFields(thing));
    String::from_utf8(writer.finish()).unwrap()
}

/// What `full()` reads back from: the writer uses other names than the reader.
fn full_body() -> String {
    let mut body = written(&full());
    let names = [
        "Text", "Flag", "Count", "Big", "Ratio", "Single", "Data", "Time", "Date", "Document",
        "Child", "Tags", "Choice", "Flat", "Lists",
    ];
    for name in names {
        body = body.replace(&format!("\"{name}\":"), &format!("\"{}\":", name.to_lowercase()));
    }
    for (from, to) in
        [("Name", "nameSet"), ("Thing", "thingSet"), ("ByKey", "byKey"), ("FlatMap", "flatMap")]
    {
        body = body.replace(&format!("\"{from}\":"), &format!("\"{to}\":"));
    }
    body
}

#[test]
fn everything_comes_back_as_it_was_written() {
    assert_eq!(good(&full_body()), full());
}

#[test]
fn nothing_is_an_empty_object() {
    assert_eq!(written(&Thing::default()), "{}");
    assert_eq!(good(" { } \n"), Thing::default());
}

#[test]
fn text() {
    let cases = [
        (r#""a""#, Some("a")),
        (r#""""#, Some("")),
        (r#""\u00fc\n\"\ud83d\ude00""#, Some("ü\n\"😀")),
        (r#""\u0000""#, Some("\0")),
        ("null", None),
    ];
    for (json, expected) in cases {
        assert_eq!(good(&format!("{{\"text\":{json}}}")).text.as_deref(), expected, "{json}");
    }
}

#[test]
fn booleans() {
    for (json, expected) in [("true", Some(true)), ("false", Some(false)), ("null", None)] {
        assert_eq!(good(&format!("{{\"flag\":{json}}}")).flag, expected, "{json}");
    }
}

#[test]
fn integers() {
    let cases = [
        ("0", 0),
        ("-0", 0),
        ("5.0", 5),
        ("-5.0", -5),
        ("1e3", 1000),
        ("9223372036854775807", i64::MAX),
        ("-9223372036854775808", i64::MIN),
    ];
    for (json, expected) in cases {
        assert_eq!(good(&format!("{{\"big\":{json}}}")).big, Some(expected), "{json}");
    }
}

#[test]
fn floats() {
    let cases = [
        ("1", 1.0),
        ("-2.5", -2.5),
        ("18446744073709551615", 18_446_744_073_709_551_615.0),
        ("1e308", 1e308),
        ("\"Infinity\"", f64::INFINITY),
        ("\"-Infinity\"", f64::NEG_INFINITY),
    ];
    for (json, expected) in cases {
        assert_eq!(good(&format!("{{\"ratio\":{json}}}")).ratio, Some(expected), "{json}");
    }
    assert!(good(r#"{"ratio":"NaN"}"#).ratio.is_some_and(f64::is_nan));
    assert!(good(r#"{"single":"NaN"}"#).single.is_some_and(f32::is_nan));
}

#[test]
fn blobs() {
    let cases = [
        ("", &b""[..]),
        ("AP8Q", b"\x00\xff\x10"),
        ("aGk=", b"hi"),
        ("aGk", b"hi"),
        ("aA==", b"h"),
        ("aA", b"h"),
        ("aG\\nk=", b"hi"),
    ];
    for (text, expected) in cases {
        let thing = good(&format!("{{\"data\":\"{text}\"}}"));
        assert_eq!(thing.data.as_deref(), Some(expected), "{text}");
    }
    for text in ["a", "aGk*", "aG-_", "ü"] {
        let error = bad(format!("{{\"data\":\"{text}\"}}"));
        assert!(error.starts_with("Data: expected base64, found text that is none"), "{error}");
    }
}

#[test]
fn timestamps() {
    let cases = [
        ("1422172800", 0),
        ("1422172800.0", 0),
        ("1.4221728E9", 0),
        ("1422172800.25", 250_000_000),
        ("1422172800.123", 123_000_000),
        ("\"1422172800\"", 0),
        ("\"2015-01-25T08:00:00Z\"", 0),
        ("\"Sun, 25 Jan 2015 08:00:00 GMT\"", 0),
    ];
    for (json, nanos) in cases {
        let thing = good(&format!("{{\"time\":{json},\"date\":{json}}}"));
        let expected = Some(Timestamp::new(1_422_172_800, nanos));
        assert_eq!((thing.time, thing.date), (expected, expected), "{json}");
    }
    assert_eq!(good(r#"{"time":-0.5}"#).time, Some(Timestamp::new(-1, 500_000_000)));
}

#[test]
fn documents() {
    let thing = good(r#"{"document":{"a":[1,{"b":null}]}}"#);
    assert_eq!(thing.document, Some(serde_json::json!({"a": [1, {"b": null}]})));
    assert_eq!(good(r#"{"document":null}"#).document, None);
}

#[test]
fn lists_and_maps() {
    let thing = good(
        r#"{"nameSet":["a",null,"b"],"thingSet":[{"text":"x"},{}],"tags":{"k":"v","n":null},
        "byKey":{"\u0061":{"count":1}},"lists":[[1],[]]}"#,
    );
    assert_eq!(thing.names, Some(vec!["a".to_owned(), "b".to_owned()]));
    assert_eq!(thing.things.as_ref().map(Vec::len), Some(2));
    assert_eq!(thing.tags.as_ref().and_then(|tags| tags.get("k")).map(String::as_str), Some("v"));
    assert_eq!(thing.tags.as_ref().map(|tags| tags.len()), Some(1));
    assert_eq!(thing.by_key.as_ref().and_then(|map| map.get("a")?.count), Some(1));
    assert_eq!(thing.lists, Some(vec![vec![1], vec![]]));
    let empty = good(r#"{"nameSet":[],"tags":{}}"#);
    assert_eq!(
        (empty.names.map(|list| list.len()), empty.tags.map(|map| map.len())),
        (Some(0), Some(0))
    );
}

/// Where maps follow one another, each is made as large as the one before.
#[test]
fn lists_of_maps() {
    let member = crate::shape::Member::element("x");
    let mut list = None;
    with_reader(br#"[{"a":1,"b":2},null,{},{"c":3},{"c":4,"d":5,"c":6}]"#, &mut |reader| {
        list = Vec::<Map<i64>>::read(reader, &member)?;
        Ok(())
    })
    .unwrap();
    let entries = |map: &Map<i64>| map.iter().map(|(key, value)| format!("{key}{value}")).collect();
    let found: Vec<Vec<String>> = list.unwrap().iter().map(entries).collect();
    assert_eq!(found, [vec!["a1", "b2"], vec![], vec!["c3"], vec!["c6", "d5"]]);
}

#[test]
fn nulls_are_absent() {
    let body = full_body();
    let names: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&body).unwrap();
    for name in names.keys() {
        assert_eq!(good(&format!("{{\"{name}\":null}}")), Thing::default(), "{name}");
    }
}

#[test]
fn unions() {
    let cases = [
        (r#"{"S":"x"}"#, Some(Choice::Text("x".to_owned()))),
        (r#"{"S":null,"N":4}"#, Some(Choice::Number(4))),
        (r#"{"N":4,"S":null}"#, Some(Choice::Number(4))),
        (r#"{"New":{"S":"x"}}"#, Some(Choice::Unknown)),
        (
            r#"{"New":[1],"L":[{"N":1},{}]}"#,
            Some(Choice::List(vec![Choice::Number(1), Choice::Unknown])),
        ),
        ("{}", Some(Choice::Unknown)),
        ("null", None),
    ];
    for (json, expected) in cases {
        assert_eq!(good(&format!("{{\"choice\":{json}}}")).choice, expected, "{json}");
    }
}

#[test]
fn unknown_members_are_passed_over() {
    let thing = good(
        r#"{"Text":1,"x":{"text":[{"deep":[1,2,{"e":"}"}]}]},"text":"a","y":"\u00e9","":0,"count":1}"#,
    );
    assert_eq!((thing.text.as_deref(), thing.count), (Some("a"), Some(1)));
}

#[test]
fn names_match_when_they_are_escaped() {
    assert_eq!(good(r#"{"te\u0078t":"a"}"#).text.as_deref(), Some("a"));
}

#[test]
fn the_last_of_equal_members_counts() {
    let thing = good(r#"{"text":"a","count":1,"text":"b","nameSet":["a"],"nameSet":["b"]}"#);
    assert_eq!(thing.text.as_deref(), Some("b"));
    assert_eq!(thing.names, Some(vec!["b".to_owned()]));
    assert_eq!(good(r#"{"text":"a","text":null}"#).text, None);
}

#[test]
fn members_in_any_order() {
    let thing = good(r#"{"lists":[],"date":1,"ratio":1,"text":"a","flag":true}"#);
    assert!(thing.lists.is_some() && thing.date.is_some() && thing.ratio.is_some());
    assert!(thing.text.is_some() && thing.flag.is_some());
}

#[test]
fn errors_of_services_spell_the_message_as_they_like() {
    for name in ["message", "Message", "MESSAGE"] {
        let mut error = Exception::default();
        let body = format!("{{\"__type\":\"X\",\"{name}\":\"m\",\"Resource\":\"r\"}}");
        read_error(body.as_bytes(), &mut error).unwrap();
        assert_eq!(error.message.as_deref(), Some("m"), "{name}");
        assert_eq!(error.resource.as_deref(), Some("r"), "{name}");
    }
    assert_eq!(good(r#"{"TEXT":"x","Text":"y"}"#).text, None);
}

#[test]
fn a_value_is_read_once_or_passed_over() {
    let member = crate::shape::Member::element("x");
    let mut second = None;
    with_reader(b"[1,2,{\"a\":[]}]", &mut |reader| {
        reader.list(&member, &mut |element| {
            if second.is_none() {
                element.integer()?;
                second = Some(element.integer());
            }
            Ok(())
        })?;
        Ok(())
    })
    .unwrap();
    assert_eq!(second, Some(Err(Malformed::new("the value has been read before"))));
    assert!(with_reader(b"{\"a\":1}", &mut |_| Ok(())).is_ok());
    assert!(with_reader(b"{\"a\":1", &mut |_| Ok(())).is_err());
}

#[test]
fn a_body_may_be_any_value() {
    let member = crate::shape::Member::element("x");
    let mut list = None;
    with_reader(b"[1,2]", &mut |reader| {
        list = Vec::<i64>::read(reader, &member)?;
        Ok(())
    })
    .unwrap();
    assert_eq!(list, Some(vec![1, 2]));
}

#[test]
fn writes_in_the_order_of_the_table() {
    let expected = concat!(
        r#"{"Text":"a \"quoted\" \u0001 <text> & ü€😀","Flag":true,"Count":-2147483648,"#,
        r#""Big":-9223372036854775808,"Ratio":-1.5e-300,"Single":0.1,"Data":"AP8Q","#,
        r#""Time":1422172800.25,"Date":"Sun, 25 Jan 2015 08:00:00 GMT","#,
        r#""Document":{"a":[1,null,"x",2.5],"b":{}},"Name":["a",""],"#,
        r#""Thing":[{"Text":"inner"},{}],"Child":{"Text":"inner"},"#,
        r#""Tags":{"k":"v","empty":"","a b&=":"ü€😀\"\\\n"},"ByKey":{"one":{"Text":"inner"}},"#,
        r#""Choice":{"L":[{"S":"s"},{"N":7}]},"Flat":["x","y"],"FlatMap":{"one":1,"two":2},"#,
        r#""Lists":[[1,2],[],[3]]}"#,
    );
    assert_eq!(written(&full()), expected);
}

#[test]
fn writes_numbers_that_json_lacks_as_text() {
    let cases = [
        (f64::NAN, "\"NaN\""),
        (f64::INFINITY, "\"Infinity\""),
        (f64::NEG_INFINITY, "\"-Infinity\""),
        (0.5, "0.5"),
        (1.0, "1.0"),
    ];
    for (ratio, json) in cases {
        let thing = Thing { ratio: Some(ratio), ..Thing::default() };
        assert_eq!(written(&thing), format!("{{\"Ratio\":{json}}}"));
    }
    let time = Thing { time: Some(Timestamp::from_unix(-5)), ..Thing::default() };
    assert_eq!(written(&time), "{\"Time\":-5}");
    let empty = Thing { choice: Some(Choice::Unknown), names: Some(vec![]), ..Thing::default() };
    assert_eq!(written(&empty), "{\"Name\":[],\"Choice\":{}}");
}
