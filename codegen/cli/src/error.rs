//! Everything that can go wrong, in words: what, where, what was expected, what to do.
//!
//! No message depends on anything but the values in the variant, so each can be tested.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

pub(crate) type Result<T> = std::result::Result<T, Error>;

#[derive(Debug)]
pub(crate) enum Error {
    /// `--release` is no version number.
    BadRelease(String),
    /// A SHA-256 that is not 64 hexadecimal digits.
    BadHash(String),
    /// No release given and none recorded.
    NoRelease(PathBuf),
    /// The record of the release cannot be used.
    Record { path: PathBuf, reason: String },
    /// A release that is not recorded, and no hash for it.
    HashUnknown { release: String, recorded: Option<String> },
    /// The hash on the command line is not the recorded one.
    HashConflict { release: String, recorded: String, given: String },
    /// The wheel is not the expected one.
    HashMismatch { file: String, expected: String, found: String },
    /// A wheel file of another name than the release's.
    WrongWheel { expected: String, found: String },
    /// Python cannot be started.
    Python { command: String, source: io::Error },
    /// Python has no pip.
    NoPip { command: String },
    /// pip knows no such release.
    NoSuchRelease { release: String },
    /// pip failed otherwise.
    Pip { command: String, output: String },
    /// The wheel is no readable zip archive.
    Wheel { file: String, reason: String },
    /// An entry of the wheel that tries to leave its directory.
    UnsafeEntry { file: String, entry: String },
    /// The wheel holds no definitions, or not all of them.
    NoDefinitions { file: String, missing: &'static str },
    /// The source distribution, or one of its tests, is not what it should be.
    Sdist { file: String, reason: String },
    /// A definition in the wheel that is not JSON.
    Json { file: String, source: serde_json::Error },
    /// The release has no such service.
    UnknownService { name: String, release: String, nearest: Option<String> },
    /// No service named, and none there.
    NoServices(PathBuf),
    /// The directory of an update that has not ended is there.
    Unfinished(PathBuf),
    /// `verify` found differences.
    Differs { release: String, differences: Vec<String> },
    /// A directory that is to hold definitions, and holds none.
    NoCorpus(PathBuf),
    /// A directory that is to be checked, and is none.
    NoDirectory(PathBuf),
    /// A service to be checked that is not there.
    NotThere { name: String, nearest: Option<String> },
    /// The compiler is not to be had, or fails before it comes to what was generated.
    Compiler { command: String, output: String },
    /// The file system refused.
    Io { action: &'static str, path: PathBuf, source: io::Error },
}

impl Error {
    /// For `map_err` after a file system call: `action` is a verb, such as "write".
    pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { action, path: path.to_owned(), source }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Python { source, .. } | Self::Io { source, .. } => Some(source),
            Self::Json { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadRelease(_) | Self::NoRelease(_) | Self::Record { .. } => self.release(f),
            Self::BadHash(_)
            | Self::HashUnknown { .. }
            | Self::HashConflict { .. }
            | Self::HashMismatch { .. }
            | Self::WrongWheel { .. } => self.hash(f),
            Self::Python { .. }
            | Self::NoPip { .. }
            | Self::NoSuchRelease { .. }
            | Self::Pip { .. } => self.pip(f),
            Self::Wheel { .. }
            | Self::UnsafeEntry { .. }
            | Self::NoDefinitions { .. }
            | Self::Sdist { .. }
            | Self::Json { .. } => self.wheel(f),
            Self::NoCorpus(_)
            | Self::Compiler { .. }
            | Self::NoDirectory(_)
            | Self::NotThere { .. } => self.corpus(f),
            _ => self.specs(f),
        }
    }
}

impl Error {
    fn release(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadRelease(text) => {
                write!(f, "release \"{text}\" is no botocore version; expected one like 1.44.5")
            }
            Self::NoRelease(path) => {
                write!(f, "no release is recorded in {}; name one with --release", path.display())
            }
            Self::Record { path, reason } => write!(f, "{}: {reason}", path.display()),
            _ => Ok(()),
        }
    }

    fn hash(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadHash(text) => {
                write!(f, "\"{text}\" is no SHA-256; expected 64 hexadecimal digits")
            }
            Self::HashUnknown { release, recorded } => {
                let recorded = recorded.as_deref().unwrap_or("none");
                write!(
                    f,
                    "no SHA-256 is recorded for botocore {release} (recorded release: {recorded}); \
                     give it with --sha256, or take the wheel as it comes with --accept-new-hash"
                )
            }
            Self::HashConflict { release, recorded, given } => write!(
                f,
                "the SHA-256 given for botocore {release} is not the recorded one\n  \
                 recorded: {recorded}\n  given:    {given}"
            ),
            Self::HashMismatch { file, expected, found } => write!(
                f,
                "{file} is not the expected file; nothing was written\n  \
                 expected SHA-256: {expected}\n  found SHA-256:    {found}"
            ),
            Self::WrongWheel { expected, found } => {
                write!(f, "expected the wheel {expected}, got {found}")
            }
            _ => Ok(()),
        }
    }

    fn pip(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Python { command, source } => write!(
                f,
                "cannot run {command}: {source}; install Python with pip, name another with \
                 --python, or give a wheel with --wheel"
            ),
            Self::NoPip { command } => write!(
                f,
                "{command} has no pip; install it, name another Python with --python, or give a \
                 wheel with --wheel"
            ),
            Self::NoSuchRelease { release } => {
                write!(f, "pip finds no wheel of botocore {release}; is there such a release?")
            }
            Self::Pip { command, output } => {
                write!(f, "{command} -m pip download failed:\n{output}")
            }
            _ => Ok(()),
        }
    }

    fn wheel(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wheel { file, reason } => write!(
                f,
                "{file}: {reason}; nothing was written (is the file whole? get it again, or leave \
                 --wheel out)"
            ),
            Self::Sdist { file, reason } => write!(f, "{file}: {reason}; nothing was written"),
            Self::NoDefinitions { file, missing } => write!(
                f,
                "{file} has no botocore/data/{missing}, so it is no wheel of botocore; nothing was \
                 written"
            ),
            Self::UnsafeEntry { file, entry } => write!(
                f,
                "{file} has an entry that leaves its directory: \"{entry}\"; nothing was written"
            ),
            Self::Json { file, source } => write!(f, "{file} in the wheel is not JSON: {source}"),
            _ => Ok(()),
        }
    }

    fn corpus(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCorpus(path) => write!(
                f,
                "{} holds no definition; expected botocore's layout: \
                 <service>/<version>/service-2.json",
                path.display()
            ),
            Self::NoDirectory(path) => {
                write!(f, "{} is no directory; expected one of models", path.display())
            }
            Self::NotThere { name, nearest } => {
                write!(f, "there is no service \"{name}\" to check")?;
                nearest.iter().try_for_each(|near| write!(f, "; did you mean \"{near}\"?"))
            }
            Self::Compiler { command, output } => {
                write!(f, "{command} failed for the runtime, before any service:\n{output}")
            }
            _ => Ok(()),
        }
    }

    fn specs(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownService { name, release, nearest } => {
                write!(f, "botocore {release} has no service \"{name}\"")?;
                nearest.iter().try_for_each(|near| write!(f, "; did you mean \"{near}\"?"))
            }
            Self::NoServices(path) => write!(
                f,
                "{} holds no service; name one with --service, or take all with --all",
                path.display()
            ),
            Self::Unfinished(path) => write!(
                f,
                "{} is there: another update is under way, or one was cut off; in the latter case \
                 move what is in its `old` back to where it was, remove it, and run the command \
                 again",
                path.display()
            ),
            Self::Differs { release, differences } => write!(
                f,
                "the definitions are not those of botocore {release}; `maitred specs update` \
                 rewrites them\n  {}",
                differences.join("\n  ")
            ),
            Self::Io { action, path, source } => {
                write!(f, "cannot {action} {}: {source}{}", path.display(), advice(source))
            }
            _ => Ok(()),
        }
    }
}

fn advice(source: &io::Error) -> &'static str {
    match source.kind() {
        io::ErrorKind::StorageFull => "; free some space and run the command again",
        io::ErrorKind::PermissionDenied => "; may you write there?",
        io::ErrorKind::NotADirectory => "; a file stands where a directory is expected",
        io::ErrorKind::NotFound => "; does its directory exist?",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mismatch_says_both() {
        let error =
            Error::HashMismatch { file: "b.whl".into(), expected: "aa".into(), found: "bb".into() };
        let text = error.to_string();
        assert!(text.contains("expected SHA-256: aa") && text.contains("found SHA-256:    bb"));
    }

    #[test]
    fn a_full_disk_says_what_to_do() {
        let full = io::Error::from(io::ErrorKind::StorageFull);
        let text = Error::io("write", Path::new("specs/x.json"))(full).to_string();
        assert!(text.starts_with("cannot write specs/x.json: "), "{text}");
        assert!(text.ends_with("free some space and run the command again"), "{text}");
    }

    #[test]
    fn an_unknown_service_names_the_nearest() {
        let error = |nearest| Error::UnknownService {
            name: "dynamo".into(),
            release: "1.44.5".into(),
            nearest,
        };
        let text = error(Some("dynamodb".into())).to_string();
        assert!(text.ends_with("did you mean \"dynamodb\"?"), "{text}");
        assert!(error(None).to_string().ends_with("no service \"dynamo\""));
    }
}
