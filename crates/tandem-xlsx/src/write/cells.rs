//! The cells of one sheet.

use rust_xlsxwriter as xlsx;
use tandem_core::cell::{Area, CellAddress, ErrorKind, Link, Value};
use tandem_core::number;
use tandem_core::workbook::{Sheet, Workbook};

use super::format::Formats;
use super::{note_formula, note_number, unwritable};
use crate::digits;
use crate::error::XlsxError;
use crate::formula::{Exported, Outward};
use crate::report::Report;

/// Where a cell is in a file.
#[derive(Clone, Copy)]
struct Place {
    row: u32,
    column: u16,
}

impl Place {
    fn of(at: CellAddress) -> Self {
        Self { row: at.row, column: u16::try_from(at.column).unwrap_or(u16::MAX) }
    }
}

struct CellWriter<'a> {
    target: &'a mut xlsx::Worksheet,
    workbook: &'a Workbook,
    formats: &'a mut Formats,
}

/// Writes contents, values and formats.
pub(super) fn write(
    target: &mut xlsx::Worksheet,
    workbook: &Workbook,
    sheet: &Sheet,
    outward: &mut Outward,
    formats: &mut Formats,
    report: &mut Report,
) -> Result<(), XlsxError> {
    let mut places = Vec::new();
    if let Some(cells) = workbook.engine().store().sheet(sheet.id) {
        cells.for_each(|row, column, slot| {
            if !slot.value.is_blank() || slot.link != Link::LITERAL {
                places.push(CellAddress::new(sheet.id, row, column));
            }
        });
    }
    let mut writer = CellWriter { target, workbook, formats };
    for (row, column, _) in sheet.styles.iter() {
        writer.blank(CellAddress::new(sheet.id, row, column)).map_err(unwritable)?;
    }
    // What a formula spills over is written after it, because writing the formula fills its whole area.
    let (formulas, literals): (Vec<_>, Vec<_>) =
        places.into_iter().partition(|at| workbook.engine().formula_text(*at).is_some());
    for at in formulas {
        writer.formula(at, outward, report).map_err(unwritable)?;
    }
    for at in literals {
        let value = workbook.value(at);
        if let (Value::Number(number), None) = (value, workbook.engine().spill_area(at)) {
            note_number(workbook, at, digits::binary(*number).1, report);
        }
        writer.value(at, value).map_err(unwritable)?;
    }
    Ok(())
}

type Done = Result<(), xlsx::XlsxError>;

impl CellWriter<'_> {
    fn blank(&mut self, at: CellAddress) -> Done {
        let place = Place::of(at);
        if let Some(format) = self.formats.of(self.workbook.style(at)) {
            self.target.write_blank(place.row, place.column, format)?;
        }
        Ok(())
    }

    fn formula(&mut self, at: CellAddress, outward: &mut Outward, report: &mut Report) -> Done {
        let Some(text) = self.workbook.engine().formula_text(at) else { return Ok(()) };
        let exported = outward.export(&text, at);
        note_formula(self.workbook, at, &exported, report);
        let value = self.workbook.value(at);
        let Exported::Formula { text, is_dynamic } = exported else { return self.frozen(at, value) };
        let place = Place::of(at);
        // The writer takes braces around a formula off; without them it would take those of an array at the end.
        let formula = xlsx::Formula::new(format!("{{={text}}}")).set_result(result(value));
        let format = self.formats.of(self.workbook.style(at));
        if !is_dynamic {
            match format {
                Some(format) => self.target.write_formula_with_format(place.row, place.column, formula, format)?,
                None => self.target.write_formula(place.row, place.column, formula)?,
            };
            return Ok(());
        }
        let area = self.workbook.engine().spill_area(at).unwrap_or_else(|| Area::of(at));
        let last = Place::of(CellAddress::new(at.sheet, area.bottom, area.right));
        let (row, column) = (place.row, place.column);
        match format {
            Some(format) => self.target.write_dynamic_array_formula_with_format(
                row,
                column,
                last.row,
                last.column,
                formula,
                format,
            )?,
            None => self.target.write_dynamic_array_formula(row, column, last.row, last.column, formula)?,
        };
        Ok(())
    }

    /// The value of a formula that a file can't hold. A cell with a text of no letters would come back blank, which is another
    /// value, so that such a text stays a formula.
    fn frozen(&mut self, at: CellAddress, value: &Value) -> Done {
        let (Place { row, column }, style) = (Place::of(at), self.workbook.style(at));
        match value {
            Value::Text(text) if text.is_empty() => {
                as_formula(self.target, row, column, xlsx::Formula::new("\"\"").set_result(""), self.formats.of(style))
            }
            value => self.value(at, value),
        }
    }

    /// A value as it stands in a cell.
    fn value(&mut self, at: CellAddress, value: &Value) -> Done {
        let (Place { row, column }, style) = (Place::of(at), self.workbook.style(at));
        let text = match value {
            Value::Array(array) => return self.value(at, array.first()),
            // As the cell holds it and not in the reader's language, because formulas compare with it.
            Value::Text(text) => Some(text),
            _ => None,
        };
        let format = self.formats.of(style);
        match (value, format) {
            (Value::Blank | Value::Array(_), _) => {
                self.target.clear_cell(row, column);
                self.blank(at)?;
            }
            (Value::Number(number), Some(format)) => {
                self.target.write_number_with_format(row, column, digits::binary(*number).0, format)?;
            }
            (Value::Number(number), None) => {
                self.target.write_number(row, column, digits::binary(*number).0)?;
            }
            (Value::Bool(truth), Some(format)) => {
                self.target.write_boolean_with_format(row, column, *truth, format)?;
            }
            (Value::Bool(truth), None) => {
                self.target.write_boolean(row, column, *truth)?;
            }
            (Value::Text(_), Some(format)) => {
                self.target.write_string_with_format(row, column, text.map_or("", |text| text), format)?;
            }
            (Value::Text(_), None) => {
                self.target.write_string(row, column, text.map_or("", |text| text))?;
            }
            // The writer knows no errors as values; a formula of nothing but the error is one.
            (Value::Error(error), format) => {
                let code = error_code(error.kind);
                as_formula(self.target, row, column, xlsx::Formula::new(code).set_result(code), format)?;
            }
        }
        Ok(())
    }
}

/// A value that only a formula can be.
fn as_formula(
    target: &mut xlsx::Worksheet,
    row: u32,
    column: u16,
    formula: xlsx::Formula,
    format: Option<&xlsx::Format>,
) -> Done {
    match format {
        Some(format) => target.write_formula_with_format(row, column, formula, format)?,
        None => target.write_formula(row, column, formula)?,
    };
    Ok(())
}

/// A formula's value as the writer takes it: it tells kinds by the looks of the text.
fn result(value: &Value) -> String {
    match value {
        Value::Blank => "0".to_owned(),
        Value::Number(number) => number::plain(*number),
        Value::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        Value::Error(error) => error_code(error.kind).to_owned(),
        Value::Array(array) => result(array.first()),
        Value::Text(text) => text_result(text),
    }
}

/// A text that is a formula's value. One that looks like a value of another kind gets its first character as a number, which every
/// reader of the format turns back into the character.
fn text_result(text: &str) -> String {
    let looks_like_other = text.parse::<f64>().is_ok() || text == "TRUE" || text == "FALSE" || text.starts_with('#');
    let looks_like_escape = text.contains("_x");
    let plain: String = if looks_like_escape { text.replace("_x", "_x005F_x") } else { text.to_owned() };
    match plain.chars().next() {
        Some(first) if looks_like_other => {
            format!("_x{:04X}_{}", u32::from(first), plain.get(first.len_utf8()..).unwrap_or_default())
        }
        _ => plain,
    }
}

/// An error as Excel has it: a circle is none of its errors.
const fn error_code(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Circular => "#REF!",
        // Files of before the newest two errors know them only as missing values.
        ErrorKind::Spill | ErrorKind::Calculation => "#VALUE!",
        other => other.code(),
    }
}
