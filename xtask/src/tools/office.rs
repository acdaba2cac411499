//! Finding LibreOffice, and on Debian as root installing it. Tests let it compute files of Excel anew.

use std::path::PathBuf;

use super::{apt, executable};
use crate::failure::Failure;
use crate::progress::Progress;

/// The variable that names its program.
const VARIABLE: &str = "SOFFICE";

/// Programs that are looked for on the path.
const PROGRAMS: [&str; 2] = ["soffice", "libreoffice"];

/// Where installers put it when it isn't on the path.
const PLACES: [&str; 3] = [
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
];

/// LibreOffice's program.
pub fn bring(progress: &mut Progress) -> Result<PathBuf, Failure> {
    progress.begin("LibreOffice");
    if find().is_none() && apt::may_install() {
        progress.note("installing it with apt-get");
        apt::install(&["libreoffice-calc-nogui"])?;
    }
    match find() {
        Some(office) => {
            progress.end(&format!("{} ready", office.display()));
            Ok(office)
        }
        None => Err(Failure::Missing { what: "LibreOffice", remedy: remedy() }),
    }
}

fn find() -> Option<PathBuf> {
    let named = std::env::var_os(VARIABLE).map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let on_path =
        PROGRAMS.into_iter().flat_map(|program| folders.iter().map(move |folder| folder.join(executable(program))));
    named.into_iter().chain(on_path).chain(PLACES.into_iter().map(PathBuf::from)).find(|path| path.is_file())
}

fn remedy() -> String {
    let how = if cfg!(target_os = "macos") {
        "Install it from libreoffice.org or with `brew install --cask libreoffice`."
    } else if cfg!(windows) {
        "Install it from libreoffice.org or with `winget install TheDocumentFoundation.LibreOffice`."
    } else {
        "Install it with your system's packages, on Debian or Ubuntu `sudo apt-get install libreoffice-calc-nogui`."
    };
    format!("{how} One in another place is found when {VARIABLE} holds the path of its program.")
}
