//! The modelled errors, and their codes as an enum.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::paths::{Paths, witness};
use super::{enums, structures};
use crate::lower::names::ident;
use crate::plan::{EnumPlan, ErrorPlan, ServicePlan};

/// Nothing where the operations have no modelled errors.
pub(super) fn emit(paths: &Paths, plan: &ServicePlan) -> TokenStream {
    if plan.errors.is_empty() {
        return TokenStream::new();
    }
    let codes = codes(paths, plan);
    let errors = plan.errors.iter().map(|error| one(paths, error));
    quote! { #codes #(#errors)* }
}

fn codes(paths: &Paths, plan: &ServicePlan) -> TokenStream {
    let root = paths.root();
    let mut seen = BTreeSet::new();
    let distinct = plan.errors.iter().filter(|error| seen.insert(&error.code));
    let values = distinct.map(|error| (error.variant.clone(), error.code.clone()));
    let enumeration = enums::emit(
        paths,
        &EnumPlan {
            name: "ErrorCode".to_owned(),
            docs: vec!["The codes of the errors that the operations in use can give.".to_owned()],
            values: values.collect(),
            unknown: "Unknown".to_owned(),
            sensitive: false,
        },
    );
    let witness = witness(&[quote! { ErrorCode::of }]);
    quote! {
        #enumeration
        impl ErrorCode {
            /// The code of an error that the service answered with.
            #[must_use]
            pub fn of(error: &#root::Error) -> ::core::option::Option<Self> {
                error.code().map(::core::convert::From::from)
            }
        }
        #witness
    }
}

fn one(paths: &Paths, plan: &ErrorPlan) -> TokenStream {
    let (rt, name) = (paths.rt(), ident(&plan.structure.name));
    let (code, shape) = (&plan.code, &plan.structure.shape);
    let structure = structures::emit(paths, &plan.structure);
    // Nothing else names an error's type: whoever wants it asks for it.
    let witness = witness(&[quote! { <#name as #rt::Value>::read }]);
    quote! {
        #structure
        impl #rt::ModeledError for #name {
            const CODE: &'static str = #code;
            const SHAPE: &'static str = #shape;
        }
        #witness
    }
}
