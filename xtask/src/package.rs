//! `cargo xtask package`: the JavaScript module in the two forms that people install.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::progress::{Progress, size};
use crate::tools::{self, Tool, Toolbox};
use crate::{notices, process, project};

/// The crate that becomes the module, and the name of its wasm file.
const CRATE: &str = "tandem-js";
const WASM: &str = "tandem_js.wasm";

/// The profile of Cargo.toml that compiles the engine for speed; the app's is for size.
const PROFILE: &str = "module";

/// What every file of the module is named after.
const NAME: &str = "tandem";

/// The most that its wasm may have, in bytes as it is unpacked. Names are stripped; two fifths of it are the texts of the templates.
const WASM_BYTES_MAX: u64 = 6_500_000;

/// One form of the module.
struct Form {
    /// Its folder below `pkg/`, and the name of its package.
    folder: &'static str,
    /// What wasm-bindgen calls this kind of module.
    target: &'static str,
    /// The entry of package.json that says which kind of JavaScript it is.
    kind: &'static str,
    /// What the types have beside the contract.
    types: &'static str,
}

const FORMS: [Form; 2] = [
    Form {
        folder: "web",
        target: "web",
        kind: "module",
        types: "export * from \"./api.js\";

/** Where the wasm is: an address, a response, its bytes, or a compiled module. */
export type Source = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

/** Loads the wasm, by default from beside this file. Await it once before anything else. */
export default function init(options?: { module_or_path: Source | Promise<Source> }): Promise<unknown>;

/** The same for wasm that is already here. */
export function initSync(options: { module: BufferSource | WebAssembly.Module }): unknown;
",
    },
    Form { folder: "node", target: "nodejs", kind: "commonjs", types: "export * from \"./api.js\";\n" },
];

/// Builds both forms.
pub fn run() -> Result<(), Failure> {
    let mut progress = Progress::new(6);
    let toolbox = tools::bring(&[Tool::Target, Tool::Node, Tool::WasmBindgen, Tool::Packages], &mut progress)?;
    build(&toolbox, &mut progress)
}

/// For speed, but without putting functions of more than 300 bytes into their only caller. What runs often is compiled a second
/// time, whole, while it runs; rare parts inside of it would be compiled along, and hold up the first thousand edits.
const OPTIMISATION: [&str; 2] = ["-O3", "--one-caller-inline-max-function-size=300"];

/// How many steps [`build`] takes.
pub const BUILD_STEPS: usize = 2;

/// The two steps that make the module; also the first part of the package tests.
pub fn build(toolbox: &Toolbox, progress: &mut Progress) -> Result<(), Failure> {
    progress.begin("The JavaScript module");
    progress.note("building");
    let mut cargo = process::cargo();
    cargo.args(["build", "--profile", PROFILE, "--target", "wasm32-unknown-unknown", "--package", CRATE]);
    // The flags of .cargo/config.toml keep the app small, and would cost loading a large workbook a sixth of its speed here.
    cargo.env("CARGO_ENCODED_RUSTFLAGS", "");
    process::run(&mut cargo)?;
    progress.end("built");

    progress.begin("pkg/web and pkg/node");
    let wasm = project::target().join("wasm32-unknown-unknown").join(PROFILE).join(WASM);
    let mut sizes = Vec::new();
    let mut optimised = Optimised::default();
    for form in &FORMS {
        let folder = project::pkg().join(form.folder);
        let bytes = assemble(toolbox, form, &wasm, &folder, &mut optimised)?;
        sizes.push((form.folder, bytes));
    }
    let told: Vec<String> = sizes.iter().map(|(folder, bytes)| format!("{folder} {}", size(*bytes))).collect();
    progress.end(&format!("written, wasm: {} (budget {})", told.join(", "), size(WASM_BYTES_MAX)));
    sizes.into_iter().try_for_each(|(folder, bytes)| check_budget(folder, bytes))
}

/// Whether a form's wasm is as small as promised.
fn check_budget(folder: &str, bytes: u64) -> Result<(), Failure> {
    if bytes <= WASM_BYTES_MAX {
        return Ok(());
    }
    let (is, promised) = (size(bytes), size(WASM_BYTES_MAX));
    Err(Failure::Unmet(format!("The wasm of pkg/{folder} has {is}, and the promise is {promised}.")))
}

/// The wasm of the form before, as it came and where it lies optimised. Forms mostly differ in their scripts alone, and optimising
/// the same bytes again takes more than a minute.
#[derive(Default)]
struct Optimised {
    raw: Vec<u8>,
    path: PathBuf,
}

impl Optimised {
    /// Optimises a form's wasm in place.
    fn optimise(&mut self, toolbox: &Toolbox, module: &Path) -> Result<(), Failure> {
        let raw = fs::read(module).map_err(Failure::file(module))?;
        if raw == self.raw {
            return copy(&self.path, module);
        }
        toolbox.optimise(module, &OPTIMISATION)?;
        *self = Optimised { raw, path: module.to_path_buf() };
        Ok(())
    }
}

/// Makes one form and returns the size of its wasm in bytes.
fn assemble(
    toolbox: &Toolbox,
    form: &Form,
    wasm: &Path,
    folder: &Path,
    optimised: &mut Optimised,
) -> Result<u64, Failure> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(Failure::file(folder))?;
    }
    let mut bindgen = toolbox.command("wasm-bindgen")?;
    bindgen.args(["--target", form.target, "--no-typescript", "--out-name", NAME, "--out-dir"]).arg(folder).arg(wasm);
    process::run(&mut bindgen)?;
    let source = project::root().join("crates").join(CRATE);
    append(&source.join("src/pack.js"), &folder.join(format!("{NAME}.js")))?;
    let module = folder.join(format!("{NAME}_bg.wasm"));
    optimised.optimise(toolbox, &module)?;

    copy(&source.join("api.d.ts"), &folder.join("api.d.ts"))?;
    copy(&source.join("README.md"), &folder.join("README.md"))?;
    notices::copy_to(folder)?;
    project::write(&folder.join(format!("{NAME}.d.ts")), form.types)?;
    project::write(&folder.join("package.json"), &manifest(form))?;
    Ok(fs::metadata(&module).map_err(Failure::file(&module))?.len())
}

/// Puts a file's text at the end of another.
fn append(from: &Path, to: &Path) -> Result<(), Failure> {
    let both =
        fs::read_to_string(to).map_err(Failure::file(to))? + &fs::read_to_string(from).map_err(Failure::file(from))?;
    project::write(to, &both)
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::copy(from, to).map(|_| ()).map_err(Failure::file(from))
}

fn manifest(form: &Form) -> String {
    let Form { folder, kind, .. } = form;
    let version = env!("CARGO_PKG_VERSION");
    format!(
        r#"{{
  "name": "{NAME}-{folder}",
  "version": "{version}",
  "description": "Tandem's exact decimal workbook engine and its partner-value templates",
  "license": "MIT OR Apache-2.0",
  "type": "{kind}",
  "main": "./{NAME}.js",
  "types": "./{NAME}.d.ts",
  "exports": {{
    ".": {{ "types": "./{NAME}.d.ts", "default": "./{NAME}.js" }},
    "./{NAME}_bg.wasm": "./{NAME}_bg.wasm",
    "./package.json": "./package.json"
  }},
  "files": ["{NAME}.js", "{NAME}_bg.wasm", "{NAME}.d.ts", "api.d.ts", "LICENSE-MIT", "LICENSE-APACHE", "THIRD-PARTY.md"],
  "sideEffects": false
}}
"#
    )
}

/// The folder of the form for Node.
pub fn node_folder() -> PathBuf {
    project::pkg().join("node")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_over_the_budget_is_told() {
        assert!(check_budget("node", WASM_BYTES_MAX).is_ok());
        assert!(check_budget("node", WASM_BYTES_MAX.saturating_add(1)).is_err());
    }
}
