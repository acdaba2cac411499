//! Compiles the folders of `templates/` in, so that adding a template is adding a folder.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let crate_folder = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let templates = crate_folder.join("../../templates");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", templates.display());
    let mut table = String::from("&[\n");
    for folder in sorted(&templates)? {
        if !folder.join("template.json").is_file() {
            continue;
        }
        writeln!(table, "    Source {{ folder: {:?}, files: &[", name(&folder))?;
        for file in sorted(&folder)? {
            let is_data = file.extension().is_some_and(|extension| extension == "json" || extension == "csv");
            if is_data {
                let path = fs::canonicalize(&file)?;
                writeln!(table, "        ({:?}, include_str!({:?})),", name(&file), path.display().to_string())?;
            }
        }
        table.push_str("    ] },\n");
    }
    table.push_str("]\n");
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("templates.rs"), table)?;
    Ok(())
}

/// What a folder holds, by name, so that every build is the same.
fn sorted(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
