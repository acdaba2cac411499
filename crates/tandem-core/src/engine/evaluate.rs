//! Evaluation of one formula: a walk over its flat tree. Depth is bounded by the parser's limit on nesting; chains of
//! operators such as `a+b+c+...` are walked in a loop.

use rust_decimal::Decimal;

use crate::cell::{Area, Array, Cause, CellAddress, ErrorValue, Value};
use crate::formula::{BinaryOperator, Formula, Node, NodeId, Reference, ReferenceKind, UnaryOperator};
use crate::function::work::{COPY, NODE};
use crate::function::{Argument, UNCALLED, Work};
use crate::limits::{MAX_CALL_LEVELS, MAX_COLUMNS, MAX_ROWS};

use super::Engine;
use super::explain::Watch;
use super::graph::NodeRef;
use super::lambda::Lambda;
use super::operators;

/// Names that stand for names, one in another, to this depth; a circle of names ends here.
const MAX_NAME_DEPTH: u32 = 16;

/// Links of an operator chain that are walked without recursion.
const CHAIN: usize = 16;

/// Buffers that are kept between evaluations and recalculations.
#[derive(Clone, Debug, Default)]
pub(super) struct Scratch {
    pub(super) evaluation: EvaluationScratch,
    pub(super) roots: Vec<NodeRef>,
    pub(super) order: Vec<NodeRef>,
    pub(super) stack: Vec<u32>,
    pub(super) large_ranges: Vec<u32>,
    /// What a formula that is linked reads, and whether other formulas may read the very same.
    pub(super) areas: Vec<Area>,
}

/// Buffers of one evaluation.
#[derive(Clone, Debug, Default)]
pub(super) struct EvaluationScratch {
    /// Arguments of the calls under way.
    pub(super) arguments: Vec<Argument>,
    /// Values bound by the LETs under way.
    pub(super) locals: Vec<Argument>,
    /// Areas read through references that were computed.
    pub(super) dynamic_reads: Vec<Area>,
    /// Whether a reference was computed, or would have been, had nothing gone wrong.
    pub(super) is_dynamic: bool,
}

/// Evaluates formulas as they stand in one cell.
pub(super) struct Evaluator<'e, 's> {
    pub(super) engine: &'e Engine,
    pub(super) host: CellAddress,
    pub(super) scratch: &'s mut EvaluationScratch,
    /// Calls of functions so far, so that two random draws in one formula differ.
    pub(super) calls: u32,
    /// Notes what each part of a formula gives, for explaining it.
    pub(super) watch: Option<&'s mut Watch<'e>>,
    /// Function values made so far; those that no result can reach any more are taken off.
    pub(super) lambdas: Vec<Lambda<'e>>,
    /// What is left of the work that the formula may do.
    pub(super) work: Work,
    /// How deep the names and the calls of function values under way may recurse, together.
    pub(super) levels: u32,
    pub(super) local_base: usize,
    name_depth: u32,
}

impl<'e, 's> Evaluator<'e, 's> {
    pub(super) const fn new(engine: &'e Engine, host: CellAddress, scratch: &'s mut EvaluationScratch) -> Self {
        Self {
            engine,
            host,
            scratch,
            calls: 0,
            watch: None,
            lambdas: Vec::new(),
            work: Work::new(engine.work_limit.0),
            levels: 0,
            local_base: 0,
            name_depth: 0,
        }
    }

    /// The value of a whole formula; a reference to an empty cell shows as zero, an array of one value as the value.
    pub(super) fn formula(&mut self, formula: Formula<'e>) -> Value {
        let value = self.value(formula, formula.root());
        // Whatever the formula made of a part that was not computed, such as IFERROR, is no value of the formula.
        if let Err(error) = self.work.check() {
            return Value::Error(error);
        }
        let value = match value {
            Value::Array(array) if array.items().len() == 1 => array.first().clone(),
            value => value,
        };
        match value {
            Value::Blank => Value::Number(Decimal::ZERO),
            value => value,
        }
    }

    /// The value of a node; references give what they refer to.
    pub(super) fn value(&mut self, formula: Formula<'e>, id: NodeId) -> Value {
        let value = match formula.node(id) {
            Node::Number { mantissa, scale } => Value::Number(Node::number(mantissa, scale)),
            Node::Constant(index) => formula.constant(index).clone(),
            Node::Reference(index) => self.reference_value(formula, index),
            Node::Binary(operator, left) if !operator.is_on_references() => {
                if matches!(formula.node(left), Node::Binary(..)) {
                    self.chain(formula, id)
                } else {
                    let (mut left_value, mut right_value) = (Value::Blank, Value::Blank);
                    let left = self.taken(formula, left, &mut left_value);
                    let right = self.taken(formula, Node::before(id), &mut right_value);
                    operators::binary(operator, left, right, &self.work)
                }
            }
            Node::Omitted => Value::Blank,
            Node::Unary(operator, operand) if !matches!(operator, UnaryOperator::Spill | UnaryOperator::Single) => {
                let operand = self.value(formula, operand);
                operators::unary(operator, &operand, &self.work)
            }
            Node::Unary(..)
            | Node::Binary(..)
            | Node::Name(_)
            | Node::NameOrFunction(..)
            | Node::Local(_)
            | Node::Call { .. }
            | Node::Lambda { .. }
            | Node::Invoke { .. } => {
                let operand = self.operand(formula, id);
                return self.to_value(operand);
            }
        };
        if let Some(watch) = &mut self.watch {
            watch.note(formula, id, Argument::Value(value.clone()));
        }
        value
    }

    /// The value of a node as an operand. What is ready is taken where it stands, and anything else is put in a place.
    #[inline]
    fn taken<'v>(&mut self, formula: Formula<'e>, id: NodeId, place: &'v mut Value) -> &'v Value
    where
        'e: 'v,
    {
        if self.watch.is_none() {
            match formula.node(id) {
                Node::Constant(index) => return formula.constant(index),
                Node::Reference(index) => {
                    let reference = formula.reference(index);
                    if let Some(value) = reference.and_then(|reference| cell(self.engine, self.host, reference)) {
                        return value;
                    }
                }
                Node::Number { mantissa, scale } => {
                    *place = Value::Number(Node::number(mantissa, scale));
                    return place;
                }
                _ => {}
            }
        }
        *place = self.value(formula, id);
        place
    }

    /// A chain of operators, each the left operand of the next, evaluated from its innermost left operand.
    fn chain(&mut self, formula: Formula<'e>, id: NodeId) -> Value {
        let mut links: [NodeId; CHAIN] = [0; CHAIN];
        let mut count = 0;
        let mut left = id;
        while let Node::Binary(operator, inner) = formula.node(left)
            && !operator.is_on_references()
            && let Some(link) = links.get_mut(count)
        {
            *link = left;
            count += 1;
            left = inner;
        }
        let mut value = self.value(formula, left);
        for link in links.iter().take(count).rev() {
            let Node::Binary(operator, _) = formula.node(*link) else { continue };
            let mut right_value = Value::Blank;
            let right = self.taken(formula, Node::before(*link), &mut right_value);
            value = operators::binary(operator, &value, right, &self.work);
            // The whole chain is noted by its caller.
            if *link != id
                && let Some(watch) = &mut self.watch
            {
                watch.note(formula, *link, Argument::Value(value.clone()));
            }
        }
        value
    }

    #[inline]
    fn reference_value(&self, formula: Formula<'e>, index: u32) -> Value {
        if let Some(value) = formula.reference(index).and_then(|reference| cell(self.engine, self.host, reference)) {
            return value.clone();
        }
        match self.resolve(formula, index) {
            Ok(area) if area.is_single() => self.engine.store.value(area.first()).clone(),
            Ok(area) => self.area_value(area),
            Err(cause) => cause.into(),
        }
    }

    /// The cells that a reference of the formula means.
    #[inline]
    fn resolve(&self, formula: Formula<'e>, index: u32) -> Result<Area, Cause> {
        let Some(reference) = formula.reference(index) else { return Err(Cause::DeletedReference) };
        if let Some(sheet) = reference.sheet.get()
            && !self.engine.symbols.is_attached(sheet)
        {
            let is_deleted = self.engine.symbols.is_detached(sheet);
            return Err(if is_deleted { Cause::DeletedReference } else { Cause::UnknownSheet });
        }
        reference.area(self.host).ok_or(if reference.kind == ReferenceKind::Deleted {
            Cause::DeletedReference
        } else {
            Cause::OutsideSheet
        })
    }

    /// The values of an area as an array, or its one value.
    #[inline(never)]
    pub(super) fn area_value(&self, area: Area) -> Value {
        if area.is_single() {
            return self.engine.store.value(area.first()).clone();
        }
        if let Err(error) = self.work.charge(COPY.saturating_mul(area.cells())) {
            return Value::Error(error);
        }
        Array::build(area.rows(), area.columns(), |row, column| {
            let at = CellAddress::new(area.sheet, area.top + row, area.left + column);
            Ok(self.engine.store.value(at).clone())
        })
        .into()
    }

    /// An argument's value; references give what they refer to.
    pub(super) fn to_value(&self, argument: Argument) -> Value {
        match argument {
            Argument::Omitted => Value::Blank,
            Argument::Lambda(_) => UNCALLED,
            Argument::Value(value) => value,
            Argument::Area(area) => self.area_value(area),
        }
    }

    /// A node as an argument: references stay references.
    pub(super) fn operand(&mut self, formula: Formula<'e>, id: NodeId) -> Argument {
        let operand = match formula.node(id) {
            Node::Reference(index) => match self.resolve(formula, index) {
                Ok(area) => Argument::Area(area),
                Err(cause) => fault(cause),
            },
            Node::Omitted => Argument::Omitted,
            Node::Local(index) => {
                let place = self.local_base + index as usize;
                self.scratch.locals.get(place).cloned().unwrap_or_else(|| fault(Cause::UnknownName))
            }
            Node::Name(name) | Node::NameOrFunction(name, _) => match self.engine.definition(name) {
                Some(target) => self.name(target),
                None => fault(Cause::UnknownName),
            },
            Node::Call { function, first, count } => self.call(formula, function, first, count),
            Node::Lambda { least, most, levels, nodes } => {
                self.lambda(formula, (least, most), Node::before(id), (levels, nodes))
            }
            Node::Invoke { first, count } => self.invoke(formula, first, count),
            Node::Binary(BinaryOperator::Range, left) => self.range(formula, left, Node::before(id)),
            Node::Binary(BinaryOperator::Intersect, left) => self.intersection(formula, left, Node::before(id)),
            Node::Unary(UnaryOperator::Spill, operand) => self.spilled(formula, operand),
            Node::Unary(UnaryOperator::Single, operand) => {
                let operand = self.operand(formula, operand);
                self.single(operand)
            }
            _ => return Argument::Value(self.value(formula, id)),
        };
        if let Some(watch) = &mut self.watch {
            watch.note(formula, id, operand.clone());
        }
        operand
    }

    #[inline(never)]
    fn name(&mut self, target: Formula<'e>) -> Argument {
        if self.name_depth >= MAX_NAME_DEPTH {
            return fault(Cause::Circular);
        }
        let base = std::mem::replace(&mut self.local_base, self.scratch.locals.len());
        let levels = self.levels;
        self.levels += u32::from(target.levels());
        let result = if self.levels > MAX_CALL_LEVELS {
            fault(Cause::TooDeep)
        } else if let Err(error) = self.work.charge(NODE * target.nodes().len() as u64) {
            Argument::Value(Value::Error(error))
        } else {
            self.name_depth += 1;
            let result = self.operand(target, target.root());
            self.name_depth -= 1;
            result
        };
        self.levels = levels;
        self.local_base = base;
        result
    }

    fn area_of(&mut self, formula: Formula<'e>, id: NodeId) -> Result<Area, ErrorValue> {
        match self.operand(formula, id) {
            Argument::Area(area) => Ok(area),
            Argument::Value(Value::Error(error)) => Err(error),
            _ => Err(Cause::NotAReference.into()),
        }
    }

    #[inline(never)]
    fn range(&mut self, formula: Formula<'e>, left: NodeId, right: NodeId) -> Argument {
        self.scratch.is_dynamic = true;
        match (self.area_of(formula, left), self.area_of(formula, right)) {
            (Ok(a), Ok(b)) if a.sheet == b.sheet => {
                let area = Area {
                    sheet: a.sheet,
                    top: a.top.min(b.top),
                    left: a.left.min(b.left),
                    bottom: a.bottom.max(b.bottom),
                    right: a.right.max(b.right),
                };
                self.read_dynamically(area)
            }
            (Ok(_), Ok(_)) => fault(Cause::NotAReference),
            (Err(error), _) | (_, Err(error)) => Argument::Value(Value::Error(error)),
        }
    }

    #[inline(never)]
    fn intersection(&mut self, formula: Formula<'e>, left: NodeId, right: NodeId) -> Argument {
        match (self.area_of(formula, left), self.area_of(formula, right)) {
            (Ok(a), Ok(b)) => a.intersection(b).map_or_else(|| fault(Cause::AreasDoNotMeet), Argument::Area),
            (Err(error), _) | (_, Err(error)) => Argument::Value(Value::Error(error)),
        }
    }

    /// The whole array that a cell spilled.
    #[inline(never)]
    fn spilled(&mut self, formula: Formula<'e>, id: NodeId) -> Argument {
        let area = match self.area_of(formula, id) {
            Ok(area) => area,
            Err(error) => return Argument::Value(Value::Error(error)),
        };
        let Some(slot) = self.engine.store.slot(area.first()) else { return fault(Cause::NotSpilled) };
        let Some(index) = slot.link.as_formula() else { return fault(Cause::NotSpilled) };
        match (self.engine.spills.get(&index), &slot.value) {
            (Some(spilled), _) => Argument::Area(*spilled),
            (None, Value::Error(error)) => Argument::Value(Value::Error(*error)),
            (None, _) => Argument::Area(Area::of(area.first())),
        }
    }

    /// The one value of a range that lies in the host's row or column.
    #[inline(never)]
    fn single(&self, operand: Argument) -> Argument {
        match operand {
            Argument::Area(area) if area.is_single() => Argument::Area(area),
            Argument::Area(area) => {
                let at = if area.columns() == 1 && (area.top..=area.bottom).contains(&self.host.row) {
                    Some(CellAddress::new(area.sheet, self.host.row, area.left))
                } else if area.rows() == 1 && (area.left..=area.right).contains(&self.host.column) {
                    Some(CellAddress::new(area.sheet, area.top, self.host.column))
                } else {
                    None
                };
                at.map_or_else(|| fault(Cause::ArrayNotAllowed), |at| Argument::Area(Area::of(at)))
            }
            Argument::Value(Value::Array(array)) => Argument::Value(array.first().clone()),
            other => other,
        }
    }

    /// Notes an area that was computed, so that the graph learns of it, and gives it as a reference.
    pub(super) fn read_dynamically(&mut self, area: Area) -> Argument {
        self.scratch.is_dynamic = true;
        if area.bottom >= MAX_ROWS || area.right >= MAX_COLUMNS {
            return fault(Cause::OutsideSheet);
        }
        // Looking through what was read before is what makes many computed references slow.
        self.work.spend(NODE + self.scratch.dynamic_reads.len() as u64 / 16);
        if !self.scratch.dynamic_reads.contains(&area) {
            self.scratch.dynamic_reads.push(area);
        }
        Argument::Area(area)
    }
}

/// The value of a formula that is an operator between two numbers for which nothing has to be computed: what most formulas of
/// long columns are.
#[inline]
pub(super) fn at_once(engine: &Engine, host: CellAddress, formula: Formula<'_>) -> Option<Value> {
    let root = formula.root();
    let Node::Binary(operator, left) = formula.node(root) else { return None };
    if operator.is_on_references() {
        return None;
    }
    let (mut left_number, mut right_number) = (Decimal::ZERO, Decimal::ZERO);
    let left = number_at_once(engine, host, formula, left, &mut left_number)?;
    let right = number_at_once(engine, host, formula, Node::before(root), &mut right_number)?;
    Some(operators::on_numbers(operator, left, right))
}

/// The number that a node is, which is put in a place, or that stands in the one cell it refers to.
#[inline(always)]
fn number_at_once<'v>(
    engine: &'v Engine,
    host: CellAddress,
    formula: Formula<'v>,
    id: NodeId,
    place: &'v mut Decimal,
) -> Option<&'v Decimal> {
    let value = match formula.node(id) {
        Node::Number { mantissa, scale } => {
            *place = Node::number(mantissa, scale);
            return Some(place);
        }
        Node::Reference(index) => cell(engine, host, formula.reference(index)?)?,
        Node::Constant(index) => formula.constant(index),
        _ => return None,
    };
    if let Value::Number(number) = value { Some(number) } else { None }
}

/// The value of the one cell that a reference means; nothing where its sheet is not there.
#[inline]
fn cell<'e>(engine: &'e Engine, host: CellAddress, reference: &Reference) -> Option<&'e Value> {
    if reference.kind != ReferenceKind::Cell {
        return None;
    }
    let sheet = match reference.sheet.get() {
        None => host.sheet,
        Some(sheet) if engine.symbols.is_attached(sheet) => sheet,
        Some(_) => return None,
    };
    let ([row, _], [column, _]) = (reference.rows, reference.columns);
    let (row, column) = (row.place(host.row, MAX_ROWS)?, column.place(host.column, MAX_COLUMNS)?);
    Some(engine.store.value(CellAddress::new(sheet, row, column)))
}

/// An error as an argument.
pub(super) fn fault(cause: Cause) -> Argument {
    Argument::Value(cause.into())
}
