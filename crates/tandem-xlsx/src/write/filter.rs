//! The filter of a sheet as a file has it. Rows that it hides are written as hidden with all others.

use rust_xlsxwriter as xlsx;
use rust_xlsxwriter::{FilterCondition, FilterCriteria};
use tandem_core::number::{self, TypedContent};
use tandem_core::workbook::{Criterion, Filter, Sheet, Workbook};

use super::overlay::{Done, column_of};
use crate::report::{LossKind, Report};

/// Writes the filter of a sheet.
pub(super) fn write(target: &mut xlsx::Worksheet, workbook: &Workbook, sheet: &Sheet) -> Done {
    let Some(filter) = &sheet.overlay.filter else { return Ok(()) };
    let area = filter.area;
    target.autofilter(area.top, column_of(area.left), area.bottom, column_of(area.right))?;
    // Which rows are hidden is known here; the writer would find others.
    target.filter_automatic_off();
    for (place, criterion) in &filter.criteria {
        if let Some(condition) = condition(criterion, workbook) {
            target.filter_column(column_of(area.left.saturating_add(*place)), &condition)?;
        }
    }
    Ok(())
}

/// Notes criteria that no file of this kind has.
pub(super) fn note(workbook: &Workbook, sheet: &Sheet, report: &mut Report) {
    let Some(Filter { area, criteria, .. }) = &sheet.overlay.filter else { return };
    for (place, criterion) in criteria {
        if condition(criterion, workbook).is_none() {
            let head = tandem_core::cell::CellAddress::new(area.sheet, area.top, area.left.saturating_add(*place));
            report.at(LossKind::Filters, || workbook.reference(head));
        }
    }
}

/// A criterion as the writer takes it; nothing where it has no such one.
fn condition(criterion: &Criterion, workbook: &Workbook) -> Option<FilterCondition> {
    match criterion {
        Criterion::Values { texts, blanks } => {
            let listed = texts.iter().fold(FilterCondition::new(), |all, text| all.add_list_filter(text.as_str()));
            Some(if *blanks { listed.add_list_blanks_filter() } else { listed })
        }
        Criterion::Conditions { texts, all } => {
            let (first, second) = match texts.as_slice() {
                [first] => (first, None),
                [first, second] => (first, Some(second)),
                _ => return None,
            };
            let add = |condition: FilterCondition, text: &String| {
                let (criteria, value) = split(text, workbook);
                condition.add_custom_filter(criteria, value.as_str())
            };
            let mut condition = add(FilterCondition::new(), first);
            if let Some(second) = second {
                condition = add(condition, second);
            }
            Some(if *all { condition } else { condition.add_custom_boolean_or() })
        }
        Criterion::Top { .. } => None,
    }
}

/// A condition such as `>=5` as its relation and its value. A file writes numbers plainly, and an empty text as a space.
fn split(text: &str, workbook: &Workbook) -> (FilterCriteria, String) {
    const RELATIONS: [(&str, FilterCriteria); 6] = [
        (">=", FilterCriteria::GreaterThanOrEqualTo),
        ("<=", FilterCriteria::LessThanOrEqualTo),
        ("<>", FilterCriteria::NotEqualTo),
        (">", FilterCriteria::GreaterThan),
        ("<", FilterCriteria::LessThan),
        ("=", FilterCriteria::EqualTo),
    ];
    let found = RELATIONS.iter().find_map(|(sign, criteria)| Some((*criteria, text.strip_prefix(sign)?)));
    let (criteria, value) = found.unwrap_or((FilterCriteria::EqualTo, text));
    let value = match number::typed(value, workbook.today()).content {
        TypedContent::Number(number) => number::exact(number),
        _ if value.is_empty() => " ".to_owned(),
        _ => value.to_owned(),
    };
    (criteria, value)
}
