//! Bytes → JSON, with file, line and column of what is wrong.

use std::io::Read;
use std::path::Path;

use serde_json::Value;

use super::RawFile;
use crate::diagnostics::{Diagnostic, Lint, Place, Problems};
use crate::files::{Files, LARGEST};
use crate::json_text;

/// Reads `<path>.json`, or else `<path>.json.gz`; a file that holds `null` counts as absent
/// (botocore rule L2).
pub(super) fn read(files: &dyn Files, stem: &Path) -> Result<Option<RawFile>, Diagnostic> {
    read_text(files, stem).map(|found| found.map(|(file, _)| file))
}

/// Reads a file of the user's, and warns of keys that stand in it twice: the last one counts, so
/// the others say nothing.
pub(super) fn read_own(
    files: &dyn Files,
    stem: &Path,
    problems: &mut Problems,
) -> Result<Option<RawFile>, Diagnostic> {
    let found = read_text(files, stem)?;
    let Some((file, text)) = found else { return Ok(None) };
    for place in json_text::repeated_keys(&text, &file.place) {
        let message = "stands here twice; the last one counts, and the first says nothing";
        problems.warn(place.lint(Lint::RepeatedKey, message));
    }
    Ok(Some(file))
}

fn read_text(files: &dyn Files, stem: &Path) -> Result<Option<(RawFile, String)>, Diagnostic> {
    for extension in ["json", "json.gz"] {
        let path = stem.with_file_name(file_name(stem, extension));
        let place = Place::file(&path.display().to_string());
        let content =
            files.read(&path).map_err(|error| place.problem(format!("cannot be read: {error}")))?;
        let Some(content) = content else { continue };
        let content = match extension {
            "json.gz" => unpack(&place, &content, LARGEST)?,
            _ => content,
        };
        let text = utf8(&place, content)?;
        let json: Value = serde_json::from_str(&text).map_err(|error| malformed(&place, &error))?;
        if !json.is_null() {
            return Ok(Some((RawFile { place, json }, text)));
        }
    }
    Ok(None)
}

fn file_name(stem: &Path, extension: &str) -> String {
    let name = stem.file_name().map(|name| name.to_string_lossy().into_owned());
    format!("{}.{extension}", name.unwrap_or_default())
}

/// As much as a file that is not packed may hold, and no byte more.
fn unpack(place: &Place, packed: &[u8], most: u64) -> Result<Vec<u8>, Diagnostic> {
    let mut content = Vec::new();
    let read = flate2::read::GzDecoder::new(packed).take(most + 1).read_to_end(&mut content);
    match read {
        Ok(size) if size as u64 <= most => Ok(content),
        Ok(_) => Err(place.problem(format!("unpacks to more than {} MB", most >> 20))),
        Err(error) => Err(place.problem(format!("is no complete gzip file: {error}"))),
    }
}

/// botocore reads neither another encoding nor a byte order mark.
fn utf8(place: &Place, content: Vec<u8>) -> Result<String, Diagnostic> {
    let help = |text: &str| Some(text.to_owned());
    match content.as_slice() {
        [0xEF, 0xBB, 0xBF, ..] => Err(place
            .problem("begins with a byte order mark, which is no JSON")
            .help(help("save it as UTF-8 without one"))),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => {
            Err(place.problem("is UTF-16, expected UTF-8").help(help("save it as UTF-8")))
        }
        _ => String::from_utf8(content).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            place.problem(format!("is not UTF-8 at byte {at}")).help(help("save it as UTF-8"))
        }),
    }
}

fn malformed(place: &Place, error: &serde_json::Error) -> Diagnostic {
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    let what = what.replace("recursion limit exceeded", "nests more than 127 levels");
    let problem = place.problem(format!("malformed JSON at line {line}, column {column}: {what}"));
    let position = u32::try_from(line).ok().zip(u32::try_from(column).ok());
    Diagnostic { position, ..problem }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn what_is_packed_may_be_as_large_as_what_is_not() {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(&[b' '; 1000]).expect("memory");
        let (packed, place) = (packed.finish().expect("memory"), Place::file("a.json.gz"));
        assert_eq!(unpack(&place, &packed, 1000).expect("1000 bytes").len(), 1000);
        let error = unpack(&place, &packed, 999).expect_err("1000 bytes").to_string();
        assert!(error.contains("unpacks to more than"), "{error}");
    }
}
