//! Entries of a paginators file: what becomes of them, and what is refused when the program is
//! built. Tests are named after botocore's rules.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use maitred_build::{Memory, Selection, ServiceSelection, Sources, compile};
use serde_json::{Value, json};

/// A service with operations `List` and `Get`, the latter without a paginator.
fn compiled(pagination: Option<Value>, wanted: ServiceSelection) -> Result<String, String> {
    let operation = json!({ "input": { "shape": "In" }, "output": { "shape": "Out" } });
    let service = json!({
        "metadata": { "apiVersion": "1", "endpointPrefix": "s", "protocol": "json",
            "jsonVersion": "1.0", "targetPrefix": "T" },
        "operations": { "List": operation, "Get": operation },
        "shapes": {
            "In": { "type": "structure", "members": {
                "Token": { "shape": "T" }, "Second": { "shape": "T" }, "Size": { "shape": "N" } } },
            "Out": { "type": "structure", "members": {
                "Items": { "shape": "L" }, "Others": { "shape": "L" }, "Options": { "shape": "L" }, "Next": { "shape": "T" },
                "NextSecond": { "shape": "T" }, "Owner": { "shape": "T" },
                "Count": { "shape": "N" }, "Inner": { "shape": "Inner" } } },
            "Inner": { "type": "structure", "members": {
                "Items": { "shape": "L" }, "Name": { "shape": "T" }, "Deep": { "shape": "Inner2" } } },
            "Inner2": { "type": "structure", "members": { "Items": { "shape": "L" } } },
            "L": { "type": "list", "member": { "shape": "T" } },
            "N": { "type": "integer" },
            "T": { "type": "string" },
        },
    });
    let mut files = Memory::default().with("d/tiny/1/service-2.json", service.to_string());
    if let Some(pagination) = pagination {
        let file = json!({ "version": "1.0", "pagination": pagination }).to_string();
        files = files.with("d/tiny/1/paginators-1.json", file);
    }
    let sources = Sources { definitions: vec!["d".into()], models: Vec::new() };
    let mut selection = Selection::default();
    selection.add("tiny", wanted);
    let files = compile(&files, &sources, &selection, "::maitred");
    let files = files.map_err(|problems| problems.to_string())?;
    let paginators = files.iter().find(|file| file.path.ends_with("paginator.rs"));
    let content = paginators.map_or("", |file| file.content.as_str());
    Ok(content.split_whitespace().collect())
}

fn list() -> ServiceSelection {
    ServiceSelection::default().paginator("List")
}

/// An entry for `List`, changed.
fn entry(changes: &Value) -> Value {
    let mut entry =
        json!({ "input_token": "Token", "output_token": "Next", "result_key": "Items" });
    for (key, value) in changes.as_object().unwrap() {
        entry[key] = value.clone();
    }
    json!({ "List": entry })
}

fn paginator(changes: &Value) -> String {
    compiled(Some(entry(changes)), list()).unwrap()
}

fn refused(changes: &Value) -> String {
    compiled(Some(entry(changes)), list()).expect_err("an entry that makes no sense")
}

#[test]
fn p1_other_keys_are_read_over() {
    let odd = json!({ "py_input_token": "token", "version": "1.0", "limit": 3 });
    assert_eq!(paginator(&odd), paginator(&json!({})));
    let all = paginator(&json!({ "limit_key": "Size", "more_results": "Count",
        "non_aggregate_keys": ["Owner"] }));
    assert!(all.contains("fnpage_size") && all.contains("fnhas_more") && all.contains("fnkeep"));
}

#[test]
fn p1_without_tokens_there_is_no_paginator() {
    for key in ["input_token", "output_token"] {
        let mut pagination = entry(&json!({}));
        pagination["List"].as_object_mut().unwrap().remove(key);
        let error = compiled(Some(pagination), list()).unwrap_err();
        assert!(error.contains(&format!("/pagination/List: expected a key `{key}`")), "{error}");
    }
}

#[test]
fn p2_input_tokens_and_limits_are_names_and_no_expressions() {
    for (key, value) in [("input_token", "Token.x"), ("limit_key", "Size || Token")] {
        let error = refused(&json!({ key: value }));
        assert!(error.contains(&format!("the input In has no member `{value}`")), "{error}");
    }
}

#[test]
fn p2_expressions_are_checked_when_the_program_is_built() {
    for key in ["output_token", "more_results", "result_key", "non_aggregate_keys"] {
        let value = if key == "non_aggregate_keys" { json!(["a["]) } else { json!("a[") };
        let error = refused(&json!({ key: value }));
        assert!(error.contains(&format!("/pagination/List/{key}")), "{error}");
        assert!(error.contains("`a[`, offset 2"), "{error}");
        let value = if key == "non_aggregate_keys" { json!(["Itesm"]) } else { json!("Itesm") };
        let error = refused(&json!({ key: value }));
        assert!(error.contains("did you mean `Items`?"), "{error}");
    }
}

#[test]
fn p3_what_is_written_is_a_path() {
    for expression in ["Items[0]", "Items[]", "Items[*]", "Items || Others", "@"] {
        for (key, value) in
            [("result_key", json!(expression)), ("non_aggregate_keys", json!([expression]))]
        {
            let error = refused(&json!({ key: value }));
            let expected = format!("`{expression}`, offset 0: is written in full results");
            assert!(error.contains(&expected), "{error}");
        }
    }
    for expression in ["", "."] {
        let error = refused(&json!({ "result_key": expression }));
        assert!(error.contains("/pagination/List/result_key"), "{error}");
    }
}

#[test]
fn p4_an_operation_without_a_paginator_is_said_to_have_none() {
    let get = || ServiceSelection::default().paginator("Get");
    for pagination in [Some(entry(&json!({}))), None] {
        let error = compiled(pagination, get()).unwrap_err();
        assert!(error.contains("operation `Get` of `tiny` has no paginator"), "{error}");
    }
}

#[test]
fn d1_p5_a_name_that_is_no_operation_is_said_to_be_none() {
    for name in ["Lits", "list", "get"] {
        let wanted = ServiceSelection::default().paginator(name);
        let error = compiled(Some(entry(&json!({}))), wanted).unwrap_err();
        assert!(error.contains(&format!("`tiny` has no paginator `{name}`")), "{error}");
    }
}

#[test]
fn p6_the_results_keep_their_names_and_their_order() {
    let several = paginator(&json!({ "result_key": ["Others", "Inner.Items", "Items", "Count"] }));
    assert!(several.contains(r#"result_keys:&["Others","Inner.Items","Items","Count"]"#));
    assert!(several.contains("0usize=>&mutpage.others,1usize=>&mutpage.inner.as_mut()?.items,"));
}

#[test]
fn results_named_as_an_option_get_a_method_of_their_own() {
    let several = paginator(&json!({ "result_key": ["Options", "Others"] }));
    assert!(several.contains("pubfnoptions(self,options:::maitred::PageOptions)"));
    assert!(several.contains("pubfnoptions_(self)") && several.contains("pubfnothers(self"));
}

#[test]
fn p14_a_paginator_has_results() {
    let mut without = entry(&json!({}));
    without["List"].as_object_mut().unwrap().remove("result_key");
    let error = compiled(Some(without), list()).unwrap_err();
    assert!(error.contains("/pagination/List: expected a key `result_key`"), "{error}");
    let error = refused(&json!({ "result_key": [] }));
    assert!(error.contains("/pagination/List: expected at least one `result_key`"), "{error}");
}

#[test]
fn p15_surplus_tokens_are_dropped() {
    let surplus = paginator(&json!({ "output_token": ["Next", "NextSecond"] }));
    assert_eq!(surplus, paginator(&json!({})));
    let deficit = paginator(&json!({ "input_token": ["Token", "Second"] }));
    assert_eq!(deficit, surplus, "a member that no token is for is none of paging's");
}

#[test]
fn d5_without_a_limit_key_there_is_no_page_size() {
    assert!(!paginator(&json!({})).contains("page_size"));
    assert!(paginator(&json!({ "limit_key": "Size" })).contains("fnpage_size"));
}

#[test]
fn p35_what_is_kept_is_moved_from_the_first_page() {
    let kept = paginator(&json!({ "non_aggregate_keys": ["Owner", "Count"] }));
    assert!(kept.contains("all.owner=page.owner.take();all.count=page.count.take();"), "{kept}");
    assert!(!paginator(&json!({})).contains("fnkeep"));
}

#[test]
fn p36_an_outer_structure_is_moved_before_what_is_inside_of_it() {
    for keys in [["Inner.Name", "Inner"], ["Inner", "Inner.Name"]] {
        let kept = paginator(&json!({ "non_aggregate_keys": keys }));
        let outer = kept.find("all.inner=page.inner.take();").unwrap();
        let inner = kept.find("all.name=page.name.take();").unwrap();
        assert!(outer < inner, "or the outer one would take the place of the inner one");
    }
}

#[test]
fn d11_parents_of_results_can_be_made() {
    let nested = paginator(&json!({ "result_key": ["Items", "Inner.Deep.Items"] }));
    let default = "get_or_insert_with(::core::default::Default::default)";
    assert!(nested.contains(&format!("ifkey==1usize{{all.inner.{default}.deep.{default};}}")));
    assert!(!paginator(&json!({})).contains("fnopen"));
}
