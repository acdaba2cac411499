//! What is typed in many cells, and what cells held before, in less room than one text for each.

use crate::cell::{Area, CellAddress};
use crate::engine::Content;

/// What is typed in many cells, in order. All texts stand in one, so that a hundred thousand cells need no text of their
/// own each.
#[derive(Clone, Debug, Default)]
pub struct TypedCells {
    texts: String,
    /// Each cell with the byte where its text ends.
    cells: Vec<(CellAddress, usize)>,
}

impl TypedCells {
    /// Room for some cells with some bytes of text together.
    #[must_use]
    pub fn with_capacity(cells: usize, bytes: usize) -> Self {
        Self { texts: String::with_capacity(bytes), cells: Vec::with_capacity(cells) }
    }

    /// Cells, each with the byte of the text where what is typed in it ends; it begins where the one before ends.
    #[must_use]
    pub const fn from_parts(texts: String, cells: Vec<(CellAddress, usize)>) -> Self {
        Self { texts, cells }
    }

    /// Adds a cell with what is typed in it.
    pub fn push(&mut self, at: CellAddress, text: &str) {
        self.texts.push_str(text);
        self.cells.push((at, self.texts.len()));
    }

    /// How many cells there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The cells with what is typed in them, in order.
    pub fn iter(&self) -> impl Iterator<Item = (CellAddress, &str)> {
        let mut start = 0;
        self.cells
            .iter()
            .map(move |(at, end)| (*at, self.texts.get(std::mem::replace(&mut start, *end)..*end).unwrap_or("")))
    }
}

impl<'a> FromIterator<(CellAddress, &'a str)> for TypedCells {
    fn from_iter<I: IntoIterator<Item = (CellAddress, &'a str)>>(cells: I) -> Self {
        let mut all = Self::default();
        cells.into_iter().for_each(|(at, text)| all.push(at, text));
        all
    }
}

/// Contents of cells in an order. Neighbours that held nothing stand as one area, and rows of them below each other too, so
/// that undoing a paste into empty cells takes next to no room.
#[derive(Clone, Debug, Default)]
pub(super) struct Contents(Vec<Entry>);

#[derive(Clone, Debug)]
enum Entry {
    Blank(Area),
    Cell(CellAddress, Content),
}

impl Contents {
    /// Adds a cell.
    pub(super) fn push(&mut self, at: CellAddress, content: Content) {
        if !matches!(content, Content::Blank) {
            self.0.push(Entry::Cell(at, content));
        } else if let Some(Entry::Blank(area)) = self.0.last_mut()
            && let Some(longer) = lengthened(*area, at)
        {
            *area = longer;
        } else {
            self.join_rows();
            self.0.push(Entry::Blank(Area::of(at)));
        }
    }

    /// Puts the latest row together with the rows above it, when it is as long as they are.
    fn join_rows(&mut self) {
        let [.., Entry::Blank(above), Entry::Blank(row)] = self.0.as_mut_slice() else { return };
        let is_below = above.sheet == row.sheet && row.top == row.bottom && row.top == above.bottom + 1;
        if is_below && (row.left, row.right) == (above.left, above.right) {
            above.bottom = row.bottom;
            self.0.pop();
        }
    }

    /// Turns the order around, and gives back room that is not needed: the history keeps it for long.
    pub(super) fn reverse(&mut self) {
        /// Fewer are not worth a copy.
        const MANY: usize = 256;
        self.0.reverse();
        if self.0.len() > MANY {
            self.0.shrink_to_fit();
        }
    }

    /// How many cells there are.
    pub(super) fn count(&self) -> usize {
        let cells = |entry: &Entry| match entry {
            Entry::Blank(area) => usize::try_from(area.cells()).unwrap_or(usize::MAX),
            Entry::Cell(..) => 1,
        };
        self.0.iter().map(cells).sum()
    }

    /// The cells, in order but for those of one area.
    pub(super) fn places(&self) -> impl Iterator<Item = CellAddress> {
        self.areas().flat_map(places)
    }

    /// The cells, as areas in order.
    pub(super) fn areas(&self) -> impl Iterator<Item = Area> {
        self.0.iter().map(|entry| match entry {
            Entry::Blank(area) => *area,
            Entry::Cell(at, _) => Area::of(*at),
        })
    }

    /// Calls a closure with each cell and its content, until it fails.
    pub(super) fn try_for_each<E>(self, mut visit: impl FnMut(CellAddress, Content) -> Result<(), E>) -> Result<(), E> {
        for entry in self.0 {
            match entry {
                Entry::Cell(at, content) => visit(at, content)?,
                Entry::Blank(area) => places(area).try_for_each(|at| visit(at, Content::Blank))?,
            }
        }
        Ok(())
    }
}

impl FromIterator<(CellAddress, Content)> for Contents {
    fn from_iter<I: IntoIterator<Item = (CellAddress, Content)>>(cells: I) -> Self {
        let mut all = Self::default();
        cells.into_iter().for_each(|(at, content)| all.push(at, content));
        all
    }
}

/// A row or column of cells with one more at its end.
fn lengthened(area: Area, at: CellAddress) -> Option<Area> {
    if area.sheet != at.sheet {
        return None;
    }
    let follows_in_row = area.top == area.bottom && at.row == area.top && at.column == area.right + 1;
    let follows_in_column = area.left == area.right && at.column == area.left && at.row == area.bottom + 1;
    (follows_in_row || follows_in_column).then_some(Area { bottom: at.row, right: at.column, ..area })
}

fn places(area: Area) -> impl Iterator<Item = CellAddress> {
    (area.top..=area.bottom)
        .flat_map(move |row| (area.left..=area.right).map(move |column| CellAddress::new(area.sheet, row, column)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::{SheetId, Value};

    const fn at(row: u32, column: u32) -> CellAddress {
        CellAddress::new(SheetId(0), row, column)
    }

    #[test]
    fn typed_texts_stand_in_their_cells() {
        let cells = [(at(0, 0), "1"), (at(0, 1), ""), (at(7, 0), "売上"), (at(0, 0), "=A2")];
        let typed: TypedCells = cells.into_iter().collect();
        assert_eq!(typed.iter().collect::<Vec<_>>(), cells);
        assert_eq!((typed.len(), typed.is_empty()), (4, false));
        assert!(TypedCells::default().is_empty());
    }

    #[test]
    fn blank_neighbours_are_one_area_and_every_cell_is_told() {
        let number = || Content::Literal(Value::Bool(true));
        let mut contents = Contents::default();
        let cells = [(0, 0), (0, 1), (0, 2), (1, 0), (2, 0), (2, 1), (5, 5)];
        for (row, column) in cells {
            contents.push(at(row, column), Content::Blank);
        }
        contents.push(at(5, 6), number());
        contents.push(at(5, 7), Content::Blank);
        assert_eq!(contents.0.len(), 6, "{contents:?}");
        assert_eq!(contents.count(), 9);
        let mut told = Vec::new();
        contents
            .clone()
            .try_for_each::<()>(|at, content| {
                told.push((at.row, at.column, matches!(content, Content::Blank)));
                Ok(())
            })
            .unwrap();
        let mut expected: Vec<_> = cells.iter().map(|(row, column)| (*row, *column, true)).collect();
        expected.extend([(5, 6, false), (5, 7, true)]);
        assert_eq!(told, expected);
        assert_eq!(contents.places().count(), 9);
        assert_eq!(contents.try_for_each(|at, _| if at.row == 1 { Err(at.row) } else { Ok(()) }), Err(1));
    }

    #[test]
    fn blank_rows_of_one_length_are_one_area_and_every_cell_is_told_once() {
        let rows = [(0, 0..4), (1, 0..4), (2, 0..4), (3, 0..3), (4, 0..3), (6, 0..3), (7, 1..4), (8, 1..5)];
        let cells: Vec<_> =
            rows.into_iter().flat_map(|(row, columns)| columns.map(move |column| (row, column))).collect();
        let mut contents = Contents::default();
        for (row, column) in &cells {
            contents.push(at(*row, *column), Content::Blank);
        }
        // Three rows of four, two of three, and three that stand alone, of which the last was longer in the end.
        assert!(contents.0.len() <= 6, "{contents:?}");
        assert_eq!(contents.places().map(|at| (at.row, at.column)).collect::<Vec<_>>(), cells);
    }
}
