//! The waiters' tables: what is polled, how often, and what decides.

use proc_macro2::TokenStream;
use quote::quote;

use super::expressions;
use super::paths::{Paths, docs};
use crate::lower::names::ident;
use crate::plan::{AcceptorPlan, OperationPlan, ServicePlan, TestPlan, WaiterPlan};

/// Every waiter; nothing where there is none.
pub(super) fn emit(paths: &Paths, plan: &ServicePlan) -> TokenStream {
    let waiters = plan.operations.iter().flat_map(|operation| {
        operation.waiters.iter().map(move |waiter| one(paths, operation, waiter))
    });
    quote! { #(#waiters)* }
}

fn one(paths: &Paths, operation: &OperationPlan, plan: &WaiterPlan) -> TokenStream {
    let (root, rt) = (paths.root(), paths.rt());
    let (name, request) = (ident(&plan.constant), ident(&operation.name));
    let (shape, delay, max_attempts) = (&plan.shape, plan.delay, plan.max_attempts);
    let text = docs(&plan.docs);
    let acceptors = plan.acceptors.iter().map(|plan| acceptor(paths, operation, plan));
    quote! {
        #text
        pub static #name: #root::Waiter<super::operation::#request> =
            #rt::Waiter::new(#shape, #delay, #max_attempts, &[#(#acceptors),*]);
    }
}

fn acceptor(paths: &Paths, operation: &OperationPlan, plan: &AcceptorPlan) -> TokenStream {
    let (rt, state) = (paths.rt(), ident(plan.state));
    let AcceptorPlan { matcher, argument, expected, .. } = plan;
    let test = match &plan.test {
        TestPlan::Output { condition, faults } => {
            let function =
                function(paths, operation, &expressions::tested(paths, condition, *faults));
            quote! { #rt::Test::Output(#function) }
        }
        TestPlan::Status(status) => quote! { #rt::Test::Status(#status) },
        TestPlan::AnyError => quote! { #rt::Test::AnyError },
        TestPlan::NoError => quote! { #rt::Test::NoError },
        TestPlan::ErrorCode(code) => quote! { #rt::Test::ErrorCode(#code) },
    };
    quote! {
        #rt::Acceptor {
            state: #rt::AcceptorState::#state,
            matcher: #matcher,
            argument: #argument,
            expected: #expected,
            test: #test,
        }
    }
}

/// A condition on the output as a function.
fn function(paths: &Paths, operation: &OperationPlan, body: &TokenStream) -> TokenStream {
    let rt = paths.rt();
    let output = operation.output.as_ref().map(|output| paths.type_ref(output));
    let output = output.unwrap_or(quote! { #rt::Empty });
    let body = expressions::body(body);
    quote! {{
        fn test(value: &#output) -> bool { #body }
        test
    }}
}
