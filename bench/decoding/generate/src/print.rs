//! Types → a file, with one of three ways to read them.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{Field, ItemStruct, LitStr};

use crate::Outcome;
use crate::parse::{Enum, Structure, Types};

/// As maitred-build made them.
pub fn ours(types: &Types) -> TokenStream {
    let structures = types.structures.iter().map(|Structure { item, traits, rest, .. }| {
        quote! { #item #(#traits)* #(#rest)* }
    });
    let enums = types.enums.iter().map(|Enum { item, traits, rest }| {
        quote! { #item #(#traits)* #(#rest)* }
    });
    let service = &types.service;
    let functions =
        functions(types, &|name| quote! { ::support::ours::decode(&SERVICE, #name, body) });
    quote! { #service #functions pub mod types { #(#structures)* #(#enums)* } }
}

/// Without anything to read them: what all ways have in common.
pub fn unread(types: &Types) -> TokenStream {
    let structures = types.structures.iter().map(|structure| {
        let (item, rest) = (with_derives(&structure.item, &TokenStream::new()), &structure.rest);
        quote! { #item #(#rest)* }
    });
    let enums = types.enums.iter().map(|Enum { item, rest, .. }| quote! { #item #(#rest)* });
    quote! { pub mod types { #(#structures)* #(#enums)* } }
}

/// With serde's derive.
pub fn derived(types: &Types, protocol: &str) -> Outcome<TokenStream> {
    serde(types, protocol, &|structure| {
        let item = with_derives(&structure.item, &quote! { , ::serde::Deserialize });
        let attributes = structure.fields().map(|(field, name)| {
            let list = (protocol == "xml" && is_list(field)).then(|| {
                quote! { default, deserialize_with = "::support::xml::list", }
            });
            quote! { #[serde(#list rename = #name)] }
        });
        let fields = structure.fields().zip(attributes).map(|((field, _), attribute)| {
            quote! { #attribute #field }
        });
        let ItemStruct { attrs, vis, ident, .. } = item;
        quote! { #(#attrs)* #vis struct #ident { #(#fields),* } }
    })
}

/// With serde visitors.
pub fn visitors(types: &Types, protocol: &str) -> Outcome<TokenStream> {
    serde(types, protocol, &|structure| {
        let item = with_derives(&structure.item, &TokenStream::new());
        let (name, count) = (&item.ident, structure.names.len());
        let (visitor, names) = (format_ident!("{name}Visitor"), &structure.names);
        let text = format!("a structure {name}");
        let arms =
            structure.fields().enumerate().map(|(index, (field, _))| arm(index, field, protocol));
        quote! {
            #item
            struct #visitor;
            impl<'de> ::serde::de::Visitor<'de> for #visitor {
                type Value = #name;
                fn expecting(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    formatter.write_str(#text)
                }
                fn visit_map<A: ::serde::de::MapAccess<'de>>(
                    self,
                    mut map: A,
                ) -> ::core::result::Result<#name, A::Error> {
                    static NAMES: [&str; #count] = [#(#names),*];
                    let mut value = <#name as ::core::default::Default>::default();
                    let mut hint = 0;
                    while let ::core::option::Option::Some(index) =
                        map.next_key_seed(::support::Key { names: &NAMES, hint: &mut hint })?
                    {
                        match index {
                            #(#arms)*
                            _ => { map.next_value::<::serde::de::IgnoredAny>()?; }
                        }
                    }
                    ::core::result::Result::Ok(value)
                }
            }
            impl<'de> ::serde::Deserialize<'de> for #name {
                fn deserialize<D: ::serde::Deserializer<'de>>(
                    deserializer: D,
                ) -> ::core::result::Result<Self, D::Error> {
                    deserializer.deserialize_map(#visitor)
                }
            }
        }
    })
}

fn arm(index: usize, field: &Field, protocol: &str) -> TokenStream {
    let name = &field.ident;
    match protocol == "xml" && is_list(field) {
        true => {
            quote! { #index => value.#name = map.next_value_seed(::support::xml::List::new())?, }
        }
        false => quote! { #index => value.#name = map.next_value()?, },
    }
}

/// What the two ways that use serde have in common.
fn serde(
    types: &Types,
    protocol: &str,
    print: &dyn Fn(&Structure) -> TokenStream,
) -> Outcome<TokenStream> {
    check(types, protocol)?;
    let structures = types.structures.iter().map(|structure| {
        let (item, rest) = (print(structure), &structure.rest);
        quote! { #item #(#rest)* }
    });
    let enums = types.enums.iter().map(enumeration);
    let module = format_ident!("{protocol}");
    let functions = functions(types, &|_| quote! { ::support::#module::decode(body) });
    Ok(quote! { #functions pub mod types { #(#structures)* #(#enums)* } })
}

/// Open enums are nothing that serde can derive; both ways read them with the same function.
fn enumeration(Enum { item, rest, .. }: &Enum) -> TokenStream {
    let name = &item.ident;
    quote! {
        #item
        #(#rest)*
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                ::support::text(deserializer)
            }
        }
    }
}

/// A function for each operation, and a list of them all.
fn functions(types: &Types, decode: &dyn Fn(&str) -> TokenStream) -> TokenStream {
    let names: Vec<Ident> =
        types.operations.iter().map(|(name, _)| format_ident!("{}", snake(name))).collect();
    let functions = types.operations.iter().zip(&names).map(|((operation, output), name)| {
        let (output, call) = (format_ident!("{output}"), decode(operation));
        quote! {
            pub fn #name(body: &::bytes::Bytes) -> ::core::result::Result<types::#output, ::std::string::String> {
                #call
            }
        }
    });
    quote! {
        #(#functions)*
        pub static OPERATIONS: &[fn(&::bytes::Bytes) -> bool] = &[#(|body| #names(body).is_ok()),*];
    }
}

fn with_derives(item: &ItemStruct, more: &TokenStream) -> ItemStruct {
    let mut item = item.clone();
    item.attrs.retain(|attribute| !attribute.path().is_ident("derive"));
    item.attrs.push(syn::parse_quote! { #[derive(Clone, Debug, Default, PartialEq #more)] });
    item
}

fn is_list(field: &Field) -> bool {
    of_field(field).starts_with("::core::option::Option<::std::vec::Vec<")
}

fn of_field(field: &Field) -> String {
    field.ty.to_token_stream().to_string().replace(' ', "")
}

/// Fails on what the other two ways cannot read, so that nothing is compared with a failure.
fn check(types: &Types, protocol: &str) -> Outcome<()> {
    for structure in types.structures.iter().filter(|_| protocol == "xml") {
        let nested = |(field, _): (&Field, &LitStr)| {
            let ty = of_field(field);
            ty.matches("Vec<").count() > 1 || ty.contains("Map<")
        };
        if structure.is_flattened() || structure.fields().any(nested) {
            return Err(format!(
                "{} has a list of a kind that is not supported",
                structure.item.ident
            )
            .into());
        }
    }
    Ok(())
}

fn snake(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}
