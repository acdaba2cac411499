//! Pure grid arithmetic: which cells are selected, where a key leads, what part of a sheet a window shows, and which
//! cell a copied or filled cell comes from.
//!
//! This folder must not know values, formulas, workbooks or a browser: cells are rows and columns that count from zero,
//! lengths are whole pixels, and whether a cell is filled is asked of a closure. Start reading at `place.rs`, then
//! `selection.rs`; `viewport.rs` stands on `tracks.rs`.

mod fill;
mod ground;
mod place;
mod selection;
mod tracks;
mod viewport;

pub use fill::{Fill, Tile, paste_target};
pub use ground::{Direction, Ground, Move, shown_extent};
pub use place::{Block, Place};
pub use selection::{Advance, Selection};
pub use tracks::Tracks;
pub use viewport::{Offset, Viewport, Window};
