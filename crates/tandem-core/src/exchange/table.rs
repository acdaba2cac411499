//! A table from the clipboard or a file: what its cells hold and look like, before it is known where they go.

use super::picked::{Picked, Share};
use super::r1c1;
use crate::cell::{CellAddress, Value};
use crate::engine::Content;
use crate::limits::MAX_PASTED_CELLS;
use crate::text::{Language, Text};
use crate::workbook::{Style, Workbook};

/// What a cell of a table holds.
#[derive(Clone, Debug)]
pub(super) enum Entry {
    /// Nothing.
    Blank,
    /// A value, exactly.
    Literal(Value),
    /// A text that means what it would mean if a person typed it.
    Typed(String),
    /// A formula whose references say how far away they are, and what it gave where it comes from.
    Formula { text: String, value: Box<Self> },
}

/// One cell of a table. Rows and columns count from zero.
#[derive(Clone, Debug)]
pub(super) struct TableCell {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) entry: Entry,
    /// Which of the table's styles it has.
    pub(super) style: u32,
}

/// A table: as many rows and columns, and the cells that hold something or look like something.
#[derive(Clone, Debug, Default)]
pub struct Table {
    pub(super) rows: u32,
    pub(super) columns: u32,
    pub(super) cells: Vec<TableCell>,
    /// Looks, each once; the first one is that of the cells that are not listed.
    pub(super) styles: Vec<Style>,
    /// Whether the looks are those of a spreadsheet, which replace what was there.
    pub(super) has_styles: bool,
    /// Areas whose cells are one.
    pub(super) merges: Vec<Merge>,
    pub(super) mark: Option<String>,
}

/// Merged areas that a table keeps at most: each is a step of its own when it is pasted.
pub(super) const MAX_MERGES: usize = 1000;

/// An area of a table whose cells are one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Merge {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) rows: u32,
    pub(super) columns: u32,
}

impl Merge {
    /// Whether two areas have a cell in common.
    pub(super) const fn meets(self, other: Self) -> bool {
        self.row < other.row + other.rows
            && other.row < self.row + self.rows
            && self.column < other.column + other.columns
            && other.column < self.column + self.columns
    }
}

/// Why something can't be pasted or opened as a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableError {
    /// It has more bytes than are read.
    TooManyBytes {
        /// How many it has.
        bytes: u64,
        /// How many are read at most.
        most: u64,
    },
    /// It covers more cells than are pasted at once, or would reach beyond a sheet.
    TooManyCells {
        /// How many are pasted at most.
        most: u64,
    },
    /// A file has more cells than one that is opened can have.
    FileTooLarge {
        /// How many are opened at most.
        most: u64,
    },
}

impl TableError {
    /// A sentence that says what is too much, and that nothing was changed.
    #[must_use]
    pub fn text(self, language: Language) -> String {
        const BYTES: Text = Text::new(
            "What was copied has {size} MB; at most {most} MB can be pasted at once. Nothing was changed.",
            "コピーされた内容は{size} MBあります。一度に貼り付けられるのは{most} MBまでです。変更は行われていません。",
        );
        const CELLS: Text = Text::new(
            "What was copied has more than {most} cells, the most that can be pasted at once. Nothing was changed.",
            "コピーされた内容は、一度に貼り付けられる{most}セルを超えています。変更は行われていません。",
        );
        const FILE: Text = Text::new(
            "The file has more than {most} cells, or more rows or columns than a sheet has. Nothing was changed.",
            "ファイルが{most}セルを超えているか、行数または列数がシートの上限を超えています。変更は行われていません。",
        );
        const MEGABYTE: u64 = 1024 * 1024;
        match self {
            Self::TooManyBytes { bytes, most } => {
                let text = BYTES.get(language).replace("{size}", &bytes.div_ceil(MEGABYTE).to_string());
                text.replace("{most}", &(most / MEGABYTE).to_string())
            }
            Self::TooManyCells { most } => CELLS.get(language).replace("{most}", &most.to_string()),
            Self::FileTooLarge { most } => FILE.get(language).replace("{most}", &most.to_string()),
        }
    }
}

impl std::fmt::Display for TableError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text(Language::English))
    }
}

impl std::error::Error for TableError {}

impl Table {
    /// The table that cells of a workbook are: formulas, exact values and looks.
    ///
    /// # Errors
    /// When it has more cells than can be pasted at once.
    pub fn of_cells(workbook: &Workbook, picked: &Picked) -> Result<Self, TableError> {
        let (rows, columns) = (picked.row_count(), picked.column_count());
        let mut table = Self { rows, columns, has_styles: true, ..Self::default() };
        table.check_size(MAX_PASTED_CELLS)?;
        let mut styles = Styles::default();
        for (down, row) in (0u32..).zip(picked.rows()) {
            for (right, column) in (0u32..).zip(picked.columns()) {
                let at = CellAddress::new(picked.sheet(), row, column);
                let entry = match workbook.content(at) {
                    Content::Formula(text) => Entry::Formula {
                        text: r1c1::to_r1c1(&text, row, column),
                        value: Box::new(literal(workbook.value(at))),
                    },
                    Content::Blank if workbook.value(at).is_blank() => Entry::Blank,
                    // A value that an array has spilled here.
                    Content::Blank => {
                        Entry::Formula { text: String::new(), value: Box::new(literal(workbook.value(at))) }
                    }
                    Content::Literal(value) => Entry::Literal(value),
                };
                let style = styles.number(workbook.style(at));
                if style > 0 || !matches!(entry, Entry::Blank) {
                    table.cells.push(TableCell { row: down, column: right, entry, style });
                }
            }
        }
        table.styles = styles.all;
        table.merges = merges_in(workbook, picked);
        Ok(table)
    }

    /// How many rows it has.
    #[must_use]
    pub const fn rows(&self) -> u32 {
        self.rows
    }

    /// How many columns it has.
    #[must_use]
    pub const fn columns(&self) -> u32 {
        self.columns
    }

    /// The mark by which this program knows again what it has copied.
    #[must_use]
    pub fn mark(&self) -> Option<&str> {
        self.mark.as_deref()
    }

    pub(super) fn check_size(&self, most: u64) -> Result<(), TableError> {
        let cells = u64::from(self.rows) * u64::from(self.columns);
        if cells > most { Err(TableError::TooManyCells { most }) } else { Ok(()) }
    }
}

/// The merged areas that are picked wholly, as parts of the table.
fn merges_in(workbook: &Workbook, picked: &Picked) -> Vec<Merge> {
    let merges = workbook.sheet(picked.sheet()).map_or(&[][..], |sheet| &sheet.overlay.merges);
    let shares = merges.iter().filter_map(|merge| Some((merge, picked.share(*merge)?)));
    let whole = shares.filter(|(merge, share)| (merge.rows(), merge.columns()) == (share.rows, share.columns));
    let part = |(_, share): (_, Share)| {
        let Share { row, column, rows, columns } = share;
        Merge { row, column, rows, columns }
    };
    whole.map(part).take(MAX_MERGES).collect()
}

fn literal(value: &Value) -> Entry {
    match value {
        Value::Array(array) => literal(array.first()),
        Value::Error(error) => Entry::Literal(Value::Error(crate::cell::ErrorValue::typed(error.kind))),
        Value::Blank => Entry::Blank,
        other => Entry::Literal(other.clone()),
    }
}

/// Looks, each with a number; 0 is the look of a cell that has none.
#[derive(Clone, Debug)]
pub(super) struct Styles {
    pub(super) all: Vec<Style>,
    numbers: std::collections::HashMap<Style, u32>,
}

impl Default for Styles {
    fn default() -> Self {
        Self { all: vec![Style::default()], numbers: std::iter::once((Style::default(), 0)).collect() }
    }
}

impl Styles {
    /// The number of a look. Where there are more than can be told apart, it is the plain one.
    pub(super) fn number(&mut self, style: &Style) -> u32 {
        if let Some(number) = self.numbers.get(style) {
            return *number;
        }
        let Some(number) = u16::try_from(self.all.len()).ok().map(u32::from) else { return 0 };
        self.all.push(style.clone());
        self.numbers.insert(style.clone(), number);
        number
    }
}
