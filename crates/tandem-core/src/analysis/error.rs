//! Why a question has no answer.

use crate::number::{Decimal, plain};
use crate::text::Language;

/// Why a question about a workbook has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnalysisError {
    /// The cell is on no sheet of the workbook.
    UnknownCell,
    /// The cell that is to be varied holds a formula.
    InputIsFormula(String),
    /// The cell that is to be varied holds something that is no number.
    InputNotNumber(String),
    /// The cell that is to be varied stands twice in the question.
    InputTwice(String),
    /// The outcome is no number.
    OutcomeNotNumber {
        /// The outcome's cell.
        place: String,
        /// What it shows.
        shown: String,
    },
    /// The outcome does not depend on the input.
    Unrelated {
        /// The input's cell.
        input: String,
        /// The outcome's cell.
        outcome: String,
    },
    /// The low end of a range does not lie below the high end.
    EmptyRange(String),
    /// The outcome stays on one side of the target.
    NeverReached {
        /// The outcome's cell.
        outcome: String,
        /// The value that was asked for.
        target: Decimal,
        /// The least outcome that was seen.
        least: Decimal,
        /// The greatest outcome that was seen.
        greatest: Decimal,
    },
    /// The outcome passes the target in a jump, so that no input gives it.
    Jumps {
        /// The outcome's cell.
        outcome: String,
        /// The input at which it jumps.
        at: Decimal,
        /// The outcome just below.
        before: Decimal,
        /// The outcome just above.
        after: Decimal,
    },
    /// More was asked for than is computed at once.
    TooMany(usize),
    /// Nothing was named that could be varied or compared.
    Nothing,
    /// The parameters of a distribution contradict each other, such as a mode outside the range.
    BadDistribution(String),
    /// A number became larger than an exact decimal can hold.
    Overflow,
}

impl AnalysisError {
    /// A sentence that says why.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match language {
            Language::English => self.english(),
            Language::Japanese => self.japanese(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::UnknownCell => "The cell is not in this workbook.".into(),
            Self::InputIsFormula(place) => {
                format!("{place} holds a formula. Choose a cell that holds a number.")
            }
            Self::InputNotNumber(place) => format!("{place} holds no number."),
            Self::InputTwice(place) => format!("{place} stands twice among the inputs."),
            Self::OutcomeNotNumber { place, shown } => {
                format!("{place} shows “{shown}”, but a number is needed.")
            }
            Self::Unrelated { input, outcome } => format!("{outcome} does not depend on {input}."),
            Self::EmptyRange(place) => format!("{place}: the low end must lie below the high end."),
            Self::NeverReached { outcome, target, least, greatest } => format!(
                "{outcome} never reaches {}: it was between {} and {} everywhere that was looked at.",
                plain(*target),
                plain(*least),
                plain(*greatest)
            ),
            Self::Jumps { outcome, at, before, after } => format!(
                "No input gives the target: at {} {outcome} jumps from {} to {}.",
                plain(*at),
                plain(*before),
                plain(*after)
            ),
            Self::TooMany(most) => format!("At most {most} values can be computed at once."),
            Self::Nothing => "There is nothing to vary or to compare.".into(),
            Self::BadDistribution(place) => format!(
                "{place}: the distribution is not possible. The low end lies below the high end, the most likely value between them, and a deviation above zero."
            ),
            Self::Overflow => "A result is larger than an exact decimal can hold.".into(),
        }
    }

    fn japanese(&self) -> String {
        match self {
            Self::UnknownCell => "このワークブックにないセルです。".into(),
            Self::InputIsFormula(place) => {
                format!("{place} には数式が入っています。数値の入ったセルを選んでください。")
            }
            Self::InputNotNumber(place) => format!("{place} に数値が入っていません。"),
            Self::InputTwice(place) => format!("{place} が入力に2回指定されています。"),
            Self::OutcomeNotNumber { place, shown } => {
                format!("{place} は「{shown}」と表示されていますが、数値が必要です。")
            }
            Self::Unrelated { input, outcome } => format!("{outcome} は {input} に依存していません。"),
            Self::EmptyRange(place) => format!("{place}：下限は上限より小さくしてください。"),
            Self::NeverReached { outcome, target, least, greatest } => format!(
                "{outcome} は {} になりません。調べた範囲では {} から {} の間でした。",
                plain(*target),
                plain(*least),
                plain(*greatest)
            ),
            Self::Jumps { outcome, at, before, after } => format!(
                "目標値になる入力はありません。入力が {} のところで {outcome} が {} から {} に飛びます。",
                plain(*at),
                plain(*before),
                plain(*after)
            ),
            Self::TooMany(most) => format!("一度に計算できるのは{most}個までです。"),
            Self::Nothing => "変化させる項目、または比べる項目がありません。".into(),
            Self::BadDistribution(place) => format!(
                "{place}：この分布は成り立ちません。下限は上限より小さく、最頻値はその間に、標準偏差は0より大きくしてください。"
            ),
            Self::Overflow => "結果が正確な十進数の上限を超えます。".into(),
        }
    }
}

impl std::fmt::Display for AnalysisError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text(Language::English))
    }
}

impl std::error::Error for AnalysisError {}
