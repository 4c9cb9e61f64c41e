//! Prints the same response types three times, to be read by serde's derive, by printed serde
//! visitors, and by maitred's tables.
//!
//! What maitred-build makes is the start: its files are parsed, the types that no response reaches
//! are left out, and for the other two ways the code that reads is replaced. Fields, their types,
//! documentation, accessors and enums are the same by construction.

mod parse;
mod print;

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::Path;

use maitred_build::{Disk, File, Selection, ServiceSelection, Sources, compile, specs};

use parse::Types;

/// About as many structures as a program with a wide use of EC2 reaches.
const EC2: [&str; 24] = [
    "DescribeAddresses",
    "DescribeAvailabilityZones",
    "DescribeFleets",
    "DescribeImages",
    "DescribeInstanceStatus",
    "DescribeInstanceTypes",
    "DescribeInstances",
    "DescribeLaunchTemplateVersions",
    "DescribeNatGateways",
    "DescribeNetworkAcls",
    "DescribeNetworkInterfaces",
    "DescribeReservedInstances",
    "DescribeRouteTables",
    "DescribeSecurityGroups",
    "DescribeSnapshots",
    "DescribeSpotFleetRequests",
    "DescribeSpotInstanceRequests",
    "DescribeSubnets",
    "DescribeTransitGateways",
    "DescribeVolumes",
    "DescribeVpcEndpoints",
    "DescribeVpcPeeringConnections",
    "DescribeVpcs",
    "DescribeVpnConnections",
];

type Outcome<T> = Result<T, Box<dyn Error>>;

/// A protocol, and the service that stands for it.
struct Trial {
    protocol: &'static str,
    service: &'static str,
    wanted: ServiceSelection,
}

fn main() -> Outcome<()> {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("target/generated");
    let every = |wanted: ServiceSelection, operation| wanted.operation(operation);
    let ec2 = EC2.into_iter().fold(ServiceSelection::default(), every);
    let dynamodb = ServiceSelection::default().all_operations();
    Trial { protocol: "xml", service: "ec2", wanted: ec2 }.print(&place)?;
    Trial { protocol: "json", service: "dynamodb", wanted: dynamodb }.print(&place)
}

impl Trial {
    fn print(&self, place: &Path) -> Outcome<()> {
        let complete = place.join("complete").join(self.protocol);
        let files = self.generate("::maitred")?;
        files.iter().try_for_each(|file| save(&complete.join(&file.path), &file.content))?;
        let ours = self.types("::maitred")?;
        let plain = self.types(&format!("::support::{}", self.protocol))?;
        println!("{}: {}", self.service, ours.counts());
        let printed = [
            ("unread", print::unread(&plain)),
            ("ours", print::ours(&ours)),
            ("derived", print::derived(&plain, self.protocol)?),
            ("visitors", print::visitors(&plain, self.protocol)?),
        ];
        printed.into_iter().try_for_each(|(variant, tokens)| {
            let file = syn::parse2(tokens)?;
            let path = place.join(variant).join(self.protocol).with_extension("rs");
            save(&path, &prettyplease::unparse(&file))
        })
    }

    fn generate(&self, runtime: &str) -> Outcome<Vec<File>> {
        let mut selection = Selection::default();
        selection.add(self.service, self.wanted.clone());
        let sources = Sources { definitions: vec![specs::dir().to_owned()], models: Vec::new() };
        compile(&Disk::default(), &sources, &selection, runtime)
            .map_err(|error| error.to_string().into())
    }

    fn types(&self, runtime: &str) -> Outcome<Types> {
        let files = self.generate(runtime)?;
        let file = |name: &str| -> Outcome<syn::File> {
            let path = Path::new(self.service).join(name);
            let found = files.iter().find(|file| file.path == path);
            Ok(syn::parse_file(&found.ok_or("a file is missing")?.content)?)
        };
        let client = file("mod.rs")?;
        let service = client.items.into_iter().next().ok_or("the service's table is missing")?;
        Types::new(service, &file("operation.rs")?, file("types.rs")?)
    }
}

/// Writes only what is new, so that cargo sees no change where there is none.
fn save(path: &Path, content: &str) -> Outcome<()> {
    let parent = path.parent().ok_or("no directory to write to")?;
    fs::create_dir_all(parent)?;
    if fs::read_to_string(path).ok().as_deref() != Some(content) {
        fs::write(path, content)?;
    }
    Ok(())
}

/// Every word of some tokens, in order.
fn words(tokens: proc_macro2::TokenStream) -> Vec<String> {
    use proc_macro2::TokenTree;
    let flat = tokens.into_iter().flat_map(|tree| match tree {
        TokenTree::Group(group) => words(group.stream()),
        TokenTree::Ident(word) => vec![word.to_string()],
        _ => Vec::new(),
    });
    flat.collect()
}

/// The names that follow the word `types` in some tokens.
fn references(tokens: proc_macro2::TokenStream) -> BTreeSet<String> {
    let words = words(tokens);
    let pairs = words.windows(2).filter(|pair| pair[0] == "types");
    pairs.map(|pair| pair[1].clone()).collect()
}
