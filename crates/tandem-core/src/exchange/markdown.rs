//! Pages as Markdown, for documents and reviews.

use super::decision::to_madr;
use crate::cell::CellAddress;
use crate::text::Language;
use crate::workbook::{Page, Workbook};

/// A page as Markdown: a decision record in the form of MADR 4, any other page as its title and its cells as a table of
/// what they show.
#[must_use]
pub fn page_to_markdown(workbook: &Workbook, page: &Page, language: Language) -> String {
    if let Some(record) = to_madr(workbook, &page.id, language) {
        return record;
    }
    let mut text = format!("# {}\n", escape(page.title.get(language)));
    let Some(sheet) = page.sheet() else { return text };
    let (rows, columns) = workbook.engine().store().sheet(sheet.id).map_or((0, 0), |cells| cells.used());
    if rows == 0 {
        return text;
    }
    text.push('\n');
    for row in 0..rows {
        let cells = (0..columns).map(|column| {
            let at = CellAddress::new(sheet.id, row, column);
            escape(&workbook.display_text(at, language))
        });
        push_row(&mut text, cells);
        if row == 0 {
            push_row(&mut text, (0..columns).map(|_| "---".to_owned()));
        }
    }
    text
}

fn push_row(text: &mut String, cells: impl Iterator<Item = String>) {
    text.push('|');
    for cell in cells {
        text.push(' ');
        text.push_str(&cell);
        text.push_str(" |");
    }
    text.push('\n');
}

/// A text that Markdown shows as it is: its signs have no meaning, and a line end does not end the row.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' => {
                escaped.push('\\');
                escaped.push(character);
            }
            '\n' => escaped.push_str("<br>"),
            '\r' => {}
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{CellEdit, Edit};

    #[test]
    fn a_sheet_becomes_a_table_whose_texts_mean_nothing_to_markdown() {
        let mut workbook = Workbook::new("w");
        for (cell, input) in [("A1", "a|b"), ("B1", "<script>"), ("A2", "=1/4"), ("B2", "x\ny")] {
            let at = workbook.cell(&format!("Sheet1!{cell}")).unwrap();
            Edit::SetCells(vec![CellEdit::typed(at, input)]).apply(&mut workbook).unwrap();
        }
        let page = workbook.pages().first().unwrap();
        let text = page_to_markdown(&workbook, page, Language::English);
        assert_eq!(text, "# Sheet1\n\n| a\\|b | \\<script\\> |\n| --- | --- |\n| 0.25 | x<br>y |\n");
    }
}
