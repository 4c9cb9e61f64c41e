//! Compiled JMESPath does what interpreted JMESPath does: the waiters and the paginator of the
//! fixture `waiters/jmespath` are evaluated on answers, and compared with vectors and with the
//! interpreter of the `jmespath` crate.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support {
    pub(crate) mod answers;
    pub(crate) mod documents;
}

/// The fixture's modules, as its golden file has them.
pub mod generated {
    include!("fixtures/waiters/jmespath/expected.rs");
}

use std::collections::BTreeSet;

use generated::tiny::{Client, operation, types::Output, waiter};
use jmespath::Variable;
use maitred::__private::v1::{Acceptor, Paginated, Test, Token};
use serde_json::{Value, json};
use support::answers::{always, block_on};

fn output(answer: &Value) -> Output {
    block_on(Client::new(&always(&answer.to_string())).get().send())
}

fn acceptors() -> impl Iterator<Item = &'static Acceptor<Output>> {
    [&waiter::VALUES, &waiter::LISTS, &waiter::CONDITIONS, &waiter::FUNCTIONS]
        .into_iter()
        .flat_map(|spec| spec.acceptors)
}

fn is_match(acceptor: &Acceptor<Output>, output: &Output) -> bool {
    match acceptor.test {
        Test::Output(test) => test(output),
        ref other => panic!("the fixture has conditions on the output only, not {other:?}"),
    }
}

/// Evaluates the acceptors with this matcher, argument and expected value.
fn evaluate(matcher: &str, argument: &str, expected: &str, answer: Value) -> bool {
    let found = acceptors().find(|acceptor| {
        (acceptor.matcher, acceptor.argument, acceptor.expected) == (matcher, argument, expected)
    });
    let found = found.unwrap_or_else(|| panic!("no acceptor {matcher} {argument} {expected}"));
    is_match(found, &output(&answer))
}

fn check(
    vectors: impl IntoIterator<Item = (&'static str, &'static str, &'static str, Value, bool)>,
) {
    for (matcher, argument, expected, answer, wanted) in vectors {
        let shown = format!("{matcher} {argument} is {expected} on {answer}");
        assert_eq!(evaluate(matcher, argument, expected, answer), wanted, "{shown}");
    }
}

#[test]
fn w14_path_is_equality_of_values() {
    check([
        ("path", "S", "a", json!({"S": "a"}), true),
        ("path", "S", "a", json!({"S": "A"}), false),
        ("path", "S", "a", json!({"S": null}), false),
        ("path", "S", "a", json!({}), false),
        ("path", "S", "", json!({"S": ""}), true),
        ("path", "S", "", json!({}), false),
        ("path", "N", "1", json!({"N": 1}), true),
        ("path", "N", "1.5", json!({"N": 1}), false),
        ("path", "D", "2.5", json!({"D": 2.5}), true),
        ("path", "B", "false", json!({"B": false}), true),
        ("path", "B", "false", json!({}), false),
        ("path", "E", "UP", json!({"E": "UP"}), true),
        ("path", "E", "GONE", json!({"E": "GONE"}), true),
    ]);
}

#[test]
fn w15_path_all_needs_an_element_and_path_any_finds_one() {
    check([
        ("pathAll", "Names", "a", json!({"Names": ["a", "a"]}), true),
        ("pathAll", "Names", "a", json!({"Names": ["a", "b"]}), false),
        ("pathAll", "Names", "a", json!({"Names": []}), false),
        ("pathAll", "Names", "a", json!({}), false),
        ("pathAny", "Names", "a", json!({"Names": ["b", "a"]}), true),
        ("pathAny", "Names", "a", json!({"Names": ["b"]}), false),
        ("pathAny", "Names", "a", json!({"Names": []}), false),
        ("pathAny", "Names", "a", json!({}), false),
    ]);
}

#[test]
fn w16_projections_drop_nulls() {
    check([
        ("pathAll", "F[].S", "a", json!({"F": [{"S": "a"}, {}]}), true),
        ("pathAll", "F[].S", "a", json!({"F": [{}, {}]}), false),
        ("pathAll", "F[].S", "a", json!({}), false),
        ("pathAll", "M.*.S", "a", json!({"M": {"x": {"S": "a"}, "y": {"S": "a"}}}), true),
        ("pathAll", "M.*.S", "a", json!({"M": {"x": {"S": "a"}, "y": {}}}), true),
        ("pathAll", "Grid[]", "x", json!({"Grid": [["x"], [], ["x", "x"]]}), true),
        (
            "pathAny",
            "F[].Tags[]",
            "t",
            json!({"F": [{}, {"Tags": ["u"]}, {"Tags": ["u", "t"]}]}),
            true,
        ),
    ]);
}

#[test]
fn w19_d15_a_length_of_nothing_does_not_match() {
    check([
        ("path", "length(Names) > `0` || B", "true", json!({}), false),
        ("path", "length(Names) > `0` || B", "true", json!({"B": true}), false),
        ("path", "B || length(Names) > `0`", "true", json!({"B": true}), true),
        ("path", "!(length(Names) == `0`)", "true", json!({}), false),
        ("path", "!(length(Names) == `0`)", "true", json!({"Names": ["a"]}), true),
        ("path", "length(KinesisDataStreamDestinations) > `0`", "false", json!({}), false),
        (
            "path",
            "length(KinesisDataStreamDestinations) > `0`",
            "false",
            json!({"KinesisDataStreamDestinations": []}),
            true,
        ),
    ]);
}

#[test]
fn w20_comparisons_and_truth_are_those_of_jmespath() {
    check([
        ("path", "S == Sub.S", "true", json!({}), true),
        ("path", "S == Sub.S", "true", json!({"S": "x"}), false),
        ("path", "S == `null`", "true", json!({}), true),
        ("path", "N != `1`", "true", json!({}), true),
        ("path", "N < `2`", "true", json!({"N": 1}), true),
        ("path", "N < `2`", "true", json!({}), false),
        ("path", "!N", "true", json!({"N": 0}), false),
        ("path", "!N", "true", json!({}), true),
        ("path", "!S", "true", json!({"S": ""}), true),
        ("path", "!Names", "true", json!({"Names": []}), true),
        ("path", "!M", "true", json!({"M": {}}), true),
        ("path", "!Sub", "true", json!({"Sub": {}}), true),
        ("path", "!Any", "true", json!({"Any": 0}), false),
        ("path", "length(S) == `1`", "true", json!({"S": "é"}), true),
        ("path", "length(S) == `1`", "true", json!({"S": "😀"}), true),
    ]);
}

#[test]
fn p16_the_first_true_operand_is_taken_and_zero_is_true() {
    check([
        ("path", "(N || Sub.N) == `0`", "true", json!({"N": 0, "Sub": {"N": 5}}), true),
        ("path", "(S || Sub.S) == 'a'", "true", json!({"S": "", "Sub": {"S": "a"}}), true),
        ("path", "(S || Sub.S) == 'a'", "true", json!({"S": "b", "Sub": {"S": "a"}}), false),
        ("path", "S || Sub.S", "a", json!({"Sub": {"S": "a"}}), true),
    ]);
    let tokens = |answer: Value| operation::Get::next_tokens(&output(&answer));
    let number = |answer| tokens(answer)[1].clone();
    assert_eq!(number(json!({"N": 0, "Sub": {"N": 5}})), Some(Token::Integer(0)));
    assert_eq!(number(json!({"Sub": {"N": 5}})), Some(Token::Integer(5)));
    let last = |answer| tokens(answer)[3].clone();
    assert_eq!(last(json!({"S": "", "F": [{"S": "x"}, {"S": "y"}]})), Some("y".into()));
    assert_eq!(last(json!({"S": "s", "F": [{"S": "x"}]})), Some("s".into()));
    assert_eq!(last(json!({"S": "", "F": []})), None);
}

#[test]
fn p15_tokens_are_passed_on_as_they_are() {
    let found = operation::Get::next_tokens(&output(&json!({
        "S": "", "Names": ["a", "b"], "Texts": {"z": "1", "a": "2"},
    })));
    let texts = Token::Map(vec![("z".into(), "1".into()), ("a".into(), "2".into())]);
    let expected = [Some("".into()), None, Some("b".into()), None, Some(texts)];
    assert_eq!(found, expected);
}

#[test]
fn p17_more_results_is_a_condition() {
    let both = |answer: Value| operation::Get::has_more(&output(&answer));
    assert!(both(json!({"B": true})));
    assert!(both(json!({"B": false, "Sub": {"B": true}})));
    assert!(!both(json!({"B": false, "Sub": {"B": false}})));
    assert!(!both(json!({})));
    let number = |answer: Value| operation::Count::has_more(&output(&answer));
    assert!(number(json!({"N": 0})), "zero is true");
    assert!(!number(json!({})));
}

const STABLE: &str =
    "length(services[?!(length(deployments) == `1` && runningCount == desiredCount)]) == `0`";

#[test]
fn ecs_services_stable() {
    let service = |deployments: usize, running: i32, desired: i32| {
        let deployments = vec![json!({"id": "d"}); deployments];
        json!({"deployments": deployments, "runningCount": running, "desiredCount": desired})
    };
    let vector = |services: Value, wanted| ("path", STABLE, "true", services, wanted);
    check([
        vector(json!({"services": [service(1, 2, 2), service(1, 0, 0)]}), true),
        vector(json!({"services": [service(1, 2, 2), service(1, 1, 2)]}), false),
        vector(json!({"services": [service(2, 2, 2)]}), false),
        vector(json!({"services": []}), true),
        vector(json!({}), false),
        vector(json!({"services": [{"runningCount": 1, "desiredCount": 1}]}), false),
        vector(json!({"services": [{"deployments": [{}]}]}), true),
    ]);
}

const INACTIVE: &str = "length(KinesisDataStreamDestinations) > `0`  && length(KinesisDataStreamDestinations[?DestinationStatus == 'DISABLED' || DestinationStatus == 'ENABLE_FAILED']) ==  length(KinesisDataStreamDestinations)";

#[test]
fn dynamodb_kinesis_streaming_destination_active() {
    let answer = |statuses: &[&str]| {
        let all = statuses.iter().map(|status| json!({"DestinationStatus": status}));
        json!({"KinesisDataStreamDestinations": all.collect::<Vec<_>>()})
    };
    let any = "KinesisDataStreamDestinations[].DestinationStatus";
    check([
        ("pathAny", any, "ACTIVE", answer(&["DISABLED", "ACTIVE"]), true),
        ("pathAny", any, "ACTIVE", answer(&["ENABLING"]), false),
        ("path", INACTIVE, "true", answer(&["DISABLED", "ENABLE_FAILED"]), true),
        ("path", INACTIVE, "true", answer(&["DISABLED", "ACTIVE"]), false),
        ("path", INACTIVE, "true", answer(&[]), false),
        ("path", INACTIVE, "true", json!({}), false),
    ]);
}

#[test]
fn the_definitions_still_have_these_expressions() {
    let files = [
        ("ecs/2014-11-13", "ServicesStable", STABLE),
        ("dynamodb/2012-08-10", "KinesisStreamingDestinationActive", INACTIVE),
    ];
    for (directory, waiter, expression) in files {
        let path = maitred_build::specs::dir().join(directory).join("waiters-2.json");
        let file: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        let acceptors = file["waiters"][waiter]["acceptors"].as_array().unwrap();
        assert!(acceptors.iter().any(|acceptor| acceptor["argument"] == expression), "{waiter}");
    }
}

/// What botocore would make of an acceptor, with the expression interpreted (W14, W15, and D15: an
/// evaluation that fails is no match).
fn interpreted(acceptor: &Acceptor<Output>, answer: &Value) -> bool {
    let expression = jmespath::compile(acceptor.argument).unwrap();
    let Ok(found) = expression.search(answer) else { return false };
    let equal = |value: &Variable| match value {
        Variable::String(text) => text == acceptor.expected,
        Variable::Number(number) => number.as_f64() == acceptor.expected.parse().ok(),
        Variable::Bool(value) => value.to_string() == acceptor.expected,
        _ => false,
    };
    let elements = found.as_array().filter(|elements| !elements.is_empty());
    match acceptor.matcher {
        "pathAll" => elements.is_some_and(|all| all.iter().all(|one| equal(one))),
        "pathAny" => elements.is_some_and(|all| all.iter().any(|one| equal(one))),
        _ => equal(&found),
    }
}

#[test]
fn what_is_compiled_does_what_is_interpreted() {
    let mut outcomes = BTreeSet::new();
    for answer in support::documents::answers(400) {
        let output = output(&answer);
        for (index, acceptor) in acceptors().enumerate() {
            let (compiled, expected) =
                (is_match(acceptor, &output), interpreted(acceptor, &answer));
            assert_eq!(compiled, expected, "{acceptor:?}\non {answer}");
            outcomes.insert((index, compiled));
        }
    }
    // Of the conditions that are not constant, hardly one was never met both ways.
    let both = acceptors().enumerate();
    let one_way = both.filter(|(index, _)| {
        !outcomes.contains(&(*index, true)) || !outcomes.contains(&(*index, false))
    });
    let one_way: Vec<_> =
        one_way.map(|(_, acceptor)| (acceptor.argument, acceptor.expected)).collect();
    assert!(one_way.len() <= 12, "the answers decide too little: {one_way:?}");
}
