//! Sheets and names that come, go and are renamed while formulas refer to them.

use rustc_hash::FxHashSet;

use super::{Engine, Rewritten};
use crate::cell::{Area, CellAddress, SheetCells, SheetId};
use crate::formula::{self, Formula, NameId, ParseError, Reference};

/// Where a name is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UserOfName {
    /// In a cell's formula.
    Cell(CellAddress),
    /// In what another name stands for.
    Name(String),
}

impl Engine {
    /// Adds a sheet. Formulas that already name it come to life at the next recalculation.
    pub fn add_sheet(&mut self, name: &str) -> SheetId {
        let id = self.symbols.attach_new(name);
        self.store.sheet_mut(id);
        self.seed_users_of_sheet(id);
        id
    }

    /// Gives a sheet that was just added its cells, as they were typed: no formulas, and before any formula is set, so that
    /// nothing has to hear of them.
    pub fn put_literals(&mut self, sheet: SheetId, cells: SheetCells) {
        *self.store.sheet_mut(sheet) = cells;
    }

    /// Renames a sheet; formulas show the new name. Formulas and names that already waited for a sheet of that name mean
    /// this one from now on: what they said before is given.
    pub fn rename_sheet(&mut self, id: SheetId, name: &str) -> Rewritten {
        let rewritten = self.symbols.awaited_sheet(name).map(|waiting| self.texts_with_sheet(waiting));
        let waiting = self.symbols.rename_sheet(id, name);
        if let Some(waiting) = waiting {
            self.retarget_sheet(waiting, id);
        }
        // What formulas say, and what texts mean as references, has changed too.
        self.seeds.extend(&self.input_readers);
        self.seeds.extend(self.dynamic_reads.keys());
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
        // Its formulas hear of nothing while it is away, and are on no circle with those that stay.
        for index in self.hosted_by(id) {
            self.unlink(index);
        }
        rewritten
    }

    /// Brings a detached or withdrawn sheet back with its cells; formulas that wait for its name mean it from now on.
    pub fn attach_sheet(&mut self, id: SheetId) {
        if let Some(waiting) = self.symbols.attach(id) {
            self.retarget_sheet(waiting, id);
        }
        self.seed_users_of_sheet(id);
        for index in self.hosted_by(id) {
            self.unlink(index);
            self.link(index);
            self.seeds.push(index);
        }
    }

    /// The formula cells on a sheet.
    fn hosted_by(&self, id: SheetId) -> Vec<u32> {
        let is_there = |index: &u32| self.cells.get(*index as usize).is_some_and(|cell| cell.at.sheet == id);
        self.users(|_| true).into_iter().filter(is_there).collect()
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

    fn seed_users_of_sheet(&mut self, id: SheetId) {
        let by_name: FxHashSet<NameId> = self
            .definitions()
            .filter(|(_, target)| target.references().iter().any(|r| r.sheet.get() == Some(id)))
            .map(|(name, _)| name)
            .collect();
        let users = self.users(|formula| {
            formula.references().iter().any(|r| r.sheet.get() == Some(id))
                || formula.names().iter().any(|n| by_name.contains(n))
        });
        self.seeds.extend(users);
        self.knots.note_upheaval();
        self.seeds.extend(&self.input_readers);
        self.seeds.extend(self.dynamic_reads.keys());
    }

    /// The texts of every formula and name that refers to a sheet.
    fn texts_with_sheet(&self, id: SheetId) -> Rewritten {
        let refers = |formula: Formula<'_>| formula.references().iter().any(|r| r.sheet.get() == Some(id));
        let users = self.users(refers);
        let places = users.iter().filter_map(|index| Some(self.cells.get(*index as usize)?.at));
        let names = self.definitions().filter(|(_, target)| refers(*target)).map(|(name, target)| {
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
            let Some(target) = self.definition(name) else { continue };
            let references = retargeted(target, from, to);
            if references != target.references() {
                self.exchange_definition(name, &references);
                self.relink_users_of_name(name);
            }
        }
        for index in self.users(|formula| formula.references().iter().any(|r| r.sheet.get() == Some(from))) {
            let Some(formula) = self.formula_of(index) else { continue };
            let references = retargeted(formula, from, to);
            self.exchange_references(index, &references);
            self.unlink(index);
            self.link(index);
            self.seeds.push(index);
        }
    }

    /// Defines a workbook-wide name as a formula such as `=Inputs!$B$2`, or removes its definition.
    ///
    /// # Errors
    /// When the formula can't be read; the name is then unchanged.
    pub fn define_name(&mut self, name: &str, target: Option<&str>) -> Result<(), ParseError> {
        use formula::Symbols;
        let compiled = target.map(|text| self.compile(Self::NAME_HOST, text)).transpose()?;
        let id = self.symbols.name(name);
        if let Some(before) = self.symbols.define(id, name, compiled) {
            self.library.release(before);
        }
        self.relink_users_of_name(id);
        Ok(())
    }

    /// What every formula and name that uses a name says when that is called otherwise. Nothing is changed.
    ///
    /// # Errors
    /// The place of the first formula that knows the new name already, as a parameter or as a name that is missing: the two
    /// could no more be told apart.
    pub fn texts_with_name_renamed(&self, name: &str, new_name: &str) -> Result<Rewritten, UserOfName> {
        use formula::Symbols;
        let Some(old) = self.symbols.find_name(name) else { return Ok(Rewritten::default()) };
        let taken = self.symbols.find_name(new_name).filter(|id| *id != old);
        let mut symbols = self.symbols.clone();
        symbols.respell(name, new_name);
        let is_clear = |formula: Formula<'_>| taken.is_none_or(|taken| !formula.names().contains(&taken));
        let mut rewritten = Rewritten::default();
        for index in self.users(|formula| formula.names().contains(&old)) {
            let (Some(cell), Some(formula)) = (self.cells.get(index as usize), self.formula_of(index)) else {
                continue;
            };
            if !is_clear(formula) {
                return Err(UserOfName::Cell(cell.at));
            }
            rewritten.changed.push((cell.at, formula::print(formula, cell.at, &symbols)));
        }
        for (id, target) in self.definitions().filter(|(_, target)| target.names().contains(&old)) {
            let own = self.symbols.name_text(id).to_owned();
            if !is_clear(target) {
                return Err(UserOfName::Name(own));
            }
            rewritten.names.push((own, formula::print(target, Self::NAME_HOST, &symbols)));
        }
        Ok(rewritten)
    }

    /// The formula that a name stands for, with its `=`.
    #[must_use]
    pub fn name_target(&self, name: &str) -> Option<String> {
        let formula = self.definition(self.symbols.find_name(name)?)?;
        Some(formula::print(formula, Self::NAME_HOST, &self.symbols))
    }

    /// The cells that a name stands for, when it is a plain reference.
    #[must_use]
    pub fn name_area(&self, name: &str) -> Option<Area> {
        self.defined_area(self.symbols.find_name(name)?)
    }

    /// As [`Self::name_area`], by identity.
    pub(crate) fn defined_area(&self, name: NameId) -> Option<Area> {
        let formula = self.definition(name)?;
        match (formula.node(formula.root()), formula.references()) {
            (formula::Node::Reference(_), [reference]) => reference.area(Self::NAME_HOST),
            _ => None,
        }
    }

    /// What a name stands for.
    pub(super) fn definition(&self, name: NameId) -> Option<Formula<'_>> {
        self.library.get(self.symbols.definition(name)?)
    }

    /// Every defined name with what it stands for.
    pub(super) fn definitions(&self) -> impl Iterator<Item = (NameId, Formula<'_>)> {
        self.symbols.definitions().filter_map(|(name, index)| Some((name, self.library.get(index)?)))
    }

    /// Gives the definition of a name other references.
    pub(super) fn exchange_definition(&mut self, name: NameId, references: &[Reference]) {
        let Some(before) = self.symbols.definition(name) else { return };
        if let Some(index) = self.library.with_references(before, references) {
            self.symbols.retarget(name, index);
            self.library.release(before);
        }
    }

    /// Links and seeds every formula that uses a name, directly or through another name.
    pub(super) fn relink_users_of_name(&mut self, id: NameId) {
        let mut affected = FxHashSet::from_iter([id]);
        loop {
            let before = affected.len();
            for (name, target) in self.definitions() {
                if target.names().iter().any(|used| affected.contains(used)) {
                    affected.insert(name);
                }
            }
            if affected.len() == before {
                break;
            }
        }
        for index in self.users(|formula| formula.names().iter().any(|name| affected.contains(name))) {
            self.unlink(index);
            self.link(index);
            self.note_outside_reads(index);
            self.seeds.push(index);
        }
        // INDIRECT may ask for any name.
        self.seeds.extend(self.dynamic_reads.keys());
    }
}

/// The references of a formula, with those to one sheet's identity pointed to another.
fn retargeted(formula: Formula<'_>, from: SheetId, to: SheetId) -> Vec<Reference> {
    let target = |sheet: Option<SheetId>| if sheet == Some(from) { Some(to) } else { sheet };
    formula
        .references()
        .iter()
        .map(|reference| Reference { sheet: target(reference.sheet.get()).into(), ..*reference })
        .collect()
}
