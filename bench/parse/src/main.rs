//! `bench-parse DIRECTORY`: parses every JSON file below a directory, and keeps nothing.

use std::io;
use std::path::Path;

/// What was parsed.
#[derive(Default)]
struct Seen {
    files: usize,
    bytes: usize,
}

fn main() -> io::Result<()> {
    let directory = std::env::args_os().nth(1).ok_or(io::ErrorKind::InvalidInput)?;
    let mut seen = Seen::default();
    parse_below(Path::new(&directory), &mut seen)?;
    println!("files {}\nbytes {}", seen.files, seen.bytes);
    Ok(())
}

fn parse_below(directory: &Path, seen: &mut Seen) -> io::Result<()> {
    for entry in std::fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            parse_below(&path, seen)?;
        } else if path.extension().is_some_and(|extension| extension == "json") {
            let text = std::fs::read(&path)?;
            let _: serde_json::Value = serde_json::from_slice(&text)?;
            seen.files += 1;
            seen.bytes += text.len();
        }
    }
    Ok(())
}
