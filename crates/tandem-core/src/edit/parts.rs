//! Edits of the workbook's other parts: controls, outcomes, charts, scenarios, parties, title, settings.

use std::collections::HashSet;
use std::mem;

use super::apply::{Part, Record};
use super::cells::check_format;
use super::{CellEdit, Edit, EditError};
use crate::cell::Area;
use crate::limits::{MAX_COLUMNS, MAX_LOGO_CHARS, MAX_NAME_CHARS, MAX_PARTS, MAX_ROWS};
use crate::text::Localized;
use crate::workbook::{Chart, Control, ControlKind, Outcome, Party, Said, Scenario, Settings, Workbook};

impl Edit {
    #[inline(never)]
    pub(super) fn step_parts(self, workbook: &mut Workbook, record: &mut Record) -> Result<(), EditError> {
        match self {
            Self::SetControls(controls) => {
                check_controls(&controls, workbook)?;
                exchange(Part::Controls(controls), workbook, record);
            }
            Self::SetControlStatus { name, status, said } => {
                check_said(&name, said.as_ref())?;
                change_control(name, workbook, record, |control| (control.status, control.said) = (status, said))?;
            }
            Self::SetControlEvidence { name, source, date, confidence } => {
                check_date(date.as_deref())?;
                change_control(name, workbook, record, |control| {
                    (control.source, control.date, control.confidence) = (source, date, confidence);
                })?;
            }
            Self::SetOutcomes(outcomes) => {
                check_outcomes(&outcomes, workbook)?;
                exchange(Part::Outcomes(outcomes), workbook, record);
            }
            Self::SetOutcomeVariant { name, variant } => choose_variant(name, variant, workbook, record)?,
            Self::SetCharts(charts) => {
                check_charts(&charts, workbook)?;
                exchange(Part::Charts(charts), workbook, record);
            }
            Self::SetParty(party) => set_party(party, workbook, record)?,
            Self::RemoveParty(id) => {
                let mut parties = workbook.parties.clone();
                let position = parties.iter().position(|party| party.id == id).ok_or(EditError::UnknownParty(id))?;
                parties.remove(position);
                exchange(Part::Parties(parties), workbook, record);
            }
            Self::SetTitle(title) => exchange(Part::Title(title), workbook, record),
            Self::SetSettings(settings) => {
                check_settings(&settings)?;
                exchange(Part::Settings(Box::new(settings)), workbook, record);
            }
            scenario => scenario.step_scenarios(workbook, record)?,
        }
        Ok(())
    }

    fn step_scenarios(self, workbook: &mut Workbook, record: &mut Record) -> Result<(), EditError> {
        let mut scenarios = workbook.scenarios.clone();
        let mut active = workbook.active_scenario.clone();
        match self {
            Self::AddScenario(scenario) => {
                scenarios.push(scenario);
                check_identities(scenarios.iter().map(|scenario| &scenario.id))?;
            }
            Self::ApplyScenario(id) => {
                let scenario = scenarios.iter().find(|scenario| scenario.id == id);
                let scenario = scenario.ok_or_else(|| EditError::UnknownScenario(id.clone()))?;
                Self::SetCells(inputs_of(scenario, workbook)).step(workbook, record)?;
                active = Some(id);
            }
            Self::UpdateScenario(id) => {
                let values = workbook.capture_scenario(String::new(), Localized::default()).values;
                find_scenario(&mut scenarios, id)?.values = values;
            }
            Self::RenameScenario { id, name } => find_scenario(&mut scenarios, id)?.name = name,
            Self::RemoveScenario(id) => {
                let position = scenarios.iter().position(|scenario| scenario.id == id);
                scenarios.remove(position.ok_or_else(|| EditError::UnknownScenario(id.clone()))?);
                active = active.filter(|active| *active != id);
            }
            _ => return Ok(()),
        }
        exchange(Part::Scenarios(scenarios, active), workbook, record);
        Ok(())
    }
}

fn find_scenario(scenarios: &mut [Scenario], id: String) -> Result<&mut Scenario, EditError> {
    scenarios.iter_mut().find(|scenario| scenario.id == id).ok_or(EditError::UnknownScenario(id))
}

/// What a scenario types in the cells of its controls; values of controls that are gone are passed over.
fn inputs_of(scenario: &Scenario, workbook: &Workbook) -> Vec<CellEdit> {
    let bound = scenario.values.iter().filter_map(|(name, input)| Some((workbook.control(name)?, input)));
    bound.map(|(control, input)| CellEdit::typed(control.cell, input)).collect()
}

/// Puts a part in the workbook and notes the one that was there.
pub(super) fn exchange(part: Part, workbook: &mut Workbook, record: &mut Record) {
    let old = match part {
        Part::Controls(new) => Part::Controls(mem::replace(&mut workbook.controls, new)),
        Part::Outcomes(new) => Part::Outcomes(mem::replace(&mut workbook.outcomes, new)),
        Part::Charts(new) => Part::Charts(mem::replace(&mut workbook.charts, new)),
        Part::Scenarios(new, active) => Part::Scenarios(
            mem::replace(&mut workbook.scenarios, new),
            mem::replace(&mut workbook.active_scenario, active),
        ),
        Part::Parties(new) => Part::Parties(mem::replace(&mut workbook.parties, new)),
        Part::Title(new) => Part::Title(mem::replace(&mut workbook.title, new)),
        Part::Settings(new) => Part::Settings(Box::new(mem::replace(&mut workbook.settings, *new))),
        _ => return,
    };
    record.note_part(old);
}

fn check_said(name: &str, said: Option<&Said>) -> Result<(), EditError> {
    let Some(said) = said else { return Ok(()) };
    check_date(Some(&said.date))?;
    if said.by.chars().count() > MAX_NAME_CHARS {
        Err(EditError::TextTooLong { place: name.to_owned() })
    } else {
        Ok(())
    }
}

fn change_control(
    name: String,
    workbook: &mut Workbook,
    record: &mut Record,
    change: impl FnOnce(&mut Control),
) -> Result<(), EditError> {
    let mut controls = workbook.controls.clone();
    let control = controls.iter_mut().find(|control| control.name == name);
    change(control.ok_or(EditError::UnknownControl(name))?);
    exchange(Part::Controls(controls), workbook, record);
    Ok(())
}

fn choose_variant(
    name: String,
    variant: Option<String>,
    workbook: &mut Workbook,
    record: &mut Record,
) -> Result<(), EditError> {
    let mut outcomes = workbook.outcomes.clone();
    let outcome = outcomes.iter_mut().find(|outcome| outcome.name == name);
    let outcome = outcome.ok_or(EditError::UnknownOutcome(name))?;
    if let Some(id) = &variant
        && !outcome.variants.iter().any(|known| known.id == *id)
    {
        return Err(EditError::UnknownVariant(id.clone()));
    }
    outcome.active_variant = variant;
    exchange(Part::Outcomes(outcomes), workbook, record);
    Ok(())
}

fn set_party(party: Party, workbook: &mut Workbook, record: &mut Record) -> Result<(), EditError> {
    check_party(&party)?;
    let mut parties = workbook.parties.clone();
    match parties.iter_mut().find(|known| known.id == party.id) {
        Some(known) => *known = party,
        None => parties.push(party),
    }
    check_identities(parties.iter().map(|party| &party.id))?;
    exchange(Part::Parties(parties), workbook, record);
    Ok(())
}

/// Refuses identities that are empty or stand twice, and too many of them.
pub(crate) fn check_identities<'a>(ids: impl Iterator<Item = &'a String>) -> Result<(), EditError> {
    let mut seen = HashSet::new();
    for id in ids {
        if id.is_empty() || !seen.insert(id) {
            return Err(EditError::Duplicate(id.clone()));
        }
    }
    if seen.len() > MAX_PARTS { Err(EditError::TooManyParts) } else { Ok(()) }
}

fn check_bound(name: &str, area: Area, workbook: &Workbook) -> Result<(), EditError> {
    let is_inside = area.bottom < MAX_ROWS && area.right < MAX_COLUMNS;
    let is_bound = is_inside && workbook.sheet(area.sheet).is_some();
    if is_bound { Ok(()) } else { Err(EditError::Unbound(name.to_owned())) }
}

/// Refuses controls that could not work.
pub(crate) fn check_controls(controls: &[Control], workbook: &Workbook) -> Result<(), EditError> {
    check_identities(controls.iter().map(|control| &control.name))?;
    for control in controls {
        check_bound(&control.name, Area::of(control.cell), workbook)?;
        check_date(control.date.as_deref())?;
        let is_sound = match &control.kind {
            ControlKind::Slider { min, max, step } => min < max && step.is_sign_positive() && !step.is_zero(),
            ControlKind::Number { min: Some(min), max: Some(max), .. } => min <= max,
            ControlKind::Choice { options } => !options.is_empty(),
            ControlKind::Number { .. } | ControlKind::Date | ControlKind::Switch => true,
        };
        if !is_sound {
            return Err(EditError::BadBounds(control.name.clone()));
        }
    }
    Ok(())
}

/// Refuses outcomes that could not be shown.
pub(crate) fn check_outcomes(outcomes: &[Outcome], workbook: &Workbook) -> Result<(), EditError> {
    check_identities(outcomes.iter().map(|outcome| &outcome.name))?;
    for outcome in outcomes {
        check_identities(outcome.variants.iter().map(|variant| &variant.id))?;
        let codes = outcome.variants.iter().map(|variant| variant.format.as_deref());
        for code in codes.chain([outcome.format.as_deref()]) {
            check_format(code)?;
        }
        let cells =
            outcome.variants.iter().map(|variant| variant.cell).chain(outcome.horizon.count).chain(outcome.digits);
        for at in cells.chain([outcome.cell]) {
            check_bound(&outcome.name, Area::of(at), workbook)?;
        }
        if let Some(id) = &outcome.active_variant
            && outcome.variant().is_none()
        {
            return Err(EditError::UnknownVariant(id.clone()));
        }
    }
    Ok(())
}

/// Refuses charts that could not be drawn.
pub(crate) fn check_charts(charts: &[Chart], workbook: &Workbook) -> Result<(), EditError> {
    check_identities(charts.iter().map(|chart| &chart.id))?;
    for chart in charts {
        let areas = chart.series.iter().map(|series| series.values).chain(chart.categories);
        for area in areas {
            check_bound(&chart.id, area, workbook)?;
        }
        check_format(chart.format.as_deref())?;
        if chart.series.is_empty() {
            return Err(EditError::Unbound(chart.id.clone()));
        }
    }
    Ok(())
}

/// Refuses a party whose logo is no image that stands in the workbook itself.
pub(crate) fn check_party(party: &Party) -> Result<(), EditError> {
    let is_image = |logo: &String| {
        let kinds = ["png", "jpeg", "gif", "webp", "svg+xml"];
        let is_known = |kind: &&str| logo.starts_with(&format!("data:image/{kind};base64,"));
        kinds.iter().any(is_known) && logo.is_ascii() && logo.len() <= MAX_LOGO_CHARS
    };
    if party.logo.as_ref().is_none_or(is_image) { Ok(()) } else { Err(EditError::BadLogo) }
}

/// Refuses settings that mean nothing.
pub(crate) fn check_settings(settings: &Settings) -> Result<(), EditError> {
    if !(1..=12).contains(&settings.fiscal_start_month) {
        return Err(EditError::BadMonth(settings.fiscal_start_month));
    }
    if settings.currency.len() != 3 || !settings.currency.bytes().all(|b| b.is_ascii_uppercase()) {
        return Err(EditError::BadCurrency(settings.currency.clone()));
    }
    Ok(())
}

pub(super) fn check_date(date: Option<&str>) -> Result<(), EditError> {
    let Some(date) = date else { return Ok(()) };
    let mut parts = date.splitn(3, '-');
    let mut number = |digits: usize| {
        let part = parts.next().filter(|part| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()));
        part.and_then(|part| part.parse::<u32>().ok())
    };
    let is_date = matches!(
        (number(4), number(2), number(2)),
        (Some(_), Some(month), Some(day)) if (1..=12).contains(&month) && (1..=31).contains(&day)
    );
    if is_date { Ok(()) } else { Err(EditError::BadDate(date.to_owned())) }
}
