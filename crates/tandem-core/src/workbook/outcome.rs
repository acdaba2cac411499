//! Outcomes: the headline results that Present shows, each with the definition it follows.

use crate::cell::CellAddress;
use crate::text::{Language, Localized};

/// A headline result.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Its name: unique among the outcomes, the key of `calculate`.
    pub name: String,
    /// What people call it.
    pub label: Localized,
    /// The cell that holds it, while no other definition is chosen.
    pub cell: CellAddress,
    /// Number format code in place of the cell's own.
    pub format: Option<String>,
    /// The unit behind the value, such as `months`; empty for none.
    pub unit: Localized,
    /// What the figure means, exactly.
    pub definition: Localized,
    /// The time that the figure covers.
    pub horizon: Horizon,
    /// The cell that says with how many significant digits the figure is shown, so that it looks no surer than what it
    /// comes from; nothing, and a cell without a whole number above zero, for every digit of its format.
    pub digits: Option<CellAddress>,
    /// Whether more of it is better.
    pub more_is_better: bool,
    /// The identity of the party whose result it is; nothing for the whole.
    pub party: Option<String>,
    /// Other definitions of the same figure that people may switch to.
    pub variants: Vec<Variant>,
    /// The identity of the variant that is shown; nothing for the first definition.
    pub active_variant: Option<String>,
}

impl Outcome {
    /// The variant that is shown, if it is not the first definition.
    #[must_use]
    pub fn variant(&self) -> Option<&Variant> {
        let id = self.active_variant.as_deref()?;
        self.variants.iter().find(|variant| variant.id == id)
    }

    /// Goes back to the first definition when the chosen variant is gone.
    pub(crate) fn forget_lost_variant(&mut self) {
        if self.variant().is_none() {
            self.active_variant = None;
        }
    }

    /// The cell that holds the figure under the definition that is chosen.
    #[must_use]
    pub fn shown_cell(&self) -> CellAddress {
        self.variant().map_or(self.cell, |variant| variant.cell)
    }

    /// The label under the definition that is chosen.
    #[must_use]
    pub fn shown_label(&self) -> &Localized {
        self.variant().map_or(&self.label, |variant| &variant.label)
    }

    /// The definition that is chosen.
    #[must_use]
    pub fn shown_definition(&self) -> &Localized {
        self.variant().map_or(&self.definition, |variant| &variant.definition)
    }

    /// The number format under the definition that is chosen, if it is not the cell's own.
    #[must_use]
    pub fn shown_format(&self) -> Option<&str> {
        self.variant().map_or(self.format.as_deref(), |variant| variant.format.as_deref())
    }
}

/// Another definition of an outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// Its identity among the variants of the outcome.
    pub id: String,
    /// What people call the figure under this definition.
    pub label: Localized,
    /// What the figure means, exactly.
    pub definition: Localized,
    /// The cell that holds it.
    pub cell: CellAddress,
    /// Number format code in place of the cell's own.
    pub format: Option<String>,
}

/// The time that an outcome covers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Horizon {
    /// Words such as `over {n} years`; empty for a figure without horizon.
    pub text: Localized,
    /// The cell whose displayed text stands in for `{n}`.
    pub count: Option<CellAddress>,
}

impl Horizon {
    /// The words with `{n}` filled in.
    #[must_use]
    pub fn filled(&self, language: Language, count: &str) -> String {
        self.text.get(language).replace("{n}", count)
    }
}
