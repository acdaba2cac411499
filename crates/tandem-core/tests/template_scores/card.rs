//! A scorecard, read cell by cell, and what its definitions say must come out. Nothing here asks the engine for a score.

use std::str::FromStr;

use rust_decimal::Decimal;
use tandem_core::cell::{CellAddress, Value};
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::template::instantiate;
use tandem_core::text::Language;
use tandem_core::workbook::Workbook;

/// Rows of partners, metrics and quarters on every scorecard.
pub const PARTNERS: std::ops::Range<usize> = 5..25;
pub const METRICS: std::ops::Range<usize> = 5..13;
pub const QUARTERS: usize = 8;

pub struct Card {
    pub workbook: Workbook,
}

/// A metric as the sheet `Metrics` has it.
pub struct Metric {
    pub name: String,
    pub baseline: Decimal,
    pub target: Decimal,
    pub weight: Decimal,
    pub is_compliance: bool,
}

pub fn dec(text: &str) -> Decimal {
    Decimal::from_str(text).unwrap()
}

fn letters(column: usize) -> String {
    let small = |place: usize| char::from(b'A' + u8::try_from(place).unwrap());
    if column < 26 { small(column).to_string() } else { format!("{}{}", small(column / 26 - 1), small(column % 26)) }
}

/// The reference of a cell by sheet, column from zero and row from one.
pub fn place(sheet: &str, column: usize, row: usize) -> String {
    format!("'{sheet}'!{}{row}", letters(column))
}

impl Card {
    pub fn new(template: &str) -> Self {
        Self { workbook: instantiate(template, Language::English).unwrap() }
    }

    pub fn at(&self, place: &str) -> CellAddress {
        self.workbook.cell(place).unwrap()
    }

    pub fn value(&self, place: &str) -> Value {
        self.workbook.value(self.at(place)).clone()
    }

    pub fn text(&self, place: &str) -> String {
        self.value(place).plain()
    }

    pub fn number(&self, place: &str) -> Option<Decimal> {
        if let Value::Number(number) = self.value(place) { Some(number) } else { None }
    }

    pub fn set(&mut self, edits: &[(&str, &str)]) {
        let edits = edits.iter().map(|(place, text)| CellEdit::typed(self.at(place), *text)).collect();
        Edit::SetCells(edits).apply(&mut self.workbook).unwrap();
    }

    pub fn metrics(&self) -> Vec<Metric> {
        let named = METRICS.filter(|row| !self.text(&place("Metrics", 0, *row)).is_empty());
        let number = |column, row| self.number(&place("Metrics", column, row)).unwrap();
        named
            .map(|row| Metric {
                name: self.text(&place("Metrics", 0, row)),
                baseline: number(4, row),
                target: number(5, row),
                weight: number(7, row),
                is_compliance: self.text(&place("Metrics", 8, row)) == "yes",
            })
            .collect()
    }

    /// Partners with their rows.
    pub fn partners(&self) -> Vec<(usize, String)> {
        PARTNERS
            .map(|row| (row, self.text(&place("Comparison", 0, row))))
            .filter(|(_, name)| !name.is_empty())
            .collect()
    }

    /// The row of the values of a partner in a metric: the first that bears both names.
    pub fn row(&self, partner: &str, metric: &str) -> Option<usize> {
        (5..165).find(|row| {
            self.text(&place("Values", 1, *row)) == partner && self.text(&place("Values", 2, *row)) == metric
        })
    }

    /// The score of one value, as the definition has it.
    pub fn expected_metric(&self, partner: &str, metric: &Metric, quarter: usize) -> Option<Decimal> {
        let row = self.row(partner, &metric.name)?;
        let own = |column| self.number(&place("Values", column, row));
        let (baseline, target) = (own(4).unwrap_or(metric.baseline), own(5).unwrap_or(metric.target));
        let value = self.number(&place("Values", 6 + quarter, row))?;
        let cap = self.number("Rules!B7").unwrap() * Decimal::ONE_HUNDRED;
        let score = (value - baseline) * Decimal::ONE_HUNDRED / (target - baseline);
        Some(score.max(Decimal::ZERO).min(cap))
    }

    /// The weighted mean of the metrics that have a value, and the share of the weight that has one.
    pub fn expected(&self, partner: &str, quarter: usize) -> (Option<Decimal>, Decimal) {
        let (mut points, mut present, mut all) = (Decimal::ZERO, Decimal::ZERO, Decimal::ZERO);
        for metric in self.metrics() {
            all += metric.weight;
            if let Some(score) = self.expected_metric(partner, &metric, quarter) {
                points += score * metric.weight;
                present += metric.weight;
            }
        }
        let score = (!present.is_zero()).then(|| points / present);
        (score, if all.is_zero() { Decimal::ZERO } else { present / all })
    }

    /// The tier that a partner must hold: followed from quarter to quarter, counting streaks above and below it.
    pub fn expected_tier(&self, partner: &str, last: usize) -> String {
        let limits: Vec<Decimal> = (14..19).filter_map(|row| self.number(&place("Rules", 1, row))).collect();
        let count = |cell| usize::from_str(&self.text(cell)).unwrap();
        let (rise, grace) = (count("Rules!B9"), count("Rules!B10"));
        let reached: Vec<usize> = (0..=last)
            .filter_map(|quarter| self.expected(partner, quarter).0)
            .map(|score| limits.iter().filter(|limit| score >= **limit).count())
            .collect();
        let (score, coverage) = self.expected(partner, last);
        if score.is_none() || coverage < self.number("Rules!B11").unwrap() {
            return "not rated".into();
        }
        let mut held = reached[0];
        for now in 0..reached.len() {
            let above = reached[..=now].iter().rev().take_while(|tier| **tier > held).count();
            let below = reached[..=now].iter().rev().take_while(|tier| **tier < held).count();
            if above >= rise {
                held = *reached[now + 1 - rise..=now].iter().min().unwrap();
            } else if below > grace {
                held = *reached[now - grace..=now].iter().max().unwrap();
            }
        }
        let yellow = self.number("Rules!B5").unwrap();
        let is_red = |metric: &Metric| {
            metric.is_compliance && self.expected_metric(partner, metric, last).is_some_and(|score| score < yellow)
        };
        if self.metrics().iter().any(is_red) {
            let cap = self.text("Rules!B20");
            let capped = (14..19).position(|row| self.text(&place("Rules", 0, row)) == cap).unwrap() + 1;
            held = held.min(capped);
        }
        self.text(&place("Rules", 0, 13 + held))
    }
}

/// Fails unless two figures agree to fifteen digits after the point.
#[track_caller]
pub fn same(actual: Option<Decimal>, expected: Option<Decimal>, what: &str) {
    match (actual, expected) {
        (Some(actual), Some(expected)) => {
            let gap = (actual - expected).abs();
            assert!(gap <= Decimal::new(1, 15), "{what} is {actual}, not {expected}");
        }
        (actual, expected) => assert_eq!(actual, expected, "{what}"),
    }
}
