//! The compiler's target for the browser.

use crate::failure::Failure;
use crate::process;
use crate::progress::Progress;

const TARGET: &str = "wasm32-unknown-unknown";

/// Sees to it that the compiler can build for the browser. `rust-toolchain.toml` names the target, but rustup adds it by
/// itself only together with a toolchain, and not at all where installing by itself is switched off.
pub fn bring(progress: &mut Progress) -> Result<(), Failure> {
    progress.begin(format!("Rust for {TARGET}"));
    let mut ask = process::command("rustc");
    ask.args(["--print", "target-libdir", "--target", TARGET]);
    let folder = ask.output().ok().filter(|answer| answer.status.success());
    let folder = folder.map(|answer| String::from_utf8_lossy(&answer.stdout).trim().to_owned());
    if folder.is_some_and(|folder| std::path::Path::new(&folder).is_dir()) {
        progress.end("ready");
        return Ok(());
    }
    progress.note("adding it with rustup");
    let mut add = process::command("rustup");
    process::run(add.args(["target", "add", TARGET])).map_err(|failure| match failure {
        Failure::Start { .. } => Failure::Missing {
            what: "The Rust target wasm32-unknown-unknown",
            remedy: "Install it as your Rust was installed; with rustup this happens by itself.".into(),
        },
        other => other,
    })?;
    progress.end("ready");
    Ok(())
}
