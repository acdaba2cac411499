//! The flat syntax tree of a formula. Its nodes are small and alike, so that the trees of all formulas stand in one list.

use rust_decimal::Decimal;

use crate::function::FunctionId;

/// Identity of a name in a workbook, whether it is defined or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NameId(pub u32);

/// A node of a tree, counted from the formula's first.
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
#[derive(Clone, Copy, Debug)]
pub enum Node {
    /// A number of few digits, which is what most constants are.
    Number {
        /// Its digits as a whole number.
        mantissa: u32,
        /// How many of them are decimals.
        scale: u8,
    },
    /// Another number, a text, TRUE or FALSE, an error code, an array, or the error that stands for a constant which can't be
    /// held: an index among the formula's constants.
    Constant(u32),
    /// An empty place between commas.
    Omitted,
    /// A reference, as an index among the formula's.
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
    /// An operator and its left operand. The right one is the node [before](Self::before) it.
    Binary(BinaryOperator, NodeId),
    /// A call of a function of the catalogue.
    Call {
        /// The function.
        function: FunctionId,
        /// Index of the first argument among those of all the formula's calls.
        first: u32,
        /// Number of arguments.
        count: u8,
    },
    /// `LAMBDA`: a function value. Its parameters follow the names that are bound around it, and what a call gives is the
    /// node [before](Self::before) it.
    Lambda {
        /// The least number of arguments: those after it are optional.
        least: u8,
        /// The number of parameters.
        most: u8,
        /// How deep evaluation may recurse in the body.
        levels: u16,
        /// How many nodes the body has.
        nodes: u16,
    },
    /// A call of a function value, such as `LAMBDA(x,x+1)(2)` or a name that stands for one.
    Invoke {
        /// Index of what gives the function value, which stands before the first argument.
        first: u32,
        /// Number of arguments.
        count: u8,
    },
}

impl Node {
    /// The node before another: an operand that is read last stands right before what uses it.
    #[inline]
    #[must_use]
    pub const fn before(id: NodeId) -> NodeId {
        id.saturating_sub(1)
    }

    /// The most decimals of a [number](Self::Number) of few digits.
    pub const MOST_DECIMALS: u8 = 15;

    /// The value of a [number](Self::Number) of few digits.
    #[inline]
    #[must_use]
    pub const fn number(mantissa: u32, scale: u8) -> Decimal {
        // With the bound in sight, the compiler leaves out the division that keeps a scale within a decimal's limits.
        Decimal::from_parts(mantissa, 0, 0, false, (scale & Self::MOST_DECIMALS) as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_is_small() {
        assert!(size_of::<Node>() <= 8, "{}", size_of::<Node>());
    }
}
