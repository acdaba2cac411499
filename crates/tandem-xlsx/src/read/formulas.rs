//! The formulas of one file on their way into cells.

use std::collections::HashMap;

use tandem_core::cell::CellAddress;

use super::sheet::{FormulaKind, RawFormula};
use crate::formula::{Inward, Shared, Unread};
use crate::report::{LossKind, Report};

/// The formulas of one file.
pub(super) struct Formulas {
    inward: Inward,
    /// What the cells of a sheet share, by its number.
    shared: HashMap<u32, Option<Shared>>,
}

/// What a formula of a file is here.
pub(super) enum Taken {
    /// A formula with its `=`.
    Formula(String),
    /// It can't be taken over: the value stands for it.
    Value,
}

impl Formulas {
    /// For a file that defines names.
    pub(super) fn new(names: impl Iterator<Item = String>) -> Self {
        Self { inward: Inward::new(names), shared: HashMap::new() }
    }

    /// Begins another sheet, whose shared formulas have numbers of their own.
    pub(super) fn begin_sheet(&mut self) {
        self.shared.clear();
    }

    /// The formula of a cell. What can't be taken over is noted.
    pub(super) fn take(
        &mut self,
        raw: &RawFormula,
        at: CellAddress,
        place: impl Fn() -> String,
        report: &mut Report,
    ) -> Taken {
        if let FormulaKind::Shared(number) = raw.kind
            && raw.text.is_empty()
        {
            let text = match self.shared.get(&number) {
                Some(Some(shared)) => self.inward.shared_at(shared, at),
                _ => None,
            };
            return match text {
                Some(text) => Taken::Formula(text),
                None => {
                    report.at(LossKind::UnreadFormula, place);
                    Taken::Value
                }
            };
        }
        if raw.kind == FormulaKind::Other {
            report.at(LossKind::UnreadFormula, place);
            return Taken::Value;
        }
        let is_intersecting = !matches!(raw.kind, FormulaKind::Array { .. });
        let imported = self.inward.import(&raw.text, at, is_intersecting);
        let (taken, shared) = match imported {
            Ok((text, shared)) => (Taken::Formula(text), Some(shared)),
            Err(reason) => {
                match &reason {
                    Unread::Unknown(names) => {
                        report.named_at(LossKind::UnknownFunction, names.iter().map(String::as_str), place);
                    }
                    Unread::External => report.at(LossKind::ExternalFormula, place),
                    Unread::Table => report.at(LossKind::TableFormula, place),
                    Unread::Other => report.at(LossKind::UnreadFormula, place),
                }
                (Taken::Value, None)
            }
        };
        if let FormulaKind::Shared(number) = raw.kind {
            self.shared.insert(number, shared);
        }
        taken
    }
}
