//! What `template.json` says of one page: its cells, how they look, and what may be typed in them.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::text::Localized;
use crate::workbook::{Align, ColorToken, ConditionalRule, Record, Role, Strictness, ValidationRule};

/// One page.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PageEntry {
    /// Identity of the page: a short text that stands in links.
    pub id: String,
    /// The sheet's name in formulas; nothing for the English title.
    #[serde(default)]
    pub sheet: Option<String>,
    /// What its tab shows.
    pub title: Localized,
    /// The file of the folder that holds the cells, each as a person would type it.
    pub csv: String,
    /// Areas whose first row, as the CSV holds it, is copied to all their other rows: `D5:F164`.
    #[serde(default)]
    pub fills: Vec<String>,
    /// Rows and columns that stay in view.
    #[serde(default)]
    pub frozen: FrozenEntry,
    /// Column widths in pixels by letters: `A`, or `C:F` for several.
    #[serde(default)]
    pub widths: BTreeMap<String, u32>,
    /// Row heights in pixels by number: `1`, or `3:8` for several.
    #[serde(default)]
    pub heights: BTreeMap<String, u32>,
    /// Columns that are hidden until somebody wants to see them: `K`, or `K:M` for several.
    #[serde(default)]
    pub hidden_columns: Vec<String>,
    /// Styles of areas, in order: where areas overlap, later entries change what they name and leave the rest.
    #[serde(default)]
    pub styles: Vec<StyleEntry>,
    /// What may be typed in areas: the lists that cells offer, and bounds.
    #[serde(default)]
    pub rules: Vec<RuleEntry>,
    /// How cells look because of what they hold.
    #[serde(default)]
    pub looks: Vec<LookEntry>,
    /// A decision record whose figures are the cells of the page.
    #[serde(default)]
    pub record: Option<Box<Record>>,
    /// Rows that Present and Print leave out: `4`, or `4:8` for several.
    #[serde(default)]
    pub internal_rows: Vec<String>,
    /// Whether Present and Print leave out the whole sheet.
    #[serde(default)]
    pub internal: bool,
}

/// Rows and columns that stay in view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FrozenEntry {
    /// Rows at the top.
    pub rows: u32,
    /// Columns at the left.
    pub columns: u32,
}

/// The style of an area; what is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StyleEntry {
    /// The area on the page: `B2`, or `A1:F1`.
    pub area: String,
    /// Number format code.
    pub format: Option<String>,
    /// What the cells are for.
    pub role: Option<Role>,
    /// Bold or not.
    pub bold: Option<bool>,
    /// Italic or not.
    pub italic: Option<bool>,
    /// Where the text stands.
    pub align: Option<Align>,
    /// Breaking into lines or not.
    pub wrap: Option<bool>,
    /// Colour of the text.
    pub color: Option<ColorToken>,
    /// Colour behind the text.
    pub fill: Option<ColorToken>,
}

/// What may be typed in an area.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RuleEntry {
    /// The area on the page: `C5`, or `C5:C20`.
    pub area: String,
    /// The rule, as workbook files hold it: `{"list": {"formula": "=Lists!$A$2:$A$9"}}`, `{"whole": {"operator": "between",
    /// "first": "1", "second": "12"}}`.
    pub rule: ValidationRule,
    /// Whether anything else is refused, which is so when absent, or taken after a warning.
    #[serde(default)]
    pub strictness: Strictness,
}

/// How the cells of some areas look because of what they hold.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LookEntry {
    /// The areas on the page: `["C5:C20"]`.
    pub areas: Vec<String>,
    /// The rules, as workbook files hold them: `{"icons": {"set": "signs3", "from": [{"value": "60"}, {"value": "80"}]}}`.
    pub rules: Vec<ConditionalRule>,
}
