//! Every name of the runtime, and of the standard library, that generated code mentions.

use proc_macro2::TokenStream;
use quote::quote;

use crate::lower::names::ident;
use crate::plan::{Ty, TypeRef};

/// Paths below the runtime's root, which a renamed dependency changes.
pub(super) struct Paths {
    root: TokenStream,
    /// The service's module, seen from where the paths are used.
    service: TokenStream,
}

impl Paths {
    /// `runtime` is a path such as `::maitred`, checked where it was set.
    pub(super) fn new(runtime: &str) -> Self {
        let inner = runtime.strip_prefix("crate::");
        let segments = inner.unwrap_or(runtime).split("::").filter(|segment| !segment.is_empty());
        let segments = segments.map(ident);
        let first = inner.map(|_| quote! { crate });
        let root = quote! { #first #(::#segments)* };
        Paths { root, service: quote! { super } }
    }

    /// The same, seen from the service's module itself instead of the modules inside it.
    pub(super) fn in_service(&self) -> Self {
        Paths { root: self.root.clone(), service: quote! { self } }
    }

    /// The runtime's public root.
    pub(super) fn root(&self) -> TokenStream {
        self.root.clone()
    }

    /// The module that exists for generated code alone.
    pub(super) fn rt(&self) -> TokenStream {
        let root = &self.root;
        quote! { #root::__private::v1 }
    }

    /// The Rust type of a member, without the `Option` around it.
    pub(super) fn ty(&self, ty: &Ty) -> TokenStream {
        let rt = self.rt();
        match ty {
            Ty::Text => quote! { ::std::string::String },
            Ty::Bool => quote! { bool },
            Ty::I32 => quote! { i32 },
            Ty::I64 => quote! { i64 },
            Ty::F32 => quote! { f32 },
            Ty::F64 => quote! { f64 },
            Ty::Blob => quote! { #rt::Bytes },
            Ty::Timestamp => quote! { #rt::Timestamp },
            Ty::Document => quote! { #rt::Document },
            Ty::Enum(name) | Ty::Structure(name) => self.type_ref(name),
            Ty::List(element) => {
                let element = self.ty(element);
                quote! { ::std::vec::Vec<#element> }
            }
            Ty::Map(value) => {
                let value = self.ty(value);
                quote! { #rt::Map<#value> }
            }
            Ty::Sparse(value) => {
                let value = self.ty(value);
                quote! { ::core::option::Option<#value> }
            }
            Ty::Tuple(fields) => {
                let fields = fields.iter().map(|field| self.ty(field));
                quote! { (#(::core::option::Option<#fields>,)*) }
            }
        }
    }

    /// A member's type with the box that it may need, without the `Option` around it.
    pub(super) fn stored(&self, ty: &Ty, boxed: bool) -> TokenStream {
        let ty = self.ty(ty);
        if boxed {
            quote! { ::std::boxed::Box<#ty> }
        } else {
            ty
        }
    }

    /// A generated type.
    pub(super) fn type_ref(&self, name: &TypeRef) -> TokenStream {
        let (module, name, service) = (ident(name.module), ident(&name.name), &self.service);
        quote! { #service::#module::#name }
    }
}

/// Attributes for lines of documentation.
pub(super) fn docs(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| {
        let line = if line.is_empty() { String::new() } else { format!(" {line}") };
        quote! { #[doc = #line] }
    });
    quote! { #(#lines)* }
}

/// Uses every public function once, in a constant that does nothing, so that a program which puts
/// the generated modules where nobody else sees them is not warned of what it does not use. An
/// `allow` would not do: under `forbid` it is an error.
pub(super) fn witness(functions: &[TokenStream]) -> TokenStream {
    if functions.is_empty() {
        return TokenStream::new();
    }
    quote! { const _: () = { #(let _ = #functions;)* }; }
}
