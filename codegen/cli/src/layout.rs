//! Writes a definition so that an update is a readable diff.
//!
//! Top-level keys stand on lines of their own, and so does every entry of what they hold: one
//! operation, shape, paginator or waiter a line, compact. Rules of endpoint rule sets, which
//! nest, stand on a line each, and so do the entries that extras merge in and the regions of
//! partitions. The order of keys is kept, and parsing the text gives the value back.

use serde_json::{Map, Value};

/// The text of a definition, with a final line break.
pub(crate) fn layout(definition: &Value) -> String {
    let mut text = String::new();
    match definition {
        Value::Object(map) => block(&mut text, 0, map, |text, key, value| match key {
            "rules" => rules(text, 1, value),
            "merge" => sections(text, 1, value, |_| true),
            "partitions" => partitions(text, value),
            _ => section(text, 1, value),
        }),
        other => text.push_str(&other.to_string()),
    }
    text.push('\n');
    text
}

/// What stands under a top-level key.
fn section(text: &mut String, depth: usize, value: &Value) {
    sections(text, depth, value, |_| false);
}

/// An object, an entry a line; the entries under the keys that are `nested` take several in turn.
fn sections(text: &mut String, depth: usize, value: &Value, nested: impl Fn(&str) -> bool) {
    match value {
        Value::Object(map) => block(text, depth, map, |text, key, value| match nested(key) {
            true => section(text, depth + 1, value),
            false => text.push_str(&value.to_string()),
        }),
        other => text.push_str(&other.to_string()),
    }
}

fn partitions(text: &mut String, value: &Value) {
    match value {
        Value::Array(list) => lines(text, 1, ['[', ']'], list.iter(), |text, partition| {
            sections(text, 2, partition, |key| key == "regions");
        }),
        other => text.push_str(&other.to_string()),
    }
}

/// An object over several lines: `"key": value` each, the values written by `write`.
pub(crate) fn block(
    text: &mut String,
    depth: usize,
    map: &Map<String, Value>,
    write: impl Fn(&mut String, &str, &Value),
) {
    lines(text, depth, ['{', '}'], map.iter(), |text, (key, value)| {
        push_key(text, key, ": ");
        write(text, key, value);
    });
}

/// An array of rules over several lines; the branches of a tree are rules again.
fn rules(text: &mut String, depth: usize, value: &Value) {
    match value {
        Value::Array(list) => lines(text, depth, ['[', ']'], list.iter(), |text, rule| {
            rule_line(text, depth + 1, rule);
        }),
        other => text.push_str(&other.to_string()),
    }
}

fn rule_line(text: &mut String, depth: usize, rule: &Value) {
    let Value::Object(map) = rule else { return text.push_str(&rule.to_string()) };
    text.push('{');
    for (index, (key, value)) in map.iter().enumerate() {
        text.push_str(if index == 0 { "" } else { "," });
        push_key(text, key, ":");
        if key == "rules" { rules(text, depth, value) } else { text.push_str(&value.to_string()) }
    }
    text.push('}');
}

/// `open`, the items on lines of their own with commas between them, `close`.
pub(crate) fn lines<T>(
    text: &mut String,
    depth: usize,
    [open, close]: [char; 2],
    items: impl ExactSizeIterator<Item = T>,
    mut write: impl FnMut(&mut String, T),
) {
    text.push(open);
    let last = items.len();
    for (index, item) in items.enumerate() {
        new_line(text, depth + 1);
        write(text, item);
        text.push_str(if index + 1 < last { "," } else { "" });
    }
    if last > 0 {
        new_line(text, depth);
    }
    text.push(close);
}

fn new_line(text: &mut String, depth: usize) {
    text.push('\n');
    text.extend(std::iter::repeat_n("  ", depth));
}

/// A key with its escapes and what separates it from its value.
pub(crate) fn push_key(text: &mut String, key: &str, separator: &str) {
    text.push_str(&Value::from(key).to_string());
    text.push_str(separator);
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn one_entry_a_line() {
        let definition = json!({
            "version": "2.0",
            "metadata": {"protocols": ["ec2"]},
            "operations": {"B": {"name": "B", "http": {"method": "POST"}}, "A": {}},
            "shapes": {},
        });
        let expected = r#"{
  "version": "2.0",
  "metadata": {
    "protocols": ["ec2"]
  },
  "operations": {
    "B": {"name":"B","http":{"method":"POST"}},
    "A": {}
  },
  "shapes": {}
}
"#;
        assert_eq!(layout(&definition), expected);
    }

    #[test]
    fn one_rule_a_line() {
        let rules = json!([
            {"conditions": [], "rules": [{"error": "e"}, {"endpoint": {"url": "u"}}], "type": "tree"},
            {"rules": []},
        ]);
        let expected = r#"{
  "rules": [
    {"conditions":[],"rules":[
      {"error":"e"},
      {"endpoint":{"url":"u"}}
    ],"type":"tree"},
    {"rules":[]}
  ]
}
"#;
        assert_eq!(layout(&json!({"rules": rules})), expected);
    }

    #[test]
    fn one_entry_of_extras_a_line() {
        let extras = json!({"version": 1.0, "merge": {"shapes": {"A": {"b": 1}, "C": {}}}});
        let expected = r#"{
  "version": 1.0,
  "merge": {
    "shapes": {
      "A": {"b":1},
      "C": {}
    }
  }
}
"#;
        assert_eq!(layout(&extras), expected);
    }

    #[test]
    fn one_region_a_line() {
        let aws =
            json!({"id": "aws", "outputs": {"name": "aws"}, "regions": {"a-1": {}, "b-1": {}}});
        let expected = r#"{
  "partitions": [
    {
      "id": "aws",
      "outputs": {"name":"aws"},
      "regions": {
        "a-1": {},
        "b-1": {}
      }
    },
    {}
  ]
}
"#;
        assert_eq!(layout(&json!({"partitions": [aws, {}]})), expected);
    }

    #[test]
    fn the_value_comes_back() {
        let definitions = [
            json!({}),
            json!([1, null]),
            json!({"rules": {"not": "a list"}, "x\"\n": {"é\t": [1.0, 1e-16, -3, u64::MAX]}}),
            json!({"merge": [1], "partitions": {"regions": 2}}),
            json!({"merge": {"a": [1]}, "partitions": [3, {"regions": [2]}]}),
            json!({"rules": [1, {"a": 1, "rules": [{"b": {"rules": [2]}}], "c": "\u{1}"}]}),
        ];
        for definition in definitions {
            let text = layout(&definition);
            let back: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(back, definition);
            assert_eq!(back.to_string(), definition.to_string(), "order of keys");
        }
    }
}
