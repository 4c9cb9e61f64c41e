//! The runtime, type-checked once by cargo, for every service to be compiled against.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::error::{Error, Result};

/// The runtime's place in the repository that this command was compiled in.
const BESIDE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../runtime");

/// What the compiler must be told of the runtime.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Runtime {
    /// The file with the runtime's metadata.
    pub(super) metadata: PathBuf,
    /// The directory of those of its dependencies.
    pub(super) dependencies: PathBuf,
}

/// Has cargo check the runtime: the one at `path`, else the one beside this command's source, else
/// the released one of this command's version.
pub(super) fn build(path: Option<&Path>, into: &Path, target: &Path) -> Result<Runtime> {
    let beside = Some(Path::new(BESIDE)).filter(|path| path.is_dir());
    let path = path.or(beside).map(|path| path.canonicalize().map_err(Error::io("find", path)));
    let path = path.transpose()?;
    let package = into.join("runtime");
    write(&package, &manifest(path.as_deref()), path.as_deref())?;
    let output = cargo(&package, target)?;
    let metadata = metadata(&output).ok_or_else(|| Error::Compiler {
        command: "cargo check".to_owned(),
        output: "it made no metadata of the library `maitred`".to_owned(),
    })?;
    let dependencies = metadata.parent().unwrap_or(target).to_owned();
    Ok(Runtime { metadata, dependencies })
}

/// A package with nothing in it but the dependency.
fn manifest(runtime: Option<&Path>) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let dependency = match runtime {
        Some(path) => format!("{{ path = {path:?} }}"),
        None => format!("\"={version}\""),
    };
    format!(
        "[package]\nname = \"maitred-corpus\"\nversion = \"{version}\"\nedition = \"2024\"\n\
         publish = false\n\n[lib]\npath = \"lib.rs\"\n\n[dependencies]\nmaitred = {dependency}\n\n\
         [workspace]\n"
    )
}

/// Writes the package; with the lock file of the runtime's workspace, if it has one, so that the
/// versions are those it is tested with.
fn write(package: &Path, manifest: &str, runtime: Option<&Path>) -> Result<()> {
    std::fs::create_dir_all(package).map_err(Error::io("make", package))?;
    for (name, content) in [("Cargo.toml", manifest), ("lib.rs", "")] {
        let path = package.join(name);
        std::fs::write(&path, content).map_err(Error::io("write", &path))?;
    }
    let lock = runtime.and_then(Path::parent).map(|workspace| workspace.join("Cargo.lock"));
    let Some(lock) = lock.filter(|lock| lock.is_file()) else { return Ok(()) };
    let copy = package.join("Cargo.lock");
    std::fs::copy(&lock, &copy).map_err(Error::io("write", &copy))?;
    Ok(())
}

fn cargo(package: &Path, target: &Path) -> Result<Vec<u8>> {
    let program = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut command = Command::new(&program);
    // Neither is of use to metadata that is read once.
    command.env("CARGO_INCREMENTAL", "0").env("CARGO_PROFILE_DEV_DEBUG", "0");
    command.current_dir(package).args(["check", "--quiet", "--message-format=json"]);
    command.arg("--target-dir").arg(target).stdin(Stdio::null());
    let output = command.output().map_err(Error::io("run", Path::new(&program)))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let text = rendered(&output.stdout) + &String::from_utf8_lossy(&output.stderr);
    Err(Error::Compiler { command: format!("{program} check"), output: text })
}

/// Cargo's messages, each a line of JSON.
fn messages(output: &[u8]) -> impl Iterator<Item = Value> {
    output.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok())
}

fn rendered(output: &[u8]) -> String {
    let texts = messages(output);
    texts.filter_map(|it| Some(it.pointer("/message/rendered")?.as_str()?.to_owned())).collect()
}

/// The metadata of the library `maitred`.
fn metadata(output: &[u8]) -> Option<PathBuf> {
    messages(output).find_map(|message| {
        if message.get("reason")? != "compiler-artifact"
            || message.pointer("/target/name")? != "maitred"
        {
            return None;
        }
        let files = message.get("filenames")?.as_array()?.iter().filter_map(Value::as_str);
        files.map(PathBuf::from).find(|file| file.extension().is_some_and(|kind| kind == "rmeta"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_is_that_of_the_runtime() {
        let output = br#"{"reason":"compiler-artifact","target":{"name":"http"},"filenames":["/d/libhttp-1.rmeta"]}
no json
{"reason":"compiler-artifact","target":{"name":"maitred"},"filenames":["/d/libmaitred-1.rlib","/d/libmaitred-1.rmeta"]}
{"reason":"build-finished","success":true}"#;
        assert_eq!(metadata(output), Some(PathBuf::from("/d/libmaitred-1.rmeta")));
        assert_eq!(metadata(b"{\"reason\":\"build-finished\"}"), None);
    }

    #[test]
    fn the_package_has_the_runtime_asked_for_or_the_released_one() {
        let here = manifest(Some(Path::new("/a \"b\"")));
        assert!(here.contains("maitred = { path = \"/a \\\"b\\\"\" }\n"), "{here}");
        let released = concat!("maitred = \"=", env!("CARGO_PKG_VERSION"), "\"\n");
        assert!(manifest(None).contains(released));
    }
}
