//! Compiled formulas, one for all cells whose formulas read the same relative to them.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use crate::formula::{self, Formula, NameId, ParseError, Reference, Scan};

#[derive(Clone, Debug)]
struct Entry {
    formula: Option<Formula>,
    users: u32,
    hash: u64,
}

/// The compiled formulas of a workbook.
#[derive(Clone, Debug, Default)]
pub(super) struct SharedFormulas {
    entries: Vec<Entry>,
    free: Vec<u32>,
    by_hash: FxHashMap<u64, u32>,
}

impl SharedFormulas {
    /// No formula.
    pub(super) const NONE: u32 = u32::MAX;

    /// The formula at an index.
    #[inline]
    pub(super) fn get(&self, index: u32) -> Option<&Formula> {
        self.entries.get(index as usize)?.formula.as_ref()
    }

    /// The index of a scanned formula, which is parsed only when no other cell has the same; counts one user.
    pub(super) fn intern(&mut self, text: &str, scan: &Scan) -> Result<u32, ParseError> {
        let hash = hash(&scan.template, &scan.references, &scan.names);
        if let Some(index) = self.find(hash, &scan.template, &scan.references, &scan.names) {
            return Ok(index);
        }
        let code = formula::parse(text, scan)?;
        let formula = Formula {
            template: scan.template.as_str().into(),
            code: code.into(),
            references: scan.references.as_slice().into(),
            names: scan.names.as_slice().into(),
        };
        Ok(self.add(formula, hash))
    }

    /// The index of a compiled formula; counts one user.
    pub(super) fn keep(&mut self, formula: Formula) -> u32 {
        let hash = hash(&formula.template, &formula.references, &formula.names);
        match self.find(hash, &formula.template, &formula.references, &formula.names) {
            Some(index) => index,
            None => self.add(formula, hash),
        }
    }

    fn find(&mut self, hash: u64, template: &str, references: &[Reference], names: &[NameId]) -> Option<u32> {
        let index = *self.by_hash.get(&hash)?;
        let entry = self.entries.get_mut(index as usize)?;
        let known = entry.formula.as_ref()?;
        // Equal hashes of different formulas are possible; such a formula just is not shared.
        let is_same = &*known.template == template && &*known.references == references && &*known.names == names;
        is_same.then(|| {
            entry.users += 1;
            index
        })
    }

    fn add(&mut self, formula: Formula, hash: u64) -> u32 {
        let entry = Entry { formula: Some(formula), users: 1, hash };
        let index = match self.free.pop() {
            Some(index) => {
                if let Some(place) = self.entries.get_mut(index as usize) {
                    *place = entry;
                }
                index
            }
            None => {
                self.entries.push(entry);
                u32::try_from(self.entries.len() - 1).unwrap_or(Self::NONE)
            }
        };
        self.by_hash.entry(hash).or_insert(index);
        index
    }

    /// Counts one user less, and forgets the formula with its last.
    pub(super) fn release(&mut self, index: u32) {
        let Some(entry) = self.entries.get_mut(index as usize) else { return };
        entry.users = entry.users.saturating_sub(1);
        if entry.users == 0 && entry.formula.take().is_some() {
            if self.by_hash.get(&entry.hash) == Some(&index) {
                self.by_hash.remove(&entry.hash);
            }
            self.free.push(index);
        }
    }
}

fn hash(template: &str, references: &[Reference], names: &[NameId]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(template.as_bytes());
    references.hash(&mut hasher);
    names.hash(&mut hasher);
    hasher.finish()
}
