//! The cells of a page: an object with one entry a cell, kept as a list in the order of the file.

use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

/// What a cell holds, and the number of its style. At most one of the contents is there.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Cell {
    /// An exact decimal number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) number: Option<String>,
    /// A text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<String>,
    /// TRUE or FALSE.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) bool: Option<bool>,
    /// An error code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) error: Option<String>,
    /// A formula with its `=`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) formula: Option<String>,
    /// The style's number, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) style: Option<u16>,
}

impl Cell {
    /// How many contents there are: more than one would be ambiguous.
    pub(super) fn contents(&self) -> usize {
        let Self { number, text, bool, error, formula, style: _ } = self;
        [number.is_some(), text.is_some(), bool.is_some(), error.is_some(), formula.is_some()]
            .into_iter()
            .filter(|is_there| *is_there)
            .count()
    }
}

/// Cells by their A1 place.
#[derive(Default)]
pub(super) struct Cells(pub(super) Vec<(String, Cell)>);

impl<'de> Deserialize<'de> for Cells {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List;

        impl<'de> Visitor<'de> for List {
            type Value = Cells;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object of cells by their place")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Cells, A::Error> {
                let mut cells = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    cells.push(entry);
                }
                Ok(Cells(cells))
            }
        }

        deserializer.deserialize_map(List)
    }
}
