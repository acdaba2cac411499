//! What a cell is computed from and what is computed from it, to any depth: a walk level by level, bounded and without
//! recursion.

use std::collections::VecDeque;

use rustc_hash::FxHashSet;

use crate::cell::{Area, CellAddress};
use crate::engine::Engine;
use crate::limits::MAX_REACHED_CELLS;

/// How far a walk goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReachLimits {
    /// Levels: 1 for what is read directly.
    pub levels: u32,
    /// Entries after which the walk stops.
    pub entries: usize,
}

/// What a walk found, nearest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach<T> {
    /// The entries.
    pub found: Vec<T>,
    /// Whether the limits ended the walk before everything was found.
    pub is_cut: bool,
}

/// Cells that a formula reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Precedent {
    /// The cell whose formula reads them.
    pub reader: CellAddress,
    /// What it reads.
    pub area: Area,
    /// Levels from the cell that was asked about: 1 for what it reads itself.
    pub level: u32,
}

/// A cell whose formula reads another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dependent {
    /// The cell.
    pub cell: CellAddress,
    /// The cell that it reads, by which it depends on the one that was asked about.
    pub reads: CellAddress,
    /// Levels from the cell that was asked about: 1 for what reads it itself.
    pub level: u32,
}

/// What a cell is computed from. Every formula on the way is looked into once.
#[must_use]
pub fn precedents(engine: &Engine, at: CellAddress, limits: ReachLimits) -> Reach<Precedent> {
    let mut reach = Reach { found: Vec::new(), is_cut: false };
    let mut seen = FxHashSet::from_iter([at]);
    let mut seen_areas = FxHashSet::default();
    let mut looked_at = 0u64;
    let mut queue = VecDeque::from([(at, 0)]);
    while let Some((reader, level)) = queue.pop_front() {
        for area in sources(engine, reader) {
            if level >= limits.levels || reach.found.len() >= limits.entries || looked_at >= MAX_REACHED_CELLS {
                reach.is_cut = true;
                return reach;
            }
            reach.found.push(Precedent { reader, area, level: level + 1 });
            if !seen_areas.insert(area) {
                continue;
            }
            looked_at += engine.store().clip(area).map_or(0, Area::cells);
            for_each_computed(engine, area, |cell| {
                // Whatever waits makes at least one entry, so a longer queue would never be used up.
                if queue.len() <= limits.entries && seen.insert(cell) {
                    queue.push_back((cell, level + 1));
                }
            });
        }
    }
    reach
}

/// What is computed from a cell. Every cell is listed once, by the shortest way.
#[must_use]
pub fn dependents(engine: &Engine, at: CellAddress, limits: ReachLimits) -> Reach<Dependent> {
    let mut reach = Reach { found: Vec::new(), is_cut: false };
    let mut seen = FxHashSet::from_iter([at]);
    let mut queue = VecDeque::from([(at, 0)]);
    while let Some((reads, level)) = queue.pop_front() {
        for cell in engine.readers(reads) {
            if !seen.insert(cell) {
                continue;
            }
            if level >= limits.levels || reach.found.len() >= limits.entries {
                reach.is_cut = true;
                return reach;
            }
            reach.found.push(Dependent { cell, reads, level: level + 1 });
            queue.push_back((cell, level + 1));
        }
    }
    reach
}

/// Every cell whose formula has a part in what some cells are computed from, those cells among them. Nothing when that can't
/// be told beforehand: when a formula finds out what it reads only as it computes, or when there is too much to look at.
pub(super) fn all_behind(engine: &Engine, outcomes: &[CellAddress]) -> Option<FxHashSet<CellAddress>> {
    let mut behind = FxHashSet::from_iter(outcomes.iter().copied());
    let mut seen_areas = FxHashSet::default();
    let mut looked_at = 0u64;
    let mut queue: VecDeque<CellAddress> = outcomes.iter().copied().collect();
    while let Some(reader) = queue.pop_front() {
        if engine.reads_dynamically(reader) {
            return None;
        }
        for area in sources(engine, reader).into_iter().filter(|area| seen_areas.insert(*area)) {
            looked_at = looked_at.saturating_add(engine.store().clip(area).map_or(0, Area::cells));
            if looked_at > MAX_REACHED_CELLS {
                return None;
            }
            for_each_computed(engine, area, |cell| {
                if behind.insert(cell) {
                    queue.push_back(cell);
                }
            });
        }
    }
    Some(behind)
}

/// The areas that a cell's value comes from directly: what its formula reads, or the cell that spilled over it.
pub(super) fn sources(engine: &Engine, at: CellAddress) -> Vec<Area> {
    match spilled_from(engine, at) {
        Some(anchor) => vec![Area::of(anchor)],
        None => engine.precedents(at),
    }
}

/// The cell whose array covers another cell.
pub(super) fn spilled_from(engine: &Engine, at: CellAddress) -> Option<CellAddress> {
    engine.spill_area(at).map(Area::first).filter(|anchor| *anchor != at)
}

/// Calls a closure with every cell of an area whose value is computed.
fn for_each_computed(engine: &Engine, area: Area, mut visit: impl FnMut(CellAddress)) {
    let Ok(()) = engine.store().for_each_slot_in(area, |row, column, slot| {
        if slot.link.as_formula().is_some() || slot.link.as_spilled().is_some() {
            visit(CellAddress::new(area.sheet, row, column));
        }
        Ok::<(), std::convert::Infallible>(())
    });
}
