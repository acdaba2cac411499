//! What is said about an error: which name was meant, which argument of which function is at fault.

use tandem_core::cell::{CellAddress, SheetId, Value};
use tandem_core::engine::{Content, Engine};
use tandem_core::text::Language;

struct Sheet {
    engine: Engine,
    id: SheetId,
}

impl Sheet {
    fn new() -> Self {
        let mut engine = Engine::new();
        let id = engine.add_sheet("Sheet1");
        engine.set(CellAddress::new(id, 0, 0), Content::Literal(Value::from("twelve"))).unwrap();
        engine.define_name("MonthlyFee", Some("=Sheet1!$A$2")).unwrap();
        Self { engine, id }
    }

    #[track_caller]
    fn check(&mut self, formula: &str, language: Language, expect: &str) {
        let at = CellAddress::new(self.id, 5, 5);
        self.engine.set(at, Content::Formula(formula.to_owned())).unwrap();
        self.engine.recalculate();
        let error = self.engine.value(at).error().unwrap_or_else(|| panic!("{formula} gives no error"));
        assert_eq!(self.engine.reason(error, language), expect, "{formula}");
    }
}

#[test]
fn a_mistyped_name_is_told_with_the_one_that_was_meant() {
    let mut sheet = Sheet::new();
    for (formula, english, japanese) in [
        (
            "=SUMM(1,2)",
            "There is no function “SUMM”. Did you mean SUM?",
            "関数「SUMM」はありません。SUM のことですか。",
        ),
        (
            "=1+vlokup(1,A1:B2,2)",
            "There is no function “vlokup”. Did you mean VLOOKUP?",
            "関数「vlokup」はありません。VLOOKUP のことですか。",
        ),
        (
            "=MonthlyFe*12",
            "The name “MonthlyFe” is not defined. Did you mean MonthlyFee?",
            "名前「MonthlyFe」は定義されていません。MonthlyFee のことですか。",
        ),
        (
            "=MonthlyFe()",
            "There is no function “MonthlyFe”. Did you mean MonthlyFee?",
            "関数「MonthlyFe」はありません。MonthlyFee のことですか。",
        ),
        ("=entirely_else", "The name “entirely_else” is not defined.", "名前「entirely_else」は定義されていません。"),
        ("=LET(x,1,x+y1y)", "The name “y1y” is not defined.", "名前「y1y」は定義されていません。"),
        (
            "=IF(FALSE,aa,SUMM(1))",
            "There is no function “SUMM”. Did you mean SUM?",
            "関数「SUMM」はありません。SUM のことですか。",
        ),
    ] {
        sheet.check(formula, Language::English, english);
        sheet.check(formula, Language::Japanese, japanese);
    }
}

#[test]
fn a_wrong_argument_is_told_with_its_function_and_place() {
    let mut sheet = Sheet::new();
    for (formula, english, japanese) in [
        (
            "=ROUND(A1,2)",
            "ROUND, argument 1 (number) is “twelve”. Text stands where a number is needed.",
            "ROUND の1番目の引数（number）が「twelve」です。数値が必要な場所に文字列があります。",
        ),
        (
            "=1+SUM(1,ROUND(2,\"x\"))",
            "ROUND, argument 2 (digits) is “x”. Text stands where a number is needed.",
            "ROUND の2番目の引数（digits）が「x」です。数値が必要な場所に文字列があります。",
        ),
        (
            "=NOT(A1)",
            "NOT, argument 1 (condition) is “twelve”. TRUE or FALSE was expected.",
            "NOT の1番目の引数（condition）が「twelve」です。TRUE または FALSE が必要です。",
        ),
        (
            "=SQRT(-4)",
            "SQRT, argument 1 (number) is “-4”. A negative number has no real root or logarithm.",
            "SQRT の1番目の引数（number）が「-4」です。負の数の平方根や対数は計算できません。",
        ),
        (
            "=IRR({1,2})",
            "IRR: The flows need at least one positive and one negative amount.",
            "IRR：キャッシュフローには正と負の金額が少なくとも1つずつ必要です。",
        ),
        ("=ROWS(1/0)", "A number is divided by zero.", "ゼロで割り算をしています。"),
        ("=A1*2", "Text stands where a number is needed.", "数値が必要な場所に文字列があります。"),
    ] {
        sheet.check(formula, Language::English, english);
        sheet.check(formula, Language::Japanese, japanese);
    }
    // The error is told where it began, whichever cell shows it.
    sheet.check(
        "=ROUND(A1,2)",
        Language::English,
        "ROUND, argument 1 (number) is “twelve”. Text stands where a number is needed.",
    );
    let reader = CellAddress::new(sheet.id, 6, 6);
    sheet.engine.set(reader, Content::Formula("=F6+1".into())).unwrap();
    sheet.engine.recalculate();
    let error = sheet.engine.value(reader).error().unwrap();
    assert_eq!(
        sheet.engine.reason(error, Language::English),
        "ROUND, argument 1 (number) is “twelve”. Text stands where a number is needed."
    );
}

#[test]
fn a_wrong_argument_is_found_by_trying_others() {
    let mut sheet = Sheet::new();
    for (formula, english, japanese) in [
        (
            "=LARGE({3,1,2},4)",
            "LARGE, argument 2 (k) is “4”. An argument lies outside the range that the function allows.",
            "LARGE の2番目の引数（k）が「4」です。引数が関数の許す範囲の外です。",
        ),
        (
            "=SUM(ALLOCATE(100,{1,1},40))",
            "ALLOCATE, argument 3 (digits) is “40”. An argument lies outside the range that the function allows.",
            "ALLOCATE の3番目の引数（digits）が「40」です。引数が関数の許す範囲の外です。",
        ),
        (
            "=RAMP(\"linea\",4)",
            "RAMP, argument 1 (shape) is “linea”. One of these was expected: “linear”, “s-curve”, “step”. Did you mean “linear”?",
            "RAMP の1番目の引数（shape）が「linea」です。使える語は「linear」「s-curve」「step」です。「linear」のことですか。",
        ),
        (
            "=DATEDIF(45000,46000,\"week\")",
            "DATEDIF, argument 3 (unit) is “week”. One of these was expected: “y”, “m”, “d”, “ym”, “yd”, “md”.",
            "DATEDIF の3番目の引数（unit）が「week」です。使える語は「y」「m」「d」「ym」「yd」「md」です。",
        ),
        // Either of the two days may be the wrong one.
        (
            "=DATEDIF(46000,45000,\"y\")",
            "DATEDIF: An argument lies outside the range that the function allows.",
            "DATEDIF：引数が関数の許す範囲の外です。",
        ),
        (
            "=WATERFALL(100,{\"percent\",\"totel\",10;\"share\",\"\",1})",
            "WATERFALL, argument 2 (rules) is “totel”. One of these was expected: “percent”, “fixed”, “share”, “rest”, “total”. Did you mean “total”?",
            "WATERFALL の2番目の引数（rules）が「totel」です。使える語は「percent」「fixed」「share」「rest」「total」です。「total」のことですか。",
        ),
    ] {
        sheet.check(formula, Language::English, english);
        sheet.check(formula, Language::Japanese, japanese);
    }
}

#[test]
fn a_function_value_says_how_many_arguments_it_takes() {
    let mut sheet = Sheet::new();
    sheet.engine.define_name("Margin", Some("=LAMBDA(price,cost,[tax],price-cost)")).unwrap();
    for (formula, english, japanese) in [
        (
            "=LAMBDA(x,x+1)(1,2)",
            "The LAMBDA takes 1 argument, and 2 are given.",
            "LAMBDA の引数は1個ですが、2個が渡されました。",
        ),
        (
            "=1+Margin(5)",
            "The LAMBDA takes 2 to 3 arguments, and 1 is given.",
            "LAMBDA の引数は2～3個ですが、1個が渡されました。",
        ),
        (
            "=SUM(MAP({1,2},LAMBDA(a,b,a)))",
            "MAP: The LAMBDA takes 2 arguments, and 1 is given.",
            "MAP：LAMBDA の引数は2個ですが、1個が渡されました。",
        ),
    ] {
        sheet.check(formula, Language::English, english);
        sheet.check(formula, Language::Japanese, japanese);
    }
}

#[test]
fn a_mistyped_sheet_is_told_with_the_one_that_was_meant() {
    let mut sheet = Sheet::new();
    for (formula, english, japanese) in [
        (
            "=1+Shet1!A1",
            "There is no sheet “Shet1”. Did you mean Sheet1?",
            "シート「Shet1」はありません。Sheet1 のことですか。",
        ),
        ("=SUM(Costs!A1:A4)", "There is no sheet “Costs”.", "シート「Costs」はありません。"),
        (
            "=INDIRECT(\"Costs!A1\")",
            "INDIRECT, argument 1 (text) is “Costs!A1”. There is no sheet of that name.",
            "INDIRECT の1番目の引数（text）が「Costs!A1」です。その名前のシートはありません。",
        ),
    ] {
        sheet.check(formula, Language::English, english);
        sheet.check(formula, Language::Japanese, japanese);
    }
}

#[test]
fn a_result_that_is_too_small_says_so_and_so_does_a_literal() {
    let mut sheet = Sheet::new();
    for formula in ["=1E-15*1E-15", "=0.5^80", "=POWER(2,-80)", "=1E-20/3E-5*1E-9", "=PRODUCT(1E-15,1E-15)", "=1E-28%"]
    {
        sheet.check(
            formula,
            Language::English,
            match formula {
                "=POWER(2,-80)" => "POWER: The result is too small: of its digits fewer than 10 stand within the 28 decimals of an exact number.",
                "=PRODUCT(1E-15,1E-15)" => "PRODUCT: The result is too small: of its digits fewer than 10 stand within the 28 decimals of an exact number.",
                _ => "The result is too small: of its digits fewer than 10 stand within the 28 decimals of an exact number.",
            },
        );
    }
    sheet.check("=5E-29", Language::English, "The number has more digits than an exact decimal can hold (28).");
    sheet.check("=1E29", Language::English, "The result is larger than an exact decimal can hold (7.9e28).");
}
