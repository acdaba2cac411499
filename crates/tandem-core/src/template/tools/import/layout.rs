//! Which field of a text is whose figure of which metric and period: in the long form a figure stands on each row, in the
//! wide forms metrics or periods stand across.

use super::known::Known;
use crate::names::folded_name;
use crate::number::parse_number;

/// Rows at the top of a text among which the headings are looked for.
const HEADING_ROWS: usize = 10;

/// Words that head a column, in any way to write them.
const PARTNER: [&str; 12] = [
    "Partner",
    "Partner name",
    "Partner ID",
    "Company",
    "Account",
    "パートナー",
    "パートナー名",
    "パートナーID",
    "会社",
    "会社名",
    "企業名",
    "取引先",
];
const METRIC: [&str; 10] =
    ["KPI", "KPI name", "Metric", "Indicator", "Measure", "指標", "指標名", "KPI名", "評価指標", "項目"];
const PERIOD: [&str; 7] = ["Period", "Quarter", "期間", "四半期", "期", "対象期間", "年度四半期"];
const VALUE: [&str; 8] = ["Value", "Actual", "Result", "Figure", "値", "実績", "実績値", "数値"];
/// Columns that go along with figures and are none.
const BESIDE: [&str; 13] = [
    "ID",
    "No",
    "Unit",
    "Owner",
    "Region",
    "Own baseline",
    "Own target",
    "番号",
    "単位",
    "責任者",
    "地域",
    "個別の基準値",
    "個別の目標値",
];

/// What is known when a text is read.
#[derive(Debug)]
pub(super) struct Names {
    /// Nothing where figures are of everybody together.
    pub partners: Option<Known>,
    pub metrics: Known,
    pub periods: Known,
}

/// A figure as the text has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Item {
    /// The row of the text, from 1.
    pub row: usize,
    pub partner: String,
    pub metric: String,
    /// Empty where the text says none.
    pub period: String,
    pub value: String,
}

/// What stands in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Column {
    Partner,
    Metric,
    Period,
    Value,
    /// Figures of what the heading names: a metric, or a period.
    Figures(String),
    Beside,
}

/// The figures of a text; nothing where no row says what its columns are.
pub(super) fn items(rows: &[Vec<String>], names: &Names) -> Option<Vec<Item>> {
    let filled = |row: &&Vec<String>| row.iter().any(|field| !field.trim().is_empty());
    let headed = rows.iter().take(HEADING_ROWS).enumerate().find_map(|(at, row)| Some((at + 1, columns(row, names)?)));
    let (skipped, columns) = match headed {
        Some(found) => found,
        None => (0, by_place(rows.iter().find(filled)?, names)?),
    };
    let across_periods = columns.contains(&Column::Metric);
    let mut items = Vec::new();
    for (number, row) in rows.iter().enumerate().skip(skipped) {
        let at = |wanted: &Column| {
            let place = columns.iter().position(|column| column == wanted);
            place.and_then(|place| row.get(place)).map(|text| text.trim().to_owned()).unwrap_or_default()
        };
        let base = Item {
            row: number + 1,
            partner: at(&Column::Partner),
            metric: at(&Column::Metric),
            period: at(&Column::Period),
            value: at(&Column::Value),
        };
        if row.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        if columns.contains(&Column::Value) {
            items.push(base);
            continue;
        }
        for (column, field) in columns.iter().zip(row) {
            let Column::Figures(head) = column else { continue };
            let value = field.trim().to_owned();
            let item = Item { value, ..base.clone() };
            items.push(match across_periods {
                true => Item { period: head.clone(), ..item },
                false => Item { metric: head.clone(), ..item },
            });
        }
    }
    Some(items)
}

/// What the columns are that a row of headings names; nothing for a row that is none.
fn columns(row: &[String], names: &Names) -> Option<Vec<Column>> {
    if row.iter().any(|field| is_figure_or_partner(field, names)) {
        return None;
    }
    let is = |words: &[&str], head: &str| words.iter().any(|word| folded_name(word) == folded_name(head));
    let said = |head: &String| {
        let head = head.trim();
        if is(&PARTNER, head) {
            Column::Partner
        } else if is(&METRIC, head) {
            Column::Metric
        } else if is(&PERIOD, head) {
            Column::Period
        } else if is(&VALUE, head) {
            Column::Value
        } else if head.is_empty() || is(&BESIDE, head) {
            Column::Beside
        } else {
            Column::Figures(head.to_owned())
        }
    };
    let mut columns: Vec<Column> = row.iter().map(said).collect();
    let known = |kind: &Known| row.iter().filter(|head| kind.find(head).is_some()).count();
    let (metrics, periods) = (known(&names.metrics), known(&names.periods));
    let has = |columns: &[Column], wanted: &Column| columns.contains(wanted);
    // Above metrics, the first column holds names whatever it is called.
    let names_first = metrics > 0 && names.partners.is_some() && !has(&columns, &Column::Partner);
    if let Some(first) = columns.first_mut().filter(|first| names_first && !matches!(first, Column::Metric)) {
        *first = Column::Partner;
    }
    let is_whose = names.partners.is_none() || has(&columns, &Column::Partner);
    let (has_metric, has_value) = (has(&columns, &Column::Metric), has(&columns, &Column::Value));
    let is_long = has_metric && has_value && periods == 0;
    let is_by_period = has_metric && periods > 0;
    let is_by_metric = !has_metric && metrics > 0;
    if !is_whose || !(is_long || is_by_period || is_by_metric) {
        return None;
    }
    for column in &mut columns {
        let is_none = match column {
            Column::Figures(_) => is_long,
            Column::Value => !is_long,
            Column::Period => is_by_period,
            _ => false,
        };
        if is_none {
            *column = Column::Beside;
        }
    }
    Some(columns)
}

/// Whether a field can't be a heading: a row that holds one has figures already.
fn is_figure_or_partner(field: &str, names: &Names) -> bool {
    let is_partner = names.partners.as_ref().is_some_and(|known| known.find(field).is_some());
    is_partner || (parse_number(field).is_some() && names.periods.find(field).is_none())
}

/// The long form without headings: whose, metric, period where there is one, value.
fn by_place(first: &[String], names: &Names) -> Option<Vec<Column>> {
    let mut columns = Vec::new();
    if names.partners.is_some() {
        columns.push(Column::Partner);
    }
    columns.push(Column::Metric);
    if first.len() > columns.len() + 1 {
        columns.push(Column::Period);
    }
    columns.push(Column::Value);
    let metric = columns.iter().position(|column| *column == Column::Metric)?;
    let knows_metric = first.get(metric).is_some_and(|text| names.metrics.find(text).is_some());
    let knows_partner =
        names.partners.as_ref().is_some_and(|known| first.first().is_some_and(|text| known.find(text).is_some()));
    (first.len() == columns.len() && (knows_metric || knows_partner)).then_some(columns)
}
