//! A copy of a workbook that may be shown to anyone: names replaced, amounts rounded, notes and sources left out.
//!
//! Names are replaced wherever people can read them: in cells and the texts within formulas, in titles, labels, rules and
//! the names of sheets. Formulas stay live, so that everything computed follows from the rounded amounts.

use std::collections::{BTreeSet, HashMap};

use rust_decimal::Decimal;

use super::masking::Masking;
use crate::cell::{Area, CellAddress, SheetId, Value};
use crate::edit::{CellEdit, Edit, EditError, filled_cells};
use crate::engine::Content;
use crate::limits::{MAX_COLUMNS, MAX_ROWS};
use crate::number::{round_down, round_up, significant_decimals, to_significant};
use crate::text::{Language, Localized, Text};
use crate::workbook::{
    Condition, ConditionalRule, ControlKind, Criterion, Glossary, ListSource, NameVariants, Overlay, Page, PartyRole,
    Prose, Record, Style, StyleId, ValidationRule, Workbook,
};

/// What is taken out of a copy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anonymity {
    /// Names and what stands in their place, in any case of letters. Longer names go first.
    pub names: Vec<(String, String)>,
    /// The significant digits that amounts keep; nothing for all.
    pub digits: Option<u32>,
}

/// What was taken out of a copy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TakenOut {
    /// Cells in which a name was replaced.
    pub cells: usize,
    /// Amounts that were rounded.
    pub amounts: usize,
    /// Notes that were left out.
    pub notes: usize,
    /// Sources, and who agreed, that were left out.
    pub sources: usize,
}

/// The names that a workbook itself knows, each with one that says nothing: parties in both languages, and who spoke.
#[must_use]
pub fn proposed_names(workbook: &Workbook) -> Vec<(String, String)> {
    let mut names: Vec<(String, String)> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut add = |name: &str, other: String| {
        if !name.trim().is_empty() && seen.insert(name.to_lowercase()) {
            names.push((name.trim().to_owned(), other));
        }
    };
    for (letter, party) in ('A'..='Z').cycle().zip(&workbook.parties) {
        let other = anonymous_party(party.role, letter);
        if party.name.en == party.name.ja {
            add(&party.name.en, other.get(workbook.settings.language).to_owned());
        } else {
            add(&party.name.en, other.en);
            add(&party.name.ja, other.ja);
        }
    }
    let speakers = workbook.controls.iter().filter_map(|control| control.said.as_ref()).map(|said| said.by.as_str());
    for (number, speaker) in (1..).zip(speakers.collect::<BTreeSet<_>>()) {
        let person = Text::new("Person", "担当者").get(workbook.settings.language);
        add(speaker, format!("{person} {number}"));
    }
    names
}

fn anonymous_party(role: PartyRole, letter: char) -> Localized {
    match role {
        PartyRole::Customer => Localized { en: format!("Customer {letter}"), ja: format!("顧客{letter}社") },
        PartyRole::Vendor | PartyRole::Partner | PartyRole::Other => {
            Localized { en: format!("Company {letter}"), ja: format!("{letter}社") }
        }
    }
}

/// The anonymous copy, under an identity and a title of its own.
///
/// # Errors
/// When a replaced name can't be that of a sheet, or would be that of two.
pub fn anonymised(
    workbook: &Workbook,
    anonymity: &Anonymity,
    id: &str,
    title: Localized,
) -> Result<(Workbook, TakenOut), EditError> {
    let masking = Masking::new(&anonymity.names);
    let mut copy = workbook.clone().with_id(id);
    let mut taken_out = TakenOut::default();
    Edit::SetTitle(title).apply(&mut copy)?;
    rename_sheets(&masking, &mut copy)?;
    rename_names(&masking, &mut copy)?;
    mask_records(&masking, &mut copy);
    mask_cells(&masking, anonymity.digits, &mut copy, &mut taken_out)?;
    mask_parts(&masking, anonymity.digits, &mut copy, &mut taken_out);
    for page in &mut copy.pages {
        masking.localized(&mut page.title);
        if let Some(sheet) = page.sheet_mut() {
            mask_overlay(&masking, &mut sheet.overlay, &mut taken_out);
        }
    }
    Ok((copy, taken_out))
}

fn rename_sheets(masking: &Masking, copy: &mut Workbook) -> Result<(), EditError> {
    let pages: Vec<_> =
        copy.pages.iter().map(|page| (page.id.clone(), page.title.clone(), page.sheet().map(|s| s.id))).collect();
    for (page, title, sheet) in pages {
        let Some(sheet) = sheet else { continue };
        if let Some(name) = masking.text(copy.sheet_name(sheet)) {
            Edit::RenameSheet { page: page.clone(), name }.apply(copy)?;
            Edit::SetPageTitle { page, title }.apply(copy)?;
        }
    }
    Ok(())
}

/// Records become drafts without those who decided, what was kept of the day, and how they were reviewed.
fn mask_records(masking: &Masking, copy: &mut Workbook) {
    for record in copy.pages.iter_mut().filter_map(Page::record_mut) {
        let mut draft = Record { number: std::mem::take(&mut record.number), ..record.as_draft() };
        masking.in_place(&mut draft.number);
        let NameVariants { english, katakana, kanji } = &mut draft.variants;
        [english, katakana, kanji].into_iter().for_each(|name| masking.in_place(name));
        let text = &mut draft.text;
        text.decider = Localized::default();
        text.source = Localized::default();
        text.interests = Localized::default();
        Prose::ALL.into_iter().for_each(|part| masking.localized(part.of_mut(text)));
        let options = text.options.iter_mut().map(|option| &mut option.text);
        options.chain(&mut text.risks).for_each(|text| masking.localized(text));
        *record = draft;
    }
}

/// Names of cells that tell a name of somebody get one that tells nothing.
fn rename_names(masking: &Masking, copy: &mut Workbook) -> Result<(), EditError> {
    let telling: Vec<String> = copy.names.iter().filter(|name| masking.is_told_by(name)).cloned().collect();
    let mut number = 0_u32;
    for name in telling {
        let new_name = loop {
            number = number.saturating_add(1);
            let candidate = format!("name_{number}");
            if !copy.names.iter().any(|known| known.eq_ignore_ascii_case(&candidate)) {
                break candidate;
            }
        };
        Edit::RenameName { name, new_name }.apply(copy)?;
    }
    Ok(())
}

fn mask_cells(
    masking: &Masking,
    digits: Option<u32>,
    copy: &mut Workbook,
    taken_out: &mut TakenOut,
) -> Result<(), EditError> {
    let sheets: Vec<SheetId> = copy.pages.iter().filter_map(|page| Some(page.sheet()?.id)).collect();
    let mut edits = Vec::new();
    for sheet in sheets {
        let whole = Area { sheet, top: 0, left: 0, bottom: MAX_ROWS - 1, right: MAX_COLUMNS - 1 };
        for at in filled_cells(whole, copy) {
            let masked = match copy.engine.content(at) {
                Content::Formula(text) => masking.formula(&text).map(Content::Formula),
                Content::Literal(Value::Text(text)) => {
                    masking.text(&text).map(|text| Content::Literal(Value::from(text)))
                }
                Content::Literal(Value::Number(number)) => {
                    let rounded = digits.filter(|_| is_amount(copy, at)).and_then(|digits| rounded(number, digits));
                    taken_out.amounts = taken_out.amounts.saturating_add(usize::from(rounded.is_some()));
                    rounded.map(|number| Content::Literal(Value::Number(number)))
                }
                Content::Literal(_) | Content::Blank => None,
            };
            if let Some(content) = masked {
                taken_out.cells =
                    taken_out.cells.saturating_add(usize::from(!matches!(content, Content::Literal(Value::Number(_)))));
                edits.push(CellEdit::content(at, content));
            }
        }
        // Cells without content have number formats as well.
        let styled = copy.sheet(sheet).into_iter().flat_map(|sheet| sheet.styles.iter());
        let mut masked_formats: HashMap<StyleId, Option<Style>> = HashMap::new();
        for (row, column, id) in styled {
            let style = masked_formats.entry(id).or_insert_with(|| {
                let style = copy.styles.get(id);
                let format = style.format.as_deref().and_then(|format| masking.formula(format))?;
                Some(Style { format: Some(format), ..style.clone() })
            });
            if let Some(style) = style {
                let at = CellAddress::new(sheet, row, column);
                edits.push(CellEdit { at, input: None, style: Some(style.clone()) });
            }
        }
    }
    Edit::SetCells(edits).apply(copy).map(|_| ())
}

/// Whether a cell shows its number as money or with groups of thousands. Years, counts, rates and days are none.
fn is_amount(workbook: &Workbook, at: CellAddress) -> bool {
    let Some(code) = workbook.style(at).format.as_deref() else { return false };
    code.contains([',', '"', '$', '¥', '€', '£']) && !code.contains('%')
}

/// The number with so many significant digits; nothing when it has no more.
fn rounded(number: Decimal, digits: u32) -> Option<Decimal> {
    let rounded = to_significant(number, digits);
    (rounded != number).then_some(rounded)
}

fn mask_parts(masking: &Masking, digits: Option<u32>, copy: &mut Workbook, taken_out: &mut TakenOut) {
    // Years, counts and rates keep their digits in scenarios and ranges as they do in cells.
    let controls = copy.controls.iter().filter(|control| is_amount(copy, control.cell));
    let amounts: BTreeSet<String> = controls.map(|control| control.name.clone()).collect();
    for party in &mut copy.parties {
        masking.localized(&mut party.name);
        (party.color, party.logo) = (None, None);
    }
    for control in &mut copy.controls {
        masking.each_localized([&mut control.label, &mut control.unit, &mut control.group]);
        let is_told = control.said.take().is_some() || control.source != Localized::default();
        taken_out.sources = taken_out.sources.saturating_add(usize::from(is_told));
        control.source = Localized::default();
        if let Some(digits) = digits.filter(|_| amounts.contains(&control.name)) {
            control.low = control.low.map(|low| to_significant(low, digits));
            control.high = control.high.map(|high| to_significant(high, digits));
            round_bounds(&mut control.kind, digits);
        }
        if let ControlKind::Choice { options } = &mut control.kind {
            for option in options {
                masking.in_place(&mut option.value);
                masking.localized(&mut option.label);
            }
        }
    }
    for outcome in &mut copy.outcomes {
        masking.each_localized([
            &mut outcome.label,
            &mut outcome.unit,
            &mut outcome.definition,
            &mut outcome.horizon.text,
        ]);
        for variant in &mut outcome.variants {
            masking.each_localized([&mut variant.label, &mut variant.definition]);
        }
        let formats = outcome.variants.iter_mut().map(|variant| &mut variant.format).chain([&mut outcome.format]);
        formats.flatten().for_each(|format| mask_format(masking, format));
    }
    for chart in &mut copy.charts {
        masking.localized(&mut chart.title);
        chart.format.iter_mut().for_each(|format| mask_format(masking, format));
        chart.series.iter_mut().for_each(|series| masking.localized(&mut series.label));
    }
    for scenario in &mut copy.scenarios {
        masking.localized(&mut scenario.name);
        for (control, value) in &mut scenario.values {
            let number = value.parse::<Decimal>().ok().filter(|_| amounts.contains(control));
            if let (Some(digits), Some(number)) = (digits, number) {
                *value = to_significant(number, digits).to_string();
            } else if let Some(masked) = masking.text(value) {
                *value = masked;
            }
        }
    }
    copy.guide.iter_mut().for_each(|line| masking.localized(line));
    let mut pairs = copy.glossary.pairs().to_vec();
    pairs.iter_mut().for_each(|pair| masking.localized(pair));
    copy.glossary = Glossary::new(pairs);
}

/// The words of a number format stand between quotation marks, as those of a formula do.
fn mask_format(masking: &Masking, format: &mut String) {
    if let Some(masked) = masking.formula(format) {
        *format = masked;
    }
}

/// Rounds the bounds of an amount outwards, so that every value stays within them.
fn round_bounds(kind: &mut ControlKind, digits: u32) {
    let (min, max, step) = match kind {
        ControlKind::Slider { min, max, step } => (Some(min), Some(max), Some(step)),
        ControlKind::Number { min, max, step } => (min.as_mut(), max.as_mut(), step.as_mut()),
        ControlKind::Choice { .. } | ControlKind::Date | ControlKind::Switch => return,
    };
    if let Some(min) = min {
        *min = -rounded_up(-*min, digits);
    }
    if let Some(max) = max {
        *max = rounded_up(*max, digits);
    }
    if let Some(step) = step {
        *step = to_significant(*step, digits);
    }
}

/// The next number with so many significant digits that is not below this one.
fn rounded_up(number: Decimal, digits: u32) -> Decimal {
    let away_from_zero = number > Decimal::ZERO;
    let rounded = significant_decimals(number, digits)
        .and_then(|decimals| if away_from_zero { round_up(number, decimals) } else { round_down(number, decimals) });
    rounded.unwrap_or(number)
}

fn mask_overlay(masking: &Masking, overlay: &mut Overlay, taken_out: &mut TakenOut) {
    taken_out.notes = taken_out.notes.saturating_add(std::mem::take(&mut overlay.notes).len());
    for evidence in overlay.evidence.values_mut() {
        // How sure somebody is stays: it tells how far the figures may be trusted.
        taken_out.sources = taken_out.sources.saturating_add(usize::from(!evidence.source.is_empty()));
        evidence.source = String::new();
    }
    for validation in &mut overlay.validations {
        if let ValidationRule::List(ListSource::Values(values)) = &mut validation.rule {
            values.iter_mut().for_each(|value| masking.in_place(value));
        }
        validation.rule.operands_mut().into_iter().for_each(|operand| masking.operand(operand));
        for message in validation.input_message.iter_mut().chain(&mut validation.error_message) {
            masking.in_place(&mut message.title);
            masking.in_place(&mut message.text);
        }
    }
    for rule in overlay.conditional_formats.iter_mut().flat_map(|format| &mut format.rules) {
        if let ConditionalRule::Highlight { when: Condition::Text { text, .. }, .. } = rule {
            masking.in_place(text);
        }
        rule.operands_mut().into_iter().for_each(|operand| masking.operand(operand));
    }
    for criterion in overlay.filter.iter_mut().flat_map(|filter| filter.criteria.values_mut()) {
        match criterion {
            Criterion::Values { texts, .. } => {
                *texts = std::mem::take(texts).into_iter().map(|text| masking.text(&text).unwrap_or(text)).collect();
            }
            Criterion::Conditions { texts, .. } => texts.iter_mut().for_each(|text| masking.in_place(text)),
            Criterion::Top { .. } => {}
        }
    }
}

/// What an anonymous copy is called when nobody says otherwise.
#[must_use]
pub fn anonymous_title(language: Language) -> &'static str {
    Text::new("Anonymised copy", "匿名化したコピー").get(language)
}
