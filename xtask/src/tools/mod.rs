//! The tools that the commands need, brought into a cache that every clone on this machine shares.
//!
//! Each tool lives in a folder named after its exact version, so that clones of different ages don't disturb each other and a
//! second run only has to look. This module knows versions and places; it does not know what the tools are used for.
//! Start reading at [`bring`].

mod apt;
mod browser;
pub mod browsers;
mod cargo_tool;
mod npm;
mod office;
pub mod servers;
mod target;

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::progress::Progress;
use crate::{process, project};

/// The version of Trunk that the project is built with.
const TRUNK_VERSION: &str = "0.21.14";

/// The version of the splitter, which must understand what the `wasm_split_helpers` of Cargo.lock leaves in the wasm file.
const SPLITTER_VERSION: &str = "0.2.4";

/// The versions of Node.js that package.json names: those that bring all that the tests use.
const NODE_WANTED: &str = "20.15, or 22.2 and newer,";

/// Something that a command can need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// The compiler's target for the browser.
    Target,
    /// Node.js, which only the person can install.
    Node,
    /// Builds the app.
    Trunk,
    /// Makes the JavaScript around a wasm file, and runs wasm tests.
    WasmBindgen,
    /// Splits a wasm file into parts.
    Splitter,
    /// The packages of package.json: wasm-opt, playwright-core, axe-core, TypeScript, ws.
    Packages,
    /// A Chrome or Chromium.
    Browser,
    /// LibreOffice.
    Office,
    /// The web servers that have a recipe.
    Servers,
    /// Firefox and WebKitGTK.
    OtherBrowsers,
}

/// Where the tools of one command are.
#[derive(Default)]
pub struct Toolbox {
    folders: Vec<PathBuf>,
    packages: Option<PathBuf>,
    browser: Option<PathBuf>,
    office: Option<PathBuf>,
}

impl Toolbox {
    /// A command that runs in the project's folder and finds the tools first on its path.
    pub fn command(&self, program: &str) -> Result<Command, Failure> {
        let mut command = process::command(self.path_of(program));
        self.equip(&mut command)?;
        Ok(command)
    }

    /// The full path of a brought program, or the name of one that is found on the path. The full path is given where it is
    /// known, because a new `PATH` counts for the child, not on every platform for finding the child itself.
    pub fn path_of(&self, program: &str) -> PathBuf {
        let found = self.folders.iter().map(|folder| folder.join(executable(program))).find(|path| path.is_file());
        found.unwrap_or_else(|| PathBuf::from(program))
    }

    /// Gives another command the same surroundings.
    pub fn equip(&self, command: &mut Command) -> Result<(), Failure> {
        process::with_path(command, &self.folders)?;
        if let Some(packages) = &self.packages {
            command.env("TANDEM_NPM", packages);
        }
        if let Some(browser) = &self.browser {
            command.env("CHROME", browser);
        }
        if let Some(office) = &self.office {
            command.env("SOFFICE", office);
        }
        Ok(())
    }

    /// Node running a program that is part of an npm package, by its path below `node_modules`.
    pub fn package_program(&self, path: &str) -> Result<Command, Failure> {
        let mut command = self.command("node")?;
        command.arg(self.packages.as_deref().unwrap_or(Path::new(".")).join("node_modules").join(path));
        Ok(command)
    }

    /// Makes a wasm file smaller or quicker, in place, as options of wasm-opt ask.
    pub fn optimise(&self, wasm: &Path, options: &[&str]) -> Result<(), Failure> {
        let mut optimise = self.package_program("binaryen/bin/wasm-opt")?;
        process::run(optimise.args(options).arg(wasm).arg("-o").arg(wasm))
    }
}

/// Brings whatever of the needed tools is missing, with a line of progress for each.
pub fn bring(needed: &[Tool], progress: &mut Progress) -> Result<Toolbox, Failure> {
    let cache = cache_folder()?;
    let mut toolbox = Toolbox::default();
    for tool in needed {
        match tool {
            Tool::Target => target::bring(progress)?,
            Tool::Node => check_node(progress)?,
            Tool::Trunk => {
                let trunk = cargo_tool::CargoTool {
                    name: "Trunk",
                    krate: "trunk",
                    program: "trunk",
                    version: TRUNK_VERSION,
                    locked: true,
                    features: None,
                    is_light: true,
                };
                toolbox.folders.push(trunk.bring(&cache.join(format!("trunk-{TRUNK_VERSION}")), progress)?);
            }
            Tool::WasmBindgen => {
                let version = project::locked_version("wasm-bindgen")?;
                let wasm_bindgen = cargo_tool::CargoTool {
                    name: "wasm-bindgen",
                    krate: "wasm-bindgen-cli",
                    program: "wasm-bindgen",
                    version: &version,
                    locked: false,
                    features: None,
                    is_light: false,
                };
                toolbox.folders.push(wasm_bindgen.bring(&cache.join(format!("wasm-bindgen-{version}")), progress)?);
            }
            Tool::Splitter => {
                let splitter = cargo_tool::CargoTool {
                    name: "wasm-split",
                    krate: "wasm_split_cli_support",
                    program: "wasm-split-cli",
                    version: SPLITTER_VERSION,
                    locked: true,
                    features: Some("build-binary"),
                    is_light: false,
                };
                toolbox.folders.push(splitter.bring(&cache.join(format!("wasm-split-{SPLITTER_VERSION}")), progress)?);
            }
            Tool::Packages => {
                let packages = npm::bring(&cache, progress)?;
                toolbox.folders.push(packages.join("node_modules").join(".bin"));
                toolbox.packages = Some(packages);
            }
            Tool::Browser => toolbox.browser = Some(browser::bring(progress)?),
            Tool::Office => toolbox.office = Some(office::bring(progress)?),
            Tool::Servers => servers::bring(progress)?,
            Tool::OtherBrowsers => browsers::bring(progress)?,
        }
    }
    Ok(toolbox)
}

/// `$TANDEM_TOOLS`, else the folder where this platform keeps what can be fetched again.
fn cache_folder() -> Result<PathBuf, Failure> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(folder) = variable("TANDEM_TOOLS") {
        return Ok(folder);
    }
    let base = if cfg!(windows) {
        variable("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        variable("HOME").map(|home| home.join("Library/Caches"))
    } else {
        variable("XDG_CACHE_HOME").or_else(|| variable("HOME").map(|home| home.join(".cache")))
    };
    base.map(|base| base.join("tandem-tools")).ok_or_else(|| Failure::Missing {
        what: "A cache folder",
        remedy: "Set TANDEM_TOOLS to a folder where build tools may be kept.".into(),
    })
}

fn check_node(progress: &mut Progress) -> Result<(), Failure> {
    progress.begin("Node.js");
    let version = process::version_of(Path::new("node"));
    let remedy = format!("Install version {NODE_WANTED} with npm from nodejs.org or your system's packages.");
    match version {
        Some(version) if is_node_wanted(&version) => {
            progress.end(&format!("{version} ready"));
            Ok(())
        }
        Some(version) => {
            Err(Failure::Missing { what: "A newer Node.js", remedy: format!("{version} is here. {remedy}") })
        }
        None => Err(Failure::Missing { what: "Node.js", remedy }),
    }
}

/// Whether what `node --version` prints is one of [`NODE_WANTED`].
fn is_node_wanted(version: &str) -> bool {
    let numbers = || {
        let mut parts = version.strip_prefix('v')?.split('.').map(str::parse::<u32>);
        Some((parts.next()?.ok()?, parts.next()?.ok()?))
    };
    numbers().is_some_and(|(major, minor)| (major == 20 && minor >= 15) || (major, minor) >= (22, 2))
}

/// The file name of a program on this platform.
fn executable(program: &str) -> String {
    format!("{program}{}", std::env::consts::EXE_SUFFIX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_which_node_will_do() {
        for version in ["v20.15.0", "v20.20.2", "v22.2.0", "v22.11.1", "v23.0.0", "v24.1.0-nightly"] {
            assert!(is_node_wanted(version), "{version}");
        }
        for version in ["v18.20.0", "v20.14.1", "v21.7.3", "v22.1.0", "20.15.0", "v22", "", "v2x.3"] {
            assert!(!is_node_wanted(version), "{version}");
        }
    }
}
