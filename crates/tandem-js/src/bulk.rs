//! Many edits at once: one crossing of the border for all of them.
//!
//! `packEdits` of `pack.js` packs the pairs into flat parts while the workbook is locked, so that code of the caller which
//! runs when they are read can't change it. What it doesn't take, and what is wrong, is looked at pair by pair here.

use js_sys::{Array, Reflect, Uint8Array, Uint32Array};
use tandem_core::cell::{CellAddress, SheetId, parse_cell};
use tandem_core::edit::TypedCells;
use tandem_core::limits::{MAX_COLUMNS, MAX_ROWS};
use tandem_core::workbook::Workbook;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::argument::{self, kind};
use crate::error;

#[wasm_bindgen]
extern "C" {
    /// Stands in `pack.js`, which is put at the end of the module's JavaScript.
    #[wasm_bindgen(js_name = packEdits, catch)]
    fn pack_edits(edits: &JsValue) -> Result<JsValue, JsValue>;
}

/// The edits of `setMany`.
pub(crate) fn edits(workbook: &Workbook, edits: &JsValue) -> Result<TypedCells, JsValue> {
    if !Array::is_array(edits) {
        return Err(error(&format!("edits: an array of [ref, input] pairs is expected, not {}.", kind(edits))));
    }
    // Where packing fails, looking at the pairs one by one fails too, and says at which.
    let packed = pack_edits(edits).ok().and_then(|packed| unpacked(workbook, &packed));
    packed.map_or_else(|| one_by_one(edits, &mut Places::new(workbook)), Ok)
}

/// The edits that `packEdits` packed; nothing when it packed none, or when one must be looked at closely.
fn unpacked(workbook: &Workbook, packed: &JsValue) -> Option<TypedCells> {
    let parts: &Array = packed.dyn_ref()?;
    let text = |part: u32| String::from_utf8(parts.get(part).dyn_into::<Uint8Array>().ok()?.to_vec()).ok();
    let (references, texts) = (text(0)?, text(1)?);
    let lengths = parts.get(2).dyn_into::<Uint32Array>().ok()?.to_vec();

    let mut places = Places::new(workbook);
    let mut rest = Some(references.as_str());
    let mut cells = Vec::with_capacity(lengths.len());
    let mut end = 0;
    let is_ascii = lengths.iter().fold(0, |sum: usize, length| sum.saturating_add(*length as usize)) == texts.len();
    for length in &lengths {
        let length = *length as usize;
        end = if is_ascii { end + length } else { after_units(&texts, end, length)? };
        let at;
        (at, rest) = places.line(rest?).ok()?;
        cells.push((at, end));
    }
    // A line break in a reference would make them more lines than there are pairs.
    let is_whole = end == texts.len() && (lengths.is_empty() || rest.is_none());
    is_whole.then(|| TypedCells::from_parts(texts, cells))
}

/// The byte where so many UTF-16 units of a text end, from a byte on; nothing when that is within a character, as when one
/// input ends with one half of a character and the next begins with the other.
fn after_units(text: &str, start: usize, units: usize) -> Option<usize> {
    let (mut end, mut left) = (start, units);
    let mut characters = text.get(start..)?.chars();
    while left > 0 {
        let character = characters.next()?;
        left = left.checked_sub(character.len_utf16())?;
        end += character.len_utf8();
    }
    Some(end)
}

/// Reads the pairs one by one, and tells the first mistake. Every reading may run code of the caller, and what that
/// throws must come back as an error here: thrown past this function, it would leave the workbook locked.
fn one_by_one(edits: &JsValue, places: &mut Places<'_>) -> Result<TypedCells, JsValue> {
    let mut cells = TypedCells::default();
    for index in 0..length(edits)? {
        let wrong =
            |found: String| error(&format!("edits[{index}]: a pair [ref, input] of texts is expected, not {found}."));
        let pair = Reflect::get_u32(edits, index)?;
        if !Array::is_array(&pair) {
            return Err(wrong(kind(&pair)));
        }
        let count = length(&pair)?;
        if count != 2 {
            return Err(wrong(format!("an array of {count}")));
        }
        let (reference, input) = (Reflect::get_u32(&pair, 0)?, Reflect::get_u32(&pair, 1)?);
        let reference = reference.as_string().ok_or_else(|| wrong(format!("{} as its reference", kind(&reference))))?;
        let text = input.as_string();
        let text = text.ok_or_else(|| error(&format!("{reference}: a string is expected, not {}.", kind(&input))))?;
        cells.push(places.cell(&reference)?, &text);
    }
    Ok(cells)
}

/// How many entries an array has.
fn length(array: &JsValue) -> Result<u32, JsValue> {
    let length = Reflect::get(array, &JsValue::from_str("length"))?;
    argument::whole(&length).ok_or_else(|| error(&format!("edits: an array's length can't be {}.", kind(&length))))
}

/// References to cells, where neighbours mostly name the same sheet.
struct Places<'a> {
    workbook: &'a Workbook,
    /// What stands before the cell in the latest reference, its `!` included, and the sheet that it means.
    latest: Option<(String, SheetId)>,
}

impl<'a> Places<'a> {
    const fn new(workbook: &'a Workbook) -> Self {
        Self { workbook, latest: None }
    }

    /// The cell of the first line of a text, and the lines after it.
    fn line<'t>(&mut self, text: &'t str) -> Result<(CellAddress, Option<&'t str>), JsValue> {
        if let Some((prefix, sheet)) = &self.latest
            && let Some(cell) = text.strip_prefix(prefix.as_str())
            && let Some((row, column, rest)) = plain_cell(cell)
        {
            return Ok((CellAddress::new(*sheet, row, column), rest));
        }
        let (line, rest) = text.split_once('\n').map_or((text, None), |(line, rest)| (line, Some(rest)));
        Ok((self.cell(line)?, rest))
    }

    fn cell(&mut self, reference: &str) -> Result<CellAddress, JsValue> {
        if let Some((prefix, sheet)) = &self.latest
            && let Some(cell) = reference.strip_prefix(prefix.as_str())
            && let Some((row, column)) = parse_cell(cell)
        {
            return Ok(CellAddress::new(*sheet, row, column));
        }
        let at = self.workbook.cell(reference).map_err(|failure| error(&failure.to_string()))?;
        if let Some((sheet, _)) = reference.rsplit_once('!') {
            self.latest = Some((format!("{sheet}!"), at.sheet));
        }
        Ok(at)
    }
}

/// The row and column of a line such as `AB12` at the beginning of a text, and the lines after it; nothing for any other form,
/// which may be a cell all the same.
fn plain_cell(text: &str) -> Option<(u32, u32, Option<&str>)> {
    /// More digits than this overflow, and are no row.
    const MOST_DIGITS: usize = 7;
    let (mut column, mut row, mut length) = (0, 0, 0);
    let mut bytes = text.bytes();
    let mut next = bytes.next();
    while let Some(letter @ b'A'..=b'Z') = next {
        column = column * 26 + u32::from(letter - b'A') + 1;
        length += 1;
        next = bytes.next();
        if column > MAX_COLUMNS {
            return None;
        }
    }
    let letters = length;
    while let Some(digit @ b'0'..=b'9') = next {
        row = row * 10 + u32::from(digit - b'0');
        length += 1;
        next = bytes.next();
        if length - letters > MOST_DIGITS {
            return None;
        }
    }
    if column == 0 || !(1..=MAX_ROWS).contains(&row) {
        return None;
    }
    match next {
        None => Some((row - 1, column - 1, None)),
        Some(b'\n') => Some((row - 1, column - 1, text.get(length + 1..))),
        Some(_) => None,
    }
}
