//! The evaluator, on small rules.

use super::super::evaluate::{Found, Scope, evaluate};
use super::super::rules::*;
use super::super::values::{Arn, Url, Value, encoded, is_bucket_label, slice};

const USUAL: Signature = Signature::Usual;

fn text(text: &str) -> Option<Value> {
    Some(Value::Text(text.to_owned()))
}

/// Runs one condition on one text, with what it gives as the URL.
fn asked(test: Test, given: Option<Value>) -> Result<String, Option<String>> {
    let conditions = Box::leak(Box::new([Condition::kept(test, 1)]));
    static ENDS: [End; 2] = [
        End::Endpoint { url: Term::Slot(1), headers: &[], signature: USUAL },
        End::Error(Term::Text("no")),
    ];
    static RULES: [Rule; 2] = [Rule::End(&[0], 0), Rule::End(&[], 1)];
    let rules = Rules { parameters: &[], slots: 2, conditions, ends: &ENDS, rules: &RULES };
    evaluate(&rules, vec![given]).map(|found| found.url)
}

#[test]
fn a_condition_that_gives_nothing_does_not_hold() {
    let no = Err(Some("no".to_owned()));
    assert_eq!(asked(Test::Is(Term::Slot(0)), text("yes")), Ok("yes".to_owned()));
    assert_eq!(asked(Test::Is(Term::Slot(0)), None), no);
    assert_eq!(asked(Test::Is(Term::Slot(9)), text("yes")), no, "a slot that is not there");
    assert_eq!(asked(Test::Slice(Term::Slot(0), 1, 3, false), text("abcd")), Ok("bc".to_owned()));
    assert_eq!(asked(Test::Slice(Term::Slot(0), 1, 9, false), text("abcd")), no);
    assert_eq!(asked(Test::Encoded(Term::Slot(0)), text("a b/c~")), Ok("a%20b%2Fc~".to_owned()));
    assert_eq!(asked(Test::Same(Term::Slot(0), Term::Text("a")), text("b")), no);
    assert_eq!(asked(Test::Same(Term::Slot(0), Term::Text("a")), None), no);
    assert_eq!(asked(Test::Not(&Test::Set(Term::Slot(0))), text("b")), no);
}

#[test]
fn a_tree_without_result_falls_through_and_headers_are_kept() {
    let conditions = [
        Condition::of(Test::Set(Term::Slot(0))),
        Condition::of(Test::Same(Term::Slot(0), Term::Text("other"))),
    ];
    static HEADERS: [(&str, Term); 1] = [("x-account", Term::Slot(0))];
    static URL: [Term; 2] = [Term::Text("https://"), Term::Slot(0)];
    let ends = [
        End::Error(Term::Text("never")),
        End::Endpoint {
            url: Term::Join(&URL),
            headers: &HEADERS,
            signature: Signature::V4 { name: Some(Term::Text("s")), region: None },
        },
    ];
    static INNER: [Rule; 1] = [Rule::End(&[1], 0)];
    let rules = [Rule::Tree(&[0], &INNER), Rule::End(&[0], 1)];
    let table = Rules {
        parameters: &[],
        slots: 1,
        conditions: Box::leak(Box::new(conditions)),
        ends: Box::leak(Box::new(ends)),
        rules: Box::leak(Box::new(rules)),
    };
    let found = Found {
        url: "https://a".to_owned(),
        headers: vec![("x-account", "a".to_owned())],
        scope: Scope::V4 { name: Some("s".to_owned()), region: None },
    };
    assert_eq!(evaluate(&table, vec![text("a")]), Ok(found));
    assert_eq!(evaluate(&table, vec![None]), Err(None));
    assert_eq!(evaluate(&table, vec![text("other")]), Err(Some("never".to_owned())));
}

#[test]
fn arns_have_six_parts() {
    let arn = Arn::parse("arn:aws:s3:us-west-2:123:accesspoint/a:b").map(Value::Arn).unwrap();
    for (part, expected) in [
        (Part::ArnPartition, "aws"),
        (Part::Service, "s3"),
        (Part::Region, "us-west-2"),
        (Part::AccountId, "123"),
        (Part::Resource(0), "accesspoint"),
        (Part::Resource(1), "a"),
        (Part::Resource(2), "b"),
    ] {
        assert_eq!(arn.part(part), text(expected));
    }
    assert_eq!(arn.part(Part::Resource(3)), None);
    assert_eq!(arn.part(Part::Scheme), None);
    assert!(Arn::parse("arn:aws:s3:::bucket").is_some(), "region and account may be empty");
    for none in ["", "arn:", "arn:aws:s3:r:a", "arn:aws:s3:r:a:", "arn::s3:r:a:x", "urn:a:b:c:d:e"]
    {
        assert_eq!(Arn::parse(none), None, "{none}");
    }
}

#[test]
fn urls_have_parts() {
    let url = |text: &str| Url::parse(text).map(Value::Url);
    let parts = |text: &str| {
        let url = url(text).unwrap_or_else(|| panic!("{text}"));
        [Part::Scheme, Part::Authority, Part::Path, Part::NormalizedPath, Part::IsIp]
            .map(|part| match url.part(part) {
                Some(Value::Text(text)) => text,
                other => format!("{other:?}").replace("Some(Bool(", "").replace("))", ""),
            })
            .join(" ")
    };
    assert_eq!(parts("https://a.example"), "https a.example  / false");
    assert_eq!(parts("http://a.example:80/b/c"), "http a.example:80 /b/c /b/c/ false");
    assert_eq!(parts("http://127.0.0.1:9/"), "http 127.0.0.1:9 / / true");
    assert_eq!(parts("http://[::1]:9//b//"), "http [::1]:9 //b// /b/ true");
    for none in ["a.example", "ftp://a", "https://a?b=c", "https://a:port", ""] {
        assert_eq!(url(none), None, "{none}");
    }
}

#[test]
fn buckets_that_can_stand_in_hosts() {
    for (bucket, plain, dotted) in [
        ("bucket", true, true),
        ("a-1", true, true),
        ("ab", false, false),
        ("b.ucket", false, true),
        ("Bucket", false, false),
        ("buck_et", false, false),
        ("192.168.1.1", false, false),
        ("a..b", false, false),
        ("-ab", false, false),
    ] {
        assert_eq!(
            (is_bucket_label(bucket, false), is_bucket_label(bucket, true)),
            (plain, dotted),
            "{bucket}"
        );
    }
}

#[test]
fn texts_are_cut_and_encoded() {
    assert_eq!(slice("abcdef", 0, 2, true), Some("ef"));
    assert_eq!(slice("abcdef", 1, 3, true), Some("de"));
    assert_eq!(slice("äbc", 0, 1, false), None);
    assert_eq!(slice("abc", 2, 2, false), None);
    assert_eq!(encoded("ä+"), "%C3%A4%2B");
}
