//! At which weights of the trade-off the chosen option has the highest score.

use rust_decimal::Decimal;

use super::Open;
use crate::analysis::{self, AnalysisError, LeadQuestion, Standing};
use crate::cell::CellAddress;
use crate::workbook::{PageId, RecordColumn, Workbook};

/// How the chosen option stands under the weight of the trade-off, for a sentence of a page. Weights are parts of one, from
/// zero to one; `0.375` is 37.5 %.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceByWeight {
    /// The mark of the option that is chosen.
    pub chosen: String,
    /// What the gain weighs now.
    pub weight: Decimal,
    /// How the chosen option stands, now and under other weights.
    pub standing: ChoiceStanding,
}

/// How the chosen option stands. It leads where its score is higher than that of every other option with a score; where two
/// share the highest, none leads. Every case is about all weights from zero to one, so a sentence of it may say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChoiceStanding {
    /// “It has the highest score at every weight.”
    AlwaysLeads,
    /// “It has the highest score now. Below `below.at` option `below.to` takes over, above `above.at` option `above.to`.” Of
    /// the two at least one is there; where one is missing, the choice holds to that end.
    Leads {
        /// What happens as the weight falls.
        below: Option<TakeOver>,
        /// What happens as the weight rises.
        above: Option<TakeOver>,
    },
    /// “It doesn't have the highest score now. It would with a weight below `below.from`, down to `below.until`, or with one
    /// above `above.from`, up to `above.until`.” Of the two at least one is there; a missing `until` means down to zero or up
    /// to one.
    WouldLead {
        /// The nearest lower weights.
        below: Option<Between>,
        /// The nearest higher weights.
        above: Option<Between>,
    },
    /// “It has the highest score at no weight.”
    NeverLeads,
}

/// A weight at which another option takes over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakeOver {
    /// The weight at which both have the same score.
    pub at: Decimal,
    /// The mark of the option that leads beyond it.
    pub to: String,
}

/// Weights between which the chosen option would lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Between {
    /// The end that lies nearer to the weight of today. It equals that weight where the first place is shared just now.
    pub from: Decimal,
    /// The other end; nothing when the lead lasts to zero or to one.
    pub until: Option<Decimal>,
}

/// At which weights of what is gained the chosen option has the highest score. Nothing while the record has no trade-off,
/// nothing chosen, or nothing else to choose.
///
/// # Errors
/// When the weight, the score of the chosen option or that of every other one is no number, or when no score depends on the
/// weight.
#[must_use]
pub fn choice_by_weight(workbook: &Workbook, page: &PageId) -> Option<Result<ChoiceByWeight, AnalysisError>> {
    let open = Open::new(workbook, page)?;
    let text = &open.record.text;
    let line = text.trade_off.line?;
    let chosen = text.option(text.chosen.as_deref()?)?;
    let others: Vec<_> = text.options.iter().filter(|option| option.id != chosen.id).collect();
    // An option without a score takes no part, and the engine counts a blank as zero.
    let has_score = |row| !open.is_blank(row, RecordColumn::Current);
    let scored: Vec<_> = others.iter().filter(|option| has_score(option.row)).collect();
    if others.is_empty() {
        return None;
    }
    let first = open.cell(chosen.row, RecordColumn::Current);
    if !has_score(chosen.row) {
        return Some(Err(AnalysisError::OutcomeNotNumber { place: workbook.reference(first), shown: String::new() }));
    }
    let question = LeadQuestion {
        input: source_of(workbook, open.cell(line.row, RecordColumn::Baseline)),
        bounds: (Decimal::ZERO, Decimal::ONE),
        first,
        others: scored.iter().map(|option| open.cell(option.row, RecordColumn::Current)).collect(),
    };
    let mark = |place: usize| scored.get(place).map(|option| option.id.clone()).unwrap_or_default();
    let take_over = |turn: analysis::Turn| TakeOver { at: turn.at, to: mark(turn.to) };
    let between = |stretch: analysis::Stretch| Between { from: stretch.from, until: stretch.until };
    Some(analysis::lead(workbook, &question).map(|found| ChoiceByWeight {
        chosen: chosen.id.clone(),
        weight: found.current,
        standing: match found.standing {
            Standing::Always => ChoiceStanding::AlwaysLeads,
            Standing::Leads { below, above } => {
                ChoiceStanding::Leads { below: below.map(take_over), above: above.map(take_over) }
            }
            Standing::Elsewhere { below, above } => {
                ChoiceStanding::WouldLead { below: below.map(between), above: above.map(between) }
            }
            Standing::Never => ChoiceStanding::NeverLeads,
        },
    }))
}

/// The cell that a cell only repeats, as `='Trade-off'!$B$4` does: there a person would change it.
fn source_of(workbook: &Workbook, at: CellAddress) -> CellAddress {
    let formula = workbook.input_text(at);
    let source = formula.strip_prefix('=').and_then(|reference| workbook.cell(reference).ok());
    source.unwrap_or(at)
}
