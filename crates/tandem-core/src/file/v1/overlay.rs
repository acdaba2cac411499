//! What lies over the cells of a sheet, as it stands in a file. Rows, columns and areas are texts of the sheet's own
//! places, such as `3:5`, `C:D` and `A1:B2`; a criterion of the filter stands under the letters of its column.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Confidence, is_false};
use crate::cell::{Area, SheetId, column_name, parse_cell, parse_column};
use crate::file::error::ContentError;
use crate::limits::MAX_ROWS;
use crate::workbook::{self, ConditionalRule, Criterion, Message, Strictness, ValidationRule, parse_area_on};

type Checked<T> = Result<T, ContentError>;

/// What lies over the cells of a sheet.
#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(super) struct Overlay {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hidden_rows: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hidden_columns: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    merges: Vec<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    notes: BTreeMap<String, Note>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    evidence: BTreeMap<String, Evidence>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    validations: Vec<Validation>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    conditional_formats: Vec<ConditionalFormat>,
    #[serde(skip_serializing_if = "Option::is_none")]
    filter: Option<Filter>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Note {
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    author: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Evidence {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    source: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    confidence: Option<Confidence>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Validation {
    areas: Vec<String>,
    rule: ValidationRule,
    #[serde(default, skip_serializing_if = "is_false")]
    refuses_blank: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    input_message: Option<Message>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    error_message: Option<Message>,
    #[serde(default, skip_serializing_if = "is_strict")]
    strictness: Strictness,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
const fn is_strict(strictness: &Strictness) -> bool {
    matches!(strictness, Strictness::Refuse)
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConditionalFormat {
    areas: Vec<String>,
    rules: Vec<ConditionalRule>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Filter {
    area: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    criteria: BTreeMap<String, Criterion>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    hidden_rows: Vec<String>,
}

/// Places that follow one another, as their first and their last one.
fn runs(places: &BTreeSet<u32>) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for place in places {
        match runs.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*place) => *last = *place,
            _ => runs.push((*place, *place)),
        }
    }
    runs
}

fn write_runs(places: &BTreeSet<u32>, name: impl Fn(u32) -> String) -> Vec<String> {
    runs(places).into_iter().map(|(first, last)| format!("{}:{}", name(first), name(last))).collect()
}

fn read_runs(texts: &[String], read: impl Fn(&str) -> Option<u32>) -> Checked<BTreeSet<u32>> {
    let mut places = BTreeSet::new();
    for text in texts {
        let ends = text.split_once(':').and_then(|(first, last)| Some((read(first)?, read(last)?)));
        // In rising order, so that no file can ask for the same rows over and over.
        let is_next = |(first, last): &(u32, u32)| first <= last && places.last().is_none_or(|before| before < first);
        let (first, last) = ends.filter(is_next).ok_or_else(|| ContentError::NotAPlace(text.clone()))?;
        places.extend(first..=last);
    }
    Ok(places)
}

fn row_name(row: u32) -> String {
    (u64::from(row) + 1).to_string()
}

fn read_row(text: &str) -> Option<u32> {
    let is_plain = text.len() <= 7 && text.bytes().all(|b| b.is_ascii_digit());
    let number = if is_plain { text.parse::<u32>().ok() } else { None };
    number?.checked_sub(1).filter(|row| *row < MAX_ROWS)
}

fn read_area(sheet: SheetId, text: &str) -> Checked<Area> {
    parse_area_on(sheet, text).ok_or_else(|| ContentError::NotAPlace(text.to_owned()))
}

fn read_areas(sheet: SheetId, texts: &[String]) -> Checked<Vec<Area>> {
    texts.iter().map(|text| read_area(sheet, text)).collect()
}

fn read_place(text: &str) -> Checked<(u32, u32)> {
    parse_cell(text).ok_or_else(|| ContentError::NotAPlace(text.to_owned()))
}

fn write_place((row, column): (u32, u32)) -> String {
    format!("{}{}", column_name(column), row_name(row))
}

fn write_areas(areas: &[Area]) -> Vec<String> {
    areas.iter().map(|area| area.a1()).collect()
}

impl Overlay {
    pub(super) fn is_empty(&self) -> bool {
        let Self { hidden_rows, hidden_columns, merges, notes, evidence, validations, conditional_formats, filter } =
            self;
        hidden_rows.is_empty()
            && hidden_columns.is_empty()
            && merges.is_empty()
            && notes.is_empty()
            && evidence.is_empty()
            && validations.is_empty()
            && conditional_formats.is_empty()
            && filter.is_none()
    }

    pub(super) fn write(overlay: &workbook::Overlay) -> Self {
        let note = |note: &workbook::Note| Note { text: note.text.clone(), author: note.author.clone() };
        let evidence = |item: &workbook::Evidence| Evidence {
            source: item.source.clone(),
            date: item.date.clone(),
            confidence: item.confidence.map(Into::into),
        };
        let formats = overlay.conditional_formats.iter();
        Self {
            hidden_rows: write_runs(&overlay.hidden_rows, row_name),
            hidden_columns: write_runs(&overlay.hidden_columns, column_name),
            merges: write_areas(&overlay.merges),
            notes: overlay.notes.iter().map(|(at, item)| (write_place(*at), note(item))).collect(),
            evidence: overlay.evidence.iter().map(|(at, item)| (write_place(*at), evidence(item))).collect(),
            validations: overlay.validations.iter().map(write_validation).collect(),
            conditional_formats: formats
                .map(|format| ConditionalFormat { areas: write_areas(&format.areas), rules: format.rules.clone() })
                .collect(),
            filter: overlay.filter.as_ref().map(write_filter),
        }
    }

    pub(super) fn read(&self, sheet: SheetId) -> Checked<workbook::Overlay> {
        let mut overlay = workbook::Overlay {
            hidden_rows: read_runs(&self.hidden_rows, read_row)?,
            hidden_columns: read_runs(&self.hidden_columns, parse_column)?,
            merges: read_areas(sheet, &self.merges)?,
            ..workbook::Overlay::default()
        };
        overlay.merges.sort_unstable();
        for (at, note) in &self.notes {
            let note = workbook::Note { text: note.text.clone(), author: note.author.clone() };
            overlay.notes.insert(read_place(at)?, note);
        }
        for (at, item) in &self.evidence {
            let confidence = item.confidence.map(Into::into);
            let item = workbook::Evidence { source: item.source.clone(), date: item.date.clone(), confidence };
            overlay.evidence.insert(read_place(at)?, item);
        }
        for rule in &self.validations {
            overlay.validations.push(read_validation(sheet, rule)?);
        }
        for format in &self.conditional_formats {
            let areas = read_areas(sheet, &format.areas)?;
            overlay.conditional_formats.push(workbook::ConditionalFormat { areas, rules: format.rules.clone() });
        }
        overlay.filter = self.filter.as_ref().map(|filter| read_filter(sheet, filter)).transpose()?;
        Ok(overlay)
    }
}

fn write_validation(rule: &workbook::Validation) -> Validation {
    Validation {
        areas: write_areas(&rule.areas),
        rule: rule.rule.clone(),
        refuses_blank: !rule.allow_blank,
        input_message: rule.input_message.clone(),
        error_message: rule.error_message.clone(),
        strictness: rule.strictness,
    }
}

fn read_validation(sheet: SheetId, file: &Validation) -> Checked<workbook::Validation> {
    Ok(workbook::Validation {
        areas: read_areas(sheet, &file.areas)?,
        rule: file.rule.clone(),
        allow_blank: !file.refuses_blank,
        input_message: file.input_message.clone(),
        error_message: file.error_message.clone(),
        strictness: file.strictness,
    })
}

fn write_filter(filter: &workbook::Filter) -> Filter {
    let letters = |place: u32| column_name(filter.area.left.saturating_add(place));
    Filter {
        area: filter.area.a1(),
        criteria: filter.criteria.iter().map(|(place, item)| (letters(*place), item.clone())).collect(),
        hidden_rows: write_runs(&filter.hidden_rows, row_name),
    }
}

fn read_filter(sheet: SheetId, file: &Filter) -> Checked<workbook::Filter> {
    let mut filter = workbook::Filter::new(read_area(sheet, &file.area)?);
    filter.hidden_rows = read_runs(&file.hidden_rows, read_row)?;
    for (letters, criterion) in &file.criteria {
        let place = parse_column(letters).and_then(|column| column.checked_sub(filter.area.left));
        let place = place.ok_or_else(|| ContentError::NotAPlace(letters.clone()))?;
        filter.criteria.insert(place, criterion.clone());
    }
    Ok(filter)
}
