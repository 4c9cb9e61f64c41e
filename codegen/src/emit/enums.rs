//! A string enum, open: a text that the definition does not list is kept.

use proc_macro2::TokenStream;
use quote::quote;

use super::paths::{Paths, docs, witness};
use crate::lower::docs::code;
use crate::lower::names::ident;
use crate::plan::EnumPlan;

/// The type and everything implemented for it.
pub(super) fn emit(paths: &Paths, plan: &EnumPlan) -> TokenStream {
    let definition = definition(plan);
    let conversions = conversions(plan);
    let value = value(paths, plan);
    quote! { #definition #conversions #value }
}

fn definition(plan: &EnumPlan) -> TokenStream {
    let (name, text, unknown) = (ident(&plan.name), docs(&plan.docs), ident(&plan.unknown));
    let variants = plan.values.iter().map(|(variant, text)| {
        let (variant, text) = (ident(variant), format!(" {} on the wire.", code(text)));
        quote! { #[doc = #text] #variant }
    });
    quote! {
        #text
        #[derive(Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A text that the definition does not list; a newer definition may.
            #unknown(::std::string::String),
        }
    }
}

fn conversions(plan: &EnumPlan) -> TokenStream {
    let (name, unknown) = (ident(&plan.name), ident(&plan.unknown));
    let to = plan.values.iter().map(|(variant, text)| {
        let variant = ident(variant);
        quote! { #name::#variant => #text }
    });
    let from = plan.values.iter().map(|(variant, text)| {
        let variant = ident(variant);
        quote! { #text => #name::#variant }
    });
    // Nothing else uses an enum that only maps have, as their keys: those are text.
    let witness = witness(&[quote! { #name::as_str }]);
    quote! {
        impl #name {
            /// The text on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(#to,)*
                    #name::#unknown(text) => text,
                }
            }
        }
        impl ::core::convert::From<&str> for #name {
            fn from(text: &str) -> Self {
                match text {
                    #(#from,)*
                    _ => #name::#unknown(::std::borrow::ToOwned::to_owned(text)),
                }
            }
        }
        impl ::core::convert::From<::std::string::String> for #name {
            fn from(text: ::std::string::String) -> Self {
                ::core::convert::From::from(text.as_str())
            }
        }
        impl ::core::fmt::Display for #name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }
        #witness
    }
}

fn value(paths: &Paths, plan: &EnumPlan) -> TokenStream {
    let (rt, name) = (paths.rt(), ident(&plan.name));
    let shown = match plan.sensitive {
        true => quote! { formatter.write_str("<sensitive>") },
        false => quote! { ::core::fmt::Debug::fmt(self.as_str(), formatter) },
    };
    quote! {
        impl ::core::fmt::Debug for #name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result { #shown }
        }
        impl #rt::StringEnum for #name {
            fn from_wire(text: &str) -> Self { ::core::convert::From::from(text) }
            fn as_wire(&self) -> &str { self.as_str() }
        }
        impl #rt::Value for #name {
            fn read(
                reader: &mut dyn #rt::Reader,
                _: &#rt::Member,
            ) -> ::core::result::Result<::core::option::Option<Self>, #rt::Malformed> {
                #rt::read_enum(reader)
            }
            fn write(&self, writer: &mut dyn #rt::Writer, _: &#rt::Member) {
                #rt::write_enum(self.as_str(), writer)
            }
        }
    }
}
