//! Why a cell shows an error, in words: which name is not known and which was meant, which argument of which function is at
//! fault.

use super::Engine;
use super::evaluate::{EvaluationScratch, Evaluator};
use super::explain::{Miscall, Watch};
use crate::cell::{Cause, CellAddress, ErrorValue, SheetId, Value};
use crate::formula::{Formula, Node, NodeId, Symbols as _};
use crate::function::{self, Argument, Function, Kind, Parameter, nearest, to_bool, to_number};
use crate::text::Language;

/// Characters of a value that a sentence quotes.
const MOST_QUOTED: usize = 24;
/// Rows in which a word is looked for.
const MOST_ROWS: u32 = 10_000;

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
        // Operands stand before what uses them, so the first part that gives the error is the one that made it. What calls a
        // function value for each item gives the error as an item.
        let is_error = |value: &Value| matches!(value, Value::Error(found) if found.cause == error.cause);
        let culprit = ids.find(|id| match watch.result(*id) {
            Some(Argument::Value(Value::Array(array))) if error.cause == Cause::LambdaArguments => {
                array.items().iter().any(is_error)
            }
            Some(Argument::Value(value)) => is_error(value),
            _ => false,
        })?;
        let miscall = watch.miscall.filter(|_| error.cause == Cause::LambdaArguments);
        let (function, arguments) = match formula.node(culprit) {
            Node::Call { function, first, count } => (function::get(function)?, formula.arguments(first, count)),
            Node::Reference(index) if error.cause == Cause::UnknownSheet => {
                return self.unknown_sheet(formula.reference(index)?.sheet.get()?, language);
            }
            _ => return miscall.map(|miscall| miscalled(miscall, language)),
        };
        let value = |id: NodeId| match formula.node(id) {
            Node::Constant(index) => Some(Argument::Value(formula.constant(index).clone())),
            Node::Number { mantissa, scale } => Some(Argument::Value(Node::number(mantissa, scale).into())),
            _ => watch.result(id).cloned(),
        };
        let given: Vec<Option<Argument>> = arguments.iter().map(|node| value(*node)).collect();
        let wrong = given.iter().enumerate().find_map(|(place, argument)| {
            let argument = argument.clone()?;
            if let Some(word) = self.unknown_word(function.parameter(place)?, &argument, error.cause) {
                return Some((place, word));
            }
            let value = self.one_value(argument)?;
            is_wrong(function, place, &value, error.cause).then_some((place, value))
        });
        let wrong = wrong.or_else(|| {
            let given: Option<Vec<Argument>> = given.into_iter().collect();
            self.tried(at, function, &given?, error.cause)
        });
        let why = match miscall {
            Some(miscall) => miscalled(miscall, language),
            None => expected(function, wrong.as_ref(), error.cause, language),
        };
        Some(sentence(function, wrong, &why, language))
    }

    /// Of a parameter that takes certain words, the first word given that is none of them.
    fn unknown_word(&self, parameter: &Parameter, argument: &Argument, cause: Cause) -> Option<Value> {
        let is_strange = |value: &Value| match value {
            Value::Text(text) => !parameter.words.contains(&text.trim().to_lowercase().as_str()),
            _ => false,
        };
        if parameter.words.is_empty() || !matches!(cause, Cause::UnknownChoice | Cause::OutOfRange) {
            return None;
        }
        match argument {
            Argument::Value(Value::Array(array)) => array.items().iter().find(|item| is_strange(item)).cloned(),
            Argument::Value(value) => Some(value.clone()).filter(is_strange),
            Argument::Area(area) => {
                let rows = area.top..=area.bottom.min(area.top.saturating_add(MOST_ROWS));
                let mut cells = rows.flat_map(|row| {
                    (area.left..=area.right).map(move |column| CellAddress::new(area.sheet, row, column))
                });
                cells.find(|at| is_strange(self.value(*at))).map(|at| self.value(at).clone())
            }
            _ => None,
        }
    }

    /// The one argument with which a function works as soon as it is another, whatever the others are.
    fn tried(
        &self,
        host: CellAddress,
        function: &Function,
        given: &[Argument],
        cause: Cause,
    ) -> Option<(usize, Value)> {
        /// Numbers that most functions take in most places; the last is a day.
        const TRIED: [i64; 6] = [1, 0, 2, 5, -1, 73_000];
        let bounds = [
            Cause::OutOfRange,
            Cause::NegativeRoot,
            Cause::NegativeCount,
            Cause::BelowOne,
            Cause::OutsideArray,
            Cause::OutsideRange,
            Cause::ChoiceOutOfRange,
            Cause::UnknownChoice,
            Cause::DateOutOfRange,
            Cause::BandsNotAscending,
        ];
        // What is computed for each item of an array has no one value to name.
        let is_single = |argument: &Argument| {
            self.one_value(argument.clone()).is_some_and(|value| !matches!(value, Value::Array(_)))
        };
        let is_lifted = |place: usize| function.parameter(place).is_some_and(|parameter| parameter.kind.is_lifted());
        if !bounds.contains(&cause)
            || given.iter().enumerate().any(|(place, argument)| is_lifted(place) && !is_single(argument))
        {
            return None;
        }
        let mut scratch = EvaluationScratch::default();
        let evaluator = Evaluator::new(self, host, &mut scratch);
        let works = |place: usize| {
            TRIED.iter().any(|number| {
                let mut other = given.to_vec();
                if let Some(argument) = other.get_mut(place) {
                    *argument = Argument::Value(Value::Number((*number).into()));
                }
                !matches!(evaluator.run(function, &other, 0), Argument::Value(Value::Error(_)))
            })
        };
        let mut culprits = (0..given.len()).filter(|place| is_lifted(*place) && works(*place));
        let culprit = culprits.next().filter(|_| culprits.next().is_none())?;
        Some((culprit, self.one_value(given.get(culprit)?.clone())?))
    }

    fn unknown_sheet(&self, sheet: SheetId, language: Language) -> Option<String> {
        let name = self.symbols.sheet_text(sheet)?;
        Some(match (language, nearest(name, self.symbols.attached_sheets())) {
            (Language::English, None) => format!("There is no sheet “{name}”."),
            (Language::English, Some(meant)) => format!("There is no sheet “{name}”. Did you mean {meant}?"),
            (Language::Japanese, None) => format!("シート「{name}」はありません。"),
            (Language::Japanese, Some(meant)) => format!("シート「{name}」はありません。{meant} のことですか。"),
        })
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
        // INDIRECT takes its sheet from a text.
        Cause::UnknownSheet | Cause::BadReferenceText => place == 0,
        Cause::NotABoolean => parameter.kind == Kind::Bool && to_bool(value).is_err(),
        Cause::TextOperand | Cause::NotANumber | Cause::NotADate => {
            parameter.kind == Kind::Number && to_number(value).is_err()
        }
        // One value alone can only be out of bounds itself.
        Cause::OutOfRange | Cause::NegativeRoot | Cause::DateOutOfRange => function.parameters.len() == 1,
        _ => false,
    }
}

/// Why an argument is wrong: for a word those that were expected, and which was meant.
fn expected(function: &Function, wrong: Option<&(usize, Value)>, cause: Cause, language: Language) -> String {
    let words = wrong.and_then(|(place, _)| function.parameter(*place)).map_or(&[][..], |parameter| parameter.words);
    let Some((_, Value::Text(given))) = wrong.filter(|_| !words.is_empty()) else {
        return cause.text().get(language).to_owned();
    };
    let meant = nearest(given.trim(), words.iter().copied());
    match (language, meant) {
        (Language::English, None) => format!("One of these was expected: “{}”.", words.join("”, “")),
        (Language::English, Some(meant)) => {
            format!("One of these was expected: “{}”. Did you mean “{meant}”?", words.join("”, “"))
        }
        (Language::Japanese, None) => format!("使える語は「{}」です。", words.join("」「")),
        (Language::Japanese, Some(meant)) => {
            format!("使える語は「{}」です。「{meant}」のことですか。", words.join("」「"))
        }
    }
}

/// How many arguments a function value takes, and how many were given.
fn miscalled(Miscall { given, least, most }: Miscall, language: Language) -> String {
    let takes = match (most, language) {
        (Some(most), _) if most == least => least.to_string(),
        (Some(most), Language::English) => format!("{least} to {most}"),
        (Some(most), Language::Japanese) => format!("{least}～{most}"),
        (None, Language::English) => format!("{least} or more"),
        (None, Language::Japanese) => format!("{least}以上"),
    };
    match language {
        Language::English => {
            let noun = if takes == "1" { "argument" } else { "arguments" };
            let verb = if given == 1 { "is" } else { "are" };
            format!("The LAMBDA takes {takes} {noun}, and {given} {verb} given.")
        }
        Language::Japanese => format!("LAMBDA の引数は{takes}個ですが、{given}個が渡されました。"),
    }
}

fn sentence(function: &Function, wrong: Option<(usize, Value)>, why: &str, language: Language) -> String {
    let name = function.name;
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
