//! What a cell holds, from what each program says beside the text that it shows.
//!
//! Excel writes `x:num`, `x:str` and `x:fmla`, newer ones of it only the shown text; Google Sheets writes JSON into
//! `data-sheets-value` and formulas into `data-sheets-formula`; LibreOffice writes `sdval`, and JSON whose numbers have
//! lost their decimals beside it. A number is read from its text, so that no digit of it is lost.

use std::borrow::Cow;

use super::super::table::Entry;
use super::attribute::Attributes;
use super::entity;
use super::look::Look;
use super::sheets_json::{member, string};
use crate::cell::{ErrorKind, ErrorValue, Value};
use crate::limits::MAX_FORMULA_CHARS;
use crate::number::{self, Decimal, parse_decimal};
use crate::workbook::{MAX_INDENT, Style};

/// What the attributes of a cell say about its content.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    /// The value, where it stands in an attribute.
    value: Option<Value>,
    /// The shown text is the content, whatever it looks like.
    is_text: bool,
    /// The formula with relative references.
    formula: Option<String>,
    /// The formula as Excel writes it, for a table that begins in A1.
    pub(super) excel_formula: Option<String>,
    /// The style as this program writes it.
    pub(super) style: Option<Style>,
}

impl Said {
    /// Reads the attributes of a cell; its look takes over what they say about it.
    pub(super) fn read(attributes: Attributes<'_>, look: &mut Look) -> Self {
        let mut said = Self::default();
        let (mut calc, mut sheets) = (None, None);
        for (name, raw) in attributes {
            let value = || entity::read(raw);
            match name.to_ascii_lowercase().as_str() {
                "align" => look.align(&value()),
                "bgcolor" => look.fill(&value()),
                "sdval" => calc = Some(value()),
                "sdnum" => said.calc_format(&value(), look),
                "data-sheets-value" => sheets = Some(value()),
                "data-sheets-numberformat" => {
                    if let Some(code) = member(&value(), "2").and_then(string) {
                        look.number_format(&code);
                    }
                }
                "data-sheets-formula" => said.formula = formula(value()),
                "data-tandem-style" => said.style = own_style(&value()),
                // An array brings along what it spills.
                "data-tandem-spilled" => said.formula = Some(String::new()),
                "x:num" if !raw.is_empty() => said.value = excel_number(&value()).map(Value::Number),
                "x:str" => said.is_text = true,
                "x:bool" => said.value = Some(Value::Bool(raw.eq_ignore_ascii_case("TRUE"))),
                "x:err" => said.value = error(&value()),
                "x:fmla" => said.excel_formula = formula(value()),
                _ => {}
            }
        }
        if let Some(json) = sheets {
            said.sheets_value(&json);
        }
        if let Some(number) = calc.as_deref().and_then(parse_decimal) {
            let is_truth = matches!(said.value, Some(Value::Bool(_)));
            said.value = Some(if is_truth { Value::Bool(!number.is_zero()) } else { Value::Number(number) });
        }
        said
    }

    fn sheets_value(&mut self, json: &str) {
        self.value = match member(json, "1") {
            Some("2") => {
                self.is_text = true;
                member(json, "2").and_then(string).map(|text| Value::from(text.replace("\r\n", "\n")))
            }
            Some("3") => member(json, "3").and_then(parse_decimal).map(Value::Number),
            Some("4") => member(json, "4").map(|truth| Value::Bool(matches!(truth, "1" | "true"))),
            _ => None,
        };
    }

    /// The format of LibreOffice: two languages and the code, as in `1033;0;#,##0.00`.
    fn calc_format(&mut self, text: &str, look: &mut Look) {
        let code = text.splitn(3, ';').nth(2).unwrap_or("");
        if code == "BOOLEAN" {
            self.value = Some(Value::Bool(false));
        } else if !code.is_empty() {
            look.number_format(code);
        }
    }

    /// What the cell holds, now that the text is known that it shows.
    pub(super) fn entry(self, shown: String, look: &Look, is_spreadsheet: bool) -> Entry {
        // A spreadsheet shows what its formulas give; a `=` that it shows is a text.
        let is_text = self.is_text || look.is_text || is_spreadsheet && shown.starts_with('=');
        // LibreOffice gives an error the number 0 beside its text.
        let failed = error(&shown).or_else(|| shown.starts_with("Err:").then(|| typed_error(ErrorKind::Value)));
        let value = match (self.value, failed) {
            (Some(Value::Number(_)) | None, Some(error)) if !self.is_text => Entry::Literal(error),
            (Some(value), _) => Entry::Literal(value),
            (None, _) if shown.is_empty() => Entry::Blank,
            (None, _) if is_text => Entry::Literal(Value::from(shown)),
            (None, _) => Entry::Typed(shown),
        };
        match self.formula {
            Some(text) => Entry::Formula { text, value: Box::new(value) },
            None => value,
        }
    }
}

/// A style as this program writes it; any page may hold one, so it is looked at before it is used.
fn own_style(json: &str) -> Option<Style> {
    let style: Style = serde_json::from_str(json).ok()?;
    let is_readable = style.format.as_deref().is_none_or(|code| number::NumberFormat::parse(code).is_ok());
    (is_readable && style.indent <= MAX_INDENT).then_some(style)
}

fn formula(text: Cow<'_, str>) -> Option<String> {
    let text = text.trim();
    (text.len() > 1 && text.starts_with('=') && text.len() <= MAX_FORMULA_CHARS * 4).then(|| text.to_owned())
}

fn error(code: &str) -> Option<Value> {
    ErrorKind::parse(code.trim()).map(typed_error)
}

const fn typed_error(kind: ErrorKind) -> Value {
    Value::Error(ErrorValue::typed(kind))
}

/// The number of an `x:num`. Excel writes what its binary number is, to 17 digits: `2.2599999999999999E-2` for 0.0226. It
/// keeps and shows 15 of them, and those are what was meant.
fn excel_number(text: &str) -> Option<Decimal> {
    const MEANT_DIGITS: u32 = 15;
    let number = parse_decimal(text.trim())?;
    let digits = number.mantissa().unsigned_abs().checked_ilog10().map_or(0, |log| log + 1);
    if digits <= MEANT_DIGITS {
        return Some(number);
    }
    let decimals = i64::from(number.scale()) - i64::from(digits - MEANT_DIGITS);
    number::round(number, i32::try_from(decimals).ok()?).map(|rounded| rounded.normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_excel_have_fifteen_digits() {
        for (text, expect) in [
            ("2.2599999999999999E-2", Some("0.0226")),
            ("-5.1900000000000002E-2", Some("-0.0519")),
            ("0.33333333333333331", Some("0.333333333333333")),
            ("12345678901234567", Some("12345678901234600")),
            ("1234.5", Some("1234.5")),
            ("0", Some("0")),
            ("1E+300", None),
            ("x", None),
        ] {
            assert_eq!(excel_number(text).map(|number| number.to_string()).as_deref(), expect, "{text}");
        }
    }
}
