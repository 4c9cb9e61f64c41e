//! Plan → Rust: one file for each kind of thing. Cannot fail, and sees nothing but the plan.

mod all_items;
mod arguments;
mod client;
mod endpoints;
mod enums;
mod errors;
mod expressions;
mod operations;
mod paginators;
mod paths;
mod print;
mod searches;
mod structures;
mod tables;
mod unions;
mod waiters;

use std::path::PathBuf;

use proc_macro2::TokenStream;
use quote::quote;

use crate::lower::docs::code;
use crate::lower::names::ident;
use crate::plan::{EndpointsPlan, ServicePlan, TypePlan};
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
    files.extend(plans.iter().flat_map(|plan| service(&paths, plan)));
    files
}

/// The modules of the services, inside the macro whose name ties this generator to its runtime: a
/// runtime that does not know it gives one error, not thousands.
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

/// The endpoint rules of services, in one file.
pub(crate) fn endpoint_rules(plans: &[(&str, EndpointsPlan)], runtime: &str) -> File {
    let tokens = endpoints::list(&Paths::new(runtime), plans);
    let empty = File { path: "rules.rs".into(), content: String::new() };
    print::file("rules.rs".to_owned(), [tokens]).unwrap_or(empty)
}

/// The files of a service: one that includes the others, and one for each kind of thing it has.
fn service(paths: &Paths, plan: &ServicePlan) -> Vec<File> {
    let path = |kind: &str| format!("{}/{kind}.rs", plan.module);
    let one = |kind, tokens| print::file(path(kind), [tokens]);
    let kinds = [
        ("types", " Structures, unions and enums.", print::file(path("types"), types(paths, plan))),
        (
            "operation",
            " A request type for each operation.",
            one("operation", operations::emit(paths, plan)),
        ),
        (
            "paginator",
            " A paginator for each paginated operation.",
            one("paginator", paginators::emit(paths, plan)),
        ),
        ("waiter", " The waiters' tables.", one("waiter", waiters::emit(paths, plan))),
        (
            "search",
            " The searches that the build script declared.",
            one("search", searches::emit(paths, plan)),
        ),
        (
            "error",
            " The errors that the service's definition describes.",
            one("error", errors::emit(paths, plan)),
        ),
        (
            "endpoint",
            " The rules of the service's endpoints.",
            endpoints::emit(paths, plan).and_then(|tokens| one("endpoint", tokens)),
        ),
    ];
    let client = client::emit(&paths.in_service(), plan);
    let modules = kinds.iter().filter(|(_, _, file)| file.is_some()).map(|(kind, docs, _)| {
        let (name, path) = (ident(kind), format!("{kind}.rs"));
        match *kind {
            // Nobody but the service's own table looks at them.
            "endpoint" => quote! { mod #name { ::core::include!(#path); } },
            _ => quote! { #[doc = #docs] pub mod #name { ::core::include!(#path); } },
        }
    });
    let root = one("mod", quote! { #client #(#modules)* });
    root.into_iter().chain(kinds.into_iter().filter_map(|(_, _, file)| file)).collect()
}

fn types(paths: &Paths, plan: &ServicePlan) -> impl Iterator<Item = TokenStream> {
    plan.types.iter().map(|plan| match plan {
        TypePlan::Structure(structure) => structures::emit(paths, structure),
        TypePlan::Union(union) => unions::emit(paths, union),
        TypePlan::Enum(enumeration) => enums::emit(paths, enumeration),
    })
}
