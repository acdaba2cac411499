//! CSV as RFC 4180 has it: texts to rows of fields and back. This file stands alone; what the fields mean is for its
//! callers.

use crate::limits::{MAX_COLUMNS, MAX_FILE_BYTES, MAX_ROWS};
use crate::text::Language;

/// Why a text is not CSV. Lines count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CsvError {
    /// A quotation mark that opened on this line is not closed.
    Unclosed {
        /// The line.
        line: usize,
    },
    /// On this line, something else than a comma or the line's end follows a closing quotation mark.
    AfterQuote {
        /// The line.
        line: usize,
    },
    /// There are more rows, columns or bytes than a sheet takes.
    TooLarge,
}

impl CsvError {
    /// A sentence that says what is wrong and where.
    #[must_use]
    pub fn text(self, language: Language) -> String {
        match (self, language) {
            (Self::Unclosed { line }, Language::English) => {
                format!("Line {line}: the quotation mark that opens here is not closed.")
            }
            (Self::Unclosed { line }, Language::Japanese) => format!("{line}行目：引用符が閉じられていません。"),
            (Self::AfterQuote { line }, Language::English) => {
                format!("Line {line}: a comma or the end of the line is expected after a closing quotation mark.")
            }
            (Self::AfterQuote { line }, Language::Japanese) => {
                format!("{line}行目：閉じた引用符の後にはコンマか改行が必要です。")
            }
            (Self::TooLarge, Language::English) => {
                format!("The text has more than {MAX_ROWS} rows, {MAX_COLUMNS} columns or {MAX_FILE_BYTES} bytes.")
            }
            (Self::TooLarge, Language::Japanese) => {
                format!("{MAX_ROWS}行、{MAX_COLUMNS}列、または{MAX_FILE_BYTES}バイトを超えています。")
            }
        }
    }
}

impl std::fmt::Display for CsvError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text(Language::English))
    }
}

impl std::error::Error for CsvError {}

/// The fields of a CSV text, line by line. Lines may end in any of the three ways; a byte order mark is passed over;
/// the line after the last line end is none.
///
/// # Errors
/// Where the text is not CSV.
pub fn parse_csv(text: &str) -> Result<Vec<Vec<String>>, CsvError> {
    parse_separated(text, ',')
}

/// As [`parse_csv`], for any separator.
pub(crate) fn parse_separated(text: &str, separator: char) -> Result<Vec<Vec<String>>, CsvError> {
    if text.len() > MAX_FILE_BYTES {
        return Err(CsvError::TooLarge);
    }
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut line = 1;
    let mut rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    while !rest.is_empty() || !row.is_empty() {
        let (field, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted_field(quoted, separator, &mut line)?,
            None => plain_field(rest, separator),
        };
        row.push(field);
        if row.len() > MAX_COLUMNS as usize || rows.len() >= MAX_ROWS as usize {
            return Err(CsvError::TooLarge);
        }
        if let Some(next) = after.strip_prefix(separator) {
            rest = next;
            continue;
        }
        rows.push(std::mem::take(&mut row));
        line += 1;
        rest = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\r', '\n'])).unwrap_or(after);
    }
    Ok(rows)
}

fn plain_field(rest: &str, separator: char) -> (String, &str) {
    let end = rest.find([separator, '\r', '\n']).unwrap_or(rest.len());
    let (field, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
    (field.to_owned(), after)
}

fn quoted_field<'a>(quoted: &'a str, separator: char, line: &mut usize) -> Result<(String, &'a str), CsvError> {
    let opened = *line;
    let mut field = String::new();
    let mut rest = quoted;
    loop {
        let (part, after) = rest.split_once('"').ok_or(CsvError::Unclosed { line: opened })?;
        field.push_str(part);
        if let Some(more) = after.strip_prefix('"') {
            field.push('"');
            rest = more;
            continue;
        }
        *line += field.replace("\r\n", "\n").matches(['\r', '\n']).count();
        let is_end = after.is_empty() || after.starts_with([separator, '\r', '\n']);
        return if is_end { Ok((field, after)) } else { Err(CsvError::AfterQuote { line: *line }) };
    }
}

/// Rows of fields as CSV, each line ended by CR LF, with a byte order mark in front where wanted.
#[must_use]
pub fn write_csv<R, F>(rows: impl IntoIterator<Item = R>, has_bom: bool) -> String
where
    R: IntoIterator<Item = F>,
    F: AsRef<str>,
{
    let mut text = String::new();
    if has_bom {
        text.push('\u{feff}');
    }
    for row in rows {
        for (index, field) in row.into_iter().enumerate() {
            if index > 0 {
                text.push(',');
            }
            push_field(&mut text, field.as_ref(), ',');
        }
        text.push_str("\r\n");
    }
    text
}

/// Appends a field, in quotation marks where its characters need them.
pub(crate) fn push_field(text: &mut String, field: &str, separator: char) {
    if field.contains([separator, '"', '\r', '\n']) || field.starts_with('\u{feff}') {
        text.push('"');
        text.push_str(&field.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(field);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&[&str]]) {
        assert_eq!(parse_csv(text).unwrap(), expect, "{text:?}");
    }

    #[test]
    fn fields_are_read() {
        check("", &[]);
        check("a", &[&["a"]]);
        check("a,b\r\nc,d\r\n", &[&["a", "b"], &["c", "d"]]);
        check("a,\n,b\r", &[&["a", ""], &["", "b"]]);
        check("\u{feff}\"a,b\",\"c\"\"d\"", &[&["a,b", "c\"d"]]);
        check("\"two\r\nlines\",x\ny", &[&["two\r\nlines", "x"], &["y"]]);
        check("a\n\nb", &[&["a"], &[""], &["b"]]);
        check("5\" disk,x", &[&["5\" disk", "x"]]);
        check("価格,\"１，０００\"", &[&["価格", "１，０００"]]);
    }

    #[test]
    fn what_is_no_csv_is_refused_with_its_line() {
        for (text, expect) in [
            ("a\nb,\"c\nd", CsvError::Unclosed { line: 2 }),
            ("a\n\"b\"c", CsvError::AfterQuote { line: 2 }),
            ("\"x\ny\",z\n\"b\" ", CsvError::AfterQuote { line: 3 }),
        ] {
            assert_eq!(parse_csv(text), Err(expect), "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn written_fields_are_read_back(rows in proptest::collection::vec(proptest::collection::vec(".*|[a,\"\r\n]*", 1..5), 1..5)) {
            // A single empty field on the last line can't be told from the end of the text.
            let text = write_csv(&rows, false);
            proptest::prop_assert_eq!(parse_csv(&text).unwrap(), rows);
        }
    }
}
