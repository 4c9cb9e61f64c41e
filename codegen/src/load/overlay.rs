//! The user's own models: paginators and waiters over the bundled ones, or whole services.

use super::find::Finder;
use super::{RawFile, SERVICE, directory, parse};
use crate::diagnostics::{Diagnostic, Place, Problems, nearest};

/// A service file of the user's replaces the bundled one as a whole.
pub(super) fn load_service(
    finder: &Finder<'_>,
    name: &str,
    version: &str,
) -> Result<Option<RawFile>, Diagnostic> {
    for root in &finder.sources.models {
        let stem = directory(root, name, version).join(SERVICE);
        if let Some(mut file) = parse::read(finder.files, &stem)? {
            finder.apply_extras(&mut file, name, version, SERVICE)?;
            return Ok(Some(file));
        }
    }
    Ok(None)
}

/// The user's paginators or waiters of the version in use. A file for another version is an error:
/// it would otherwise be ignored in silence. `None` where a file cannot be read.
pub(super) fn load(
    finder: &Finder<'_>,
    name: &str,
    version: &str,
    kind: &str,
    problems: &mut Problems,
) -> Option<Vec<RawFile>> {
    let mut found = Vec::new();
    let mut sound = true;
    for root in &finder.sources.models {
        for other in finder.files.directories(&root.join(name)) {
            let stem = directory(root, name, &other).join(kind);
            match problems.keep(parse::read(finder.files, &stem)) {
                Some(Some(file)) if other == version => found.push(file),
                Some(Some(file)) => problems.push(wrong_version(&file, &other, version)),
                Some(None) => {}
                None => sound = false,
            }
        }
    }
    // The first root wins, so it is merged last.
    found.reverse();
    sound.then_some(found)
}

/// A directory of the user's for a service that nobody knows would be ignored in silence: a slip in
/// its name.
pub(super) fn check(finder: &Finder<'_>, problems: &mut Problems) {
    if finder.sources.models.is_empty() {
        // Looking at every service there is would make cargo watch them all.
        return;
    }
    let known = finder.services(&finder.sources.definitions);
    for root in &finder.sources.models {
        let own = finder.services(std::slice::from_ref(root));
        for name in finder.files.directories(root) {
            if !known.contains(&name) && !own.contains(&name) {
                let place = Place::file(&root.join(&name).display().to_string());
                let help = nearest(&name, known.iter().map(String::as_str));
                problems.push(place.problem("is for no service that is known").help(help));
            }
        }
    }
}

fn wrong_version(file: &RawFile, found: &str, used: &str) -> Diagnostic {
    file.place
        .problem(format!("is for API version `{}`, but `{used}` is used", found.escape_default()))
        .help(Some(format!("move it to a directory called `{used}`")))
}
