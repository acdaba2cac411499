//! Cells of records that come in: what is typed in them, their number formats and notes.

use std::collections::BTreeMap;

use super::ImportedRecord;
use super::add::Trial;
use crate::cell::{Area, CellAddress, SheetId, parse_cell};
use crate::edit::{CellEdit, Edit, EditError};
use crate::formula::{self, NameId, Scan, Symbols};
use crate::text::Localized;
use crate::workbook::{Note, Page, PageId, StyleChange, Workbook};

impl Trial {
    /// Fills the sheet of a record.
    pub(super) fn fill(&mut self, page: &PageId, imported: &ImportedRecord) -> Result<(), EditError> {
        let sheet = self.copy.page(page).and_then(Page::sheet).map(|sheet| sheet.id).ok_or(EditError::UnknownSheet)?;
        let mut cells = Vec::new();
        let mut notes = imported.notes.clone();
        let mut lost: Vec<(&str, Vec<String>)> = Vec::new();
        for (place, text) in &imported.cells {
            let Some((row, column)) = parse_cell(place) else { continue };
            let at = CellAddress::new(sheet, row, column);
            let absent = absent_sheets(text, at, &self.copy);
            if absent.is_empty() {
                cells.push((place, at, text.clone()));
            } else {
                let shown = || imported.shown.get(place).map(|shown| as_typed(shown));
                cells.push((place, at, imported.values.get(place).cloned().or_else(shown).unwrap_or_default()));
                keep_formula(&mut notes, place, text);
                lost.push((place, absent));
            }
        }
        self.warn_lost(imported, &lost);
        self.type_cells(&cells)?;
        self.look(sheet, imported, notes);
        Ok(())
    }

    /// Types the cells. A formula that can't be read here stands as a text.
    fn type_cells(&mut self, cells: &[(&String, CellAddress, String)]) -> Result<(), EditError> {
        let all: Vec<CellEdit> = cells.iter().map(|(_, at, text)| CellEdit::typed(*at, text)).collect();
        if all.is_empty() || self.apply(Edit::SetCells(all)).is_ok() {
            return Ok(());
        }
        for (place, at, text) in cells {
            if let Err(reason) = self.apply(Edit::SetCells(vec![CellEdit::typed(*at, text)])) {
                let reason = Localized::of(|language| reason.text(language));
                self.warn(
                    format!("{place} stands as a text: {}", reason.en),
                    format!("{place} は文字列として入れました。{}", reason.ja),
                );
                self.apply(Edit::SetCells(vec![CellEdit::typed(*at, format!("'{text}"))]))?;
            }
        }
        Ok(())
    }

    /// Number formats and notes. One that the workbook refuses is told, and the cell stays without it.
    fn look(&mut self, sheet: SheetId, imported: &ImportedRecord, notes: BTreeMap<String, Note>) {
        let at = |place: &str| parse_cell(place).map(|(row, column)| CellAddress::new(sheet, row, column));
        let formats = imported.formats.iter().filter_map(|(place, format)| {
            let at = at(place)?;
            let area = Area::of(at);
            let change = StyleChange { format: Some(Some(format.clone())), ..StyleChange::default() };
            Some((place.clone(), Edit::SetStyle { area, change }))
        });
        let noted = notes.into_iter().filter_map(|(place, note)| {
            let edit = Edit::SetNote { at: at(&place)?, note: Some(note) };
            Some((place, edit))
        });
        for (place, edit) in formats.chain(noted).collect::<Vec<_>>() {
            if let Err(reason) = self.apply(edit) {
                let reason = Localized::of(|language| reason.text(language));
                self.warn(
                    format!("The number format or note of {place} is left out: {}", reason.en),
                    format!("{place} の表示形式またはメモは取り込めませんでした。{}", reason.ja),
                );
            }
        }
    }

    /// One sentence for all formulas of a record that would read sheets that are not there.
    fn warn_lost(&mut self, imported: &ImportedRecord, lost: &[(&str, Vec<String>)]) {
        if lost.is_empty() {
            return;
        }
        let mut sheets: Vec<&str> = lost.iter().flat_map(|(_, sheets)| sheets.iter().map(String::as_str)).collect();
        sheets.sort_unstable();
        sheets.dedup();
        let cells: Vec<&str> = lost.iter().map(|(place, _)| *place).collect();
        let title = &imported.title;
        let (figures, hold) = match cells.as_slice() {
            [cell] => (
                "a figure",
                format!(
                    "is not live. The cell {cell} holds the figure that the text shows, and its formula stands in its note."
                ),
            ),
            cells => (
                "figures",
                format!(
                    "are not live. The cells {} hold the figures that the text shows, and their formulas stand in their notes.",
                    cells.join(", ")
                ),
            ),
        };
        let absent = match sheets.as_slice() {
            [sheet] => format!("the sheet “{sheet}”, which this workbook does not have,"),
            sheets => format!("the sheets “{}”, which this workbook does not have,", sheets.join("”, “")),
        };
        self.warn(
            format!("“{}”: {figures} of {absent} {hold}", title.en),
            format!(
                "「{}」: シート「{}」がこのワークブックにないため、セル {} には文書に記載された値を入れ、数式はメモに残しました。",
                title.ja,
                sheets.join("」「"),
                cells.join("、")
            ),
        );
    }
}

/// A figure as it is shown, so that it is typed and becomes no formula; nothing for an error.
pub(super) fn as_typed(shown: &str) -> String {
    match shown.chars().next() {
        Some('#') => String::new(),
        Some('=' | '\'') => format!("'{shown}"),
        _ => shown.to_owned(),
    }
}

/// Puts a formula before what the note of its cell says.
fn keep_formula(notes: &mut BTreeMap<String, Note>, place: &str, formula: &str) {
    let note = notes.entry(place.to_owned()).or_default();
    note.text = if note.text.is_empty() { formula.to_owned() } else { format!("{formula}\n\n{}", note.text) };
}

/// The sheets that a formula names and the workbook doesn't have; none for what is no formula.
fn absent_sheets(text: &str, at: CellAddress, workbook: &Workbook) -> Vec<String> {
    /// Notes names of sheets while a formula is scanned, which asks for nothing else of what it finds.
    struct Absent<'a> {
        workbook: &'a Workbook,
        names: Vec<String>,
    }
    impl Symbols for Absent<'_> {
        fn sheet(&mut self, name: &str) -> SheetId {
            self.workbook.sheet_id(name).unwrap_or_else(|| {
                self.names.push(name.to_owned());
                SheetId(0)
            })
        }
        fn name(&mut self, _: &str) -> NameId {
            NameId(0)
        }
        fn sheet_text(&self, _: SheetId) -> Option<&str> {
            None
        }
        fn name_text(&self, _: NameId) -> &str {
            ""
        }
    }
    if !text.starts_with('=') {
        return Vec::new();
    }
    let mut absent = Absent { workbook, names: Vec::new() };
    // What can't be scanned is told when it is typed.
    match formula::scan(text, at, &mut absent, &mut Scan::default()) {
        Ok(()) => absent.names,
        Err(_) => Vec::new(),
    }
}
