//! Formulas that stand in no cell, such as those of rules for cells: evaluated for any cell, and rewritten when what they
//! refer to moves or is renamed.

use super::Engine;
use super::evaluate::{EvaluationScratch, Evaluator};
use crate::cell::{CellAddress, SheetId, Value};
use crate::formula::{self, Library, ParseError, Reference, Relocation, Scan, Shift};

/// A formula that was read once and can be evaluated for many cells.
#[derive(Clone, Debug)]
pub struct Prepared(Library);

/// What happens to the cells and sheets that a formula refers to.
#[derive(Clone, Copy, Debug)]
pub enum Rewrite<'a> {
    /// Nothing: only the formula's own place is another one.
    Copied,
    /// Rows or columns come or go.
    Shifted(&'a Shift),
    /// Cells move.
    Relocated(&'a Relocation),
    /// A sheet gets another name.
    Renamed(SheetId, &'a str),
    /// A sheet goes.
    Removed(SheetId),
    /// A defined name gets another one.
    NameRenamed(&'a str, &'a str),
}

/// The cells that a formula is seen from.
#[derive(Clone, Copy, Debug)]
pub struct Hosts {
    /// The cell that its text is written for.
    pub written_for: CellAddress,
    /// The cell that it is to be written for, where that cell is before the change.
    pub before: CellAddress,
    /// Where that cell is afterwards.
    pub after: CellAddress,
}

impl Hosts {
    /// A cell that stays where it is.
    #[must_use]
    pub const fn staying(at: CellAddress) -> Self {
        Self { written_for: at, before: at, after: at }
    }
}

impl Engine {
    /// Reads a formula as if it stood in a cell.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn prepare(&self, host: CellAddress, text: &str) -> Result<Prepared, ParseError> {
        let (_, library, _) = self.read_with_places(host, text)?;
        Ok(Prepared(library))
    }

    /// The value of a formula as if it had been copied from the cell it was read for to another one; nothing is kept.
    #[must_use]
    pub fn evaluate_prepared(&self, prepared: &Prepared, at: CellAddress) -> Value {
        let mut scratch = EvaluationScratch::default();
        let mut evaluator = Evaluator::new(self, at, &mut scratch);
        prepared.0.get(0).map_or(Value::Blank, |formula| evaluator.formula(formula))
    }

    /// The text of a formula after a change of what it refers to; nothing when it stays the same, and when it can't be
    /// read. To be asked before the change happens.
    #[must_use]
    pub fn rewritten_text(&self, text: &str, hosts: Hosts, rewrite: Rewrite<'_>) -> Option<String> {
        let narrow = formula::narrow(text);
        let mut symbols = self.symbols.clone();
        let mut scan = Scan::default();
        formula::scan(&narrow, hosts.written_for, &mut symbols, &mut scan).ok()?;
        let (library, _) = Library::of_one(&narrow, &scan).ok()?;
        let formula = library.get(0)?;
        let Hosts { before, after, .. } = hosts;
        let moved = |reference: &Reference| match rewrite {
            Rewrite::Shifted(shift) => reference.shifted(before, after, shift),
            Rewrite::Relocated(relocation) => reference.relocated(before, after, relocation),
            Rewrite::Copied | Rewrite::Renamed(..) | Rewrite::Removed(_) | Rewrite::NameRenamed(..) => *reference,
        };
        let references: Vec<Reference> = formula.references().iter().map(moved).collect();
        match rewrite {
            Rewrite::Renamed(sheet, name) => {
                symbols.rename_sheet(sheet, name);
            }
            Rewrite::Removed(sheet) => symbols.detach(sheet),
            Rewrite::NameRenamed(name, new_name) => symbols.respell(name, new_name),
            Rewrite::Copied | Rewrite::Shifted(_) | Rewrite::Relocated(_) => {}
        }
        let rewritten = formula::print_with(formula, &references, after, &symbols);
        (rewritten != text).then_some(rewritten)
    }
}
