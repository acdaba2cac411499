//! The class `Workbook` of the contract.

use js_sys::Array;
use tandem_core::cell::{Area, CellAddress, SheetId};
use tandem_core::edit::{CellEdit, Edit, EditError, History};
use tandem_core::exchange::{CsvOptions, page_to_markdown, sheet_to_csv, workbook_from_csv};
use tandem_core::file;
use tandem_core::formula::quote_sheet;
use tandem_core::template::{instantiate, tools};
use tandem_core::text::{Language, Localized};
use tandem_core::workbook::Workbook;
use tandem_xlsx::Report;
use wasm_bindgen::prelude::*;

use crate::value::{CellValue, cell_value};
use crate::{argument, bulk, clock, error, plain, trace};

/// Cells that `getRange` gives at most.
const MAX_RANGE_CELLS: u64 = 4_000_000;

/// A workbook of sheets with formulas.
#[wasm_bindgen(js_name = Workbook)]
#[derive(Debug)]
pub struct JsWorkbook {
    workbook: Workbook,
    history: History,
    /// What was left behind of the xlsx file that the workbook was read from.
    import_report: Report,
}

impl JsWorkbook {
    /// A workbook that knows what day it is.
    fn of(mut workbook: Workbook) -> Self {
        workbook.set_clock(clock::now());
        Self { workbook, history: History::new(), import_report: Report::default() }
    }

    fn apply(&mut self, edit: Edit) -> Result<(), EditError> {
        tools::apply(&mut self.history, &mut self.workbook, edit, None).map(|_| ())
    }

    /// Applies an edit; a refusal names what it is about.
    fn change(&mut self, about: &str, edit: Edit) -> Result<(), JsValue> {
        self.apply(edit).map_err(|reason| {
            let sentence = reason.text(Language::English);
            // Some refusals begin with the cell they are about already.
            let message = if sentence.starts_with(about) { sentence } else { format!("{about}: {sentence}") };
            error(&message)
        })
    }

    fn cell(&self, reference: &JsValue) -> Result<(String, CellAddress), JsValue> {
        let text = argument::text(reference, "ref")?;
        let at = self.workbook.cell(&text).map_err(|reason| error(&reason.to_string()))?;
        Ok((text, at))
    }

    fn area(&self, reference: &JsValue) -> Result<(String, Area), JsValue> {
        let text = argument::text(reference, "ref")?;
        let area = self.workbook.area(&text).map_err(|reason| error(&reason.to_string()))?;
        Ok((text, area))
    }

    fn sheet(&self, name: &JsValue) -> Result<(String, SheetId), JsValue> {
        let name = argument::text(name, "sheet")?;
        match self.workbook.sheet_id(&name) {
            Some(id) => Ok((name, id)),
            None => Err(error(&format!("{name}: there is no sheet of that name."))),
        }
    }

    /// Rows or columns from 1 as an edit's place and count from zero.
    fn span(at: &JsValue, count: &JsValue, sheet: &str) -> Result<(u32, u32), JsValue> {
        let at = argument::count(at, &format!("{sheet}: at"))?;
        let count = argument::count(count, &format!("{sheet}: count"))?;
        Ok((at - 1, count))
    }
}

/// The sentences of a report in both languages.
fn sentences(report: &Report) -> Result<JsValue, JsValue> {
    let lines = report.losses().iter().map(|loss| Localized::of(|language| loss.text(language)));
    plain(&lines.collect::<Vec<_>>())
}

#[wasm_bindgen(js_class = Workbook)]
#[expect(clippy::needless_pass_by_value, reason = "the border hands values over")]
impl JsWorkbook {
    /// One empty sheet, "Sheet1".
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::of(Workbook::new("workbook"))
    }

    /// A new workbook from a template.
    #[wasm_bindgen(js_name = fromTemplate)]
    pub fn from_template(id: JsValue) -> Result<Self, JsValue> {
        let id = argument::text(&id, "id")?;
        instantiate(&id, Language::English).map(Self::of).map_err(|reason| error(&reason.text(Language::English)))
    }

    /// Reads a `.tandem.json` file.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: JsValue) -> Result<Self, JsValue> {
        let text = argument::file_text(&text, "text")?;
        file::read(&text).map(Self::of).map_err(|reason| error(&reason.text(Language::English)))
    }

    /// Reads an xlsx file.
    #[wasm_bindgen(js_name = fromXlsx)]
    pub fn from_xlsx(bytes: JsValue) -> Result<Self, JsValue> {
        let bytes = argument::bytes(&bytes, "bytes")?;
        let imported = tandem_xlsx::read(&bytes, "workbook", clock::now());
        let imported = imported.map_err(|reason| error(&format!("xlsx: {reason}")))?;
        Ok(Self { import_report: imported.report, ..Self::of(imported.workbook) })
    }

    /// One sheet from comma-separated values.
    #[wasm_bindgen(js_name = fromCsv)]
    pub fn from_csv(name: JsValue, text: JsValue) -> Result<Self, JsValue> {
        let name = argument::text(&name, "name")?;
        let text = argument::file_text(&text, "text")?;
        workbook_from_csv("workbook", &name, &text)
            .map(Self::of)
            .map_err(|reason| error(&format!("{name}: {}", reason.text(Language::English))))
    }

    /// The names of the sheets in their order.
    #[must_use]
    pub fn sheets(&self) -> Vec<String> {
        self.workbook
            .pages()
            .iter()
            .filter_map(|page| page.sheet())
            .map(|sheet| self.workbook.sheet_name(sheet.id).to_owned())
            .collect()
    }

    /// Adds an empty sheet at the end.
    #[wasm_bindgen(js_name = addSheet)]
    pub fn add_sheet(&mut self, name: JsValue) -> Result<(), JsValue> {
        let name = argument::text(&name, "name")?;
        self.change(&name.clone(), Edit::AddSheet { name, position: None })
    }

    /// Types into a cell.
    pub fn set(&mut self, reference: JsValue, input: JsValue) -> Result<(), JsValue> {
        let (text, at) = self.cell(&reference)?;
        let input = argument::text(&input, &text)?;
        self.change(&text, Edit::SetCells(vec![CellEdit::typed(at, input)]))
    }

    /// Types into many cells as one step.
    #[wasm_bindgen(js_name = setMany)]
    pub fn set_many(&mut self, edits: JsValue) -> Result<(), JsValue> {
        let edits = bulk::edits(&self.workbook, &edits)?;
        self.apply(Edit::TypeCells(edits)).map_err(|reason| error(&reason.text(Language::English)))
    }

    /// What one cell holds.
    pub fn get(&self, reference: JsValue) -> Result<JsValue, JsValue> {
        let (_, at) = self.cell(&reference)?;
        plain(&cell_value(&self.workbook, at))
    }

    /// What the cells of a range hold, by rows.
    #[wasm_bindgen(js_name = getRange)]
    pub fn get_range(&self, reference: JsValue) -> Result<JsValue, JsValue> {
        let (text, area) = self.area(&reference)?;
        if area.cells() > MAX_RANGE_CELLS {
            return Err(error(&format!(
                "{text}: a range of more than {MAX_RANGE_CELLS} cells can't be given at once."
            )));
        }
        let rows = Array::new();
        for row in area.top..=area.bottom {
            let cells: Vec<CellValue> = (area.left..=area.right)
                .map(|column| cell_value(&self.workbook, CellAddress::new(area.sheet, row, column)))
                .collect();
            rows.push(&plain(&cells)?);
        }
        Ok(rows.into())
    }

    /// Names a cell or range.
    pub fn define(&mut self, name: JsValue, reference: JsValue) -> Result<(), JsValue> {
        let name = argument::text(&name, "name")?;
        let (_, area) = self.area(&reference)?;
        let target = absolute(&self.workbook, area);
        self.change(&name.clone(), Edit::DefineName { name, target })
    }

    /// Inserts empty rows.
    #[wasm_bindgen(js_name = insertRows)]
    pub fn insert_rows(&mut self, sheet: JsValue, at: JsValue, count: JsValue) -> Result<(), JsValue> {
        let (name, sheet) = self.sheet(&sheet)?;
        let (at, count) = Self::span(&at, &count, &name)?;
        self.change(&name, Edit::InsertRows { sheet, at, count })
    }

    /// Deletes rows.
    #[wasm_bindgen(js_name = deleteRows)]
    pub fn delete_rows(&mut self, sheet: JsValue, at: JsValue, count: JsValue) -> Result<(), JsValue> {
        let (name, sheet) = self.sheet(&sheet)?;
        let (at, count) = Self::span(&at, &count, &name)?;
        self.change(&name, Edit::DeleteRows { sheet, at, count })
    }

    /// Inserts empty columns.
    #[wasm_bindgen(js_name = insertColumns)]
    pub fn insert_columns(&mut self, sheet: JsValue, at: JsValue, count: JsValue) -> Result<(), JsValue> {
        let (name, sheet) = self.sheet(&sheet)?;
        let (at, count) = Self::span(&at, &count, &name)?;
        self.change(&name, Edit::InsertColumns { sheet, at, count })
    }

    /// Deletes columns.
    #[wasm_bindgen(js_name = deleteColumns)]
    pub fn delete_columns(&mut self, sheet: JsValue, at: JsValue, count: JsValue) -> Result<(), JsValue> {
        let (name, sheet) = self.sheet(&sheet)?;
        let (at, count) = Self::span(&at, &count, &name)?;
        self.change(&name, Edit::DeleteColumns { sheet, at, count })
    }

    /// Takes back the last step.
    pub fn undo(&mut self) -> Result<bool, JsValue> {
        let done = self.history.undo(&mut self.workbook);
        done.map(|change| change.is_some()).map_err(|reason| error(&reason.text(Language::English)))
    }

    /// Repeats the step that was taken back.
    pub fn redo(&mut self) -> Result<bool, JsValue> {
        let done = self.history.redo(&mut self.workbook);
        done.map(|change| change.is_some()).map_err(|reason| error(&reason.text(Language::English)))
    }

    /// What a cell is computed from.
    pub fn trace(&self, reference: JsValue) -> Result<JsValue, JsValue> {
        let (_, at) = self.cell(&reference)?;
        plain(&trace::of(&self.workbook, at))
    }

    /// The workbook as the text of a file.
    #[wasm_bindgen(js_name = toJson)]
    #[must_use]
    pub fn to_json(&self) -> String {
        file::write(&self.workbook)
    }

    /// The workbook as an xlsx file.
    #[wasm_bindgen(js_name = toXlsx)]
    pub fn to_xlsx(&self) -> Result<js_sys::Uint8Array, JsValue> {
        let written = tandem_xlsx::write(&self.workbook);
        let written = written.map_err(|reason| error(&format!("xlsx: {reason}")))?;
        Ok(js_sys::Uint8Array::from(written.bytes.as_slice()))
    }

    /// What an xlsx file of the workbook would not hold.
    #[wasm_bindgen(js_name = toXlsxLosses)]
    pub fn to_xlsx_losses(&self) -> Result<JsValue, JsValue> {
        sentences(&tandem_xlsx::survey(&self.workbook))
    }

    /// What of the xlsx file was left behind.
    #[wasm_bindgen(js_name = fromXlsxLosses)]
    pub fn from_xlsx_losses(&self) -> Result<JsValue, JsValue> {
        sentences(&self.import_report)
    }

    /// One sheet as comma-separated values.
    #[wasm_bindgen(js_name = toCsv)]
    pub fn to_csv(&self, sheet: JsValue) -> Result<String, JsValue> {
        let (_, sheet) = self.sheet(&sheet)?;
        Ok(sheet_to_csv(&self.workbook, sheet, CsvOptions::default()))
    }

    /// One page as Markdown, a decision record in the form of MADR 4: by its identity, else by its sheet's name in any case,
    /// else by its title, which no other page may have.
    #[wasm_bindgen(js_name = toMarkdown)]
    pub fn to_markdown(&self, page: JsValue) -> Result<String, JsValue> {
        let name = argument::text(&page, "page")?;
        let pages = self.workbook.pages();
        let of_sheet = || self.workbook.page_of(self.workbook.sheet_id(&name)?);
        let unique = pages.iter().find(|page| page.id.as_str() == name).or_else(of_sheet);
        let titled = || pages.iter().filter(|page| page.title.en == name || page.title.ja == name);
        match (unique, titled().next(), titled().count()) {
            (Some(page), ..) | (None, Some(page), 1) => Ok(page_to_markdown(&self.workbook, page, Language::English)),
            (None, Some(_), count) => {
                Err(error(&format!("{name}: {count} pages have that title; name one by its sheet or its identity.")))
            }
            (None, None, _) => Err(error(&format!("{name}: there is no page of that name."))),
        }
    }
}

impl Default for JsWorkbook {
    fn default() -> Self {
        Self::new()
    }
}

/// An area as a formula that means the same wherever it stands: `=Sheet1!$A$1:$B$2`.
fn absolute(workbook: &Workbook, area: Area) -> String {
    let corner = |row: u32, column: u32| format!("${}${}", tandem_core::cell::column_name(column), u64::from(row) + 1);
    let first = corner(area.top, area.left);
    let sheet = quote_sheet(workbook.sheet_name(area.sheet));
    if area.is_single() {
        return format!("={sheet}!{first}");
    }
    format!("={sheet}!{first}:{}", corner(area.bottom, area.right))
}
