//! MATCH and XMATCH: where a value stands.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::search::{
    Key, Vector, find_equal, find_equal_or_like, find_last, find_last_not_above, find_like, find_nearest, next_of_type,
};
use crate::cell::{Cause, ErrorValue, Value};
use crate::function::{Arguments, Body, Cost, Example, Family, Function, Kind, Parameter, Pattern};
use crate::text::Text;

/// The functions of this file.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "MATCH",
        family: Family::Lookup,
        parameters: &[
            Parameter::required("lookup_value", Kind::Any),
            Parameter::required("lookup_array", Kind::Range),
            Parameter::optional("match_type", Kind::Number),
        ],
        summary: Text::new(
            "Gives the position of a value in one row or column: of the largest value not above it (1, the default, for ascending values), of an equal one (0), or of the smallest not below it (-1, for descending values).",
            "1行または1列の中での値の位置を返します。照合の種類は、1（既定値。昇順のデータで検索値以下の最大値）、0（完全一致）、-1（降順のデータで検索値以上の最小値）です。",
        ),
        examples: &[
            Example::new("=MATCH(30,{10,20,30},0)", "3"),
            Example::new("=MATCH(25,{10,20,30})", "2"),
            Example::new("=MATCH(\"b*\",{\"apple\",\"Banana\"},0)", "2"),
            Example::new("=MATCH(25,{30,20,10},-1)", "1"),
        ],
        body: Body::Measured(Cost::SELECTIVE, match_),
    },
    Function {
        name: "XMATCH",
        family: Family::Lookup,
        parameters: &[
            Parameter::required("lookup_value", Kind::Any),
            Parameter::required("lookup_array", Kind::Range),
            Parameter::optional("match_mode", Kind::Number),
            Parameter::optional("search_mode", Kind::Number),
        ],
        summary: Text::new(
            "Gives the position of a value in one row or column, exactly, to the next smaller or larger, or by wildcards, searched from either end.",
            "1行または1列の中での値の位置を返します。完全一致、次に小さい（大きい）値、ワイルドカードによる照合と、検索の方向を指定できます。",
        ),
        examples: &[
            Example::new("=XMATCH(20,{10,20,30})", "2"),
            Example::new("=XMATCH(25,{30,10,20},-1)", "3"),
            Example::new("=XMATCH(1,{1,2,1},0,-1)", "3"),
            Example::new("=XMATCH(\"?b\",{\"a\",\"ab\"},2)", "2"),
        ],
        body: Body::Measured(Cost::SELECTIVE, xmatch),
    },
];

fn match_(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let value = arguments.value(0);
    let key = Key::new(&value)?;
    let vector = Vector::of(arguments.grid(1), arguments.work)?;
    // An empty third place means 0, a missing one means 1.
    let kind = if arguments.count() > 2 { arguments.number(2)? } else { Decimal::ONE };
    let found = match kind.cmp(&Decimal::ZERO) {
        Ordering::Equal => find_equal_or_like(&vector, &key),
        Ordering::Greater => find_last_not_above(&vector, &key),
        Ordering::Less => find_smallest_not_below(&vector, &key),
    };
    position(found)
}

/// In descending values: the first that equals the key, or else the last above it.
fn find_smallest_not_below(vector: &Vector<'_>, key: &Key<'_>) -> Option<u32> {
    let above = find_last(vector, key, |order| order == Ordering::Greater);
    let next = next_of_type(vector, key, above.map_or(0, |index| index + 1), vector.len());
    match next {
        Some((index, Ordering::Equal)) => Some(index),
        _ => above,
    }
}

fn xmatch(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let value = arguments.value(0);
    let vector = Vector::of(arguments.grid(1), arguments.work)?;
    let modes = Modes::read(arguments, 2)?;
    position(modes.find(&vector, &value)?)
}

fn position(found: Option<u32>) -> Result<Value, ErrorValue> {
    let index = found.ok_or(Cause::NotFound)?;
    Ok(Value::Number(Decimal::from(u64::from(index) + 1)))
}

/// How the newer lookups compare and in which order they search.
pub(super) struct Modes {
    compared: Compared,
    searched: Searched,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Compared {
    Equal,
    OrNext(Ordering),
    Wildcards,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Searched {
    FromStart,
    FromEnd,
    Ascending,
    Descending,
}

impl Modes {
    /// Reads match mode and search mode from two arguments in a row.
    ///
    /// # Errors
    /// `#VALUE!` for a mode that does not exist, and for wildcards in a binary search.
    pub fn read(arguments: &Arguments<'_>, first: usize) -> Result<Self, ErrorValue> {
        let compared = match arguments.integer_or(first, 0)? {
            0 => Compared::Equal,
            -1 => Compared::OrNext(Ordering::Less),
            1 => Compared::OrNext(Ordering::Greater),
            2 => Compared::Wildcards,
            _ => return Err(Cause::ChoiceOutOfRange.into()),
        };
        let searched = match arguments.integer_or(first + 1, 1)? {
            1 => Searched::FromStart,
            -1 => Searched::FromEnd,
            2 => Searched::Ascending,
            -2 => Searched::Descending,
            _ => return Err(Cause::ChoiceOutOfRange.into()),
        };
        if compared == Compared::Wildcards && matches!(searched, Searched::Ascending | Searched::Descending) {
            return Err(Cause::ChoiceOutOfRange.into());
        }
        Ok(Self { compared, searched })
    }

    /// The place of a value in a vector.
    ///
    /// # Errors
    /// The value's own error.
    pub fn find(&self, vector: &Vector<'_>, value: &Value) -> Result<Option<u32>, ErrorValue> {
        let key = Key::with_blank(value)?;
        let from_end = self.searched == Searched::FromEnd;
        Ok(match (self.compared, self.searched) {
            (compared, Searched::Ascending) => halve(vector, &key, compared, Ordering::Less),
            (compared, Searched::Descending) => halve(vector, &key, compared, Ordering::Greater),
            (Compared::Equal, _) => find_equal(vector, &key, from_end),
            (Compared::OrNext(side), _) => find_nearest(vector, &key, side, from_end),
            (Compared::Wildcards, _) => match value {
                Value::Text(text) => find_like(vector, &Pattern::new(text), from_end),
                _ => find_equal(vector, &key, from_end),
            },
        })
    }
}

/// By halving in sorted values, of which those that stand `before` the key come first.
fn halve(vector: &Vector<'_>, key: &Key<'_>, compared: Compared, before: Ordering) -> Option<u32> {
    let last_before = find_last(vector, key, |order| order == before);
    let next = next_of_type(vector, key, last_before.map_or(0, |index| index + 1), vector.len());
    match (next, compared) {
        (Some((index, Ordering::Equal)), _) => Some(index),
        (_, Compared::OrNext(side)) if side == before => last_before,
        (next, Compared::OrNext(_)) => next.map(|(index, _)| index),
        _ => None,
    }
}
