//! Models that are wrong in every way: what is said, and that it is said soon.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use maitred_build::{Check, Checked, Disk, Files, Lint, Memory, Sources};
use serde_json::{Value, json};

fn service() -> Value {
    json!({
        "metadata": { "apiVersion": "1", "endpointPrefix": "s", "protocol": "json" },
        "operations": { "Get": { "input": { "shape": "In" }, "output": { "shape": "Out" } } },
        "shapes": {
            "In": { "type": "structure", "members": { "Token": { "shape": "T" } } },
            "Out": { "type": "structure", "members": {
                "State": { "shape": "T" }, "Next": { "shape": "T" }, "Items": { "shape": "L" } } },
            "T": { "type": "string" },
            "L": { "type": "list", "member": { "shape": "T" } },
        },
    })
}

fn acceptor(state: &str, expected: &str) -> Value {
    json!({ "state": state, "matcher": "path", "argument": "State", "expected": expected })
}

fn waiter(acceptors: Value) -> Value {
    json!({ "operation": "Get", "delay": 1, "maxAttempts": 2, "acceptors": acceptors })
}

fn waiters(name: &str) -> Value {
    json!({ "version": 2, "waiters": { name: waiter(json!([acceptor("success", "UP")])) } })
}

/// A bundled service `s`, and files below `mine`.
fn files(own: &[(&str, &[u8])]) -> Memory {
    let bundled = Memory::default().with("bundled/s/1/service-2.json", service().to_string());
    own.iter().fold(bundled, |files, (path, content)| files.with(format!("mine/{path}"), *content))
}

fn checked(files: &dyn Files, definitions: &Path, models: &Path) -> Checked {
    let sources = Sources { definitions: vec![definitions.into()], models: vec![models.into()] };
    let check = Check::new(files, &sources);
    let mut all = check.layout();
    for name in check.services() {
        let one = check.service(&name);
        all.errors.extend(one.errors);
        all.warnings.extend(one.warnings);
    }
    all
}

fn check(own: &[(&str, &[u8])]) -> Checked {
    checked(&files(own), Path::new("bundled"), Path::new("mine"))
}

/// The one error.
fn error(own: &[(&str, &[u8])]) -> String {
    let found = check(own);
    assert_eq!(found.errors.len(), 1, "{found:#?}");
    found.errors[0].to_string()
}

/// The one warning, of this kind.
fn warning(lint: Lint, own: &[(&str, &[u8])]) -> String {
    let found = check(own);
    assert_eq!((found.errors.len(), found.warnings.len()), (0, 1), "{found:#?}");
    assert_eq!(found.warnings[0].lint, Some(lint));
    found.warnings[0].to_string()
}

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

#[test]
fn of_repeated_keys_it_is_said_which_counts() {
    let text = waiters("Up").to_string().replace("\"delay\":1", "\"delay\":9,\"delay\":1");
    let found = warning(Lint::RepeatedKey, &[("s/1/waiters-2.json", text.as_bytes())]);
    let expected = "mine/s/1/waiters-2.json: /waiters/Up/delay: stands here twice; the last one counts, and the first says nothing";
    assert_eq!(found, expected);
}

#[test]
fn what_nobody_reads_is_said() {
    let sound = waiters("Up").to_string();
    let sound = sound.as_bytes();
    let errors = [
        (
            "s/1/waiter-2.json",
            "is no name of a definition, so nobody reads this file; did you mean `waiters-2.json`?",
        ),
        ("s/1/paginators.json", "did you mean `paginators-1.json`?"),
        (
            "s/waiters-2.json",
            "definitions stand in the directory of a version; move it to s/1/waiters-2.json",
        ),
        ("waiters-2.json", "move it to <service>/<version>/waiters-2.json"),
        (
            "z/1/waiters-2.json",
            "is for no service that is known; a service of your own needs a service-2.json",
        ),
        (
            "s/2/waiters-2.json",
            "is for API version `2`, but `1` is used; move it to a directory called `1`",
        ),
    ];
    for (path, expected) in errors {
        let found = error(&[(path, sound), ("s/1/waiters-2.json", sound)]);
        assert!(found.ends_with(expected), "{path}: {found}");
    }
    let warnings = [
        (
            vec![("s/1/mine.json", sound)],
            "the names are service-2, paginators-1, waiters-2, endpoint-rule-set-1",
        ),
        (
            vec![("s/1/waiters-2.json.gz", &b""[..])],
            "waiters-2.json.gz: is ignored, since waiters-2.json stands beside it",
        ),
    ];
    for (mut own, expected) in warnings {
        own.push(("s/1/waiters-2.json", sound));
        let found = warning(Lint::IgnoredFile, &own);
        assert!(found.ends_with(expected), "{found}");
    }
    let nothing = "mine: holds no service, so it changes nothing; expected files such as <service>/<version>/waiters-2.json";
    assert_eq!(warning(Lint::IgnoredFile, &[]), nothing);
    let prose: &[(&str, &[u8])] = &[
        ("README.md", b"x"),
        ("s/.hidden.json", b"x"),
        ("s/1/notes.txt", b"x"),
        ("s/1/waiters-2.json", sound),
    ];
    assert_eq!(check(prose), check(&[("s/1/waiters-2.json", sound)]));
}

#[test]
fn two_services_of_one_module_are_said() {
    let service = service().to_string();
    let service = service.as_bytes();
    let found = warning(
        Lint::NameCollision,
        &[("my-s/1/service-2.json", service), ("my_s/1/service-2.json", service)],
    );
    assert_eq!(found, "mine/my_s: is the module `my_s`, as `my-s` is: one build cannot have both");
}

#[test]
fn keys_that_nobody_reads_are_said_with_the_nearest() {
    let mut file = waiters("Up");
    file["waiters"]["Up"]["maxAttempt"] = json!(5);
    file["waiters"]["Up"]["_comment"] = json!("not read");
    let found = warning(Lint::UnknownKey, &[("s/1/waiters-2.json", file.to_string().as_bytes())]);
    assert!(
        found.ends_with(
            "a waiter has no key `maxAttempt`, so nobody reads it; did you mean `maxAttempts`?"
        ),
        "{found}"
    );
    let mut service = service();
    service["shapes"]["In"]["requird"] = json!(["Token"]);
    service["shapes"]["In"]["somethingNewOfAws"] = json!(true);
    let found =
        warning(Lint::UnknownKey, &[("s/1/service-2.json", service.to_string().as_bytes())]);
    assert!(found.contains("/shapes/In/requird: a shape has no key `requird`"), "{found}");
}

#[test]
fn tokens_without_partner_are_said() {
    let file = br#"{"pagination": {"Get": {"input_token": ["Token"], "output_token": ["Next", "State"], "result_key": "Items"}}}"#;
    let found = warning(Lint::UnevenTokens, &[("s/1/paginators-1.json", file)]);
    assert!(found.contains("`input_token` names 1, `output_token` 2"), "{found}");
}

/// Every kind of acceptor that an earlier one hides, by the index of both.
#[test]
fn w6_acceptors_that_never_decide_are_said() {
    let path = |matcher: &str, state: &str| json!({ "state": state, "matcher": matcher, "argument": "Items[]", "expected": "UP" });
    let error = |expected: Value, state: &str| json!({ "state": state, "matcher": "error", "expected": expected });
    let hidden = [
        (json!([acceptor("success", "UP"), acceptor("success", "UP")]), Lint::DuplicateAcceptor),
        (json!([acceptor("success", "UP"), acceptor("failure", "UP")]), Lint::ShadowedAcceptor),
        (json!([path("pathAny", "success"), path("pathAll", "failure")]), Lint::ShadowedAcceptor),
        (
            json!([error(json!(true), "success"), error(json!("Gone"), "failure")]),
            Lint::ShadowedAcceptor,
        ),
        (
            json!([error(json!(false), "success"), acceptor("failure", "UP")]),
            Lint::ShadowedAcceptor,
        ),
    ];
    for (acceptors, lint) in hidden {
        let file = json!({ "version": 2, "waiters": { "W": waiter(acceptors) } }).to_string();
        let found = warning(lint, &[("s/1/waiters-2.json", file.as_bytes())]);
        assert!(
            found.contains("/waiters/W/acceptors/1: ") && found.contains("acceptor 0"),
            "{found}"
        );
    }
    for sound in [
        json!([path("pathAll", "success"), path("pathAny", "failure")]),
        json!([error(json!("Gone"), "success"), error(json!(true), "failure")]),
        json!([acceptor("success", "UP"), acceptor("failure", "DOWN")]),
    ] {
        let file = json!({ "version": 2, "waiters": { "W": waiter(sound) } }).to_string();
        assert_eq!(check(&[("s/1/waiters-2.json", file.as_bytes())]).warnings, []);
    }
}

#[test]
fn what_is_bundled_is_not_the_models_business() {
    let bundled = json!({ "version": 2, "waiters": { "Odd": waiter(json!([])) } }).to_string();
    let own = waiters("Up").to_string();
    let files = files(&[("s/1/waiters-2.json", own.as_bytes())])
        .with("bundled/s/1/waiters-2.json", bundled.as_bytes());
    let found = checked(&files, Path::new("bundled"), Path::new("mine"));
    assert_eq!((found.errors, found.warnings), (vec![], vec![]));
}

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
