//! Parts that are bound to cells, as they stand over the sheets of another workbook.

use super::pages::SheetMap;
use crate::cell::{Area, CellAddress};
use crate::workbook::{Chart, Control, Outcome};

/// A part that may be bound to cells. Nothing where a sheet that it needs is not there.
pub(super) trait Bound: Sized {
    /// The same over the other sheets.
    fn on(&self, sheets: &SheetMap) -> Option<Self>;
}

fn cell(at: CellAddress, sheets: &SheetMap) -> Option<CellAddress> {
    Some(CellAddress { sheet: sheets.get(at.sheet)?, ..at })
}

fn area(area: Area, sheets: &SheetMap) -> Option<Area> {
    Some(Area { sheet: sheets.get(area.sheet)?, ..area })
}

/// What need not be there stays absent; what is there needs its sheet.
fn some<T>(part: Option<T>, on: impl Fn(T) -> Option<T>) -> Option<Option<T>> {
    part.map_or(Some(None), |part| on(part).map(Some))
}

impl Bound for Control {
    fn on(&self, sheets: &SheetMap) -> Option<Self> {
        Some(Self { cell: cell(self.cell, sheets)?, ..self.clone() })
    }
}

impl Bound for Outcome {
    fn on(&self, sheets: &SheetMap) -> Option<Self> {
        let mut moved = self.clone();
        moved.cell = cell(self.cell, sheets)?;
        moved.digits = some(self.digits, |at| cell(at, sheets))?;
        moved.horizon.count = some(self.horizon.count, |at| cell(at, sheets))?;
        for variant in &mut moved.variants {
            variant.cell = cell(variant.cell, sheets)?;
        }
        Some(moved)
    }
}

impl Bound for Chart {
    fn on(&self, sheets: &SheetMap) -> Option<Self> {
        let mut moved = self.clone();
        moved.categories = some(self.categories, |cells| area(cells, sheets))?;
        for series in &mut moved.series {
            series.values = area(series.values, sheets)?;
        }
        Some(moved)
    }
}
