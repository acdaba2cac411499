//! The order of recalculation: what an edit reaches, so that whatever reads comes after what it reads. A walk in depth with
//! its own stack, since chains are as long as sheets.

use super::Engine;
use super::graph::NodeRef;
use super::recalculate::cells_of;
use crate::cell::{Area, CellAddress};

/// States of a node in one ordering, added to the base of its pass so that marks need no clearing.
const OPEN: u32 = 1;
const DONE: u32 = 2;
/// Marks a node that must be evaluated in a pass, whatever its state.
pub(super) const DUE: u32 = 4;

/// What the marks of a pass begin with.
#[inline]
pub(super) const fn base(pass: u32) -> u32 {
    pass * 8
}

/// The last pass whose marks can be told from others.
pub(super) const LAST_PASS: u32 = u32::MAX / 8 - 2;

impl Engine {
    /// Puts every node that the roots reach into an order in which whatever reads comes before what it reads; gives
    /// whether a cycle was met.
    #[inline(never)]
    pub(super) fn order(&mut self, roots: &[NodeRef], order: &mut Vec<NodeRef>) -> bool {
        const LEAVE: u32 = 1 << 30;
        let base = base(self.pass);
        let mut has_cycle = false;
        let mut stack = std::mem::take(&mut self.scratch.stack);
        order.clear();
        for root in roots {
            stack.push(root.0);
            while let Some(entry) = stack.pop() {
                let node = NodeRef(entry & !LEAVE);
                let Some(visit) = self.visit(node) else { continue };
                if entry & LEAVE != 0 {
                    *visit = *visit - OPEN + DONE;
                    order.push(node);
                    continue;
                }
                if *visit < base {
                    *visit = base;
                }
                let state = *visit & (OPEN | DONE);
                if state == 0 {
                    *visit |= OPEN;
                    stack.push(entry | LEAVE);
                    let first = stack.len();
                    self.for_each_successor(node, |next| stack.push(next.0));
                    if self.knots.is_untying() {
                        self.sort_entries(stack.get_mut(first..).unwrap_or_default());
                    }
                } else {
                    has_cycle |= state == OPEN;
                }
            }
        }
        self.scratch.stack = stack;
        has_cycle
    }

    /// Puts entries of the stack that are no leaves in the order of their places.
    #[inline(never)]
    fn sort_entries(&self, entries: &mut [u32]) {
        entries.sort_unstable_by_key(|entry| self.place(NodeRef(*entry)));
    }

    /// Puts nodes in the order of their places.
    #[inline(never)]
    pub(super) fn sort_by_place(&self, nodes: &mut [NodeRef]) {
        nodes.sort_unstable_by_key(|node| self.place(*node));
    }

    /// The first and the last cell of a node, by which nodes are told from each other whatever the edits that made them.
    fn place(&self, node: NodeRef) -> Option<(CellAddress, CellAddress)> {
        match node.as_range() {
            Some(range) => self.graph.ranges.get(range as usize).map(|range| {
                let Area { sheet, bottom, right, .. } = range.area;
                (range.area.first(), CellAddress::new(sheet, bottom, right))
            }),
            None => self.cells.get(node.0 as usize).map(|cell| (cell.at, cell.at)),
        }
    }

    /// The marks of a node.
    #[inline]
    pub(super) fn visit(&mut self, node: NodeRef) -> Option<&mut u32> {
        match node.as_range() {
            Some(range) => self.graph.ranges.get_mut(range as usize).map(|range| &mut range.visit),
            None => self.cells.get_mut(node.0 as usize).map(|cell| &mut cell.visit),
        }
    }

    /// Calls a closure with every node that must be evaluated after a node.
    #[inline]
    pub(super) fn for_each_successor(&self, node: NodeRef, mut visit: impl FnMut(NodeRef)) {
        if let Some(range) = node.as_range() {
            if let Some(range) = self.graph.ranges.get(range as usize) {
                self.for_each_in_list(range.readers, &mut visit);
            }
            return;
        }
        let Some(cell) = self.cells.get(node.0 as usize) else { return };
        self.for_each_in_list(cell.readers, &mut visit);
        self.graph.for_each_large_range(cell.at, |range| visit(NodeRef::range(range)));
        if !(self.spills.is_empty() && self.knots.is_empty()) {
            self.visit_readers_of_array(node, cell.at, &mut visit);
        }
    }

    /// Calls a closure with every node that reads what a formula spilled.
    #[inline(never)]
    fn visit_readers_of_array(&self, node: NodeRef, host: CellAddress, visit: &mut dyn FnMut(NodeRef)) {
        if let Some(area) = self.spills.get(&node.0).copied().or_else(|| self.knots.area(node.0)) {
            for at in cells_of(area) {
                if at != host {
                    self.for_each_node_reading(at, &mut *visit);
                }
            }
        }
    }
}
