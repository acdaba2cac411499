//! Why a command ended early, in a sentence that says what to do about it.

use std::fmt;
use std::path::{Path, PathBuf};

/// Everything that can end a command of `xtask`.
#[derive(Debug)]
pub enum Failure {
    /// The command line could not be understood.
    Usage(String),
    /// Something that only the person at this machine can install is absent.
    Missing { what: &'static str, remedy: String },
    /// A program could not be started.
    Start { program: String, source: std::io::Error },
    /// A program ran and reported failure.
    Program { program: String, status: String },
    /// A file or folder could not be read or written.
    File { path: PathBuf, source: std::io::Error },
    /// A file does not hold what this command expects in it.
    Content { path: PathBuf, expected: String },
    /// One or more parts of a test run or a budget did not hold.
    Unmet(String),
}

impl Failure {
    /// Turns an I/O error into a failure that names the file.
    pub fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Failure + use<> {
        let path = path.to_path_buf();
        move |source| Failure::File { path, source }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Usage(message) => write!(f, "{message}\n\n{}", crate::command::HELP),
            Failure::Missing { what, remedy } => write!(f, "{what} is missing. {remedy}"),
            Failure::Start { program, source } => write!(f, "`{program}` could not be started: {source}"),
            Failure::Program { program, status } => {
                write!(f, "`{program}` failed ({status}); its own words are above.")
            }
            Failure::File { path, source } => write!(f, "{}: {source}", path.display()),
            Failure::Content { path, expected } => write!(f, "{}: expected {expected}", path.display()),
            Failure::Unmet(message) => f.write_str(message),
        }
    }
}
