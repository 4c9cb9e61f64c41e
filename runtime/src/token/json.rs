//! JSON text → tokens, in the order of the text.
//!
//! Only what stands at the top of a resume token may be null: deeper nulls are left out.

use std::fmt;

use indexmap::IndexMap;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::Token;

/// An object: its keys in order, each with its last value; `None` for a null.
pub(super) type Object = IndexMap<String, Option<Token>>;

/// Reads an object; `None` for anything else.
pub(super) fn object(text: &str) -> Option<Object> {
    serde_json::from_str::<Top>(text).ok().map(|top| top.0)
}

struct Top(Object);

impl<'de> Deserialize<'de> for Top {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(TopVisitor)
    }
}

struct TopVisitor;

impl<'de> Visitor<'de> for TopVisitor {
    type Value = Top;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<Top, A::Error> {
        entries(access).map(Top)
    }
}

fn entries<'de, A: MapAccess<'de>>(mut access: A) -> Result<Object, A::Error> {
    let mut object = Object::new();
    while let Some((key, Node(value))) = access.next_entry::<String, Node>()? {
        object.insert(key, value);
    }
    Ok(object)
}

/// Any JSON value; `None` for a null.
struct Node(Option<Token>);

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        Ok(Node(None))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Node, E> {
        Ok(Node(Some(Token::Bool(value))))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Node, E> {
        Ok(Node(Some(Token::Integer(value))))
    }

    /// An integer that is too large for a token counts as a float, so that it fits no integer
    /// member and is reported.
    fn visit_u64<E: Error>(self, value: u64) -> Result<Node, E> {
        let token = i64::try_from(value).map_or(Token::Float(value as f64), Token::Integer);
        Ok(Node(Some(token)))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Node, E> {
        Ok(Node(Some(Token::Float(value))))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Node, E> {
        Ok(Node(Some(Token::Text(value.to_owned()))))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(Node(element)) = access.next_element()? {
            list.extend(element);
        }
        Ok(Node(Some(Token::List(list))))
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<Node, A::Error> {
        let present = |(key, value): (String, Option<Token>)| Some((key, value?));
        let map = entries(access)?.into_iter().filter_map(present).collect();
        Ok(Node(Some(Token::Map(map))))
    }
}
