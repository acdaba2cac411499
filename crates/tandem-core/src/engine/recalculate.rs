//! Recalculation: an order of what an edit reaches, then evaluation in that order, stopping where nothing changed.

use std::num::NonZeroU32;

use rustc_hash::FxHashSet;

use super::evaluate::{EvaluationScratch, Evaluator, at_once};
use super::graph::NodeRef;
use super::order::{DUE, LAST_PASS, base};
use super::{Engine, cycles};
use crate::cell::{Area, Cause, CellAddress, ErrorValue, Value};
use crate::formula::Library;

/// Passes after which what keeps changing is computed anew, and then what still does is taken to depend on itself.
const MAX_PASSES: u32 = 64;

/// Places of the list of what a pass begins with that are kept for the next.
const MANY_ROOTS: usize = 1 << 14;

impl Engine {
    /// Evaluates all that the edits since the last call reach, and gives the cells whose value changed.
    pub fn recalculate(&mut self) -> Vec<CellAddress> {
        let mut changed = Vec::new();
        self.end_loading();
        if self.graph.is_mostly_stale() {
            self.rebuild_graph();
        }
        changed.reserve(self.seeds.len() + self.touched.len());
        if !self.run_passes(&mut changed) {
            self.compute_anew(&mut changed);
        }
        self.give_back();
        changed
    }

    /// Evaluates until nothing is left to do. Gives false when a knot was met, or when there is no end of it.
    pub(super) fn run_passes(&mut self, changed: &mut Vec<CellAddress>) -> bool {
        let mut passes = 0;
        while !(self.knots.is_met() || self.seeds.is_empty() && self.touched.is_empty()) {
            passes += 1;
            if passes > MAX_PASSES {
                return false;
            }
            let (seeds, touched) = (std::mem::take(&mut self.seeds), std::mem::take(&mut self.touched));
            changed.extend(&touched);
            self.one_pass(&seeds, &touched, changed);
        }
        !self.knots.is_met()
    }

    /// Gives back room that was reserved for more formulas than came, as when numbers are loaded.
    fn give_back(&mut self) {
        /// Less than this is not worth a copy.
        const MUCH: usize = 4096;
        let (used, reserved) = (self.cells.len(), self.cells.capacity());
        if reserved - used > MUCH + used / 2 {
            self.cells.shrink_to(used + used / 8);
        }
        self.graph.give_back(MUCH);
    }

    fn one_pass(&mut self, seeds: &[u32], touched: &[CellAddress], changed: &mut Vec<CellAddress>) {
        // A wrap-around after half a billion passes only costs a rebuild.
        if self.pass > LAST_PASS {
            self.rebuild_graph();
        }
        self.pass += 1;
        let base = base(self.pass);
        let mut roots = std::mem::take(&mut self.scratch.roots);
        roots.clear();
        roots.reserve_exact(seeds.len());
        for &index in seeds {
            if let Some(cell) = self.cells.get_mut(index as usize)
                && cell.visit < base
                && cell.formula != Library::NONE
            {
                cell.visit = base + DUE;
                roots.push(NodeRef::formula(index));
            }
        }
        // Each root is another formula, and beside the formulas there are the free entries and the one that is never used.
        self.is_all_due = roots.len() + self.free_cells.len() + 1 >= self.cells.len();
        // What came after all that it reads needs no ordering, and is evaluated row by row where it lies in memory.
        let is_in_order = self.is_all_due
            && self.spills.is_empty()
            && self.graph.is_in_order()
            && roots.is_sorted_by_key(|root| root.0);
        if !is_in_order {
            self.link_waiting();
        }
        if !self.is_all_due {
            for at in touched {
                self.mark_readers_due(*at);
                self.for_each_node_reading(*at, |node| roots.push(node));
            }
        }
        if self.knots.is_untying() {
            // What is evaluated first among what doesn't depend on each other is what stands first.
            self.sort_by_place(&mut roots);
            roots.reverse();
        }
        let mut order = std::mem::take(&mut self.scratch.order);
        if self.is_all_due {
            order.clear();
            order.reserve_exact(roots.len() + self.graph.ranges.len());
        }
        let has_cycle = if is_in_order {
            order.extend(roots.iter().rev());
            false
        } else {
            self.order(&roots, &mut order)
        };
        let mut on_cycle = if has_cycle { cycles::members(self, &order) } else { FxHashSet::default() };
        if self.meets_knot(&order, &mut on_cycle) {
            self.scratch.roots = roots;
            self.scratch.order = order;
            return;
        }
        let mut scratch = std::mem::take(&mut self.scratch.evaluation);
        if on_cycle.is_empty() && self.circular.is_empty() {
            for node in order.iter().rev() {
                match node.as_range() {
                    Some(range) => self.pass_through_range(range),
                    None => self.evaluate_if_due(node.0, &mut scratch, changed),
                }
            }
        } else {
            self.evaluate_around_cycles(&order, &on_cycle, &mut scratch, changed);
        }
        self.scratch.evaluation = scratch;
        // Only loading begins with so many, and what is loaded takes room enough.
        self.scratch.roots = if roots.capacity() > MANY_ROOTS { Vec::new() } else { roots };
        self.scratch.order = order;
    }

    /// Evaluates in an order where some cells are on a cycle, or were until now.
    #[inline(never)]
    fn evaluate_around_cycles(
        &mut self,
        order: &[NodeRef],
        on_cycle: &FxHashSet<u32>,
        scratch: &mut EvaluationScratch,
        changed: &mut Vec<CellAddress>,
    ) {
        // Within a cycle no order is right, so its cells get their value before anything that reads them is evaluated.
        for &index in on_cycle {
            self.circular.insert(index);
            self.write(index, Cause::Circular.into(), changed);
        }
        for node in order.iter().rev() {
            match node.as_range() {
                Some(range) => self.pass_through_range(range),
                None if on_cycle.contains(&node.0) => self.read_anew(node.0, scratch),
                None => {
                    // A cell that has left its cycle is evaluated even when what it reads did not change.
                    if self.circular.remove(&node.0) {
                        self.mark_due(*node);
                    }
                    self.evaluate_if_due(node.0, scratch, changed);
                }
            }
        }
    }

    #[inline]
    fn mark_due(&mut self, node: NodeRef) {
        let base = base(self.pass);
        if let Some(visit) = self.visit(node) {
            *visit = (*visit).max(base) | DUE;
        }
    }

    #[inline]
    fn mark_list_due(&mut self, head: u32) {
        let mut next = head;
        while let Some(reader) = self.graph.reader(next) {
            if self.is_live(reader) {
                self.mark_due(reader.node);
            }
            next = reader.next;
        }
    }

    /// Marks what reads a cell as due in this pass.
    pub(super) fn mark_readers_due(&mut self, at: CellAddress) {
        self.mark_list_due(self.readers_of(at));
        self.mark_large_ranges_due(at);
    }

    #[inline(never)]
    fn mark_large_ranges_due(&mut self, at: CellAddress) {
        let mut large = std::mem::take(&mut self.scratch.large_ranges);
        large.clear();
        self.graph.for_each_large_range(at, |range| large.push(range));
        for range in &large {
            self.mark_due(NodeRef::range(*range));
        }
        self.scratch.large_ranges = large;
    }

    fn pass_through_range(&mut self, range: u32) {
        let Some(node) = self.graph.ranges.get(range as usize).copied() else { return };
        if !self.is_all_due && node.visit >= base(self.pass) + DUE {
            self.mark_list_due(node.readers);
        }
    }

    fn evaluate_if_due(&mut self, index: u32, scratch: &mut EvaluationScratch, changed: &mut Vec<CellAddress>) {
        let Some(cell) = self.cells.get(index as usize) else { return };
        if !self.is_all_due && cell.visit < base(self.pass) + DUE {
            return;
        }
        let at = cell.at;
        let Some(formula) = self.library.get(cell.formula) else { return };
        if let Some(value) = at_once(self, at, formula) {
            return self.write_plain(index, at, value, changed);
        }
        let value = Evaluator::new(self, at, scratch).formula(formula);
        // A name may compute a reference too, and a branch that is not taken does not: only evaluation tells.
        let is_dynamic = std::mem::take(&mut scratch.is_dynamic)
            || (!self.dynamic_reads.is_empty() && self.dynamic_reads.contains_key(&index));
        self.write_plain(index, at, value, changed);
        if is_dynamic {
            self.note_reads(index, scratch);
        }
    }

    /// As [`Self::write`], quicker for the common case: a plain value where no array was and none is.
    #[inline]
    fn write_plain(&mut self, index: u32, at: CellAddress, value: Value, changed: &mut Vec<CellAddress>) {
        let is_plain = matches!(value, Value::Number(_) | Value::Text(_) | Value::Bool(_));
        if is_plain && self.spills.is_empty() && self.blocked.is_empty() {
            self.write_single(index, at, value, false, changed);
        } else {
            self.write(index, value, changed);
        }
    }

    /// Notes which computed references a formula read; where they are others than before, it is evaluated once more.
    #[inline(never)]
    fn note_reads(&mut self, index: u32, scratch: &mut EvaluationScratch) {
        let reads = std::mem::take(&mut scratch.dynamic_reads);
        if self.dynamic_reads.get(&index).is_none_or(|before| *before != reads) {
            self.dynamic_reads.insert(index, reads);
            self.unlink(index);
            self.link(index);
            // What it reads may not have been computed yet: once more, now in the right order.
            self.seeds.push(index);
        }
    }

    /// A computed reference may be what closes a cycle, and may point elsewhere by now: its formula is evaluated for what it
    /// reads, not for its value. So is one that was never evaluated before, or the cells on a cycle would depend on the order of
    /// the edits that closed it.
    #[inline(never)]
    fn read_anew(&mut self, index: u32, scratch: &mut EvaluationScratch) {
        if self.knots.is_tied(index) {
            return;
        }
        let Some(cell) = self.cells.get(index as usize) else { return };
        let Some(formula) = self.library.get(cell.formula) else { return };
        Evaluator::new(self, cell.at, scratch).formula(formula);
        if std::mem::take(&mut scratch.is_dynamic) || self.dynamic_reads.contains_key(&index) {
            self.note_reads(index, scratch);
        }
    }

    /// Writes a formula cell's new value and marks what reads it, when it is another value.
    #[inline(never)]
    fn write(&mut self, index: u32, value: Value, changed: &mut Vec<CellAddress>) {
        let Some(at) = self.cells.get(index as usize).map(|cell| cell.at) else { return };
        let value = match value {
            Value::Error(error) if error.origin.is_none() => {
                Value::Error(ErrorValue { origin: NonZeroU32::new(index), ..error })
            }
            other => other,
        };
        let has_spill = self.spills.contains_key(&index);
        self.blocked.remove(&index);
        let (value, spilled_changed) = match value {
            Value::Array(array) => self.spill(index, at, &array, changed),
            other => {
                if has_spill {
                    self.clear_spill(index);
                }
                (other, has_spill)
            }
        };
        self.write_single(index, at, value, spilled_changed, changed);
    }

    /// Writes one cell's new value and marks what reads it, when it is another value or another cell of its array changed.
    #[inline]
    fn write_single(
        &mut self,
        index: u32,
        at: CellAddress,
        value: Value,
        array_changed: bool,
        changed: &mut Vec<CellAddress>,
    ) {
        let Some(slot) = self.store.slot_if_there(at) else { return };
        let is_same = slot.value.is_same(&value);
        if is_same && !array_changed {
            return;
        }
        if !is_same {
            slot.value = value;
            changed.push(at);
        }
        if self.is_all_due {
            return;
        }
        let head = self.cells.get(index as usize).map_or(0, |cell| cell.readers);
        self.mark_list_due(head);
        if self.graph.may_be_covered(at) {
            self.mark_large_ranges_due(at);
        }
    }
}

/// The cells of an area, row by row.
pub(super) fn cells_of(area: Area) -> impl Iterator<Item = CellAddress> {
    (area.top..=area.bottom)
        .flat_map(move |row| (area.left..=area.right).map(move |column| CellAddress::new(area.sheet, row, column)))
}
