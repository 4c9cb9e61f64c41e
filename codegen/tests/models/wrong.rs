//! What is no definition at all, and what stands beside it.

use serde_json::json;

use crate::{check, error, service, waiters};

#[test]
fn encodings_other_than_utf8_are_said() {
    let sound = waiters("Up").to_string();
    let marked = [&[0xEF, 0xBB, 0xBF], sound.as_bytes()].concat();
    let wide: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(sound.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let cases: [(&[u8], &str); 3] = [
        (&marked, "begins with a byte order mark, which is no JSON; save it as UTF-8 without one"),
        (&wide, "is UTF-16, expected UTF-8; save it as UTF-8"),
        (b"{\"\xE9\": 1}", "is not UTF-8 at byte 2; save it as UTF-8"),
    ];
    for (content, expected) in cases {
        let path = "mine/s/1/waiters-2.json: ";
        assert_eq!(error(&[("s/1/waiters-2.json", content)]), format!("{path}{expected}"));
    }
}

#[test]
fn what_is_no_object_is_said() {
    let cases = [
        ("waiters-2", "[1]", "expected an object, found a list"),
        ("waiters-2", "2", "expected an object, found `2`"),
        ("waiters-2", "\"x\"", "expected an object, found the text \"x\""),
        ("waiters-2", "{\"version\": 2, \"waiters\": []}", "expected an object, found a list"),
        ("waiters-2", "{\"version\": 2, \"waiters\": null}", "expected an object, found null"),
        ("paginators-1", "[]", "expected an object, found a list"),
        ("paginators-1", "{\"pagination\": 1}", "expected an object, found `1`"),
        ("service-2", "[]", "expected an object, found a list"),
        ("service-2", "{}", "expected a key `metadata`"),
        ("waiters-2", "", "malformed JSON at line 1, column 0: EOF while parsing a value"),
        ("waiters-2", "{} x", "malformed JSON at line 1, column 4: trailing characters"),
    ];
    for (kind, content, expected) in cases {
        let path = format!("s/1/{kind}.json");
        let found = error(&[(&path, content.as_bytes())]);
        assert!(found.ends_with(expected), "{kind} {content}: {found}");
    }
}

#[test]
fn null_counts_as_absent() {
    assert_eq!(check(&[("s/1/waiters-2.json", b"null")]).errors, []);
}

#[test]
fn a_broken_file_hides_nothing_of_the_others() {
    let paginators = br#"{"pagination": {"Get": {"input_token": "Tokn", "output_token": "Next", "result_key": "Item"}}}"#;
    let found = check(&[("s/1/waiters-2.json", b"{"), ("s/1/paginators-1.json", paginators)]);
    let texts: Vec<String> = found.errors.iter().map(ToString::to_string).collect();
    let expected = [
        "mine/s/1/paginators-1.json: /pagination/Get/input_token: the input In has no member `Tokn`; did you mean `Token`?",
        "mine/s/1/paginators-1.json: /pagination/Get/result_key: `Item`, offset 0: Out has no member `Item`; did you mean `Items`?",
        "mine/s/1/waiters-2.json: malformed JSON at line 1, column 1: EOF while parsing an object",
    ];
    assert_eq!(texts, expected);
}

#[test]
fn a_broken_shape_hides_nothing_that_does_not_reach_it() {
    let mut service = service();
    service["shapes"]["Lost"] = json!({ "type": "list", "member": { "shape": "Nowhere" } });
    service["shapes"]["Holds"] =
        json!({ "type": "structure", "members": { "Lost": { "shape": "Lost" } } });
    service["operations"]["Other"] =
        json!({ "input": { "shape": "Holds" }, "output": { "shape": "Holds" } });
    let mut waiters = waiters("Up");
    waiters["waiters"]["Up"]["acceptors"][0]["argument"] = json!("Stat");
    waiters["waiters"]["OfOther"] = waiters["waiters"]["Up"].clone();
    waiters["waiters"]["OfOther"]["operation"] = json!("Other");
    let (service, waiters) = (service.to_string(), waiters.to_string());
    let found = check(&[
        ("s/1/service-2.json", service.as_bytes()),
        ("s/1/waiters-2.json", waiters.as_bytes()),
    ]);
    let texts: Vec<&str> = found.errors.iter().map(|one| one.pointer.as_str()).collect();
    assert_eq!(texts, ["/shapes/Lost/member/shape", "/waiters/Up/acceptors/0/argument"]);
}
