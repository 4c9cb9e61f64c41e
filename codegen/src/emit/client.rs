//! The client: a method for each operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::{self, Argument};
use super::endpoints;
use super::paths::{Paths, docs, witness};
use super::structures::{filled, path_to};
use crate::lower::names::ident;
use crate::plan::{FieldPlan, OperationPlan, Protocol, ServicePlan};

/// The service's table and the client.
pub(super) fn emit(paths: &Paths, plan: &ServicePlan) -> TokenStream {
    let (root, rt) = (paths.root(), paths.rt());
    let service = service(paths, plan);
    let text = format!(" A client of {}.", plan.facts.title);
    let methods = plan.operations.iter().map(|operation| method(paths, operation));
    let client = ident("Client");
    let mut used = vec![quote! { Client::new }];
    used.extend(plan.operations.iter().map(|operation| {
        path_to(&client, &operation.method, required(paths, operation).iter().map(|(_, a)| a))
    }));
    let witness = witness(&used);
    // A client without operations never looks at what it holds.
    let inner = ident(if plan.operations.is_empty() { "_inner" } else { "inner" });
    quote! {
        #service
        #[doc = #text]
        ///
        /// Cheap to clone; clones share connections, credentials and the retry quota.
        #[derive(Clone, Debug)]
        pub struct Client { #inner: #rt::Client }
        impl Client {
            /// A client with the configuration's region, credentials and endpoint.
            #[must_use]
            pub fn new(config: &#root::Config) -> Self {
                Client { #inner: #rt::Client::new(config, &SERVICE) }
            }
            #(#methods)*
        }
        #witness
    }
}

fn service(paths: &Paths, plan: &ServicePlan) -> TokenStream {
    let (rt, facts) = (paths.rt(), &plan.facts);
    let protocol = ident(match facts.protocol {
        Protocol::Json10 => "JSON_1_0",
        Protocol::Json11 => "JSON_1_1",
        Protocol::RestJson => "REST_JSON",
        Protocol::RestXml => "REST_XML",
        Protocol::Query => "QUERY",
        Protocol::Ec2 => "EC2",
        Protocol::RpcV2Cbor => "RPC_V2_CBOR",
    });
    let (name, id, version) = (&facts.name, &facts.id, &facts.api_version);
    let (prefix, signing, target) =
        (&facts.endpoint_prefix, &facts.signing_name, &facts.target_prefix);
    let signing = (signing != prefix).then(|| quote! { .signing_name(#signing) });
    let target = (!target.is_empty()).then(|| quote! { .target_prefix(#target) });
    let compatible = facts.query_compatible.then(|| quote! { .query_compatible() });
    let unsupported = facts.signature.as_ref();
    let unsupported = unsupported.map(|name| quote! { .signature(#name) });
    let endpoints = endpoints::of_service(paths, &plan.endpoints);
    quote! {
        static SERVICE: #rt::Service =
            #rt::Service::new(#name, #id, #version, #prefix, &#rt::#protocol)
                #signing #target #compatible #unsupported #endpoints;
    }
}

fn required<'a>(paths: &Paths, plan: &'a OperationPlan) -> Vec<(&'a FieldPlan, Argument)> {
    let Some(input) = &plan.input else { return Vec::new() };
    let fields = input.required.iter().filter_map(|index| input.fields.get(*index));
    fields
        .enumerate()
        .map(|(position, field)| (field, Argument::new(paths, field, position)))
        .collect()
}

fn method(paths: &Paths, plan: &OperationPlan) -> TokenStream {
    let (name, operation) = (ident(&plan.method), ident(&plan.name));
    let arguments = required(paths, plan);
    let generics = arguments::generics(arguments.iter().map(|(_, argument)| argument));
    let bounds = arguments::bounds(arguments.iter().map(|(_, argument)| argument));
    let parameters = arguments.iter().map(|(_, argument)| &argument.parameter);
    let text = docs(&plan.docs);
    let input = match &plan.input {
        Some(input) => filled(&paths.type_ref(&input.ty), &arguments, input.fields.len()),
        None => {
            let rt = paths.rt();
            quote! { <#rt::Empty as ::core::default::Default>::default() }
        }
    };
    quote! {
        #text
        pub fn #name #generics (&self #(, #parameters)*) -> operation::#operation #bounds {
            operation::#operation::__start(::core::clone::Clone::clone(&self.inner), #input)
        }
    }
}
