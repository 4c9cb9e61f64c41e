//! Searches: expressions of a build script as typed functions of an output.

use std::collections::BTreeMap;

use super::jmespath::Compiler;
use super::{Context, docs, names};
use crate::diagnostics::{Diagnostic, Problems};
use crate::plan::{OperationPlan, PaginatorPlan, SearchPlan};
use crate::resolve::{Located, OperationModel};
use crate::select::search_place;
use crate::selection::SearchSelection;

/// The searches of an operation, by name.
pub(super) fn lower(
    context: &Context<'_>,
    operation: &OperationModel,
    paginator: Option<&PaginatorPlan>,
    problems: &mut Problems,
) -> Vec<SearchPlan> {
    let wanted = context.wanted.searches.iter();
    let wanted = wanted.filter(|search| search.operation == operation.name);
    wanted
        .filter_map(|search| {
            let plan = context.search(operation, search);
            problems.keep(plan.and_then(|plan| context.free(search, plan, paginator)))
        })
        .collect()
}

/// Two searches whose structures have one name: which of them keeps it must not depend on what else
/// is selected, so neither does.
pub(super) fn check_names(
    context: &Context<'_>,
    operations: &[OperationPlan],
    problems: &mut Problems,
) {
    let mut owners: BTreeMap<&str, &SearchPlan> = BTreeMap::new();
    for search in operations.iter().flat_map(|operation| &operation.searches) {
        let before = search.structures.iter().find_map(|structure| {
            let before = owners.insert(&structure.name, search)?;
            (before.name != search.name).then_some((&structure.name, before))
        });
        let wanted = context.wanted.searches.iter().find(|wanted| wanted.name == search.name);
        if let (Some((structure, before)), Some(wanted)) = (before, wanted) {
            let message =
                format!("needs a structure `{structure}`, as the search `{}` does", before.name);
            let help = Some("call one of them otherwise".to_owned());
            problems.push(search_place(context.model, wanted).problem(message).help(help));
        }
    }
}

impl Context<'_> {
    fn search(
        &self,
        operation: &OperationModel,
        search: &SearchSelection,
    ) -> Result<SearchPlan, Diagnostic> {
        let place = search_place(self.model, search);
        let Some(output) = operation.output else {
            return Err(place.problem("the operation has no output to search"));
        };
        let source = Located { text: search.expression.clone(), place };
        let mut compiler = Compiler::new(self, &source);
        let name = names::pascal(&search.name);
        let mut found = compiler.found(output, name.trim_matches('_'))?;
        for structure in &mut found.structures {
            structure.docs = docs::found(&search.name);
        }
        Ok(SearchPlan {
            name: search.name.clone(),
            method: format!("search_{}", search.name),
            docs: docs::search(&search.expression, &operation.name, found.faults),
            expression: search.expression.clone(),
            structures: found.structures,
            ty: found.ty,
            value: found.value,
            faults: found.faults,
        })
    }

    /// The paginator's method must be no other method of it.
    fn free(
        &self,
        search: &SearchSelection,
        plan: SearchPlan,
        paginator: Option<&PaginatorPlan>,
    ) -> Result<SearchPlan, Diagnostic> {
        let mut results = paginator.into_iter().flat_map(|paginator| &paginator.results);
        if results.any(|result| result.items.as_ref() == Some(&plan.method)) {
            let message = format!("the paginator has a method `{}` already", plan.method);
            let help = Some("call the search otherwise".to_owned());
            return Err(search_place(self.model, search).problem(message).help(help));
        }
        Ok(plan)
    }
}
