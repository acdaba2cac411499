//! Weight sensitivity: for each weight of a score, the smallest change that changes the result.

use super::AnalysisError;
use super::solve::{Crossing, Function, difference, search_range};
use super::trial::{self, Trial};
use crate::cell::{CellAddress, Value};
use crate::number::{Arithmetic as _, Decimal, compare, round};
use crate::workbook::Workbook;

/// Intervals in which a result that is no number is looked at.
const LOOKS: u32 = 64;
/// Halvings of the interval in which such a result changes: to some 14 digits, so that the short decimal at which it does, as
/// far as comparison tells, is still inside.
const HALVINGS: u32 = 40;

/// What the weights decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Which of several options has the greatest score; of equals the first.
    Best(Vec<CellAddress>),
    /// Which band a score is in: how many of the limits it has reached.
    Band {
        /// The score.
        score: CellAddress,
        /// The least score of each band above the lowest.
        limits: Vec<Decimal>,
    },
    /// What a cell shows, such as the name of a tier.
    Shown(CellAddress),
}

/// A result that weights decide.
#[derive(Clone, Debug)]
pub enum Decision {
    /// The place of the best option among those named, from zero.
    Option(usize),
    /// How many limits the score has reached.
    Band(usize),
    /// What the cell shows.
    Shown(Value),
}

impl Decision {
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Option(a), Self::Option(b)) | (Self::Band(a), Self::Band(b)) => a == b,
            (Self::Shown(a), Self::Shown(b)) => a.is_same(b),
            _ => false,
        }
    }
}

/// Weights and what they decide.
#[derive(Clone, Debug)]
pub struct WeightQuestion {
    /// The cells of the weights, each a number that is not negative.
    pub weights: Vec<CellAddress>,
    /// What they decide.
    pub verdict: Verdict,
    /// Whether the other weights shrink and grow in proportion, so that all of them keep their sum. A weighted mean does not
    /// care; a plain sum of products does.
    pub keeps_sum: bool,
}

/// For one weight, the smallest change that changes the result.
#[derive(Clone, Debug)]
pub struct WeightFlip {
    /// The weight's cell.
    pub weight: CellAddress,
    /// What it is now.
    pub current: Decimal,
    /// The nearest weight at which the result changes; nothing when no weight from zero to the sum of all changes it.
    pub flip: Option<WeightChange>,
}

/// A weight at which a result changes.
#[derive(Clone, Debug)]
pub struct WeightChange {
    /// The weight from which on the result is another; at the weight itself it may still be the old one, as in a tie.
    pub weight: Decimal,
    /// The result beyond it.
    pub result: Decision,
}

/// Finds for each weight the smallest change that changes the result. The workbook stays as it is.
///
/// # Errors
/// When a weight holds no number, a score is none, or there is nothing to compare.
pub fn weight_flips(workbook: &Workbook, question: &WeightQuestion) -> Result<Vec<WeightFlip>, AnalysisError> {
    let currents: Result<Vec<Decimal>, _> = question.weights.iter().map(|at| trial::input(workbook, *at)).collect();
    let currents = currents?;
    check(workbook, question)?;
    let sum =
        currents.iter().try_fold(Decimal::ZERO, |sum, weight| sum.plus(*weight)).ok_or(AnalysisError::Overflow)?;
    let mut asked = Asked { question, currents, sum, trial: Trial::new(workbook) };
    (0..question.weights.len()).map(|place| asked.flip(place)).collect()
}

fn check(workbook: &Workbook, question: &WeightQuestion) -> Result<(), AnalysisError> {
    for (place, weight) in question.weights.iter().enumerate() {
        if question.weights.iter().take(place).any(|before| before == weight) {
            return Err(AnalysisError::InputTwice(workbook.reference(*weight)));
        }
    }
    let is_empty = match &question.verdict {
        Verdict::Best(options) => {
            options.iter().try_for_each(|option| trial::outcome(workbook, *option).map(|_| ()))?;
            options.len() < 2
        }
        Verdict::Band { score, limits } => {
            trial::outcome(workbook, *score)?;
            limits.is_empty()
        }
        Verdict::Shown(cell) => {
            trial::require(workbook, *cell)?;
            false
        }
    };
    if is_empty || question.weights.is_empty() { Err(AnalysisError::Nothing) } else { Ok(()) }
}

struct Asked<'q> {
    question: &'q WeightQuestion,
    currents: Vec<Decimal>,
    sum: Decimal,
    trial: Trial,
}

impl Asked<'_> {
    fn flip(&mut self, place: usize) -> Result<WeightFlip, AnalysisError> {
        let weight = self.question.weights.get(place).copied().ok_or(AnalysisError::Nothing)?;
        let current = self.currents.get(place).copied().unwrap_or_default();
        let most = if self.question.keeps_sum { self.sum } else { self.sum.max(Decimal::ONE) };
        self.set(place, current);
        let now = self.decide();
        let flip = match (&now, &self.question.verdict) {
            (None, _) => None,
            (Some(now), Verdict::Shown(_)) => self.looked_for(place, current, most, now),
            (Some(now), _) => self.solved(place, current, most, now),
        };
        Ok(WeightFlip { weight, current, flip })
    }

    /// Puts one weight in its cell, and the others in proportion where they keep their sum.
    fn set(&mut self, place: usize, weight: Decimal) -> Option<()> {
        let own = self.currents.get(place).copied()?;
        let mut inputs = Vec::with_capacity(self.currents.len());
        for (index, (cell, current)) in self.question.weights.iter().zip(&self.currents).enumerate() {
            if index == place {
                inputs.push((*cell, weight));
            } else if self.question.keeps_sum && weight != own {
                // Multiplied before it is divided, so that what comes out even is even.
                let rest = current.times(self.sum.minus(weight)?)?;
                inputs.push((*cell, rest.over(self.sum.minus(own)?)?));
            }
        }
        self.trial.set_numbers(&inputs);
        Some(())
    }

    /// The result with the weights that are set; nothing when a score is no number.
    fn decide(&self) -> Option<Decision> {
        match &self.question.verdict {
            Verdict::Best(options) => {
                let mut best: Option<(usize, Decimal)> = None;
                for (place, option) in options.iter().enumerate() {
                    let score = self.trial.number(*option)?;
                    if best.is_none_or(|(_, greatest)| compare(score, greatest).is_gt()) {
                        best = Some((place, score));
                    }
                }
                best.map(|(place, _)| Decision::Option(place))
            }
            Verdict::Band { score, limits } => {
                let score = self.trial.number(*score)?;
                Some(Decision::Band(limits.iter().filter(|limit| compare(score, **limit).is_ge()).count()))
            }
            Verdict::Shown(cell) => Some(Decision::Shown(self.trial.value(*cell).clone())),
        }
    }

    /// The lead of the option that is best now over the best of the others; negative once another is best.
    fn lead(&self, options: &[CellAddress], best: usize) -> Option<Decimal> {
        let own = self.trial.number(*options.get(best)?)?;
        let rivals = options.iter().enumerate().filter(|(place, _)| *place != best);
        let gaps = rivals.map(|(_, rival)| difference(own, self.trial.number(*rival)?));
        gaps.collect::<Option<Vec<_>>>()?.into_iter().min()
    }

    /// The nearest weight at which the best option's lead, or the score's distance to a limit, is zero and the result beyond it
    /// another. A score that is linear in the weight is solved exactly.
    fn solved(&mut self, place: usize, current: Decimal, most: Decimal, now: &Decision) -> Option<WeightChange> {
        let question = self.question;
        let mut roots: Vec<Decimal> = Vec::new();
        let mut find = |function: &mut Function<'_>| {
            let search = search_range(function, Decimal::ZERO, most, current);
            roots.extend(search.crossings.iter().map(Crossing::at));
        };
        match (&question.verdict, now) {
            (Verdict::Best(options), Decision::Option(best)) => find(&mut |x| {
                self.set(place, x)?;
                self.lead(options, *best)
            }),
            (Verdict::Band { score, limits }, _) => limits.iter().for_each(|limit| {
                find(&mut |x| {
                    self.set(place, x)?;
                    difference(self.trial.number(*score)?, *limit)
                });
            }),
            _ => {}
        }
        roots.sort_by_key(|root| (distance(*root, current), *root));
        roots
            .into_iter()
            .find_map(|root| self.beyond(place, root, most, now).map(|result| WeightChange { weight: root, result }))
    }

    /// The result at a weight or just beside it, when it is another.
    fn beyond(&mut self, place: usize, root: Decimal, most: Decimal, now: &Decision) -> Option<Decision> {
        let beside = most.times(Decimal::from_parts(1, 0, 0, false, 12))?;
        [Some(root), root.plus(beside), root.minus(beside)].into_iter().flatten().find_map(|weight| {
            let is_possible = (Decimal::ZERO..=most).contains(&weight);
            if !is_possible {
                return None;
            }
            self.set(place, weight)?;
            self.decide().filter(|result| !result.is_same(now))
        })
    }

    /// The nearest weight at which a result that is no number changes: looked for at equal distances, then narrowed down.
    fn looked_for(&mut self, place: usize, current: Decimal, most: Decimal, now: &Decision) -> Option<WeightChange> {
        let mut nearest: Option<WeightChange> = None;
        for end in [Decimal::ZERO, most] {
            let found = self.change_towards(place, current, end, now);
            if let Some(found) = found
                && nearest.as_ref().is_none_or(|near| distance(found.weight, current) < distance(near.weight, current))
            {
                nearest = Some(found);
            }
        }
        nearest
    }

    fn change_towards(&mut self, place: usize, from: Decimal, to: Decimal, now: &Decision) -> Option<WeightChange> {
        let way = to.minus(from)?;
        let mut result_at = |weight: Decimal| {
            self.set(place, weight)?;
            self.decide()
        };
        let mut same = from;
        let mut other = None;
        for look in 1..=LOOKS {
            let weight = from.plus(way.times(look.into())?.over(LOOKS.into())?)?;
            let result = result_at(weight)?;
            if !result.is_same(now) {
                other = Some((weight, result));
                break;
            }
            same = weight;
        }
        let (mut weight, mut result) = other?;
        for _ in 0..HALVINGS {
            let middle = same.plus(weight)?.over(Decimal::TWO)?;
            let there = result_at(middle)?;
            if there.is_same(now) {
                same = middle;
            } else {
                (weight, result) = (middle, there);
            }
        }
        Some(WeightChange { weight: shortest_between(same, weight), result })
    }
}

/// The shortest decimal between two numbers that nearly coincide, both included.
fn shortest_between(a: Decimal, b: Decimal) -> Decimal {
    const MOST_DIGITS: i32 = 28;
    let (low, high) = (a.min(b), a.max(b));
    let short = (0..MOST_DIGITS).filter_map(|digits| round(high, digits)).find(|short| (low..=high).contains(short));
    short.unwrap_or(b).normalize()
}

fn distance(a: Decimal, b: Decimal) -> Decimal {
    a.minus(b).map_or(Decimal::MAX, |gap| gap.abs())
}
