//! Links that are made late: while many formulas are loaded, those that read only what stands before them wait.
//!
//! Such formulas need no ordering to be computed for the first time. They are linked by the first edit that reaches one of
//! them, or by [`Engine::settle`] when there is time; who asks what reads a cell before that is answered from a copy. Formulas
//! wait in one stretch at the end of the list of formula cells; what can't wait links those before it, so that the graph
//! always knows a beginning of the list.

use std::cell::OnceCell;

use super::Engine;
use crate::cell::{CellAddress, SheetId};
use crate::formula::Formula;
use crate::growth;

/// The formula cells that wait to be linked.
#[derive(Clone, Debug)]
pub(super) struct Late {
    /// Entry of the first that waits; all after it wait too.
    first: Option<u32>,
    /// Where the latest stands that waits.
    latest: CellAddress,
    /// Whether formulas that come may wait.
    is_loading: bool,
    /// How many cells were announced, until room was made for what their formulas read.
    expected: usize,
    linked: Linked,
}

impl Default for Late {
    fn default() -> Self {
        let latest = CellAddress::new(SheetId(0), 0, 0);
        Self { first: None, latest, is_loading: false, expected: 0, linked: Linked::default() }
    }
}

/// A copy of the engine in which nothing waits, for who only looks; a copy of the engine makes its own.
#[derive(Debug, Default)]
struct Linked(OnceCell<Box<Engine>>);

impl Clone for Linked {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// Whether a formula in a cell reads only cells that come before its own, row by row: then none of those that are loaded
/// after it in that order can be one that it reads.
#[inline]
fn reads_backwards(formula: Formula<'_>, at: CellAddress) -> bool {
    formula.names().is_empty()
        && formula.references().iter().filter_map(|reference| reference.area(at)).all(|area| {
            area.sheet != at.sheet || area.bottom < at.row || (area.bottom == at.row && area.right < at.column)
        })
}

impl Engine {
    /// Says that many cells are about to be set, until the next recalculation, and makes room for them.
    pub fn reserve(&mut self, cells: usize) {
        const MANY: usize = 1024;
        self.late.is_loading = true;
        self.forget_linked();
        if cells >= MANY {
            self.library.mark();
            growth::make_room(&mut self.cells, cells);
            self.seeds.reserve(cells);
            self.late.expected = cells;
        }
    }

    /// Makes room for so many times as many formulas as came since [`Self::reserve`].
    pub fn reserve_formulas(&mut self, times: usize) {
        self.library.reserve_since_mark(times);
    }

    /// Says that all that was announced to [`Self::reserve`] has come.
    pub(super) const fn end_loading(&mut self) {
        self.late.is_loading = false;
        self.late.expected = 0;
    }

    /// Whether the links of a formula that is about to be put in a free cell may wait. Where they may not, or where those that
    /// wait could read the cell, these are linked first.
    #[inline]
    pub(super) fn may_wait(&mut self, at: CellAddress, formula: u32) -> bool {
        let may_wait = self.late.is_loading
            // A new entry comes last in the list.
            && self.free_cells.is_empty()
            && self.library.get(formula).is_some_and(|formula| reads_backwards(formula, at));
        let latest = self.late.latest;
        if !may_wait || latest.sheet != at.sheet || latest >= at {
            self.link_waiting();
        }
        if may_wait {
            let index = u32::try_from(self.cells.len().max(1)).unwrap_or(u32::MAX);
            self.late.first.get_or_insert(index);
            self.late.latest = at;
        } else {
            self.graph.reserve(std::mem::take(&mut self.late.expected));
        }
        may_wait
    }

    /// Makes what a load left for later, so that nobody waits for it.
    pub fn settle(&mut self) {
        self.link_waiting();
    }

    /// Lets go of the copy that was made for who only looks: it tells of formulas that are changing.
    pub(super) fn forget_linked(&mut self) {
        self.late.linked = Linked::default();
    }

    /// Links the formulas that wait.
    #[inline]
    pub(super) fn link_waiting(&mut self) {
        if let Some(first) = self.late.first.take() {
            self.link_from(first);
        }
    }

    #[cold]
    fn link_from(&mut self, first: u32) {
        self.forget_linked();
        let end = u32::try_from(self.cells.len()).unwrap_or(u32::MAX);
        self.graph.reserve(end.saturating_sub(first) as usize);
        // Each read none that came after it, as linking it at once would have found.
        let is_out_of_order = !self.graph.is_in_order();
        (first..end).for_each(|index| self.link(index));
        self.graph.set_out_of_order(is_out_of_order);
    }

    /// Forgets who waits, since all formulas are linked anew.
    pub(super) fn forget_waiting(&mut self) {
        self.late.first = None;
        self.forget_linked();
    }

    /// The engine itself when no formula waits, else a copy in which none does.
    pub(super) fn with_all_linked(&self) -> &Self {
        if self.late.first.is_none() {
            return self;
        }
        self.late.linked.0.get_or_init(|| {
            let mut copy = Box::new(self.clone());
            copy.link_waiting();
            copy
        })
    }
}
