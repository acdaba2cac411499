//! Shares that add up to the whole.

use std::fmt::Write as _;

use tandem_core::cell::Value;
use tandem_core::formula::{Node, NodeId, UnaryOperator};
use tandem_core::function;

use super::Call;

/// Shares at most: each has a number in the formula.
const MAX_SHARES: u32 = 400;
/// Levels of a formula that are searched for the size of what it gives.
const MAX_LEVELS: usize = 16;

/// The rows and columns of what a part of a formula gives.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Extent {
    rows: u32,
    columns: u32,
}

impl Extent {
    const SINGLE: Self = Self { rows: 1, columns: 1 };

    /// That of what is computed from both, where one is single or both are alike.
    fn with(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::SINGLE, extent) | (extent, Self::SINGLE) => Some(extent),
            _ => (self == other).then_some(self),
        }
    }

    /// The numbers from 1 on, row by row.
    fn numbers(self) -> String {
        let mut numbers = String::from("{");
        for number in 1..=self.rows.saturating_mul(self.columns) {
            let mark = match number % self.columns {
                _ if number == 1 => "",
                1 => ";",
                0 if self.columns == 1 => ";",
                _ => ",",
            };
            // To write into a text can't fail.
            let _ = write!(numbers, "{mark}{number}");
        }
        numbers.push('}');
        numbers
    }
}

impl Call<'_> {
    /// Each share is cut to whole units, and what is left goes by the largest remainders. Remainders are rounded to a millionth of a
    /// unit, because binary ones of equal shares differ, and less a thousandth of that for each place, so that the earlier is the larger
    /// of equal ones and no two are the same.
    pub(super) fn allocate(&self) -> Option<String> {
        if !self.is_single(0) || !self.is_single(2) {
            return None;
        }
        // What is drawn anew each time would be drawn for each of the places where it stands.
        if self.texts.iter().any(|text| text.contains("RAND")) {
            return None;
        }
        let extent = self.extent(*self.nodes.get(1)?, 0)?;
        if !(2..=MAX_SHARES).contains(&extent.rows.checked_mul(extent.columns)?) {
            return None;
        }
        let (total, weights) = (self.operand(0)?, self.operand(1)?);
        let unit = match (self.operand(2), self.constant(2)) {
            (None, _) => "10^2".to_owned(),
            (Some(digits), Some(number)) if number.is_integer() => format!("10^{digits}"),
            (Some(digits), _) => format!("10^TRUNC({digits})"),
        };
        let weights = format!("({weights}+0)");
        let units = format!("ABS({total})*{unit}");
        let exact = format!("ROUND({units}*{weights}/SUM({weights}),6)");
        let place = format!("(ROUND({exact}-INT({exact}),6)-{}/10^9)", extent.numbers());
        let left = format!("ROUND({units}-SUM(INT({exact})),0)");
        let shares =
            format!("SIGN({total})*(INT({exact})+IF({left}>0,--({place}>=LARGE({place},MAX(1,{left}))),0))/{unit}");
        // Weights that add up to zero are told before a total that is finer than the unit.
        let is_finer = format!("(SUM({weights})<>0)*(ROUND({units},6)<>ROUND({units},0))");
        Some(format!("IF((SUM(--({weights}<0))>0)+{is_finer}>0,SQRT(-1),{shares})"))
    }

    /// The size of what a node gives, where the formula alone tells it.
    fn extent(&self, node: NodeId, level: usize) -> Option<Extent> {
        if level > MAX_LEVELS {
            return None;
        }
        let below = |node: NodeId| self.extent(node, level.saturating_add(1));
        match self.formula.node(node) {
            Node::Number { .. } => Some(Extent::SINGLE),
            Node::Constant(constant) => match self.formula.constant(constant) {
                Value::Array(array) => Some(Extent { rows: array.rows(), columns: array.columns() }),
                _ => Some(Extent::SINGLE),
            },
            Node::Reference(_) => self.area_of(node).map(|area| Extent { rows: area.rows(), columns: area.columns() }),
            Node::Name(_) => self.shapes.is_single(node).then_some(Extent::SINGLE),
            Node::Unary(UnaryOperator::Negate | UnaryOperator::Plus | UnaryOperator::Percent, operand) => {
                below(operand)
            }
            Node::Binary(operator, left) if !operator.is_on_references() => {
                below(left)?.with(below(Node::before(node))?)
            }
            Node::Call { function, first, count } => {
                let arguments = self.formula.arguments(first, count);
                let mut extents = arguments.iter().map(|argument| below(*argument));
                match function::get(function)?.name {
                    "IF" => extents.try_fold(Extent::SINGLE, |extent, other| extent.with(other?)),
                    "ROW" => extents.next()?.map(|extent| Extent { columns: 1, ..extent }),
                    "COLUMN" => extents.next()?.map(|extent| Extent { rows: 1, ..extent }),
                    _ => self.shapes.is_single(node).then_some(Extent::SINGLE),
                }
            }
            _ => None,
        }
    }
}
