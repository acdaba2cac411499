//! From a workbook to the text of a version 1 file.

use std::collections::HashMap;
use std::convert::Infallible;
use std::fmt::Write as _;

use serde::Serialize;

use super::cells::Cell;
use super::overlay::Overlay;
use super::{
    Align, Both, Chart, Choice, Control, Horizon, Input, Name, Origin, Outcome, Party, Role, Scenario, Series,
    Settings, Sheet, Style, Tongue, Variant, Vertical,
};
use crate::cell::{Area, CellAddress, Link, Slot, Value, column_name};
use crate::limits::{MAX_COLUMNS, MAX_ROWS};
use crate::number;
use crate::text::Language;
use crate::workbook::{self, ControlKind, Page, StyleId, Workbook};

/// Styles in the order of their first use, and their numbers in the file.
#[derive(Default)]
struct UsedStyles {
    numbers: HashMap<StyleId, u16>,
    styles: Vec<Style>,
}

impl UsedStyles {
    fn number(&mut self, id: StyleId, workbook: &Workbook) -> Option<u16> {
        if id == StyleId::NONE {
            return None;
        }
        let next = u16::try_from(self.styles.len() + 1).unwrap_or(u16::MAX);
        Some(*self.numbers.entry(id).or_insert_with(|| {
            self.styles.push(style(workbook.styles.get(id)));
            next
        }))
    }
}

/// The text of a workbook's file.
pub(in crate::file) fn write(workbook: &Workbook) -> String {
    // Cells come first, because they tell which styles are used.
    let mut used = UsedStyles::default();
    let mut pages = Vec::new();
    for page in &workbook.pages {
        let mut text = String::from(" {\n");
        push_entry(&mut text, "  ", "id", &page.id.0);
        push_entry(&mut text, "  ", "title", &Both::from(&page.title));
        if let Some(record) = page.record() {
            push_record(&mut text, record);
        }
        if let Some(layout) = page.sheet() {
            push_entry(&mut text, "  ", "sheet", &sheet(workbook, layout));
            text.push_str("  \"cells\": {");
            push_cells(&mut text, workbook, layout, &mut used);
            text.push_str("\n  }\n }");
        }
        pages.push(text);
    }
    let mut text = String::from("{\n");
    push_entry(&mut text, "", "format", super::super::FORMAT);
    push_entry(&mut text, "", "version", &1);
    push_entry(&mut text, "", "id", &workbook.id);
    push_entry(&mut text, "", "title", &Both::from(&workbook.title));
    push_entry(&mut text, "", "settings", &settings(&workbook.settings));
    if let Some(origin) = &workbook.origin {
        let origin = Origin { template: origin.template.clone(), version: origin.version };
        push_entry(&mut text, "", "origin", &origin);
    }
    push_list(&mut text, "guide", workbook.guide.iter().map(|line| json(&Both::from(line))));
    push_list(&mut text, "styles", used.styles.iter().map(json));
    push_list(&mut text, "pages", pages.into_iter().map(|page| page.trim_start().to_owned()));
    push_list(
        &mut text,
        "names",
        workbook
            .names
            .iter()
            .filter_map(|name| Some(json(&Name { name: name.clone(), target: workbook.name_target(name)? }))),
    );
    push_list(&mut text, "controls", workbook.controls.iter().map(|item| json(&control(workbook, item))));
    push_list(&mut text, "outcomes", workbook.outcomes.iter().map(|item| json(&outcome(workbook, item))));
    push_list(&mut text, "charts", workbook.charts.iter().map(|item| json(&chart(workbook, item))));
    push_list(&mut text, "scenarios", workbook.scenarios.iter().map(|item| json(&scenario(item))));
    if let Some(active) = &workbook.active_scenario {
        push_entry(&mut text, "", "activeScenario", active);
    }
    push_list(&mut text, "parties", workbook.parties.iter().map(|item| json(&party(item))));
    push_list(&mut text, "glossary", workbook.glossary.pairs().iter().map(|pair| json(&Both::from(pair))));
    // Every entry ends in a comma; the last one's goes.
    text.truncate(text.trim_end().trim_end_matches(',').len());
    text.push_str("\n}\n");
    text
}

/// Whether the cells alone take more bytes. As many cells as would be too many are counted, and no more.
pub(in crate::file) fn is_longer_than(workbook: &Workbook, bytes: usize) -> bool {
    /// The entry of the shortest cell that holds something, with its line: `   "A1": {"text":"."},`.
    const SHORTEST_BYTES: usize = 23;
    let mut room = bytes;
    let mut take = |slot: &Slot| {
        if is_typed(slot) {
            room = room.checked_sub(SHORTEST_BYTES).ok_or(())?;
        }
        Ok::<(), ()>(())
    };
    let store = workbook.engine.store();
    workbook.pages.iter().filter_map(Page::sheet).any(|sheet| {
        let whole = Area { sheet: sheet.id, top: 0, left: 0, bottom: MAX_ROWS - 1, right: MAX_COLUMNS - 1 };
        store.for_each_slot_in(whole, |_, _, slot| take(slot)).is_err()
    })
}

fn json<T: Serialize + ?Sized>(value: &T) -> String {
    // These types hold texts, numbers and lists only, so their serialization can't fail.
    serde_json::to_string(value).unwrap_or_default()
}

fn push_entry<T: Serialize + ?Sized>(text: &mut String, indent: &str, key: &str, value: &T) {
    text.push_str(indent);
    text.push('"');
    text.push_str(key);
    text.push_str("\": ");
    text.push_str(&json(value));
    text.push_str(",\n");
}

/// A record with one word or figure a line, so that two versions of a decision compare well.
fn push_record(text: &mut String, record: &workbook::Record) {
    // It holds texts, numbers and lists only, so its serialization can't fail.
    let lines = serde_json::to_string_pretty(record).unwrap_or_default();
    text.push_str("  \"record\": ");
    text.push_str(&lines.replace('\n', "\n  "));
    text.push_str(",\n");
}

/// A list with one entry a line; an empty list on the line of its key.
fn push_list(text: &mut String, key: &str, items: impl Iterator<Item = String>) {
    text.push('"');
    text.push_str(key);
    text.push_str("\": [");
    let mut separator = "\n ";
    for item in items {
        text.push_str(separator);
        text.push_str(&item);
        separator = ",\n ";
    }
    if separator.starts_with(',') {
        text.push('\n');
    }
    text.push_str("],\n");
}

/// The cells that hold something or have a style, row by row.
fn push_cells(text: &mut String, workbook: &Workbook, sheet: &workbook::Sheet, used: &mut UsedStyles) {
    let mut styled: Vec<(u32, u32)> = sheet.styles.iter().map(|(row, column, _)| (row, column)).collect();
    styled.sort_unstable();
    styled.dedup();
    let mut styled = styled.into_iter().peekable();
    let mut cells = CellWriter { text, workbook, sheet, used, columns: Vec::new(), separator: "\n" };
    let whole = Area { sheet: sheet.id, top: 0, left: 0, bottom: MAX_ROWS - 1, right: MAX_COLUMNS - 1 };
    let Ok(()) = workbook.engine.store().for_each_slot_in(whole, |row, column, slot| {
        if is_typed(slot) {
            while let Some((row, column)) = styled.next_if(|place| *place < (row, column)) {
                cells.push(row, column, &Value::Blank);
            }
            styled.next_if_eq(&(row, column));
            let is_literal = slot.link == Link::LITERAL;
            cells.push(row, column, if is_literal { &slot.value } else { &Value::Blank });
        }
        Ok::<(), Infallible>(())
    });
    for (row, column) in styled {
        cells.push(row, column, &Value::Blank);
    }
}

/// Whether something was typed in a cell.
fn is_typed(slot: &Slot) -> bool {
    slot.link == Link::LITERAL && !slot.value.is_blank() || slot.link.as_formula().is_some()
}

/// Writes one cell after the other.
struct CellWriter<'a> {
    text: &'a mut String,
    workbook: &'a Workbook,
    sheet: &'a workbook::Sheet,
    used: &'a mut UsedStyles,
    /// The letters of the first columns, so that they are not made anew for each cell.
    columns: Vec<String>,
    separator: &'static str,
}

impl CellWriter<'_> {
    /// Writes a cell with the value that was typed in it; a blank one may hold a formula.
    fn push(&mut self, row: u32, column: u32, value: &Value) {
        let style = self.used.number(self.sheet.styles.get(row, column), self.workbook);
        while self.columns.len() <= column as usize {
            self.columns.push(column_name(u32::try_from(self.columns.len()).unwrap_or(u32::MAX)));
        }
        let letters = self.columns.get(column as usize).map_or("", String::as_str);
        // Writing to a text cannot fail.
        let _ = write!(self.text, "{}   \"{letters}{}\": ", self.separator, row + 1);
        self.separator = ",\n";
        // Of millions of cells most are plain numbers.
        if let (Value::Number(amount), None) = (value, style) {
            let _ = write!(self.text, "{{\"number\":\"{}\"}}", number::plain(*amount));
            return;
        }
        let cell = if value.is_blank() {
            let formula = self.workbook.engine.formula_text(CellAddress::new(self.sheet.id, row, column));
            Cell { formula, style, ..Cell::default() }
        } else {
            literal(value, style)
        };
        self.text.push_str(&json(&cell));
    }
}

fn literal(value: &Value, style: Option<u16>) -> Cell {
    let mut cell = Cell { style, ..Cell::default() };
    match value {
        Value::Blank => {}
        Value::Number(amount) => cell.number = Some(number::plain(*amount)),
        Value::Text(text) => cell.text = Some(text.to_string()),
        Value::Bool(truth) => cell.bool = Some(*truth),
        Value::Error(error) => cell.error = Some(error.kind.code().to_owned()),
        // Only formulas give arrays; what a cell shows of one stands in for it.
        Value::Array(array) => return literal(array.first(), style),
    }
    cell
}

fn settings(settings: &workbook::Settings) -> Settings {
    Settings {
        language: match settings.language {
            Language::English => Tongue::En,
            Language::Japanese => Tongue::Ja,
        },
        currency: settings.currency.clone(),
        fiscal_start_month: settings.fiscal_start_month,
    }
}

fn style(style: &workbook::Style) -> Style {
    Style {
        format: style.format.clone(),
        role: match style.role {
            workbook::Role::Plain => None,
            workbook::Role::Heading => Some(Role::Heading),
            workbook::Role::Input => Some(Role::Input),
            workbook::Role::Total => Some(Role::Total),
            workbook::Role::Note => Some(Role::Note),
        },
        bold: style.bold,
        italic: style.italic,
        align: match style.align {
            workbook::Align::Auto => None,
            workbook::Align::Left => Some(Align::Left),
            workbook::Align::Center => Some(Align::Center),
            workbook::Align::Right => Some(Align::Right),
        },
        wrap: style.wrap,
        color: style.color,
        fill: style.fill,
        underline: style.underline,
        strikethrough: style.strikethrough,
        vertical: match style.vertical {
            workbook::VerticalAlign::Auto => None,
            workbook::VerticalAlign::Top => Some(Vertical::Top),
            workbook::VerticalAlign::Middle => Some(Vertical::Middle),
            workbook::VerticalAlign::Bottom => Some(Vertical::Bottom),
        },
        indent: style.indent,
        borders: style.borders,
    }
}

fn sheet(workbook: &Workbook, sheet: &workbook::Sheet) -> Sheet {
    Sheet {
        name: workbook.sheet_name(sheet.id).to_owned(),
        frozen_rows: sheet.frozen_rows,
        frozen_columns: sheet.frozen_columns,
        column_widths: sheet.column_widths.iter().map(|(column, width)| (column_name(*column), *width)).collect(),
        row_heights: sheet.row_heights.iter().map(|(row, height)| (row + 1, *height)).collect(),
        internal_rows: sheet.internal_rows.iter().map(|row| row + 1).collect(),
        internal: sheet.internal,
        hidden: sheet.hidden,
        overlay: Overlay::write(&sheet.overlay),
    }
}

fn control(workbook: &Workbook, control: &workbook::Control) -> Control {
    let plain = |amount: &Option<number::Decimal>| amount.map(number::plain);
    Control {
        name: control.name.clone(),
        label: (&control.label).into(),
        cell: workbook.reference(control.cell),
        input: match &control.kind {
            ControlKind::Slider { min, max, step } => {
                Input::Slider { min: number::plain(*min), max: number::plain(*max), step: number::plain(*step) }
            }
            ControlKind::Number { min, max, step } => {
                Input::Number { min: plain(min), max: plain(max), step: plain(step) }
            }
            ControlKind::Choice { options } => Input::Choice { options: options.iter().map(choice).collect() },
            ControlKind::Date => Input::Date,
            ControlKind::Switch => Input::Switch,
        },
        unit: (&control.unit).into(),
        group: (&control.group).into(),
        low: plain(&control.low),
        high: plain(&control.high),
        source: (&control.source).into(),
        date: control.date.clone(),
        confidence: control.confidence.map(Into::into),
        status: control.status.into(),
        said: control.said.as_ref().map(|said| super::Said { by: said.by.clone(), date: said.date.clone() }),
    }
}

fn choice(option: &workbook::Choice) -> Choice {
    Choice { value: option.value.clone(), label: (&option.label).into() }
}

fn outcome(workbook: &Workbook, outcome: &workbook::Outcome) -> Outcome {
    let horizon = &outcome.horizon;
    let has_horizon = *horizon != workbook::Horizon::default();
    Outcome {
        name: outcome.name.clone(),
        label: (&outcome.label).into(),
        cell: workbook.reference(outcome.cell),
        definition: (&outcome.definition).into(),
        format: outcome.format.clone(),
        unit: (&outcome.unit).into(),
        horizon: has_horizon
            .then(|| Horizon { text: (&horizon.text).into(), count: horizon.count.map(|at| workbook.reference(at)) }),
        digits: outcome.digits.map(|at| workbook.reference(at)),
        more_is_better: outcome.more_is_better,
        party: outcome.party.clone(),
        variants: outcome
            .variants
            .iter()
            .map(|variant| Variant {
                id: variant.id.clone(),
                label: (&variant.label).into(),
                definition: (&variant.definition).into(),
                cell: workbook.reference(variant.cell),
                format: variant.format.clone(),
            })
            .collect(),
        active_variant: outcome.active_variant.clone(),
    }
}

fn chart(workbook: &Workbook, chart: &workbook::Chart) -> Chart {
    Chart {
        id: chart.id.clone(),
        kind: chart.kind.into(),
        title: (&chart.title).into(),
        categories: chart.categories.map(|area| workbook.area_reference(area)),
        series: chart
            .series
            .iter()
            .map(|series| Series {
                label: (&series.label).into(),
                values: workbook.area_reference(series.values),
                party: series.party.clone(),
            })
            .collect(),
        format: chart.format.clone(),
    }
}

fn scenario(scenario: &workbook::Scenario) -> Scenario {
    Scenario { id: scenario.id.clone(), name: (&scenario.name).into(), values: scenario.values.clone() }
}

fn party(party: &workbook::Party) -> Party {
    Party {
        id: party.id.clone(),
        name: (&party.name).into(),
        role: party.role.into(),
        color: party.color.map(workbook::Color::hex),
        logo: party.logo.clone(),
    }
}
