include!("../prelude.rs");

fn main() {
    let (client, listing, usage) = clients();
    let _ = client.create(2, required::types::Part::new(1), "Big", "n", [required::types::Part::new(1)], [("k", vec![String::new()])], "z").paginate();
}
