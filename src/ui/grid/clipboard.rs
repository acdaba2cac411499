//! Copy, cut and paste through the browser's own events, which work on every page, secure or not.
//!
//! Other programs get the cells as shown, as tab-separated text, and as HTML with exact values, formulas and looks. What
//! is pasted back while the workbook is as it was is copied from the cells themselves. A large clipboard is read in pieces
//! between the frames of the page, and pasted at once when all of it is read.

use leptos::ev::ClipboardEvent;
use leptos::prelude::*;
use tandem_core::cell::Area;
use tandem_core::exchange::{ClipboardReader, PasteOptions, Picked, Table, TableError};
use tandem_core::grid::{Block, Place, Selection};
use tandem_core::text::Text;

use super::area::area_of;
use super::shown::NOTHING_SHOWN;
use super::state::GridState;
use crate::browser::{clipboard, random, task};
use crate::i18n::sentence;
use crate::session::Weight;

/// A text that is read at once: shorter ones than this take no more than a frame.
const READ_AT_ONCE_BYTES: usize = 400_000;
/// Bytes that are read between two frames.
const PIECE_BYTES: usize = 1_000_000;

/// What was copied last, to know it again when it is pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Its cells.
    pub picked: Picked,
    /// What was selected: whole rows or columns, of which the cells are those in use.
    selected: Block,
    /// Whether pasting takes it away from there.
    pub is_cut: bool,
    /// The mark of the page that went to the clipboard.
    mark: String,
    /// The text that went to the clipboard.
    text: String,
    /// The workbook's revision. Once something else was changed, the clipboard holds what was copied, and the cells may
    /// not.
    revision: u64,
}

/// What the clipboard's views show and what the next paste is to do.
#[derive(Clone, Copy, Debug)]
pub struct ClipboardState {
    /// How much of a large clipboard is read, in percent; nothing while none is read.
    pub reading: RwSignal<Option<u32>>,
    /// Whether the choice of what is pasted is shown.
    pub shows_special: RwSignal<bool>,
    /// How the next paste is done, where a key has said so.
    next: StoredValue<Option<PasteOptions>>,
}

impl Default for ClipboardState {
    fn default() -> Self {
        Self { reading: RwSignal::new(None), shows_special: RwSignal::new(false), next: StoredValue::new(None) }
    }
}

impl ClipboardState {
    /// Has the next paste done in another way, if it comes at once.
    pub fn paste_next(self, options: PasteOptions) {
        self.next.set_value(Some(options));
        set_timeout(
            move || {
                self.next.try_update_value(Option::take);
            },
            std::time::Duration::from_millis(400),
        );
    }
}

impl Copied {
    /// The areas that are framed: each one, or where they are many all of them together.
    #[must_use]
    pub fn areas(&self) -> Vec<Area> {
        const MOST: usize = 100;
        let areas: Vec<Area> = self.picked.areas().take(MOST).map(|(area, _)| area).collect();
        if areas.len() < MOST { areas } else { vec![self.picked.bounds()] }
    }

    /// Whether the cells are still what was copied.
    #[must_use]
    pub const fn is_current(&self, revision: u64) -> bool {
        self.revision == revision
    }

    /// The cells that a cut takes to a place: whole columns to other columns, so that references to these follow, and only
    /// what they hold to any other place, where whole ones would not fit.
    fn taken_to(&self, first: Place) -> Picked {
        let stays_whole =
            self.selected.is_whole_columns() && first.row == 0 || self.selected.is_whole_rows() && first.column == 0;
        // Of what the filter left apart no part is a whole column.
        if stays_whole && self.picked.area().is_some() {
            return Picked::of(area_of(self.picked.bounds().sheet, self.selected));
        }
        self.picked.clone()
    }
}

/// Ctrl+C, and the browser's menu.
pub fn copy(grid: GridState, event: &ClipboardEvent) {
    take(grid, event, false);
}

/// Ctrl+X. The cells stay until they are pasted.
pub fn cut(grid: GridState, event: &ClipboardEvent) {
    take(grid, event, true);
}

/// Copies or cuts as a menu asks for it. Says whether the browser did.
pub fn copy_by_menu(grid: GridState, is_cut: bool) -> bool {
    let Some(editor) = grid.editor.get_untracked() else { return false };
    grid.focus();
    clipboard::take_from(&editor, is_cut)
}

/// Pastes as a menu asks for it: what was copied here at once, anything else when the browser lets it be read.
pub fn paste_by_menu(grid: GridState, options: PasteOptions) {
    if let Some(copied) = current(grid) {
        paste_own(grid, &copied, options);
        return;
    }
    leptos::task::spawn_local(async move {
        match clipboard::read().await {
            Some((html, text)) => paste_texts(grid, html, text, options),
            None => {
                let text = sentence(|m| m.clipboard.no_permission, &[("keys", &paste_keys())]);
                grid.sheet.session().say(Weight::Attention, text, None);
            }
        }
    });
}

/// The keys that paste, as they are written for a reader.
#[must_use]
pub fn paste_keys() -> String {
    if crate::browser::page::is_apple() { "⌘V".to_owned() } else { "Ctrl+V".to_owned() }
}

fn take(grid: GridState, event: &ClipboardEvent, is_cut: bool) {
    if grid.is_editing() {
        return;
    }
    let Some(data) = event.clipboard_data() else { return };
    event.prevent_default();
    let selected = grid.selection.with_untracked(Selection::block);
    let picked = match picked(grid, is_cut) {
        Ok(picked) => picked,
        Err(reason) => return grid.sheet.tell(reason),
    };
    let mark = random::identity();
    let (text, page) = grid.sheet.copied(&picked, &mark);
    if data.set_data("text/plain", &text).is_err() {
        return;
    }
    if let Some(page) = page {
        // Where the page is refused, the text is there.
        let _ = data.set_data("text/html", &page);
    }
    let revision = grid.sheet.revision_now();
    grid.copied.set(Some(Copied { picked, selected, is_cut, mark, text, revision }));
}

/// The selected cells that the filter shows, as one table; or why they are none.
fn picked(grid: GridState, is_cut: bool) -> Result<Picked, Text> {
    const CUT: Text = Text::new(
        "Several areas can't be cut at once. Nothing was cut.",
        "複数の範囲を一度に切り取ることはできません。切り取りは行われていません。",
    );
    const APART: Text = Text::new(
        "Only areas in the same rows or the same columns can be copied together. Nothing was copied.",
        "同じ行または同じ列にそろった範囲だけをまとめてコピーできます。コピーは行われていません。",
    );
    let areas: Vec<_> = grid.shown_blocks().into_iter().map(|block| grid.sheet.area(block)).collect();
    if areas.is_empty() {
        return Err(NOTHING_SHOWN);
    }
    let is_several = grid.selection.with_untracked(|selection| selection.blocks().count() > 1);
    if is_cut && is_several { Err(CUT) } else { Picked::joined(&areas).ok_or(APART) }
}

/// Ctrl+V, and the browser's menu.
pub fn paste(grid: GridState, event: &ClipboardEvent) {
    if grid.is_editing() {
        return;
    }
    let options = grid.clipboard.next.try_update_value(Option::take).flatten().unwrap_or_default();
    paste_event(grid, event, options);
}

/// Pastes what an event brings.
pub fn paste_event(grid: GridState, event: &ClipboardEvent, options: PasteOptions) {
    let Some(data) = event.clipboard_data() else { return };
    event.prevent_default();
    let get = |kind| data.get_data(kind).unwrap_or_default();
    paste_texts(grid, get("text/html"), get("text/plain"), options);
}

/// Puts a text of separated values on the selection.
pub fn take_in(grid: GridState, text: String, separator: char) {
    let selected = grid.sheet.bounded(grid.selection.with_untracked(Selection::block));
    let (html, options) = (String::new(), PasteOptions::default());
    if text.len() <= READ_AT_ONCE_BYTES {
        finish(grid, read_at_once(html, text, separator), selected, options);
        return;
    }
    leptos::task::spawn_local(read_in_pieces(grid, (html, text, separator), selected, options));
}

fn current(grid: GridState) -> Option<Copied> {
    let revision = grid.sheet.revision_now();
    grid.copied.get_untracked().filter(|copied| copied.is_current(revision))
}

fn paste_texts(grid: GridState, html: String, text: String, options: PasteOptions) {
    // Some systems change the ends of lines on the way through the clipboard.
    let plain = |text: &str| text.replace("\r\n", "\n");
    let own = current(grid).filter(|copied| {
        if html.is_empty() { plain(&copied.text) == plain(&text) } else { html.contains(&copied.mark) }
    });
    if let Some(copied) = own {
        paste_own(grid, &copied, options);
        return;
    }
    if html.is_empty() && text.is_empty() {
        grid.sheet.session().say(Weight::Attention, sentence(|m| m.clipboard.nothing, &[]), None);
        return;
    }
    let selected = grid.sheet.bounded(grid.selection.with_untracked(Selection::block));
    if html.len().max(text.len()) <= READ_AT_ONCE_BYTES {
        let read = read_at_once(html, text, '\t');
        finish(grid, read, selected, options);
        return;
    }
    leptos::task::spawn_local(read_in_pieces(grid, (html, text, '\t'), selected, options));
}

/// Pastes cells of this workbook; a cut is pasted once, and as often as it fits otherwise.
fn paste_own(grid: GridState, copied: &Copied, options: PasteOptions) {
    let selected = grid.sheet.bounded(grid.selection.with_untracked(Selection::block));
    let target = if copied.is_cut {
        grid.sheet.move_cells(&copied.taken_to(selected.first()), selected)
    } else {
        grid.sheet.copy_cells(&copied.picked, selected, options)
    };
    let Some(target) = target else { return };
    let revision = grid.sheet.revision_now();
    grid.copied.update(|copied| match copied {
        Some(copied) if !copied.is_cut => copied.revision = revision,
        copied => *copied = None,
    });
    grid.select_in_place(Selection::of(target));
}

/// A page that holds no table is of no use; the text beside it is.
fn read_at_once(html: String, text: String, separator: char) -> Result<Option<Table>, TableError> {
    if !html.is_empty()
        && let Some(table) = ClipboardReader::html(html)?.finish()?
    {
        return Ok(Some(table));
    }
    ClipboardReader::plain(text, separator)?.finish()
}

async fn read_in_pieces(
    grid: GridState,
    (html, text, separator): (String, String, char),
    selected: Block,
    options: PasteOptions,
) {
    let workbook = grid.sheet.workbook_id();
    grid.clipboard.reading.set(Some(0));
    let mut read = Ok(None);
    if !html.is_empty() {
        let page = ClipboardReader::html(html);
        // A page that is too large to be read may have a text beside it that is not.
        if page.is_err() && !text.is_empty() {
            grid.sheet.session().say(Weight::Attention, sentence(|m| m.clipboard.only_text, &[]), None);
        } else {
            read = pieces(grid, page).await;
        }
    }
    let goes_on = grid.clipboard.reading.try_get_untracked().flatten().is_some();
    if goes_on && matches!(read, Ok(None)) && !text.is_empty() {
        read = pieces(grid, ClipboardReader::plain(text, separator)).await;
    }
    let is_here = grid.selection.try_get_untracked().is_some();
    if !is_here || grid.sheet.workbook_id() != workbook {
        grid.sheet.session().say(Weight::Attention, sentence(|m| m.clipboard.left, &[]), None);
        return;
    }
    let was_cancelled = grid.clipboard.reading.get_untracked().is_none();
    if !was_cancelled {
        finish(grid, read, selected, options);
        grid.clipboard.reading.set(None);
    }
    grid.focus();
}

/// Reads piece by piece; what is left undone when it is cancelled is nothing.
async fn pieces(grid: GridState, reader: Result<ClipboardReader, TableError>) -> Result<Option<Table>, TableError> {
    let mut reader = reader?;
    loop {
        task::next_frame().await;
        let is_read = reader.advance(PIECE_BYTES)?;
        let percent = reader.percent();
        let shown = grid.clipboard.reading.try_update(|reading| {
            *reading = reading.map(|_| percent);
            reading.is_some()
        });
        if shown != Some(true) {
            return Ok(None);
        }
        if is_read {
            return reader.finish();
        }
    }
}

fn finish(grid: GridState, read: Result<Option<Table>, TableError>, selected: Block, options: PasteOptions) {
    match read {
        Ok(Some(table)) => {
            if let Some(target) = grid.sheet.paste_table(&table, selected, options) {
                grid.select_in_place(Selection::of(target));
            }
        }
        Ok(None) => grid.sheet.session().say(Weight::Attention, sentence(|m| m.clipboard.nothing, &[]), None),
        Err(error) => grid.sheet.say_refused(error),
    }
}
