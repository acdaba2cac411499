//! Finding Firefox and WebKitGTK with what drives them, and on Debian as root installing them. Tests start them by the names and in the
//! places of Debian, so that they run there only; Chromium is for all other tests, and `browser.rs` finds it.

use std::path::{Path, PathBuf};

use super::apt;
use crate::failure::Failure;
use crate::progress::Progress;

/// The programs that the tests start, and the package that brings each. The driver of WebKitGTK comes with a small browser for it, which
/// has no way to run without a display.
const PROGRAMS: [(&str, &str); 3] =
    [("firefox-esr", "firefox-esr"), ("WebKitWebDriver", "webkit2gtk-driver"), ("Xvfb", "xvfb")];

/// Whether the browsers are here, or can be brought without asking anybody.
pub fn may_bring() -> bool {
    absent().is_empty() || apt::may_install()
}

/// Sees to it that every browser is here.
pub fn bring(progress: &mut Progress) -> Result<(), Failure> {
    progress.begin("Firefox and WebKitGTK");
    let wanted = absent();
    if !wanted.is_empty() && apt::may_install() {
        progress.note("installing them with apt-get");
        apt::install(&wanted)?;
    }
    let still = absent();
    if still.is_empty() {
        progress.end("ready");
        return Ok(());
    }
    let remedy = format!("On Debian: `sudo apt-get install {}`. They are driven on no other system.", still.join(" "));
    Err(Failure::Missing { what: "Firefox and WebKitGTK", remedy })
}

/// The packages whose programs are not on the path.
fn absent() -> Vec<&'static str> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let is_here = |program: &str| folders.iter().any(|folder: &PathBuf| is_program(folder, program));
    PROGRAMS.into_iter().filter(|(program, _)| !is_here(program)).map(|(_, package)| package).collect()
}

fn is_program(folder: &Path, program: &str) -> bool {
    folder.join(super::executable(program)).is_file()
}
