//! Scenarios and settings.

use std::collections::BTreeMap;

use crate::text::{Language, Localized};

/// A named set of control values over one base.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scenario {
    /// Its identity among the scenarios: a short text.
    pub id: String,
    /// Its name.
    pub name: Localized,
    /// Per control name, what is entered in its cell, as a person would type it. Controls that are left out keep
    /// their value.
    pub values: BTreeMap<String, String>,
}

/// What holds for the whole workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The language of labels and guides.
    pub language: Language,
    /// The currency of amounts, as an ISO 4217 code.
    pub currency: String,
    /// The month in which the fiscal year begins, 1 to 12.
    pub fiscal_start_month: u8,
}

impl Default for Settings {
    fn default() -> Self {
        Self { language: Language::English, currency: "USD".to_owned(), fiscal_start_month: 1 }
    }
}

/// The template that a workbook was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The template's identity.
    pub template: String,
    /// The template's version at that time.
    pub version: u32,
}
