//! References that are pointed at while a formula is typed, with keys or the pointer, on this page or another.

use std::ops::Range;

use leptos::prelude::*;
use tandem_core::cell::SheetId;
use tandem_core::formula::assist::{Pointing, reference_text};
use tandem_core::grid::{Move, Selection};

use super::keys::Mode;
use super::state::GridState;
use super::text_place::{replaced, units_of};

/// A reference that is being pointed at. It ends when something is typed or the caret goes elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// Where it stands in the draft, in bytes.
    pub span: Range<usize>,
    /// The sheet that is pointed at.
    pub sheet: SheetId,
    /// The cells.
    pub selection: Selection,
    /// Whether they stand in the draft yet; if not, the selection is only where keys go on from.
    pub is_written: bool,
}

impl GridState {
    /// What the pointer or a key goes on from: the cells that are pointed at, or else those that are selected.
    #[must_use]
    pub fn pointed(self) -> Selection {
        self.pick_here().map_or_else(|| self.selection.get_untracked(), |pick| pick.selection)
    }

    /// Whether cells of this sheet are being pointed at.
    #[must_use]
    pub fn is_pointing(self) -> bool {
        self.pick_here().is_some()
    }

    /// Whether a page can be turned without ending the formula: it has a place for a reference at the caret.
    #[must_use]
    pub fn can_point(self) -> bool {
        self.editing.pick.with_untracked(Option::is_some) || self.place_at_caret().is_some()
    }

    /// Begins pointing with the pointer; whether the formula has a place for a reference.
    pub fn begin_pointing(self) -> bool {
        // The pointer may have moved the caret since the last key.
        self.read_caret(self.editing.field.get_untracked());
        if self.is_pointing() {
            return true;
        }
        let pick = self.editing.pick.get_untracked().map(|pick| pick.span);
        let span = pick.or_else(|| {
            Some(match self.place_at_caret()? {
                Pointing::Insert(at) => at..at,
                Pointing::Replace(span) => span,
            })
        });
        let Some(span) = span else { return false };
        self.begin_at(span);
        true
    }

    /// Points with a key; whether the key means that here.
    pub fn point_by_key(self, step: Move, extends: bool) -> bool {
        if !self.is_pointing() {
            let pick = self.editing.pick.get_untracked().map(|pick| pick.span);
            let place = pick.or_else(|| match self.place_at_caret()? {
                Pointing::Insert(at) => Some(at..at),
                Pointing::Replace(_) => None,
            });
            let Some(span) = place else { return false };
            self.begin_at(span);
        }
        let from = self.pointed();
        let to = self.on_ground(|ground| if extends { from.extended(step, ground) } else { from.moved(step, ground) });
        self.point_at(to);
        true
    }

    /// F2: arrows move the caret, or point. A reference at the caret can be pointed at anew.
    pub fn switch_mode(self) {
        let Some(mode) = self.draft.with_untracked(|draft| draft.as_ref().map(|draft| draft.mode)) else { return };
        let next = if mode == Mode::Enter { Mode::Edit } else { Mode::Enter };
        self.draft.update(|draft| {
            if let Some(draft) = draft {
                draft.mode = next;
            }
        });
        self.editing.pick.set(None);
        if next == Mode::Enter
            && let Some(Pointing::Replace(span)) = self.place_at_caret()
        {
            let reading = self.editing.reading.get_untracked();
            let area = reading.and_then(|reading| reading.spots().iter().find(|s| s.span == span).map(|s| s.area));
            if let Some(area) = area.filter(|area| area.sheet == self.sheet.id()) {
                let selection = Selection::of(super::area::block_of(area));
                self.editing.pick.set(Some(Pick { span, sheet: area.sheet, selection, is_written: true }));
            }
        }
    }

    /// Puts the cells that are pointed at in the formula.
    pub fn point_at(self, selection: Selection) {
        let Some(pick) = self.editing.pick.get_untracked() else { return };
        let Some(draft) = self.draft.get_untracked() else { return };
        let name = (draft.sheet != self.sheet.id()).then(|| self.sheet.name());
        // The first click begins a list of cells, with Ctrl too.
        let is_first = !pick.is_written && selection.blocks().count() > 1;
        let selection = if is_first { Selection::of(selection.block()) } else { selection };
        let blocks = selection.blocks().map(|block| reference_text(self.sheet.area(block), name.as_deref()));
        let written = blocks.collect::<Vec<_>>().join(",");
        let (text, span) = replaced(&draft.text, pick.span, &written);
        let caret = units_of(&text, span.end);
        self.put_text(text, (caret, caret));
        let (extent, block) = (selection.extent(), selection.block());
        self.editing.pick.set(Some(Pick { span, sheet: self.sheet.id(), selection, is_written: true }));
        // Of whole rows and columns there is no end to scroll to.
        if !block.is_whole_rows() && !block.is_whole_columns() {
            self.reveal(extent);
        }
    }

    /// F4: the `$` of the references at the caret.
    pub fn cycle_dollars(self) -> bool {
        let Some(reading) = self.editing.reading.get_untracked() else { return false };
        let selected = untrack(|| self.editing.selected_bytes());
        let Some(change) = reading.cycled(selected.clone()) else { return false };
        let (text, span) = replaced(reading.typed(), change.span, &change.text);
        let (start, end) = (units_of(&text, span.start), units_of(&text, span.end));
        let pick = self.editing.pick.get_untracked();
        self.put_text(text, if selected.is_empty() { (end, end) } else { (start, end) });
        self.editing.pick.set(pick.map(|pick| Pick { span, ..pick }));
        true
    }

    fn begin_at(self, span: Range<usize>) {
        // Keys go on from the cell that is being typed in, or on another page from the one that is selected there.
        let home = self.draft.with_untracked(|draft| draft.as_ref().map(|draft| (draft.sheet, draft.at)));
        let from = home.filter(|(sheet, _)| *sheet == self.sheet.id()).map_or_else(|| self.active(), |(_, at)| at);
        let selection = Selection::at(from);
        self.editing.pick.set(Some(Pick { span, sheet: self.sheet.id(), selection, is_written: false }));
    }

    fn pick_here(self) -> Option<Pick> {
        self.editing.pick.get_untracked().filter(|pick| pick.sheet == self.sheet.id() && self.is_editing())
    }

    fn place_at_caret(self) -> Option<Pointing> {
        let reading = self.editing.reading.get_untracked()?;
        reading.pointing(untrack(|| self.editing.caret_byte())?)
    }
}
