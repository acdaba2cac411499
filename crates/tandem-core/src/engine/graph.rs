//! What reads what: per cell a linked list of readers, and one node for every distinct range that formulas read.

use rustc_hash::FxHashMap;

use super::recalculate::cells_of;
use super::{Engine, FormulaCell};
use crate::cell::{Area, CellAddress, SheetId, Store};
use crate::growth::{make_room, push};

/// Ranges of up to this many cells are reached from each of their cells; larger ones by their columns.
const SMALL_RANGE_CELLS: u64 = 32;
/// Ranges of up to this many cells that move along when their formula is copied, down and across, are read cell by cell: hardly
/// any two formulas read the same one, so a node for each would only take room.
const OWN_RANGE_CELLS: u64 = 16;
/// A reference is looked for among so many before it, so that a formula that repeats one is linked once for it.
const REPEATED_AMONG: usize = 16;
/// Rows of one bucket of the index of ranges by column.
const BUCKET_ROWS: u32 = 1024;
/// Ranges over more buckets than this are kept in one list per column.
const MAX_BUCKETS: u32 = 4;
/// Ranges over more columns than this are kept in one list per sheet.
const MAX_INDEXED_COLUMNS: u32 = 64;

/// A formula cell or a range, as a node of the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NodeRef(pub(super) u32);

impl NodeRef {
    const RANGE: u32 = 1 << 31;

    pub(super) const fn formula(index: u32) -> Self {
        Self(index)
    }

    pub(super) const fn range(index: u32) -> Self {
        Self(index | Self::RANGE)
    }

    pub(super) const fn as_range(self) -> Option<u32> {
        if self.0 & Self::RANGE == 0 { None } else { Some(self.0 & !Self::RANGE) }
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Reader {
    pub(super) node: NodeRef,
    /// The generation of the formula cell when it was linked; a later one makes this reader stale.
    generation: u32,
    pub(super) next: u32,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct RangeNode {
    pub(super) area: Area,
    /// Head of the list of its readers.
    pub(super) readers: u32,
    /// The marks of the latest pass that reached it, as a formula cell's.
    pub(super) visit: u32,
}

#[derive(Clone, Debug, Default)]
struct ColumnRanges {
    buckets: FxHashMap<u32, Vec<u32>>,
    tall: Vec<u32>,
}

/// The bit of a column among those in which large ranges lie.
#[inline]
const fn column_bit(column: u32) -> u64 {
    1 << (column % 64)
}

/// All edges of the graph.
#[derive(Clone, Debug, Default)]
pub(super) struct Graph {
    /// Entry 0 is never used, so that an index can say "none".
    readers: Vec<Reader>,
    pub(super) ranges: Vec<RangeNode>,
    by_area: FxHashMap<Area, u32>,
    columns: FxHashMap<(SheetId, u32), ColumnRanges>,
    wide: FxHashMap<SheetId, Vec<u32>>,
    /// A bit for each column in which a large range lies, counted round by 64: most cells lie under none, and hear so without
    /// being looked up.
    covered_columns: u64,
    stale: usize,
    /// Whether a formula may read one that came after it. As long as none does, as when a sheet is loaded row by row, the
    /// order in which formulas came is one in which they can be evaluated.
    is_out_of_order: bool,
}

impl Graph {
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Makes room for what some formulas read.
    pub(super) fn reserve(&mut self, formulas: usize) {
        make_room(&mut self.readers, 2 * formulas);
    }

    /// Gives back room that was reserved for more readers than came, when it is much.
    pub(super) fn give_back(&mut self, much: usize) {
        let (used, reserved) = (self.readers.len(), self.readers.capacity());
        if reserved - used > much + used / 2 {
            self.readers.shrink_to(used + used / 8);
        }
    }

    pub(super) const fn count_stale(&mut self) {
        self.stale += 1;
    }

    /// Whether so many readers are stale that building the graph anew pays.
    pub(super) const fn is_mostly_stale(&self) -> bool {
        self.stale > 1024 && self.stale * 4 > self.readers.len()
    }

    /// Whether every formula came after those that it reads.
    pub(super) const fn is_in_order(&self) -> bool {
        !self.is_out_of_order
    }

    pub(super) const fn set_out_of_order(&mut self, is_out_of_order: bool) {
        self.is_out_of_order = is_out_of_order;
    }

    /// Notes that a formula is put in a cell; `is_read` tells whether one that was there before reads the cell itself.
    #[inline]
    pub(super) fn note_placed(&mut self, at: CellAddress, is_read: bool) {
        if !self.is_out_of_order {
            let mut is_covered = is_read;
            self.for_each_large_range(at, |_| is_covered = true);
            self.is_out_of_order = is_covered;
        }
    }

    #[inline]
    pub(super) fn reader(&self, index: u32) -> Option<Reader> {
        if index == 0 { None } else { self.readers.get(index as usize).copied() }
    }

    fn prepend(&mut self, node: NodeRef, generation: u32, next: u32) -> u32 {
        if self.readers.is_empty() {
            self.readers.push(Reader { node, generation: 0, next: 0 });
        }
        push(&mut self.readers, Reader { node, generation, next });
        u32::try_from(self.readers.len() - 1).unwrap_or(0)
    }

    fn index_by_column(&mut self, range: u32, area: Area) {
        if area.columns() > MAX_INDEXED_COLUMNS {
            self.covered_columns = u64::MAX;
            self.wide.entry(area.sheet).or_default().push(range);
            return;
        }
        let (first, last) = (area.top / BUCKET_ROWS, area.bottom / BUCKET_ROWS);
        for column in area.left..=area.right {
            self.covered_columns |= column_bit(column);
            let ranges = self.columns.entry((area.sheet, column)).or_default();
            if last - first < MAX_BUCKETS {
                for bucket in first..=last {
                    ranges.buckets.entry(bucket).or_default().push(range);
                }
            } else {
                ranges.tall.push(range);
            }
        }
    }

    /// Whether a cell may lie under a range so large that its cells do not list it as a reader.
    #[inline]
    pub(super) const fn may_be_covered(&self, at: CellAddress) -> bool {
        self.covered_columns & column_bit(at.column) != 0
    }

    /// Calls a closure with every large range that covers a cell.
    #[inline]
    pub(super) fn for_each_large_range(&self, at: CellAddress, mut visit: impl FnMut(u32)) {
        if !self.may_be_covered(at) {
            return;
        }
        self.visit_large_ranges(at, &mut visit);
    }

    /// As [`Self::for_each_large_range`] of a cell that may be covered, once for all who ask: a browser compiles each copy anew.
    #[inline(never)]
    fn visit_large_ranges(&self, at: CellAddress, visit: &mut dyn FnMut(u32)) {
        let mut check = |list: &[u32]| {
            for &index in list {
                if self.ranges.get(index as usize).is_some_and(|range| range.area.contains(at)) {
                    visit(index);
                }
            }
        };
        if let Some(ranges) = self.columns.get(&(at.sheet, at.column)) {
            check(&ranges.tall);
            if let Some(bucket) = ranges.buckets.get(&(at.row / BUCKET_ROWS)) {
                check(bucket);
            }
        }
        if let Some(wide) = self.wide.get(&at.sheet) {
            check(wide);
        }
    }
}

/// A formula cell that is made a reader, and where the lists of readers stand.
struct Links<'e> {
    store: &'e mut Store,
    cells: &'e mut Vec<FormulaCell>,
    graph: &'e mut Graph,
    index: u32,
    cell: FormulaCell,
}

impl Links<'_> {
    /// Makes the formula cell a reader of an area. One that many formulas may share gets a node of its own; others that are
    /// small are read cell by cell.
    #[inline]
    fn link_area(&mut self, area: Area, is_shared: impl FnOnce() -> bool) {
        let node = NodeRef::formula(self.index);
        self.graph.is_out_of_order |= area.contains(self.cell.at);
        if area.is_single() {
            self.add_reader(area.first(), node, self.cell.generation);
        } else if area.cells() <= OWN_RANGE_CELLS && !is_shared() {
            for at in cells_of(area) {
                self.add_reader(at, node, self.cell.generation);
            }
        } else {
            self.link_range(area, node);
        }
    }

    fn link_range(&mut self, area: Area, node: NodeRef) {
        let range = match self.graph.by_area.get(&area) {
            Some(range) => *range,
            None => self.add_range(area),
        };
        let head = self.graph.ranges.get(range as usize).map_or(0, |node| node.readers);
        let head = self.graph.prepend(node, self.cell.generation, head);
        if let Some(node) = self.graph.ranges.get_mut(range as usize) {
            node.readers = head;
        }
    }

    fn add_range(&mut self, area: Area) -> u32 {
        let range = u32::try_from(self.graph.ranges.len()).unwrap_or(u32::MAX);
        self.graph.ranges.push(RangeNode { area, readers: 0, visit: 0 });
        self.graph.by_area.insert(area, range);
        if area.cells() > SMALL_RANGE_CELLS {
            self.graph.index_by_column(range, area);
            return range;
        }
        for at in cells_of(area) {
            self.add_reader(at, NodeRef::range(range), 0);
        }
        range
    }

    /// Puts a node on the list of what reads a cell.
    #[inline]
    fn add_reader(&mut self, at: CellAddress, node: NodeRef, generation: u32) {
        let slot = self.store.slot_mut(at);
        let formula = slot.link.as_formula().and_then(|index| self.cells.get_mut(index as usize));
        let head = formula.map_or(&mut slot.readers, |cell| &mut cell.readers);
        *head = self.graph.prepend(node, generation, *head);
    }
}

impl Engine {
    /// Makes a formula cell a reader of all that its formula reads.
    pub(super) fn link(&mut self, index: u32) {
        let Some(cell) = self.cells.get(index as usize).copied() else { return };
        let Self { store, cells, graph, library, .. } = self;
        let Some(formula) = library.get(cell.formula) else { return };
        if self.symbols.is_detached(cell.at.sheet) {
            return;
        }
        // The latest formula reads none that came after it, unless it is itself what it reads.
        graph.is_out_of_order |= index as usize + 1 != cells.len();
        // A formula without names reads only its references.
        if formula.names().is_empty() {
            let mut links = Links { store, cells, graph, index, cell };
            let references = formula.references();
            let addresses = formula.addresses();
            // What an address repeats is read all the same.
            let repeated_among = if addresses.is_empty() { REPEATED_AMONG } else { 0 };
            for (place, reference) in references.iter().enumerate() {
                let before = references.get(place.saturating_sub(repeated_among)..place).unwrap_or(&[]);
                if !before.contains(reference)
                    && !addresses.contains(&place)
                    && let Some(area) = reference.area(cell.at)
                {
                    links.link_area(area, || reference.is_pinned());
                }
            }
        } else {
            self.link_through_names(index, cell);
        }
        if !self.dynamic_reads.is_empty() {
            let Self { store, cells, graph, dynamic_reads, .. } = self;
            let mut links = Links { store, cells, graph, index, cell };
            dynamic_reads.get(&index).into_iter().flatten().for_each(|area| links.link_area(*area, || true));
        }
    }

    /// Makes a formula cell a reader of its references and of what its names mean.
    fn link_through_names(&mut self, index: u32, cell: FormulaCell) {
        let mut areas = std::mem::take(&mut self.scratch.areas);
        areas.clear();
        if let Some(formula) = self.library.get(cell.formula) {
            self.visit_definitions(formula, &mut |formula| {
                let addresses = formula.addresses();
                let read = formula.references().iter().enumerate().filter(|(place, _)| !addresses.contains(place));
                areas.extend(read.filter_map(|(_, reference)| reference.area(cell.at)));
            });
        }
        let Self { store, cells, graph, .. } = self;
        let mut links = Links { store, cells, graph, index, cell };
        for area in &areas {
            links.link_area(*area, || true);
        }
        self.scratch.areas = areas;
    }

    /// Makes all readers that a formula cell is stale.
    pub(super) fn unlink(&mut self, index: u32) {
        self.link_waiting();
        if let Some(cell) = self.cells.get_mut(index as usize) {
            cell.generation = cell.generation.wrapping_add(1);
            self.graph.count_stale();
        }
    }

    /// Head of the list of what reads a cell.
    #[inline]
    pub(super) fn readers_of(&self, at: CellAddress) -> u32 {
        let Some(slot) = self.store.slot(at) else { return 0 };
        match slot.link.as_formula() {
            Some(index) => self.cells.get(index as usize).map_or(0, |cell| cell.readers),
            None => slot.readers,
        }
    }

    /// Builds the graph anew from the formulas.
    #[inline(never)]
    pub(super) fn rebuild_graph(&mut self) {
        self.graph.clear();
        self.forget_waiting();
        self.store.for_each_slot_mut(|slot| {
            // Most cells are read by none, and memory that is not written need not be fetched whole.
            if slot.readers != 0 {
                slot.readers = 0;
            }
        });
        // Ranges count visits from zero again, and so must cells.
        for cell in &mut self.cells {
            cell.readers = 0;
            cell.visit = 0;
        }
        self.pass = 0;
        for index in 1..u32::try_from(self.cells.len()).unwrap_or(u32::MAX) {
            self.link(index);
        }
    }

    /// Whether a reader still means the formula that linked it.
    #[inline]
    pub(super) fn is_live(&self, reader: Reader) -> bool {
        reader.node.as_range().is_some()
            || self.cells.get(reader.node.0 as usize).is_some_and(|cell| cell.generation == reader.generation)
    }

    /// Calls a closure with every node that reads a cell directly: its live readers and the large ranges over it.
    #[inline]
    pub(super) fn for_each_node_reading(&self, at: CellAddress, mut visit: impl FnMut(NodeRef)) {
        self.for_each_in_list(self.readers_of(at), &mut visit);
        self.graph.for_each_large_range(at, |range| visit(NodeRef::range(range)));
    }

    #[inline]
    pub(super) fn for_each_in_list(&self, head: u32, visit: &mut impl FnMut(NodeRef)) {
        let mut next = head;
        while let Some(reader) = self.graph.reader(next) {
            if self.is_live(reader) {
                visit(reader.node);
            }
            next = reader.next;
        }
    }

    /// Calls a closure with every formula cell that reads a cell directly or through a range.
    pub(super) fn for_each_reader(&self, at: CellAddress, visit: &mut impl FnMut(u32)) {
        let linked = self.with_all_linked();
        linked.for_each_node_reading(at, |node| match node.as_range() {
            None => visit(node.0),
            Some(range) => {
                if let Some(range) = linked.graph.ranges.get(range as usize) {
                    linked.for_each_in_list(range.readers, &mut |node| visit(node.0));
                }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many readers stand in the lists after formulas were put beside each other in one row.
    fn readers(formulas: &[&str]) -> usize {
        let mut engine = Engine::new();
        let sheet = engine.add_sheet("Sheet1");
        for (column, text) in (8..).zip(formulas) {
            engine.set_formula(CellAddress::new(sheet, 0, column), text).unwrap();
        }
        engine.recalculate();
        // The first entry is never used.
        engine.graph.readers.len() - 1
    }

    #[test]
    fn what_a_formula_repeats_is_linked_once() {
        assert_eq!(readers(&["=IF(A1>1,A1,$A1+A1)"]), 2);
        assert_eq!(readers(&["=SUM(A1:D1)/COUNT(A1:D1)"]), 4);
    }

    #[test]
    fn formulas_of_a_row_share_the_range_that_is_pinned_to_its_columns() {
        assert_eq!(readers(&["=SUM($A1:$H1)", "=MAX($A1:$H1)", "=MIN($A1:$H1)"]), 8 + 3);
        assert_eq!(readers(&["=SUM(A$1:H$1)", "=MAX(A$1:H$1)", "=MIN(A$1:H$1)"]), 8 + 3);
        assert_eq!(readers(&["=SUM(A1:H1)", "=MAX(A1:H1)", "=MIN(A1:H1)"]), 3 * 8);
    }
}
