//! Building the app with Trunk.

use std::path::Path;

use crate::failure::Failure;
use crate::process;
use crate::progress::Progress;
use crate::tools::Toolbox;

/// Builds the release folder, relocatable: every address in it is relative. Its program is split afterwards.
pub fn build_release(toolbox: &Toolbox, dist: &Path, progress: &mut Progress) -> Result<(), Failure> {
    progress.begin("The app in its release form");
    progress.note("building");
    let mut trunk = toolbox.command("trunk")?;
    trunk.args(["build", "--release", "--features", "split", "--offline", "--public-url", "./", "--dist"]).arg(dist);
    process::run(&mut trunk)?;
    progress.end("built");
    Ok(())
}
