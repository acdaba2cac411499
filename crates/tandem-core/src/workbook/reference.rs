//! Texts such as `Sheet1!B2` to cells and back.

use super::Workbook;
use crate::cell::{Area, CellAddress, SheetId, parse_cell, parse_column};
use crate::formula::quote_sheet;
use crate::limits::{MAX_COLUMNS, MAX_ROWS};
use crate::text::Language;

/// Why a text is no reference to cells of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReferenceError {
    /// The text is neither a name nor of the form `Sheet1!B2` or `Sheet1!A1:C3`.
    Malformed(String),
    /// No sheet has the name.
    UnknownSheet {
        /// The whole text.
        text: String,
        /// The sheet's name in it.
        sheet: String,
    },
    /// What follows the sheet's name is no cell or range within the limits.
    NoCell {
        /// The whole text.
        text: String,
        /// What follows the sheet's name.
        cell: String,
    },
    /// A range stands where a single cell is needed.
    NotSingle(String),
}

impl ReferenceError {
    /// A sentence that begins with the text and says what is wrong.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let english = language == Language::English;
        match self {
            Self::Malformed(text) if english => {
                format!("{text}: a reference such as Sheet1!B2 or a defined name is expected.")
            }
            Self::Malformed(text) => format!("{text}：Sheet1!B2 のような参照か、定義された名前が必要です。"),
            Self::UnknownSheet { text, sheet } if english => format!("{text}: there is no sheet “{sheet}”."),
            Self::UnknownSheet { text, sheet } => format!("{text}：シート「{sheet}」はありません。"),
            Self::NoCell { text, cell } if english => {
                format!("{text}: “{cell}” is no cell or range; the last cell of a sheet is XFD1048576.")
            }
            Self::NoCell { text, cell } => {
                format!("{text}：「{cell}」はセルでも範囲でもありません。シートの最後のセルは XFD1048576 です。")
            }
            Self::NotSingle(text) if english => format!("{text}: a single cell is expected, not a range."),
            Self::NotSingle(text) => format!("{text}：範囲ではなく単一のセルが必要です。"),
        }
    }
}

impl std::fmt::Display for ReferenceError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text(Language::English))
    }
}

impl std::error::Error for ReferenceError {}

/// Splits `'Q1 plan'!B2` into the sheet's name and what follows.
fn split(text: &str) -> Option<(String, &str)> {
    if let Some(quoted) = text.strip_prefix('\'') {
        let mut name = String::new();
        let mut rest = quoted;
        loop {
            let (part, after) = rest.split_once('\'')?;
            name.push_str(part);
            if let Some(cell) = after.strip_prefix('!') {
                return Some((name, cell));
            }
            rest = after.strip_prefix('\'')?;
            name.push('\'');
        }
    }
    let (name, cell) = text.split_once('!')?;
    Some((name.to_owned(), cell))
}

/// The area of a text such as `B2`, `$A$1:C3`, `B:D` or `2:4` on a sheet.
pub(crate) fn parse_area_on(sheet: SheetId, text: &str) -> Option<Area> {
    match text.split_once(':') {
        Some((first, last)) => {
            let column = |text: &str| {
                parse_column(text.strip_prefix('$').unwrap_or(text)).filter(|column| *column < MAX_COLUMNS)
            };
            let cells = || Some((parse_cell(first)?, parse_cell(last)?));
            let columns = || Some(((0, column(first)?), (MAX_ROWS - 1, column(last)?)));
            let rows = || Some(((parse_row(first)?, 0), (parse_row(last)?, MAX_COLUMNS - 1)));
            let (first, last) = cells().or_else(columns).or_else(rows)?;
            Some(Area::between(sheet, first, last))
        }
        None => {
            let cell = parse_cell(text)?;
            Some(Area::between(sheet, cell, cell))
        }
    }
}

/// The row that a number such as `12` names, from 0.
fn parse_row(text: &str) -> Option<u32> {
    let digits = text.strip_prefix('$').unwrap_or(text);
    let number: u32 = digits.parse().ok().filter(|_| digits.bytes().all(|digit| digit.is_ascii_digit()))?;
    number.checked_sub(1).filter(|row| *row < MAX_ROWS)
}

impl Workbook {
    /// The cells that a text names: `Sheet1!B2`, `'Q1 plan'!A1:C3`, or a defined name that stands for cells.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn area(&self, text: &str) -> Result<Area, ReferenceError> {
        let trimmed = text.trim();
        let Some((name, cell)) = split(trimmed) else {
            return self.engine.name_area(trimmed).ok_or_else(|| ReferenceError::Malformed(text.to_owned()));
        };
        let Some(sheet) = self.sheet_id(&name) else {
            return Err(ReferenceError::UnknownSheet { text: text.to_owned(), sheet: name });
        };
        parse_area_on(sheet, cell)
            .ok_or_else(|| ReferenceError::NoCell { text: text.to_owned(), cell: cell.to_owned() })
    }

    /// The single cell that a text names.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn cell(&self, text: &str) -> Result<CellAddress, ReferenceError> {
        let area = self.area(text)?;
        if area.is_single() { Ok(area.first()) } else { Err(ReferenceError::NotSingle(text.to_owned())) }
    }

    /// A cell as a text such as `Sheet1!B2`.
    #[must_use]
    pub fn reference(&self, at: CellAddress) -> String {
        format!("{}!{}", quote_sheet(self.sheet_name(at.sheet)), at.a1())
    }

    /// An area as a text such as `Sheet1!A1:C3`.
    #[must_use]
    pub fn area_reference(&self, area: Area) -> String {
        format!("{}!{}", quote_sheet(self.sheet_name(area.sheet)), area.a1())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_read_as_they_are_written() {
        for (text, expect) in [
            ("B2", Some("B2")),
            ("$A$1:C3", Some("A1:C3")),
            ("D:B", Some("B:D")),
            ("$B:$D", Some("B:D")),
            ("2:4", Some("2:4")),
            ("$4:2", Some("2:4")),
            ("A:XFD", Some("A:XFD")),
            ("XFE:XFE", None),
            ("0:3", None),
            ("1048577:1048577", None),
            ("B:4", None),
            ("+2:4", None),
            ("", None),
        ] {
            assert_eq!(parse_area_on(SheetId(0), text).map(Area::short).as_deref(), expect, "{text}");
        }
    }

    #[test]
    fn texts_are_split_at_the_sheet() {
        for (text, expect) in [
            ("Sheet1!B2", Some(("Sheet1", "B2"))),
            ("'Q1 plan'!B2", Some(("Q1 plan", "B2"))),
            ("'It''s'!A1:B2", Some(("It's", "A1:B2"))),
            ("入力!$A$1", Some(("入力", "$A$1"))),
            ("B2", None),
            ("'open!B2", None),
        ] {
            assert_eq!(split(text).as_ref().map(|(name, cell)| (name.as_str(), *cell)), expect, "{text}");
        }
    }
}
