//! Function values: written in place, bound by LET, defined as names, handed to MAP and its kin.

use tandem_core::cell::{CellAddress, SheetId, Value};
use tandem_core::engine::{Content, Engine};
use tandem_core::function::Clock;
use tandem_core::limits::MAX_WORK;
use tandem_core::number::Decimal;

struct Sheet {
    engine: Engine,
    id: SheetId,
}

impl Sheet {
    fn new(names: &[(&str, &str)]) -> Self {
        let mut engine = Engine::new();
        let id = engine.add_sheet("Sheet1");
        for (name, target) in names {
            engine.define_name(name, Some(target)).unwrap();
        }
        Self { engine, id }
    }

    fn put(&mut self, row: u32, column: u32, input: &str) {
        let at = CellAddress::new(self.id, row, column);
        let content = match Decimal::from_str_exact(input) {
            Ok(number) => Content::Literal(Value::Number(number)),
            Err(_) => Content::Formula(input.to_owned()),
        };
        self.engine.set(at, content).unwrap();
        self.engine.recalculate();
    }

    fn show(&self, row: u32, column: u32) -> String {
        self.engine.value(CellAddress::new(self.id, row, column)).plain()
    }

    #[track_caller]
    fn check(&self, cases: &[(&str, &str)]) {
        for (formula, expect) in cases {
            let host = CellAddress::new(self.id, 50, 20);
            let value = self.engine.evaluate(host, formula).unwrap_or_else(|error| panic!("{formula}: {error}"));
            assert_eq!(value.plain(), *expect, "{formula}");
        }
    }
}

#[test]
fn function_values_are_called_where_they_stand() {
    Sheet::new(&[]).check(&[
        ("=LAMBDA(x,x+1)(2)", "3"),
        ("=LAMBDA(7)()", "7"),
        ("=LAMBDA(x,LAMBDA(y,x-y))(10)(3)", "7"),
        ("=(LAMBDA(x,x*2))(4)", "8"),
        ("=LET(f,LAMBDA(x,x*2),f(4)+f(5))", "18"),
        // A function keeps what the names around it stood for when it was made.
        ("=LET(a,2,f,LAMBDA(x,x*a),a_2,100,f(5))", "10"),
        ("=LET(add,LAMBDA(n,LAMBDA(x,x+n)),plus3,add(3),plus4,add(4),plus3(10)*100+plus4(10))", "1314"),
        ("=LET(x,1,LAMBDA(x,x*10)(5)+x)", "51"),
        ("=LET(twice,LAMBDA(f,LAMBDA(x,f(f(x)))),twice(twice(LAMBDA(n,n*3)))(1))", "81"),
        ("=IF(TRUE,LAMBDA(x,x+1),LAMBDA(x,x-1))(1)", "2"),
        ("=CHOOSE(2,LAMBDA(x,x+1),LAMBDA(x,x-1))(1)", "0"),
        // Recursion without a name: the function is handed to itself.
        ("=LET(f,LAMBDA(self,n,IF(n<2,1,n*self(self,n-1))),f(f,20))", "2432902008176640000"),
        ("=LAMBDA(x,[y],IF(ISOMITTED(y),\"one\",\"two\"))(1)", "one"),
        ("=LAMBDA(x,[y],IF(ISOMITTED(y),\"one\",\"two\"))(1,2)", "two"),
        ("=LAMBDA(x,[y],IF(ISOMITTED(y),\"one\",\"two\"))(1,)", "one"),
        ("=LAMBDA(range,ROWS(range)+ROW(range))(B3:B5)", "{6;7;8}"),
        ("=SUM(LAMBDA(range,range)(A1:A3))", "0"),
    ]);
}

#[test]
fn what_is_no_call_says_so() {
    Sheet::new(&[]).check(&[
        ("=LAMBDA(x,x)", "#CALC!"),
        ("=LAMBDA(x,x)+1", "#CALC!"),
        ("=SUM(LAMBDA(x,x))", "#CALC!"),
        ("=LET(f,LAMBDA(x,x),f)", "#CALC!"),
        ("=HSTACK(1,LAMBDA(x,x))", "{1,#CALC!}"),
        ("=LAMBDA(x,x)()", "#VALUE!"),
        ("=LAMBDA(x,x)(1,2)", "#VALUE!"),
        ("=LAMBDA(x,[y],x)(1,2,3)", "#VALUE!"),
        ("=LET(f,5,f(1))", "#VALUE!"),
        ("=nothing(1)", "#NAME?"),
        // A name is bound only after its value.
        ("=LET(f,LAMBDA(n,f(n)),f(1))", "#NAME?"),
        ("=MAP({1,2},5)", "#VALUE!"),
        ("=MAP({1,2},nothing)", "#NAME?"),
        ("=MAP({1,2},LAMBDA(a,b,a))", "{#VALUE!,#VALUE!}"),
        ("=MAP({1,2},LAMBDA(a,{1,2}))", "{#CALC!,#CALC!}"),
        ("=BYROW({1,2;3,4},LAMBDA(r,r))", "{#CALC!;#CALC!}"),
        ("=BYROW({1,2},IF)", "#NAME?"),
        ("=MAKEARRAY(5000,5000,LAMBDA(r,c,1))", "#CALC!"),
    ]);
}

#[test]
fn arrays_are_walked_through() {
    let mut sheet = Sheet::new(&[]);
    for (row, values) in [["1", "10"], ["2", "20"], ["3", "30"]].iter().enumerate() {
        for (column, value) in values.iter().enumerate() {
            sheet.put(u32::try_from(row).unwrap(), u32::try_from(column).unwrap(), value);
        }
    }
    sheet.check(&[
        ("=MAP(A1:B3,LAMBDA(x,x*2))", "{2,20;4,40;6,60}"),
        ("=MAP(A1:A3,B1:B3,LAMBDA(a,b,a+b))", "{11;22;33}"),
        ("=MAP(A1:A3,B1:B2,LAMBDA(a,b,a+b))", "{11;22;#N/A}"),
        // Cells are handed on as references.
        ("=MAP(A1:A3,LAMBDA(x,ROW(x)))", "{1;2;3}"),
        ("=MAP(A1:A3,LAMBDA(x,SUM(A1:x)))", "{1;3;6}"),
        ("=BYROW(A1:B3,LAMBDA(r,SUM(r)))", "{11;22;33}"),
        ("=BYROW(A1:B3,LAMBDA(r,COLUMNS(r)*ROW(r)))", "{2;4;6}"),
        ("=BYCOL(A1:B3,LAMBDA(c,PRODUCT(c)))", "{6,6000}"),
        ("=BYCOL(A1:B3,SUM)", "{6,60}"),
        ("=REDUCE(100,A1:B3,LAMBDA(a,x,a+x))", "166"),
        ("=REDUCE(,A1:A3,LAMBDA(a,x,a*10+x))", "123"),
        ("=REDUCE(0,A1:A3,LAMBDA(a,x,VSTACK(a,x*x)))", "{0;1;4;9}"),
        ("=SCAN(0,A1:B3,LAMBDA(a,x,a+x))", "{1,11;13,33;36,66}"),
        ("=SCAN(0,A1:A2,LAMBDA(a,x,VSTACK(a,x)))", "{#CALC!;#CALC!}"),
        ("=MAKEARRAY(2,2,LAMBDA(r,c,INDEX(B1:B3,r)*c))", "{10,20;20,40}"),
        ("=SUM(MAP(SEQUENCE(100),LAMBDA(n,SUM(MAP(SEQUENCE(n),LAMBDA(k,k))))))", "171700"),
        ("=MAP({1,2,3},LAMBDA(x,IF(x=2,1/0,x)))", "{1,#DIV/0!,3}"),
    ]);
}

#[test]
fn names_stand_for_functions() {
    let mut sheet = Sheet::new(&[
        ("Net", "=LAMBDA(gross,rate,ROUND(gross/(1+rate),2))"),
        ("Factorial", "=LAMBDA(n,IF(n<2,1,n*Factorial(n-1)))"),
        ("Fibonacci", "=LAMBDA(n,IF(n<2,n,Fibonacci(n-1)+Fibonacci(n-2)))"),
        ("Factor", "=Sheet1!$A$1"),
        ("Times", "=LAMBDA(x,x*Factor)"),
        ("Later", "=LAMBDA(row,OFFSET(Sheet1!$A$1,row,0))"),
        ("Today7", "=TODAY()+7"),
    ]);
    sheet.check(&[
        ("=Net(110,0.1)", "100"),
        ("=net(110, 10%)", "100"),
        ("=Factorial(25)", "15511210043330985984000000"),
        ("=Fibonacci(15)", "610"),
        ("=MAP({1,2,3},Factorial)", "{1,2,6}"),
    ]);
    sheet.put(0, 0, "3");
    sheet.put(0, 1, "=Times(14)");
    sheet.put(0, 2, "=Later(4)+1");
    sheet.put(0, 3, "=Today7");
    assert_eq!(sheet.show(0, 1), "42");
    // What a function reads, the formula that calls it reads.
    sheet.put(0, 0, "5");
    assert_eq!(sheet.show(0, 1), "70");
    assert_eq!(sheet.show(0, 2), "1");
    sheet.put(4, 0, "8");
    assert_eq!(sheet.show(0, 2), "9");
    sheet.engine.set_clock(Clock { now: Decimal::from(100), seed: 0 });
    sheet.engine.recalculate();
    assert_eq!(sheet.show(0, 3), "107");
    // A word before a parenthesis comes to life when it is defined, and is written as its definition writes it.
    sheet.put(0, 4, "=later_on(2)");
    assert_eq!(sheet.show(0, 4), "#NAME?");
    sheet.engine.define_name("Later_On", Some("=LAMBDA(x,x+0.5)")).unwrap();
    sheet.engine.recalculate();
    assert_eq!(sheet.show(0, 4), "2.5");
    assert_eq!(sheet.engine.formula_text(CellAddress::new(sheet.id, 0, 4)).unwrap(), "=Later_On(2)");
}

#[test]
fn recursion_ends_with_an_error() {
    let mut sheet = Sheet::new(&[
        ("Down", "=LAMBDA(n,IF(n=0,0,1+Down(n-1)))"),
        ("Forever", "=LAMBDA(n,Forever(n+1))"),
        ("Ping", "=LAMBDA(n,Pong(n))"),
        ("Pong", "=LAMBDA(n,Ping(n))"),
        ("Twice", "=LAMBDA(n,Twice(n+1)+Twice(n+1))"),
        ("Wide", "=LAMBDA(n,1+(1+(1+(1+(1+(1+(1+(1+(1+(1+Wide(n+1)))))))))))"),
    ]);
    sheet.engine.limit_work(MAX_WORK / 50);
    sheet.check(&[
        ("=Down(100)", "100"),
        ("=Down(1000000)", "#CALC!"),
        ("=Forever(1)", "#CALC!"),
        ("=Ping(1)", "#CALC!"),
        ("=Twice(1)", "#CALC!"),
        ("=Wide(1)", "#CALC!"),
        ("=REDUCE(0,SEQUENCE(1000),LAMBDA(a,x,Down(1000000)))", "#CALC!"),
    ]);
}

#[test]
fn computed_references_wait_for_sheets_and_names() {
    let mut sheet = Sheet::new(&[]);
    sheet.put(0, 0, "=INDIRECT(\"Later!A1\")");
    sheet.put(0, 1, "=INDIRECT(\"Total\")*2");
    assert_eq!([sheet.show(0, 0), sheet.show(0, 1)], ["#REF!", "#REF!"]);
    let later = sheet.engine.add_sheet("Later");
    sheet.engine.set(CellAddress::new(later, 0, 0), Content::Literal(Value::Number(Decimal::from(6)))).unwrap();
    sheet.engine.define_name("Total", Some("=Later!$A$1")).unwrap();
    sheet.engine.recalculate();
    assert_eq!([sheet.show(0, 0), sheet.show(0, 1)], ["6", "12"]);
}
