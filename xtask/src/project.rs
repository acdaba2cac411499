//! Where the project's things are, and what its lock file says.

use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The folder of the repository.
pub fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_path_buf()
}

/// Where cargo puts what it builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// The release folder of the app.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The folder that holds the JavaScript module in its two forms.
pub fn pkg() -> PathBuf {
    root().join("pkg")
}

/// The version of a crate in Cargo.lock.
pub fn locked_version(name: &str) -> Result<String, Failure> {
    let path = root().join("Cargo.lock");
    let text = read(&path)?;
    version_in_lock(&text, name)
        .map(str::to_owned)
        .ok_or_else(|| Failure::Content { path, expected: format!("a package named {name}") })
}

/// Reads a text file, with its name in the failure.
pub fn read(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(Failure::file(path))
}

/// Writes a text file, with its name in the failure; the folder is made when it is absent.
pub fn write(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(Failure::file(folder))?;
    }
    std::fs::write(path, text).map_err(Failure::file(path))
}

/// Every file below a folder, sorted, so that what is made of them does not depend on the file system.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).map_err(Failure::file(&folder))? {
            let path = entry.map_err(Failure::file(&folder))?.path();
            if path.is_dir() { waiting.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

fn version_in_lock<'a>(lock: &'a str, name: &str) -> Option<&'a str> {
    let wanted = format!("name = \"{name}\"");
    let mut lines = lock.lines().skip_while(|line| *line != wanted);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_locked_version() {
        let lock = "[[package]]\nname = \"wasm-bindgen-test\"\nversion = \"0.3\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2\"\n";
        assert_eq!(version_in_lock(lock, "wasm-bindgen"), Some("0.2"));
        assert_eq!(version_in_lock(lock, "wasm"), None);
    }
}
