//! What an import could not write, and how that is told and given back.

use super::plan::ImportPlan;
use crate::csv::write_csv;
use crate::exchange::{CsvOptions, safe_field};
use crate::number::parse_number;
use crate::text::{Language, Text};

/// Why a figure is not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportReason {
    /// The scorecard has no such partner.
    UnknownPartner,
    /// The scorecard has no such metric.
    UnknownMetric,
    /// The table has no column for the period.
    UnknownPeriod,
    /// Several partners of the scorecard are written like this, and it can't be told which is meant.
    SeveralPartners,
    /// Several metrics of the scorecard are written like this.
    SeveralMetrics,
    /// Several columns of the table have a period that is written like this.
    SeveralPeriods,
    /// The value is no number.
    NotANumber,
    /// The value is a percentage and the metric's unit is another one.
    NotPercent {
        /// The metric's unit.
        unit: String,
    },
    /// An earlier row of the text has a figure for the same cell, which counts.
    Twice {
        /// That row, from 1.
        row: usize,
    },
    /// A formula stands in the cell; it stays.
    Formula,
    /// The table has no row for partner and metric, and none can be added.
    Full,
}

impl ImportReason {
    /// A sentence.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let english = language == Language::English;
        match self {
            Self::Twice { row } if english => format!("Stands there twice: row {row} counts"),
            Self::Twice { row } => format!("重複しています（{row}行目を採用）"),
            Self::NotPercent { unit } if english => format!("A percentage, but the unit is {unit}"),
            Self::NotPercent { unit } => format!("単位は「{unit}」ですが、百分率です"),
            other => other.fixed().get(language).to_owned(),
        }
    }

    /// The sentence of a variant that carries nothing.
    const fn fixed(&self) -> Text {
        match self {
            Self::UnknownPartner => Text::new("Unknown partner", "登録されていないパートナーです"),
            Self::UnknownMetric => Text::new("Unknown KPI", "登録されていないKPIです"),
            Self::UnknownPeriod => Text::new("Unknown period", "該当する期間の列がありません"),
            Self::SeveralPartners => {
                Text::new("Several partners are written like this", "この表記に当てはまるパートナーが複数あります")
            }
            Self::SeveralMetrics => {
                Text::new("Several KPIs are written like this", "この表記に当てはまるKPIが複数あります")
            }
            Self::SeveralPeriods => {
                Text::new("Several periods are written like this", "この表記に当てはまる期間の列が複数あります")
            }
            Self::Formula => Text::new("A formula stands in the cell; it stays", "セルに数式があるため上書きしません"),
            Self::Full => Text::new(
                "No free row is left in the table: make room for more first",
                "表に空き行がありません。先に行を追加してください",
            ),
            _ => Text::new("The value is no number", "値が数値ではありません"),
        }
    }
}

/// A figure that is not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportProblem {
    /// The row of the text, from 1.
    pub row: usize,
    /// Whose figure it is, as the text says; empty where figures are of everybody together.
    pub partner: String,
    /// The metric, as the text says.
    pub metric: String,
    /// The period, as the text says, or else the one that was chosen.
    pub period: String,
    /// The value, as the text has it.
    pub value: String,
    /// Why.
    pub reason: ImportReason,
    /// Known names that are like the unknown one, the likest first, or all that are written like it.
    pub alike: Vec<String>,
}

impl ImportPlan {
    /// What is not written, as CSV in the long form, which can be mended and imported again.
    #[must_use]
    pub fn problems_csv(&self, language: Language, options: CsvOptions) -> String {
        const HEADS: [Text; 7] = [
            Text::new("Partner", "パートナー"),
            Text::new("KPI", "KPI"),
            Text::new("Period", "期間"),
            Text::new("Value", "値"),
            Text::new("Row", "行"),
            Text::new("Reason", "理由"),
            Text::new("Similar names", "類似の名称"),
        ];
        let head = HEADS.iter().map(|head| head.get(language).to_owned()).collect::<Vec<String>>();
        let line = |problem: &ImportProblem| {
            let fields = [
                problem.partner.clone(),
                problem.metric.clone(),
                problem.period.clone(),
                problem.value.clone(),
                problem.row.to_string(),
                problem.reason.text(language),
                problem.alike.join(" / "),
            ];
            // A number below zero is no formula, and an apostrophe would make it a text.
            let safe = |field: String| if parse_number(&field).is_some() { field } else { safe_field(field, options) };
            fields.into_iter().map(safe).collect::<Vec<String>>()
        };
        write_csv(std::iter::once(head).chain(self.problems.iter().map(line)), options.has_bom)
    }
}
