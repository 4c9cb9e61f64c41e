include!("../prelude.rs");

fn main() {
    let (client, listing, usage) = clients();
    let _unused = &usage;
    listing.list();
}
