//! Which field of a text is whose figure of which metric and period: in the long form a figure stands on each row, in the
//! wide forms metrics or periods stand across.

use std::collections::HashMap;

use super::known::Known;
use crate::names::folded_name;
use crate::number::parse_number;

/// Rows at the top of a text among which the headings are looked for.
const HEADING_ROWS: usize = 10;

/// Columns of a text that is read: a scorecard has dozens, and a row of thousands is none of its headings.
const MOST_COLUMNS: usize = 500;

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

/// The figures of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Figures {
    /// Those with a value, in its order.
    pub items: Vec<Item>,
    /// Fields that may hold a figure and are empty.
    pub empty: usize,
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

/// What the words mean that head columns, by their folded forms.
struct Heads(HashMap<String, Column>);

impl Heads {
    fn new() -> Self {
        let kinds: [(&[&str], Column); 5] = [
            (&PARTNER, Column::Partner),
            (&METRIC, Column::Metric),
            (&PERIOD, Column::Period),
            (&VALUE, Column::Value),
            (&BESIDE, Column::Beside),
        ];
        let words = kinds.into_iter().flat_map(|(words, column)| words.iter().map(move |word| (*word, column.clone())));
        Self(words.map(|(word, column)| (folded_name(word), column)).collect())
    }

    /// What a heading says of its column.
    fn column(&self, head: &str) -> Column {
        let head = head.trim();
        match self.0.get(&folded_name(head)) {
            Some(column) => column.clone(),
            None if head.is_empty() => Column::Beside,
            None => Column::Figures(head.to_owned()),
        }
    }
}

/// The figures of a text; nothing where no row says what its columns are.
pub(super) fn items(rows: &[Vec<String>], names: &Names) -> Option<Figures> {
    let filled = |row: &&Vec<String>| row.iter().any(|field| !field.trim().is_empty());
    let heads = Heads::new();
    let headed =
        rows.iter().take(HEADING_ROWS).enumerate().find_map(|(at, row)| Some((at + 1, columns(row, names, &heads)?)));
    let (skipped, columns) = match headed {
        Some(found) => found,
        None => (0, by_place(rows.iter().find(filled)?, names)?),
    };
    let place = |wanted: &Column| columns.iter().position(|column| column == wanted);
    let [partner, metric, period, value] =
        [Column::Partner, Column::Metric, Column::Period, Column::Value].map(|wanted| place(&wanted));
    let mut figures = Figures::default();
    for (number, row) in rows.iter().enumerate().skip(skipped).filter(|(_, row)| filled(row)) {
        let at = |place: Option<usize>| place.and_then(|place| row.get(place)).map_or("", |text| text.trim());
        let item = |metric: &str, period: &str, value: &str| Item {
            row: number + 1,
            partner: at(partner).to_owned(),
            metric: metric.to_owned(),
            period: period.to_owned(),
            value: value.to_owned(),
        };
        if value.is_some() {
            figures.push(at(value), |value| item(at(metric), at(period), value));
            continue;
        }
        for (column, field) in columns.iter().zip(row) {
            let Column::Figures(head) = column else { continue };
            figures.push(field.trim(), |value| match metric {
                Some(_) => item(at(metric), head, value),
                None => item(head, at(period), value),
            });
        }
    }
    Some(figures)
}

impl Figures {
    /// Takes a field in: its figure, or that it is empty.
    fn push(&mut self, value: &str, item: impl FnOnce(&str) -> Item) {
        if value.is_empty() {
            self.empty = self.empty.saturating_add(1);
        } else {
            self.items.push(item(value));
        }
    }
}

/// What the columns are that a row of headings names; nothing for a row that is none.
fn columns(row: &[String], names: &Names, heads: &Heads) -> Option<Vec<Column>> {
    if row.len() > MOST_COLUMNS || row.iter().any(|field| is_figure_or_partner(field, names)) {
        return None;
    }
    let mut columns: Vec<Column> = row.iter().map(|head| heads.column(head)).collect();
    let known = |kind: &Known| row.iter().filter(|head| kind.knows(head)).count();
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
    let is_partner = names.partners.as_ref().is_some_and(|known| known.knows(field));
    is_partner || (parse_number(field).is_some() && !names.periods.knows(field))
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
    let knows_metric = first.get(metric).is_some_and(|text| names.metrics.knows(text));
    let knows_partner =
        names.partners.as_ref().is_some_and(|known| first.first().is_some_and(|text| known.knows(text)));
    (first.len() == columns.len() && (knows_metric || knows_partner)).then_some(columns)
}
