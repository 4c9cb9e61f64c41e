//! Tries each operation on standard input: a program to look at the size of.

use std::io::{self, Read};

fn main() -> io::Result<()> {
    let mut body = Vec::new();
    io::stdin().read_to_end(&mut body)?;
    let body = bytes::Bytes::from(body);
    #[cfg(feature = "json")]
    let fits = ours::json::OPERATIONS.iter().map(|decodes| decodes(&body));
    #[cfg(feature = "xml")]
    let fits = ours::xml::OPERATIONS.iter().map(|decodes| decodes(&body));
    #[cfg(any(feature = "json", feature = "xml"))]
    println!("{:?}", fits.collect::<Vec<bool>>());
    Ok(())
}
