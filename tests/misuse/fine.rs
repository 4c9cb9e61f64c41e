include!("../prelude.rs");

fn main() {
    let (client, listing, usage) = clients();
    let wanted = required::types::Part::new(1).label("x");
    let _ = client.create(2, wanted, required::types::Kind::Big, "n", [required::types::Part::new(1)], [("k", vec!["v".to_owned()])], "z");
    let _ = listing.list().limit(3).paginate().page_size(5).max_items(10).items();
    let _ = usage.list().paginate().pages();
    let _ = required::types::Kind::from("Medium");
}
