//! The npm packages of the project, installed into the cache by the lock file.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::progress::Progress;
use crate::{process, project};

/// The files that decide what is installed.
const DEFINITION: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];

/// The folder that holds `node_modules`, one for each state of the lock file.
pub fn bring(cache: &Path, progress: &mut Progress) -> Result<PathBuf, Failure> {
    progress.begin("npm packages");
    let mut hasher = DefaultHasher::new();
    for name in DEFINITION {
        project::read(&project::root().join(name))?.hash(&mut hasher);
    }
    let folder = cache.join(format!("npm-{:016x}", hasher.finish()));
    if folder.join("node_modules").is_dir() {
        progress.end("ready");
        return Ok(folder);
    }
    progress.note("installing them once for all clones");
    // Installing beside the final place and renaming keeps an interrupted run from leaving half of it there.
    let draft = cache.join(format!("npm-draft-{}", std::process::id()));
    install(&draft)?;
    if let Err(source) = fs::rename(&draft, &folder) {
        if !folder.join("node_modules").is_dir() {
            return Err(Failure::File { path: folder, source });
        }
        // Another run was quicker; its folder is the same, so that ours can go.
        let _ = fs::remove_dir_all(&draft);
    }
    progress.end("ready");
    Ok(folder)
}

fn install(draft: &Path) -> Result<(), Failure> {
    fs::create_dir_all(draft).map_err(Failure::file(draft))?;
    for name in DEFINITION {
        let to = draft.join(name);
        fs::copy(project::root().join(name), &to).map_err(Failure::file(&to))?;
    }
    let mut npm = process::npm();
    npm.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(draft);
    process::run(&mut npm)
}
