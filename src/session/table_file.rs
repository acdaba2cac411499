//! A file of separated values that a person chose, until it is decided where it goes.

use std::sync::Arc;

/// A file of separated values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableFile {
    /// Its name.
    pub name: String,
    /// Its bytes, whose encoding is not known yet.
    pub bytes: Arc<Vec<u8>>,
}

impl TableFile {
    /// Whether a file's name says that it holds separated values.
    #[must_use]
    pub fn is_named_so(name: &str) -> bool {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        matches!(ending.as_deref(), Some("csv" | "tsv" | "tab" | "txt"))
    }
}
