//! Which formulas a file must call dynamic arrays.
//!
//! A formula that a file does not call so is read as older programs meant it: where a range stands in place of one value, the
//! cell in the formula's own row or column is taken. Tandem computes with the whole range, so that every formula in which that
//! could differ is marked.

use std::ops::Range;

use tandem_core::formula::{Formula, Node, NodeId, ReferenceKind, UnaryOperator};
use tandem_core::function::{self, Function};

/// Functions whose value may have several cells whatever they are given.
const GIVES_MANY: &[&str] = &[
    "ALLOCATE",
    "BYCOL",
    "BYROW",
    "CHOOSECOLS",
    "CHOOSEROWS",
    "DROP",
    "EXPAND",
    "FILTER",
    "FREQUENCY",
    "GROWTH",
    "HSTACK",
    "INDEX",
    "INDIRECT",
    "IRRS",
    "LINEST",
    "LOGEST",
    "MAKEARRAY",
    "MAP",
    "MMULT",
    "MODE.MULT",
    "OFFSET",
    "RAMP",
    "RANDARRAY",
    "REDUCE",
    "SCAN",
    "SEQUENCE",
    "SORT",
    "SORTBY",
    "TAKE",
    "TEXTSPLIT",
    "TOCOL",
    "TOROW",
    "TRANSPOSE",
    "TREND",
    "UNIQUE",
    "VSTACK",
    "WATERFALL",
    "WRAPCOLS",
    "WRAPROWS",
    "XLOOKUP",
];

/// Functions that give what one of their arguments is.
const PASSES_ON: &[&str] = &["CHOOSE", "COLUMN", "IF", "IFERROR", "IFNA", "IFS", "LET", "ROW", "SWITCH"];

/// Functions that compute with whole arrays in every program, whatever stands in their arguments.
const TAKES_WHOLE: &[&str] = &["LOOKUP", "MMULT", "SUMPRODUCT"];

/// Where a formula may compute with more than one value.
pub(super) struct Shapes {
    /// Whether each node may give more than one.
    many: Vec<bool>,
    /// Whether the formula may compute otherwise when it is not marked.
    pub(super) needs_mark: bool,
}

impl Shapes {
    /// Whether a node gives one value.
    pub(super) fn is_single(&self, node: NodeId) -> bool {
        !self.many.get(node as usize).copied().unwrap_or(true)
    }
}

/// Where a formula may compute with more than one value. `is_many` tells of a name's number whether it may stand for more than one
/// cell or value.
pub(super) fn shapes(formula: Formula<'_>, is_many: &impl Fn(u32) -> bool) -> Shapes {
    let nodes = formula.nodes();
    // Operands stand before what uses them, so that one pass suffices.
    let mut many = vec![false; nodes.len()];
    let mut is_met = false;
    for (index, node) in nodes.iter().enumerate() {
        let at = |id: NodeId| many.get(id as usize).copied().unwrap_or(true);
        let (gives, meets) = match *node {
            Node::Constant(constant) => (is_array(formula, constant), false),
            Node::Number { .. } | Node::Omitted | Node::NameOrFunction(..) => (false, false),
            Node::Reference(index) => (formula.reference(index).is_none_or(|r| r.kind != ReferenceKind::Cell), false),
            Node::Name(name) => (is_many(name.0), false),
            Node::Local(_) | Node::Lambda { .. } | Node::Invoke { .. } => (true, false),
            Node::Unary(UnaryOperator::Spill, _) => (true, false),
            Node::Unary(UnaryOperator::Single, _) => (false, false),
            Node::Unary(_, operand) => (at(operand), at(operand)),
            Node::Binary(operator, ..) if operator.is_on_references() => (true, false),
            Node::Binary(_, left) => {
                let is_many = at(left) || at(before(index));
                (is_many, is_many)
            }
            Node::Call { function, first, count } => {
                let arguments = formula.arguments(first, count);
                function::get(function).map_or((true, true), |function| call(function, arguments, &at))
            }
        };
        if let Some(place) = many.get_mut(index) {
            *place = gives;
        }
        is_met |= meets;
    }
    let needs_mark = is_met || many.get(formula.root() as usize).copied().unwrap_or(true);
    Shapes { many, needs_mark }
}

/// The node before the one at an index: the operand that is read last.
fn before(index: usize) -> NodeId {
    NodeId::try_from(index).map_or(0, Node::before)
}

/// What the place of a node in a formula takes.
#[derive(Clone, Copy, Default)]
struct Takes {
    /// A range as it is.
    range: bool,
    /// Arrays, whatever stands between, as in the arguments of SUMPRODUCT.
    arrays: bool,
}

/// Where the ranges begin that stand in place of one value in a formula that is no array, the last first. `places` tells where nodes
/// stand in the text.
pub(super) fn single_places(formula: Formula<'_>, places: &[Range<usize>]) -> Vec<usize> {
    let nodes = formula.nodes();
    let mut takes = vec![Takes::default(); nodes.len()];
    let mut found = Vec::new();
    // What uses an operand stands after it, so that its place is known once the operand's turn comes.
    for (index, node) in nodes.iter().enumerate().rev() {
        let own = takes.get(index).copied().unwrap_or_default();
        let mut set = |id: NodeId, range: bool, arrays: bool| {
            if let Some(place) = takes.get_mut(id as usize) {
                *place = Takes { range: range || arrays, arrays };
            }
        };
        match *node {
            Node::Reference(reference) => {
                let is_range = formula.reference(reference).is_some_and(|r| r.kind != ReferenceKind::Cell);
                if is_range && !own.range {
                    found.extend(places.get(index).map(|place| place.start));
                }
            }
            Node::Unary(UnaryOperator::Single | UnaryOperator::Spill, operand) => set(operand, true, true),
            Node::Unary(_, operand) => set(operand, false, own.arrays),
            Node::Binary(operator, left) => {
                set(left, operator.is_on_references(), own.arrays);
                set(before(index), operator.is_on_references(), own.arrays);
            }
            // Files with these were written by programs that know dynamic arrays, and say where they mean one value.
            Node::Lambda { .. } => set(before(index), true, true),
            Node::Invoke { first, count } => {
                let (callee, arguments) = formula.callee(first, count);
                set(callee, true, true);
                arguments.iter().for_each(|argument| set(*argument, true, true));
            }
            Node::Call { function, first, count } => {
                let Some(function) = function::get(function) else { continue };
                let arrays = own.arrays || TAKES_WHOLE.contains(&function.name);
                for (index, argument) in formula.arguments(first, count).iter().enumerate() {
                    let range = match function.name {
                        "LET" => true,
                        "IF" | "CHOOSE" | "SWITCH" => index > 0 && own.range,
                        "IFS" => index % 2 == 1 && own.range,
                        "IFERROR" | "IFNA" => own.range,
                        _ => function.parameter(index).is_some_and(|parameter| !parameter.kind.is_lifted()),
                    };
                    set(*argument, range, arrays);
                }
            }
            _ => {}
        }
    }
    found.sort_unstable();
    found.reverse();
    found
}

fn is_array(formula: Formula<'_>, constant: u32) -> bool {
    matches!(formula.constant(constant), tandem_core::cell::Value::Array(_))
}

/// Whether a call may give many values, and whether one of its single parameters meets many.
fn call(function: &Function, arguments: &[NodeId], at: &impl Fn(NodeId) -> bool) -> (bool, bool) {
    let lifts = arguments.iter().enumerate().any(|(index, argument)| {
        function.parameter(index).is_none_or(|parameter| parameter.kind.is_lifted()) && at(*argument)
    });
    let passes = PASSES_ON.contains(&function.name) && arguments.iter().any(|argument| at(*argument));
    (lifts || passes || GIVES_MANY.contains(&function.name), lifts)
}
