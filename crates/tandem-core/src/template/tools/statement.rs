//! A statement: what one party is paid in a period, line by line with its arithmetic, from the cells of a sheet.

use super::table::{Table, is_blank, word};
use super::{StatementEntry, tools};
use crate::cell::{CellAddress, SheetId, Value};
use crate::csv::write_csv;
use crate::exchange::{CsvOptions, safe_field};
use crate::text::Language;
use crate::workbook::Workbook;

/// A statement of a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statement {
    entry: &'static StatementEntry,
    lines: Table,
    balance: Table,
}

/// One line, as people read it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct StatementLine {
    /// Its identity.
    pub id: String,
    /// The identity of the payout that it takes back; empty for a payout.
    pub reverses: String,
    /// What stands in its columns.
    pub fields: Vec<String>,
}

/// The statements of a workbook.
#[must_use]
pub fn statements(workbook: &Workbook) -> Vec<Statement> {
    let entries = tools(workbook).map_or(&[][..], |tools| &tools.statements);
    let found = |entry: &'static StatementEntry| {
        let lines = Table::named(workbook, &entry.lines)?;
        Some(Statement { entry, lines, balance: Table::named(workbook, &entry.balance)? })
    };
    entries.iter().filter_map(found).collect()
}

impl Statement {
    /// What its template says about it.
    #[must_use]
    pub const fn entry(&self) -> &'static StatementEntry {
        self.entry
    }

    /// The sheet that it stands on.
    #[must_use]
    pub const fn sheet(&self) -> SheetId {
        self.lines.area().sheet
    }

    /// Whom a statement can be for: English words, or texts of the sheet.
    #[must_use]
    pub fn parties(&self, workbook: &Workbook) -> Vec<String> {
        let Some(area) = workbook.engine().name_area(&self.entry.parties) else { return Vec::new() };
        let cells = (area.top..=area.bottom).map(|row| CellAddress::new(area.sheet, row, area.left));
        cells.filter(|at| !is_blank(workbook, *at)).map(|at| word(workbook, at)).collect()
    }

    /// What is wrong with party or period.
    #[must_use]
    pub fn problem(&self, workbook: &Workbook, language: Language) -> Option<String> {
        let area = workbook.engine().name_area(&self.entry.check)?;
        let at = CellAddress::new(area.sheet, area.top, area.left);
        (!["", "None"].contains(&word(workbook, at).as_str())).then(|| workbook.display_text(at, language))
    }

    /// The currency of the amounts.
    #[must_use]
    pub fn currency(&self, workbook: &Workbook) -> String {
        let area = workbook.engine().name_area(&self.entry.currency);
        area.map(|area| word(workbook, CellAddress::new(area.sheet, area.top, area.left))).unwrap_or_default()
    }

    /// The balance: words and amounts.
    #[must_use]
    pub fn balance(&self, workbook: &Workbook, language: Language) -> Vec<(String, String)> {
        let area = self.balance.area();
        let text = |row, column| workbook.display_text(CellAddress::new(area.sheet, row, column), language);
        let rows = (area.top..=area.bottom).map(|row| (text(row, area.left), text(row, area.right)));
        rows.filter(|(words, _)| !words.is_empty()).collect()
    }

    /// The headings of the lines, each with whether amounts stand under it.
    #[must_use]
    pub fn heads(&self, workbook: &Workbook, language: Language) -> Vec<(String, bool)> {
        let top = self.lines.area().top;
        let amount = self.lines.column(workbook, &self.entry.amount_heading);
        let head = |column| (workbook.display_text(self.lines.cell(top, column), language), Some(column) == amount);
        self.lines.columns().map(head).collect()
    }

    /// The lines. The arithmetic of each ends in its amount: `60,000.00 × 30% = 18,000.00`.
    #[must_use]
    pub fn lines(&self, workbook: &Workbook, language: Language) -> Vec<StatementLine> {
        let column = |heading: &str| self.lines.column(workbook, heading);
        let (id, reverses) = (column(&self.entry.id_heading), column(&self.entry.reverses_heading));
        let (arithmetic, amount) = (column(&self.entry.arithmetic_heading), column(&self.entry.amount_heading));
        let text = |row: u32, column: u32| workbook.display_text(self.lines.cell(row, column), language);
        let is_line = |row: &u32| id.is_some_and(|id| !text(*row, id).is_empty());
        let line = |row: u32| {
            let field = |column: u32| {
                let shown = text(row, column);
                match amount.filter(|_| Some(column) == arithmetic && !shown.is_empty()) {
                    // One sign for less than nothing in a line.
                    Some(amount) => format!("{shown} = {}", text(row, amount).replace('-', "−")),
                    None => shown,
                }
            };
            StatementLine {
                id: id.map(|id| text(row, id)).unwrap_or_default(),
                reverses: reverses.map(|column| text(row, column)).unwrap_or_default(),
                fields: self.lines.columns().map(field).collect(),
            }
        };
        self.lines.rows().take_while(is_line).map(line).collect()
    }

    /// Totals under their headings; empty where there are none.
    #[must_use]
    pub fn totals(&self, workbook: &Workbook, language: Language) -> Vec<Vec<String>> {
        let table = self.entry.totals.as_deref().and_then(|name| Table::named(workbook, name));
        let Some(table) = table else { return Vec::new() };
        let row =
            |row: u32| table.columns().map(|column| workbook.display_text(table.cell(row, column), language)).collect();
        let rows = table.shown_rows(workbook);
        if rows.is_empty() { Vec::new() } else { std::iter::once(table.area().top).chain(rows).map(row).collect() }
    }

    /// The statement as CSV: for whom, the period, the lines, the totals, the balance. Numbers are exact and unformatted.
    #[must_use]
    pub fn csv(&self, workbook: &Workbook, language: Language, options: CsvOptions) -> String {
        let mut rows: Vec<Vec<String>> = Vec::new();
        rows.push(vec![self.entry.title.get(language).to_owned(), self.currency(workbook)]);
        for name in [&self.entry.party, &self.entry.from, &self.entry.to] {
            let Some(control) = workbook.control(name) else { continue };
            rows.push(vec![control.label.get(language).to_owned(), field(workbook, control.cell, language, options)]);
        }
        let mut block = |table: Table, rows_of: Vec<u32>| {
            rows.push(Vec::new());
            for row in rows_of {
                let cells = table.columns().map(|column| field(workbook, table.cell(row, column), language, options));
                rows.push(cells.collect());
            }
        };
        let with_head = |table: Table, count: usize| {
            std::iter::once(table.area().top).chain(table.rows().take(count)).collect::<Vec<u32>>()
        };
        block(self.lines, with_head(self.lines, self.lines(workbook, language).len()));
        if let Some(table) = self.entry.totals.as_deref().and_then(|name| Table::named(workbook, name)) {
            block(table, with_head(table, table.shown_rows(workbook).len()));
        }
        block(self.balance, (self.balance.area().top..=self.balance.area().bottom).collect());
        write_csv(rows.into_iter().map(Vec::into_iter), options.has_bom)
    }
}

/// A cell as a field: its text in the language, its number exact.
fn field(workbook: &Workbook, at: CellAddress, language: Language, options: CsvOptions) -> String {
    let text = match workbook.value(at) {
        Value::Text(text) => workbook.glossary().translate(text, language).to_owned(),
        _ => return workbook.value_input_text(at),
    };
    safe_field(text, options)
}
