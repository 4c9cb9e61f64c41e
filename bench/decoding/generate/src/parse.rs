//! maitred-build's files → the types of responses.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Fields, ImplItem, Item, ItemEnum, ItemImpl, ItemStruct, LitStr};

use crate::{Outcome, references};

/// What the responses of a service are made of.
pub struct Types {
    /// The service's table.
    pub service: Item,
    /// Operations with the names of their outputs.
    pub operations: Vec<(String, String)>,
    pub structures: Vec<Structure>,
    pub enums: Vec<Enum>,
}

pub struct Structure {
    pub item: ItemStruct,
    /// The names in responses, field by field.
    pub names: Vec<LitStr>,
    /// `Structure`, `Value` and `Debug`.
    pub traits: Vec<ItemImpl>,
    /// Setters or accessors, and what uses them.
    pub rest: Vec<Item>,
}

pub struct Enum {
    pub item: ItemEnum,
    /// `StringEnum` and `Value`.
    pub traits: Vec<ItemImpl>,
    /// Conversions, `Debug` and `Display`.
    pub rest: Vec<Item>,
}

/// A type with everything that follows it, up to the next type.
type Group = (Item, Vec<Item>);

impl Types {
    pub fn new(service: Item, operations: &syn::File, types: syn::File) -> Outcome<Self> {
        let operations: Vec<(String, String)> =
            operations.items.iter().filter_map(operation).collect();
        let mut groups = groups(types);
        let outputs = operations.iter().map(|(_, output)| output.clone()).collect();
        let reached = reach(&groups, outputs);
        groups.retain(|name, _| reached.contains(name));
        let mut found = Types { service, operations, structures: Vec::new(), enums: Vec::new() };
        groups.into_values().try_for_each(|group| found.add(group))?;
        Ok(found)
    }

    fn add(&mut self, (item, following): Group) -> Outcome<()> {
        let of_runtime = |name: &str| ["Structure", "StringEnum", "Value"].contains(&name);
        let replaced = |item: &Item| match item {
            Item::Impl(of) => trait_name(of)
                .is_some_and(|name| of_runtime(&name) || (name == "Debug" && !is_enum(&following))),
            _ => false,
        };
        let (traits, rest) = following.iter().cloned().partition::<Vec<_>, _>(replaced);
        let traits = traits.into_iter().filter_map(|item| match item {
            Item::Impl(of) => Some(of),
            _ => None,
        });
        let traits: Vec<ItemImpl> = traits.collect();
        match item {
            Item::Struct(item) => {
                let names = names(&traits).ok_or("a structure has no table")?;
                if names.len() != item.fields.len() {
                    return Err(format!("the table of {} has other members", item.ident).into());
                }
                self.structures.push(Structure { item, names, traits, rest });
            }
            Item::Enum(item) => self.enums.push(Enum { item, traits, rest }),
            _ => return Err("neither a structure nor an enum".into()),
        }
        Ok(())
    }

    /// For the reader of the results.
    pub fn counts(&self) -> String {
        let members: usize = self.structures.iter().map(|of| of.names.len()).sum();
        let (structures, enums) = (self.structures.len(), self.enums.len());
        format!("{structures} structures, {members} members, {enums} enums")
    }
}

/// An operation and its output, from `impl Operation for …`.
fn operation(item: &Item) -> Option<(String, String)> {
    let Item::Impl(of) = item else { return None };
    (trait_name(of)? == "Operation").then_some(())?;
    let output = of.items.iter().find_map(|item| match item {
        ImplItem::Type(ty) if ty.ident == "Output" => {
            references(ty.ty.to_token_stream()).pop_first()
        }
        _ => None,
    });
    Some((of.self_ty.to_token_stream().to_string(), output?))
}

fn groups(file: syn::File) -> BTreeMap<String, Group> {
    let mut groups: Vec<(String, Group)> = Vec::new();
    for item in file.items {
        let name = match &item {
            Item::Struct(item) => Some(item.ident.to_string()),
            Item::Enum(item) => Some(item.ident.to_string()),
            _ => None,
        };
        match (name, groups.last_mut()) {
            (Some(name), _) => groups.push((name, (item, Vec::new()))),
            (None, Some((_, (_, following)))) => following.push(item),
            (None, None) => {}
        }
    }
    groups.into_iter().collect()
}

/// The names of all types that these ones hold.
fn reach(groups: &BTreeMap<String, Group>, names: BTreeSet<String>) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<String> = names.into_iter().collect();
    while let Some(name) = waiting.pop() {
        if let Some((item, _)) = groups.get(&name)
            && reached.insert(name)
        {
            waiting.extend(references(item.to_token_stream()));
        }
    }
    reached
}

fn trait_name(of: &ItemImpl) -> Option<String> {
    let (path, _) = of.trait_.as_ref()?;
    path.segments.last().map(|segment| segment.ident.to_string())
}

fn is_enum(following: &[Item]) -> bool {
    following.iter().any(|item| match item {
        Item::Impl(of) => trait_name(of).as_deref() == Some("StringEnum"),
        _ => false,
    })
}

/// The second name of each `Member::new("SnapshotId", "snapshotId", "snapshot_id")` in a table.
fn names(traits: &[ItemImpl]) -> Option<Vec<LitStr>> {
    let table = traits.iter().find(|of| trait_name(of).as_deref() == Some("Structure"))?;
    let members = members(table.to_token_stream(), &mut false)?;
    let trees: Vec<TokenTree> = members.into_iter().collect();
    let calls = trees.windows(2).filter_map(|pair| match pair {
        [TokenTree::Ident(new), TokenTree::Group(arguments)] if new == "new" => {
            arguments.stream().into_iter().nth(2)
        }
        _ => None,
    });
    calls.map(|name| syn::parse2(name.into()).ok()).collect()
}

/// What stands in the first brackets after the word `SCHEMA`.
fn members(tokens: TokenStream, seen: &mut bool) -> Option<TokenStream> {
    tokens.into_iter().find_map(|tree| match tree {
        TokenTree::Ident(word) => {
            *seen |= word == "SCHEMA";
            None
        }
        TokenTree::Group(group) if *seen && group.delimiter() == Delimiter::Bracket => {
            Some(group.stream())
        }
        TokenTree::Group(group) => members(group.stream(), seen),
        _ => None,
    })
}

impl Structure {
    pub fn fields(&self) -> impl Iterator<Item = (&syn::Field, &LitStr)> {
        let fields = match &self.item.fields {
            Fields::Named(fields) => Some(fields.named.iter()),
            _ => None,
        };
        fields.into_iter().flatten().zip(&self.names)
    }

    /// Does this list, or whatever else it holds, stand flattened?
    pub fn is_flattened(&self) -> bool {
        let tables = self.traits.iter().map(ToTokens::to_token_stream);
        tables.flat_map(crate::words).any(|word| word == "flattened")
    }
}
