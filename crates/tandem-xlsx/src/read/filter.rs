//! The filter of a sheet.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;

use tandem_core::cell::{CellAddress, SheetId};
use tandem_core::edit::Edit;
use tandem_core::formula::read_a1;
use tandem_core::workbook::{Criterion, Filter};

use super::build::Builder;
use super::xml::{Element, Node, Xml};
use crate::error::XlsxError;
use crate::limits::MAX_SHARED;
use crate::report::LossKind;

/// A filter as a file gives it.
#[derive(Clone, Debug, Default)]
pub(super) struct RawFilter {
    area: String,
    criteria: BTreeMap<u32, Criterion>,
    /// Columns with a condition that is not taken over.
    unread: BTreeSet<u32>,
}

/// Reads a filter that just began, up to its end.
pub(super) fn filter<R: BufRead>(xml: &mut Xml<R>, area: String) -> Result<RawFilter, XlsxError> {
    let mut filter = RawFilter { area, ..RawFilter::default() };
    let (mut column, mut texts) = (0u32, 0usize);
    loop {
        let element = match xml.next()? {
            Node::Start(element) => element,
            Node::End(end) if end.name() == "autoFilter" => break,
            Node::Eof => break,
            _ => continue,
        };
        texts += 1;
        if texts > MAX_SHARED {
            return Err(XlsxError::TooManyCells);
        }
        if element.name() == "filterColumn" {
            column = element.number("colId").unwrap_or(0);
        } else {
            filter.take(column, &element);
        }
    }
    for criterion in filter.criteria.values_mut() {
        if let Criterion::Conditions { texts, all } = criterion {
            // Of one condition alone a file does not say it.
            *all |= texts.len() == 1;
        }
    }
    Ok(filter)
}

impl RawFilter {
    fn take(&mut self, column: u32, element: &Element<'_>) {
        let is = |name: &str| element.truth(name).unwrap_or(false);
        let value = || element.attribute("val").unwrap_or_default();
        match element.name() {
            "filters" => {
                let values = Criterion::Values { texts: BTreeSet::new(), blanks: is("blank") };
                self.criteria.insert(column, values);
            }
            "filter" => {
                if let Some(Criterion::Values { texts, .. }) = self.criteria.get_mut(&column) {
                    texts.insert(value());
                }
            }
            "customFilters" => {
                self.criteria.insert(column, Criterion::Conditions { texts: Vec::new(), all: is("and") });
            }
            "customFilter" => {
                if let Some(Criterion::Conditions { texts, .. }) = self.criteria.get_mut(&column) {
                    texts.push(condition(element.attribute("operator").as_deref(), value().trim()));
                }
            }
            "top10" => {
                let count = crate::digits::read(&value()).and_then(|count| u32::try_from(count.round()).ok());
                let bottom = !element.truth("top").unwrap_or(true);
                let top = Criterion::Top { count: count.unwrap_or(10), percent: is("percent"), bottom };
                self.criteria.insert(column, top);
            }
            // Days by year and month stand beside values, so that the values alone would hide too much.
            "dateGroupItem" | "dynamicFilter" | "colorFilter" | "iconFilter" => {
                self.unread.insert(column);
            }
            _ => {}
        }
    }
}

/// A condition such as `>=5`.
fn condition(operator: Option<&str>, value: &str) -> String {
    let sign = match operator {
        Some("greaterThanOrEqual") => ">=",
        Some("lessThanOrEqual") => "<=",
        Some("notEqual") => "<>",
        Some("greaterThan") => ">",
        Some("lessThan") => "<",
        // A text that begins like a condition, and one of nothing, need their sign.
        _ if value.is_empty() || value.starts_with(['=', '<', '>']) => "=",
        _ => "",
    };
    format!("{sign}{value}")
}

impl Builder {
    /// Sets the filter, and hides the rows that the file hides otherwise.
    pub(super) fn filter(&mut self, sheet: SheetId, filter: Option<RawFilter>, mut hidden: Vec<u32>) {
        if let Some(raw) = filter {
            self.set_filter(sheet, raw, &hidden);
        }
        let filtered = self.workbook.sheet(sheet).and_then(|sheet| sheet.overlay.filter.as_ref());
        if let Some(filter) = filtered {
            hidden.retain(|row| !filter.hidden_rows.contains(row));
        }
        if !hidden.is_empty() && self.apply(Edit::SetHiddenRows { sheet, rows: hidden, hidden: true }).is_err() {
            self.report.named(LossKind::OtherParts, "hidden rows");
        }
    }

    fn set_filter(&mut self, sheet: SheetId, mut raw: RawFilter, hidden: &[u32]) {
        let Some(area) = read_a1(sheet, &raw.area) else {
            self.report.at(LossKind::UnreadFilters, || raw.area);
            return;
        };
        for column in &raw.unread {
            raw.criteria.remove(column);
            let place = self.place(CellAddress::new(sheet, area.top, area.left.saturating_add(*column)));
            self.report.at(LossKind::UnreadFilters, || place);
        }
        let filter = Filter { criteria: raw.criteria, ..Filter::new(area) };
        let place = self.place(area.first());
        if self.apply(Edit::SetFilter { sheet, filter: Some(filter) }).is_err() {
            self.report.at(LossKind::UnreadFilters, || place);
            return;
        }
        let set = self.workbook.sheet(sheet).and_then(|sheet| sheet.overlay.filter.as_ref());
        let hidden: BTreeSet<u32> = hidden.iter().copied().collect();
        if set.is_some_and(|filter| !filter.hidden_rows.is_subset(&hidden)) {
            self.report.at(LossKind::FilteredRows, || place);
        }
    }
}
