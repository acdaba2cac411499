//! LAMBDA and the functions that call one for every value of an array; the engine evaluates them.

use super::{Body, Example, Family, Function, Kind, Parameter, Special};
use crate::text::Text;

const INITIAL: Parameter = Parameter::required("initial_value", Kind::Any);
const ARRAY: Parameter = Parameter::required("array", Kind::Range);
const LAMBDA: Parameter = Parameter::required("lambda", Kind::Any);

/// Function values.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "LAMBDA",
        family: Family::Logic,
        parameters: &[
            Parameter::required("parameter_or_calculation", Kind::Any),
            Parameter::repeating("parameter_or_calculation", Kind::Any),
        ],
        summary: Text::new(
            "Makes a function of a calculation, with named parameters ([name] is optional); give it a name, call it at once, or hand it to MAP and its kin.",
            "計算式から関数を作ります。引数に名前を付け（[名前] は省略可能）、名前を定義して使うか、その場で呼び出すか、MAP などに渡します。",
        ),
        examples: &[
            Example::new("=LAMBDA(price,quantity,price*quantity)(80,3)", "240"),
            Example::new("=LET(gross,LAMBDA(net,net*1.1),gross(100)+gross(50))", "165"),
            Example::new("=LAMBDA(x,[y],IF(ISOMITTED(y),x,x+y))(5)", "5"),
            Example::new("=LAMBDA(x,x+1)", "#CALC!"),
        ],
        body: Body::Special(Special::Lambda),
    },
    Function {
        name: "ISOMITTED",
        family: Family::Information,
        parameters: &[Parameter::required("argument", Kind::Any)],
        summary: Text::new(
            "Tells whether an optional argument of a LAMBDA was left out.",
            "LAMBDA の省略可能な引数が省略されたかどうかを調べます。",
        ),
        examples: &[
            Example::new("=LAMBDA([x],ISOMITTED(x))()", "TRUE"),
            Example::new("=LAMBDA([x],ISOMITTED(x))(0)", "FALSE"),
        ],
        body: Body::Special(Special::IsOmitted),
    },
    Function {
        name: "MAP",
        family: Family::Logic,
        parameters: &[
            Parameter::required("array1", Kind::Range),
            Parameter::required("lambda_or_array2", Kind::Any),
            Parameter::repeating("lambda_or_array3", Kind::Any),
        ],
        summary: Text::new(
            "Calls a LAMBDA for the value at each place of an array, or of several at once, and gives an array of the results.",
            "配列の各値（複数の配列では同じ位置の値の組）に LAMBDA を適用し、結果の配列を返します。",
        ),
        examples: &[
            Example::new("=MAP({1,2,3},LAMBDA(a,a+1))", "{2,3,4}"),
            Example::new("=MAP({1,2},{10,20},LAMBDA(a,b,a*b))", "{10,40}"),
        ],
        body: Body::Special(Special::Map),
    },
    Function {
        name: "REDUCE",
        family: Family::Logic,
        parameters: &[INITIAL, ARRAY, LAMBDA],
        summary: Text::new(
            "Calls a LAMBDA for one value after another with what it gave before, and gives the last result; without an initial value the first value is.",
            "値を順に、直前の結果とともに LAMBDA に渡し、最後の結果を返します。初期値を省略すると最初の値から始めます。",
        ),
        examples: &[
            Example::new("=REDUCE(0,{1,2,3},LAMBDA(sum,x,sum+x*x))", "14"),
            Example::new("=REDUCE(,{2,3,4},LAMBDA(a,b,a*b))", "24"),
        ],
        body: Body::Special(Special::Reduce),
    },
    Function {
        name: "SCAN",
        family: Family::Logic,
        parameters: &[INITIAL, ARRAY, LAMBDA],
        summary: Text::new(
            "As REDUCE, but gives every result on the way, such as running totals.",
            "REDUCE と同じ計算の途中経過をすべて返します。累計などに使えます。",
        ),
        examples: &[
            Example::new("=SCAN(0,{1,2,3},LAMBDA(sum,x,sum+x))", "{1,3,6}"),
            Example::new("=SCAN(,{\"a\",\"b\",\"c\"},LAMBDA(a,b,a&b))", "{\"a\",\"ab\",\"abc\"}"),
        ],
        body: Body::Special(Special::Scan),
    },
    Function {
        name: "BYROW",
        family: Family::Logic,
        parameters: &[ARRAY, LAMBDA],
        summary: Text::new(
            "Calls a LAMBDA, or a function such as SUM, for each row of an array and gives a column of the results.",
            "配列の行ごとに LAMBDA（または SUM などの関数名）を適用し、結果を1列で返します。",
        ),
        examples: &[
            Example::new("=BYROW({1,2;3,4},LAMBDA(row,MAX(row)))", "{2;4}"),
            Example::new("=BYROW({1,2;3,4},SUM)", "{3;7}"),
        ],
        body: Body::Special(Special::ByRow),
    },
    Function {
        name: "BYCOL",
        family: Family::Logic,
        parameters: &[ARRAY, LAMBDA],
        summary: Text::new(
            "Calls a LAMBDA, or a function such as SUM, for each column of an array and gives a row of the results.",
            "配列の列ごとに LAMBDA（または SUM などの関数名）を適用し、結果を1行で返します。",
        ),
        examples: &[
            Example::new("=BYCOL({1,2;3,4},LAMBDA(column,MAX(column)))", "{3,4}"),
            Example::new("=BYCOL({1,2;3,4},AVERAGE)", "{2,3}"),
        ],
        body: Body::Special(Special::ByColumn),
    },
    Function {
        name: "MAKEARRAY",
        family: Family::Logic,
        parameters: &[Parameter::required("rows", Kind::Number), Parameter::required("columns", Kind::Number), LAMBDA],
        summary: Text::new(
            "Makes an array of a size by calling a LAMBDA with each row and column number.",
            "行番号と列番号を LAMBDA に渡して、指定した大きさの配列を作ります。",
        ),
        examples: &[
            Example::new("=MAKEARRAY(2,3,LAMBDA(row,column,row*column))", "{1,2,3;2,4,6}"),
            Example::new("=MAKEARRAY(0,1,LAMBDA(r,c,r))", "#VALUE!"),
        ],
        body: Body::Special(Special::MakeArray),
    },
];
