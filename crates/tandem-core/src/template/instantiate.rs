//! From a template to a workbook.

use rust_decimal::Decimal;

use super::manifest::{
    ChartEntry, ControlEntry, FrozenEntry, InputKind, Manifest, OutcomeEntry, PageEntry, PartyEntry, ScenarioEntry,
    StyleEntry,
};
use super::{Template, template};
use crate::cell::{Area, CellAddress, SheetId, parse_column};
use crate::csv::parse_csv;
use crate::edit::{CellEdit, Edit};
use crate::text::Language;
use crate::workbook::{
    Chart, ConditionalFormat, Control, ControlKind, Glossary, Horizon, Origin, Outcome, Page, PageId, PageKind, Party,
    Scenario, Series, Settings, Sheet, StyleChange, Validation, Variant, Workbook, parse_area_on,
};

/// Why a template makes no workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateError {
    /// No template has the identity.
    Unknown(String),
    /// The template's folder says something that can't be.
    Broken {
        /// The template.
        template: String,
        /// Which entry, and what is wrong with it.
        reason: String,
    },
}

impl TemplateError {
    /// A sentence that says what is wrong.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match (self, language) {
            (Self::Unknown(id), Language::English) => format!("There is no template “{id}”."),
            (Self::Unknown(id), Language::Japanese) => format!("テンプレート「{id}」はありません。"),
            (Self::Broken { template, reason }, Language::English) => {
                format!("The template “{template}” is broken: {reason}")
            }
            (Self::Broken { template, reason }, Language::Japanese) => {
                format!("テンプレート「{template}」に誤りがあります：{reason}")
            }
        }
    }
}

impl std::fmt::Display for TemplateError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text(Language::English))
    }
}

impl std::error::Error for TemplateError {}

/// Makes a workbook from a template. Its identity is the template's: the caller gives it one of its own with
/// [`Workbook::with_id`] before it is saved.
///
/// # Errors
/// When there is no such template.
pub fn instantiate(id: &str, language: Language) -> Result<Workbook, TemplateError> {
    let template = template(id).ok_or_else(|| TemplateError::Unknown(id.to_owned()))?;
    build(template, language).map_err(|reason| TemplateError::Broken { template: id.to_owned(), reason })
}

/// What can be wrong with an entry, in words that name it. Only the maker of a template ever reads them.
type Checked<T> = Result<T, String>;

fn build(template: &Template, language: Language) -> Checked<Workbook> {
    let manifest = &template.manifest;
    let mut workbook = Workbook::without_pages(manifest.id.clone());
    workbook.title = manifest.title.clone();
    workbook.guide = manifest.guide.to_vec();
    workbook.glossary = Glossary::new(template.texts.glossary.clone());
    workbook.origin = Some(Origin { template: manifest.id.clone(), version: manifest.version });
    workbook.settings = Settings {
        language,
        currency: manifest.settings.currency.clone(),
        fiscal_start_month: manifest.settings.fiscal_start_month,
    };
    let sheets = manifest.pages.iter().map(|entry| add_page(&mut workbook, entry)).collect::<Checked<Vec<_>>>()?;
    let mut edits = Vec::new();
    for (entry, sheet) in manifest.pages.iter().zip(sheets) {
        edits.append(&mut page_edits(template, entry, sheet)?);
    }
    for name in &manifest.names {
        edits.push(Edit::DefineName { name: name.name.clone(), target: format!("={}", name.target) });
    }
    // Rules come after every page stands, because their lists may lie on another one.
    let pages =
        manifest.pages.iter().filter_map(|entry| Some((entry, workbook.page(&PageId(entry.id.clone()))?.sheet()?.id)));
    for (entry, sheet) in pages {
        edits.extend(rule_edit(entry, sheet)?);
        edits.extend(look_edit(entry, sheet)?);
    }
    apply(&mut workbook, edits)?;
    let parts = part_edits(&workbook, manifest)?;
    apply(&mut workbook, parts)?;
    if let Some(id) = &manifest.active_scenario {
        workbook.scenario(id).ok_or_else(|| format!("activeScenario: there is no scenario {id}"))?;
        workbook.active_scenario = Some(id.clone());
    }
    Ok(workbook)
}

fn apply(workbook: &mut Workbook, edits: Vec<Edit>) -> Checked<()> {
    Edit::Batch(edits).apply(workbook).map(|_| ()).map_err(|error| error.text(Language::English))
}

/// Adds a page with an empty sheet.
fn add_page(workbook: &mut Workbook, entry: &PageEntry) -> Checked<SheetId> {
    let name = entry.sheet.as_deref().unwrap_or(&entry.title.en);
    let place = |problem: String| format!("pages, {}: {problem}", entry.id);
    crate::edit::check_sheet_name(workbook, name, None).map_err(|error| place(error.text(Language::English)))?;
    let id = PageId(entry.id.clone());
    if entry.id.is_empty() || workbook.page(&id).is_some() {
        return Err(place("an identity must not be empty, and stands once".to_owned()));
    }
    let mut sheet = Sheet::new(workbook.engine.add_sheet(name));
    let FrozenEntry { rows, columns } = entry.frozen;
    (sheet.frozen_rows, sheet.frozen_columns) = (rows, columns);
    sheet.internal = entry.internal;
    for (columns, width) in &entry.widths {
        let (first, last) = span(columns, parse_column).ok_or_else(|| place(format!("widths, {columns}")))?;
        sheet.column_widths.extend((first..=last).map(|column| (column, *width)));
    }
    for (rows, height) in &entry.heights {
        let (first, last) = span(rows, parse_row).ok_or_else(|| place(format!("heights, {rows}")))?;
        sheet.row_heights.extend((first..=last).map(|row| (row, *height)));
    }
    for columns in &entry.hidden_columns {
        let (first, last) = span(columns, parse_column).ok_or_else(|| place(format!("hiddenColumns, {columns}")))?;
        sheet.overlay.hidden_columns.extend(first..=last);
    }
    for rows in &entry.internal_rows {
        let (first, last) = span(rows, parse_row).ok_or_else(|| place(format!("internalRows, {rows}")))?;
        sheet.internal_rows.extend(first..=last);
    }
    let sheet_id = sheet.id;
    let kind = match &entry.record {
        Some(record) => PageKind::Record(sheet, record.clone()),
        None => PageKind::Sheet(sheet),
    };
    workbook.pages.push(Page { id, title: entry.title.clone(), kind });
    Ok(sheet_id)
}

/// `A` or `A:C`, `4` or `4:8`, as first and last place from zero.
fn span(text: &str, parse: impl Fn(&str) -> Option<u32>) -> Option<(u32, u32)> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let span = (parse(first)?, parse(last)?);
    (span.0 <= span.1).then_some(span)
}

fn parse_row(text: &str) -> Option<u32> {
    text.parse::<u32>().ok()?.checked_sub(1).filter(|row| *row < crate::limits::MAX_ROWS)
}

/// The edits that style a page, type its cells and copy first rows down. Styles come first, so that what is typed keeps its
/// format.
fn page_edits(template: &Template, entry: &PageEntry, sheet: SheetId) -> Checked<Vec<Edit>> {
    let csv = template.csv(&entry.csv).ok_or_else(|| format!("pages, {}: {} is missing", entry.id, entry.csv))?;
    let rows = parse_csv(csv).map_err(|error| format!("{}: {error}", entry.csv))?;
    let mut edits = Vec::new();
    for style in &entry.styles {
        let area = parse_area_on(sheet, &style.area);
        let area = area.ok_or_else(|| format!("pages, {}, styles: {} is no area", entry.id, style.area))?;
        edits.push(Edit::SetStyle { area, change: style_change(style) });
    }
    let mut cells = Vec::new();
    for (row, fields) in (0u32..).zip(rows) {
        for (column, field) in (0u32..).zip(fields) {
            if !field.is_empty() {
                cells.push(CellEdit::typed(CellAddress::new(sheet, row, column), field));
            }
        }
    }
    edits.push(Edit::SetCells(cells));
    for text in &entry.fills {
        let area = parse_area_on(sheet, text).filter(|area| area.top < area.bottom);
        let area = area.ok_or_else(|| format!("pages, {}, fills: {text} is no area of several rows", entry.id))?;
        let first = Area { bottom: area.top, ..area };
        edits.push(Edit::CopyCells { from: first, to: Area { top: area.top + 1, ..area } });
    }
    Ok(edits)
}

/// The edit that sets what may be typed on a page; nothing where its entry has no rules.
fn rule_edit(entry: &PageEntry, sheet: SheetId) -> Checked<Option<Edit>> {
    let mut validations = Vec::new();
    for rule in &entry.rules {
        let area = parse_area_on(sheet, &rule.area);
        let area = area.ok_or_else(|| format!("pages, {}, rules: {} is no area", entry.id, rule.area))?;
        let validation = Validation::new(vec![area], rule.rule.clone());
        validations.push(Validation { strictness: rule.strictness, ..validation });
    }
    Ok((!validations.is_empty()).then_some(Edit::SetValidations { sheet, validations }))
}

/// The edit that sets how cells of a page look because of what they hold; nothing where its entry says nothing.
fn look_edit(entry: &PageEntry, sheet: SheetId) -> Checked<Option<Edit>> {
    let mut formats = Vec::new();
    for look in &entry.looks {
        let area = |text: &String| {
            parse_area_on(sheet, text).ok_or_else(|| format!("pages, {}, looks: {text} is no area", entry.id))
        };
        let areas = look.areas.iter().map(area).collect::<Checked<_>>()?;
        formats.push(ConditionalFormat { areas, rules: look.rules.clone() });
    }
    Ok((!formats.is_empty()).then_some(Edit::SetConditionalFormats { sheet, formats }))
}

fn style_change(entry: &StyleEntry) -> StyleChange {
    StyleChange {
        format: entry.format.clone().map(Some),
        role: entry.role,
        bold: entry.bold,
        italic: entry.italic,
        align: entry.align,
        wrap: entry.wrap,
        color: entry.color.map(|color| Some(color.into())),
        fill: entry.fill.map(|fill| Some(fill.into())),
        ..StyleChange::default()
    }
}

/// The edits that set controls, outcomes, charts, scenarios and parties.
fn part_edits(workbook: &Workbook, manifest: &Manifest) -> Checked<Vec<Edit>> {
    let controls = manifest.controls.iter().map(|entry| control(workbook, entry)).collect::<Checked<_>>()?;
    let outcomes = manifest.outcomes.iter().map(|entry| outcome(workbook, entry)).collect::<Checked<_>>()?;
    let charts = manifest.charts.iter().map(|entry| chart(workbook, entry)).collect::<Checked<_>>()?;
    let mut edits = vec![Edit::SetControls(controls), Edit::SetOutcomes(outcomes), Edit::SetCharts(charts)];
    edits.extend(manifest.parties.iter().map(|entry| Edit::SetParty(party(entry))));
    edits.extend(manifest.scenarios.iter().map(|entry| Edit::AddScenario(scenario(entry))));
    Ok(edits)
}

fn cell(workbook: &Workbook, place: &str, text: &str) -> Checked<CellAddress> {
    workbook.cell(text).map_err(|error| format!("{place}: {error}"))
}

fn area(workbook: &Workbook, place: &str, text: &str) -> Checked<Area> {
    workbook.area(text).map_err(|error| format!("{place}: {error}"))
}

fn decimal(place: &str, text: &str) -> Checked<Decimal> {
    Decimal::from_str_exact(text).map_err(|_| format!("{place}: “{text}” is no plain number"))
}

fn optional_decimal(place: &str, text: Option<&String>) -> Checked<Option<Decimal>> {
    text.map(|text| decimal(place, text)).transpose()
}

fn control(workbook: &Workbook, entry: &ControlEntry) -> Checked<Control> {
    let place = format!("controls, {}", entry.name);
    let kind = match &entry.input {
        InputKind::Slider { min, max, step } => {
            ControlKind::Slider { min: decimal(&place, min)?, max: decimal(&place, max)?, step: decimal(&place, step)? }
        }
        InputKind::Number { min, max, step } => ControlKind::Number {
            min: optional_decimal(&place, min.as_ref())?,
            max: optional_decimal(&place, max.as_ref())?,
            step: optional_decimal(&place, step.as_ref())?,
        },
        InputKind::Choice { options } => ControlKind::Choice { options: options.clone() },
        InputKind::Date => ControlKind::Date,
        InputKind::Switch => ControlKind::Switch,
    };
    Ok(Control {
        name: entry.name.clone(),
        label: entry.label.clone(),
        cell: cell(workbook, &place, &entry.cell)?,
        unit: entry.unit.clone(),
        kind,
        group: entry.group.clone(),
        low: optional_decimal(&place, entry.low.as_ref())?,
        high: optional_decimal(&place, entry.high.as_ref())?,
        source: entry.source.clone(),
        date: entry.date.clone(),
        confidence: entry.confidence,
        status: entry.status,
        said: None,
    })
}

fn outcome(workbook: &Workbook, entry: &OutcomeEntry) -> Checked<Outcome> {
    let place = format!("outcomes, {}", entry.name);
    let mut variants = Vec::new();
    for variant in &entry.variants {
        variants.push(Variant {
            id: variant.id.clone(),
            label: variant.label.clone(),
            definition: variant.definition.clone(),
            cell: cell(workbook, &place, &variant.cell)?,
            format: variant.format.clone(),
        });
    }
    let count = entry.horizon.count.as_ref().map(|text| cell(workbook, &place, text)).transpose()?;
    Ok(Outcome {
        name: entry.name.clone(),
        label: entry.label.clone(),
        cell: cell(workbook, &place, &entry.cell)?,
        format: entry.format.clone(),
        unit: entry.unit.clone(),
        definition: entry.definition.clone(),
        horizon: Horizon { text: entry.horizon.text.clone(), count },
        digits: entry.digits.as_ref().map(|text| cell(workbook, &place, text)).transpose()?,
        more_is_better: entry.more_is_better,
        party: entry.party.clone(),
        variants,
        active_variant: None,
    })
}

fn chart(workbook: &Workbook, entry: &ChartEntry) -> Checked<Chart> {
    let place = format!("charts, {}", entry.id);
    let mut series = Vec::new();
    for item in &entry.series {
        let values = area(workbook, &place, &item.values)?;
        series.push(Series { label: item.label.clone(), values, party: item.party.clone() });
    }
    let categories = entry.categories.as_ref().map(|text| area(workbook, &place, text)).transpose()?;
    Ok(Chart {
        id: entry.id.clone(),
        kind: entry.kind,
        title: entry.title.clone(),
        categories,
        series,
        format: entry.format.clone(),
    })
}

fn party(entry: &PartyEntry) -> Party {
    Party {
        id: entry.id.clone(),
        name: entry.name.clone(),
        role: entry.role,
        color: entry.color,
        logo: entry.logo.clone(),
    }
}

fn scenario(entry: &ScenarioEntry) -> Scenario {
    Scenario { id: entry.id.clone(), name: entry.name.clone(), values: entry.values.clone() }
}
