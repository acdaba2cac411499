//! A tool that cargo can install.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use super::executable;
use crate::failure::Failure;
use crate::process;
use crate::progress::Progress;

/// One tool from crates.io, in one exact version.
pub struct CargoTool<'a> {
    /// What people call it.
    pub name: &'a str,
    /// The crate that holds it.
    pub krate: &'a str,
    /// The program that is asked for its version.
    pub program: &'a str,
    /// The exact version.
    pub version: &'a str,
    /// Whether the crate's own lock file is followed. wasm-bindgen-cli publishes one that names withdrawn crates.
    pub locked: bool,
    /// The feature that the program needs, if any. Such a program is part of a library and can't tell its version.
    pub features: Option<&'a str>,
    /// Whether it works for moments only, so that building it soon is worth more than its speed.
    pub is_light: bool,
}

/// What cargo is told for a light tool in place of the profile that the crate brings: Trunk's optimises the whole program in one piece,
/// which takes longer than all else on a fresh machine, while what it does itself for this project takes seconds in any form.
const LIGHT_PROFILE: [(&str, &str); 4] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "false"),
];

impl CargoTool<'_> {
    /// The folder that holds the program, after installing it into `root` when it isn't there in this version.
    pub fn bring(&self, root: &Path, progress: &mut Progress) -> Result<PathBuf, Failure> {
        progress.begin(format!("{} {}", self.name, self.version));
        let folder = root.join("bin");
        let program = folder.join(executable(self.program));
        if self.is_ready(&program) {
            progress.end("ready");
            return Ok(folder);
        }
        if !self.fetch_binary(root, progress)? || !self.is_ready(&program) {
            self.build(root, progress)?;
        }
        if !self.is_ready(&program) {
            return Err(Failure::Content { path: program, expected: format!("version {}", self.version) });
        }
        progress.end("ready");
        Ok(folder)
    }

    fn is_ready(&self, program: &Path) -> bool {
        if self.features.is_some() {
            // The folder is named after the version, and cargo puts the program there as the last step.
            return program.is_file();
        }
        process::version_of(program).is_some_and(|line| line.split_whitespace().nth(1) == Some(self.version))
    }

    /// Fetches a ready-made program where cargo-binstall is installed. False when that is not so, or it found none.
    fn fetch_binary(&self, root: &Path, progress: &mut Progress) -> Result<bool, Failure> {
        if self.features.is_some() {
            return Ok(false);
        }
        let mut probe = process::cargo();
        probe.args(["binstall", "-V"]);
        if !probe.output().is_ok_and(|output| output.status.success()) {
            return Ok(false);
        }
        progress.note("fetching with cargo-binstall");
        let mut fetch = process::cargo();
        fetch.args(["binstall", "--no-confirm", "--force", "--root"]).arg(root);
        fetch.arg(format!("{}@{}", self.krate, self.version));
        Ok(process::tee(&mut fetch)?.succeeded)
    }

    fn build(&self, root: &Path, progress: &mut Progress) -> Result<(), Failure> {
        progress.note("building it once for all clones; this takes some minutes");
        let work = root.join("build");
        let mut build = process::cargo();
        build.args(["install", self.krate, "--version", &format!("={}", self.version), "--force", "--root"]).arg(root);
        // A folder of its own lets an interrupted build go on where it stopped.
        build.arg("--target-dir").arg(&work);
        if self.locked {
            build.arg("--locked");
        }
        if let Some(features) = self.features {
            build.args(["--features", features]);
        }
        if self.is_light {
            build.envs(LIGHT_PROFILE);
        }
        if !std::io::stderr().is_terminal() {
            build.arg("--quiet");
        }
        process::run(&mut build)?;
        // Only space is lost when the intermediate files stay.
        let _ = std::fs::remove_dir_all(&work);
        Ok(())
    }
}
