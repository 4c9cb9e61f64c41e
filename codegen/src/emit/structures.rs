//! A structure: fields, table, constructor and setters or accessors.

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::Argument;
use super::paths::{Paths, docs, witness};
use super::tables;
use crate::lower::names::ident;
use crate::plan::{FieldPlan, StructurePlan, Ty};

/// The type and everything implemented for it.
pub(super) fn emit(paths: &Paths, plan: &StructurePlan) -> TokenStream {
    let definition = definition(paths, plan);
    let object = object(paths, plan);
    let value = value(paths, &plan.name);
    let methods = methods(paths, plan);
    quote! { #definition #object #value #methods }
}

fn definition(paths: &Paths, plan: &StructurePlan) -> TokenStream {
    let (name, text) = (ident(&plan.name), docs(&plan.docs));
    let fields = plan.fields.iter().map(|field| {
        let (name, text) = (ident(&field.name), docs(&field.docs));
        let ty = paths.stored(&field.ty, field.boxed);
        quote! { #text pub #name: ::core::option::Option<#ty> }
    });
    quote! {
        #text
        #[derive(Clone, Default, PartialEq)]
        #[non_exhaustive]
        pub struct #name { #(#fields),* }
    }
}

/// `Structure`: the table, and a slot for each member.
fn object(paths: &Paths, plan: &StructurePlan) -> TokenStream {
    let (rt, name) = (paths.rt(), ident(&plan.name));
    let nulls = plan.nulls.then(|| quote! { .with_nulls() });
    let table = tables::schema(
        paths,
        &plan.shape,
        plan.sensitive,
        plan.payload,
        nulls,
        plan.fields.iter().map(|field| &field.member),
    );
    let get = slots(paths, plan, &quote! { & });
    let get_mut = slots(paths, plan, &quote! { &mut });
    quote! {
        impl #rt::Structure for #name {
            fn schema(&self) -> &'static #rt::Schema { #table }
            fn member(&self, index: usize) -> ::core::option::Option<&dyn #rt::Slot> { #get }
            fn member_mut(&mut self, index: usize) -> ::core::option::Option<&mut dyn #rt::Slot> {
                #get_mut
            }
        }
    }
}

fn slots(paths: &Paths, plan: &StructurePlan, borrow: &TokenStream) -> TokenStream {
    if plan.fields.is_empty() {
        return quote! {
            let _ = index;
            ::core::option::Option::None
        };
    }
    let rt = paths.rt();
    let arms = plan.fields.iter().enumerate().map(|(index, field)| {
        let name = ident(&field.name);
        quote! { #index => #borrow self.#name }
    });
    quote! {
        let slot: #borrow dyn #rt::Slot = match index {
            #(#arms,)*
            _ => return ::core::option::Option::None,
        };
        ::core::option::Option::Some(slot)
    }
}

fn value(paths: &Paths, name: &str) -> TokenStream {
    let (rt, name) = (paths.rt(), ident(name));
    quote! {
        impl #rt::Value for #name {
            fn read(
                reader: &mut dyn #rt::Reader,
                _: &#rt::Member,
            ) -> ::core::result::Result<::core::option::Option<Self>, #rt::Malformed> {
                #rt::read_structure(reader)
            }
            fn write(&self, writer: &mut dyn #rt::Writer, _: &#rt::Member) {
                #rt::write_structure(writer, self)
            }
        }
        impl ::core::fmt::Debug for #name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #rt::debug_structure(self, formatter)
            }
        }
    }
}

fn methods(paths: &Paths, plan: &StructurePlan) -> TokenStream {
    match &plan.constructor {
        Some(required) => builder(paths, plan, required),
        None => accessors(paths, plan),
    }
}

fn builder(paths: &Paths, plan: &StructurePlan, required: &[usize]) -> TokenStream {
    let name = ident(&plan.name);
    let arguments: Vec<(&FieldPlan, Argument)> = required
        .iter()
        .enumerate()
        .filter_map(|(position, index)| {
            let field = plan.fields.get(*index)?;
            Some((field, Argument::new(paths, field, position)))
        })
        .collect();
    let new = constructor(&arguments, plan);
    let setters: Vec<(&FieldPlan, Argument)> =
        plan.fields.iter().map(|field| (field, Argument::new(paths, field, 0))).collect();
    let functions = setters.iter().map(|(field, argument)| {
        let setter = setter(field, argument, &quote! { self });
        quote! { #[must_use] #setter }
    });
    let mut used = vec![path_to(&name, "new", arguments.iter().map(|(_, argument)| argument))];
    used.extend(
        setters
            .iter()
            .map(|(field, argument)| path_to(&name, &field.setter, [argument].into_iter())),
    );
    let witness = witness(&used);
    quote! { impl #name { #new #(#functions)* } #witness }
}

fn constructor(arguments: &[(&FieldPlan, Argument)], plan: &StructurePlan) -> TokenStream {
    let generics = super::arguments::generics(arguments.iter().map(|(_, argument)| argument));
    let bounds = super::arguments::bounds(arguments.iter().map(|(_, argument)| argument));
    let parameters = arguments.iter().map(|(_, argument)| &argument.parameter);
    let value = filled(&quote! { Self }, arguments, plan.fields.len());
    let text = match arguments.is_empty() {
        true => " An empty value; set what you need.",
        false => " A value with what is required; set the rest as you need it.",
    };
    quote! {
        #[doc = #text]
        #[must_use]
        pub fn new #generics (#(#parameters),*) -> Self #bounds { #value }
    }
}

/// A structure with some of its fields set.
pub(super) fn filled(
    ty: &TokenStream,
    arguments: &[(&FieldPlan, Argument)],
    fields: usize,
) -> TokenStream {
    if arguments.is_empty() {
        return quote! { <#ty as ::core::default::Default>::default() };
    }
    let values = arguments.iter().map(|(field, argument)| {
        let (name, value) = (ident(&field.name), &argument.value);
        quote! { #name: ::core::option::Option::Some(#value) }
    });
    let rest =
        (arguments.len() < fields).then(|| quote! { , ..::core::default::Default::default() });
    quote! { #ty { #(#values),* #rest } }
}

/// A setter; `place` is where the field's structure stands.
pub(super) fn setter(field: &FieldPlan, argument: &Argument, place: &TokenStream) -> TokenStream {
    let (name, method, text) = (ident(&field.name), ident(&field.setter), docs(&field.docs));
    let generics = super::arguments::generics([argument].into_iter());
    let bounds = super::arguments::bounds([argument].into_iter());
    let (parameter, value) = (&argument.parameter, &argument.value);
    quote! {
        #text
        pub fn #method #generics (mut self, #parameter) -> Self #bounds {
            #place.#name = ::core::option::Option::Some(#value);
            self
        }
    }
}

/// `Type::function::<…>`, for [`witness`].
pub(super) fn path_to<'a>(
    owner: &proc_macro2::Ident,
    function: &str,
    arguments: impl Iterator<Item = &'a Argument>,
) -> TokenStream {
    let function = ident(function);
    let types: Vec<&TokenStream> = arguments.flat_map(|argument| &argument.witness).collect();
    let generics = (!types.is_empty()).then(|| quote! { ::<#(#types),*> });
    quote! { #owner::#function #generics }
}

fn accessors(paths: &Paths, plan: &StructurePlan) -> TokenStream {
    let name = ident(&plan.name);
    let found: Vec<(&FieldPlan, TokenStream)> = plan
        .fields
        .iter()
        .filter(|_| plan.accessors)
        .filter_map(|field| Some((field, accessor(paths, field)?)))
        .collect();
    if found.is_empty() {
        return TokenStream::new();
    }
    let used: Vec<TokenStream> =
        found.iter().map(|(field, _)| path_to(&name, &field.setter, std::iter::empty())).collect();
    let functions = found.into_iter().map(|(_, function)| function);
    let witness = witness(&used);
    quote! { impl #name { #(#functions)* } #witness }
}

/// Lists as slices and maps as views, empty where the member is missing.
fn accessor(paths: &Paths, field: &FieldPlan) -> Option<TokenStream> {
    let (rt, name, method) = (paths.rt(), ident(&field.name), ident(&field.setter));
    let text =
        format!(" The {} of `{}`, none where it is missing.", plural(&field.ty)?, field.name);
    Some(match &field.ty {
        Ty::List(element) => {
            let element = paths.ty(element);
            quote! {
                #[doc = #text]
                #[must_use]
                pub fn #method(&self) -> &[#element] { self.#name.as_deref().unwrap_or_default() }
            }
        }
        Ty::Map(value) => {
            let value = paths.ty(value);
            quote! {
                #[doc = #text]
                #[must_use]
                pub fn #method(&self) -> #rt::MapView<'_, #value> { #rt::MapView::new(self.#name.as_ref()) }
            }
        }
        _ => return None,
    })
}

fn plural(ty: &Ty) -> Option<&'static str> {
    match ty {
        Ty::List(_) => Some("elements"),
        Ty::Map(_) => Some("entries"),
        _ => None,
    }
}
