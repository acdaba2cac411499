//! What a cell holds and where: values, errors, arrays, addresses, and the dense storage of a workbook's cells.
//!
//! This folder must not know formulas, functions or the workbook. Start reading at `value.rs`, then `store.rs`.

mod address;
mod array;
mod error;
mod index;
mod order;
mod shift;
mod store;
mod stored;
mod value;

pub use address::{Area, CellAddress, SheetId, column_name, parse_cell, parse_column};
pub use array::Array;
pub use error::{Cause, ErrorKind, ErrorValue};
pub use index::{KeyIndex, Side};
pub use order::compare_texts;
pub use store::{Link, SheetCells, Slot, Store};
pub use stored::Stored;
pub use value::Value;
