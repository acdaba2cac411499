//! Excel's criteria, such as `">=5"`, `"<>"`, `"a*"`: read once into a [`Criterion`], then asked for each value.
//!
//! This file must not know which functions use criteria. Start reading at [`Criterion::new`].

use std::cmp::Ordering;
use std::rc::Rc;

use rust_decimal::Decimal;

use super::Pattern;
use crate::cell::{ErrorKind, KeyIndex, Side, Value, compare_texts};
use crate::number;

/// A condition on one value.
#[derive(Clone, Debug)]
pub enum Criterion {
    /// The value is this.
    Is(Target),
    /// The value is anything but this, blanks and errors included.
    IsNot(Target),
    /// The value has the type of the bound and stands to it in one of the wanted orders.
    Ordered {
        /// What is compared with.
        bound: Bound,
        /// Whether a smaller value is wanted.
        less: bool,
        /// Whether an equal value is wanted.
        equal: bool,
        /// Whether a greater value is wanted.
        greater: bool,
    },
}

/// What a criterion of equality looks for.
#[derive(Clone, Debug)]
pub enum Target {
    /// This number, guard digits dropped; a text that reads as the number is taken for it.
    Number(Decimal),
    /// TRUE or FALSE.
    Bool(bool),
    /// An error code.
    Error(ErrorKind),
    /// A text without wildcards, case-insensitive.
    Text(Rc<str>),
    /// A text with wildcards.
    Like(Pattern),
    /// A cell that holds nothing at all.
    Blank,
    /// A cell that holds nothing or the empty text.
    Empty,
}

/// What a criterion of order compares with.
#[derive(Clone, Debug)]
pub enum Bound {
    /// A number, guard digits dropped.
    Number(Decimal),
    /// A text, case-insensitive.
    Text(Rc<str>),
    /// TRUE or FALSE.
    Bool(bool),
}

/// The order in which an operator's letters must be tried: the longer first.
const OPERATORS: [&str; 6] = ["<=", ">=", "<>", "=", "<", ">"];

impl Criterion {
    /// The criterion that an argument means. A blank means the number 0, as in Excel; an array counts by its first
    /// value.
    #[must_use]
    pub fn new(value: &Value) -> Self {
        match value {
            Value::Number(wanted) => Self::Is(Target::Number(number::canonical(*wanted))),
            Value::Blank => Self::Is(Target::Number(Decimal::ZERO)),
            Value::Bool(wanted) => Self::Is(Target::Bool(*wanted)),
            Value::Error(error) => Self::Is(Target::Error(error.kind)),
            Value::Text(text) => Self::parse(text),
            Value::Array(array) => match array.first() {
                Value::Array(_) => Self::Is(Target::Blank),
                first => Self::new(first),
            },
        }
    }

    fn parse(text: &str) -> Self {
        let split = OPERATORS.iter().find_map(|operator| Some((*operator, text.strip_prefix(operator)?)));
        let (operator, operand) = split.unwrap_or(("", text));
        match operator {
            "" if operand.is_empty() => Self::Is(Target::Empty),
            "" => Self::Is(target(operand)),
            "=" if operand.is_empty() => Self::Is(Target::Blank),
            "=" => Self::Is(target(operand)),
            "<>" if operand.is_empty() => Self::IsNot(Target::Blank),
            "<>" => Self::IsNot(target(operand)),
            _ => Self::Ordered {
                bound: bound(operand),
                less: operator.starts_with('<'),
                equal: operator.ends_with('='),
                greater: operator.starts_with('>'),
            },
        }
    }

    /// Whether a value meets the criterion.
    #[inline]
    #[must_use]
    pub fn matches(&self, value: &Value) -> bool {
        match self {
            Self::Is(target) => target.matches(value),
            Self::IsNot(target) => !target.matches(value),
            Self::Ordered { bound, less, equal, greater } => match bound.order_of(value) {
                Some(Ordering::Less) => *less,
                Some(Ordering::Equal) => *equal,
                Some(Ordering::Greater) => *greater,
                None => false,
            },
        }
    }

    /// What asking for a value costs, in units of work.
    #[inline]
    #[must_use]
    pub fn units(&self, value: &Value) -> u64 {
        match (self, value) {
            (Self::Is(Target::Like(pattern)) | Self::IsNot(Target::Like(pattern)), Value::Text(text)) => {
                pattern.units(text)
            }
            // Texts are compared as far as they agree, and read as numbers where a number is wanted.
            (Self::Is(Target::Text(wanted)) | Self::IsNot(Target::Text(wanted)), Value::Text(text)) => {
                2 + wanted.len().min(text.len()) as u64 / 8
            }
            (Self::Ordered { bound: Bound::Text(bound), .. }, Value::Text(text)) => {
                2 + bound.len().min(text.len()) as u64 / 8
            }
            (Self::Is(Target::Number(_)) | Self::IsNot(Target::Number(_)), Value::Text(text)) => {
                6 + text.len() as u64 / 2
            }
            _ => 2,
        }
    }

    /// The places of the values that meet the criterion, as an index knows them: none twice, and no blank among them.
    /// Nothing when only a look at every value tells.
    #[must_use]
    pub fn places<'i>(&self, index: &'i KeyIndex) -> Option<[&'i [u32]; 2]> {
        match self {
            Self::Is(Target::Number(wanted)) => {
                Some([index.numbers_at(*wanted, Side::EQUAL)?, index.numeric_texts(*wanted)])
            }
            Self::Is(Target::Text(wanted)) => Some([index.texts_at(wanted, Side::EQUAL)?, &[]]),
            Self::Ordered { bound, less, equal, greater } => {
                let side = Side { below: *less, equal: *equal, above: *greater };
                let places = match bound {
                    Bound::Number(bound) => index.numbers_at(*bound, side)?,
                    Bound::Text(bound) => index.texts_at(bound, side)?,
                    Bound::Bool(_) => return None,
                };
                Some([places, &[]])
            }
            Self::Is(_) | Self::IsNot(_) => None,
        }
    }

    /// How many of the values that an index knows meet the criterion; nothing when only a look at every value tells.
    #[must_use]
    pub fn count_in(&self, index: &KeyIndex) -> Option<u64> {
        match self {
            Self::Is(Target::Blank) => Some(0),
            Self::Is(Target::Empty) => Some(index.texts_at("", Side::EQUAL)?.len() as u64),
            Self::IsNot(target) => index.filled().checked_sub(Self::Is(target.clone()).count_in(index)?),
            _ => self.places(index).map(|places| places.iter().map(|places| places.len() as u64).sum()),
        }
    }

    /// Whether an empty cell meets the criterion, which decides whether the cells after the last used one count.
    #[must_use]
    pub fn matches_blank(&self) -> bool {
        self.matches(&Value::Blank)
    }
}

impl Target {
    #[inline]
    fn matches(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Number(wanted), Value::Number(found)) => *wanted == number::canonical(*found),
            (Self::Number(wanted), Value::Text(text)) => {
                number_in(text).is_some_and(|found| *wanted == number::canonical(found))
            }
            (Self::Bool(wanted), Value::Bool(found)) => wanted == found,
            (Self::Error(wanted), Value::Error(found)) => *wanted == found.kind,
            (Self::Text(wanted), Value::Text(found)) => compare_texts(wanted, found) == Ordering::Equal,
            (Self::Like(pattern), Value::Text(found)) => pattern.matches(found),
            (Self::Blank | Self::Empty, Value::Blank) => true,
            (Self::Empty, Value::Text(found)) => found.is_empty(),
            _ => false,
        }
    }
}

impl Bound {
    /// How a value stands to the bound; nothing when it is of another type.
    #[inline]
    fn order_of(&self, value: &Value) -> Option<Ordering> {
        match (self, value) {
            (Self::Number(bound), Value::Number(found)) => Some(number::canonical(*found).cmp(bound)),
            (Self::Text(bound), Value::Text(found)) => Some(compare_texts(found, bound)),
            (Self::Bool(bound), Value::Bool(found)) => Some(found.cmp(bound)),
            _ => None,
        }
    }
}

/// The number that a text means, tried only when it may be one: most texts are told apart by having no digit.
fn number_in(text: &str) -> Option<Decimal> {
    if !text.chars().any(char::is_numeric) {
        return None;
    }
    number::parse_number(text)
}

fn truth_in(text: &str) -> Option<bool> {
    if text.eq_ignore_ascii_case("TRUE") {
        Some(true)
    } else if text.eq_ignore_ascii_case("FALSE") {
        Some(false)
    } else {
        None
    }
}

fn target(operand: &str) -> Target {
    if let Some(wanted) = number_in(operand) {
        return Target::Number(number::canonical(wanted));
    }
    if let Some(wanted) = truth_in(operand) {
        return Target::Bool(wanted);
    }
    if let Some(kind) = ErrorKind::parse(operand) {
        return Target::Error(kind);
    }
    if Pattern::is_needed(operand) { Target::Like(Pattern::new(operand)) } else { Target::Text(operand.into()) }
}

fn bound(operand: &str) -> Bound {
    if let Some(wanted) = number_in(operand) {
        return Bound::Number(number::canonical(wanted));
    }
    truth_in(operand).map_or_else(|| Bound::Text(operand.into()), Bound::Bool)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::Cause;

    /// The values that meet a criterion, among one of each type.
    fn check(criterion: impl Into<Value>, expect: &str) {
        let values = [
            ("0", Value::from(Decimal::ZERO)),
            ("5", Value::from(Decimal::from(5))),
            ("7.5", Value::from(Decimal::new(75, 1))),
            ("t5", Value::from("5")),
            ("apple", Value::from("Apple")),
            ("a*", Value::from("a*")),
            ("empty", Value::from("")),
            ("true", Value::from(true)),
            ("na", Value::from(Cause::NotFound)),
            ("blank", Value::Blank),
        ];
        let value = criterion.into();
        let criterion = Criterion::new(&value);
        let met: Vec<&str> = values.iter().filter(|(_, v)| criterion.matches(v)).map(|(name, _)| *name).collect();
        assert_eq!(met.join(" "), expect, "{}", value.plain());
    }

    #[test]
    fn criteria_mean_what_excel_means() {
        check(Decimal::from(5), "5 t5");
        check("5", "5 t5");
        check("=5", "5 t5");
        check("5.0", "5 t5");
        check("<>5", "0 7.5 apple a* empty true na blank");
        check(">5", "7.5");
        check(">=5", "5 7.5");
        check("<5", "0");
        check("<=5", "0 5");
        check("apple", "apple");
        check("a*", "apple a*");
        check("a~*", "a*");
        check("*", "t5 apple a* empty");
        check("?*", "t5 apple a*");
        check("<>a*", "0 5 7.5 t5 empty true na blank");
        check("", "empty blank");
        check("=", "blank");
        check("<>", "0 5 7.5 t5 apple a* empty true na");
        check(true, "true");
        check("TRUE", "true");
        check("#N/A", "na");
        check(Value::from(Cause::NotFound), "na");
        check(Value::Blank, "0");
        check(">a", "apple a*");
        check("<b", "t5 apple a* empty");
    }

    #[test]
    fn guard_digits_are_dropped() {
        let third = Decimal::ONE / Decimal::from(3) * Decimal::from(3);
        assert!(Criterion::new(&Value::from(Decimal::ONE)).matches(&Value::from(third)));
        assert!(Criterion::new(&Value::from("<=1")).matches(&Value::from(third)));
        assert!(!Criterion::new(&Value::from("<1")).matches(&Value::from(third)));
    }
}
