//! Reading without changing: formulas evaluated apart, what a cell reads, and what reads it.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::Engine;
use super::evaluate::{EvaluationScratch, Evaluator};
use crate::cell::{Area, CellAddress, Value};
use crate::formula::{self, Formula, Library, NameId, ParseError, Reason, Scan};
use crate::limits::MAX_FORMULA_DEPTH;

/// A formula's text, the formula, and where each node of its tree stands in the text.
pub(super) type Placed = (String, Library, Vec<Range<usize>>);

impl Engine {
    /// Whether a text is a formula that can be read.
    ///
    /// # Errors
    /// Where it can't, and why.
    pub fn check(&self, text: &str) -> Result<(), ParseError> {
        self.read_with_places(Self::NAME_HOST, text).map(|_| ())
    }

    /// A formula whose last parentheses were left open, with them closed at its end; nothing where that alone does not make it
    /// one that can be read.
    #[must_use]
    pub fn closed(&self, text: &str) -> Option<String> {
        let mut closed = text.trim_end().to_owned();
        for _ in 0..MAX_FORMULA_DEPTH {
            match self.check(&closed) {
                Err(error) if error.reason == Reason::UnclosedParenthesis => closed.push(')'),
                checked => return checked.is_ok().then_some(closed).filter(|closed| closed != text),
            }
        }
        None
    }

    /// Reads a formula without keeping anything of it; gives the text that was read, a library of only this formula, and
    /// where in the text each node of the tree stands.
    pub(super) fn read_with_places(&self, host: CellAddress, text: &str) -> Result<Placed, ParseError> {
        let text = formula::narrow(text);
        let mut symbols = self.symbols.clone();
        let mut scan = Scan::default();
        formula::scan(&text, host, &mut symbols, &mut scan)?;
        let (library, places) = Library::of_one(&text, &scan)?;
        Ok((text.into_owned(), library, places))
    }

    /// The value of a formula as if it stood in a cell; nothing is kept.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn evaluate(&self, host: CellAddress, text: &str) -> Result<Value, ParseError> {
        self.evaluate_counted(host, text).map(|(value, _)| value)
    }

    /// The value of a formula as if it stood in a cell, and how much work it was, in the units of
    /// [`MAX_WORK`](crate::limits::MAX_WORK); nothing is kept.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn evaluate_counted(&self, host: CellAddress, text: &str) -> Result<(Value, u64), ParseError> {
        let (_, library, _) = self.read_with_places(host, text)?;
        let mut scratch = EvaluationScratch::default();
        let mut evaluator = Evaluator::new(self, host, &mut scratch);
        let before = evaluator.work.left();
        let value = library.get(0).map_or(Value::Blank, |formula| evaluator.formula(formula));
        Ok((value, before.saturating_sub(evaluator.work.left())))
    }

    /// The areas that a cell's formula reads, in the order of its references, names followed.
    #[must_use]
    pub fn precedents(&self, at: CellAddress) -> Vec<Area> {
        let mut areas = Vec::new();
        if let Some(formula) = self.formula_at(at) {
            self.visit_reads(formula, at, &mut |area| {
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

    /// Whether a cell's formula finds out what it reads only as it computes, as with OFFSET.
    #[must_use]
    pub(crate) fn reads_dynamically(&self, at: CellAddress) -> bool {
        let index = self.store.slot(at).and_then(|slot| slot.link.as_formula());
        index.is_some_and(|index| self.dynamic_reads.contains_key(&index))
    }

    /// What formulas read that find it out only as they compute, as with OFFSET: the cell of each, and an area.
    pub(crate) fn dynamic_reads(&self) -> impl Iterator<Item = (CellAddress, Area)> + '_ {
        self.dynamic_reads.iter().flat_map(|(index, areas)| {
            let at = self.cells.get(*index as usize).map(|cell| cell.at);
            areas.iter().filter_map(move |area| Some((at?, *area)))
        })
    }

    /// The cells whose formulas read a cell directly.
    #[must_use]
    pub fn dependents(&self, at: CellAddress) -> Vec<CellAddress> {
        let mut found = Vec::new();
        self.for_each_reader(at, &mut |index| {
            if let Some(cell) = self.cells.get(index as usize) {
                found.push(cell.at);
            }
        });
        // A formula that reads the cell in several ways is listed once.
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The cells that read a cell's value, or that of a cell over which its array spilled.
    pub(crate) fn readers(&self, at: CellAddress) -> Vec<CellAddress> {
        let mut readers = self.dependents(at);
        if let Some(area) = self.spill_area(at).filter(|area| area.first() == at)
            && let Some(area) = self.store().clip(area)
        {
            for row in area.top..=area.bottom {
                for column in area.left..=area.right {
                    let covered = CellAddress::new(area.sheet, row, column);
                    if covered != at {
                        readers.extend(self.dependents(covered));
                    }
                }
            }
        }
        readers
    }

    /// Whether a change of one cell can reach another.
    #[must_use]
    pub fn rests_on(&self, cell: CellAddress, source: CellAddress) -> bool {
        let mut seen = FxHashSet::from_iter([source]);
        let mut waiting = vec![source];
        while let Some(at) = waiting.pop() {
            if at == cell {
                return true;
            }
            waiting.extend(self.readers(at).into_iter().filter(|reader| seen.insert(*reader)));
        }
        false
    }

    /// Calls a closure with every area that a formula reads, names followed.
    pub(super) fn visit_reads(&self, formula: Formula<'_>, host: CellAddress, visit: &mut impl FnMut(Area)) {
        self.visit_definitions(formula, &mut |formula| {
            formula.references().iter().filter_map(|reference| reference.area(host)).for_each(&mut *visit);
        });
    }

    /// Calls a closure with a formula and with every definition of a name that it uses, directly or through another name,
    /// each once: names may stand in a circle, and a LAMBDA that calls itself names itself.
    pub(super) fn visit_definitions<'a>(&'a self, formula: Formula<'a>, visit: &mut impl FnMut(Formula<'a>)) {
        visit(formula);
        let mut names: Vec<NameId> = Vec::new();
        for name in formula.names() {
            if !names.contains(name) {
                names.push(*name);
            }
        }
        let mut place = 0;
        while let Some(name) = names.get(place) {
            if let Some(target) = self.definition(*name) {
                visit(target);
                for name in target.names() {
                    if !names.contains(name) {
                        names.push(*name);
                    }
                }
            }
            place += 1;
        }
    }
}
