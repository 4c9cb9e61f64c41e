//! Tries each operation on standard input: a program to look at the size of.

use std::io::{self, Read};

fn main() -> io::Result<()> {
    let mut input = Vec::new();
    io::stdin().read_to_end(&mut input)?;
    let body = bytes::Bytes::from(input);
    let mut fits: Vec<bool> = vec![body.is_empty()];
    #[cfg(feature = "json")]
    fits.extend(derived::json::OPERATIONS.iter().map(|decodes| decodes(&body)));
    #[cfg(feature = "xml")]
    fits.extend(derived::xml::OPERATIONS.iter().map(|decodes| decodes(&body)));
    println!("{fits:?}");
    Ok(())
}
