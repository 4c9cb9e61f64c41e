//! Turns every suite into a service of its own, generates code for it, and writes the table that
//! leads from a case to its operation.
//!
//! A service that cannot be generated breaks no build: its cases fail, with the generator's text.

mod generate;
mod recorded;
mod suites;
mod table;
mod unit;

use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    for directory in ["input", "output", "xml-responses"] {
        println!("cargo::rerun-if-changed={}", cases.join(directory).display());
    }
    println!("cargo::rerun-if-changed=build");
    let out = std::env::var_os("OUT_DIR").map(PathBuf::from);
    let out = out.ok_or_else(|| io::Error::other("OUT_DIR is not set"))?;
    let mut units = Vec::new();
    for direction in ["input", "output"] {
        units.extend(suites::read(&cases, direction)?);
    }
    units.extend(recorded::read(&cases)?);
    let generated = generate::all(&units, &out.join("maitred"))?;
    std::fs::write(out.join("table.rs"), table::table(&units, &generated))
}
