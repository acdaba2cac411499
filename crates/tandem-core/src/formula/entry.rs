//! One formula of a library, and how to read it.

use std::ops::Range;

use super::library::Library;
use super::parse::Tree;
use super::reference::Reference;
use super::syntax::{BinaryOperator, NameId, Node, NodeId};
use crate::cell::Value;
use crate::function::{self, Function};

/// Where a formula's parts begin in the lists of a library, and how many there are. It has no room to spare: a large workbook
/// has millions of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(C, packed(2))]
pub(super) struct Span {
    pub(super) first: u32,
    pub(super) count: u16,
}

impl Span {
    pub(super) const fn range(self) -> Range<usize> {
        self.first as usize..self.first as usize + self.count as usize
    }

    pub(super) fn of<T>(self, list: &[T]) -> &[T] {
        list.get(self.range()).unwrap_or(&[])
    }

    /// What stands between two places; nothing when that is more than any formula within the limits has.
    pub(super) fn between(first: usize, end: usize) -> Option<Self> {
        Some(Self { first: u32::try_from(first).ok()?, count: u16::try_from(end - first).ok()? })
    }
}

/// One formula of a library.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Cells and names that hold it; an entry that nobody holds is free.
    pub(super) users: u32,
    pub(super) hash: u32,
    pub(super) template: Span,
    pub(super) nodes: Span,
    pub(super) arguments: Span,
    pub(super) constants: Span,
    pub(super) references: Span,
    pub(super) names: Span,
    pub(super) tree: Tree,
}

/// A compiled formula, as it stands in a library.
#[derive(Clone, Copy, Debug)]
pub struct Formula<'a> {
    pub(super) library: &'a Library,
    pub(super) entry: &'a Entry,
}

impl<'a> Formula<'a> {
    /// Stands in the template where a reference is printed.
    pub const REFERENCE: char = '\u{1}';
    /// Stands in the template where a name is printed.
    pub const NAME: char = '\u{2}';

    /// The text without its `=`, with [`Formula::REFERENCE`] and [`Formula::NAME`] as holes in order.
    #[must_use]
    pub fn template(self) -> &'a str {
        self.library.templates.get(self.entry.template.range()).unwrap_or("")
    }

    /// The tree; operands stand before the nodes that use them.
    #[must_use]
    pub fn nodes(self) -> &'a [Node] {
        self.entry.nodes.of(&self.library.nodes)
    }

    /// The node whose value is the formula's value.
    #[inline]
    #[must_use]
    pub const fn root(self) -> NodeId {
        Node::before(self.entry.nodes.count as NodeId)
    }

    /// A node of the tree.
    #[inline]
    #[must_use]
    pub fn node(self, id: NodeId) -> Node {
        self.library.nodes.get((self.entry.nodes.first + id) as usize).copied().unwrap_or(Node::Omitted)
    }

    /// Arguments of a call.
    #[inline]
    #[must_use]
    pub fn arguments(self, first: u32, count: u8) -> &'a [NodeId] {
        let first = (self.entry.arguments.first + first) as usize;
        self.library.arguments.get(first..first + usize::from(count)).unwrap_or(&[])
    }

    /// What gives the function value in a call of one, and its arguments.
    #[must_use]
    pub fn callee(self, first: u32, count: u8) -> (NodeId, &'a [NodeId]) {
        let callee = self.arguments(first, 1).first().copied().unwrap_or_default();
        (callee, self.arguments(first + 1, count))
    }

    /// A constant.
    #[inline]
    #[must_use]
    pub fn constant(self, index: u32) -> &'a Value {
        self.library.constants.get((self.entry.constants.first + index) as usize).unwrap_or(&Value::Blank)
    }

    /// A reference.
    #[inline]
    #[must_use]
    pub fn reference(self, index: u32) -> Option<&'a Reference> {
        self.library.references.get((self.entry.references.first + index) as usize)
    }

    /// What fills the reference holes.
    #[inline]
    #[must_use]
    pub fn references(self) -> &'a [Reference] {
        self.entry.references.of(&self.library.references)
    }

    /// What fills the name holes.
    #[must_use]
    pub fn names(self) -> &'a [NameId] {
        self.entry.names.of(&self.library.names)
    }

    /// Whether the formula must be evaluated again when the workbook is told the day.
    #[must_use]
    pub const fn reads_clock(self) -> bool {
        self.entry.tree.has(Tree::READS_CLOCK)
    }

    /// Whether the formula reads what is typed in cells, not only their values, so that every edit concerns it.
    #[must_use]
    pub const fn reads_inputs(self) -> bool {
        self.entry.tree.has(Tree::READS_INPUTS)
    }

    /// Whether it calls SUBTOTAL or AGGREGATE, which pass over such formulas.
    #[must_use]
    pub const fn is_subtotal(self) -> bool {
        self.entry.tree.has(Tree::IS_SUBTOTAL)
    }

    /// The references of which only the address is used, as indexes: such as in `ROW(A1)`, and in `A1:INDEX(B:B,3)` the second.
    #[must_use]
    pub fn addresses(self) -> Vec<usize> {
        let mut addresses = Vec::new();
        if !self.entry.tree.has(Tree::TAKES_ADDRESSES) {
            return addresses;
        }
        let mut note = |first: u32| {
            if let Some(Node::Reference(index)) = self.arguments(first, 1).first().map(|node| self.node(*node)) {
                addresses.push(index as usize);
            }
        };
        for (id, node) in (0..).zip(self.nodes()) {
            match *node {
                Node::Call { function, first, count: 1.. }
                    if function::get(function).is_some_and(Function::takes_address) =>
                {
                    note(first);
                }
                Node::Binary(BinaryOperator::Range, left) => {
                    for corner in [left, Node::before(id)] {
                        if let Node::Call { function, first, count: 1.. } = self.node(corner)
                            && function::get(function).is_some_and(|function| function.name == "INDEX")
                        {
                            note(first);
                        }
                    }
                }
                _ => {}
            }
        }
        addresses
    }

    /// How deep evaluation may recurse in it: what it costs of the depth that names and calls of function values share.
    #[must_use]
    pub const fn levels(self) -> u16 {
        self.entry.tree.levels
    }

    /// Whether both are the same formula of the same library.
    #[must_use]
    pub fn is(self, other: Self) -> bool {
        std::ptr::eq(self.entry, other.entry)
    }
}
