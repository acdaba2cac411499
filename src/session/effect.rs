//! What a command does beside changing the workbook: go somewhere, save a file, say something.
//!
//! Commands are settled first and their effects run after, so that no effect sees a half-changed session.

use crate::browser::{address, files, version};
use crate::route::Route;

/// Something to do in the browser once a command is settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Go to a place; "back" returns.
    Go(Route),
    /// Go to a place instead of the present one; "back" does not return.
    Replace(Route),
    /// Save a text as a file.
    Save {
        /// The file's name.
        name: String,
        /// What kind of text it is.
        media_type: &'static str,
        /// The text.
        text: String,
    },
    /// Save a workbook as a file.
    Download {
        /// The file's name.
        name: String,
        /// Its text.
        text: String,
    },
    /// Save a file that is no text.
    SaveBytes {
        /// The file's name.
        name: String,
        /// What kind of file it is.
        media_type: &'static str,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// Reload the page with the newest version of the program.
    TakeOver,
}

/// The media type of a workbook file.
pub const MEDIA_TYPE: &str = "application/json";

impl Effect {
    /// Where it goes, if it leads somewhere.
    #[must_use]
    pub const fn route(&self) -> Option<&Route> {
        match self {
            Self::Go(route) => Some(route),
            _ => None,
        }
    }

    /// Does it.
    ///
    /// # Errors
    /// The browser's own words, where it refuses to save the file.
    pub fn run(self) -> Result<(), String> {
        match self {
            Self::Go(route) => address::go(&route.to_string()),
            Self::Replace(route) => address::replace(&route.to_string()),
            Self::Save { name, media_type, text } => files::download(&name, media_type, &text)?,
            Self::SaveBytes { name, media_type, bytes } => files::download_bytes(&name, media_type, &bytes)?,
            Self::Download { name, text } => files::download(&name, MEDIA_TYPE, &text)?,
            Self::TakeOver => version::take_over(),
        }
        Ok(())
    }
}

/// A file name for a workbook of this title: what file systems refuse is left out.
#[must_use]
pub fn file_name(title: &str) -> String {
    file_name_with(title, "tandem.json")
}

/// As [`file_name`], with another ending.
#[must_use]
pub fn file_name_with(title: &str, ending: &str) -> String {
    let kept: String =
        title.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { ' ' } else { c }).take(80).collect();
    let words: Vec<&str> = kept.split_whitespace().collect();
    let name = words.join(" ");
    let name = name.trim_matches('.');
    format!("{}.{ending}", if name.is_empty() { "workbook" } else { name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_hold_on_every_system() {
        for (title, expect) in [
            ("Joint value: Acme / Globex", "Joint value Acme Globex.tandem.json"),
            ("共同価値", "共同価値.tandem.json"),
            ("..", "workbook.tandem.json"),
            ("", "workbook.tandem.json"),
            ("a\u{0}b", "a b.tandem.json"),
        ] {
            assert_eq!(file_name(title), expect);
        }
    }
}
