//! What a file holds, told without opening it: nothing is computed, and no formula is looked at.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::{FORMAT, FileError, VERSION, head};
use crate::text::Localized;

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The workbook's title.
    pub title: Localized,
    /// The titles of its pages, in order.
    pub pages: Vec<Localized>,
    /// How many inputs it presents.
    pub inputs: usize,
    /// How many of its pages are decision records.
    pub records: usize,
    /// Bytes of the file.
    pub bytes: usize,
}

#[derive(Deserialize)]
struct Counted {
    title: Both,
    pages: Vec<Page>,
    #[serde(default)]
    controls: Vec<IgnoredAny>,
}

#[derive(Deserialize)]
struct Page {
    title: Both,
    #[serde(default)]
    record: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Both {
    en: String,
    ja: String,
}

impl From<Both> for Localized {
    fn from(Both { en, ja }: Both) -> Self {
        Self { en, ja }
    }
}

/// What the text of a file holds.
///
/// # Errors
/// When it is no file of ours, or one of a newer version. A file that passes may still be refused when it is opened.
pub fn summary(text: &str) -> Result<Summary, FileError> {
    let head = head(text)?;
    if head.format.as_deref() != Some(FORMAT) {
        return Err(FileError::NotAWorkbook);
    }
    match head.version.as_ref().and_then(serde_json::Value::as_u64) {
        Some(version) if version > u64::from(VERSION) => return Err(FileError::NewerVersion(version)),
        Some(1..) => {}
        _ => return Err(FileError::NoVersion),
    }
    let Counted { title, pages, controls } =
        serde_json::from_str(text).map_err(|error| FileError::from_json(&error))?;
    let records = pages.iter().filter(|page| page.record.is_some()).count();
    let pages = pages.into_iter().map(|page| page.title.into()).collect();
    Ok(Summary { title: title.into(), pages, inputs: controls.len(), records, bytes: text.len() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file;
    use crate::template::{instantiate, templates};
    use crate::text::Language;

    #[test]
    fn every_template_is_told_as_it_is() {
        for template in templates() {
            let workbook = instantiate(&template.manifest.id, Language::English).unwrap();
            let text = file::write(&workbook);
            let told = summary(&text).unwrap();
            assert_eq!(told.title, *workbook.title(), "{}", template.manifest.id);
            assert_eq!(told.pages.len(), workbook.pages().len());
            assert_eq!(told.inputs, workbook.controls().len());
            assert_eq!(told.records, workbook.pages().iter().filter(|page| page.record().is_some()).count());
            assert_eq!(told.bytes, text.len());
        }
    }

    #[test]
    fn what_is_no_file_of_ours_is_refused() {
        for (text, expect) in [
            ("", FileError::CutOff),
            ("{}", FileError::NotAWorkbook),
            (r#"{"format":"other","version":1}"#, FileError::NotAWorkbook),
            (r#"{"format":"tandem-workbook"}"#, FileError::NoVersion),
            (r#"{"format":"tandem-workbook","version":0}"#, FileError::NoVersion),
            (r#"{"format":"tandem-workbook","version":2,"later":true}"#, FileError::NewerVersion(2)),
            (r#"{"format":"tandem-workbook","version":1,"title":{"en":"a","#, FileError::CutOff),
        ] {
            assert_eq!(summary(text), Err(expect), "{text}");
        }
        let deep = format!(r#"{{"format":"tandem-workbook","version":1,"x":{}"#, "[".repeat(200_000));
        assert!(summary(&deep).is_err());
        assert!(summary(r#"{"format":"tandem-workbook","version":1,"title":7,"pages":[]}"#).is_err());
    }
}
