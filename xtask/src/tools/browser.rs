//! Finding a Chrome or Chromium, and on Debian as root installing one.
//!
//! The form without windows, which browsers have for tests, is taken before the one with them: pages see the same in it, and the
//! end-to-end tests need a quarter less processor time (112.7 s against 154.5 s for three of their files).

use std::path::{Path, PathBuf};

use super::apt;
use crate::failure::Failure;
use crate::progress::Progress;

/// Variables in which people and build services name their browser.
const VARIABLES: [&str; 2] = ["CHROME", "CHROMIUM"];

/// Programs that are looked for on the path, those without windows first.
const PROGRAMS: [&str; 7] = [
    "chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];

/// Packages of Debian that have one; Ubuntu has the second only.
const PACKAGES: [&str; 2] = ["chromium-headless-shell", "chromium"];

/// Where installers put it when it isn't on the path.
const PLACES: [&str; 3] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/opt/google/chrome/chrome",
];

/// Below a Windows folder for programs.
const WINDOWS_PLACE: &str = r"Google\Chrome\Application\chrome.exe";

/// The browser's program.
pub fn bring(progress: &mut Progress) -> Result<PathBuf, Failure> {
    progress.begin("Chrome or Chromium");
    if let Some(browser) = find() {
        progress.end(&format!("{} ready", browser.display()));
        return Ok(browser);
    }
    if apt::may_install() {
        progress.note("installing it with apt-get");
        for package in PACKAGES {
            let installed = apt::install(&[package]);
            if let Some(browser) = find() {
                progress.end(&format!("{} ready", browser.display()));
                return Ok(browser);
            }
            if let Err(failure) = installed {
                progress.note(&format!("{package}: {failure}"));
            }
        }
    }
    Err(Failure::Missing { what: "Chrome or Chromium", remedy: remedy() })
}

fn find() -> Option<PathBuf> {
    let named = VARIABLES.into_iter().filter_map(std::env::var_os).map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let on_path = PROGRAMS
        .into_iter()
        .flat_map(|program| folders.iter().map(move |folder| folder.join(super::executable(program))));
    let installed = PLACES.into_iter().map(PathBuf::from);
    let windows = ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"]
        .into_iter()
        .filter_map(std::env::var_os)
        .map(|folder| Path::new(&folder).join(WINDOWS_PLACE));
    named.chain(on_path).chain(installed).chain(windows).find(|path| path.is_file())
}

fn remedy() -> String {
    let how = if cfg!(target_os = "macos") {
        "Install it from google.com/chrome or with `brew install --cask google-chrome`."
    } else if cfg!(windows) {
        "Install it from google.com/chrome or with `winget install Google.Chrome`."
    } else {
        "Install it with your system's packages, on Debian or Ubuntu `sudo apt-get install chromium`."
    };
    format!("{how} One in another place is found when CHROME holds the path of its program.")
}
