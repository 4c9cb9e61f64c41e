//! Answers of the fixture `waiters/jmespath`, made up at random but always the same ones.

use serde_json::{Map, Value, json};

/// That many answers.
pub(crate) fn answers(count: u64) -> impl Iterator<Item = Value> {
    (0..count).map(|seed| Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1).answer())
}

struct Dice(u64);

type Make = fn(&mut Dice) -> Value;

impl Dice {
    /// A number below a limit (xorshift).
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) % limit
    }

    fn one_of(&mut self, values: &[Value]) -> Value {
        values[self.below(values.len() as u64) as usize].clone()
    }

    fn text(&mut self) -> Value {
        self.one_of(&[
            json!("a"),
            json!("b"),
            json!("t"),
            json!("x"),
            json!("é"),
            json!("ab"),
            json!(""),
        ])
    }

    fn number(&mut self) -> Value {
        self.one_of(&[json!(0), json!(1), json!(2), json!(-2), json!(7)])
    }

    fn flag(&mut self) -> Value {
        self.one_of(&[json!(true), json!(false)])
    }

    fn state(&mut self) -> Value {
        self.one_of(&[json!("UP"), json!("DOWN"), json!("GONE")])
    }

    fn document(&mut self) -> Value {
        let values =
            [json!(0), json!(""), json!([]), json!({}), json!(false), json!("x"), json!({"a": 0})];
        self.one_of(&values)
    }

    fn list(&mut self, element: Make) -> Value {
        (0..self.below(4)).map(|_| element(self)).collect()
    }

    /// A structure or map with some of these members.
    fn some_of(&mut self, members: &[(&str, Make)]) -> Value {
        let mut object = Map::new();
        for (name, value) in members {
            if self.below(3) > 0 {
                object.insert((*name).to_owned(), value(self));
            }
        }
        Value::Object(object)
    }

    fn texts(&mut self) -> Value {
        self.list(Self::text)
    }

    fn by_name(&mut self) -> Value {
        self.some_of(&[
            ("k", |_| json!("v")),
            ("a b", |dice| dice.one_of(&[json!("v"), json!("w")])),
        ])
    }

    fn leaf(&mut self) -> Value {
        self.some_of(&[("S", Self::text), ("E", Self::state), ("N", Self::number)])
    }

    fn item(&mut self) -> Value {
        self.some_of(&[
            ("S", Self::text),
            ("N", Self::number),
            ("B", Self::flag),
            ("E", Self::state),
            ("Tags", Self::texts),
            ("Items", |dice| dice.list(Self::leaf)),
            ("Sub", |dice| {
                dice.some_of(&[("Sub", |dice| dice.one_of(&[json!({"S": "deep"}), json!({})]))])
            }),
            ("M", Self::by_name),
        ])
    }

    fn union(&mut self) -> Value {
        let many = json!({ "Many": self.texts() });
        self.one_of(&[json!({"Text": "t"}), json!({"Text": ""}), json!({"Number": 7}), many])
    }

    fn service(&mut self) -> Value {
        self.some_of(&[
            ("deployments", |dice| dice.list(|_| json!({"id": "d"}))),
            ("runningCount", Self::number),
            ("desiredCount", Self::number),
        ])
    }

    fn destination(&mut self) -> Value {
        let statuses = [json!("ACTIVE"), json!("DISABLED"), json!("ENABLE_FAILED")];
        json!({ "DestinationStatus": self.one_of(&statuses) })
    }

    fn answer(&mut self) -> Value {
        self.some_of(&[
            ("S", Self::text),
            ("N", Self::number),
            ("D", |dice| dice.one_of(&[json!(2.5), json!(0.0), json!(-1.5)])),
            ("L", |dice| dice.one_of(&[json!(1), json!(9_007_199_254_740_993_i64)])),
            ("B", Self::flag),
            ("E", Self::state),
            ("T", |_| json!(1_600_000_000)),
            ("Any", Self::document),
            ("F", |dice| dice.list(Self::item)),
            ("Names", Self::texts),
            ("Numbers", |dice| dice.list(Self::number)),
            ("Flags", |dice| dice.list(Self::flag)),
            ("Grid", |dice| dice.list(Self::texts)),
            ("M", |dice| dice.some_of(&[("k", Self::item), ("l", Self::item)])),
            ("Texts", Self::by_name),
            ("Sub", Self::item),
            ("U", Self::union),
            ("services", |dice| dice.list(Self::service)),
            ("KinesisDataStreamDestinations", |dice| dice.list(Self::destination)),
        ])
    }
}
