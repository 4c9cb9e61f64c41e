include!("../prelude.rs");

fn main() {
    let (client, listing, usage) = clients();
    let _ = single::tiny::operation::List::__start;
}
