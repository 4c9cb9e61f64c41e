//! Types of members, and types that several operations share.

use super::*;

#[test]
fn types_of_members() {
    let things = |shape: Value| of_shapes("Things", shape);
    let was = "Get: output member Things was list of Thing, is now";
    let map = json!({"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Thing"}});
    assert_eq!(things(map), [format!("{was} map of Thing (breaking)")]);
    let sparse = json!({"type": "list", "sparse": true, "member": {"shape": "Thing"}});
    assert_eq!(things(sparse), [format!("{was} list of Thing or null (breaking)")]);
    let document = json!({"type": "structure", "document": true});
    assert_eq!(things(document), [format!("{was} document (breaking)")]);
    let body = json!({"type": "blob", "streaming": true});
    assert_eq!(things(body), [format!("{was} streaming body (breaking)")]);
    let alike = of_shapes("Text", json!({"type": "character", "pattern": "x"}));
    assert_eq!(alike, NONE, "the same type in Rust");
}

#[test]
fn a_renamed_shape_is_another_type() {
    let mut new = service();
    let thing = new["shapes"]["Thing"].clone();
    put(&mut new, "/shapes/Item", thing);
    put(&mut new, "/shapes/Things/member/shape", json!("Item"));
    assert_eq!(
        told(FILES[0], "/shapes", new["shapes"].clone()),
        ["Get: output member Things was list of Thing, is now list of Item (breaking)"]
    );
}

#[test]
fn shared_types_are_told_once() {
    assert_eq!(
        of_shapes("Filter/members/New", json!({"shape": "Text"})),
        ["type Filter: member New added, in Get and Put"]
    );
    assert_eq!(
        of_shapes("Filter/required", json!(["Kind", "Name"])),
        ["type Filter: member Kind is now required, in Get and Put (breaking)"]
    );
    assert_eq!(
        of_shapes("Thing/members/Tags", Value::Null),
        ["type Thing: member Tags removed, in Get (breaking)"]
    );
    assert_eq!(of_shapes("Thing/required", json!(["Name"])), NONE, "only inputs are built");
    assert_eq!(of_shapes("Unused/members/Text", Value::Null), NONE, "nobody reaches it");
}

#[test]
fn structures_become_unions_and_back() {
    assert_eq!(
        of_shapes("Thing/union", json!(true)),
        ["type Thing: was a structure, is now a union, in Get (breaking)"]
    );
    assert_eq!(
        of_shapes("Choice/union", Value::Null),
        ["type Choice: was a union, is now a structure, in Get (breaking)"]
    );
    assert_eq!(
        of_shapes("Choice/members/New", json!({"shape": "Text"})),
        ["type Choice: member New added, in Get"]
    );
}

#[test]
fn enums_are_open() {
    assert_eq!(
        of_shapes("State/enum", json!(["on", "off", "new"])),
        ["type State: value new added, in Get"]
    );
    assert_eq!(
        of_shapes("State/enum", json!(["c", "on", "b", "a"])),
        [
            "type State: value off removed, in Get (breaking)",
            "type State: values a, b, c added, in Get",
        ]
    );
    assert_eq!(
        of_shapes("State/enum", json!(["on"])),
        ["type State: value off removed, in Get (breaking)"]
    );
    assert_eq!(
        of_shapes("State/enum", Value::Null),
        ["Get: output member State was State, is now text (breaking)"]
    );
}

#[test]
fn what_becomes_part_of_an_input() {
    let holds = |shape: &str| of_shapes("PutIn/members/New", json!({"shape": shape}));
    assert_eq!(
        holds("Thing")[..2],
        [
            "type Thing: is now part of an input: setters stand for its accessors, in Get and Put \
             (breaking)",
            "Put: input member New added",
        ]
    );
    assert_eq!(
        holds("Part"),
        [
            "Put: input member New added",
            "type Part: is now part of an input, and can be built, in Get and Put",
        ]
    );
    // `Filter` is left in the output alone.
    let mut old = service();
    put(&mut old, "/shapes/Thing/members/Filter", json!({"shape": "Filter"}));
    let mut new = old.clone();
    put(&mut new, "/shapes/PutIn/members/Filter", Value::Null);
    put(&mut new, "/shapes/GetIn/members/Filter", Value::Null);
    let files = |service| definitions([(FILES[0], service), ("b", json!({})), ("c", json!({}))]);
    let found = lines(&compare(Some(&files(old)), &files(new)).0);
    let text = "type Filter: is part of no input any more, and cannot be built, in Get (breaking)";
    assert!(found.contains(&text.to_owned()), "{found:?}");
}

#[test]
fn a_structure_that_comes_to_hold_itself() {
    assert_eq!(
        of_shapes("Part/members/Whole", json!({"shape": "Thing"})),
        [
            "type Thing: member Part was Part, is now Part in a box, in Get (breaking)",
            "type Part: member Whole added, in Get",
        ]
    );
    let list = of_shapes("Part/members/Wholes", json!({"shape": "Things"}));
    assert_eq!(list, ["type Part: member Wholes added, in Get"], "a list is a box");
}
