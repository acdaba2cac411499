//! What stands in `template.json` and `texts.json`: the words of the folder format, documented in `templates/README.md`.
//! Cells and areas are written as texts such as `Inputs!B2`; amounts are texts, so that none passes through a float.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use super::manifest_page::{FrozenEntry, LookEntry, PageEntry, RuleEntry, StyleEntry};
use super::tools::ToolsEntry;
use crate::text::Localized;
use crate::workbook::{Agreement, ChartKind, Choice, Color, Confidence, PartyRole};

/// What a template makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TemplateKind {
    /// Inputs to headline results.
    Calculator,
    /// Metrics to weighted scores, health and a tier.
    Scorecard,
    /// Rows of things that are tracked.
    Register,
    /// A decision record.
    Record,
}

/// The content of `template.json`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Manifest {
    /// Identity of the template: the name of its folder.
    pub id: String,
    /// Counts up with every change that people can notice, from 1.
    pub version: u32,
    /// What it makes.
    pub kind: TemplateKind,
    /// Where it stands in the gallery among those of its kind, small numbers first; those without one come last.
    #[serde(default)]
    pub place: Option<u32>,
    /// Its title.
    pub title: Localized,
    /// Other names that people search for.
    #[serde(default)]
    pub variants: Vec<String>,
    /// Another template whose pages come after its own, with everything that lies on them: a decision and its scorecard.
    #[serde(default)]
    pub with: Option<String>,
    /// What it is good for, in a sentence or two.
    pub summary: Localized,
    /// How to begin, in three lines.
    pub guide: [Localized; 3],
    /// Settings of the workbook it makes.
    #[serde(default)]
    pub settings: SettingsEntry,
    /// Pages in order, at least one.
    pub pages: Vec<PageEntry>,
    /// Names of cells and ranges.
    #[serde(default)]
    pub names: Vec<NameEntry>,
    /// Inputs that Present shows.
    #[serde(default)]
    pub controls: Vec<ControlEntry>,
    /// Headline results.
    #[serde(default)]
    pub outcomes: Vec<OutcomeEntry>,
    /// Charts of Present.
    #[serde(default)]
    pub charts: Vec<ChartEntry>,
    /// Named sets of control values.
    #[serde(default)]
    pub scenarios: Vec<ScenarioEntry>,
    /// The scenario whose values the pages hold, if it is one.
    #[serde(default)]
    pub active_scenario: Option<String>,
    /// Who does business together.
    #[serde(default)]
    pub parties: Vec<PartyEntry>,
    /// Cells that `calculate` takes beside the controls.
    #[serde(default)]
    pub inputs: Vec<InputEntry>,
    /// Cells that `calculate` gives beside the outcomes.
    #[serde(default)]
    pub outputs: Vec<OutputEntry>,
    /// What people can do beyond typing in cells.
    #[serde(default)]
    pub tools: ToolsEntry,
}

/// Settings of the workbook that a template makes.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SettingsEntry {
    /// The currency of amounts, as an ISO 4217 code.
    pub currency: String,
    /// The month in which the fiscal year begins, 1 to 12.
    pub fiscal_start_month: u8,
}

impl Default for SettingsEntry {
    fn default() -> Self {
        Self { currency: "USD".to_owned(), fiscal_start_month: 1 }
    }
}

/// A name of a cell or range.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameEntry {
    /// The name, as formulas write it.
    pub name: String,
    /// What it stands for: `Inputs!$B$2`.
    pub target: String,
}

/// An input that Present shows. Its default is what the CSV holds in its cell.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ControlEntry {
    /// Its name, unique among controls and inputs.
    pub name: String,
    /// What people call it.
    pub label: Localized,
    /// The cell that holds its value: `Inputs!B2`.
    pub cell: String,
    /// The unit behind the value.
    #[serde(default)]
    pub unit: Localized,
    /// How it is entered: `{"slider": {"min": "0", "max": "10", "step": "1"}}`, `{"number": {}}` (with `min`, `max`,
    /// `step` as wanted), `{"choice": {"options": [{"value": "linear", "label": {...}}]}}`, `"date"` or `"switch"`.
    pub input: InputKind,
    /// The heading it stands under.
    #[serde(default)]
    pub group: Localized,
    /// The low end of what is plausible.
    #[serde(default)]
    pub low: Option<String>,
    /// The high end of what is plausible.
    #[serde(default)]
    pub high: Option<String>,
    /// Where the value comes from.
    #[serde(default)]
    pub source: Localized,
    /// The day of the source: `2026-03-31`.
    #[serde(default)]
    pub date: Option<String>,
    /// How sure its owner is.
    #[serde(default)]
    pub confidence: Option<Confidence>,
    /// Whether people agree with the value.
    #[serde(default)]
    pub status: Agreement,
}

/// How a control is entered.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum InputKind {
    /// A slider with a field beside it.
    Slider {
        /// Least value.
        min: String,
        /// Greatest value.
        max: String,
        /// Distance of two steps.
        step: String,
    },
    /// A field for a number.
    Number {
        /// Least value.
        #[serde(default)]
        min: Option<String>,
        /// Greatest value.
        #[serde(default)]
        max: Option<String>,
        /// Distance of two steps of the arrow keys.
        #[serde(default)]
        step: Option<String>,
    },
    /// One of several values.
    Choice {
        /// The values.
        options: Vec<Choice>,
    },
    /// A date.
    Date,
    /// Yes or no.
    Switch,
}

/// A headline result.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OutcomeEntry {
    /// Its name, unique among outcomes and outputs.
    pub name: String,
    /// What people call it.
    pub label: Localized,
    /// The cell that holds it.
    pub cell: String,
    /// Number format code in place of the cell's own.
    #[serde(default)]
    pub format: Option<String>,
    /// The unit behind the value.
    #[serde(default)]
    pub unit: Localized,
    /// What the figure means, exactly.
    pub definition: Localized,
    /// The time that the figure covers.
    #[serde(default)]
    pub horizon: HorizonEntry,
    /// The cell that says with how many significant digits the figure is shown; nothing for every digit of its format.
    #[serde(default)]
    pub digits: Option<String>,
    /// Whether more of it is better; `true` when absent.
    #[serde(default = "yes")]
    pub more_is_better: bool,
    /// The identity of the party whose result it is.
    #[serde(default)]
    pub party: Option<String>,
    /// Other definitions of the same figure.
    #[serde(default)]
    pub variants: Vec<VariantEntry>,
}

const fn yes() -> bool {
    true
}

/// The time that an outcome covers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HorizonEntry {
    /// Words such as `over {n} years`.
    pub text: Localized,
    /// The cell whose displayed text stands in for `{n}`.
    pub count: Option<String>,
}

/// Another definition of an outcome.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VariantEntry {
    /// Its identity among the variants.
    pub id: String,
    /// What people call the figure under this definition.
    pub label: Localized,
    /// What the figure means, exactly.
    pub definition: Localized,
    /// The cell that holds it.
    pub cell: String,
    /// Number format code in place of the cell's own.
    #[serde(default)]
    pub format: Option<String>,
}

/// A chart of Present.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChartEntry {
    /// Its identity among the charts.
    pub id: String,
    /// How it is drawn.
    pub kind: ChartKind,
    /// Its heading.
    pub title: Localized,
    /// The cells that label the points: `Model!C4:F4`.
    #[serde(default)]
    pub categories: Option<String>,
    /// What is drawn.
    pub series: Vec<SeriesEntry>,
    /// Number format code of the values.
    #[serde(default)]
    pub format: Option<String>,
}

/// One series of a chart.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeriesEntry {
    /// Its name in the legend; nothing for the text before its values.
    #[serde(default)]
    pub label: Localized,
    /// The cells that hold its values: `Model!C20:F20`.
    pub values: String,
    /// The identity of the party whose colour it takes.
    #[serde(default)]
    pub party: Option<String>,
}

/// A named set of control values.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScenarioEntry {
    /// Its identity among the scenarios.
    pub id: String,
    /// Its name.
    pub name: Localized,
    /// Per control name, what is entered, as a person would type it.
    pub values: BTreeMap<String, String>,
}

/// A party.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyEntry {
    /// Its identity among the parties.
    pub id: String,
    /// Its name.
    pub name: Localized,
    /// What it is in the business.
    #[serde(default)]
    pub role: PartyRole,
    /// Its brand colour: `#0a5fd1`.
    #[serde(default)]
    pub color: Option<Color>,
    /// Its logo as a `data:image/...` URL.
    #[serde(default)]
    pub logo: Option<String>,
}

/// A cell that `calculate` takes beside the controls.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InputEntry {
    /// Its name, unique among controls and inputs.
    pub name: String,
    /// What people call it.
    pub label: Localized,
    /// The cell: `Inputs!B2`.
    pub cell: String,
    /// The unit behind the value.
    #[serde(default)]
    pub unit: Localized,
}

/// A cell that `calculate` gives beside the outcomes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutputEntry {
    /// Its name, unique among outcomes and outputs.
    pub name: String,
    /// What people call it.
    pub label: Localized,
    /// The cell: `Model!B40`.
    pub cell: String,
    /// The unit behind the value.
    #[serde(default)]
    pub unit: Localized,
    /// What the figure means, exactly.
    pub definition: Localized,
}

/// The content of `texts.json`: the label texts of the CSV files in both languages.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// Pairs of label texts.
    pub glossary: Vec<Localized>,
}
