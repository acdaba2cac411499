//! What stands under `tools` in `template.json`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::text::Localized;

/// What a template lets people do beyond typing in cells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ToolsEntry {
    /// Tables whose rows have a form each.
    pub lists: Vec<ListEntry>,
    /// Statements for one party and a period.
    pub statements: Vec<StatementEntry>,
    /// Tables of payouts, each of which can be taken back.
    pub reversals: Vec<ReversalEntry>,
    /// How the workbook is seen by one party.
    pub party_view: Option<PartyViewEntry>,
    /// Outcomes that show a change beside them.
    pub changes: Vec<ChangeEntry>,
    /// Cells in which the sheets say what is wrong with a row.
    pub messages: Vec<MessageEntry>,
    /// Tables that take values from files of separated values.
    pub imports: Vec<ImportEntry>,
    /// Tables that grow together.
    pub rooms: Vec<RoomEntry>,
}

/// A table whose rows have a form each, and an order where one of its columns holds it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListEntry {
    /// Its identity among the lists of the template.
    pub id: String,
    /// What the list is called: `Rules of the split`.
    pub title: Localized,
    /// What one of its rows is called, as after “add”: `a rule`.
    pub item: Localized,
    /// A name of the workbook: the row of headings and the rows under it that the list may fill.
    pub area: String,
    /// The identity of the chart that stands beside the list.
    #[serde(default)]
    pub chart: Option<String>,
    /// Names of controls that stand above the list.
    #[serde(default)]
    pub controls: Vec<String>,
    /// Names of outcomes that stand beside the list.
    #[serde(default)]
    pub outcomes: Vec<String>,
    /// A name of cells that say what is wrong with more than one row.
    #[serde(default)]
    pub checks: Option<String>,
    /// The fields of a row in the order of its form.
    pub fields: Vec<FieldEntry>,
}

/// A field of a row.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FieldEntry {
    /// The English heading of its column. Several fields may share one, each for other rows.
    pub heading: String,
    /// What it is called in the form; nothing for the heading.
    #[serde(default)]
    pub label: Option<Localized>,
    /// What is entered in it.
    pub kind: FieldKind,
    /// Rows that have it; nothing for all.
    #[serde(default)]
    pub when: Option<WhenEntry>,
    /// What a new row begins with.
    #[serde(default)]
    pub new: Option<String>,
}

/// What is entered in a field, or told by it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum FieldKind {
    /// What the row is called.
    Title,
    /// A text.
    Text,
    /// The row's place in the order: a number that the list gives.
    Order,
    /// One of two words.
    Switch {
        /// The word for a row that counts.
        on: String,
        /// The word for one that doesn't.
        off: String,
    },
    /// One of these words, which stand in English.
    Choice(Vec<String>),
    /// One of the texts of the cells of a name.
    ChoiceFrom(String),
    /// A number in this format.
    Number(String),
    /// A day.
    Date,
    /// A figure that the sheet computes.
    Result,
    /// A text that the sheet computes.
    Remark,
    /// What the sheet says about the row. These English texts are good news, all others are not.
    Message(Vec<String>),
}

impl FieldKind {
    /// Whether people enter it.
    #[must_use]
    pub const fn is_input(&self) -> bool {
        !matches!(self, Self::Result | Self::Remark | Self::Message(_))
    }
}

/// A condition on another field of the row.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhenEntry {
    /// The English heading of the other field.
    pub heading: String,
    /// The English words that it may hold.
    pub is: Vec<String>,
}

/// A statement for one party and a period.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StatementEntry {
    /// Its identity among the statements of the template.
    pub id: String,
    /// What it is called.
    pub title: Localized,
    /// The control that says for whom.
    pub party: String,
    /// A name of the cells from which the party is chosen.
    pub parties: String,
    /// The control of the first day.
    pub from: String,
    /// The control of the last day.
    pub to: String,
    /// A name of the cell that says what is wrong with party or period; `None` is good news.
    pub check: String,
    /// A name of the balance: words in the first column, amounts in the last.
    pub balance: String,
    /// A name of the lines: a row of headings and the rows under it, down to the first blank one.
    pub lines: String,
    /// A name of totals under headings of their own, down to the first blank row.
    #[serde(default)]
    pub totals: Option<String>,
    /// A name of the cell that holds the currency of the amounts.
    pub currency: String,
    /// The English heading of a line's identity.
    pub id_heading: String,
    /// The English heading of a line's arithmetic.
    pub arithmetic_heading: String,
    /// The English heading of a line's amount.
    pub amount_heading: String,
    /// The English heading of the identity of the payout that a line takes back.
    pub reverses_heading: String,
}

/// A table of figures with a column for each period, which takes values from a text with separators.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportEntry {
    /// Its identity among the imports of the template.
    pub id: String,
    /// What it takes: `KPI values`.
    pub title: Localized,
    /// A name of the workbook: the row of headings, periods among them, and the rows under it.
    pub area: String,
    /// The English heading of the metric of a row.
    pub metric: String,
    /// A name of the cells of all metrics.
    pub metrics: String,
    /// A name of the cells of their units, in the same order.
    pub units: String,
    /// A name of the cells of all periods, the latest one last.
    pub periods: String,
    /// Whose figures they are; nothing where they are of everybody together.
    #[serde(default)]
    pub partner: Option<ImportPartnerEntry>,
}

/// Whose figures an import takes. A row that the table lacks can be added then.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportPartnerEntry {
    /// The English heading of the partner of a row.
    pub heading: String,
    /// A name of the cells of all partners.
    pub names: String,
    /// A name of the cells of their identities, in the same order.
    pub ids: String,
    /// The English heading of the identity of a row.
    pub row_id: String,
    /// What the identity of a row begins with, before its number: `V-`.
    pub row_prefix: String,
}

/// Tables of several sheets that have so many rows for each of what is listed, and grow together.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RoomEntry {
    /// Its identity among the rooms of the template.
    pub id: String,
    /// What is listed, as after a number: `partners`.
    pub items: Localized,
    /// The tables. The first has one row for each.
    pub tables: Vec<RoomTableEntry>,
}

/// One of the tables that grow together.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RoomTableEntry {
    /// A name of the workbook: its rows; a row of headings above them does no harm.
    pub area: String,
    /// Rows for each of what is listed.
    #[serde(default = "one")]
    pub each: u32,
    /// Whether people fill in its rows, and may do so beneath it where it is full.
    #[serde(default)]
    pub takes_entries: bool,
}

const fn one() -> u32 {
    1
}

/// A table of payouts. All fields but the names are English headings or words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReversalEntry {
    /// A name of the workbook: the row of headings and the rows under it that payouts may fill.
    pub area: String,
    /// Identity of a row.
    pub id: String,
    /// Its day.
    pub date: String,
    /// What kind of row it is.
    pub kind: String,
    /// The identity of the payout that it takes back.
    pub reverses: String,
    /// The amount that the rate applies to.
    pub base: String,
    /// What the sheet pays for it.
    pub amount: String,
    /// What is wrong with it.
    pub check: String,
    /// The day on which it was paid.
    pub paid_on: String,
    /// What stays as it is once the row is paid or taken back.
    pub kept: Vec<String>,
    /// What goes along from the payout to its reversal.
    pub carried: Vec<String>,
    /// The word for a payout.
    pub payout: String,
    /// The word for a reversal.
    pub reversal: String,
}

/// How the workbook is seen by one party.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PartyViewEntry {
    /// The control that says who looks.
    pub control: String,
    /// Its value while nothing is hidden.
    pub everything: String,
    /// Per identity of a party, the control's value while that party looks.
    pub parties: BTreeMap<String, String>,
}

/// An outcome that shows a change beside it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeEntry {
    /// The outcome.
    pub outcome: String,
    /// The outcome that holds the change.
    pub change: String,
}

/// Cells in which a sheet says what is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageEntry {
    /// A name of the workbook: the cells.
    pub area: String,
    /// English texts that are good news, or that concern no result.
    #[serde(default)]
    pub fine: Vec<String>,
}
