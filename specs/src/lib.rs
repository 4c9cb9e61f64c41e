//! The service, paginator, waiter and endpoint definitions behind boto3, as plain files.
//!
//! The files are those of one botocore release without documentation text: facts only, one
//! operation, shape or rule a line. This crate holds no code but [`dir`], which says where they
//! are, in botocore's own layout: `<service>/<api version>/<type>.json`, and `partitions.json`.
//!
//! ```
//! let file = maitred_specs::dir().join("dynamodb/2012-08-10/paginators-1.json");
//! let paginators: serde_json::Value = serde_json::from_slice(&std::fs::read(file)?)?;
//! assert_eq!(paginators["pagination"]["Query"]["input_token"], "ExclusiveStartKey");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::path::Path;

/// The botocore release that the definitions come from, such as `1.44.5`.
///
/// ```
/// println!("definitions of botocore {}", maitred_specs::RELEASE);
/// assert_eq!(maitred_specs::RELEASE.split('.').count(), 3);
/// ```
pub const RELEASE: &str = text_after("\"release\": \"", include_str!("../release.json"));

/// The directory of the definitions, which holds `<service>/<api version>/<type>.json` and
/// `partitions.json`.
///
/// It is the directory of this crate's source on the machine that compiled it: made for build
/// scripts, not for programs that are moved elsewhere.
///
/// ```
/// assert!(maitred_specs::dir().join("ec2/2016-11-15/service-2.json").is_file());
/// assert!(maitred_specs::dir().join("partitions.json").is_file());
/// ```
pub fn dir() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What stands in `text` between `mark` and the next quotation mark; does not compile if `mark`
/// is missing.
const fn text_after(mark: &str, text: &'static str) -> &'static str {
    let (_, rest) = text.split_at(find(mark, text) + mark.len());
    rest.split_at(find("\"", rest)).0
}

const fn find(part: &str, text: &str) -> usize {
    let mut at = 0;
    while !stands_at(at, part.as_bytes(), text.as_bytes()) {
        at += 1;
    }
    at
}

const fn stands_at(at: usize, part: &[u8], text: &[u8]) -> bool {
    let mut index = 0;
    while index < part.len() && part[index] == text[at + index] {
        index += 1;
    }
    index == part.len()
}
