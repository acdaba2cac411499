//! Records from Markdown as one edit that adds their pages.

use super::{ImportedRecord, NamedRecord};
use crate::cell::{CellAddress, SheetId, parse_cell};
use crate::edit::{CellEdit, Edit, EditError};
use crate::limits::MAX_SHEET_NAME_CHARS;
use crate::text::Localized;
use crate::workbook::{Page, PageId, Record, RecordStatus, Workbook};

/// How records enter a workbook.
#[derive(Clone, Debug)]
pub struct AddedRecords {
    /// The edit that adds them all; one undo takes it back.
    pub edit: Edit,
    /// The pages that they will have, in their order.
    pub pages: Vec<PageId>,
    /// What enters otherwise than the texts say, a sentence each. The warnings of reading are not repeated.
    pub warnings: Vec<Localized>,
}

/// The edit that adds records with their cells as pages. A decision that was taken enters so only with the figures of its
/// acceptance, as everywhere; without them it is a proposal, and a warning says so. Links are set to pages of the workbook
/// and of this edit that have the number and title. It is tried on a copy, so it costs what the workbook holds.
///
/// # Errors
/// When the workbook has no room, or when a record could not stand in it.
pub fn add_imported(
    workbook: &Workbook,
    records: &[ImportedRecord],
    position: Option<usize>,
) -> Result<AddedRecords, EditError> {
    let mut trial = Trial { copy: workbook.clone(), edits: Vec::new(), warnings: Vec::new() };
    let mut pages = Vec::new();
    for (at, imported) in records.iter().enumerate() {
        let position = position.map(|position| position.saturating_add(at));
        pages.push(trial.add(imported, position)?);
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
struct Trial {
    copy: Workbook,
    edits: Vec<Edit>,
    warnings: Vec<Localized>,
}

impl Trial {
    fn apply(&mut self, edit: Edit) -> Result<(), EditError> {
        edit.clone().apply(&mut self.copy)?;
        self.edits.push(edit);
        Ok(())
    }

    fn warn(&mut self, en: String, ja: String) {
        self.warnings.push(Localized { en, ja });
    }

    /// Adds the page as a draft, with its cells and its title.
    fn add(&mut self, imported: &ImportedRecord, position: Option<usize>) -> Result<PageId, EditError> {
        let page = self.copy.fresh_page_id();
        let name = sheet_name(&self.copy, imported);
        let draft = Record {
            status: RecordStatus::Draft,
            earlier: Vec::new(),
            snapshot: None,
            supersedes: Vec::new(),
            superseded_by: None,
            linked: Vec::new(),
            ..imported.record.clone()
        };
        self.apply(Edit::AddRecord { name: name.clone(), position, record: Box::new(draft) })?;
        let sheet = self.copy.sheet_id(&name).ok_or(EditError::UnknownSheet)?;
        self.fill(sheet, imported)?;
        let title = &imported.title;
        if (title.en != name || title.ja != name) && !(title.en.is_empty() && title.ja.is_empty()) {
            self.apply(Edit::SetPageTitle { page: page.clone(), title: title.clone() })?;
        }
        Ok(page)
    }

    /// Types the cells. A formula that can't be read here stands as a text.
    fn fill(&mut self, sheet: SheetId, imported: &ImportedRecord) -> Result<(), EditError> {
        let places = imported.cells.iter().filter_map(|(place, text)| {
            let (row, column) = parse_cell(place)?;
            Some(CellEdit::typed(CellAddress::new(sheet, row, column), text))
        });
        let all: Vec<CellEdit> = places.collect();
        if all.is_empty() || self.apply(Edit::SetCells(all)).is_ok() {
            return Ok(());
        }
        for (place, text) in &imported.cells {
            let Some((row, column)) = parse_cell(place) else { continue };
            let at = CellAddress::new(sheet, row, column);
            if let Err(reason) = self.apply(Edit::SetCells(vec![CellEdit::typed(at, text)])) {
                let reason = Localized::of(|language| reason.text(language));
                self.warn(
                    format!("{place} stands as a text: {}", reason.en),
                    format!("{place} は文字列として入れました。{}", reason.ja),
                );
                self.apply(Edit::SetCells(vec![CellEdit::typed(at, format!("'{text}"))]))?;
            }
        }
        Ok(())
    }

    /// Gives a record its status and its links.
    fn settle(&mut self, page: &PageId, imported: &ImportedRecord) -> Result<(), EditError> {
        let Some(draft) = self.record(page) else { return Ok(()) };
        let told = imported.record.status;
        let has_figures = imported.record.snapshot.is_some();
        let status = match told {
            RecordStatus::Draft | RecordStatus::Proposed | RecordStatus::Rejected => told,
            _ if has_figures => RecordStatus::Accepted,
            _ => RecordStatus::Proposed,
        };
        if status == RecordStatus::Proposed && told != status {
            let title = &imported.title;
            let word = told.text();
            self.warn(
                format!(
                    "“{}” says “{}” and has no figures of its acceptance, so it comes in as a proposal.",
                    title.en, word.en
                ),
                format!(
                    "「{}」の状態は「{}」ですが、承認時の数値がないため、提案中として取り込みます。",
                    title.ja, word.ja
                ),
            );
        }
        let snapshot = imported.record.snapshot.clone().filter(|_| status == RecordStatus::Accepted);
        let supersedes = self.resolve(page, imported, &imported.supersedes);
        let linked = self.resolve(page, imported, &imported.linked);
        let settled = Record { status, snapshot, supersedes, linked, ..draft.clone() };
        if settled == draft {
            return Ok(());
        }
        let set = |record: Record| Edit::SetRecord { page: page.clone(), record: Box::new(record) };
        if self.apply(set(settled.clone())).is_err() {
            // Records that supersede each other in a round are the only links that are refused.
            for named in &imported.supersedes {
                self.warn_unlinked(imported, named);
            }
            self.apply(set(Record { supersedes: Vec::new(), ..settled.clone() }))?;
        }
        if told == RecordStatus::Deprecated && status == RecordStatus::Accepted {
            let present = self.record(page).unwrap_or(settled);
            self.apply(set(Record { status: told, ..present }))?;
        }
        Ok(())
    }

    /// Lets the record that took the place of this one say so, and this one, too.
    fn supersede(&mut self, page: &PageId, imported: &ImportedRecord) {
        let Some(named) = &imported.superseded_by else { return };
        let is_told = imported.record.status == RecordStatus::Superseded;
        let old = self.record(page).filter(|record| is_told && record.status == RecordStatus::Accepted);
        let Some(mut old) = old else { return };
        let found = self.find(page, named).and_then(|id| Some((self.record(&id)?, id)));
        let Some((mut successor, id)) = found else { return self.warn_unlinked(imported, named) };
        if !successor.supersedes.contains(page) {
            successor.supersedes.push(page.clone());
        }
        old.status = RecordStatus::Superseded;
        old.superseded_by = Some(id.clone());
        let both = vec![
            Edit::SetRecord { page: id, record: Box::new(successor) },
            Edit::SetRecord { page: page.clone(), record: Box::new(old) },
        ];
        if self.apply(Edit::Batch(both)).is_err() {
            self.warn_unlinked(imported, named);
        }
    }

    fn warn_unlinked(&mut self, imported: &ImportedRecord, named: &NamedRecord) {
        let name = [named.number.as_str(), named.title.as_str()].join(" ");
        let (title, name) = (&imported.title, name.trim());
        self.warn(
            format!("“{}” is not linked to “{name}”: there is no such page, or the link would go round.", title.en),
            format!(
                "「{}」から「{name}」へのリンクは、該当するページがないか循環するため、設定していません。",
                title.ja
            ),
        );
    }

    fn record(&self, page: &PageId) -> Option<Record> {
        self.copy.page(page).and_then(Page::record).cloned()
    }

    fn resolve(&mut self, own: &PageId, imported: &ImportedRecord, names: &[NamedRecord]) -> Vec<PageId> {
        let mut found = Vec::new();
        for named in names {
            match self.find(own, named) {
                Some(id) => found.push(id),
                None => self.warn_unlinked(imported, named),
            }
        }
        found
    }

    /// The page of a number and a title; of one of them alone where the text names only that.
    fn find(&self, own: &PageId, named: &NamedRecord) -> Option<PageId> {
        let is_same = |page: &&Page| {
            let number = page.record().map_or("", |record| record.number.as_str());
            let is_title = page.title.en == named.title || page.title.ja == named.title;
            let is_number = digits(number) == digits(&named.number);
            page.id != *own && is_number && (is_title || (named.title.is_empty() && !named.number.is_empty()))
        };
        // The newest one of that name: the same text may have come in before.
        self.copy.pages().iter().rev().find(is_same).map(|page| page.id.clone())
    }
}

/// A number without what differs between spellings such as `5`, `0005` and `ADR-0005`.
fn digits(number: &str) -> &str {
    let bare = number.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '-');
    let is_count = ["ADR", "adr", ""]
        .iter()
        .any(|prefix| number.strip_prefix(prefix).is_some_and(|rest| rest.trim_start_matches('-') == bare));
    if is_count && !bare.is_empty() { bare.trim_start_matches('0') } else { number }
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
