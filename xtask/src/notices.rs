//! `cargo xtask notices`: THIRD-PARTY.md, which names everybody whose code is compiled into what we ship, and the copies of it.
//!
//! Licences such as MIT ask for their notice in every copy, so that the file goes into the release folder and into the module.

use std::path::Path;

use crate::failure::Failure;
use crate::progress::Progress;
use crate::tools::{self, Tool};
use crate::{process, project};

/// What every copy of Tandem carries beside the program.
pub const FILES: [&str; 3] = ["LICENSE-MIT", "LICENSE-APACHE", "THIRD-PARTY.md"];

/// Writes THIRD-PARTY.md anew.
pub fn run() -> Result<(), Failure> {
    let toolbox = tools::bring(&[Tool::Node], &mut Progress::new(1))?;
    let wanted = shipped()?.into_iter().map(|Shipped { name, version, .. }| format!("{name}@{version}"));
    process::run(toolbox.command("node")?.arg("xtask/notices.mjs").args(wanted))
}

/// Puts our licences and the notices into a folder that is shipped.
pub fn copy_to(folder: &Path) -> Result<(), Failure> {
    for name in FILES {
        let from = project::root().join(name);
        std::fs::copy(&from, folder.join(name)).map_err(Failure::file(&from))?;
    }
    Ok(())
}

/// A package whose code is compiled into the app or the module.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shipped {
    name: String,
    version: String,
    licence: String,
}

/// Asks cargo what is compiled into the release folder and the module: neither what runs while they are built, nor what tests need.
fn shipped() -> Result<Vec<Shipped>, Failure> {
    let mut tree = process::cargo();
    tree.args(["tree", "--locked", "--edges", "normal,no-proc-macro", "--target", "wasm32-unknown-unknown"]);
    tree.args(["--package", "tandem", "--package", "tandem-js", "--features", "tandem/split"]);
    let told = process::output(tree.args(["--prefix", "none", "--no-dedupe", "--format", "{p}|{l}"]))?;
    let mut found: Vec<Shipped> = told.lines().filter_map(read).collect();
    found.sort();
    found.dedup();
    Ok(found)
}

/// Reads `name v1.2.3 (...)|licence`. What has a path is ours, and lines between trees are empty.
fn read(line: &str) -> Option<Shipped> {
    let (package, licence) = line.split_once('|')?;
    let mut words = package.split(' ');
    let (name, version) = (words.next()?, words.next()?.strip_prefix('v')?);
    let is_ours = words.any(|word| word.starts_with('('));
    (!is_ours).then(|| Shipped { name: name.into(), version: version.into(), licence: licence.trim().into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of the table in THIRD-PARTY.md.
    fn rows(text: &str) -> Vec<Shipped> {
        let cells = |line: &str| -> Option<Shipped> {
            let inside = line.strip_prefix("| ")?.strip_suffix(" |")?;
            let mut cells = inside.split(" | ").map(str::to_owned);
            Some(Shipped { name: cells.next()?, version: cells.next()?, licence: cells.next()? })
        };
        text.lines().skip_while(|line| *line != "|---|---|---|").skip(1).map_while(cells).collect()
    }

    #[test]
    fn reads_what_cargo_says() {
        let ours = "tandem-core v0.1.0 (/somewhere/tandem-core)|MIT OR Apache-2.0";
        assert_eq!(read(ours), None);
        assert_eq!(read(""), None);
        let expected = Shipped { name: "zip".into(), version: "9.4.1".into(), licence: "MIT".into() };
        assert_eq!(read("zip v9.4.1|MIT"), Some(expected));
    }

    #[test]
    fn the_notices_are_those_of_the_lock_file() {
        let text = project::read(&project::root().join("THIRD-PARTY.md")).expect("the notices are there");
        let expected = shipped().expect("cargo tells what is shipped");
        assert!(expected.iter().any(|package| package.name == "leptos"), "cargo names what the app stands on");
        assert_eq!(rows(&text), expected, "`cargo xtask notices` writes the file anew");
        for Shipped { name, version, .. } in &expected {
            let titled = |line: &str| {
                line.strip_prefix("### ")
                    .is_some_and(|names| names.split(", ").any(|one| one == format!("{name} {version}")))
            };
            assert!(text.lines().any(titled), "{name} {version} has a text");
        }
    }
}
