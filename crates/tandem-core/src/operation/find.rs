//! Finding and replacing.

use super::OperationError;
use super::pattern::Needle;
use crate::cell::{Area, CellAddress, SheetId, Value};
use crate::edit::{CellEdit, Edit};
use crate::engine::Content;
use crate::limits::{MAX_COLUMNS, MAX_ROWS};
use crate::text::Language;
use crate::workbook::{Page, Workbook};

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// The text.
    pub text: String,
    /// Whether the case of letters counts.
    pub match_case: bool,
    /// Whether a cell must hold the text and nothing else.
    pub whole_cell: bool,
    /// Whether `*`, `?` and `~` are wildcards.
    pub wildcards: bool,
    /// Where it is looked for.
    pub look_in: LookIn,
}

/// Where a text is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LookIn {
    /// In what the editor of a cell begins with: formulas, and values as they are typed.
    #[default]
    Formulas,
    /// In what cells show.
    Values,
}

/// The cells that are looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those of one sheet.
    Sheet(SheetId),
    /// Those of some areas.
    Areas(Vec<Area>),
    /// Those of all sheets that are not hidden, in the order of their pages.
    Workbook,
}

/// What replacing does.
#[derive(Clone, Debug)]
pub struct Replaced {
    /// The edit that does it.
    pub edit: Edit,
    /// How many cells change.
    pub cells: usize,
    /// How many places in them are replaced.
    pub places: usize,
}

impl Scope {
    fn areas(&self, workbook: &Workbook) -> Vec<Area> {
        let whole = |sheet| Area { sheet, top: 0, left: 0, bottom: MAX_ROWS - 1, right: MAX_COLUMNS - 1 };
        match self {
            Self::Sheet(sheet) => vec![whole(*sheet)],
            Self::Areas(areas) => areas.clone(),
            Self::Workbook => {
                let sheets = workbook.pages().iter().filter_map(Page::sheet);
                sheets.filter(|sheet| !sheet.hidden).map(|sheet| whole(sheet.id)).collect()
            }
        }
    }
}

/// What is looked for, read once.
struct Search<'q> {
    query: &'q Query,
    needle: Needle,
    language: Language,
}

impl<'q> Search<'q> {
    fn new(query: &'q Query, language: Language) -> Result<Self, OperationError> {
        if query.text.is_empty() {
            return Err(OperationError::EmptyText);
        }
        let needle = Needle::new(&query.text, query.match_case, query.wildcards);
        Ok(Self { query, needle, language })
    }

    fn is_met(&self, text: &str) -> bool {
        if self.query.whole_cell { self.needle.is_whole(text) } else { self.needle.is_in(text) }
    }

    fn is_in(&self, workbook: &Workbook, at: CellAddress) -> bool {
        match self.query.look_in {
            LookIn::Formulas => self.is_met(&editable(workbook, at).1),
            LookIn::Values => self.is_met(&workbook.display_text(at, self.language)),
        }
    }

    /// The edit of a cell in which something is replaced, and at how many places.
    fn replace(&self, workbook: &Workbook, at: CellAddress, replacement: &str) -> Option<(CellEdit, usize)> {
        let (mark, text) = editable(workbook, at);
        if !self.is_met(&text) {
            return None;
        }
        let (replaced, places) =
            if self.query.whole_cell { (replacement.to_owned(), 1) } else { self.needle.replaced(&text, replacement) };
        (places > 0).then(|| (CellEdit::typed(at, format!("{mark}{replaced}")), places))
    }
}

/// What the editor of a cell begins with, apart from the sign that marks it as a text.
fn editable(workbook: &Workbook, at: CellAddress) -> (&'static str, String) {
    let text = workbook.input_text(at);
    match (workbook.content(at), text.strip_prefix('\'')) {
        (Content::Literal(Value::Text(_)), Some(plain)) => ("'", plain.to_owned()),
        _ => ("", text),
    }
}

/// Every cell in which something is found, area by area and row by row; a cell of several areas once.
///
/// # Errors
/// When there is nothing to look for.
pub fn find_all(
    workbook: &Workbook,
    query: &Query,
    scope: &Scope,
    language: Language,
) -> Result<Vec<CellAddress>, OperationError> {
    let search = Search::new(query, language)?;
    let areas = scope.areas(workbook);
    let mut found = Vec::new();
    for (index, area) in areas.iter().enumerate() {
        let earlier = areas.get(..index).unwrap_or_default();
        let result: Result<(), ()> = workbook.engine().store().for_each_in(*area, |row, column, _| {
            let at = CellAddress::new(area.sheet, row, column);
            if !earlier.iter().any(|area| area.contains(at)) && search.is_in(workbook, at) {
                found.push(at);
            }
            Ok(())
        });
        debug_assert!(result.is_ok(), "the closure gives no error");
    }
    Ok(found)
}

/// The next cell in which something is found, after the given one or before it, around the ends of the scope; the given
/// one itself when it is the only one.
///
/// # Errors
/// When there is nothing to look for.
pub fn find_next(
    workbook: &Workbook,
    query: &Query,
    scope: &Scope,
    from: CellAddress,
    backwards: bool,
    language: Language,
) -> Result<Option<CellAddress>, OperationError> {
    let found = find_all(workbook, query, scope, language)?;
    let areas = scope.areas(workbook);
    let rank = |at: &CellAddress| {
        let area = areas.iter().position(|area| area.contains(*at)).unwrap_or(areas.len());
        (area, at.row, at.column)
    };
    let start = rank(&from);
    let next = if backwards {
        found.iter().rev().find(|at| rank(at) < start).or_else(|| found.last())
    } else {
        found.iter().find(|at| rank(at) > start).or_else(|| found.first())
    };
    Ok(next.copied())
}

/// Replaces every place in what is typed in the cells of a scope; what comes out is typed in turn. A formula that can't be
/// read afterwards makes the edit fail as a whole, and its error names the cell.
///
/// # Errors
/// When there is nothing to look for.
pub fn replace_all(
    workbook: &Workbook,
    query: &Query,
    scope: &Scope,
    replacement: &str,
) -> Result<Replaced, OperationError> {
    let query = Query { look_in: LookIn::Formulas, ..query.clone() };
    let search = Search::new(&query, Language::English)?;
    let (mut edits, mut total) = (Vec::new(), 0);
    for at in find_all(workbook, &query, scope, Language::English)? {
        if let Some((edit, places)) = search.replace(workbook, at, replacement) {
            edits.push(edit);
            total += places;
        }
    }
    Ok(Replaced { cells: edits.len(), edit: Edit::SetCells(edits), places: total })
}

/// Replaces every place in what is typed in one cell; nothing when nothing is found there.
///
/// # Errors
/// When there is nothing to look for.
pub fn replace_in(
    workbook: &Workbook,
    query: &Query,
    at: CellAddress,
    replacement: &str,
) -> Result<Option<Edit>, OperationError> {
    let search = Search::new(query, Language::English)?;
    Ok(search.replace(workbook, at, replacement).map(|(edit, _)| Edit::SetCells(vec![edit])))
}
