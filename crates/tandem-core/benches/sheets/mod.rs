//! What is loaded and changed in the measurements: plain texts, known to no engine.

use tandem_core::cell::column_name;

/// Cells as (row, column) from zero with what is typed there, the cell that is changed, and what is typed in it in turn.
pub struct Sheet {
    pub cells: Vec<((u32, u32), String)>,
    pub edited: Option<(u32, u32)>,
    pub inputs: Vec<String>,
}

impl Sheet {
    fn new(edited: (u32, u32), inputs: impl IntoIterator<Item = String>) -> Self {
        Self { cells: Vec::new(), edited: Some(edited), inputs: inputs.into_iter().collect() }
    }

    fn put(&mut self, row: u32, column: u32, text: impl Into<String>) {
        self.cells.push(((row, column), text.into()));
    }
}

fn whole_numbers() -> impl Iterator<Item = String> {
    [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31].into_iter().map(|number: i32| number.to_string())
}

/// Each formula is one more than the cell above it.
pub fn chain(count: u32) -> Sheet {
    let mut sheet = Sheet::new((0, 0), whole_numbers());
    sheet.put(0, 0, "1");
    for row in 1..count {
        sheet.put(row, 0, format!("=A{row}+1"));
    }
    sheet
}

/// The chain upside down: each formula is one more than the cell below it.
pub fn reversed_chain(count: u32) -> Sheet {
    let mut sheet = Sheet::new((count - 1, 0), whole_numbers());
    for row in 0..count - 1 {
        sheet.put(row, 0, format!("=A{}+1", row + 2));
    }
    sheet.put(count - 1, 0, "1");
    sheet
}

/// The chain beside the cell that is changed.
pub fn beside_chain(count: u32) -> Sheet {
    Sheet { edited: Some((4, 2)), ..chain(count) }
}

/// Rows of ten values, weighed by the first row: a total, its share, and a grade; one weight changes.
pub fn scorecard(count: u32) -> Sheet {
    scores(count, false)
}

/// The scorecard with the rank of each row among all.
pub fn ranked_scorecard(count: u32) -> Sheet {
    scores(count, true)
}

fn scores(count: u32, ranked: bool) -> Sheet {
    let mut sheet = Sheet::new((0, 1), (21..32).map(|hundredths| format!("0.{hundredths}")));
    let weights = ["0.2", "0.15", "0.1", "0.1", "0.1", "0.1", "0.05", "0.05", "0.1", "0.05"];
    for (column, weight) in (1..).zip(weights) {
        sheet.put(0, column, weight);
    }
    sheet.put(0, 11, "=SUM(B1:K1)");
    for (row, (from, grade)) in (0..).zip([("0", "E"), ("40", "D"), ("55", "C"), ("70", "B"), ("85", "A")]) {
        sheet.put(row, 15, from);
        sheet.put(row, 16, grade);
    }
    let last = count + 2;
    let mut noise = 7u64;
    for row in 3..=last {
        for column in 1..=10 {
            noise = (noise * 1_103_515_245 + 12_345) % 2_147_483_648;
            let tenths = 10 + noise % 1000;
            sheet.put(row - 1, column, format!("{}.{}", tenths / 10, tenths % 10));
        }
        sheet.put(row - 1, 11, format!("=SUMPRODUCT($B$1:$K$1,B{row}:K{row})"));
        sheet.put(row - 1, 12, format!("=L{row}/$L$1"));
        sheet.put(row - 1, 13, format!("=VLOOKUP(M{row},$P$1:$Q$5,2)"));
        if ranked {
            sheet.put(row - 1, 14, format!("=COUNTIF($M$3:$M${last},\">\"&M{row})+1"));
        }
    }
    sheet
}

/// Ten formulas a row, each column copied down.
pub fn copied_down(count: u32) -> Sheet {
    let mut sheet = Sheet { cells: Vec::new(), edited: None, inputs: Vec::new() };
    for row in 1..=count {
        sheet.put(row - 1, 0, row.to_string());
        sheet.put(row - 1, 1, quarter(row));
        let formulas = [
            format!("=A{row}*B{row}"),
            format!("=C{row}+A{row}"),
            format!("=ROUND(D{row}*1.1,2)"),
            format!("=IF(E{row}>100,E{row},0)"),
            format!("=SUM(A{row}:F{row})"),
            format!("=G{row}/4"),
            format!("=MAX(C{row}:H{row})"),
            format!("=H{row}-I{row}"),
            format!("=(A{row}+B{row})*(C{row}-D{row})"),
            format!("=AND(A{row}>0,B{row}>0)"),
        ];
        for (column, formula) in (2..).zip(formulas) {
            sheet.put(row - 1, column, formula);
        }
    }
    sheet
}

fn quarter(row: u32) -> String {
    format!("{}{}", row / 4, ["", ".25", ".5", ".75"][row as usize % 4])
}

/// Ten formulas a row, no two of which read the same.
pub fn distinct(count: u32) -> Sheet {
    let mut sheet = Sheet { cells: Vec::new(), edited: None, inputs: Vec::new() };
    for row in 1..=count {
        sheet.put(row - 1, 0, row.to_string());
        sheet.put(row - 1, 1, quarter(row));
        for column in 0..10 {
            let (before, key) = (column_name(column + 1), row * 10 + column);
            let formula = match column % 5 {
                0 => format!("=A{row}*{key}.25+B{row}"),
                1 => format!("=ROUND({before}{row}*1.{key},2)"),
                2 => format!("=IF({before}{row}>{key},{before}{row}-{key},0)"),
                3 => format!("=SUM(A{row}:{before}{row},{key})"),
                _ => format!("=(A{row}+{key})*(B{row}-{key}.5)"),
            };
            sheet.put(row - 1, column + 2, formula);
        }
    }
    sheet
}

/// A return model over a number of months, five formulas each, with NPV, IRR, return and payback; the price changes.
pub fn return_model(months: u32) -> Sheet {
    let mut sheet = Sheet::new((1, 1), (1..51).map(|step| (4980 + step * 10).to_string()));
    let inputs = ["120", "4980", "0.012", "2150.5", "98000", "0.3062", "0.05", "3600000", "0.004", "250000"];
    for (row, input) in (0..).zip(inputs) {
        sheet.put(row, 1, input);
    }
    sheet.put(10, 1, "=B7/12");
    sheet.put(13, 0, "0");
    sheet.put(13, 5, "=-B8");
    let last = 14 + months;
    for month in 1..=months {
        let row = 14 + month;
        sheet.put(row - 1, 0, month.to_string());
        let revenue =
            if month == 1 { "=ROUND($B$1*$B$2,0)".into() } else { format!("=ROUND(B{}*(1+$B$3-$B$9),0)", row - 1) };
        sheet.put(row - 1, 1, revenue);
        sheet.put(row - 1, 2, format!("=ROUND(B{row}/$B$2*$B$4,0)+$B$5"));
        sheet.put(row - 1, 3, format!("=B{row}-C{row}"));
        sheet.put(row - 1, 4, format!("=IF(D{row}>0,ROUND(D{row}*$B$6,0),0)"));
        let salvage = if row == last { "+$B$10" } else { "" };
        sheet.put(row - 1, 5, format!("=D{row}-E{row}{salvage}"));
    }
    for row in 14..=last {
        let formula = if row == 14 { "=F14".into() } else { format!("=H{}+F{row}", row - 1) };
        sheet.put(row - 1, 7, formula);
    }
    let summary = [
        format!("=NPV(B11,F15:F{last})+F14"),
        format!("=IRR(F14:F{last},0.01)"),
        format!("=SUM(F14:F{last})/B8"),
        format!("=COUNTIF(H14:H{last},\"<0\")"),
        format!("=MAX(F15:F{last})"),
        format!("=AVERAGE(F15:F{last})"),
    ];
    for (row, formula) in (0..).zip(summary) {
        sheet.put(row, 4, formula);
    }
    sheet
}
