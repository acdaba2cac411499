//! Cells that depend on themselves through an array that spills, and cells that settle nowhere.
//!
//! Such an array is `#CIRC!` and covers nothing, so that no cell tells any more that the circle is there. Its knot remembers
//! which cells it would cover: what reads these still comes after it. And how a knot ends must not depend on the edits that
//! tied it. So an edit that reaches one, or ties one, makes everything be computed anew, in an order that the places of cells
//! decide alone. That takes as long as opening the workbook, which is why circles without arrays are no knots.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Engine;
use super::graph::NodeRef;
use super::recalculate::cells_of;
use crate::cell::{Area, CellAddress, Link, Value};
use crate::formula::Library;

/// The knots of a workbook.
#[derive(Clone, Debug, Default)]
pub(super) struct Knots {
    /// By its formula cell, what each would cover.
    areas: FxHashMap<u32, Area>,
    /// Whether an edit reached one or tied one.
    is_met: bool,
    /// Whether everything is being computed anew.
    is_untying: bool,
}

impl Knots {
    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.areas.is_empty()
    }

    pub(super) const fn is_met(&self) -> bool {
        self.is_met
    }

    #[inline]
    pub(super) const fn is_untying(&self) -> bool {
        self.is_untying
    }

    pub(super) fn is_tied(&self, index: u32) -> bool {
        self.areas.contains_key(&index)
    }

    /// The cells that a knot would cover.
    pub(super) fn area(&self, index: u32) -> Option<Area> {
        self.areas.get(&index).copied()
    }

    /// Notes that the contents of cells, or what covers them, are changing.
    #[inline]
    pub(super) fn note_change(&mut self, area: Area) {
        if !self.areas.is_empty() && !self.is_untying {
            self.is_met |= self.areas.values().any(|wanted| wanted.intersection(area).is_some());
        }
    }

    /// Notes that cells move, or that sheets come or go.
    pub(super) fn note_upheaval(&mut self) {
        self.is_met |= !self.areas.is_empty();
    }

    /// Forgets a formula cell.
    pub(super) fn forget(&mut self, index: u32) {
        self.is_met |= self.areas.remove(&index).is_some();
    }
}

impl Engine {
    /// Whether a pass reaches or ties a knot, so that going on is idle. While everything is computed anew, knots are tied
    /// instead, and are among the cells on a cycle from then on.
    pub(super) fn meets_knot(&mut self, order: &[NodeRef], on_cycle: &mut FxHashSet<u32>) -> bool {
        let may_be_read_anew = !self.circular.is_empty() && !self.dynamic_reads.is_empty();
        if self.knots.is_empty() && on_cycle.is_empty() && !may_be_read_anew {
            return false;
        }
        if self.knots.is_untying {
            for index in on_cycle.iter() {
                if let Some(area) = self.spills.get(index) {
                    self.knots.areas.insert(*index, *area);
                }
            }
            on_cycle.extend(order.iter().map(|node| node.0).filter(|index| self.knots.is_tied(*index)));
            return false;
        }
        let reads_anew = |index: &u32| self.dynamic_reads.contains_key(index);
        self.knots.is_met |= on_cycle.iter().any(|index| self.spills.contains_key(index) || reads_anew(index))
            || order.iter().map(|node| node.0).any(|index| {
                self.knots.is_tied(index)
                    // What a computed reference makes a circle may have spilled before it was computed.
                    || may_be_read_anew && self.circular.contains(&index) && reads_anew(&index)
            });
        self.knots.is_met
    }

    /// Computes everything from the contents of cells alone.
    #[inline(never)]
    pub(super) fn compute_anew(&mut self, changed: &mut Vec<CellAddress>) {
        changed.append(&mut self.touched);
        let before = self.forget_results();
        self.rebuild_graph();
        self.seeds = self.users(|_| true);
        self.knots = Knots { is_untying: true, ..Knots::default() };
        let mut written = Vec::new();
        while !self.run_passes(&mut written) && self.tie_restless() {}
        self.knots.is_untying = false;
        written.extend(before.keys());
        written.sort_unstable();
        written.dedup();
        written.retain(|at| before.get(at).is_none_or(|before| !before.is_same(self.value(*at))));
        changed.append(&mut written);
    }

    /// Takes all that was computed out of the cells, and gives it.
    fn forget_results(&mut self) -> FxHashMap<CellAddress, Value> {
        let mut results = FxHashMap::default();
        for (index, area) in self.spills.drain() {
            for at in cells_of(area) {
                if let Some(slot) = self.store.slot_if_there(at)
                    && slot.link.as_spilled() == Some(index)
                {
                    slot.link = Link::LITERAL;
                    results.insert(at, std::mem::take(&mut slot.value));
                }
            }
        }
        for cell in self.cells.iter().filter(|cell| cell.formula != Library::NONE) {
            if let Some(slot) = self.store.slot_if_there(cell.at) {
                results.insert(cell.at, std::mem::take(&mut slot.value));
            }
        }
        self.blocked.clear();
        self.circular.clear();
        self.dynamic_reads.clear();
        results
    }

    /// Takes what goes on changing without end to depend on itself. Gives whether that is any formula that was not already.
    fn tie_restless(&mut self) -> bool {
        let mut restless = std::mem::take(&mut self.seeds);
        for at in std::mem::take(&mut self.touched) {
            self.for_each_reader(at, &mut |index| restless.push(index));
        }
        let known = self.knots.areas.len();
        for &index in &restless {
            let Some(at) = self.cells.get(index as usize).map(|cell| cell.at) else { continue };
            let wanted = self.spills.get(&index).or_else(|| self.blocked.get(&index));
            let wanted = wanted.copied().unwrap_or(Area::of(at));
            self.knots.areas.entry(index).or_insert(wanted);
        }
        let is_any_new = self.knots.areas.len() > known;
        if is_any_new {
            self.seeds = restless;
        }
        is_any_new
    }
}
