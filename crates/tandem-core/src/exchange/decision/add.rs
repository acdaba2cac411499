//! Records from Markdown as one edit that adds their pages, and as a workbook of their own.

use super::{ImportedRecord, MadrError, from_madr_log};
use crate::edit::{Edit, EditError};
use crate::limits::MAX_SHEET_NAME_CHARS;
use crate::text::{Language, Localized};
use crate::workbook::{Page, PageId, Record, RecordStatus, Workbook};

/// How records enter a workbook.
#[derive(Clone, Debug)]
pub struct AddedRecords {
    /// The edit that adds them all; one undo takes it back.
    pub edit: Edit,
    /// The pages that they will have, in their order.
    pub pages: Vec<PageId>,
    /// What enters otherwise than the texts say, a sentence each.
    pub warnings: Vec<Localized>,
}

/// Why a text with decision records can't enter a workbook.
#[derive(Clone, Debug)]
pub enum DecisionsError {
    /// It is no such text.
    Text(MadrError),
    /// The workbook has no room for it.
    Refused(EditError),
}

impl DecisionsError {
    /// A sentence that says why.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match self {
            Self::Text(error) => error.text(language),
            Self::Refused(error) => error.text(language),
        }
    }
}

/// The edit that adds the decision records of a Markdown text, one or a log of several, to a workbook that is there. Its
/// warnings are those of reading and of adding.
///
/// # Errors
/// When the text has no record, or when the workbook has no room for it.
pub fn import_decisions(
    workbook: &Workbook,
    text: &str,
    position: Option<usize>,
) -> Result<AddedRecords, DecisionsError> {
    let mut records = from_madr_log(text).map_err(DecisionsError::Text)?;
    let mut warnings: Vec<Localized> =
        records.iter_mut().flat_map(|record| std::mem::take(&mut record.warnings)).collect();
    let mut added = add_imported(workbook, &records, position).map_err(DecisionsError::Refused)?;
    warnings.append(&mut added.warnings);
    Ok(AddedRecords { warnings, ..added })
}

/// A workbook of an identity with nothing but the decision records of a Markdown text, and what entered otherwise than the
/// text says. No other sheet is there while the records come in, so that no formula reads one by chance.
///
/// # Errors
/// As [`import_decisions`].
pub fn workbook_from_decisions(id: &str, text: &str) -> Result<(Workbook, Vec<Localized>), DecisionsError> {
    let mut workbook = Workbook::without_pages(id);
    let added = import_decisions(&workbook, text, None)?;
    if added.pages.is_empty() {
        return Ok((Workbook::new(id), added.warnings));
    }
    added.edit.apply(&mut workbook).map_err(DecisionsError::Refused)?;
    Ok((workbook, added.warnings))
}

/// The edit that adds records with their cells as pages, each with the status that its text tells. Where the text has no
/// figures of the acceptance, its day alone is kept. A formula over a sheet that the workbook doesn't have would be an
/// error, so that its cell holds the figure that the text shows, and the formula stands in the cell's note. Links are set
/// to pages of the workbook and of this edit that have the number and title. The edit is tried on a copy, so it costs what
/// the workbook holds.
///
/// # Errors
/// When the workbook has no room, or when a record could not stand in it.
pub fn add_imported(
    workbook: &Workbook,
    records: &[ImportedRecord],
    position: Option<usize>,
) -> Result<AddedRecords, EditError> {
    let mut trial = Trial { copy: workbook.clone(), edits: Vec::new(), pages: Vec::new(), warnings: Vec::new() };
    for (at, imported) in records.iter().enumerate() {
        trial.add(imported, position.map(|position| position.saturating_add(at)))?;
    }
    let pages = trial.pages.clone();
    // Formulas may read the sheet of a record that comes later, and so may links.
    for (page, imported) in pages.iter().zip(records) {
        trial.fill(page, imported)?;
    }
    for (page, imported) in pages.iter().zip(records) {
        trial.settle(page, imported)?;
    }
    for (page, imported) in pages.iter().zip(records) {
        trial.supersede(page, imported);
    }
    Ok(AddedRecords { edit: Edit::Batch(trial.edits), pages, warnings: trial.warnings })
}

/// A copy of the workbook on which each step is tried before it becomes part of the edit.
pub(super) struct Trial {
    pub(super) copy: Workbook,
    edits: Vec<Edit>,
    /// The pages that were added.
    pub(super) pages: Vec<PageId>,
    warnings: Vec<Localized>,
}

impl Trial {
    pub(super) fn apply(&mut self, edit: Edit) -> Result<(), EditError> {
        edit.clone().apply(&mut self.copy)?;
        self.edits.push(edit);
        Ok(())
    }

    pub(super) fn warn(&mut self, en: String, ja: String) {
        self.warnings.push(Localized { en, ja });
    }

    /// Adds the page as a draft with its title.
    fn add(&mut self, imported: &ImportedRecord, position: Option<usize>) -> Result<(), EditError> {
        let page = self.copy.fresh_page_id();
        let name = sheet_name(&self.copy, imported);
        let draft = Record {
            status: RecordStatus::Draft,
            revision: 1,
            earlier: Vec::new(),
            snapshot: None,
            supersedes: Vec::new(),
            superseded_by: None,
            linked: Vec::new(),
            ..imported.record.clone()
        };
        self.apply(Edit::AddRecord { name: name.clone(), position, record: Box::new(draft) })?;
        let title = &imported.title;
        if (title.en != name || title.ja != name) && !(title.en.is_empty() && title.ja.is_empty()) {
            self.apply(Edit::SetPageTitle { page: page.clone(), title: title.clone() })?;
        }
        self.pages.push(page);
        Ok(())
    }

    pub(super) fn record(&self, page: &PageId) -> Option<Record> {
        self.copy.page(page).and_then(Page::record).cloned()
    }
}

/// A name for the sheet of a record that no other sheet has.
fn sheet_name(workbook: &Workbook, imported: &ImportedRecord) -> String {
    let title = [&imported.title.en, &imported.title.ja, &imported.record.number];
    let title = title.into_iter().find(|title| !title.trim().is_empty()).cloned().unwrap_or_default();
    let plain: String = title.chars().map(|c| if "[]:*?/\\".contains(c) || c.is_control() { ' ' } else { c }).collect();
    let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let short = |most: usize| {
        let start: String = words.chars().take(most).collect();
        start.trim_matches(['\'', ' ']).to_owned()
    };
    let name = short(MAX_SHEET_NAME_CHARS);
    if !name.is_empty() && workbook.sheet_id(&name).is_none() {
        return name;
    }
    let numbered = (2..=workbook.pages().len() + 2).map(|number| {
        let tail = format!(" ({number})");
        format!("{}{tail}", short(MAX_SHEET_NAME_CHARS.saturating_sub(tail.len())))
    });
    let free = numbered.map(|name| name.trim_start().to_owned()).find(|name| workbook.sheet_id(name).is_none());
    free.filter(|_| !name.is_empty()).unwrap_or_else(|| workbook.fresh_sheet_name())
}
