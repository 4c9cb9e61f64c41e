include!("../prelude.rs");

fn main() {
    let (client, listing, usage) = clients();
    let _ = required::types::Part::new();
}
