//! Paginators: tokens and results as typed paths.

use std::collections::BTreeSet;

use super::analysis::is_sensitive;
use super::jmespath::Compiler;
use super::{Context, chosen, docs, names};
use crate::diagnostics::{Diagnostic, Problems, nearest};
use crate::plan::{AllItemsPlan, Expr, PaginatorPlan, ResultPlan, Step, Ty, Typed};
use crate::resolve::{Located, OperationModel, PaginatorModel, ShapeId};
use crate::sorted;

/// The paginator of an operation, if it is wanted.
pub(super) fn lower(
    context: &Context<'_>,
    operation: &OperationModel,
    problems: &mut Problems,
) -> Option<PaginatorPlan> {
    if !context.wanted.paginators.contains(&operation.name) {
        return None;
    }
    let model = context.model.paginators.get(&operation.name)?;
    let shapes = problems.keep(Shapes::of(operation, model))?;
    let input_tokens = model.tokens.iter().map(|(input, _)| context.input_member(&shapes, input));
    let input_tokens = keep_all(input_tokens, problems);
    let outputs = model.tokens.iter().map(|(input, output)| context.token(&shapes, input, output));
    let next_tokens = keep_all(outputs, problems);
    let limit = model.limit_key.as_ref().map(|limit| context.limit(&shapes, limit));
    let limit = limit.map(|limit| problems.keep(limit));
    let more = model.more_results.as_ref().map(|more| context.more_results(&shapes, more));
    let more_results = more.map(|more| problems.keep(more));
    let results =
        keep_all(model.result_keys.iter().map(|key| context.result(&shapes, key)), problems);
    let parts = model.non_aggregate_keys.iter().map(|key| context.non_aggregate(&shapes, key));
    let mut kept = keep_all(parts, problems)?;
    kept.sort_by_key(Vec::len);
    let mut results = results?;
    name_items(&mut results);
    let next_tokens = next_tokens?;
    let request = chosen(&context.requests, &operation.name);
    let stem = request.trim_end_matches('_');
    Some(PaginatorPlan {
        name: format!("{stem}Paginator"),
        docs: docs::paginator(&operation.name, &results, &next_tokens),
        input_tokens: input_tokens?,
        limit: transposed(limit)?,
        next_tokens,
        more_results: transposed(more_results)?,
        all_items: all_items(stem, &results),
        results,
        kept,
    })
}

fn keep_all<T>(
    results: impl Iterator<Item = Result<T, Diagnostic>>,
    problems: &mut Problems,
) -> Option<Vec<T>> {
    let kept: Vec<Option<T>> = results.map(|result| problems.keep(result)).collect();
    kept.into_iter().collect()
}

/// `None` where a step failed; `Some(None)` where there was no step.
fn transposed<T>(value: Option<Option<T>>) -> Option<Option<T>> {
    match value {
        None => Some(None),
        Some(step) => step.map(Some),
    }
}

/// One list gives `items()`; several give a method each, by the name of the last member.
fn name_items(results: &mut [ResultPlan]) {
    let lists = results.iter().filter(|result| matches!(result.ty, Ty::List(_))).count();
    let mut taken = sorted::set(OPTIONS.map(str::to_owned));
    for result in results.iter_mut().filter(|result| matches!(result.ty, Ty::List(_))) {
        let last = result.path.last().map(|step| step.field.clone()).unwrap_or_default();
        let wanted = if lists == 1 { "items".to_owned() } else { last };
        result.items = Some(names::underscored(wanted, &[], &mut taken));
    }
}

/// The methods of a paginator that are not items.
const OPTIONS: [&str; 6] =
    ["pages", "page_size", "max_items", "starting_token", "all_items", "options"];

/// The enum of the items of several lists, with a variant for each, by the name of the last member.
fn all_items(stem: &str, results: &[ResultPlan]) -> Option<AllItemsPlan> {
    let lists = results.iter().enumerate().filter(|(_, result)| matches!(result.ty, Ty::List(_)));
    let mut taken = BTreeSet::new();
    let variants: Vec<(usize, String)> = lists
        .map(|(index, result)| {
            let last = result.path.last().map_or("", |step| step.field.as_str());
            (index, names::unique(names::pascal(last), &mut taken))
        })
        .collect();
    (variants.len() > 1).then(|| AllItemsPlan { name: format!("{stem}Item"), variants })
}

struct Shapes {
    input: ShapeId,
    output: ShapeId,
}

impl Shapes {
    fn of(operation: &OperationModel, model: &PaginatorModel) -> Result<Self, Diagnostic> {
        match (operation.input, operation.output) {
            (Some(input), Some(output)) => Ok(Shapes { input, output }),
            _ => {
                let name = operation.name.escape_default();
                let message =
                    format!("operation `{name}` has no input or no output, so it has no pages");
                Err(model.place.problem(message))
            }
        }
    }
}

impl Context<'_> {
    fn input_member(&self, shapes: &Shapes, key: &Located) -> Result<usize, Diagnostic> {
        let members = self.model.structure(shapes.input);
        if let Some((index, _)) = members.and_then(|shape| shape.member(&key.text)) {
            return Ok(index);
        }
        let known = members.iter().flat_map(|shape| &shape.members);
        let help = nearest(&key.text, known.map(|member| member.name.as_str()));
        let input = &self.model[shapes.input].name;
        let message = format!("the input {input} has no member `{}`", key.text.escape_default());
        Err(key.place.problem(message).help(help))
    }

    /// The member that takes the page size, as a number or as text (botocore rule P19).
    fn limit(&self, shapes: &Shapes, key: &Located) -> Result<usize, Diagnostic> {
        let index = self.input_member(shapes, key)?;
        let members = self.model.structure(shapes.input).map(|shape| &shape.members);
        let ty = members.and_then(|members| members.get(index)).map(|member| self.ty(member.shape));
        match ty {
            Some(Ty::Text | Ty::I32 | Ty::I64 | Ty::F32 | Ty::F64) => Ok(index),
            _ => Err(key.place.problem("takes no page size: it is neither a number nor text")),
        }
    }

    /// What the page gives must be what the input member takes, where there is such a member.
    fn token(
        &self,
        shapes: &Shapes,
        input: &Located,
        output: &Located,
    ) -> Result<Typed, Diagnostic> {
        let members = self.model.structure(shapes.input);
        let mut compiler = Compiler::new(self, output);
        match members.and_then(|shape| shape.member(&input.text)) {
            Some((_, member)) => compiler.token(shapes.output, member.shape),
            None => compiler.typed(shapes.output),
        }
    }

    fn more_results(&self, shapes: &Shapes, key: &Located) -> Result<Expr, Diagnostic> {
        Compiler::new(self, key).condition(shapes.output)
    }

    fn result(&self, shapes: &Shapes, key: &Located) -> Result<ResultPlan, Diagnostic> {
        let (path, shape) = Compiler::new(self, key).path(shapes.output)?;
        let (ty, sensitive) = (self.ty(shape), is_sensitive(self.model, shape));
        Ok(ResultPlan { expression: key.text.clone(), path, ty, items: None, sensitive })
    }

    /// A member that a full result takes from the first page (botocore rule P35).
    fn non_aggregate(&self, shapes: &Shapes, key: &Located) -> Result<Vec<Step>, Diagnostic> {
        Compiler::new(self, key).path(shapes.output).map(|(path, _)| path)
    }
}
