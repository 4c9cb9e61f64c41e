mod attributes;
mod hostile;
mod plain;
mod writing;

use super::{root_name, with_root};
use crate::shape::{Timestamp, read_into};
use crate::wire::Malformed;
use crate::wire::lookup::Names;
use crate::wire::testing::{Choice, Exception, Thing};

fn read(body: impl AsRef<[u8]>) -> Result<Thing, Malformed> {
    let mut thing = Thing::default();
    with_root(body.as_ref(), &mut |_, root| read_into(root, &mut thing).map(|_| ()))?;
    Ok(thing)
}

/// Reads the children of a root element.
fn good(children: &str) -> Thing {
    read(format!("<r>{children}</r>")).unwrap_or_else(|error| panic!("{children}: {error}"))
}

/// The text of the error, its path and position included.
fn bad(body: impl AsRef<[u8]>) -> String {
    match read(body) {
        Ok(thing) => panic!("read {thing:?}"),
        Err(error) => error.to_string(),
    }
}

const SAMPLE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!-- a comment -->
<DescribeThingsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
    <requestId>59dbff89-35bd-4eac-99ed-be587EXAMPLE</requestId>
    <text>a &lt;b&gt; &amp; &#252;&#x20AC;</text>
    <flag>true</flag>
    <count>-5</count>
    <time>2015-01-25T08:00:00.000Z</time>
    <nameSet>
        <item>a</item>
        <item/>
        <item><![CDATA[<b> & c]]></item>
    </nameSet>
    <thingSet>
        <item><text>one</text><child><count>1</count></child></item>
        <item/>
    </thingSet>
    <tags><entry><key>k</key><value>v</value></entry></tags>
    <flat>x</flat>
    <unknown><text>no</text><deep><text/></deep></unknown>
    <flat>y</flat>
</DescribeThingsResponse>
"#;

#[test]
fn a_whole_response() {
    let thing = read(SAMPLE).unwrap();
    let inner = Thing { count: Some(1), ..Thing::default() };
    let one =
        Thing { text: Some("one".to_owned()), child: Some(Box::new(inner)), ..Thing::default() };
    let expected = Thing {
        text: Some("a <b> & ü€".to_owned()),
        flag: Some(true),
        count: Some(-5),
        time: Some(Timestamp::from_unix(1_422_172_800)),
        names: Some(vec!["a".to_owned(), String::new(), "<b> & c".to_owned()]),
        things: Some(vec![one, Thing::default()]),
        tags: Some([("k".to_owned(), "v".to_owned())].into_iter().collect()),
        flat: Some(vec!["x".to_owned(), "y".to_owned()]),
        ..Thing::default()
    };
    assert_eq!(thing, expected);
}

#[test]
fn text_is_kept_as_it_is() {
    let cases = [
        ("<text>a</text>", "a"),
        ("<text> a b \n</text>", " a b \n"),
        ("<text></text>", ""),
        ("<text/>", ""),
        ("<text />", ""),
        ("<text a='>' b=\"/>\">x</text>", "x"),
        ("<text>&amp;&lt;&gt;&apos;&quot;</text>", "&<>'\""),
        ("<text>a&#10;b&#x1F600;c</text>", "a\nb😀c"),
        ("<text>a<!-- no -->b<?pi no?>c</text>", "abc"),
        ("<text><![CDATA[a]]>b<![CDATA[&amp;]]></text>", "ab&amp;"),
        ("<text><![CDATA[]]></text>", ""),
        ("<text>a\r\nb\rc&#13;d</text>", "a\nb\nc\rd"),
        ("<text>ü€😀</text>", "ü€😀"),
        ("<text>]]></text>", "]]>"),
        ("<n:text xmlns:n='u'>a</n:text>", "a"),
        ("<text\n>a</text >", "a"),
    ];
    for (xml, expected) in cases {
        assert_eq!(good(xml).text.as_deref(), Some(expected), "{xml}");
    }
}

#[test]
fn scalars_are_trimmed() {
    let thing = good(
        "<flag> TRUE\n</flag><count>\t7 </count><big>+9223372036854775807</big>
        <ratio> 1e3 </ratio><single>-Infinity</single><data> aG\nk= </data>
        <time> 1422172800 </time><date>Sun, 25 Jan 2015 08:00:00 GMT</date>",
    );
    assert_eq!((thing.flag, thing.count, thing.big), (Some(true), Some(7), Some(i64::MAX)));
    assert_eq!((thing.ratio, thing.single), (Some(1000.0), Some(f32::NEG_INFINITY)));
    assert_eq!(thing.data.as_deref(), Some(&b"hi"[..]));
    let time = Some(Timestamp::from_unix(1_422_172_800));
    assert_eq!((thing.time, thing.date), (time, time));
    assert_eq!(good("<flag>0</flag>").flag, Some(false));
    assert!(good("<ratio>NaN</ratio>").ratio.is_some_and(f64::is_nan));
}

#[test]
fn empty_elements() {
    let thing = good(
        "<text/><flag/><count> </count><ratio/><data/><time/><nameSet/><child/><tags> </tags>
        <choice/><flat/>",
    );
    assert_eq!(thing.text.as_deref(), Some(""));
    assert_eq!((thing.flag, thing.count, thing.ratio, thing.time), (None, None, None, None));
    assert_eq!(thing.data.as_deref(), Some(&b""[..]));
    assert_eq!(thing.names, Some(vec![]));
    assert_eq!(thing.child, Some(Box::default()));
    assert_eq!(thing.tags.map(|tags| tags.len()), Some(0));
    assert_eq!(thing.choice, Some(Choice::Unknown));
    assert_eq!(thing.flat, Some(vec![String::new()]));
}

#[test]
fn lists() {
    let cases = [
        ("<nameSet><item>a</item><member>b</member><x>c</x></nameSet>", vec!["a", "b", "c"]),
        ("<nameSet>\n  <item>a</item>\n</nameSet>", vec!["a"]),
        ("<nameSet><item>a</item></nameSet><nameSet><item>b</item></nameSet>", vec!["b"]),
        ("<nameSet><!-- none --></nameSet>", vec![]),
    ];
    for (xml, expected) in cases {
        let expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
        assert_eq!(good(xml).names, Some(expected), "{xml}");
    }
    let nested = good("<lists><m><n>1</n><n>2</n></m><m/></lists>");
    assert_eq!(nested.lists, Some(vec![vec![1, 2], vec![]]));
}

#[test]
fn flattened_containers_gather() {
    let thing = good(
        "<flat>a</flat><text>t</text><flat>b</flat><flatMap><key>x</key><value>1</value></flatMap>
        <flatMap><key>y</key><value>2</value></flatMap><flat>c</flat>",
    );
    assert_eq!(thing.flat.map(|list| list.concat()).as_deref(), Some("abc"));
    let entries: Vec<(String, i32)> = thing.flat_map.into_iter().flatten().collect();
    assert_eq!(entries, [("x".to_owned(), 1), ("y".to_owned(), 2)]);
}

#[test]
fn maps() {
    let thing = good(
        "<tags><entry><key>a</key><value>1</value></entry><entry><key>b</key><x/><value/></entry>
        <entry><key>no value</key></entry><entry/></tags>
        <byKey><entry><Name>n</Name><Thing><text>t</text></Thing></entry></byKey>",
    );
    let tags: Vec<(String, String)> = thing.tags.into_iter().flatten().collect();
    assert_eq!(tags, [("a".to_owned(), "1".to_owned()), ("b".to_owned(), String::new())]);
    let inner = thing.by_key.as_ref().and_then(|map| map.get("n")?.text.as_deref());
    assert_eq!(inner, Some("t"));
    let error = bad("<r><tags><entry><value>1</value><key>a</key></entry></tags></r>");
    assert!(error.contains("expected the key of a map entry, found its value"), "{error}");
}

#[test]
fn unions() {
    let thing = good("<choice><L><m><N>1</N></m><m><S>x</S></m><m><New>y</New></m></L></choice>");
    let list = vec![Choice::Number(1), Choice::Text("x".to_owned()), Choice::Unknown];
    assert_eq!(thing.choice, Some(Choice::List(list)));
}

#[test]
fn unknown_elements_are_passed_over() {
    let thing = good(
        "<Text>no</Text><x><text>no</text><x><x/></x>&amp;<![CDATA[</x>]]></x><text>yes</text>",
    );
    assert_eq!(thing.text.as_deref(), Some("yes"));
}

#[test]
fn wrong_values_are_named() {
    let cases = [
        ("<flag>yes</flag>", "Flag: expected true or false, found text that is none (byte 19)"),
        (
            "<count>x</count>",
            "Count: expected an integer of at most 64 bits, found text that is none (byte 19)",
        ),
        (
            "<count>1.5</count>",
            "Count: expected an integer of at most 64 bits, found text that is none (byte 21)",
        ),
        ("<count>2147483648</count>", "Count: the number does not fit 32 bits (byte 28)"),
        (
            "<big>9223372036854775808</big>",
            "Big: expected an integer of at most 64 bits, found text that is none (byte 33)",
        ),
        ("<ratio>1,5</ratio>", "Ratio: expected a number, found text that is none (byte 21)"),
        ("<data>*</data>", "Data: expected base64, found text that is none (byte 17)"),
        ("<time>soon</time>", "Time: expected a timestamp, found text that is none (byte 20)"),
        (
            "<document>{}</document>",
            "Document: expected a document, found XML, which has none (byte 13)",
        ),
        ("<text><b/></text>", "Text: expected text, found an element (byte 13)"),
        ("<nameSet>a</nameSet>", "Names: expected elements, found text (byte 13)"),
        ("<child>&amp;</child>", "Child: expected elements, found text (byte 15)"),
        (
            "<thingSet><i/><i><child><count>x</count></child></i></thingSet>",
            "Things.1.Child.Count: expected an integer of at most 64 bits, found text that is none (byte 43)",
        ),
        (
            "<nameSet><i/><i><b/></i></nameSet>",
            "Names.1: expected text, found an element (byte 23)",
        ),
        (
            "<byKey><e><Name>k</Name><Thing><count>x</count></Thing></e></byKey>",
            "ByKey.0.Count: expected an integer of at most 64 bits, found text that is none (byte 50)",
        ),
    ];
    for (xml, expected) in cases {
        let error = bad(format!("<r>{xml}</r>"));
        assert_eq!(error, expected, "{xml}");
    }
}

#[test]
fn unread_elements_are_passed_over() {
    let mut names = Vec::new();
    with_root(b"<r><a><b/>x</a><c/>\n<d>y</d></r>", &mut |_, root| {
        root.children(|name, _| {
            names.push(name.to_owned());
            Ok(())
        })
    })
    .unwrap();
    assert_eq!(names, ["a", "c", "d"]);
    assert!(with_root(b"<r><a></r>", &mut |_, _| Ok(())).is_err());
    assert!(with_root(b"<r><a/></r>", &mut |_, _| Ok(())).is_ok());
}

#[test]
fn the_root_has_a_name() {
    let cases = [
        ("<a/>", Some("a")),
        ("<?xml version='1.0'?>\n<n:a xmlns:n='x'><b>", Some("a")),
        ("<!DOCTYPE html><html>", None),
        ("text", None),
        ("", None),
    ];
    for (xml, expected) in cases {
        assert_eq!(root_name(xml.as_bytes()).as_deref(), expected, "{xml}");
    }
}

#[test]
fn errors_of_services_spell_the_message_as_they_like() {
    for name in ["message", "Message"] {
        let mut error = Exception::default();
        let body = format!("<Error><{name}>m</{name}><Resource>r</Resource></Error>");
        with_root(body.as_bytes(), &mut |_, root| {
            read_into(root.named(Names::OfError), &mut error).map(|_| ())
        })
        .unwrap();
        assert_eq!(error.message.as_deref(), Some("m"), "{name}");
        assert_eq!(error.resource.as_deref(), Some("r"), "{name}");
    }
}
