//! What stands in the cells of a record's sheet.

use std::collections::BTreeMap;
use std::convert::Infallible;

use super::Workbook;
use crate::cell::{Area, CellAddress, SheetId};
use crate::limits::{MAX_COLUMNS, MAX_ROWS};

impl Workbook {
    /// What was typed in the cells of a sheet, by place such as `D4`.
    #[must_use]
    pub fn typed_cells(&self, sheet: SheetId) -> BTreeMap<String, String> {
        let whole = Area { sheet, top: 0, left: 0, bottom: MAX_ROWS - 1, right: MAX_COLUMNS - 1 };
        let mut cells = BTreeMap::new();
        let Ok(()) = self.engine.store().for_each_slot_in(whole, |row, column, _| {
            let at = CellAddress::new(sheet, row, column);
            let text = self.input_text(at);
            if !text.is_empty() {
                cells.insert(at.a1(), text);
            }
            Ok::<(), Infallible>(())
        });
        cells
    }
}
