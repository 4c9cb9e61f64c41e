//! Literals: any JSON as an expression.

use jmespath::Variable;

use super::kind::Kind;
use super::{Compiled, Compiler, call};
use crate::plan::Expr;

impl Compiler<'_> {
    pub(super) fn literal(&self, value: &Variable) -> Compiled {
        match value {
            Variable::Null => (Expr::Null, Kind::Null),
            Variable::String(text) => (Expr::Text(text.clone()), Kind::Text),
            Variable::Bool(value) => (Expr::Bool(*value), Kind::Bool),
            Variable::Number(number) => match number.as_i64() {
                Some(number) => (Expr::Integer(number), Kind::Integer),
                None => (Expr::Number(number.as_f64().unwrap_or(f64::NAN)), Kind::Number),
            },
            Variable::Array(elements) => self.list_literal(value, elements),
            _ => document(value),
        }
    }

    /// A list whose elements have one type is a list of that type.
    fn list_literal(&self, whole: &Variable, elements: &[jmespath::Rcvar]) -> Compiled {
        let elements: Vec<Compiled> = elements.iter().map(|value| self.literal(value)).collect();
        let plain =
            |kind: &Kind| matches!(kind, Kind::Text | Kind::Bool | Kind::Integer | Kind::Number);
        match self.list_of(elements) {
            Some((list, Kind::List(element, _))) if plain(&element) => {
                (list, Kind::List(element, true))
            }
            _ => document(whole),
        }
    }
}

/// Anything else is parsed where it is needed.
fn document(value: &Variable) -> Compiled {
    (call("parsed", [Expr::Text(value.to_string())]), Kind::Dynamic)
}
