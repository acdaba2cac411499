//! The engine: cells with formulas, what depends on what, and recalculation that costs what an edit changes.
//!
//! An edit marks what depends on it; [`Engine::recalculate`] orders just that part without recursion, evaluates it, and
//! stops where a value did not change. Formulas that read the same relative to their cells share one compiled form.
//! This folder must not know workbooks, files or views. Start reading here, then `recalculate.rs` and `evaluate.rs`.

mod calls;
mod cycles;
mod evaluate;
mod graph;
mod operators;
mod recalculate;
mod shared;
mod special;
mod structure;
mod symbols;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::cell::{Area, CellAddress, ErrorValue, Link, SheetId, Store, Value};
use crate::formula::{self, Formula, NameId, ParseError, Reason, Scan};
use crate::function::Clock;
use crate::limits::{MAX_COLUMNS, MAX_ROWS};

use evaluate::{EvaluationScratch, Evaluator, Scratch};
use graph::Graph;
use shared::SharedFormulas;
use symbols::SymbolTable;

pub use structure::{Rewritten, StructureError};

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
    /// Index into the shared formulas.
    formula: u32,
    /// Counts the formulas this entry has held, so that readers left by an earlier one are known as stale.
    generation: u32,
    /// The state of the latest ordering that reached it.
    visit: u32,
    /// The latest pass that must evaluate it.
    due: u32,
    /// Head of the list of what reads its value; while a cell holds a formula, this stands for its slot's list, so that
    /// ordering never has to find the slot.
    readers: u32,
}

/// The cells of a workbook, computed.
#[derive(Clone, Debug, Default)]
pub struct Engine {
    store: Store,
    /// Entry 0 is never used, so that an index can say "none".
    cells: Vec<FormulaCell>,
    free_cells: Vec<u32>,
    shared: SharedFormulas,
    symbols: SymbolTable,
    graph: Graph,
    clock: Clock,
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
    clock_readers: FxHashSet<u32>,
    input_readers: FxHashSet<u32>,
    pass: u32,
    scan: Scan,
    scratch: Scratch,
}

impl Engine {
    /// An engine without sheets.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a sheet. Formulas that already name it come to life at the next recalculation.
    pub fn add_sheet(&mut self, name: &str) -> SheetId {
        let id = self.symbols.attach_new(name);
        self.store.sheet_mut(id);
        self.seed_users_of_sheet(id);
        id
    }

    /// Renames a sheet; formulas show the new name. Formulas and names that already waited for a sheet of that name mean
    /// this one from now on: what they said before is given.
    pub fn rename_sheet(&mut self, id: SheetId, name: &str) -> Rewritten {
        let rewritten = self.symbols.awaited_sheet(name).map(|waiting| self.texts_with_sheet(waiting));
        let waiting = self.symbols.rename_sheet(id, name);
        if let Some(waiting) = waiting {
            self.retarget_sheet(waiting, id);
        }
        rewritten.unwrap_or_default()
    }

    /// Takes a sheet away as if it had never been added: formulas wait for a sheet of its name.
    pub fn withdraw_sheet(&mut self, id: SheetId) {
        self.symbols.withdraw(id);
        self.seed_users_of_sheet(id);
    }

    /// Takes a sheet away: references to it give `#REF!`. Its cells are kept, so that it can be attached again. What the
    /// formulas and names that refer to it said before is given: once one of them is changed, only that tells.
    pub fn detach_sheet(&mut self, id: SheetId) -> Rewritten {
        let rewritten = self.texts_with_sheet(id);
        self.symbols.detach(id);
        self.seed_users_of_sheet(id);
        rewritten
    }

    /// Brings a detached or withdrawn sheet back with its cells; formulas that wait for its name mean it from now on.
    pub fn attach_sheet(&mut self, id: SheetId) {
        if let Some(waiting) = self.symbols.attach(id) {
            self.retarget_sheet(waiting, id);
        }
        self.seed_users_of_sheet(id);
    }

    /// The sheet of a name, in any case.
    #[must_use]
    pub fn sheet_id(&self, name: &str) -> Option<SheetId> {
        self.symbols.attached_sheet(name)
    }

    /// The name of a sheet that is attached.
    #[must_use]
    pub fn sheet_name(&self, id: SheetId) -> Option<&str> {
        self.symbols.sheet_name(id)
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
        if let Some(slot) = self.store.slot_if_there(at) {
            let link = std::mem::replace(&mut slot.link, Link::LITERAL);
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
        self.seeds.extend(&self.input_readers);
    }

    /// Reads a formula for a cell and gives its index among the shared formulas.
    fn compile(&mut self, at: CellAddress, text: &str) -> Result<u32, ParseError> {
        let text = formula::narrow(text);
        formula::scan(&text, at, &mut self.symbols, &mut self.scan)?;
        self.shared.intern(&text, &self.scan)
    }

    /// Puts a compiled formula in a cell that is free.
    fn place_formula(&mut self, at: CellAddress, formula: u32) {
        let slot = self.store.slot_mut(at);
        let readers = std::mem::take(&mut slot.readers);
        let cell = FormulaCell { at, formula, generation: 0, visit: 0, due: 0, readers };
        let index = match self.free_cells.pop() {
            Some(index) => {
                if let Some(place) = self.cells.get_mut(index as usize) {
                    *place = FormulaCell { generation: place.generation, ..cell };
                }
                index
            }
            None => {
                if self.cells.is_empty() {
                    self.cells.push(FormulaCell { formula: SharedFormulas::NONE, readers: 0, ..cell });
                }
                self.cells.push(cell);
                u32::try_from(self.cells.len() - 1).unwrap_or(u32::MAX)
            }
        };
        slot.link = Link::formula(index);
        if let Some(formula) = self.shared.get(formula) {
            if formula.code.reads_clock {
                self.clock_readers.insert(index);
            }
            if formula.code.reads_inputs {
                self.input_readers.insert(index);
            }
        }
        self.link(index);
        self.seeds.push(index);
    }

    /// Forgets a formula cell: what it read no longer reaches it, and what it spilled is cleared.
    fn drop_formula(&mut self, index: u32) {
        self.clear_spill(index);
        self.blocked.remove(&index);
        self.circular.remove(&index);
        self.dynamic_reads.remove(&index);
        self.clock_readers.remove(&index);
        self.input_readers.remove(&index);
        if let Some(cell) = self.cells.get_mut(index as usize) {
            cell.generation = cell.generation.wrapping_add(1);
            self.shared.release(cell.formula);
            cell.formula = SharedFormulas::NONE;
            self.free_cells.push(index);
        }
        self.graph.count_stale();
    }

    /// Clears the cells that a formula spilled into.
    fn clear_spill(&mut self, index: u32) {
        let Some(area) = self.spills.remove(&index) else { return };
        // What wanted to spill over these cells may now do so.
        let waiting = self.blocked.iter().filter(|(_, wanted)| wanted.intersection(area).is_some());
        self.seeds.extend(waiting.map(|(index, _)| *index));
        for row in area.top..=area.bottom {
            for column in area.left..=area.right {
                let at = CellAddress::new(area.sheet, row, column);
                if let Some(slot) = self.store.slot_if_there(at)
                    && slot.link.as_spilled() == Some(index)
                {
                    slot.link = Link::LITERAL;
                    slot.value = Value::Blank;
                    self.touched.push(at);
                }
            }
        }
    }

    /// What was typed in a cell.
    #[must_use]
    pub fn content(&self, at: CellAddress) -> Content {
        let Some(slot) = self.store.slot(at) else { return Content::Blank };
        if let Some(formula) = self.formula_at(at) {
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

    fn formula_at(&self, at: CellAddress) -> Option<&Formula> {
        let index = self.store.slot(at)?.link.as_formula()?;
        self.shared.get(self.cells.get(index as usize)?.formula)
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

    /// Defines a workbook-wide name as a formula such as `=Inputs!$B$2`, or removes its definition.
    ///
    /// # Errors
    /// When the formula can't be read; the name is then unchanged.
    pub fn define_name(&mut self, name: &str, target: Option<&str>) -> Result<(), ParseError> {
        use formula::Symbols;
        let compiled = match target {
            None => None,
            Some(text) => {
                let index = self.compile(Self::NAME_HOST, text)?;
                let formula = self.shared.get(index).cloned();
                self.shared.release(index);
                formula
            }
        };
        let id = self.symbols.name(name);
        self.symbols.define(id, name, compiled);
        self.relink_users_of_name(id);
        Ok(())
    }

    /// Names are read as if typed in the first cell of the first sheet.
    const NAME_HOST: CellAddress = CellAddress::new(SheetId(0), 0, 0);

    /// The formula that a name stands for, with its `=`.
    #[must_use]
    pub fn name_target(&self, name: &str) -> Option<String> {
        let formula = self.symbols.definition(self.symbols.find_name(name)?)?;
        Some(formula::print(formula, Self::NAME_HOST, &self.symbols))
    }

    /// The cells that a name stands for, when it is a plain reference.
    #[must_use]
    pub fn name_area(&self, name: &str) -> Option<Area> {
        let formula = self.symbols.definition(self.symbols.find_name(name)?)?;
        match (formula.code.node(formula.code.root), &*formula.references) {
            (formula::Node::Reference(_), [reference]) => reference.area(Self::NAME_HOST),
            _ => None,
        }
    }

    /// Tells the engine date, time and seed; formulas that read them are evaluated at the next recalculation.
    pub fn set_clock(&mut self, clock: Clock) {
        if self.clock != clock {
            self.clock = clock;
            self.seeds.extend(&self.clock_readers);
        }
    }

    /// The date, time and seed that the engine was told.
    #[must_use]
    pub const fn clock(&self) -> Clock {
        self.clock
    }

    /// Whether a text is a formula that can be read.
    ///
    /// # Errors
    /// Where it can't, and why.
    pub fn check(&self, text: &str) -> Result<(), ParseError> {
        self.read_apart(Self::NAME_HOST, text).map(|_| ())
    }

    /// Reads a formula without keeping anything of it.
    fn read_apart(&self, host: CellAddress, text: &str) -> Result<(Formula, SymbolTable), ParseError> {
        let text = formula::narrow(text);
        let mut symbols = self.symbols.clone();
        let mut scan = Scan::default();
        formula::scan(&text, host, &mut symbols, &mut scan)?;
        let code = formula::parse(&text, &scan)?;
        let formula = Formula {
            template: scan.template.as_str().into(),
            code: code.into(),
            references: scan.references.into(),
            names: scan.names.into(),
        };
        Ok((formula, symbols))
    }

    /// The value of a formula as if it stood in a cell; nothing is kept.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn evaluate(&self, host: CellAddress, text: &str) -> Result<Value, ParseError> {
        let (formula, _) = self.read_apart(host, text)?;
        let mut scratch = EvaluationScratch::default();
        Ok(Evaluator::new(self, host, &mut scratch).formula(&formula))
    }

    /// The areas that a cell's formula reads, in the order of its references, names followed.
    #[must_use]
    pub fn precedents(&self, at: CellAddress) -> Vec<Area> {
        let mut areas = Vec::new();
        if let Some(formula) = self.formula_at(at) {
            self.visit_reads(formula, at, 0, &mut |area| {
                if !areas.contains(&area) {
                    areas.push(area);
                }
            });
        }
        let index = self.store.slot(at).and_then(|slot| slot.link.as_formula());
        if let Some(dynamic) = index.and_then(|index| self.dynamic_reads.get(&index)) {
            for area in dynamic {
                if !areas.contains(area) {
                    areas.push(*area);
                }
            }
        }
        areas
    }

    /// The cells whose formulas read a cell directly.
    #[must_use]
    pub fn dependents(&self, at: CellAddress) -> Vec<CellAddress> {
        let mut found = Vec::new();
        self.for_each_reader(at, &mut |index| {
            if let Some(cell) = self.cells.get(index as usize)
                && !found.contains(&cell.at)
            {
                found.push(cell.at);
            }
        });
        found.sort_unstable();
        found
    }

    /// Calls a closure with every area that a formula reads, names followed.
    fn visit_reads(&self, formula: &Formula, host: CellAddress, depth: u32, visit: &mut impl FnMut(Area)) {
        /// Names may stand for names; a circle of them ends here.
        const MAX_NAME_DEPTH: u32 = 16;
        for reference in &formula.references {
            if let Some(area) = reference.area(host) {
                visit(area);
            }
        }
        if depth >= MAX_NAME_DEPTH {
            return;
        }
        for name in &formula.names {
            if let Some(target) = self.symbols.definition(*name) {
                self.visit_reads(target, host, depth + 1, visit);
            }
        }
    }

    /// Links and seeds every formula that uses a name, directly or through another name.
    fn relink_users_of_name(&mut self, id: NameId) {
        let mut affected = FxHashSet::from_iter([id]);
        loop {
            let before = affected.len();
            for (name, target) in self.symbols.definitions() {
                if target.names.iter().any(|used| affected.contains(used)) {
                    affected.insert(name);
                }
            }
            if affected.len() == before {
                break;
            }
        }
        for index in self.users(|formula| formula.names.iter().any(|name| affected.contains(name))) {
            self.unlink(index);
            self.link(index);
            self.seeds.push(index);
        }
    }

    fn seed_users_of_sheet(&mut self, id: SheetId) {
        let by_name: FxHashSet<NameId> = self
            .symbols
            .definitions()
            .filter(|(_, target)| target.references.iter().any(|r| r.sheet == Some(id)))
            .map(|(name, _)| name)
            .collect();
        let users = self.users(|formula| {
            formula.references.iter().any(|r| r.sheet == Some(id)) || formula.names.iter().any(|n| by_name.contains(n))
        });
        self.seeds.extend(users);
        self.seeds.extend(&self.input_readers);
        self.seeds.extend(self.dynamic_reads.keys());
    }

    /// The formula cells in use whose formula satisfies a condition.
    fn users(&self, condition: impl Fn(&Formula) -> bool) -> Vec<u32> {
        (0u32..)
            .zip(&self.cells)
            .skip(1)
            .filter(|(_, cell)| self.shared.get(cell.formula).is_some_and(&condition))
            .map(|(index, _)| index)
            .collect()
    }

    /// The texts of every formula and name that refers to a sheet.
    fn texts_with_sheet(&self, id: SheetId) -> Rewritten {
        let refers = |formula: &Formula| formula.references.iter().any(|r| r.sheet == Some(id));
        let users = self.users(refers);
        let places = users.iter().filter_map(|index| Some(self.cells.get(*index as usize)?.at));
        let names = self.symbols.definitions().filter(|(_, target)| refers(target)).map(|(name, target)| {
            use formula::Symbols;
            (self.symbols.name_text(name).to_owned(), formula::print(target, Self::NAME_HOST, &self.symbols))
        });
        Rewritten {
            removed: Vec::new(),
            changed: places.filter_map(|at| Some((at, self.formula_text(at)?))).collect(),
            names: names.collect(),
        }
    }

    /// Points every reference at one sheet's identity to another.
    fn retarget_sheet(&mut self, from: SheetId, to: SheetId) {
        let names: Vec<NameId> = self.symbols.definitions().map(|(name, _)| name).collect();
        for name in names {
            let Some(target) = self.symbols.definition_mut(name) else { continue };
            let waiting = target.references.iter_mut().filter(|reference| reference.sheet == Some(from));
            if waiting.map(|reference| reference.sheet = Some(to)).count() > 0 {
                self.relink_users_of_name(name);
            }
        }
        for index in self.users(|formula| formula.references.iter().any(|r| r.sheet == Some(from))) {
            let Some(cell) = self.cells.get(index as usize).copied() else { continue };
            let Some(formula) = self.shared.get(cell.formula) else { continue };
            let mut moved = formula.clone();
            for reference in &mut moved.references {
                if reference.sheet == Some(from) {
                    reference.sheet = Some(to);
                }
            }
            self.exchange_formula(index, moved);
            self.unlink(index);
            self.link(index);
            self.seeds.push(index);
        }
    }

    /// Gives a formula cell another compiled formula without linking it.
    fn exchange_formula(&mut self, index: u32, formula: Formula) {
        let new = self.shared.keep(formula);
        if let Some(cell) = self.cells.get_mut(index as usize) {
            self.shared.release(cell.formula);
            cell.formula = new;
        }
    }
}
