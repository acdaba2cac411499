//! Copy, cut and paste through the browser's own events, which work on every page, secure or not.
//!
//! Other programs get the cells as shown, as tab-separated text. What is pasted back unchanged into this workbook is
//! copied from the cells themselves, with formulas, exact values and looks.

use leptos::ev::ClipboardEvent;
use leptos::prelude::*;
use tandem_core::cell::SheetId;
use tandem_core::grid::{Block, Selection, Tile, paste_target};

use super::state::GridState;

/// What was copied last, to know it again when it is pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Where it comes from.
    pub sheet: SheetId,
    /// Its cells.
    pub block: Block,
    /// The text that went to the clipboard.
    pub text: String,
    /// Whether pasting takes it away from there.
    pub is_cut: bool,
}

/// Ctrl+C, and the browser's menu.
pub fn copy(grid: GridState, event: &ClipboardEvent) {
    take(grid, event, false);
}

/// Ctrl+X. The cells stay until they are pasted.
pub fn cut(grid: GridState, event: &ClipboardEvent) {
    take(grid, event, true);
}

fn take(grid: GridState, event: &ClipboardEvent, is_cut: bool) {
    if grid.is_editing() {
        return;
    }
    let Some(data) = event.clipboard_data() else { return };
    event.prevent_default();
    let block = grid.sheet.bounded(grid.selection.with_untracked(Selection::block));
    let text = grid.sheet.copied_text(block);
    if data.set_data("text/plain", &text).is_ok() {
        grid.copied.set(Some(Copied { sheet: grid.sheet.id(), block, text, is_cut }));
    }
}

/// Ctrl+V, and the browser's menu.
pub fn paste(grid: GridState, event: &ClipboardEvent) {
    if grid.is_editing() {
        return;
    }
    let Some(text) = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()) else { return };
    event.prevent_default();
    let selected = grid.sheet.bounded(grid.selection.with_untracked(Selection::block));
    // Some systems change the ends of lines on the way through the clipboard.
    let plain = |text: &str| text.replace("\r\n", "\n");
    let text = plain(&text);
    let own = grid.copied.get_untracked().filter(|copied| plain(&copied.text) == text);
    let target = match own {
        Some(copied) => paste_cells(grid, &copied, selected),
        None if text.is_empty() => return,
        None => grid.sheet.paste_text(selected, &text),
    };
    if let Some(target) = target {
        grid.select_in_place(Selection::of(target));
    }
}

/// Pastes cells of this workbook; a cut is pasted once, and as often as it fits otherwise.
fn paste_cells(grid: GridState, copied: &Copied, selected: Block) -> Option<Block> {
    let source = copied.block;
    let at = if copied.is_cut { Block::of(selected.first()) } else { selected };
    let Some(target) = paste_target(source.rows(), source.columns(), at) else {
        grid.sheet.say_outside();
        return None;
    };
    if copied.is_cut {
        grid.sheet.move_cells(copied.sheet, Tile { source, target });
        grid.copied.set(None);
    } else {
        grid.sheet.copy_cells(copied.sheet, Tile { source, target });
    }
    Some(target)
}
