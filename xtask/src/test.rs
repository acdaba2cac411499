//! `cargo xtask test`: every layer of tests, each artefact built once, and the closing lines of every runner at the end.

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use crate::failure::Failure;
use crate::progress::{Progress, seconds, size};
use crate::tools::{self, Tool, Toolbox, browsers, servers};
use crate::{dist, package, process, project};

/// A group of tests that needs the same things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Everything that needs no browser, and the rules of the repository.
    Native,
    /// The app's parts, compiled to wasm and run in a browser.
    Web,
    /// The JavaScript module against its contract.
    Package,
    /// The release folder as a person uses it.
    EndToEnd,
    /// Files of Excel, computed anew by LibreOffice.
    Office,
    /// The release folder under the web servers that have a recipe.
    Hosting,
    /// The release folder in Firefox and WebKitGTK.
    Browsers,
}

impl Layer {
    /// All layers, the quickest first.
    pub const ALL: [Layer; 7] =
        [Layer::Native, Layer::Office, Layer::Package, Layer::Web, Layer::EndToEnd, Layer::Hosting, Layer::Browsers];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Layer::Native => "native",
            Layer::Web => "web",
            Layer::Package => "package",
            Layer::EndToEnd => "e2e",
            Layer::Office => "office",
            Layer::Hosting => "hosting",
            Layer::Browsers => "browsers",
        }
    }

    fn needs(self) -> &'static [Tool] {
        match self {
            Layer::Native => &[],
            Layer::Web => &[Tool::Target, Tool::Node, Tool::WasmBindgen, Tool::Packages, Tool::Browser],
            Layer::Package => &[Tool::Target, Tool::Node, Tool::WasmBindgen, Tool::Packages],
            Layer::EndToEnd => BUILD_TOOLS,
            Layer::Office => &[Tool::Office],
            Layer::Hosting => HOSTING_TOOLS,
            Layer::Browsers => OTHER_BROWSERS,
        }
    }

    /// Whether it is among all layers on this machine. The servers and browsers of Debian are nowhere else.
    fn runs_here(self) -> bool {
        match self {
            Layer::Hosting => servers::may_bring(),
            Layer::Browsers => browsers::may_bring(),
            _ => true,
        }
    }
}

/// Every tool, in the order in which they are brought.
const ALL_TOOLS: &[Tool] = &[
    Tool::Target,
    Tool::Node,
    Tool::Trunk,
    Tool::WasmBindgen,
    Tool::Splitter,
    Tool::Packages,
    Tool::Browser,
    Tool::Servers,
    Tool::OtherBrowsers,
    Tool::Office,
];

/// What building the release folder and looking at it in browsers of other makers takes.
const OTHER_BROWSERS: &[Tool] =
    &[Tool::Target, Tool::Node, Tool::Trunk, Tool::WasmBindgen, Tool::Splitter, Tool::Packages, Tool::OtherBrowsers];

/// What building the release folder and putting it under real servers takes.
const HOSTING_TOOLS: &[Tool] = ALL_TOOLS.split_at(8).0;

/// What building the release folder and looking at it takes.
const BUILD_TOOLS: &[Tool] = ALL_TOOLS.split_at(7).0;

/// What one runner said at its end.
struct Outcome {
    runner: String,
    succeeded: bool,
    took: String,
    closing: Vec<String>,
}

/// What several layers look at, each built at most once.
#[derive(Default)]
struct Artefacts {
    module: Option<Result<(), Failure>>,
    /// The size of the first load in bytes, after brotli.
    folder: Option<Result<u64, Failure>>,
}

impl Artefacts {
    /// How many steps building for these layers takes.
    fn steps(layers: &[Layer]) -> usize {
        let module = if needs_module(layers) { package::BUILD_STEPS } else { 0 };
        let folder = if needs_folder(layers) { dist::BUILD_STEPS } else { 0 };
        module.saturating_add(folder)
    }

    /// Builds whatever the layers need. Where that is both, they are built side by side: most of their time goes to
    /// optimising whole programs, which keeps one core busy and leaves the others idle.
    fn build(layers: &[Layer], toolbox: &Toolbox, progress: &mut Progress) -> Artefacts {
        match (needs_module(layers), needs_folder(layers)) {
            (false, false) => Artefacts::default(),
            (true, false) => Artefacts { module: Some(package::build(toolbox, progress)), folder: None },
            (false, true) => Artefacts { module: None, folder: Some(dist::build(toolbox, progress)) },
            (true, true) => {
                let mut shared = progress.share(package::BUILD_STEPS);
                std::thread::scope(|scope| {
                    let module = scope.spawn(|| package::build(toolbox, &mut shared));
                    let folder = dist::build(toolbox, progress);
                    let module =
                        module.join().unwrap_or_else(|_| Err(Failure::Unmet("Building the module panicked.".into())));
                    Artefacts { module: Some(module), folder: Some(folder) }
                })
            }
        }
    }
}

fn needs_module(layers: &[Layer]) -> bool {
    layers.contains(&Layer::Package)
}

fn needs_folder(layers: &[Layer]) -> bool {
    [Layer::EndToEnd, Layer::Hosting, Layer::Browsers].iter().any(|layer| layers.contains(layer))
}

/// Runs the layers, all of them when none is named. A failure of one doesn't keep the others from running.
pub fn run(asked: &[Layer]) -> Result<(), Failure> {
    let is_wanted = |layer: &Layer| if asked.is_empty() { layer.runs_here() } else { asked.contains(layer) };
    let layers: Vec<Layer> = Layer::ALL.into_iter().filter(is_wanted).collect();
    let needed: Vec<Tool> =
        ALL_TOOLS.iter().copied().filter(|tool| layers.iter().any(|layer| layer.needs().contains(tool))).collect();
    let mut progress = Progress::new(needed.len().saturating_add(Artefacts::steps(&layers)));
    let toolbox = tools::bring(&needed, &mut progress)?;

    let mut outcomes = Vec::new();
    let mut artefacts: Option<Artefacts> = None;
    for layer in &layers {
        println!("\n--- {} ---", layer.name());
        // Not sooner, because what needs no artefact fails sooner.
        let mut build = || Artefacts::build(&layers, &toolbox, &mut progress);
        let finished = match layer {
            Layer::Native => native(&mut outcomes),
            Layer::Web => web(&toolbox, &mut outcomes),
            Layer::Package => package_contract(&toolbox, artefacts.get_or_insert_with(&mut build), &mut outcomes),
            Layer::EndToEnd => end_to_end(&toolbox, artefacts.get_or_insert_with(&mut build), &mut outcomes),
            Layer::Office => office(&toolbox, &mut outcomes),
            Layer::Hosting => hosting(&toolbox, artefacts.get_or_insert_with(&mut build), &mut outcomes),
            Layer::Browsers => other_browsers(&toolbox, artefacts.get_or_insert_with(&mut build), &mut outcomes),
        };
        if let Err(failure) = finished {
            eprintln!("{failure}");
            let closing = vec![failure.to_string()];
            outcomes.push(Outcome {
                runner: format!("preparing {}", layer.name()),
                succeeded: false,
                took: String::new(),
                closing,
            });
        }
    }
    for layer in Layer::ALL.into_iter().filter(|layer| asked.is_empty() && !layer.runs_here()) {
        let name = layer.name();
        println!("\nLeft out: {name}, which needs programs of Debian; `cargo xtask test {name}` says which.");
    }
    summarise(&outcomes)
}

/// End-to-end tests that have a longer form: the file, the variable that asks for it, and how much is asked for.
const LONG_TESTS: [(&str, &str, &str); 1] = [("tests/e2e/kill.test.mjs", "TANDEM_KILLS", "200")];

/// Runs the longer form of tests that run every day in a short one.
pub fn soak() -> Result<(), Failure> {
    let mut progress = Progress::new(BUILD_TOOLS.len() + dist::BUILD_STEPS);
    let toolbox = tools::bring(BUILD_TOOLS, &mut progress)?;
    dist::build(&toolbox, &mut progress)?;
    let mut outcomes = Vec::new();
    for (file, variable, amount) in LONG_TESTS {
        let mut tests = toolbox.command("node")?;
        tests.args(["--test", "--test-reporter=spec"]).arg(project::root().join(file)).env(variable, amount);
        outcomes.push(judge(file, &mut tests, is_closing_of_node)?);
    }
    summarise(&outcomes)
}

/// Compiles the tests with LibreOffice together with all others: chosen later, they would compile everything below them anew.
const WITH_OFFICE: [&str; 2] = ["--features", "tandem-xlsx/office"];

fn native(outcomes: &mut Vec<Outcome>) -> Result<(), Failure> {
    let has_nextest =
        process::cargo().args(["nextest", "--version"]).output().is_ok_and(|output| output.status.success());
    let mut tests = process::cargo();
    if has_nextest {
        tests.args(["nextest", "run", "--no-fail-fast", "-E", "not binary(office)"]).args(WITH_OFFICE);
        outcomes.push(judge("core and repository (cargo nextest)", &mut tests, |line| {
            line.trim_start().starts_with("Summary")
        })?);
    } else {
        tests.args(["test", "--no-fail-fast", "--all-targets"]);
        outcomes.push(judge("core and repository (cargo test)", &mut tests, |line| line.starts_with("test result:"))?);
    }
    Ok(())
}

fn office(toolbox: &Toolbox, outcomes: &mut Vec<Outcome>) -> Result<(), Failure> {
    let mut tests = process::cargo();
    // All test programs are chosen, as in the first layer, because fewer would have other features.
    tests.args(["test", "--test", "office"]).args(WITH_OFFICE);
    toolbox.equip(&mut tests)?;
    outcomes.push(judge("files of Excel (LibreOffice)", &mut tests, |line| line.starts_with("test result:"))?);
    Ok(())
}

fn web(toolbox: &Toolbox, outcomes: &mut Vec<Outcome>) -> Result<(), Failure> {
    let mut tests = process::cargo();
    tests.args(["test", "--package", "tandem", "--features", "web-tests"]);
    tests.args(["--target", "wasm32-unknown-unknown", "--test", "web"]);
    toolbox.equip(&mut tests)?;
    outcomes
        .push(judge("app in the browser (wasm-bindgen-test)", &mut tests, |line| line.starts_with("test result:"))?);
    Ok(())
}

fn package_contract(toolbox: &Toolbox, built: &Artefacts, outcomes: &mut Vec<Outcome>) -> Result<(), Failure> {
    match &built.module {
        Some(Ok(())) => {}
        Some(Err(failure)) => return Err(Failure::Unmet(failure.to_string())),
        None => return Err(Failure::Unmet("The module was not built.".into())),
    }
    outcomes.push(node_tests(toolbox, "JavaScript module (node)", "tests/js")?);
    let mut types = toolbox.package_program("typescript/bin/tsc")?;
    types.args(["--noEmit", "--project", "tests/js"]);
    let mut outcome = judge("types of the module (tsc)", &mut types, |_| true)?;
    if outcome.succeeded {
        outcome.closing = vec!["no type error".into()];
    }
    outcomes.push(outcome);
    Ok(())
}

/// The size of the first load in bytes, when the release folder was built.
fn built_folder(built: &Artefacts) -> Result<u64, Failure> {
    match &built.folder {
        Some(Ok(bytes)) => Ok(*bytes),
        Some(Err(failure)) => Err(Failure::Unmet(failure.to_string())),
        None => Err(Failure::Unmet("The release folder was not built.".into())),
    }
}

fn end_to_end(toolbox: &Toolbox, built: &Artefacts, outcomes: &mut Vec<Outcome>) -> Result<(), Failure> {
    let first_load_bytes = built_folder(built)?;
    let budget = dist::check_budget(first_load_bytes);
    outcomes.push(Outcome {
        runner: "size of the first load".into(),
        succeeded: budget.is_ok(),
        took: String::new(),
        closing: vec![budget.map_or_else(|failure| failure.to_string(), |()| size(first_load_bytes))],
    });
    outcomes.push(node_tests(toolbox, "whole app (playwright)", "tests/e2e")?);
    Ok(())
}

fn hosting(toolbox: &Toolbox, built: &Artefacts, outcomes: &mut Vec<Outcome>) -> Result<(), Failure> {
    built_folder(built)?;
    outcomes.push(node_tests(toolbox, "recipes for web servers", "tests/hosting")?);
    Ok(())
}

fn other_browsers(toolbox: &Toolbox, built: &Artefacts, outcomes: &mut Vec<Outcome>) -> Result<(), Failure> {
    built_folder(built)?;
    outcomes.push(node_tests(toolbox, "every view in Firefox and WebKitGTK", "tests/browsers")?);
    Ok(())
}

/// Runs every `*.test.mjs` of a folder; a folder without any is a mistake and not a success.
fn node_tests(toolbox: &Toolbox, runner: &str, folder: &str) -> Result<Outcome, Failure> {
    let folder = project::root().join(folder);
    let files: Vec<PathBuf> = project::files_below(&folder)?
        .into_iter()
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    if files.is_empty() {
        return Err(Failure::Content { path: folder, expected: "at least one *.test.mjs".into() });
    }
    let mut tests = toolbox.command("node")?;
    // Node leaves one core to itself, which on a machine of two means that the tests run one after the other; they mostly wait.
    let at_once = std::thread::available_parallelism().map_or(2, |cores| cores.get().max(2));
    tests.args(["--test", "--test-reporter=spec"]).arg(format!("--test-concurrency={at_once}")).args(files);
    judge(runner, &mut tests, is_closing_of_node)
}

/// Whether a line is one of those in which node's runner says how it went.
fn is_closing_of_node(line: &str) -> bool {
    ["ℹ tests", "ℹ pass", "ℹ fail"].iter().any(|start| line.starts_with(start))
}

/// Runs one runner and keeps the lines in which it says how it went.
fn judge(runner: &str, command: &mut Command, is_closing: impl Fn(&str) -> bool) -> Result<Outcome, Failure> {
    let started = Instant::now();
    let told = process::tee(command)?;
    let closing: Vec<String> = told.lines.into_iter().filter(|line| is_closing(line)).collect();
    Ok(Outcome { runner: runner.into(), succeeded: told.succeeded, took: seconds(started.elapsed()), closing })
}

fn summarise(outcomes: &[Outcome]) -> Result<(), Failure> {
    println!("\n=== Summary ===");
    for outcome in outcomes {
        println!("{} {} {}", if outcome.succeeded { "ok    " } else { "FAILED" }, outcome.runner, outcome.took);
        for line in &outcome.closing {
            println!("         {}", line.trim());
        }
    }
    let failed: Vec<&str> =
        outcomes.iter().filter(|outcome| !outcome.succeeded).map(|outcome| outcome.runner.as_str()).collect();
    if failed.is_empty() { Ok(()) } else { Err(Failure::Unmet(format!("Failed: {}.", failed.join(", ")))) }
}
