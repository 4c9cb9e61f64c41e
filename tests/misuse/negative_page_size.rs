include!("../prelude.rs");

fn main() {
    let (client, listing, usage) = clients();
    let _ = listing.list().paginate().page_size(-1);
}
