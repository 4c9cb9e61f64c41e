//! The items of several lists in one pass: an enum with a variant for each list, and the method that
//! streams it.

use proc_macro2::TokenStream;
use quote::quote;

use super::paginators::slot;
use super::paths::Paths;
use crate::lower::docs::code;
use crate::lower::names::ident;
use crate::plan::{AllItemsPlan, OperationPlan, PaginatorPlan, ResultPlan, Ty};

/// The lists, with their indices and variants.
fn lists<'a>(
    plan: &'a PaginatorPlan,
    all: &'a AllItemsPlan,
) -> impl Iterator<Item = (usize, &'a str, &'a ResultPlan, &'a Ty)> {
    all.variants.iter().filter_map(|(index, variant)| {
        let result = plan.results.get(*index)?;
        let Ty::List(element) = &result.ty else { return None };
        Some((*index, variant.as_str(), result, element.as_ref()))
    })
}

/// The enum.
pub(super) fn item(paths: &Paths, plan: &PaginatorPlan) -> Option<TokenStream> {
    let all = plan.all_items.as_ref()?;
    let name = ident(&all.name);
    let variants = lists(plan, all).map(|(_, variant, result, element)| {
        let (variant, element) = (ident(variant), paths.ty(element));
        let text = format!(" An element of {}.", code(&result.expression));
        quote! { #[doc = #text] #variant(#element) }
    });
    let (debug, by_hand) = match plan.results.iter().any(|result| result.sensitive) {
        true => (None, Some(debug(plan, all))),
        false => (Some(quote! { Debug, }), None),
    };
    let text = format!(" An item of {}, out of any of its lists.", code(&plan.name));
    Some(quote! {
        #[doc = #text]
        #[derive(Clone, #debug PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants),* }
        #by_hand
    })
}

/// What is sensitive is not shown: an element by itself may be plain text.
fn debug(plan: &PaginatorPlan, all: &AllItemsPlan) -> TokenStream {
    let name = ident(&all.name);
    let arms = lists(plan, all).map(|(_, variant, result, _)| {
        let ident = ident(variant);
        match result.sensitive {
            true => {
                let text = format!("{variant}(<sensitive>)");
                quote! { #name::#ident(_) => formatter.write_str(#text) }
            }
            false => quote! {
                #name::#ident(item) => formatter.debug_tuple(#variant).field(item).finish()
            },
        }
    });
    quote! {
        impl ::core::fmt::Debug for #name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self { #(#arms),* }
            }
        }
    }
}

/// The method.
pub(super) fn method(
    paths: &Paths,
    operation: &OperationPlan,
    plan: &PaginatorPlan,
) -> Option<TokenStream> {
    let all = plan.all_items.as_ref()?;
    let (root, rt) = (paths.root(), paths.rt());
    let (request, name) = (ident(&operation.name), ident(&all.name));
    let arms = lists(plan, all).map(|(index, variant, result, _)| {
        let (variant, place) = (ident(variant), slot(&result.path, &quote! { page }));
        quote! {
            #index => {
                let slot = #place;
                #rt::each(slot.take(), #name::#variant)
            }
        }
    });
    Some(quote! {
        /// Item by item, the elements of all lists in one pass, with one request for a page: first
        /// the other lists of a page, then the first one, which limits count. Stopped anywhere, it
        /// loses nothing: the resume token leads to the next item of the first list, and to a page
        /// whose other lists were not all handed out.
        pub fn all_items(self) -> #root::Items<super::operation::#request, #name> {
            self.0.all_items(|page, key| match key {
                #(#arms)*
                _ => ::core::option::Option::None,
            })
        }
    })
}

/// What a program may not use.
pub(super) fn used(plan: &PaginatorPlan) -> Vec<TokenStream> {
    let Some(all) = &plan.all_items else { return Vec::new() };
    let (paginator, item) = (ident(&plan.name), ident(&all.name));
    let mut used = vec![quote! { #paginator::all_items }];
    used.extend(all.variants.iter().map(|(_, variant)| {
        let variant = ident(variant);
        quote! { #item::#variant }
    }));
    used
}
