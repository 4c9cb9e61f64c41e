//! Files that are no files, and what is larger, deeper or longer than any definition.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use maitred_build::Disk;
use serde_json::json;

use crate::{check, checked, error, service, waiters};

fn directory(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bad_models").join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(path.join("mine/s/1")).unwrap();
    std::fs::create_dir_all(path.join("bundled/s/1")).unwrap();
    std::fs::write(path.join("bundled/s/1/service-2.json"), service().to_string()).unwrap();
    path
}

fn check_disk(place: &Path) -> Vec<String> {
    let found = checked(&Disk::default(), &place.join("bundled"), &place.join("mine"));
    let root = format!("{}/", place.display());
    found.errors.iter().map(|one| one.to_string().replace(&root, "")).collect()
}

#[test]
fn a_directory_in_the_place_of_a_file_is_said() {
    let place = directory("directory");
    std::fs::create_dir_all(place.join("mine/s/1/waiters-2.json")).unwrap();
    assert_eq!(check_disk(&place), ["mine/s/1/waiters-2.json: cannot be read: is no file"]);
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_or_to_nowhere_are_said() {
    use std::os::unix::fs::symlink;
    let place = directory("links");
    std::fs::write(place.join("mine/s/1/waiters-2.json"), waiters("Up").to_string()).unwrap();
    symlink("paginators-1.json", place.join("mine/s/1/paginators-1.json")).unwrap();
    symlink("nowhere", place.join("mine/s/2")).unwrap();
    // A directory that holds itself is looked at no deeper than the layout goes.
    symlink("..", place.join("mine/s/1/up")).unwrap();
    let found = check_disk(&place);
    assert_eq!(found.len(), 3, "{found:#?}");
    assert_eq!(found[0], "mine/s/1/paginators-1.json: leads to no file or directory");
    assert_eq!(found[1], "mine/s/2: leads to no file or directory");
    assert!(found[2].starts_with("mine/s/1/paginators-1.json: cannot be read: "), "{found:#?}");
}

#[cfg(unix)]
#[test]
fn a_pipe_keeps_nobody_waiting() {
    let place = directory("pipe");
    let pipe = place.join("mine/s/1/waiters-2.json");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let found = check_disk(&place);
    assert_eq!(found.last().unwrap(), "mine/s/1/waiters-2.json: cannot be read: is no file");
}

#[test]
fn a_file_of_a_hundred_megabytes_is_not_read() {
    let place = directory("large");
    let file = std::fs::File::create(place.join("mine/s/1/waiters-2.json")).unwrap();
    file.set_len(100 << 20).unwrap();
    let found = check_disk(&place);
    let expected = "mine/s/1/waiters-2.json: cannot be read: is 100 MB, and no definition is larger than 16 MB";
    assert_eq!(found, [expected]);
}

/// Far more than it takes, and far less than a hang.
const SOON: Duration = Duration::from_secs(120);

fn soon(work: impl FnOnce()) {
    let begun = Instant::now();
    work();
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
}

#[test]
fn deep_nesting_is_an_error() {
    soon(|| {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let deep = open.repeat(10_000) + "1" + &close.repeat(10_000);
            let found = error(&[("s/1/waiters-2.json", deep.as_bytes())]);
            assert!(found.ends_with("nests more than 127 levels"), "{found}");
        }
    });
}

/// Lists in a long chain, a ring of them, and structures that hold each other.
#[test]
fn shapes_in_circles_end() {
    soon(|| {
        const SHAPES: usize = 20_000;
        for ring in [false, true] {
            let mut service = service();
            let shapes = service["shapes"].as_object_mut().unwrap();
            for index in 0..SHAPES {
                let next = if ring { (index + 1) % SHAPES } else { index + 1 };
                let member = if next < SHAPES { format!("L{next}") } else { "T".to_owned() };
                shapes.insert(
                    format!("L{index}"),
                    json!({ "type": "list", "member": { "shape": member } }),
                );
            }
            let found = check(&[("s/1/service-2.json", service.to_string().as_bytes())]);
            assert!(found.errors.len() >= 500, "{}", found.errors.len());
            assert!(found.errors[0].message.contains("nests more than 16 lists and maps"));
        }
        let mut service = service();
        service["shapes"]["Out"]["members"]["Self"] = json!({ "shape": "Out" });
        service["shapes"]["Out"]["required"] = json!(["Self"]);
        service["shapes"]["In"]["members"]["Out"] = json!({ "shape": "Out" });
        service["shapes"]["In"]["required"] = json!(["Out"]);
        assert_eq!(check(&[("s/1/service-2.json", service.to_string().as_bytes())]).errors, []);
    });
}

#[test]
fn a_hundred_thousand_mistakes_are_not_all_told() {
    soon(|| {
        let mut shapes = String::from("\"In\": {\"type\": \"structure\"}");
        for index in 0..100_000 {
            write!(
                shapes,
                ",\"S{index}\":{{\"type\":\"list\",\"member\":{{\"shape\":\"X{index}\"}}}}"
            )
            .unwrap();
        }
        let metadata = service()["metadata"].to_string();
        let text =
            format!("{{\"metadata\":{metadata},\"operations\":{{}},\"shapes\":{{{shapes}}}}}");
        let found = check(&[("s/1/service-2.json", text.as_bytes())]);
        assert_eq!(found.errors.len(), 500);
    });
}
