//! Functions that only Tandem has, as formulas of functions that spreadsheets share, where that is simple.

use tandem_core::formula::{Formula, Node, NodeId, ReferenceKind};

/// A rewritten call.
pub(super) struct Rewritten {
    /// The text.
    pub(super) text: String,
    /// Whether it computes with several values at once, so that the formula must be marked as a dynamic array.
    pub(super) is_array: bool,
}

/// The call of a function with its arguments as texts; nothing where it can't be said simply. `nodes` are the arguments.
pub(super) fn rewrite(name: &str, formula: Formula<'_>, nodes: &[NodeId], arguments: &[String]) -> Option<Rewritten> {
    let plain = |text: String| Some(Rewritten { text, is_array: false });
    match (name, arguments) {
        ("ROI", [benefits, costs]) => plain(format!("IF(({costs})>0,(({benefits})-({costs}))/({costs}),NA())")),
        ("ROIRATIO", [benefits, costs]) => plain(format!("IF(({costs})>0,({benefits})/({costs}),NA())")),
        ("PRESENTVALUE", [rate, flows]) => {
            let place = place_function(formula, *nodes.get(1)?)?;
            // A gap in the flows is a period without one, so that NPV, which skips it, would be another figure. A rate of -100 %
            // or less is #NUM!, as the root of -1 is.
            plain(format!(
                "IF(({rate})>-1,SUMPRODUCT({flows},(1+({rate}))^-({place}({flows})-MIN({place}({flows})))),SQRT(-1))"
            ))
        }
        ("RAMP", [shape, periods, rest @ ..]) => {
            Some(Rewritten { text: ramp(formula, nodes, shape, periods, rest)?, is_array: true })
        }
        _ => None,
    }
}

/// The function that counts along a row or a column of cells; nothing for another shape.
fn place_function(formula: Formula<'_>, node: NodeId) -> Option<&'static str> {
    let Node::Reference(index) = formula.node(node) else { return None };
    let reference = formula.reference(index)?;
    let ([first_row, last_row], [first_column, last_column]) = (reference.rows, reference.columns);
    match reference.kind {
        ReferenceKind::Area | ReferenceKind::Cell if first_row == last_row => Some("COLUMN"),
        ReferenceKind::Area if first_column == last_column => Some("ROW"),
        _ => None,
    }
}

/// The periods counted from one, when their number stands in the formula as a number.
fn counted(formula: Formula<'_>, node: NodeId, text: &str) -> Option<String> {
    let (Node::Number { .. } | Node::Constant(_)) = formula.node(node) else { return None };
    let count: u32 = text.trim().parse().ok().filter(|count| (1..=16_384).contains(count))?;
    Some(format!("COLUMN($A$1:${}$1)", tandem_core::cell::column_name(count - 1)))
}

fn ramp(formula: Formula<'_>, nodes: &[NodeId], shape: &str, periods: &str, rest: &[String]) -> Option<String> {
    let period = counted(formula, *nodes.get(1)?, periods)?;
    let given = |index: usize| rest.get(index).map(String::as_str).filter(|text| !text.is_empty());
    let whole = |text: &str| {
        if text.bytes().all(|byte| byte.is_ascii_digit()) { text.to_owned() } else { format!("TRUNC({text})") }
    };
    let start = given(0).map_or_else(|| "1".to_owned(), whole);
    let end = given(1).map_or_else(|| periods.trim().to_owned(), whole);
    let full = given(2).map_or_else(|| "1".to_owned(), |full| format!("({full})"));
    let way = format!("(({period}-{start}+1)/({end}-{start}+1))");
    let share = format!(
        "IF(TRIM({shape})=\"linear\",{way},IF(TRIM({shape})=\"s-curve\",{way}*{way}*(3-2*{way}),IF(TRIM({shape})=\"step\",1,VALUE(\"\"))))"
    );
    Some(format!("IF({period}<{start},0,IF({period}>={end},{full},{full}*{share}))"))
}
