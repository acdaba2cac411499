//! Information: what kind of value stands somewhere. Most of these take errors as they take any other value.

use rust_decimal::Decimal;

use super::{Argument, Arguments, Body, Example, Family, Function, Kind, Parameter, Special};
use crate::cell::{Cause, ErrorKind, ErrorValue, Value};
use crate::number;
use crate::text::Text;

const VALUE: &[Parameter] = &[Parameter::required("value", Kind::Any)];

/// Information.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "ISBLANK",
        family: Family::Information,
        parameters: VALUE,
        summary: Text::new(
            "Tells whether a cell is empty; a formula that gives an empty text is not.",
            "セルが空かどうかを調べます。空の文字列を返す数式は空とみなしません。",
        ),
        examples: &[Example::new("=ISBLANK(Z99)", "TRUE"), Example::new("=ISBLANK(\"\")", "FALSE")],
        body: Body::Eager(|arguments| Ok(arguments.value(0).is_blank().into())),
    },
    Function {
        name: "ISNUMBER",
        family: Family::Information,
        parameters: VALUE,
        summary: Text::new(
            "Tells whether a value is a number or a date.",
            "値が数値（日付を含む）かどうかを調べます。",
        ),
        examples: &[Example::new("=ISNUMBER(1.5)", "TRUE"), Example::new("=ISNUMBER(\"1.5\")", "FALSE")],
        body: Body::Eager(|arguments| Ok(matches!(arguments.value(0), Value::Number(_)).into())),
    },
    Function {
        name: "ISTEXT",
        family: Family::Information,
        parameters: VALUE,
        summary: Text::new("Tells whether a value is a text.", "値が文字列かどうかを調べます。"),
        examples: &[Example::new("=ISTEXT(\"abc\")", "TRUE"), Example::new("=ISTEXT(1)", "FALSE")],
        body: Body::Eager(|arguments| Ok(matches!(arguments.value(0), Value::Text(_)).into())),
    },
    Function {
        name: "ISNONTEXT",
        family: Family::Information,
        parameters: VALUE,
        summary: Text::new(
            "Tells whether a value is anything but a text, a blank included.",
            "値が文字列以外（空白を含む）かどうかを調べます。",
        ),
        examples: &[Example::new("=ISNONTEXT(1)", "TRUE"), Example::new("=ISNONTEXT(\"\")", "FALSE")],
        body: Body::Eager(|arguments| Ok((!matches!(arguments.value(0), Value::Text(_))).into())),
    },
    Function {
        name: "ISLOGICAL",
        family: Family::Information,
        parameters: VALUE,
        summary: Text::new(
            "Tells whether a value is TRUE or FALSE.",
            "値が論理値（TRUE または FALSE）かどうかを調べます。",
        ),
        examples: &[Example::new("=ISLOGICAL(1=1)", "TRUE"), Example::new("=ISLOGICAL(1)", "FALSE")],
        body: Body::Eager(|arguments| Ok(matches!(arguments.value(0), Value::Bool(_)).into())),
    },
    Function {
        name: "ISERROR",
        family: Family::Information,
        parameters: VALUE,
        summary: Text::new(
            "Tells whether a value is an error of any kind.",
            "値がエラー（種類を問わない）かどうかを調べます。",
        ),
        examples: &[Example::new("=ISERROR(1/0)", "TRUE"), Example::new("=ISERROR(1)", "FALSE")],
        body: Body::Eager(|arguments| Ok(error_kind(arguments).is_some().into())),
    },
    Function {
        name: "ISERR",
        family: Family::Information,
        parameters: VALUE,
        summary: Text::new(
            "Tells whether a value is an error other than #N/A.",
            "値が #N/A 以外のエラーかどうかを調べます。",
        ),
        examples: &[Example::new("=ISERR(1/0)", "TRUE"), Example::new("=ISERR(NA())", "FALSE")],
        body: Body::Eager(|arguments| {
            Ok(error_kind(arguments).is_some_and(|kind| kind != ErrorKind::NotAvailable).into())
        }),
    },
    Function {
        name: "ISNA",
        family: Family::Information,
        parameters: VALUE,
        summary: Text::new("Tells whether a value is #N/A.", "値が #N/A かどうかを調べます。"),
        examples: &[Example::new("=ISNA(NA())", "TRUE"), Example::new("=ISNA(1/0)", "FALSE")],
        body: Body::Eager(|arguments| Ok((error_kind(arguments) == Some(ErrorKind::NotAvailable)).into())),
    },
    Function {
        name: "ISEVEN",
        family: Family::Information,
        parameters: &[Parameter::required("number", Kind::Number)],
        summary: Text::new(
            "Tells whether the whole part of a number is even.",
            "数値の整数部分が偶数かどうかを調べます。",
        ),
        examples: &[
            Example::new("=ISEVEN(4)", "TRUE"),
            Example::new("=ISEVEN(-2.9)", "TRUE"),
            Example::new("=ISEVEN(5)", "FALSE"),
        ],
        body: Body::Eager(|arguments| Ok((!is_odd(arguments)?).into())),
    },
    Function {
        name: "ISODD",
        family: Family::Information,
        parameters: &[Parameter::required("number", Kind::Number)],
        summary: Text::new(
            "Tells whether the whole part of a number is odd.",
            "数値の整数部分が奇数かどうかを調べます。",
        ),
        examples: &[Example::new("=ISODD(3.9)", "TRUE"), Example::new("=ISODD(0)", "FALSE")],
        body: Body::Eager(|arguments| Ok(is_odd(arguments)?.into())),
    },
    Function {
        name: "N",
        family: Family::Information,
        parameters: VALUE,
        summary: Text::new(
            "Gives a number as it is, TRUE as 1, an error as it is, and 0 for anything else.",
            "数値はそのまま、TRUE は1、エラーはそのまま、それ以外は0を返します。",
        ),
        examples: &[Example::new("=N(7.5)", "7.5"), Example::new("=N(TRUE)", "1"), Example::new("=N(\"7\")", "0")],
        body: Body::Eager(|arguments| match arguments.value(0) {
            Value::Number(number) => Ok(number.into()),
            Value::Bool(true) => Ok(Decimal::ONE.into()),
            Value::Error(error) => Err(error),
            _ => Ok(Decimal::ZERO.into()),
        }),
    },
    Function {
        name: "NA",
        family: Family::Information,
        parameters: &[],
        summary: Text::new(
            "Gives #N/A, the mark of a value that is not available.",
            "値がないことを示す #N/A を返します。",
        ),
        examples: &[Example::new("=NA()", "#N/A"), Example::new("=IFNA(NA(),0)", "0")],
        body: Body::Eager(|_| Err(Cause::NotAvailable.into())),
    },
    Function {
        name: "TYPE",
        family: Family::Information,
        parameters: &[Parameter::required("value", Kind::Range)],
        summary: Text::new(
            "Gives the kind of a value: 1 number, 2 text, 4 logical, 16 error, 64 array.",
            "値の種類を番号で返します（1 数値、2 文字列、4 論理値、16 エラー、64 配列）。",
        ),
        examples: &[
            Example::new("=TYPE(1)", "1"),
            Example::new("=TYPE(\"a\")", "2"),
            Example::new("=TYPE(1/0)", "16"),
            Example::new("=TYPE({1,2})", "64"),
        ],
        body: Body::Eager(value_type),
    },
    Function {
        name: "ERROR.TYPE",
        family: Family::Information,
        parameters: VALUE,
        summary: Text::new(
            "Gives the number of an error's kind, or #N/A when the value is no error.",
            "エラーの種類を番号で返します。エラーでなければ #N/A です。",
        ),
        examples: &[
            Example::new("=ERROR.TYPE(1/0)", "2"),
            Example::new("=ERROR.TYPE(NA())", "7"),
            Example::new("=ERROR.TYPE(1)", "#N/A"),
        ],
        body: Body::Eager(|arguments| {
            let kind = error_kind(arguments).ok_or(Cause::NotAvailable)?;
            Ok(Decimal::from(kind.number()).into())
        }),
    },
    Function {
        name: "ISREF",
        family: Family::Information,
        parameters: VALUE,
        summary: Text::new("Tells whether something is a reference to cells.", "セル参照かどうかを調べます。"),
        examples: &[Example::new("=ISREF(A1:B2)", "TRUE"), Example::new("=ISREF(5)", "FALSE")],
        body: Body::Special(Special::IsReference),
    },
    Function {
        name: "ISFORMULA",
        family: Family::Information,
        parameters: &[Parameter::required("reference", Kind::Reference)],
        summary: Text::new("Tells whether a cell holds a formula.", "セルに数式が入っているかどうかを調べます。"),
        examples: &[Example::new("=ISFORMULA(Z99)", "FALSE"), Example::new("=ISFORMULA(5)", "#VALUE!")],
        body: Body::Special(Special::IsFormula),
    },
    Function {
        name: "SHEET",
        family: Family::Information,
        parameters: &[Parameter::optional("reference", Kind::Any)],
        summary: Text::new(
            "Gives the number, counted from 1, of the sheet a reference or sheet name is on, or of this sheet.",
            "参照またはシート名が指すシート（省略時はこのシート）の番号を1から数えて返します。",
        ),
        examples: &[Example::new("=SHEET()", "1"), Example::new("=SHEET(A1)", "1")],
        body: Body::Special(Special::Sheet),
    },
];

fn error_kind(arguments: &Arguments<'_>) -> Option<ErrorKind> {
    arguments.value(0).error().map(|error| error.kind)
}

/// Whether the whole part of the number is odd. Excel takes no truth here, unlike elsewhere.
fn is_odd(arguments: &Arguments<'_>) -> Result<bool, ErrorValue> {
    if matches!(arguments.value(0), Value::Bool(_)) {
        return Err(Cause::NotANumber.into());
    }
    let whole = number::canonical(arguments.number(0)?).trunc();
    let rest = whole.checked_rem(Decimal::TWO).ok_or(Cause::Overflow)?;
    Ok(!rest.is_zero())
}

fn value_type(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let code = match arguments.get(0) {
        Argument::Area(area) if !area.is_single() => 64,
        Argument::Value(Value::Array(_)) => 64,
        _ => match arguments.value(0) {
            Value::Blank | Value::Number(_) => 1,
            Value::Text(_) => 2,
            Value::Bool(_) => 4,
            Value::Error(_) => 16,
            Value::Array(_) => 64,
        },
    };
    Ok(Decimal::from(code).into())
}
