//! Paginators, waiters, extras, regions, and what makes no sense.

use super::*;

#[test]
fn paginators_come_go_and_change() {
    let change = |key: &str, value: Value| told(FILES[1], &format!("/pagination/{key}"), value);
    assert_eq!(change("Put", json!({})), ["paginator Put: added"]);
    assert_eq!(change("Get", Value::Null), ["paginator Get: removed (breaking)"]);
    let cases = [
        (
            "result_key",
            json!(["Things", "State"]),
            "gives its items from Things, State (was Things) (breaking)",
        ),
        ("input_token", json!(["Other"]), "takes its tokens in Other (was Token) (breaking)"),
        ("limit_key", Value::Null, "takes the page size in nothing (was Max) (breaking)"),
        ("limit_key", json!("Limit"), "takes the page size in Limit (was Max)"),
        ("output_token", json!("Other"), "finds the next tokens in Other (was Next)"),
        ("more_results", Value::Null, "is told of more by nothing (was More)"),
        ("non_aggregate_keys", json!(["State"]), "carries along State (was nothing)"),
    ];
    for (key, value, text) in cases {
        assert_eq!(change(&format!("Get/{key}"), value), [format!("paginator Get: {text}")]);
    }
    assert_eq!(change("Get/result_key", json!(["Things"])), NONE, "a list of one is the one");
}

#[test]
fn waiters_come_go_and_change() {
    let change = |key: &str, value: Value| told(FILES[2], &format!("/waiters/{key}"), value);
    assert_eq!(change("New", json!({})), ["waiter New: added"]);
    assert_eq!(change("Ready", Value::Null), ["waiter Ready: removed (breaking)"]);
    let cases = [
        ("operation", json!("Put"), "waits on Put (was Get) (breaking)"),
        ("delay", json!(6), "6 seconds between polls (was 5)"),
        ("maxAttempts", json!(40), "40 attempts at most (was 4)"),
        ("acceptors", json!([]), "ends on other conditions"),
    ];
    for (key, value, text) in cases {
        assert_eq!(change(&format!("Ready/{key}"), value), [format!("waiter Ready: {text}")]);
    }
}

#[test]
fn extras_count() {
    let files = |extras: Value| {
        definitions([
            (FILES[0], service()),
            (FILES[1], paginators()),
            ("service-2.sdk-extras.json", json!({"merge": {"shapes": extras}})),
        ])
    };
    let more = json!({"PutIn": {"members": {"Extra": {"shape": "Text"}}}});
    let (found, totals) = compare(Some(&files(json!({}))), &files(more));
    assert_eq!(lines(&found), ["Put: input member Extra added"]);
    assert_eq!(totals, [2, 1, 0]);
}

#[test]
fn regions_come_and_go() {
    let regions = |names: &[&str]| {
        let regions: Value = names.iter().map(|name| ((*name).to_owned(), json!({}))).collect();
        json!({"partitions": [{"id": "p", "outputs": {}, "regions": regions}]}).to_string()
    };
    let (old, new) = (regions(&["a", "b"]), regions(&["b", "c"]));
    let found = lines(&compare_regions(Some(old.as_bytes()), new.as_bytes()));
    assert_eq!(found, ["region a of p: removed (breaking)", "region c of p: added"]);
    let other = old.replace("\"outputs\":{}", "\"outputs\":{\"x\":1}");
    let found = lines(&compare_regions(Some(old.as_bytes()), other.as_bytes()));
    assert_eq!(found, ["partition p: has other settings"]);
    assert!(compare_regions(None, new.as_bytes()).is_empty());
}

#[test]
fn nonsense_is_no_panic() {
    for text in ["", "[]", "{\"operations\": 1}", "{\"operations\": {\"A\": {\"input\": 3}}}"] {
        let files = FILES.map(|name| (name.to_owned(), text.as_bytes().to_vec()));
        let odd = Definitions { service: "a".into(), version: "1".into(), files: files.into() };
        let good =
            definitions([(FILES[0], service()), (FILES[1], paginators()), (FILES[2], waiters())]);
        compare(Some(&odd), &good);
        compare(Some(&good), &odd);
    }
}
