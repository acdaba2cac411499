//! How high a row must be for its texts: as many lines as the text with the most has, where it breaks and where it wraps.

use leptos::prelude::*;
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::grid::{Block, Place};
use tandem_core::workbook::{Style, StyleChange};

use super::draft::{Draft, width_in_tenths};
use super::sheet::{COLUMN_WIDTH_PX, ROW_HEIGHT_PX, SheetView};
use super::state::GridState;

/// Height of one more line of text, in pixels.
const LINE_HEIGHT_PX: u32 = 19;
/// What stands at both sides of a text in its cell, in pixels.
const SIDES_PX: u32 = 15;
/// The width of a digit in the grid's type, in tenths of a pixel.
const DIGIT_TENTHS_PX: u32 = 84;
/// Lines beyond which a row does not grow by itself.
const MOST_LINES: u32 = 20;
/// Cells that are looked at for a change of many rows.
const MOST_CELLS: u64 = 20_000;

impl SheetView {
    /// Gives rows the height that their texts need.
    pub fn fit_rows(self, block: Block) {
        let edit =
            |row| Edit::SetRowHeight { sheet: self.id(), row, height_px: height_px(self.lines_of_row(row, None)) };
        let edits = (block.top..=block.bottom).map(edit).collect();
        self.change_or_say(0, || Edit::Batch(edits));
    }

    /// The edits that make room for the texts of a block if they wrap from now on. Rows never get lower.
    pub(super) fn growth_for_wrapping(self, block: Block) -> Vec<Edit> {
        let (rows, columns) = self.used_now();
        let cells = u64::from(block.bottom.min(rows).saturating_sub(block.top).saturating_add(1))
            .saturating_mul(columns.into());
        if cells > MOST_CELLS {
            return Vec::new();
        }
        let rows = block.top..block.bottom.saturating_add(1).min(rows);
        rows.filter_map(|row| self.grown(row, self.lines_of_row(row, Some(block)))).collect()
    }

    /// The edits that show what was put into a block in all its lines: a text of several lines wraps, and rows grow for what wraps.
    pub(super) fn growth_for_lines(self, block: Block) -> Vec<Edit> {
        if block.cells() > MOST_CELLS {
            return Vec::new();
        }
        let mut edits = Vec::new();
        for row in block.top..=block.bottom {
            let mut most_lines = 1;
            for column in block.left..=block.right {
                let place = Place::new(row, column);
                let text = self.shown(place);
                let breaks = text.contains('\n') && self.formula(place).is_none();
                let wraps = !text.is_empty() && self.style(place).wrap;
                if !(breaks || wraps) || self.merge_now(place).is_some() {
                    continue;
                }
                most_lines = most_lines.max(lines_of(&text, Some(self.room_tenths(column))));
                if !wraps {
                    let change = StyleChange { wrap: Some(true), ..StyleChange::default() };
                    edits.push(Edit::SetStyle { area: self.area(Block::of(place)), change });
                }
            }
            edits.extend(self.grown(row, most_lines));
        }
        edits
    }

    /// What is typed into a cell, with what its look and its row need for it: a text of several lines wraps, and its row grows.
    pub(super) fn entry(self, place: Place, typed: CellEdit, text: &str) -> Edit {
        let style = self.style(place);
        let breaks = text.contains('\n') && !text.starts_with('=');
        let wraps = style.wrap || breaks;
        if !wraps || text.starts_with('=') {
            return Edit::SetCells(vec![typed]);
        }
        let style = (!style.wrap).then_some(Style { wrap: true, ..style });
        let entry = Edit::SetCells(vec![CellEdit { style, ..typed }]);
        let lines =
            if self.merge_now(place).is_some() { 1 } else { lines_of(text, Some(self.room_tenths(place.column))) };
        match self.grown(place.row, lines) {
            Some(growth) => Edit::Batch(vec![entry, growth]),
            None => entry,
        }
    }

    /// The edit that makes a row high enough for so many lines; nothing where it is.
    fn grown(self, row: u32, lines: u32) -> Option<Edit> {
        let height_px = height_px(lines)?;
        let now = self.session().with(|workbook| Some(workbook.sheet(self.id())?.row_heights.get(&row).copied()));
        let is_low = now.flatten().flatten().unwrap_or(ROW_HEIGHT_PX) < height_px;
        is_low.then(|| Edit::SetRowHeight { sheet: self.id(), row, height_px: Some(height_px) })
    }

    /// The lines of the text with the most in a row; those of a block count as wrapped. Merged cells have room of their own.
    fn lines_of_row(self, row: u32, wrapped: Option<Block>) -> u32 {
        let merges = self.merges();
        let lines = |column| {
            let place = Place::new(row, column);
            let shown = self.shown(place);
            if shown.is_empty() || merges.iter().any(|merge| merge.contains(place)) {
                return 1;
            }
            let wraps = wrapped.is_some_and(|block| block.contains(place)) || self.style(place).wrap;
            lines_of(&shown, wraps.then(|| self.room_tenths(column)))
        };
        (0..self.used_now().1).map(lines).max().unwrap_or(1)
    }

    /// The room for a text in a column, in tenths of the width of a digit.
    fn room_tenths(self, column: u32) -> u32 {
        let width_px =
            self.session().with(|workbook| Some(workbook.sheet(self.id())?.column_widths.get(&column).copied()));
        let width_px = width_px.flatten().flatten().unwrap_or(COLUMN_WIDTH_PX);
        width_px.saturating_sub(SIDES_PX).saturating_mul(100) / DIGIT_TENTHS_PX
    }
}

impl GridState {
    /// Keeps the active cell in sight when the row above it grows for the text that is being typed: it is lower only when the sheet
    /// has been drawn anew.
    pub(super) fn reveal_below_growth(self) {
        let has_lines = |draft: &Option<Draft>| draft.as_ref().is_some_and(|draft| draft.text.contains('\n'));
        if !self.draft.with_untracked(has_lines) {
            return;
        }
        request_animation_frame(move || {
            if let Some(selection) = self.selection.try_get_untracked() {
                self.reveal(selection.active());
            }
        });
    }
}

/// The height of a row of so many lines, in pixels; nothing for the usual one.
fn height_px(lines: u32) -> Option<u32> {
    let more = lines.min(MOST_LINES).saturating_sub(1);
    (more > 0).then(|| ROW_HEIGHT_PX.saturating_add(more.saturating_mul(LINE_HEIGHT_PX)))
}

/// The lines of a text, which wraps where there is only so much room, in tenths of the width of a digit.
fn lines_of(text: &str, room_tenths: Option<u32>) -> u32 {
    let lines = text.split('\n').map(|line| room_tenths.map_or(1, |room| wrapped(line, room.max(1))));
    lines.fold(0, u32::saturating_add)
}

/// The lines of a text without breaks. It wraps after spaces and beside signs that need none, such as Japanese ones; a word longer
/// than a line is broken.
fn wrapped(line: &str, room: u32) -> u32 {
    let (mut lines, mut used, mut word) = (1u32, 0u32, 0u32);
    let mut sign = [0u8; 4];
    for character in line.chars() {
        let width = width_in_tenths(character.encode_utf8(&mut sign));
        if character == ' ' {
            // A space at the end of a line hangs over it.
            used = used.saturating_add(width);
            word = 0;
            continue;
        }
        let stands_alone = character >= '\u{2e80}';
        if stands_alone {
            word = 0;
        }
        if used.saturating_add(width) > room && used > 0 {
            lines = lines.saturating_add(1);
            // The word goes along, unless it fills the line by itself.
            used = if word < used && word.saturating_add(width) <= room { word } else { 0 };
            word = used;
        }
        used = used.saturating_add(width);
        word = if stands_alone { 0 } else { word.saturating_add(width) };
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_a_browser_breaks_them() {
        for (text, room, expect) in [
            ("", 100, 1),
            ("one", 100, 1),
            ("one\ntwo\nthree", 1_000, 3),
            ("a\n\nb", 100, 3),
            // Ten letters to a line, spaces count as six tenths.
            ("aaaa bbbb cccc", 100, 2),
            ("aaaaa bbbbb ccccc", 100, 3),
            ("aaaaaaaaaaaa", 100, 2),
            ("aa aaaaaaaaaaaaaaaaaaaaaaaa", 100, 4),
            // Five Japanese signs to a line.
            ("合計金額合計", 90, 2),
            ("合計金額合", 90, 1),
            ("aaaa 合計", 100, 1),
            ("aaaaaa 合計", 100, 2),
        ] {
            assert_eq!(lines_of(text, Some(room)), expect, "{text} in {room}");
        }
        assert_eq!(lines_of("a long text that does not wrap\nbut breaks", None), 2);
        assert_eq!((height_px(1), height_px(3)), (None, Some(ROW_HEIGHT_PX + 2 * LINE_HEIGHT_PX)));
        assert_eq!(height_px(500), height_px(MOST_LINES));
    }
}
