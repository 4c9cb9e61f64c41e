//! Searches do what interpreted JMESPath does: those of the fixture `searches/language` are
//! evaluated on answers, and compared with the interpreter of the `jmespath` crate.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support {
    pub(crate) mod answers;
    pub(crate) mod documents;
}

/// The fixture's modules, as its golden file has them.
pub mod generated {
    include!("fixtures/searches/language/expected.rs");
}

use std::collections::{BTreeMap, BTreeSet};

use generated::tiny::{Client, search, types::Output};
use maitred::__private::v1::path::json;
use maitred::Error;
use serde_json::{Value, json};
use support::answers::{always, block_on};

fn output(answer: &Value) -> Output {
    block_on(Client::new(&always(&answer.to_string())).get().send())
}

type Search = fn(&Output) -> Result<Option<Value>, Error>;

macro_rules! searches {
    ($($name:ident)*) => {
        [$((
            stringify!($name),
            (|output| Ok(json(search::$name(output)?.as_ref()))) as Search,
        ),)*]
    };
}

fn searches() -> BTreeMap<&'static str, Search> {
    BTreeMap::from(searches! {
        s0 s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12 s13 s14 s15 s16 s17 s18 s19 s20 s21 s22 s23
        s24 s25 s26 s27 s28 s29 s30 s31 s32 s33 s34 s35 s36 s37 s38 s39 s40 s41 s42 s43 s44 s45
        s46 s47 s48 s49 s50 s51 s52 s53 s54 s55 s56 s57 s58 s59 s60 s61 s62 s63 s64 s65 s66 s67
        s68 s69 s70 s71 s72 s73 s74 s75 s76 s77 s78 s79 s80 s81 s82 s83 s84 s85 s86 s87 s88 s89
        s90 s91 s92 s93 s94 s95 s96 s97 s98 s99 s100 s101 s102 s103 s104 s105 s106 s107 s108
        s109 s110 s111 s112 s113 s114 s115 s116 s117 s118 s119 s120 s121 s122 s123 s124 s125
        s126 s127 s128 s129 s130 s131 s132 s133 s134 s135 s136 s137 s138 s139 s140 s141 s142
        s143 s144 s145 s146 s147 s148 s149 s150 s151 s152 s153 s154 s155 s156 s157 s158 s159
        s160 s161 s162 s163 s164 s165 s166 s167 s168 s169 s170 s171 s172 s173 s174 s175 s176
        s177 s178 s179 s180 s181 s182 s183 s184 s185 s186 s187 s188 s189 s190 s191 s192 s193
        s194 s195 s196 s197 s198 s199 s200 s201 s202 s203 s204
    })
}

/// The expressions, by the names of the searches.
fn expressions() -> BTreeMap<String, String> {
    let fixture: Value =
        serde_json::from_str(include_str!("fixtures/searches/language/fixture.json")).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let searches = fixture["searches"].as_array().unwrap().iter();
    searches.map(|search| (text(&search[1]), text(&search[2]))).collect()
}

#[test]
fn every_search_of_the_fixture_is_evaluated() {
    let known: BTreeSet<&str> = searches().into_keys().collect();
    let expressions = expressions();
    assert_eq!(expressions.keys().map(String::as_str).collect::<BTreeSet<_>>(), known);
}

/// Documents that no definition describes.
fn documents() -> [Value; 5] {
    [
        json!({"a": {"b": 1}}),
        json!({"list": [
            {"name": "a", "size": 2, "tags": ["x", ["y"]]}, {"name": "b", "size": 1}, null, 3,
            {"name": "a", "size": 0.5},
        ]}),
        json!({"list": [{"name": "a", "size": 3}, {"name": "c", "size": 1, "tags": []}]}),
        json!(["a", 1, {"list": []}]),
        json!("text"),
    ]
}

fn answers() -> Vec<Value> {
    let mut answers: Vec<Value> = support::documents::answers(300).collect();
    for (at, answer) in answers.iter_mut().enumerate().filter(|(at, _)| at % 3 > 0) {
        answer["Any"] = documents()[at % 5].clone();
    }
    answers
}

/// Equal as JSON, whatever the types of its numbers.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, one)| other.get(key).is_some_and(|other| same(one, other)))
        }
        _ => one == other,
    }
}

/// The interpreter sorts the members of objects, and we have them as the service sent them: where
/// an expression makes a list or text of them, their order is no part of the comparison.
fn without_order(text: &str, value: &Value) -> Value {
    let by_members = ["keys(", "values(", ".*", "to_string("];
    if by_members.iter().any(|part| text.contains(part)) { sorted(value) } else { value.clone() }
}

fn sorted(value: &Value) -> Value {
    match value {
        Value::Array(list) => {
            let mut list: Vec<Value> = list.iter().map(sorted).collect();
            list.sort_by_key(|value| format!("{value:?}"));
            Value::Array(list)
        }
        Value::Object(object) => {
            let sorted: BTreeMap<&String, Value> =
                object.iter().map(|(key, value)| (key, sorted(value))).collect();
            serde_json::to_value(sorted).unwrap()
        }
        Value::String(text) => match serde_json::from_str(text) {
            Ok(json @ (Value::Array(_) | Value::Object(_))) => sorted(&json),
            _ => value.clone(),
        },
        _ => value.clone(),
    }
}

fn interpreted(expression: &jmespath::Expression<'_>, document: &Value) -> Result<Value, String> {
    let found = match expression.search(document) {
        Ok(found) => found,
        // It divides by zero where the specification has null: the average of no numbers.
        Err(error) if error.to_string().contains("valid f64") => return Ok(Value::Null),
        Err(error) => return Err(error.to_string()),
    };
    Ok(serde_json::to_value(&*found).unwrap())
}

#[test]
fn what_is_compiled_finds_what_is_interpreted() {
    let searches = searches();
    let answers: Vec<(Output, Value)> = answers()
        .iter()
        .map(|answer| {
            let output = output(answer);
            let document = json(Some(&output)).unwrap();
            (output, document)
        })
        .collect();
    let mut wrong = Vec::new();
    let mut found_something = BTreeSet::new();
    for (name, text) in expressions() {
        let expression = jmespath::compile(&text).unwrap();
        for (output, document) in &answers {
            let expected = interpreted(&expression, document);
            let found = searches[name.as_str()](output).map(Option::unwrap_or_default);
            let is_right = match (&found, &expected) {
                (Ok(found), Ok(expected)) => {
                    same(&without_order(&text, found), &without_order(&text, expected))
                }
                (Err(error), Err(_)) => error.is_search(),
                _ => false,
            };
            if found.as_ref().is_ok_and(|found| !found.is_null()) {
                found_something.insert(name.clone());
            }
            if !is_right {
                wrong.push(format!("{text}\n  on {document}\n  {found:?}\n  {expected:?}"));
                break;
            }
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
    let nothing: Vec<String> = expressions()
        .into_iter()
        .filter(|(name, _)| !found_something.contains(name))
        .map(|(_, text)| text)
        .collect();
    assert!(nothing.len() <= 4, "the answers are too poor for these: {nothing:?}");
}
