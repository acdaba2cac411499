//! What a page has beside contents and looks of its cells: sizes, what is hidden, merged, noted, checked and filtered.

use std::collections::{BTreeMap, BTreeSet};

use super::super::difference::Kind;
use super::{Asked, Merger, Pick, Shared, pick, pick_part};
use crate::cell::{Area, CellAddress};
use crate::edit::{CellEdit, Edit, filled_cells};
use crate::text::Localized;
use crate::workbook::{Overlay, Sheet};

impl Merger<'_> {
    /// Takes what lies over the cells of a page, and its sizes.
    pub(super) fn overlay(&mut self, shared: &Shared) {
        let sheet = shared.mine;
        let Some(mine) = self.trial.sheet(sheet).cloned() else { return };
        let Some(theirs) = self.theirs.sheet(shared.theirs).cloned() else { return };
        let base = self.base.as_deref().zip(shared.base).and_then(|(base, own)| base.sheet(own)).cloned();
        // A page that was just added began empty.
        let base = base.or_else(|| shared.is_new.then(|| Sheet::new(sheet)));
        let over = |laid: &Sheet| laid.overlay.clone().on(sheet);
        let (own, other, known) = (over(&mine), over(&theirs), base.as_ref().map(over));
        self.sizes(shared, base.as_ref(), &mine, &theirs);
        self.hidden(shared, known.as_ref(), &own, &other);
        self.noted(shared, known.as_ref(), &own, &other);
        self.ruled(shared, known.as_ref(), &own, &other);
    }

    fn title(&self, shared: &Shared) -> Localized {
        self.trial.page_of(shared.mine).map(|page| page.title.clone()).unwrap_or_default()
    }

    /// Widths, heights, what stays in view and what is internal. Where both set them, they stay as they are here: nothing
    /// that anybody typed depends on them.
    fn sizes(&mut self, shared: &Shared, base: Option<&Sheet>, mine: &Sheet, theirs: &Sheet) {
        let sheet = shared.mine;
        let widths = base.map(|base| &base.column_widths);
        for (column, width_px) in taken(widths, &mine.column_widths, &theirs.column_widths) {
            self.apply(Edit::SetColumnWidth { sheet, column, width_px });
        }
        let heights = base.map(|base| &base.row_heights);
        for (row, height_px) in taken(heights, &mine.row_heights, &theirs.row_heights) {
            self.apply(Edit::SetRowHeight { sheet, row, height_px });
        }
        let frozen = |sheet: &Sheet| (sheet.frozen_rows, sheet.frozen_columns);
        if pick(base.map(frozen).as_ref(), &frozen(mine), &frozen(theirs)) == Pick::Theirs {
            let (rows, columns) = frozen(theirs);
            self.apply(Edit::SetFrozen { sheet, rows, columns });
        }
        let internal = base.map(|base| &base.internal_rows);
        for (rows, internal) in switched(internal, &mine.internal_rows, &theirs.internal_rows) {
            self.apply(Edit::SetInternalRows { sheet, rows, internal });
        }
        if pick(base.map(|base| &base.hidden), &mine.hidden, &theirs.hidden) == Pick::Theirs
            && let Some(page) = self.trial.page_of(sheet).map(|page| page.id.clone())
        {
            self.apply(Edit::SetSheetHidden { page, hidden: theirs.hidden });
        }
    }

    fn hidden(&mut self, shared: &Shared, base: Option<&Overlay>, mine: &Overlay, theirs: &Overlay) {
        let sheet = shared.mine;
        let rows = base.map(|base| &base.hidden_rows);
        for (rows, hidden) in switched(rows, &mine.hidden_rows, &theirs.hidden_rows) {
            self.apply(Edit::SetHiddenRows { sheet, rows, hidden });
        }
        let columns = base.map(|base| &base.hidden_columns);
        for (columns, hidden) in switched(columns, &mine.hidden_columns, &theirs.hidden_columns) {
            self.apply(Edit::SetHiddenColumns { sheet, columns, hidden });
        }
        let (known, own, other) = (base.map(areas), areas(mine), areas(theirs));
        let everywhere: BTreeSet<Area> = own.union(&other).copied().collect();
        let picked = |area: &Area| {
            let known = known.as_ref().map(|known| known.contains(area).then_some(area));
            pick_part(known, own.contains(area).then_some(area), other.contains(area).then_some(area))
        };
        let (apart, together): (Vec<Area>, Vec<Area>) =
            everywhere.into_iter().filter(|area| picked(area) == Pick::Theirs).partition(|area| own.contains(area));
        for area in apart {
            self.apply(Edit::Unmerge(area));
        }
        for area in together {
            self.merge_cells(area);
        }
    }

    /// Merges cells without moving what stands in them, which is as it is to be already: the edit would take the first content
    /// for that of the merged cell, and references would follow it.
    fn merge_cells(&mut self, area: Area) {
        let held: Vec<CellEdit> = filled_cells(area, &self.trial)
            .into_iter()
            .map(|at| CellEdit::content(at, self.trial.content(at)))
            .collect();
        let steps = if held.is_empty() {
            vec![Edit::Merge(area)]
        } else {
            vec![Edit::Clear(area), Edit::Merge(area), Edit::SetCells(held)]
        };
        self.apply(Edit::Batch(steps));
    }

    /// Remarks and sources, cell by cell.
    fn noted(&mut self, shared: &Shared, base: Option<&Overlay>, mine: &Overlay, theirs: &Overlay) {
        let known = base.map(|base| &base.notes);
        for place in places(known, &mine.notes, &theirs.notes) {
            let (own, other) = (mine.notes.get(&place), theirs.notes.get(&place));
            let picked = pick_part(known.map(|notes| notes.get(&place)), own, other);
            let text = |note: Option<&crate::workbook::Note>| note.map(|note| note.text.clone()).unwrap_or_default();
            if self.takes_on_cell(Kind::Note, shared, place, picked, (text(own), text(other))) {
                self.apply(Edit::SetNote { at: on(shared, place), note: other.cloned() });
            }
        }
        let known = base.map(|base| &base.evidence);
        for place in places(known, &mine.evidence, &theirs.evidence) {
            let (own, other) = (mine.evidence.get(&place), theirs.evidence.get(&place));
            let picked = pick_part(known.map(|evidence| evidence.get(&place)), own, other);
            let text = |of: Option<&crate::workbook::Evidence>| of.map(|of| of.source.clone()).unwrap_or_default();
            if self.takes_on_cell(Kind::Evidence, shared, place, picked, (text(own), text(other))) {
                self.apply(Edit::SetEvidence { at: on(shared, place), evidence: other.cloned() });
            }
        }
    }

    fn takes_on_cell(
        &mut self,
        kind: Kind,
        shared: &Shared,
        place: (u32, u32),
        picked: Pick,
        (mine, theirs): (String, String),
    ) -> bool {
        let at = on(shared, place);
        let name = Localized::same(self.trial.reference(at));
        let (mine, theirs) = (Localized::same(mine), Localized::same(theirs));
        self.takes(picked, || Asked { kind, name, at: Some(at), mine, theirs })
    }

    /// Rules and the filter, each kind as a whole.
    fn ruled(&mut self, shared: &Shared, base: Option<&Overlay>, mine: &Overlay, theirs: &Overlay) {
        fn some<T>(rules: &[T]) -> Option<&[T]> {
            (!rules.is_empty()).then_some(rules)
        }
        let (sheet, name) = (shared.mine, self.title(shared));
        let asked = |kind| {
            let name = name.clone();
            move || Asked { kind, name, at: None, mine: Localized::default(), theirs: Localized::default() }
        };
        let known = base.map(|base| some(&base.validations));
        let picked = pick_part(known, some(&mine.validations), some(&theirs.validations));
        if self.takes(picked, asked(Kind::Rules)) {
            self.apply(Edit::SetValidations { sheet, validations: theirs.validations.clone() });
        }
        let known = base.map(|base| some(&base.conditional_formats));
        let picked = pick_part(known, some(&mine.conditional_formats), some(&theirs.conditional_formats));
        if self.takes(picked, asked(Kind::Rules)) {
            self.apply(Edit::SetConditionalFormats { sheet, formats: theirs.conditional_formats.clone() });
        }
        let known = base.map(|base| base.filter.as_ref());
        let picked = pick_part(known, mine.filter.as_ref(), theirs.filter.as_ref());
        if self.takes(picked, asked(Kind::Filter)) {
            self.apply(Edit::SetFilter { sheet, filter: theirs.filter.clone() });
        }
    }
}

const fn on(shared: &Shared, (row, column): (u32, u32)) -> CellAddress {
    CellAddress::new(shared.mine, row, column)
}

fn areas(overlay: &Overlay) -> BTreeSet<Area> {
    overlay.merges.iter().copied().collect()
}

/// Every place that one of them names.
fn places<T>(
    base: Option<&BTreeMap<(u32, u32), T>>,
    mine: &BTreeMap<(u32, u32), T>,
    theirs: &BTreeMap<(u32, u32), T>,
) -> BTreeSet<(u32, u32)> {
    base.into_iter().chain([mine, theirs]).flat_map(BTreeMap::keys).copied().collect()
}

/// The sizes that come from the other copy.
fn taken(
    base: Option<&BTreeMap<u32, u32>>,
    mine: &BTreeMap<u32, u32>,
    theirs: &BTreeMap<u32, u32>,
) -> Vec<(u32, Option<u32>)> {
    let places: BTreeSet<u32> = mine.keys().chain(theirs.keys()).copied().collect();
    let is_taken =
        |place: &u32| pick_part(base.map(|base| base.get(place)), mine.get(place), theirs.get(place)) == Pick::Theirs;
    places.into_iter().filter(is_taken).map(|place| (place, theirs.get(&place).copied())).collect()
}

/// The rows or columns that come into a set, and those that leave it.
fn switched(
    base: Option<&BTreeSet<u32>>,
    mine: &BTreeSet<u32>,
    theirs: &BTreeSet<u32>,
) -> impl Iterator<Item = (Vec<u32>, bool)> {
    let is_taken = |place: &u32| {
        let has = |set: &BTreeSet<u32>| set.contains(place).then_some(());
        let known = base.map(has);
        pick_part(known.as_ref().map(Option::as_ref), has(mine).as_ref(), has(theirs).as_ref()) == Pick::Theirs
    };
    let places: BTreeSet<u32> = mine.symmetric_difference(theirs).copied().filter(is_taken).collect();
    let (come, go): (Vec<u32>, Vec<u32>) = places.into_iter().partition(|place| theirs.contains(place));
    [(come, true), (go, false)].into_iter().filter(|(places, _)| !places.is_empty())
}
