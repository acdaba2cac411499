//! What can be wrong with a number-format code.

use crate::text::{Language, Text};

/// A code that is not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatError {
    /// How many characters of the code stand before the place that is wrong.
    pub at: usize,
    /// What is wrong there.
    pub fault: FormatFault,
}

impl FormatError {
    /// A sentence that says where and what, counting characters from 1.
    #[must_use]
    pub fn text(self, language: Language) -> String {
        let (place, what) = (self.at.saturating_add(1), self.fault.text().get(language));
        match language {
            Language::English => format!("At character {place}: {what}"),
            Language::Japanese => format!("{place}文字目：{what}"),
        }
    }
}

/// What is wrong with a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatFault {
    /// Quoted text is not closed.
    OpenQuote,
    /// A bracket is not closed.
    OpenBracket,
    /// What stands in brackets is no colour, condition, currency or duration.
    UnknownBracket,
    /// There are more than four sections, or more than three for numbers.
    TooManySections,
    /// The code is longer than a cell's format may be.
    TooLong,
    /// A letter has no meaning in a format.
    UnknownLetter,
    /// The code ends after `\`, `_` or `*`, which need a character.
    MissingCharacter,
    /// Digits stand in a section for dates, or `@` or `General` in one for numbers.
    MixedKinds,
    /// A second decimal point or power of ten.
    Repeated,
    /// The digits after `E+` or after `/` are missing, or too many.
    BadDigits,
}

impl FormatFault {
    /// A sentence that says what is wrong.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::OpenQuote => Text::new("A quotation mark is not closed.", "引用符が閉じられていません。"),
            Self::OpenBracket => Text::new("A bracket is not closed.", "角かっこが閉じられていません。"),
            Self::UnknownBracket => Text::new(
                "The brackets hold no colour, condition, currency or duration.",
                "角かっこの中が色・条件・通貨・経過時間のいずれでもありません。",
            ),
            Self::TooManySections => Text::new(
                "A format has at most four sections, the last for text.",
                "表示形式の区分は4つまでで、4つ目は文字列用です。",
            ),
            Self::TooLong => {
                Text::new("The format is longer than 255 characters.", "表示形式が255文字を超えています。")
            }
            Self::UnknownLetter => Text::new(
                "This letter has no meaning in a format; put text in quotation marks.",
                "表示形式で使えない文字です。文字列は引用符で囲んでください。",
            ),
            Self::MissingCharacter => {
                Text::new("A character must follow \\, _ or *.", "\\、_、* の後には文字が必要です。")
            }
            Self::MixedKinds => Text::new(
                "One section cannot show both digits and a date, text or General.",
                "1つの区分に、数値の桁と日付・文字列・General を混在させることはできません。",
            ),
            Self::Repeated => Text::new(
                "A section has one decimal point and one power of ten.",
                "小数点と指数は1つの区分に1つだけです。",
            ),
            Self::BadDigits => Text::new(
                "Between one and four digits must follow a power of ten or a fraction stroke.",
                "指数や分数の記号の後には、1～4個の桁が必要です。",
            ),
        }
    }
}
