include!("../prelude.rs");

fn main() {
    let (client, listing, usage) = clients();
    let _ = listing.list().input;
}
