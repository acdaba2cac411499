//! Finding and replacing.

use std::convert::Infallible;

use super::OperationError;
use super::pattern::Needle;
use crate::cell::{Area, CellAddress, Link, SheetId, Value};
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
struct Search {
    query: Query,
    needle: Needle,
    /// Whether what is looked for stands in no number without a format.
    is_in_no_number: bool,
    language: Language,
}

impl Search {
    fn new(query: &Query, language: Language) -> Result<Self, OperationError> {
        if query.text.is_empty() {
            return Err(OperationError::EmptyText);
        }
        let needle = Needle::new(&query.text, query.match_case, query.wildcards);
        let is_in_no_number = needle.is_in_no_plain_number();
        Ok(Self { query: query.clone(), needle, is_in_no_number, language })
    }

    fn is_met(&self, text: &str) -> bool {
        if self.query.whole_cell { self.needle.is_whole(text) } else { self.needle.is_in(text) }
    }

    /// Whether something is found in a cell of this value, which is not blank.
    fn is_in(&self, workbook: &Workbook, at: CellAddress, value: &Value) -> bool {
        let is_typed = || workbook.engine().store().slot(at).is_some_and(|slot| slot.link == Link::LITERAL);
        match (value, self.query.look_in) {
            // Of millions of cells most are numbers, and few searches are for one. Dates and percentages have a format.
            (Value::Number(_), look_in)
                if self.is_in_no_number
                    && (look_in == LookIn::Values || is_typed())
                    && workbook.format_at(at).is_none() =>
            {
                false
            }
            (Value::Text(text), LookIn::Formulas) if is_typed() => self.is_met(text),
            (_, LookIn::Formulas) => self.is_met(&editable(workbook, at).1),
            (_, LookIn::Values) => self.is_met(&workbook.display_text(at, self.language)),
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
    let mut finding = Finding::new(workbook, query, scope, language)?;
    finding.go_on(workbook, u64::MAX);
    Ok(finding.found)
}

/// A search for every place, piece by piece, so that a page can be drawn meanwhile. It is of one state of the workbook.
pub struct Finding {
    search: Search,
    areas: Vec<Area>,
    /// What has not been looked at yet of which area, the next part last.
    rest: Vec<(usize, Area)>,
    found: Vec<CellAddress>,
}

impl Finding {
    /// The beginning: nothing was looked at.
    ///
    /// # Errors
    /// When there is nothing to look for.
    pub fn new(workbook: &Workbook, query: &Query, scope: &Scope, language: Language) -> Result<Self, OperationError> {
        let search = Search::new(query, language)?;
        let areas = scope.areas(workbook);
        let store = workbook.engine().store();
        let clipped = areas.iter().enumerate().filter_map(|(index, area)| Some((index, store.clip(*area)?)));
        let mut rest: Vec<(usize, Area)> = clipped.collect();
        rest.reverse();
        Ok(Self { search, areas, rest, found: Vec::new() })
    }

    /// Looks at about so many cells more, whole rows of an area at a time, and says whether that was all.
    pub fn go_on(&mut self, workbook: &Workbook, cells: u64) -> bool {
        let mut room = cells;
        while room > 0
            && let Some((index, area)) = self.rest.pop()
        {
            let rows = u32::try_from((room / u64::from(area.columns())).max(1)).unwrap_or(u32::MAX);
            let part = Area { bottom: area.bottom.min(area.top.saturating_add(rows - 1)), ..area };
            if part.bottom < area.bottom {
                self.rest.push((index, Area { top: part.bottom + 1, ..area }));
            }
            room = room.saturating_sub(part.cells());
            self.look_at(workbook, index, part);
        }
        self.rest.is_empty()
    }

    /// What was found so far, area by area and row by row; a cell of several areas once.
    #[must_use]
    pub fn found(&self) -> &[CellAddress] {
        &self.found
    }

    fn look_at(&mut self, workbook: &Workbook, index: usize, part: Area) {
        let earlier = self.areas.get(..index).unwrap_or_default();
        let Ok(()) = workbook.engine().store().for_each_in(part, |row, column, value| {
            let at = CellAddress::new(part.sheet, row, column);
            if !earlier.iter().any(|area| area.contains(at)) && self.search.is_in(workbook, at, value) {
                self.found.push(at);
            }
            Ok::<(), Infallible>(())
        });
    }
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
    let search = Search::new(query, language)?;
    let areas = scope.areas(workbook);
    let parts = in_turn(&areas, from, backwards);
    Ok(parts.into_iter().find_map(|(part, index)| {
        let earlier = areas.get(..index).unwrap_or_default();
        if backwards { last_in(workbook, &search, part, earlier) } else { first_in(workbook, &search, part, earlier) }
    }))
}

/// The parts of some areas in the order in which a search goes through them from a cell, around the ends and with the cell
/// itself last, each with the index of its area.
fn in_turn(areas: &[Area], from: CellAddress, backwards: bool) -> Vec<(Area, usize)> {
    let mut all: Vec<(Area, usize)> = areas.iter().copied().zip(0..).collect();
    let Some((own, index)) = all.iter().find(|(area, _)| area.contains(from)).copied() else {
        if backwards {
            all.reverse();
        }
        return all;
    };
    let row = Area { top: from.row, bottom: from.row, ..own };
    let mut before: Vec<(Area, usize)> = all.iter().take(index).copied().collect();
    let mut after: Vec<(Area, usize)> = all.into_iter().skip(index + 1).collect();
    let above = from.row.checked_sub(1).filter(|bottom| *bottom >= own.top).map(|bottom| Area { bottom, ..own });
    let below = (from.row < own.bottom).then(|| Area { top: from.row + 1, ..own });
    let left = from.column.checked_sub(1).filter(|right| *right >= own.left).map(|right| Area { right, ..row });
    let right = (from.column < own.right).then(|| Area { left: from.column + 1, ..row });
    before.extend(above.into_iter().chain(left).map(|part| (part, index)));
    after.splice(0..0, right.into_iter().chain(below).map(|part| (part, index)));
    if backwards {
        before.reverse();
        after.reverse();
        std::mem::swap(&mut before, &mut after);
    }
    after.into_iter().chain(before).chain([(Area::of(from), index)]).collect()
}

/// The first cell of an area in which something is found, those of earlier areas apart.
fn first_in(workbook: &Workbook, search: &Search, area: Area, earlier: &[Area]) -> Option<CellAddress> {
    let found = workbook.engine().store().for_each_in(area, |row, column, value| {
        let at = CellAddress::new(area.sheet, row, column);
        let is_found = !earlier.iter().any(|area| area.contains(at)) && search.is_in(workbook, at, value);
        if is_found { Err(at) } else { Ok(()) }
    });
    found.err()
}

/// The last such cell. Cells are walked downwards, so it is looked for in pieces from the end.
fn last_in(workbook: &Workbook, search: &Search, area: Area, earlier: &[Area]) -> Option<CellAddress> {
    const PIECE_ROWS: u32 = 1024;
    let area = workbook.engine().store().clip(area)?;
    let mut end = area.bottom + 1;
    while end > area.top {
        let top = end.saturating_sub(PIECE_ROWS).max(area.top);
        let mut found = None;
        let Ok(()) =
            workbook.engine().store().for_each_in(Area { top, bottom: end - 1, ..area }, |row, column, value| {
                let at = CellAddress::new(area.sheet, row, column);
                if !earlier.iter().any(|area| area.contains(at)) && search.is_in(workbook, at, value) {
                    found = Some(at);
                }
                Ok::<(), Infallible>(())
            });
        if found.is_some() {
            return found;
        }
        end = top;
    }
    None
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The next place by its definition: of all that are found, the first after the cell, else the first.
    fn by_definition(areas: &[Area], found: &[CellAddress], from: CellAddress, backwards: bool) -> Option<CellAddress> {
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
        next.copied()
    }

    proptest! {
        #[test]
        fn the_next_place_is_that_of_the_list(
            filled in prop::collection::btree_set((0u32..9, 0u32..5), 0..12),
            corners in prop::collection::vec(((0u32..9, 0u32..5), (0u32..9, 0u32..5)), 1..4),
            from in (0u32..9, 0u32..5),
            backwards: bool,
        ) {
            let mut workbook = Workbook::new("find");
            let sheet = workbook.pages().first().unwrap().sheet().unwrap().id;
            let at = |(row, column): (u32, u32)| CellAddress::new(sheet, row, column);
            // Rows stand far apart, so that searches backwards go through several pieces.
            let far = |(row, column)| (row * 700, column);
            let edits = filled.into_iter().map(|place| CellEdit::typed(at(far(place)), "a rate")).collect();
            Edit::SetCells(edits).apply(&mut workbook).unwrap();
            let areas: Vec<Area> = corners.into_iter().map(|(a, b)| Area::between(sheet, far(a), far(b))).collect();
            let (scope, from) = (Scope::Areas(areas.clone()), at(far(from)));
            let query = Query {
                text: "RATE".to_owned(),
                match_case: false,
                whole_cell: false,
                wildcards: false,
                look_in: LookIn::Formulas,
            };
            let all = find_all(&workbook, &query, &scope, Language::English).unwrap();
            let mut pieces = Finding::new(&workbook, &query, &scope, Language::English).unwrap();
            while !pieces.go_on(&workbook, 7) {}
            prop_assert_eq!(pieces.found(), &all);
            let next = find_next(&workbook, &query, &scope, from, backwards, Language::English).unwrap();
            prop_assert_eq!(next, by_definition(&areas, &all, from, backwards));
        }
    }
}
