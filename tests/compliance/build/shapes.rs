//! A JSON document → shapes that describe it.
//!
//! Objects are structures, arrays are lists, what several elements have in common is one shape with
//! the members of all. Where a document says nothing of a type, or says two things, it is that of a
//! document: null, what an empty list holds, text beside numbers.

use serde_json::{Map, Value, json};

/// What a value looks like.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Ty {
    Unknown,
    Boolean,
    Integer,
    Number,
    Text,
    List { element: Box<Ty>, nulls: bool },
    Structure(Vec<(String, Ty)>),
    Document,
}

impl Ty {
    pub(crate) fn of(value: &Value) -> Ty {
        match value {
            Value::Null => Ty::Unknown,
            Value::Bool(_) => Ty::Boolean,
            Value::Number(number) if number.is_i64() => Ty::Integer,
            Value::Number(_) => Ty::Number,
            Value::String(_) => Ty::Text,
            Value::Array(list) => Ty::List {
                element: Box::new(list.iter().map(Ty::of).fold(Ty::Unknown, Ty::with)),
                nulls: list.contains(&Value::Null),
            },
            Value::Object(map) => {
                Ty::Structure(map.iter().map(|(key, value)| (key.clone(), Ty::of(value))).collect())
            }
        }
    }

    /// What describes both.
    fn with(self, other: Ty) -> Ty {
        match (self, other) {
            (one, other) if one == other => one,
            (Ty::Unknown, known) | (known, Ty::Unknown) => known,
            (Ty::Integer, Ty::Number) | (Ty::Number, Ty::Integer) => Ty::Number,
            (Ty::List { element, nulls }, Ty::List { element: other, nulls: more }) => {
                Ty::List { element: Box::new(element.with(*other)), nulls: nulls || more }
            }
            (Ty::Structure(members), Ty::Structure(more)) => Ty::Structure(merged(members, more)),
            _ => Ty::Document,
        }
    }

    /// Adds the shape, and those in it; its name.
    pub(crate) fn add(&self, shapes: &mut Map<String, Value>) -> String {
        let shape = match self {
            Ty::Boolean => json!({"type": "boolean"}),
            Ty::Integer => json!({"type": "long"}),
            Ty::Number => json!({"type": "double"}),
            Ty::Text => json!({"type": "string"}),
            Ty::List { element, nulls } => {
                json!({"type": "list", "member": {"shape": element.add(shapes)}, "sparse": nulls})
            }
            Ty::Structure(members) => {
                let members = members
                    .iter()
                    .map(|(name, ty)| (name.clone(), json!({"shape": ty.add(shapes)})));
                json!({"type": "structure", "members": members.collect::<Map<_, _>>()})
            }
            Ty::Unknown | Ty::Document => {
                json!({"type": "structure", "document": true, "members": {}})
            }
        };
        let name = format!("Shape{}", shapes.len());
        shapes.insert(name.clone(), shape);
        name
    }
}

fn merged(mut members: Vec<(String, Ty)>, more: Vec<(String, Ty)>) -> Vec<(String, Ty)> {
    for (name, ty) in more {
        match members.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = std::mem::replace(known, Ty::Unknown).with(ty),
            None => members.push((name, ty)),
        }
    }
    members
}
