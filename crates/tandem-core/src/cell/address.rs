//! Where a cell is.

use crate::limits::{MAX_COLUMNS, MAX_ROWS};

/// Identity of a sheet within one workbook; it stays the same when the sheet is renamed or moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SheetId(pub u32);

impl SheetId {
    /// The identity as an index of the store's sheets.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// One cell. Rows and columns count from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellAddress {
    /// The sheet.
    pub sheet: SheetId,
    /// The row, from 0.
    pub row: u32,
    /// The column, from 0.
    pub column: u32,
}

impl CellAddress {
    /// The cell at a row and column of a sheet.
    #[must_use]
    pub const fn new(sheet: SheetId, row: u32, column: u32) -> Self {
        Self { sheet, row, column }
    }

    /// The address in A1 form, without its sheet.
    #[must_use]
    pub fn a1(self) -> String {
        format!("{}{}", column_name(self.column), u64::from(self.row) + 1)
    }
}

/// A rectangle of cells on one sheet, both corners included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Area {
    /// The sheet.
    pub sheet: SheetId,
    /// First row, from 0.
    pub top: u32,
    /// First column, from 0.
    pub left: u32,
    /// Last row, included.
    pub bottom: u32,
    /// Last column, included.
    pub right: u32,
}

impl Area {
    /// The smallest area with two cells of one sheet as corners, in any order.
    #[must_use]
    pub fn between(sheet: SheetId, a: (u32, u32), b: (u32, u32)) -> Self {
        Self { sheet, top: a.0.min(b.0), left: a.1.min(b.1), bottom: a.0.max(b.0), right: a.1.max(b.1) }
    }

    /// The area of one cell.
    #[must_use]
    pub const fn of(at: CellAddress) -> Self {
        Self { sheet: at.sheet, top: at.row, left: at.column, bottom: at.row, right: at.column }
    }

    /// Number of rows, at least 1.
    #[must_use]
    pub const fn rows(self) -> u32 {
        self.bottom - self.top + 1
    }

    /// Number of columns, at least 1.
    #[must_use]
    pub const fn columns(self) -> u32 {
        self.right - self.left + 1
    }

    /// Number of cells.
    #[must_use]
    pub const fn cells(self) -> u64 {
        self.rows() as u64 * self.columns() as u64
    }

    /// Whether the area is a single cell.
    #[must_use]
    pub const fn is_single(self) -> bool {
        self.top == self.bottom && self.left == self.right
    }

    /// The first cell.
    #[must_use]
    pub const fn first(self) -> CellAddress {
        CellAddress { sheet: self.sheet, row: self.top, column: self.left }
    }

    /// Whether a cell lies in the area.
    #[must_use]
    pub fn contains(self, at: CellAddress) -> bool {
        at.sheet == self.sheet
            && (self.top..=self.bottom).contains(&at.row)
            && (self.left..=self.right).contains(&at.column)
    }

    /// The cells both areas share.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        let area = Self {
            sheet: self.sheet,
            top: self.top.max(other.top),
            left: self.left.max(other.left),
            bottom: self.bottom.min(other.bottom),
            right: self.right.min(other.right),
        };
        (self.sheet == other.sheet && area.top <= area.bottom && area.left <= area.right).then_some(area)
    }

    /// The area as people write it: as [`Self::a1`], but whole columns as `B:D` and whole rows as `2:4`.
    #[must_use]
    pub fn short(self) -> String {
        if self.top == 0 && self.bottom == MAX_ROWS - 1 {
            return format!("{}:{}", column_name(self.left), column_name(self.right));
        }
        if self.left == 0 && self.right == MAX_COLUMNS - 1 {
            return format!("{}:{}", self.top + 1, self.bottom + 1);
        }
        self.a1()
    }

    /// The area in A1 form, without its sheet; one cell is written without a colon.
    #[must_use]
    pub fn a1(self) -> String {
        let first = self.first().a1();
        if self.is_single() {
            return first;
        }
        format!("{first}:{}", CellAddress::new(self.sheet, self.bottom, self.right).a1())
    }
}

/// The letters of a column: 0 is `A`, 26 is `AA`.
#[must_use]
pub fn column_name(column: u32) -> String {
    let mut letters = Vec::with_capacity(3);
    // Of a place beyond the last column too: naming it must not fail.
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        let digit = (rest - 1) % 26;
        letters.push(char::from(b'A' + u8::try_from(digit).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The column that letters name, in either case; nothing when they are no column within the limits.
#[must_use]
pub fn parse_column(letters: &str) -> Option<u32> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut column = 0u32;
    for letter in letters.bytes() {
        if !letter.is_ascii_alphabetic() {
            return None;
        }
        column = column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    }
    (column <= MAX_COLUMNS).then(|| column - 1)
}

/// Row and column of an A1 text such as `B12` or `$B$12`, from zero; nothing when it is no cell within the limits.
#[must_use]
pub fn parse_cell(text: &str) -> Option<(u32, u32)> {
    let text = text.strip_prefix('$').unwrap_or(text);
    let split = text.bytes().position(|byte| !byte.is_ascii_alphabetic())?;
    let (letters, digits) = text.split_at_checked(split)?;
    let digits = digits.strip_prefix('$').unwrap_or(digits);
    if digits.len() > 7 {
        return None;
    }
    let mut row = 0;
    for digit in digits.bytes() {
        if !digit.is_ascii_digit() {
            return None;
        }
        row = row * 10 + u32::from(digit - b'0');
    }
    let column = parse_column(letters)?;
    (1..=MAX_ROWS).contains(&row).then(|| (row - 1, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_columns_and_rows_are_written_short() {
        let area = |top, left, bottom, right| Area { sheet: SheetId(0), top, left, bottom, right };
        for (area, short, a1) in [
            (area(0, 1, MAX_ROWS - 1, 3), "B:D", "B1:D1048576"),
            (area(1, 0, 3, MAX_COLUMNS - 1), "2:4", "A2:XFD4"),
            (area(0, 0, MAX_ROWS - 1, MAX_COLUMNS - 1), "A:XFD", "A1:XFD1048576"),
            (area(1, 1, 2, 2), "B2:C3", "B2:C3"),
            (area(4, 4, 4, 4), "E5", "E5"),
        ] {
            assert_eq!((area.short().as_str(), area.a1().as_str()), (short, a1));
        }
    }

    #[test]
    fn columns_and_letters_agree() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!(column_name(column), name);
            assert_eq!(parse_column(name), Some(column));
        }
        assert_eq!(parse_column("XFE"), None);
        assert_eq!(parse_column("A1"), None);
    }

    #[test]
    fn cells_are_read_within_the_limits() {
        assert_eq!(parse_cell("B12"), Some((11, 1)));
        assert_eq!(parse_cell("$xfd$1048576"), Some((1_048_575, 16_383)));
        for bad in ["A0", "A", "1", "A1048577", "XFE1", "", "A1B", "A-1"] {
            assert_eq!(parse_cell(bad), None, "{bad}");
        }
    }
}
