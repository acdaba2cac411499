//! Why an operation can't be done.

use crate::limits::MAX_RESTYLED_CELLS;
use crate::text::{Language, Text};

/// Why an operation can't be done. Nothing is changed then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OperationError {
    /// There are merged cells in the area, which can't be put in another order.
    Merged {
        /// One of the merged areas, such as `A1:B2`.
        place: String,
    },
    /// A formula in the area, or one before it, spills over several cells of it.
    Spilled {
        /// The area that it spills over.
        place: String,
    },
    /// No cell of the area holds anything.
    NothingThere,
    /// No column was chosen, or one outside the area.
    NoColumn,
    /// The operation takes a single column.
    SeveralColumns,
    /// The operation would change more cells than an edit can.
    TooManyCells,
    /// The cells to be filled do not go on from those that the series begins with.
    NoDirection,
    /// The series leaves the numbers or dates that a cell can hold.
    SeriesTooLong,
    /// The text that is looked for is empty.
    EmptyText,
    /// The places at which texts are cut do not rise.
    BadCuts,
}

impl OperationError {
    /// A sentence that says what is wrong and what can be done.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let english = language == Language::English;
        match self {
            Self::Merged { place } if english => {
                format!("{place} is a merged cell. Unmerge it first: merged cells can't be put in another order.")
            }
            Self::Merged { place } => {
                format!("{place}は結合セルのため、並べ替えられません。先に結合を解除してください。")
            }
            Self::Spilled { place } if english => {
                format!("A formula fills {place}, and a part of that can't be moved.")
            }
            Self::Spilled { place } => {
                format!("{place}には1つの数式の結果が表示されているため、その一部だけを移動することはできません。")
            }
            Self::TooManyCells if english => format!("At most {MAX_RESTYLED_CELLS} cells can be changed at once."),
            Self::TooManyCells => format!("一度に変更できるのは{MAX_RESTYLED_CELLS}セルまでです。"),
            other => other.fixed().get(language).to_owned(),
        }
    }

    /// The sentence of a variant that carries nothing.
    const fn fixed(&self) -> Text {
        match self {
            Self::NoColumn => {
                Text::new("Choose at least one column of the area.", "範囲内の列を1つ以上選んでください。")
            }
            Self::SeveralColumns => Text::new("Select the cells of a single column.", "1列だけを選択してください。"),
            Self::NoDirection => Text::new(
                "A series goes on in the rows or the columns of the cells that it begins with.",
                "連続データは、元のセルと同じ行または同じ列の方向にだけ作成できます。",
            ),
            Self::SeriesTooLong => Text::new(
                "The series leaves the numbers or dates that a cell can hold.",
                "連続データが、セルに入力できる数値や日付の範囲を超えます。",
            ),
            Self::EmptyText => Text::new("Type what is to be found.", "検索する文字列を入力してください。"),
            Self::BadCuts => Text::new(
                "Each place at which texts are cut must lie after the one before.",
                "区切り位置は、左から順に指定してください。",
            ),
            _ => Text::new("The selected cells hold nothing.", "選択したセルにデータがありません。"),
        }
    }
}

impl std::fmt::Display for OperationError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text(Language::English))
    }
}

impl std::error::Error for OperationError {}
