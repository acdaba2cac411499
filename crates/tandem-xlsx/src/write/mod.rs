//! A workbook as the bytes of an xlsx file.
//!
//! This folder must not read files. Start reading at [`write()`], then `cells.rs`.

mod cells;
mod conditional;
mod filter;
mod format;
mod overlay;

pub(crate) use conditional::{band_colors, band_formulas};
use rust_xlsxwriter as xlsx;
use tandem_core::cell::{CellAddress, Link, Value};
use tandem_core::workbook::{Page, Sheet, Workbook};

use crate::DEFAULT_COLUMN_WIDTH_PX;
use crate::error::XlsxError;
use crate::formula::{Exported, Outward};
use crate::report::{LossKind, Report};

/// The bytes of a file, and what it can't hold.
#[derive(Clone, Debug)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// What was not kept.
    pub report: Report,
}

/// A workbook as an xlsx file. Label texts are written as the cells hold them.
///
/// # Errors
/// When the workbook can't be written at all, as with no sheet that is shown.
pub fn write(workbook: &Workbook) -> Result<Written, XlsxError> {
    let mut report = Report::default();
    let mut file = xlsx::Workbook::new();
    let sheet_names = sheet_names(workbook, &mut report);
    // Names come before cells, because a formula with a name that is left out keeps only its value.
    let defined = names(workbook, &mut file, &sheet_names, &mut report);
    let mut outward = Outward::new(defined.iter().cloned(), single_names(workbook, &defined)).with_sheets(&sheet_names);
    let mut formats = format::Formats::default();
    for (sheet, (_, name)) in sheets(workbook).zip(&sheet_names) {
        let target = file.add_worksheet();
        target.set_name(name).map_err(unwritable)?;
        // A result that is an empty text must not become the number zero, which is what stands there otherwise.
        target.set_formula_result_default("");
        target.set_hidden(sheet.hidden);
        layout(target, workbook, sheet).map_err(unwritable)?;
        overlay::merges(target, sheet).map_err(unwritable)?;
        cells::write(target, workbook, sheet, &mut outward, &mut formats, &mut report)?;
        overlay::write(target, workbook, sheet, &mut outward).map_err(unwritable)?;
        overlay::note(workbook, sheet, &mut outward, &mut report);
    }
    // The first sheet that is shown is the one that Excel opens; a hidden one can't be.
    let shown = sheets(workbook).position(|sheet| !sheet.hidden).unwrap_or(0);
    if let Ok(target) = file.worksheet_from_index(shown) {
        target.set_active(true);
    }
    left_behind(workbook, &mut report);
    let properties = xlsx::DocProperties::new().set_title(workbook.title().get(workbook.settings().language));
    file.set_properties(&properties);
    let bytes = file.save_to_buffer().map_err(unwritable)?;
    Ok(Written { bytes, report })
}

/// The names that stand for one cell.
fn single_names(workbook: &Workbook, names: &[String]) -> impl Iterator<Item = String> {
    let is_single = |name: &&String| workbook.engine().name_area(name).is_some_and(|area| area.is_single());
    names.iter().filter(is_single).cloned()
}

/// What a file of a workbook would not hold, before anything is written.
#[must_use]
pub fn survey(workbook: &Workbook) -> Report {
    let mut report = Report::default();
    let names: Vec<String> = workbook.names().to_vec();
    let mut outward = Outward::new(names.iter().cloned(), single_names(workbook, &names));
    let _ = sheet_names(workbook, &mut report);
    for name in names.iter().filter(|name| !is_name_allowed(name)) {
        report.named(LossKind::RefusedName, name);
    }
    for sheet in sheets(workbook) {
        let mut visit = |row, column, slot: &tandem_core::cell::Slot| {
            let at = CellAddress::new(sheet.id, row, column);
            if let Some(text) = slot.link.as_formula().and_then(|_| workbook.engine().formula_text(at)) {
                note_formula(workbook, at, &outward.export(&text, at), &mut report);
            } else if let (Link::LITERAL, Value::Number(number)) = (slot.link, &slot.value) {
                note_number(workbook, at, crate::digits::binary(*number).1, &mut report);
            }
        };
        if let Some(cells) = workbook.engine().store().sheet(sheet.id) {
            cells.for_each(&mut visit);
        }
        overlay::note(workbook, sheet, &mut outward, &mut report);
    }
    left_behind(workbook, &mut report);
    report
}

fn note_formula(workbook: &Workbook, at: CellAddress, exported: &Exported, report: &mut Report) {
    let place = || workbook.reference(at);
    match exported {
        Exported::Ours(functions) => report.named_at(LossKind::OwnFunction, functions.iter().copied(), place),
        Exported::TooLarge => report.at(LossKind::LargeFormula, place),
        Exported::Formula { .. } => {
            let is_circle = workbook
                .value(at)
                .error()
                .is_some_and(|error| error.kind == tandem_core::cell::ErrorKind::Circular && error.origin.is_some());
            if is_circle && workbook.value(at).error().and_then(|e| workbook.engine().origin(e)) == Some(at) {
                report.at(LossKind::Circle, place);
            }
        }
    }
}

fn note_number(workbook: &Workbook, at: CellAddress, is_kept: bool, report: &mut Report) {
    if !is_kept {
        report.at(LossKind::ManyDigits, || workbook.reference(at));
    }
}

/// What no part of a file has a place for.
fn left_behind(workbook: &Workbook, report: &mut Report) {
    let has_presentation = !workbook.controls().is_empty()
        || !workbook.outcomes().is_empty()
        || !workbook.charts().is_empty()
        || !workbook.scenarios().is_empty()
        || !workbook.parties().is_empty();
    if has_presentation {
        report.note(LossKind::Presentation);
    }
    if sheets(workbook).any(|sheet| sheet.internal || !sheet.internal_rows.is_empty()) {
        report.note(LossKind::Internal);
    }
}

fn sheets(workbook: &Workbook) -> impl Iterator<Item = &Sheet> {
    workbook.pages().iter().filter_map(Page::sheet)
}

/// Each sheet's name with the one it gets: Excel keeps one for itself.
fn sheet_names(workbook: &Workbook, report: &mut Report) -> Vec<(String, String)> {
    sheets(workbook)
        .map(|sheet| {
            let name = workbook.sheet_name(sheet.id);
            if !name.eq_ignore_ascii_case("History") && name.encode_utf16().count() <= 31 {
                return (name.to_owned(), name.to_owned());
            }
            report.named(LossKind::RefusedSheetName, name);
            let short: String = name.chars().take(14).collect();
            let free = (1usize..)
                .map(|number| format!("{short}_{number}"))
                .find(|candidate| workbook.sheet_id(candidate).is_none())
                .unwrap_or_default();
            (name.to_owned(), free)
        })
        .collect()
}

/// Whether Excel allows a name; the rules are the writer's, which stand for Excel's.
fn is_name_allowed(name: &str) -> bool {
    xlsx::Workbook::new().define_name(name, "=1").is_ok()
}

/// Defines the workbook's names and gives those that were defined.
fn names(
    workbook: &Workbook,
    file: &mut xlsx::Workbook,
    sheet_names: &[(String, String)],
    report: &mut Report,
) -> Vec<String> {
    let all = workbook.names();
    let mut outward = Outward::new(all.iter().cloned(), std::iter::empty()).with_sheets(sheet_names);
    let mut defined = Vec::new();
    for name in all {
        let host = CellAddress::new(sheets(workbook).next().map_or(tandem_core::cell::SheetId(0), |s| s.id), 0, 0);
        let exported = workbook.name_target(name).map(|target| outward.export(&target, host));
        let is_kept = match exported {
            Some(Exported::Formula { text, .. }) => file.define_name(name, &text).is_ok(),
            _ => false,
        };
        if is_kept {
            defined.push(name.clone());
        } else {
            report.named(LossKind::RefusedName, name);
        }
    }
    defined
}

/// Widths, heights and what stays in view.
fn layout(target: &mut xlsx::Worksheet, workbook: &Workbook, sheet: &Sheet) -> Result<(), xlsx::XlsxError> {
    let used = workbook.engine().store().sheet(sheet.id).map_or(0, |cells| cells.used().1);
    for column in (0..used).filter(|column| !sheet.column_widths.contains_key(column)) {
        target.set_column_width_pixels(u16::try_from(column).unwrap_or(u16::MAX), DEFAULT_COLUMN_WIDTH_PX)?;
    }
    for (column, width_px) in &sheet.column_widths {
        target.set_column_width_pixels(u16::try_from(*column).unwrap_or(u16::MAX), *width_px)?;
    }
    for (row, height_px) in &sheet.row_heights {
        target.set_row_height_pixels(*row, *height_px)?;
    }
    if sheet.frozen_rows > 0 || sheet.frozen_columns > 0 {
        target.set_freeze_panes(sheet.frozen_rows, u16::try_from(sheet.frozen_columns).unwrap_or(0))?;
    }
    Ok(())
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in map_err")]
fn unwritable(error: xlsx::XlsxError) -> XlsxError {
    XlsxError::Unwritable(error.to_string().trim_end_matches('.').to_owned())
}
