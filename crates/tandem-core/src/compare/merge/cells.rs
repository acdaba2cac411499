//! The cells of a page that both copies have: contents and looks.

use super::super::cells::{On, filled_places, styled_places};
use super::super::difference::Kind;
use super::{Asked, Merger, Pick, Shared, pick_part};
use crate::edit::{CellEdit, CellInput, Edit};
use crate::engine::Content;
use crate::text::Localized;
use crate::workbook::{Style, Workbook};

/// Contents that are the same input are equal, also texts and numbers that print alike.
struct Same<'a>(&'a Content);

impl PartialEq for Same<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.is_same(other.0)
    }
}

fn there(content: &Content) -> Option<Same<'_>> {
    (!matches!(content, Content::Blank)).then_some(Same(content))
}

fn styled(style: &Style) -> Option<&Style> {
    (*style != Style::default()).then_some(style)
}

impl Merger<'_> {
    /// Takes contents and looks of cells.
    pub(super) fn cells(&mut self, shared: &Shared) {
        let (theirs, base) = (self.theirs.clone(), self.base.clone());
        let there = On { workbook: &theirs, sheet: shared.theirs };
        let base = base.as_deref().zip(shared.base).map(|(workbook, sheet)| On { workbook, sheet });
        let mut edits = self.contents(shared, base, there);
        let taken = edits.len();
        edits.extend(self.looks(shared, base, there));
        if !edits.is_empty() && self.apply(Edit::SetCells(edits)) {
            self.merge.cells = self.merge.cells.saturating_add(u64::try_from(taken).unwrap_or(u64::MAX));
        }
    }

    fn contents(&mut self, shared: &Shared, base: Option<On<'_>>, theirs: On<'_>) -> Vec<CellEdit> {
        let own = On { workbook: &self.trial, sheet: shared.mine };
        let sheets: Vec<On<'_>> = [own, theirs].into_iter().chain(base).collect();
        let mut edits = Vec::new();
        for (row, column) in filled_places(&sheets) {
            let at = CellAt { shared, row, column };
            let (mine, other) = (self.trial.content(at.mine()), theirs.workbook.content(theirs.at(row, column)));
            let known = base.map(|on| on.workbook.content(on.at(row, column)));
            let known = known.or_else(|| shared.is_new.then_some(Content::Blank));
            let picked = {
                let known = known.as_ref().map(there);
                let (mine, other) = (there(&mine), there(&other));
                pick_part(known.as_ref().map(Option::as_ref), mine.as_ref(), other.as_ref())
            };
            if picked == Pick::Mine {
                continue;
            }
            let text = |workbook: &Workbook, at| Localized::same(workbook.input_text(at));
            let asked = Asked {
                kind: Kind::Cell,
                name: Localized::same(self.trial.reference(at.mine())),
                at: Some(at.mine()),
                mine: text(&self.trial, at.mine()),
                theirs: text(theirs.workbook, theirs.at(row, column)),
            };
            if self.takes(picked, || asked) {
                edits.push(CellEdit { at: at.mine(), input: Some(CellInput::Content(other)), style: None });
            }
        }
        edits
    }

    /// Looks that both changed are one conflict for the sheet: nobody wants to be asked for each cell.
    fn looks(&mut self, shared: &Shared, base: Option<On<'_>>, theirs: On<'_>) -> Vec<CellEdit> {
        let own = On { workbook: &self.trial, sheet: shared.mine };
        let sheets: Vec<On<'_>> = [own, theirs].into_iter().chain(base).collect();
        let none = Style::default();
        let (mut edits, mut conflicts) = (Vec::new(), Vec::new());
        for (row, column) in styled_places(&sheets) {
            let other = theirs.style(row, column);
            let known = base.map(|on| on.style(row, column)).or(shared.is_new.then_some(&none));
            let picked = pick_part(known.map(styled), styled(own.style(row, column)), styled(other));
            let edit = || CellEdit { at: own.at(row, column), input: None, style: Some(other.clone()) };
            match picked {
                Pick::Mine => {}
                Pick::Theirs => edits.push(edit()),
                Pick::Conflict => conflicts.push(edit()),
            }
        }
        if !conflicts.is_empty() {
            let title = self.trial.page_of(shared.mine).map(|page| page.title.clone()).unwrap_or_default();
            let (mine, theirs) = (Localized::default(), Localized::default());
            if self.ask(Asked { kind: Kind::Style, name: title, at: None, mine, theirs }) {
                edits.append(&mut conflicts);
            }
        }
        edits
    }
}

/// A place on a page that both copies have.
#[derive(Clone, Copy)]
struct CellAt<'a> {
    shared: &'a Shared,
    row: u32,
    column: u32,
}

impl CellAt<'_> {
    const fn mine(self) -> crate::cell::CellAddress {
        crate::cell::CellAddress::new(self.shared.mine, self.row, self.column)
    }
}
