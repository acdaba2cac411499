//! A rectangle of values, row by row.

use std::rc::Rc;

use super::{Cause, ErrorValue, Value};
use crate::limits::{MAX_ARRAY_CELLS, MAX_ARRAY_TEXT_BYTES};

/// A rectangle of values with at least one cell; none of them is an array itself.
#[derive(Clone, Debug)]
pub struct Array {
    rows: u32,
    columns: u32,
    items: Vec<Value>,
}

impl Array {
    /// An array from its values row by row.
    ///
    /// # Errors
    /// `#CALC!` when it would be empty or larger than the limit, `#VALUE!` when the number of values does not fit.
    pub fn new(rows: u32, columns: u32, items: Vec<Value>) -> Result<Self, ErrorValue> {
        let cells = cell_count(rows, columns)?;
        if cells == 0 {
            return Err(Cause::EmptyArray.into());
        }
        if items.len() != cells {
            return Err(Cause::ShapesDiffer.into());
        }
        Ok(Self { rows, columns, items })
    }

    /// An array whose value at each row and column a closure gives.
    ///
    /// # Errors
    /// As [`Array::new`], and whatever the closure refuses.
    pub fn build(
        rows: u32,
        columns: u32,
        mut value: impl FnMut(u32, u32) -> Result<Value, ErrorValue>,
    ) -> Result<Self, ErrorValue> {
        let mut items = Vec::with_capacity(cell_count(rows, columns)?);
        let mut text_bytes = 0;
        for row in 0..rows {
            for column in 0..columns {
                let item = value(row, column)?;
                // Texts that other cells hold too take no room of their own.
                if let Value::Text(text) = &item
                    && Rc::strong_count(text) == 1
                {
                    text_bytes += text.len();
                    if text_bytes > MAX_ARRAY_TEXT_BYTES {
                        return Err(Cause::ArrayTooLarge.into());
                    }
                }
                items.push(item);
            }
        }
        Self::new(rows, columns, items)
    }

    /// One column of values.
    ///
    /// # Errors
    /// As [`Array::new`].
    pub fn column(items: Vec<Value>) -> Result<Self, ErrorValue> {
        let rows = u32::try_from(items.len()).map_err(|_| Cause::ArrayTooLarge)?;
        Self::new(rows, 1, items)
    }

    /// One row of values.
    ///
    /// # Errors
    /// As [`Array::new`].
    pub fn row(items: Vec<Value>) -> Result<Self, ErrorValue> {
        let columns = u32::try_from(items.len()).map_err(|_| Cause::ArrayTooLarge)?;
        Self::new(1, columns, items)
    }

    /// Number of rows, at least 1.
    #[must_use]
    pub const fn rows(&self) -> u32 {
        self.rows
    }

    /// Number of columns, at least 1.
    #[must_use]
    pub const fn columns(&self) -> u32 {
        self.columns
    }

    /// The value at a row and column, from zero; nothing outside.
    #[must_use]
    pub fn get(&self, row: u32, column: u32) -> Option<&Value> {
        if row >= self.rows || column >= self.columns {
            return None;
        }
        self.items.get(row as usize * self.columns as usize + column as usize)
    }

    /// All values, row by row.
    #[must_use]
    pub fn items(&self) -> &[Value] {
        &self.items
    }

    /// The first value.
    #[must_use]
    pub fn first(&self) -> &Value {
        self.items.first().unwrap_or(&Value::Blank)
    }

    /// As an array constant is written: `{1,2;"a",TRUE}`.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut text = String::from("{");
        for (index, item) in self.items.iter().enumerate() {
            if index > 0 {
                text.push(if index.is_multiple_of(self.columns as usize) { ';' } else { ',' });
            }
            match item {
                Value::Text(inner) => {
                    text.push('"');
                    text.push_str(&inner.replace('"', "\"\""));
                    text.push('"');
                }
                other => text.push_str(&other.plain()),
            }
        }
        text.push('}');
        text
    }

    /// Whether both have the same shape and the same values.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.rows == other.rows
            && self.columns == other.columns
            && self.items.iter().zip(&other.items).all(|(a, b)| a.is_same(b))
    }
}

/// Number of cells of a shape. Whole sheets have more than 32 bits can count, so the product is taken in 64.
fn cell_count(rows: u32, columns: u32) -> Result<usize, ErrorValue> {
    let cells = u64::from(rows) * u64::from(columns);
    usize::try_from(cells).ok().filter(|cells| *cells <= MAX_ARRAY_CELLS).ok_or_else(|| Cause::ArrayTooLarge.into())
}
