//! Plan → Rust: one file for each kind of thing. Cannot fail, and sees nothing but the plan.

mod arguments;
mod client;
mod enums;
mod errors;
mod expressions;
mod operations;
mod paginators;
mod paths;
mod print;
mod structures;
mod tables;
mod unions;
mod waiters;

use std::path::PathBuf;

use proc_macro2::TokenStream;
use quote::quote;

use crate::lower::docs::code;
use crate::lower::names::ident;
use crate::plan::{ServicePlan, TypePlan};
use paths::Paths;

/// A generated file, by its path below the output directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The path, with `/` between its parts: `ec2/types.rs`.
    pub path: PathBuf,
    /// The content.
    pub content: String,
}

/// Emits every service, and the root file that includes them.
pub(crate) fn emit(plans: &[ServicePlan], runtime: &str) -> Vec<File> {
    let paths = Paths::new(runtime);
    let mut files = vec![root(runtime, plans)];
    for plan in plans {
        let kinds = service(&paths, plan);
        files.extend(
            kinds
                .into_iter()
                .map(|(kind, tokens)| print::file(format!("{}/{kind}.rs", plan.module), &tokens)),
        );
    }
    files
}

/// The modules of the services, inside the macro whose name ties this generator to its runtime: a
/// runtime that does not know it gives one error, not thousands. Written as text, since a formatter
/// leaves what is inside a macro alone.
fn root(runtime: &str, plans: &[ServicePlan]) -> File {
    let modules: String = plans.iter().map(module).collect();
    let content = format!("{}{runtime}::__generated_v1! {{\n{modules}}}\n", print::HEADER);
    File { path: "services.rs".into(), content }
}

/// Lints about style are the generator's business, not that of the program that it is part of: a
/// setter for a member called `IsPrimary` is called `is_primary`, and clippy would have it take a
/// reference. What the compiler itself warns about by default is not allowed away, see
/// [`paths::witness`].
fn module(plan: &ServicePlan) -> String {
    let name = ident(&plan.module);
    let docs = format!("{}, API version {}.", plan.facts.title, code(&plan.facts.api_version));
    format!(
        "    #[doc = {docs:?}]\n    \
             #[allow(unreachable_pub, clippy::all, clippy::pedantic)]\n    \
             pub mod {name} {{ ::core::include!(\"{name}/mod.rs\"); }}\n"
    )
}

/// The files of a service, each with what it holds.
fn service(paths: &Paths, plan: &ServicePlan) -> Vec<(&'static str, TokenStream)> {
    let kinds = [
        ("types", " Structures, unions and enums.", types(paths, plan)),
        ("operation", " A request type for each operation.", operations::emit(paths, plan)),
        ("paginator", " A paginator for each paginated operation.", paginators::emit(paths, plan)),
        ("waiter", " The waiters' tables.", waiters::emit(paths, plan)),
        (
            "error",
            " The errors that the service's definition describes.",
            errors::emit(paths, plan),
        ),
    ];
    let mut files: Vec<(&'static str, TokenStream)> = Vec::new();
    let mut modules = TokenStream::new();
    for (kind, docs, tokens) in kinds {
        if !tokens.is_empty() {
            let (name, path) = (ident(kind), format!("{kind}.rs"));
            modules.extend(quote! { #[doc = #docs] pub mod #name { ::core::include!(#path); } });
            files.push((kind, tokens));
        }
    }
    let client = client::emit(&paths.in_service(), plan);
    files.insert(0, ("mod", quote! { #client #modules }));
    files
}

fn types(paths: &Paths, plan: &ServicePlan) -> TokenStream {
    let types = plan.types.iter().map(|plan| match plan {
        TypePlan::Structure(structure) => structures::emit(paths, structure),
        TypePlan::Union(union) => unions::emit(paths, union),
        TypePlan::Enum(enumeration) => enums::emit(paths, enumeration),
    });
    quote! { #(#types)* }
}
