//! Why an edit is refused.

use super::RecordFault;
use crate::formula::ParseError;
use crate::limits::{
    MAX_COLUMNS, MAX_NAME_CHARS, MAX_PARTS, MAX_RESTYLED_CELLS, MAX_ROWS, MAX_SHEET_NAME_CHARS, MAX_SHEETS,
    MAX_TEXT_CHARS,
};
use crate::number::FormatError;
use crate::text::{Language, Text};

/// Why an edit is refused. The workbook is then as it was before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditError {
    /// A formula can't be read.
    Formula {
        /// The cell or name.
        place: String,
        /// What is wrong, and where in the formula.
        error: ParseError,
    },
    /// A number format code can't be read.
    Format {
        /// The code.
        code: String,
        /// What is wrong, and where in the code.
        error: FormatError,
    },
    /// A text is longer than a cell can hold.
    TextTooLong {
        /// The cell.
        place: String,
    },
    /// A cell, row or column lies outside the sheet, or none is asked for.
    OutsideSheet,
    /// Inserting would push cells that hold something off the sheet.
    PushedOff,
    /// More cells would be restyled than one edit allows.
    TooManyCells,
    /// There are more different styles than a workbook can hold.
    TooManyStyles,
    /// There would be more parts of one kind than a workbook can hold.
    TooManyParts,
    /// The sheet is not in the workbook.
    UnknownSheet,
    /// No page has the identity.
    UnknownPage(String),
    /// The workbook holds as many sheets as it can.
    TooManySheets,
    /// The only page can't be removed.
    LastPage,
    /// The only page that is shown can't be hidden or removed.
    LastVisibleSheet,
    /// Only a part of a merged cell would be changed.
    PartOfMerge,
    /// There is no cell for which a rule would hold.
    NoCells,
    /// A rule or a filter lacks a value, a count or a colour, or has one that can't be.
    IncompleteRule,
    /// A sheet can't have the name.
    BadSheetName(String),
    /// Another sheet has the name.
    SheetNameTaken(String),
    /// A cell or range can't have the name.
    BadName(String),
    /// There is no such name.
    UnknownName(String),
    /// Something else has the name already.
    NameTaken(String),
    /// A formula uses the new name for something else.
    NameUsed {
        /// The name.
        name: String,
        /// The cell or name of the formula.
        place: String,
    },
    /// There is no such control.
    UnknownControl(String),
    /// There is no such outcome.
    UnknownOutcome(String),
    /// There is no such variant of an outcome.
    UnknownVariant(String),
    /// There is no such scenario.
    UnknownScenario(String),
    /// There is no such party.
    UnknownParty(String),
    /// Two parts of one kind would have the same identity, or one would have none.
    Duplicate(String),
    /// A control, outcome or chart is bound to a cell of no sheet.
    Unbound(String),
    /// A slider's bounds or step, or the options of a choice, leave nothing to choose.
    BadBounds(String),
    /// A logo is no image that stands in the file itself.
    BadLogo,
    /// The month is none of 1 to 12.
    BadMonth(u8),
    /// The currency is no three letters.
    BadCurrency(String),
    /// A date is not of the form 2026-03-31.
    BadDate(String),
    /// A row that was paid or taken back would change.
    Booked {
        /// Its identity.
        id: String,
    },
    /// A decision record can't be changed so.
    Record {
        /// The page.
        page: String,
        /// What is wrong.
        fault: RecordFault,
    },
}

impl EditError {
    /// A sentence that says what was wrong and where.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match language {
            Language::English => self.english(),
            Language::Japanese => self.japanese(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Formula { place, error } => format!("{place}: {}", lower_first(&error.text(Language::English))),
            Self::Format { code, error } => {
                format!(
                    "{code}: at character {}: {}",
                    error.at + 1,
                    lower_first(error.fault.text().get(Language::English))
                )
            }
            Self::TextTooLong { place } => format!("{place}: the text has more than {MAX_TEXT_CHARS} characters."),
            Self::TooManyCells => format!("No more than {MAX_RESTYLED_CELLS} cells can be restyled at once."),
            Self::OutsideSheet => {
                format!("The place lies outside the {MAX_ROWS} rows and {MAX_COLUMNS} columns of a sheet.")
            }
            Self::TooManyParts => format!("A workbook holds at most {MAX_PARTS} parts of one kind."),
            Self::TooManySheets => format!("A workbook holds at most {MAX_SHEETS} sheets."),
            Self::UnknownPage(id) => format!("There is no page “{id}”."),
            Self::BadSheetName(name) => format!(
                "A sheet can't be named “{name}”: a name has 1 to {MAX_SHEET_NAME_CHARS} characters, none of []:*?/\\, and no quotation mark at either end."
            ),
            Self::SheetNameTaken(name) => format!("Another sheet is named “{name}”."),
            Self::BadName(name) => format!(
                "“{name}” can't be a name: it begins with a letter or _, has only letters, digits, _ and ., at most {MAX_NAME_CHARS} characters, and is no cell reference."
            ),
            Self::UnknownName(name) => format!("There is no name “{name}”."),
            Self::NameTaken(name) => format!("The name “{name}” is taken."),
            Self::NameUsed { name, place } => {
                format!("{place} already uses “{name}” for something else, so nothing was renamed.")
            }
            Self::UnknownControl(name) => format!("There is no control “{name}”."),
            Self::UnknownOutcome(name) => format!("There is no outcome “{name}”."),
            Self::UnknownVariant(id) => format!("The outcome has no definition “{id}”."),
            Self::UnknownScenario(id) => format!("There is no scenario “{id}”."),
            Self::UnknownParty(id) => format!("There is no party “{id}”."),
            Self::Duplicate(id) => format!("“{id}” can't be used: an identity must not be empty, and stands once."),
            Self::Unbound(name) => format!("“{name}” is bound to a cell of no sheet of this workbook."),
            Self::BadBounds(name) => format!("“{name}”: the bounds leave nothing to choose."),
            Self::BadMonth(month) => format!("{month} is no month: 1 to 12 is expected."),
            Self::BadCurrency(code) => format!("“{code}” is no currency code of three letters, such as USD."),
            Self::BadDate(text) => format!("“{text}” is no date of the form 2026-03-31."),
            Self::Booked { id } => format!(
                "{id} was paid or taken back, so its row stays as it is. Reverse it and enter a new payout, or empty the day it was paid on first, if that was a mistake. To start anew, empty all rows at once."
            ),
            Self::Record { page, fault } => format!("Page “{page}”: {}", lower_first(&fault.text(Language::English))),
            Self::PushedOff
            | Self::TooManyStyles
            | Self::UnknownSheet
            | Self::LastPage
            | Self::LastVisibleSheet
            | Self::PartOfMerge
            | Self::NoCells
            | Self::IncompleteRule
            | Self::BadLogo => self.fixed().get(Language::English).to_owned(),
        }
    }

    fn japanese(&self) -> String {
        match self {
            Self::Formula { place, error } => format!("{place}：{}", error.text(Language::Japanese)),
            Self::Format { code, error } => {
                format!("{code}：{}文字目：{}", error.at + 1, error.fault.text().get(Language::Japanese))
            }
            Self::TextTooLong { place } => format!("{place}：文字列が{MAX_TEXT_CHARS}文字を超えています。"),
            Self::TooManyCells => format!("一度に書式を変更できるのは{MAX_RESTYLED_CELLS}セルまでです。"),
            Self::OutsideSheet => format!("シートの範囲（{MAX_ROWS}行、{MAX_COLUMNS}列）の外です。"),
            Self::TooManyParts => format!("1つのワークブックに入れられる同種の項目は{MAX_PARTS}個までです。"),
            Self::TooManySheets => format!("1つのワークブックのシートは{MAX_SHEETS}枚までです。"),
            Self::UnknownPage(id) => format!("ページ「{id}」はありません。"),
            Self::BadSheetName(name) => format!(
                "シート名に「{name}」は使えません。1～{MAX_SHEET_NAME_CHARS}文字で、[]:*?/\\ を含まず、先頭と末尾が引用符でない名前にしてください。"
            ),
            Self::SheetNameTaken(name) => format!("「{name}」という名前のシートがすでにあります。"),
            Self::BadName(name) => format!(
                "「{name}」は名前に使えません。文字か _ で始まり、文字・数字・_・. だけの{MAX_NAME_CHARS}文字以内で、セル参照と紛れないものにしてください。"
            ),
            Self::UnknownName(name) => format!("名前「{name}」は定義されていません。"),
            Self::NameTaken(name) => format!("名前「{name}」はすでに使われています。"),
            Self::NameUsed { name, place } => {
                format!("{place}の数式で「{name}」が別の意味で使われているため、名前を変更しませんでした。")
            }
            Self::UnknownControl(name) => format!("入力項目「{name}」はありません。"),
            Self::UnknownOutcome(name) => format!("結果指標「{name}」はありません。"),
            Self::UnknownVariant(id) => format!("この結果指標に定義「{id}」はありません。"),
            Self::UnknownScenario(id) => format!("シナリオ「{id}」はありません。"),
            Self::UnknownParty(id) => format!("関係者「{id}」はありません。"),
            Self::Duplicate(id) => format!("識別子「{id}」は使えません。空でなく、重複しないものにしてください。"),
            Self::Unbound(name) => format!("「{name}」の参照先は、このワークブックのセルではありません。"),
            Self::BadBounds(name) => format!("「{name}」の範囲では選べる値がありません。"),
            Self::BadMonth(month) => format!("{month}は月ではありません。1～12で指定してください。"),
            Self::BadCurrency(code) => {
                format!("「{code}」は通貨コードではありません。JPY のような3文字で指定してください。")
            }
            Self::BadDate(text) => format!("「{text}」は 2026-03-31 の形の日付ではありません。"),
            Self::Booked { id } => format!(
                "{id}は支払済みまたは戻入済みのため、行を変更できません。戻入を行って新しい支払を入力するか、支払日が誤りの場合は先に支払日を消去してください。最初から作り直す場合は、すべての行を一度に消去してください。"
            ),
            Self::Record { page, fault } => format!("ページ「{page}」：{}", fault.text(Language::Japanese)),
            Self::PushedOff
            | Self::TooManyStyles
            | Self::UnknownSheet
            | Self::LastPage
            | Self::LastVisibleSheet
            | Self::PartOfMerge
            | Self::NoCells
            | Self::IncompleteRule
            | Self::BadLogo => self.fixed().get(Language::Japanese).to_owned(),
        }
    }

    /// The sentence of a variant that carries nothing.
    fn fixed(&self) -> Text {
        match self {
            Self::PushedOff => Text::new(
                "Cells that hold something would be pushed off the sheet.",
                "入力のあるセルがシートの外に押し出されるため、挿入できません。",
            ),
            Self::TooManyStyles => Text::new(
                "The workbook holds as many different styles as it can.",
                "これ以上、書式の種類を増やせません。",
            ),
            Self::LastPage => Text::new("The only page can't be removed.", "最後の1ページは削除できません。"),
            Self::LastVisibleSheet => {
                Text::new("One sheet at least must stay visible.", "表示するシートが1枚以上必要です。")
            }
            Self::PartOfMerge => Text::new(
                "A part of a merged cell can't be changed on its own. Take the whole of it, or unmerge it first.",
                "結合セルの一部だけを変更することはできません。結合セル全体を選択するか、先に結合を解除してください。",
            ),
            Self::NoCells => Text::new("There is no cell that this could hold for.", "対象となるセルがありません。"),
            Self::IncompleteRule => Text::new(
                "The rule is incomplete: a value, a count, a colour or a formula is missing or can't be.",
                "条件が完成していません。値・件数・色・数式のいずれかが不足しているか、正しくありません。",
            ),
            Self::BadLogo => Text::new(
                "A logo must be an image of at most 256 kB that stands in the workbook itself.",
                "ロゴには、ワークブックに埋め込む256 kB以下の画像を指定してください。",
            ),
            _ => Text::new("The sheet is not in this workbook.", "このワークブックにないシートです。"),
        }
    }
}

/// A sentence that continues after a colon.
fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

impl std::fmt::Display for EditError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text(Language::English))
    }
}

impl std::error::Error for EditError {}
