//! Turns every document of JMESPath's test suite into the output of an operation, every expression
//! into a search of it, and writes the table that leads from a case to its search.
//!
//! A search that cannot be compiled breaks no build: its case gets the generator's text.

mod generate;
mod shapes;
mod suites;
mod table;

use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    println!("cargo::rerun-if-changed={}", cases.display());
    println!("cargo::rerun-if-changed=build");
    let out = std::env::var_os("OUT_DIR").map(PathBuf::from);
    let out = out.ok_or_else(|| io::Error::other("OUT_DIR is not set"))?;
    let files = suites::read(&cases)?;
    let generated = generate::all(&files, &out.join("maitred"))?;
    std::fs::write(out.join("table.rs"), table::table(&files, &generated))
}
