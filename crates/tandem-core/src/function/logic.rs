//! Logic: truths, and the functions that decide which of their arguments are evaluated.

use super::{Argument, Arguments, Body, Cost, Example, Family, Function, Kind, Parameter, Special, to_bool};
use crate::cell::{Cause, ErrorValue, Value};
use crate::text::Text;

const CONDITIONS: &[Parameter] =
    &[Parameter::required("condition1", Kind::Range), Parameter::repeating("condition2", Kind::Range)];

/// Logic.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "AND",
        family: Family::Logic,
        parameters: CONDITIONS,
        summary: Text::new(
            "Gives TRUE when all conditions are true; texts and blanks in ranges do not count.",
            "すべての条件が真のとき TRUE を返します。範囲内の文字列と空白は数えません。",
        ),
        examples: &[
            Example::new("=AND(1<2,2<3)", "TRUE"),
            Example::new("=AND(TRUE,0)", "FALSE"),
            Example::new("=AND({TRUE,\"x\",1})", "TRUE"),
        ],
        body: Body::Measured(Cost::SELECTIVE, and),
    },
    Function {
        name: "OR",
        family: Family::Logic,
        parameters: CONDITIONS,
        summary: Text::new(
            "Gives TRUE when at least one condition is true; texts and blanks in ranges do not count.",
            "条件のうち1つでも真であれば TRUE を返します。範囲内の文字列と空白は数えません。",
        ),
        examples: &[Example::new("=OR(1>2,2<3)", "TRUE"), Example::new("=OR({0,0,FALSE})", "FALSE")],
        body: Body::Measured(Cost::SELECTIVE, or),
    },
    Function {
        name: "XOR",
        family: Family::Logic,
        parameters: CONDITIONS,
        summary: Text::new(
            "Gives TRUE when an odd number of the conditions is true.",
            "真である条件の数が奇数のとき TRUE を返します。",
        ),
        examples: &[Example::new("=XOR(TRUE,FALSE)", "TRUE"), Example::new("=XOR(TRUE,TRUE)", "FALSE")],
        body: Body::Measured(Cost::SELECTIVE, xor),
    },
    Function {
        name: "NOT",
        family: Family::Logic,
        parameters: &[Parameter::required("condition", Kind::Bool)],
        summary: Text::new(
            "Turns TRUE into FALSE and FALSE into TRUE.",
            "TRUE を FALSE に、FALSE を TRUE に反転します。",
        ),
        examples: &[Example::new("=NOT(1>2)", "TRUE"), Example::new("=NOT({TRUE,0})", "{FALSE,TRUE}")],
        body: Body::Eager(|arguments| Ok((!arguments.bool(0)?).into())),
    },
    Function {
        name: "TRUE",
        family: Family::Logic,
        parameters: &[],
        summary: Text::new("Gives TRUE.", "TRUE を返します。"),
        examples: &[Example::new("=TRUE()", "TRUE"), Example::new("=TRUE()+1", "2")],
        body: Body::Eager(|_| Ok(true.into())),
    },
    Function {
        name: "FALSE",
        family: Family::Logic,
        parameters: &[],
        summary: Text::new("Gives FALSE.", "FALSE を返します。"),
        examples: &[Example::new("=FALSE()", "FALSE"), Example::new("=FALSE()+1", "1")],
        body: Body::Eager(|_| Ok(false.into())),
    },
    Function {
        name: "IF",
        family: Family::Logic,
        parameters: &[
            Parameter::required("condition", Kind::Bool),
            Parameter::optional("value_if_true", Kind::Any),
            Parameter::optional("value_if_false", Kind::Any),
        ],
        summary: Text::new(
            "Gives one value when a condition is true and another when it is false; only the value it gives is computed.",
            "条件が真のときと偽のときで異なる値を返します。返す側の値だけを計算します。",
        ),
        examples: &[
            Example::new("=IF(120>100,\"over\",\"within\")", "over"),
            Example::new("=IF(FALSE,1)", "FALSE"),
            Example::new("=IF(TRUE,1,1/0)", "1"),
            Example::new("=IF({TRUE,FALSE},\"a\",\"b\")", "{\"a\",\"b\"}"),
        ],
        body: Body::Special(Special::If),
    },
    Function {
        name: "IFS",
        family: Family::Logic,
        parameters: &[
            Parameter::required("condition1", Kind::Bool),
            Parameter::required("value1", Kind::Any),
            Parameter::repeating("condition2", Kind::Bool),
            Parameter::repeating("value2", Kind::Any),
        ],
        summary: Text::new(
            "Gives the value that belongs to the first true condition, or #N/A when none is true.",
            "最初に真となった条件に対応する値を返します。真の条件がなければ #N/A です。",
        ),
        examples: &[
            Example::new("=IFS(75>=90,\"A\",75>=70,\"B\",TRUE,\"C\")", "B"),
            Example::new("=IFS(FALSE,1)", "#N/A"),
        ],
        body: Body::Special(Special::Ifs),
    },
    Function {
        name: "IFERROR",
        family: Family::Logic,
        parameters: &[Parameter::required("value", Kind::Any), Parameter::required("value_if_error", Kind::Any)],
        summary: Text::new(
            "Gives a value, or another one when the value is an error.",
            "値がエラーのときは代わりの値を、それ以外は値そのものを返します。",
        ),
        examples: &[
            Example::new("=IFERROR(1/0,\"n/a\")", "n/a"),
            Example::new("=IFERROR(6/2,0)", "3"),
            Example::new("=IFERROR({1,#N/A},0)", "{1,0}"),
        ],
        body: Body::Special(Special::IfError),
    },
    Function {
        name: "IFNA",
        family: Family::Logic,
        parameters: &[Parameter::required("value", Kind::Any), Parameter::required("value_if_na", Kind::Any)],
        summary: Text::new(
            "Gives a value, or another one when the value is #N/A; other errors stay.",
            "値が #N/A のときだけ代わりの値を返します。ほかのエラーはそのまま返します。",
        ),
        examples: &[Example::new("=IFNA(NA(),\"none\")", "none"), Example::new("=IFNA(1/0,0)", "#DIV/0!")],
        body: Body::Special(Special::IfNa),
    },
    Function {
        name: "SWITCH",
        family: Family::Logic,
        parameters: &[
            Parameter::required("expression", Kind::Any),
            Parameter::required("value1", Kind::Any),
            Parameter::required("result1", Kind::Any),
            Parameter::repeating("value2_or_default", Kind::Any),
        ],
        summary: Text::new(
            "Gives the result that stands after the first value equal to the expression, or a default at the end.",
            "式と等しい最初の値に対応する結果を返します。末尾に既定値を置けます。",
        ),
        examples: &[
            Example::new("=SWITCH(2,1,\"gold\",2,\"silver\",\"none\")", "silver"),
            Example::new("=SWITCH(9,1,\"gold\",2,\"silver\",\"none\")", "none"),
            Example::new("=SWITCH(9,1,\"gold\")", "#N/A"),
        ],
        body: Body::Special(Special::Switch),
    },
    Function {
        name: "CHOOSE",
        family: Family::Lookup,
        parameters: &[
            Parameter::required("index", Kind::Number),
            Parameter::required("value1", Kind::Any),
            Parameter::repeating("value2", Kind::Any),
        ],
        summary: Text::new(
            "Gives the value at a place, counted from 1, of those listed.",
            "並べた値のうち、指定した番号（1から）の値を返します。",
        ),
        examples: &[
            Example::new("=CHOOSE(2,\"low\",\"mid\",\"high\")", "mid"),
            Example::new("=CHOOSE(4,1,2,3)", "#VALUE!"),
        ],
        body: Body::Special(Special::Choose),
    },
    Function {
        name: "LET",
        family: Family::Logic,
        parameters: &[
            Parameter::required("name1", Kind::Any),
            Parameter::required("value1", Kind::Any),
            Parameter::required("calculation_or_name2", Kind::Any),
            Parameter::repeating("value2_or_calculation", Kind::Any),
        ],
        summary: Text::new(
            "Names values, each usable in those after it, and gives the calculation at the end.",
            "値に名前を付け、それを使った最後の計算の結果を返します。",
        ),
        examples: &[
            Example::new("=LET(price,80,quantity,3,price*quantity)", "240"),
            Example::new("=LET(x,2,y,x*x,x+y)", "6"),
        ],
        body: Body::Special(Special::Let),
    },
];

fn and(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    Ok(truths(arguments)?.all().into())
}

fn or(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    Ok(truths(arguments)?.any().into())
}

fn xor(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    Ok(truths(arguments)?.is_odd().into())
}

/// How many conditions there are, and how many are true.
struct Truths {
    count: u64,
    held: u64,
}

impl Truths {
    const fn all(&self) -> bool {
        self.held == self.count
    }

    const fn any(&self) -> bool {
        self.held > 0
    }

    const fn is_odd(&self) -> bool {
        self.held % 2 == 1
    }

    fn add(&mut self, truth: bool) {
        self.count += 1;
        self.held += u64::from(truth);
    }

    /// Takes a value from a range or array, where only numbers and truths count.
    fn add_found(&mut self, value: &Value) -> Result<(), ErrorValue> {
        match value {
            Value::Bool(truth) => self.add(*truth),
            Value::Number(number) => self.add(!number.is_zero()),
            Value::Error(error) => return Err(*error),
            Value::Blank | Value::Text(_) | Value::Array(_) => {}
        }
        Ok(())
    }
}

/// Counts every condition; an error anywhere, or no condition at all, is an error.
fn truths(arguments: &Arguments<'_>) -> Result<Truths, ErrorValue> {
    let mut truths = Truths { count: 0, held: 0 };
    for index in 0..arguments.count() {
        match arguments.get(index) {
            Argument::Omitted => truths.add(false),
            Argument::Lambda(_) => return Err(Cause::LambdaNotCalled.into()),
            Argument::Value(Value::Array(array)) => {
                arguments.work.spend_on_cells(array.items().len() as u64);
                array.items().iter().try_for_each(|item| truths.add_found(item))?;
            }
            Argument::Value(value) => truths.add(to_bool(value)?),
            Argument::Area(area) => {
                arguments.for_each_filled(*area, |value| truths.add_found(value))?;
            }
        }
    }
    if truths.count == 0 { Err(Cause::NotABoolean.into()) } else { Ok(truths) }
}
