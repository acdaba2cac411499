//! Operands of rules: what a person would type, or a formula written for the first row and column of the rule's areas.

use std::cmp::Ordering;

use super::{Comparison, Operator, Workbook, anchor, typed};
use crate::cell::{Area, CellAddress, Value};
use crate::engine::{Content, Prepared};
use crate::function::compare;

/// An operand, read once for all cells.
pub(super) enum Given {
    Fixed(Value),
    Formula(Box<Prepared>),
}

impl Given {
    /// Reads an operand of a rule for some areas. What can't be read is blank: edits and files refuse it.
    pub(super) fn read(text: &str, areas: &[Area], workbook: &Workbook) -> Self {
        if text.starts_with('=') {
            let prepared = anchor(areas).and_then(|host| workbook.engine().prepare(host, text).ok());
            return prepared.map_or(Self::Fixed(Value::Blank), |prepared| Self::Formula(Box::new(prepared)));
        }
        match typed::read(text, workbook.today()).content {
            Content::Literal(value) => Self::Fixed(value),
            Content::Blank | Content::Formula(_) => Self::Fixed(Value::Blank),
        }
    }

    /// Its value for a cell; of an array the first one.
    pub(super) fn value(&self, workbook: &Workbook, at: CellAddress) -> Value {
        match self {
            Self::Fixed(value) => value.clone(),
            Self::Formula(prepared) => match workbook.engine().evaluate_prepared(prepared, at) {
                Value::Array(array) => array.first().clone(),
                value => value,
            },
        }
    }
}

/// A comparison, read once for all cells.
pub(super) struct ReadComparison {
    operator: Operator,
    first: Given,
    second: Option<Given>,
}

impl ReadComparison {
    pub(super) fn read(comparison: &Comparison, areas: &[Area], workbook: &Workbook) -> Self {
        let has_second = comparison.operator.has_second();
        Self {
            operator: comparison.operator,
            first: Given::read(&comparison.first, areas, workbook),
            second: has_second.then(|| Given::read(&comparison.second, areas, workbook)),
        }
    }

    /// The values of its operands for a cell; the second one is blank where there is none.
    pub(super) fn operands(&self, workbook: &Workbook, at: CellAddress) -> (Value, Value) {
        let second = self.second.as_ref().map(|second| second.value(workbook, at));
        (self.first.value(workbook, at), second.unwrap_or_default())
    }

    /// Whether a value relates to the operands for a cell as it must. Errors relate to nothing.
    pub(super) fn holds(&self, value: &Value, workbook: &Workbook, at: CellAddress) -> bool {
        let (first, second) = self.operands(workbook, at);
        let Ok(order) = compare(value, &first) else { return false };
        match self.operator {
            Operator::Equal => order.is_eq(),
            Operator::NotEqual => order.is_ne(),
            Operator::Less => order.is_lt(),
            Operator::LessOrEqual => order.is_le(),
            Operator::Greater => order.is_gt(),
            Operator::GreaterOrEqual => order.is_ge(),
            Operator::Between | Operator::NotBetween => {
                let (Ok(to_second), Ok(bounds)) = (compare(value, &second), compare(&first, &second)) else {
                    return false;
                };
                // As in Excel, the bounds may stand in either order.
                let is_inside = match bounds {
                    Ordering::Greater => order.is_le() && to_second.is_ge(),
                    Ordering::Less | Ordering::Equal => order.is_ge() && to_second.is_le(),
                };
                is_inside == (self.operator == Operator::Between)
            }
        }
    }
}

/// Whether the value of a formula counts as true: TRUE, and numbers other than zero.
pub(super) fn is_true(value: &Value) -> bool {
    match value {
        Value::Bool(truth) => *truth,
        Value::Number(number) => !number.is_zero(),
        Value::Array(array) => is_true(array.first()),
        Value::Blank | Value::Text(_) | Value::Error(_) => false,
    }
}
