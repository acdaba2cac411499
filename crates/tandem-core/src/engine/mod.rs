//! The engine: cells with formulas, what depends on what, and recalculation that costs what an edit changes.
//!
//! An edit marks what depends on it; [`Engine::recalculate`] orders just that part without recursion, evaluates it, and
//! stops where a value did not change. Formulas that read the same relative to their cells share one compiled form.
//! This folder must not know workbooks, files or views. Start reading here, then `recalculate.rs` and `evaluate.rs`.

mod apart;
mod calls;
mod cycles;
mod evaluate;
mod explain;
mod graph;
mod inspect;
mod knots;
mod lambda;
mod late;
mod operators;
mod order;
mod reason;
mod recalculate;
mod references;
mod sheets;
mod special;
mod spill;
mod structure;
mod symbols;
mod transfer;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::cell::{Area, CellAddress, ErrorValue, Link, SheetId, Store, Value};
use crate::formula::{self, Formula, Library, ParseError, Reason, Reference, Scan};
use crate::function::Clock;
use crate::growth;
use crate::limits::{MAX_COLUMNS, MAX_ROWS, MAX_WORK};

use evaluate::Scratch;
use graph::Graph;
use knots::Knots;
use late::Late;
use symbols::SymbolTable;

pub use apart::{Hosts, Prepared, Rewrite};
pub use explain::{Explanation, Part, PartResult, PlacedReference};
pub use sheets::UserOfName;
pub use structure::{Rewritten, StructureError};
pub use transfer::Moved;

/// What was typed in a cell.
#[derive(Clone, Debug, Default)]
pub enum Content {
    /// Nothing.
    #[default]
    Blank,
    /// A value.
    Literal(Value),
    /// A formula with its `=`.
    Formula(String),
}

impl Content {
    /// Whether both are the same input.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Blank, Self::Blank) => true,
            (Self::Literal(a), Self::Literal(b)) => a.is_same(b),
            (Self::Formula(a), Self::Formula(b)) => a == b,
            _ => false,
        }
    }
}

/// A cell that holds a formula.
#[derive(Clone, Copy, Debug)]
struct FormulaCell {
    at: CellAddress,
    /// Index into the library.
    formula: u32,
    /// Counts the formulas this entry has held, so that readers left by an earlier one are known as stale.
    generation: u32,
    /// Its state in the latest pass that reached it, and whether that one must evaluate it: see `order.rs`.
    visit: u32,
    /// Head of the list of what reads its value; while a cell holds a formula, this stands for its slot's list, so that
    /// ordering never has to find the slot.
    readers: u32,
}

/// The work that one formula may do.
#[derive(Clone, Copy, Debug)]
struct WorkLimit(u64);

impl Default for WorkLimit {
    fn default() -> Self {
        Self(MAX_WORK)
    }
}

/// The cells of a workbook, computed.
#[derive(Clone, Debug, Default)]
pub struct Engine {
    store: Store,
    /// Entry 0 is never used, so that an index can say "none".
    cells: Vec<FormulaCell>,
    free_cells: Vec<u32>,
    library: Library,
    symbols: SymbolTable,
    graph: Graph,
    late: Late,
    clock: Clock,
    work_limit: WorkLimit,
    /// Formula cells that must be evaluated.
    seeds: Vec<u32>,
    /// Cells whose literal value was changed since the last recalculation.
    touched: Vec<CellAddress>,
    /// Where each spilled array lies, by its formula cell.
    spills: FxHashMap<u32, Area>,
    /// Where arrays wanted to spill and could not.
    blocked: FxHashMap<u32, Area>,
    /// What dynamic formulas read at their latest evaluation.
    dynamic_reads: FxHashMap<u32, Vec<Area>>,
    /// Formula cells that depend on themselves.
    circular: FxHashSet<u32>,
    knots: Knots,
    clock_readers: FxHashSet<u32>,
    input_readers: FxHashSet<u32>,
    pass: u32,
    /// Whether all formulas are evaluated in this pass, as after loading: then nobody needs to be told that he is due.
    is_all_due: bool,
    /// How many formulas in a row did not read as a neighbour's.
    unlike: u32,
    scan: Scan,
    scratch: Scratch,
}

impl Engine {
    /// An engine without sheets.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts content in a cell. Nothing is computed before [`Self::recalculate`].
    ///
    /// # Errors
    /// When a formula can't be read; the cell is then unchanged.
    pub fn set(&mut self, at: CellAddress, content: Content) -> Result<(), ParseError> {
        if at.row >= MAX_ROWS || at.column >= MAX_COLUMNS {
            return Err(ParseError { at: 0, reason: Reason::OutsideSheet });
        }
        match content {
            Content::Formula(text) => self.set_formula(at, &text)?,
            Content::Literal(value) => self.set_literal(at, value),
            Content::Blank => self.set_literal(at, Value::Blank),
        }
        Ok(())
    }

    /// Puts a formula in a cell, as [`Self::set`].
    ///
    /// # Errors
    /// When it can't be read; the cell is then unchanged.
    pub fn set_formula(&mut self, at: CellAddress, text: &str) -> Result<(), ParseError> {
        let formula = self.compile(at, text)?;
        self.make_room(at);
        self.place_formula(at, formula);
        Ok(())
    }

    fn set_literal(&mut self, at: CellAddress, value: Value) {
        if value.is_blank() && self.store.slot(at).is_none() {
            return;
        }
        self.make_room(at);
        let slot = self.store.slot_mut(at);
        let is_changed = !slot.value.is_same(&value);
        slot.value = value;
        if is_changed {
            self.touched.push(at);
        }
    }

    /// Takes whatever formula or spilled value a cell has out of the way; its value stays for comparison.
    fn make_room(&mut self, at: CellAddress) {
        if let Some(slot) = self.store.slot_if_there(at)
            && slot.link != Link::LITERAL
        {
            let link = std::mem::replace(&mut slot.link, Link::LITERAL);
            // Sums passed over a subtotal, and `A1#` asks what kind of cell it is, whatever its value.
            self.touched.push(at);
            if let Some(index) = link.as_formula() {
                if let Some(cell) = self.cells.get_mut(index as usize) {
                    slot.readers = std::mem::take(&mut cell.readers);
                }
                self.drop_formula(index);
            } else if let Some(anchor) = link.as_spilled() {
                self.seeds.push(anchor);
            }
        }
        if !self.blocked.is_empty() {
            self.seeds.extend(self.blocked.iter().filter(|(_, area)| area.contains(at)).map(|(index, _)| *index));
        }
        self.knots.note_change(Area::of(at));
        if !self.input_readers.is_empty() {
            self.seeds.extend(&self.input_readers);
        }
    }

    /// Reads a formula for a cell and gives its index among the shared formulas.
    fn compile(&mut self, at: CellAddress, text: &str) -> Result<u32, ParseError> {
        if let Some(known) = self.neighbours_formula(at, text) {
            self.library.hold(known);
            return Ok(known);
        }
        let text = formula::narrow(text);
        formula::scan(&text, at, &mut self.symbols, &mut self.scan)?;
        self.library.intern(&text, &self.scan)
    }

    /// The formula of the cell above or to the left, when a text reads the same. Where texts hardly ever do, as in a column
    /// of formulas that all differ, it is not tried each time.
    fn neighbours_formula(&mut self, at: CellAddress, text: &str) -> Option<u32> {
        const PATIENCE: u32 = 32;
        const RETRY: u32 = 16;
        if self.unlike > PATIENCE && !self.unlike.is_multiple_of(RETRY) {
            self.unlike = self.unlike.wrapping_add(1);
            return None;
        }
        let above = at.row.checked_sub(1).map(|row| CellAddress { row, ..at });
        let left = at.column.checked_sub(1).map(|column| CellAddress { column, ..at });
        let mut known = above.into_iter().chain(left).filter_map(|neighbour| {
            let index = self.store.slot(neighbour)?.link.as_formula()?;
            Some(self.cells.get(index as usize)?.formula)
        });
        let found =
            known.find(|known| self.library.get(*known).is_some_and(|formula| formula::reads_as(formula, text, at)));
        self.unlike = if found.is_some() { 0 } else { self.unlike.wrapping_add(1) };
        found
    }

    /// Puts a compiled formula in a cell that is free.
    fn place_formula(&mut self, at: CellAddress, formula: u32) {
        let may_wait = self.may_wait(at, formula);
        let slot = self.store.slot_mut(at);
        let readers = std::mem::take(&mut slot.readers);
        self.graph.note_placed(at, readers != 0);
        let cell = FormulaCell { at, formula, generation: 0, visit: 0, readers };
        let index = match self.free_cells.pop() {
            Some(index) => {
                if let Some(place) = self.cells.get_mut(index as usize) {
                    *place = FormulaCell { generation: place.generation, ..cell };
                }
                index
            }
            None => {
                if self.cells.is_empty() {
                    self.cells.push(FormulaCell { formula: Library::NONE, readers: 0, ..cell });
                }
                growth::push(&mut self.cells, cell);
                u32::try_from(self.cells.len() - 1).unwrap_or(u32::MAX)
            }
        };
        let is_subtotal = self.library.get(formula).is_some_and(Formula::is_subtotal);
        slot.link = if is_subtotal { Link::subtotal(index) } else { Link::formula(index) };
        if is_subtotal || !slot.value.is_blank() {
            // It is another kind of cell from now on, whatever its value.
            self.touched.push(at);
        }
        self.note_outside_reads(index);
        if !may_wait {
            self.link(index);
        }
        self.seeds.push(index);
    }

    /// Notes whether a formula cell reads the clock or what is typed in cells, itself or through a name.
    fn note_outside_reads(&mut self, index: u32) {
        let Some(formula) = self.cells.get(index as usize).and_then(|cell| self.library.get(cell.formula)) else {
            return;
        };
        let (mut reads_clock, mut reads_inputs) = (formula.reads_clock(), formula.reads_inputs());
        if !formula.names().is_empty() {
            self.visit_definitions(formula, &mut |formula| {
                reads_clock |= formula.reads_clock();
                reads_inputs |= formula.reads_inputs();
            });
        }
        if reads_clock {
            self.clock_readers.insert(index);
        } else if !self.clock_readers.is_empty() {
            self.clock_readers.remove(&index);
        }
        if reads_inputs {
            self.input_readers.insert(index);
        } else if !self.input_readers.is_empty() {
            self.input_readers.remove(&index);
        }
    }

    /// Forgets a formula cell: what it read no longer reaches it, and what it spilled is cleared.
    fn drop_formula(&mut self, index: u32) {
        self.clear_spill(index);
        self.blocked.remove(&index);
        self.circular.remove(&index);
        self.knots.forget(index);
        self.dynamic_reads.remove(&index);
        self.clock_readers.remove(&index);
        self.input_readers.remove(&index);
        if let Some(cell) = self.cells.get_mut(index as usize) {
            cell.generation = cell.generation.wrapping_add(1);
            self.library.release(cell.formula);
            cell.formula = Library::NONE;
            self.free_cells.push(index);
        }
        self.graph.count_stale();
        self.forget_linked();
    }

    /// What was typed in a cell.
    #[must_use]
    pub fn content(&self, at: CellAddress) -> Content {
        let Some(slot) = self.store.slot(at) else { return Content::Blank };
        if let Some(formula) = slot.link.as_formula().and_then(|index| self.formula_of(index)) {
            return Content::Formula(formula::print(formula, at, &self.symbols));
        }
        if slot.value.is_blank() || slot.link.as_spilled().is_some() {
            return Content::Blank;
        }
        Content::Literal(slot.value.clone())
    }

    /// The text of a cell's formula, with its `=`.
    #[must_use]
    pub fn formula_text(&self, at: CellAddress) -> Option<String> {
        self.formula_at(at).map(|formula| formula::print(formula, at, &self.symbols))
    }

    /// The text that a cell's formula has when it is copied to another cell: relative references move along.
    #[must_use]
    pub fn copied_formula_text(&self, from: CellAddress, to: CellAddress) -> Option<String> {
        self.formula_at(from).map(|formula| formula::print(formula, to, &self.symbols))
    }

    /// The formula of a cell.
    pub(crate) fn formula_at(&self, at: CellAddress) -> Option<Formula<'_>> {
        self.formula_of(self.store.slot(at)?.link.as_formula()?)
    }

    /// The formula of a formula cell.
    fn formula_of(&self, index: u32) -> Option<Formula<'_>> {
        self.library.get(self.cells.get(index as usize)?.formula)
    }

    /// What a cell evaluates to, as of the last recalculation.
    #[inline]
    #[must_use]
    pub fn value(&self, at: CellAddress) -> &Value {
        self.store.value(at)
    }

    /// All cells.
    #[must_use]
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// The cell whose formula began an error.
    #[must_use]
    pub fn origin(&self, error: ErrorValue) -> Option<CellAddress> {
        let cell = self.cells.get(error.origin?.get() as usize)?;
        Some(cell.at)
    }

    /// The area over which a cell's formula spilled, the cell itself included.
    #[must_use]
    pub fn spill_area(&self, at: CellAddress) -> Option<Area> {
        let link = self.store.slot(at)?.link;
        let index = link.as_formula().or_else(|| link.as_spilled())?;
        self.spills.get(&index).copied()
    }

    /// Names are read as if typed in the first cell of the first sheet.
    const NAME_HOST: CellAddress = CellAddress::new(SheetId(0), 0, 0);

    /// Tells the engine date, time and seed; formulas that read them are evaluated at the next recalculation.
    pub fn set_clock(&mut self, clock: Clock) {
        if self.clock != clock {
            self.clock = clock;
            self.seeds.extend(&self.clock_readers);
        }
    }

    /// Gives every formula that is evaluated from now on less work than [`MAX_WORK`] before it is an error, in the same
    /// units: for a caller that has less time than a person who waits for one cell.
    pub fn limit_work(&mut self, units: u64) {
        self.work_limit = WorkLimit(units.min(MAX_WORK));
    }

    /// The date, time and seed that the engine was told.
    #[must_use]
    pub const fn clock(&self) -> Clock {
        self.clock
    }

    /// The formula cells in use whose formula satisfies a condition.
    fn users(&self, condition: impl Fn(Formula<'_>) -> bool) -> Vec<u32> {
        (0u32..)
            .zip(&self.cells)
            .skip(1)
            .filter(|(_, cell)| self.library.get(cell.formula).is_some_and(&condition))
            .map(|(index, _)| index)
            .collect()
    }

    /// Gives a formula cell other references without linking it.
    fn exchange_references(&mut self, index: u32, references: &[Reference]) {
        let Some(before) = self.cells.get(index as usize).map(|cell| cell.formula) else { return };
        if let Some(formula) = self.library.with_references(before, references)
            && let Some(cell) = self.cells.get_mut(index as usize)
        {
            cell.formula = formula;
            self.library.release(before);
        }
    }
}
