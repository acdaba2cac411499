//! The map from the cells of a sheet to the numbers of their styles.

use super::StyleId;
use crate::cell::Area;

const CHUNK_ROWS: usize = 64;

type Chunk = Box<[StyleId; CHUNK_ROWS]>;

/// The style of each cell of one sheet: two bytes a cell, in chunks of rows that exist once a cell there has a style.
#[derive(Clone, Debug, Default)]
pub struct StyleMap {
    columns: Vec<Vec<Option<Chunk>>>,
}

impl StyleMap {
    /// The style of a cell.
    #[must_use]
    pub fn get(&self, row: u32, column: u32) -> StyleId {
        self.columns
            .get(column as usize)
            .and_then(|chunks| chunks.get(row as usize / CHUNK_ROWS)?.as_deref())
            .and_then(|chunk| chunk.get(row as usize % CHUNK_ROWS))
            .copied()
            .unwrap_or_default()
    }

    /// Sets the style of a cell and gives the one it had.
    pub fn set(&mut self, row: u32, column: u32, id: StyleId) -> StyleId {
        if id == StyleId::NONE && self.get(row, column) == StyleId::NONE {
            return StyleId::NONE;
        }
        if self.columns.len() <= column as usize {
            self.columns.resize_with(column as usize + 1, Vec::new);
        }
        let Some(chunks) = self.columns.get_mut(column as usize) else { return StyleId::NONE };
        let index = row as usize / CHUNK_ROWS;
        if chunks.len() <= index {
            chunks.resize_with(index + 1, || None);
        }
        let Some(chunk) = chunks.get_mut(index) else { return StyleId::NONE };
        let chunk = chunk.get_or_insert_with(|| Box::new([StyleId::NONE; CHUNK_ROWS]));
        chunk.get_mut(row as usize % CHUNK_ROWS).map_or(StyleId::NONE, |slot| std::mem::replace(slot, id))
    }

    /// Every cell that has a style, as (row, column, style), column by column.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32, StyleId)> + '_ {
        (0u32..).zip(&self.columns).flat_map(|(column, chunks)| {
            (0u32..).zip(chunks).flat_map(move |(index, chunk)| {
                let cells = chunk.as_deref().map_or(&[][..], |cells| &cells[..]);
                (0u32..)
                    .zip(cells)
                    .filter(|(_, id)| **id != StyleId::NONE)
                    .map(move |(offset, id)| (index * CHUNK_ROWS as u32 + offset, column, *id))
            })
        })
    }

    /// The cells of an area that have a style, as (row, column, style).
    #[must_use]
    pub fn within(&self, area: Area) -> Vec<(u32, u32, StyleId)> {
        let mut found = Vec::new();
        for (column, chunks) in (0u32..).zip(&self.columns).skip(area.left as usize).take(area.columns() as usize) {
            let rows = u32::try_from(chunks.len() * CHUNK_ROWS).unwrap_or(u32::MAX);
            for row in area.top..rows.min(area.bottom.saturating_add(1)) {
                let id = self.get(row, column);
                if id != StyleId::NONE {
                    found.push((row, column, id));
                }
            }
        }
        found
    }

    /// The map whose cells stand where `place` puts them; cells for which it gives nothing are dropped.
    #[must_use]
    pub fn moved(&self, place: impl Fn(u32, u32) -> Option<(u32, u32)>) -> Self {
        let mut moved = Self::default();
        for (row, column, id) in self.iter() {
            if let Some((row, column)) = place(row, column) {
                moved.set(row, column, id);
            }
        }
        moved
    }
}

/// Two maps are equal when every cell has the same style, whatever storage exists.
impl PartialEq for StyleMap {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_keep_their_styles_and_equality_ignores_storage() {
        let mut map = StyleMap::default();
        assert_eq!(map.set(70, 2, StyleId(3)), StyleId::NONE);
        assert_eq!(map.set(70, 2, StyleId(4)), StyleId(3));
        map.set(1_000_000, 16_000, StyleId(9));
        assert_eq!(map.get(70, 2), StyleId(4));
        assert_eq!(map.iter().collect::<Vec<_>>(), [(70, 2, StyleId(4)), (1_000_000, 16_000, StyleId(9))]);
        let moved = map.moved(|row, column| (row < 100).then_some((row + 5, column)));
        assert_eq!(moved.iter().collect::<Vec<_>>(), [(75, 2, StyleId(4))]);
        map.set(70, 2, StyleId::NONE);
        map.set(1_000_000, 16_000, StyleId::NONE);
        assert_eq!(map, StyleMap::default());
    }
}
