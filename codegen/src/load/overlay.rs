//! The user's own models: paginators and waiters over the bundled ones, or whole services.

use super::find::Finder;
use super::{RawFile, SERVICE, directory, merge, parse};
use crate::diagnostics::{Diagnostic, Problems};

/// A service file of the user's replaces the bundled one as a whole.
pub(super) fn load_service(
    finder: &Finder<'_>,
    name: &str,
    version: &str,
    problems: &mut Problems,
) -> Result<Option<RawFile>, Diagnostic> {
    for root in &finder.sources.models {
        let stem = directory(root, name, version).join(SERVICE);
        if let Some(mut file) = parse::read_own(finder.files, &stem, problems)? {
            // The bundled extras patch it, too, as botocore's patch a file of the user's (rule L6).
            if let Some(extras) = finder.first(name, version, "service-2.sdk-extras")? {
                merge::apply(&mut file, &extras)?;
            }
            return Ok(Some(file));
        }
    }
    Ok(None)
}

/// The user's paginators or waiters of the version in use. A file for another version is an error:
/// it would otherwise be ignored in silence. Also, whether all could be read.
pub(super) fn load(
    finder: &Finder<'_>,
    name: &str,
    version: &str,
    kind: &str,
    problems: &mut Problems,
) -> (Vec<RawFile>, bool) {
    let mut found = Vec::new();
    let mut sound = true;
    for root in &finder.sources.models {
        for other in finder.files.directories(&root.join(name)) {
            let stem = directory(root, name, &other).join(kind);
            let file = parse::read_own(finder.files, &stem, problems);
            match problems.keep(file) {
                Some(Some(file)) if other == version => found.push(file),
                Some(Some(file)) => problems.push(wrong_version(&file, &other, version)),
                Some(None) => {}
                None => sound = false,
            }
        }
    }
    // The first root wins, so it is merged last.
    found.reverse();
    (found, sound)
}

fn wrong_version(file: &RawFile, found: &str, used: &str) -> Diagnostic {
    file.place
        .problem(format!("is for API version `{}`, but `{used}` is used", found.escape_default()))
        .help(Some(format!("move it to a directory called `{used}`")))
}
