use crate::shape::read_into;
use crate::wire::testing::markup::{Attributes, Grantee, Policy};
use crate::wire::xml::with_root;
use crate::wire::{Malformed, testing::Thing};

fn read<T: crate::shape::Structure + Default>(body: impl AsRef<[u8]>) -> Result<T, Malformed> {
    let mut value = T::default();
    with_root(body.as_ref(), &mut |_, root| read_into(root, &mut value).map(|_| ()))?;
    Ok(value)
}

fn kind(tag: &str) -> Option<String> {
    read::<Grantee>(format!("{tag}<ID>i</ID></R>")).unwrap_or_else(|error| panic!("{error}")).kind
}

#[test]
fn a_name_with_prefix_is_in_any_namespace() {
    let cases = [
        ("<R xmlns:xsi='u' xsi:type='a'>", Some("a")),
        ("<R xsi:type='a' xmlns:xsi='u'>", Some("a")),
        ("<R xmlns:other='u' other:type='a'>", Some("a")),
        ("<R undeclared:type=\"a\">", Some("a")),
        ("<R  xmlns:xsi = 'u'\n\txsi:type = 'a' >", Some("a")),
        ("<R xsi:type=''>", Some("")),
        ("<R xsi:type='&lt;a&#38;b&gt;&quot;'>", Some("<a&b>\"")),
        ("<R xsi:type=' a\tb\r\nc&#10; '>", Some(" a b c\n ")),
        ("<R xsi:type='>'>", Some(">")),
        ("<R xsi:type='first' xsi:type='second'>", Some("first")),
        ("<R type='a'>", None),
        ("<R xmlns:type='a'>", None),
        ("<R xsi:Type='a'>", None),
        ("<R xsi:type2='a' a:type:b='c'>", None),
        ("<R>", None),
        ("<R >", None),
    ];
    for (tag, expected) in cases {
        assert_eq!(kind(tag).as_deref(), expected, "{tag}");
    }
}

#[test]
fn a_name_without_prefix_has_no_namespace() {
    let level = |tag: &str| read::<Grantee>(format!("{tag}</R>")).map(|grantee| grantee.level);
    assert_eq!(level("<R level=' 7 '>").unwrap(), Some(7));
    assert_eq!(level("<R level=''>").unwrap(), None);
    assert_eq!(level("<R x:level='7'>").unwrap(), None);
    assert_eq!(
        level("<R level='x'>").unwrap_err().to_string(),
        "Level: expected an integer of at most 64 bits, found text that is none (byte 13)"
    );
}

#[test]
fn an_empty_element_has_attributes() {
    let read = read::<Grantee>("<R xsi:type='a'/>").unwrap();
    assert_eq!(read, Grantee { kind: Some("a".to_owned()), ..Grantee::default() });
}

#[test]
fn broken_attributes_are_errors_where_they_are_looked_at() {
    let tags = [
        "<R a=b>",
        "<R a>",
        "<R xsi:type='&nbsp;'>",
        "<R xsi:type='&#0;'>",
        "<R xsi:type='&amp'>",
        "<R xsi:type='a' level='&x;'>",
    ];
    for tag in tags {
        let error = read::<Grantee>(format!("{tag}</R>")).unwrap_err().to_string();
        assert!(error.contains("invalid XML: "), "{tag}: {error}");
        assert!(error.contains("(byte "), "{tag}: {error}");
        // Nobody looks at them here.
        assert!(read::<Thing>(format!("{tag}</R>")).is_ok(), "{tag}");
    }
}

#[test]
fn many_attributes_are_read_in_time() {
    let many: String = (0..200_000).map(|number| format!(" a{number}='x'")).collect();
    let grantee = read::<Grantee>(format!("<R{many} xsi:type='a'/>")).unwrap();
    assert_eq!(grantee.kind.as_deref(), Some("a"));
}

#[test]
fn a_structure_is_no_attribute() {
    use crate::shape::{Member, Schema};
    use crate::wire::Reader;
    static ODD: Schema = Schema::new("Odd", &[Member::new("A", "a", "a").attribute()]);
    let error = with_root(b"<R a='x'/>", &mut |_, root| {
        root.structure(&ODD, &mut |_, reader| reader.structure(&ODD, &mut |_, _| Ok(())).map(drop))
            .map(drop)
    });
    assert_eq!(
        error.unwrap_err().to_string(),
        "A: expected elements, found an attribute (byte 10)"
    );
}

const ACL: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<AccessControlPolicy xmlns="http://s3.example.com/doc/"><Owner>o</Owner><AccessControlList>
<Grant xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>1</ID></Grant>
<Grant xsi:type="Group">￼stray<ID>2</ID>text</Grant>
</AccessControlList><x:Flat xmlns:x="u" x:type="&amp;"/></AccessControlPolicy>"#;

#[test]
fn a_whole_document() {
    let policy = read::<Policy>(ACL).unwrap();
    let of = |grantees: Option<Vec<Grantee>>| -> Vec<(Option<String>, Option<String>)> {
        grantees.into_iter().flatten().map(|grantee| (grantee.id, grantee.kind)).collect()
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        of(policy.grantees),
        [(some("1"), some("CanonicalUser")), (some("2"), some("Group"))]
    );
    assert_eq!(of(policy.flat), [(None, some("&"))]);
    assert_eq!(policy.owner.as_deref(), Some("o"));
}

#[test]
fn a_cut_or_mangled_document_never_panics() {
    for end in 0..ACL.len() {
        assert!(read::<Policy>(&ACL.as_bytes()[..end]).is_err(), "{end}");
    }
    for index in 0..ACL.len() {
        for byte in [b'<', b'>', b'&', b'\'', b'"', b'=', b':', b' ', 0xff, 0] {
            let mut mangled = ACL.as_bytes().to_vec();
            mangled[index] = byte;
            let _ = read::<Policy>(mangled);
        }
    }
}

#[test]
fn the_elements_of_a_flattened_list_have_its_name_or_their_own() {
    let cases = [
        "<Attributes>a</Attributes><Given>b</Given>",
        "<Attribute>a</Attribute><Given>b</Given>",
        "<n:Attribute xmlns:n='u'>a</n:Attribute><Given>b</Given>",
    ];
    for xml in cases {
        let read = read::<Attributes>(format!("<R>{xml}</R>")).unwrap();
        assert_eq!(read.own, Some(vec!["a".to_owned()]), "{xml}");
        assert_eq!(read.both, Some(vec!["b".to_owned()]), "{xml}");
    }
    let map = read::<Attributes>("<R><Map><K>k</K><V>v</V></Map><K>no</K></R>").unwrap();
    assert_eq!(map.map.map(|map| map.len()), Some(1));
}

#[test]
fn text_beside_elements_is_passed_over() {
    let cases = [
        "<R><![CDATA[not <this>]]><text>a</text></R>",
        "<R>x<text>a</text>y&amp;z</R>",
        "<R><text>a</text><nameSet>x<i>b</i></nameSet></R>",
    ];
    for xml in cases {
        assert_eq!(read::<Thing>(xml).unwrap().text.as_deref(), Some("a"), "{xml}");
    }
}
