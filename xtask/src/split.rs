//! Splitting the program into parts, of which a first visit loads only the first.
//!
//! The marks stand in the app: functions with `wasm_split`. What only such a function reaches goes to its part. Trunk knows
//! nothing of it, so that its program is taken apart here and put back under the names that Trunk gave.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::progress::Progress;
use crate::tools::Toolbox;
use crate::{process, project};

/// What the splitter calls the script that loads parts.
const LOADER: &str = "__wasm_split.js";

/// What the loader calls to start a part, and what it is to call instead: a static server that doesn't know wasm files must not
/// keep a part from starting.
const START: &str = "WebAssembly.instantiateStreaming(src, imports)";
const START_ANYWHERE: &str = "startPart(src, imports)";
const START_PART: &str = "
async function startPart(src, imports) {
    const answer = await src;
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${answer.statusText}`);
    const told = answer.headers.get(\"content-type\") ?? \"\";
    if (told.startsWith(\"application/wasm\")) return WebAssembly.instantiateStreaming(answer, imports);
    return WebAssembly.instantiate(await answer.arrayBuffer(), imports);
}
";

/// What ends the name of that script in the release folder. The parts that it names are loaded later.
pub const LOADER_END: &str = "-parts.js";

/// Splits the program that Trunk just put into the release folder.
pub fn split(toolbox: &Toolbox, dist: &Path, progress: &mut Progress) -> Result<(), Failure> {
    progress.begin("The program in parts");
    let name = program_name(dist)?;
    let work = project::target().join("split");
    // Parts of an earlier build must not be taken for parts of this one.
    let _ = fs::remove_dir_all(&work);
    fs::create_dir_all(&work).map_err(Failure::file(&work))?;
    let whole = project::target().join("wasm32-unknown-unknown/release/tandem.wasm");
    process::run(toolbox.command("wasm-split-cli")?.arg(whole).arg(&work).args(["--out-name", &name]))?;
    let mut bindgen = toolbox.command("wasm-bindgen")?;
    bindgen.args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", &name, "--out-dir"]);
    process::run(bindgen.arg(dist).arg(work.join(format!("{name}.wasm"))))?;
    place(&work, dist, &name)?;
    progress.end("split");
    Ok(())
}

/// The name of the program's files: `tandem-` and what Trunk makes of its content, so that no cache mixes two versions.
fn program_name(dist: &Path) -> Result<String, Failure> {
    let names = project::files_below(dist)?.into_iter().filter_map(|path| {
        let name = path.file_name()?.to_str()?.strip_suffix("_bg.wasm")?;
        Some(name.to_owned())
    });
    match names.collect::<Vec<_>>().as_slice() {
        [one] => Ok(one.clone()),
        _ => Err(Failure::Content { path: dist.to_path_buf(), expected: "exactly one program".into() }),
    }
}

/// Puts the parts and their loader beside the program, under names of the same version.
fn place(work: &Path, dist: &Path, name: &str) -> Result<(), Failure> {
    let mut loader = project::read(&work.join(LOADER))?;
    let parts: Vec<PathBuf> = project::files_below(work)?
        .into_iter()
        .filter(|path| path.extension().is_some_and(|end| end == "wasm") && !path.ends_with(format!("{name}.wasm")))
        .collect();
    for part in &parts {
        let Some(old) = part.file_name().and_then(|name| name.to_str()) else { continue };
        let new = format!("{name}-{old}");
        loader = loader.replace(&format!("\"./{old}\""), &format!("\"./{new}\""));
        let to = dist.join(&new);
        fs::copy(part, &to).map_err(Failure::file(&to))?;
    }
    if parts.is_empty() {
        return Err(Failure::Content { path: work.to_path_buf(), expected: "at least one part".into() });
    }
    if !loader.contains(START) {
        return Err(Failure::Content { path: work.join(LOADER), expected: START.into() });
    }
    loader = loader.replace(START, START_ANYWHERE) + START_PART;
    let loader_name = format!("{name}{LOADER_END}");
    project::write(&dist.join(&loader_name), &loader)?;
    let program = dist.join(format!("{name}.js"));
    let text = project::read(&program)?;
    // The wasm file goes on calling it by the old name: the script gives it under that one.
    let renamed = rename_import(&text, LOADER, &loader_name);
    if renamed == text {
        return Err(Failure::Content { path: program, expected: format!("an import of {LOADER}") });
    }
    project::write(&program, &renamed)?;
    preload(&dist.join("index.html"), &format!("{name}.js"), &loader_name)
}

/// Lets the page ask for the loader together with the program, which would otherwise ask for it one round trip later.
fn preload(page: &Path, program: &str, loader: &str) -> Result<(), Failure> {
    let text = project::read(page)?;
    let known = format!("<link rel=\"modulepreload\" href=\"./{program}\">");
    if !text.contains(&known) {
        return Err(Failure::Content { path: page.to_path_buf(), expected: known });
    }
    let both = format!("{known}<link rel=\"modulepreload\" href=\"./{loader}\">");
    project::write(page, &text.replace(&known, &both))
}

/// Lets a script import a neighbour under another name. Other mentions of the old name stay.
fn rename_import(script: &str, old: &str, new: &str) -> String {
    ['"', '\''].iter().fold(script.to_owned(), |text, quote| {
        text.replace(&format!("from {quote}./{old}{quote}"), &format!("from {quote}./{new}{quote}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_import_is_renamed() {
        let script = "import * as parts from \"./old.js\"\nimports[\"./old.js\"] = parts;";
        let expected = "import * as parts from \"./new.js\"\nimports[\"./old.js\"] = parts;";
        assert_eq!(rename_import(script, "old.js", "new.js"), expected);
        assert_eq!(rename_import("import * as a from './old.js'", "old.js", "new.js"), "import * as a from './new.js'");
    }
}
