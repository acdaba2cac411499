//! `cargo xtask bench`: the workloads of `bench/` through the JavaScript module, so that the figures are those a caller sees.

use crate::failure::Failure;
use crate::progress::Progress;
use crate::tools::{self, Tool};
use crate::{package, process};

/// Runs the named workloads, or all of them.
pub fn run(workloads: &[String]) -> Result<(), Failure> {
    let mut progress = Progress::new(6);
    let toolbox = tools::bring(&[Tool::Target, Tool::Node, Tool::WasmBindgen, Tool::Packages], &mut progress)?;
    package::build(&toolbox, &mut progress)?;
    println!();
    process::run(toolbox.command("node")?.arg("bench/run.mjs").arg(package::node_folder()).args(workloads))
}
