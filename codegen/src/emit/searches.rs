//! A function for each search, the structures of its multi-selects, and a method of the paginator.

use proc_macro2::TokenStream;
use quote::quote;

use super::expressions;
use super::paths::{Paths, docs, witness};
use super::structures;
use crate::lower::docs::code;
use crate::lower::names::ident;
use crate::plan::{OperationPlan, PaginatorPlan, SearchPlan, ServicePlan, Ty};

/// Every search; nothing where there is none.
pub(super) fn emit(paths: &Paths, plan: &ServicePlan) -> TokenStream {
    let searches = plan.operations.iter().flat_map(|operation| {
        operation.searches.iter().map(move |search| one(paths, operation, search))
    });
    quote! { #(#searches)* }
}

fn one(paths: &Paths, operation: &OperationPlan, plan: &SearchPlan) -> TokenStream {
    let structures = plan.structures.iter().map(|plan| structures::emit(paths, plan));
    let function = function(paths, operation, plan);
    let paginator = operation.paginator.as_ref();
    let method = paginator.map(|paginator| method(paths, operation, paginator, plan));
    quote! { #function #method #(#structures)* }
}

fn function(paths: &Paths, operation: &OperationPlan, plan: &SearchPlan) -> TokenStream {
    let (root, rt, name) = (paths.root(), paths.rt(), ident(&plan.name));
    let output = operation.output.as_ref().map(|output| paths.type_ref(output));
    let output = output.unwrap_or(quote! { #rt::Empty });
    let (text, ty) = (docs(&plan.docs), paths.ty(&plan.ty));
    let found = expressions::owned(paths, &plan.value);
    let body = match plan.faults {
        false => quote! { ::core::result::Result::Ok(#found) },
        true => {
            let (search, request) = (&plan.name, ident(&operation.name));
            quote! {
                let fault = &#rt::path::Fault::new();
                let found = #found;
                #rt::path::outcome::<super::operation::#request, _>(#search, fault, found)
            }
        }
    };
    let body = expressions::body(&body);
    let witness = witness(&[quote! { #name }]);
    quote! {
        #text
        pub fn #name(value: &#output) -> ::core::result::Result<::core::option::Option<#ty>, #root::Error> {
            #body
        }
        #witness
    }
}

/// The stream: a list gives its elements, anything else itself.
fn method(
    paths: &Paths,
    operation: &OperationPlan,
    paginator: &PaginatorPlan,
    plan: &SearchPlan,
) -> TokenStream {
    let (root, rt, request) = (paths.root(), paths.rt(), ident(&operation.name));
    let (paginator, method, name) =
        (ident(&paginator.name), ident(&plan.method), ident(&plan.name));
    let (item, new, what) = match &plan.ty {
        Ty::List(element) => (paths.ty(element), quote! { of_lists }, "each element of what"),
        Ty::Document => (paths.ty(&Ty::Document), quote! { of_documents }, "what"),
        ty => (paths.ty(ty), quote! { of_values }, "what"),
    };
    let expression = code(&plan.expression);
    let text = format!(" Searches every page: {what} {expression} gives.");
    let search = &plan.name;
    let witness = witness(&[quote! { super::paginator::#paginator::#method }]);
    quote! {
        impl super::paginator::#paginator {
            #[doc = #text]
            pub fn #method(self) -> #root::Search<super::operation::#request, #item> {
                #rt::Search::#new(self.pages(), #search, #name)
            }
        }
        #witness
    }
}
