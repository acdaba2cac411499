//! From the text of a version 1 file to a workbook.

use super::cells::{Waiting, decimal};
use super::{
    Align, Chart, Control, Document, Input, Outcome, Page, Party, Role, Settings, Style, Taking, Tongue, Vertical,
};
use crate::cell::{Area, CellAddress, SheetId, parse_column};
use crate::edit::{self, Edit, EditError};
use crate::file::FileError;
use crate::file::error::ContentError;
use crate::limits::{MAX_COLUMNS, MAX_PARTS, MAX_ROWS, MAX_SHEETS};
use crate::number::Decimal;
use crate::text::{Language, Localized};
use crate::workbook::{self, ControlKind, Glossary, PageId, PageKind, StyleId, Workbook};

type Checked<T> = Result<T, FileError>;

/// A workbook, and what was mended in it, a sentence each.
pub(in crate::file) type Mended = (Workbook, Vec<Localized>);

/// Reads a file whose version is known to be 1.
pub(in crate::file) fn read(text: &str) -> Checked<Mended> {
    let mut taking = Taking::default();
    let document = taking.take(text).ok().and_then(|_| taking.finish());
    match document {
        Some(document) => to_workbook(document),
        None => read_slowly(text),
    }
}

/// Reads a file that came in parts. Nothing where it is to be read as a whole, which tells why, or what was mended.
pub(in crate::file) fn read_parts(parts: Taking) -> Option<Workbook> {
    let (workbook, mended) = to_workbook(parts.finish()?).ok()?;
    mended.is_empty().then_some(workbook)
}

/// Reads a file with serde alone, which tells what is wrong with it.
pub(super) fn read_slowly(text: &str) -> Checked<Mended> {
    to_workbook(serde_json::from_str(text).map_err(|error| FileError::from_json(&error))?)
}

fn to_workbook(document: Document) -> Checked<Mended> {
    let mut workbook = Workbook::without_pages(document.id);
    workbook.title = document.title.into();
    workbook.settings = settings(&document.settings)?;
    workbook.origin =
        document.origin.map(|origin| workbook::Origin { template: origin.template, version: origin.version });
    workbook.guide = document.guide.into_iter().map(Localized::from).collect();
    workbook.glossary = Glossary::new(document.glossary.into_iter().map(Localized::from).collect());
    let styles = styles(&mut workbook, &document.styles)?;
    let sheets = add_pages(&mut workbook, &document.pages)?;
    if document.names.len() > MAX_PARTS {
        return Err(refused("names", EditError::TooManyParts));
    }
    for name in document.names {
        let place = format!("names, {}", name.name);
        let edit = Edit::DefineName { name: name.name, target: name.target };
        edit.apply(&mut workbook).map_err(|error| refused(&place, error))?;
    }
    // Values of all pages come first: formulas are linked to cells that are there.
    let mut waiting = Vec::new();
    for (page, sheet) in document.pages.into_iter().zip(sheets) {
        let (stored, entries) = page.cells.finish();
        workbook.engine.put_literals(sheet, stored);
        waiting.push((sheet, page.sheet.name, entries));
    }
    for (sheet, name, waiting) in waiting {
        let result = set_waiting(&mut workbook, sheet, waiting, &styles);
        result.map_err(|(place, reason)| FileError::Content { place: format!("{name}!{place}"), reason })?;
    }
    workbook.engine.recalculate();
    let mended = edit::mend_links(&mut workbook);
    check_overlays(&workbook)?;
    set_parts(&mut workbook, document.controls, document.outcomes, document.charts)?;
    set_parties(&mut workbook, document.parties)?;
    set_scenarios(&mut workbook, document.scenarios, document.active_scenario)?;
    Ok((workbook, mended))
}

fn wrong(place: &str, reason: ContentError) -> FileError {
    FileError::Content { place: place.to_owned(), reason }
}

fn refused(place: &str, error: EditError) -> FileError {
    match error {
        EditError::Formula { error, .. } => wrong(place, ContentError::Formula(error)),
        error => wrong(place, ContentError::Refused(error)),
    }
}

fn settings(settings: &Settings) -> Checked<workbook::Settings> {
    let settings = workbook::Settings {
        language: match settings.language {
            Tongue::En => Language::English,
            Tongue::Ja => Language::Japanese,
        },
        currency: settings.currency.clone(),
        fiscal_start_month: settings.fiscal_start_month,
    };
    edit::check_settings(&settings).map_err(|error| refused("settings", error))?;
    Ok(settings)
}

/// The styles' numbers in the workbook, by their numbers in the file less one.
fn styles(workbook: &mut Workbook, styles: &[Style]) -> Checked<Vec<StyleId>> {
    let ids = styles.iter().map(|style| workbook.styles.intern(&to_style(style)));
    ids.collect::<Option<_>>().ok_or_else(|| refused("styles", EditError::TooManyStyles))
}

fn to_style(style: &Style) -> workbook::Style {
    workbook::Style {
        format: style.format.clone(),
        role: match style.role {
            None => workbook::Role::Plain,
            Some(Role::Heading) => workbook::Role::Heading,
            Some(Role::Input) => workbook::Role::Input,
            Some(Role::Total) => workbook::Role::Total,
            Some(Role::Note) => workbook::Role::Note,
        },
        bold: style.bold,
        italic: style.italic,
        align: match style.align {
            None => workbook::Align::Auto,
            Some(Align::Left) => workbook::Align::Left,
            Some(Align::Center) => workbook::Align::Center,
            Some(Align::Right) => workbook::Align::Right,
        },
        wrap: style.wrap,
        color: style.color,
        fill: style.fill,
        underline: style.underline,
        strikethrough: style.strikethrough,
        vertical: match style.vertical {
            None => workbook::VerticalAlign::Auto,
            Some(Vertical::Top) => workbook::VerticalAlign::Top,
            Some(Vertical::Middle) => workbook::VerticalAlign::Middle,
            Some(Vertical::Bottom) => workbook::VerticalAlign::Bottom,
        },
        indent: style.indent.min(workbook::MAX_INDENT),
        borders: style.borders,
    }
}

/// Adds the pages with empty sheets and their layout.
fn add_pages(workbook: &mut Workbook, pages: &[Page]) -> Checked<Vec<SheetId>> {
    if pages.is_empty() {
        return Err(wrong("pages", ContentError::NoPage));
    }
    if pages.len() > MAX_SHEETS {
        return Err(refused("pages", EditError::TooManySheets));
    }
    let ids = edit::check_identities(pages.iter().map(|page| &page.id));
    ids.map_err(|error| refused("pages", error))?;
    let mut sheets = Vec::new();
    for page in pages {
        let place = format!("pages, {}", page.id);
        let name = edit::check_sheet_name(workbook, &page.sheet.name, None);
        name.map_err(|error| refused(&place, error))?;
        let id = workbook.engine.add_sheet(&page.sheet.name);
        let sheet = layout(id, &page.sheet).map_err(|reason| wrong(&place, reason))?;
        sheets.push(id);
        workbook.pages.push(workbook::Page {
            id: PageId(page.id.clone()),
            title: page.title.clone().into(),
            kind: match &page.record {
                Some(record) => PageKind::Record(sheet, record.clone()),
                None => PageKind::Sheet(sheet),
            },
        });
    }
    Ok(sheets)
}

fn layout(id: SheetId, file: &super::Sheet) -> Result<workbook::Sheet, ContentError> {
    let row = |number: &u32| {
        let row = number.checked_sub(1).filter(|row| *row < MAX_ROWS);
        row.ok_or_else(|| ContentError::NotAPlace(number.to_string()))
    };
    let mut sheet = workbook::Sheet::new(id);
    sheet.frozen_rows = file.frozen_rows.min(MAX_ROWS - 1);
    sheet.frozen_columns = file.frozen_columns.min(MAX_COLUMNS - 1);
    sheet.internal = file.internal;
    sheet.hidden = file.hidden;
    sheet.overlay = file.overlay.read(id)?;
    for (letters, width) in &file.column_widths {
        let column = parse_column(letters).ok_or_else(|| ContentError::NotAPlace(letters.clone()))?;
        sheet.column_widths.insert(column, *width);
    }
    for (number, height) in &file.row_heights {
        sheet.row_heights.insert(row(number)?, *height);
    }
    for number in &file.internal_rows {
        sheet.internal_rows.insert(row(number)?);
    }
    Ok(sheet)
}

/// Refuses what lies over the cells of a sheet and records where edits would refuse them, and pages of which none is shown.
fn check_overlays(workbook: &Workbook) -> Checked<()> {
    if workbook.pages.iter().all(|page| page.sheet().is_some_and(|sheet| sheet.hidden)) {
        return Err(refused("pages", EditError::LastVisibleSheet));
    }
    for page in &workbook.pages {
        let Some(sheet) = page.sheet() else { continue };
        let result = edit::check_overlay(&sheet.overlay, sheet.id, workbook);
        let record = page.record().map_or(Ok(()), |record| edit::check_record(&page.id, record, workbook));
        result.and(record).map_err(|error| refused(&format!("pages, {}", page.id.0), error))?;
    }
    Ok(())
}

/// Gives cells what waited for the rest of the file. A mistake is told with the place of its cell.
fn set_waiting(
    workbook: &mut Workbook,
    sheet: SheetId,
    waiting: Vec<Waiting>,
    styles: &[StyleId],
) -> Result<(), (String, ContentError)> {
    workbook.engine.reserve(waiting.len());
    for entry in waiting {
        match entry {
            Waiting::Style { row, column, number } => {
                let id = usize::from(number).checked_sub(1).and_then(|index| styles.get(index));
                let at = CellAddress::new(sheet, row, column);
                let id = *id.ok_or_else(|| (at.a1(), ContentError::NoStyle(number)))?;
                if let Some(sheet) = workbook.sheet_mut(sheet) {
                    sheet.styles.set(row, column, id);
                }
            }
            Waiting::Formula { row, column, text } => {
                let at = CellAddress::new(sheet, row, column);
                let result = workbook.engine.set_formula(at, &text);
                result.map_err(|error| (at.a1(), ContentError::Formula(error)))?;
            }
            Waiting::Wrong { place, reason } => return Err((place, reason)),
        }
    }
    Ok(())
}

fn optional_decimal(text: Option<String>) -> Result<Option<Decimal>, ContentError> {
    text.map(|text| decimal(&text)).transpose()
}

fn cell_at(workbook: &Workbook, text: &str) -> Result<CellAddress, ContentError> {
    workbook.cell(text).map_err(|_| ContentError::NotAPlace(text.to_owned()))
}

fn area_at(workbook: &Workbook, text: &str) -> Result<Area, ContentError> {
    workbook.area(text).map_err(|_| ContentError::NotAPlace(text.to_owned()))
}

fn set_parts(
    workbook: &mut Workbook,
    controls: Vec<Control>,
    outcomes: Vec<Outcome>,
    charts: Vec<Chart>,
) -> Checked<()> {
    for file in controls {
        let place = format!("controls, {}", file.name);
        let control = control(workbook, file).map_err(|reason| wrong(&place, reason))?;
        workbook.controls.push(control);
    }
    for file in outcomes {
        let place = format!("outcomes, {}", file.name);
        let outcome = outcome(workbook, file).map_err(|reason| wrong(&place, reason))?;
        workbook.outcomes.push(outcome);
    }
    for file in charts {
        let place = format!("charts, {}", file.id);
        let chart = chart(workbook, file).map_err(|reason| wrong(&place, reason))?;
        workbook.charts.push(chart);
    }
    edit::check_controls(&workbook.controls, workbook).map_err(|error| refused("controls", error))?;
    edit::check_outcomes(&workbook.outcomes, workbook).map_err(|error| refused("outcomes", error))?;
    edit::check_charts(&workbook.charts, workbook).map_err(|error| refused("charts", error))
}

fn control(workbook: &Workbook, file: Control) -> Result<workbook::Control, ContentError> {
    let kind = match file.input {
        Input::Slider { min, max, step } => {
            ControlKind::Slider { min: decimal(&min)?, max: decimal(&max)?, step: decimal(&step)? }
        }
        Input::Number { min, max, step } => ControlKind::Number {
            min: optional_decimal(min)?,
            max: optional_decimal(max)?,
            step: optional_decimal(step)?,
        },
        Input::Choice { options } => ControlKind::Choice {
            options: options
                .into_iter()
                .map(|option| workbook::Choice { value: option.value, label: option.label.into() })
                .collect(),
        },
        Input::Date => ControlKind::Date,
        Input::Switch => ControlKind::Switch,
    };
    Ok(workbook::Control {
        name: file.name,
        label: file.label.into(),
        cell: cell_at(workbook, &file.cell)?,
        unit: file.unit.into(),
        kind,
        group: file.group.into(),
        low: optional_decimal(file.low)?,
        high: optional_decimal(file.high)?,
        source: file.source.into(),
        date: file.date,
        confidence: file.confidence.map(Into::into),
        status: file.status.into(),
        said: file.said.map(|said| workbook::Said { by: said.by, date: said.date }),
    })
}

fn outcome(workbook: &Workbook, file: Outcome) -> Result<workbook::Outcome, ContentError> {
    let horizon = match file.horizon {
        None => workbook::Horizon::default(),
        Some(horizon) => workbook::Horizon {
            text: horizon.text.into(),
            count: horizon.count.map(|text| cell_at(workbook, &text)).transpose()?,
        },
    };
    let mut variants = Vec::new();
    for variant in file.variants {
        variants.push(workbook::Variant {
            id: variant.id,
            label: variant.label.into(),
            definition: variant.definition.into(),
            cell: cell_at(workbook, &variant.cell)?,
            format: variant.format,
        });
    }
    Ok(workbook::Outcome {
        name: file.name,
        label: file.label.into(),
        cell: cell_at(workbook, &file.cell)?,
        format: file.format,
        unit: file.unit.into(),
        definition: file.definition.into(),
        horizon,
        digits: file.digits.map(|text| cell_at(workbook, &text)).transpose()?,
        more_is_better: file.more_is_better,
        party: file.party,
        variants,
        active_variant: file.active_variant,
    })
}

fn chart(workbook: &Workbook, file: Chart) -> Result<workbook::Chart, ContentError> {
    let mut series = Vec::new();
    for item in file.series {
        let values = area_at(workbook, &item.values)?;
        series.push(workbook::Series { label: item.label.into(), values, party: item.party });
    }
    Ok(workbook::Chart {
        id: file.id,
        kind: file.kind.into(),
        title: file.title.into(),
        categories: file.categories.map(|text| area_at(workbook, &text)).transpose()?,
        series,
        format: file.format,
    })
}

fn set_parties(workbook: &mut Workbook, parties: Vec<Party>) -> Checked<()> {
    for file in parties {
        let place = format!("parties, {}", file.id);
        let color = file.color.map(|text| workbook::Color::parse(&text).ok_or(ContentError::NotAColor(text)));
        let party = workbook::Party {
            id: file.id,
            name: file.name.into(),
            role: file.role.into(),
            color: color.transpose().map_err(|reason| wrong(&place, reason))?,
            logo: file.logo,
        };
        edit::check_party(&party).map_err(|error| refused(&place, error))?;
        workbook.parties.push(party);
    }
    let ids = edit::check_identities(workbook.parties.iter().map(|party| &party.id));
    ids.map_err(|error| refused("parties", error))
}

fn set_scenarios(workbook: &mut Workbook, scenarios: Vec<super::Scenario>, active: Option<String>) -> Checked<()> {
    let scenarios = scenarios.into_iter();
    workbook.scenarios =
        scenarios.map(|file| workbook::Scenario { id: file.id, name: file.name.into(), values: file.values }).collect();
    let ids = edit::check_identities(workbook.scenarios.iter().map(|scenario| &scenario.id));
    ids.map_err(|error| refused("scenarios", error))?;
    if let Some(id) = active {
        workbook.scenario(&id).ok_or_else(|| refused("activeScenario", EditError::UnknownScenario(id.clone())))?;
        workbook.active_scenario = Some(id);
    }
    Ok(())
}
