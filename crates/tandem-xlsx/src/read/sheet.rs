//! One sheet's part: its cells as they stand, and its layout.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use tandem_core::cell::parse_cell;
use tandem_core::limits::{MAX_COLUMNS, MAX_ROWS};
use tandem_core::number;

use super::book::rich_text;
use super::conditional::{self, RawRule};
use super::filter::{self, RawFilter};
use super::package::Package;
use super::xml::{Element, Node, Xml};
use crate::error::XlsxError;
use crate::limits::MAX_CELLS;

/// A value as a file gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum RawValue {
    #[default]
    None,
    Number(String),
    /// A text among those that cells share.
    Shared(usize),
    Text(String),
    Bool(bool),
    Error(String),
    /// A day, and perhaps a time, such as `2026-03-31T12:00:00`.
    Date(String),
}

/// What kind of formula it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FormulaKind {
    /// One of its own.
    Plain,
    /// One that others of the same number share; only the first has a text.
    Shared(u32),
    /// One that fills an area, as a text such as `A1:A3`.
    Array {
        /// The area.
        area: String,
        /// Whether the area is as large as the result is.
        is_dynamic: bool,
    },
    /// One that only the program can compute, such as a table of what would be.
    Other,
}

/// A formula as a file gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RawFormula {
    pub(super) text: String,
    pub(super) kind: FormulaKind,
}

/// A cell as a file gives it. Row and column count from zero.
#[derive(Clone, Debug)]
pub(super) struct RawCell {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) style: usize,
    pub(super) value: RawValue,
    pub(super) formula: Option<RawFormula>,
    pub(super) is_rich: bool,
}

/// Columns from the first to the last, included.
#[derive(Clone, Copy, Debug)]
pub(super) struct RawColumns {
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) width_px: Option<u32>,
    pub(super) is_hidden: bool,
}

/// A rule for what may be typed, as a file gives it.
#[derive(Clone, Debug, Default)]
pub(super) struct RawValidation {
    pub(super) kind: String,
    pub(super) operator: String,
    pub(super) areas: String,
    pub(super) formulas: [String; 2],
    pub(super) allows_blank: bool,
    pub(super) is_stop: bool,
    /// Heading and text of what is said before and after typing.
    pub(super) messages: [(String, String); 2],
}

/// What else a sheet has that is left behind.
#[derive(Clone, Debug, Default)]
pub(super) struct Extras {
    pub(super) tables: usize,
    pub(super) has_drawing: bool,
    pub(super) has_links: bool,
    pub(super) is_protected: bool,
    /// Names of further elements.
    pub(super) others: Vec<&'static str>,
}

/// What a sheet's part holds.
#[derive(Clone, Debug, Default)]
pub(super) struct RawSheet {
    pub(super) cells: Vec<RawCell>,
    pub(super) columns: Vec<RawColumns>,
    /// Heights in pixels by row.
    pub(super) heights: Vec<(u32, u32)>,
    pub(super) frozen: (u32, u32),
    pub(super) hidden_rows: Vec<u32>,
    /// Areas as texts such as `A1:B2`.
    pub(super) merges: Vec<String>,
    pub(super) validations: Vec<RawValidation>,
    pub(super) rules: Vec<RawRule>,
    pub(super) filter: Option<RawFilter>,
    pub(super) extras: Extras,
}

/// Reads a sheet. `cells_left` bounds its cells together with those of other sheets.
pub(super) fn sheet(package: &mut Package<'_>, part: &str, cells_left: &mut usize) -> Result<RawSheet, XlsxError> {
    let mut sheet = RawSheet::default();
    let mut xml = package.xml(part)?;
    // A row or a cell that does not say where it is follows the one before it.
    let (mut row, mut next_row, mut column) = (0u32, 0u32, 0u32);
    loop {
        let element = match xml.next()? {
            Node::Start(element) => element,
            Node::Eof => return Ok(sheet),
            _ => continue,
        };
        match element.name() {
            "row" => {
                row = element.number("r").map_or(next_row, |number| number.saturating_sub(1));
                (next_row, column) = (row.saturating_add(1), 0);
                if element.truth("hidden").unwrap_or(false) {
                    sheet.hidden_rows.push(row);
                }
                let is_set = element.truth("customHeight").unwrap_or(false);
                if let Some(height) =
                    element.attribute("ht").filter(|_| is_set).and_then(|text| pixels_of_points(&text))
                {
                    sheet.heights.push((row, height));
                }
            }
            "c" => {
                let place = element.attribute("r").and_then(|text| parse_cell(&text));
                (row, column) = place.unwrap_or((row, column));
                let (kind, style) = (element.attribute("t"), element.number("s").unwrap_or(0) as usize);
                let is_dynamic = element.number("cm").is_some();
                let mut cell = RawCell { row, column, style, value: RawValue::None, formula: None, is_rich: false };
                contents(&mut xml, &mut cell, kind.as_deref(), is_dynamic)?;
                column = column.saturating_add(1);
                let is_anything = cell.value != RawValue::None || cell.formula.is_some() || cell.style > 0;
                if is_anything && cell.row < MAX_ROWS && cell.column < MAX_COLUMNS {
                    *cells_left = cells_left.checked_sub(1).ok_or(XlsxError::TooManyCells)?;
                    sheet.cells.push(cell);
                }
            }
            "dataValidation" => {
                let rule = validation(&element);
                let rule = with_formulas(&mut xml, rule)?;
                sheet.validations.push(rule);
            }
            "conditionalFormatting" => {
                let areas = element.attribute("sqref");
                conditional::rules(&mut xml, areas, &mut sheet.rules)?;
            }
            "autoFilter" => {
                let area = element.attribute("ref").unwrap_or_default();
                sheet.filter = Some(filter::filter(&mut xml, area)?);
            }
            _ => layout(&mut sheet, &element),
        }
        let rules = sheet.validations.len().max(sheet.rules.len());
        let parts = sheet.heights.len().max(sheet.hidden_rows.len()).max(sheet.merges.len()).max(rules);
        if sheet.columns.len() > MAX_COLUMNS as usize || parts > MAX_CELLS {
            return Err(XlsxError::TooManyCells);
        }
    }
}

/// Value and formula of a cell, up to its end.
fn contents<R: std::io::BufRead>(
    xml: &mut Xml<R>,
    cell: &mut RawCell,
    kind: Option<&str>,
    is_dynamic: bool,
) -> Result<(), XlsxError> {
    loop {
        let (name, formula_kind) = match xml.next()? {
            Node::Start(element) => {
                let kind = (element.name() == "f").then(|| formula_kind(&element, is_dynamic));
                (element.name().to_owned(), kind)
            }
            Node::End(end) if end.name() == "c" => return Ok(()),
            Node::Eof => return Ok(()),
            _ => continue,
        };
        match name.as_str() {
            "f" => {
                let text = xml.text()?;
                cell.formula = formula_kind.map(|kind| RawFormula { text, kind });
            }
            "v" => {
                let text = xml.text()?;
                cell.value = value(kind, text);
            }
            "is" => {
                let shared = rich_text(xml, "is")?;
                cell.is_rich = shared.is_rich;
                cell.value = RawValue::Text(shared.text);
            }
            _ => xml.skip()?,
        }
    }
}

fn formula_kind(element: &Element<'_>, is_dynamic: bool) -> FormulaKind {
    match element.attribute("t").as_deref() {
        None | Some("normal") => FormulaKind::Plain,
        Some("shared") => element.number("si").map_or(FormulaKind::Plain, FormulaKind::Shared),
        Some("array") => FormulaKind::Array { area: element.attribute("ref").unwrap_or_default(), is_dynamic },
        Some(_) => FormulaKind::Other,
    }
}

fn value(kind: Option<&str>, text: String) -> RawValue {
    match kind {
        Some("s") => text.trim().parse().map_or(RawValue::None, RawValue::Shared),
        Some("str") => RawValue::Text(super::xml::unescaped(&text).into_owned()),
        Some("b") => RawValue::Bool(matches!(text.trim(), "1" | "true")),
        Some("e") => RawValue::Error(text),
        Some("d") => RawValue::Date(text),
        Some("inlineStr") => RawValue::Text(text),
        _ if text.is_empty() => RawValue::None,
        _ => RawValue::Number(text),
    }
}

/// What the beginning of a rule says.
fn validation(element: &Element<'_>) -> RawValidation {
    let text = |name: &str| element.attribute(name).unwrap_or_default();
    RawValidation {
        kind: text("type"),
        operator: text("operator"),
        areas: text("sqref"),
        formulas: Default::default(),
        allows_blank: element.truth("allowBlank").unwrap_or(false),
        is_stop: matches!(text("errorStyle").as_str(), "" | "stop"),
        messages: [(text("promptTitle"), text("prompt")), (text("errorTitle"), text("error"))],
    }
}

/// A rule with its formulas, up to its end.
fn with_formulas<R: std::io::BufRead>(xml: &mut Xml<R>, mut rule: RawValidation) -> Result<RawValidation, XlsxError> {
    loop {
        let name = match xml.next()? {
            Node::Start(element) => element.name().to_owned(),
            Node::End(end) if end.name() == "dataValidation" => return Ok(rule),
            Node::Eof => return Ok(rule),
            _ => continue,
        };
        let [first, second] = &mut rule.formulas;
        match name.as_str() {
            "formula1" => *first = xml.text()?,
            "formula2" => *second = xml.text()?,
            // The newer form of rules has its areas here.
            "sqref" => rule.areas = xml.text()?,
            _ => {}
        }
    }
}

/// What stands beside the cells.
fn layout(sheet: &mut RawSheet, element: &Element<'_>) {
    if element.name() == "mergeCell" {
        sheet.merges.extend(element.attribute("ref"));
        return;
    }
    let extras = &mut sheet.extras;
    let mut other = |name: &'static str| {
        if !extras.others.contains(&name) {
            extras.others.push(name);
        }
    };
    match element.name() {
        "pane" => {
            let is_frozen = element.attribute("state").is_some_and(|state| state.starts_with("frozen"));
            if is_frozen {
                let split = |name: &str| {
                    let split = element.attribute(name).and_then(|text| number::parse_decimal(&text));
                    split.and_then(|split| split.to_u32()).unwrap_or(0)
                };
                sheet.frozen = (split("ySplit").min(MAX_ROWS - 1), split("xSplit").min(MAX_COLUMNS - 1));
            }
        }
        "col" => {
            let (Some(first), Some(last)) = (element.number("min"), element.number("max")) else { return };
            let Some(first) = first.checked_sub(1).filter(|first| *first < MAX_COLUMNS) else { return };
            let is_hidden = element.truth("hidden").unwrap_or(false);
            let width_px = element.attribute("width").and_then(|text| pixels_of_characters(&text));
            sheet.columns.push(RawColumns {
                first,
                last: last.saturating_sub(1).min(MAX_COLUMNS - 1),
                width_px,
                is_hidden,
            });
        }
        "tablePart" => extras.tables += 1,
        "drawing" | "legacyDrawingHF" | "picture" | "oleObject" | "control" => extras.has_drawing = true,
        "hyperlink" => extras.has_links = true,
        "sheetProtection" => extras.is_protected = true,
        "sparklineGroup" => other("sparklines"),
        _ => {}
    }
}

/// A column's width in characters of the usual font, as pixels: a character has 7, and the padding is part of the width.
fn pixels_of_characters(text: &str) -> Option<u32> {
    let width = number::parse_decimal(text).or_else(|| crate::digits::read(text))?;
    rounded(width.checked_mul(Decimal::from(7))?)
}

/// A height in points as pixels, of which four are three points.
fn pixels_of_points(text: &str) -> Option<u32> {
    let height = number::parse_decimal(text).or_else(|| crate::digits::read(text))?;
    rounded(height.checked_mul(Decimal::from(4))?.checked_div(Decimal::from(3))?)
}

fn rounded(pixels: Decimal) -> Option<u32> {
    const MOST_PX: u32 = 4_000;
    pixels.round().to_u32().map(|pixels| pixels.min(MOST_PX))
}
