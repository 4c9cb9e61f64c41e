//! The tables of endpoint rules.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::operations::optional;
use super::paths::Paths;
use crate::lower::names::ident;
use crate::plan::{
    AskPlan, ConditionPlan, EndPlan, EndpointsPlan, GivenPlan, GivenValuePlan, LiteralPlan,
    OperandPlan, ParameterPlan, RulePlan, RulesPlan, ServicePlan, SignaturePlan, StepPlan,
    TermPlan,
};

/// The service's own rules, if it has such.
pub(super) fn emit(paths: &Paths, plan: &ServicePlan) -> Option<TokenStream> {
    match &plan.endpoints {
        EndpointsPlan::Own(rules) => Some(file(paths, &[("RULES", rules)])),
        EndpointsPlan::Plain | EndpointsPlan::Shared { .. } => None,
    }
}

/// The rules of many services: `SERVICES`, and a module for each that has rules of its own.
pub(super) fn list(paths: &Paths, plans: &[(&str, EndpointsPlan)]) -> TokenStream {
    let rt = paths.rt();
    let e = quote! { #rt::endpoint };
    let names = plans.iter().enumerate().map(|(index, _)| ident(&format!("rules_{index}")));
    let modules = plans.iter().zip(names.clone()).filter_map(|((_, plan), name)| match plan {
        EndpointsPlan::Own(rules) => {
            let file = file(paths, &[("RULES", rules)]);
            Some(quote! { mod #name { #file } })
        }
        EndpointsPlan::Plain | EndpointsPlan::Shared { .. } => None,
    });
    let entries = plans.iter().zip(names).map(|((service, plan), name)| {
        let (host, rules) = match plan {
            EndpointsPlan::Plain => ("", quote! { #e::PLAIN }),
            EndpointsPlan::Own(_) => ("", quote! { #name::RULES }),
            EndpointsPlan::Shared { rules, host } => {
                let rules = ident(rules);
                (host.as_str(), quote! { #e::#rules })
            }
        };
        quote! { (#service, #e::Endpoints { host: #host, rules: &#rules }) }
    });
    quote! {
        #(#modules)*
        /// The rules of each service.
        pub static SERVICES: &[(&str, #e::Endpoints)] = &[#(#entries),*];
    }
}

/// A file of tables, by the names of their statics.
fn file(paths: &Paths, tables: &[(&str, &RulesPlan)]) -> TokenStream {
    let rt = paths.rt();
    let tables = tables.iter().map(|(name, rules)| table(rules, name));
    quote! {
        use #rt::endpoint as e;
        #(#tables)*
    }
}

/// The setting of the service's table.
pub(super) fn of_service(paths: &Paths, plan: &EndpointsPlan) -> Option<TokenStream> {
    let rt = paths.rt();
    match plan {
        EndpointsPlan::Plain => None,
        EndpointsPlan::Own(_) => Some(quote! { .endpoints("", &endpoint::RULES) }),
        EndpointsPlan::Shared { rules, host } => {
            let rules = ident(rules);
            Some(quote! { .endpoints(#host, &#rt::endpoint::#rules) })
        }
    }
}

/// The setting of an operation's table, where it gives something to the rules.
pub(super) fn of_operation(paths: &Paths, given: &[GivenPlan]) -> Option<TokenStream> {
    let rt = paths.rt();
    let e = quote! { #rt::endpoint };
    let arguments = given.iter().map(|given| {
        let slot = Literal::u16_unsuffixed(given.slot);
        let value = match &given.value {
            GivenValuePlan::Fixed(value) => {
                let value = literal(&e, value);
                quote! { Fixed(#value) }
            }
            GivenValuePlan::One(path) => {
                let path = steps(&e, path);
                quote! { One(&[#path]) }
            }
            GivenValuePlan::All(path) => {
                let path = steps(&e, path);
                quote! { All(&[#path]) }
            }
        };
        quote! { #e::Argument { slot: #slot, value: #e::Given::#value } }
    });
    (!given.is_empty()).then(|| quote! { .endpoint(&[#(#arguments),*]) })
}

fn steps(e: &TokenStream, path: &[StepPlan]) -> TokenStream {
    let steps = path.iter().map(|step| match step {
        StepPlan::Member(name) => quote! { #e::Step::Member(#name) },
        StepPlan::Each => quote! { #e::Step::Each },
        StepPlan::Keys => quote! { #e::Step::Keys },
        StepPlan::Ways(ways) => {
            let ways = ways.iter().map(|way| steps(e, way));
            quote! { #e::Step::Ways(&[#(&[#ways]),*]) }
        }
    });
    quote! { #(#steps),* }
}

/// A table, as a static of this name.
fn table(plan: &RulesPlan, name: &str) -> TokenStream {
    let (e, name) = (quote! { e }, ident(name));
    let slots = Literal::usize_unsuffixed(plan.slots);
    let parameters = plan.parameters.iter().map(|parameter| self::parameter(&e, parameter));
    let conditions = plan.conditions.iter().map(|condition| self::condition(&e, condition));
    let ends = plan.ends.iter().map(|end| self::end(&e, end));
    let rules = plan.rules.iter().map(|rule| self::rule(&e, rule));
    quote! {
        /// How the endpoint follows from region, options and input.
        pub static #name: e::Rules = e::Rules {
            parameters: &[#(#parameters),*],
            slots: #slots,
            conditions: &[#(#conditions),*],
            ends: &[#(#ends),*],
            rules: &[#(#rules),*],
        };
    }
}

fn parameter(e: &TokenStream, plan: &ParameterPlan) -> TokenStream {
    let name = &plan.name;
    let builtin = plan.builtin.map(|builtin| {
        let builtin = ident(builtin);
        quote! { .builtin(#e::Builtin::#builtin) }
    });
    let required = plan.required.then(|| quote! { .required() });
    let default = plan.default.as_ref().map(|value| {
        let value = literal(e, value);
        quote! { .or(#value) }
    });
    quote! { #e::Parameter::new(#name) #builtin #required #default }
}

fn literal(e: &TokenStream, plan: &LiteralPlan) -> TokenStream {
    match plan {
        LiteralPlan::Text(text) => quote! { #e::Literal::Text(#text) },
        LiteralPlan::Bool(value) => quote! { #e::Literal::Bool(#value) },
    }
}

fn condition(e: &TokenStream, plan: &ConditionPlan) -> TokenStream {
    let test = ask(e, &plan.test);
    match plan.slot.map(Literal::u16_unsuffixed) {
        Some(slot) => quote! { #e::Condition::kept(#test, #slot) },
        None => quote! { #e::Condition::of(#test) },
    }
}

fn ask(e: &TokenStream, plan: &AskPlan) -> TokenStream {
    match plan {
        AskPlan::Not(test) => {
            let test = ask(e, test);
            quote! { #e::Test::Not(&#test) }
        }
        AskPlan::Of(name, operands) => {
            let name = ident(name);
            let operands = operands.iter().map(|operand| match operand {
                OperandPlan::Term(plan) => term(e, plan),
                OperandPlan::Bool(value) => quote! { #value },
                OperandPlan::Number(number) => {
                    let number = Literal::usize_unsuffixed(*number);
                    quote! { #number }
                }
            });
            quote! { #e::Test::#name(#(#operands),*) }
        }
    }
}

fn term(e: &TokenStream, plan: &TermPlan) -> TokenStream {
    match plan {
        TermPlan::Text(text) => quote! { #e::Term::Text(#text) },
        TermPlan::Bool(value) => quote! { #e::Term::Bool(#value) },
        TermPlan::Slot(slot) => {
            let slot = Literal::u16_unsuffixed(*slot);
            quote! { #e::Term::Slot(#slot) }
        }
        TermPlan::Part(slot, part, place) => {
            let (slot, part) = (Literal::u16_unsuffixed(*slot), ident(part));
            let place = place.map(Literal::usize_unsuffixed).map(|place| quote! { (#place) });
            quote! { #e::Term::Part(#slot, #e::Part::#part #place) }
        }
        TermPlan::Join(terms) => {
            let terms = terms.iter().map(|plan| term(e, plan));
            quote! { #e::Term::Join(&[#(#terms),*]) }
        }
    }
}

fn end(e: &TokenStream, plan: &EndPlan) -> TokenStream {
    let (url, headers, signature) = match plan {
        EndPlan::Error(text) => {
            let text = term(e, text);
            return quote! { #e::End::Error(#text) };
        }
        EndPlan::Endpoint { url, headers, signature } => (url, headers, signature),
    };
    let (url, signature) = (term(e, url), self::signature(e, signature));
    let headers = headers.iter().map(|(name, value)| {
        let value = term(e, value);
        quote! { (#name, #value) }
    });
    quote! { #e::End::Endpoint { url: #url, headers: &[#(#headers),*], signature: #signature } }
}

fn signature(e: &TokenStream, plan: &SignaturePlan) -> TokenStream {
    match plan {
        SignaturePlan::Usual => quote! { #e::Signature::Usual },
        SignaturePlan::Unsupported(names) => quote! { #e::Signature::Unsupported(#names) },
        SignaturePlan::V4 { name, region } => {
            let text = |text: &Option<TermPlan>| optional(text.as_ref().map(|text| term(e, text)));
            let (name, region) = (text(name), text(region));
            quote! { #e::Signature::V4 { name: #name, region: #region } }
        }
    }
}

fn rule(e: &TokenStream, plan: &RulePlan) -> TokenStream {
    let numbers = |numbers: &[u16]| {
        let numbers = numbers.iter().map(|number| Literal::u16_unsuffixed(*number));
        quote! { &[#(#numbers),*] }
    };
    match plan {
        RulePlan::Tree(conditions, rules) => {
            let (conditions, rules) = (numbers(conditions), rules.iter().map(|plan| rule(e, plan)));
            quote! { #e::Rule::Tree(#conditions, &[#(#rules),*]) }
        }
        RulePlan::End(conditions, end) => {
            let (conditions, end) = (numbers(conditions), Literal::u16_unsuffixed(*end));
            quote! { #e::Rule::End(#conditions, #end) }
        }
    }
}

#[cfg(test)]
mod tests;
