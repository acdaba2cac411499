//! Formulas that may cost much: made from every function, and written for those that are known to be dear.

use tandem_core::function::{self, Function, Kind, Parameter, Presence};

/// Every formula that is measured.
pub fn all() -> Vec<String> {
    let mut formulas = Vec::new();
    for function in function::all() {
        formulas.extend(examples(function));
        // These bind names, so that any arguments won't do.
        if !matches!(function.name, "LET" | "LAMBDA") {
            formulas.extend(large(function));
        }
    }
    formulas.extend(WRITTEN.iter().map(|formula| (*formula).to_owned()));
    formulas
}

/// The examples of a function, each evaluated many times by a LAMBDA. What they read is blank.
fn examples(function: &Function) -> impl Iterator<Item = String> {
    function.examples.iter().map(|example| {
        let body = example.formula.trim_start_matches('=').replace("A1", "Z1").replace("B1", "Z1");
        format!("=ROWS(MAP(SEQUENCE(3000),LAMBDA(repeated,ROWS({body}))))")
    })
}

/// A function with arguments as large as they may be, in several sizes and kinds.
fn large(function: &Function) -> Vec<String> {
    let count = |presence| function.parameters.iter().filter(|p| p.presence == presence).count();
    let (required, optional, repeating) =
        (count(Presence::Required), count(Presence::Optional), count(Presence::Repeating));
    let mut formulas = Vec::new();
    for given in [required, required + optional, required + optional + 2 * repeating] {
        for choice in CHOICES {
            let arguments: Vec<String> = (0..given)
                .filter_map(|index| function.parameter(index).map(|parameter| argument(parameter, index, choice)))
                .collect();
            let call = format!("{}({})", function.name, arguments.join(","));
            // A few calls of what takes ranges whole, many of what takes single values.
            let times = if arguments.iter().any(|a| a.contains(':') || a.contains("REPT")) { 20 } else { 3000 };
            let formula = format!("=ROWS(MAP(SEQUENCE({times}),LAMBDA(repeated,ROWS({call}))))");
            if !formulas.contains(&formula) {
                formulas.push(formula);
            }
        }
    }
    formulas
}

/// What stands for a range, a number and a text.
struct Choice {
    ranges: [&'static str; 3],
    numbers: [&'static str; 3],
    text: &'static str,
}

const CHOICES: &[Choice] = &[
    Choice { ranges: ["B1:B2000", "D1:D2000", "C1:C2000"], numbers: ["0.07", "3", "2"], text: "\"text*9\"" },
    Choice { ranges: ["A1:A2000", "C1:C2000", "B1:B2000"], numbers: ["3", "0.5", "1"], text: "REPT(\"ab\",8000)" },
    Choice {
        ranges: ["A1:A50", "A1:AX50", "A1:D50"],
        numbers: ["2000.5", "100.25", "37"],
        text: "REPT(\"東京 ab\",3000)",
    },
    Choice {
        ranges: ["SORT(B1:B2000)", "SORT(D1:D2000)", "E1:E2000"],
        numbers: ["44000", "45000", "1"],
        text: "REPT(\"1\",25)",
    },
    Choice { ranges: ["E1:E2000", "E1:E2000", "E1:E2000"], numbers: ["100", "-1", "2"], text: "\"2026-03-31\"" },
    Choice { ranges: ["F:F", "A:A", "B:B"], numbers: ["30", "30000", "-30000"], text: "\"\"" },
];

fn argument(parameter: &Parameter, index: usize, choice: &Choice) -> String {
    match parameter.kind {
        Kind::Range | Kind::Beside | Kind::Reference => choice.ranges[index % 3].to_owned(),
        Kind::Number => choice.numbers[index % 3].to_owned(),
        Kind::Bool => "TRUE".to_owned(),
        Kind::Text => choice.text.to_owned(),
        Kind::Any => if index.is_multiple_of(2) { choice.numbers[index % 3] } else { choice.text }.to_owned(),
    }
}

/// Formulas whose cost lies in how arguments fit together.
const WRITTEN: &[&str] = &[
    // Root searches: that converge, that don't, and that look for every root.
    "=ROWS(MAP(SEQUENCE(20),LAMBDA(x,IRR(A1:A1000-500))))",
    "=ROWS(MAP(SEQUENCE(200),LAMBDA(x,IRR(VSTACK(-1000,A1:A60)))))",
    "=ROWS(MAP(SEQUENCE(2000),LAMBDA(x,IRR({-100,30,40,50}))))",
    "=ROWS(MAP(SEQUENCE(2000),LAMBDA(x,IRR({-100,230,-132.5}))))",
    "=ROWS(MAP(SEQUENCE(2000),LAMBDA(x,IRR({-100,230,-132},-0.9))))",
    "=ROWS(MAP(SEQUENCE(2),LAMBDA(x,IRR(B1:B1000))))",
    "=ROWS(MAP(SEQUENCE(2),LAMBDA(x,IRRS(B1:B300))))",
    "=ROWS(MAP(SEQUENCE(500),LAMBDA(x,IRRS({-100,230,-132,40,-20}))))",
    "=ROWS(MAP(SEQUENCE(20),LAMBDA(x,XIRR(A1:A1000-500,A1:A1000+40000))))",
    "=ROWS(MAP(SEQUENCE(2),LAMBDA(x,XIRR(B1:B300,D1:D300))))",
    "=ROWS(MAP(SEQUENCE(2000),LAMBDA(x,RATE(360,-1000,100000))))",
    "=ROWS(MAP(SEQUENCE(50),LAMBDA(x,RATE(1800,-1000,100000,-100000))))",
    "=ROWS(MAP(SEQUENCE(50),LAMBDA(x,RATE(1800,1000,100000,100000))))",
    "=ROWS(RATE(SEQUENCE(3000),-10,100))",
    "=ROWS(MAP(SEQUENCE(50),LAMBDA(x,MIRR(A1:A1000-500,0.1,0.12))))",
    "=ROWS(MAP(SEQUENCE(20),LAMBDA(x,XNPV(0.1,A1:A1000,D1:D1000))))",
    "=ROWS(MAP(SEQUENCE(20),LAMBDA(x,NPV(0.1,C1:C2000))))",
    "=ROWS(MAP(SEQUENCE(200),LAMBDA(x,CUMIPMT(0.01,1200,100000,1,1200,0))))",
    "=ROWS(MAP(SEQUENCE(200),LAMBDA(x,CUMPRINC(0.01,1200,100000,1,1200,0))))",
    "=ROWS(MAP(SEQUENCE(200),LAMBDA(x,VDB(100000,10,1200,0,1200))))",
    "=ROWS(MAP(SEQUENCE(200),LAMBDA(x,DB(100000,10,1200,1200))))",
    "=ROWS(MAP(SEQUENCE(200),LAMBDA(x,DDB(100000,10,1200,1200))))",
    "=ROWS(MAP(SEQUENCE(200),LAMBDA(x,FVSCHEDULE(1,B1:B100/100000))))",
    "=ROWS(MAP(SEQUENCE(200),LAMBDA(x,PAYBACK(VSTACK(-100000000,A1:A1000),0.05))))",
    // Long texts.
    "=SUM(MAP(SEQUENCE(1000),LAMBDA(x,LEN(SUBSTITUTE(REPT(\"x\",9000),\"x\",\"y\")))))",
    "=SUM(MAP(SEQUENCE(1000),LAMBDA(x,LEN(SUBSTITUTE(REPT(\"x\",9000),\"z\",\"y\")))))",
    "=SUM(MAP(SEQUENCE(1000),LAMBDA(x,LEN(SUBSTITUTE(REPT(\"東\",9000),\"東\",\"京都\")))))",
    "=LET(t,REPT(\"x\",9000),SUM(MAP(SEQUENCE(1000),LAMBDA(x,LEN(SUBSTITUTE(t,\"x\",\"y\"))))))",
    "=LET(t,REPT(\"x\",9000),SUM(LEN(SUBSTITUTE(t,\"x\",SEQUENCE(1000)))))",
    "=LET(t,REPT(\"x\",30000),SUM(LEN(REPLACE(t,SEQUENCE(1000),5,\"y\"))))",
    "=LET(t,REPT(\"x\",30000),SUM(LEN(MID(t,SEQUENCE(1000),5))))",
    "=LET(t,REPT(\"x\",30000),SUM(LEN(MID(t,SEQUENCE(1000),25000))))",
    "=LET(t,REPT(\"x\",30000),SUM(LEN(LEFT(t,SEQUENCE(1000)))))",
    "=LET(t,REPT(\"x\",30000),SUM(LEN(RIGHT(t,SEQUENCE(1000)))))",
    "=LET(t,REPT(\"x\",30000),SUM(LEN(t&SEQUENCE(1000))))",
    "=LET(t,REPT(\"x\",30000),SUM(LEN(UPPER(t&SEQUENCE(100)))))",
    "=LET(t,REPT(\"ab \",10000),SUM(LEN(PROPER(t&SEQUENCE(100)))))",
    "=LET(t,REPT(\"ab \",10000),SUM(LEN(TRIM(t&SEQUENCE(100)))))",
    "=LET(t,REPT(\"ab \",10000),SUM(--(t=t&SEQUENCE(100))))",
    "=LET(t,REPT(\"ab \",10000),SUM(--EXACT(t&1,t&SEQUENCE(100))))",
    "=LET(t,REPT(\"ab \",10000),ROWS(UNIQUE(t&SEQUENCE(300))))",
    "=LET(t,REPT(\"ab \",10000),ROWS(SORT(t&SEQUENCE(300))))",
    "=LET(t,REPT(\"ab \",10000),SUM(XMATCH(t&SEQUENCE(300),t&SEQUENCE(300))))",
    "=LET(t,REPT(\"ab \",10000),SUM(COUNTIF(t&SEQUENCE(30),t&SEQUENCE(30))))",
    "=SUM(LEN(REPT(\"x\",SEQUENCE(2000)*10)))",
    "=SUM(LEN(REPT(\"ab\",SEQUENCE(2000)*0+16000)))",
    "=SUM(MAP(SEQUENCE(300),LAMBDA(x,LEN(TEXTJOIN(\",\",TRUE,A1:A5000)))))",
    "=SUM(MAP(SEQUENCE(100),LAMBDA(x,LEN(CONCAT(A1:A5000)))))",
    "=SUM(MAP(SEQUENCE(50),LAMBDA(x,COLUMNS(TEXTSPLIT(REPT(\"a,\",10000),\",\")))))",
    "=SUM(MAP(SEQUENCE(50),LAMBDA(x,LEN(TEXTBEFORE(REPT(\"a,\",10000),\",\",-1)))))",
    "=SUM(MAP(SEQUENCE(50),LAMBDA(x,SEARCH(\"a*b?z\",REPT(\"a,\",10000)&\"abbz\"))))",
    "=SUM(MAP(SEQUENCE(50),LAMBDA(x,FIND(\"z\",REPT(\"a,\",10000)&\"abbz\"))))",
    "=SUM(MAP(SEQUENCE(50),LAMBDA(x,IFERROR(FIND(REPT(\"x\",5000)&\"y\",REPT(\"x\",30000)),0))))",
    "=SUM(MAP(SEQUENCE(10),LAMBDA(x,IFERROR(SEARCH(REPT(\"x\",5000)&\"y\",REPT(\"x\",30000)),0))))",
    "=SUM(MAP(SEQUENCE(10),LAMBDA(x,LEN(SUBSTITUTE(REPT(\"x\",30000),REPT(\"x\",5000)&\"y\",\"\")))))",
    "=ROWS(MAP(SEQUENCE(100000),LAMBDA(x,TEXT(x/7,\"#,##0.00\"))))",
    "=ROWS(TEXT(SEQUENCE(100000)/7,\"yyyy-mm-dd hh:mm:ss\"))",
    "=ROWS(TEXT(SEQUENCE(100),REPT(\"0\",5000)))",
    "=ROWS(VALUE(SEQUENCE(100000)&\".5\"))",
    "=ROWS(SEQUENCE(100000)&\"\")",
    "=ROWS(SEQUENCE(100000)/7&\"\")",
    "=ROWS(CHAR(MOD(SEQUENCE(100000),90)+33))",
    // Whole arrays.
    "=SUM(MMULT(A1:D1000,TRANSPOSE(A1:D1000)))",
    "=SUM(MMULT(MAKEARRAY(120,120,LAMBDA(r,c,r+c/7)),MAKEARRAY(120,120,LAMBDA(r,c,r+c/7))))",
    "=SUM(MINVERSE(MAKEARRAY(60,60,LAMBDA(r,c,1/(r+c)))))",
    "=SUM(MINVERSE(MUNIT(80)*3))",
    "=MDETERM(MAKEARRAY(80,80,LAMBDA(r,c,MOD(r*c,7)+r/c)))",
    "=SUM(LINEST(B1:B2000,A1:A2000))",
    "=SUM(LINEST(B1:B500,RANDARRAY(500,10)))",
    "=SUM(LOGEST(A1:A500,C1:C500))",
    "=SUM(TREND(B1:B2000,A1:A2000,C1:C2000))",
    "=SUM(GROWTH(A1:A2000,A1:A2000,C1:C2000))",
    "=ROWS(SORT(B1:B20000))",
    "=ROWS(SORT(C1:C20000))",
    "=ROWS(SORT(E1:E20000))",
    "=ROWS(SORTBY(A1:D20000,E1:E20000,1,C1:C20000,-1))",
    "=ROWS(UNIQUE(B1:B20000))",
    "=ROWS(UNIQUE(C1:C20000))",
    "=ROWS(UNIQUE(E1:E20000))",
    "=ROWS(UNIQUE(A1:E20000))",
    "=ROWS(UNIQUE(TRANSPOSE(A1:E2000),TRUE))",
    "=SUM(FREQUENCY(B1:B20000,A1:A20000))",
    "=MODE(C1:C20000)",
    "=ROWS(MODE.MULT(D1:D20000))",
    "=SUM(PERCENTRANK(C1:C2000,C1:C300))",
    "=SUM(PERCENTILE(C1:C2000,SEQUENCE(300)/301))",
    "=SUM(MEDIAN(C1:C20000))",
    "=SUM(LARGE(C1:C20000,SEQUENCE(30)))",
    "=SUM(SMALL(C1:C20000,SEQUENCE(30)))",
    "=SUM(RANK(C1:C300,C1:C20000))",
    "=SUM(RANK.AVG(C1:C300,C1:C20000))",
    "=SUM(STDEV(C1:C20000),VAR(C1:C20000))",
    "=SUM(SUMPRODUCT(A1:A20000,C1:C20000,B1:B20000))",
    "=SUM(SUMPRODUCT((B1:B20000>0)*(C1:C20000<500)*A1:A20000))",
    "=SUMPRODUCT(--(E1:E20000=\"text 5\"),A1:A20000)",
    "=SUMPRODUCT(A:A,B:B)",
    "=CORREL(A1:A20000,C1:C20000)",
    "=SUMXMY2(A1:A20000,C1:C20000)",
    "=SUM(SKEW(C1:C20000),KURT(C1:C20000))",
    "=GEOMEAN(A1:A20000)",
    "=HARMEAN(A1:A20000)",
    "=TRIMMEAN(C1:C20000,0.1)",
    "=AVEDEV(C1:C20000)",
    "=DEVSQ(C1:C20000)",
    "=PRODUCT(C1:C20)*ROWS(A1:A3)",
    "=GCD(A1:A20000)",
    "=LCM(A1:A30)",
    "=MULTINOMIAL(A1:A10)",
    "=ROWS(TOCOL(A1:E20000))",
    "=ROWS(WRAPROWS(TOCOL(A1:E20000),7))",
    "=ROWS(VSTACK(A1:E20000,A1:E20000))",
    "=ROWS(HSTACK(A1:E20000,A1:E20000))",
    "=ROWS(EXPAND(A1:E2000,4000,100,0))",
    "=ROWS(TAKE(A1:E20000,10000))",
    "=ROWS(DROP(A1:E20000,10))",
    "=ROWS(CHOOSEROWS(A1:E20000,SEQUENCE(20000)))",
    "=ROWS(CHOOSECOLS(A1:E20000,5,4,3,2,1))",
    "=ROWS(FILTER(A1:E20000,B1:B20000>0))",
    "=ROWS(TRANSPOSE(A1:E20000))",
    "=ROWS(SEQUENCE(1000,1000,0.5,0.25))",
    "=ROWS(RANDARRAY(1000,500))",
    "=ROWS(RANDARRAY(1000,500,1,1000,TRUE))",
    "=ROWS(ALLOCATE(1000000,A1:A20000,2))",
    "=ROWS(RAMP(\"s-curve\",20000))",
    "=SUM(WEIGHTED(C1:C20000,A1:A20000))",
    "=SUM(MAP(A1:A300,LAMBDA(x,TIERED(x*1000,A1:A2000,A1:A2000))))",
    "=SUM(TIERED(A1:A300,A1:A2000,A1:A2000/2000))",
    "=ROWS(SCORE(A1:A20000,0,100))",
    // Lookups without an index.
    "=SUM(IFERROR(XLOOKUP(SEQUENCE(300)+0.5,SORT(A1:A20000),SORT(A1:A20000)),0))",
    "=SUM(IFERROR(MATCH(SEQUENCE(300)+0.5,SORT(A1:A20000),0),0))",
    "=SUM(MATCH(SEQUENCE(300)+0.5,SORT(A1:A20000),1))",
    "=SUM(IFERROR(MATCH(SEQUENCE(300)&\"*9?\",SORT(E1:E20000),0),0))",
    "=SUM(IFERROR(VLOOKUP(SEQUENCE(300)+0.5,SORT(A1:B20000),2,FALSE),0))",
    "=SUM(IFERROR(VLOOKUP(SEQUENCE(300)&\"text*9?\",E1:E20000,1,FALSE),0))",
    "=SUM(COUNTIF(SORT(A1:A20000),SEQUENCE(300)))",
    "=SUM(COUNTIF(E1:E20000,\"*\"&SEQUENCE(300)&\"?\"))",
    "=SUM(COUNTIF(E1:E20000,\"text \"&SEQUENCE(300)))",
    "=SUM(SUMIFS(A1:A20000,B1:B20000,\">\"&SEQUENCE(300),E1:E20000,\"*5*\"))",
    "=SUM(COUNTIFS(SORT(A1:A20000),SEQUENCE(300)))",
    "=SUM(AVERAGEIF(SORT(A1:A2000),\">\"&SEQUENCE(300)))",
    "=SUM(MAXIFS(A1:A20000,B1:B20000,\">\"&SEQUENCE(300)))",
    "=SUM(MAP(SEQUENCE(300),LAMBDA(x,SUBTOTAL(9,A1:A20000))))",
    "=SUM(MAP(SEQUENCE(30),LAMBDA(x,AGGREGATE(14,6,C1:C20000,3))))",
    "=SUM(MAP(SEQUENCE(30),LAMBDA(x,AGGREGATE(12,6,C1:C20000))))",
    // Dates.
    "=SUM(MAP(SEQUENCE(3000),LAMBDA(x,NETWORKDAYS(1,x*30,D1:D100))))",
    "=SUM(MAP(SEQUENCE(30),LAMBDA(x,NETWORKDAYS(1,2900000,D1:D20000))))",
    "=SUM(WORKDAY(SEQUENCE(3000),30000))",
    "=SUM(WORKDAY.INTL(SEQUENCE(300),400000,\"1111110\"))",
    "=SUM(MAP(SEQUENCE(30),LAMBDA(x,WORKDAY(1,20000,D1:D20000))))",
    "=SUM(NETWORKDAYS.INTL(1,SEQUENCE(3000)*500,\"0111110\"))",
    "=SUM(YEARFRAC(SEQUENCE(100000),60000,1))",
    "=SUM(DATEDIF(SEQUENCE(100000),200000,\"yd\"))",
    // Functions of numbers.
    "=SUM(SQRT(C1:C20000))",
    "=SUM(EXP(A1:A20000/1000))",
    "=SUM(LN(A1:A20000))",
    "=SUM(LOG(A1:A20000,3))",
    "=SUM(SIN(A1:A20000))",
    "=SUM(TAN(A1:A20000*1000000))",
    "=SUM(ATAN2(A1:A20000,C1:C20000))",
    "=SUM(FACT(MOD(A1:A20000,27)))",
    "=SUM(COMBIN(90,MOD(A1:A20000,40)))",
    "=SUM(PERMUT(27,MOD(A1:A20000,20)))",
    "=SUM(POWER(1.0001,A1:A20000))",
    "=SUM(1.0001^A1:A20000)",
    "=SUM(A1:A20000^0.3)",
    "=SUM(NORM.DIST(B1:B20000,0,50,TRUE))",
    "=SUM(NORM.INV(A1:A20000/20001,0,50))",
    "=SUM(CONFIDENCE.NORM(0.05,A1:A20000,50))",
    "=SUM(ROUND(C1:C20000,2))",
    "=SUM(MROUND(A1:A20000,7))",
    "=SUM(CEILING(C1:C20000,0.05))",
    "=SUM(MOD(C1:C20000,7))",
    "=SUM(C1:C20000/A1:A20000)",
    "=SUM(C1:C20000*C1:C20000)",
    "=ROWS(BASE(A1:A20000,2))",
    "=SUM(DECIMAL(BASE(A1:A20000,2),2))",
    "=ROWS(ROMAN(MOD(A1:A20000,3999)))",
    // LAMBDAs.
    "=REDUCE(\"\",SEQUENCE(8000),LAMBDA(a,x,a&\"xyz\"))",
    "=ROWS(REDUCE(0,SEQUENCE(500),LAMBDA(a,x,VSTACK(a,x))))",
    "=SUM(MAP(SEQUENCE(300),LAMBDA(x,SUM(SEQUENCE(1000)*x))))",
    "=SUM(BYROW(A1:D5000,LAMBDA(r,SUM(r))))",
    "=ROWS(SCAN(0,A1:A20000,LAMBDA(a,x,a+x)))",
    "=SUM(MAP(SEQUENCE(3000),LAMBDA(x,SUM(OFFSET(A1,x,0,10)))))",
    "=SUM(MAP(SEQUENCE(3000),LAMBDA(x,INDIRECT(\"A\"&x))))",
    "=SUM(MAP(SEQUENCE(20000),LAMBDA(x,INDEX(A1:E20000,x,1))))",
    "=SUM(MAP(SEQUENCE(300),LAMBDA(x,INDEX(SORT(A1:A1000),x))))",
    "=LET(s,SORT(A1:A20000),SUM(MAP(SEQUENCE(300),LAMBDA(x,INDEX(s,x)))))",
    "=LET(s,SORT(A1:A20000),SUM(MAP(SEQUENCE(300),LAMBDA(x,ROWS(s)))))",
    "=LET(s,SORT(A1:A20000),SUM(MAP(SEQUENCE(300),LAMBDA(x,COUNT(s)))))",
    "=SUM(MAP(SEQUENCE(3000),LAMBDA(x,SWITCH(x,1,2,3,4,5,6,7))))",
    "=SUM(IF(A1:A20000>5,B1:B20000,C1:C20000))",
    "=SUM(IFERROR(A1:A20000/0,1))",
    "=SUM(CHOOSE({1,2,3},A1:A20000,B1:B20000,C1:C20000))",
];
