//! The number format that a typed formula asks for, as in Excel: that of what it adds up, or of what its function gives.

use crate::cell::{CellAddress, Value};
use crate::formula::{BinaryOperator, Formula, Node, NodeId, UnaryOperator};
use crate::function::{self, to_number};
use crate::number::{FormatKind, NumberFormat, canonical, decimals_of, with_decimals};
use crate::workbook::Workbook;

/// Operands that are looked into below each other: chains lean far left, and their first operands decide little.
const MOST_DEEP: u32 = 32;
/// Decimals that a format gets where its own would hide some.
const MOST_DECIMALS: u32 = 2;

/// The format that the formula of a cell asks for; nothing where General does.
pub(super) fn of_formula(workbook: &Workbook, at: CellAddress) -> Option<String> {
    let formula = workbook.engine.formula_at(at)?;
    let code = Asked { workbook, formula, at }.of(formula.root(), MOST_DEEP)?;
    // A share is shown times 100, which are two decimals fewer.
    let shift = match kind(&code) {
        FormatKind::Number => 0,
        FormatKind::Percent => 2,
        _ => return Some(code),
    };
    let value = workbook.engine.evaluate(at, &workbook.engine.formula_text(at)?).ok()?;
    let number = match &value {
        Value::Array(array) => to_number(array.first()),
        value => to_number(value),
    };
    // What would hide digits shows as many as amounts have.
    let needed = canonical(number.unwrap_or_default()).normalize().scale().saturating_sub(shift).min(MOST_DECIMALS);
    let has = decimals_of(Some(&code)).unwrap_or(needed);
    let more = if has < needed { MOST_DECIMALS.saturating_sub(has) } else { 0 };
    Some((0..more).fold(code, |code, _| with_decimals(Some(&code), true).unwrap_or(code)))
}

struct Asked<'a> {
    workbook: &'a Workbook,
    formula: Formula<'a>,
    at: CellAddress,
}

impl Asked<'_> {
    fn of(&self, node: NodeId, deep: u32) -> Option<String> {
        let deep = deep.checked_sub(1)?;
        match self.formula.node(node) {
            Node::Reference(index) => self.of_cell(self.formula.reference(index)?.area(self.at)?.first()),
            Node::Name(name) | Node::NameOrFunction(name, _) => {
                self.of_cell(self.workbook.engine.defined_area(name)?.first())
            }
            Node::Unary(UnaryOperator::Negate | UnaryOperator::Plus | UnaryOperator::Single, operand) => {
                self.of(operand, deep)
            }
            Node::Unary(UnaryOperator::Percent, _) => Some("0%".to_owned()),
            Node::Binary(operator, left) => joined(operator, self.of(left, deep), self.of(Node::before(node), deep)),
            Node::Call { function, first, count } => {
                let arguments = self.formula.arguments(first, count);
                match function::get(function)?.name {
                    "TODAY" | "DATE" | "DATEVALUE" | "EDATE" | "EOMONTH" | "WORKDAY" | "WORKDAY.INTL" => {
                        Some("yyyy-mm-dd".to_owned())
                    }
                    "NOW" => Some("yyyy-mm-dd h:mm".to_owned()),
                    "TIME" | "TIMEVALUE" => Some("h:mm".to_owned()),
                    "IRR" | "XIRR" | "MIRR" | "RATE" | "RRI" | "EFFECT" | "NOMINAL" => Some("0.0%".to_owned()),
                    "SUM" | "AVERAGE" | "MEDIAN" | "MIN" | "MAX" | "ABS" | "ROUND" | "ROUNDUP" | "ROUNDDOWN" => {
                        arguments.iter().find_map(|argument| self.of(*argument, deep))
                    }
                    // The first argument decides or looks for something, and is not what they give.
                    "IF" | "SUBTOTAL" | "IFS" | "CHOOSE" => {
                        arguments.get(1..)?.iter().find_map(|argument| self.of(*argument, deep))
                    }
                    "IFERROR" | "IFNA" | "INDEX" | "LARGE" | "SMALL" => self.of(*arguments.first()?, deep),
                    "XLOOKUP" => self.of(*arguments.get(2)?, deep),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn of_cell(&self, at: CellAddress) -> Option<String> {
        let code = self.workbook.style(at).format.as_ref()?;
        (!matches!(kind(code), FormatKind::General | FormatKind::Text)).then(|| code.clone())
    }
}

/// The format of two operands together.
fn joined(operator: BinaryOperator, left: Option<String>, right: Option<String>) -> Option<String> {
    let is_amount = |code: &String| kind(code) == FormatKind::Number;
    match operator {
        // The days between two dates are no date.
        BinaryOperator::Subtract if is_moment(left.as_ref()) && is_moment(right.as_ref()) => None,
        BinaryOperator::Add | BinaryOperator::Subtract => left.or(right),
        BinaryOperator::Multiply => match (left.filter(is_amount), right.filter(is_amount)) {
            (Some(left), Some(right)) => (left == right).then_some(left),
            (left, right) => left.or(right),
        },
        // An amount by an amount is a plain number.
        BinaryOperator::Divide if right.as_ref().is_some_and(is_amount) => None,
        BinaryOperator::Divide => {
            left.filter(|code| is_amount(code) || right.is_none() && kind(code) == FormatKind::Percent)
        }
        _ => None,
    }
}

fn is_moment(code: Option<&String>) -> bool {
    code.is_some_and(|code| matches!(kind(code), FormatKind::Date | FormatKind::Time | FormatKind::DateTime))
}

fn kind(code: &str) -> FormatKind {
    NumberFormat::parse(code).map_or(FormatKind::General, |format| format.kind())
}

#[cfg(test)]
mod tests {
    use crate::cell::CellAddress;
    use crate::edit::{CellEdit, Edit, History};
    use crate::workbook::Workbook;

    #[test]
    fn a_typed_formula_looks_like_what_it_computes() {
        let (mut book, mut history) = (Workbook::new("test"), History::new());
        let sheet = book.engine().sheet_id("Sheet1").unwrap();
        let typed = |row: u32, text: &str| Edit::SetCells(vec![CellEdit::typed(CellAddress::new(sheet, row, 0), text)]);
        for (row, text) in (0..).zip(["$1,200", "2,500", "15%", "2026-04-01", "2026-07-15", "7"]) {
            history.apply(&mut book, typed(row, text), None).unwrap();
        }
        Edit::DefineName { name: "fee".into(), target: "=Sheet1!$A$1".into() }.apply(&mut book).unwrap();
        for (formula, expect) in [
            ("=TODAY()", Some("yyyy-mm-dd")),
            ("=NOW()", Some("yyyy-mm-dd h:mm")),
            ("=EOMONTH(A4,1)", Some("yyyy-mm-dd")),
            ("=A4+30", Some("yyyy-mm-dd")),
            ("=A5-A4", None),
            ("=A1*12", Some("\"$\"#,##0")),
            ("=12*fee", Some("\"$\"#,##0")),
            ("=A1*A3", Some("\"$\"#,##0")),
            ("=A1*(1-A3)", Some("\"$\"#,##0")),
            ("=A1/6", Some("\"$\"#,##0")),
            ("=A1/A6", Some("\"$\"#,##0.00")),
            ("=A2-0.1", Some("#,##0.00")),
            ("=A3/2", Some("0.00%")),
            ("=A1/A1", None),
            ("=A3*A6", None),
            ("=-A3", Some("0%")),
            ("=1+A3", Some("0%")),
            ("=SUM(A1:A2)", Some("\"$\"#,##0")),
            ("=ROUND(AVERAGE(A2),0)", Some("#,##0")),
            ("=IF(A6>5,A1,0)", Some("\"$\"#,##0")),
            ("=IRR({-100,120})", Some("0.0%")),
            ("=A6&A1", None),
            ("=A1>5", None),
            ("=COUNT(A1:A3)", None),
            ("=A6*2", None),
        ] {
            history.apply(&mut book, typed(9, formula), None).unwrap();
            let at = CellAddress::new(sheet, 9, 0);
            assert_eq!(book.style(at).format.as_deref(), expect, "{formula}");
            history.undo(&mut book).unwrap().unwrap();
            assert_eq!(book.style(at).format, None, "{formula} is undone");
        }
        // A format that somebody chose stays.
        history.apply(&mut book, typed(9, "3%"), None).unwrap();
        history.apply(&mut book, typed(9, "=A1*2"), None).unwrap();
        assert_eq!(book.style(CellAddress::new(sheet, 9, 0)).format.as_deref(), Some("0%"));
    }
}
