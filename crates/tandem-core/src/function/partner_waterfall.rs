//! Partner functions: an amount given out by rules in their order, with what is left.

use super::finance::checked;
use super::{Arguments, Body, Cost, Example, Family, Function, Grid, Kind, Parameter, to_number};
use crate::cell::{Array, Cause, ErrorValue, Value};
use crate::number::{self, Arithmetic as _, Decimal};
use crate::text::Text;

/// WATERFALL.
pub static FUNCTIONS: &[Function] = &[Function {
    name: "WATERFALL",
    family: Family::Partner,
    parameters: &[
        Parameter::required("amount", Kind::Number),
        Parameter::required("rules", Kind::Range).of(&["percent", "fixed", "share", "rest", "total"]),
        Parameter::optional("digits", Kind::Number),
        Parameter::optional("pay_what_is_left", Kind::Bool),
    ],
    summary: Text::new(
        "Gives out an amount by rules in their order, and what is left in the last row: each rule is a row of kind (\"fixed\", \"percent\" or \"share\"), base (\"total\", \"rest\" or a number of its own), value, and optionally the least and the most it pays; shares split all that is left by weight, and a rule that asks for more than is left is refused unless told to pay what is left.",
        "金額を規則の順に配分し、最後の行に残額を返します。規則は1行に1つで、種類（\"fixed\" 定額・\"percent\" 率・\"share\" 残額の按分）、基準（\"total\" 全額・\"rest\" 残額・または数値）、値、下限と上限（省略可）の列です。残額を超える規則はエラーになります（残額までの支払いも指定できます）。",
    ),
    examples: &[
        Example::new("=WATERFALL(100000,{\"percent\",\"total\",0.4;\"percent\",\"rest\",0.3})", "{40000;18000;42000}"),
        Example::new(
            "=WATERFALL(100,{\"fixed\",\"\",10;\"share\",\"\",1;\"share\",\"\",1;\"share\",\"\",1},0)",
            "{10;30;30;30;0}",
        ),
        Example::new("=WATERFALL(100,{\"percent\",\"total\",0.01,5,20;\"percent\",\"total\",0.5,0,20})", "{5;20;75}"),
        Example::new("=WATERFALL(50,{\"fixed\",\"\",80})", "#NUM!"),
        Example::new("=WATERFALL(50,{\"fixed\",\"\",80},2,TRUE)", "{50;0}"),
    ],
    body: Body::Measured(Cost::of_cell(10), waterfall),
}];

/// One rule.
#[derive(Clone, Copy)]
enum Rule {
    /// An empty row, which keeps its place.
    None,
    /// An amount within bounds.
    Amount { base: Base, value: Decimal, least: Decimal, most: Option<Decimal> },
    /// A weight in what is left.
    Share(Decimal),
}

/// What a value is multiplied with.
#[derive(Clone, Copy)]
enum Base {
    Total,
    Rest,
    Own(Decimal),
}

fn waterfall(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let amount = arguments.number(0)?;
    let grid = arguments.grid(1);
    let digits = i32::try_from(arguments.integer_or(2, 2)?).ok().filter(|digits| (-28..=28).contains(digits));
    let split = Split {
        // A negative amount is the mirror of the positive one, so that a reversal takes back to the last cent.
        total: amount.abs(),
        digits: digits.ok_or(Cause::OutOfRange)?,
        pays_what_is_left: arguments.bool_or(3, false)?,
    };
    let rules = (0..grid.rows()).map(|row| read(grid, row)).collect::<Result<Vec<_>, _>>()?;
    let mut paid = split.pay(&rules)?;
    let given = paid.iter().try_fold(Decimal::ZERO, |sum, share| sum.plus(*share));
    paid.push(checked(given.and_then(|given| split.total.minus(given)))?);
    let signed = |share: Decimal| if amount.is_sign_negative() { -share } else { share };
    Ok(Array::column(paid.into_iter().map(|share| Value::Number(signed(share))).collect())?.into())
}

fn read(grid: Grid<'_>, row: u32) -> Result<Rule, ErrorValue> {
    let word = |column: u32| -> Result<String, ErrorValue> {
        match grid.get(row, column) {
            Value::Text(text) => Ok(text.trim().to_lowercase()),
            Value::Blank => Ok(String::new()),
            Value::Error(error) => Err(*error),
            _ => Err(Cause::UnknownChoice.into()),
        }
    };
    let kind = word(0)?;
    if kind.is_empty() {
        return Ok(Rule::None);
    }
    let base = match grid.get(row, 1) {
        Value::Number(number) => Base::Own(*number),
        _ => match word(1)?.as_str() {
            "rest" => Base::Rest,
            "total" | "" => Base::Total,
            _ => return Err(Cause::UnknownChoice.into()),
        },
    };
    let has_base = !matches!(grid.get(row, 1), Value::Blank) && !matches!(base, Base::Total);
    let value = amount_at(grid, row, 2)?.unwrap_or_default();
    let (least, most) = (amount_at(grid, row, 3)?, amount_at(grid, row, 4)?);
    match kind.as_str() {
        "percent" => Ok(Rule::Amount { base, value, least: least.unwrap_or_default(), most }),
        "fixed" if !has_base => {
            Ok(Rule::Amount { base: Base::Own(Decimal::ONE), value, least: least.unwrap_or_default(), most })
        }
        "share" if !matches!(base, Base::Own(_)) && least.is_none() && most.is_none() => Ok(Rule::Share(value)),
        _ => Err(Cause::UnknownChoice.into()),
    }
}

/// A number of a rule, which must not be negative; nothing where the cell is empty.
fn amount_at(grid: Grid<'_>, row: u32, column: u32) -> Result<Option<Decimal>, ErrorValue> {
    if column >= grid.columns() {
        return Ok(None);
    }
    match grid.get(row, column) {
        Value::Blank => Ok(None),
        Value::Text(text) if text.trim().is_empty() => Ok(None),
        value => {
            let number = to_number(value)?;
            if number < Decimal::ZERO { Err(Cause::NegativeRule.into()) } else { Ok(Some(number)) }
        }
    }
}

/// How an amount is split.
struct Split {
    total: Decimal,
    digits: i32,
    pays_what_is_left: bool,
}

impl Split {
    /// What each rule pays, in the order of the rules.
    fn pay(&self, rules: &[Rule]) -> Result<Vec<Decimal>, ErrorValue> {
        let mut paid = Vec::with_capacity(rules.len());
        let mut rest = self.total;
        while let Some(rule) = rules.get(paid.len()) {
            let before = paid.len();
            match *rule {
                Rule::None => paid.push(Decimal::ZERO),
                Rule::Amount { base, value, least, most } => {
                    let base = match base {
                        Base::Total => self.total,
                        Base::Rest => rest,
                        Base::Own(number) => number,
                    };
                    if base < Decimal::ZERO {
                        return Err(Cause::NegativeRule.into());
                    }
                    let asked = checked(base.times(value).and_then(|asked| number::round(asked, self.digits)))?;
                    if most.is_some_and(|most| most < least) {
                        return Err(Cause::BandsNotAscending.into());
                    }
                    let asked = asked.max(least);
                    paid.push(self.at_most(most.map_or(asked, |most| asked.min(most)), rest)?);
                }
                Rule::Share(_) => self.share(rules, rest, &mut paid)?,
            }
            for share in paid.iter().skip(before) {
                rest = checked(rest.minus(*share))?;
            }
        }
        Ok(paid)
    }

    /// An amount that is asked for, when it is there.
    fn at_most(&self, asked: Decimal, rest: Decimal) -> Result<Decimal, ErrorValue> {
        if asked <= rest {
            return Ok(asked);
        }
        if !self.pays_what_is_left {
            return Err(Cause::NotEnoughLeft.into());
        }
        checked(number::round_down(rest, self.digits))
    }

    /// Splits all that is left between the shares that follow one another, empty rows among them passed over.
    fn share(&self, rules: &[Rule], rest: Decimal, paid: &mut Vec<Decimal>) -> Result<(), ErrorValue> {
        let weights: Vec<Decimal> = rules
            .iter()
            .skip(paid.len())
            .map_while(|rule| match rule {
                Rule::Share(weight) => Some(*weight),
                Rule::None => Some(Decimal::ZERO),
                Rule::Amount { .. } => None,
            })
            .collect();
        if weights.iter().all(Decimal::is_zero) {
            return Err(Cause::WeightsSumToZero.into());
        }
        let whole = checked(number::round_down(rest, self.digits))?;
        paid.extend(number::allocate(whole, &weights, self.digits).ok_or(Cause::OutOfRange)?);
        Ok(())
    }
}
