//! What a record still lacks before people can hold each other to it.

use super::{Open, TriggerState, report};
use crate::cell::Value;
use crate::number::compare;
use crate::text::{Language, Text};
use crate::workbook::{Figure, PageId, RecordColumn, Workbook};

/// Something that is missing or can't be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub gap: Gap,
    /// The row of the record's sheet that it concerns; nothing for the record as a whole.
    pub row: Option<u32>,
}

/// The kinds of gaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gap {
    /// Nobody answers for a metric, a driver or a condition.
    Owner,
    /// It is not said where it stood.
    Baseline,
    /// It is not said where it is to get.
    Target,
    /// It is to get where it stood.
    TargetIsBaseline,
    /// Nothing trips.
    Threshold,
    /// The trigger gives neither TRUE nor FALSE.
    TriggerNotBoolean,
    /// The trigger can't be computed.
    TriggerBroken,
    /// A figure can't be computed.
    CurrentBroken,
    /// No day of review is ahead or was held.
    ReviewDate,
    /// There is nothing to choose from.
    FewOptions,
    /// Nothing is chosen.
    NothingChosen,
    /// What is chosen is no option.
    UnknownChoice,
    /// Criteria weigh nothing together.
    Weights,
    /// Nobody is named who takes the decision.
    Decider,
    /// It is not said what is decided.
    Decision,
}

impl Gap {
    /// A sentence that says what is missing.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::Owner => Text::new("Nobody owns it.", "責任者が決まっていません。"),
            Self::Baseline => Text::new("The baseline is missing.", "基準値がありません。"),
            Self::Target => Text::new("The target is missing.", "目標値がありません。"),
            Self::TargetIsBaseline => Text::new(
                "The target equals the baseline, so no progress can be told.",
                "目標値が基準値と同じため、進捗を測れません。",
            ),
            Self::Threshold => Text::new("No trigger is set.", "発動条件が設定されていません。"),
            Self::TriggerNotBoolean => Text::new(
                "The trigger gives neither TRUE nor FALSE.",
                "発動条件の結果が TRUE でも FALSE でもありません。",
            ),
            Self::TriggerBroken => Text::new("The trigger can’t be computed.", "発動条件を計算できません。"),
            Self::CurrentBroken => Text::new("The current figure can’t be computed.", "現在値を計算できません。"),
            Self::ReviewDate => Text::new("No review date is set.", "見直し日が設定されていません。"),
            Self::FewOptions => Text::new("There are fewer than two options.", "選択肢が2つ未満です。"),
            Self::NothingChosen => Text::new("No option is chosen.", "選択肢が選ばれていません。"),
            Self::UnknownChoice => Text::new("The chosen option does not exist.", "選ばれた選択肢が存在しません。"),
            Self::Weights => Text::new("The weights of the criteria sum to zero.", "評価基準の重みの合計がゼロです。"),
            Self::Decider => Text::new("Nobody is named who decides.", "意思決定者が書かれていません。"),
            Self::Decision => Text::new("The decision is not written.", "決定内容が書かれていません。"),
        }
    }
}

impl Finding {
    /// A sentence with the name of what it concerns.
    #[must_use]
    pub fn text(&self, workbook: &Workbook, page: &PageId, language: Language) -> String {
        let sentence = self.gap.text().get(language);
        let named = self.row.and_then(|row| {
            let open = Open::new(workbook, page)?;
            let name = workbook.display_text(open.cell(row, RecordColumn::Name), language);
            (!name.is_empty()).then_some(name)
        });
        match (named, language) {
            (Some(name), Language::English) => format!("{name}: {sentence}"),
            (Some(name), Language::Japanese) => format!("{name}：{sentence}"),
            (None, _) => sentence.to_owned(),
        }
    }
}

/// What the record on a page lacks, in the order of the page; nothing found where there is no record.
#[must_use]
pub fn lint(workbook: &Workbook, page: &PageId) -> Vec<Finding> {
    let Some(open) = Open::new(workbook, page) else { return Vec::new() };
    let text = &open.record.text;
    let mut gaps = Vec::new();
    let mut whole = |holds: bool, gap: Gap| {
        if holds {
            gaps.push(Finding { gap, row: None });
        }
    };
    whole(text.decider.is_blank(), Gap::Decider);
    whole(text.decision.is_blank(), Gap::Decision);
    whole(text.options.len() < 2, Gap::FewOptions);
    match &text.chosen {
        None => whole(true, Gap::NothingChosen),
        Some(id) => whole(text.option(id).is_none(), Gap::UnknownChoice),
    }
    whole(weighs_nothing(open), Gap::Weights);
    whole(open.record.reviews.is_empty(), Gap::ReviewDate);
    gaps.extend(text.metrics.iter().chain(&text.drivers).flat_map(|figure| of_figure(open, figure)));
    gaps.extend(text.conditions.iter().flat_map(|figure| of_condition(open, figure)));
    gaps.extend(of_triggers(workbook, page));
    gaps
}

fn weighs_nothing(open: Open<'_>) -> bool {
    let criteria = &open.record.text.criteria;
    let mut weights =
        criteria.iter().filter_map(|line| match open.workbook.value(open.cell(line.row, RecordColumn::Baseline)) {
            Value::Number(weight) => Some(*weight),
            _ => None,
        });
    let sum = weights.try_fold(crate::number::Decimal::ZERO, |sum, weight| sum.checked_add(weight));
    !criteria.is_empty() && sum.is_some_and(|sum| sum.is_zero())
}

fn of_figure(open: Open<'_>, figure: &Figure) -> Vec<Finding> {
    let row = figure.row;
    let blank = |column| open.is_blank(row, column);
    let mut gaps = Vec::new();
    let mut find = |holds: bool, gap: Gap| {
        if holds {
            gaps.push(Finding { gap, row: Some(row) });
        }
    };
    find(blank(RecordColumn::Owner), Gap::Owner);
    find(blank(RecordColumn::Baseline), Gap::Baseline);
    find(blank(RecordColumn::Target), Gap::Target);
    let value = |column| open.workbook.value(open.cell(row, column));
    if let (Value::Number(baseline), Value::Number(target)) =
        (value(RecordColumn::Baseline), value(RecordColumn::Target))
    {
        find(compare(*baseline, *target).is_eq(), Gap::TargetIsBaseline);
    }
    find(matches!(value(RecordColumn::Current), Value::Error(_)), Gap::CurrentBroken);
    find(blank(RecordColumn::Trigger), Gap::Threshold);
    gaps
}

fn of_condition(open: Open<'_>, figure: &Figure) -> Vec<Finding> {
    let missing = |column, gap| open.is_blank(figure.row, column).then_some(Finding { gap, row: Some(figure.row) });
    [missing(RecordColumn::Owner, Gap::Owner), missing(RecordColumn::Trigger, Gap::Threshold)]
        .into_iter()
        .flatten()
        .collect()
}

fn of_triggers(workbook: &Workbook, page: &PageId) -> Vec<Finding> {
    let Some(report) = report(workbook, page) else { return Vec::new() };
    let gaps = report.triggers.iter().filter_map(|trigger| {
        let gap = match trigger.state {
            TriggerState::NotBoolean => Gap::TriggerNotBoolean,
            TriggerState::Broken(_) => Gap::TriggerBroken,
            TriggerState::Unset | TriggerState::Quiet | TriggerState::Tripped => return None,
        };
        Some(Finding { gap, row: Some(trigger.row) })
    });
    gaps.collect()
}
