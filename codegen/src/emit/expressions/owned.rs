//! Expressions that make something of their own: lists, tuples, structures, calls of the runtime.
//!
//! An element that cannot be copied is cloned wherever it is mentioned, so that each mention is a
//! value and no closure has to know what comes after it.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{Emitter, tuple_place};
use crate::lower::names::ident;
use crate::plan::{Expr, TypeRef, Typed};

impl Emitter<'_> {
    /// The nodes that [`Emitter::value`] does not know.
    pub(super) fn made(&self, expr: &Expr) -> TokenStream {
        let rt = self.paths.rt();
        match expr {
            Expr::Bound { owned, nullable } => self.bound(*owned, *nullable),
            Expr::Integer(number) => quote! { ::core::option::Option::Some(#number) },
            Expr::Collect(of) => {
                let of = self.value(of);
                quote! { #of.map(|items| items.collect::<::std::vec::Vec<_>>()) }
            }
            Expr::Items(of) => {
                let of = self.value(of);
                quote! { #of.map(|list| list.into_iter()) }
            }
            Expr::Mapped { of, body } => self.mapped(of, body),
            Expr::Let { of, body, nullable } => self.bind(of, body, *nullable),
            Expr::Tuple(fields) => self.tuple(fields),
            Expr::TupleField { of, index, of_total } => self.tuple_field(of, *index, *of_total),
            Expr::ListOf(elements) => {
                let elements = elements.iter().map(|element| self.value(element));
                quote! { ::core::option::Option::Some(::std::vec![#(#elements),*]) }
            }
            Expr::Construct { ty, fields } => self.construct(ty, fields),
            Expr::Object(fields) => {
                let fields = fields.iter().map(|(key, value)| {
                    let value = self.value(value);
                    quote! { (#key, #value) }
                });
                quote! { #rt::path::object([#(#fields),*]) }
            }
            Expr::Call { function, faults, args } => self.call(function, *faults, args),
            Expr::ByKey { function, name, of, key } => self.by_key(function, name, of, key),
            Expr::Cloned(of) => {
                let of = self.value(of);
                quote! { #of.cloned() }
            }
            Expr::Document(of) => {
                let of = self.value(of);
                quote! { #of.and_then(#rt::path::document) }
            }
            Expr::AsInteger(of) => {
                let of = self.value(of);
                quote! { #of.map(|number| i64::from(*number)) }
            }
            Expr::BothOf { left, right } => self.both_of(left, right),
            _ => quote! { ::core::option::Option::None },
        }
    }

    fn bound(&self, owned: bool, nullable: bool) -> TokenStream {
        let current = self.current();
        let clone = owned.then(|| quote! { .clone() });
        if nullable {
            quote! { #current #clone }
        } else {
            quote! { ::core::option::Option::Some(#current #clone) }
        }
    }

    fn mapped(&self, of: &Expr, body: &Expr) -> TokenStream {
        let (of, inside) = (self.value(of), self.inside());
        let (element, body) = (inside.element(body), inside.value(body));
        quote! { #of.map(|items| items.map(|#element| #body).collect::<::std::vec::Vec<_>>()) }
    }

    fn bind(&self, of: &Expr, body: &Expr, nullable: bool) -> TokenStream {
        let (of, inside) = (self.value(of), self.inside());
        let (bound, body) = (inside.element(body), inside.value(body));
        if nullable {
            quote! {{ let #bound = #of; #body }}
        } else {
            quote! { #of.and_then(|#bound| #body) }
        }
    }

    /// The name of an element, with an underscore where nothing mentions it.
    pub(super) fn element(&self, body: &Expr) -> TokenStream {
        let current = self.current();
        if body.mentions_current() {
            quote! { #current }
        } else {
            quote! { _ }
        }
    }

    fn tuple(&self, fields: &[Expr]) -> TokenStream {
        let values: Vec<TokenStream> = fields.iter().map(|field| self.value(field)).collect();
        if values.len() <= super::WIDEST {
            return quote! { ::core::option::Option::Some((#(#values,)*)) };
        }
        let parts = values.chunks(super::WIDEST).map(|part| quote! { (#(#part,)*) });
        quote! { ::core::option::Option::Some((#(#parts,)*)) }
    }

    fn tuple_field(&self, of: &Expr, index: usize, total: usize) -> TokenStream {
        let place = tuple_place(index, total);
        if let Expr::Bound { nullable: false, .. } = of {
            let current = self.current();
            return quote! { #current #place.clone() };
        }
        let of = self.value(of);
        quote! { #of.and_then(|fields| fields #place) }
    }

    fn construct(&self, ty: &TypeRef, fields: &[(String, Expr)]) -> TokenStream {
        // It stands in the module that the function is in.
        let name: Ident = ident(&ty.name);
        let fields = fields.iter().map(|(field, value)| {
            let (field, value) = (ident(field), self.value(value));
            quote! { #field: #value }
        });
        quote! { ::core::option::Option::Some(#name { #(#fields),* }) }
    }

    fn call(&self, function: &str, faults: bool, args: &[Expr]) -> TokenStream {
        let (rt, function) = (self.paths.rt(), ident(function));
        let args = args.iter().map(|arg| self.value(arg));
        let fault = faults.then(|| quote! { fault, });
        quote! { #rt::path::#function(#fault #(#args),*) }
    }

    fn by_key(&self, function: &str, name: &str, of: &Expr, key: &Expr) -> TokenStream {
        let (rt, function) = (self.paths.rt(), ident(function));
        let (of, inside) = (self.value(of), self.inside());
        let (element, key) = (inside.element(key), inside.value(key));
        quote! { #rt::path::#function(fault, #name, #of, |#element| #key) }
    }

    fn both_of(&self, left: &Typed, right: &Expr) -> TokenStream {
        let (value, right) = (self.value(&left.expr), self.value(right));
        let truth = self.truth(&left.ty, &TokenStream::new());
        quote! {
            match #value {
                ::core::option::Option::Some(kept) if #truth => #right,
                kept => kept,
            }
        }
    }
}
