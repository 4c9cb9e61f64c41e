//! Where the definitions that are there differ from those that a release gives.
//!
//! Pure: both sides in, differences in words out; an empty list means equal byte for byte.

use std::collections::BTreeSet;

use crate::store::Definitions;

/// The differences of one service, whose directory holds `versions`.
pub(crate) fn differences(
    present: &Definitions,
    versions: &[String],
    wanted: &Definitions,
) -> Vec<String> {
    let root = format!("{}/{}", wanted.service, wanted.version);
    let other = versions.iter().filter(|version| **version != wanted.version);
    let mut found: Vec<_> =
        other.map(|version| format!("{}/{version}: not in the release", wanted.service)).collect();
    let names: BTreeSet<_> = present.files.keys().chain(wanted.files.keys()).collect();
    found.extend(names.into_iter().filter_map(|name| {
        let what = difference(present.files.get(name), wanted.files.get(name))?;
        Some(format!("{root}/{name}: {what}"))
    }));
    found
}

/// How one file differs, if it does.
pub(crate) fn difference(present: Option<&Vec<u8>>, wanted: Option<&Vec<u8>>) -> Option<String> {
    match (present, wanted) {
        (None, _) => Some("missing".to_owned()),
        (_, None) => Some("not in the release".to_owned()),
        (Some(present), Some(wanted)) if present != wanted => {
            Some(format!("differs from line {} on", first_line(present, wanted)))
        }
        _ => None,
    }
}

/// The number of the first line that differs, from one.
fn first_line(one: &[u8], other: &[u8]) -> usize {
    let same = one.iter().zip(other).take_while(|(a, b)| a == b);
    1 + same.filter(|(byte, _)| **byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn definitions(files: &[(&str, &str)]) -> Definitions {
        let own = |&(name, text): &(&str, &str)| (name.to_owned(), text.as_bytes().to_vec());
        let files = files.iter().map(own).collect();
        Definitions { service: "a".into(), version: "2".into(), files }
    }

    #[test]
    fn equal_is_silent() {
        let one = definitions(&[("service-2.json", "x")]);
        assert_eq!(differences(&one, &["2".to_owned()], &one), [""; 0]);
    }

    #[test]
    fn every_difference_is_named() {
        let present = definitions(&[("b.json", "1\n2\n"), ("c.json", "")]);
        let wanted = definitions(&[("a.json", ""), ("b.json", "1\n3\n")]);
        let versions = ["1".to_owned(), "2".to_owned()];
        let expected = [
            "a/1: not in the release",
            "a/2/a.json: missing",
            "a/2/b.json: differs from line 2 on",
            "a/2/c.json: not in the release",
        ];
        assert_eq!(differences(&present, &versions, &wanted), expected);
    }
}
