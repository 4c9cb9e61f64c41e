//! Bytes → JSON, with file, line and column of what is wrong.

use std::io::Read;
use std::path::Path;

use serde_json::Value;

use super::RawFile;
use crate::diagnostics::{Diagnostic, Place};
use crate::files::Files;

/// A definition file is a few megabytes; what unpacks to more than this is no definition.
const LARGEST: u64 = 256 << 20;

/// Reads `<path>.json`, or else `<path>.json.gz`; a file that holds `null` counts as absent
/// (botocore rule L2).
pub(super) fn read(files: &dyn Files, stem: &Path) -> Result<Option<RawFile>, Diagnostic> {
    for extension in ["json", "json.gz"] {
        let path = stem.with_file_name(file_name(stem, extension));
        let place = Place::file(&path.display().to_string());
        let content =
            files.read(&path).map_err(|error| place.problem(format!("cannot be read: {error}")))?;
        let Some(content) = content else { continue };
        let json = parse(&place, extension, content)?;
        if !json.is_null() {
            return Ok(Some(RawFile { place, json }));
        }
    }
    Ok(None)
}

fn file_name(stem: &Path, extension: &str) -> String {
    let name = stem.file_name().map(|name| name.to_string_lossy().into_owned());
    format!("{}.{extension}", name.unwrap_or_default())
}

fn parse(place: &Place, extension: &str, content: Vec<u8>) -> Result<Value, Diagnostic> {
    let content = if extension == "json.gz" { unpack(place, &content)? } else { content };
    serde_json::from_slice(&content).map_err(|error| malformed(place, &error))
}

fn unpack(place: &Place, packed: &[u8]) -> Result<Vec<u8>, Diagnostic> {
    let mut content = Vec::new();
    let read = flate2::read::GzDecoder::new(packed).take(LARGEST).read_to_end(&mut content);
    match read {
        Ok(size) if (size as u64) < LARGEST => Ok(content),
        Ok(_) => Err(place.problem(format!("unpacks to more than {} MB", LARGEST >> 20))),
        Err(error) => Err(place.problem(format!("is no complete gzip file: {error}"))),
    }
}

fn malformed(place: &Place, error: &serde_json::Error) -> Diagnostic {
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    place.problem(format!("malformed JSON at line {line}, column {column}: {what}"))
}
