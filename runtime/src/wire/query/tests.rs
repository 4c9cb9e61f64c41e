use super::{Lists, QueryWriter};
use crate::shape::{StructureFields, Timestamp};
use crate::wire::Writer;
use crate::wire::testing::markup::Attributes;
use crate::wire::testing::{Choice, Thing, full};

/// The pairs after action and version, as EC2 has them.
fn written(thing: &Thing) -> String {
    written_with(Lists::Numbered, thing)
}

fn written_with(lists: Lists, thing: &Thing) -> String {
    let mut writer = QueryWriter::new(lists, "Act", "2016-11-15");
    writer.structure(&StructureFields(thing));
    let body = writer.finish();
    let rest = body.strip_prefix("Action=Act&Version=2016-11-15").unwrap();
    rest.strip_prefix('&').unwrap_or(rest).to_owned()
}

fn thing(text: &str) -> Thing {
    Thing { text: Some(text.to_owned()), ..Thing::default() }
}

#[test]
fn everything() {
    let mut all = full();
    all.text = None;
    all.tags = None;
    let expected = [
        "Flag=true",
        "Count=-2147483648",
        "Big=-9223372036854775808",
        &format!("Ratio={}", -1.5e-300_f64),
        "Single=0.1",
        "Data=AP8Q",
        "Time=2015-01-25T08%3A00%3A00.250Z",
        "Date=Sun%2C+25+Jan+2015+08%3A00%3A00+GMT",
        "Document=%7B%22a%22%3A%5B1%2Cnull%2C%22x%22%2C2.5%5D%2C%22b%22%3A%7B%7D%7D",
        "Name.1=a",
        "Name.2=",
        "Thing.1.Text=inner",
        "Child.Text=inner",
        "ByKey.entry.1.Name=one",
        "ByKey.entry.1.Thing.Text=inner",
        "Choice.L.1.S=s",
        "Choice.L.2.N=7",
        "Flat.1=x",
        "Flat.2=y",
        "FlatMap.1.key=one",
        "FlatMap.1.value=1",
        "FlatMap.2.key=two",
        "FlatMap.2.value=2",
        "Lists.1.1=1",
        "Lists.1.2=2",
        "Lists.3.1=3",
    ];
    assert_eq!(written(&all), expected.join("&"));
}

#[test]
fn a_request_of_ec2() {
    let filter = |name: &str, values: &[&str]| Thing {
        text: Some(name.to_owned()),
        names: Some(values.iter().map(|value| (*value).to_owned()).collect()),
        ..Thing::default()
    };
    let input = Thing {
        things: Some(vec![filter("state", &["a", "b"]), filter("none", &[])]),
        ..Thing::default()
    };
    let expected = "Thing.1.Text=state&Thing.1.Name.1=a&Thing.1.Name.2=b&Thing.2.Text=none";
    assert_eq!(written(&input), expected);
}

#[test]
fn encoding_is_that_of_botocore() {
    let cases = [
        ("a b", "a+b"),
        (" a  b ", "+a++b+"),
        ("a+b", "a%2Bb"),
        ("AZaz09_.-~", "AZaz09_.-~"),
        ("!*'()&=%/?#", "%21%2A%27%28%29%26%3D%25%2F%3F%23"),
        ("ü€😀", "%C3%BC%E2%82%AC%F0%9F%98%80"),
        ("\r\n\t\0", "%0D%0A%09%00"),
        ("", ""),
    ];
    for (text, expected) in cases {
        assert_eq!(written(&thing(text)), format!("Text={expected}"), "{text}");
    }
}

#[test]
fn nothing_is_written_for_what_is_empty() {
    let empty = Thing {
        names: Some(vec![]),
        things: Some(vec![Thing::default()]),
        child: Some(Box::default()),
        tags: Some(Default::default()),
        choice: Some(Choice::Unknown),
        ..Thing::default()
    };
    assert_eq!(written(&empty), "");
    assert_eq!(written(&Thing::default()), "");
}

#[test]
fn numbers_and_times() {
    let cases = [(f64::NAN, "NaN"), (f64::NEG_INFINITY, "-Infinity"), (1.0, "1"), (0.5, "0.5")];
    for (ratio, expected) in cases {
        let thing = Thing { ratio: Some(ratio), flag: Some(false), ..Thing::default() };
        assert_eq!(written(&thing), format!("Flag=false&Ratio={expected}"));
    }
    let time = Thing { time: Some(Timestamp::from_unix(0)), ..Thing::default() };
    assert_eq!(written(&time), "Time=1970-01-01T00%3A00%3A00Z");
}

#[test]
fn keys_of_maps_are_encoded_values() {
    let tags = [("a b&=".to_owned(), "c".to_owned())].into_iter().collect();
    let thing = Thing { tags: Some(tags), ..Thing::default() };
    assert_eq!(written(&thing), "Tags.entry.1.key=a+b%26%3D&Tags.entry.1.value=c");
}

#[test]
fn lists_of_plain_query_have_names() {
    let all = full();
    let thing = Thing {
        names: all.names,
        things: all.things,
        by_key: all.by_key,
        choice: all.choice,
        flat: all.flat,
        flat_map: all.flat_map,
        lists: all.lists,
        ..Thing::default()
    };
    let expected = [
        "Name.member.1=a",
        "Name.member.2=",
        "Thing.member.1.Text=inner",
        "ByKey.entry.1.Name=one",
        "ByKey.entry.1.Thing.Text=inner",
        "Choice.L.member.1.S=s",
        "Choice.L.member.2.N=7",
        "Flat.1=x",
        "Flat.2=y",
        "FlatMap.1.key=one",
        "FlatMap.1.value=1",
        "FlatMap.2.key=two",
        "FlatMap.2.value=2",
        "Lists.member.1.member.1=1",
        "Lists.member.1.member.2=2",
        "Lists.member.2=",
        "Lists.member.3.member.1=3",
    ];
    assert_eq!(written_with(Lists::Named, &thing), expected.join("&"));
}

#[test]
fn empty_lists_of_plain_query_are_empty_parameters() {
    let empty = Thing {
        names: Some(vec![]),
        flat: Some(vec![]),
        things: Some(vec![Thing { names: Some(vec![]), ..Thing::default() }]),
        tags: Some(Default::default()),
        ..Thing::default()
    };
    assert_eq!(written_with(Lists::Named, &empty), "Name=&Thing.member.1.Name=&Flat=");
}

#[test]
fn elements_with_names() {
    let attributes = Attributes {
        own: Some(vec!["a".to_owned(), "b".to_owned()]),
        both: Some(vec!["c".to_owned()]),
        nested: Some(vec!["d".to_owned()]),
        map: Some([("k".to_owned(), "v".to_owned())].into_iter().collect()),
    };
    let mut writer = QueryWriter::new(Lists::Named, "Act", "1");
    writer.structure(&StructureFields(&attributes));
    let expected = [
        "Action=Act&Version=1",
        "Attribute.1=a",
        "Attribute.2=b",
        "Given.1=c",
        "Nested.Item.1=d",
        "Map.1.K=k",
        "Map.1.V=v",
    ];
    assert_eq!(writer.finish(), expected.join("&"));
    let mut writer = QueryWriter::new(Lists::Named, "Act", "1");
    let own = Some(vec![]);
    writer.structure(&StructureFields(&Attributes { own, ..Attributes::default() }));
    assert_eq!(writer.finish(), "Action=Act&Version=1&Attribute=");
}
