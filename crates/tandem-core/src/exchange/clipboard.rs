//! The clipboard's plain text: cells separated by tabs, rows by line ends, as every spreadsheet writes it.

use super::picked::Picked;
use crate::cell::CellAddress;
use crate::csv::push_field;
use crate::text::Language;
use crate::workbook::Workbook;

/// The text of cells as they show it, in a language. Rows and columns past the last used cell are left out.
#[must_use]
pub fn copy_text(workbook: &Workbook, picked: &Picked, language: Language) -> String {
    let mut text = String::new();
    let Some(picked) = picked.clipped(workbook) else { return text };
    for (down, row) in picked.rows().enumerate() {
        if down > 0 {
            text.push_str("\r\n");
        }
        for (right, column) in picked.columns().enumerate() {
            if right > 0 {
                text.push('\t');
            }
            let shown = workbook.display_text(CellAddress::new(picked.sheet(), row, column), language);
            push_field(&mut text, &shown, '\t');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{ClipboardReader, PasteOptions, paste_table};

    fn paste(workbook: &mut Workbook, to: &str, text: &str) {
        let to = workbook.area(to).unwrap();
        let table = ClipboardReader::plain(text.to_owned(), '\t').unwrap().finish().unwrap().unwrap();
        let pasted = paste_table(workbook, &table, to, PasteOptions::default()).unwrap();
        pasted.edit.apply(workbook).unwrap();
    }

    fn text(workbook: &Workbook, area: &str) -> String {
        copy_text(workbook, &Picked::of(workbook.area(area).unwrap()), Language::English)
    }

    #[test]
    fn a_rectangle_is_copied_and_pasted() {
        let mut workbook = Workbook::new("x");
        paste(&mut workbook, "Sheet1!B2:C3", "price\t0.1\r\n\"two\nlines\"\t=C2*3\r\n");
        assert_eq!(text(&workbook, "Sheet1!B2:C3"), "price\t0.1\r\n\"two\nlines\"\t0.3");
    }

    #[test]
    fn a_table_is_repeated_and_its_empty_fields_empty_cells() {
        let mut workbook = Workbook::new("x");
        paste(&mut workbook, "Sheet1!A1:B2", "7");
        assert_eq!(text(&workbook, "Sheet1!A1:B2"), "7\t7\r\n7\t7");
        paste(&mut workbook, "Sheet1!A1:B4", "1\t\n\t2");
        assert_eq!(text(&workbook, "Sheet1!A1:B4"), "1\t\r\n\t2\r\n1\t\r\n\t2");
    }

    #[test]
    fn what_only_looks_quoted_or_like_a_formula_is_taken_as_it_stands() {
        let mut workbook = Workbook::new("x");
        paste(&mut workbook, "Sheet1!A1:C2", "\"5 inch\tx\t=1+\n\"a\"\"b\"\t\"\"\t12%");
        assert_eq!(text(&workbook, "Sheet1!A1:C2"), "\"\"\"5 inch\"\tx\t=1+\r\n\"a\"\"b\"\t\t12%");
    }

    #[test]
    fn what_lies_outside_of_the_target_is_left_out() {
        let mut workbook = Workbook::new("x");
        paste(&mut workbook, "Sheet1!XFD1048576", "1\t2\n3\t4");
        assert_eq!(text(&workbook, "Sheet1!XFD1048576"), "1");
    }
}
