//! A request type for each operation: its setters, and what can be done with it.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::arguments::Argument;
use super::endpoints;
use super::paths::{Paths, docs, witness};
use super::structures::{path_to, setter};
use super::tables::namespace;
use crate::lower::names::ident;
use crate::plan::{FieldPlan, OperationPlan, ServicePlan, TypeRef, WaiterPlan};

/// Every operation's request.
pub(super) fn emit(paths: &Paths, plan: &ServicePlan) -> TokenStream {
    let operations = plan.operations.iter().map(|operation| one(paths, operation));
    quote! { #(#operations)* }
}

fn one(paths: &Paths, plan: &OperationPlan) -> TokenStream {
    let request = request(paths, plan);
    let methods = methods(paths, plan);
    let operation = operation(paths, plan);
    quote! { #request #methods #operation }
}

fn shape(paths: &Paths, ty: Option<&TypeRef>) -> TokenStream {
    let rt = paths.rt();
    ty.map_or(quote! { #rt::Empty }, |ty| paths.type_ref(ty))
}

fn input(paths: &Paths, plan: &OperationPlan) -> TokenStream {
    shape(paths, plan.input.as_ref().map(|input| &input.ty))
}

fn request(paths: &Paths, plan: &OperationPlan) -> TokenStream {
    let (rt, name, input) = (paths.rt(), ident(&plan.name), input(paths, plan));
    let text = docs(&plan.docs);
    let ways = ways(plan);
    quote! {
        #text
        ///
        #[doc = #ways]
        #[must_use = "a request does nothing until it is sent"]
        #[derive(Clone, Debug)]
        pub struct #name { client: #rt::Client, input: #input }
    }
}

fn ways(plan: &OperationPlan) -> String {
    let mut ways = vec!["`send()` it".to_owned()];
    if plan.paginator.is_some() {
        ways.push("`paginate()` over its pages".to_owned());
    }
    ways.extend(plan.waiters.iter().map(|waiter| format!("`{}()`", waiter.method)));
    format!(" A request: {}.", ways.join(", or "))
}

fn methods(paths: &Paths, plan: &OperationPlan) -> TokenStream {
    let (root, rt, name) = (paths.root(), paths.rt(), ident(&plan.name));
    let input = input(paths, plan);
    let fields = plan.input.iter().flat_map(|input| &input.fields);
    let setters: Vec<(&FieldPlan, Argument)> =
        fields.map(|field| (field, Argument::new(paths, field, 0))).collect();
    let place = quote! { self.input };
    let functions = setters.iter().map(|(field, argument)| setter(field, argument, &place));
    let (with, with_witness) = with(paths, &name);
    let paginate = paginate(plan);
    let waits = plan.waiters.iter().map(|waiter| wait(paths, waiter));
    let mut used = vec![quote! { #name::send }, with_witness];
    used.extend(plan.paginator.iter().map(|_| quote! { #name::paginate }));
    used.extend(plan.waiters.iter().map(|waiter| {
        let method = ident(&waiter.method);
        quote! { #name::#method }
    }));
    used.extend(
        setters
            .iter()
            .map(|(field, argument)| path_to(&name, &field.setter, [argument].into_iter())),
    );
    let witness = witness(&used);
    quote! {
        impl #name {
            pub(super) fn __start(client: #rt::Client, input: #input) -> Self { #name { client, input } }
            #(#functions)*
            #with
            /// Sends the request, retries included, and gives the output.
            pub fn send(self) -> #root::Call<Self> {
                #rt::start(&self.client, &self.input, #rt::Purpose::Call)
            }
            #paginate
            #(#waits)*
        }
        #witness
    }
}

/// The method for what one request has of its own, and its path for [`witness`].
fn with(paths: &Paths, name: &Ident) -> (TokenStream, TokenStream) {
    let root = paths.root();
    let overrides = quote! { #root::Overrides };
    let method = quote! {
        /// Changes headers or configuration for this request alone: for each page and each poll.
        pub fn with<F: ::core::ops::FnOnce(#overrides) -> #overrides>(mut self, change: F) -> Self {
            self.client = self.client.with(change);
            self
        }
    };
    (method, quote! { #name::with::<fn(#overrides) -> #overrides> })
}

fn paginate(plan: &OperationPlan) -> Option<TokenStream> {
    let name = ident(&plan.paginator.as_ref()?.name);
    Some(quote! {
        /// Goes through the pages, or the items, of the answer. Nothing is sent before the first
        /// is asked for.
        pub fn paginate(self) -> super::paginator::#name {
            super::paginator::#name::__start(self.client, self.input)
        }
    })
}

fn wait(paths: &Paths, plan: &WaiterPlan) -> TokenStream {
    let (root, rt) = (paths.root(), paths.rt());
    let (method, table, text) = (ident(&plan.method), ident(&plan.constant), docs(&plan.docs));
    quote! {
        #text
        pub fn #method(self) -> #root::Wait<Self> {
            #rt::Wait::new(self.client, self.input, &super::waiter::#table)
        }
    }
}

fn operation(paths: &Paths, plan: &OperationPlan) -> TokenStream {
    let (rt, name, shape_name) = (paths.rt(), ident(&plan.name), &plan.shape);
    let (method, path) = (&plan.http_method, &plan.path);
    let (input, output) = (input(paths, plan), shape(paths, plan.output.as_ref()));
    let (errors, message) = (errors(paths, plan), message(paths, plan));
    quote! {
        impl #rt::Operation for #name {
            type Input = #input;
            type Output = #output;
            const SPEC: &'static #rt::OperationSpec =
                &#rt::OperationSpec::new(&super::SERVICE, #shape_name, #method, #path)
                    #message #errors;
        }
    }
}

/// What is special about the operation's messages.
fn message(paths: &Paths, plan: &OperationPlan) -> TokenStream {
    let rt = paths.rt();
    let host_prefix = plan.host_prefix.as_ref().map(|prefix| quote! { .host_prefix(#prefix) });
    let endpoint = endpoints::of_operation(paths, &plan.given);
    let without_output = (!plan.has_output).then(|| quote! { .without_output() });
    let root = plan.input_root.as_ref().map(|(name, space)| {
        let space = optional(space.as_ref().map(|space| {
            let space = namespace(paths, space);
            quote! { &#space }
        }));
        quote! { .input_root(#name, #space) }
    });
    let wrapper = plan.result_wrapper.as_ref().map(|name| quote! { .result_wrapper(#name) });
    let checksum = plan.checksum.as_ref().map(|(required, member)| {
        let member = optional(member.as_ref().map(|member| quote! { #member }));
        quote! {
            .checksum(#rt::ChecksumSpec { required: #required, algorithm_member: #member })
        }
    });
    let raw = plan.raw_output.then(|| quote! { .raw_output() });
    let compressed = plan.compressed.then(|| quote! { .compressed() });
    let signing = plan.signing.map(|signing| {
        let signing = ident(signing);
        quote! { .signing(#rt::Signing::#signing) }
    });
    quote! {
        #host_prefix #endpoint #without_output #root #raw #wrapper #checksum #compressed #signing
    }
}

fn errors(paths: &Paths, plan: &OperationPlan) -> Option<TokenStream> {
    let rt = paths.rt();
    let errors = plan.errors.iter().map(|(shape, code, retryable)| {
        let retryable = optional(retryable.map(|throttling| quote! { #throttling }));
        quote! { #rt::ErrorSpec { shape: #shape, code: #code, retryable: #retryable } }
    });
    (!plan.errors.is_empty()).then(|| quote! { .errors(&[#(#errors),*]) })
}

/// `Some(…)` or `None`, in full.
pub(super) fn optional(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote! { ::core::option::Option::Some(#value) },
        None => quote! { ::core::option::Option::None },
    }
}
