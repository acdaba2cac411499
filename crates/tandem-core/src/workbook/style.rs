//! How cells look: styles, the table that numbers them, and the map from cells to those numbers.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::cell::Area;
use crate::number::NumberFormat;

/// What a cell is for; the theme decides how that looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Nothing particular.
    #[default]
    Plain,
    /// A title or the head of a column or row.
    Heading,
    /// A value that people are meant to change.
    Input,
    /// A sum or another result that closes a block.
    Total,
    /// A remark.
    Note,
}

/// Where a text stands in its cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// Numbers right, texts left, truths and errors centred.
    #[default]
    Auto,
    /// Left.
    Left,
    /// Centred.
    Center,
    /// Right.
    Right,
}

/// A colour of the theme, so that it fits light and dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColorToken {
    /// Less important.
    Muted,
    /// The accent of the theme.
    Accent,
    /// Good.
    Positive,
    /// Bad.
    Negative,
    /// Needs attention.
    Warning,
}

/// How a cell looks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Style {
    /// Number format code; nothing means General.
    pub format: Option<String>,
    /// What the cell is for.
    pub role: Role,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Where the text stands.
    pub align: Align,
    /// Whether long text breaks into lines.
    pub wrap: bool,
    /// Colour of the text.
    pub color: Option<ColorToken>,
    /// Colour behind the text.
    pub fill: Option<ColorToken>,
}

/// A change of some properties of a style; what is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StyleChange {
    /// A new number format; the inner nothing means General.
    pub format: Option<Option<String>>,
    /// A new role.
    pub role: Option<Role>,
    /// Bold or not.
    pub bold: Option<bool>,
    /// Italic or not.
    pub italic: Option<bool>,
    /// A new alignment.
    pub align: Option<Align>,
    /// Breaking into lines or not.
    pub wrap: Option<bool>,
    /// A new colour of the text; the inner nothing means the theme's.
    pub color: Option<Option<ColorToken>>,
    /// A new colour behind the text; the inner nothing means none.
    pub fill: Option<Option<ColorToken>>,
}

impl StyleChange {
    /// The style after the change.
    #[must_use]
    pub fn apply(&self, style: &Style) -> Style {
        Style {
            format: self.format.clone().unwrap_or_else(|| style.format.clone()),
            role: self.role.unwrap_or(style.role),
            bold: self.bold.unwrap_or(style.bold),
            italic: self.italic.unwrap_or(style.italic),
            align: self.align.unwrap_or(style.align),
            wrap: self.wrap.unwrap_or(style.wrap),
            color: self.color.unwrap_or(style.color),
            fill: self.fill.unwrap_or(style.fill),
        }
    }
}

/// A style's number in the workbook's table; 0 is the style of a cell that has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StyleId(pub u16);

impl StyleId {
    /// The style of a cell that has none.
    pub const NONE: Self = Self(0);
}

/// Every style that the workbook has used, each once. Styles are added and never taken out, so that a number keeps
/// its meaning for undo.
#[derive(Clone, Debug)]
pub struct StyleTable {
    styles: Vec<Style>,
    /// The parsed number format of each style; nothing for General, and for a code that can't be read.
    formats: Vec<Option<NumberFormat>>,
    index: HashMap<Style, StyleId>,
}

impl Default for StyleTable {
    fn default() -> Self {
        let none = Style::default();
        Self { index: HashMap::from([(none.clone(), StyleId::NONE)]), styles: vec![none], formats: vec![None] }
    }
}

impl StyleTable {
    /// The style of a number; an unknown number has none.
    #[must_use]
    pub fn get(&self, id: StyleId) -> &Style {
        const NONE: &Style = &Style {
            format: None,
            role: Role::Plain,
            bold: false,
            italic: false,
            align: Align::Auto,
            wrap: false,
            color: None,
            fill: None,
        };
        self.styles.get(usize::from(id.0)).unwrap_or(NONE)
    }

    /// The number format of a style; nothing for General.
    #[must_use]
    pub fn number_format(&self, id: StyleId) -> Option<&NumberFormat> {
        self.formats.get(usize::from(id.0))?.as_ref()
    }

    /// The number of a style, which is added when it is new; nothing when the table is full.
    pub fn intern(&mut self, style: &Style) -> Option<StyleId> {
        if let Some(id) = self.index.get(style) {
            return Some(*id);
        }
        let id = StyleId(u16::try_from(self.styles.len()).ok()?);
        let code = style.format.as_deref();
        self.formats.push(code.and_then(|code| NumberFormat::parse(code).ok()));
        self.styles.push(style.clone());
        self.index.insert(style.clone(), id);
        Some(id)
    }

    /// How many styles there are.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.styles.len()
    }
}

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
    fn a_style_has_one_number() {
        let mut table = StyleTable::default();
        let bold = Style { bold: true, ..Style::default() };
        let id = table.intern(&bold).unwrap();
        assert_eq!(table.intern(&bold), Some(id));
        assert_eq!(table.get(id), &bold);
        assert_eq!(table.intern(&Style::default()), Some(StyleId::NONE));
        assert_eq!(table.get(StyleId(999)), &Style::default());
        assert_eq!(table.count(), 2);
    }

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

    #[test]
    fn a_change_touches_only_what_it_names() {
        let style = Style { bold: true, format: Some("0%".to_owned()), ..Style::default() };
        let change = StyleChange { italic: Some(true), format: Some(None), ..StyleChange::default() };
        assert_eq!(change.apply(&style), Style { bold: true, italic: true, ..Style::default() });
    }
}
