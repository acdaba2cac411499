//! Why an xlsx file can't be read or written.

use tandem_core::edit::EditError;
use tandem_core::text::Language;

use crate::limits::{MAX_CELLS, MAX_FILE_BYTES, MAX_UNPACKED_BYTES};

/// Why a file can't be read or written. Nothing is changed then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum XlsxError {
    /// The file has more bytes than are read.
    TooLarge,
    /// The file unpacks to more bytes than are read.
    UnpacksTooLarge,
    /// The file has more cells than are read.
    TooManyCells,
    /// The file is protected by a password.
    Protected,
    /// The file is of the older format xls.
    OldFormat,
    /// The file is protected by a password, or of the older format xls, which have the same beginning.
    ProtectedOrOld,
    /// The file is of another kind.
    NotXlsx,
    /// A part of the file is damaged or missing.
    Damaged {
        /// The part's name in the archive.
        part: String,
    },
    /// A part of the file declares a document type, which spreadsheets never do and which can make a program run out of memory.
    DocumentType {
        /// The part's name in the archive.
        part: String,
    },
    /// The workbook refuses what the file holds.
    Refused(EditError),
    /// The workbook can't be written.
    Unwritable(String),
}

impl XlsxError {
    /// A part that can't be read.
    pub(crate) fn damaged(part: &str) -> Self {
        Self::Damaged { part: part.to_owned() }
    }

    /// A sentence that says what is wrong.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let english = language == Language::English;
        let megabytes = |bytes: u64| bytes / (1024 * 1024);
        match self {
            Self::TooLarge => {
                let most = megabytes(MAX_FILE_BYTES as u64);
                if english {
                    format!("The file is larger than {most} MB.")
                } else {
                    format!("ファイルが {most} MB を超えています。")
                }
            }
            Self::UnpacksTooLarge => {
                let most = megabytes(MAX_UNPACKED_BYTES);
                if english {
                    format!("The file unpacks to more than {most} MB.")
                } else {
                    format!("ファイルの展開後のサイズが {most} MB を超えています。")
                }
            }
            Self::TooManyCells if english => format!("The file has more than {MAX_CELLS} cells."),
            Self::TooManyCells => format!("ファイルのセル数が {MAX_CELLS} を超えています。"),
            Self::Protected if english => {
                "The file is protected by a password. Take the password off in Excel and save it again.".to_owned()
            }
            Self::Protected => {
                "ファイルがパスワードで保護されています。Excel でパスワードを解除して保存し直してください。".to_owned()
            }
            Self::OldFormat if english => "The file is in the older .xls format. Save it in Excel as .xlsx.".to_owned(),
            Self::OldFormat => "ファイルが古い .xls 形式です。Excel で .xlsx 形式で保存し直してください。".to_owned(),
            Self::ProtectedOrOld if english => {
                "The file is protected by a password or in the older .xls format. Save it in Excel as .xlsx without a password.".to_owned()
            }
            Self::ProtectedOrOld => {
                "ファイルがパスワードで保護されているか、古い .xls 形式です。Excel でパスワードなしの .xlsx 形式で保存し直してください。".to_owned()
            }
            Self::NotXlsx if english => "The file is not an .xlsx workbook.".to_owned(),
            Self::NotXlsx => "ファイルは .xlsx 形式のブックではありません。".to_owned(),
            Self::Damaged { part } if english => format!("The file is damaged: “{part}” can't be read."),
            Self::Damaged { part } => format!("ファイルが壊れています。「{part}」を読み込めません。"),
            Self::DocumentType { part } if english => {
                format!("The file is not opened, because “{part}” declares a document type, which workbooks do not do.")
            }
            Self::DocumentType { part } => {
                format!("「{part}」に文書型宣言が含まれているため、ファイルを開きません。ブックには通常含まれないものです。")
            }
            Self::Refused(error) => error.text(language),
            Self::Unwritable(reason) if english => format!("The workbook can't be written as .xlsx: {reason}."),
            Self::Unwritable(reason) => format!("ブックを .xlsx 形式で書き出せません（{reason}）。"),
        }
    }
}

impl std::fmt::Display for XlsxError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text(Language::English))
    }
}

impl std::error::Error for XlsxError {}

impl From<EditError> for XlsxError {
    fn from(error: EditError) -> Self {
        Self::Refused(error)
    }
}
