//! Sheets and names of one workbook as identities, for reading formulas apart from an engine.

use std::collections::HashMap;

use tandem_core::cell::SheetId;
use tandem_core::formula::{NameId, Symbols};

/// The texts that formulas mention, each with a number.
#[derive(Clone, Debug, Default)]
struct Texts {
    texts: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Texts {
    fn number(&mut self, text: &str) -> u32 {
        let key = text.to_lowercase();
        if let Some(known) = self.numbers.get(&key) {
            return *known;
        }
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push(text.to_owned());
        self.numbers.insert(key, number);
        number
    }

    fn text(&self, number: u32) -> Option<&str> {
        self.texts.get(number as usize).map(String::as_str)
    }
}

/// Every sheet and name that was mentioned.
#[derive(Clone, Debug, Default)]
pub(super) struct Mentioned {
    sheets: Texts,
    names: Texts,
}

impl Symbols for Mentioned {
    fn sheet(&mut self, name: &str) -> SheetId {
        SheetId(self.sheets.number(name))
    }

    fn name(&mut self, name: &str) -> NameId {
        NameId(self.names.number(name))
    }

    fn sheet_text(&self, id: SheetId) -> Option<&str> {
        self.sheets.text(id.0)
    }

    fn name_text(&self, id: NameId) -> &str {
        self.names.text(id.0).unwrap_or_default()
    }
}
