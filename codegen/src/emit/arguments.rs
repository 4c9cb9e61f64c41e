//! How a member is taken as an argument: what may be passed, and what becomes of it.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::paths::Paths;
use crate::lower::names::ident;
use crate::plan::{FieldPlan, Ty};

/// One argument of a constructor, a setter or a client's method.
pub(super) struct Argument {
    /// `name: Type`.
    pub(super) parameter: TokenStream,
    /// The value for the field, from the parameter.
    pub(super) value: TokenStream,
    /// Type parameters.
    generics: Vec<Ident>,
    /// Their bounds.
    bounds: Vec<TokenStream>,
    /// A type for each type parameter, that fulfils the bounds.
    pub(super) witness: Vec<TokenStream>,
}

impl Argument {
    /// `position` keeps the type parameters of several arguments apart.
    pub(super) fn new(paths: &Paths, field: &FieldPlan, position: usize) -> Self {
        let argument = match &field.ty {
            Ty::Text | Ty::Enum(_) | Ty::Blob | Ty::Timestamp => converted(paths, field, position),
            Ty::List(element) => list(paths, field, element, position),
            Ty::Map(value) => map(paths, field, value, position),
            _ => plain(paths, field),
        };
        if field.boxed { argument.boxed() } else { argument }
    }

    fn boxed(mut self) -> Self {
        let value = &self.value;
        self.value = quote! { ::std::boxed::Box::new(#value) };
        self
    }
}

fn plain(paths: &Paths, field: &FieldPlan) -> Argument {
    let (name, ty) = (ident(&field.name), paths.ty(&field.ty));
    Argument {
        parameter: quote! { #name: #ty },
        value: quote! { #name },
        generics: Vec::new(),
        bounds: Vec::new(),
        witness: Vec::new(),
    }
}

/// `impl Into<…>`, with a name.
fn converted(paths: &Paths, field: &FieldPlan, position: usize) -> Argument {
    let (name, ty) = (ident(&field.name), paths.ty(&field.ty));
    let generic = format_ident!("T{position}");
    Argument {
        parameter: quote! { #name: #generic },
        value: quote! { ::core::convert::Into::into(#name) },
        bounds: vec![quote! { #generic: ::core::convert::Into<#ty> }],
        generics: vec![generic],
        witness: vec![ty],
    }
}

/// `impl IntoIterator<Item = impl Into<…>>`, with names.
fn list(paths: &Paths, field: &FieldPlan, element: &Ty, position: usize) -> Argument {
    let (rt, name, element) = (paths.rt(), ident(&field.name), paths.ty(element));
    let generic = format_ident!("I{position}");
    Argument {
        parameter: quote! { #name: #generic },
        value: quote! { #rt::list(#name) },
        bounds: vec![
            quote! { #generic: ::core::iter::IntoIterator },
            quote! { #generic::Item: ::core::convert::Into<#element> },
        ],
        generics: vec![generic],
        witness: vec![quote! { ::std::vec::Vec<#element> }],
    }
}

/// `impl IntoIterator<Item = (impl Into<String>, impl Into<…>)>`, with names.
fn map(paths: &Paths, field: &FieldPlan, value: &Ty, position: usize) -> Argument {
    let (rt, name, value) = (paths.rt(), ident(&field.name), paths.ty(value));
    let entries = format_ident!("I{position}");
    let (key, entry) = (format_ident!("K{position}"), format_ident!("V{position}"));
    Argument {
        parameter: quote! { #name: #entries },
        value: quote! { #rt::map(#name) },
        bounds: vec![
            quote! { #entries: ::core::iter::IntoIterator<Item = (#key, #entry)> },
            quote! { #key: ::core::convert::Into<::std::string::String> },
            quote! { #entry: ::core::convert::Into<#value> },
        ],
        witness: vec![
            quote! { ::std::vec::Vec<(::std::string::String, #value)> },
            quote! { ::std::string::String },
            value.clone(),
        ],
        generics: vec![entries, key, entry],
    }
}

/// `<T0, I1>`, or nothing.
pub(super) fn generics<'a>(arguments: impl Iterator<Item = &'a Argument>) -> Option<TokenStream> {
    let names: Vec<&Ident> = arguments.flat_map(|argument| &argument.generics).collect();
    (!names.is_empty()).then(|| quote! { <#(#names),*> })
}

/// `where T0: …`, or nothing.
pub(super) fn bounds<'a>(arguments: impl Iterator<Item = &'a Argument>) -> Option<TokenStream> {
    let bounds: Vec<&TokenStream> = arguments.flat_map(|argument| &argument.bounds).collect();
    (!bounds.is_empty()).then(|| quote! { where #(#bounds,)* })
}
