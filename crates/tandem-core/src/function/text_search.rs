//! Text: finding, replacing and splitting. Places count characters from 1.

use rust_decimal::Decimal;

use super::pattern::fold;
use super::text::{bounded, place};
use super::{Arguments, Body, Cost, Example, Family, Function, Kind, Parameter, Pattern, to_text};
use crate::cell::{Array, Cause, ErrorValue, Value};
use crate::text::Text;

const FIND: &[Parameter] = &[
    Parameter::required("find_text", Kind::Text),
    Parameter::required("within_text", Kind::Text),
    Parameter::optional("start", Kind::Number),
];
const PART: &[Parameter] = &[
    Parameter::required("text", Kind::Text),
    Parameter::required("delimiter", Kind::Range),
    Parameter::optional("instance", Kind::Number),
    Parameter::optional("match_mode", Kind::Number),
    Parameter::optional("match_end", Kind::Number),
    Parameter::optional("if_not_found", Kind::Any),
];

/// Text: finding, replacing and splitting.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "FIND",
        family: Family::Text,
        parameters: FIND,
        summary: Text::new(
            "Gives the place of a text within another; capitals count.",
            "文字列が現れる位置を返します。大文字と小文字を区別します。",
        ),
        examples: &[
            Example::new("=FIND(\"M\",\"Miriam McGovern\")", "1"),
            Example::new("=FIND(\"M\",\"Miriam McGovern\",3)", "8"),
            Example::new("=FIND(\"x\",\"abc\")", "#VALUE!"),
        ],
        body: Body::Eager(find),
    },
    Function {
        name: "SEARCH",
        family: Family::Text,
        parameters: FIND,
        summary: Text::new(
            "Gives the place of a text within another; capitals do not count, and ? * ~ are wildcards.",
            "文字列が現れる位置を返します。大文字と小文字を区別せず、? * ~ をワイルドカードとして扱います。",
        ),
        examples: &[
            Example::new("=SEARCH(\"N\",\"printer\")", "4"),
            Example::new("=SEARCH(\"c?d\",\"abcxde\")", "3"),
            Example::new("=SEARCH(\"~?\",\"why?\")", "4"),
        ],
        body: Body::Eager(search),
    },
    Function {
        name: "SUBSTITUTE",
        family: Family::Text,
        parameters: &[
            Parameter::required("text", Kind::Text),
            Parameter::required("old_text", Kind::Text),
            Parameter::required("new_text", Kind::Text),
            Parameter::optional("instance", Kind::Number),
        ],
        summary: Text::new(
            "Replaces a text wherever it occurs, or only its given occurrence.",
            "文字列をすべて、または指定した出現箇所だけ置き換えます。",
        ),
        examples: &[
            Example::new("=SUBSTITUTE(\"Sales Data\",\"Sales\",\"Cost\")", "Cost Data"),
            Example::new("=SUBSTITUTE(\"Quarter 1, 2011\",\"1\",\"2\",3)", "Quarter 1, 2012"),
            Example::new("=SUBSTITUTE(\"a-b-c\",\"-\",\"\")", "abc"),
        ],
        body: Body::Eager(substitute),
    },
    Function {
        name: "REPLACE",
        family: Family::Text,
        parameters: &[
            Parameter::required("old_text", Kind::Text),
            Parameter::required("start", Kind::Number),
            Parameter::required("characters", Kind::Number),
            Parameter::required("new_text", Kind::Text),
        ],
        summary: Text::new(
            "Replaces a number of characters from a place by another text.",
            "指定した位置から指定した文字数を別の文字列に置き換えます。",
        ),
        examples: &[
            Example::new("=REPLACE(\"abcdefghijk\",6,5,\"*\")", "abcde*k"),
            Example::new("=REPLACE(\"2009\",3,2,\"10\")", "2010"),
            Example::new("=REPLACE(\"abc\",9,1,\"!\")", "abc!"),
        ],
        body: Body::Eager(replace),
    },
    Function {
        name: "TEXTBEFORE",
        family: Family::Text,
        parameters: PART,
        summary: Text::new(
            "Gives the text before a delimiter, or before its given occurrence (from the end when negative).",
            "区切り文字（何番目かを指定可、負なら末尾から）より前の文字列を返します。",
        ),
        examples: &[
            Example::new("=TEXTBEFORE(\"sales@acme.example\",\"@\")", "sales"),
            Example::new("=TEXTBEFORE(\"a-b-c\",\"-\",-1)", "a-b"),
            Example::new("=TEXTBEFORE(\"abc\",\"-\")", "#N/A"),
        ],
        body: Body::Measured(Cost::of_call(30), |arguments| part(arguments, Side::Before)),
    },
    Function {
        name: "TEXTAFTER",
        family: Family::Text,
        parameters: PART,
        summary: Text::new(
            "Gives the text after a delimiter, or after its given occurrence (from the end when negative).",
            "区切り文字（何番目かを指定可、負なら末尾から）より後の文字列を返します。",
        ),
        examples: &[
            Example::new("=TEXTAFTER(\"sales@acme.example\",\"@\")", "acme.example"),
            Example::new("=TEXTAFTER(\"a-b-c\",\"-\",2)", "c"),
            Example::new("=TEXTAFTER(\"abc\",\"-\",1,0,0,\"none\")", "none"),
        ],
        body: Body::Measured(Cost::of_call(30), |arguments| part(arguments, Side::After)),
    },
    Function {
        name: "TEXTSPLIT",
        family: Family::Text,
        parameters: &[
            Parameter::required("text", Kind::Text),
            Parameter::required("column_delimiter", Kind::Range),
            Parameter::optional("row_delimiter", Kind::Range),
            Parameter::optional("ignore_empty", Kind::Bool),
            Parameter::optional("match_mode", Kind::Number),
            Parameter::optional("pad_with", Kind::Any),
        ],
        summary: Text::new(
            "Splits a text into an array at column and row delimiters; short rows are filled up.",
            "文字列を列と行の区切り文字で分けて配列にします。短い行は埋められます。",
        ),
        examples: &[
            Example::new("=TEXTSPLIT(\"a,b,c\",\",\")", "{\"a\",\"b\",\"c\"}"),
            Example::new("=TEXTSPLIT(\"1=x;2\",\"=\",\";\")", "{\"1\",\"x\";\"2\",#N/A}"),
            Example::new("=TEXTSPLIT(\"a--b\",\"-\",,TRUE)", "{\"a\",\"b\"}"),
        ],
        body: Body::Measured(Cost::of_call(60), split),
    },
];

fn find(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (sought, text) = (characters(&arguments.text(0)?, false), characters(&arguments.text(1)?, false));
    let from = place(arguments, 2)?;
    // Most places differ in their first characters, but not in texts that repeat themselves.
    arguments.work.charge((text.len() as u64).saturating_mul(sought.len() as u64) / 256)?;
    let found = (from..=text.len()).find(|&at| text.get(at..).is_some_and(|rest| rest.starts_with(&sought)));
    found.map(position).ok_or_else(|| Cause::TextNotFound.into())
}

fn search(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (pattern, text) = (Pattern::new(&arguments.text(0)?), arguments.text(1)?);
    arguments.work.charge(pattern.units(&text))?;
    pattern.find(&text, place(arguments, 2)?).map(position).ok_or_else(|| Cause::TextNotFound.into())
}

/// A place as formulas count it.
fn position(at: usize) -> Value {
    Decimal::from(at.saturating_add(1)).into()
}

fn substitute(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (text, old, new) = (arguments.text(0)?, arguments.text(1)?, arguments.text(2)?);
    let instance = if arguments.is_given(3) { Some(arguments.integer(3)?) } else { None };
    if instance.is_some_and(|instance| instance < 1) {
        return Err(Cause::NegativeCount.into());
    }
    if old.is_empty() {
        return Ok(Value::Text(text));
    }
    let mut changed = String::with_capacity(text.len());
    let mut pieces = text.split(&*old);
    changed.push_str(pieces.next().unwrap_or_default());
    for (occurrence, piece) in (1i64..).zip(pieces) {
        arguments.work.charge(1)?;
        changed.push_str(if instance.is_none_or(|instance| instance == occurrence) { &new } else { &old });
        changed.push_str(piece);
        if changed.len() > 4 * crate::limits::MAX_TEXT_CHARS {
            return Err(Cause::TextTooLong.into());
        }
    }
    bounded(changed)
}

fn replace(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (text, new) = (arguments.text(0)?, arguments.text(3)?);
    let (start, count) = (place(arguments, 1)?, arguments.integer(2)?);
    let count = usize::try_from(count).map_err(|_| Cause::NegativeCount)?;
    let mut changed: String = text.chars().take(start).collect();
    changed.push_str(&new);
    changed.extend(text.chars().skip(start.saturating_add(count)));
    bounded(changed)
}

/// The characters of a text, without their case when it does not count.
fn characters(text: &str, folds: bool) -> Vec<char> {
    if folds { text.chars().map(fold).collect() } else { text.chars().collect() }
}

/// What reading a delimiter costs, in units of work.
const DELIMITER_UNITS: u64 = 12;

/// Delimiters of which any one divides a text.
struct Delimiters {
    texts: Vec<Vec<char>>,
    folds: bool,
}

impl Delimiters {
    fn read(arguments: &Arguments<'_>, index: usize, match_mode: i64) -> Result<Self, ErrorValue> {
        let folds = match match_mode {
            0 => false,
            1 => true,
            _ => return Err(Cause::ChoiceOutOfRange.into()),
        };
        let mut texts = Vec::new();
        for value in arguments.used(index)? {
            let text = to_text(value)?;
            arguments.work.spend(DELIMITER_UNITS + text.len() as u64);
            texts.push(characters(&text, folds));
        }
        Ok(Self { texts, folds })
    }

    fn has_empty(&self) -> bool {
        self.texts.iter().any(Vec::is_empty)
    }

    /// What looking for the delimiters in a text costs at most, in units of work.
    fn units(&self, text: &[char]) -> u64 {
        let each: u64 = self.texts.iter().map(|delimiter| 1 + delimiter.len() as u64 / 256).sum();
        each.saturating_mul(text.len() as u64)
    }

    /// Start and end of every delimiter in a text, left to right, without overlap; of two at one place the one listed
    /// first counts.
    fn cuts(&self, text: &[char]) -> Vec<(usize, usize)> {
        let folded: Vec<char> = if self.folds { text.iter().copied().map(fold).collect() } else { text.to_vec() };
        let mut cuts = Vec::new();
        let mut at = 0;
        while let Some(rest) = folded.get(at..).filter(|rest| !rest.is_empty()) {
            match self.texts.iter().find(|delimiter| !delimiter.is_empty() && rest.starts_with(delimiter)) {
                Some(delimiter) => {
                    cuts.push((at, at + delimiter.len()));
                    at += delimiter.len();
                }
                None => at += 1,
            }
        }
        cuts
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// The part of a text at one side of an occurrence of a delimiter.
fn part(arguments: &Arguments<'_>, side: Side) -> Result<Value, ErrorValue> {
    let text = arguments.text(0)?;
    let characters: Vec<char> = text.chars().collect();
    let delimiters = Delimiters::read(arguments, 1, arguments.integer_or(3, 0)?)?;
    let instance = arguments.integer_or(2, 1)?;
    let ordinal = usize::try_from(instance.unsigned_abs()).unwrap_or(usize::MAX);
    if ordinal == 0 || (ordinal > characters.len() && !characters.is_empty()) {
        return Err(Cause::ChoiceOutOfRange.into());
    }
    arguments.work.charge(delimiters.units(&characters))?;
    let mut cuts = delimiters.cuts(&characters);
    let ends = (0, characters.len());
    if delimiters.has_empty() || delimiters.texts.is_empty() {
        // An empty delimiter is met at once: at the start, or from behind at the end.
        cuts = vec![if instance > 0 { (0, 0) } else { (ends.1, ends.1) }];
    } else if arguments.integer_or(4, 0)? == 1 {
        // The end of the text, or its start when counted from behind, stands for one more delimiter.
        if instance > 0 { cuts.push((ends.1, ends.1)) } else { cuts.insert(0, (0, 0)) }
    }
    let chosen = if instance > 0 { cuts.get(ordinal - 1) } else { cuts.iter().rev().nth(ordinal - 1) };
    let Some(&(start, end)) = chosen else {
        return if arguments.is_given(5) { Ok(arguments.value(5)) } else { Err(Cause::NotFound.into()) };
    };
    let part = if side == Side::Before { characters.get(..start) } else { characters.get(end..) };
    Ok(part.unwrap_or(&[]).iter().collect::<String>().into())
}

fn split(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let text: Vec<char> = arguments.text(0)?.chars().collect();
    let match_mode = arguments.integer_or(4, 0)?;
    let ignore_empty = arguments.bool_or(3, false)?;
    let delimiters = |index: usize| {
        if !arguments.is_given(index) {
            return Ok(None);
        }
        let delimiters = Delimiters::read(arguments, index, match_mode)?;
        if delimiters.has_empty() { Err(ErrorValue::from(Cause::MissingArgument)) } else { Ok(Some(delimiters)) }
    };
    let (columns, rows) = (delimiters(1)?, delimiters(2)?);
    if columns.is_none() && rows.is_none() {
        return Err(Cause::MissingArgument.into());
    }
    for delimiters in [&columns, &rows].into_iter().flatten() {
        arguments.work.charge(delimiters.units(&text))?;
    }
    let table: Vec<Vec<&[char]>> = pieces(&text, rows.as_ref(), ignore_empty)
        .into_iter()
        .map(|row| pieces(row, columns.as_ref(), ignore_empty))
        .collect();
    let width = table.iter().map(Vec::len).max().unwrap_or(0);
    let pad = if arguments.is_given(5) { arguments.value(5) } else { Cause::NoSuchSize.into() };
    let size = |count: usize| u32::try_from(count).map_err(|_| Cause::ArrayTooLarge);
    // One long row among many short ones makes a table far larger than the text, so its size is checked before it is filled.
    let array = Array::build(size(table.len())?, size(width)?, |row, column| {
        let piece = table.get(row as usize).and_then(|pieces| pieces.get(column as usize));
        Ok(piece.map_or_else(|| pad.clone(), |piece| piece.iter().collect::<String>().into()))
    })?;
    Ok(if array.items().len() == 1 { array.first().clone() } else { array.into() })
}

/// The pieces of a text between delimiters; the whole text when there are none.
fn pieces<'t>(text: &'t [char], delimiters: Option<&Delimiters>, ignore_empty: bool) -> Vec<&'t [char]> {
    let cuts = delimiters.map(|delimiters| delimiters.cuts(text)).unwrap_or_default();
    let starts = std::iter::once(0).chain(cuts.iter().map(|cut| cut.1));
    let ends = cuts.iter().map(|cut| cut.0).chain(std::iter::once(text.len()));
    starts
        .zip(ends)
        .filter_map(|(start, end)| text.get(start..end))
        .filter(|piece| !(ignore_empty && piece.is_empty()))
        .collect()
}
