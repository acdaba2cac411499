//! The compiled form of a formula: a flat syntax tree, its references, and its text as a template.

use std::rc::Rc;

use rust_decimal::Decimal;

use super::Reference;
use crate::cell::{Array, Cause, ErrorKind};
use crate::function::FunctionId;

/// Identity of a name in a workbook, whether it is defined or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NameId(pub u32);

/// A node of a tree, as an index into [`Code::nodes`].
pub type NodeId = u32;

/// Operators between two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOperator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `^`
    Power,
    /// `&`
    Concatenate,
    /// `=`
    Equal,
    /// `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `:`, which joins two references to the area between them.
    Range,
    /// A space, which gives the cells two references share.
    Intersect,
}

impl BinaryOperator {
    /// Whether it takes and gives references.
    #[must_use]
    pub const fn is_on_references(self) -> bool {
        matches!(self, Self::Range | Self::Intersect)
    }

    /// The operator as it is written.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Power => "^",
            Self::Concatenate => "&",
            Self::Equal => "=",
            Self::NotEqual => "<>",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Range => ":",
            Self::Intersect => " ",
        }
    }
}

/// Operators before or after one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOperator {
    /// `-x`
    Negate,
    /// `+x`, which changes nothing.
    Plus,
    /// `x%`
    Percent,
    /// `A1#`: the whole array that a cell spilled.
    Spill,
    /// `@x`: the one value of a range in the host's row or column.
    Single,
}

/// One node of a formula's tree.
#[derive(Clone, Debug)]
pub enum Node {
    /// A number.
    Number(Decimal),
    /// A text.
    Text(Rc<str>),
    /// TRUE or FALSE.
    Bool(bool),
    /// An error code that was written.
    Error(ErrorKind),
    /// A part that can only give an error, such as a number too large to hold.
    Fault(Cause),
    /// An array constant.
    Array(Rc<Array>),
    /// An empty place between commas.
    Omitted,
    /// A reference, as an index into [`Formula::references`].
    Reference(u32),
    /// A workbook-wide name.
    Name(NameId),
    /// A name that a function of the catalogue has too: where a function value is expected and the name is not defined,
    /// the function is meant, as in `BYROW(A1:C3,SUM)`.
    NameOrFunction(NameId, FunctionId),
    /// A name bound by LET or LAMBDA, counted from the outermost binding.
    Local(u32),
    /// An operator and its operand.
    Unary(UnaryOperator, NodeId),
    /// An operator between two operands.
    Binary(BinaryOperator, NodeId, NodeId),
    /// A call; its arguments are `count` entries of [`Code::arguments`] from `first`.
    Call {
        /// The function.
        function: FunctionId,
        /// Index of the first argument.
        first: u32,
        /// Number of arguments.
        count: u32,
    },
    /// `LAMBDA`: a function value. Its parameters follow the names that are bound around it.
    Lambda {
        /// The least number of arguments: those after it are optional.
        least: u8,
        /// The number of parameters.
        most: u8,
        /// What a call gives.
        body: NodeId,
        /// How deep evaluation may recurse in the body.
        levels: u16,
    },
    /// A call of a function value, such as `LAMBDA(x,x+1)(2)` or a name that stands for one.
    Invoke {
        /// What gives the function value.
        callee: NodeId,
        /// Index of the first argument.
        first: u32,
        /// Number of arguments.
        count: u32,
    },
}

/// A formula's tree and what the engine must know before evaluating it. Formulas that differ only in their references
/// share one.
#[derive(Debug)]
pub struct Code {
    /// All nodes; operands stand before the nodes that use them.
    pub nodes: Box<[Node]>,
    /// The arguments of all calls.
    pub arguments: Box<[NodeId]>,
    /// The node whose value is the formula's value.
    pub root: NodeId,
    /// Whether the formula must be evaluated again when the workbook is told the day.
    pub reads_clock: bool,
    /// Whether the formula reads what is typed in cells, not only their values, so that every edit concerns it.
    pub reads_inputs: bool,
    /// How deep evaluation may recurse in it: what it costs of the depth that names and calls of function values share.
    pub levels: u16,
}

impl Code {
    /// A node of the tree.
    #[inline]
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node {
        self.nodes.get(id as usize).unwrap_or(&Node::Omitted)
    }
}

/// A compiled formula. Two cells share one when their formulas read the same relative to each.
#[derive(Clone, Debug)]
pub struct Formula {
    /// The text without its `=`, with [`Formula::REFERENCE`] and [`Formula::NAME`] as holes in order.
    pub template: Rc<str>,
    /// The tree.
    pub code: Rc<Code>,
    /// What fills the reference holes.
    pub references: Box<[Reference]>,
    /// What fills the name holes.
    pub names: Box<[NameId]>,
}

impl Formula {
    /// Stands in the template where a reference is printed.
    pub const REFERENCE: char = '\u{1}';
    /// Stands in the template where a name is printed.
    pub const NAME: char = '\u{2}';
}
