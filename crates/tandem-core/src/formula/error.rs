//! What is wrong with a formula's text, where, and what was expected.

use crate::limits::{MAX_ARGUMENTS, MAX_FORMULA_CHARS, MAX_FORMULA_DEPTH};
use crate::text::Language;

/// Why a formula's text was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The text ends where a value, a reference or `(` is needed.
    ExpectedOperandAtEnd,
    /// Something stands where a value, a reference or `(` is needed.
    ExpectedOperand(String),
    /// Something stands where an operator or the end is needed.
    ExpectedOperator(String),
    /// A parenthesis is not closed.
    UnclosedParenthesis,
    /// A parenthesis is closed that was not opened.
    UnopenedParenthesis,
    /// A text lacks its closing quotation mark.
    UnclosedText,
    /// A sheet's name lacks its closing quotation mark.
    UnclosedSheetName,
    /// An array constant lacks its closing brace.
    UnclosedArray,
    /// An array constant holds something other than a number, a text, TRUE, FALSE or an error.
    ArrayItem,
    /// The rows of an array constant differ in length.
    RaggedArray,
    /// A character that formulas do not use.
    UnexpectedCharacter(char),
    /// After `#`, no error code that exists.
    UnknownErrorCode,
    /// After a sheet's name, no reference.
    ExpectedReference,
    /// A list of references joined by commas, which is not supported.
    Union,
    /// The formula has too many characters.
    TooLong,
    /// The formula is nested too deeply.
    TooDeep,
    /// A call has too many arguments to hold.
    TooManyArguments,
    /// Something stands where a comma or the closing parenthesis is needed.
    ExpectedComma(String),
    /// A semicolon outside an array constant.
    Semicolon,
    /// A bracket that is not around an optional parameter of a LAMBDA.
    Bracket,
    /// A reference through several sheets, which is not supported.
    SeveralSheets,
    /// LET or LAMBDA needs a name where something else stands.
    ExpectedName(&'static str),
    /// LET or LAMBDA ends without the calculation it is for.
    LacksCalculation(&'static str),
    /// LET or LAMBDA binds a name twice.
    BoundTwice,
    /// A function got fewer arguments than it needs.
    TooFewFor {
        /// The function's signature.
        signature: String,
        /// The name of the first parameter that is missing.
        missing: &'static str,
        /// How many it got.
        got: usize,
    },
    /// A function got more arguments than it takes.
    TooManyFor {
        /// The function's signature.
        signature: String,
        /// How many it takes.
        most: usize,
        /// How many it got.
        got: usize,
    },
    /// The cell lies outside the sheet's limits.
    OutsideSheet,
}

/// A formula that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// Where, in characters of the text from 0, its `=` included.
    pub at: usize,
    /// Why.
    pub reason: Reason,
}

impl ParseError {
    /// Whether typing on at the end of the text may still put it right, so that a person who has not finished need not be
    /// told yet.
    #[must_use]
    pub fn may_be_unfinished(&self, text: &str) -> bool {
        let is_open = matches!(
            self.reason,
            Reason::UnclosedParenthesis | Reason::UnclosedText | Reason::UnclosedSheetName | Reason::UnclosedArray
        );
        is_open || self.at >= text.trim_end().chars().count()
    }

    /// A sentence that says what is wrong and where, for people.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let place = self.at + 1;
        let reason = self.reason.text(language);
        match language {
            Language::English => format!("At character {place}: {reason}"),
            Language::Japanese => format!("{place}文字目：{reason}"),
        }
    }
}

impl std::fmt::Display for ParseError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text(Language::English))
    }
}

impl std::error::Error for ParseError {}

impl Reason {
    /// The reason as a sentence.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match language {
            Language::English => self.english(),
            Language::Japanese => self.japanese(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::ExpectedOperandAtEnd => "the formula ends where a value or a reference is expected.".into(),
            Self::ExpectedOperand(found) => format!("a value or a reference is expected, not “{found}”."),
            Self::ExpectedOperator(found) => format!("an operator or the end is expected, not “{found}”."),
            Self::UnclosedParenthesis => "this parenthesis is not closed.".into(),
            Self::UnopenedParenthesis => "this parenthesis was not opened.".into(),
            Self::UnclosedText => "this text lacks its closing quotation mark.".into(),
            Self::UnclosedSheetName => "this sheet name lacks its closing quotation mark.".into(),
            Self::UnclosedArray => "this array lacks its closing brace.".into(),
            Self::ArrayItem => {
                "an array constant takes only numbers, texts, TRUE, FALSE and errors, separated by , or ;.".into()
            }
            Self::RaggedArray => "every row of an array constant needs the same number of values.".into(),
            Self::UnexpectedCharacter(c) => format!("the character “{c}” has no meaning in a formula."),
            Self::UnknownErrorCode => "an error code such as #N/A is expected after #.".into(),
            Self::ExpectedReference => "a cell or a range is expected after the sheet name.".into(),
            Self::Union => {
                "lists of references joined by commas are not supported; pass them as separate arguments.".into()
            }
            Self::TooLong => format!("the formula is longer than {MAX_FORMULA_CHARS} characters."),
            Self::TooDeep => format!("the formula is nested more than {MAX_FORMULA_DEPTH} levels deep."),
            Self::TooManyArguments => format!("a call takes at most {MAX_ARGUMENTS} arguments."),
            Self::ExpectedComma(found) => {
                format!("an operator, a comma or a closing parenthesis is expected, not “{found}”.")
            }
            Self::Semicolon => "arguments are separated by commas, not by semicolons.".into(),
            Self::Bracket => {
                "brackets stand only around an optional parameter of a LAMBDA, as in LAMBDA(x,[y],x+y).".into()
            }
            Self::SeveralSheets => {
                "references through several sheets are not supported; name each sheet by itself.".into()
            }
            Self::ExpectedName(function) => format!("{function} needs a name here that is no cell and no value."),
            Self::LacksCalculation(function) => format!("{function} ends here without a calculation to give."),
            Self::BoundTwice => "this name is given twice.".into(),
            Self::TooFewFor { signature, missing, got } => {
                let place = got + 1;
                format!("argument {place}, {missing}, is missing: {signature}.")
            }
            Self::TooManyFor { signature, most: 0, .. } => format!("{signature} takes no arguments."),
            Self::TooManyFor { signature, most, got } => {
                let place = most + 1;
                format!("argument {place} of {got} is one too many: {signature} takes at most {most}.")
            }
            Self::OutsideSheet => "the cell lies outside the sheet.".into(),
        }
    }

    fn japanese(&self) -> String {
        match self {
            Self::ExpectedOperandAtEnd => "値または参照が必要な位置で数式が終わっています。".into(),
            Self::ExpectedOperand(found) => format!("値または参照が必要ですが、「{found}」があります。"),
            Self::ExpectedOperator(found) => format!("演算子または数式の終わりが必要ですが、「{found}」があります。"),
            Self::UnclosedParenthesis => "この括弧が閉じられていません。".into(),
            Self::UnopenedParenthesis => "対応する開き括弧がありません。".into(),
            Self::UnclosedText => "文字列を閉じる引用符がありません。".into(),
            Self::UnclosedSheetName => "シート名を閉じる引用符がありません。".into(),
            Self::UnclosedArray => "配列を閉じる波括弧がありません。".into(),
            Self::ArrayItem => {
                "配列定数には数値、文字列、TRUE、FALSE、エラー値だけを , または ; で区切って入れられます。".into()
            }
            Self::RaggedArray => "配列定数の各行は同じ個数の値でなければなりません。".into(),
            Self::UnexpectedCharacter(c) => format!("文字「{c}」は数式では使えません。"),
            Self::UnknownErrorCode => "# の後には #N/A などのエラー値が必要です。".into(),
            Self::ExpectedReference => "シート名の後にはセルまたは範囲が必要です。".into(),
            Self::Union => {
                "カンマでつないだ複数範囲の参照には対応していません。別々の引数として渡してください。".into()
            }
            Self::TooLong => format!("数式が{MAX_FORMULA_CHARS}文字を超えています。"),
            Self::TooDeep => format!("数式の入れ子が{MAX_FORMULA_DEPTH}段を超えています。"),
            Self::TooManyArguments => format!("引数は{MAX_ARGUMENTS}個までです。"),
            Self::ExpectedComma(found) => {
                format!("演算子、カンマまたは閉じ括弧が必要ですが、「{found}」があります。")
            }
            Self::Semicolon => "引数はセミコロンではなくカンマで区切ってください。".into(),
            Self::Bracket => "角括弧は LAMBDA の省略可能な引数にだけ使えます（例：LAMBDA(x,[y],x+y)）。".into(),
            Self::SeveralSheets => {
                "複数シートにまたがる参照には対応していません。シートごとに指定してください。".into()
            }
            Self::ExpectedName(function) => format!("{function} のこの位置には、セルや値ではない名前が必要です。"),
            Self::LacksCalculation(function) => format!("{function} の最後に計算式がありません。"),
            Self::BoundTwice => "この名前は二度使われています。".into(),
            Self::TooFewFor { signature, missing, got } => {
                let place = got + 1;
                format!("{place}番目の引数「{missing}」が足りません。書式は {signature} です。")
            }
            Self::TooManyFor { signature, most: 0, .. } => format!("{signature} に引数は指定できません。"),
            Self::TooManyFor { signature, most, got } => {
                format!("{signature} の引数は{most}個までですが、{got}個あります。")
            }
            Self::OutsideSheet => "セルがシートの範囲外です。".into(),
        }
    }
}
