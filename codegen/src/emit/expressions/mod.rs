//! Compiled JMESPath as Rust: field access, and iterators that borrow.
//!
//! A value that may be null is an `Option`; a condition is a `bool`. `value` is the output, and
//! `e1`, `e2`, … are the elements of the projections around an expression.

mod conditions;
mod owned;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{format_ident, quote};

use self::conditions::is_always_true;
use super::paths::Paths;
use crate::lower::names::ident;
use crate::plan::{Expr, ExprTy, LengthOf, Step, Typed};

/// A token of the next request: an `Option` of the runtime's token.
pub(super) fn token(paths: &Paths, token: &Typed) -> TokenStream {
    let rt = paths.rt();
    let value = Emitter::new(paths).value(&token.expr);
    match token.ty {
        ExprTy::Value(_) => quote! { #rt::path::token(#value) },
        ExprTy::Text => quote! { #rt::path::text_token(#value) },
        ExprTy::Number => quote! { #rt::path::number_token(#value) },
        ExprTy::Bool => quote! { #rt::path::bool_token(#value) },
        ExprTy::Integer => quote! { #rt::path::integer_token(#value) },
        ExprTy::String => quote! { #rt::path::string_token(#value) },
        _ => quote! { ::core::option::Option::None },
    }
}

/// A value of a search, owned. `fault` and `value` are what its function calls them.
pub(super) fn owned(paths: &Paths, value: &Expr) -> TokenStream {
    Emitter::new(paths).value(value)
}

/// The widest tuple that the standard library compares and clones; a wider one is a tuple of such.
const WIDEST: usize = 12;

/// `.5`, or `.1.3` in a tuple of tuples.
fn tuple_place(index: usize, total: usize) -> TokenStream {
    let index_of = |index: usize| {
        let index = proc_macro2::Literal::usize_unsuffixed(index);
        quote! { .#index }
    };
    if total <= WIDEST {
        return index_of(index);
    }
    let (outer, inner) = (index_of(index / WIDEST), index_of(index % WIDEST));
    quote! { #outer #inner }
}

/// A condition on `value`.
pub(super) fn condition(paths: &Paths, condition: &Expr) -> TokenStream {
    Emitter::new(paths).condition(condition)
}

/// A condition on `value`, false where its evaluation fails.
pub(super) fn tested(paths: &Paths, condition: &Expr, faults: bool) -> TokenStream {
    let (rt, test) = (paths.rt(), Emitter::new(paths).condition(condition));
    if !faults {
        return test;
    }
    quote! {
        let fault = &#rt::path::Fault::new();
        let matched = #test;
        matched && !fault.is_raised()
    }
}

/// The body of a function of `value`: an expression of literals alone does not look at it.
pub(super) fn body(tokens: &TokenStream) -> TokenStream {
    let unused = (!mentions(tokens, "value")).then(|| quote! { let _ = value; });
    quote! { #unused #tokens }
}

fn mentions(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => mentions(&group.stream(), name),
        _ => false,
    })
}

/// Emits expressions below one element.
struct Emitter<'a> {
    paths: &'a Paths,
    depth: usize,
}

impl<'a> Emitter<'a> {
    fn new(paths: &'a Paths) -> Self {
        Emitter { paths, depth: 0 }
    }

    /// What `Current` is called here.
    fn current(&self) -> Ident {
        if self.depth == 0 { ident("value") } else { format_ident!("e{}", self.depth) }
    }

    /// The emitter for what is done to each element.
    fn inside(&self) -> Self {
        Emitter { paths: self.paths, depth: self.depth + 1 }
    }

    /// An expression as an `Option`.
    fn value(&self, expr: &Expr) -> TokenStream {
        match expr {
            Expr::Current => {
                let current = self.current();
                quote! { ::core::option::Option::Some(#current) }
            }
            Expr::Null => quote! { ::core::option::Option::None },
            Expr::Number(number) => quote! { ::core::option::Option::Some(#number) },
            Expr::Text(text) => quote! { ::core::option::Option::Some(#text) },
            Expr::Bool(value) => quote! { ::core::option::Option::Some(#value) },
            Expr::Field { of, step } => self.field(of, step),
            Expr::Variant { of, accessor } => {
                let (of, accessor) = (self.value(of), ident(accessor));
                quote! { #of.and_then(|value| value.#accessor()) }
            }
            Expr::Entry { of, key } => {
                let of = self.value(of);
                quote! { #of.and_then(|map| map.get(#key)) }
            }
            Expr::Index { .. }
            | Expr::Elements(_)
            | Expr::Present(_)
            | Expr::AllPresent(_)
            | Expr::Values(_)
            | Expr::Flatten(_) => self.list(expr),
            Expr::Each { of, body } => self.each(of, body),
            Expr::Filter { of, condition, owned } => self.filter(of, condition, *owned),
            Expr::AsText { of, is_enum } => self.text(of, *is_enum),
            Expr::AsNumber(of) => {
                let of = self.value(of);
                quote! { #of.map(|number| *number as f64) }
            }
            Expr::AsBool(of) => {
                let of = self.value(of);
                quote! { #of.copied() }
            }
            Expr::Length { of, kind } => self.length(of, *kind, &quote! { count }),
            Expr::Order { left, right, operator } => self.order(left, right, operator),
            Expr::Known(condition) => {
                let condition = self.condition(condition);
                quote! { ::core::option::Option::Some(#condition) }
            }
            Expr::Either { left, right } => self.either(left, right),
            Expr::Both { left, right } => {
                let (rt, left, right) = (self.paths.rt(), self.value(left), self.value(right));
                quote! { #rt::path::both(#left, || #right) }
            }
            Expr::Truthy(_)
            | Expr::Not(_)
            | Expr::Equal { .. }
            | Expr::Is { .. }
            | Expr::All { .. }
            | Expr::Any { .. }
            | Expr::Conditions { .. } => {
                let condition = self.condition(expr);
                quote! { ::core::option::Option::Some(#condition) }
            }
            Expr::ToNumber(of) => self.to_number(of),
            _ => self.made(expr),
        }
    }

    /// `length` counts in either type, and a literal is either.
    fn to_number(&self, of: &Expr) -> TokenStream {
        match of {
            Expr::Integer(number) => {
                let number = *number as f64;
                quote! { ::core::option::Option::Some(#number) }
            }
            Expr::Length { of, kind } => self.length(of, *kind, &quote! { length }),
            _ => {
                let of = self.value(of);
                quote! { #of.map(|number| number as f64) }
            }
        }
    }

    fn text(&self, of: &Expr, is_enum: bool) -> TokenStream {
        if let (Expr::Field { of, step }, false) = (of, is_enum) {
            return self.access(of, step, &quote! { as_deref() });
        }
        let of = self.value(of);
        quote! { #of.map(|text| text.as_str()) }
    }

    fn field(&self, of: &Expr, step: &Step) -> TokenStream {
        let borrow = if step.boxed {
            quote! { as_deref() }
        } else {
            quote! { as_ref() }
        };
        self.access(of, step, &borrow)
    }

    fn access(&self, of: &Expr, step: &Step, borrow: &TokenStream) -> TokenStream {
        let field = ident(&step.field);
        if *of == Expr::Current {
            let current = self.current();
            return quote! { #current.#field.#borrow };
        }
        let of = self.value(of);
        quote! { #of.and_then(|value| value.#field.#borrow) }
    }

    fn list(&self, expr: &Expr) -> TokenStream {
        let rt = self.paths.rt();
        match expr {
            Expr::Index { of, index } => {
                let of = self.value(of);
                quote! { #of.and_then(|list| #rt::path::index(list, #index)) }
            }
            Expr::Elements(of) => {
                let of = self.value(of);
                quote! { #of.map(|list| list.iter()) }
            }
            Expr::Present(of) => {
                let of = self.value(of);
                quote! { #of.and_then(|found| found.as_ref()) }
            }
            Expr::AllPresent(of) => {
                let of = self.value(of);
                quote! { #of.map(|items| items.flatten()) }
            }
            Expr::Values(of) => {
                let of = self.value(of);
                quote! { #of.map(|map| map.values()) }
            }
            Expr::Flatten(of) => {
                let of = self.value(of);
                quote! { #of.map(|items| items.flatten()) }
            }
            _ => quote! { ::core::option::Option::None },
        }
    }

    fn each(&self, of: &Expr, body: &Expr) -> TokenStream {
        let (of, inside) = (self.value(of), self.inside());
        let element = inside.element(body);
        if matches!(body, Expr::AsText { of, .. } if **of == Expr::Current) {
            return quote! { #of.map(|items| items.map(|#element| #element.as_str())) };
        }
        let body = inside.value(body);
        quote! { #of.map(|items| items.filter_map(|#element| #body)) }
    }

    fn filter(&self, of: &Expr, condition: &Expr, owned: bool) -> TokenStream {
        let (of, inside) = (self.value(of), self.inside());
        let element = inside.element(condition);
        let condition = inside.condition(condition);
        let pattern = if owned {
            element
        } else {
            quote! { &#element }
        };
        quote! { #of.map(|items| items.filter(|#pattern| #condition)) }
    }

    fn length(&self, of: &Expr, kind: LengthOf, function: &TokenStream) -> TokenStream {
        let (rt, of) = (self.paths.rt(), self.value(of));
        let count = match kind {
            LengthOf::Text => quote! { #of.map(|text| text.chars().count()) },
            LengthOf::Container => quote! { #of.map(|list| list.len()) },
            LengthOf::Sequence => quote! { #of.map(|items| items.count()) },
        };
        quote! { #rt::path::#function(fault, #count) }
    }

    fn order(&self, left: &Expr, right: &Expr, operator: &str) -> TokenStream {
        let (rt, left, right) = (self.paths.rt(), self.value(left), self.value(right));
        let compare = match operator {
            "<" => quote! { < },
            "<=" => quote! { <= },
            ">" => quote! { > },
            _ => quote! { >= },
        };
        quote! { #rt::path::order(#left, #right, |left, right| left #compare right) }
    }

    fn either(&self, left: &Typed, right: &Expr) -> TokenStream {
        let (value, right) = (self.value(&left.expr), self.value(right));
        if is_always_true(&left.ty) {
            return quote! { #value.or_else(|| #right) };
        }
        let truth = self.truth(&left.ty, &quote! { * });
        quote! { #value.filter(|kept| #truth).or_else(|| #right) }
    }
}
