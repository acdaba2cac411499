//! The inputs that questions vary: controls with a range, and what they could hold instead.

use super::trial;
use crate::cell::{CellAddress, Value};
use crate::engine::Content;
use crate::number::Decimal;
use crate::workbook::{Control, ControlKind, Workbook, typed};

/// An input and the range in which it is varied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputRange {
    /// Its name: a control's name, or what else tells it apart.
    pub name: String,
    /// Its cell, which holds a number.
    pub cell: CellAddress,
    /// The low end.
    pub low: Decimal,
    /// The high end.
    pub high: Decimal,
}

impl InputRange {
    /// What is plausible for a control that holds a number now: its low and high end, where both are stated. Ends that do not
    /// enclose that number were stated for another case and go along with it, within what the control lets people enter.
    #[must_use]
    pub fn plausible(control: &Control, now: Decimal) -> Option<Self> {
        let (low, high) = (control.low?, control.high?);
        if (low..=high).contains(&now) {
            return Self::of(control, low, high);
        }
        let (low, high) = moved(low, high, now)?;
        let (least, most) = match control.kind {
            ControlKind::Slider { min, max, .. } => (Some(min), Some(max)),
            ControlKind::Number { min, max, .. } => (min, max),
            _ => (None, None),
        };
        Self::of(control, least.map_or(low, |least| least.max(low)), most.map_or(high, |most| most.min(high)))
    }

    /// What a control lets people enter: the ends of its slider, or the bounds of its field where both are stated.
    #[must_use]
    pub fn allowed(control: &Control) -> Option<Self> {
        match control.kind {
            ControlKind::Slider { min, max, .. } | ControlKind::Number { min: Some(min), max: Some(max), .. } => {
                Self::of(control, min, max)
            }
            _ => None,
        }
    }

    fn of(control: &Control, low: Decimal, high: Decimal) -> Option<Self> {
        (low < high).then(|| Self { name: control.name.clone(), cell: control.cell, low, high })
    }
}

/// A range around another number: in proportion to its middle, so that a fifth more stays a fifth more; by as much where the
/// middle is zero or of the other sign. Nothing where a decimal can't hold it.
fn moved(low: Decimal, high: Decimal, now: Decimal) -> Option<(Decimal, Decimal)> {
    /// Decimals of the ends: finer than any input is typed.
    const DECIMALS: u32 = 6;
    let middle = low.checked_add(high)?.checked_div(Decimal::TWO)?;
    let to = |end: Decimal| {
        let is_proportional =
            !middle.is_zero() && !now.is_zero() && middle.is_sign_negative() == now.is_sign_negative();
        let end = if is_proportional {
            end.checked_mul(now)?.checked_div(middle)?
        } else {
            end.checked_sub(middle)?.checked_add(now)?
        };
        Some(end.round_dp(DECIMALS))
    };
    Some((to(low)?, to(high)?))
}

/// The controls that hold a number and state what is plausible, in their order.
#[must_use]
pub fn plausible_inputs(workbook: &Workbook) -> Vec<InputRange> {
    ranges(workbook, InputRange::plausible)
}

/// The controls that hold a number, in their order, each with the range in which it may be looked for: what it lets people
/// enter, else what is plausible.
#[must_use]
pub fn searchable_inputs(workbook: &Workbook) -> Vec<InputRange> {
    ranges(workbook, |control, now| InputRange::allowed(control).or_else(|| InputRange::plausible(control, now)))
}

fn ranges(workbook: &Workbook, range: impl Fn(&Control, Decimal) -> Option<InputRange>) -> Vec<InputRange> {
    let numeric = workbook.controls().iter().filter(|control| trial::input(workbook, control.cell).is_ok());
    let held = numeric.filter_map(|control| match workbook.value(control.cell) {
        Value::Number(now) => Some((control, *now)),
        _ => None,
    });
    held.filter_map(|(control, now)| range(control, now)).collect()
}

/// What a control could hold instead of what it holds now.
pub(super) fn other_contents(workbook: &Workbook, control: &Control) -> Vec<Content> {
    let number = |number: Decimal| Content::Literal(Value::Number(number));
    let current = match workbook.value(control.cell) {
        Value::Number(number) => *number,
        _ => Decimal::ZERO,
    };
    let near = [Decimal::ONE, Decimal::from(400), Decimal::from(1_000_000)];
    let around = || near.iter().flat_map(|step| [current.checked_add(*step), current.checked_sub(*step)]).flatten();
    match &control.kind {
        ControlKind::Slider { min, max, step } => {
            let ends = [Some(*min), Some(*max), current.checked_add(*step), current.checked_sub(*step)];
            let inside = ends.into_iter().flatten().filter(|x| (*min..=*max).contains(x));
            inside.chain(control.low).chain(control.high).map(number).collect()
        }
        ControlKind::Number { min, max, .. } => {
            let is_inside = |x: &Decimal| min.is_none_or(|min| *x >= min) && max.is_none_or(|max| *x <= max);
            let doubled = current.checked_mul(Decimal::TWO);
            let other = [*min, *max, control.low, control.high, doubled].into_iter().flatten().chain(around());
            other.filter(is_inside).map(number).collect()
        }
        ControlKind::Choice { options } => {
            options.iter().map(|option| typed::read(&option.value, workbook.today()).content).collect()
        }
        ControlKind::Date => around().filter(|day| *day > Decimal::ZERO).map(number).collect(),
        ControlKind::Switch => [true, false].map(|on| Content::Literal(Value::Bool(on))).to_vec(),
    }
}
