//! Several records as one Markdown text with a table of contents, and back.

use super::outline::Section;
use super::read::{language, open};
use super::text::inline;
use super::words::{FORM_KEY, LANGUAGE_KEY, LOG_FORM, LOG_TITLE};
use super::write::Writer;
use super::{ImportedRecord, MadrError, from_madr, read_own};
use crate::text::Language;
use crate::workbook::{Page, PageId, Workbook};

/// Records of one or several workbooks as one text: a table of contents, then each record one heading lower than alone.
/// Pages without a record are left out.
#[must_use]
pub fn to_madr_log(records: &[(&Workbook, &PageId)], language: Language) -> String {
    let pages = records.iter().filter_map(|(workbook, page)| Some((*workbook, workbook.page(page)?)));
    let pages: Vec<(&Workbook, &Page)> = pages.filter(|(_, page)| page.record().is_some()).collect();
    let mut text = format!(
        "---\n{FORM_KEY}: {LOG_FORM}\n{LANGUAGE_KEY}: {}\n---\n\n# {}\n\n",
        language.tag(),
        LOG_TITLE.get(language)
    );
    for (at, (_, page)) in pages.iter().enumerate() {
        let Some(record) = page.record() else { continue };
        let name = [record.number.as_str(), page.title.get(language)].join(" ");
        let status = record.status.text().get(language);
        text.push_str(&format!("- [{}](#record-{}): {status}\n", inline(name.trim()), at + 1));
    }
    for (at, (workbook, page)) in pages.into_iter().enumerate() {
        let Some(mut writer) = Writer::new(workbook, page, language, 2) else { continue };
        let title = inline(page.title.get(language));
        writer.push_heading(0, &format!("{}{title}", anchor(at)));
        writer.metadata_list();
        writer.sections();
        text.push('\n');
        text.push_str(&writer.finish());
    }
    text
}

/// What the table of contents leads to.
fn anchor(at: usize) -> String {
    format!("<a id=\"record-{}\"></a>", at + 1)
}

/// Reads a log of our own form, or a text with one record of any form.
///
/// # Errors
/// As [`from_madr`].
pub fn from_madr_log(text: &str) -> Result<Vec<ImportedRecord>, MadrError> {
    let outline = open(text)?;
    if outline.front(FORM_KEY) != Some(LOG_FORM) {
        return Ok(vec![from_madr(text)?]);
    }
    let mut records: Vec<Vec<Section<'_>>> = Vec::new();
    for section in &outline.sections {
        match (section.level, records.last_mut()) {
            (1, _) => {}
            (2, _) => records.push(vec![titled(section.clone())]),
            (_, Some(record)) => record.push(section.clone()),
            (_, None) => {}
        }
    }
    let language = language(&outline);
    records.iter().map(|sections| read_own::read(&[], sections, language)).collect()
}

/// A section whose heading has no anchor before it.
fn titled(mut section: Section<'_>) -> Section<'_> {
    let title = section.heading.strip_prefix("<a id=\"record-").and_then(|rest| rest.split_once("\"></a>"));
    section.heading = title.map_or(section.heading, |(_, title)| title);
    section
}
