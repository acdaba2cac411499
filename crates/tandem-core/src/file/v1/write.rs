//! The entries of a version 1 file that a workbook is written as; `making.rs` puts them together.

use serde::Serialize;

use super::overlay::Overlay;
use super::{
    Align, Both, Chart, Choice, Control, Horizon, Input, Name, Origin, Outcome, Party, Role, Scenario, Series,
    Settings, Sheet, Style, Tongue, Variant, Vertical,
};
use crate::cell::column_name;
use crate::number;
use crate::text::Language;
use crate::workbook::{self, ControlKind, Workbook};

/// What stands before the styles.
pub(super) fn before_styles(workbook: &Workbook) -> String {
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
    text
}

/// What stands behind the pages.
pub(super) fn after_pages(workbook: &Workbook) -> String {
    let mut text = String::from(if workbook.pages.is_empty() { "],\n" } else { "\n],\n" });
    let target = |name: &String| Some(json(&Name { name: name.clone(), target: workbook.name_target(name)? }));
    push_list(&mut text, "names", workbook.names.iter().filter_map(target));
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

pub(super) fn json<T: Serialize + ?Sized>(value: &T) -> String {
    // These types hold texts, numbers and lists only, so their serialization can't fail.
    serde_json::to_string(value).unwrap_or_default()
}

pub(super) fn push_entry<T: Serialize + ?Sized>(text: &mut String, indent: &str, key: &str, value: &T) {
    text.push_str(indent);
    text.push('"');
    text.push_str(key);
    text.push_str("\": ");
    text.push_str(&json(value));
    text.push_str(",\n");
}

/// A record with one word or figure a line, so that two versions of a decision compare well.
pub(super) fn push_record(text: &mut String, record: &workbook::Record) {
    // It holds texts, numbers and lists only, so its serialization can't fail.
    let lines = serde_json::to_string_pretty(record).unwrap_or_default();
    text.push_str("  \"record\": ");
    text.push_str(&lines.replace('\n', "\n  "));
    text.push_str(",\n");
}

/// A list with one entry a line; an empty list on the line of its key.
pub(super) fn push_list(text: &mut String, key: &str, items: impl Iterator<Item = String>) {
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

pub(super) fn style(style: &workbook::Style) -> Style {
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

pub(super) fn sheet(workbook: &Workbook, sheet: &workbook::Sheet) -> Sheet {
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
