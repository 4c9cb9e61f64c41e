//! The static table of a structure's members.

use proc_macro2::TokenStream;
use quote::quote;

use super::paths::Paths;
use crate::lower::names::ident;
use crate::plan::MemberPlan;

/// The body of `schema()`.
pub(super) fn schema<'a>(
    paths: &Paths,
    shape: &str,
    sensitive: bool,
    members: impl Iterator<Item = &'a MemberPlan>,
) -> TokenStream {
    let rt = paths.rt();
    let members = members.map(|plan| member(paths, plan));
    let hidden = sensitive.then(|| quote! { .sensitive() });
    quote! {
        static SCHEMA: #rt::Schema = #rt::Schema::new(#shape, &[#(#members),*]) #hidden;
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
    let inner = inner(paths, &plan.inner);
    quote! { #base #written #timestamp #sensitive #flattened #token #inner }
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
    let usual = ["member", "item", "key", "value"].contains(&plan.read.as_str());
    let said = plan.timestamp.is_some() || plan.sensitive || plan.flattened;
    usual && !said && plan.inner.iter().all(is_plain)
}
