//! Why a tool can't do what was asked.

use crate::text::{Language, Text};

/// Why a tool can't do what was asked. Nothing is changed then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ToolError {
    /// Every row of the table is in use.
    Full,
    /// There would be more than a template is made for.
    TooMany {
        /// How many there may be.
        most: u32,
    },
    /// A heading or a name that the tool needs is gone.
    Gone,
    /// No number was typed where one is needed.
    NotANumber(String),
    /// No day was typed where one is needed.
    NotADate(String),
    /// The rule for what may be typed in the cell refuses it; its own words.
    Refused(String),
    /// The row holds no payout.
    NoPayout,
    /// The row is a reversal itself.
    IsReversal,
    /// The payout was not counted, so there is nothing to take back.
    NotCounted {
        /// Its identity.
        id: String,
    },
    /// Nothing is left of the payout.
    Reversed {
        /// Its identity.
        id: String,
        /// The identities of the reversals that took it back.
        by: String,
    },
}

impl ToolError {
    /// A sentence that says what is wrong and what can be done.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let english = language == Language::English;
        match self {
            Self::NotANumber(text) if english => format!("“{text}” is not a number."),
            Self::NotANumber(text) => format!("「{text}」は数値ではありません。"),
            Self::NotADate(text) if english => format!("“{text}” is not a date. Type it as 2026-03-31."),
            Self::NotADate(text) => format!("「{text}」は日付ではありません。2026-03-31 の形で入力してください。"),
            Self::Refused(text) => text.clone(),
            Self::NotCounted { id } if english => {
                format!("{id} was not counted, so there is nothing to reverse. Correct it first.")
            }
            Self::NotCounted { id } => {
                format!("{id}は計上されていないため、戻入できません。先に支払の内容を修正してください。")
            }
            Self::Reversed { id, by } if english => {
                format!("{id} is reversed already, by {by}. Nothing is left of it.")
            }
            Self::Reversed { id, by } => format!("{id}はすでに{by}で戻入済みです。戻入できる残りはありません。"),
            Self::TooMany { most } if english => format!("There can be {most} at most."),
            Self::TooMany { most } => format!("{most}件まで登録できます。"),
            other => other.fixed().get(language).to_owned(),
        }
    }

    /// The sentence of a variant that carries nothing.
    const fn fixed(&self) -> Text {
        match self {
            Self::Full => Text::new(
                "Every row of the table is in use. Remove one that is no longer needed.",
                "表のすべての行が使用されています。不要な行を削除してください。",
            ),
            Self::NoPayout => Text::new(
                "Select the row of a payout on the page of payouts.",
                "支払台帳で、戻入する支払の行を選択してください。",
            ),
            Self::IsReversal => Text::new(
                "This row is a reversal. What was taken back is paid by a new payout.",
                "この行は戻入です。再度支払うには、新しい支払を登録してください。",
            ),
            _ => Text::new(
                "A heading or a name that this needs is gone from the sheet.",
                "必要な見出しまたは名前がシートから削除されています。",
            ),
        }
    }
}

impl std::fmt::Display for ToolError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text(Language::English))
    }
}

impl std::error::Error for ToolError {}
