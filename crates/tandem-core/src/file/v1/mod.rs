//! Version 1 of the workbook format, as published in `schema/tandem-workbook-v1.schema.json`. These types never change:
//! they are what files that people keep look like, not what the workbook looks like today.
//!
//! Cells and ranges outside a page's own cells are texts such as `Inputs!B2`; amounts are texts, so that no program on
//! the way rounds them. Start reading at [`Document`], then `read.rs` and `making.rs`; `quick/` reads
//! the cells of most files in a fraction of the time.

mod cells;
mod making;
mod overlay;
mod quick;
mod read;
mod write;

pub(super) use making::{Making, is_longer_than, write};
pub(super) use quick::Taking;
pub(super) use read::{read, read_parts};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::workbook::{Borders, Record, StyleColor};
use cells::Cells;
use overlay::Overlay;

/// A whole file.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Document {
    #[serde(rename = "format")]
    _format: String,
    #[serde(rename = "version")]
    _version: u32,
    id: String,
    title: Both,
    settings: Settings,
    #[serde(default)]
    origin: Option<Origin>,
    #[serde(default)]
    guide: Vec<Both>,
    /// Style 1 is the first; a cell without a number has none.
    #[serde(default)]
    styles: Vec<Style>,
    pages: Vec<Page>,
    #[serde(default)]
    names: Vec<Name>,
    #[serde(default)]
    controls: Vec<Control>,
    #[serde(default)]
    outcomes: Vec<Outcome>,
    #[serde(default)]
    charts: Vec<Chart>,
    #[serde(default)]
    scenarios: Vec<Scenario>,
    #[serde(default)]
    active_scenario: Option<String>,
    #[serde(default)]
    parties: Vec<Party>,
    #[serde(default)]
    glossary: Vec<Both>,
}

/// A text in both languages.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Both {
    en: String,
    ja: String,
}

impl Both {
    fn is_empty(&self) -> bool {
        self.en.is_empty() && self.ja.is_empty()
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Settings {
    language: Tongue,
    currency: String,
    fiscal_start_month: u8,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Tongue {
    En,
    Ja,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Origin {
    template: String,
    version: u32,
}

const fn is_false(value: &bool) -> bool {
    !*value
}

const fn is_zero(value: &u32) -> bool {
    *value == 0
}

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Style {
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<Role>,
    #[serde(skip_serializing_if = "is_false")]
    bold: bool,
    #[serde(skip_serializing_if = "is_false")]
    italic: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    align: Option<Align>,
    #[serde(skip_serializing_if = "is_false")]
    wrap: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    color: Option<StyleColor>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fill: Option<StyleColor>,
    #[serde(skip_serializing_if = "is_false")]
    underline: bool,
    #[serde(skip_serializing_if = "is_false")]
    strikethrough: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    vertical: Option<Vertical>,
    #[serde(skip_serializing_if = "is_no_indent")]
    indent: u8,
    #[serde(skip_serializing_if = "has_no_line")]
    borders: Borders,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
const fn is_no_indent(indent: &u8) -> bool {
    *indent == 0
}

fn has_no_line(borders: &Borders) -> bool {
    *borders == Borders::NONE
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Vertical {
    Top,
    Middle,
    Bottom,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Role {
    Heading,
    Input,
    Total,
    Note,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Align {
    Left,
    Center,
    Right,
}

/// A page: its sheet's name and layout, then its cells.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Page {
    id: String,
    title: Both,
    /// A decision record, whose figures are the cells.
    #[serde(default)]
    record: Option<Box<Record>>,
    sheet: Sheet,
    cells: Cells,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Sheet {
    name: String,
    #[serde(default, skip_serializing_if = "is_zero")]
    frozen_rows: u32,
    #[serde(default, skip_serializing_if = "is_zero")]
    frozen_columns: u32,
    /// Pixels by column letters.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    column_widths: BTreeMap<String, u32>,
    /// Pixels by row number, from 1.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    row_heights: BTreeMap<u32, u32>,
    /// Row numbers, from 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    internal_rows: Vec<u32>,
    #[serde(default, skip_serializing_if = "is_false")]
    internal: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    hidden: bool,
    /// What lies over the cells.
    #[serde(default, skip_serializing_if = "Overlay::is_empty")]
    overlay: Overlay,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Name {
    name: String,
    target: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Control {
    name: String,
    label: Both,
    cell: String,
    input: Input,
    #[serde(default, skip_serializing_if = "Both::is_empty")]
    unit: Both,
    #[serde(default, skip_serializing_if = "Both::is_empty")]
    group: Both,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    low: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    high: Option<String>,
    #[serde(default, skip_serializing_if = "Both::is_empty")]
    source: Both,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    confidence: Option<Confidence>,
    status: Agreement,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    said: Option<Said>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    by: String,
    date: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum Input {
    Slider {
        min: String,
        max: String,
        step: String,
    },
    Number {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<String>,
    },
    Choice {
        options: Vec<Choice>,
    },
    Date,
    Switch,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Choice {
    value: String,
    label: Both,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Confidence {
    High,
    Medium,
    Low,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Agreement {
    Open,
    Agreed,
    Challenged,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Outcome {
    name: String,
    label: Both,
    cell: String,
    definition: Both,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    format: Option<String>,
    #[serde(default, skip_serializing_if = "Both::is_empty")]
    unit: Both,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    horizon: Option<Horizon>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    digits: Option<String>,
    more_is_better: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    party: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    variants: Vec<Variant>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    active_variant: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Horizon {
    text: Both,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    count: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Variant {
    id: String,
    label: Both,
    definition: Both,
    cell: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    format: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Chart {
    id: String,
    kind: ChartKind,
    title: Both,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    categories: Option<String>,
    series: Vec<Series>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    format: Option<String>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ChartKind {
    Line,
    Area,
    Column,
    StackedColumn,
    Bar,
    Share,
    Waterfall,
    Tornado,
    Histogram,
    Heat,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Series {
    label: Both,
    values: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    party: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    id: String,
    name: Both,
    values: BTreeMap<String, String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Party {
    id: String,
    name: Both,
    role: PartyRole,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    color: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    logo: Option<String>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum PartyRole {
    Vendor,
    Partner,
    Customer,
    Other,
}

/// Declares that two enums have the same variants, in both directions.
macro_rules! same_variants {
    ($($ours:ty = $theirs:ty { $($variant:ident),+ })+) => {
        $(impl From<$ours> for $theirs {
            fn from(value: $ours) -> Self {
                match value { $(<$ours>::$variant => Self::$variant,)+ }
            }
        }

        impl From<$theirs> for $ours {
            fn from(value: $theirs) -> Self {
                match value { $(<$theirs>::$variant => Self::$variant,)+ }
            }
        })+
    };
}

same_variants! {
    Confidence = crate::workbook::Confidence { High, Medium, Low }
    Agreement = crate::workbook::Agreement { Open, Agreed, Challenged }
    ChartKind = crate::workbook::ChartKind {
        Line, Area, Column, StackedColumn, Bar, Share, Waterfall, Tornado, Histogram, Heat
    }
    PartyRole = crate::workbook::PartyRole { Vendor, Partner, Customer, Other }
}

impl From<Both> for crate::text::Localized {
    fn from(text: Both) -> Self {
        Self { en: text.en, ja: text.ja }
    }
}

impl From<&crate::text::Localized> for Both {
    fn from(text: &crate::text::Localized) -> Self {
        Self { en: text.en.clone(), ja: text.ja.clone() }
    }
}
