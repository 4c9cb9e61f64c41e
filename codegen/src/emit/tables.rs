//! The static table of a structure's members.

use proc_macro2::TokenStream;
use quote::quote;

use super::paths::Paths;
use crate::lower::names::ident;
use crate::plan::{MemberPlan, NamespacePlan};

/// The body of `schema()`.
pub(super) fn schema<'a>(
    paths: &Paths,
    shape: &str,
    sensitive: bool,
    payload: Option<(usize, bool)>,
    more: Option<TokenStream>,
    members: impl Iterator<Item = &'a MemberPlan>,
) -> TokenStream {
    let rt = paths.rt();
    let members = members.map(|plan| member(paths, plan));
    let payload = payload.map(|(index, is_structure)| match is_structure {
        true => quote! { .structure_payload(#index) },
        false => quote! { .payload(#index) },
    });
    let hidden = sensitive.then(|| quote! { .sensitive() });
    quote! {
        static SCHEMA: #rt::Schema = #rt::Schema::new(#shape, &[#(#members),*]) #payload #hidden #more;
        &SCHEMA
    }
}

fn member(paths: &Paths, plan: &MemberPlan) -> TokenStream {
    let rt = paths.rt();
    let MemberPlan { name, read, write, field, .. } = plan;
    let base = quote! { #rt::Member::new(#name, #read, #field) };
    let written = (write != read).then(|| quote! { .written_as(#write) });
    let timestamp = plan.timestamp.map(|format| {
        let format = ident(format);
        quote! { .timestamp(#rt::TimestampFormat::#format) }
    });
    let sensitive = plan.sensitive.then(|| quote! { .sensitive() });
    let flattened = plan.flattened.then(|| quote! { .flattened() });
    let token = plan.idempotency_token.then(|| quote! { .idempotency_token() });
    let http = bindings(paths, plan);
    let inner = inner(paths, &plan.inner);
    quote! { #base #written #timestamp #sensitive #flattened #token #http #inner }
}

/// Where a member stands in a REST message, and what it is there.
fn bindings(paths: &Paths, plan: &MemberPlan) -> TokenStream {
    let rt = paths.rt();
    let location = plan.location.map(|location| {
        let location = ident(location);
        quote! { .at(#rt::Location::#location) }
    });
    let namespace = plan.namespace.as_ref().map(|plan| {
        let namespace = namespace(paths, plan);
        quote! { .namespace(&#namespace) }
    });
    let attribute = plan.attribute.then(|| quote! { .attribute() });
    let json_text = plan.json_text.then(|| quote! { .json_text() });
    quote! { #location #namespace #attribute #json_text }
}

/// An XML namespace.
pub(super) fn namespace(paths: &Paths, plan: &NamespacePlan) -> TokenStream {
    let (rt, prefix, uri) = (paths.rt(), &plan.prefix, &plan.uri);
    quote! { #rt::Namespace { prefix: #prefix, uri: #uri } }
}

/// What a list or map holds, where the runtime's own idea of it would be wrong.
fn inner(paths: &Paths, inner: &[MemberPlan]) -> Option<TokenStream> {
    if inner.iter().all(is_plain) {
        return None;
    }
    let members = inner.iter().map(|plan| member(paths, plan));
    Some(quote! { .of(&[#(#members),*]) })
}

/// Is there nothing to say about an element but its usual name?
fn is_plain(plan: &MemberPlan) -> bool {
    let usual = [&plan.read, &plan.write].into_iter().all(|name| *name == plan.name);
    let said = plan.timestamp.is_some() || plan.sensitive || plan.flattened || plan.json_text;
    usual && !said && plan.namespace.is_none() && plan.inner.iter().all(is_plain)
}
