include!("../prelude.rs");

fn main() {
    let (client, listing, usage) = clients();
    listing.list().send();
}
