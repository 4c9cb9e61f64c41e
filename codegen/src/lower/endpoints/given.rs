//! What an operation gives to the parameters of the endpoint rules.

use jmespath::ast::Ast;

use super::rules::{kind, literal};
use super::scope::Kind;
use crate::diagnostics::{Diagnostic, Problems, nearest};
use crate::lower::jmespath::parse;
use crate::plan::{EndpointsPlan, GivenPlan, GivenValuePlan, LiteralPlan, StepPlan};
use crate::resolve::{
    GivenModel, GivenValue, Located, Model, OperationModel, ParameterModel, ShapeId, ShapeKind,
};

/// Lowers what an operation gives. What comes first wins, so there is one value for each slot, but
/// for those that an input may leave out.
pub(crate) fn given(
    model: &Model,
    endpoints: &EndpointsPlan,
    operation: &OperationModel,
    problems: &mut Problems,
) -> Vec<GivenPlan> {
    let slots = super::slots(endpoints);
    let parameters = model.endpoints.rules.iter().flat_map(|rules| &rules.parameters);
    let parameters: Vec<&ParameterModel> = parameters.collect();
    let mut plans = Vec::new();
    for given in super::given_by(model, operation) {
        let parameter = parameters.iter().find(|parameter| parameter.name == given.parameter);
        // What the rules do not look at is not given to them.
        if let (Some(parameter), Some(slot)) = (parameter, slots.get(given.parameter.as_str())) {
            let value = value(model, operation, parameter, given);
            plans.extend(problems.keep(value).map(|value| GivenPlan { slot: *slot, value }));
        }
    }
    plans
}

fn value(
    model: &Model,
    operation: &OperationModel,
    parameter: &ParameterModel,
    given: &GivenModel,
) -> Result<GivenValuePlan, Diagnostic> {
    let kind = kind(parameter)?;
    let steps = match &given.value {
        GivenValue::Fixed(value) => {
            let value = literal(value);
            return match (&value, kind) {
                (LiteralPlan::Text(_), Kind::Text) | (LiteralPlan::Bool(_), Kind::Bool) => {
                    Ok(GivenValuePlan::Fixed(value))
                }
                _ => Err(mismatch(operation, parameter, kind)),
            };
        }
        GivenValue::Member(member) => vec![StepPlan::Member(member.clone())],
        GivenValue::Path(path) => steps(model, operation, path)?,
    };
    match kind {
        Kind::Text => Ok(GivenValuePlan::One(steps)),
        Kind::Texts => Ok(GivenValuePlan::All(steps)),
        _ => Err(mismatch(operation, parameter, kind)),
    }
}

fn mismatch(operation: &OperationModel, parameter: &ParameterModel, kind: Kind) -> Diagnostic {
    let (name, kind) = (parameter.name.escape_default(), kind.described());
    operation.place.problem(format!("gives no fit value to `{name}`: expected {kind}"))
}

/// The steps of an expression on the input.
fn steps(
    model: &Model,
    operation: &OperationModel,
    path: &Located,
) -> Result<Vec<StepPlan>, Diagnostic> {
    let Some(input) = operation.input else { return Ok(Vec::new()) };
    let tree = parse(path)?;
    let mut walk = Walk { model, path, steps: Vec::new() };
    walk.add(&tree, Some(input))?;
    Ok(walk.steps)
}

/// Goes along an expression, and along the shapes.
struct Walk<'a> {
    model: &'a Model,
    path: &'a Located,
    steps: Vec<StepPlan>,
}

impl Walk<'_> {
    /// Adds the steps of a part of the expression, and gives the shape that it ends at, if there is
    /// one.
    fn add(&mut self, tree: &Ast, at: Option<ShapeId>) -> Result<Option<ShapeId>, Diagnostic> {
        match tree {
            Ast::Identity { .. } => Ok(at),
            Ast::Field { name, .. } => self.member(name, at).map(Some),
            Ast::Subexpr { lhs, rhs, .. } => {
                let at = self.add(lhs, at)?;
                self.add(rhs, at)
            }
            Ast::Projection { lhs, rhs, .. } => {
                let at = self.add(lhs, at)?;
                let at = match lhs.as_ref() {
                    // The ways have made one list of theirs already.
                    Ast::Flatten { .. } => at,
                    _ => self.each(at)?,
                };
                self.add(rhs, at)
            }
            Ast::Flatten { node, .. } => self.add(node, at),
            Ast::MultiList { elements, .. } => self.ways(elements, at),
            Ast::Function { name, args, .. } if name == "keys" => match args.as_slice() {
                [map] => self.keys(map, at),
                _ => Err(self.unsupported()),
            },
            _ => Err(self.unsupported()),
        }
    }

    fn unsupported(&self) -> Diagnostic {
        let help = "supported are names, `[*]`, `[]`, lists of expressions and `keys`".to_owned();
        self.path.place.problem("is not supported for endpoints").help(Some(help))
    }

    fn member(&mut self, name: &str, at: Option<ShapeId>) -> Result<ShapeId, Diagnostic> {
        let Some(structure) = at.and_then(|id| self.model.structure(id)) else {
            return Err(self.unsupported());
        };
        let Some((_, member)) = structure.member(name) else {
            let known = structure.members.iter().map(|member| member.name.as_str());
            let message = format!("there is no member `{}`", name.escape_default());
            return Err(self.path.place.problem(message).help(nearest(name, known)));
        };
        self.steps.push(StepPlan::Member(name.to_owned()));
        Ok(member.shape)
    }

    fn each(&mut self, at: Option<ShapeId>) -> Result<Option<ShapeId>, Diagnostic> {
        match at.map(|id| &self.model[id].kind) {
            Some(ShapeKind::List(member)) => {
                self.steps.push(StepPlan::Each);
                Ok(Some(member.shape))
            }
            _ => Err(self.unsupported()),
        }
    }

    fn keys(&mut self, map: &Ast, at: Option<ShapeId>) -> Result<Option<ShapeId>, Diagnostic> {
        let at = self.add(map, at)?;
        match at.map(|id| &self.model[id].kind) {
            Some(ShapeKind::Map { .. }) => {
                self.steps.push(StepPlan::Keys);
                Ok(None)
            }
            _ => Err(self.unsupported()),
        }
    }

    fn ways(&mut self, ways: &[Ast], at: Option<ShapeId>) -> Result<Option<ShapeId>, Diagnostic> {
        let mut all = Vec::new();
        for way in ways {
            let mut walk = Walk { model: self.model, path: self.path, steps: Vec::new() };
            walk.add(way, at)?;
            all.push(walk.steps);
        }
        self.steps.push(StepPlan::Ways(all));
        Ok(None)
    }
}
