//! What goes along with a person from page to page, besides what is being typed and what was copied.

use std::collections::HashMap;

use leptos::prelude::*;
use tandem_core::cell::SheetId;
use tandem_core::workbook::StyleChange;

use crate::session::SheetCommand;

/// Something that can be done again elsewhere.
#[derive(Clone, Debug)]
pub enum Repeated {
    /// A command of the table.
    Command(SheetCommand),
    /// A look, as it came out: bold again makes bold, wherever it is done.
    Look(StyleChange),
    /// A text that was typed, and no formula.
    Entry(String),
}

/// What goes along from page to page. It is a handful of signals, so it is copied freely.
#[derive(Clone, Copy)]
pub struct Along {
    /// What was done last.
    pub(super) last: StoredValue<Option<Repeated>>,
    /// Whether cells show their formulas instead of what these compute.
    pub shows_formulas: RwSignal<bool>,
    /// The widths, in pixels, that columns came to by growing for a figure: nobody chose them.
    grown: StoredValue<HashMap<(SheetId, u32), u32>>,
}

impl Default for Along {
    fn default() -> Self {
        Self {
            last: StoredValue::new(None),
            shows_formulas: RwSignal::new(false),
            grown: StoredValue::new(HashMap::new()),
        }
    }
}

impl Along {
    /// Notes that a column grew for a figure.
    pub(super) fn note_grown(self, sheet: SheetId, column: u32, width_px: u32) {
        self.grown.update_value(|grown| {
            grown.insert((sheet, column), width_px);
        });
    }

    /// Whether a column has the width to which it grew for a figure.
    pub(super) fn has_grown_to(self, sheet: SheetId, column: u32, width_px: u32) -> bool {
        self.grown.with_value(|grown| grown.get(&(sheet, column)) == Some(&width_px))
    }
}
