//! Cells that are moved to another place: what they and all that refers to them say afterwards.

use std::convert::Infallible;

use super::{Content, Engine};
use crate::cell::CellAddress;
use crate::formula::{self, Formula, Relocation, Symbols};

/// What moving cells changes, as contents that are put in cells; nothing is changed by asking.
#[derive(Clone, Debug, Default)]
pub struct Moved {
    /// Every cell whose content is another one afterwards, those that become blank first.
    pub cells: Vec<(CellAddress, Content)>,
    /// Names that refer to moved or overwritten cells, with what they stand for afterwards.
    pub names: Vec<(String, String)>,
}

impl Engine {
    /// What moving an area changes, the first cell of which comes to another cell. As in Excel, references to moved cells
    /// follow them, ranges stretch with an end that moves along them, references to overwritten cells give `#REF!`, and
    /// formulas that move go on referring to what they referred to.
    #[must_use]
    pub fn moved(&self, relocation: &Relocation) -> Moved {
        let from = relocation.from;
        let mut moved = Moved::default();
        let mut filled = Vec::new();
        for area in [from, relocation.target()] {
            let Ok(()) = self.store.for_each_slot_in(area, |row, column, slot| {
                // A formula that was just typed has no value yet, so what a cell holds is told by its slot.
                if !slot.value.is_blank() || slot.link.as_formula().is_some() {
                    filled.push(CellAddress::new(area.sheet, row, column));
                }
                Ok::<(), Infallible>(())
            });
        }
        moved.cells.extend(filled.iter().map(|at| (*at, Content::Blank)));
        for at in filled.into_iter().filter(|at| from.contains(*at)) {
            let after = relocation.cell(at);
            let content = match self.formula_at(at) {
                Some(formula) => Content::Formula(self.relocated(formula, at, after, relocation)),
                None => self.content(at),
            };
            moved.cells.push((after, content));
        }
        let is_gone = |at: CellAddress| from.contains(at) || relocation.target().contains(at);
        for cell in self.cells.iter().skip(1).filter(|cell| !is_gone(cell.at)) {
            if let Some(formula) = self.library.get(cell.formula)
                && is_touched(formula, cell.at, relocation)
            {
                moved.cells.push((cell.at, Content::Formula(self.relocated(formula, cell.at, cell.at, relocation))));
            }
        }
        for (name, target) in self.definitions().filter(|(_, target)| is_touched(*target, Self::NAME_HOST, relocation))
        {
            let text = self.relocated(target, Self::NAME_HOST, Self::NAME_HOST, relocation);
            moved.names.push((self.symbols.name_text(name).to_owned(), text));
        }
        moved
    }

    fn relocated(
        &self,
        formula: Formula<'_>,
        host: CellAddress,
        after: CellAddress,
        relocation: &Relocation,
    ) -> String {
        let references: Vec<_> =
            formula.references().iter().map(|reference| reference.relocated(host, after, relocation)).collect();
        formula::print_with(formula, &references, after, &self.symbols)
    }
}

/// Whether a formula that stays where it is refers to cells in another way once others have moved.
fn is_touched(formula: Formula<'_>, host: CellAddress, relocation: &Relocation) -> bool {
    formula.references().iter().any(|reference| reference.relocated(host, host, relocation) != *reference)
}
