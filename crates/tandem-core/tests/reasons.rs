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
