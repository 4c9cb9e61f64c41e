use crate::shape::{Namespace, Structure, read_into};
use crate::shape::{StructureFields, Timestamp};
use crate::wire::Writer;
use crate::wire::testing::markup::{Grantee, Policy};
use crate::wire::testing::{Choice, Thing, full};
use crate::wire::xml::{XmlWriter, with_root};

static PLAIN: Namespace = Namespace { prefix: "", uri: "http://example.com/" };

fn written(value: &dyn Structure) -> String {
    XmlWriter::document("R", None, |writer| writer.structure(&StructureFields(value)))
}

fn inside(value: &dyn Structure) -> String {
    let whole = written(value);
    whole.strip_prefix("<R>").and_then(|rest| rest.strip_suffix("</R>")).unwrap().to_owned()
}

fn text(text: &str) -> Thing {
    Thing { text: Some(text.to_owned()), ..Thing::default() }
}

#[test]
fn everything() {
    let mut all = full();
    all.text = None;
    all.tags = None;
    let expected = [
        "<Flag>true</Flag>",
        "<Count>-2147483648</Count>",
        "<Big>-9223372036854775808</Big>",
        &format!("<Ratio>{}</Ratio>", -1.5e-300_f64),
        "<Single>0.1</Single>",
        "<Data>AP8Q</Data>",
        "<Time>2015-01-25T08:00:00.250Z</Time>",
        "<Date>Sun, 25 Jan 2015 08:00:00 GMT</Date>",
        "<Document>{\"a\":[1,null,\"x\",2.5],\"b\":{}}</Document>",
        "<Name><member>a</member><member></member></Name>",
        "<Thing><member><Text>inner</Text></member><member></member></Thing>",
        "<Child><Text>inner</Text></Child>",
        "<ByKey><entry><Name>one</Name><Thing><Text>inner</Text></Thing></entry></ByKey>",
        "<Choice><L><member><S>s</S></member><member><N>7</N></member></L></Choice>",
        "<Flat>x</Flat><Flat>y</Flat>",
        "<FlatMap><key>one</key><value>1</value></FlatMap>",
        "<FlatMap><key>two</key><value>2</value></FlatMap>",
        "<Lists><member><member>1</member><member>2</member></member><member></member>",
        "<member><member>3</member></member></Lists>",
    ];
    assert_eq!(inside(&all), expected.concat());
}

#[test]
fn what_is_empty() {
    let empty = Thing {
        text: Some(String::new()),
        names: Some(vec![]),
        child: Some(Box::default()),
        tags: Some(Default::default()),
        choice: Some(Choice::Unknown),
        flat: Some(vec![]),
        flat_map: Some(Default::default()),
        ..Thing::default()
    };
    let expected = "<Text></Text><Name></Name><Child></Child><Tags></Tags><Choice></Choice>";
    assert_eq!(inside(&empty), expected);
    assert_eq!(written(&Thing::default()), "<R></R>");
}

#[test]
fn scalars() {
    let cases = [(f64::NAN, "NaN"), (f64::NEG_INFINITY, "-Infinity"), (1.0, "1"), (0.5, "0.5")];
    for (ratio, expected) in cases {
        let thing = Thing { ratio: Some(ratio), flag: Some(false), ..Thing::default() };
        assert_eq!(inside(&thing), format!("<Flag>false</Flag><Ratio>{expected}</Ratio>"));
    }
    let time = Thing { time: Some(Timestamp::from_unix(0)), ..Thing::default() };
    assert_eq!(inside(&time), "<Time>1970-01-01T00:00:00Z</Time>");
}

#[test]
fn text_is_escaped() {
    let cases = [
        ("a<b>&c", "a&lt;b&gt;&amp;c"),
        ("\"'", "\"'"),
        ("]]>", "]]&gt;"),
        ("a\r\nb\tc", "a&#13;&#10;b\tc"),
        ("  ü€😀 ", "  ü€😀 "),
        ("&amp;", "&amp;amp;"),
    ];
    for (value, expected) in cases {
        assert_eq!(inside(&text(value)), format!("<Text>{expected}</Text>"), "{value}");
    }
}

#[test]
fn attributes_stand_in_the_start_tag() {
    let grantee = Grantee {
        id: Some("i".to_owned()),
        kind: Some("<a&b>\"'\r\n\t é".to_owned()),
        level: Some(7),
    };
    let kind = "&lt;a&amp;b&gt;&quot;&apos;&#13;&#10;&#9; é";
    let expected = format!("<R xsi:type=\"{kind}\" level=\"7\"><ID>i</ID></R>");
    assert_eq!(written(&grantee), expected);
    let none = Grantee { id: Some("i".to_owned()), ..Grantee::default() };
    assert_eq!(written(&none), "<R><ID>i</ID></R>");
}

const INSTANCE: &str = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
const OTHER: &str = "xmlns=\"http://other.example.com/?a&amp;b\"";

fn policy() -> Policy {
    let grantee = |id: &str, kind: Option<&str>| Grantee {
        id: Some(id.to_owned()),
        kind: kind.map(str::to_owned),
        level: None,
    };
    Policy {
        owner: Some("o".to_owned()),
        grantees: Some(vec![grantee("1", Some("CanonicalUser")), grantee("2", None)]),
        flat: Some(vec![grantee("3", Some("Group"))]),
        tags: Some([("k".to_owned(), "v".to_owned())].into_iter().collect()),
        flat_tags: Some(
            [("a".to_owned(), vec![1, 2]), ("b".to_owned(), vec![])].into_iter().collect(),
        ),
    }
}

#[test]
fn namespaces_are_declared_where_the_definition_has_them() {
    let expected = [
        &format!("<Owner {OTHER}>o</Owner><AccessControlList {OTHER}>"),
        &format!("<Grant {INSTANCE} xsi:type=\"CanonicalUser\"><ID>1</ID></Grant>"),
        &format!("<Grant {INSTANCE}><ID>2</ID></Grant></AccessControlList>"),
        &format!("<Flat {INSTANCE} xsi:type=\"Group\"><ID>3</ID></Flat>"),
        &format!("<Tags {OTHER}><entry><K xmlns=\"http://s3.example.com/doc/\">k</K>"),
        "<value>v</value></entry></Tags>",
        "<FlatTag><key>a</key><V><member>1</member><member>2</member></V></FlatTag>",
        "<FlatTag><key>b</key><V></V></FlatTag>",
    ];
    assert_eq!(inside(&policy()), expected.concat());
    let root = XmlWriter::document("R", Some(&PLAIN), |writer| writer.text("t"));
    assert_eq!(root, "<R xmlns=\"http://example.com/\">t</R>");
}

#[test]
fn what_is_written_is_read_back() {
    let mut read = Policy::default();
    with_root(written(&policy()).as_bytes(), &mut |_, root| read_into(root, &mut read).map(|_| ()))
        .unwrap();
    assert_eq!(read, policy());
    for value in ["", " a ", "a\r\n\tb", "<&>'\"]]>", "ü€😀\u{1}\u{fffd}"] {
        let grantee = Grantee {
            id: Some(value.to_owned()),
            kind: Some(value.to_owned()),
            level: Some(i32::MIN),
        };
        let mut read = Grantee::default();
        with_root(written(&grantee).as_bytes(), &mut |_, root| {
            read_into(root, &mut read).map(|_| ())
        })
        .unwrap();
        assert_eq!(read, grantee, "{value:?}");
    }
}
