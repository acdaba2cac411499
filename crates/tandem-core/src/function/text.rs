//! Text: joining, cutting and changing letters. Lengths and places count characters (Unicode scalar values), so that a
//! character beyond the basic plane counts as one, where Excel counts it as two.

use super::pattern::single;
use super::{Arguments, Body, Cost, Example, Family, Function, Kind, Parameter, to_text};
use crate::cell::{Cause, ErrorValue, Value};
use crate::limits::MAX_TEXT_CHARS;
use crate::text::Text;

const TEXT: &[Parameter] = &[Parameter::required("text", Kind::Text)];
const TEXTS: &[Parameter] = &[Parameter::required("text1", Kind::Range), Parameter::repeating("text2", Kind::Range)];
const TEXT_AND_COUNT: &[Parameter] =
    &[Parameter::required("text", Kind::Text), Parameter::optional("characters", Kind::Number)];

/// Text: joining, cutting and changing letters.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "CONCAT",
        family: Family::Text,
        parameters: TEXTS,
        summary: Text::new("Joins texts, ranges included, into one.", "文字列や範囲の値を1つにつなげます。"),
        examples: &[
            Example::new("=CONCAT(\"Q\",1,\" plan\")", "Q1 plan"),
            Example::new("=CONCAT({\"a\",\"b\";1,TRUE})", "ab1TRUE"),
        ],
        body: Body::Measured(Cost::of_cell(10), concat),
    },
    Function {
        name: "CONCATENATE",
        family: Family::Text,
        parameters: &[Parameter::required("text1", Kind::Text), Parameter::repeating("text2", Kind::Text)],
        summary: Text::new("Joins single texts into one.", "個々の文字列を1つにつなげます。"),
        examples: &[
            Example::new("=CONCATENATE(\"net \",12.5,\"%\")", "net 12.5%"),
            Example::new("=CONCATENATE(\"a\",{\"b\",\"c\"})", "{\"ab\",\"ac\"}"),
        ],
        body: Body::Measured(Cost::of_cell(10), concat),
    },
    Function {
        name: "TEXTJOIN",
        family: Family::Text,
        parameters: &[
            Parameter::required("delimiter", Kind::Range),
            Parameter::required("ignore_empty", Kind::Bool),
            Parameter::required("text1", Kind::Range),
            Parameter::repeating("text2", Kind::Range),
        ],
        summary: Text::new(
            "Joins texts with a delimiter between them; several delimiters take turns.",
            "文字列を区切り文字でつなげます。区切り文字が複数あれば順に使います。",
        ),
        examples: &[
            Example::new("=TEXTJOIN(\", \",TRUE,\"a\",\"\",\"b\")", "a, b"),
            Example::new("=TEXTJOIN(\"-\",FALSE,{\"a\",\"\",\"b\"})", "a--b"),
            Example::new("=TEXTJOIN({\"/\",\" \"},TRUE,1,2,3,4)", "1/2 3/4"),
        ],
        body: Body::Measured(Cost::of_cell(10), text_join),
    },
    Function {
        name: "LEFT",
        family: Family::Text,
        parameters: TEXT_AND_COUNT,
        summary: Text::new(
            "Gives the first characters of a text; one when no number is given.",
            "文字列の先頭から指定した文字数を返します。省略時は1文字です。",
        ),
        examples: &[
            Example::new("=LEFT(\"Sale Price\",4)", "Sale"),
            Example::new("=LEFT(\"東京都\")", "東"),
            Example::new("=LEFT(\"ab\",9)", "ab"),
        ],
        body: Body::Eager(left),
    },
    Function {
        name: "RIGHT",
        family: Family::Text,
        parameters: TEXT_AND_COUNT,
        summary: Text::new(
            "Gives the last characters of a text; one when no number is given.",
            "文字列の末尾から指定した文字数を返します。省略時は1文字です。",
        ),
        examples: &[
            Example::new("=RIGHT(\"Sale Price\",5)", "Price"),
            Example::new("=RIGHT(2026)", "6"),
            Example::new("=RIGHT(\"ab\",0)", ""),
        ],
        body: Body::Eager(right),
    },
    Function {
        name: "MID",
        family: Family::Text,
        parameters: &[
            Parameter::required("text", Kind::Text),
            Parameter::required("start", Kind::Number),
            Parameter::required("characters", Kind::Number),
        ],
        summary: Text::new(
            "Gives characters of a text from a place counted from 1.",
            "文字列の指定した位置（1から）から、指定した文字数を返します。",
        ),
        examples: &[
            Example::new("=MID(\"Fluid Flow\",1,5)", "Fluid"),
            Example::new("=MID(\"Fluid Flow\",7,20)", "Flow"),
            Example::new("=MID(\"Fluid Flow\",20,5)", ""),
            Example::new("=MID(\"abc\",0,1)", "#VALUE!"),
        ],
        body: Body::Eager(mid),
    },
    Function {
        name: "LEN",
        family: Family::Text,
        parameters: TEXT,
        summary: Text::new(
            "Gives the number of characters of a text; every character counts as one, emoji too.",
            "文字列の文字数を返します。絵文字を含め、どの文字も1文字と数えます。",
        ),
        examples: &[
            Example::new("=LEN(\"Phoenix, AZ\")", "11"),
            Example::new("=LEN(\"\")", "0"),
            Example::new("=LEN(\"売上高\")", "3"),
        ],
        body: Body::Eager(|arguments| Ok(length(&arguments.text(0)?).into())),
    },
    Function {
        name: "LOWER",
        family: Family::Text,
        parameters: TEXT,
        summary: Text::new("Turns all letters into small ones.", "英字をすべて小文字にします。"),
        examples: &[
            Example::new("=LOWER(\"E. E. Cummings\")", "e. e. cummings"),
            Example::new("=LOWER(\"ＡＢＣ\")", "ａｂｃ"),
        ],
        body: Body::Eager(|arguments| Ok(arguments.text(0)?.chars().map(lower).collect::<String>().into())),
    },
    Function {
        name: "UPPER",
        family: Family::Text,
        parameters: TEXT,
        summary: Text::new("Turns all letters into capitals.", "英字をすべて大文字にします。"),
        examples: &[Example::new("=UPPER(\"total\")", "TOTAL"), Example::new("=UPPER(\"Yield 5%\")", "YIELD 5%")],
        body: Body::Eager(|arguments| Ok(arguments.text(0)?.chars().map(upper).collect::<String>().into())),
    },
    Function {
        name: "PROPER",
        family: Family::Text,
        parameters: TEXT,
        summary: Text::new(
            "Makes each letter that follows no letter a capital and all others small.",
            "各単語の先頭の英字を大文字に、残りを小文字にします。",
        ),
        examples: &[
            Example::new("=PROPER(\"this is a TITLE\")", "This Is A Title"),
            Example::new("=PROPER(\"2-way street\")", "2-Way Street"),
            Example::new("=PROPER(\"76BudGet\")", "76Budget"),
        ],
        body: Body::Eager(|arguments| Ok(proper(&arguments.text(0)?).into())),
    },
    Function {
        name: "TRIM",
        family: Family::Text,
        parameters: TEXT,
        summary: Text::new(
            "Removes spaces at both ends and leaves one space between words.",
            "両端の空白を取り除き、単語の間の空白を1つにします。",
        ),
        examples: &[Example::new("=TRIM(\"  First   Quarter \")", "First Quarter"), Example::new("=TRIM(\"   \")", "")],
        body: Body::Eager(|arguments| Ok(trim(&arguments.text(0)?).into())),
    },
    Function {
        name: "REPT",
        family: Family::Text,
        parameters: &[Parameter::required("text", Kind::Text), Parameter::required("times", Kind::Number)],
        summary: Text::new("Repeats a text a number of times.", "文字列を指定した回数だけ繰り返します。"),
        examples: &[
            Example::new("=REPT(\"*-\",3)", "*-*-*-"),
            Example::new("=REPT(\"a\",0)", ""),
            Example::new("=REPT(\"a\",-1)", "#VALUE!"),
        ],
        body: Body::Eager(repeat),
    },
    Function {
        name: "EXACT",
        family: Family::Text,
        parameters: &[Parameter::required("text1", Kind::Text), Parameter::required("text2", Kind::Text)],
        summary: Text::new(
            "Tells whether two texts are the same, capitals included.",
            "2つの文字列が大文字と小文字の区別も含めて同じかどうかを調べます。",
        ),
        examples: &[
            Example::new("=EXACT(\"word\",\"word\")", "TRUE"),
            Example::new("=EXACT(\"Word\",\"word\")", "FALSE"),
        ],
        body: Body::Eager(|arguments| Ok((arguments.text(0)? == arguments.text(1)?).into())),
    },
    Function {
        name: "T",
        family: Family::Text,
        parameters: &[Parameter::required("value", Kind::Any)],
        summary: Text::new(
            "Gives a text as it is and an empty text for any other value.",
            "文字列ならそのまま、それ以外なら空の文字列を返します。",
        ),
        examples: &[Example::new("=T(\"Rainfall\")", "Rainfall"), Example::new("=T(19)", "")],
        body: Body::Eager(|arguments| match arguments.value(0) {
            Value::Text(text) => Ok(Value::Text(text)),
            Value::Error(error) => Err(error),
            _ => Ok("".into()),
        }),
    },
    Function {
        name: "FORMULATEXT",
        family: Family::Lookup,
        parameters: &[Parameter::required("reference", Kind::Reference)],
        summary: Text::new(
            "Gives the formula of a cell as text, or #N/A when the cell holds none.",
            "セルの数式を文字列として返します。数式がなければ #N/A です。",
        ),
        examples: &[
            Example::new("=FORMULATEXT(Z99)", "#N/A"),
            Example::new("=IFNA(FORMULATEXT(Z99),\"typed\")", "typed"),
        ],
        body: Body::Special(super::Special::FormulaText),
    },
];

/// A text as a value, unless it is longer than a cell can hold.
pub(super) fn bounded(text: String) -> Result<Value, ErrorValue> {
    // Bytes are never fewer than characters, so most texts need no counting.
    if text.len() > MAX_TEXT_CHARS && text.chars().count() > MAX_TEXT_CHARS {
        return Err(Cause::TextTooLong.into());
    }
    Ok(text.into())
}

/// The number of characters of a text, as formulas count them.
pub(super) fn length(text: &str) -> rust_decimal::Decimal {
    text.chars().count().into()
}

/// A count of characters among the arguments: not negative, and a default when left out.
fn count_or(arguments: &Arguments<'_>, index: usize, default: i64) -> Result<usize, ErrorValue> {
    // More than any text has is all of it, so a number that fits no usize is cut to the greatest.
    let count = arguments.integer_or(index, default)?;
    if count < 0 { Err(Cause::NegativeCount.into()) } else { Ok(usize::try_from(count).unwrap_or(usize::MAX)) }
}

/// A place in a text among the arguments, counted from 1 there and from 0 here.
pub(super) fn place(arguments: &Arguments<'_>, index: usize) -> Result<usize, ErrorValue> {
    count_or(arguments, index, 1)?.checked_sub(1).ok_or_else(|| Cause::NegativeCount.into())
}

/// Refuses a text that has become so long that its characters need no counting any more.
fn within_reach(text: &str) -> Result<(), ErrorValue> {
    if text.len() > 4 * MAX_TEXT_CHARS { Err(Cause::TextTooLong.into()) } else { Ok(()) }
}

fn concat(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let mut joined = String::new();
    for index in 0..arguments.count() {
        arguments.grid(index).for_each_filled(|value| {
            joined.push_str(&to_text(value)?);
            within_reach(&joined)
        })?;
    }
    bounded(joined)
}

fn text_join(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let delimiters = arguments.used(0)?.map(to_text).collect::<Result<Vec<_>, _>>()?;
    let mut turns = delimiters.iter().cycle();
    let ignore_empty = arguments.bool_or(1, true)?;
    let mut joined = String::new();
    let mut is_first = true;
    let mut join = |value: &Value| {
        let text = to_text(value)?;
        if ignore_empty && text.is_empty() {
            return Ok(());
        }
        if !is_first && let Some(delimiter) = turns.next() {
            joined.push_str(delimiter);
        }
        is_first = false;
        joined.push_str(&text);
        within_reach(&joined)
    };
    // Blanks only matter where delimiters are written between them.
    let is_filled = ignore_empty || delimiters.iter().all(|delimiter| delimiter.is_empty());
    for index in 2..arguments.count() {
        let grid = arguments.grid(index);
        if is_filled {
            grid.for_each_filled(&mut join)?;
            continue;
        }
        for row in 0..grid.rows() {
            arguments.work.charge(u64::from(grid.columns()))?;
            (0..grid.columns()).try_for_each(|column| join(grid.get(row, column)))?;
        }
    }
    bounded(joined)
}

fn left(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let text = arguments.text(0)?;
    let count = count_or(arguments, 1, 1)?;
    Ok(text.chars().take(count).collect::<String>().into())
}

fn right(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let text = arguments.text(0)?;
    let count = count_or(arguments, 1, 1)?;
    let skipped = text.chars().count().saturating_sub(count);
    Ok(text.chars().skip(skipped).collect::<String>().into())
}

fn mid(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let text = arguments.text(0)?;
    let (start, count) = (place(arguments, 1)?, count_or(arguments, 2, 0)?);
    Ok(text.chars().skip(start).take(count).collect::<String>().into())
}

fn lower(character: char) -> char {
    single(character.to_lowercase()).unwrap_or(character)
}

/// The capital of a letter. One that becomes several letters, such as `ß`, stays, as in Excel.
fn upper(character: char) -> char {
    single(character.to_uppercase()).unwrap_or(character)
}

fn proper(text: &str) -> String {
    let mut follows_letter = false;
    text.chars()
        .map(|character| {
            let changed = if follows_letter { lower(character) } else { upper(character) };
            follows_letter = character.is_alphabetic();
            changed
        })
        .collect()
}

/// Only the common space goes, as Excel documents it: neither full-width nor no-break spaces.
fn trim(text: &str) -> String {
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn repeat(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let text = arguments.text(0)?;
    let times = count_or(arguments, 1, 0)?;
    if text.chars().count().saturating_mul(times) > MAX_TEXT_CHARS {
        return Err(Cause::TextTooLong.into());
    }
    // An empty text repeated without end is still empty, and must not be asked for.
    Ok(if text.is_empty() { "".into() } else { text.repeat(times).into() })
}
