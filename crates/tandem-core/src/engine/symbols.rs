//! Sheets and names of a workbook as identities that formulas hold.

use rustc_hash::FxHashMap;

use crate::cell::SheetId;
use crate::formula::{NameId, Symbols};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Presence {
    /// A formula named it, but it does not exist yet.
    Unknown,
    Attached,
    Detached,
}

#[derive(Clone, Debug)]
struct SheetSymbol {
    name: String,
    presence: Presence,
}

#[derive(Clone, Debug)]
struct NameSymbol {
    text: String,
    /// Index of the definition in the library.
    target: Option<u32>,
}

/// Every sheet and name that a formula mentions or the workbook has.
#[derive(Clone, Debug, Default)]
pub(super) struct SymbolTable {
    sheets: Vec<SheetSymbol>,
    /// Attached and unknown sheets by their name in lower case.
    sheets_by_name: FxHashMap<String, SheetId>,
    names: Vec<NameSymbol>,
    names_by_text: FxHashMap<String, NameId>,
}

impl SymbolTable {
    fn add_sheet(&mut self, name: &str, presence: Presence) -> SheetId {
        let id = SheetId(u32::try_from(self.sheets.len()).unwrap_or(u32::MAX));
        self.sheets.push(SheetSymbol { name: name.to_owned(), presence });
        self.sheets_by_name.insert(name.to_lowercase(), id);
        id
    }

    fn set_presence(&mut self, id: SheetId, presence: Presence) {
        if let Some(symbol) = self.sheets.get_mut(id.index()) {
            symbol.presence = presence;
        }
    }

    /// A new attached sheet; a sheet that formulas already wait for takes their identity.
    pub(super) fn attach_new(&mut self, name: &str) -> SheetId {
        if let Some(&id) = self.sheets_by_name.get(&name.to_lowercase())
            && self.sheets.get(id.index()).is_some_and(|symbol| symbol.presence == Presence::Unknown)
        {
            if let Some(symbol) = self.sheets.get_mut(id.index()) {
                name.clone_into(&mut symbol.name);
                symbol.presence = Presence::Attached;
            }
            return id;
        }
        self.add_sheet(name, Presence::Attached)
    }

    pub(super) fn detach(&mut self, id: SheetId) {
        self.set_presence(id, Presence::Detached);
        if let Some(symbol) = self.sheets.get(id.index()) {
            let key = symbol.name.to_lowercase();
            if self.sheets_by_name.get(&key) == Some(&id) {
                self.sheets_by_name.remove(&key);
            }
        }
    }

    /// Makes a sheet one that does not exist yet, under the name it has.
    pub(super) fn withdraw(&mut self, id: SheetId) {
        self.set_presence(id, Presence::Unknown);
    }

    /// The sheet of a name that formulas wait for.
    pub(super) fn awaited_sheet(&self, name: &str) -> Option<SheetId> {
        let id = *self.sheets_by_name.get(&name.to_lowercase())?;
        self.sheets.get(id.index()).filter(|symbol| symbol.presence == Presence::Unknown).map(|_| id)
    }

    /// Attaches a sheet; gives the identity under which formulas waited for a sheet of its name.
    pub(super) fn attach(&mut self, id: SheetId) -> Option<SheetId> {
        self.set_presence(id, Presence::Attached);
        let key = self.sheets.get(id.index())?.name.to_lowercase();
        let before = self.sheets_by_name.insert(key, id)?;
        (before != id).then_some(before)
    }

    /// Renames a sheet; gives the identity under which formulas waited for a sheet of the new name.
    pub(super) fn rename_sheet(&mut self, id: SheetId, name: &str) -> Option<SheetId> {
        let symbol = self.sheets.get_mut(id.index())?;
        let old = std::mem::replace(&mut symbol.name, name.to_owned());
        if self.sheets_by_name.get(&old.to_lowercase()) == Some(&id) {
            self.sheets_by_name.remove(&old.to_lowercase());
        }
        let before = self.sheets_by_name.insert(name.to_lowercase(), id)?;
        (before != id).then_some(before)
    }

    pub(super) fn is_attached(&self, id: SheetId) -> bool {
        self.sheets.get(id.index()).is_some_and(|symbol| symbol.presence == Presence::Attached)
    }

    pub(super) fn is_detached(&self, id: SheetId) -> bool {
        self.sheets.get(id.index()).is_some_and(|symbol| symbol.presence == Presence::Detached)
    }

    pub(super) fn attached_sheet(&self, name: &str) -> Option<SheetId> {
        self.sheets_by_name.get(&name.to_lowercase()).copied().filter(|id| self.is_attached(*id))
    }

    pub(super) fn sheet_name(&self, id: SheetId) -> Option<&str> {
        self.sheets.get(id.index()).filter(|s| s.presence == Presence::Attached).map(|s| s.name.as_str())
    }

    /// The names of the sheets that there are.
    pub(super) fn attached_sheets(&self) -> impl Iterator<Item = &str> {
        self.sheets.iter().filter(|symbol| symbol.presence == Presence::Attached).map(|symbol| symbol.name.as_str())
    }

    pub(super) fn find_name(&self, text: &str) -> Option<NameId> {
        self.names_by_text.get(&text.to_lowercase()).copied()
    }

    /// Shows a name in formulas by another text, which is only for a copy whose formulas are printed.
    pub(super) fn respell(&mut self, name: &str, text: &str) {
        if let Some(symbol) = self.find_name(name).and_then(|id| self.names.get_mut(id.0 as usize)) {
            text.clone_into(&mut symbol.text);
        }
    }

    /// Defines a name, written as its definition writes it, or takes its definition away; gives the one it had.
    pub(super) fn define(&mut self, id: NameId, text: &str, target: Option<u32>) -> Option<u32> {
        let symbol = self.names.get_mut(id.0 as usize)?;
        if target.is_some() {
            text.clone_into(&mut symbol.text);
        }
        std::mem::replace(&mut symbol.target, target)
    }

    /// Gives a name another definition, written as before.
    pub(super) fn retarget(&mut self, id: NameId, target: u32) {
        if let Some(symbol) = self.names.get_mut(id.0 as usize) {
            symbol.target = Some(target);
        }
    }

    /// The index of a name's definition in the library.
    pub(super) fn definition(&self, id: NameId) -> Option<u32> {
        self.names.get(id.0 as usize)?.target
    }

    /// Every defined name with the index of its definition in the library.
    pub(super) fn definitions(&self) -> impl Iterator<Item = (NameId, u32)> {
        (0u32..).zip(&self.names).filter_map(|(index, symbol)| Some((NameId(index), symbol.target?)))
    }
}

impl Symbols for SymbolTable {
    fn sheet(&mut self, name: &str) -> SheetId {
        match self.sheets_by_name.get(name).or_else(|| self.sheets_by_name.get(&name.to_lowercase())) {
            Some(id) => *id,
            None => self.add_sheet(name, Presence::Unknown),
        }
    }

    fn name(&mut self, name: &str) -> NameId {
        let key = name.to_lowercase();
        if let Some(id) = self.names_by_text.get(&key) {
            return *id;
        }
        let id = NameId(u32::try_from(self.names.len()).unwrap_or(u32::MAX));
        self.names.push(NameSymbol { text: name.to_owned(), target: None });
        self.names_by_text.insert(key, id);
        id
    }

    fn sheet_text(&self, id: SheetId) -> Option<&str> {
        self.sheets.get(id.index()).filter(|s| s.presence != Presence::Detached).map(|s| s.name.as_str())
    }

    fn name_text(&self, id: NameId) -> &str {
        self.names.get(id.0 as usize).map_or("", |symbol| symbol.text.as_str())
    }
}
