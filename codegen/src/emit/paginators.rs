//! A paginator type for each paginated operation: options, pages, items; and what the runtime's
//! state machine asks of a page.

use proc_macro2::TokenStream;
use quote::quote;

use super::expressions;
use super::operations::optional;
use super::paths::{Paths, docs, witness};
use crate::lower::docs::code;
use crate::lower::names::ident;
use crate::plan::{OperationPlan, PaginatorPlan, ResultPlan, ServicePlan, Step, Ty};

/// Every paginator; nothing where there is none.
pub(super) fn emit(paths: &Paths, plan: &ServicePlan) -> TokenStream {
    let paginated = plan.operations.iter();
    let paginated =
        paginated.filter_map(|operation| Some((operation, operation.paginator.as_ref()?)));
    let paginators = paginated.map(|(operation, paginator)| one(paths, operation, paginator));
    quote! { #(#paginators)* }
}

fn one(paths: &Paths, operation: &OperationPlan, plan: &PaginatorPlan) -> TokenStream {
    let definition = definition(paths, operation, plan);
    let methods = methods(paths, operation, plan);
    let paginated = paginated(paths, operation, plan);
    quote! { #definition #methods #paginated }
}

fn definition(paths: &Paths, operation: &OperationPlan, plan: &PaginatorPlan) -> TokenStream {
    let (rt, name, request) = (paths.rt(), ident(&plan.name), ident(&operation.name));
    let text = docs(&plan.docs);
    quote! {
        #text
        #[must_use = "a paginator does nothing until its pages or items are asked for"]
        #[derive(Clone, Debug)]
        pub struct #name(#rt::Paginate<super::operation::#request>);
    }
}

fn methods(paths: &Paths, operation: &OperationPlan, plan: &PaginatorPlan) -> TokenStream {
    let (root, rt, name) = (paths.root(), paths.rt(), ident(&plan.name));
    let request = ident(&operation.name);
    let page_size = plan.limit.map(|_| page_size());
    let max_items = counted(plan).map(|counted| max_items(plan, counted));
    let items = plan
        .results
        .iter()
        .enumerate()
        .filter_map(|(index, result)| items(paths, operation, index, result));
    let start = start(paths, operation);
    let witness = witness(&used(plan));
    quote! {
        impl #name {
            #start
            #page_size
            #max_items
            /// Goes on where a resume token says, from here or from boto3 (`StartingToken`). A token
            /// that is none of this operation is an error at the first page.
            pub fn starting_token<T: ::core::convert::Into<::std::string::String>>(self, token: T) -> Self {
                #name(self.0.starting_token(token))
            }
            /// Page limit, pace, reading ahead, what to do on a repeated token.
            pub fn options(self, options: #root::PageOptions) -> Self { #name(self.0.options(options)) }
            /// Page by page: a stream, with `next` and `try_next`.
            pub fn pages(self) -> #root::Pages<super::operation::#request> { #rt::Paginate::pages(self.0) }
            #(#items)*
        }
        #witness
    }
}

fn start(paths: &Paths, operation: &OperationPlan) -> TokenStream {
    let rt = paths.rt();
    let input = operation.input.as_ref().map(|input| paths.type_ref(&input.ty));
    let input = input.unwrap_or(quote! { #rt::Empty });
    quote! {
        pub(super) fn __start(client: #rt::Client, input: #input) -> Self {
            Self(#rt::Paginate::new(client, input))
        }
    }
}

fn page_size() -> TokenStream {
    quote! {
        /// How many items the service is asked to put into a page; it may put fewer. Wins over the
        /// request's own limit (botocore's `PageSize`).
        pub fn page_size(self, page_size: u32) -> Self { Self(self.0.page_size(page_size)) }
    }
}

/// What a limit counts in the first result: a structure or a number has nothing to count.
fn counted(plan: &PaginatorPlan) -> Option<&'static str> {
    match plan.results.first()?.ty {
        Ty::List(_) => Some("items"),
        Ty::Map(_) => Some("entries"),
        Ty::Text => Some("characters"),
        _ => None,
    }
}

fn max_items(plan: &PaginatorPlan, counted: &str) -> TokenStream {
    let name = ident(&plan.name);
    let first = format!(
        " Stops after this many {counted} in all; the resume token then tells where. Counts the"
    );
    let second = format!(" {counted} of the first result, across pages (botocore's `MaxItems`).");
    quote! {
        #[doc = #first]
        #[doc = #second]
        pub fn max_items(self, max_items: usize) -> Self { #name(self.0.max_items(max_items)) }
    }
}

fn used(plan: &PaginatorPlan) -> Vec<TokenStream> {
    let name = ident(&plan.name);
    let mut used: Vec<TokenStream> =
        counted(plan).map(|_| quote! { #name::max_items }).into_iter().collect();
    used.push(quote! { #name::starting_token::<::std::string::String> });
    used.push(quote! { #name::options });
    used.push(quote! { #name::pages });
    used.extend(plan.limit.map(|_| quote! { #name::page_size }));
    used.extend(plan.results.iter().filter_map(|result| {
        let method = ident(result.items.as_ref()?);
        Some(quote! { #name::#method })
    }));
    used
}

fn items(
    paths: &Paths,
    operation: &OperationPlan,
    index: usize,
    result: &ResultPlan,
) -> Option<TokenStream> {
    let (root, request) = (paths.root(), ident(&operation.name));
    let method = ident(result.items.as_ref()?);
    let Ty::List(element) = &result.ty else { return None };
    let element = paths.ty(element);
    let elements = code(&result.expression);
    let text = format!(" Item by item, across pages: the elements of {elements}.");
    let place = slot(&result.path, &quote! { page });
    Some(quote! {
        #[doc = #text]
        pub fn #method(self) -> #root::Items<super::operation::#request, #element> {
            self.0.items_of(#index, |page| {
                let slot = #place;
                slot.take()
            })
        }
    })
}

/// `&mut page.a.as_mut()?.b`: the slot at the end of a path.
fn slot(path: &[Step], page: &TokenStream) -> TokenStream {
    let Some((last, parents)) = path.split_last() else { return quote! { return None } };
    let parents = parents.iter().map(|step| {
        let field = ident(&step.field);
        quote! { .#field.as_mut()? }
    });
    let last = ident(&last.field);
    quote! { &mut #page #(#parents)* .#last }
}

/// What the state machine asks of a page.
fn paginated(paths: &Paths, operation: &OperationPlan, plan: &PaginatorPlan) -> TokenStream {
    let (rt, request) = (paths.rt(), ident(&operation.name));
    let (tokens, limit) = (&plan.input_tokens, optional(plan.limit.map(|limit| quote! { #limit })));
    let keys = plan.results.iter().map(|result| &result.expression);
    let next = plan.next_tokens.iter().map(|token| expressions::token(paths, token));
    let next = expressions::body(&quote! { ::std::vec![#(#next),*] });
    let more = plan.more_results.as_ref().map(|more| has_more(paths, more));
    let results = plan.results.iter().enumerate().map(|(index, result)| {
        let place = slot(&result.path, &quote! { page });
        quote! { #index => #place }
    });
    let (open, keep) = (open(paths, plan), keep(paths, plan));
    quote! {
        impl #rt::Paginated for super::operation::#request {
            const PAGINATOR: &'static #rt::PaginatorSpec = &#rt::PaginatorSpec {
                input_tokens: &[#(#tokens),*],
                limit: #limit,
                result_keys: &[#(#keys),*],
            };
            fn next_tokens(value: &<Self as #rt::Operation>::Output) -> #rt::TokenSet {
                #next
            }
            #more
            fn result(
                page: &mut <Self as #rt::Operation>::Output,
                key: usize,
            ) -> ::core::option::Option<&mut dyn #rt::Aggregate> {
                let slot: &mut dyn #rt::Aggregate = match key {
                    #(#results,)*
                    _ => return ::core::option::Option::None,
                };
                ::core::option::Option::Some(slot)
            }
            #open
            #keep
        }
    }
}

/// Makes the parents of results that have any.
fn open(paths: &Paths, plan: &PaginatorPlan) -> Option<TokenStream> {
    let rt = paths.rt();
    let nested = plan.results.iter().enumerate().filter(|(_, result)| result.path.len() > 1);
    let opened: Vec<TokenStream> = nested
        .filter_map(|(index, result)| {
            let (_, parents) = result.path.split_last()?;
            let parents = parents.iter().map(|step| opened(&step.field));
            Some(quote! { if key == #index { all #(#parents)*; } })
        })
        .collect();
    (!opened.is_empty()).then(|| {
        quote! {
            fn open(all: &mut <Self as #rt::Operation>::Output, key: usize) { #(#opened)* }
        }
    })
}

/// `.a.get_or_insert_with(…)`: what is inside of a member, which is made if it is missing.
fn opened(field: &str) -> TokenStream {
    let field = ident(field);
    quote! { .#field.get_or_insert_with(::core::default::Default::default) }
}

/// Moves what a full result keeps of its first page.
fn keep(paths: &Paths, plan: &PaginatorPlan) -> Option<TokenStream> {
    let rt = paths.rt();
    let moves = plan.kept.iter().filter_map(|path| moved(path));
    (!plan.kept.is_empty()).then(|| {
        quote! {
            fn keep(
                all: &mut <Self as #rt::Operation>::Output,
                page: &mut <Self as #rt::Operation>::Output,
            ) {
                #(#moves)*
            }
        }
    })
}

/// `all.a = page.a.take();`, within its parents if the page has them.
fn moved(path: &[Step]) -> Option<TokenStream> {
    let (first, rest) = path.split_first()?;
    let field = ident(&first.field);
    let Some(inside) = moved(rest) else {
        return Some(quote! { all.#field = page.#field.take(); });
    };
    let opened = opened(&first.field);
    Some(quote! {
        if let ::core::option::Option::Some(page) = &mut page.#field {
            let all = all #opened;
            #inside
        }
    })
}

fn has_more(paths: &Paths, more: &crate::plan::Expr) -> TokenStream {
    let rt = paths.rt();
    let condition = expressions::body(&expressions::condition(paths, more));
    quote! {
        fn has_more(value: &<Self as #rt::Operation>::Output) -> bool { #condition }
    }
}
