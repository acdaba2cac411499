//! Errors as values: what kind, why, and which cell began it.

use std::num::NonZeroU32;

use crate::number::Unheld;
use crate::text::Text;

/// The error codes a cell can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ErrorKind {
    /// `#NULL!`: two areas do not meet.
    Null,
    /// `#DIV/0!`: division by zero.
    DivisionByZero,
    /// `#VALUE!`: a value of the wrong kind.
    Value,
    /// `#REF!`: a reference whose target is gone.
    Reference,
    /// `#NAME?`: a name or function that is not known.
    Name,
    /// `#NUM!`: a number out of range, or a search that found none.
    Number,
    /// `#N/A`: no value is available.
    NotAvailable,
    /// `#SPILL!`: an array has no room.
    Spill,
    /// `#CALC!`: a computation that has no result, such as an empty array.
    Calculation,
    /// `#CIRC!`: the cell depends on itself.
    Circular,
}

impl ErrorKind {
    /// Every kind, in the order of Excel's `ERROR.TYPE`.
    pub const ALL: [Self; 10] = [
        Self::Null,
        Self::DivisionByZero,
        Self::Value,
        Self::Reference,
        Self::Name,
        Self::Number,
        Self::NotAvailable,
        Self::Spill,
        Self::Calculation,
        Self::Circular,
    ];

    /// The code as a cell shows it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Null => "#NULL!",
            Self::DivisionByZero => "#DIV/0!",
            Self::Value => "#VALUE!",
            Self::Reference => "#REF!",
            Self::Name => "#NAME?",
            Self::Number => "#NUM!",
            Self::NotAvailable => "#N/A",
            Self::Spill => "#SPILL!",
            Self::Calculation => "#CALC!",
            Self::Circular => "#CIRC!",
        }
    }

    /// The kind that a code names, in either case.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code().eq_ignore_ascii_case(code))
    }

    /// The number that Excel's `ERROR.TYPE` gives; 14 stands for the two newest kinds, and 15 for a circle.
    #[must_use]
    pub const fn number(self) -> i32 {
        match self {
            Self::Null => 1,
            Self::DivisionByZero => 2,
            Self::Value => 3,
            Self::Reference => 4,
            Self::Name => 5,
            Self::Number => 6,
            Self::NotAvailable => 7,
            Self::Spill => 9,
            Self::Calculation => 14,
            Self::Circular => 15,
        }
    }
}

/// Declares [`Cause`] with, per variant, its kind and its sentence in both languages.
macro_rules! causes {
    ($($variant:ident => $kind:ident, $en:literal, $ja:literal;)+) => {
        /// Why an error value came about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Cause {
            $(#[doc = $en] $variant,)+
        }

        impl Cause {
            /// The kind of error that the cause gives.
            #[must_use]
            pub const fn kind(self) -> ErrorKind {
                match self { $(Self::$variant => ErrorKind::$kind,)+ }
            }

            /// A sentence that says why.
            #[must_use]
            pub const fn text(self) -> Text {
                match self { $(Self::$variant => Text::new($en, $ja),)+ }
            }
        }
    };
}

causes! {
    DivisionByZero => DivisionByZero, "A number is divided by zero.", "ゼロで割り算をしています。";
    NothingToAverage => DivisionByZero, "There are not enough numbers to average.", "平均するための数値が足りません。";
    NoSpread => DivisionByZero, "The numbers do not differ from one another, so no line or correlation can be found.", "数値にばらつきがないため、回帰や相関を計算できません。";
    WeightsSumToZero => DivisionByZero, "The weights add up to zero.", "重みの合計がゼロです。";
    TargetEqualsBaseline => DivisionByZero, "Target and baseline are equal, so progress between them has no meaning.", "目標値と基準値が同じため、進捗を計算できません。";
    NotANumber => Value, "A number was expected.", "数値が必要です。";
    NotABoolean => Value, "TRUE or FALSE was expected.", "TRUE または FALSE が必要です。";
    NotADate => Value, "A date was expected.", "日付が必要です。";
    NotAReference => Value, "A reference to cells was expected.", "セル参照が必要です。";
    NotALambda => Value, "A LAMBDA was expected.", "LAMBDA が必要です。";
    ArrayNotAllowed => Value, "A single value was expected, not an array.", "配列ではなく単一の値が必要です。";
    ShapesDiffer => Value, "The ranges must have the same size.", "範囲の大きさが一致していません。";
    ChoiceOutOfRange => Value, "The choice is none of those given.", "指定された選択肢の中にありません。";
    UnknownChoice => Value, "The word is none of those the function knows.", "関数で使える語ではありません。";
    TextNotFound => Value, "The text that is looked for does not occur.", "検索する文字列が見つかりません。";
    TextTooLong => Value, "The text would be longer than a cell can hold.", "文字列がセルに入る長さを超えます。";
    BadFormatCode => Value, "The number format is not understood.", "表示形式を解釈できません。";
    BadReferenceText => Reference, "The text is not a reference.", "文字列がセル参照になっていません。";
    NegativeCount => Value, "A count or position must not be negative.", "個数や位置に負の数は使えません。";
    MissingArgument => Value, "An argument that the function needs is empty.", "必要な引数が空です。";
    TextOperand => Value, "Text stands where a number is needed.", "数値が必要な場所に文字列があります。";
    BandsNotAscending => Value, "The band limits must rise.", "区分の境界値は昇順でなければなりません。";
    BelowOne => Value, "A row, column or position counts from 1 to the last one there is.", "行・列・位置は1から最後の番号までで指定してください。";
    OutsideArray => Value, "The array has no row or column of that number.", "配列にその番号の行または列はありません。";
    NotAList => Value, "A single row or column was expected.", "1行または1列の範囲が必要です。";
    DeletedReference => Reference, "The cells it refers to were deleted.", "参照先のセルが削除されています。";
    UnknownSheet => Reference, "There is no sheet of that name.", "その名前のシートはありません。";
    OutsideSheet => Reference, "The reference lies outside the sheet.", "参照がシートの範囲外です。";
    OutsideRange => Reference, "The row or column lies outside the range.", "行または列が範囲の外です。";
    NotSpilled => Reference, "The cell before # holds no spilled array.", "# の前のセルはスピルした配列ではありません。";
    UnknownName => Name, "The name is not defined.", "名前が定義されていません。";
    UnknownFunction => Name, "There is no function of that name.", "その名前の関数はありません。";
    Overflow => Number, "The result is larger than an exact decimal can hold (7.9e28).", "結果が正確な十進数の上限（7.9e28）を超えます。";
    Underflow => Number, "The result is too small: of its digits fewer than 10 stand within the 28 decimals of an exact number.", "結果が小さすぎます。正確な十進数の小数28桁に収まる有効桁が10桁に足りません。";
    TooManyDigits => Number, "The number has more digits than an exact decimal can hold (28).", "数値の桁数が正確な十進数の上限（28桁）を超えています。";
    OutOfRange => Number, "An argument lies outside the range that the function allows.", "引数が関数の許す範囲の外です。";
    NegativeRoot => Number, "A negative number has no real root or logarithm.", "負の数の平方根や対数は計算できません。";
    DateOutOfRange => Number, "The date lies outside 1900 to 9999.", "日付が1900年から9999年の範囲の外です。";
    NoConvergence => Number, "The search did not settle on a result.", "計算が収束しませんでした。";
    NoRate => Number, "There is no rate at which the present value is zero.", "現在価値がゼロになる利率は存在しません。";
    NoSignChange => Number, "The flows need at least one positive and one negative amount.", "キャッシュフローには正と負の金額が少なくとも1つずつ必要です。";
    NoNumbers => Number, "There is no number to work on.", "計算対象の数値がありません。";
    NegativeRule => Number, "A rule must not ask for a negative amount.", "規則に負の金額は指定できません。";
    NotEnoughLeft => Number, "A rule asks for more than is left.", "規則の金額が残額を超えています。";
    NegativeWeight => Number, "A weight must not be negative.", "重みに負の数は使えません。";
    NotEnoughValues => Number, "There are fewer values than the function needs.", "値の数が足りません。";
    NotFound => NotAvailable, "The value that is looked for does not occur.", "検索する値が見つかりません。";
    NotAvailable => NotAvailable, "The value is marked as not available.", "値は「該当なし」とされています。";
    CostsNotPositive => NotAvailable, "The costs are zero or less, so a return on them has no meaning.", "費用がゼロ以下のため、収益率を計算できません。";
    CountsDiffer => NotAvailable, "The two ranges must hold the same number of values.", "2つの範囲の値の個数が一致していません。";
    NotAVector => NotAvailable, "A value can be looked for in one row or one column only.", "検索できるのは1行または1列の範囲だけです。";
    NoMode => NotAvailable, "No value occurs twice.", "2回以上現れる値がありません。";
    NoSuchSize => NotAvailable, "The array has no value at this place.", "配列のこの位置には値がありません。";
    AreasDoNotMeet => Null, "The two ranges share no cell.", "2つの範囲に共通のセルがありません。";
    SpillBlocked => Spill, "Cells in the way are not empty.", "スピル先のセルが空ではありません。";
    SpillOutside => Spill, "The array does not fit on the sheet.", "配列がシートに収まりません。";
    EmptyArray => Calculation, "The result is an empty array.", "結果が空の配列です。";
    ArrayTooLarge => Calculation, "The array has more cells than allowed.", "配列のセル数が上限を超えています。";
    NestedArray => Calculation, "An array cannot hold another array.", "配列の中に配列を入れることはできません。";
    LambdaNotCalled => Calculation, "A LAMBDA is a function: it gives a value only when it is called with arguments.", "LAMBDA は関数です。引数を付けて呼び出すと値になります。";
    TooMuchWork => Calculation, "The formula asks for more work than one formula may do: it would take too long. Give it fewer cells, or split it over several formulas.", "1つの数式で許される計算量を超えるため、計算を中止しました。対象のセルを減らすか、数式を分割してください。";
    LambdaArguments => Value, "The LAMBDA takes another number of arguments.", "LAMBDA の引数の個数が合っていません。";
    TooDeep => Calculation, "The formula is nested too deeply.", "数式の入れ子が深すぎます。";
    Circular => Circular, "The cell depends on itself.", "セルが自分自身に依存しています。";
    Typed => Value, "The error was typed or passed on.", "エラー値が入力されたか、引き継がれています。";
}

/// An error as a value.
#[derive(Clone, Copy, Debug)]
pub struct ErrorValue {
    /// The code that is shown.
    pub kind: ErrorKind,
    /// Why.
    pub cause: Cause,
    /// The formula cell that began it, as the engine counts them; absent until the engine has seen the value.
    pub origin: Option<NonZeroU32>,
}

impl ErrorValue {
    /// An error for a reason.
    #[must_use]
    pub const fn new(cause: Cause) -> Self {
        Self { kind: cause.kind(), cause, origin: None }
    }

    /// An error code that was typed, such as `#N/A` in a cell.
    #[must_use]
    pub const fn typed(kind: ErrorKind) -> Self {
        Self { kind, cause: Cause::Typed, origin: None }
    }
}

/// Two errors are the same value when they show the same code.
impl PartialEq for ErrorValue {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

impl Eq for ErrorValue {}

impl From<Unheld> for ErrorValue {
    fn from(unheld: Unheld) -> Self {
        match unheld {
            Unheld::TooLarge => Cause::Overflow.into(),
            Unheld::TooSmall => Cause::Underflow.into(),
        }
    }
}

impl From<Cause> for ErrorValue {
    fn from(cause: Cause) -> Self {
        Self::new(cause)
    }
}
