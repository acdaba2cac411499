//! Text: numbers as text and text as numbers.

use crate::number::Arithmetic as _;
use rust_decimal::Decimal;

use super::text::bounded;
use super::{Arguments, Body, Cost, Example, Family, Function, Kind, Parameter, to_text};
use crate::cell::{Cause, ErrorValue, Value};
use crate::number::{self, NumberFormat, UNSHOWABLE};
use crate::text::{Language, Text};

const AMOUNT: &[Parameter] =
    &[Parameter::required("number", Kind::Number), Parameter::optional("decimals", Kind::Number)];
/// Decimals that FIXED and its kin can show, as in Excel.
const MAX_DECIMALS: i64 = 127;

/// Text: numbers as text and text as numbers.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "VALUE",
        family: Family::Text,
        parameters: &[Parameter::required("text", Kind::Any)],
        summary: Text::new(
            "Reads a text as the number, date or amount it shows.",
            "数値・日付・金額を表す文字列を数値に変換します。",
        ),
        examples: &[
            Example::new("=VALUE(\"12.50\")", "12.5"),
            Example::new("=VALUE(\"$1,000\")", "1000"),
            Example::new("=VALUE(\"abc\")", "#VALUE!"),
        ],
        body: Body::Measured(Cost::of_call(20), value),
    },
    Function {
        name: "TEXT",
        family: Family::Text,
        parameters: &[Parameter::required("value", Kind::Any), Parameter::required("format", Kind::Text)],
        summary: Text::new(
            "Writes a value as text by a number format; names of months and days are English unless the format says else.",
            "値を表示形式に従って文字列にします。月や曜日の名前は、表示形式で指定しなければ英語です。",
        ),
        examples: &[
            Example::new("=TEXT(1234.567,\"$#,##0.00\")", "$1,234.57"),
            Example::new("=TEXT(0.285,\"0.0%\")", "28.5%"),
            Example::new("=TEXT(46112,\"yyyy-mm-dd\")", "2026-03-31"),
        ],
        body: Body::Measured(Cost::of_call(80), text),
    },
    Function {
        name: "NUMBERVALUE",
        family: Family::Text,
        parameters: &[
            Parameter::required("text", Kind::Text),
            Parameter::optional("decimal_separator", Kind::Text),
            Parameter::optional("group_separator", Kind::Text),
        ],
        summary: Text::new(
            "Reads a text as a number with given signs for the decimal point and between groups of digits.",
            "小数点と桁区切りの記号を指定して、文字列を数値に変換します。",
        ),
        examples: &[
            Example::new("=NUMBERVALUE(\"2.500,27\",\",\",\".\")", "2500.27"),
            Example::new("=NUMBERVALUE(\"3.5%\")", "0.035"),
            Example::new("=NUMBERVALUE(\"1.2.3\")", "#VALUE!"),
        ],
        body: Body::Measured(Cost::of_call(20), number_value),
    },
    Function {
        name: "FIXED",
        family: Family::Text,
        parameters: &[
            Parameter::required("number", Kind::Number),
            Parameter::optional("decimals", Kind::Number),
            Parameter::optional("no_commas", Kind::Bool),
        ],
        summary: Text::new(
            "Writes a number as text with a fixed number of decimals, two when not given, and commas unless refused.",
            "数値を指定した小数桁数（省略時は2）で丸め、桁区切り付きの文字列にします。",
        ),
        examples: &[
            Example::new("=FIXED(1234.567,1)", "1,234.6"),
            Example::new("=FIXED(1234.567,-1)", "1,230"),
            Example::new("=FIXED(-1234.567,-1,TRUE)", "-1230"),
            Example::new("=FIXED(44.332)", "44.33"),
        ],
        body: Body::Measured(Cost::of_call(45), |arguments| {
            let amount = Amount::read(arguments, 2, !arguments.bool_or(2, false)?)?;
            bounded(if amount.is_negative { format!("-{}", amount.digits) } else { amount.digits })
        }),
    },
    Function {
        name: "DOLLAR",
        family: Family::Text,
        parameters: AMOUNT,
        summary: Text::new(
            "Writes a number as a dollar amount, negative ones in parentheses, with two decimals when not given.",
            "数値をドル表記の文字列にします。負の数は括弧で囲み、小数桁数の省略時は2桁です。",
        ),
        examples: &[
            Example::new("=DOLLAR(1234.567,2)", "$1,234.57"),
            Example::new("=DOLLAR(-1234.567,-2)", "($1,200)"),
            Example::new("=DOLLAR(99.888)", "$99.89"),
        ],
        body: Body::Measured(Cost::of_call(45), |arguments| {
            let Amount { is_negative, digits } = Amount::read(arguments, 2, true)?;
            bounded(if is_negative { format!("(${digits})") } else { format!("${digits}") })
        }),
    },
    Function {
        name: "YEN",
        family: Family::Text,
        parameters: AMOUNT,
        summary: Text::new(
            "Writes a number as a yen amount, without decimals when not given.",
            "数値を円表記の文字列にします。小数桁数の省略時は0桁です。",
        ),
        examples: &[Example::new("=YEN(1234.567)", "¥1,235"), Example::new("=YEN(-1234.567,-2)", "¥-1,200")],
        body: Body::Measured(Cost::of_call(45), |arguments| {
            let Amount { is_negative, digits } = Amount::read(arguments, 0, true)?;
            bounded(if is_negative { format!("¥-{digits}") } else { format!("¥{digits}") })
        }),
    },
];

fn value(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    match arguments.value(0) {
        Value::Bool(_) => Err(Cause::TextOperand.into()),
        other => Ok(super::to_number(&other)?.into()),
    }
}

fn text(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let code = arguments.text(1)?;
    let format = NumberFormat::parse(&code).map_err(|_| Cause::BadFormatCode)?;
    let value = arguments.value(0);
    let number = match &value {
        Value::Number(number) => Some(*number),
        Value::Blank => Some(Decimal::ZERO),
        Value::Text(text) => number::parse_number(text),
        _ => None,
    };
    let Some(number) = number else { return bounded(format.format_text(&to_text(&value)?).text) };
    if code.is_empty() {
        return Ok("".into());
    }
    match format.format(number, Language::English).text {
        hidden if hidden == UNSHOWABLE => Err(Cause::NotADate.into()),
        shown => bounded(shown),
    }
}

/// The first character of a separator argument, or a default when it was left out.
fn separator(arguments: &Arguments<'_>, index: usize, default: char) -> Result<char, ErrorValue> {
    if !arguments.is_given(index) {
        return Ok(default);
    }
    arguments.text(index)?.chars().next().ok_or_else(|| Cause::MissingArgument.into())
}

fn number_value(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (point, group) = (separator(arguments, 1, '.')?, separator(arguments, 2, ',')?);
    let text: String = arguments.text(0)?.chars().filter(|c| !c.is_whitespace()).collect();
    if text.is_empty() {
        return Ok(Decimal::ZERO.into());
    }
    let unsigned = text.trim_end_matches('%');
    let (whole, fraction) = unsigned.split_once(point).map_or((unsigned, None), |(w, f)| (w, Some(f)));
    // A second point or a group sign after the point leaves something that is no number.
    let mut plain: String = whole.chars().filter(|c| *c != group).collect();
    if let Some(fraction) = fraction {
        plain.push('.');
        plain.push_str(fraction);
    }
    let mut number = number::parse_decimal(&plain).ok_or(Cause::TextOperand)?;
    for _ in unsigned.len()..text.len() {
        number = number.times(Decimal::new(1, 2)).ok_or(Cause::Overflow)?;
    }
    Ok(number.into())
}

/// A rounded amount as it is written, without its sign.
struct Amount {
    is_negative: bool,
    digits: String,
}

impl Amount {
    /// The first argument rounded by the decimals in the second.
    fn read(arguments: &Arguments<'_>, default_decimals: i64, has_commas: bool) -> Result<Self, ErrorValue> {
        let decimals = arguments.integer_or(1, default_decimals)?;
        if decimals > MAX_DECIMALS {
            return Err(Cause::ChoiceOutOfRange.into());
        }
        // Below this every decimal rounds to zero.
        let decimals = i32::try_from(decimals.max(-100)).unwrap_or(0);
        let rounded = number::round(arguments.number(0)?, decimals).ok_or(Cause::Overflow)?;
        let digits = number::exact(rounded.abs());
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
        let mut written = if has_commas { grouped(whole) } else { whole.to_owned() };
        let shown = usize::try_from(decimals).unwrap_or(0);
        if shown > 0 {
            written.push('.');
            written.push_str(fraction);
            written.extend(std::iter::repeat_n('0', shown.saturating_sub(fraction.len())));
        }
        Ok(Self { is_negative: rounded.is_sign_negative() && !rounded.is_zero(), digits: written })
    }
}

/// Digits with a comma before every third from behind.
fn grouped(digits: &str) -> String {
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}
