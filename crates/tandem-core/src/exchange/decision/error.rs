//! Why a Markdown text is no decision record.

use crate::limits::{MAX_DECISION_BYTES, MAX_PARTS, MAX_TEXT_CHARS};
use crate::text::{Language, Text};

/// Why a Markdown text can't be read as a decision record, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MadrError {
    /// The line, from 1.
    pub line: usize,
    /// What was expected there.
    pub expected: Expected,
}

/// What was expected of a Markdown text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Expected {
    /// A heading: there is none in the whole text.
    Title,
    /// Fewer bytes.
    FewerBytes,
    /// A shorter text.
    ShorterText,
    /// Fewer entries.
    FewerEntries,
    /// A row of a sheet, from 1.
    Row,
    /// The letters of a column.
    Column,
    /// A cell such as D4.
    Cell,
    /// A day such as 2026-03-31.
    Day,
    /// A whole number.
    Number,
    /// A status of a decision.
    Status,
    /// What a trigger means.
    Meaning,
    /// How a decision turned out.
    Verdict,
    /// How sure those who decide are.
    Confidence,
    /// One record and not a log of several.
    OneRecord,
    /// The name of an entry.
    Entry,
    /// The block of code with earlier revisions, number formats and notes, as it was written.
    Kept,
}

impl MadrError {
    /// A sentence that says where, and what was expected.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let (line, expected) = (self.line, self.expected.text(language));
        match language {
            Language::English => format!("Line {line}: expected {expected}."),
            Language::Japanese => format!("{line}行目: {expected}が必要です。"),
        }
    }
}

impl Expected {
    fn text(self, language: Language) -> String {
        match self {
            Self::FewerBytes => {
                let words = Text::new("fewer bytes than {limit}", "{limit}バイト未満の内容");
                words.get(language).replace("{limit}", &MAX_DECISION_BYTES.to_string())
            }
            Self::ShorterText => {
                let words = Text::new("a text of {limit} characters at most", "{limit}文字以下の文章");
                words.get(language).replace("{limit}", &MAX_TEXT_CHARS.to_string())
            }
            Self::FewerEntries => {
                let words = Text::new("{limit} entries at most", "{limit}件以下の項目");
                words.get(language).replace("{limit}", &MAX_PARTS.to_string())
            }
            other => other.fixed().get(language).to_owned(),
        }
    }

    const fn fixed(self) -> Text {
        match self {
            Self::Title | Self::FewerBytes | Self::ShorterText | Self::FewerEntries => {
                Text::new("a heading such as “# Title”", "「# タイトル」のような見出し")
            }
            Self::Row => Text::new("the number of a row", "行の番号"),
            Self::Column => Text::new("the letters of a column such as H", "H のような列の文字"),
            Self::Cell => Text::new("a cell such as D4", "D4 のようなセル"),
            Self::Day => Text::new("a day such as 2026-03-31", "2026-03-31 のような日付"),
            Self::Number => Text::new("a whole number from 1 on", "1以上の整数"),
            Self::Status => Text::new("a status such as accepted", "「承認済み」のような状態"),
            Self::Meaning => Text::new("what the trigger means, such as Stop", "「中止」のような発動時の対応"),
            Self::Verdict => Text::new("a verdict such as Validated", "「妥当と確認」のような判定"),
            Self::Confidence => Text::new("High, Medium or Low", "「高」「中」「低」のいずれか"),
            Self::OneRecord => Text::new("one record and not a log of several", "複数の記録ではなく1件の記録"),
            Self::Entry => Text::new("a known entry", "既知の項目名"),
            Self::Kept => Text::new(
                "the data of earlier revisions, formats and notes unchanged",
                "変更されていない、以前の版・表示形式・メモのデータ",
            ),
        }
    }
}
