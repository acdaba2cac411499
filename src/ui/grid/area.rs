//! Blocks of the grid and areas of the workbook: the same cells, without and with their sheet.

use tandem_core::cell::{Area, SheetId};
use tandem_core::grid::Block;

/// The cells of an area as a block of its sheet.
#[must_use]
pub const fn block_of(area: Area) -> Block {
    Block { top: area.top, left: area.left, bottom: area.bottom, right: area.right }
}

/// The cells of a block on a sheet.
#[must_use]
pub fn area_of(sheet: SheetId, block: Block) -> Area {
    Area::between(sheet, (block.top, block.left), (block.bottom, block.right))
}
