//! Why a cell shows an error, in words: which name is not known and which was meant, which argument of which function is at
//! fault.

use super::Engine;
use super::evaluate::{EvaluationScratch, Evaluator};
use super::explain::Watch;
use crate::cell::{Cause, ErrorValue, Value};
use crate::formula::{Formula, Node, NodeId, Symbols as _};
use crate::function::{self, Argument, Function, Kind, nearest, to_bool, to_number};
use crate::text::Language;

/// Characters of a value that a sentence quotes.
const MOST_QUOTED: usize = 24;

impl Engine {
    /// Why an error came about, as a sentence for people. The formula that began it is evaluated once more for that, so this
    /// is for one cell that somebody looks at.
    #[must_use]
    pub fn reason(&self, error: ErrorValue, language: Language) -> String {
        self.detail(error, language).unwrap_or_else(|| error.cause.text().get(language).to_owned())
    }

    fn detail(&self, error: ErrorValue, language: Language) -> Option<String> {
        // To find the part that asked for too much would be to do all that work once more.
        if error.cause == Cause::TooMuchWork {
            return None;
        }
        let index = error.origin?.get();
        let at = self.cells.get(index as usize)?.at;
        let formula = self.formula_of(index)?;
        if matches!(error.cause, Cause::UnknownName | Cause::UnknownFunction) {
            return self.unknown_name(formula, error.cause, language);
        }
        let mut watch = Watch::new(formula);
        let mut scratch = EvaluationScratch::default();
        let mut evaluator = Evaluator::new(self, at, &mut scratch);
        evaluator.watch = Some(&mut watch);
        evaluator.formula(formula);
        let mut ids = 0..NodeId::try_from(formula.nodes().len()).unwrap_or(NodeId::MAX);
        // Operands stand before what uses them, so the first part that gives the error is the one that made it.
        let culprit = ids.find(
            |id| matches!(watch.result(*id), Some(Argument::Value(Value::Error(found))) if found.cause == error.cause),
        )?;
        let Node::Call { function, first, count } = formula.node(culprit) else { return None };
        let (function, arguments) = (function::get(function)?, formula.arguments(first, count));
        let value = |id: NodeId| match formula.node(id) {
            Node::Constant(index) => Some(Argument::Value(formula.constant(index).clone())),
            Node::Number { mantissa, scale } => Some(Argument::Value(Node::number(mantissa, scale).into())),
            _ => watch.result(id).cloned(),
        };
        let wrong = arguments.iter().enumerate().find_map(|(place, node)| {
            let value = self.one_value(value(*node)?)?;
            is_wrong(function, place, &value, error.cause).then_some((place, value))
        });
        Some(sentence(function, wrong, error.cause, language))
    }

    /// A single value of an argument; nothing for a reference that was wanted as one and for several values.
    fn one_value(&self, argument: Argument) -> Option<Value> {
        match argument {
            Argument::Value(value) => Some(value),
            Argument::Area(area) if area.is_single() => Some(self.value(area.first()).clone()),
            _ => None,
        }
    }

    fn unknown_name(&self, formula: Formula<'_>, cause: Cause, language: Language) -> Option<String> {
        let is_function = cause == Cause::UnknownFunction;
        let name = formula.nodes().iter().find_map(|node| match *node {
            Node::Invoke { first, count } if is_function => {
                self.undefined(formula.node(formula.callee(first, count).0))
            }
            Node::Invoke { .. } => None,
            node if !is_function => self.undefined(node),
            _ => None,
        })?;
        let word = self.symbols.name_text(name);
        let functions = function::all().iter().map(|function| function.name);
        let names = self.symbols.definitions().map(|(name, _)| self.symbols.name_text(name));
        let meant =
            if is_function { nearest(word, functions.chain(names)) } else { nearest(word, names.chain(functions)) };
        Some(match (language, is_function, meant) {
            (Language::English, true, None) => format!("There is no function “{word}”."),
            (Language::English, true, Some(meant)) => format!("There is no function “{word}”. Did you mean {meant}?"),
            (Language::English, false, None) => format!("The name “{word}” is not defined."),
            (Language::English, false, Some(meant)) => {
                format!("The name “{word}” is not defined. Did you mean {meant}?")
            }
            (Language::Japanese, true, None) => format!("関数「{word}」はありません。"),
            (Language::Japanese, true, Some(meant)) => format!("関数「{word}」はありません。{meant} のことですか。"),
            (Language::Japanese, false, None) => format!("名前「{word}」は定義されていません。"),
            (Language::Japanese, false, Some(meant)) => {
                format!("名前「{word}」は定義されていません。{meant} のことですか。")
            }
        })
    }

    /// The name that a node is, when nothing is defined for it.
    fn undefined(&self, node: Node) -> Option<crate::formula::NameId> {
        match node {
            Node::Name(name) | Node::NameOrFunction(name, _) if self.definition(name).is_none() => Some(name),
            _ => None,
        }
    }
}

/// Whether an argument is what an error is about.
fn is_wrong(function: &Function, place: usize, value: &Value, cause: Cause) -> bool {
    let Some(parameter) = function.parameter(place) else { return false };
    match cause {
        Cause::NotAReference => parameter.kind == Kind::Reference,
        Cause::NotABoolean => parameter.kind == Kind::Bool && to_bool(value).is_err(),
        Cause::TextOperand | Cause::NotANumber | Cause::NotADate => {
            parameter.kind == Kind::Number && to_number(value).is_err()
        }
        // One value alone can only be out of bounds itself.
        Cause::OutOfRange | Cause::NegativeRoot | Cause::DateOutOfRange => function.parameters.len() == 1,
        _ => false,
    }
}

fn sentence(function: &Function, wrong: Option<(usize, Value)>, cause: Cause, language: Language) -> String {
    let (name, why) = (function.name, cause.text().get(language));
    let Some((place, value)) = wrong else {
        return match language {
            Language::English => format!("{name}: {why}"),
            Language::Japanese => format!("{name}：{why}"),
        };
    };
    let number = place + 1;
    let parameter = function.parameter(place).map_or("", |parameter| parameter.name);
    let mut quoted: String = value.plain().chars().take(MOST_QUOTED).collect();
    if quoted.len() < value.plain().len() {
        quoted.push('…');
    }
    match language {
        Language::English => format!("{name}, argument {number} ({parameter}) is “{quoted}”. {why}"),
        Language::Japanese => format!("{name} の{number}番目の引数（{parameter}）が「{quoted}」です。{why}"),
    }
}
