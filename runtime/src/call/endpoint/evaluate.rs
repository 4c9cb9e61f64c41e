//! Rules and values → an endpoint, or why there is none.

use super::partitions;
use super::rules::{Condition, End, Rule, Rules, Signature, Term, Test};
use super::values::{Arn, Url, Value, encoded, is_bucket_label, is_label, slice};

/// What rules came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) url: String,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) scope: Scope,
}

/// The scope of signatures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Scope {
    /// As the service's requests always are.
    Usual,
    /// The service's own name and the region, where they are not said.
    V4 { name: Option<String>, region: Option<String> },
    /// The names of signatures of which none is supported.
    Unsupported(&'static str),
}

/// Finds the first rule that comes to something. The values are those of the first slots.
///
/// # Errors
///
/// What the rules say is wrong; `None` where no rule says anything.
pub(crate) fn evaluate(
    rules: &Rules,
    mut slots: Vec<Option<Value>>,
) -> Result<Found, Option<String>> {
    slots.resize(rules.slots, None);
    let mut run = Run { rules, slots };
    match run.first(rules.rules) {
        Some(End::Endpoint { url, headers, signature }) => {
            let url = run.text(url).ok_or(None)?;
            let headers = headers.iter();
            let headers = headers.filter_map(|(name, term)| Some((*name, run.text(term)?)));
            Ok(Found { url, headers: headers.collect(), scope: run.scope(signature) })
        }
        Some(End::Error(text)) => Err(run.text(text)),
        None => Err(None),
    }
}

struct Run<'a> {
    rules: &'a Rules,
    slots: Vec<Option<Value>>,
}

impl<'a> Run<'a> {
    fn first(&mut self, rules: &'a [Rule]) -> Option<&'a End> {
        rules.iter().find_map(|rule| match rule {
            Rule::Tree(conditions, rules) if self.all(conditions) => self.first(rules),
            Rule::End(conditions, end) if self.all(conditions) => {
                self.rules.ends.get(usize::from(*end))
            }
            _ => None,
        })
    }

    fn all(&mut self, conditions: &[u16]) -> bool {
        conditions.iter().all(|index| self.asks(*index))
    }

    fn asks(&mut self, index: u16) -> bool {
        let Some(Condition { test, slot }) = self.rules.conditions.get(usize::from(index)) else {
            return false;
        };
        let answer = self.answer(test);
        let holds = answer.as_ref().is_some_and(Value::holds);
        let slot = slot.and_then(|slot| self.slots.get_mut(usize::from(slot)));
        if let Some(slot) = slot {
            *slot = answer;
        }
        holds
    }

    fn answer(&self, test: &Test) -> Option<Value> {
        match test {
            Test::Set(term) => Some(Value::Bool(self.value(term).is_some())),
            Test::Is(term) => self.value(term),
            Test::Not(test) => {
                let holds = self.answer(test).is_some_and(|answer| answer.holds());
                Some(Value::Bool(!holds))
            }
            Test::Same(left, right) => {
                let (left, right) = (self.value(left)?, self.value(right)?);
                Some(Value::Bool(left == right))
            }
            Test::Partition(region) => {
                Some(Value::Partition(partitions::of_region(&self.text(region)?)))
            }
            Test::Arn(text) => Arn::parse(&self.text(text)?).map(Value::Arn),
            Test::Url(text) => Url::parse(&self.text(text)?).map(Value::Url),
            Test::Encoded(text) => Some(Value::Text(encoded(&self.text(text)?))),
            Test::HostLabel(text, dots) => Some(Value::Bool(is_label(&self.text(text)?, *dots))),
            Test::BucketLabel(text, dots) => {
                Some(Value::Bool(is_bucket_label(&self.text(text)?, *dots)))
            }
            Test::Slice(text, start, stop, from_end) => {
                let text = self.text(text)?;
                slice(&text, *start, *stop, *from_end).map(|part| Value::Text(part.to_owned()))
            }
        }
    }

    fn value(&self, term: &Term) -> Option<Value> {
        match term {
            Term::Bool(value) => Some(Value::Bool(*value)),
            Term::Slot(slot) => self.slots.get(usize::from(*slot))?.clone(),
            Term::Part(slot, part) => self.slots.get(usize::from(*slot))?.as_ref()?.part(*part),
            Term::Text(_) | Term::Join(_) => self.text(term).map(Value::Text),
        }
    }

    fn text(&self, term: &Term) -> Option<String> {
        match term {
            Term::Text(text) => Some((*text).to_owned()),
            Term::Join(terms) => terms.iter().map(|term| self.text(term)).collect(),
            _ => match self.value(term)? {
                Value::Text(text) => Some(text),
                _ => None,
            },
        }
    }

    fn scope(&self, signature: &Signature) -> Scope {
        match signature {
            Signature::Usual => Scope::Usual,
            Signature::V4 { name, region } => {
                let text = |term: &Option<Term>| term.as_ref().and_then(|term| self.text(term));
                Scope::V4 { name: text(name), region: text(region) }
            }
            Signature::Unsupported(names) => Scope::Unsupported(names),
        }
    }
}
