//! Words of our own form that stand beside a table for people only. What counts is the table; where somebody changed the
//! words instead, that is told with the line.

use super::items::marker;
use super::outline::Section;
use super::read_own::Own;
use super::text::unescaped;
use crate::cell::{CellAddress, SheetId, parse_cell};
use crate::edit::{CellEdit, Edit};
use crate::text::Localized;
use crate::workbook::{RecordColumn, Workbook};

/// Words beside the tables, each with its line.
#[derive(Debug, Default)]
pub(super) struct Beside {
    pub(super) drivers: Option<(usize, Vec<(usize, String)>)>,
    pub(super) options: Option<(usize, Vec<(usize, String)>)>,
    /// The headings of the options.
    pub(super) headings: Vec<(usize, String)>,
    /// The option in the sentence of the outcome.
    pub(super) chosen: Option<(usize, String)>,
}

/// The line of a section's heading, and the items of its list.
pub(super) fn listed(section: &Section<'_>) -> (usize, Vec<(usize, String)>) {
    let lines = section.body.iter().enumerate();
    let items = lines.filter_map(|(at, line)| Some((section.first + at, unescaped(marker(line)?))));
    (section.line, items.collect())
}

impl Own {
    /// Tells where the words differ from the tables.
    pub(super) fn compare_beside(&mut self) {
        let beside = std::mem::take(&mut self.beside);
        let Some(names) = self.names() else { return };
        let name = |row: u32| names.get(&row).cloned().unwrap_or_default();
        let text = &self.imported.record.text;
        let drivers: Vec<String> = text.drivers.iter().map(|driver| name(driver.row)).collect();
        let option = |option: &crate::workbook::DecisionOption| format!("{}: {}", option.id, name(option.row));
        let options: Vec<String> = text.options.iter().map(option).collect();
        let chosen = match text.chosen.as_deref() {
            Some(id) => text.option(id).map_or_else(|| id.to_owned(), option),
            None => "–".to_owned(),
        };
        let mut told = Vec::new();
        for (list, table) in [(beside.drivers, &drivers), (beside.options, &options)] {
            let Some((line, items)) = list else { continue };
            let differs = items.iter().zip(table).find(|((_, item), name)| item != *name).map(|(item, _)| item);
            match differs.or_else(|| items.get(table.len())) {
                Some((line, item)) => told.push((*line, item.clone())),
                None if items.len() < table.len() => told.push((line, "…".to_owned())),
                None => {}
            }
        }
        if beside.headings.len() == options.len() {
            let differ = beside.headings.into_iter().zip(&options).filter(|((_, heading), name)| heading != *name);
            told.extend(differ.map(|(heading, _)| heading));
        }
        told.extend(beside.chosen.filter(|(_, words)| *words != chosen));
        for (line, words) in told {
            self.imported.warnings.push(Localized {
                en: format!("Line {line}: “{words}” differs from the tables under “More Information”, which count; that change is left out."),
                ja: format!("{line}行目: 「{words}」は「補足情報」の表と異なります。表の内容を使い、この変更は取り込みませんでした。"),
            });
        }
    }

    /// What the cells with names show, as a workbook shows them; nothing where one can't be typed.
    fn names(&self) -> Option<std::collections::BTreeMap<u32, String>> {
        let mut sheet = Workbook::new("names");
        let mut names = std::collections::BTreeMap::new();
        for row in self.imported.record.text.rows() {
            let at = CellAddress::new(SheetId(0), row, RecordColumn::Name.index());
            let place = at.a1();
            if let Some(shown) = self.imported.shown.get(&place) {
                names.insert(row, shown.clone());
                continue;
            }
            let Some(typed) = self.imported.cells.get(&place) else { continue };
            let own = sheet.pages().first()?.sheet()?.id;
            let (row_there, column) = parse_cell(&place)?;
            let at = CellAddress::new(own, row_there, column);
            Edit::SetCells(vec![CellEdit::typed(at, typed)]).apply(&mut sheet).ok()?;
            if let Some(format) = self.imported.formats.get(&place) {
                let change = crate::workbook::StyleChange { format: Some(Some(format.clone())), ..Default::default() };
                Edit::SetStyle { area: crate::cell::Area::of(at), change }.apply(&mut sheet).ok()?;
            }
            names.insert(row, sheet.display_text(at, self.language));
        }
        Some(names)
    }
}
