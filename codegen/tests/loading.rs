//! Which files make a definition: botocore's loading rules, on files in memory.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Write;
use std::path::PathBuf;

use flate2::{Compression, write::GzEncoder};
use maitred_build::{Memory, Selection, ServiceSelection, Sources, compile};
use serde_json::{Value, json};

const OLD: &str = "2019-12-31";
const USUAL: &str = "2020-01-01";
const NEW: &str = "2021-01-01";

/// A service with one operation, whose output has one member of this name.
fn service(version: &str, member: &str) -> Value {
    json!({
        "metadata": { "apiVersion": version, "endpointPrefix": "s", "protocol": "json" },
        "operations": { "Get": { "input": { "shape": "In" }, "output": { "shape": "Out" } } },
        "shapes": {
            "In": { "type": "structure", "members": { "Token": { "shape": "T" } } },
            "Out": { "type": "structure", "members": {
                member: { "shape": "T" }, "Next": { "shape": "T" }, "Items": { "shape": "L" },
            } },
            "T": { "type": "string" },
            "L": { "type": "list", "member": { "shape": "T" } },
        },
    })
}

fn waiters(name: &str, expected: &str) -> Value {
    let acceptor =
        json!({ "state": "success", "matcher": "path", "argument": "Next", "expected": expected });
    let waiter =
        json!({ "operation": "Get", "delay": 1, "maxAttempts": 1, "acceptors": [acceptor] });
    json!({ "version": 2, "waiters": { name: waiter } })
}

fn paginators() -> Value {
    let get = json!({ "input_token": "Token", "output_token": "Next", "result_key": "Items" });
    json!({ "pagination": { "Get": get } })
}

fn packed(value: &Value) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(value.to_string().as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// Files below roots called `a` and `b`, `mine` for models.
#[derive(Default)]
struct Tree(Memory);

impl Tree {
    fn json(self, path: &str, content: &Value) -> Self {
        self.text(path, content.to_string())
    }

    fn text(self, path: &str, content: impl Into<Vec<u8>>) -> Self {
        Tree(self.0.with(path, content))
    }

    fn compile_from(
        &self,
        roots: &[&str],
        name: &str,
        wanted: ServiceSelection,
    ) -> Result<String, String> {
        let definitions = roots.iter().map(PathBuf::from).collect();
        let sources = Sources { definitions, models: vec!["mine".into()] };
        let mut selection = Selection::default();
        selection.add(name, wanted);
        let files = compile(&self.0, &sources, &selection, "::maitred");
        let files = files.map_err(|problems| problems.to_string())?;
        Ok(files.into_iter().map(|file| file.content).collect())
    }

    fn compile(&self, wanted: ServiceSelection) -> Result<String, String> {
        self.compile_from(&["a", "b"], "s", wanted)
    }

    /// Everything that the definitions have.
    fn all(&self) -> Result<String, String> {
        self.compile(all())
    }
}

fn all() -> ServiceSelection {
    ServiceSelection::default().all_operations().all_paginators().all_waiters()
}

/// What is generated has the one and not the other.
fn has(code: &Result<String, String>, present: &[&str], absent: &[&str]) {
    let code = code.as_ref().unwrap_or_else(|problems| panic!("{problems}"));
    for name in present {
        assert!(code.contains(name), "{name} is missing");
    }
    for name in absent {
        assert!(!code.contains(name), "{name} is there");
    }
}

fn fails(code: &Result<String, String>, text: &str) {
    let problems = code.as_ref().expect_err("an error");
    assert!(problems.contains(text), "{problems}");
}

#[test]
fn l1_roots_are_looked_at_in_order_and_missing_ones_are_skipped() {
    let tree = Tree::default()
        .json("a/s/2020-01-01/service-2.json", &service(USUAL, "FromA"))
        .json("b/s/2020-01-01/service-2.json", &service(USUAL, "FromB"));
    let wanted = || ServiceSelection::default().operation("Get");
    has(&tree.compile_from(&["nowhere", "a", "b"], "s", wanted()), &["FromA"], &["FromB"]);
    has(&tree.compile_from(&["b", "a"], "s", wanted()), &["FromB"], &["FromA"]);
    fails(&tree.compile_from(&["nowhere"], "s", wanted()), "there is no definition of a service");
}

#[test]
fn l2_json_wins_over_packed_json() {
    let tree = Tree::default()
        .json("a/s/2020-01-01/service-2.json", &service(USUAL, "Plain"))
        .text("a/s/2020-01-01/service-2.json.gz", packed(&service(USUAL, "Packed")));
    has(&tree.all(), &["Plain"], &["Packed"]);
}

#[test]
fn l2_packed_json_is_read_where_it_is_alone() {
    let tree = Tree::default()
        .text("a/s/2020-01-01/service-2.json.gz", packed(&service(USUAL, "Packed")))
        .text("a/s/2020-01-01/waiters-2.json.gz", packed(&waiters("Up", "x")))
        .text("a/s/2020-01-01/paginators-1.json.gz", packed(&paginators()));
    has(&tree.all(), &["Packed", "wait_until_up", "GetPaginator"], &[]);
}

#[test]
fn l2_null_counts_as_absent() {
    let packed = packed(&service(USUAL, "Packed"));
    let tree = Tree::default()
        .text("a/s/2020-01-01/service-2.json", "null")
        .text("a/s/2020-01-01/service-2.json.gz", packed);
    has(&tree.all(), &["Packed"], &[]);
    let tree = Tree::default()
        .text("a/s/2020-01-01/service-2.json", "null")
        .json("b/s/2020-01-01/service-2.json", &service(USUAL, "FromB"));
    has(&tree.all(), &["FromB"], &[]);
    let tree = Tree::default().text("a/s/2020-01-01/service-2.json", " null ");
    fails(&tree.all(), "there is no definition of a service `s`");
}

#[test]
fn l2_the_first_root_with_a_file_wins_as_a_whole() {
    let tree = Tree::default()
        .json("a/s/2020-01-01/service-2.json", &service(USUAL, "M"))
        .json("a/s/2020-01-01/waiters-2.json", &waiters("OfA", "x"))
        .json("b/s/2020-01-01/waiters-2.json", &waiters("OfB", "x"))
        .json("b/s/2020-01-01/paginators-1.json", &paginators());
    has(&tree.all(), &["wait_until_of_a", "GetPaginator"], &["wait_until_of_b"]);
}

#[test]
fn l2_malformed_json_is_an_error_with_line_and_column() {
    let tree = Tree::default().text("a/s/2020-01-01/service-2.json", "{\n  bad");
    fails(&tree.all(), "a/s/2020-01-01/service-2.json: malformed JSON at line 2, column 3");
}

#[test]
fn l2_what_is_not_packed_or_cut_off_is_an_error() {
    let text = Tree::default().text("a/s/2020-01-01/service-2.json.gz", "not packed");
    fails(&text.all(), "a/s/2020-01-01/service-2.json.gz: is no complete gzip file");
    let mut whole = packed(&service(USUAL, "M"));
    whole.truncate(whole.len() / 2);
    let cut = Tree::default().text("a/s/2020-01-01/service-2.json.gz", whole);
    fails(&cut.all(), "is no complete gzip file");
}

#[test]
fn l2_of_a_repeated_key_the_last_wins() {
    let twice = r#"{"version": 2, "waiters": {}, "waiters": WAITERS}"#
        .replace("WAITERS", &waiters("Last", "x")["waiters"].to_string());
    let tree = Tree::default()
        .json("a/s/2020-01-01/service-2.json", &service(USUAL, "M"))
        .text("a/s/2020-01-01/waiters-2.json", twice);
    has(&tree.all(), &["wait_until_last"], &[]);
}

fn several_versions() -> Tree {
    Tree::default()
        .json("a/s/2019-12-31/service-2.json", &service(OLD, "OfOld"))
        .json("a/s/2019-12-31/waiters-2.json", &waiters("Old", "x"))
        .json("b/s/2021-01-01/service-2.json", &service(NEW, "OfNew"))
        .json("a/s/2020-01-01/service-2.json", &service(USUAL, "OfUsual"))
        .json("a/s/zz/waiters-2.json", &waiters("Zz", "x"))
}

#[test]
fn l3_the_newest_version_is_the_greatest_text_of_all_roots() {
    has(&several_versions().all(), &["OfNew"], &["OfOld", "OfUsual"]);
    let tree = several_versions().json("a/s/zz/service-2.json", &service("zz", "OfZz"));
    has(&tree.all(), &["OfZz", "wait_until_zz"], &["OfNew"]);
}

#[test]
fn l4_paginators_and_waiters_are_those_of_the_version_in_use() {
    has(&several_versions().all(), &[], &["wait_until"]);
    let old = || all().api_version(OLD);
    has(
        &several_versions().compile(old()),
        &["OfOld", "wait_until_old"],
        &["OfNew", "wait_until_zz"],
    );
    let missing = several_versions().compile(ServiceSelection::default().waiter("Old"));
    fails(&missing, "`s` has no waiter `Old`");
    let unknown = several_versions().compile(all().api_version("2020-06-06"));
    fails(
        &unknown,
        "there is no API version `2020-06-06`; the versions are 2019-12-31, 2020-01-01, 2021-01-01",
    );
}

#[test]
fn l4_the_version_is_the_one_that_the_model_states() {
    let tree = Tree::default()
        .json("a/s/latest/service-2.json", &service(USUAL, "M"))
        .json("a/s/latest/waiters-2.json", &waiters("OfDirectory", "x"))
        .json("a/s/2020-01-01/waiters-2.json", &waiters("Stated", "x"));
    has(&tree.all(), &["wait_until_stated"], &["wait_until_of_directory"]);
}

#[test]
fn l5_names_of_services_are_case_sensitive_and_the_nearest_is_named() {
    let tree = Tree::default().json("a/dynamodb/2020-01-01/service-2.json", &service(USUAL, "M"));
    let compile =
        |name| tree.compile_from(&["a"], name, ServiceSelection::default().all_operations());
    assert!(compile("dynamodb").is_ok());
    fails(&compile("DynamoDB"), "did you mean `dynamodb`?");
    fails(&compile("dynamdb"), "did you mean `dynamodb`?");
    fails(&compile("zzz"), "looked in mine, a");
}

#[test]
fn l6_extras_of_any_root_patch_the_definition_in_use() {
    let merge = json!({ "merge": {
        "shapes": { "Out": { "members": { "Added": { "shape": "T" } } } },
        "operations": { "Put": { "input": { "shape": "In" } } },
    } });
    let tree = Tree::default()
        .json("a/s/2020-01-01/service-2.json", &service(USUAL, "OfA"))
        .json("a/s/2020-01-01/service-2.sdk-extras.json", &merge)
        .json("b/s/2020-01-01/service-2.json", &service(USUAL, "OfB"));
    let from = |roots: &[&str]| tree.compile_from(roots, "s", all());
    has(&from(&["b", "a"]), &["OfB", "Added", "fn put"], &["OfA"]);
    has(&from(&["b"]), &["OfB"], &["Added", "fn put"]);
}

#[test]
fn l6_maps_merge_and_lists_are_replaced() {
    let mut extras = json!({ "merge": { "pagination": { "Get": {} } } });
    extras["merge"]["pagination"]["Get"]["result_key"] = json!(["Next"]);
    let tree = Tree::default()
        .json("a/s/2020-01-01/service-2.json", &service(USUAL, "M"))
        .json("a/s/2020-01-01/paginators-1.json", &paginators())
        .json("a/s/2020-01-01/paginators-1.sdk-extras.json", &extras);
    has(&tree.all(), &["result_keys: &[\"Next\"]", "input_tokens: &[0usize]"], &["\"Items\"]"]);
}

#[test]
fn l6_only_the_merge_key_of_extras_is_used() {
    let ignored = json!({ "version": 1, "operations": { "Put": {} } });
    let tree = Tree::default()
        .json("a/s/2020-01-01/service-2.json", &service(USUAL, "M"))
        .json("a/s/2020-01-01/service-2.sdk-extras.json", &ignored);
    has(&tree.all(), &["fn get"], &["fn put"]);
}

#[test]
fn l6_extras_that_cannot_be_merged_are_errors() {
    let tree = |base: Value, merge: Value| {
        Tree::default()
            .json("a/s/2020-01-01/service-2.json", &service(USUAL, "M"))
            .json("a/s/2020-01-01/paginators-1.json", &base)
            .json("a/s/2020-01-01/paginators-1.sdk-extras.json", &json!({ "merge": merge }))
    };
    fails(&tree(json!([]), json!({})).all(), "paginators-1.json: expected a JSON object");
    fails(&tree(paginators(), json!(null)).all(), "sdk-extras.json: /merge: expected an object");
    let alone =
        Tree::default().json("a/s/2020-01-01/service-2.sdk-extras.json", &json!({ "merge": {} }));
    fails(&alone.all(), "there is no definition of a service");
}

#[test]
fn d23_own_extras_patch_what_counts_and_leave_the_bundled_ones_in_place() {
    let extras = |entry: Value| json!({ "merge": { "pagination": { "Get": entry } } });
    let bundled = Tree::default()
        .json("a/s/2020-01-01/service-2.json", &service(USUAL, "M"))
        .json("a/s/2020-01-01/paginators-1.json", &paginators())
        .json(
            "a/s/2020-01-01/paginators-1.sdk-extras.json",
            &extras(json!({ "result_key": ["M"] })),
        );
    has(&bundled.all(), &["result_keys: &[\"M\"]"], &[]);
    // Over the bundled file, beside its own extras.
    let limit = extras(json!({ "limit_key": "Token" }));
    let tree = bundled.json("mine/s/2020-01-01/paginators-1.sdk-extras.json", &limit);
    has(&tree.all(), &["result_keys: &[\"M\"]", "fn page_size"], &[]);
    // Over an entry of the user's.
    let tree = tree.json("mine/s/2020-01-01/paginators-1.json", &paginators());
    has(&tree.all(), &["result_keys: &[\"Items\"]", "fn page_size"], &[]);
}

#[test]
fn d23_a_packed_file_of_ones_own_is_read_and_the_stated_version_counts() {
    let tree = Tree::default()
        .text("mine/s/2020-01-01/service-2.json.gz", packed(&service(USUAL, "Mine")))
        .text("mine/s/2020-01-01/waiters-2.json.gz", packed(&waiters("Up", "x")));
    has(&tree.all(), &["Mine", "wait_until_up"], &[]);
    let tree = Tree::default()
        .json("mine/s/2020-01-01/service-2.json", &service(NEW, "Mine"))
        .json("mine/s/2020-01-01/waiters-2.json", &waiters("Up", "x"));
    fails(&tree.all(), "is for API version `2020-01-01`, but `2021-01-01` is used");
}

#[test]
fn l7_loading_changes_nothing() {
    let merge = json!({ "merge": { "operations": { "Put": {} } } });
    let tree = Tree::default()
        .json("a/s/2020-01-01/service-2.json", &service(USUAL, "M"))
        .json("a/s/2020-01-01/service-2.sdk-extras.json", &merge)
        .json("mine/s/2020-01-01/waiters-2.json", &waiters("Mine", "x"));
    assert_eq!(tree.all(), tree.all());
}

#[test]
fn l8_a_version_without_its_predecessors_paginators_has_none() {
    let tree = Tree::default()
        .json("a/s/2019-12-31/service-2.json", &service(OLD, "M"))
        .json("a/s/2019-12-31/paginators-1.json", &paginators())
        .json("a/s/2020-01-01/service-2.json", &service(USUAL, "M"));
    has(&tree.all(), &[], &["GetPaginator"]);
    let asked = tree.compile(ServiceSelection::default().paginator("Get"));
    fails(&asked, "operation `Get` of `s` has no paginator");
}

#[test]
fn d23_models_are_merged_entry_by_entry() {
    let tree = Tree::default()
        .json("a/s/2020-01-01/service-2.json", &service(USUAL, "M"))
        .json("a/s/2020-01-01/waiters-2.json", &waiters("Both", "bundled"))
        .json("mine/s/2020-01-01/waiters-2.json", &waiters("Both", "mine"));
    has(&tree.all(), &["expected: \"mine\""], &["expected: \"bundled\""]);
    let tree = tree.json("mine/s/2020-01-01/paginators-1.json", &paginators());
    has(&tree.all(), &["GetPaginator"], &[]);
}

#[test]
fn d23_models_of_another_version_are_an_error() {
    let tree = Tree::default()
        .json("a/s/2020-01-01/service-2.json", &service(USUAL, "M"))
        .json("mine/s/2019-12-31/waiters-2.json", &waiters("W", "x"));
    fails(&tree.all(), "is for API version `2019-12-31`, but `2020-01-01` is used");
}

#[test]
fn d23_a_service_of_ones_own_needs_no_definitions() {
    let tree = Tree::default().json("mine/s/2020-01-01/service-2.json", &service(USUAL, "Mine"));
    has(&tree.all(), &["Mine"], &[]);
    let replaced = tree.json("a/s/2020-01-01/service-2.json", &service(USUAL, "Bundled"));
    has(&replaced.all(), &["Mine"], &["Bundled"]);
}
