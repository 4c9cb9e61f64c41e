//! Expressions where a `bool` is wanted: comparisons, and JMESPath's idea of what is true.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use crate::plan::{Expr, ExprTy, Ty, Typed};

impl Emitter<'_> {
    /// An expression as a `bool`.
    pub(super) fn condition(&self, expr: &Expr) -> TokenStream {
        let rt = self.paths.rt();
        match expr {
            Expr::Truthy(typed) => self.truthy(typed),
            Expr::Not(of) => self.not(of),
            Expr::Equal { left, right, negated } => self.equal(left, right, *negated),
            Expr::Is { of, expected } => {
                let (of, expected) = (self.value(of), self.value(expected));
                quote! { #of == #expected }
            }
            Expr::All { of, expected } => {
                let (of, expected) = (self.value(of), self.value(expected));
                quote! { #rt::path::all(#of, #expected) }
            }
            Expr::Any { of, expected } => {
                let (of, expected) = (self.value(of), self.value(expected));
                quote! { #rt::path::any(#of, #expected) }
            }
            Expr::Conditions { left, right, all } => {
                let (left, right) = (self.condition(left), self.condition(right));
                if *all {
                    quote! { (#left) && (#right) }
                } else {
                    quote! { (#left) || (#right) }
                }
            }
            other => {
                let value = self.value(other);
                quote! { #value == ::core::option::Option::Some(true) }
            }
        }
    }

    fn not(&self, of: &Expr) -> TokenStream {
        match of {
            Expr::Truthy(typed) if typed.ty == ExprTy::Bool && !is_known(&typed.expr) => {
                let value = self.value(&typed.expr);
                quote! { #value != ::core::option::Option::Some(true) }
            }
            _ => {
                let of = self.condition(of);
                quote! { !(#of) }
            }
        }
    }

    fn equal(&self, left: &Expr, right: &Expr, negated: bool) -> TokenStream {
        if (left, right) == (&Expr::Null, &Expr::Null) {
            return if negated {
                quote! { false }
            } else {
                quote! { true }
            };
        }
        let value = self.value(left);
        match (right, negated) {
            (Expr::Null, false) => quote! { #value.is_none() },
            (Expr::Null, true) => quote! { #value.is_some() },
            _ => {
                let right = self.value(right);
                if negated {
                    quote! { #value != #right }
                } else {
                    quote! { #value == #right }
                }
            }
        }
    }

    fn truthy(&self, typed: &Typed) -> TokenStream {
        // A condition that was made a value to stand in a larger expression is one again.
        if let Expr::Known(condition) = &typed.expr {
            return self.condition(condition);
        }
        let value = self.value(&typed.expr);
        match &typed.ty {
            ExprTy::Bool => quote! { #value == ::core::option::Option::Some(true) },
            ExprTy::Null => quote! { false },
            ExprTy::Sequence(_) => {
                quote! { #value.is_some_and(|items| items.count() > 0) }
            }
            ty if is_always_true(ty) => quote! { #value.is_some() },
            _ => {
                let truth = self.truth(&typed.ty, &TokenStream::new());
                quote! { #value.is_some_and(|kept| #truth) }
            }
        }
    }

    /// Is `kept`, a value that is not null, true by JMESPath's falsiness? Zero is. `deref` is what
    /// leads from `kept` to the value.
    pub(super) fn truth(&self, ty: &ExprTy, deref: &TokenStream) -> TokenStream {
        let rt = self.paths.rt();
        match ty {
            ExprTy::Bool => quote! { #deref kept },
            ExprTy::Text | ExprTy::String | ExprTy::List => quote! { !kept.is_empty() },
            ExprTy::Document => quote! { #rt::path::truth(kept) },
            ExprTy::Dynamic => quote! { #rt::path::truth(&kept) },
            ExprTy::Number
            | ExprTy::Integer
            | ExprTy::Tuple
            | ExprTy::Null
            | ExprTy::Sequence(_) => quote! { true },
            ExprTy::Value(ty) => match ty {
                Ty::Text | Ty::List(_) | Ty::Map(_) | Ty::Blob => quote! { !kept.is_empty() },
                Ty::Enum(_) => quote! { !kept.as_str().is_empty() },
                Ty::Bool => quote! { *#deref kept },
                Ty::Structure(_) | Ty::Document => quote! { #rt::path::is_set(#deref kept) },
                Ty::I32
                | Ty::I64
                | Ty::F32
                | Ty::F64
                | Ty::Timestamp
                | Ty::Sparse(_)
                | Ty::Tuple(_) => {
                    quote! { true }
                }
            },
        }
    }
}

/// Is every value of the type that is not null true by JMESPath's falsiness?
pub(super) fn is_always_true(ty: &ExprTy) -> bool {
    match ty {
        ExprTy::Number | ExprTy::Integer | ExprTy::Tuple => true,
        ExprTy::Value(ty) => {
            matches!(ty, Ty::I32 | Ty::I64 | Ty::F32 | Ty::F64 | Ty::Timestamp)
        }
        _ => false,
    }
}

/// Is this a condition that was made a value?
fn is_known(expr: &Expr) -> bool {
    matches!(expr, Expr::Known(_))
}
