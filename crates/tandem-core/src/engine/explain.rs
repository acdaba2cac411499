//! Formulas evaluated step by step: every part with its text and what it gave.
//!
//! The evaluator itself says which parts it evaluated, so the parts that it left out are those that no rule chose: a branch
//! of IF that was not taken has no result, whatever function decided it.

use std::ops::Range;

use super::Engine;
use super::evaluate::{EvaluationScratch, Evaluator};
use crate::cell::{Area, Cause, CellAddress, Value};
use crate::formula::{Formula, Node, NodeId, ParseError, Reason};
use crate::function::{Argument, UNCALLED};

/// A formula with all its parts, evaluated as it stands in one cell.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The formula's text with its `=`.
    pub text: String,
    /// Its parts in the order of their evaluation; the last is the whole formula. Constants are not listed.
    pub parts: Vec<Part>,
    /// Its references and names in the order of the text, whether they were evaluated or not.
    pub references: Vec<PlacedReference>,
    /// What the formula gives.
    pub value: Value,
}

/// A reference or name in a formula's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedReference {
    /// Where it stands in the formula's text, in bytes.
    pub place: Range<usize>,
    /// The cells it stands for; nothing for a deleted one, and for a name that stands for something else than cells.
    pub area: Option<Area>,
}

/// One part of a formula.
#[derive(Clone, Debug)]
pub struct Part {
    /// Where it stands in the formula's text, in bytes.
    pub place: Range<usize>,
    /// How deep it is nested: 0 for the whole formula, 1 for its operands.
    pub depth: u32,
    /// What it gave.
    pub result: PartResult,
    /// How often it was evaluated; more than once within functions that repeat a part, and then the result is the first.
    pub times: u32,
}

/// What a part of a formula gave.
#[derive(Clone, Debug)]
pub enum PartResult {
    /// A value; an array is one.
    Value(Value),
    /// A reference to several cells.
    Cells(Area),
    /// Nothing, because it was not evaluated: the branch that a condition did not choose, a default that was not needed.
    NotEvaluated,
}

impl Explanation {
    /// The text of a part or reference.
    #[must_use]
    pub fn text_at(&self, place: &Range<usize>) -> &str {
        self.text.get(place.clone()).unwrap_or("")
    }
}

/// Notes what the parts of one formula give while it is evaluated.
pub(super) struct Watch<'e> {
    formula: Formula<'e>,
    notes: Vec<Option<(Argument, u32)>>,
    /// The first call of a function value with too few arguments or too many.
    pub(super) miscall: Option<Miscall>,
}

/// A call of a function value with another number of arguments than it takes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Miscall {
    pub(super) given: usize,
    pub(super) least: usize,
    pub(super) most: Option<usize>,
}

impl<'e> Watch<'e> {
    pub(super) fn new(formula: Formula<'e>) -> Self {
        Self { notes: vec![None; formula.nodes().len()], miscall: None, formula }
    }

    /// What a node gave the first time.
    pub(super) fn result(&self, id: NodeId) -> Option<&Argument> {
        self.notes.get(id as usize)?.as_ref().map(|(result, _)| result)
    }

    /// Notes a result. Other formulas, which names stand for, are passed over.
    #[cold]
    pub(super) fn note(&mut self, formula: Formula<'_>, id: NodeId, result: Argument) {
        if !formula.is(self.formula) {
            return;
        }
        match self.notes.get_mut(id as usize) {
            Some(Some((_, times))) => *times = times.saturating_add(1),
            Some(empty) => *empty = Some((result, 1)),
            None => {}
        }
    }
}

impl Engine {
    /// The formula of a cell, evaluated step by step; nothing when the cell holds none.
    #[must_use]
    pub fn explain(&self, at: CellAddress) -> Option<Explanation> {
        self.explain_text(at, &self.formula_text(at)?).ok()
    }

    /// A formula evaluated step by step as if it stood in a cell; nothing is kept.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn explain_text(&self, host: CellAddress, text: &str) -> Result<Explanation, ParseError> {
        let (text, library, places) = self.read_with_places(host, text)?;
        let Some(formula) = library.get(0) else {
            return Err(ParseError { at: 0, reason: Reason::ExpectedOperandAtEnd });
        };
        let mut watch = Watch::new(formula);
        let mut scratch = EvaluationScratch::default();
        let mut evaluator = Evaluator::new(self, host, &mut scratch);
        evaluator.watch = Some(&mut watch);
        let value = evaluator.formula(formula);
        let parts = self.parts(formula, host, &places, &watch);
        let references = self.placed_references(formula, host, &places);
        Ok(Explanation { text, parts, references, value })
    }

    /// The parts in the order of their evaluation, walked with a stack of its own because chains of operators lean far left.
    fn parts(&self, formula: Formula<'_>, host: CellAddress, places: &[Range<usize>], watch: &Watch<'_>) -> Vec<Part> {
        enum Step {
            Enter(NodeId, u32),
            Leave(NodeId, u32),
        }
        let mut parts = Vec::new();
        let mut stack = vec![Step::Enter(formula.root(), 0)];
        while let Some(step) = stack.pop() {
            match step {
                Step::Enter(id, depth) => {
                    stack.push(Step::Leave(id, depth));
                    // What was not evaluated is told as a whole.
                    if watch.notes.get(id as usize).is_some_and(Option::is_some) {
                        let first = stack.len();
                        for_each_operand(formula, id, |operand| stack.push(Step::Enter(operand, depth + 1)));
                        stack.get_mut(first..).unwrap_or_default().reverse();
                    }
                }
                Step::Leave(id, depth) => {
                    if depth > 0 && is_constant(formula, id) {
                        continue;
                    }
                    let Some(place) = places.get(id as usize).cloned() else { continue };
                    let (result, times) = match watch.notes.get(id as usize) {
                        Some(Some((result, times))) => (self.told(formula, host, id, result), *times),
                        _ => (PartResult::NotEvaluated, 0),
                    };
                    parts.push(Part { place, depth, result, times });
                }
            }
        }
        parts
    }

    /// A result as it is told: cells stay cells, so that a whole column is not copied.
    fn told(&self, formula: Formula<'_>, host: CellAddress, id: NodeId, result: &Argument) -> PartResult {
        if let Node::Reference(index) = formula.node(id)
            && !matches!(result, Argument::Value(Value::Error(_)))
            && let Some(area) = formula.reference(index).and_then(|reference| reference.area(host))
            && !area.is_single()
        {
            return PartResult::Cells(area);
        }
        match result {
            Argument::Omitted => PartResult::Value(Value::Blank),
            Argument::Lambda(_) => PartResult::Value(UNCALLED),
            Argument::Value(value) => PartResult::Value(value.clone()),
            Argument::Area(area) if area.is_single() => PartResult::Value(self.value(area.first()).clone()),
            Argument::Area(area) => PartResult::Cells(*area),
        }
    }

    fn placed_references(
        &self,
        formula: Formula<'_>,
        host: CellAddress,
        places: &[Range<usize>],
    ) -> Vec<PlacedReference> {
        let mut references: Vec<PlacedReference> = formula
            .nodes()
            .iter()
            .zip(places)
            .filter_map(|(node, place)| {
                let area = match node {
                    Node::Reference(index) => formula.reference(*index)?.area(host),
                    Node::Name(name) | Node::NameOrFunction(name, _) => self.defined_area(*name),
                    _ => return None,
                };
                Some(PlacedReference { place: place.clone(), area })
            })
            .collect();
        references.sort_by_key(|reference| reference.place.start);
        references
    }
}

fn for_each_operand(formula: Formula<'_>, id: NodeId, mut visit: impl FnMut(NodeId)) {
    match formula.node(id) {
        Node::Unary(_, operand) => visit(operand),
        Node::Binary(_, left) => {
            visit(left);
            visit(Node::before(id));
        }
        Node::Lambda { .. } => visit(Node::before(id)),
        Node::Call { first, count, .. } => {
            formula.arguments(first, count).iter().for_each(|argument| visit(*argument));
        }
        Node::Invoke { first, count } => {
            let (callee, arguments) = formula.callee(first, count);
            visit(callee);
            arguments.iter().for_each(|argument| visit(*argument));
        }
        _ => {}
    }
}

/// Whether a node is what it shows. A constant that can't be held is none: it gives an error that was not typed.
fn is_constant(formula: Formula<'_>, id: NodeId) -> bool {
    match formula.node(id) {
        Node::Constant(index) => formula.constant(index).error().is_none_or(|error| error.cause == Cause::Typed),
        Node::Number { .. } | Node::Omitted | Node::Lambda { .. } => true,
        _ => false,
    }
}
