//! The same definitions and selection give the same bytes, whatever order things come in, and what
//! is generated for one operation does not depend on what else is selected.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use maitred_build::{
    Disk, Entry, File, Files, Memory, Selection, ServiceSelection, Sources, compile, specs,
};

fn bundled() -> Sources {
    Sources { definitions: vec![specs::dir().to_owned()], models: Vec::new() }
}

fn selection(service: &str, wanted: ServiceSelection) -> Selection {
    let mut selection = Selection::default();
    selection.add(service, wanted);
    selection
}

fn generate(files: &dyn Files, selection: &Selection) -> Vec<File> {
    compile(files, &bundled(), selection, "::maitred").unwrap()
}

fn dynamodb() -> ServiceSelection {
    let wanted = ServiceSelection::default();
    wanted.operation("CreateTable").paginator("Query").paginator("Scan").waiter("TableExists")
}

/// The disk, with every directory listed the other way round.
struct Backwards(Disk);

impl Files for Backwards {
    fn directories(&self, path: &Path) -> Vec<String> {
        let mut names = self.0.directories(path);
        names.reverse();
        names
    }

    fn entries(&self, path: &Path) -> io::Result<Vec<Entry>> {
        let mut entries = self.0.entries(path)?;
        entries.reverse();
        Ok(entries)
    }

    fn exists(&self, path: &Path) -> bool {
        self.0.exists(path)
    }

    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        self.0.read(path)
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let mut selection = selection("dynamodb", dynamodb());
    selection.add("kinesis", ServiceSelection::default().all_paginators().all_waiters());
    let first = generate(&Disk::default(), &selection);
    for _ in 0..3 {
        assert!(generate(&Disk::default(), &selection) == first);
    }
    assert!(generate(&Backwards(Disk::default()), &selection) == first, "the order of directories");
}

#[test]
fn the_order_of_a_selection_does_not_matter() {
    let mut turned = Selection::default();
    turned.add("kinesis", ServiceSelection::default().waiter("StreamExists"));
    turned.add("dynamodb", ServiceSelection::default().waiter("TableExists").paginator("Scan"));
    turned.add("dynamodb", ServiceSelection::default().paginator("Query").operation("CreateTable"));
    turned.add("dynamodb", ServiceSelection::default().paginator("Query"));
    let mut usual = selection("dynamodb", dynamodb());
    usual.add("kinesis", ServiceSelection::default().waiter("StreamExists"));
    let generate = |selection| generate(&Disk::default(), selection);
    assert!(generate(&usual) == generate(&turned));
}

#[test]
fn the_order_of_files_in_memory_does_not_matter() {
    let directory = specs::dir().join("kinesis/2013-12-02");
    let kinds = ["service-2", "paginators-1", "waiters-2"];
    let memory = |kinds: &[&str]| {
        kinds.iter().fold(Memory::default(), |memory, kind| {
            let name = format!("{kind}.json");
            let content = std::fs::read(directory.join(&name)).unwrap();
            memory.with(Path::new("specs/kinesis/2013-12-02").join(name), content)
        })
    };
    let sources = Sources { definitions: vec!["specs".into()], models: Vec::new() };
    let selection = selection("kinesis", ServiceSelection::default().all_paginators());
    let generate = |memory: &Memory| compile(memory, &sources, &selection, "::maitred").unwrap();
    let turned: Vec<&str> = kinds.into_iter().rev().collect();
    assert!(generate(&memory(&kinds)) == generate(&memory(&turned)));
}

/// The top-level items of each file, each with its text.
fn items(files: &[File]) -> BTreeMap<String, Vec<(syn::Item, String)>> {
    let of_file = |file: &File| {
        let parsed = syn::parse_file(&file.content).unwrap();
        assert!(parsed.attrs.is_empty(), "{} has inner attributes", file.path.display());
        let texts = texts(&file.content);
        assert_eq!(texts.len(), parsed.items.len(), "{}", file.path.display());
        parsed.items.into_iter().zip(texts).collect()
    };
    files.iter().map(|file| (file.path.display().to_string(), of_file(file))).collect()
}

/// The texts of the items: the last line of each begins at the margin, or is a call on what began
/// there, and ends in `}` or `;`.
fn texts(content: &str) -> Vec<String> {
    let (_header, code) = content.split_once("\n\n").unwrap();
    let mut texts = vec![String::new()];
    for line in code.lines() {
        if let Some(text) = texts.last_mut() {
            *text += &format!("{line}\n");
        }
        let at_margin = !line.starts_with([' ', '/', '#']) || line.starts_with("    .");
        if at_margin && line.ends_with(['}', ';']) {
            texts.push(String::new());
        }
    }
    texts.retain(|text| !text.is_empty());
    texts
}

/// May the item grow with the selection? The client has a method for each operation, and the codes
/// of the errors are those of all operations.
fn grows(path: &str, item: &syn::Item) -> bool {
    let self_type = |ty: &syn::Type, name: &str| matches!(ty, syn::Type::Path(path) if path.path.is_ident(name));
    match item {
        syn::Item::Impl(item) => {
            self_type(&item.self_ty, "Client") || self_type(&item.self_ty, "ErrorCode")
        }
        syn::Item::Enum(item) => item.ident == "ErrorCode",
        syn::Item::Const(item) => path.ends_with("/mod.rs") && item.ident == "_",
        _ => false,
    }
}

/// Every item of `before` is in `after`, to the byte; those that grow have kept every line.
fn assert_kept(before: &[File], after: &[File]) {
    let after_items = items(after);
    for (path, items) in items(before) {
        let Some(present) = after_items.get(&path) else { panic!("{path} is gone") };
        for (item, text) in items {
            if grows(&path, &item) {
                let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
                let kept = present.iter().filter(|(item, _)| grows(&path, item));
                let kept: Vec<String> = kept.flat_map(|(_, text)| lines(text)).collect();
                let lost = lines(&text).into_iter().find(|line| !kept.contains(line));
                assert_eq!(lost, None, "lost from {path}");
            } else {
                let kept = present.iter().any(|(_, present)| *present == text);
                assert!(kept, "changed or gone from {path}:\n{text}");
            }
        }
    }
}

fn check_additions(service: &str, wanted: &ServiceSelection, added: &[ServiceSelection]) {
    let before = generate(&Disk::default(), &selection(service, wanted.clone()));
    for more in added {
        let mut selection = selection(service, wanted.clone());
        selection.add(service, more.clone());
        let after = generate(&Disk::default(), &selection);
        assert!(after != before, "{more:?} adds nothing");
        assert_kept(&before, &after);
    }
}

#[test]
fn one_more_operation_of_dynamodb_changes_no_other() {
    let add = |name: &str| ServiceSelection::default().operation(name);
    let wanted = ServiceSelection::default().paginator("Query").waiter("TableExists");
    let added = [
        add("CreateTable"),
        add("TransactWriteItems"),
        add("ExecuteStatement"),
        ServiceSelection::default().paginator("ListBackups"),
        ServiceSelection::default().waiter("ExportCompleted"),
        ServiceSelection::default().all_operations(),
    ];
    check_additions("dynamodb", &wanted, &added);
}

#[test]
fn one_more_operation_of_ec2_changes_no_other() {
    let wanted =
        ServiceSelection::default().paginator("DescribeSnapshots").waiter("InstanceRunning");
    let added = [
        ServiceSelection::default().operation("RunInstances"),
        ServiceSelection::default().paginator("DescribeVolumes").waiter("VolumeInUse"),
    ];
    check_additions("ec2", &wanted, &added);
}

#[test]
fn a_search_changes_no_other_operation_and_no_other_search() {
    let wanted = ServiceSelection::default()
        .paginator("DescribeSnapshots")
        .search("DescribeVolumes", "sizes", "Volumes[].{id: VolumeId, size: Size}")
        .waiter("InstanceRunning");
    let add = |operation: &str, name: &str, expression: &str| {
        ServiceSelection::default().search(operation, name, expression)
    };
    let added = [
        add("DescribeInstanceTypes", "types", "InstanceTypes[].InstanceType"),
        add("DescribeImages", "big", "Images[].{id: ImageId, tags: Tags[].Key}"),
    ];
    check_additions("ec2", &wanted, &added);
}

/// Names that collide are told apart over the whole model, so a selection cannot change them.
#[test]
fn one_more_operation_changes_no_name_that_collides() {
    let shape = |members: &str| format!(r#"{{"type":"structure","members":{{{members}}}}}"#);
    let member = |name: &str, shape: &str| format!(r#""{name}":{{"shape":"{shape}"}}"#);
    let error = r#"{"type":"structure","members":{},"exception":true}"#;
    let operation = |shape: &str, error: &str| {
        format!(
            r#"{{"input":{{"shape":"{shape}"}},"output":{{"shape":"{shape}"}},"errors":[{{"shape":"{error}"}}]}}"#
        )
    };
    let definition = format!(
        r#"{{"metadata":{{"apiVersion":"1","endpointPrefix":"x","protocol":"json"}},
        "operations":{{"Get":{},"get":{},"GET":{}}},
        "shapes":{{"Thing":{},"thing":{},"THING":{},"Gone":{error},"gone":{error},"GONE":{error},"Kind":{{"type":"string","enum":["a"]}},"kind":{{"type":"string","enum":["b"]}}}}}}"#,
        operation("Thing", "Gone"),
        operation("thing", "gone"),
        operation("THING", "GONE"),
        shape(&member("K", "Kind")),
        shape(&member("K", "kind")),
        shape(&member("Self", "THING")),
    );
    let memory = Memory::default().with("d/tiny/1/service-2.json", definition);
    let sources = Sources { definitions: vec!["d".into()], models: Vec::new() };
    let generate = |names: &[&str]| {
        let wanted = ServiceSelection::default();
        let wanted = names.iter().fold(wanted, |wanted, name| wanted.operation(*name));
        compile(&memory, &sources, &selection("tiny", wanted), "::maitred").unwrap()
    };
    let all = generate(&["Get", "get", "GET"]);
    for names in [&["Get"][..], &["get"], &["GET"], &["Get", "GET"], &["get", "GET"]] {
        assert_kept(&generate(names), &all);
    }
}
