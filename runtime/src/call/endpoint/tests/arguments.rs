use super::super::rules::{Argument, Given, Literal, Step};
use super::super::values::Value;
use super::*;
use crate::shape::{Fields, Map, Member, Put, Schema};

static ITEM: Schema = Schema::new("Item", &[Member::element("Table"), Member::element("Other")]);

static INPUT: Schema = Schema::new(
    "Input",
    &[Member::element("Name"), Member::element("Items"), Member::element("Map")],
);

/// A structure of texts, by place.
#[derive(Debug, Clone)]
struct Item(Vec<Option<String>>);

impl Fields for Item {
    fn schema(&self) -> &'static Schema {
        &ITEM
    }

    fn field(&self, index: usize) -> Option<&dyn Put> {
        self.0.get(index)?.as_ref().map(|text| text as &dyn Put)
    }
}

impl crate::shape::Value for Item {
    fn read(
        _: &mut dyn crate::wire::Reader,
        _: &Member,
    ) -> Result<Option<Self>, crate::wire::Malformed> {
        Ok(None)
    }

    fn write(&self, writer: &mut dyn crate::wire::Writer, _: &Member) {
        writer.structure(self);
    }
}

struct Input {
    name: Option<String>,
    items: Vec<Item>,
    map: Map<String>,
}

impl Fields for Input {
    fn schema(&self) -> &'static Schema {
        &INPUT
    }

    fn field(&self, index: usize) -> Option<&dyn Put> {
        match index {
            0 => self.name.as_ref().map(|name| name as &dyn Put),
            1 => Some(&self.items),
            _ => Some(&self.map),
        }
    }
}

fn given(value: Given) -> Option<Value> {
    let given: &'static [Argument] = Box::leak(Box::new([Argument { slot: 3, value }]));
    let service = service("x", &PLAIN);
    let operation = OperationSpec::new(service, "Get", "GET", "/").endpoint(given);
    let text = |text: &str| Some(text.to_owned());
    let items = vec![Item(vec![text("a"), None]), Item(vec![None, text("b")])];
    let map = Map::from_iter([("k".to_owned(), String::new()), ("l".to_owned(), String::new())]);
    let input = Input { name: text("mine"), items, map };
    let found = arguments(&operation, &input);
    assert!(found.iter().all(|(slot, _)| *slot == 3));
    found.into_iter().next().map(|(_, value)| value)
}

fn texts(texts: &[&str]) -> Option<Value> {
    Some(Value::List(texts.iter().map(|text| (*text).to_owned()).collect()))
}

#[test]
fn values_come_from_the_definition_and_the_input() {
    assert_eq!(given(Given::Fixed(Literal::Bool(true))), Some(Value::Bool(true)));
    assert_eq!(given(Given::One(&[Step::Member("Name")])), Some(Value::Text("mine".to_owned())));
    assert_eq!(given(Given::One(&[Step::Member("Gone")])), None);
    assert_eq!(given(Given::One(&[Step::Member("Items")])), None, "a list is no text");
    let tables = &[Step::Member("Items"), Step::Each, Step::Member("Table")];
    assert_eq!(given(Given::All(tables)), texts(&["a"]));
    assert_eq!(given(Given::All(&[Step::Member("Map"), Step::Keys])), texts(&["k", "l"]));
    assert_eq!(given(Given::All(&[Step::Member("Name"), Step::Keys])), None);
}

#[test]
fn several_ways_are_gone_element_by_element() {
    static OTHER: [Step; 1] = [Step::Member("Other")];
    static TABLE: [Step; 1] = [Step::Member("Table")];
    static WAYS: [&[Step]; 2] = [&OTHER, &TABLE];
    static STEPS: [Step; 3] = [Step::Member("Items"), Step::Each, Step::Ways(&WAYS)];
    assert_eq!(given(Given::All(&STEPS)), texts(&["a", "b"]));
}
