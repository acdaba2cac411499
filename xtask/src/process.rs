//! Running other programs, with the project's tools first on their path.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::failure::Failure;
use crate::project;

/// A command that runs in the project's folder.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(project::root());
    command
}

/// npm, which is a script with another name on Windows.
pub fn npm() -> Command {
    command(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// The cargo that runs us, so that no other version is mixed in.
pub fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Puts folders in front of the command's `PATH`.
pub fn with_path(command: &mut Command, folders: &[PathBuf]) -> Result<(), Failure> {
    let present = std::env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(std::env::split_paths(&present));
    let joined = std::env::join_paths(all).map_err(|error| Failure::Missing {
        what: "A usable PATH",
        remedy: format!("A folder of tools can't be part of it: {error}."),
    })?;
    command.env("PATH", joined);
    Ok(())
}

/// Runs to the end with its output shown; anything but success is a failure.
pub fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command.status().map_err(|source| not_started(command, source))?;
    succeeded(command, status)
}

/// Runs to the end and returns what it printed; its errors are shown.
pub fn output(command: &mut Command) -> Result<String, Failure> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|source| not_started(command, source))?;
    succeeded(command, output.status)?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The first line that `program --version` prints, or nothing when it can't be run.
pub fn version_of(program: &Path) -> Option<String> {
    let output = Command::new(program).arg("--version").stdin(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or_default().to_owned())
}

/// How a test runner ended, and what it said.
pub struct Told {
    pub succeeded: bool,
    pub lines: Vec<String>,
}

/// Runs to the end, shows the output as it comes, and keeps its lines.
pub fn tee(command: &mut Command) -> Result<Told, Failure> {
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(|source| not_started(command, source))?;
    // Two streams are read at once, or a program that fills the other one would wait for ever.
    let errors = child.stderr.take().map(|stream| std::thread::spawn(move || echo(stream, true)));
    let mut lines = child.stdout.take().map(|stream| echo(stream, false)).unwrap_or_default();
    lines.extend(errors.and_then(|thread| thread.join().ok()).unwrap_or_default());
    let status = child.wait().map_err(|source| not_started(command, source))?;
    Ok(Told { succeeded: status.success(), lines })
}

fn echo(stream: impl Read, to_errors: bool) -> Vec<String> {
    let mut kept = Vec::new();
    for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line).trim_end_matches('\r').to_owned();
        if to_errors {
            eprintln!("{line}");
        } else {
            println!("{line}");
        }
        kept.push(line);
    }
    kept
}

fn succeeded(command: &Command, status: ExitStatus) -> Result<(), Failure> {
    if status.success() {
        Ok(())
    } else {
        Err(Failure::Program { program: spell(command), status: status.to_string() })
    }
}

fn not_started(command: &Command, source: std::io::Error) -> Failure {
    Failure::Start { program: spell(command), source }
}

/// The command as a person would type it.
fn spell(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program()).to_string_lossy();
    command.get_args().fold(program.into_owned(), |text, word| format!("{text} {}", word.to_string_lossy()))
}
