//! The functions of formulas, one family a file. A function is one [`Function`] value: its name, its typed parameters,
//! its doc in both languages, examples that run as tests, and its body, all in one place; help, completion and argument
//! checks come from it.
//!
//! This folder must not know the engine: it sees cells through [`Arguments`]. To add a function, add a `Function` to
//! the family's `FUNCTIONS` list. Functions that decide themselves which arguments to evaluate (`IF`, `LET`, ...) are
//! declared here with [`Body::Special`] and evaluated by the engine.

mod arguments;
mod array_shape;
mod coerce;
mod conditional;
pub mod criteria;
mod date;
mod finance;
mod finance_annuity;
mod finance_depreciation;
mod finance_flows;
mod finance_rate;
mod grid;
mod information;
mod lambda;
mod logic;
mod lookup;
mod math;
mod math_aggregate;
mod math_sequence;
mod math_subtotal;
mod nearest;
mod partner_return;
mod partner_score;
mod partner_share;
mod partner_spark;
mod partner_tier;
mod partner_waterfall;
mod pattern;
mod root_isolation;
mod root_search;
mod rounding;
mod statistics;
mod text;
mod text_character;
mod text_number;
mod text_search;
pub mod work;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

pub use arguments::{Argument, Arguments, Clock, UNCALLED};
pub use array_shape::order::sorted_order;
pub use coerce::{compare, equal, to_bool, to_number, to_text};
pub use grid::{Grid, for_each_place};
pub use nearest::nearest;
pub use pattern::Pattern;
pub use work::{Cost, Work};

use crate::cell::{ErrorValue, Value};
use crate::text::Text;

/// A family of functions, as help lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// Math and rounding.
    Math,
    /// Logic.
    Logic,
    /// Text.
    Text,
    /// Lookup and reference.
    Lookup,
    /// Date and time.
    Date,
    /// Statistics, conditional aggregates included.
    Statistics,
    /// Finance.
    Finance,
    /// Information.
    Information,
    /// Partner functions: ours, not Excel's.
    Partner,
}

/// What a parameter takes. The scalar kinds are lifted: given an array or a range of several cells, the function is
/// computed for each of its values and gives an array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One number.
    Number,
    /// One text.
    Text,
    /// TRUE or FALSE.
    Bool,
    /// One value of any kind.
    Any,
    /// A range or an array (or a single value as an array of one), taken whole.
    Range,
    /// A range taken whole that has the shape of the first argument: of cells, those from its first one on.
    Beside,
    /// A reference to cells; a value is refused.
    Reference,
}

impl Kind {
    /// Whether the function is computed for each value of an array given here.
    #[must_use]
    pub const fn is_lifted(self) -> bool {
        matches!(self, Self::Number | Self::Text | Self::Bool | Self::Any)
    }
}

/// Whether a parameter must be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It must be given.
    Required,
    /// It may be left out.
    Optional,
    /// It may be given any number of times, zero included; several repeating parameters repeat as a group, and only
    /// the last parameters of a function repeat.
    Repeating,
}

/// One parameter of a function.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its name, as the signature shows it.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Whether it must be given.
    pub presence: Presence,
    /// The words that it takes, in small letters; empty where it takes something else.
    pub words: &'static [&'static str],
}

impl Parameter {
    /// A parameter that must be given.
    #[must_use]
    pub const fn required(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, presence: Presence::Required, words: &[] }
    }

    /// A parameter that may be left out.
    #[must_use]
    pub const fn optional(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, presence: Presence::Optional, words: &[] }
    }

    /// A parameter that may be given any number of times.
    #[must_use]
    pub const fn repeating(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, presence: Presence::Repeating, words: &[] }
    }

    /// The parameter as one that takes these words, in small letters.
    #[must_use]
    pub const fn of(self, words: &'static [&'static str]) -> Self {
        Self { words, ..self }
    }
}

/// A function whose evaluation the engine knows, because it decides which arguments are evaluated, or needs references.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Special {
    /// `IF`
    If,
    /// `IFS`
    Ifs,
    /// `IFERROR`
    IfError,
    /// `IFNA`
    IfNa,
    /// `SWITCH`
    Switch,
    /// `CHOOSE`
    Choose,
    /// `OFFSET`: gives a reference that is known only at evaluation.
    Offset,
    /// `INDIRECT`: gives a reference that is known only at evaluation.
    Indirect,
    /// `INDEX`: gives a reference when it is given one.
    Index,
    /// `ISREF`
    IsReference,
    /// `ISFORMULA`
    IsFormula,
    /// `FORMULATEXT`
    FormulaText,
    /// `SHEET`
    Sheet,
    /// `LET`
    Let,
    /// `LAMBDA`: the parser makes a node of its own of it.
    Lambda,
    /// `ISOMITTED`
    IsOmitted,
    /// `MAP`
    Map,
    /// `REDUCE`
    Reduce,
    /// `SCAN`
    Scan,
    /// `BYROW`
    ByRow,
    /// `BYCOL`
    ByColumn,
    /// `MAKEARRAY`
    MakeArray,
}

/// How a function is computed.
#[derive(Clone, Copy, Debug)]
pub enum Body {
    /// From its evaluated arguments.
    Eager(fn(&Arguments<'_>) -> Result<Value, ErrorValue>),
    /// As [`Body::Eager`], at a cost of its own.
    Measured(Cost, fn(&Arguments<'_>) -> Result<Value, ErrorValue>),
    /// As [`Body::Eager`], and again whenever the workbook is told the day.
    Volatile(fn(&Arguments<'_>) -> Result<Value, ErrorValue>),
    /// As [`Body::Eager`], but what it gives may be a reference: a part of one that it was given.
    Picking(fn(&Arguments<'_>) -> Result<Argument, ErrorValue>),
    /// By the engine.
    Special(Special),
}

impl Body {
    /// What the function costs, where the engine doesn't know it better.
    #[must_use]
    pub const fn cost(&self) -> Cost {
        match self {
            Self::Eager(_) | Self::Volatile(_) => Cost::READING,
            Self::Measured(cost, _) => *cost,
            Self::Picking(_) | Self::Special(_) => Cost::SELECTIVE,
        }
    }
}

/// A formula and the plain text of its value.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The formula, with its `=`.
    pub formula: &'static str,
    /// The value as [`Value::plain`] writes it.
    pub value: &'static str,
}

impl Example {
    /// A formula and its value.
    #[must_use]
    pub const fn new(formula: &'static str, value: &'static str) -> Self {
        Self { formula, value }
    }
}

/// One function of formulas.
#[derive(Clone, Copy, Debug)]
pub struct Function {
    /// Its name, in capitals.
    pub name: &'static str,
    /// The family that lists it.
    pub family: Family,
    /// Its parameters in order.
    pub parameters: &'static [Parameter],
    /// What it gives, in one sentence.
    pub summary: Text,
    /// Formulas with their values; they run as tests.
    pub examples: &'static [Example],
    /// How it is computed.
    pub body: Body,
}

impl Function {
    /// The parameter that argument `index` is for; nothing when there are too many arguments.
    #[must_use]
    pub fn parameter(&self, index: usize) -> Option<&'static Parameter> {
        if let Some(parameter) = self.parameters.get(index) {
            return Some(parameter);
        }
        let repeating = self.parameters.iter().filter(|p| p.presence == Presence::Repeating).count();
        if repeating == 0 {
            return None;
        }
        let first = self.parameters.len() - repeating;
        self.parameters.get(first + (index - first) % repeating)
    }

    /// Whether it sums up a range without the formulas there that do so themselves.
    #[must_use]
    pub fn is_subtotal(&self) -> bool {
        matches!(self.name, "SUBTOTAL" | "AGGREGATE")
    }

    /// Whether its first argument, where that is a reference, says where cells are, and what they show doesn't matter. FORMULATEXT
    /// and ISFORMULA ask what is typed there, which every edit tells them.
    #[must_use]
    pub fn takes_address(&self) -> bool {
        matches!(
            self.name,
            "ROW" | "ROWS" | "COLUMN" | "COLUMNS" | "SHEET" | "ISREF" | "OFFSET" | "ISFORMULA" | "FORMULATEXT"
        )
    }

    /// The least number of arguments.
    #[must_use]
    pub fn least(&self) -> usize {
        self.parameters.iter().filter(|p| p.presence == Presence::Required).count()
    }

    /// The greatest number of arguments; nothing when they may repeat without end.
    #[must_use]
    pub fn most(&self) -> Option<usize> {
        let repeats = self.parameters.iter().any(|p| p.presence == Presence::Repeating);
        (!repeats).then_some(self.parameters.len())
    }

    /// The signature as help shows it: `ROUND(number, digits)`, optional parameters in brackets.
    #[must_use]
    pub fn signature(&self) -> String {
        let mut text = format!("{}(", self.name);
        for (index, parameter) in self.parameters.iter().enumerate() {
            if index > 0 {
                text.push_str(", ");
            }
            match parameter.presence {
                Presence::Required => text.push_str(parameter.name),
                Presence::Optional => {
                    text.push('[');
                    text.push_str(parameter.name);
                    text.push(']');
                }
                Presence::Repeating => {
                    text.push('[');
                    text.push_str(parameter.name);
                    text.push_str(", ...]");
                }
            }
        }
        text.push(')');
        text
    }
}

/// Identity of a function in compiled formulas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FunctionId(pub u16);

/// The families' lists. A new family's list is added here.
static FAMILIES: &[&[Function]] = &[
    math::FUNCTIONS,
    rounding::FUNCTIONS,
    math_aggregate::FUNCTIONS,
    math_sequence::FUNCTIONS,
    math_subtotal::FUNCTIONS,
    logic::FUNCTIONS,
    lambda::FUNCTIONS,
    information::FUNCTIONS,
    text::FUNCTIONS,
    text_search::FUNCTIONS,
    text_character::FUNCTIONS,
    text_number::FUNCTIONS,
    finance::FUNCTIONS,
    finance_annuity::FUNCTIONS,
    finance_rate::FUNCTIONS,
    finance_flows::FUNCTIONS,
    finance_depreciation::FUNCTIONS,
    partner_return::FUNCTIONS,
    partner_score::FUNCTIONS,
    partner_share::FUNCTIONS,
    partner_spark::FUNCTIONS,
    partner_tier::FUNCTIONS,
    partner_waterfall::FUNCTIONS,
    lookup::matching::FUNCTIONS,
    lookup::table::FUNCTIONS,
    lookup::reference::FUNCTIONS,
    array_shape::select::FUNCTIONS,
    array_shape::order::FUNCTIONS,
    array_shape::reshape::FUNCTIONS,
    conditional::single::FUNCTIONS,
    conditional::several::FUNCTIONS,
    statistics::count::FUNCTIONS,
    statistics::center::FUNCTIONS,
    statistics::extreme::FUNCTIONS,
    statistics::rank::FUNCTIONS,
    statistics::spread::FUNCTIONS,
    statistics::relation::FUNCTIONS,
    statistics::trend::FUNCTIONS,
    statistics::normal::FUNCTIONS,
    statistics::normal::RELATED,
    date::build::FUNCTIONS,
    date::parts::FUNCTIONS,
    date::reading::FUNCTIONS,
    date::difference::FUNCTIONS,
    date::workday::FUNCTIONS,
];

static CATALOG: LazyLock<Catalog> = LazyLock::new(Catalog::new);

struct Catalog {
    functions: Vec<&'static Function>,
    by_name: FxHashMap<&'static str, FunctionId>,
}

impl Catalog {
    fn new() -> Self {
        let functions: Vec<&'static Function> = FAMILIES.iter().copied().flatten().collect();
        let by_name = (0u16..).zip(&functions).map(|(index, f)| (f.name, FunctionId(index))).collect();
        Self { functions, by_name }
    }
}

/// Every function, family by family.
#[must_use]
pub fn all() -> &'static [&'static Function] {
    &CATALOG.functions
}

/// The function of a name in capitals.
#[must_use]
pub fn find(name: &str) -> Option<FunctionId> {
    CATALOG.by_name.get(name).copied()
}

/// The function of a name in any case.
#[must_use]
pub fn find_in_any_case(name: &str) -> Option<FunctionId> {
    const LONGEST: usize = 32;
    let mut capitals = [0; LONGEST];
    let place = capitals.get_mut(..name.len())?;
    place.copy_from_slice(name.as_bytes());
    place.make_ascii_uppercase();
    find(std::str::from_utf8(place).ok()?)
}

/// The function of an identity.
#[must_use]
pub fn get(id: FunctionId) -> Option<&'static Function> {
    CATALOG.functions.get(usize::from(id.0)).copied()
}
