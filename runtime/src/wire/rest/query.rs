//! The query of a request.
//!
//! What the definition fixes comes first, then the members, then what maps bring along. A map does
//! not bring a parameter that is there already.

use super::text::{Place, Texts, texts};
use super::uri::push_encoded;
use crate::shape::{Fields, Location, Map};

/// Appends the whole query to a path, if there is one.
pub(super) fn append(uri: &mut String, fixed: Option<&str>, input: &dyn Fields) {
    let mut query = Query { uri, separator: '?', names: Vec::new() };
    if let Some(fixed) = fixed {
        query.fixed(fixed);
    }
    let maps = query.members(input);
    for map in maps {
        query.map(&map);
    }
}

struct Query<'a> {
    uri: &'a mut String,
    separator: char,
    /// The parameters that are there, not encoded.
    names: Vec<String>,
}

impl Query<'_> {
    fn separate(&mut self) {
        self.uri.push(self.separator);
        self.separator = '&';
    }

    /// The definition's own parameters, which are written as they stand there.
    fn fixed(&mut self, fixed: &str) {
        let parameters = fixed.split('&').filter(|parameter| !parameter.is_empty());
        for parameter in parameters {
            self.separate();
            self.uri.push_str(parameter);
            let name = parameter.split_once('=').map_or(parameter, |(name, _)| name);
            self.names.push(name.to_owned());
        }
    }

    /// Writes the parameters that have a name, and gives back the maps.
    fn members(&mut self, input: &dyn Fields) -> Vec<Map<Vec<String>>> {
        let mut maps = Vec::new();
        for (index, member) in input.schema().members.iter().enumerate() {
            let set = (member.location == Location::Query).then(|| input.field(index)).flatten();
            match set.map_or(Texts::None, |value| texts(Place::Uri, member, value)) {
                Texts::One(text) => self.parameter(member.write, &[text]),
                Texts::Many(texts) => self.parameter(member.write, &texts),
                Texts::Map(map) => maps.push(map),
                Texts::None => {}
            }
        }
        maps
    }

    fn map(&mut self, map: &Map<Vec<String>>) {
        for (name, values) in map {
            if !self.names.contains(name) {
                self.parameter(name, values);
            }
        }
    }

    fn parameter(&mut self, name: &str, values: &[String]) {
        self.names.push(name.to_owned());
        for value in values {
            self.separate();
            push_encoded(name, self.uri);
            self.uri.push('=');
            push_encoded(value, self.uri);
        }
    }
}
