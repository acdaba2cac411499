//! Tiers whose limits and values are cells, marginal and retroactive.

use std::fmt::Write as _;

use tandem_core::cell::{Area, column_name};
use tandem_core::formula::{Node, NodeId};

use super::Call;

/// Tiers of a table at most: a formula names every one of them.
const MAX_TIERS: usize = 32;

/// A row or a column of cells.
struct Line {
    /// The whole of it.
    text: String,
    /// The sheet with its `!`, where one was written.
    sheet: String,
    /// Each cell.
    cells: Vec<String>,
    is_row: bool,
}

impl Line {
    /// The cells after one.
    fn after(&self, index: usize) -> Option<String> {
        let (next, last) = (self.cells.get(index.checked_add(1)?)?, self.cells.last()?);
        let sheet = &self.sheet;
        Some(if next == last { format!("{sheet}{next}") } else { format!("{sheet}{next}:{last}") })
    }

    /// Whether the limits are numbers that rise from cell to cell, blank ones left out. As many next larger ones must stand after the
    /// one before them as there are cells filled, less the first.
    fn rises(&self) -> String {
        let (text, count) = (&self.text, self.cells.len());
        if count < 2 {
            return format!("COUNT({text})=1");
        }
        let places = |from: usize, to: usize| {
            let numbers: Vec<String> = (from..=to).map(|place| place.to_string()).collect();
            format!("MATCH(SMALL({text},{{{}}}),{text},0)", numbers.join(";"))
        };
        let (next, before) = (places(2, count), places(1, count.saturating_sub(1)));
        format!("SUMPRODUCT(--ISNUMBER(1/({next}>{before})))=COUNTA({text})-1")
    }

    /// The error of limits that do not rise: their own, that of no limit at all, or that of a wrong value.
    fn fault(&self) -> String {
        format!("SMALL({},1)+VALUE(\"\")", self.text)
    }
}

/// The cells of an area in one row or column, with the dollars that the text of the reference has at its first corner.
fn line(text: &str, area: Area) -> Option<Line> {
    let is_row = area.rows() == 1;
    let count = if is_row { area.columns() } else { area.rows() };
    if (!is_row && area.columns() != 1) || count as usize > MAX_TIERS {
        return None;
    }
    let (sheet, corner) = text.rfind('!').map_or(("", text), |mark| text.split_at(mark.saturating_add(1)));
    let corner = corner.split(':').next()?;
    let column_mark = if corner.starts_with('$') { "$" } else { "" };
    let row_mark = if corner.get(1..)?.contains('$') { "$" } else { "" };
    let cells = (0..count).map(|step| {
        let (row, column) = if is_row { (0, step) } else { (step, 0) };
        let (row, column) = (area.top.saturating_add(row).saturating_add(1), area.left.saturating_add(column));
        format!("{column_mark}{}{row_mark}{row}", column_name(column))
    });
    Some(Line { text: text.to_owned(), sheet: sheet.to_owned(), cells: cells.collect(), is_row })
}

impl Call<'_> {
    /// The value of the last limit that is not above the amount. LOOKUP takes the last number where none is as large as the one it
    /// looks for, and sees no errors, which the places of other limits are.
    pub(super) fn tier_at(&self) -> Option<String> {
        let amount = self.number(0)?;
        self.of_amount(&amount, |limits, values| {
            let (from, value) = (&limits.text, &values.text);
            Some(format!("LOOKUP(2,1/(({from}<>\"\")*({from}<={amount})),{value})"))
        })
    }

    /// The part of the amount in each band times its rate. MIN leaves blank limits out, and a rate that is not reached may be
    /// anything.
    pub(super) fn tiered(&self) -> Option<String> {
        let amount = self.number(0)?;
        self.of_amount(&amount, |limits, rates| {
            let mut sum = String::new();
            for (index, (limit, rate)) in limits.cells.iter().zip(&rates.cells).enumerate() {
                let (limit, rate) = (format!("{}{limit}", limits.sheet), format!("{}{rate}", rates.sheet));
                let top = limits.after(index).map_or_else(|| amount.clone(), |after| format!("MIN({amount},{after})"));
                let plus = if sum.is_empty() { "" } else { "+" };
                write!(sum, "{plus}IF(({limit}<>\"\")*({amount}>{limit}),({top}-{limit})*{rate},0)").ok()?;
            }
            Some(sum)
        })
    }

    /// What is computed with tiers, unless the amount is an error, which LOOKUP would not see.
    fn of_amount(&self, amount: &str, compute: impl Fn(&Line, &Line) -> Option<String>) -> Option<String> {
        let paid = self.with_tiers(compute)?;
        Some(if self.constant(0).is_some() { paid } else { format!("IF(ISERROR({amount}),{amount},{paid})") })
    }

    /// What is computed with limits that rise and what stands beside them, of one table or of the one that CHOOSE takes.
    fn with_tiers(&self, compute: impl Fn(&Line, &Line) -> Option<String>) -> Option<String> {
        if !self.is_single(0) {
            return None;
        }
        let table = |limits: Line, values: Line| {
            if limits.is_row != values.is_row || limits.cells.len() != values.cells.len() {
                return None;
            }
            Some(format!("IF({},{},{})", limits.rises(), compute(&limits, &values)?, limits.fault()))
        };
        let (Some(Some(limits)), Some(Some(values))) = (self.choices.get(1), self.choices.get(2)) else {
            let [limits, values] = [1, 2].map(|index| line(self.text(index)?, self.area(index)?));
            return table(limits?, values?);
        };
        let ([choice, limit_nodes @ ..], [index, limit_texts @ ..]) = (limits.0, limits.1.as_slice()) else {
            return None;
        };
        let ([_, value_nodes @ ..], [other, value_texts @ ..]) = (values.0, values.1.as_slice()) else { return None };
        if index != other || !self.is_plain(*choice) || limit_nodes.len() != value_nodes.len() {
            return None;
        }
        let mut chosen = format!("CHOOSE({index}");
        let of_each = |nodes: &[NodeId], texts: &[String]| -> Option<Vec<Line>> {
            nodes.iter().zip(texts).map(|(node, text)| line(text.trim(), self.area_of(*node)?)).collect()
        };
        let values = of_each(value_nodes, value_texts)?;
        for (limits, values) in of_each(limit_nodes, limit_texts)?.into_iter().zip(values) {
            write!(chosen, ",{}", table(limits, values)?).ok()?;
        }
        Some(format!("{chosen})"))
    }

    /// Whether a node is one cell or one number, which is the same wherever it stands in the formula.
    fn is_plain(&self, node: NodeId) -> bool {
        match self.formula.node(node) {
            Node::Number { .. } => true,
            Node::Reference(_) => self.shapes.is_single(node),
            _ => false,
        }
    }
}
