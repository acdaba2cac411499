//! Why a file can't be opened.

use crate::edit::EditError;
use crate::formula::ParseError;
use crate::limits::{MAX_FILE_BYTES, MAX_TEXT_CHARS};
use crate::text::Language;

/// Why a file can't be opened. It is left untouched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// The file has more bytes than are read.
    TooLarge,
    /// The text is cut off: it ends in the middle.
    CutOff,
    /// The text is no JSON.
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// The text is JSON, but no workbook.
    NotAWorkbook,
    /// The version is missing or no number from 1 on.
    NoVersion,
    /// The file was written by a newer Tandem.
    NewerVersion(u64),
    /// An entry is missing, unknown or of the wrong kind.
    Entry {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What was expected, in English.
        expected: String,
    },
    /// An entry says something that can't be.
    Content {
        /// The entry: a cell, or a list with the entry's identity.
        place: String,
        /// Why.
        reason: ContentError,
    },
}

/// What can't be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContentError {
    /// The workbook refuses it.
    Refused(EditError),
    /// The formula can't be read.
    Formula(ParseError),
    /// The text is longer than a cell can hold.
    TextTooLong,
    /// The cell holds more than one thing.
    Ambiguous,
    /// The text is no cell, range or place.
    NotAPlace(String),
    /// The text is no exact decimal number.
    NotANumber(String),
    /// The text is no error code.
    NotAnErrorCode(String),
    /// The text is no colour of the form #0a5fd1.
    NotAColor(String),
    /// No style has the number.
    NoStyle(u16),
    /// There is no page.
    NoPage,
}

impl FileError {
    pub(super) fn from_json(error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        match error.classify() {
            serde_json::error::Category::Eof => Self::CutOff,
            serde_json::error::Category::Data => {
                let text = error.to_string();
                // The place is told in our own words, in both languages.
                let expected = text.split(" at line ").next().unwrap_or_default().to_owned();
                Self::Entry { line, column, expected }
            }
            serde_json::error::Category::Syntax | serde_json::error::Category::Io => Self::NotJson { line, column },
        }
    }

    /// A sentence that says what is wrong and where.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match language {
            Language::English => self.english(),
            Language::Japanese => self.japanese(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::TooLarge => format!("The file has more than {} MB.", MAX_FILE_BYTES / 1024 / 1024),
            Self::CutOff => "The file ends in the middle: a part of it is missing.".to_owned(),
            Self::NotJson { line, column } => {
                format!("The file is damaged: line {line}, column {column} is no valid JSON.")
            }
            Self::NotAWorkbook => "The file is no Tandem workbook.".to_owned(),
            Self::NoVersion => "The file does not say which version of the workbook format it has.".to_owned(),
            Self::NewerVersion(version) => format!(
                "The file has version {version} of the workbook format, and this Tandem reads versions up to {}. Open it with a newer Tandem; it was left untouched.",
                super::VERSION
            ),
            Self::Entry { line, column, expected } => format!("Line {line}, column {column}: {expected}."),
            Self::Content { place, reason } => format!("{place}: {}", reason.text(Language::English)),
        }
    }

    fn japanese(&self) -> String {
        match self {
            Self::TooLarge => format!("ファイルが{} MBを超えています。", MAX_FILE_BYTES / 1024 / 1024),
            Self::CutOff => "ファイルが途中で終わっており、一部が欠けています。".to_owned(),
            Self::NotJson { line, column } => {
                format!("ファイルが壊れています。{line}行{column}文字目が正しいJSONではありません。")
            }
            Self::NotAWorkbook => "このファイルはTandemのワークブックではありません。".to_owned(),
            Self::NoVersion => "ファイルにワークブック形式のバージョンがありません。".to_owned(),
            Self::NewerVersion(version) => format!(
                "このファイルはワークブック形式のバージョン{version}です。このTandemが読めるのはバージョン{}までです。新しいTandemで開いてください。ファイルは変更していません。",
                super::VERSION
            ),
            Self::Entry { line, column, expected } => {
                format!("{line}行{column}文字目の項目を読み取れません（{expected}）。")
            }
            Self::Content { place, reason } => format!("{place}：{}", reason.text(Language::Japanese)),
        }
    }
}

impl ContentError {
    fn text(&self, language: Language) -> String {
        match (self, language) {
            (Self::Refused(error), language) => error.text(language),
            (Self::Formula(error), language) => error.text(language),
            (Self::TextTooLong, Language::English) => format!("the text has more than {MAX_TEXT_CHARS} characters."),
            (Self::TextTooLong, Language::Japanese) => format!("文字列が{MAX_TEXT_CHARS}文字を超えています。"),
            (Self::Ambiguous, Language::English) => "a cell holds one thing only.".to_owned(),
            (Self::Ambiguous, Language::Japanese) => "セルに複数の内容が書かれています。".to_owned(),
            (Self::NotAPlace(text), Language::English) => format!("“{text}” is no place on a sheet of the file."),
            (Self::NotAPlace(text), Language::Japanese) => {
                format!("「{text}」はこのファイルのシート上の位置ではありません。")
            }
            (Self::NotANumber(text), Language::English) => format!("“{text}” is no exact decimal number."),
            (Self::NotANumber(text), Language::Japanese) => format!("「{text}」は正確な十進数ではありません。"),
            (Self::NotAnErrorCode(text), Language::English) => format!("“{text}” is no error code."),
            (Self::NotAnErrorCode(text), Language::Japanese) => format!("「{text}」はエラー値ではありません。"),
            (Self::NotAColor(text), Language::English) => format!("“{text}” is no colour of the form #0a5fd1."),
            (Self::NotAColor(text), Language::Japanese) => format!("「{text}」は #0a5fd1 の形の色ではありません。"),
            (Self::NoStyle(number), Language::English) => format!("there is no style {number}."),
            (Self::NoStyle(number), Language::Japanese) => format!("書式{number}はありません。"),
            (Self::NoPage, Language::English) => "a workbook has at least one page.".to_owned(),
            (Self::NoPage, Language::Japanese) => "ワークブックには1ページ以上が必要です。".to_owned(),
        }
    }
}

impl std::fmt::Display for FileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text(Language::English))
    }
}

impl std::error::Error for FileError {}
