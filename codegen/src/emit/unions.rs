//! A union: an enum with a variant for each member.

use proc_macro2::TokenStream;
use quote::quote;

use super::paths::{Paths, docs, witness};
use super::tables;
use crate::lower::names::ident;
use crate::plan::{UnionPlan, VariantPlan};

/// The type and everything implemented for it.
pub(super) fn emit(paths: &Paths, plan: &UnionPlan) -> TokenStream {
    let definition = definition(paths, plan);
    let methods = methods(paths, plan);
    let value = value(paths, plan);
    quote! { #definition #methods #value }
}

fn definition(paths: &Paths, plan: &UnionPlan) -> TokenStream {
    let (name, text, unknown) = (ident(&plan.name), docs(&plan.docs), ident(&plan.unknown));
    let variants = plan.variants.iter().map(|variant| {
        let (name, text) = (ident(&variant.name), docs(&variant.docs));
        let ty = paths.stored(&variant.ty, variant.boxed);
        quote! { #text #name(#ty) }
    });
    quote! {
        #text
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A member that the definition does not have; a newer definition may.
            #unknown,
        }
    }
}

fn methods(paths: &Paths, plan: &UnionPlan) -> TokenStream {
    let (rt, name, unknown) = (paths.rt(), ident(&plan.name), ident(&plan.unknown));
    let members = plan.variants.iter().map(|variant| &variant.member);
    let table = tables::schema(paths, &plan.shape, plan.sensitive, None, None, members);
    let accessors = plan.variants.iter().map(|variant| accessor(paths, variant));
    let used: Vec<TokenStream> = plan
        .variants
        .iter()
        .map(|variant| {
            let accessor = ident(&variant.accessor);
            quote! { #name::#accessor }
        })
        .collect();
    let made: Vec<TokenStream> = plan
        .variants
        .iter()
        .map(|variant| {
            let variant = ident(&variant.name);
            quote! { #name::#variant }
        })
        .collect();
    let witness = witness(&[used, made].concat());
    let active = active(plan);
    quote! {
        impl #name {
            #(#accessors)*
            fn schema() -> &'static #rt::Schema { #table }
            fn active(&self) -> ::core::option::Option<(usize, &dyn #rt::Put)> {
                let active: (usize, &dyn #rt::Put) = match self {
                    #(#active,)*
                    #name::#unknown => return ::core::option::Option::None,
                };
                ::core::option::Option::Some(active)
            }
        }
        #witness
    }
}

fn active(plan: &UnionPlan) -> Vec<TokenStream> {
    let name = ident(&plan.name);
    let arms = plan.variants.iter().enumerate().map(|(index, variant)| {
        let variant = ident(&variant.name);
        quote! { #name::#variant(value) => (#index, value) }
    });
    arms.collect()
}

fn accessor(paths: &Paths, variant: &VariantPlan) -> TokenStream {
    let (method, name) = (ident(&variant.accessor), ident(&variant.name));
    let ty = paths.ty(&variant.ty);
    let text = format!(" The value of `{}`, if that is the variant.", variant.name);
    quote! {
        #[doc = #text]
        #[must_use]
        pub fn #method(&self) -> ::core::option::Option<&#ty> {
            if let Self::#name(value) = self {
                ::core::option::Option::Some(value)
            } else {
                ::core::option::Option::None
            }
        }
    }
}

fn value(paths: &Paths, plan: &UnionPlan) -> TokenStream {
    let (rt, name, unknown) = (paths.rt(), ident(&plan.name), ident(&plan.unknown));
    let arms = plan.variants.iter().enumerate().map(|(index, variant)| {
        let variant = ident(&variant.name);
        quote! { #index => #rt::Value::read(reader, member)?.map(#name::#variant) }
    });
    quote! {
        impl #rt::Value for #name {
            fn read(
                reader: &mut dyn #rt::Reader,
                _: &#rt::Member,
            ) -> ::core::result::Result<::core::option::Option<Self>, #rt::Malformed> {
                #rt::read_union(reader, Self::schema(), || #name::#unknown, |index, reader, member| {
                    ::core::result::Result::Ok(match index {
                        #(#arms,)*
                        _ => ::core::option::Option::None,
                    })
                })
            }
            fn write(&self, writer: &mut dyn #rt::Writer, _: &#rt::Member) {
                #rt::write_union(writer, Self::schema(), self.active())
            }
        }
        impl ::core::fmt::Debug for #name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #rt::debug_union(Self::schema(), self.active(), formatter)
            }
        }
    }
}
