//! `cargo xtask bench`: the workloads of `bench/` through the JavaScript module, so that the figures are those a caller sees;
//! named `native`, the same and more without a browser, as ratios; and, named `browser`, what a person feels in the release
//! folder.

use crate::failure::Failure;
use crate::progress::Progress;
use crate::tools::{self, Tool};
use crate::{dist, package, process};

/// The word that asks for the measurements in a browser.
const IN_BROWSER: &str = "browser";

/// The word that asks for the native measurements only.
const NATIVE: &str = "native";

/// Runs the native measurements, which fail where a limit is passed.
fn native(workloads: &[&String]) -> Result<(), Failure> {
    let mut cargo = process::cargo();
    cargo.args(["bench", "--package", "tandem-core", "--bench", "workloads", "--"]).args(workloads);
    process::run(&mut cargo)
}

/// Runs the named workloads, or all of those that need no browser.
pub fn run(asked: &[String]) -> Result<(), Failure> {
    if asked.iter().any(|name| name == NATIVE) {
        return native(&asked.iter().filter(|name| *name != NATIVE).collect::<Vec<_>>());
    }
    if asked.is_empty() {
        native(&[])?;
    }
    let (in_browser, workloads): (Vec<&String>, Vec<&String>) = asked.iter().partition(|name| *name == IN_BROWSER);
    let in_browser = !in_browser.is_empty();
    let mut needed = vec![Tool::Target, Tool::Node, Tool::WasmBindgen, Tool::Packages];
    if in_browser {
        needed.extend([Tool::Trunk, Tool::Splitter, Tool::Browser]);
    }
    let build_steps = package::BUILD_STEPS + if in_browser { dist::BUILD_STEPS } else { 0 };
    let mut progress = Progress::new(needed.len() + build_steps);
    let toolbox = tools::bring(&needed, &mut progress)?;
    package::build(&toolbox, &mut progress)?;
    if in_browser {
        dist::build(&toolbox, &mut progress)?;
        println!();
        process::run(toolbox.command("node")?.arg("bench/browser.mjs").arg(package::node_folder()))?;
    }
    if in_browser && workloads.is_empty() {
        return Ok(());
    }
    println!();
    process::run(toolbox.command("node")?.arg("bench/run.mjs").arg(package::node_folder()).args(workloads))
}
