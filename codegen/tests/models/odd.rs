//! What is most likely a mistake.

use std::path::Path;

use maitred_build::Lint;
use serde_json::{Value, json};

use crate::{acceptor, check, checked, error, files, service, waiter, waiters, warning};

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
    let warnings = warnings.into_iter().chain([(
        vec![("batch.json", sound)],
        "mine/batch.json: is no name of a definition, so nobody reads this file; the names are \
         service-2, paginators-1, waiters-2, endpoint-rule-set-1",
    )]);
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

/// The format in which other projects keep waiters: descriptions, several states, more keys than
/// botocore reads.
#[test]
fn w2_waiters_of_other_projects_are_taken_as_they_are() {
    let up =
        json!({ "matcher": "path", "argument": "State", "expected": "UP", "state": "success" });
    let down =
        json!({ "matcher": "path", "argument": "State", "expected": "DOWN", "state": "failure" });
    let gone = json!({ "matcher": "error", "expected": "Gone", "state": "retry" });
    let waiter = json!({ "operation": "Get", "delay": 30, "maxAttempts": 60,
        "description": "until it is up", "acceptors": [up, down, gone] });
    let mut file = json!({ "version": 2, "waiters": { "thing_up": waiter } });
    assert_eq!(
        check(&[("s/1/waiters-2.json", file.to_string().as_bytes())]),
        check(&[("s/1/waiters-2.json", waiters("Up").to_string().as_bytes())])
    );
    file["waiters"]["thing_up"]["provider"] = json!("theirs");
    let found = warning(Lint::UnknownKey, &[("s/1/waiters-2.json", file.to_string().as_bytes())]);
    assert!(
        found.contains("a waiter has no key `provider`, so nobody reads it; the keys are "),
        "{found}"
    );
}
